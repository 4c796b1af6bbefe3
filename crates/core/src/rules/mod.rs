//! The rules: what must hold, why, and the sentence a reader sees when it does not.
//!
//! Comes in: a [`Report`]. Goes out: its [`Audit`]. Rules that are equations are data in `tables`; the others are one file
//! each. Adding a rule is an entry in [`RuleId::ALL`], its explanation in `explain`, and its equations or its file.

mod across;
mod authority;
mod explain;
mod format;
mod group;
mod message;
mod notes;
mod organ;
mod prior;
mod structure;
mod tables;
mod text;
mod year;

pub use across::{Figure, Role, Whose};
pub use explain::Explanation;
pub use group::LeftOut;
pub use message::Problem;
pub use prior::Pairing;
pub use tables::equations;

use std::fmt;

use crate::audit::{Audit, Beside, Coverage, Finding};
use crate::equation::{Equation, Outcome, Skip};
use crate::form::CellId;
use crate::lang::Lang;
use crate::narrative::{Claim, Precision};
use crate::repair;
use crate::report::{Report, State};

/// The permanent name of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleId {
    /// Each row of table 3 adds up to its 总计.
    T3RowTotal,
    /// The outcomes of table 3 add up to （七）总计, column by column.
    T3ResultTotal,
    /// 第一项加第二项之和，等于第三项加第四项之和, column by column.
    T3Balance,
    /// The results of table 4 add up to 总计, block by block.
    T4Total,
    /// A cell holds a number of the kind that its column asks for.
    CellFormat,
    /// The six sections are there, in their order.
    StructureSection,
    /// The three tables are there.
    StructureTable,
    /// Several reports stand in one document.
    StructureSeveral,
    /// Title, preamble and body speak of one year.
    YearMismatch,
    /// Regulations (规章) in the report of an organ that has no power to make them.
    T2Authority,
    /// Last year's 结转下年度 is this year's 上年结转, column by column.
    PriorCarry,
    /// Documents in force last year, made and repealed since, and in force now.
    PriorValid,
    /// A table or the narrative was taken over from last year.
    PriorCopied,
    /// Whether two reports are this year's and last year's of one organ.
    PriorPair,
    /// A parent organ's cell is the sum of its members' cells.
    GroupSum,
    /// Members whose figures were not added up.
    GroupMembers,
    /// A figure of the prose is that of the cells that it speaks of.
    TextTable,
    /// The parts of a breakdown in the prose make up its whole.
    TextSum,
    /// A share, a rate or a growth in the prose is that of its figures.
    TextPercent,
    /// A cell's column cannot be told, so it was not checked.
    TableAmbiguous,
    /// Another reading of the damaged text would make a row add up, so it was not checked.
    TableDoubtful,
    /// Values were given to columns by counting.
    TableCounted,
    /// Rows of a table were not found, so they were not checked.
    TableUnread,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something a reader should know.
    Info,
    /// A contradiction with the narrative, another report, or the form's structure.
    Warning,
    /// A contradiction inside the tables.
    Error,
}

impl Severity {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// What people are told: the one table of these words.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Zh) => "矛盾",
            (Severity::Error, Lang::En) => "contradiction",
            (Severity::Warning, Lang::Zh) => "提示",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Info, Lang::Zh) => "说明",
            (Severity::Info, Lang::En) => "note",
        }
    }

    /// So many of them: `2 处矛盾`, `1 warning`.
    pub fn count(self, n: usize, lang: Lang) -> String {
        let label = self.label(lang);
        match (self, lang) {
            (Severity::Error, Lang::Zh) => format!("{n} 处{label}"),
            (_, Lang::Zh) => format!("{n} 条{label}"),
            (_, Lang::En) => format!("{n} {label}{}", if n == 1 { "" } else { "s" }),
        }
    }
}

impl RuleId {
    /// All rules, in the order in which findings are shown.
    pub const ALL: [RuleId; 23] = [
        RuleId::T3RowTotal,
        RuleId::T3ResultTotal,
        RuleId::T3Balance,
        RuleId::T4Total,
        RuleId::CellFormat,
        RuleId::StructureSection,
        RuleId::StructureTable,
        RuleId::StructureSeveral,
        RuleId::YearMismatch,
        RuleId::T2Authority,
        RuleId::PriorCarry,
        RuleId::PriorValid,
        RuleId::PriorCopied,
        RuleId::PriorPair,
        RuleId::GroupSum,
        RuleId::GroupMembers,
        RuleId::TextTable,
        RuleId::TextSum,
        RuleId::TextPercent,
        RuleId::TableAmbiguous,
        RuleId::TableDoubtful,
        RuleId::TableCounted,
        RuleId::TableUnread,
    ];

