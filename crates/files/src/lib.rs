//! Bytes of a file in, text that the library reads out: decoded HTML or plain text.
//!
//! A document, a workbook or printed pages become plain HTML with its paragraphs and tables, so that there is one way from text to
//! cells. What a file is, is told by its content, never by its name. Nothing here knows what an annual report is.
//! Every kind stands in [`kinds`], with what reads it. Start at [`open`].

#[cfg(feature = "documents")]
mod cfb;
pub mod charset;
#[cfg(feature = "documents")]
mod counting;
#[cfg(any(feature = "documents", feature = "write"))]
mod crc;
#[cfg(feature = "documents")]
mod deflate;
#[cfg(feature = "documents")]
mod doc;
#[cfg(feature = "documents")]
mod docx;
pub mod folder;
pub mod foreign;
pub mod kinds;
pub mod limits;
#[cfg(feature = "documents")]
mod matrix;
mod mht;
#[cfg(feature = "documents")]
mod numbering;
#[cfg(feature = "documents")]
mod odf;
#[cfg(feature = "documents")]
mod ofd;
#[cfg(test)]
mod official;
#[cfg(feature = "documents")]
mod opc;
#[cfg(feature = "documents")]
mod page;
#[cfg(feature = "documents")]
mod pdf;
#[cfg(feature = "pictures")]
mod pictures;
#[cfg(feature = "scans")]
mod raster;
#[cfg(feature = "documents")]
mod rtf;
#[cfg(feature = "settings")]
pub mod settings;
#[cfg(feature = "documents")]
mod sheets;
mod sign;
mod sniff;
#[cfg(feature = "documents")]
mod spans;
#[cfg(feature = "documents")]
mod story;
#[cfg(feature = "documents")]
mod symbols;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(feature = "write")]
pub mod write;
#[cfg(feature = "documents")]
mod xml;
mod zip;

use gouji::{Error, Kind};

pub use foreign::Foreign;
pub use kinds::Format;
pub use sniff::foreign;

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What the file was.
    pub format: Format,
    /// The charset of the bytes, lower case, where the file is text.
    pub encoding: Option<&'static str>,
    /// Decoded or generated text.
    pub text: String,
    /// How `text` is to be read.
    pub kind: Kind,
}

impl Opened {
    /// The same, of a file with the given name. Text is told by its content; only where tabs stand between values does the name say that
    /// they are columns, for the tabs of copied tables need not be.
    ///
    /// ```
    /// let opened = gouji_files::open("自然人\t总计\n1\t1\n".as_bytes()).unwrap();
    /// assert_eq!(opened.format, gouji_files::Format::Text);
    /// assert_eq!(opened.named("report.tsv").format, gouji_files::Format::Csv);
    /// ```
    pub fn named(mut self, name: &str) -> Opened {
        let extension = name.rsplit('.').next().unwrap_or_default();
        if self.format == Format::Text
            && ["csv", "tsv"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        {
            (self.format, self.kind) = (Format::Csv, Kind::Csv);
        }
        self
    }
}

/// Opens a file of any kind that gouji reads.
///
/// # Errors
///
/// The contract's codes; what was read in part is no error. What an unsupported file is, [`foreign`] says.
///
/// ```
/// let opened = gouji_files::open("\u{feff}<p>年报</p>".as_bytes()).unwrap();
/// assert_eq!((opened.kind, opened.encoding), (gouji::Kind::Html, Some("utf-8")));
/// assert_eq!(gouji_files::open(b"").unwrap_err().code(), "empty");
/// ```
#[cfg(feature = "charsets")]
pub fn open(bytes: &[u8]) -> Result<Opened, Error> {
    open_with(bytes, &charset::decode_legacy)
}

/// Whether [`open`] reads all that an xlsx workbook holds, so that it can be written anew without a loss: it has one sheet, nothing in it is
/// hidden but by a filter, and there are no pictures or comments on it.
#[cfg(feature = "documents")]
pub fn is_workbook_read_whole(bytes: &[u8]) -> bool {
    sheets::xlsx::is_read_whole(bytes).unwrap_or(false)
}

/// As [`open`], with the caller's decoder for GB18030 and Big5: in a browser, `TextDecoder`.
///
/// # Errors
///
/// The contract's codes; what was read in part is no error.
pub fn open_with(bytes: &[u8], decoder: &charset::Decoder) -> Result<Opened, Error> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Error::TooLarge);
    }
    match sniff::content(bytes)? {
        sniff::Content::Text => {
            let (encoding, text) = charset::decode(bytes, None, decoder)?;
            opened(None, encoding, text)
        }
        sniff::Content::Mht => {
            let page = mht::page(bytes)?;
            let (encoding, text) = charset::decode(&page.body, page.charset.as_deref(), decoder)?;
            opened(Some(Format::Mht), encoding, text)
        }
        sniff::Content::Known(known) => {
            // A build without the readers.
            let read = known.reader.ok_or(Error::UnsupportedFormat)?;
            let opened = generated(known.format, read(bytes, decoder)?)?;
            #[cfg(feature = "pictures")]
            let opened = with_pictures(bytes, opened);
            Ok(opened)
        }
        sniff::Content::Foreign(foreign) => Err(foreign.error()),
    }
}

