//! The answer: findings, what they rest on, and how much was checked.
//!
//! Comes in: a [`Report`]. Goes out: an [`Audit`]. "Not checked" is never shown as "no problem": every equation is held,
//! failed or skipped with its reason.

use std::collections::BTreeMap;

use crate::causes::Cause;
use crate::document::Place;
use crate::equation::{Equation, Outcome, Skip, Sums};
use crate::form::{CellId, Table};
use crate::narrative::Claim;
use crate::repair::Proposal;
use crate::report::{Ground, Report};
use crate::rules::{Problem, RuleId, Severity};

/// What was found out about a report.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The report as it was read.
    pub report: Report,
    /// What a reader should look at, tables first, in the order of the form.
    pub findings: Vec<Finding>,
    /// What the prose says in figures, in the order of the document; those that fail are findings too.
    pub claims: Vec<Claim>,
    /// How much was checked.
    pub coverage: Coverage,
    /// The smallest corrections of broken sums, for each group of findings that hang together.
    pub repairs: Vec<Proposal>,
    /// What is wrong, once each: findings that one correction mends, worst first.
    pub causes: Vec<Cause>,
}

/// One thing that cannot be right, or that a reader should know.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: RuleId,
    /// How bad it is.
    pub severity: Severity,
    /// The facts; [`Finding::message`] makes a sentence of them.
    pub problem: Problem,
    /// The equation that it breaks, with both sides added up.
    pub equation: Option<(Equation, Sums)>,
    /// The cells that it speaks of.
    pub cells: Vec<CellId>,
    /// The words of the document that it speaks of.
    pub quote: Option<Quote>,
}

/// Words of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words as written.
    pub text: String,
    /// Where they stand.
    pub place: Place,
}

/// How much of a report was read and checked.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Cells that the recognised tables have.
    pub cells_expected: usize,
    /// Cells that were read, blank ones included.
    pub cells_found: usize,
    /// Equations that were judged.
    pub checked: Vec<(Equation, Outcome)>,
    /// Equations that were not, and why.
    pub skipped: Vec<(Equation, Skip)>,
    /// Figures of the narrative that were compared with something.
    pub claims_found: usize,
    /// On what the places of each table's figures rest.
    pub grounds: BTreeMap<Table, Ground>,
}

/// What stands beside a report: other reports that it must agree with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// Last year's report of the same organ.
    pub prior: Option<&'a Report>,
    /// This year's reports of the organs whose figures this one adds up.
    pub members: &'a [Report],
}

impl Audit {
    /// Judges a report by every rule. To check again after a change of `report.cells`, call it again.
    pub fn of(report: Report) -> Audit {
        Audit::beside(report, Beside::default())
    }

    /// The same, also against the reports that stand beside it.
    pub fn beside(report: Report, beside: Beside<'_>) -> Audit {
        crate::rules::audit(report, beside)
    }

    /// Takes the bytes out of all places, for a report whose text was generated from a file: they would lead nowhere.
    #[must_use]
    pub fn without_spans(mut self) -> Audit {
        for cell in self.report.cells.values_mut() {
            if let Some(place) = &mut cell.place {
                place.span = None;
            }
        }
        for finding in &mut self.findings {
            if let Some(quote) = &mut finding.quote {
                quote.place.span = None;
            }
        }
        for claim in &mut self.claims {
            claim.quote.place.span = None;
            claim.figure.place.span = None;
        }
        self
    }

    /// Findings of the given severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
