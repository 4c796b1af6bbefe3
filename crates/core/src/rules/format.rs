//! `cell.format`: a cell holds a number of the kind that its column asks for.

use crate::finding::{Finding, Problem};
use crate::report::{Flaw, Report};
use crate::rule::{RuleId, Severity};

/// One finding a cell. Words after a number leave its value clear, so they are only a warning.
pub(super) fn findings(report: &Report) -> impl Iterator<Item = Finding> {
    report.cells.iter().filter_map(|(&id, cell)| {
        // A text whose place is not certain may belong to another cell, or to none.
        let flaw = cell.flaw.filter(|_| report.is_certain(id))?;
        Some(Finding {
            rule: RuleId::CellFormat,
            severity: match flaw {
                Flaw::TrailingWords => Severity::Warning,
                _ => Severity::Error,
            },
            problem: Problem::Flaw { flaw, raw: cell.raw.clone().unwrap_or_default() },
            equation: None,
            cells: vec![id],
            quote: None,
        })
    })
}
