//! `structure.section` and `structure.table`: the parts that the form requires, in its order.

use crate::finding::{Finding, Problem, Quote};
use crate::form::Table;
use crate::report::{Note, Report};
use crate::rule::{RuleId, Severity};

/// Missing and misplaced sections, missing tables. A fragment is not held to them.
pub(super) fn findings(report: &Report) -> Vec<Finding> {
    if report.notes.contains(&Note::Fragment) {
        return Vec::new();
    }
    // Sections under numbers of the report's own may stand in others.
    let own = report.notes.contains(&Note::OwnNumbers);
    let warning = |rule, problem, quote| Finding {
        rule,
        severity: if report.came_apart() || own && rule == RuleId::StructureSection {
            Severity::Info
        } else {
            Severity::Warning
        },
        problem,
        equation: None,
        cells: Vec::new(),
        quote,
    };
    let mut findings = Vec::new();
    for number in 1..=6 {
        if !report.sections.iter().any(|section| section.number == number) {
            let problem = Problem::SectionMissing { number };
            findings.push(warning(RuleId::StructureSection, problem, None));
        }
    }
    for pair in report.sections.windows(2) {
        if pair[1].number < pair[0].number {
            let problem = Problem::SectionOrder { number: pair[1].number, after: pair[0].number };
            let quote = Quote { text: pair[1].text.clone(), place: pair[1].place };
            findings.push(warning(RuleId::StructureSection, problem, Some(quote)));
        }
    }
    for table in Table::ALL {
        if !report.forms.contains_key(&table) {
            let problem = Problem::TableMissing { table };
            findings.push(warning(RuleId::StructureTable, problem, None));
        }
    }
    findings
}
