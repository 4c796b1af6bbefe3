//! A figure of the prose against the tables: the one may be wrong or the other, and nothing here says which.
//!
//! Comes in: a finding of an audit. Goes out: [`TwoWays`], with the words for it that every surface uses.

use rust_decimal::Decimal;

use crate::audit::Audit;
use crate::document::Place;
use crate::finding::Finding;
use crate::form::CellId;
use crate::lang::Lang;
use crate::rule::RuleId;

/// What the prose says and what the tables say instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoWays {
    /// The figure of the prose.
    pub prose: Decimal,
    /// What the tables have for it.
    pub table: Decimal,
    /// The cell that would hold the prose's figure, where it is a single one.
    pub cell: Option<CellId>,
    /// Where the prose's figure stands; none where another figure in its place would not mend the sentence: a word, a share, a sum.
    pub figure: Option<Place>,
}

impl TwoWays {
    /// Both figures, and that either may be the one to change.
    pub fn lead(&self, lang: Lang) -> String {
        let TwoWays { prose, table, .. } = self;
        match lang {
            Lang::Zh => format!("正文写 {prose}，表中为 {table}：改表，或改正文"),
            Lang::En => format!("The prose says {prose}, the table {table}: change the one or the other"),
        }
    }

    /// The change of the table, on a button.
    pub fn table_to(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("表改为 {}", self.prose),
            Lang::En => format!("Write {} into the table", self.prose),
        }
    }

    /// The change of the prose, on a button.
    pub fn prose_to(&self, lang: Lang) -> String {
        text_to(&self.table.to_string(), lang)
    }

    /// Both changes in a line.
    pub fn line(&self, lang: Lang) -> String {
        let TwoWays { prose, table, .. } = self;
        match (self.cell.map(CellId::placed_label), lang) {
            (Some(cell), Lang::Zh) => format!("{cell}：{table} → {prose}；或正文：{prose} → {table}"),
            (Some(cell), Lang::En) => format!("{cell}: {table} → {prose}; or the prose: {prose} → {table}"),
            (None, Lang::Zh) => format!("正文：{prose} → {table}；或核对表中各格"),
            (None, Lang::En) => format!("the prose: {prose} → {table}; or look at the cells of the table"),
        }
    }
}

/// A change of the prose, on a button: what is to stand there.
pub fn text_to(to: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("正文改为 {to}"),
        Lang::En => format!("Write {to} into the text"),
    }
}

impl Audit {
    /// The two ways out of a finding that sets the prose against the tables; none for any other.
    pub fn two_ways(&self, finding: &Finding) -> Option<TwoWays> {
        let (equation, sums) = finding.equation.as_ref().filter(|_| finding.rule == RuleId::TextTable)?;
        let claim = self.claims.iter().find(|claim| claim.equation == *equation)?;
        let cell = match equation.right.terms[..] {
            [term] if term.coefficient == 1 && equation.right.constant.is_zero() => Some(term.cell),
            _ => None,
        };
        let figure = claim.is_plain().then_some(claim.figure.place);
        Some(TwoWays { prose: claim.value.normalize(), table: sums.right.normalize(), cell, figure })
    }
}
