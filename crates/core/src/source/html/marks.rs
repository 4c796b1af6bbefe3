//! Place marks: how text found in the parsed tree knows which bytes of the source it came from.
//!
//! The parser keeps no offsets, and it moves text about when it repairs a page. So every run of text is given a mark of
//! two private characters that spell its offset, before parsing; whatever the parser does, the mark stays with its text.
//! [`insert`] writes them, [`decode`] takes them out again.

use crate::Error;
use crate::document::{Span, Text};
use crate::limits;

use super::tags::{Kept, Part, Parts, Tag};

/// A mark is one character from each of these planes' ranges, 13 bits of the offset each: offsets below 64 MB.
const HIGH: u32 = 0x10_0000;
const LOW: u32 = 0x10_4000;
const BITS: u32 = 13;

/// The first byte of a character of those planes, and of no other.
const PRIVATE: u8 = 0xf4;

/// Elements nested deeper than this are dropped but for their text, as browsers do: the parser's time would grow
/// with the square of the depth. Where tags do not fit each other, `tree` refuses what grows deeper all the same.
const MAX_DEPTH: usize = 512;

/// The source with a mark before every run of visible text, without comments, scripts and the attributes that nobody reads.
///
/// # Errors
///
/// [`Error::TooLarge`] above the [`limits`] of a page: before the parser makes a tree of it.
pub(super) fn insert(source: &str) -> Result<String, Error> {
    let kept = Kept::of(source);
    let mut out = String::with_capacity(source.len());
    let mut depth = 0;
    let mut at = 0;
    let mut parts = 0;
    while at < source.len() {
        parts += 1;
        let text_end = next_tag(source, at);
        if text_end > at {
            parts += mark_text(source, at, text_end, &mut out)?;
        }
        if parts > limits::PARTS {
            return Err(Error::TooLarge);
        }
        at = text_end;
        let rest = &source[at..];
        let Some((tag, behind_name)) = Tag::at(rest) else {
            let length = aside_length(rest);
            if !rest.starts_with("<!--") {
                out.push_str(&rest[..length]);
            }
            at += length;
            continue;
        };
        let keep = if has_optional_end(tag.name) {
            true
        } else if tag.is_end {
            depth = usize::saturating_sub(depth, 1);
            depth < MAX_DEPTH
        } else {
            depth += 1;
            depth <= MAX_DEPTH
        };
        let start = out.len();
        let Some(length) = copy_tag(rest, &tag, behind_name, &kept, &mut out) else {
            // The source ends inside the tag: no tag.
            out.truncate(start);
            break;
        };
        if !keep {
            out.truncate(start);
        }
        at += length;
        if !tag.is_end && is_raw(tag.name) {
            let end = raw_end(source, at, tag.name);
            if kept.reads(tag.name) {
                out.push_str(&source[at..end]);
            }
            at = end;
        }
    }
    if references(&out) > limits::PARTS { Err(Error::TooLarge) } else { Ok(out) }
}

/// Character references, in attributes as well, by how long the parser looks for their names: it does so letter by letter.
fn references(source: &str) -> usize {
    const LETTERS: usize = 8;
    const LONGEST: usize = 32;
    let names = source.match_indices('&').map(|(at, _)| {
        let name = source.as_bytes()[at + 1..].iter().take(LONGEST);
        name.take_while(|byte| byte.is_ascii_alphanumeric()).count()
    });
    names.map(|letters| 1 + letters / LETTERS).sum()
}

/// Copies a tag with the attributes that are read. Says how long it is in the source, or that the source ends inside it.
fn copy_tag(rest: &str, tag: &Tag<'_>, behind_name: usize, kept: &Kept, out: &mut String) -> Option<usize> {
    out.push_str(&rest[..behind_name]);
    let mut parts = Parts::behind(rest, behind_name);
    let mut seen = Vec::new();
    loop {
        match parts.next() {
            Part::Attribute { name, value } => {
                // Of two with one name, the first holds.
                if !tag.is_end
                    && kept.keeps(tag.name, name, value)
                    && !seen.iter().any(|seen: &&str| seen.eq_ignore_ascii_case(name))
                {
                    seen.push(name);
                    out.push(' ');
                    out.push_str(name);
                    if let Some(value) = value {
                        out.push('=');
                        out.push_str(value);
                    }
                }
            }
            Part::End { at, closes_itself } => {
                out.push_str(if closes_itself { " />" } else { ">" });
                return Some(at);
            }
            Part::Cut => return None,
        }
    }
}

