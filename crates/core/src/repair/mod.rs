//! Which cells are wrong, and what they should hold: the smallest corrections after which every sum of the form is right.
//!
//! Comes in: a report with its findings. Goes out: for each group of findings that hang together a [`Proposal`]: the smallest repairs, all of
//! the same size, the likelier slip first, and how certain they are. Start at [`proposals`].
//!
//! The way: `system` makes whole numbers of the equations, `search` finds all smallest sets of cells, `groups` takes apart what does not hang
//! together, `slips` says how likely each is. Only equations inside the tables are made true, and none of them is broken for another. What the
//! narrative or last year's report says is evidence: it puts one of several equally small repairs before another, and never asks for a change.

mod groups;
mod reason;
mod search;
mod set;
mod slips;
mod system;
mod tight;

use rust_decimal::Decimal;

use self::groups::Group;
use self::slips::Slips;
use self::system::System;
use crate::equation::{Equation, Outcome, Skip};
use crate::finding::{Coverage, Finding};
use crate::form::CellId;
use crate::order;
use crate::report::{Report, State};

pub use self::reason::WRITTEN_OUT;
pub use self::slips::Slip;

/// Repairs that are kept for a group, the likeliest.
pub const MAX_REPAIRS: usize = 5;

/// What is proposed for findings that hang together: no smallest repair mends some of them without the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Indices into the findings of the audit.
    pub findings: Vec<usize>,
    /// How much is known.
    pub certainty: Certainty,
    /// At most [`MAX_REPAIRS`] repairs, the best first. Each mends all findings of the group and breaks no equation.
    pub repairs: Vec<Repair>,
}

/// How certain a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// No other change of as few cells mends the findings.
    Only,
    /// Several repairs are as small.
    OneOf {
        /// How many; none where they were not all counted.
        ways: Option<usize>,
    },
    /// So much is wrong that the search for the smallest repair was given up.
    TooMuch,
    /// What was not read, or is too large to reckon with, stands in the way.
    Unread,
}

/// Cells to change together, so that findings are mended and nothing else is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The changes, in the order of the form.
    pub changes: Vec<Change>,
    /// The slip that explains all changes together.
    pub slip: Option<Slip>,
}

/// A new value for a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// What stands there; none where it is blank.
    pub from: Option<Decimal>,
    /// What belongs there.
    pub to: Decimal,
    /// The slip that explains this change.
    pub slip: Option<Slip>,
}

/// Proposes repairs for the findings that are broken sums of the tables, in the order of the findings. `evidence` is what other sources say
/// about cells, as equations with constants.
pub fn proposals(
    report: &Report,
    coverage: &Coverage,
    findings: &[Finding],
    evidence: &[Equation],
) -> Vec<Proposal> {
    let is_broken = |finding: &&Finding| finding.equation.as_ref().is_some_and(|(e, _)| e.rule.is_kept());
    if !findings.iter().any(|finding| is_broken(&finding)) {
        return Vec::new();
    }
    Repairer::of(report, coverage, findings, evidence).proposals()
}

struct Repairer<'a> {
    report: &'a Report,
    findings: &'a [Finding],
    evidence: &'a [Equation],
    /// Equations that must hold after a repair.
    hard: Vec<&'a Equation>,
    /// Equations that could not be judged because a cell's column cannot be told; a repair may settle one, for better or worse.
    open: Vec<&'a Equation>,
    slips: Slips<'a>,
}

