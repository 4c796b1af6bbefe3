//! All smallest sets of cells whose change makes every equation of a system true (Fellegi and Holt, 1976).
//!
//! Comes in: a [`System`]. Goes out: every set of the smallest size with its changes, proven: sizes are tried from a lower bound
//! upwards, and the search of a size leaves nothing out. It is bounded in steps, and says when it was cut short.
//!
//! The search keeps the equations solved for the cells chosen so far (Gauss–Jordan). What is left over *demands* a further cell: an
//! equation without chosen cells whose sides still differ, or a chosen cell whose change would not be admissible (below zero, or none at all).
//! Every larger set that solves the system must contain a cell of each demanding line, so branching over the cells of one of them is complete,
//! and demanding lines without a common cell are a lower bound on the cells still needed. Where the bound leaves no cell to spare, each
//! of these lines takes exactly one, whose change is known at once, and [`Tight`] sorts the cells out by whether the other equations can follow.
//!
//! Cells in a ring can change together without touching any equation. A set that contains one may have many solutions; its corners are given, in
//! which a cell of the ring becomes zero. The form's equations make a network (a test of this module says so): so corners are whole
//! numbers, and a set has a solution if and only if it has a corner.

use super::set::Set;
use super::system::{Row, System};
use super::tight::Tight;
use crate::order;

/// Steps that one report may take. Three slips take a hundred or two, and all steps together stay within the 50 ms that a report may take that
/// is wrong everywhere: see `cargo xtask bench native`.
pub(super) const STEPS: usize = 5_000;

/// Sets that are collected; more alternatives than this help nobody.
const MAX_FOUND: usize = 2_000;

/// Rings in one set that are worked out. A smallest set with a ring is a rarity, with three nothing that was ever seen.
const MAX_RINGS: usize = 2;

/// A set of cells with a change for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Solution {
    /// Indices into the system's cells, ascending, each with its change.
    pub(super) changes: Vec<(usize, i128)>,
    /// Whether these cells allow other changes too.
    pub(super) open: bool,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Sets of the smallest size. None if the system has no solution, or if the steps ran out before one was found.
    pub(super) solutions: Vec<Solution>,
    /// Whether these are all of them.
    pub(super) complete: bool,
}

/// Finds all smallest sets, taking its steps from `steps`.
pub(super) fn smallest(system: &System, steps: &mut usize) -> Found {
    let mut search = Search::of(system, *steps);
    let start = search.demands();
    let bound = packing(&start).len();
    // Setting every cell to zero solves what can be solved at all.
    for size in bound..=system.cells.len() {
        search.extend(size);
        if !search.found.is_empty() || search.cut {
            break;
        }
    }
    *steps = search.steps;
    order::sort(&mut search.found);
    Found { solutions: search.found, complete: !search.cut }
}

/// An equation, solved for one of the chosen cells or not solved yet.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) coefficients: Vec<i32>,
    /// Where the coefficients are not zero.
    pub(super) cells: Set,
    pub(super) missing: i128,
    pub(super) solves: Option<usize>,
}

/// A line that needs a further cell, and the cells that it can take.
#[derive(Clone, Copy)]
pub(super) struct Demand {
    pub(super) line: usize,
    pub(super) cells: Set,
}

struct Search<'a> {
    system: &'a System,
    lines: Vec<Line>,
    chosen: Vec<usize>,
    /// Cells that are chosen, or ruled out because all sets with them were seen.
    taken: Set,
    /// Chosen cells that close a ring: no line is solved for them.
    free: Set,
    steps: usize,
    cut: bool,
    found: Vec<Solution>,
}

