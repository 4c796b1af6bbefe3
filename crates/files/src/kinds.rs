//! The one table of the kinds of files that are read: what each is called, how it is told, what reads it.
//!
//! `--kind`, the page's file chooser, the lists in the README and in `gouji.d.ts`, and the sentences about kinds come from here. Kinds that are
//! known and not read stand in [`crate::foreign`].

use gouji::{Error, Kind};

use crate::charset::Decoder;
use crate::sign::Sign::{self, Head, Member, Mimetype, Stream, Within};

/// A kind of file. The order is that of [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Values between commas, semicolons or tabs.
    Csv,
    /// A web page saved in one file.
    Mht,
    /// Office Open XML text document.
    Docx,
    /// Word 97 to 2003, and WPS.
    Doc,
    /// Rich text.
    Rtf,
    /// OpenDocument text, packed or flat.
    Odt,
    /// Office Open XML spreadsheet.
    Xlsx,
    /// Excel 97 spreadsheet, and WPS's.
    Xls,
    /// OpenDocument spreadsheet, packed or flat.
    Ods,
    /// Portable document format.
    Pdf,
    /// The Chinese fixed-layout format, GB/T 33190.
    Ofd,
    /// A picture of tables: a screenshot, a scan, a photo.
    Image,
}

/// What is known of a kind.
#[derive(Debug)]
pub struct Known {
    /// The kind.
    pub format: Format,
    /// The contract's word, and that of `--kind`.
    pub name: &'static str,
    /// How names of such files usually end.
    pub usual: &'static [&'static str],
    /// How else they may end: templates, files with macros, flat ones.
    pub more: &'static [&'static str],
    /// What the file is to a person.
    pub shape: Shape,
    /// How it is told from others; text has no signs.
    pub(crate) signs: &'static [Sign],
    /// What makes its text, where this build has it; none where the file is text itself.
    #[cfg_attr(not(feature = "documents"), allow(dead_code))]
    pub(crate) reader: Option<Reader>,
}

/// What a file is to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text as it is: offsets in it are offsets in the file.
    Text,
    /// A document of a text program.
    Document,
    /// A workbook.
    Workbook,
    /// Printed pages.
    Pages,
    /// A picture.
    Picture,
}

/// Makes HTML of a file.
pub(crate) type Reader = fn(&[u8], &Decoder) -> Result<String, Error>;

/// The readers, where this build has them.
macro_rules! reader {
    ($reader:expr) => {{
        #[cfg(feature = "documents")]
        {
            Some($reader)
        }
        #[cfg(not(feature = "documents"))]
        {
            None
        }
    }};
}

/// Every kind that is read.
pub static KINDS: [Known; 14] = [
    Known {
        format: Format::Html,
        name: "html",
        usual: &["html", "htm"],
        more: &[],
        shape: Shape::Text,
        signs: &[],
        reader: None,
    },
    Known {
        format: Format::Text,
        name: "text",
        usual: &["txt"],
        more: &["md"],
        shape: Shape::Text,
        signs: &[],
        reader: None,
    },
    Known {
        format: Format::Csv,
        name: "csv",
        usual: &["csv", "tsv"],
        more: &[],
        shape: Shape::Text,
        signs: &[],
        reader: None,
    },
    Known {
        format: Format::Mht,
        name: "mht",
        usual: &["mht"],
        more: &["mhtml"],
        shape: Shape::Text,
        signs: &[],
        reader: None,
    },
    Known {
        format: Format::Docx,
        name: "docx",
        usual: &["docx"],
        more: &["docm", "dotx", "dotm"],
        shape: Shape::Document,
        signs: &[Member("word/")],
        reader: reader!(crate::docx::html),
    },
    Known {
        format: Format::Doc,
        name: "doc",
        usual: &["doc", "wps"],
        more: &["dot", "wpt"],
        shape: Shape::Document,
        signs: &[Stream("WordDocument")],
        reader: reader!(|bytes, _| crate::doc::html(bytes)),
    },
    Known {
        format: Format::Rtf,
        name: "rtf",
        usual: &["rtf"],
        more: &[],
        shape: Shape::Document,
        signs: &[Head(b"{\\rtf"), Head(b"{\\*\\rtf")],
        reader: reader!(crate::rtf::html),
    },
    Known {
        format: Format::Odt,
        name: "odt",
        usual: &["odt"],
        more: &["ott", "fodt"],
        shape: Shape::Document,
        signs: &[
            Mimetype("application/vnd.oasis.opendocument.text"),
            Within(8192, b"office:mimetype=\"application/vnd.oasis.opendocument.text"),
        ],
        reader: reader!(|bytes, _| crate::odf::html(bytes)),
    },
    Known {
        format: Format::Xlsx,
        name: "xlsx",
        usual: &["xlsx"],
        more: &["xlsm", "xltx", "xltm"],
        shape: Shape::Workbook,
        signs: &[Member("xl/")],
        reader: reader!(|bytes, _| crate::sheets::xlsx::html(bytes)),
    },
    Known {
        format: Format::Xls,
        name: "xls",
        usual: &["xls", "et"],
        more: &["xlt", "ett"],
        shape: Shape::Workbook,
        signs: &[Stream("Workbook"), Stream("Book")],
        reader: reader!(crate::sheets::xls::html),
    },
    Known {
        format: Format::Ods,
        name: "ods",
        usual: &["ods"],
        more: &["ots", "fods"],
        shape: Shape::Workbook,
        signs: &[
            Mimetype("application/vnd.oasis.opendocument.spreadsheet"),
            Within(8192, b"office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet"),
        ],
        reader: reader!(|bytes, _| crate::odf::html(bytes)),
    },
    Known {
        format: Format::Pdf,
        name: "pdf",
        usual: &["pdf"],
        more: &[],
        shape: Shape::Pages,
        // Readers allow anything before the mark; mail servers do put lines there.
        signs: &[Within(1024, b"%PDF-")],
        reader: reader!(crate::pdf::html),
    },
    Known {
        format: Format::Ofd,
        name: "ofd",
        usual: &["ofd"],
        more: &[],
        shape: Shape::Pages,
        signs: &[Member("OFD.xml")],
        reader: reader!(|bytes, _| crate::ofd::html(bytes)),
    },
    Known {
        format: Format::Image,
        name: "image",
        usual: &["png", "jpg"],
        more: &["jpeg", "webp", "bmp"],
        shape: Shape::Picture,
        signs: &[Head(b"\x89PNG\r\n\x1a\n"), Head(b"\xff\xd8\xff")],
        reader: PICTURES,
    },
];