/// The pages of a pdf that was refused as unsupported because it is a scan, each as a JPEG or a png: for a caller that has the reader of pictures elsewhere.
///
/// # Errors
///
/// [`Error::UnsupportedFormat`] for any other file, and for a scan of which a page is coded in a way that is not known here; [`Error::Corrupt`] and
/// [`Error::TooLarge`] where one is that.
#[cfg(feature = "scans")]
pub fn scanned_pages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    match sniff::content(bytes)? {
        sniff::Content::Known(known) if known.format == Format::Pdf => pdf::pictures::pages(bytes),
        _ => Err(Error::UnsupportedFormat),
    }
}

/// Opens pictures as the pages of one report.
///
/// # Errors
///
/// [`Error::UnsupportedFormat`] where one is no picture that is read, and what else [`open`] says of a picture.
#[cfg(feature = "pictures")]
pub fn open_pages(pages: &[Vec<u8>]) -> Result<Opened, Error> {
    for page in pages {
        if !matches!(sniff::content(page)?, sniff::Content::Known(known) if known.format == Format::Image) {
            return Err(Error::UnsupportedFormat);
        }
    }
    generated(Format::Image, pictures::all(pages)?)
}

/// The pictures in the text of a document that was opened and has no table, where its tables may be: png and JPEG, in their order. So far those of a
/// docx.
#[cfg(feature = "scans")]
pub fn pictures_of(bytes: &[u8], opened: &Opened) -> Vec<Vec<u8>> {
    let has = |tag: &str| opened.text.contains(tag);
    let may_be = opened.format == Format::Docx && has("<img") && !has("<table") && !has("<TABLE");
    let count = opened.text.matches("<img").count();
    if may_be { docx::pictures(bytes, count).unwrap_or_default() } else { Vec::new() }
}

/// A document with the tables that its pictures show behind its text. One of which a picture cannot be read stays as it is: that its tables are
/// pictures is then said.
#[cfg(feature = "pictures")]
fn with_pictures(bytes: &[u8], mut opened: Opened) -> Opened {
    let pictures = pictures_of(bytes, &opened);
    if !pictures.is_empty()
        && let Ok(tables) = pictures::all(&pictures)
    {
        opened.text.push_str(&tables);
    }
    opened
}

/// HTML of ours as an opened file.
fn generated(format: Format, text: String) -> Result<Opened, Error> {
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    Ok(Opened { format, encoding: None, text, kind: Kind::Html })
}

/// Decoded text as an opened file: a page or plain text, told by its tags unless the format is known.
fn opened(format: Option<Format>, encoding: &'static str, text: String) -> Result<Opened, Error> {
    if text.len() > limits::TEXT_BYTES {
        return Err(Error::TooLarge);
    }
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let kind = Kind::sniff(&text);
    let told = Format::of_text(kind);
    Ok(Opened { format: format.unwrap_or(told), encoding: Some(encoding), text, kind })
}
