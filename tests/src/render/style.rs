//! How the same label or number is written: the habits in which organs and their tools differ.
//!
//! Comes in: the form's own labels and exact numbers. Goes out: the text of one cell. Where the cells stand is the business of
//! [`super::sheet`] and of the layouts.

use gouji::{CellId, Decimal};

use super::traditional;
use crate::dice::Dice;

/// The habits of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands where a figure is zero.
    pub zero: Zero,
    /// How the sub-items of table 3 are numbered.
    pub numbering: Numbering,
    /// Whether brackets, commas and colons are half-width, as many tools leave them.
    pub ascii_punctuation: bool,
    /// Whether a space follows a number before a label: `1. 属于国家秘密`.
    pub spaced: bool,
    /// Which headers are broken in two, as narrow columns break them: `商业 企业`.
    pub split_headers: SplitHeaders,
    /// The quotes of 危及“三安全一稳定”.
    pub quotes: Quotes,
    /// Full-width digits: `１２`.
    pub wide_digits: bool,
    /// What parts the thousands: `14,407`.
    pub thousands: Thousands,
    /// Whether a figure has its unit behind it: `3件`, `0.37万元`.
    pub units: bool,
    /// Simplified or traditional characters.
    pub script: Script,
    /// Whether the header of table 4 has lost characters, as in a scan or a bad copy.
    pub torn_header: bool,
}

/// What stands where a figure is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    /// `0`.
    Digit,
    /// Nothing.
    Blank,
    /// `/`.
    Slash,
    /// `-`.
    Hyphen,
    /// `—`.
    Dash,
    /// `无`.
    None,
}

/// What parts the thousands of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thousands {
    /// Nothing.
    None,
    /// `14,407`
    Comma,
    /// `14 407`, the space one that does not break.
    Space,
}

/// How the sub-items of table 3 are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// `1.`
    Dot,
    /// `1．`
    WideDot,
    /// `1、`
    Comma,
    /// `(1)`
    Bracket,
    /// `（1）`
    WideBracket,
    /// `①`
    Circle,
}

/// Which headers are broken in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitHeaders {
    /// None.
    None,
    /// 商业 企业 and 科研 机构.
    Table3,
    /// Those, and 结果 维持 and its like in table 4.
    Both,
}

/// Quotes around 三安全一稳定.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// “ ”
    Curly,
    /// " "
    Straight,
    /// 「 」
    Corner,
    /// None.
    Missing,
}

/// The characters of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 政府信息公开.
    Simplified,
    /// 政府信息公開.
    Traditional,
    /// 復(fù)議: traditional, with the leftovers of a broken converter.
    Pinyin,
}

impl Style {
    /// The form as it is printed.
    pub const PLAIN: Style = Style {
        zero: Zero::Digit,
        numbering: Numbering::Dot,
        ascii_punctuation: false,
        spaced: false,
        split_headers: SplitHeaders::None,
        quotes: Quotes::Curly,
        wide_digits: false,
        thousands: Thousands::None,
        units: false,
        script: Script::Simplified,
        torn_header: false,
    };

    /// Any habits at all. A torn header is left out: it is a loss, not a habit.
    pub fn any(dice: &mut Dice) -> Style {
        use Numbering::{Bracket, Circle, Comma, Dot, WideBracket, WideDot};
        Style {
            zero: dice.pick(&[
                Zero::Digit,
                Zero::Digit,
                Zero::Blank,
                Zero::Slash,
                Zero::Hyphen,
                Zero::Dash,
                Zero::None,
            ]),
            numbering: dice.pick(&[Dot, Dot, WideDot, Comma, Bracket, WideBracket, Circle]),
            ascii_punctuation: dice.once_in(2),
            spaced: dice.once_in(4),
            split_headers: dice.pick(&[SplitHeaders::None, SplitHeaders::Table3, SplitHeaders::Both]),
            quotes: dice.pick(&[
                Quotes::Curly,
                Quotes::Curly,
                Quotes::Straight,
                Quotes::Corner,
                Quotes::Missing,
            ]),
            wide_digits: dice.once_in(8),
            thousands: dice.pick(&[
                Thousands::None,
                Thousands::None,
                Thousands::None,
                Thousands::None,
                Thousands::None,
                Thousands::None,
                Thousands::Comma,
                Thousands::Space,
            ]),
            units: dice.once_in(8),
            script: dice.pick(&[
                Script::Simplified,
                Script::Simplified,
                Script::Simplified,
                Script::Traditional,
                Script::Pinyin,
            ]),
            torn_header: false,
        }
    }

