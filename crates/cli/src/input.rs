//! Names on the command line in, decoded texts out: files, directories, standard input.
//!
//! What cannot be read is a [`Trouble`], which the formats print in its place; nothing here ends the run.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use gouji::{Error, Kind, Lang, wire};
use gouji_files::folder::{self, Entry};
use gouji_files::foreign::Foreign;
use gouji_files::{Format, Opened, charset, kinds, limits};

/// Where one input comes from.
#[derive(Debug)]
pub enum Source {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A document in a packed folder.
    Packed(PathBuf, Entry),
    /// A directory, or a packed one, of which nothing could be read.
    Directory(PathBuf, Trouble),
    /// Pictures that are the pages of one report.
    Pages(Vec<PathBuf>),
    /// An object of a line.
    Given(Option<String>, Result<Content, Trouble>),
}

/// What an object of a line holds.
#[derive(Debug)]
pub enum Content {
    /// Text, decoded already.
    Text(String),
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// Those of several pictures.
    Pages(Vec<Vec<u8>>),
}

impl Content {
    fn len(&self) -> usize {
        match self {
            Content::Text(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
            Content::Pages(pages) => pages.iter().map(Vec::len).sum(),
        }
    }
}

impl Source {
    /// The name under which the input is printed.
    pub fn name(&self) -> Option<Cow<'_, str>> {
        match self {
            Source::Stdin => None,
            Source::File(path) | Source::Directory(path, _) => Some(path.to_string_lossy()),
            Source::Packed(path, entry) => Some(format!("{}/{}", path.to_string_lossy(), entry.name).into()),
            Source::Pages(pages) => {
                let first = pages.first().map(|path| path.to_string_lossy()).unwrap_or_default();
                let more = pages.len().saturating_sub(1);
                Some(if more == 0 { first } else { format!("{first} +{more}").into() })
            }
            Source::Given(name, _) => name.as_deref().map(Cow::Borrowed),
        }
    }

    /// The file that it is, or is in.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Source::File(path) | Source::Packed(path, _) => Some(path),
            Source::Stdin | Source::Directory(..) | Source::Pages(_) | Source::Given(..) => None,
        }
    }

    /// Its bytes, as far as they are known before it is read: those of standard input are not, and of a larger file no more is read.
    pub fn bytes(&self) -> u64 {
        let bytes = match self {
            Source::Stdin => limits::FILE_BYTES,
            Source::File(path) => size(path),
            Source::Packed(_, entry) => entry.bytes(),
            Source::Pages(pages) => pages.iter().map(|path| size(path)).sum(),
            Source::Given(_, Ok(content)) => content.len(),
            Source::Directory(..) | Source::Given(_, Err(_)) => 0,
        };
        bytes.min(limits::FILE_BYTES) as u64
    }

    /// Whether it is the file `other`, under whatever name.
    pub fn is(&self, other: &Path) -> bool {
        self.path().is_some_and(|path| same_file::is_same_file(path, other).unwrap_or(false))
    }
}

/// What came of an input.
#[derive(Debug)]
pub struct Fetched {
    content: Content,
    /// Whether its name is a file's, whose ending says what is in it.
    is_file: bool,
}

impl Fetched {
    /// The bytes of a file.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Text(_) | Content::Pages(_) => None,
        }
    }
}

/// An input with its text, or with what kept it from being read.
#[derive(Debug)]
pub struct Loaded {
    /// What is known of it; the kind is told later.
    pub input: wire::Input,
    /// Its text.
    pub opened: Result<Opened, Trouble>,
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
    /// Occurs when the bytes are of a kind that is known and not read.
    Foreign(Foreign),
    /// Occurs when reading takes longer than this.
    Slow(Duration),
    /// Occurs when a line, counted from 1, is not an object with `text` or `base64`.
    Line(usize),
    /// Occurs when the name that a line, counted from 1, gives is longer than is read.
    LongName(usize),
}

impl Trouble {
    /// The contract's code.
    pub const fn error(&self) -> Error {
        match self {
            Trouble::Report(error) => *error,
            Trouble::NoReports => Error::Empty,
            Trouble::Slow(_) => Error::TooLarge,
            Trouble::Foreign(foreign) => foreign.error(),
            Trouble::NotFound | Trouble::System(_) | Trouble::Line(_) => Error::Corrupt,
            Trouble::LongName(_) => Error::TooLarge,
        }
    }

