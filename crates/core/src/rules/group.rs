//! `group.sum`: a parent organ's cell is the sum of its members' cells; `group.members` on who was left out.
//!
//! The caller says that they are its members, and that they are all of them. Where a member was left out or a cell of one is not
//! known, the sum of the others can still be too large; that it is too small says nothing then.

use rust_decimal::Decimal;

use super::across::{outcome, take_down, value};
use super::organ::{Likeness, likeness};
use crate::equation::{Equation, Outcome, Side, Skip, Sums};
use crate::finding::{Coverage, Finding, LeftOut, Problem};
use crate::finding::{Figure, Role, Whose};
use crate::form::{CellId, Quantity, Table};
use crate::report::Report;
use crate::rule::{RuleId, Severity};

/// Judges every cell of the parent against its members.
pub(super) fn findings(report: &Report, members: &[Report], coverage: &mut Coverage) -> Vec<Finding> {
    let mut counted: Vec<(Whose, &Report)> = Vec::new();
    let mut left_out = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let whose = Whose::of(member, Role::Member(index + 1));
        match left_out_for(member, report, &counted) {
            Some(why) => left_out.push((whose, why)),
            None => counted.push((whose, member)),
        }
    }
    let mut findings = Vec::new();
    // One left out for standing twice, or for being the parent, is no gap in the sum.
    let gap = left_out.iter().any(|(_, why)| !matches!(why, LeftOut::Twice | LeftOut::Parent));
    if !left_out.is_empty() {
        findings.push(Finding {
            rule: RuleId::GroupMembers,
            severity: Severity::Info,
            problem: Problem::LeftOut { members: left_out, counted: counted.len() },
            equation: None,
            cells: Vec::new(),
            quote: None,
        });
    }
    if counted.is_empty() {
        return findings;
    }
    for cell in report.cells.keys().copied().filter(is_added_up) {
        findings.extend(sum(cell, report, &counted, gap, coverage));
    }
    findings
}

/// Amounts of 政府集中采购 are in a unit of each report's own choice.
fn is_added_up(cell: &CellId) -> bool {
    cell.table != Table::T2 || cell.row_spec().key != "procurement" || cell.quantity() != Quantity::Amount
}

fn left_out_for(member: &Report, parent: &Report, counted: &[(Whose, &Report)]) -> Option<LeftOut> {
    let same = |other: &Report| {
        let name = likeness(member.organ.as_deref(), other.organ.as_deref());
        matches!(name, Likeness::Same | Likeness::Unknown) && has_same_cells(member, other)
    };
    if member.forms.is_empty() {
        Some(LeftOut::Unread)
    } else if member.year.is_none() || parent.year.is_none() {
        Some(LeftOut::YearUnknown)
    } else if member.year != parent.year {
        Some(LeftOut::OtherYear)
    } else if same(parent) {
        Some(LeftOut::Parent)
    } else if counted.iter().any(|(_, other)| same(other)) {
        Some(LeftOut::Twice)
    } else {
        None
    }
}

/// Whether two reports say the same in every cell, and say something. Two that are all zero may be of two organs.
fn has_same_cells(left: &Report, right: &Report) -> bool {
    let states =
        |report: &Report| report.cells.iter().map(|(&id, cell)| (id, cell.state)).collect::<Vec<_>>();
    let says = left.cells.keys().any(|&id| left.value(id).flatten().is_some_and(|value| !value.is_zero()));
    says && states(left) == states(right)
}

fn sum(
    cell: CellId,
    report: &Report,
    members: &[(Whose, &Report)],
    gap: bool,
    coverage: &mut Coverage,
) -> Option<Finding> {
    let mut figures = Vec::new();
    let mut constant = Some(Decimal::ZERO);
    let mut incomplete = gap;
    for (whose, member) in members {
        match value(member, cell) {
            Some(value) => {
                constant = constant.and_then(|sum| sum.checked_add(value.unwrap_or_default()));
                figures.push(Figure { report: whose.clone(), cell, value });
            }
            None => incomplete = true,
        }
    }
    let left = Side::constant(constant.unwrap_or_default());
    let right = Side::sum([cell]);
    // A gap can only make the sum smaller, but for changes, which may be below zero.
    let equation = match incomplete {
        true => Equation::at_least(RuleId::GroupSum, left, right),
        false => Equation::equal(RuleId::GroupSum, left, right),
    };
    if constant.is_none() {
        coverage.skipped.push((equation, Skip::OutOfRange));
        return None;
    }
    if incomplete && cell.quantity() == Quantity::Change {
        coverage.skipped.push((equation, Skip::Elsewhere));
        return None;
    }
    let outcome = match outcome(&equation, report) {
        Outcome::Fails(sums) if is_rounded(sums, slack(cell, report, &figures)) => Outcome::Holds,
        outcome => outcome,
    };
    take_down(equation, outcome, figures, report, coverage)
}

