//! Wrong cells of the kinds that people make: what a checker must notice, and what a repair should undo.
//!
//! Comes in: consistent figures. Goes out: the same with a slip in tables 3 and 4, and which cells it changed.

use gouji::{CellId, Decimal, Table};

use crate::dice::Dice;
use crate::figures::Figures;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slip {
    /// The cell.
    pub cell: CellId,
    /// What belongs there.
    pub from: Option<Decimal>,
    /// What stands there now.
    pub to: Option<Decimal>,
}

/// What people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part was added later and its total stayed.
    TotalNotUpdated,
    /// A total was left blank or zero.
    TotalLeftOut,
    /// A digit is missing.
    DigitDropped,
    /// A digit stands twice.
    DigitDoubled,
    /// Two digits are swapped.
    DigitsSwapped,
    /// A digit is another.
    DigitMistyped,
    /// A cell got the figure of the next one.
    Neighbour,
    /// A figure was left out.
    LeftOut,
    /// A figure stands where none belongs.
    PutIn,
    /// Two cells beside each other hold each other's figure.
    Exchanged,
    /// A row of table 3 stands one column beside its own; its total may have kept its place.
    RowShifted,
    /// All totals of table 3 are blank or zero.
    TotalsLeftOut,
}

impl Kind {
    /// Slips of one cell.
    pub const SINGLE: [Kind; 9] = [
        Kind::TotalNotUpdated,
        Kind::TotalLeftOut,
        Kind::DigitDropped,
        Kind::DigitDoubled,
        Kind::DigitsSwapped,
        Kind::DigitMistyped,
        Kind::Neighbour,
        Kind::LeftOut,
        Kind::PutIn,
    ];

    /// Slips that change several cells at once.
    pub const WIDE: [Kind; 3] = [Kind::Exchanged, Kind::RowShifted, Kind::TotalsLeftOut];
}

impl Figures {
    /// Changes the value of one cell of tables 3 and 4, so that it no longer means the same.
    pub fn slip(&mut self, dice: &mut Dice) -> Slip {
        // Half of the slips hit a figure, the other half any cell, which is nearly always a zero.
        let mut cells: Vec<CellId> = self.non_zero().map(|(id, _)| id).collect();
        cells.retain(|cell| cell.table != Table::T2);
        if cells.is_empty() || dice.once_in(2) {
            cells = self.values.keys().copied().filter(|cell| cell.table != Table::T2).collect();
        }
        let cell = dice.pick(&cells);
        let from = self.values.get(&cell).copied().flatten();
        let to = wrong(from.unwrap_or_default(), dice);
        self.values.insert(cell, to);
        Slip { cell, from, to }
    }

    /// Makes a slip of the given kind in tables 3 and 4. None where these figures have no room for one that breaks an equation.
    pub fn slip_of(&mut self, kind: Kind, dice: &mut Dice) -> Option<Vec<Slip>> {
        let changes = match kind {
            Kind::Exchanged => self.exchanged(dice)?,
            Kind::RowShifted => self.shifted(dice)?,
            Kind::TotalsLeftOut => self.without_totals(dice),
            _ => vec![self.single(kind, dice)?],
        };
        let mut slips = Vec::new();
        for (cell, to) in changes {
            let from = self.values.get(&cell).copied().flatten();
            if from.unwrap_or_default() != to.unwrap_or_default() {
                self.values.insert(cell, to);
                slips.push(Slip { cell, from, to });
            }
        }
        (!slips.is_empty() && !self.violated().is_empty()).then_some(slips)
    }

