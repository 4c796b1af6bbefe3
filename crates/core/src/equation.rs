//! The one idea: every check is a linear relation over cells, `Σ coefficient × cell + constant` on either side. Nearly all are equal sides; some
//! ask that the right side be at least the left.
//!
//! Comes in: terms made by [`crate::rules`]. Goes out: whether they hold over a report ([`Equation::judge`]) or over any values
//! ([`Equation::confront`]). An equation knows nothing of documents.

use rust_decimal::Decimal;

use crate::form::CellId;
use crate::lang::Lang;
use crate::report::{Report, State};
use crate::rule::RuleId;

/// `left = right` over cells, or `left ≤ right`.
#[derive(Clone, Debug, PartialEq)]
pub struct Equation {
    /// The rule that it belongs to.
    pub rule: RuleId,
    /// What must hold between the sides.
    pub relation: Relation,
    /// The parts.
    pub left: Side,
    /// The whole.
    pub right: Side,
}

/// What must hold between the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The parts make up the whole.
    Equal,
    /// The right side is at least the left: not all parts are known, or the whole holds more than they.
    AtLeast,
}

impl Relation {
    /// Whether it holds between these sums.
    pub fn holds(self, sums: Sums) -> bool {
        match self {
            Relation::Equal => sums.left == sums.right,
            Relation::AtLeast => sums.left <= sums.right,
        }
    }

    /// The word of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::Equal => "equal",
            Relation::AtLeast => "at_least",
        }
    }

    /// The sign between the sides where it holds: `=`, `≤`.
    pub const fn sign(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::AtLeast => "≤",
        }
    }

    /// The sign between the sides where it does not: `≠`, `>`.
    pub const fn broken(self) -> &'static str {
        match self {
            Relation::Equal => "≠",
            Relation::AtLeast => ">",
        }
    }
}

/// One side of an equation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// Cells with their coefficients.
    pub terms: Vec<Term>,
    /// A number that stands in no cell of the report: a figure in the narrative, or of another report.
    pub constant: Decimal,
}

/// `coefficient × cell`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The cell.
    pub cell: CellId,
    /// Its sign and weight: 1 or -1 in all rules of the form.
    pub coefficient: i32,
}

/// What became of an equation when it met the values.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The relation holds.
    Holds,
    /// Both sides are known, and it does not.
    Fails(Sums),
    /// Not judged.
    Skipped(Skip),
}

/// Both sides of an equation, added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The left side.
    pub left: Decimal,
    /// The right side.
    pub right: Decimal,
}

/// Why an equation was not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// All its cells are blank: nothing was claimed.
    Blank,
    /// A cell's column cannot be told.
    Ambiguous,
    /// Damage in copying would explain what does not add up.
    Doubtful,
    /// A cell holds no number.
    Malformed,
    /// A cell was not found in the document.
    Missing,
    /// A sum leaves the range of exact numbers.
    OutOfRange,
    /// A figure of another report is not known.
    Elsewhere,
}

impl Skip {
    /// Why an equation was not judged, for a reader.
    pub const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Skip::Blank, Lang::Zh) => "各单元格均为空白",
            (Skip::Blank, Lang::En) => "all its cells are blank",
            (Skip::Ambiguous, Lang::Zh) => "有单元格无法确定属于哪一列",
            (Skip::Ambiguous, Lang::En) => "the column of a cell cannot be told",
            (Skip::Doubtful, Lang::Zh) => "有单元格存疑：可能是复制走样，而不是年报有误",
            (Skip::Doubtful, Lang::En) => "a cell is in doubt: copying may be at fault, not the report",
            (Skip::Malformed, Lang::Zh) => "有单元格不是数字",
            (Skip::Malformed, Lang::En) => "a cell holds no number",
            (Skip::Missing, Lang::Zh) => "有单元格没有读到",
            (Skip::Missing, Lang::En) => "a cell was not found",
            (Skip::OutOfRange, Lang::Zh) => "数字过大",
            (Skip::OutOfRange, Lang::En) => "a number is too large",
            (Skip::Elsewhere, Lang::Zh) => "另一份年报中的数字没有读到或无法确定",
            (Skip::Elsewhere, Lang::En) => "a figure of another report was not found or cannot be told",
        }
    }
}

