//! One wrong cell, of the kinds that people make: what a checker must notice.
//!
//! Comes in: consistent figures. Goes out: the same with one cell of table 3 or 4 changed, and which one.

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
}