impl<'a> Search<'a> {
    fn of(system: &'a System, steps: usize) -> Search<'a> {
        let line = |row: &Row| {
            let mut coefficients = vec![0; system.cells.len()];
            for &(cell, coefficient) in &row.terms {
                coefficients[cell] = coefficient;
            }
            let cells = row.terms.iter().map(|&(cell, _)| cell).collect();
            Line { coefficients, cells, missing: row.missing, solves: None }
        };
        Search {
            system,
            lines: system.rows.iter().map(line).collect(),
            chosen: Vec::new(),
            taken: Set::default(),
            free: Set::default(),
            steps,
            cut: false,
            found: Vec::new(),
        }
    }

    /// The lines that need a further cell.
    fn demands(&self) -> Vec<Demand> {
        let demands = |line: &Line| match line.solves {
            None => line.missing != 0,
            // What a ring leaves open is judged when the set is complete.
            Some(_) if line.cells.meets(self.free) => false,
            Some(cell) => !line.change(cell).is_some_and(|change| self.system.admits(cell, change)),
        };
        let lines = self.lines.iter().enumerate().filter(|(_, line)| demands(line));
        lines.map(|(index, line)| Demand { line: index, cells: line.cells.without(self.taken) }).collect()
    }

    /// Tries every set that has the chosen cells, none of those ruled out, and `room` more.
    fn extend(&mut self, room: usize) {
        if self.steps == 0 || self.found.len() >= MAX_FOUND {
            self.cut = true;
            return;
        }
        self.steps -= 1;
        let demands = self.demands();
        if demands.is_empty() {
            return self.complete(room);
        }
        if room == 0 || demands.iter().any(|demand| demand.cells.is_empty()) {
            return;
        }
        let packed = packing(&demands);
        if packed.len() > room {
            return;
        }
        let candidates = if packed.len() == room {
            Tight::of(self.system, &self.lines, &packed).and_then(|tight| tight.narrowest())
        } else {
            demands.iter().map(|demand| demand.cells).min_by_key(|cells| cells.len())
        };
        if let Some(candidates) = candidates {
            self.branch(candidates, room);
        }
    }

    /// Tries each of the cells, and after each rules it out: so no set comes up twice.
    fn branch(&mut self, candidates: Set, room: usize) {
        let before = self.taken;
        for cell in candidates.iter() {
            self.taken.insert(cell);
            self.chosen.push(cell);
            match self.lines.iter().position(|line| line.solves.is_none() && line.cells.contains(cell)) {
                Some(pivot) => {
                    if let Some(saved) = self.solve(pivot, cell) {
                        self.extend(room - 1);
                        saved.into_iter().for_each(|(index, line)| self.lines[index] = line);
                    } else {
                        self.cut = true;
                    }
                }
                None => {
                    self.free.insert(cell);
                    self.extend(room - 1);
                    self.free.remove(cell);
                }
            }
            self.chosen.pop();
        }
        self.taken = before;
    }

    /// Solves a line for a cell and takes the cell out of all others. Gives the lines as they were; none where numbers grow too large.
    fn solve(&mut self, pivot: usize, cell: usize) -> Option<Vec<(usize, Line)>> {
        let mut saved = vec![(pivot, self.lines[pivot].clone())];
        self.lines[pivot].solves = Some(cell);
        for index in 0..self.lines.len() {
            if index != pivot && self.lines[index].cells.contains(cell) {
                saved.push((index, self.lines[index].clone()));
                if self.lines[index].eliminate(&saved[0].1, cell).is_none() {
                    saved.into_iter().for_each(|(index, line)| self.lines[index] = line);
                    return None;
                }
            }
        }
        Some(saved)
    }

    /// No line demands anything: the chosen cells are a solution, unless a ring stands in its way.
    fn complete(&mut self, room: usize) {
        let rings = self.free.len();
        if rings == 0 {
            let mut changes: Vec<(usize, i128)> = self.solved().collect();
            order::sort(&mut changes);
            self.found.push(Solution { changes, open: false });
            return;
        }
        if rings > MAX_RINGS {
            self.cut = true;
            return;
        }
        let before = self.found.len();
        self.corners(rings, &mut Vec::new());
        if self.found.len() == before && room > 0 {
            // Whatever mends a ring stands in a line that the ring touches.
            let touched = self.lines.iter().filter(|line| line.cells.meets(self.free));
            let cells = touched.fold(Set::default(), |cells, line| cells.union(line.cells));
            self.branch(cells.without(self.taken), room);
        }
    }

    /// The changes for which lines are solved, where nothing is left open.
    fn solved(&self) -> impl Iterator<Item = (usize, i128)> {
        self.lines.iter().filter_map(|line| line.solves.and_then(|cell| Some((cell, line.change(cell)?))))
    }

    /// The corners of a set with rings: as many of its cells as it has rings become zero.
    fn corners(&mut self, rings: usize, zeros: &mut Vec<usize>) {
        if zeros.len() < rings {
            let from = zeros.last().map_or(0, |&last| last + 1);
            for index in from..self.chosen.len() {
                zeros.push(index);
                self.corners(rings, zeros);
                zeros.pop();
            }
            return;
        }
        let fixed: Vec<(usize, i128)> =
            zeros.iter().map(|&z| (self.chosen[z], -self.system.cells[self.chosen[z]].value)).collect();
        let Some(changes) = self.with_fixed(&fixed) else { return };
        // A single ring can turn from its corner in one direction only. If it cannot turn by one, it cannot turn.
        let turned: Vec<(usize, i128)> =
            fixed.iter().map(|&(cell, change)| (cell, change + self.system.unit)).collect();
        let solution = Solution { changes, open: rings > 1 || self.with_fixed(&turned).is_some() };
        if !self.found.contains(&solution) {
            self.found.push(solution);
        }
    }

    /// The changes of all chosen cells once some of them are fixed; none where that leaves them open or is not admissible.
    fn with_fixed(&self, fixed: &[(usize, i128)]) -> Option<Vec<(usize, i128)>> {
        let open = self.chosen.iter().copied().filter(|cell| fixed.iter().all(|(other, _)| other != cell));
        let open: Vec<usize> = open.collect();
        let line = |row: &Row| {
            let of = |cell: &usize| row.terms.iter().find(|(c, _)| c == cell).map_or(0, |&(_, k)| k);
            let known: i128 = fixed.iter().map(|(cell, change)| i128::from(of(cell)) * change).sum();
            let cells = (0..open.len()).filter(|&column| of(&open[column]) != 0).collect();
            let coefficients = open.iter().map(of).collect();
            Line { coefficients, cells, missing: row.missing - known, solves: None }
        };
        let mut rows: Vec<Line> = self.system.rows.iter().map(line).collect();
        for column in 0..open.len() {
            let pivot = rows.iter().position(|row| row.solves.is_none() && row.cells.contains(column))?;
            rows[pivot].solves = Some(column);
            let line = rows[pivot].clone();
            for (index, row) in rows.iter_mut().enumerate() {
                if index != pivot && row.cells.contains(column) {
                    row.eliminate(&line, column)?;
                }
            }
        }
        let mut changes = fixed.to_vec();
        for row in &rows {
            match row.solves {
                Some(column) => changes.push((open[column], row.change(column)?)),
                None if row.missing != 0 => return None,
                None => {}
            }
        }
        order::sort(&mut changes);
        changes.iter().all(|&(cell, change)| self.system.admits(cell, change)).then_some(changes)
    }
}

impl Line {
    /// The change of the cell if no other cell of the line changes.
    pub(super) fn change(&self, cell: usize) -> Option<i128> {
        let coefficient = i128::from(self.coefficients[cell]);
        if coefficient.abs() == 1 {
            return Some(self.missing * coefficient);
        }
        (self.missing % coefficient == 0).then_some(self.missing / coefficient)
    }

