//! Fonts: the bytes of a string to characters and how far each moves the pen.
//!
//! Only what the page's text needs is read: the tables of codes and widths, never the outlines.

use std::collections::BTreeMap;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::CMap;
use super::encoding::{self, Base};
use super::stream::{self, Budget};
use crate::charset::Decoder;

/// Widths beyond this are not kept; a font has at most 65,536 glyphs.
const MAX_WIDTHS: usize = 70_000;

/// A font of the file.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Whether text goes from top to bottom.
    pub(super) is_vertical: bool,
}

/// How bytes become codes, and what a code means where the font has no `ToUnicode` for it.
#[derive(Debug)]
enum Codes {
    /// One byte each.
    Simple(Vec<Option<char>>),
    /// Two bytes that are the glyph's number.
    Identity,
    /// UTF-16 (`UniGB-UTF16-H` and its like; `UCS2` is a part of it).
    Utf16,
    /// A double-byte charset, by its label.
    Charset(&'static str),
    /// By a CMap of the file.
    Embedded(CMap),
}

/// Widths in thousandths of the font size.
#[derive(Debug)]
struct Widths {
    /// By code of a simple font, by glyph number of others.
    known: BTreeMap<u32, f64>,
    default: f64,
    /// What the numbers are to be divided by.
    unit: f64,
}

/// A character shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Its text; none where the file does not tell.
    pub(super) text: Option<String>,
    /// How far it moves the pen, in font sizes: to the right, or down where the font is vertical.
    pub(super) advance: f64,
    /// Its width in font sizes.
    pub(super) width: f64,
    /// Whether it is the one-byte code 32, which word spacing applies to.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font. Never fails: what is missing has no text, or the default width.
    pub(super) fn read(dict: &Dict<'_>, budget: &mut Budget) -> Font {
        let font = Font::unbudgeted(dict, budget);
        // A width takes about 32 bytes of memory, and reading anything at all its time.
        Budget::spend(&mut budget.bytes, 1000 + 32 * font.widths.known.len() + font.tables());
        font
    }

    /// About how many bytes of memory its tables of codes take.
    fn tables(&self) -> usize {
        let own = if let Codes::Embedded(cmap) = &self.codes { cmap.size() } else { 0 };
        own + self.to_unicode.as_ref().map_or(0, CMap::size)
    }

    fn unbudgeted(dict: &Dict<'_>, budget: &mut Budget) -> Font {
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| stream::decode(&stream, budget))
            .map(|program| CMap::parse(&program));
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type0");
        if is_composite {
            Font::composite(dict, to_unicode, budget)
        } else {
            Font { codes: simple_codes(dict), to_unicode, widths: simple_widths(dict), is_vertical: false }
        }
    }

    fn composite(dict: &Dict<'_>, to_unicode: Option<CMap>, budget: &mut Budget) -> Font {
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
            .unwrap_or_default();
        let mut is_vertical = false;
        let codes = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Stream(stream)) => {
                let cmap = CMap::parse(&stream::decode(&stream, budget).unwrap_or_default());
                is_vertical = cmap.is_vertical;
                Codes::Embedded(cmap)
            }
            Some(Object::Name(name)) => {
                is_vertical = name.as_ref().ends_with(b"-V");
                predefined(&name)
            }
            _ => Codes::Identity,
        };
        Font { codes, to_unicode, widths: composite_widths(&descendant), is_vertical }
    }

    /// Calls `show` for each character of a string, as long as it says to go on.
    pub(super) fn show(&self, mut bytes: &[u8], decoder: &Decoder, mut show: impl FnMut(Shown) -> bool) {
        while !bytes.is_empty() {
            let (code, length) = self.code(bytes);
            // Every branch of `code` takes at least one byte.
            let (taken, rest) = bytes.split_at(length.clamp(1, bytes.len()));
            bytes = rest;
            let text = self
                .to_unicode
                .as_ref()
                .and_then(|cmap| cmap.text(code))
                .filter(|text| is_text(text))
                .or_else(|| self.own_text(code, taken, decoder));
            let width = self.width(code);
            let advance = if self.is_vertical { 1.0 } else { width };
            if !show(Shown { text, advance, width, is_space: length == 1 && code == 32 }) {
                return;
            }
        }
    }

    /// The first code and its length in bytes.
    fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let first = u32::from(bytes[0]);
        let pair = |at: usize| match bytes.get(at..at + 2) {
            Some(&[high, low]) => Some(u32::from(high) << 8 | u32::from(low)),
            _ => None,
        };
        match &self.codes {
            Codes::Simple(_) => (first, 1),
            Codes::Identity => (pair(0).unwrap_or(first), 2),
            Codes::Utf16 => match (pair(0), pair(2)) {
                (Some(high @ 0xd800..0xdc00), Some(low)) => (high << 16 | low, 4),
                (unit, _) => (unit.unwrap_or(first), 2),
            },
            Codes::Charset(_) if first <= 0x80 => (first, 1),
            Codes::Charset(_) => (pair(0).unwrap_or(first), 2),
            Codes::Embedded(cmap) => cmap.code(bytes),
        }
    }

    /// The text of a code without `ToUnicode`.
    fn own_text(&self, code: u32, bytes: &[u8], decoder: &Decoder) -> Option<String> {
        match &self.codes {
            Codes::Simple(chars) => chars.get(code as usize).copied().flatten().map(String::from),
            Codes::Utf16 => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).collect::<Result<String, _>>().ok().filter(|text| is_text(text))
            }
            Codes::Charset(label) => decoder(label, bytes).filter(|text| is_text(text)),
            Codes::Identity | Codes::Embedded(_) => None,
        }
    }

    fn width(&self, code: u32) -> f64 {
        let widths = &self.widths;
        let width = match &self.codes {
            Codes::Simple(_) | Codes::Identity => widths.known.get(&code).copied().unwrap_or(widths.default),
            Codes::Embedded(cmap) => {
                cmap.cid(code).and_then(|cid| widths.known.get(&cid).copied()).unwrap_or(widths.default)
            }
            // Widths are by glyph number, and the tables from codes to glyphs are too large to carry.
            Codes::Utf16 | Codes::Charset(_) if code < 0x80 => 500.0,
            Codes::Utf16 | Codes::Charset(_) => widths.default,
        };
        width / widths.unit
    }
}

