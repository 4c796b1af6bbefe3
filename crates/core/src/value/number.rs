//! The text of a value cell to a number, a blank, or neither.
//!
//! Numbers are taken as people write them (１，０２４ · +248 · 减3 · 0.37万元); what is odd about them is said, not repaired.

use rust_decimal::Decimal;

use super::normal::{is_circled, is_han, is_invisible, simplify};

/// What the text of a value cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CellText {
    /// Nothing, `/`, `-`, `—` or `无`.
    Blank,
    /// A number, with a unit of the form or without one.
    Number(Decimal),
    /// A number, then words that are no unit.
    NumberAndWords(Decimal),
    /// Anything else.
    Words,
}

/// Units that may stand behind a number.
const UNITS: [&str; 14] =
    ["件", "条", "项", "个", "次", "起", "人", "份", "宗", "万元", "元", "万", "人次", "(万元)"];

/// Reads the text of a cell.
pub(crate) fn read(text: &str) -> CellText {
    // Nearly every cell is a few plain digits.
    if let Ok(value @ 0..) = text.trim().parse::<i64>()
        && text.trim().starts_with(|c: char| c.is_ascii_digit())
    {
        return CellText::Number(Decimal::from(value));
    }
    // Nor is there much to ask of words that start like words.
    let starts_like_words = |c: char| is_han(c) && !"零无無增減减".contains(c);
    if text.trim_start().starts_with(starts_like_words) {
        return CellText::Words;
    }
    let folded = simplify(text);
    let folded = folded.trim_matches(|c: char| {
        // A non-breaking space that went through the wrong encoding is a question mark.
        c.is_whitespace() || is_invisible(c) || matches!(c, '?' | '\u{fffd}')
    });
    if is_blank(folded) {
        return CellText::Blank;
    }
    if folded.contains('\n') {
        // Two figures in one cell are not one figure.
        let mut parts = folded.split('\n').map(str::trim).filter(|part| !part.is_empty());
        return match (parts.next(), parts.next()) {
            (Some(only), None) => read(only),
            _ => CellText::Words,
        };
    }
    let joined: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, rest) = sign(&joined);
    if matches!(rest, "零" | "〇") {
        return CellText::Number(Decimal::ZERO);
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(end);
    // `1.` and `1,` end a sentence or number an item; the point is not the number's.
    let trimmed = digits.trim_end_matches([',', '.']);
    if (trimmed.len() < digits.len() || tail.starts_with('、')) && !tail.is_empty() {
        return CellText::Words;
    }
    // ⑤要求行政机关确认 is an item's number, too.
    if text.trim_start().starts_with(is_circled) && !tail.is_empty() {
        return CellText::Words;
    }
    let plain: String = trimmed.chars().filter(|&c| c != ',').collect();
    if !plain.starts_with(|c: char| c.is_ascii_digit()) {
        return CellText::Words;
    }
    let Ok(mut value) = Decimal::from_str_exact(&plain) else { return CellText::Words };
    if negative {
        value.set_sign_negative(!value.is_zero());
    }
    if tail.is_empty() || UNITS.contains(&tail) {
        CellText::Number(value)
    } else {
        CellText::NumberAndWords(value)
    }
}

/// Whether the text is a number and nothing else: no label is ever one.
pub(crate) fn is_plain_number(text: &str) -> bool {
    text.len() <= 64
        && text.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+-−,.，．".contains(c))
        && matches!(read(text), CellText::Number(_))
}

/// What stands for a figure in a template: ××, **, __.
pub(crate) fn is_place_holder(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| "×xXＸ*＊_＿…".contains(c))
}

fn is_blank(text: &str) -> bool {
    text == "无" || text.chars().all(|c| matches!(c, '/' | '\\' | '-' | '—' | '–' | '―' | '─' | '−' | '_'))
}

fn sign(text: &str) -> (bool, &str) {
    for (prefix, negative) in
        [("+", false), ("-", true), ("−", true), ("增加", false), ("增", false), ("减少", true), ("减", true)]
    {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (negative, rest.trim_start_matches(':'));
        }
    }
    (false, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> CellText {
        CellText::Number(Decimal::from_str_exact(text).expect("a decimal"))
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value) in [
            ("38", "38"),
            (" ３８ ", "38"),
            ("1,024", "1024"),
            ("１，０２４", "1024"),
            ("1 024", "1024"),
            ("+248", "248"),
            ("-2", "-2"),
            ("减3", "-3"),
            ("增 3", "3"),
            ("−417", "-417"),
            ("1243.64万元", "1243.64"),
            ("0.372345", "0.372345"),
            ("3件", "3"),
            ("\u{a0}5\u{a0}", "5"),
            ("?5", "5"),
            ("\u{202d}123\u{202c}", "123"),
            ("\u{2066}1 024\u{2069}", "1024"),
            ("零", "0"),
            ("-0", "0"),
            ("\n 7 \n", "7"),
            ("14407", "14407"),
            ("00", "0"),
        ] {
            assert_eq!(read(text), number(value), "{text:?}");
        }
    }

    #[test]
    fn blanks() {
        for text in ["", " ", "無", "\u{a0}", "/", "／", "-", "—", "——", "－", "无", "?", "\u{3000}"]
        {
            assert_eq!(read(text), CellText::Blank, "{text:?}");
        }
    }

    #[test]
    fn words_and_trailing_words() {
        let three = Decimal::from(3);
        assert_eq!(read("3（另有1件）"), CellText::NumberAndWords(three));
        for text in [
            "若干",
            "1.属于国家秘密",
            "5、要求",
            "⑤要求",
            "一、",
            "3\n4",
            "××",
            "1..2",
            "三",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(read(text), CellText::Words, "{text:?}");
        }
    }
}
