//! Text of a document as people may be shown it: nothing in it rewrites what stands around it, and it is no longer than can be laid out.

use std::borrow::Cow;

use crate::limits;

/// Text of a document as a terminal, a spreadsheet or a page may show it: control characters and those that turn the direction of
/// writing could rewrite what stands around them, so each becomes a space.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { ' ' } else { c }).collect()
}

/// JSON as a terminal may show it: what [`plain`] takes away stands as an escape, so that the strings are the same when read. Such
/// characters occur in JSON only within strings.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| c != '\n' && is_harmful(c);
    if !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_harmful(c) {
            // All of them are of the plane whose characters take one escape.
            escaped += &format!("\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Whether a character could rewrite what stands around it: it controls something, or turns the direction of writing.
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text of a document, [`plain`] and shortened to what a sentence, a table or a page shows of it: an unbroken word of thousands of letters
/// would hold up whoever lays it out.
pub fn shown(text: &str) -> Cow<'_, str> {
    match first(text, limits::SHOWN_CHARS) {
        part if part.len() < text.len() => Cow::Owned(format!("{}…", plain(part))),
        _ if text.contains(is_harmful) => Cow::Owned(plain(text)),
        _ => Cow::Borrowed(text),
    }
}

/// The first `most` characters of a text.
pub(crate) fn first(text: &str, most: usize) -> &str {
    &text[..text.char_indices().nth(most).map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_short() {
        assert_eq!(shown("年报"), "年报");
        assert_eq!(shown("\u{202e}21"), " 21");
        let full = "年".repeat(limits::SHOWN_CHARS);
        assert!(matches!(shown(&full), Cow::Borrowed(_)));
        assert_eq!(shown(&format!("{full}报")), format!("{full}…"));
        assert_eq!(first("年报", 1), "年");
    }

    #[test]
    fn what_rewrites_a_terminal_becomes_a_space() {
        assert_eq!(plain("年报"), "年报");
        let json = "{\n\"raw\": \"\u{202e}1\u{9b}2\u{7f}\"}";
        assert_eq!(escaped(json), "{\n\"raw\": \"\\u202e1\\u009b2\\u007f\"}");
        assert!(matches!(escaped("{\n\"raw\": \"年报\"}"), Cow::Borrowed(_)));
        assert_eq!(plain("a\u{1b}[2Jb\u{9b}c\u{202e}d\u{200f}\n"), "a [2Jb c d  ");
    }
}
