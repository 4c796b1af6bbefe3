//! Decoded text in, a [`Document`] out: paragraphs and tables whose characters know their place.
//!
//! What is HTML and what is plain text is told by content. Nothing here knows what an annual report is.

mod csv;
mod html;
mod sheet;
mod text;

use crate::document::Document;
use crate::error::Error;

/// The largest input that is read, in bytes of decoded text. A report is about 50 kB, a portal page rarely over 2 MB.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// A decoded input and what kind of text it is.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// Its kind.
    pub kind: Kind,
}

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Kind {
    /// HTML source.
    Html,
    /// Plain text, Markdown among it.
    Text,
    /// Values between commas, semicolons or tabs, as spreadsheets write them.
    Csv,
}

impl Kind {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Html => "html",
            Kind::Text => "text",
            Kind::Csv => "csv",
        }
    }

    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Html, Kind::Text, Kind::Csv];

    /// The kind of a contract's word.
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Tells HTML source by its tags and values between delimiters by their number in each line; all else is plain text. Lines with tabs
    /// are plain text, too: as they are copied, their tabs do not always stand for columns.
    pub fn sniff(text: &str) -> Kind {
        if html::looks_like_html(text) && !text::looks_like_markdown(text) {
            Kind::Html
        } else if csv::looks_like_csv(text) {
            Kind::Csv
        } else {
            Kind::Text
        }
    }
}

impl<'a> Input<'a> {
    /// An input whose kind is told from its content.
    pub fn sniff(text: &'a str) -> Self {
        Input { text, kind: Kind::sniff(text) }
    }

    /// Plain text.
    pub fn text(text: &'a str) -> Self {
        Input { text, kind: Kind::Text }
    }

    /// HTML source.
    pub fn html(text: &'a str) -> Self {
        Input { text, kind: Kind::Html }
    }
}

/// Splits a source into blocks.
///
/// # Errors
///
/// [`Error::Empty`] for nothing but white space, [`Error::TooLarge`] above [`MAX_BYTES`].
pub fn document(input: Input<'_>) -> Result<Document, Error> {
    if input.text.len() > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    if input.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Error::Empty);
    }
    Ok(match input.kind {
        Kind::Html => html::document(input.text),
        Kind::Text => text::document(input.text),
        Kind::Csv => csv::document(input.text),
    })
}
