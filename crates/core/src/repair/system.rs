//! Equations that must hold, as a system of whole numbers: what each cell holds, what it may hold, what is missing to each equation.
//!
//! Comes in: the report and the equations that were judged. Goes out: one [`System`] for each set of equations that hang together by cells
//! and of which at least one fails. An unknown of the system is the *change* of a cell.
//!
//! **Blank cells** count as zero and may be filled. An equation whose cells are all blank was not judged, but a figure in one of them
//! would make it judged: it belongs to the system. **Ambiguous cells** accuse nobody: they are no unknowns. An equation that has some
//! belongs to the system only if every reading leaves the same difference between its sides. Equations over **cells that are no number or
//! were not found** cannot be judged, whatever stands in their other cells, and demand nothing.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::set::CAPACITY;
use crate::equation::{Equation, Outcome};
use crate::form::{CellId, Quantity};
use crate::report::{Report, State};

/// Decimals that a table with whole numbers in all its columns may still hold by mistake. More of them are not repaired.
const MAX_SCALE: u32 = 9;

/// Figures above this are left alone, so that no sum can overflow: no organ gets a quadrillion applications.
const MAX_VALUE: i128 = 1_000_000_000_000_000_000_000_000;

/// Equations that hang together, over the changes of their cells.
#[derive(Clone, Debug)]
pub(super) struct System {
    /// The cells that may change, in the order of the form.
    pub(super) cells: Vec<Unknown>,
    /// The equations.
    pub(super) rows: Vec<Row>,
    /// What 1 is in the numbers of this system.
    pub(super) unit: i128,
}

/// A cell that may change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unknown {
    pub(super) cell: CellId,
    pub(super) value: i128,
    quantity: Quantity,
}

/// `Σ coefficient × change = missing`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Indices into the system's cells.
    pub(super) terms: Vec<(usize, i32)>,
    pub(super) missing: i128,
    /// Index into the equations that were given.
    pub(super) equation: usize,
}

impl System {
    /// Whether the cell may hold its value and `change` together, as something else than it holds now.
    pub(super) fn admits(&self, cell: usize, change: i128) -> bool {
        let Unknown { value, quantity, .. } = self.cells[cell];
        let next = value + change;
        let whole = self.unit == 1 || next % self.unit == 0;
        change != 0
            && match quantity {
                Quantity::Count => next >= 0 && whole,
                Quantity::Amount => next >= 0,
                Quantity::Change => whole,
            }
    }

    /// A number of this system as a figure.
    pub(super) fn figure(&self, number: i128) -> Decimal {
        let scale = self.unit.ilog10();
        Decimal::from_i128_with_scale(number, scale).normalize()
    }
}

/// An equation as it meets the report: what its right side has more than its left, where that is known.
fn missing(equation: &Equation, report: &Report) -> Option<Decimal> {
    let read = |cell: CellId| report.value(cell).flatten();
    let difference = |value: &dyn Fn(CellId) -> Option<Decimal>| {
        // A sum over blanks alone is zero on both sides.
        match equation.confront(value) {
            Outcome::Fails(sums) => sums.right.checked_sub(sums.left),
            Outcome::Holds => Some(Decimal::ZERO),
            Outcome::Skipped(_) => equation.cells().all(|c| value(c).is_none()).then_some(Decimal::ZERO),
        }
    };
    let state = |cell: CellId| report.cells.get(&cell).map_or(State::Missing, |cell| cell.state);
    if equation.cells().any(|cell| matches!(state(cell), State::Malformed | State::Missing)) {
        return None;
    }
    if equation.cells().all(|cell| state(cell) != State::Ambiguous) {
        return difference(&read);
    }
    let fits = report.fits.get(&equation.cells().next()?.table)?;
    let of_fit = |fit: &BTreeMap<CellId, Option<Decimal>>| {
        difference(&|cell| fit.get(&cell).copied().unwrap_or_else(|| read(cell)))
    };
    let first = of_fit(fits.first()?)?;
    fits.iter().all(|fit| of_fit(fit) == Some(first)).then_some(first)
}