impl<'a> Repairer<'a> {
    fn of(
        report: &'a Report,
        coverage: &'a Coverage,
        findings: &'a [Finding],
        evidence: &'a [Equation],
    ) -> Repairer<'a> {
        let skipped = |why: Skip| {
            let skipped = coverage
                .skipped
                .iter()
                .filter(move |(equation, skip)| *skip == why && equation.rule.is_kept());
            skipped.map(|(equation, _)| equation)
        };
        let checked = coverage.checked.iter().map(|(equation, _)| equation);
        let hard: Vec<&Equation> =
            checked.filter(|equation| equation.rule.is_kept()).chain(skipped(Skip::Blank)).collect();
        let slips = Slips::of(report, &hard);
        Repairer {
            report,
            findings,
            evidence,
            open: skipped(Skip::Ambiguous).chain(skipped(Skip::Unsure)).collect(),
            hard,
            slips,
        }
    }

    fn proposals(&self) -> Vec<Proposal> {
        let (systems, lost) = system::systems(&self.hard, self.report);
        let mut proposals = Vec::new();
        let mut steps = search::STEPS;
        for system in &systems {
            let found = search::smallest(system, &mut steps);
            if found.solutions.is_empty() {
                let certainty = if found.complete { Certainty::Unread } else { Certainty::TooMuch };
                let failing = system.rows.iter().filter(|row| row.missing != 0).map(|row| row.equation);
                proposals.push(self.without_repair(failing, certainty));
                continue;
            }
            let groups = groups::groups(system, &found.solutions);
            proposals.extend(groups.iter().map(|group| self.proposal(system, group, found.complete)));
        }
        proposals.push(self.without_repair(lost.into_iter(), Certainty::Unread));
        proposals.retain(|proposal| !proposal.findings.is_empty());
        order::sort_by_key(&mut proposals, |proposal| proposal.findings.first().copied());
        proposals
    }

    fn without_repair(&self, equations: impl Iterator<Item = usize>, certainty: Certainty) -> Proposal {
        Proposal { findings: self.findings_of(equations), certainty, repairs: Vec::new() }
    }

    /// The findings that say that these equations fail.
    fn findings_of(&self, equations: impl Iterator<Item = usize>) -> Vec<usize> {
        let says = |equation: &Equation| {
            let is_it = |finding: &Finding| finding.equation.as_ref().is_some_and(|(own, _)| own == equation);
            self.findings.iter().position(is_it)
        };
        order::set(equations.filter_map(|index| says(self.hard[index])))
    }

    fn proposal(&self, system: &System, group: &Group, complete: bool) -> Proposal {
        let findings = self.findings_of(group.rows.iter().map(|&row| system.rows[row].equation));
        let mut ranked = Vec::new();
        for way in &group.ways {
            let mut changes: Vec<Change> = way
                .changes
                .iter()
                .map(|&(index, change)| {
                    let unknown = system.cells[index];
                    let from = self.report.value(unknown.cell).flatten();
                    Change { cell: unknown.cell, from, to: system.figure(unknown.value + change), slip: None }
                })
                .collect();
            if self.open.iter().any(|equation| self.settles_badly(equation, &changes)) {
                continue;
            }
            let (slip, weight) = self.slips.explain(&mut changes);
            let disagreeing = self.evidence.iter().filter(|claim| self.contradicts(claim, &changes)).count();
            let plain = changes.iter().filter(|change| self.is_plain(change.cell)).count();
            ranked.push(((weight, disagreeing, plain), Repair { changes, slip }));
        }
        // The sort is stable: what is left equal keeps the order of the form.
        order::sort_by_key(&mut ranked, |(rank, _)| *rank);
        let open = group.ways.iter().any(|way| way.open);
        let certainty = match ranked.len() {
            0 => Certainty::Unread,
            1 if complete && !open => Certainty::Only,
            ways => Certainty::OneOf { ways: (complete && !open).then_some(ways) },
        };
        let repairs = ranked.into_iter().map(|(_, repair)| repair).take(MAX_REPAIRS).collect();
        Proposal { findings, certainty, repairs }
    }

    /// Whether an equation that was left open would be false in every reading once the changes are made.
    fn settles_badly(&self, equation: &Equation, changes: &[Change]) -> bool {
        let changed =
            |cell: CellId| changes.iter().find(|change| change.cell == cell).map(|change| change.to);
        if !equation.cells().any(|cell| changed(cell).is_some()) {
            return false;
        }
        let fits = equation.cells().next().and_then(|cell| self.report.fits.get(&cell.table));
        let fails = |fit: &crate::report::Fit| {
            let value = |cell: CellId| {
                changed(cell).or_else(|| match fit.get(&cell) {
                    Some(value) => *value,
                    None => self.report.value(cell).flatten(),
                })
            };
            matches!(equation.confront(&value), Outcome::Fails(_))
        };
        fits.is_some_and(|fits| !fits.is_empty() && fits.iter().all(fails))
    }

    /// Whether a claim about changed cells is false after the changes.
    fn contradicts(&self, claim: &Equation, changes: &[Change]) -> bool {
        let changed =
            |cell: CellId| changes.iter().find(|change| change.cell == cell).map(|change| change.to);
        claim.cells().any(|cell| changed(cell).is_some())
            && claim.cells().all(|cell| self.report.value(cell).is_some())
            && matches!(
                claim.confront(&|cell| changed(cell).or_else(|| self.report.value(cell).flatten())),
                Outcome::Fails(_)
            )
    }

    /// Whether the cell's figure stands plainly in the source and is no sum of others: the last thing to doubt.
    fn is_plain(&self, cell: CellId) -> bool {
        let plain = self.report.cells.get(&cell).is_some_and(|cell| {
            matches!(cell.state, State::Number(_)) && cell.raw.is_some() && cell.flaw.is_none()
        });
        plain && !self.slips.is_total(cell)
    }
}

#[cfg(test)]
mod tests;
