//! Where no cell is to spare: which cells each demanding line can take, with the other equations in mind.
//!
//! Comes in: lines without a common cell, as many as cells may still be added. Goes out: for each the cells that it can take. Each of them takes
//! exactly one and nothing else changes, so most changes are known before they are tried, and an equation tells which of them can
//! be part of a sum that makes it true.

use super::search::{Demand, Line};
use super::set::Set;
use super::system::System;

/// Lines that take exactly one further cell each, while no other cell may change.
pub(super) struct Tight {
    options: Vec<Options>,
    /// By cell: its change, if it is the cell that its line takes. No cell is in two of the lines.
    change: Vec<i128>,
}

/// The cells of which a line takes one.
#[derive(Clone, Copy)]
struct Options {
    cells: Set,
    /// Whether the line says what the change is. A line that is solved for a cell whose change is not admissible does not.
    known: bool,
}

impl Tight {
    /// None where some line has no cell to take.
    pub(super) fn of(system: &System, lines: &[Line], packed: &[Demand]) -> Option<Tight> {
        let mut tight =
            Tight { options: Vec::with_capacity(packed.len()), change: vec![0; system.cells.len()] };
        for demand in packed {
            let line = &lines[demand.line];
            let known = line.solves.is_none();
            let mut cells = demand.cells;
            for cell in demand.cells.iter().filter(|_| known) {
                match line.change(cell).filter(|&change| system.admits(cell, change)) {
                    Some(change) => tight.change[cell] = change,
                    None => cells.remove(cell),
                }
            }
            tight.options.push(Options { cells, known });
        }
        let packed = packed.iter().map(|demand| demand.line).collect::<Set>();
        let others = lines.iter().enumerate();
        for (_, line) in others.filter(|(index, line)| line.solves.is_none() && !packed.contains(*index)) {
            tight.sort_out(line);
        }
        tight.options.iter().all(|options| !options.cells.is_empty()).then_some(tight)
    }

    /// Drops the cells with which `line` could not become true, whatever the others take.
    fn sort_out(&mut self, line: &Line) {
        let effect = |cell: usize| self.change[cell] * i128::from(line.coefficients[cell]);
        let mut ranges = Vec::with_capacity(self.options.len());
        let (mut lowest, mut highest) = (0, 0);
        for options in &self.options {
            let inside = options.cells.within(line.cells);
            // A change that is not known yet may have any effect.
            if !options.known && !inside.is_empty() {
                return;
            }
            let outside = (inside != options.cells).then_some(0);
            let effects = || inside.iter().map(effect).chain(outside);
            let range = (effects().min().unwrap_or(0), effects().max().unwrap_or(0));
            lowest += range.0;
            highest += range.1;
            ranges.push(range);
        }
        for (options, (low, high)) in self.options.iter_mut().zip(ranges) {
            let fits = |effect| (lowest - low + effect..=highest - high + effect).contains(&line.missing);
            let inside = options.cells.within(line.cells);
            if !fits(0) {
                options.cells = inside;
            }
            inside.iter().filter(|&cell| !fits(effect(cell))).for_each(|cell| options.cells.remove(cell));
        }
    }

    /// The cells of the line that leaves the least choice.
    pub(super) fn narrowest(self) -> Option<Set> {
        self.options.into_iter().map(|options| options.cells).min_by_key(|cells| cells.len())
    }
}
