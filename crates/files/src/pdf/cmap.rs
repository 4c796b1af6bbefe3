//! CMap programs: which text (`ToUnicode`) or which glyph number (an encoding) a code stands for.
//!
//! Reads the operators that producers write: code spaces, `bfchar`, `bfrange`, `cidchar`, `cidrange`, `WMode`. Everything
//! else of the PostScript is passed over.

use std::collections::BTreeMap;

/// Entries beyond this are not kept; the largest honest tables have about 30,000.
const MAX_ENTRIES: usize = 100_000;
/// Bytes of a code's text, by the format's own rules. What is longer says nothing: one code is no page.
const MAX_TEXT: usize = 512;

/// A CMap.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    /// Whether text goes from top to bottom.
    pub(super) is_vertical: bool,
    /// Length of the codes in bytes, first code, last code.
    spaces: Vec<(usize, u32, u32)>,
    chars: BTreeMap<u32, String>,
    /// First code, last code, text of the first, by rising first code.
    ranges: Vec<(u32, u32, String)>,
    /// First code, last code, glyph of the first, by rising first code.
    cids: Vec<(u32, u32, u32)>,
}

impl CMap {
    /// Reads a CMap program. Never fails: what is not understood maps nothing.
    pub(super) fn parse(program: &[u8]) -> CMap {
        let mut cmap = CMap::default();
        let mut operands: Vec<Token> = Vec::new();
        let mut tokens = Tokens { bytes: program, at: 0 };
        while let Some(token) = tokens.next() {
            let Token::Word(word) = token else {
                if operands.len() < MAX_ENTRIES {
                    operands.push(token);
                }
                continue;
            };
            match word {
                b"endcodespacerange" => cmap.add_spaces(&operands),
                b"endbfchar" => cmap.add_chars(&operands),
                b"endbfrange" => cmap.add_ranges(&operands),
                b"endcidchar" => cmap.add_cids(&operands, 2),
                b"endcidrange" => cmap.add_cids(&operands, 3),
                b"def" => {
                    if let [.., Token::Name(b"WMode"), Token::Number(mode)] = operands[..] {
                        cmap.is_vertical = mode == 1;
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        cmap.ranges.sort_by_key(|range| range.0);
        cmap.cids.sort_by_key(|range| range.0);
        cmap
    }

    /// About how many bytes of memory it takes.
    pub(super) fn size(&self) -> usize {
        const ENTRY: usize = 64;
        let texts = self.chars.values().chain(self.ranges.iter().map(|range| &range.2));
        ENTRY * self.cids.len() + texts.map(|text| ENTRY + text.len()).sum::<usize>()
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.chars.get(&code) {
            return Some(text.clone());
        }
        let index = self.ranges.partition_point(|range| range.0 <= code).checked_sub(1)?;
        let (first, last, text) = self.ranges.get(index)?;
        if code > *last {
            return None;
        }
        // Only the last character counts up.
        let mut text = text.clone();
        let end = text.pop()?;
        text.push(char::from_u32((end as u32).checked_add(code - first)?)?);
        Some(text)
    }

    /// The glyph of a code.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let index = self.cids.partition_point(|range| range.0 <= code).checked_sub(1)?;
        let (first, last, cid) = *self.cids.get(index)?;
        if code > last { None } else { cid.checked_add(code - first) }
    }

    /// The first code of `bytes` and its length, by the code spaces; two bytes where none fits.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let code = number(&bytes[..length]);
            if self.spaces.iter().any(|&(len, low, high)| len == length && is_within(code, low, high)) {
                return (code, length);
            }
        }
        let length = bytes.len().min(2);
        (number(&bytes[..length]), length)
    }

    fn add_spaces(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Hex(low), Token::Hex(high)] = pair
                && (1..=4).contains(&low.len())
                && self.spaces.len() < 256
            {
                self.spaces.push((low.len(), number(low), number(high)));
            }
        }
    }

    fn add_chars(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.add_char(number(code), text);
            }
        }
    }

    fn add_char(&mut self, code: u32, text: &[u8]) {
        if self.chars.len() < MAX_ENTRIES {
            self.chars.insert(code, utf16(text));
        }
    }

    fn add_ranges(&mut self, operands: &[Token<'_>]) {
        let mut rest = operands;
        while let [Token::Hex(first), Token::Hex(last), after @ ..] = rest {
            let (first, last) = (number(first), number(last));
            match after {
                [Token::Hex(text), after @ ..] => {
                    if self.ranges.len() < MAX_ENTRIES {
                        self.ranges.push((first, last, utf16(text)));
                    }
                    rest = after;
                }
                [Token::Open, after @ ..] => {
                    let end = after.iter().position(|token| *token == Token::Close).unwrap_or(after.len());
                    for (code, token) in (first..=last).zip(&after[..end]) {
                        if let Token::Hex(text) = token {
                            self.add_char(code, text);
                        }
                    }
                    rest = after.get(end + 1..).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    fn add_cids(&mut self, operands: &[Token<'_>], width: usize) {
        for entry in operands.chunks_exact(width) {
            let (Some(Token::Hex(first)), Some(Token::Number(cid))) = (entry.first(), entry.last()) else {
                continue;
            };
            let last = if let [_, Token::Hex(last), _] = entry { number(last) } else { number(first) };
            if self.cids.len() < MAX_ENTRIES {
                self.cids.push((number(first), last, *cid));
            }
        }
    }
}

/// A multi-byte code space is a box: each byte lies within its own limits.
fn is_within(code: u32, low: u32, high: u32) -> bool {
    let bytes = code.to_be_bytes().into_iter().zip(low.to_be_bytes()).zip(high.to_be_bytes());
    bytes.into_iter().all(|((byte, low), high)| (low..=high).contains(&byte))
}

/// Up to four bytes as a number; of more, the last four.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    if bytes.len() > MAX_TEXT {
        return char::REPLACEMENT_CHARACTER.to_string();
    }
    // Some producers write one byte for a character below 256.
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Number(u32),
    Name(&'a [u8]),
    Word(&'a [u8]),
    Open,
    Close,
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            match byte {
                b'%' => {
                    self.take(|byte| byte != b'\n' && byte != b'\r');
                }
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => {
                    self.at += 1;
                    let digits = self.take(|byte| byte != b'>');
                    self.at += 1;
                    return Some(Token::Hex(hex(digits)));
                }
                b'[' | b']' => {
                    self.at += 1;
                    return Some(if byte == b'[' { Token::Open } else { Token::Close });
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.take(is_regular)));
                }
                _ if is_regular(byte) => {
                    let word = self.take(is_regular);
                    let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                    return Some(number.map_or(Token::Word(word), Token::Number));
                }
                _ => self.at += 1,
            }
        }
    }

    fn take(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !keep(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"\0()<>[]{}/%".contains(&byte)
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|&digit| char::from(digit).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_arrays() {
        let cmap = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <4e00> <0004> <d840dc00> endbfchar\n\
              2 beginbfrange <0010> <0012> <0030> <0020> <0021> [<7532> <4e594e19>] endbfrange",
        );
        let text = |code| cmap.text(code).unwrap_or_default();
        assert_eq!(
            [text(3), text(4), text(0x12), text(0x13), text(0x20), text(0x21)],
            ["一", "𠀀", "2", "", "甲", "乙丙"]
        );
    }

    #[test]
    fn a_code_that_stands_for_a_page_says_nothing() {
        for length in [MAX_TEXT / 2, MAX_TEXT / 2 + 1] {
            let text = "4e00".repeat(length);
            let program = format!(
                "2 beginbfchar <61> <{text}> <62> <4e00> endbfchar \
                 2 beginbfrange <71> <72> <{text}> <81> <82> [<{text}> <4e00>] endbfrange"
            );
            let cmap = CMap::parse(program.as_bytes());
            let lengths = [0x61, 0x62, 0x71, 0x81, 0x82]
                .map(|code| cmap.text(code).map_or(0, |text| text.matches(['一', '\u{fffd}']).count()));
            let long = if length == MAX_TEXT / 2 { length } else { 1 };
            assert_eq!(lengths, [long, 1, long, long, 1]);
        }
    }

    #[test]
    fn code_spaces_tell_the_length_of_a_code() {
        let cmap = CMap::parse(
            b"/WMode 1 def begincodespacerange <00> <80> <8140> <fefe> endcodespacerange \
              1 begincidrange <8140> <8142> 100 endcidrange 1 begincidchar <20> 7 endcidchar",
        );
        assert_eq!(cmap.code(b"A\x81"), (0x41, 1));
        assert_eq!(cmap.code(b"\x81\x41A"), (0x8141, 2));
        assert_eq!((cmap.cid(0x8142), cmap.cid(0x20), cmap.cid(0x8143)), (Some(102), Some(7), None));
        assert!(cmap.is_vertical);
    }
}
