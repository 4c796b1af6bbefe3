//! Names on the command line in, decoded texts out: files, directories, standard input.
//!
//! What cannot be read is a [`Trouble`], which the formats print in its place; nothing here ends the run.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gouji::source::MAX_BYTES;
use gouji::{Error, Lang, wire};

/// Files that are read when a directory is walked. A file that is named itself is always read.
const EXTENSIONS: [&str; 3] = ["html", "htm", "txt"];

/// First bytes of files that are no text: zip (docx, xlsx), pdf, and the old binary documents (doc, xls, wps).
const NOT_TEXT: [&[u8]; 3] = [b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Where one input comes from.
#[derive(Debug)]
pub enum Source {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A directory of which nothing could be read.
    Directory(PathBuf, Trouble),
}

/// An input with its text, or with what kept it from being read.
#[derive(Debug)]
pub struct Loaded {
    /// What is known of it; the kind is told later.
    pub input: wire::Input,
    /// The text without a byte order mark.
    pub text: Result<String, Trouble>,
}

/// Why an input could not be read.
#[derive(Debug)]
pub enum Trouble {
    /// Occurs when the library does not find a report in the text, or not a text in the bytes.
    Report(Error),
    /// Occurs when there is no such file.
    NotFound,
    /// Occurs when a directory holds nothing that is read.
    NoReports,
    /// Occurs when the system refuses to read it.
    System(io::Error),
    /// Occurs when the bytes are not UTF-8.
    NotUtf8 {
        /// Offset of the first byte that is not.
        offset: usize,
    },
}

impl Trouble {
    /// The contract's code.
    pub const fn error(&self) -> Error {
        match self {
            Trouble::Report(error) => *error,
            Trouble::NoReports => Error::Empty,
            Trouble::NotFound | Trouble::System(_) | Trouble::NotUtf8 { .. } => Error::Corrupt,
        }
    }

    /// What is wrong and what to do next.
    pub fn message(&self, lang: Lang) -> String {
        let extensions = EXTENSIONS.map(|extension| format!(".{extension}"));
        match (self, lang) {
            (Trouble::Report(error), lang) => error.message(lang).to_owned(),
            (Trouble::NotFound, Lang::Zh) => "没有这个文件。请检查文件名和所在文件夹。".to_owned(),
            (Trouble::NotFound, Lang::En) => {
                "There is no such file. Check its name and its folder.".to_owned()
            }
            (Trouble::NoReports, Lang::Zh) => {
                format!("文件夹中没有可读取的文件（{}）。其他文件请直接写明文件名。", extensions.join("、"))
            }
            (Trouble::NoReports, Lang::En) => format!(
                "The directory holds no file that is read ({}). Give other files by name.",
                extensions.join(", ")
            ),
            (Trouble::System(error), Lang::Zh) => {
                format!("系统无法读取（{error}）。请检查权限，或将文件复制到别处再试。")
            }
            (Trouble::System(error), Lang::En) => {
                format!("The system cannot read it ({error}). Check its permissions, or copy it elsewhere.")
            }
            (Trouble::NotUtf8 { offset }, Lang::Zh) => format!(
                "文字编码不是UTF-8（第{}个字节起）。请另存为UTF-8，或用浏览器打开后复制内容再试。",
                offset + 1
            ),
            (Trouble::NotUtf8 { offset }, Lang::En) => format!(
                "The text is not in UTF-8 (from byte {} on). Save it as UTF-8, or open it in a browser and copy its content.",
                offset + 1
            ),
        }
    }
}

/// The inputs that the names stand for, in their order; a directory's files by name, depth first.
pub fn sources(names: &[PathBuf]) -> Vec<Source> {
    let mut sources = Vec::new();
    for name in names {
        if name.as_os_str() == "-" {
            sources.push(Source::Stdin);
        } else if name.is_dir() {
            let before = sources.len();
            walk(name, &mut sources);
            if sources.len() == before {
                sources.push(Source::Directory(name.clone(), Trouble::NoReports));
            }
        } else {
            sources.push(Source::File(name.clone()));
        }
    }
    sources
}

fn walk(directory: &Path, sources: &mut Vec<Source>) {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return sources.push(Source::Directory(directory.to_owned(), Trouble::System(error))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links to directories are left out: they may lead in circles.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, sources);
        } else if is_report(&path) && path.is_file() {
            sources.push(Source::File(path));
        }
    }
}

fn is_report(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Reads and decodes one input.
pub fn load(source: Source) -> Loaded {
    let (path, bytes) = match source {
        Source::Stdin => (None, bytes(io::stdin().lock())),
        Source::File(path) => {
            let bytes = File::open(&path).map_err(trouble).and_then(bytes);
            (Some(path), bytes)
        }
        Source::Directory(path, trouble) => (Some(path), Err(trouble)),
    };
    let mut input = wire::Input {
        name: path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        kind: None,
        encoding: None,
        bytes: bytes.as_ref().map_or_else(|_| path.map_or(0, |path| size(&path)), Vec::len),
    };
    let text = bytes.and_then(decode);
    if text.is_ok() {
        input.encoding = Some("utf-8".to_owned());
    }
    Loaded { input, text }
}

/// The size of a file that was not read to its end.
fn size(path: &Path) -> usize {
    let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map_or(0, |metadata| metadata.len());
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// All bytes, but not many more than the library takes, however much there is.
fn bytes(reader: impl Read) -> Result<Vec<u8>, Trouble> {
    let limit = MAX_BYTES + BOM.len();
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(trouble)?;
    if bytes.len() > limit { Err(Trouble::Report(Error::TooLarge)) } else { Ok(bytes) }
}

fn trouble(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::NotFound,
        _ => Trouble::System(error),
    }
}

fn decode(mut bytes: Vec<u8>) -> Result<String, Trouble> {
    if NOT_TEXT.iter().any(|signature| bytes.starts_with(signature)) {
        return Err(Trouble::Report(Error::UnsupportedFormat));
    }
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    String::from_utf8(bytes).map_err(|error| Trouble::NotUtf8 { offset: error.utf8_error().valid_up_to() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, Error>) {
        let text = decode(bytes.to_vec());
        assert_eq!(text.as_deref().map_err(Trouble::error), expected);
    }

    #[test]
    fn text_is_utf_8_without_its_mark() {
        check("年报".as_bytes(), Ok("年报"));
        check("\u{feff}年报".as_bytes(), Ok("年报"));
        check(b"\xc4\xea\xb1\xa8", Err(Error::Corrupt));
        check(b"\xff\xfe\x01\x00", Err(Error::Corrupt));
    }

    #[test]
    fn documents_that_are_no_text_are_named_as_such() {
        check(b"PK\x03\x04\x14\x00", Err(Error::UnsupportedFormat));
        check(b"%PDF-1.7", Err(Error::UnsupportedFormat));
    }

    #[test]
    fn no_more_is_read_than_the_limit() {
        assert_eq!(bytes(io::repeat(b'x')).map_err(|trouble| trouble.error()), Err(Error::TooLarge));
    }

    #[test]
    fn every_trouble_says_what_to_do_in_both_languages() {
        let troubles = [
            Trouble::NotFound,
            Trouble::NoReports,
            Trouble::System(io::Error::other("disk")),
            Trouble::NotUtf8 { offset: 7 },
        ];
        for trouble in troubles {
            assert!(trouble.message(Lang::Zh).matches('。').count() == 2, "{trouble:?}");
            assert!(trouble.message(Lang::En).matches(". ").count() == 1, "{trouble:?}");
        }
        assert!(Trouble::NotUtf8 { offset: 7 }.message(Lang::En).contains("byte 8"));
    }
}