impl Side {
    /// A number that stands in no cell.
    pub const fn constant(constant: Decimal) -> Side {
        Side { terms: Vec::new(), constant }
    }

    /// A side of cells that are added up.
    pub fn sum(cells: impl IntoIterator<Item = CellId>) -> Side {
        let terms = cells.into_iter().map(|cell| Term { cell, coefficient: 1 }).collect();
        Side { terms, constant: Decimal::ZERO }
    }

    fn total(&self, value: &dyn Fn(CellId) -> Option<Decimal>) -> Option<Decimal> {
        self.terms.iter().try_fold(self.constant, |sum, term| {
            let part = value(term.cell).unwrap_or_default().checked_mul(Decimal::from(term.coefficient))?;
            sum.checked_add(part)
        })
    }
}

impl Equation {
    /// `left = right`.
    pub const fn equal(rule: RuleId, left: Side, right: Side) -> Equation {
        Equation { rule, relation: Relation::Equal, left, right }
    }

    /// `left ≤ right`.
    pub const fn at_least(rule: RuleId, left: Side, right: Side) -> Equation {
        Equation { rule, relation: Relation::AtLeast, left, right }
    }

    /// The cells of both sides, left to right.
    pub fn cells(&self) -> impl Iterator<Item = CellId> {
        self.left.terms.iter().chain(&self.right.terms).map(|term| term.cell)
    }

    /// Judges the equation over a report. Where readings differ, it is judged only if they all agree on the outcome.
    pub fn judge(&self, report: &Report) -> Outcome {
        let mut worst = None;
        let mut ambiguous = false;
        for cell in self.cells() {
            match report.cells.get(&cell).map_or(State::Missing, |cell| cell.state) {
                State::Number(_) | State::Blank => {}
                State::Ambiguous if report.is_doubtful(cell) => worst = worst.or(Some(Skip::Doubtful)),
                State::Ambiguous => ambiguous = true,
                State::Malformed => worst = worst.or(Some(Skip::Malformed)),
                State::Missing => worst = Some(Skip::Missing),
            }
        }
        if let Some(why) = worst {
            return Outcome::Skipped(why);
        }
        if !ambiguous {
            return self.judge_known(report);
        }
        let read = |cell: CellId| report.value(cell).flatten();
        let fits = self.cells().next().and_then(|cell| report.fits.get(&cell.table));
        let outcomes = fits
            .into_iter()
            .flatten()
            .map(|fit| self.confront(&|cell| fit.get(&cell).copied().unwrap_or_else(|| read(cell))));
        agreed(outcomes).unwrap_or(Outcome::Skipped(Skip::Ambiguous))
    }

    /// The same where all its cells are known. Totals that were left blank are the sums of their parts, but for the
    /// equation that asks for the total itself; in a column one of them is a slip like another, several are one habit.
    fn judge_known(&self, report: &Report) -> Outcome {
        let read = |cell: CellId| report.value(cell).flatten();
        let left_blank = |cell: &CellId| read(*cell).is_none() && report.meant(*cell) != Some(None);
        let enough = match self.rule {
            RuleId::T3RowTotal | RuleId::T4Total => usize::MAX,
            RuleId::T3ResultTotal | RuleId::T3Balance => 2,
            _ => 1,
        };
        let as_written = self.confront(&read);
        if matches!(as_written, Outcome::Holds) || self.cells().filter(left_blank).count() < enough {
            return as_written;
        }
        if self.cells().any(|cell| report.meant(cell).is_none()) {
            return Outcome::Skipped(Skip::Ambiguous);
        }
        match (self.confront(&|cell| report.meant(cell).flatten()), as_written) {
            // What was left blank was never claimed.
            (Outcome::Fails(_), Outcome::Skipped(why)) => Outcome::Skipped(why),
            (as_meant, _) => as_meant,
        }
    }