    /// What is wrong and what to do next.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Trouble::Report(error), lang) => error.message(lang).to_owned(),
            (Trouble::NotFound, Lang::Zh) => "没有这个文件。请检查文件名和所在文件夹。".to_owned(),
            (Trouble::NotFound, Lang::En) => {
                "There is no such file. Check its name and its folder.".to_owned()
            }
            (Trouble::NoReports, Lang::Zh) => {
                format!(
                    "文件夹中没有可读取的文件（{}）。其他文件请直接写明文件名。",
                    kinds::usual("、", kinds::READS_PICTURES)
                )
            }
            (Trouble::NoReports, Lang::En) => format!(
                "The directory holds no file that is read ({}). Give other files by name.",
                kinds::usual(", ", kinds::READS_PICTURES)
            ),
            (Trouble::System(error), Lang::Zh) => {
                format!("系统无法读取（{error}）。请检查权限，或将文件复制到别处再试。")
            }
            (Trouble::System(error), Lang::En) => {
                format!("The system cannot read it ({error}). Check its permissions, or copy it elsewhere.")
            }
            (Trouble::Slow(time), Lang::Zh) => format!(
                "内容过大或过于复杂，{} 秒内没有读完。请只取年报本身再试，或用 --timeout 延长时间。",
                time.as_secs_f64()
            ),
            (Trouble::Slow(time), Lang::En) => format!(
                "The input is too large or too complicated to be read within {} s. Take only the report itself, or allow more with --timeout.",
                time.as_secs_f64()
            ),
            (Trouble::Foreign(foreign), lang) => foreign.message(lang).to_owned(),
            (Trouble::LongName(line), Lang::Zh) => {
                format!("第 {line} 行的 name 超过 4 kB。请缩短这个名称再试。")
            }
            (Trouble::LongName(line), Lang::En) => {
                format!("The name in line {line} is longer than 4 kB. Shorten it and try again.")
            }
            (Trouble::Line(line), Lang::Zh) => format!(
                "第 {line} 行不是带有 text 或 base64 的 JSON 对象。请检查这一行是否完整、base64 是否正确。"
            ),
            (Trouble::Line(line), Lang::En) => format!(
                "Line {line} is no JSON object with text or base64. See that the line is whole and its base64 is right."
            ),
        }
    }
}

/// The one input that a name stands for: a file, or standard input.
pub fn source_of(name: &Path) -> Source {
    if name.as_os_str() == "-" { Source::Stdin } else { Source::File(name.to_owned()) }
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
            push(name.clone(), &mut sources);
        }
    }
    sources
}

/// The pictures that the names stand for, in their order; a directory's by the numbers in their names.
pub fn pages(names: &[PathBuf]) -> Vec<PathBuf> {
    let of = |name: &PathBuf| {
        if !name.is_dir() {
            return vec![name.clone()];
        }
        let mut held: Vec<PathBuf> =
            sources(std::slice::from_ref(name)).iter().filter_map(Source::path).map(Path::to_owned).collect();
        gouji::order::sort_by_key(&mut held, |path| gouji::order::by_numbers(&path.to_string_lossy()));
        held
    };
    names.iter().flat_map(of).collect()
}

/// Adds a file, or the documents of a packed folder.
fn push(path: PathBuf, sources: &mut Vec<Source>) {
    let is_zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(kinds::FOLDER));
    let packed = if is_zip { File::open(&path).map_err(trouble).and_then(bytes).ok() } else { None };
    // By its content it may be a document after all.
    let Some(packed) = packed.filter(|packed| folder::is_folder(packed)) else {
        return sources.push(Source::File(path));
    };
    match folder::entries(&packed, &charset::decode_legacy) {
        Ok(entries) => sources.extend(entries.into_iter().map(|entry| Source::Packed(path.clone(), entry))),
        Err(Error::Empty) => sources.push(Source::Directory(path, Trouble::NoReports)),
        Err(error) => sources.push(Source::Directory(path, Trouble::Report(error))),
    }
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
            if !is_part_of_page(&path) {
                walk(&path, sources);
            }
        } else if folder::is_document(&entry.file_name().to_string_lossy()) && path.is_file() {
            push(path, sources);
        }
    }
}

/// Whether a directory holds what belongs to a saved web page beside it: its pictures and styles.
fn is_part_of_page(directory: &Path) -> bool {
    let name = directory.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let stem = ["_files", ".files", "_文件"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| {
        ["html", "htm"].iter().any(|end| directory.with_file_name(format!("{stem}.{end}")).is_file())
    })
}

