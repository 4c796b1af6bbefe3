//! Codes of simple fonts to characters: the three base encodings, and the names of glyphs.

/// Codes 0x80 to 0x9f of WinAnsi; the others are those of Unicode.
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";

/// Codes 0x80 to 0xff of MacRoman.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Names that are not a letter by themselves; those that reports use.
const NAMES: [(&str, char); 60] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("ellipsis", '…'),
    ("section", '§'),
    ("degree", '°'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("yen", '¥'),
];

/// The base of a simple font's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    WinAnsi,
    MacRoman,
    Standard,
    /// The font's own: what a code stands for cannot be told.
    Unknown,
}

impl Base {
    /// The character of a code.
    pub(super) fn char(self, code: u8) -> Option<char> {
        let upper = |table: &str, from: u8| table.chars().nth(usize::from(code.checked_sub(from)?));
        match (self, code) {
            (Base::Unknown, _) | (_, 0..0x20 | 0x7f) => None,
            (Base::Standard, b'\'') => Some('’'),
            (Base::Standard, b'`') => Some('‘'),
            (_, 0x20..0x7f) => Some(char::from(code)),
            (Base::WinAnsi, 0x80..0xa0) => upper(WIN_ANSI, 0x80),
            (Base::WinAnsi, _) => Some(char::from(code)),
            (Base::MacRoman, _) => upper(MAC_ROMAN, 0x80),
            (Base::Standard, 0xaa) => Some('“'),
            (Base::Standard, 0xba) => Some('”'),
            (Base::Standard, 0xb1) => Some('–'),
            (Base::Standard, 0xd0) => Some('—'),
            (Base::Standard, 0xb4) => Some('·'),
            (Base::Standard, 0xb7) => Some('•'),
            (Base::Standard, 0xbc) => Some('…'),
            (Base::Standard, _) => None,
        }
    }
}

/// The character that a glyph's name stands for.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    // 'one.lf' is a variant of 'one'.
    let name = name.split('.').next().filter(|stem| !stem.is_empty())?;
    if name.len() == 1 {
        return name.chars().next().filter(char::is_ascii_alphabetic);
    }
    if let Some(&(_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(c);
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_and_names() {
        assert_eq!((WIN_ANSI.chars().count(), MAC_ROMAN.chars().count()), (32, 128));
        assert_eq!(Base::WinAnsi.char(0x93), Some('“'));
        assert_eq!(Base::MacRoman.char(0xd2), Some('“'));
        assert_eq!(named(b"seven.lf"), Some('7'));
        assert_eq!(named(b"uni4E00"), Some('一'));
        assert_eq!((named(b"g17"), named(b".notdef"), named(b"universe")), (None, None, None));
    }
}