    /// Takes `cell` out of the line with the help of a line that has it. None where numbers grow too large.
    fn eliminate(&mut self, pivot: &Line, cell: usize) -> Option<()> {
        let (mut times, mut scale) = (self.coefficients[cell], pivot.coefficients[cell]);
        // Coefficients of the form are 1 and -1, and so they stay.
        if scale.abs() == 1 {
            (times, scale) = (times * scale, 1);
        }
        for index in self.cells.union(pivot.cells).iter() {
            let own = self.coefficients[index].checked_mul(scale)?;
            let value = own.checked_sub(pivot.coefficients[index].checked_mul(times)?)?;
            self.coefficients[index] = value;
            if value == 0 { self.cells.remove(index) } else { self.cells.insert(index) }
        }
        let (own, other) =
            (self.missing.checked_mul(scale.into())?, pivot.missing.checked_mul(times.into())?);
        self.missing = own.checked_sub(other)?;
        Some(())
    }
}

/// Demands of which no two have a cell in common: each needs a cell of its own.
fn packing(demands: &[Demand]) -> Vec<Demand> {
    let pack = |demands: &mut dyn Iterator<Item = Demand>| {
        let mut used = Set::default();
        let mut packed = Vec::new();
        for demand in demands {
            if !demand.cells.meets(used) {
                used = used.union(demand.cells);
                packed.push(demand);
            }
        }
        packed
    };
    let mut ordered = demands.to_vec();
    order::sort_by_key(&mut ordered, |demand| demand.cells.len());
    let small_first = pack(&mut ordered.iter().copied());
    let large_first = pack(&mut ordered.iter().rev().copied());
    if large_first.len() > small_first.len() { large_first } else { small_first }
}