/// Offset of the next `<` from `at` on that opens markup.
fn next_tag(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let opens = |at: usize| matches!(bytes.get(at + 1), Some(b'/' | b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z'));
    source[at..]
        .match_indices('<')
        .map(|(offset, _)| at + offset)
        .find(|&at| opens(at))
        .unwrap_or(bytes.len())
}

/// Length of the comment or declaration that opens `rest`.
fn aside_length(rest: &str) -> usize {
    let Some(comment) = rest.strip_prefix("<!--") else {
        return rest.find('>').map_or(rest.len(), |end| end + 1);
    };
    // `<!-->` and `<!--->` are whole comments.
    if let Some(whole) = [">", "->"].into_iter().find(|whole| comment.starts_with(whole)) {
        return 4 + whole.len();
    }
    let ends = |&(at, _): &(usize, &str)| ["-->", "--!>"].iter().any(|end| comment[at..].starts_with(end));
    let end = comment.match_indices('-').find(ends).map(|(at, _)| at + 2);
    end.and_then(|at| Some(4 + at + comment[at..].find('>')? + 1)).unwrap_or(rest.len())
}

/// A name in lower case; longer names than any that is asked for are cut.
fn lower(name: &str) -> ([u8; 10], usize) {
    let mut lower = [0; 10];
    let length = name.len().min(lower.len());
    lower[..length].copy_from_slice(&name.as_bytes()[..length]);
    lower[..length].make_ascii_lowercase();
    (lower, length)
}

/// Elements whose end tag may be left out, or that have none: they say nothing about depth.
fn has_optional_end(name: &str) -> bool {
    let (name, length) = lower(name);
    matches!(
        &name[..length],
        b"p" | b"li"
            | b"td"
            | b"th"
            | b"tr"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"dd"
            | b"dt"
            | b"option"
            | b"br"
            | b"hr"
            | b"img"
            | b"input"
            | b"meta"
            | b"link"
            | b"col"
            | b"colgroup"
            | b"html"
            | b"head"
            | b"body"
            | b"base"
            | b"area"
            | b"wbr"
            | b"source"
            | b"embed"
    )
}

/// Elements whose content is not markup.
fn is_raw(name: &str) -> bool {
    let (name, length) = lower(name);
    matches!(
        &name[..length],
        b"script"
            | b"style"
            | b"textarea"
            | b"title"
            | b"noscript"
            | b"iframe"
            | b"xmp"
            | b"noembed"
            | b"noframes"
    )
}

/// Offset of the end tag that closes a raw element.
fn raw_end(source: &str, at: usize, name: &str) -> usize {
    if name.eq_ignore_ascii_case("script") {
        return script_end(source, at);
    }
    let closes = |(offset, _): &(usize, &str)| is_name(source, at + offset + 2, name);
    source[at..].match_indices("</").find(closes).map_or(source.len(), |(offset, _)| at + offset)
}

/// Whether a tag's name stands at `at`, and ends there.
fn is_name(source: &str, at: usize, name: &str) -> bool {
    let rest = source.as_bytes().get(at..).unwrap_or_default();
    rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && rest
            .get(name.len())
            .is_some_and(|&byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>'))
}

/// The same for a script: behind `<!--` a script that begins inside of it needs an end tag of its own, up to `-->`.
fn script_end(source: &str, mut at: usize) -> usize {
    // How deep: in the script, behind `<!--`, in a script behind that.
    let mut depth = 0;
    let bytes = source.as_bytes();
    while let Some(offset) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| matches!(byte, b'<' | b'-')))
    {
        at += offset;
        let rest = &bytes[at..];
        if depth > 0 && rest.starts_with(b"-->") {
            depth = 0;
        } else if depth == 0 && rest.starts_with(b"<!--") {
            depth = 1;
            // Its own strokes may be those of the end.
            at += 1;
        } else if rest.starts_with(b"</") && is_name(source, at + 2, "script") {
            if depth < 2 {
                return at;
            }
            depth = 1;
        } else if depth == 1 && rest[0] == b'<' && is_name(source, at + 1, "script") {
            depth = 2;
        }
        at += 1;
    }
    source.len()
}

/// Copies a run of text with a mark before it, around each character reference, and after each carriage return. Says how many were
/// marked so.
fn mark_text(source: &str, start: usize, end: usize, out: &mut String) -> Result<usize, Error> {
    let text = &source[start..end];
    // A mark would turn white space between the parts of a table into text, which the parser moves out of the table.
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        out.push_str(text);
        return Ok(0);
    }
    mark(start, out);
    // The parser makes a piece of text of each sign that opens nothing.
    let (mut at, mut marked) = (0, text.bytes().filter(|&byte| byte == b'<').count());
    while let Some(offset) = text[at..].bytes().position(|byte| matches!(byte, b'&' | b'\r' | 0 | PRIVATE)) {
        let special = at + offset;
        marked += 1;
        if marked > limits::PARTS {
            return Err(Error::TooLarge);
        }
        out.push_str(&text[at..special]);
        let rest = &text[special..];
        mark(start + special, out);
        at = special
            + match rest.as_bytes()[0] {
                b'&' => {
                    let name = rest[1..]
                        .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
                        .map_or(rest.len(), |end| end + 1);
                    let length = if rest[name..].starts_with(';') { name + 1 } else { name };
                    out.push_str(&rest[..length]);
                    length
                }
                // The parser drops it.
                0 => 1,
                b'\r' => 1,
                // The source's own private characters must not pass for marks.
                _ => {
                    out.push('\u{fffd}');
                    4
                }
            };
        mark(start + at, out);
    }
    out.push_str(&text[at..]);
    Ok(marked)
}