fn is_rounded(sums: Sums, slack: Decimal) -> bool {
    sums.left.checked_sub(sums.right).is_some_and(|by| by.abs() <= slack)
}

/// By how much amounts may differ that were each rounded to the decimals that they show: half a unit of the last decimal each.
fn slack(cell: CellId, report: &Report, figures: &[Figure]) -> Decimal {
    if cell.quantity() != Quantity::Amount {
        return Decimal::ZERO;
    }
    let own = report.value(cell).flatten();
    let values = figures.iter().filter_map(|figure| figure.value).chain(own);
    let half = |value: Decimal| Decimal::new(5, value.scale().min(Decimal::MAX_SCALE - 1) + 1);
    values.filter(|value| !value.is_zero()).map(half).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Audit;
    use crate::form::Form;
    use crate::report::Beside;
    use crate::report::{Cell, State};

    /// Table 2 of the 2021 form with zeros but for the fees and the licences.
    fn report(organ: &str, fees: &str, licences: i64) -> Report {
        let mut report = Report { organ: Some(organ.to_owned()), year: Some(2023), ..Report::default() };
        report.forms.insert(Table::T2, Form::F2021);
        let cell = |value| Cell { raw: None, state: State::Number(value), flaw: None, place: None };
        report.cells.extend(Table::T2.cells(Form::F2021).map(|id| (id, cell(Decimal::ZERO))));
        for (id, value) in [
            ("t2.fees.amount", fees.parse().expect("an amount")),
            ("t2.licensing.decisions", Decimal::from(licences)),
        ] {
            report.cells.insert(id.parse().expect("an id of the form"), cell(value));
        }
        report
    }

    fn sums(parent: &Report, members: &[Report]) -> Vec<String> {
        let audit = Audit::beside(parent.clone(), Beside { members, ..Beside::default() });
        let findings = audit.findings.iter().filter(|finding| finding.rule == RuleId::GroupSum);
        findings.map(|finding| finding.cells[0].to_string()).collect()
    }

    #[test]
    fn amounts_may_differ_by_what_rounding_makes() {
        let members = [report("甲局", "1.2345", 3), report("乙局", "0.4", 4)];
        assert!(sums(&report("丙区", "1.6345", 7), &members).is_empty());
        assert!(sums(&report("丙区", "1.63", 7), &members).is_empty(), "rounded to cents");
        assert_eq!(sums(&report("丙区", "1.74", 8), &members), ["t2.licensing.decisions", "t2.fees.amount"]);
    }

    #[test]
    fn with_a_gap_only_a_sum_that_is_too_large_is_wrong() {
        let early = Report { year: Some(2022), ..report("乙局", "0", 4) };
        let members = [report("甲局", "0", 9), early];
        assert!(sums(&report("丙区", "0", 13), &members).is_empty());
        assert_eq!(sums(&report("丙区", "0", 8), &members), ["t2.licensing.decisions"]);
        let unread = [report("甲局", "0", 9), Report::default()];
        assert!(sums(&report("丙区", "0", 13), &unread).is_empty());
    }

    #[test]
    fn the_parent_s_own_report_and_a_second_copy_are_no_members() {
        let parent = report("丙区", "0", 9);
        let members = [report("甲局", "0", 9), report("甲局", "0", 9), parent.clone()];
        assert!(sums(&parent, &members).is_empty());
        let audit = Audit::beside(parent, Beside { members: &members, ..Beside::default() });
        let left = audit.findings.iter().find_map(|finding| match &finding.problem {
            Problem::LeftOut { members, counted } => {
                Some((members.iter().map(|(_, why)| *why).collect::<Vec<_>>(), *counted))
            }
            _ => None,
        });
        assert_eq!(left, Some((vec![LeftOut::Twice, LeftOut::Parent], 1)));
    }
}
