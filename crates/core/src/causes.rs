//! Causes over symptoms: findings that one correction mends are one cause.
//!
//! Comes in: the findings of a report and the proposed repairs. Goes out: [`Cause`]s, worst first. One slip in a table breaks several
//! equations and contradicts a sentence besides; who mends it mends one thing. Every finding of severity error or warning belongs to
//! exactly one cause.

use crate::equation::{Equation, Outcome, Skip};
use crate::finding::Finding;
use crate::order;
use crate::repair::{Certainty, Proposal, Repair};
use crate::report::Report;
use crate::rule::{RuleId, Severity};

/// What is wrong, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The worst of its findings.
    pub severity: Severity,
    /// Indices into the findings of the audit, in their order; never empty.
    pub findings: Vec<usize>,
    /// Index into the proposals of the audit, of the one that mends it; none where nothing does.
    pub proposal: Option<usize>,
    /// How many corrections are as small as the proposed one, itself included; none where there is none or they were not all counted.
    pub alternatives: Option<usize>,
}

/// The causes of a report's findings, worst first; of equally bad ones those with figures, and of those the first.
pub(crate) fn causes(report: &Report, findings: &[Finding], proposals: &[Proposal]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    let mut is_told = vec![false; findings.len()];
    for (index, proposal) in proposals.iter().enumerate().filter(|(_, proposal)| !proposal.repairs.is_empty())
    {
        let best = &proposal.repairs[0];
        let mended = findings
            .iter()
            .enumerate()
            .filter(|(at, finding)| proposal.findings.contains(at) || is_mended(finding, best, report));
        let mut own: Vec<usize> = mended.map(|(at, _)| at).filter(|&at| !is_told[at]).collect();
        if own.is_empty() {
            continue;
        }
        own.iter().for_each(|&at| is_told[at] = true);
        order::sort(&mut own);
        let alternatives = match proposal.certainty {
            Certainty::OneOf { ways } => ways,
            _ => Some(1),
        };
        causes.push(Cause {
            severity: worst(findings, &own),
            findings: own,
            proposal: Some(index),
            alternatives,
        });
    }
    for (at, finding) in findings.iter().enumerate() {
        if finding.severity > Severity::Info && !is_told[at] {
            causes.push(Cause {
                severity: finding.severity,
                findings: vec![at],
                proposal: None,
                alternatives: None,
            });
        }
    }
    // Figures that disagree come before what is only to be looked at.
    let has_figures = |cause: &Cause| cause.findings.iter().any(|&at| findings[at].equation.is_some());
    order::sort_by_key(&mut causes, |cause| {
        (std::cmp::Reverse(cause.severity), !has_figures(cause), cause.findings.first().copied())
    });
    causes
}

fn worst(findings: &[Finding], own: &[usize]) -> Severity {
    own.iter().map(|&at| findings[at].severity).max().unwrap_or(Severity::Info)
}

/// Whether a warning about cells is gone once a repair is made: a sentence or another report that says what the repair says.
fn is_mended(finding: &Finding, repair: &Repair, report: &Report) -> bool {
    let Some((equation, _)) = finding.equation.as_ref().filter(|_| finding.severity == Severity::Warning)
    else {
        return false;
    };
    // A figure that is only meant roughly agrees with more than one value.
    matches!(finding.rule, RuleId::TextTable | RuleId::PriorCarry | RuleId::PriorValid | RuleId::GroupSum)
        && equation.cells().any(|cell| repair.changes.iter().any(|change| change.cell == cell))
        && matches!(after(equation, repair, report), Outcome::Holds)
}

/// An equation over the report with a repair made.
fn after(equation: &Equation, repair: &Repair, report: &Report) -> Outcome {
    if equation.cells().any(|cell| report.value(cell).is_none()) {
        return Outcome::Skipped(Skip::Missing);
    }
    equation.confront(&|cell| {
        let changed = repair.changes.iter().find(|change| change.cell == cell).map(|change| change.to);
        changed.or_else(|| report.value(cell).flatten())
    })
}

#[cfg(test)]
mod tests {
    use crate::{Audit, CellId, Form, Input, Lang, Report, RuleId, Severity, check};

