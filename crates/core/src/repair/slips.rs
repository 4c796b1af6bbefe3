//! Which slip a repair would undo, and how likely that slip is.
//!
//! Comes in: the changes of a repair, and the report that they would change. Goes out: a [`Slip`] where the change looks like one, and a
//! weight: the smaller, the likelier. The weights order repairs of equal size and nothing else; they were set by what careless copying and adding
//! up does most often, not measured.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Change;
use crate::equation::Equation;
use crate::form::{CellId, Table};
use crate::report::Report;

/// How a wrong figure may have come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// The totals of several rows or columns were left blank or zero.
    TotalsLeftOut,
    /// A total was left blank.
    TotalBlank,
    /// A total is zero, its parts are not.
    TotalZero,
    /// A total lacks one of its parts, or has one twice.
    TotalNotUpdated,
    /// A row's figures stand one column beside their own.
    RowShifted,
    /// Two cells hold each other's figure.
    Exchanged,
    /// One figure stands split over two cells side by side.
    Split,
    /// A figure stands whole in another row or column than its own, and the sum across is right.
    Moved,
    /// A part of a figure stands in another row or column, and the sum across is right.
    MovedInPart,
    /// Two digits are swapped.
    DigitsSwapped,
    /// A digit is missing.
    DigitDropped,
    /// A digit stands twice.
    DigitDoubled,
    /// A digit is another.
    DigitMistyped,
    /// The cell holds the figure of its neighbour.
    Neighbour,
    /// A total differs from the sum of its parts.
    TotalWrong,
}

/// The weight of a change that looks like no slip.
const UNEXPLAINED: u32 = 12;

impl Slip {
    const fn weight(self) -> u32 {
        match self {
            Slip::TotalsLeftOut | Slip::TotalBlank => 1,
            Slip::TotalZero | Slip::TotalNotUpdated | Slip::RowShifted => 2,
            Slip::Split | Slip::Moved => 3,
            Slip::Exchanged | Slip::DigitsSwapped | Slip::DigitDropped | Slip::DigitDoubled => 4,
            Slip::DigitMistyped | Slip::MovedInPart => 6,
            Slip::Neighbour => 7,
            Slip::TotalWrong => 8,
        }
    }
}

/// What the changes of a repair are compared with.
pub(super) struct Slips<'a> {
    report: &'a Report,
    /// For each total, the equations that make it one.
    totals: BTreeMap<CellId, Vec<&'a Equation>>,
}

impl<'a> Slips<'a> {
    pub(super) fn of(report: &'a Report, equations: &[&'a Equation]) -> Slips<'a> {
        let mut totals: BTreeMap<CellId, Vec<&Equation>> = BTreeMap::new();
        for equation in equations {
            if let [total] = equation.right.terms.as_slice() {
                totals.entry(total.cell).or_default().push(equation);
            }
        }
        Slips { report, totals }
    }

    /// Whether the cell is a sum of others, by the form.
    pub(super) fn is_total(&self, cell: CellId) -> bool {
        self.totals.contains_key(&cell)
    }

    /// Notes the slip of each change; gives the slip of all together, where they are one, and the weight.
    pub(super) fn explain(&self, changes: &mut [Change]) -> (Option<Slip>, u32) {
        let mut sum = 0;
        for index in 0..changes.len() {
            let slip = self.single(changes[index], changes);
            changes[index].slip = slip;
            sum += slip.map_or(UNEXPLAINED, Slip::weight);
        }
        let together = match changes.len() {
            0 | 1 => None,
            _ if self.left_out(changes) => Some(Slip::TotalsLeftOut),
            _ if self.shifted(changes) => Some(Slip::RowShifted),
            2 if exchanged(changes) => Some(Slip::Exchanged),
            2 if split(changes) => Some(Slip::Split),
            2 => self.moved(changes),
            _ => None,
        };
        let weight = together.map_or(sum, |slip| sum.min(slip.weight()));
        (together, weight)
    }

    /// The likeliest slip of one change.
    fn single(&self, change: Change, all: &[Change]) -> Option<Slip> {
        let from = change.from.unwrap_or_default();
        let slips = [self.total(change, all), digits(from, change.to), self.neighbour(change)];
        slips.into_iter().flatten().min_by_key(|slip| slip.weight())
    }

    fn total(&self, change: Change, all: &[Change]) -> Option<Slip> {
        let equations = self.totals.get(&change.cell)?;
        match change.from {
            None => return Some(Slip::TotalBlank),
            Some(from) if from.is_zero() => return Some(Slip::TotalZero),
            Some(_) => {}
        }
        let after = |cell: CellId| {
            let changed = all.iter().find(|change| change.cell == cell).map(|change| change.to);
            changed.or_else(|| self.report.value(cell).flatten()).unwrap_or_default()
        };
        let off = change.to.checked_sub(change.from?)?.abs();
        let lacks = |equation: &&Equation| equation.left.terms.iter().any(|part| after(part.cell) == off);
        Some(if equations.iter().any(lacks) { Slip::TotalNotUpdated } else { Slip::TotalWrong })
    }

    fn neighbour(&self, change: Change) -> Option<Slip> {
        let from = change.from.filter(|from| !from.is_zero())?;
        let beside = neighbours(change.cell).any(|cell| self.report.value(cell) == Some(Some(from)));
        beside.then_some(Slip::Neighbour)
    }

    /// Several totals of one row or one column, all of them blank or zero.
    fn left_out(&self, changes: &[Change]) -> bool {
        let line = |pick: fn(CellId) -> u8| changes.iter().all(|c| pick(c.cell) == pick(changes[0].cell));
        let table = changes[0].cell.table;
        changes.iter().all(|change| {
            let empty = change.from.unwrap_or_default().is_zero();
            empty && change.cell.table == table && self.is_total(change.cell)
        }) && (line(|cell| cell.row) && table != Table::T4 || line(|cell| cell.column))
    }

    /// What one cell loses another of its row or column takes, and neither is a total.
    fn moved(&self, changes: &[Change]) -> Option<Slip> {
        let [left, right] = changes else { return None };
        let is_across = left.cell.table == right.cell.table
            && (left.cell.row == right.cell.row || left.cell.column == right.cell.column);
        let rises = |change: &Change| change.to.checked_sub(change.from.unwrap_or_default());
        let is_even = rises(left)?.checked_add(rises(right)?)?.is_zero();
        if !is_across || !is_even || changes.iter().any(|change| self.is_total(change.cell)) {
            return None;
        }
        // All that stood in the wrong cell leaves it.
        let is_whole = changes.iter().any(|change| change.to.is_zero());
        Some(if is_whole { Slip::Moved } else { Slip::MovedInPart })
    }

    /// All changes are in one row of table 3, and put its figures one column to the left or to the right.
    fn shifted(&self, changes: &[Change]) -> bool {
        let CellId { table, row, .. } = changes[0].cell;
        if table != Table::T3
            || changes.iter().any(|change| change.cell.table != table || change.cell.row != row)
        {
            return false;
        }
        let width = table.columns().len() as u8;
        let stands =
            |column: u8| self.report.value(CellId { table, row, column }).flatten().unwrap_or_default();
        let belongs = |column: u8| {
            let change = changes.iter().find(|change| change.cell.column == column);
            change.map_or_else(|| stands(column), |change| change.to)
        };
        // What fell over the edge, or came in there, is not asked for; nor is the total, which may have kept its place.
        let by_one = |from: u8, to: u8| (0..width - 2).all(|at| stands(at + to) == belongs(at + from));
        by_one(0, 1) || by_one(1, 0)
    }
}

