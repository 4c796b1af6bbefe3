//! Every limit of reading files, in one place; those of the text that comes out of them stand in [`gouji::limits`]. Above one of them the answer is `too_large`.
//!
//! All are picked by gut feeling, an order of magnitude above any report seen, and low enough for a browser's tab.

/// Bytes of a file. A report with photographs is about 10 MB.
pub const FILE_BYTES: usize = 64 << 20;

/// Bytes of decoded or generated text: what the library reads at most.
pub const TEXT_BYTES: usize = gouji::limits::TEXT_BYTES;

/// Bytes of the headers of a part of a page saved in one file; what stands behind them is not looked at.
pub const HEAD_BYTES: usize = 1 << 20;

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

/// Pages of a pdf. A report has five to fifty.
pub const PDF_PAGES: usize = 300;

/// Bytes that one stream of a pdf may unfold to. Pages of reports take 20 to 200 kB, fonts are not unfolded.
pub const PDF_STREAM_BYTES: usize = 32 << 20;

/// Bytes that all streams of a pdf which are no pictures may unfold to. Ten whole Chinese fonts are 100 MB.
pub const PDF_TOTAL_BYTES: usize = 256 << 20;

/// Bytes of a pdf's streams that are read, folded and unfolded, and of tables made of them.
pub const PDF_READ_BYTES: usize = 128 << 20;

/// Operators of a pdf's content streams. A page of a report has 1,000 to 10,000.
pub const PDF_OPERATORS: usize = 4_000_000;

/// Characters of a pdf. A report has 5,000 to 30,000.
pub const PDF_GLYPHS: usize = 400_000;
