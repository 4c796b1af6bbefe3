//! Bytes of a file in, text that the library reads out: decoded HTML or plain text.
//!
//! A docx, a spreadsheet or a pdf becomes plain HTML with its paragraphs and tables, so that there is one way from text to
//! cells. What a file is, is told by its content, never by its name. Nothing here knows what an annual report is.
//! Start at [`open`].

pub mod charset;
#[cfg(any(feature = "docx", feature = "sheets"))]
mod deflate;
#[cfg(feature = "docx")]
mod docx;
mod foreign;
pub mod limits;
mod mht;
#[cfg(test)]
mod official;
#[cfg(any(feature = "docx", feature = "sheets"))]
mod opc;
#[cfg(any(feature = "docx", feature = "sheets"))]
mod page;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "sheets")]
mod sheets;
mod sniff;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(feature = "write")]
pub mod write;
#[cfg(any(feature = "docx", feature = "sheets"))]
mod xml;
mod zip;

use gouji::{Error, Kind};

pub use foreign::{Foreign, foreign};

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

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Office Open XML spreadsheet.
    Xlsx,
    /// Excel 97 spreadsheet.
    Xls,
    /// Portable document format.
    Pdf,
}

impl Format {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Text => "text",
            Format::Csv => "csv",
            Format::Mht => "mht",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Pdf => "pdf",
        }
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
        matches!(self, Format::Docx | Format::Xlsx | Format::Xls | Format::Pdf)
    }
}

impl Opened {
    /// The same, of a file with the given name. Text is told by its content; only where tabs stand between values does the name say that
    /// they are columns, for the tabs of copied tables need not be.
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
#[cfg(feature = "charsets")]
pub fn open(bytes: &[u8]) -> Result<Opened, Error> {
    open_with(bytes, &charset::decode_legacy)
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
        #[cfg(feature = "docx")]
        sniff::Content::Docx => generated(Format::Docx, docx::html(bytes, decoder)),
        #[cfg(feature = "sheets")]
        sniff::Content::Xlsx => generated(Format::Xlsx, sheets::xlsx::html(bytes)),
        #[cfg(feature = "sheets")]
        sniff::Content::Xls => generated(Format::Xls, sheets::xls::html(bytes, decoder)),
        #[cfg(feature = "pdf")]
        sniff::Content::Pdf => generated(Format::Pdf, pdf::html(bytes, decoder)),
        sniff::Content::Foreign(foreign) => Err(foreign.error()),
        // A build without some of the readers.
        #[allow(unreachable_patterns)]
        _ => Err(Error::UnsupportedFormat),
    }
}

/// HTML of ours as an opened file.
#[cfg(any(feature = "docx", feature = "sheets", feature = "pdf"))]
fn generated(format: Format, html: Result<String, Error>) -> Result<Opened, Error> {
    let text = html?;
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