/// The systems of the equations, each with a failing one in it; and the failing equations that no system can hold.
pub(super) fn systems(equations: &[&Equation], report: &Report) -> (Vec<System>, Vec<usize>) {
    let differences: Vec<Option<Decimal>> =
        equations.iter().map(|equation| missing(equation, report)).collect();
    let known = |cell: &CellId| report.value(*cell).is_some();
    let (mut systems, mut untold) = (Vec::new(), Vec::new());
    for members in components(equations, &differences, &known) {
        let failing = members.iter().any(|&index| differences[index].is_some_and(|d| !d.is_zero()));
        if failing {
            match System::of(&members, equations, &differences, report) {
                Some(system) => systems.push(system),
                None => untold.extend(members),
            }
        }
    }
    let lost = |&index: &usize| differences[index].is_none();
    untold.extend((0..equations.len()).filter(lost));
    (systems, untold)
}

/// Indices of the equations that hang together by known cells.
fn components(
    equations: &[&Equation],
    differences: &[Option<Decimal>],
    known: &impl Fn(&CellId) -> bool,
) -> Vec<Vec<usize>> {
    let mut component: Vec<usize> = (0..equations.len()).collect();
    let mut first: BTreeMap<CellId, usize> = BTreeMap::new();
    let root = |component: &[usize], mut at: usize| {
        while component[at] != at {
            at = component[at];
        }
        at
    };
    for (index, equation) in equations.iter().enumerate().filter(|(index, _)| differences[*index].is_some()) {
        for cell in equation.cells().filter(known) {
            let other = *first.entry(cell).or_insert(index);
            let (a, b) = (root(&component, index), root(&component, other));
            component[a.max(b)] = a.min(b);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in (0..equations.len()).filter(|&index| differences[index].is_some()) {
        members.entry(root(&component, index)).or_default().push(index);
    }
    members.into_values().collect()
}

impl System {
    /// None where a figure is too large, or the system is.
    fn of(
        members: &[usize],
        equations: &[&Equation],
        differences: &[Option<Decimal>],
        report: &Report,
    ) -> Option<System> {
        let mut values: BTreeMap<CellId, Decimal> = BTreeMap::new();
        for cell in members.iter().flat_map(|&index| equations[index].cells()) {
            if let Some(value) = report.value(cell) {
                values.insert(cell, value.unwrap_or_default().normalize());
            }
        }
        let differences: Vec<Decimal> =
            members.iter().map(|&index| differences[index].unwrap_or_default().normalize()).collect();
        let scale = values.values().chain(&differences).map(Decimal::scale).max()?;
        if values.len() > CAPACITY || scale > MAX_SCALE {
            return None;
        }
        let unit = 10i128.pow(scale);
        let whole = |value: Decimal| {
            let number = value.mantissa().checked_mul(10i128.pow(scale - value.scale()))?;
            (number.abs() < MAX_VALUE).then_some(number)
        };
        let cells = values
            .iter()
            .map(|(&cell, &value)| Some(Unknown { cell, value: whole(value)?, quantity: cell.quantity() }));
        let cells = cells.collect::<Option<Vec<Unknown>>>()?;
        let index = |cell: CellId| cells.binary_search_by_key(&cell, |unknown| unknown.cell).ok();
        let rows = members.iter().zip(&differences).map(|(&equation, &difference)| {
            let Equation { left, right, .. } = equations[equation];
            let mut terms: BTreeMap<usize, i32> = BTreeMap::new();
            let signed = left.terms.iter().map(|term| (term, 1)).chain(right.terms.iter().map(|t| (t, -1)));
            for (term, sign) in signed {
                if let Some(cell) = index(term.cell) {
                    *terms.entry(cell).or_default() += sign * term.coefficient;
                }
            }
            let terms = terms.into_iter().filter(|&(_, coefficient)| coefficient != 0).collect();
            Some(Row { terms, missing: whole(difference)?, equation })
        });
        Some(System { rows: rows.collect::<Option<_>>()?, cells, unit })
    }
}

#[cfg(test)]
impl System {
    /// Two rows and two columns of four cells, row by row; what is missing to the rows, then to the columns.
    pub(super) fn square(cells: [CellId; 4], values: [i64; 4], missing: Vec<i64>) -> System {
        let lines = [[0, 1], [2, 3], [0, 2], [1, 3]];
        let row = |(line, missing): ([usize; 2], i64)| Row {
            terms: line.map(|cell| (cell, 1)).to_vec(),
            missing: missing.into(),
            equation: 0,
        };
        let unknown =
            |(cell, value): (CellId, i64)| Unknown { cell, value: value.into(), quantity: Quantity::Count };
        System {
            cells: cells.into_iter().zip(values).map(unknown).collect(),
            rows: lines.into_iter().zip(missing).map(row).collect(),
            unit: 1,
        }
    }
}