    /// Judges the equation over known values; `None` is a blank cell, which counts as zero but is no evidence.
    ///
    /// ```
    /// use gouji::equation::Side;
    /// use gouji::{CellId, Decimal, Equation, Outcome, RuleId, Skip, Table};
    /// let cell = |column| CellId::at(Table::T3, "received", column);
    /// let sum = Side::sum([cell("natural"), cell("business")]);
    /// let equation = Equation::equal(RuleId::T3RowTotal, sum, Side::sum([cell("total")]));
    /// let is_two = |id: CellId| (id != cell("business")).then_some(Decimal::TWO);
    /// assert_eq!(equation.confront(&is_two), Outcome::Holds);
    /// assert!(matches!(equation.confront(&|_| Some(Decimal::ONE)), Outcome::Fails(_)));
    /// assert_eq!(equation.confront(&|_| None), Outcome::Skipped(Skip::Blank));
    /// ```
    pub fn confront(&self, value: &dyn Fn(CellId) -> Option<Decimal>) -> Outcome {
        let claims = |side: &Side| !side.constant.is_zero();
        let silent = !claims(&self.left) && !claims(&self.right);
        if silent && self.cells().all(|cell| value(cell).is_none()) {
            return Outcome::Skipped(Skip::Blank);
        }
        match (self.left.total(value), self.right.total(value)) {
            (Some(left), Some(right)) => match (Sums { left, right }) {
                sums if self.relation.holds(sums) => Outcome::Holds,
                sums => Outcome::Fails(sums),
            },
            _ => Outcome::Skipped(Skip::OutOfRange),
        }
    }
}

