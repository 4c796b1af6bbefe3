//! The rules: what must hold, why, and the sentence a reader sees when it does not.
//!
//! Comes in: a [`Report`] and what stands beside it. Goes out: [`Finding`]s, and in the [`Coverage`] every equation. Rules that are equations
//! are data in `tables`; the others are one file each. What a rule says of itself is its entry in [`crate::rule`].

mod across;
mod authority;
mod by_sums;
mod form;
mod format;
mod group;
mod like;
mod notes;
mod organ;
mod prior;
mod structure;
mod tables;
mod text;
mod year;

pub(crate) use by_sums::settle;
pub(crate) use organ::{core_of, is_of_place};
pub use tables::equations;

use crate::equation::Outcome;
use crate::finding::{Coverage, Finding, Problem};
use crate::narrative::Claim;
use crate::report::{Beside, Report};
use crate::settings::Settings;

/// Whether two reports are of one organ, as far as their names tell.
pub fn is_same_organ(one: &Report, other: &Report) -> bool {
    let likeness = organ::likeness(one.organ.as_deref(), other.organ.as_deref());
    matches!(likeness, organ::Likeness::Same | organ::Likeness::Alike)
}

/// The reports that a report may be compared with: last year's only where it is that.
pub(crate) fn comparable<'a>(report: &Report, beside: Beside<'a>) -> Beside<'a> {
    Beside { prior: beside.prior.filter(|prior| prior::is_pair(report, prior)), ..beside }
}

/// Whether the rules of form find the same in two reports: their words are the same, and the figures that those rules look at.
pub(crate) fn is_said_of_same(one: &Report, other: &Report, settings: &Settings) -> bool {
    let figure = |report: &Report, cell| (report.value(cell), report.is_certain(cell));
    settings.figures().is_empty()
        && form::LOOKED_AT.iter().all(|&cell| figure(one, cell) == figure(other, cell))
        && (&one.title, &one.organ, one.year, &one.years)
            == (&other.title, &other.organ, other.year, &other.years)
        && (&one.notes, &one.sections, &one.prose) == (&other.notes, &other.sections, &other.prose)
}

/// Judges a report by every rule: what a reader should look at, and in `coverage` every equation with its outcome. `before` has findings on
/// the same words, where they are known.
pub(crate) fn findings(
    report: &Report,
    beside: Beside<'_>,
    settings: &Settings,
    claims: &[Claim],
    before: Option<&[Finding]>,
    coverage: &mut Coverage,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for equation in equations(&report.forms) {
        match tables::outcome(&equation, report) {
            Outcome::Skipped(why) => coverage.skipped.push((equation, why)),
            outcome => {
                if let Outcome::Fails(sums) = outcome {
                    findings.push(Finding {
                        rule: equation.rule,
                        severity: equation.rule.severity(),
                        problem: Problem::of_equation(&equation, report),
                        cells: equation.cells().collect(),
                        equation: Some((equation.clone(), sums)),
                        quote: None,
                    });
                }
                coverage.checked.push((equation, outcome));
            }
        }
    }
    findings.extend(format::findings(report));
    findings.extend(structure::findings(report));
    findings.extend(year::findings(report));
    findings.extend(authority::finding(report));
    if let Some(prior) = beside.prior {
        findings.extend(prior::findings(report, prior, coverage));
    }
    findings.extend(like::findings(report, beside, settings));
    findings.extend(group::findings(report, beside.members, coverage));
    findings.extend(text::findings(claims));
    match before {
        Some(before) => findings.extend(before.iter().filter(|finding| form::is_own(finding.rule)).cloned()),
        None => findings.extend(form::findings(report, settings, claims)),
    }
    findings.extend(notes::findings(report));
    findings.retain(|finding| settings.is_on(finding.rule));
    coverage.checked.retain(|(equation, _)| settings.is_on(equation.rule));
    coverage.skipped.retain(|(equation, _)| settings.is_on(equation.rule));
    for finding in &mut findings {
        finding.severity = settings.severity(finding.rule, finding.severity);
    }
    findings
}
