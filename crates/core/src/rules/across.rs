//! Equations over two reports: the other report's figures are known numbers on the left, this report's cell stands on the
//! right.
//!
//! Comes in: an equation and the figures of other reports in it. Goes out: a finding that names them, or why it was not judged.

use rust_decimal::Decimal;

use crate::equation::{Equation, Outcome, Skip};
use crate::finding::{Coverage, Figure, Finding, Problem};
use crate::form::{CellId, Table};
use crate::report::{Note, Report};

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
    let outcome = outcome(&equation, report);
    take_down(equation, outcome, figures, report, coverage)
}

/// What becomes of the equation, as far as this report may be held to its cells.
pub(super) fn outcome(equation: &Equation, report: &Report) -> Outcome {
    match equation.cells().any(|cell| report.value(cell).is_some() && value(report, cell).is_none()) {
        true => Outcome::Skipped(Skip::Ambiguous),
        false => equation.judge(report),
    }
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
                severity: equation.rule.severity(),
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
