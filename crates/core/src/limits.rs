//! Every limit of reading text, in one place. Above one of them the answer is [`crate::Error::TooLarge`], given while reading and not
//! after everything was built. `gouji-files` has those of files beside them.
//!
//! A report has some hundred fields and paragraphs and takes 5 to 50 kB of text; a portal page around it has some thousand tags, the
//! largest seen 50,000. Each limit is an order of magnitude above that, and low enough that the longest text that is read takes
//! 2 s and 300 MB: `cargo xtask bench hostile`.

/// Bytes of decoded text. A portal page is rarely over 2 MB.
pub const TEXT_BYTES: usize = 20 << 20;

/// What may part lines and fields of plain text or values: line ends, tabs, pipes, runs of spaces; in values, commas and semicolons.
pub const SEPARATORS: usize = 200_000;

/// Marks of Markdown and characters that a text may hold in another way (`&lt;`, `\|`), of which each is remembered.
pub const MARKS: usize = 1_000_000;

/// Tags, runs of text and character references of a page. A table of 100,000 cells has 300,000.
pub const PARTS: usize = 500_000;

/// Elements and texts of a page's tree. A parser adds some by itself: a bold word that is never closed is opened anew in every paragraph
/// behind it.
pub const NODES: usize = 2 * PARTS;

/// Elements inside each other in a page's tree. Pages have ten to sixty; 512 are kept that say where they end, and a table, its group,
/// its row and its cell are four.
pub const PAGE_DEPTH: usize = 2_500;

/// Tags and nodes of a page, each as often as the page is deep: a parser looks through what is open for most of them. A page of 50,000
/// tags and 60 elements inside each other takes 6 million.
pub const PAGE_STEPS: usize = 100_000_000;

/// Places of drawn and ruled tables that are looked at, over all beginnings of such tables.
pub const DRAWN: usize = 16_000_000;

/// Lines that name a year, and so may be a report's title; the list of links beside a report may have some hundreds.
pub const NAMED_LINES: usize = 5_000;

/// Figures of a report's prose, in paragraphs of 200 at most; a long one has some hundreds.
pub const FIGURES: usize = 10_000;

/// Characters of a cell or a quote that a sentence, a table or a page shows.
pub const SHOWN_CHARS: usize = 60;

/// Characters of a cell's `raw` text in the JSON.
pub const RAW_CHARS: usize = 1000;
