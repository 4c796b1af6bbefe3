//! Every limit of reading files, in one place. Above one of them the answer is `too_large`.
//!
//! All are picked by gut feeling, an order of magnitude above any report seen, and low enough for a browser's tab.

/// Bytes of a file. A report with photographs is about 10 MB.
pub const FILE_BYTES: usize = 64 << 20;

/// Bytes of decoded or generated text: what the library reads at most.
pub const TEXT_BYTES: usize = gouji::source::MAX_BYTES;

/// Bytes that all members of a zip file together may unpack to. The text of a long report is about 5 MB of XML.
pub const UNPACKED_BYTES: usize = 128 << 20;

/// Files in a zip file.
pub const MEMBERS: usize = 20_000;

/// Cells of all tables together, blank ones counted. An annual report has about 300.
pub const CELLS: usize = 500_000;

/// Sheets of a workbook.
pub const SHEETS: usize = 256;

/// XML elements inside each other.
pub const DEPTH: usize = 1000;

/// Tables and text boxes inside each other in a text document.
pub const TABLE_DEPTH: usize = 16;