    /// Another value for one cell.
    fn single(&self, kind: Kind, dice: &mut Dice) -> Option<(CellId, Option<Decimal>)> {
        let cells = self.values.keys().copied().filter(|&cell| cell.table != Table::T2);
        let figure = |cell: CellId| self.get(cell).unwrap_or_default();
        let wrong: Vec<(CellId, Option<Decimal>)> = cells
            .flat_map(|cell| {
                let digits = figure(cell).to_string();
                let read = |digits: String| digits.parse::<Decimal>().ok();
                let at = dice.below(digits.len() as u32) as usize;
                let to = match kind {
                    _ if matches!(kind, Kind::TotalNotUpdated | Kind::TotalLeftOut) && !is_total(cell) => {
                        None
                    }
                    Kind::TotalNotUpdated => {
                        let beside = parts(cell).into_iter().map(figure).filter(|part| !part.is_zero());
                        let beside: Vec<Decimal> = beside.collect();
                        (!beside.is_empty()).then(|| figure(cell) - dice.pick(&beside))
                    }
                    Kind::LeftOut | Kind::TotalLeftOut => {
                        return (!figure(cell).is_zero())
                            .then(|| (cell, dice.pick(&[Some(Decimal::ZERO), None])));
                    }
                    Kind::PutIn => figure(cell).is_zero().then(|| Decimal::from(dice.figure())),
                    _ if figure(cell).is_zero() => None,
                    Kind::DigitDropped if digits.len() == 1 => None,
                    Kind::DigitDropped => read(format!("{}{}", &digits[..at], &digits[at + 1..])),
                    Kind::DigitDoubled => read(format!("{}{}", &digits[..=at], &digits[at..])),
                    Kind::DigitsSwapped => read(swapped(&digits, at)),
                    Kind::DigitMistyped => {
                        let digit = dice.pick(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
                        read(format!("{}{digit}{}", &digits[..at], &digits[at + 1..]))
                    }
                    _ => {
                        let step = dice.pick(&[1, u8::MAX]);
                        let beside = CellId { column: cell.column.wrapping_add(step), ..cell };
                        self.values.contains_key(&beside).then(|| figure(beside))
                    }
                };
                to.filter(|&to| to != figure(cell) && !to.is_sign_negative()).map(|to| (cell, Some(to)))
            })
            .collect();
        (!wrong.is_empty()).then(|| dice.pick(&wrong))
    }

    /// Two cells beside each other in table 3 or in a block of table 4, each with the other's figure.
    fn exchanged(&self, dice: &mut Dice) -> Option<Vec<(CellId, Option<Decimal>)>> {
        let cells = self.values.keys().copied().filter(|&cell| cell.table == Table::T3);
        let pairs: Vec<(CellId, CellId)> = cells
            .flat_map(|cell| {
                let right = CellId { column: cell.column + 1, ..cell };
                let below = CellId { row: cell.row + 1, ..cell };
                [(cell, right), (cell, below)]
            })
            .filter(|(left, right)| {
                self.values.contains_key(right)
                    && self.get(*left).unwrap_or_default() != self.get(*right).unwrap_or_default()
            })
            .collect();
        let (left, right) = (!pairs.is_empty()).then(|| dice.pick(&pairs))?;
        Some(vec![(left, self.values[&right]), (right, self.values[&left])])
    }

    fn shifted(&self, dice: &mut Dice) -> Option<Vec<(CellId, Option<Decimal>)>> {
        let rows: Vec<u8> =
            self.non_zero().filter(|(cell, _)| cell.table == Table::T3).map(|(cell, _)| cell.row).collect();
        let row = (!rows.is_empty()).then(|| dice.pick(&rows))?;
        let cell = |column: u8| CellId { table: Table::T3, row, column };
        let zero = Some(Decimal::ZERO);
        let stays = dice.once_in(2);
        let left = dice.once_in(2);
        let end = if stays { 6 } else { 7 };
        let shifted = |column: u8| match (left, column) {
            (true, column) if column + 1 < end => self.values[&cell(column + 1)],
            (false, column @ 1..) => self.values[&cell(column - 1)],
            _ => zero,
        };
        Some((0..end).map(|column| (cell(column), shifted(column))).collect())
    }

    fn without_totals(&self, dice: &mut Dice) -> Vec<(CellId, Option<Decimal>)> {
        let empty = dice.pick(&[Some(Decimal::ZERO), None]);
        let totals = self.values.keys().filter(|cell| cell.table == Table::T3 && cell.column == 6);
        totals.map(|&cell| (cell, empty)).collect()
    }
}

fn is_total(cell: CellId) -> bool {
    match cell.table {
        Table::T2 => false,
        Table::T3 => cell.column == 6 || cell.row_spec().key == "total",
        Table::T4 => cell.column % 5 == 4,
    }
}

/// The cells of the row that a total adds up, or of its column where it is in the row of totals.
fn parts(total: CellId) -> Vec<CellId> {
    let CellId { table, row, column } = total;
    match table {
        Table::T4 => (column - 4..column).map(|column| CellId { table, row, column }).collect(),
        _ if column == 6 => (0..6).map(|column| CellId { table, row, column }).collect(),
        _ => (0..row)
            .filter(|&row| table.rows()[row as usize].group.is_some())
            .map(|row| CellId { table, row, column })
            .collect(),
    }
}

/// The digits with the one at `at` and the next one swapped.
fn swapped(digits: &str, at: usize) -> String {
    let mut digits: Vec<char> = digits.chars().collect();
    let next = (at + 1).min(digits.len() - 1);
    digits.swap(at, next);
    digits.into_iter().collect()
}

/// Another value than `right`, where blank is the same as zero.
fn wrong(right: Decimal, dice: &mut Dice) -> Option<Decimal> {
    let mut digits: Vec<char> = right.to_string().chars().collect();
    let last = digits.len() - 1;
    let at = dice.below(digits.len() as u32) as usize;
    match dice.below(6) {
        0 => {}
        1 => drop(digits.remove(at)),
        2 => digits.insert(at, digits[at]),
        3 => digits.swap(at, last),
        4 => digits[at] = dice.pick(&['1', '0', '7', '6', '3', '8']),
        _ => return if right.is_zero() { Some(Decimal::from(dice.figure())) } else { None },
    }
    let text: String = digits.into_iter().collect();
    let changed = text.parse().unwrap_or(Decimal::ZERO);
    Some(if changed == right { right + Decimal::ONE } else { changed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_always_breaks_an_equation_that_contains_the_cell() {
        for seed in 0..500 {
            let mut dice = Dice::seeded(seed);
            let mut figures = Figures::consistent(&mut dice);
            let slip = figures.slip(&mut dice);
            let violated = figures.violated();
            assert!(violated.iter().any(|equation| equation.cells().any(|id| id == slip.cell)), "{slip:?}");
            assert!(violated.iter().all(|equation| equation.cells().any(|id| id == slip.cell)), "{slip:?}");
        }
    }

    #[test]
    fn every_kind_of_slip_is_made_and_breaks_an_equation() {
        for kind in Kind::SINGLE.into_iter().chain(Kind::WIDE) {
            let mut made = 0;
            for seed in 0..60 {
                let mut dice = Dice::seeded(seed);
                let mut figures = Figures::consistent(&mut dice);
                let Some(slips) = figures.slip_of(kind, &mut dice) else { continue };
                made += 1;
                assert!(!Kind::SINGLE.contains(&kind) || slips.len() == 1, "{kind:?}: {slips:?}");
                for slip in slips {
                    assert_eq!(figures.values[&slip.cell], slip.to, "{kind:?}");
                    assert_ne!(slip.from.unwrap_or_default(), slip.to.unwrap_or_default(), "{kind:?}");
                }
            }
            assert!(made > 20, "{kind:?} was made {made} times");
        }
    }
}