    fn id(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    /// A report on which everything is zero but what is given.
    fn report(cells: &[(&str, &str)]) -> Report {
        let mut report = Report::blank(Form::F2021);
        let ids: Vec<CellId> = report.cells.keys().copied().collect();
        ids.into_iter().for_each(|id| report.write(id, "0"));
        cells.iter().for_each(|(cell, text)| report.write(id(cell), text));
        report
    }

    #[test]
    fn one_slip_that_breaks_three_sums_is_one_cause() {
        // 4 applications received and granted; one figure of the row that everything else rests on is mistyped.
        let audit = Audit::of(report(&[
            ("t3.received.natural", "4"),
            ("t3.received.total", "4"),
            ("t3.granted.natural", "7"),
            ("t3.granted.total", "4"),
            ("t3.total.natural", "4"),
            ("t3.total.total", "4"),
        ]));
        assert_eq!(audit.count(Severity::Error), 2);
        assert_eq!(audit.causes.len(), 1);
        let cause = &audit.causes[0];
        assert_eq!((cause.severity, cause.findings.len()), (Severity::Error, 2));
        let proposal = &audit.repairs[cause.proposal.expect("it can be mended")];
        assert_eq!(proposal.repairs[0].changes[0].cell, id("t3.granted.natural"));
        for &at in &cause.findings {
            let correction = audit.correction(at, Lang::Zh);
            assert_eq!(correction.as_deref(), Some("表三 （一）予以公开·自然人：7 → 4"));
        }
    }

    #[test]
    fn two_slips_that_have_nothing_to_do_with_each_other_are_two_causes_and_the_worse_comes_first() {
        let mut report =
            report(&[("t4.review.upheld", "2"), ("t4.review.total", "3"), ("t4.direct.total", "1")]);
        report.write(id("t3.received.natural"), "若干件");
        let audit = Audit::of(report);
        let told: Vec<usize> = audit.causes.iter().flat_map(|cause| cause.findings.clone()).collect();
        let bad = audit.findings.iter().filter(|finding| finding.severity > Severity::Info).count();
        assert_eq!(told.len(), bad, "each finding belongs to one cause");
        assert_eq!(audit.causes.len(), 3);
        assert!(audit.causes.is_sorted_by_key(|cause| std::cmp::Reverse(cause.severity)));
    }

    #[test]
    fn a_sentence_that_says_what_the_repair_says_belongs_to_its_cause() {
        let source = "清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年，我县因政府信息公开被申请行政复议3件。\n\
            四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            2\t1\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";
        let audit = check(Input::text(source)).expect("a report");
        let cause = audit
            .causes
            .iter()
            .find(|cause| cause.severity == Severity::Error)
            .expect("the block does not add up");
        let rules: Vec<RuleId> = cause.findings.iter().map(|&at| audit.findings[at].rule).collect();
        assert_eq!(rules, [RuleId::T4Total, RuleId::TextTable]);
        let prose = source.replace("2\t1\t0\t0\t2\t", "2\t0\t0\t0\t2\t");
        let audit = check(Input::text(&prose)).expect("a report");
        let at = audit.findings.iter().position(|finding| finding.rule == RuleId::TextTable);
        assert_eq!(
            audit.correction(at.expect("the prose says 3"), Lang::Zh).as_deref(),
            Some("表四 行政复议·总计：2 → 3；或正文：3 → 2")
        );
    }

    #[test]
    fn figures_that_disagree_come_before_what_is_only_to_be_looked_at() {
        let source = "清沅县石塘镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年，我镇因政府信息公开被申请行政复议3件。\n\
            二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t4\t0\t4\n\
            行政规范性文件\t0\t0\t0\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            2\t0\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";
        let audit = check(Input::text(source)).expect("a report");
        let rules: Vec<RuleId> =
            audit.causes.iter().map(|cause| audit.findings[cause.findings[0]].rule).collect();
        assert_eq!(rules.first(), Some(&RuleId::TextTable), "{rules:?}");
        assert!(rules.len() > 1 && audit.causes.iter().all(|cause| cause.severity == Severity::Warning));
        let ways = audit.two_ways(&audit.findings[audit.causes[0].findings[0]]).expect("either is wrong");
        assert_eq!(ways.cell, Some(id("t4.review.total")));
        assert_eq!(
            (ways.table_to(Lang::Zh), ways.prose_to(Lang::En)),
            ("表改为 3".into(), "Write 2 into the text".into())
        );
        assert_eq!(ways.lead(Lang::Zh), "正文写 3，表中为 2：改表，或改正文");
    }
}