/// The digits of one figure in two cells side by side: the one takes them all, and the other nothing.
fn split(changes: &[Change]) -> bool {
    let [left, right] = changes else { return false };
    let is_beside = left.cell.row == right.cell.row && left.cell.column + 1 == right.cell.column;
    let (Some(first), Some(last)) = (left.from, right.from) else { return false };
    let whole = format!("{}{}", first.normalize(), last.normalize()).parse();
    let takes = |one: &Change, other: &Change| whole == Ok(one.to) && other.to.is_zero();
    is_beside && !first.is_zero() && (takes(left, right) || takes(right, left))
}

fn exchanged(changes: &[Change]) -> bool {
    let [left, right] = changes else { return false };
    let near = left.cell.row == right.cell.row || left.cell.column == right.cell.column;
    let stands = |change: &Change| change.from.unwrap_or_default();
    near && left.to == stands(right) && right.to == stands(left)
}

/// The cells that may be beside a cell in print; not all of them are in every edition.
fn neighbours(CellId { table, row, column }: CellId) -> impl Iterator<Item = CellId> {
    let (rows, columns) = (table.rows().len() as u8, table.columns().len() as u8);
    let steps =
        [(row, column.wrapping_sub(1)), (row, column + 1), (row.wrapping_sub(1), column), (row + 1, column)];
    let inside = move |&(row, column): &(u8, u8)| row < rows && column < columns;
    steps.into_iter().filter(inside).map(move |(row, column)| CellId { table, row, column })
}

/// The slip of the digits by which `right` became `wrong`.
fn digits(wrong: Decimal, right: Decimal) -> Option<Slip> {
    let written = right.normalize().to_string();
    let digits: Vec<char> = written.chars().collect();
    let reads = |digits: Vec<char>| digits.into_iter().collect::<String>().parse() == Ok(wrong);
    let places = || (0..digits.len()).filter(|&at| digits[at].is_ascii_digit());
    let without = |at: usize| {
        let mut digits = digits.clone();
        digits.remove(at);
        digits
    };
    if digits.len() > 1 && places().any(|at| reads(without(at))) {
        return Some(Slip::DigitDropped);
    }
    let doubled = |at: usize| {
        let mut digits = digits.clone();
        digits.insert(at, digits[at]);
        digits
    };
    if !right.is_zero() && places().any(|at| reads(doubled(at))) {
        return Some(Slip::DigitDoubled);
    }
    let swapped = |left: usize, right: usize| {
        let mut digits = digits.clone();
        digits.swap(left, right);
        digits
    };
    if places().any(|left| places().any(|right| left < right && reads(swapped(left, right)))) {
        return Some(Slip::DigitsSwapped);
    }
    let stands: Vec<char> = wrong.normalize().to_string().chars().collect();
    let other =
        stands.len() == digits.len() && stands.iter().zip(&digits).filter(|(a, b)| a != b).count() == 1;
    // A figure where nothing belongs, or nothing where a figure belongs, is no slip of a digit.
    (other && !wrong.is_zero() && !right.is_zero()).then_some(Slip::DigitMistyped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wrong: i64, right: i64, slip: Option<Slip>) {
        assert_eq!(digits(Decimal::from(wrong), Decimal::from(right)), slip, "{right} became {wrong}");
    }

    #[test]
    fn slips_of_digits_are_told() {
        check(12, 123, Some(Slip::DigitDropped));
        check(5, 105, Some(Slip::DigitDropped));
        check(1223, 123, Some(Slip::DigitDoubled));
        check(132, 123, Some(Slip::DigitsSwapped));
        check(321, 123, Some(Slip::DigitsSwapped));
        check(173, 123, Some(Slip::DigitMistyped));
        check(7, 1, Some(Slip::DigitMistyped));
        check(0, 7, None);
        check(7, 0, None);
        check(45, 123, None);
    }
}
