//! How often a slip is undone: reports with known slips, and what gouji proposes for them.
//!
//! Comes in: a number of reports a kind of slip. Goes out: a [`Row`] a kind. A slip is *decidable* where no other change of as few cells
//! mends the report; where several do, no checker can tell them apart by the sums alone, and their share is the ceiling of the first place.

use std::collections::BTreeMap;

use gouji::repair::{Certainty, Proposal};
use gouji::{Audit, CellId, Decimal};

use crate::dice::Dice;
use crate::figures::Figures;
use crate::slip::{Kind, Slip};

/// Share of single slips that must be among the first five.
const TARGET_FIVE: f64 = 0.99;

/// Share of decidable single slips that must come first.
const TARGET_FIRST: f64 = 0.97;

/// What was measured on one kind of slip.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The kind.
    pub name: String,
    /// Whether the targets are meant for this kind.
    pub aimed: bool,
    /// Reports with such a slip.
    pub reports: usize,
    /// The slip is undone by the first repairs.
    pub first: usize,
    /// The slip is undone by repairs among the first five.
    pub five: usize,
    /// No other change of as few cells mends the report.
    pub decidable: usize,
    /// The slip is undone by the first repairs, and is decidable.
    pub first_of_decidable: usize,
    /// Several changes of as few cells mend the report.
    pub several: usize,
    /// Fewer cells than the slip changed mend the report.
    pub smaller: usize,
    /// Too much was wrong to say which.
    pub given_up: usize,
    /// Seeds whose slip was decidable and did not come first.
    pub examples: Vec<u64>,
}

impl Row {
    /// The head of the columns that [`Row::columns`] prints.
    pub const HEAD: &str = "slip                  reports    first   in five   decidable   first of those   several equal   smaller exists   given up";

    /// The row as text.
    pub fn columns(&self) -> String {
        let share = |part: usize, whole: usize| format!("{:.1} %", percent(part, whole));
        format!(
            "{:<20} {:>8} {:>8} {:>9} {:>11} {:>16} {:>15} {:>16} {:>10}{}",
            self.name,
            self.reports,
            share(self.first, self.reports),
            share(self.five, self.reports),
            share(self.decidable, self.reports),
            share(self.first_of_decidable, self.decidable),
            share(self.several, self.reports),
            share(self.smaller, self.reports),
            share(self.given_up, self.reports),
            if self.on_target() { "" } else { "  below target" },
        )
    }

    /// Whether enough slips are undone.
    pub fn on_target(&self) -> bool {
        let enough = |part, whole, target| percent(part, whole) >= target * 100.0;
        !self.aimed
            || enough(self.five, self.reports, TARGET_FIVE)
                && enough(self.first_of_decidable, self.decidable, TARGET_FIRST)
    }

    fn count(&mut self, seed: u64, slips: &[Slip], proposals: &[Proposal]) {
        let wrong: BTreeMap<CellId, Decimal> =
            slips.iter().map(|slip| (slip.cell, slip.from.unwrap_or_default())).collect();
        let is_certain = |proposal: &Proposal| proposal.certainty == Certainty::Only;
        let size = |proposal: &Proposal| proposal.repairs.first().map_or(0, |repair| repair.changes.len());
        // Each group of findings must be mended by a part of the truth, and all of them by the whole of it.
        let undoes =
            |proposal: &Proposal, places: usize| {
                proposal.repairs.iter().take(places).any(|repair| {
                    repair.changes.iter().all(|change| wrong.get(&change.cell) == Some(&change.to))
                })
            };
        let cells: usize = proposals.iter().map(size).sum();
        let undone = |places| cells == wrong.len() && proposals.iter().all(|p| undoes(p, places));
        let given_up = proposals.iter().any(|proposal| proposal.repairs.is_empty());
        let decidable = !given_up && cells == wrong.len() && proposals.iter().all(is_certain);
        self.reports += 1;
        self.first += usize::from(undone(1));
        self.five += usize::from(undone(5));
        self.decidable += usize::from(decidable);
        self.first_of_decidable += usize::from(decidable && undone(1));
        self.smaller += usize::from(!given_up && cells < wrong.len());
        self.several += usize::from(!given_up && cells == wrong.len() && !decidable);
        self.given_up += usize::from(given_up);
        if decidable && !undone(1) || self.aimed && !undone(5) {
            self.examples.push(seed);
        }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// Measures every kind of slip on `reports` reports, and two and three slips of any kind.
pub fn measure(reports: u64) -> Vec<Row> {
    let kinds = Kind::SINGLE.into_iter().chain(Kind::WIDE);
    let mut rows: Vec<Row> = kinds
        .map(|kind| {
            let row = Row { name: format!("{kind:?}"), aimed: true, ..Row::default() };
            row.run(reports, |figures, dice| figures.slip_of(kind, dice))
        })
        .collect();
    for slips in [2, 3] {
        let row = Row { name: format!("{slips} slips"), ..Row::default() };
        rows.push(row.run(reports, |figures, dice| {
            let mut all: Vec<Slip> = Vec::new();
            while all.len() < slips {
                let slip = figures.slip_of(dice.pick(&Kind::SINGLE), dice);
                let slip = slip.into_iter().flatten().next()?;
                // A cell that was hit before would be one slip.
                if all.iter().any(|other| other.cell == slip.cell) {
                    return None;
                }
                all.push(slip);
            }
            Some(all)
        }));
    }
    rows
}

impl Row {
    fn run(mut self, reports: u64, slip: impl Fn(&mut Figures, &mut Dice) -> Option<Vec<Slip>>) -> Row {
        for seed in 0..reports {
            let mut dice = Dice::seeded(seed);
            let mut figures = Figures::consistent(&mut dice);
            if let Some(slips) = slip(&mut figures, &mut dice) {
                self.count(seed, &slips, &Audit::of(figures.report()).repairs);
            }
        }
        self
    }
}
