//! Figures in the prose, as equations: what a report says in sentences against what its tables say.
//!
//! Comes in: a [`Report`] with its paragraphs, and last year's where it is at hand. Goes out: [`Claim`]s, in the order of the document.
//! A claim is a figure whose cells are known (`text.table`), a whole with its parts (`text.sum`), or a percentage with the figures that
//! it is made of (`text.percent`).
//!
//! Precision comes first. A figure becomes a claim only if its unit fits, its noun is one that tables count, every word between noun,
//! verb and figure is known (`lexicon`), and nothing says that it is about another year, another organ, or a plan. What is not
//! understood is passed over. Paragraphs before section 一 and in 二 to 四 are read where they are sentences: they end with a
//! full stop somewhere; anything else there is the page's menu or a row of a table.
//!
//! The way: `view` folds a paragraph, `tokens` cuts it into words of the `lexicon` (`lookup` finds them) and `numbers`, `reader` goes through the
//! sentences, `words` says what the words around a figure mean, `figures` and `nothing` find what is counted, `cells` ties it to the form, `bind` lets
//! the figures of one sentence decide on each other. Then `items` goes through the figures of the whole paragraph once more, for `lists` of parts that
//! `breakdown` adds up, `doubts` in mind, and shares and growth that `percent` divides.

mod bind;
mod breakdown;
mod cells;
mod doubts;
mod figures;
mod items;
mod lexicon;
mod lists;
mod lookup;
mod nothing;
mod numbers;
mod percent;
mod reader;
mod tokens;
pub(crate) mod view;
mod words;

use rust_decimal::Decimal;

use crate::equation::{Equation, Outcome};
use crate::finding::Quote;
use crate::limits;
use crate::report::Beside;
use crate::report::Report;

pub use numbers::Precision;

/// No narrative is read for more claims than this; a long one has thirty.
const MAX_CLAIMS: usize = 200;

/// A figure of the prose and what it says.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The figure on the left; cells, or figures added up, on the right.
    pub equation: Equation,
    /// Whether both sides agree.
    pub outcome: Outcome,
    /// The clause.
    pub quote: Quote,
    /// The figure's own digits, or the words that say that there was nothing, or that it was all of a figure before.
    pub figure: Quote,
    /// The figure.
    pub value: Decimal,
    /// How exactly it is meant.
    pub precision: Precision,
    /// Block and character, to sort by.
    at: (usize, usize),
}

impl Claim {
    /// Whether both sides agree; none where that was not judged.
    pub fn agrees(&self) -> Option<bool> {
        match self.outcome {
            Outcome::Holds => Some(true),
            Outcome::Fails(_) => Some(false),
            Outcome::Skipped(_) => None,
        }
    }

    /// Whether its figure stands for itself, exact and in digits, so that another figure can be written in its place.
    pub fn is_plain(&self) -> bool {
        let figure = self.figure.text.trim();
        let is_digits = !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit());
        is_digits && self.precision == Precision::Exact && self.equation.left.terms.is_empty()
    }

    /// The right side added up over `report`; none where a cell is not known.
    pub fn right(&self, report: &Report) -> Option<Decimal> {
        let right = &self.equation.right;
        right.terms.iter().try_fold(right.constant, |sum, term| {
            let value = report.value(term.cell)?.unwrap_or_default();
            sum.checked_add(value.checked_mul(term.coefficient.into())?)
        })
    }
}

/// Whether a figure that can stand for `value` is written in the characters, whatever it is about.
pub(crate) fn mentions(chars: &[char], value: Decimal) -> bool {
    let mut at = 0;
    while at < chars.len() {
        let Some(read) = numbers::read(chars, at) else {
            at += 1;
            continue;
        };
        if let numbers::Numeral::Count(figure) = read.numeral
            && figure.precision.allows(figure.value, value)
        {
            return true;
        }
        at = read.end.max(at + 1);
    }
    false
}

/// What the prose of a report claims.
pub fn claims(report: &Report, beside: Beside<'_>) -> Vec<Claim> {
    let mut reader = reader::Reader::new(report, beside.prior);
    for prose in &report.prose {
        if reader.claims.len() == MAX_CLAIMS || reader.figures > limits::FIGURES {
            break;
        }
        let text = prose.text.as_str();
        // Most paragraphs of a page are entries of menus and lists of news: they are neither sentences nor headings.
        let words = |text: &str| text.contains(['，', '。', '；', '：', ',', ':', '请', '請']);
        let sentence = |text: &str| text.contains(['。', '｡']);
        let read = if matches!(prose.section, 1 | 5 | 6) { words(text) } else { sentence(text) };
        if text.len() >= SHORTEST && read {
            reader.paragraph(prose);
        }
    }
    reader.claims
}

/// Bytes of the shortest paragraph that can claim anything or be a heading: 依申请公开.
const SHORTEST: usize = 9;

#[cfg(test)]
mod tests;
