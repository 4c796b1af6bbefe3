//! A character of a font of symbols in, the character that it looks like out.
//!
//! Such fonts give the codes of letters other shapes, or stand in the private range from U+F000. What a shape means is known for bullets, ticks and
//! digits, which stand in labels and in figures; any other becomes a blank square: a figure with one of them is no number, and nobody takes it for one.

/// A font of symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbols {
    /// Symbol: Greek letters, and digits where digits are.
    Greek,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// One of others, or one that is not named.
    Unknown,
}

/// What stands for a shape that is not known.
const NO_SHAPE: char = '□';

impl Symbols {
    /// The font of that name; none for a font of letters.
    pub(crate) fn of(name: &str) -> Option<Symbols> {
        match name.trim().to_ascii_lowercase().as_str() {
            "symbol" | "symbolmt" => Some(Symbols::Greek),
            "wingdings" => Some(Symbols::Wingdings),
            "wingdings 2" => Some(Symbols::Wingdings2),
            "wingdings 3" | "webdings" | "marlett" | "mt extra" | "zapfdingbats" | "monotype sorts" => {
                Some(Symbols::Unknown)
            }
            _ => None,
        }
    }

    /// What a character of text in this font looks like. Characters that the font cannot have are of another font, and stay.
    pub(crate) fn shown(self, char: char) -> char {
        let code = match char {
            '\u{f020}'..='\u{f0ff}' => u32::from(char) - 0xf000,
            '!'..='~' | '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{ff}' => u32::from(char),
            _ => return char,
        };
        self.shape(code).unwrap_or(NO_SHAPE)
    }

    fn shape(self, code: u32) -> Option<char> {
        // So many shapes in a row.
        let run = |from: u32, shapes: &str| shapes.chars().nth(code.checked_sub(from)? as usize);
        match self {
            Symbols::Greek => run(0x28, "()∗+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
                .or_else(|| run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"))
                .or(match code {
                    0x21 | 0x23 | 0x25 | 0x26 => char::from_u32(code),
                    0xa3 => Some('≤'),
                    0xae => Some('→'),
                    0xb0 => Some('°'),
                    0xb1 => Some('±'),
                    0xb3 => Some('≥'),
                    0xb4 => Some('×'),
                    0xb7 => Some('•'),
                    0xb8 => Some('÷'),
                    _ => None,
                }),
            Symbols::Wingdings => bullet(code).or_else(|| run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")),
            Symbols::Wingdings2 => run(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿").or(match code {
                0x4f => Some('✗'),
                0x50 => Some('✓'),
                0x52 => Some('☑'),
                0x54 => Some('☒'),
                0x97 => Some('•'),
                0x98 => Some('●'),
                0xa1 => Some('■'),
                0xa3 => Some('☐'),
                _ => None,
            }),
            // Where only the private code is known, it is the bullet that programs put before items.
            Symbols::Unknown if code == 0xb7 => Some('•'),
            Symbols::Unknown => bullet(code),
        }
    }
}

/// The shapes of Wingdings that stand before items.
fn bullet(code: u32) -> Option<char> {
    Some(match code {
        0x6c => '●',
        0x6d => '❍',
        0x6e => '■',
        0x6f | 0x70 | 0x71 | 0x72 | 0xa8 => '☐',
        0x73 | 0x74 | 0x75 | 0x77 => '◆',
        0x76 => '❖',
        0x9e => '·',
        0x9f => '•',
        0xa1 => '○',
        0xa7 => '▪',
        0xab => '★',
        0xd8 => '➢',
        0xe0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_bullets_and_ticks_are_what_they_look_like() {
        let shown = |font: Symbols, text: &str| text.chars().map(|char| font.shown(char)).collect::<String>();
        assert_eq!(shown(Symbols::Greek, "\u{f031}2\u{f033}\u{f02e}\u{f0b7}\u{f061}甲"), "123.•α甲");
        assert_eq!(shown(Symbols::Wingdings, "\u{f081}\u{f08a}\u{f08c}l\u{f0fc}\u{f031}"), "①⑩❶●✓□");
        assert_eq!(shown(Symbols::Wingdings2, "\u{f06a}\u{f073}\u{f075}P3"), "①⑩❶✓□");
        assert_eq!(shown(Symbols::Unknown, "\u{f0b7}\u{f06c}\u{f031}"), "•●□");
        // Characters of another font, spaces among them.
        assert_eq!(shown(Symbols::Wingdings, " 一\u{e000}"), " 一\u{e000}");
    }
}