    /// A cell's value as text; empty where it is blank.
    pub fn number(&self, id: CellId, value: Option<Decimal>) -> String {
        let Some(value) = value else { return String::new() };
        if value.is_zero() {
            let zero = match self.zero {
                Zero::Digit => "0",
                Zero::Blank => "",
                Zero::Slash => "/",
                Zero::Hyphen => "-",
                Zero::Dash => "—",
                Zero::None => "无",
            };
            return if zero == "0" { self.digits(zero.to_owned()) } else { self.words(zero) };
        }
        let mut text = value.normalize().to_string();
        match self.thousands {
            Thousands::None => {}
            Thousands::Comma => text = with_thousands(&text, ','),
            Thousands::Space => text = with_thousands(&text, '\u{a0}'),
        }
        if id.column_spec().key == "change" && value > Decimal::ZERO {
            text.insert(0, '+');
        }
        let text = self.digits(text);
        // The 2019 form's 采购总金额 carries its unit in the cell; other amounts have it in the header.
        if id.row_spec().key == "procurement" && id.column_spec().key == "amount" {
            return text + &self.words("万元");
        }
        match (self.units, id.column_spec().key) {
            (false, _) => text,
            (true, "amount") => text + &self.words("万元"),
            (true, _) => text + &self.words("件"),
        }
    }

    fn digits(&self, text: String) -> String {
        if !self.wide_digits {
            return text;
        }
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c),
            _ => c,
        };
        text.chars().map(wide).collect()
    }

    /// A label with its number, from the form's own `（一）` or `1.` or `一、`.
    pub fn label(&self, number: &str, label: &str) -> String {
        let number = match number.trim_end_matches('.').parse::<u32>() {
            Ok(n) => match self.numbering {
                Numbering::Dot => format!("{n}."),
                Numbering::WideDot => format!("{n}．"),
                Numbering::Comma => format!("{n}、"),
                Numbering::Bracket => format!("({n})"),
                Numbering::WideBracket => format!("（{n}）"),
                Numbering::Circle => char::from_u32(0x2460 + n - 1).unwrap_or('①').to_string(),
            },
            Err(_) => number.to_owned(),
        };
        let space = if self.spaced && !number.is_empty() && !number.ends_with('、') { " " } else { "" };
        self.words(&format!("{number}{space}{label}"))
    }

    /// Words in the document's script and punctuation.
    pub fn words(&self, text: &str) -> String {
        let quoted = |c: char| match (c, self.quotes) {
            ('“' | '”', Quotes::Straight) => Some('"'),
            ('“', Quotes::Corner) => Some('「'),
            ('”', Quotes::Corner) => Some('」'),
            ('“' | '”', Quotes::Missing) => None,
            _ => Some(c),
        };
        let narrow = |c: char| match c {
            '（' => '(',
            '）' => ')',
            '，' => ',',
            '：' => ':',
            '；' => ';',
            _ => c,
        };
        let text: String = text.chars().filter_map(quoted).collect();
        let text = if self.ascii_punctuation { text.chars().map(narrow).collect() } else { text };
        match self.script {
            Script::Simplified => text,
            Script::Traditional => traditional::convert(&text, false),
            Script::Pinyin => traditional::convert(&text, true),
        }
    }
}

fn with_thousands(text: &str, separator: char) -> String {
    let whole_end = text.find('.').unwrap_or(text.len());
    let mut out = String::new();
    for (index, c) in text.char_indices() {
        let left = whole_end.saturating_sub(index);
        let after_digit = out.chars().last().is_some_and(|c| c.is_ascii_digit());
        if index < whole_end && left % 3 == 0 && after_digit {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_by_habit() {
        let cell: CellId = "t2.procurement.amount".parse().expect("a cell");
        let change: CellId = "t2.fees.change".parse().expect("a cell");
        let style = Style { thousands: Thousands::Comma, ..Style::PLAIN };
        assert_eq!(style.number(cell, Some(Decimal::new(123_456_789, 2))), "1,234,567.89万元");
        assert_eq!(style.number(change, Some(Decimal::from(-1234))), "-1,234");
        assert_eq!(style.number(change, Some(Decimal::from(248))), "+248");
        assert_eq!(Style { wide_digits: true, ..style }.number(change, Some(Decimal::ZERO)), "０");
        assert_eq!(style.number(change, None), "");
        let count: CellId = "t3.received.natural".parse().expect("a cell");
        let style = Style { thousands: Thousands::Space, units: true, ..Style::PLAIN };
        assert_eq!(style.number(count, Some(Decimal::from(14407))), "14\u{a0}407件");
    }

    #[test]
    fn labels_are_numbered_by_habit() {
        let label = |numbering| Style { numbering, ..Style::PLAIN }.label("3.", "其他");
        assert_eq!(label(Numbering::Circle), "③其他");
        assert_eq!(label(Numbering::WideBracket), "（3）其他");
        assert_eq!(Style { spaced: true, ..Style::PLAIN }.label("（一）", "予以公开"), "（一） 予以公开");
        let pinyin = Style { script: Script::Pinyin, ascii_punctuation: true, ..Style::PLAIN };
        assert_eq!(pinyin.label("（五）", "行政复议"), "(五)行政復(fù)議");
    }
}
