//! `year.mismatch`: the title and the period of the figures name one year.

use super::{Problem, RuleId, Severity};
use crate::audit::{Finding, Quote};
use crate::report::Report;

/// One finding for each mention that differs from the report year.
pub(super) fn findings(report: &Report) -> Vec<Finding> {
    let Some(expected) = report.year else { return Vec::new() };
    let differs = report.years.iter().filter(|mention| mention.year != expected);
    differs
        .map(|mention| Finding {
            rule: RuleId::YearMismatch,
            severity: Severity::Warning,
            problem: Problem::OtherYear { expected, found: mention.year },
            equation: None,
            cells: Vec::new(),
            quote: Some(Quote { text: mention.quote.clone(), place: mention.place }),
        })
        .collect()
}