/// The outcome that all readings share, where there is one. A reading in which all cells are blank contradicts nothing.
fn agreed(outcomes: impl Iterator<Item = Outcome>) -> Option<Outcome> {
    outcomes
        .map(Some)
        .reduce(|left, right| match (left?, right?) {
            (Outcome::Fails(sums), Outcome::Fails(_)) => Some(Outcome::Fails(sums)),
            (Outcome::Holds | Outcome::Skipped(Skip::Blank), Outcome::Holds)
            | (Outcome::Holds, Outcome::Skipped(Skip::Blank)) => Some(Outcome::Holds),
            (left, right) if left == right => Some(left),
            _ => None,
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Form, Table};

    const SKIPS: [Skip; 7] = [
        Skip::Blank,
        Skip::Ambiguous,
        Skip::Doubtful,
        Skip::Malformed,
        Skip::Missing,
        Skip::OutOfRange,
        Skip::Elsewhere,
    ];

    fn cell(column: &str) -> CellId {
        CellId::at(Table::T3, "received", column)
    }

    /// 自然人 + 商业企业 against 总计, over these values.
    fn confronted(relation: Relation, values: [Option<i64>; 3]) -> Outcome {
        let left = Side::sum([cell("natural"), cell("business")]);
        let right = Side::sum([cell("total")]);
        let equation = Equation { rule: RuleId::T3RowTotal, relation, left, right };
        let [natural, business, total] = values.map(|value| value.map(Decimal::from));
        equation.confront(&|id| {
            [("natural", natural), ("business", business), ("total", total)]
                .into_iter()
                .find_map(|(column, value)| (id == cell(column)).then_some(value))
                .flatten()
        })
    }

    #[test]
    fn an_inequality_fails_on_one_side_only() {
        let fails = |left: i64, right: i64| {
            Outcome::Fails(Sums { left: Decimal::from(left), right: Decimal::from(right) })
        };
        assert_eq!(confronted(Relation::Equal, [Some(1), Some(2), Some(3)]), Outcome::Holds);
        assert_eq!(confronted(Relation::Equal, [Some(1), Some(2), Some(4)]), fails(3, 4));
        assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(4)]), Outcome::Holds);
        assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(3)]), Outcome::Holds);
        assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(2)]), fails(3, 2));
    }

    #[test]
    fn blank_is_zero_beside_a_figure_and_nothing_by_itself() {
        assert_eq!(confronted(Relation::Equal, [None, Some(2), Some(2)]), Outcome::Holds);
        assert_eq!(confronted(Relation::Equal, [None, None, None]), Outcome::Skipped(Skip::Blank));
        // A constant is a claim, on either side.
        for (left, right) in [(1, 0), (0, 1)] {
            let side =
                |constant: i64| Side { constant: Decimal::from(constant), ..Side::sum([cell("natural")]) };
            let equation = Equation::equal(RuleId::TextTable, side(left), side(right));
            assert!(matches!(equation.confront(&|_| None), Outcome::Fails(_)), "{left} {right}");
        }
    }

    #[test]
    fn what_leaves_the_range_of_numbers_is_not_judged() {
        let equation = Equation::equal(
            RuleId::T3RowTotal,
            Side::sum([cell("natural"), cell("business")]),
            Side::sum([cell("total")]),
        );
        assert_eq!(equation.confront(&|_| Some(Decimal::MAX)), Outcome::Skipped(Skip::OutOfRange));
    }

    /// The worst that is wrong with a cell is the reason: one that was not found before all others, then the first.
    #[test]
    fn the_reason_of_several_is_the_worst() {
        let equation = Equation::equal(
            RuleId::T3RowTotal,
            Side::sum([cell("natural"), cell("business")]),
            Side::sum([cell("total")]),
        );
        let judged = |texts: [(&str, &str); 2], gone: Option<&str>| {
            let mut report = Report::blank(Form::F2021);
            texts.iter().for_each(|(column, text)| report.write(cell(column), text));
            gone.into_iter().for_each(|column| drop(report.cells.remove(&cell(column))));
            equation.judge(&report)
        };
        assert_eq!(judged([("natural", "some"), ("total", "3")], None), Outcome::Skipped(Skip::Malformed));
        assert_eq!(
            judged([("natural", "some"), ("total", "3")], Some("business")),
            Outcome::Skipped(Skip::Missing)
        );
        assert_eq!(
            judged([("natural", "3"), ("total", "some")], Some("natural")),
            Outcome::Skipped(Skip::Missing)
        );
        assert_eq!(judged([("natural", "3"), ("total", "3")], None), Outcome::Holds);
    }

    #[test]
    fn readings_agree_or_nothing_is_said() {
        let fails = Outcome::Fails(Sums { left: Decimal::ONE, right: Decimal::TWO });
        let blank = Outcome::Skipped(Skip::Blank);
        let of = |outcomes: &[&Outcome]| agreed(outcomes.iter().map(|outcome| (*outcome).clone()));
        assert_eq!(of(&[&fails, &fails]), Some(fails.clone()));
        assert_eq!(of(&[&blank, &Outcome::Holds]), Some(Outcome::Holds));
        assert_eq!(of(&[&Outcome::Holds, &blank]), Some(Outcome::Holds));
        assert_eq!(of(&[&blank, &blank]), Some(blank.clone()));
        assert_eq!(of(&[&Outcome::Holds, &fails]), None);
        assert_eq!(of(&[&blank, &fails]), None, "a reading that claims nothing accuses nobody");
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn every_word_is_there_and_says_something_else() {
        let relations = [Relation::Equal, Relation::AtLeast];
        assert_eq!(relations.map(Relation::sign), ["=", "≤"]);
        assert_eq!(relations.map(Relation::broken), ["≠", ">"]);
        assert_eq!(relations.map(Relation::as_str), ["equal", "at_least"], "the contract's");
        for lang in [Lang::Zh, Lang::En] {
            let said: std::collections::BTreeSet<&str> =
                SKIPS.iter().map(|skip| skip.message(lang)).collect();
            assert!(said.len() == SKIPS.len() && said.iter().all(|words| words.len() > 8), "{said:?}");
        }
    }
}