fn mark(offset: usize, out: &mut String) {
    let offset = offset as u32;
    let mask = (1 << BITS) - 1;
    out.extend(char::from_u32(HIGH + (offset >> BITS & mask)));
    out.extend(char::from_u32(LOW + (offset & mask)));
}

/// Adds the text of a parsed node, without its marks, to `text`. White space of the source becomes plain spaces, so that
/// line breaks in `text` are only those that a reader sees.
pub(super) fn decode(marked: &str, text: &mut Text) {
    let mut high = 0;
    let mut place: Option<usize> = None;
    let mut rest = marked;
    while !rest.is_empty() {
        let run = rest.bytes().position(|byte| byte == PRIVATE).unwrap_or(rest.len());
        if run > 0 {
            let next = peek(&rest[run..]);
            let spaced;
            let string = if rest[..run].bytes().any(|byte| matches!(byte, b'\n' | b'\t' | b'\r' | 0x0c)) {
                spaced = rest[..run].replace(['\n', '\t', '\r', '\x0c'], " ");
                &spaced
            } else {
                &rest[..run]
            };
            // The source of a character reference reaches to the mark behind it.
            let span = place.map(|start| {
                let end = next.filter(|&next| next > start && next - start <= 64 && next - start != run);
                Span { start, end: end.unwrap_or(start + run) }
            });
            text.push(string, span);
            place = span.map(|span| span.end);
        }
        let mut chars = rest[run..].chars();
        match chars.next().map(u32::from) {
            Some(code) if code >= LOW => place = Some(high << BITS | (code - LOW) as usize),
            Some(code) if code >= HIGH => high = (code - HIGH) as usize,
            _ => {}
        }
        rest = chars.as_str();
    }
}

/// The offset that a mark at the start of `text` spells.
fn peek(text: &str) -> Option<usize> {
    let mut chars = text.chars().map(u32::from);
    let (high, low) = (chars.next()?, chars.next()?);
    (low >= LOW && high >= HIGH).then(|| ((high - HIGH) as usize) << BITS | (low - LOW) as usize)
}
