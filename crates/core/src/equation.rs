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
    /// A cell was read from a picture and is not sure.
    Unsure,
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
            (Skip::Unsure, Lang::Zh) => "图片中有单元格没有读准，请先看这里",
            (Skip::Unsure, Lang::En) => "a cell of the picture was not read for sure: look here first",
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
                State::Ambiguous if !report.is_sure(cell) => worst = worst.or(Some(Skip::Unsure)),
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
mod tests;
