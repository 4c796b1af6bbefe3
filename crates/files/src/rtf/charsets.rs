//! What the file says of fonts and code pages in, the charset of its bytes out.

use std::collections::BTreeMap;

use gouji::Error;

use crate::charset::{self, Decoder};
use crate::limits;
use crate::symbols::Symbols;

/// A font of symbols, whose bytes are no letters.
const SYMBOLS: i32 = 2;

/// The charsets of a file.
#[derive(Default)]
pub(super) struct Charsets {
    /// The file's own code page.
    pub(super) page: i32,
    /// The font where none is chosen.
    pub(super) default_font: i32,
    /// What `\fcharset` says of each font.
    fonts: BTreeMap<i32, i32>,
    /// The fonts of symbols that are known.
    symbols: BTreeMap<i32, Symbols>,
}

impl Charsets {
    /// Keeps what a font says of itself.
    pub(super) fn font(&mut self, font: i32, charset: i32) -> Result<(), Error> {
        self.fonts.insert(font, charset);
        if self.fonts.len() > limits::DEFINITIONS { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// Keeps what the name of a font, or a part of it, says.
    pub(super) fn name(&mut self, font: i32, name: &[u8]) {
        let name = name.split(|byte| *byte == b';').next().and_then(|name| std::str::from_utf8(name).ok());
        if let Some(symbols) = name.and_then(Symbols::of)
            && self.symbols.len() < limits::DEFINITIONS
        {
            self.symbols.insert(font, symbols);
        }
    }

    /// The symbols that a font has, where it has no letters.
    pub(super) fn symbols(&self, font: Option<i32>) -> Option<Symbols> {
        let font = font.unwrap_or(self.default_font);
        let is_said = self.fonts.get(&font) == Some(&SYMBOLS);
        self.symbols.get(&font).copied().or_else(|| is_said.then_some(Symbols::Unknown))
    }

    /// Decodes bytes of a run in `font`, whose font for Chinese is `wide`.
    pub(super) fn decode(
        &self,
        bytes: &[u8],
        font: Option<i32>,
        wide: Option<i32>,
        decoder: &Decoder,
    ) -> String {
        let charset = |font: Option<i32>| font.and_then(|font| self.fonts.get(&font).copied());
        let own = charset(Some(font.unwrap_or(self.default_font)));
        if own == Some(SYMBOLS)
            && let Some(font) = self.symbols(font)
        {
            return bytes.iter().map(|&byte| font.shown(char::from(byte))).collect();
        }
        if bytes.is_ascii() {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        let of_page = match self.page {
            936 | 54936 => Some("gb18030"),
            950 => Some("big5"),
            932 => Some("shift_jis"),
            949 => Some("euc-kr"),
            65001 => Some("utf-8"),
            _ => None,
        };
        let label = own.and_then(of_charset).or(of_page).or_else(|| charset(wide).and_then(of_charset));
        let label = label.unwrap_or("windows-1252");
        let decoded = charset::decode_unicode(label, bytes).or_else(|| decoder(label, bytes));
        decoded.unwrap_or_else(|| "\u{fffd}".repeat(bytes.len()))
    }
}

/// The charsets that are not the file's own.
fn of_charset(charset: i32) -> Option<&'static str> {
    match charset {
        134 => Some("gb18030"),
        136 => Some("big5"),
        128 => Some("shift_jis"),
        129 | 130 => Some("euc-kr"),
        204 => Some("windows-1251"),
        238 => Some("windows-1250"),
        _ => None,
    }
}
