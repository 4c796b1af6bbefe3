//! A folded paragraph to tokens: known words, figures, dates, marks, and gaps of unknown characters.

use std::ops::Range;

use super::lexicon::Meaning;
use super::lookup;
use super::numbers::{self, Figure, Numeral};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word(Meaning),
    /// Something counted; the token's `digits` are without the unit.
    Count(Figure),
    /// In hundredths.
    Percent(Figure),
    Year(u16),
    Month(u8),
    Day(u8),
    /// One of `，。；：()`.
    Mark(char),
    /// `（二）`, `二是` or `2、` at the start of a sentence.
    Item,
    /// A document's title between 《》, whatever words it holds.
    Title,
    /// Characters that are in no word.
    Gap,
}

/// A token and the characters that it is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    /// The end of the digits of a figure, of the token else.
    pub(super) digits: usize,
    pub(super) end: usize,
}

impl Token {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn meaning(&self) -> Option<Meaning> {
        match self.kind {
            Kind::Word(meaning) => Some(meaning),
            _ => None,
        }
    }
}

/// Cuts a paragraph into tokens.
pub(super) fn tokens(chars: &[char]) -> Vec<Token> {
    const LONGEST_TITLE: usize = 120;
    let mut tokens: Vec<Token> = Vec::with_capacity(chars.len() / 2);
    let mut at = 0;
    while at < chars.len() {
        let sentence = tokens.last().is_none_or(|last| matches!(last.kind, Kind::Mark('。' | '；')));
        let (kind, digits, end) = match chars[at] {
            '(' if sentence && item(&chars[at..]).is_some() => {
                let end = at + item(&chars[at..]).unwrap_or(1);
                (Kind::Item, end, end)
            }
            ',' => (Kind::Mark('，'), at + 1, at + 1),
            '!' | '?' | '！' | '？' => (Kind::Mark('。'), at + 1, at + 1),
            '一'..='龥' | '0'..='9' if sentence && ordinal(&chars[at..]).is_some() => {
                let end = at + ordinal(&chars[at..]).unwrap_or(1);
                (Kind::Item, end, end)
            }
            c @ ('，' | '。' | '；' | '：' | '(' | ')') => (Kind::Mark(c), at + 1, at + 1),
            '《' => {
                let close = chars[at..].iter().take(LONGEST_TITLE).position(|&c| c == '》');
                let end = at + close.map_or(1, |close| close + 1);
                (Kind::Title, end, end)
            }
            _ => token(chars, at),
        };
        match tokens.last_mut() {
            Some(last) if kind == Kind::Gap && last.kind == Kind::Gap => {
                last.digits = end;
                last.end = end;
            }
            _ => tokens.push(Token { kind, start: at, digits, end }),
        }
        at = end;
    }
    tokens
}

fn token(chars: &[char], at: usize) -> (Kind, usize, usize) {
    if let Some((meaning, length)) = lookup::word(chars, at) {
        // 零件 would be a figure; 零 before a unit is one.
        let figure = numbers::read(chars, at).filter(|_| length == 1);
        if figure.is_none() {
            return (Kind::Word(meaning), at + length, at + length);
        }
    }
    let Some(read) = numbers::read(chars, at) else { return (Kind::Gap, at + 1, at + 1) };
    let kind = match read.numeral {
        Numeral::Count(figure) => Kind::Count(figure),
        Numeral::Percent(figure) => Kind::Percent(figure),
        Numeral::Year(year) => Kind::Year(year),
        Numeral::Month(month) => Kind::Month(month),
        Numeral::Day(day) => Kind::Day(day),
        Numeral::Other => Kind::Gap,
    };
    (kind, read.digits_end, read.end)
}

/// The length of `二是`, `2、` or `2.`.
fn ordinal(chars: &[char]) -> Option<usize> {
    let digits = chars.iter().take(2).take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        // 2.2024年收到, but not 2.5件.
        let behind = chars[(digits + 1).min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
        let more = behind > 0 && !(behind == 4 && chars.get(digits + 5) == Some(&'年'));
        let mark = chars.get(digits).is_some_and(|c| matches!(c, '、' | '.'));
        return (mark && !more).then_some(digits + 1);
    }
    let numeral = chars.iter().take(2).take_while(|c| "一二三四五六七八九十".contains(**c)).count();
    (numeral > 0 && chars.get(numeral) == Some(&'是')).then_some(numeral + 1)
}

/// The length of `(二)` or `(12)`.
fn item(chars: &[char]) -> Option<usize> {
    let close = chars.iter().take(5).position(|&c| c == ')')?;
    let inside = &chars[1..close];
    let numeral = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    (!inside.is_empty() && inside.iter().all(numeral)).then_some(close + 1)
}