/// The reader of pictures, where this build has it: it brings a model of 4 MB, and no browser loads it with the other readers.
#[cfg(feature = "pictures")]
const PICTURES: Option<Reader> = Some(|bytes, _| crate::pictures::html(bytes));
#[cfg(not(feature = "pictures"))]
const PICTURES: Option<Reader> = None;

/// How names of packed folders end whose files are read one by one, see [`crate::folder`].
pub const FOLDER: &str = "zip";

impl Format {
    /// What is known of it.
    pub const fn known(self) -> &'static Known {
        &KINDS[self as usize]
    }

    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        self.known().name
    }

    /// The kind that has this word.
    pub fn of_word(word: &str) -> Option<Format> {
        KINDS.iter().find(|known| known.name == word).map(|known| known.format)
    }

    /// What a text of the given kind is.
    pub const fn of_text(kind: Kind) -> Format {
        match kind {
            Kind::Html => Format::Html,
            Kind::Text => Format::Text,
            Kind::Csv => Format::Csv,
        }
    }

    /// Whether the text was made by us: offsets in it say nothing of the file.
    pub const fn is_generated(self) -> bool {
        !matches!(self.known().shape, Shape::Text)
    }

    /// Whether a file of this kind is what `wanted` asks for: `xlsx` stands for old workbooks too.
    pub fn is(self, wanted: Format) -> bool {
        self == wanted || (self, wanted) == (Format::Xls, Format::Xlsx)
    }
}

/// Whether this build reads pictures. A page does not, and has a module of its own for it.
pub const READS_PICTURES: bool = PICTURES.is_some();

/// The kinds that can be opened: pictures only where something reads them, all others by a second module at least.
fn opened(pictures: bool) -> impl Iterator<Item = &'static Known> {
    KINDS.iter().filter(move |known| known.shape != Shape::Picture || pictures)
}

/// Every extension of a kind that can be opened, packed folders among them: what a person is offered to choose.
pub fn chosen(pictures: bool) -> impl Iterator<Item = &'static str> {
    opened(pictures).flat_map(|known| known.usual.iter().chain(known.more)).copied().chain([FOLDER])
}

/// Every extension of a known kind, packed folders among them: what is taken from a folder and answered.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    KINDS.iter().flat_map(|known| known.usual.iter().chain(known.more)).copied().chain([FOLDER])
}

/// The usual extensions with their dots, for sentences: documents first, and what pages and texts have last.
pub fn usual(separator: &str, pictures: bool) -> String {
    let of = |is_text: bool| {
        let known = opened(pictures).filter(move |known| (known.shape == Shape::Text) == is_text);
        known.flat_map(|known| known.usual).map(|extension| format!(".{extension}"))
    };
    let all: Vec<String> = of(false).chain(of(true)).chain([format!(".{FOLDER}")]).collect();
    all.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for known in &KINDS {
            assert_eq!(known.format.known().name, known.name);
            assert_eq!(Format::of_word(known.name), Some(known.format));
            let is_read = known.shape != Shape::Picture || cfg!(feature = "pictures");
            assert_eq!(known.reader.is_some(), known.format.is_generated() && is_read, "{}", known.name);
        }
    }

    #[test]
    fn an_extension_is_one_kinds() {
        let mut all: Vec<&str> = extensions().chain(crate::foreign::extensions()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    /// The lists that people read are those of the table.
    #[test]
    fn the_readmes_and_the_types_list_the_table() {
        let (english, chinese) =
            (include_str!("../../../README.md"), include_str!("../../../README.zh-CN.md"));
        let options = english.lines().find(|line| line.starts_with("| `--kind")).expect("a line of --kind");
        for known in &KINDS {
            assert!(
                options.contains(&format!("`{}`", known.name)),
                "the README has no --kind {}",
                known.name
            );
        }
        for extension in extensions() {
            let said = format!("`.{extension}`");
            assert!(english.contains(&said) && chinese.contains(&said), "a README has no .{extension}");
        }
        let types = include_str!("../../wasm/src/gouji.d.ts");
        let names: Vec<String> = KINDS.iter().map(|known| format!("\"{}\"", known.name)).collect();
        assert!(types.contains(&format!("export type Format = {};", names.join(" | "))), "gouji.d.ts");
    }
}
