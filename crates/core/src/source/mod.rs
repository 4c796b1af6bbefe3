//! Decoded text in, a [`Document`] out: paragraphs and tables whose characters know their place.
//!
//! What is HTML and what is plain text is told by content. Nothing here knows what an annual report is.

mod csv;
mod html;
mod sheet;
mod text;

use crate::document::Document;
use crate::error::Error;
use crate::limits;

/// The largest input that is read, in bytes of decoded text.
pub const MAX_BYTES: usize = limits::TEXT_BYTES;

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
    ///
    /// ```
    /// use gouji::Kind;
    /// assert_eq!(Kind::sniff("<table><tr><td>1</td></tr></table>"), Kind::Html);
    /// assert_eq!(Kind::sniff("自然人\t总计"), Kind::Text);
    /// ```
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
/// [`Error::Empty`] for nothing but white space, [`Error::TooLarge`] above one of the [`limits`].
///
/// ```
/// use gouji::{Error, Input, source};
/// let document = source::document(Input::html("<p>一、总体情况</p><p>二、主动公开</p>")).unwrap();
/// assert_eq!(document.blocks.len(), 2);
/// assert_eq!(source::document(Input::text(" \n")).unwrap_err(), Error::Empty);
/// ```
pub fn document(input: Input<'_>) -> Result<Document, Error> {
    if input.text.len() > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    if input.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Error::Empty);
    }
    match input.kind {
        Kind::Html => html::document(input.text),
        Kind::Text if is_crowded(input.text, &['\t', '|', '｜', '│']) => Err(Error::TooLarge),
        Kind::Text => text::document(input.text),
        Kind::Csv if is_crowded(input.text, &['\t', ',', ';']) => Err(Error::TooLarge),
        Kind::Csv => Ok(csv::document(input.text)),
    }
}

/// Whether a text falls apart into more lines, fields and marks than are read. Counted before anything is made of it.
fn is_crowded(text: &str, delimiters: &[char]) -> bool {
    if text.len() <= limits::SEPARATORS {
        return false;
    }
    let (mut separators, mut marks) = (0, 0);
    let mut was_space = true;
    text.chars().any(|c| {
        // A space that does not break is no space between words, but a word.
        let is_space = c.is_whitespace() && c != '\u{a0}';
        let parts = matches!(c, '\n' | '\r') || delimiters.contains(&c) || is_space && !was_space;
        separators += usize::from(parts);
        marks += usize::from(matches!(c, '*' | '\\' | '<' | '&' | '_'));
        was_space = is_space;
        separators > limits::SEPARATORS || marks > limits::MARKS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: Option<Error>) {
        assert_eq!(document(Input { text, kind }).err(), expected);
    }

    #[test]
    fn what_falls_apart_into_too_many_parts_is_refused() {
        let texts = ["9\n", "\r", "\t1", "|", "甲 ", "\u{a0}\u{3000}", "*"];
        for piece in texts {
            check(Kind::Text, &format!("甲{}", piece.repeat(limits::MARKS + 1)), Some(Error::TooLarge));
        }
        check(Kind::Csv, &"1,".repeat(limits::SEPARATORS + 1), Some(Error::TooLarge));
        let pages = ["<p><b>x", "<td>1", "&lt;", "\u{100000}", "<!---->", "<tr>", "<br>1"];
        for piece in pages {
            check(
                Kind::Html,
                &format!("<table><tr>甲{}", piece.repeat(limits::PARTS)),
                Some(Error::TooLarge),
            );
        }
    }

    #[test]
    fn references_are_counted_wherever_they_stand() {
        let long = "&CounterClockwiseContourIntegral;";
        for reference in ["&amp;", long] {
            let times = if reference == long { limits::PARTS / 3 } else { limits::PARTS + 1 };
            let all = reference.repeat(times);
            for page in [
                "<p style='*'>1",
                "<td colspan='*'>1",
                "<title>*</title><p>1",
                "<textarea>*</textarea>1",
                "<p>*",
            ] {
                check(Kind::Html, &page.replace('*', &all), Some(Error::TooLarge));
            }
        }
        check(Kind::Html, &format!("<p>{}", long.repeat(20_000)), None);
        // What is not read is not looked up.
        let address = "a=1&amp;".repeat(limits::PARTS + 1);
        check(Kind::Html, &format!("<a href='{address}'>1</a><script>{address}</script>"), None);
    }

    #[test]
    fn long_words_are_no_parts() {
        check(Kind::Text, &"甲".repeat(limits::SEPARATORS * 2), None);
        check(Kind::Text, &format!("{}1", "  ".repeat(limits::SEPARATORS)), None);
        check(Kind::Html, &format!("<p>{}", "9".repeat(limits::PARTS * 2)), None);
    }

    #[test]
    fn a_page_with_a_hundred_thousand_cells_is_read() {
        check(
            Kind::Html,
            &format!("<table>{}</table>", "<tr><td>12</td><td>甲</td></tr>".repeat(50_000)),
            None,
        );
    }

    #[test]
    fn formatting_that_is_opened_anew_everywhere_is_refused() {
        let page = |attribute: &str| -> String {
            (0..5000).map(|at| format!("<p><b {attribute}{at}'>1</p>")).collect()
        };
        check(Kind::Html, &page("style='display:inline;order:"), Some(Error::TooLarge));
        // Those that differ in what nobody reads are alike.
        check(Kind::Html, &page("id='"), None);
        // Words that are closed, and a few that are not, are a page as it comes.
        check(Kind::Html, &"<p><b><font color=red>1</font></b></p>".repeat(50_000), None);
        check(Kind::Html, &format!("<b><font><i>{}", "<p>1</p>".repeat(50_000)), None);
        // So are words alike that are never closed, and those that end with their cells.
        check(Kind::Html, &"<p><font color=red>1</p>".repeat(50_000), None);
        let rows: String =
            (0..10_000).map(|at| format!("<tr><td><font size={at}>1<td><b id={at}>2")).collect();
        check(Kind::Html, &format!("<table>{rows}</table>"), None);
    }

    #[test]
    fn drawings_that_never_close_are_given_up() {
        for line in ["┌──┐\n", "---- ------\n", "+----+\n| 1 |\n"] {
            let _ = document(Input::text(&line.repeat(limits::SEPARATORS / 4)));
        }
        check(Kind::Text, &format!("# 甲\n{}", "<table\n".repeat(limits::SEPARATORS - 4)), None);
    }
}
