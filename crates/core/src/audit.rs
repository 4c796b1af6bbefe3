//! The answer: findings, what they rest on, and how much was checked.
//!
//! Comes in: a [`Report`]. Goes out: an [`Audit`]. "Not checked" is never shown as "no problem": every equation is held,
//! failed or skipped with its reason.

use crate::causes::{self, Cause};
use crate::equation::Equation;
use crate::finding::{Coverage, Finding};
use crate::narrative::{self, Claim, Precision};
use crate::repair::{self, Proposal};
use crate::report::{Beside, Report};
use crate::rule::{RuleId, Severity};
use crate::rules;
use crate::settings::Settings;

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
    /// What an office had set, under which all this was found out.
    pub settings: Settings,
}

impl Audit {
    /// Judges a report by every rule. To check again after a change of `report.cells`, call it again.
    ///
    /// ```
    /// use gouji::form::CellId;
    /// use gouji::{Audit, Form, Report, Table};
    /// let total = CellId::at(Table::T3, "received", "total");
    /// let mut report = Report::blank(Form::F2021);
    /// report.write(CellId::at(Table::T3, "received", "natural"), "3");
    /// report.write(total, "5");
    /// let audit = Audit::of(report.clone());
    /// assert_eq!(audit.findings[0].rule.as_str(), "t3.row-total");
    /// report.write(total, "3");
    /// assert!(Audit::of(report).findings.iter().all(|finding| finding.rule.as_str() != "t3.row-total"));
    /// ```
    pub fn of(report: Report) -> Audit {
        Audit::beside(report, Beside::default())
    }

    /// The same, also against the reports that stand beside it.
    ///
    /// ```
    /// use gouji::form::CellId;
    /// use gouji::{Audit, Beside, Form, Report, Table};
    /// let report = |year, cell, text| {
    ///     let mut report = Report { year: Some(year), organ: Some("某县人民政府".into()), ..Report::blank(Form::F2021) };
    ///     report.write(cell, text);
    ///     report
    /// };
    /// let last = report(2022, CellId::at(Table::T3, "carried_out", "total"), "4");
    /// let this = report(2023, CellId::at(Table::T3, "carried_in", "total"), "7");
    /// let audit = Audit::beside(this, Beside { prior: Some(&last), ..Beside::default() });
    /// assert!(audit.findings.iter().any(|finding| finding.rule.as_str() == "prior.carry"));
    /// ```
    pub fn beside(report: Report, beside: Beside<'_>) -> Audit {
        Audit::judged(report, beside, None)
    }

    /// Judges this report once more, after changes of its cells alone: what hangs on its words is taken from here. The answer is that of
    /// [`Audit::beside`].
    #[must_use]
    pub fn again(&self, report: Report, beside: Beside<'_>) -> Audit {
        Audit::judged(report, beside, Some(self))
    }

    fn judged(mut report: Report, beside: Beside<'_>, before: Option<&Audit>) -> Audit {
        rules::settle(&mut report);
        let settings = beside.settings.cloned().unwrap_or_default();
        let mut claims = narrative::claims(&report, rules::comparable(&report, beside));
        claims.retain(|claim| settings.is_on(claim.equation.rule));
        let mut coverage = Coverage::of(&report, claims.len());
        let same = before.filter(|before| {
            before.settings == settings && rules::is_said_of_same(&before.report, &report, &settings)
        });
        let before = same.map(|before| &*before.findings);
        let findings = rules::findings(&report, beside, &settings, &claims, before, &mut coverage);
        let repairs = repair::proposals(&report, &coverage, &findings, &evidence(&coverage, &claims));
        let causes = causes::causes(&report, &findings, &repairs);
        Audit { report, findings, claims, coverage, repairs, causes, settings }
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

/// What other sources say about single figures of the tables.
fn evidence(coverage: &Coverage, claims: &[Claim]) -> Vec<Equation> {
    let carried = coverage.checked.iter().filter(|(equation, _)| equation.rule == RuleId::PriorCarry);
    let carried = carried.map(|(equation, _)| equation);
    let claimed = claims
        .iter()
        .filter(|claim| claim.equation.rule == RuleId::TextTable && claim.precision == Precision::Exact);
    carried.chain(claimed.map(|claim| &claim.equation)).cloned().collect()
}