    /// The rule's id as the contract writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            RuleId::T3RowTotal => "t3.row-total",
            RuleId::T3ResultTotal => "t3.result-total",
            RuleId::T3Balance => "t3.balance",
            RuleId::T4Total => "t4.total",
            RuleId::CellFormat => "cell.format",
            RuleId::StructureSection => "structure.section",
            RuleId::StructureTable => "structure.table",
            RuleId::StructureSeveral => "structure.several",
            RuleId::YearMismatch => "year.mismatch",
            RuleId::T2Authority => "t2.authority",
            RuleId::PriorCarry => "prior.carry",
            RuleId::PriorValid => "prior.valid",
            RuleId::PriorCopied => "prior.copied",
            RuleId::PriorPair => "prior.pair",
            RuleId::GroupSum => "group.sum",
            RuleId::GroupMembers => "group.members",
            RuleId::TextTable => "text.table",
            RuleId::TextSum => "text.sum",
            RuleId::TextPercent => "text.percent",
            RuleId::TableAmbiguous => "table.ambiguous",
            RuleId::TableDoubtful => "table.doubtful",
            RuleId::TableCounted => "table.counted",
            RuleId::TableUnread => "table.unread",
        }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Judges a report by every rule.
pub(crate) fn audit(report: Report, beside: Beside<'_>) -> Audit {
    let compared = Beside { prior: beside.prior.filter(|prior| prior::is_pair(&report, prior)), ..beside };
    let claims = crate::narrative::claims(&report, compared);
    let mut coverage = Coverage {
        cells_expected: report.cells.len(),
        cells_found: report
            .cells
            .values()
            .filter(|cell| !matches!(cell.state, State::Ambiguous | State::Missing))
            .count(),
        claims_found: claims.len(),
        grounds: report.forms.keys().filter_map(|&table| Some((table, report.ground(table)?))).collect(),
        ..Coverage::default()
    };
    let mut findings = Vec::new();
    for equation in equations(&report.forms) {
        match confront(&equation, &report) {
            Outcome::Skipped(why) => coverage.skipped.push((equation, why)),
            outcome => {
                if let Outcome::Fails(sums) = outcome {
                    findings.push(Finding {
                        rule: equation.rule,
                        severity: Severity::Error,
                        problem: Problem::of_equation(&equation, &report),
                        cells: equation.cells().collect(),
                        equation: Some((equation.clone(), sums)),
                        quote: None,
                    });
                }
                coverage.checked.push((equation, outcome));
            }
        }
    }
    findings.extend(format::findings(&report));
    findings.extend(structure::findings(&report));
    findings.extend(year::findings(&report));
    findings.extend(authority::finding(&report));
    if let Some(prior) = beside.prior {
        findings.extend(prior::findings(&report, prior, &mut coverage));
    }
    findings.extend(group::findings(&report, beside.members, &mut coverage));
    findings.extend(text::findings(&claims));
    findings.extend(notes::findings(&report));
    let repairs = repair::proposals(&report, &coverage, &findings, &evidence(&coverage, &claims));
    let causes = crate::causes::causes(&report, &findings, &repairs);
    Audit { report, findings, claims, coverage, repairs, causes }
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

/// Judges one equation. Where readings differ, it is judged only if they all agree on the outcome.
pub(crate) fn confront(equation: &Equation, report: &Report) -> Outcome {
    let mut worst = None;
    let mut ambiguous = false;
    for cell in equation.cells() {
        match report.cells.get(&cell).map_or(State::Missing, |cell| cell.state) {
            State::Number(_) | State::Blank => {}
            State::Ambiguous if report.is_doubtful(cell) => worst = worst.or(Some(Skip::Doubtful)),
            State::Ambiguous => ambiguous = true,
            State::Malformed => worst = worst.or(Some(Skip::Malformed)),
            State::Missing => worst = Some(Skip::Missing),
        }
    }
    if let Some(why) = worst {
        return Outcome::Skipped(why);
    }
    if !ambiguous {
        return equation.judge(report);
    }
    let read = |cell: CellId| report.value(cell).flatten();
    let fits = equation.cells().next().and_then(|cell| report.fits.get(&cell.table));
    let outcomes = fits
        .into_iter()
        .flatten()
        .map(|fit| equation.confront(&|cell| fit.get(&cell).copied().unwrap_or_else(|| read(cell))));
    agreed(outcomes).unwrap_or(Outcome::Skipped(Skip::Ambiguous))
}

/// The outcome that all readings share, where there is one. A reading in which all cells are blank contradicts nothing.
fn agreed(outcomes: impl Iterator<Item = Outcome>) -> Option<Outcome> {
    outcomes
        .map(Some)
        .reduce(|left, right| match (left?, right?) {
            (Outcome::Fails(sums), Outcome::Fails(_)) => Some(Outcome::Fails(sums)),
            (Outcome::Holds | Outcome::Skipped(Skip::Blank), Outcome::Holds)
            | (Outcome::Holds, Outcome::Skipped(Skip::Blank)) => Some(Outcome::Holds),
            (left, right) if left == right => Some(left),
            _ => None,
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_once_with_a_valid_id_and_an_explanation() {
        let mut ids: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
        for rule in RuleId::ALL {
            let id = rule.as_str();
            assert!(
                id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)),
                "{id}"
            );
            for lang in [Lang::Zh, Lang::En] {
                let explanation = rule.explain(lang);
                assert!(!explanation.title.is_empty() && !explanation.why.is_empty(), "{id}");
            }
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RuleId::ALL.len());
    }
}