/// The bytes of one input, however long they take to come.
pub fn fetch(source: Source) -> (wire::Input, Result<Fetched, Trouble>) {
    let (path, content) = match source {
        Source::Given(name, content) => {
            let bytes = content.as_ref().map_or(0, Content::len);
            let input = wire::Input { name, kind: None, encoding: None, bytes };
            return (input, content.map(|content| Fetched { content, is_file: false }));
        }
        Source::Pages(ref pages) => {
            let name = source.name().map(Cow::into_owned);
            let (name, content) = match fetch_pages(pages) {
                Ok(pages) => (name, Ok(Content::Pages(pages))),
                // The page at fault.
                Err((path, trouble)) => (Some(path.to_string_lossy().into_owned()), Err(trouble)),
            };
            let bytes = content.as_ref().map_or(0, Content::len);
            let input = wire::Input { name, kind: None, encoding: None, bytes };
            return (input, content.map(|content| Fetched { content, is_file: true }));
        }
        Source::Stdin => (None, bytes(io::stdin().lock())),
        Source::File(path) => {
            let bytes = File::open(&path).map_err(trouble).and_then(bytes);
            (Some(path), bytes)
        }
        Source::Packed(ref path, ref entry) => {
            let packed = File::open(path).map_err(trouble);
            let bytes = packed.and_then(|packed| folder::read(packed, entry).map_err(Trouble::Report));
            (source.name().map(|name| PathBuf::from(name.as_ref())), bytes)
        }
        Source::Directory(path, trouble) => (Some(path), Err(trouble)),
    };
    let input = wire::Input {
        name: path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        kind: None,
        encoding: None,
        bytes: content.as_ref().map_or_else(|_| path.map_or(0, |path| size(&path)), Vec::len),
    };
    (input, content.map(|bytes| Fetched { content: Content::Bytes(bytes), is_file: true }))
}

/// The bytes of pictures, or which of them cannot be had.
fn fetch_pages(pages: &[PathBuf]) -> Result<Vec<Vec<u8>>, (&Path, Trouble)> {
    let mut all = Vec::new();
    let mut length = 0;
    for path in pages {
        let page =
            File::open(path).map_err(trouble).and_then(bytes).map_err(|trouble| (path.as_path(), trouble))?;
        length += page.len();
        if length > limits::FILE_BYTES || all.len() == limits::PICTURES {
            return Err((path, Trouble::Report(Error::TooLarge)));
        }
        all.push(page);
    }
    Ok(all)
}

/// Decodes one input. Text that was given is decoded already.
pub fn open(mut input: wire::Input, fetched: Fetched) -> Loaded {
    let opened = match fetched.content {
        Content::Bytes(bytes) => decode(&bytes),
        Content::Pages(pages) => gouji_files::open_pages(&pages).map_err(Trouble::Report),
        Content::Text(text) => {
            let kind = Kind::sniff(&text);
            Ok(Opened { format: Format::of_text(kind), encoding: None, text, kind })
        }
    };
    let name = input.name.as_deref().filter(|_| fetched.is_file).unwrap_or_default();
    let opened = opened.map(|opened| opened.named(name));
    if let Ok(opened) = &opened {
        input.kind = Some(opened.format.as_str());
        input.encoding = opened.encoding.map(str::to_owned);
    }
    Loaded { input, opened }
}

/// Opens a file, and says of a file that is not read what it is.
fn decode(bytes: &[u8]) -> Result<Opened, Trouble> {
    gouji_files::open(bytes).map_err(|error| match gouji_files::foreign(bytes) {
        Some(foreign) if error == Error::UnsupportedFormat => Trouble::Foreign(foreign),
        _ => Trouble::Report(error),
    })
}

/// The size of a file that was not read to its end.
fn size(path: &Path) -> usize {
    let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map_or(0, |metadata| metadata.len());
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// All bytes, but not many more than the library takes, however much there is.
fn bytes(reader: impl Read) -> Result<Vec<u8>, Trouble> {
    let limit = limits::FILE_BYTES;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, Error>) {
        let opened = decode(bytes);
        assert_eq!(opened.as_ref().map(|opened| opened.text.as_str()).map_err(Trouble::error), expected);
    }

    #[test]
    fn text_is_decoded_without_its_mark() {
        check("年报".as_bytes(), Ok("年报"));
        check("\u{feff}年报".as_bytes(), Ok("年报"));
        check(b"\xff\xfe\x74\x5e\xa5\x62", Ok("年报"));
    }

    #[test]
    fn documents_that_are_not_read_are_named() {
        check(b"CAJ\0", Err(Error::UnsupportedFormat));
        assert!(decode(b"CAJ\0").is_err_and(|trouble| trouble.message(Lang::En).contains("CAJ")));
        check(b"%PDF-1.7", Err(Error::Corrupt));
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
            Trouble::Slow(Duration::from_secs(60)),
            Trouble::Line(3),
            Trouble::LongName(3),
        ];
        for trouble in troubles {
            assert!(trouble.message(Lang::Zh).matches('。').count() == 2, "{trouble:?}");
            assert!(trouble.message(Lang::En).matches(". ").count() == 1, "{trouble:?}");
        }
    }
}
