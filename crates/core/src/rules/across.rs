//! Equations over two reports: the other report's figures are known numbers on the left, this report's cell stands on the
//! right.
//!
//! Comes in: an equation and the figures of other reports in it. Goes out: a finding that names them, or why it was not judged.

use rust_decimal::Decimal;

use super::{Problem, Severity, confront};
use crate::audit::{Coverage, Finding};
use crate::equation::{Equation, Outcome, Skip};
use crate::form::{CellId, Table};
use crate::report::{Note, Report};

/// Another report, as a reader knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// What it is beside this one.
    pub role: Role,
    /// Its organ or else its title, where one of them is known.
    pub name: Option<String>,
    /// Its year.
    pub year: Option<u16>,
}

/// What another report is beside this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Last year's report of the same organ.
    Prior,
    /// A report whose figures are added up; its place among them, from 1.
    Member(usize),
}

impl Role {
    /// The word of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Prior => "prior",
            Role::Member(_) => "member",
        }
    }
}

impl Whose {
    pub(super) fn of(report: &Report, role: Role) -> Whose {
        Whose { role, name: report.organ.clone().or_else(|| report.title.clone()), year: report.year }
    }
}

/// A figure of another report, as part of an equation's left side.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Whose it is.
    pub report: Whose,
    /// Its cell there.
    pub cell: CellId,
    /// Its value; none where the cell is blank.
    pub value: Option<Decimal>,
}

/// The value of a cell as far as another report may be held to it: a total left blank is the sum of its parts, and a column that rests on the convention on 自然人 says nothing but its total.
pub(super) fn value(report: &Report, cell: CellId) -> Option<Option<Decimal>> {
    const TOTAL: u8 = 6;
    let value = report.meant(cell)?;
    if cell.table != Table::T3 {
        return Some(value);
    }
    let is_total = cell.column == TOTAL;
    let guessed =
        (!is_total || report.value(cell) == Some(None)) && report.notes.contains(&Note::FirstIsNatural);
    (!guessed).then_some(value)
}

/// Judges the equation and takes it down. `figures` are what its constant is made of.
pub(super) fn judge(
    equation: Equation,
    figures: Vec<Figure>,
    report: &Report,
    coverage: &mut Coverage,
) -> Option<Finding> {
    let outcome =
        match equation.cells().any(|cell| report.value(cell).is_some() && value(report, cell).is_none()) {
            true => Outcome::Skipped(Skip::Ambiguous),
            false => confront(&equation, report),
        };
    take_down(equation, outcome, figures, report, coverage)
}

/// Takes an equation and its outcome down, and makes a finding of one that fails.
pub(super) fn take_down(
    equation: Equation,
    outcome: Outcome,
    figures: Vec<Figure>,
    report: &Report,
    coverage: &mut Coverage,
) -> Option<Finding> {
    let finding = match outcome {
        Outcome::Skipped(why) => {
            coverage.skipped.push((equation, why));
            return None;
        }
        Outcome::Holds => None,
        Outcome::Fails(sums) => {
            let blank = equation.right.terms.iter().all(|term| report.value(term.cell) == Some(None));
            Some(Finding {
                rule: equation.rule,
                severity: Severity::Warning,
                problem: Problem::Across { figures, blank },
                cells: equation
                    .right
                    .terms
                    .iter()
                    .chain(&equation.left.terms)
                    .map(|term| term.cell)
                    .collect(),
                equation: Some((equation.clone(), sums)),
                quote: None,
            })
        }
    };
    coverage.checked.push((equation, outcome));
    finding
}