/// Whether a mapping says anything: producers map what they do not know to NUL or to U+FFFD.
fn is_text(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| (c.is_control() && !c.is_whitespace()) || c == '\u{fffd}')
}

/// The CMaps that a pdf may name without bringing them.
fn predefined(name: &[u8]) -> Codes {
    let is = |part: &str| name.windows(part.len()).any(|window| window == part.as_bytes());
    if is("UCS2") || is("UTF16") {
        Codes::Utf16
    } else if is("GB") {
        Codes::Charset("gb18030")
    } else if is("B5") {
        Codes::Charset("big5")
    } else {
        Codes::Identity
    }
}

fn simple_codes(dict: &Dict<'_>) -> Codes {
    let base = |name: Option<Name<'_>>| match name.as_deref() {
        Some(b"WinAnsiEncoding") => Some(Base::WinAnsi),
        Some(b"MacRomanEncoding") => Some(Base::MacRoman),
        Some(b"StandardEncoding") => Some(Base::Standard),
        _ => None,
    };
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let named = match &encoding {
        Some(encoding) => base(encoding.get::<Name<'_>>("BaseEncoding")),
        None => base(dict.get::<Name<'_>>("Encoding")),
    };
    let base = named.unwrap_or_else(|| own_base(dict));
    let mut chars: Vec<Option<char>> = (0..=255).map(|code| base.char(code)).collect();
    let mut code = 0;
    let differences = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    for item in differences.iter().flat_map(|array| array.iter::<Object<'_>>()) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(slot) = chars.get_mut(code) {
                    *slot = encoding::named(&name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    Codes::Simple(chars)
}

/// The encoding of a font that names none: a subset's own codes mean nothing outside of it.
fn own_base(dict: &Dict<'_>) -> Base {
    const SYMBOLIC: i32 = 4;
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let is_symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & SYMBOLIC != 0);
    let is_embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key));
    let is_drawn = dict.contains_key("CharProcs");
    if (is_symbolic && is_embedded) || is_drawn { Base::Unknown } else { Base::Standard }
}

fn simple_widths(dict: &Dict<'_>) -> Widths {
    let first = dict.get::<i32>("FirstChar").unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0);
    let listed = dict.get::<Array<'_>>("Widths");
    let known = (first..=u32::MAX)
        .zip(listed.iter().flat_map(|widths| widths.iter::<f32>()).take(256))
        .map(|(code, width)| (code, f64::from(width)))
        .collect();
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    // A font without widths is one of the standard fourteen, whose digits are about half an em wide.
    let otherwise = if listed.is_some() { 0.0 } else { 556.0 };
    let default = descriptor.get::<f32>("MissingWidth").map_or(otherwise, f64::from);
    // The widths of a font that is drawn by the page's own operators have its matrix as their unit.
    let matrix = dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<f32>().next());
    let unit = matrix.map_or(1000.0, |scale| 1.0 / f64::from(scale));
    Widths { known, default, unit: if unit.is_finite() && unit > 0.0 { unit } else { 1000.0 } }
}

fn composite_widths(dict: &Dict<'_>) -> Widths {
    let default = dict.get::<f32>("DW").map_or(1000.0, f64::from);
    let mut known = BTreeMap::new();
    let listed = dict.get::<Array<'_>>("W");
    let mut items = listed.iter().flat_map(|array| array.iter::<Object<'_>>());
    // Entries that write over others count as well.
    let mut left = MAX_WIDTHS;
    let glyph = |object: Option<Object<'_>>| match object {
        Some(Object::Number(number)) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    };
    // Either `first [w w …]` or `first last w`.
    while let Some(first) = glyph(items.next()) {
        match items.next() {
            Some(Object::Array(widths)) => {
                for (cid, width) in (first..=u32::MAX).zip(widths.iter::<f32>()).take(left) {
                    known.insert(cid, f64::from(width));
                    left -= 1;
                }
            }
            last => {
                let (Some(last), Some(Object::Number(width))) = (glyph(last), items.next()) else { break };
                for cid in (first..=last).take(left) {
                    known.insert(cid, width.as_f64());
                    left -= 1;
                }
            }
        }
        if left == 0 {
            break;
        }
    }
    Widths { known, default, unit: 1000.0 }
}
