//! Every limit of reading files, in one place; those of the text that comes out of them stand in [`gouji::limits`]. Above one of them the answer is `too_large`.
//!
//! All are picked by gut feeling, an order of magnitude above any report seen, and low enough for a browser's tab.

/// Bytes of a file. A report with photographs is about 10 MB.
pub const FILE_BYTES: usize = 64 << 20;

/// Bytes of decoded or generated text: what the library reads at most.
pub const TEXT_BYTES: usize = gouji::limits::TEXT_BYTES;

/// Bytes of the headers of a part of a page saved in one file; what stands behind them is not looked at.
pub const HEAD_BYTES: usize = 1 << 20;

/// Bytes that all members of a zip file together may unpack to, and what they are decoded to where that is another. The text of a long
/// report is about 5 MB of XML.
pub const UNPACKED_BYTES: usize = 64 << 20;

/// Tags and references of all parts of an office document together, once each time that a part is read. A cell of a workbook has six, and
/// 5 MB of XML some 200,000.
pub const XML_MARKS: usize = 4_000_000;

/// Links from one part of an office document to others; each picture and each address is one.
pub const LINKS: usize = 20_000;

/// Styles and lists of a text document. Those that were pasted together for years have a few thousand.
pub const DEFINITIONS: usize = 20_000;

/// Bytes of the name of a style, a list or a part of a package. Word's have 255 characters at most.
pub const ID_BYTES: usize = 1024;

/// Pages inside of a text document.
pub const CHUNKS: usize = 100;

/// Parts of a page saved in one file, its pictures among them.
pub const PAGE_PARTS: usize = 20_000;

/// Files in a zip file.
pub const MEMBERS: usize = 20_000;

/// Bytes that the documents of a packed folder may unpack to, all together.
pub const FOLDER_BYTES: usize = 128 << 20;

/// Documents of a packed folder. The page's list has 500.
pub const FOLDER_FILES: usize = 5_000;

/// Cells of all tables together, blank ones counted, and rows of a text document. An annual report has about 300.
pub const CELLS: usize = 500_000;

/// Sheets of a workbook.
pub const SHEETS: usize = 256;

/// Records that go on with one of an xls. One holds 8 kB, and all shared strings of a file are one with what goes on with it.
pub const XLS_PARTS: usize = 100_000;

/// XML elements inside each other.
pub const DEPTH: usize = 1000;

/// Tables and text boxes inside each other in a text document.
pub const TABLE_DEPTH: usize = 16;

/// Groups, words and pieces of text of a rich text file. A report has 20,000, and its pictures as many.
pub const RTF_TOKENS: usize = 8_000_000;

/// Characters of a doc that are looked at. A report has 5,000 to 30,000.
pub const DOC_CHARACTERS: usize = 4_000_000;

/// Pieces of a doc. One that was saved quickly for years has a few thousand.
pub const DOC_PIECES: usize = 100_000;

/// Bytes of the properties of a doc's runs and paragraphs, each time that they are read. A row of a table has 1 kB, a run 50 bytes.
pub const DOC_PROPERTIES: usize = 96 << 20;

/// Pages of a pdf. A report has five to fifty.
pub const PDF_PAGES: usize = 300;

/// Bytes that one stream of a pdf may unfold to. Pages of reports take 20 to 200 kB, fonts are not unfolded.
pub const PDF_STREAM_BYTES: usize = 32 << 20;

/// Bytes that all streams of a pdf which are no pictures may unfold to. Ten whole Chinese fonts are 100 MB.
pub const PDF_TOTAL_BYTES: usize = 128 << 20;

/// Bytes that the tables of a pdf's objects may unfold to; an object takes five or more.
pub const PDF_TABLE_BYTES: usize = 2 << 20;

/// Objects of a pdf, once for each table that names them. A long report with its structure has 20,000.
pub const PDF_OBJECTS: usize = 500_000;

/// Names in one object of a pdf.
pub const PDF_DICTIONARY: usize = 20_000;

/// Names of all dictionaries of a pdf's pages together, if each were as large as the largest.
pub const PDF_KEYS: usize = 3_000_000;

/// Bytes of a pdf's objects that are parsed, if each were as large as the largest: one is parsed anew whenever it is asked for. A page
/// asks for twenty objects, and most are below 1 kB; the widths of a font may be 50 kB.
pub const PDF_PARSED_BYTES: usize = 384 << 20;

/// Bytes of one object of a pdf without its stream.
pub const PDF_OBJECT_BYTES: usize = 8 << 20;

/// Bytes of the streams of an encrypted pdf that are no pictures.
pub const PDF_LOCKED_BYTES: usize = 32 << 20;

/// Streams of a pdf.
pub const PDF_STREAMS: usize = 100_000;

/// Trailers of a pdf, counted where they may be one; each change that was saved adds one.
pub const PDF_TRAILERS: usize = 1_000;

/// Steps through a pdf's objects beyond one for each byte: where objects end is looked for more than once if they do not end.
pub const PDF_STEPS: usize = 24 << 20;

/// Bytes of a pdf's streams that are read, folded and unfolded, and of tables made of them.
pub const PDF_READ_BYTES: usize = 128 << 20;

/// Operators of a pdf's content streams. A page of a report has 1,000 to 10,000.
pub const PDF_OPERATORS: usize = 1_000_000;

/// Characters of a pdf. A report has 5,000 to 30,000.
pub const PDF_GLYPHS: usize = 400_000;

/// Lines of labels that are tried with lines of figures, in the tables of a pdf that no lines bound. A page of 40 rows has 1,600 at most.
pub const PDF_COMPARISONS: usize = 4_000_000;

/// Pixels of a picture: an A4 page at 600 dpi has 35 million.
pub const PICTURE_PIXELS: usize = 40_000_000;

/// Pixels of all pictures of a report together. An A4 page at 200 dpi has four million.
pub const PICTURES_PIXELS: usize = 240_000_000;

/// Pictures of a report. One has fewer pages.
pub const PICTURES: usize = 60;
