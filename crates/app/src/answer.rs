//! An audit, arranged for the page: every equation with its outcome, the equations of each cell, the findings in the order shown.
//!
//! Comes in: an [`Audit`]. Goes out: an [`Answer`] that components read and never change.

use std::collections::{BTreeMap, BTreeSet};

use gouji::finding::Problem;
use gouji::narrative::Claim;
use gouji::repair::Proposal;
use gouji::report::{Cell, State};
use gouji::{
    Audit, Beside, Cause, CellId, Decimal, Equation, Finding, Outcome, Report, RuleId, Severity, Sums, Table,
    order,
};

use crate::shared::Shared;

/// An audit and what the page looks up in it. Cheap to clone; equal only to itself.
pub type Answer = Shared<Arranged>;

/// What an [`Answer`] holds.
#[derive(Debug)]
pub struct Arranged {
    /// The audit.
    pub audit: Audit,
    /// Every equation, judged or not, in the order of the form.
    pub relations: Vec<(Equation, Outcome)>,
    /// Findings, cause by cause, the worst first; then the notes.
    pub entries: Vec<Entry>,
    /// What the source says in the cells that were changed; none where it says nothing that can be read.
    pub was: BTreeMap<CellId, Option<String>>,
    by_cell: BTreeMap<CellId, Vec<usize>>,
    problems: BTreeMap<CellId, Problems>,
    /// What the first correction of each cause would write.
    changes: BTreeMap<CellId, Decimal>,
}

/// A finding, or all findings of a kind, that a person does not want to see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ignored {
    /// The finding with this key.
    One(String),
    /// The finding with this key, of which a person has decided what is to be done.
    Decided(Decision, String),
    /// All findings of this rule.
    Kind(RuleId),
}

/// What a person decides about a finding without a change of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Looked into: what is written stands.
    Stands,
    /// The table is right, and the prose is to be corrected.
    Prose,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Decision; 2] = [Decision::Stands, Decision::Prose];

    /// The word that a stored draft has for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Decision::Stands => "verified",
            Decision::Prose => "prose",
        }
    }
}

/// What an answer is judged with, beside the report.
#[derive(Clone, Copy, Debug, Default)]
pub struct With<'a> {
    /// Reports that this one must agree with.
    pub beside: Beside<'a>,
    /// What is not to be shown.
    pub ignored: Option<&'a BTreeSet<Ignored>>,
    /// The answer of a moment ago: what it says of the same words is taken from it.
    pub before: Option<&'a Answer>,
}

/// A finding and the equation that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index into the audit's findings.
    pub finding: usize,
    /// Index into [`Arranged::relations`].
    pub relation: Option<usize>,
    /// Names the finding by its rule and its cell: the same after a change elsewhere, and fit for an address.
    pub key: String,
    /// A person does not want to see it.
    pub ignored: bool,
    /// What a person has decided about it. It is ignored as well.
    pub decision: Option<Decision>,
}

/// What is wrong around a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// Equations that fail and contain it.
    pub failing: usize,
    /// Its number is not written as the form asks.
    pub flawed: bool,
    /// A warning that is no equation names it.
    pub noted: bool,
}

/// All that is shown of a cell itself. What has the same face looks and sounds the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// The cell.
    pub cell: CellId,
    /// What stands in it.
    pub raw: String,
    /// What is known of its value.
    pub state: State,
    /// What is wrong around it.
    pub problems: Problems,
    /// What the source says, where it was changed; none inside where that cannot be read.
    pub was: Option<Option<String>>,
    /// What the correction of a cause would write into it.
    pub change: Option<Decimal>,
    /// How many readings a picture leaves; none of a cell whose value is known, or not known for another reason.
    pub readings: usize,
}

/// What a cell should hold by a sum of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The number.
    pub value: Decimal,
    /// It does.
    pub agrees: bool,
}

/// The part that a cell plays in the equation or finding that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Added on the left.
    Plus,
    /// Subtracted.
    Minus,
    /// The single cell on the right.
    Total,
    /// Added on the right, after the first.
    RightPlus,
    /// Named by a finding that is no equation.
    Mention,
}

impl Answer {
    /// Judges a report; `was` has the cells that differ from the source.
    pub fn judged(report: Report, was: BTreeMap<CellId, Option<String>>, with: With<'_>) -> Answer {
        let audit = match with.before {
            Some(before) => before.audit.again(report, with.beside),
            None => Audit::beside(report, with.beside),
        };
        Answer::arranged(audit, was, with.ignored)
    }

    /// Arranges an audit.
    #[cfg(test)]
    pub fn of_audit(audit: Audit) -> Answer {
        Answer::arranged(audit, BTreeMap::new(), None)
    }

    fn arranged(
        audit: Audit,
        was: BTreeMap<CellId, Option<String>>,
        ignored: Option<&BTreeSet<Ignored>>,
    ) -> Answer {
        let judged = audit.coverage.checked.iter().cloned();
        let skipped =
            audit.coverage.skipped.iter().map(|(equation, why)| (equation.clone(), Outcome::Skipped(*why)));
        let claimed = audit.claims.iter().map(|claim| (claim.equation.clone(), claim.outcome.clone()));
        let mut relations: Vec<_> = judged.chain(skipped).chain(claimed).collect();
        let place = |equation: &Equation| (equation.rule, equation.right.terms.first().map(|term| term.cell));
        order::sort_by_key(&mut relations, |(equation, _)| place(equation));

        let mut by_cell: BTreeMap<CellId, Vec<usize>> = BTreeMap::new();
        let mut problems: BTreeMap<CellId, Problems> = BTreeMap::new();
        for (index, (equation, outcome)) in relations.iter().enumerate() {
            for cell in equation.cells() {
                by_cell.entry(cell).or_default().push(index);
                if matches!(outcome, Outcome::Fails(_)) {
                    problems.entry(cell).or_default().failing += 1;
                }
            }
        }
        for (cell, _) in audit.report.cells.iter().filter(|(_, cell)| cell.flaw.is_some()) {
            problems.entry(*cell).or_default().flawed = true;
        }

        let relation_of = |finding: &Finding| {
            let (equation, _) = finding.equation.as_ref()?;
            relations.iter().position(|(candidate, _)| candidate == equation)
        };
        let mut entries: Vec<Entry> = audit
            .findings
            .iter()
            .enumerate()
            .map(|(finding, facts)| Entry {
                finding,
                relation: relation_of(facts),
                key: String::new(),
                ignored: false,
                decision: None,
            })
            .collect();
        let cause_of = |finding: usize| {
            audit.causes.iter().position(|cause| cause.findings.contains(&finding)).unwrap_or(usize::MAX)
        };
        order::sort_by_key(&mut entries, |entry| {
            (cause_of(entry.finding), std::cmp::Reverse(audit.findings[entry.finding].severity))
        });
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for entry in &mut entries {
            let facts = &audit.findings[entry.finding];
            let key = key(facts);
            let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
            entry.key = if *nth > 1 { format!("{key}~{nth}") } else { key };
            entry.ignored = ignored.is_some_and(|ignored| {
                ignored.contains(&Ignored::Kind(facts.rule))
                    || ignored.contains(&Ignored::One(entry.key.clone()))
            });
            let is_decided = |decision: &Decision| {
                let decided = Ignored::Decided(*decision, entry.key.clone());
                ignored.is_some_and(|ignored| ignored.contains(&decided))
            };
            entry.decision = Decision::ALL.into_iter().find(is_decided);
            entry.ignored |= entry.decision.is_some();
        }
        let noting = |entry: &&Entry| {
            let finding = &audit.findings[entry.finding];
            // What was taken over from last year names half a table.
            let is_noting = finding.severity == Severity::Warning && finding.rule != RuleId::PriorCopied;
            is_noting && finding.equation.is_none() && !entry.ignored
        };
        for entry in entries.iter().filter(noting) {
            for cell in &audit.findings[entry.finding].cells {
                problems.entry(*cell).or_default().noted = true;
            }
        }
        let is_open = |cause: &&Cause| {
            let open = entries.iter().filter(|entry| !entry.ignored);
            open.into_iter().any(|entry| cause.findings.contains(&entry.finding))
        };
        let repair_of = |cause: &Cause| audit.repairs.get(cause.proposal?)?.repairs.first();
        let repairs = audit.causes.iter().filter(is_open).filter_map(repair_of);
        let changes =
            repairs.flat_map(|repair| &repair.changes).map(|change| (change.cell, change.to)).collect();
        Shared::of(Arranged { audit, relations, entries, was, by_cell, problems, changes })
    }
}

/// The rule and the cell that stand for a finding: the total of its equation, else its first cell.
fn key(finding: &Finding) -> String {
    match finding.main_cell() {
        Some(cell) => format!("{}@{cell}", finding.rule),
        None => finding.rule.to_string(),
    }
}

impl Arranged {
    /// The titles of all reports in the text, where there are several.
    pub fn titles(&self) -> Option<&[Option<String>]> {
        self.audit.findings.iter().find_map(|finding| match &finding.problem {
            Problem::Several { titles } => Some(titles.as_slice()),
            _ => None,
        })
    }

    /// The finding of the entry at `index`.
    pub fn finding(&self, index: usize) -> Option<&Finding> {
        self.audit.findings.get(self.entries.get(index)?.finding)
    }

    /// The entry with this key.
    pub fn entry_named(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// Entries of one severity that are not ignored.
    pub fn shown(&self, severity: Severity) -> usize {
        self.entries_of(severity).filter(|&index| !self.entries[index].ignored).count()
    }

    /// Entries that are ignored.
    pub fn ignored(&self) -> usize {
        self.entries.iter().filter(|entry| entry.ignored).count()
    }

    /// The causes of which a finding is not ignored, worst first, each with its number among all and its entries.
    pub fn causes(&self) -> Vec<(usize, &Cause, Vec<usize>)> {
        let entries = |cause: &Cause| {
            let is_open =
                |(_, entry): &(usize, &Entry)| !entry.ignored && cause.findings.contains(&entry.finding);
            self.entries.iter().enumerate().filter(is_open).map(|(index, _)| index).collect::<Vec<_>>()
        };
        let all = self.audit.causes.iter().enumerate();
        all.map(|(n, cause)| (n, cause, entries(cause))).filter(|(.., entries)| !entries.is_empty()).collect()
    }

    /// The cell that a look at the report begins with: what the worst cause would change, else its first cell.
    pub fn first_cell(&self) -> Option<CellId> {
        self.causes().into_iter().find_map(|(_, cause, entries)| {
            let repair = cause.proposal.and_then(|at| self.audit.repairs.get(at)?.repairs.first());
            let changed = repair.and_then(|repair| repair.changes.first()).map(|change| change.cell);
            let mentioned =
                || entries.iter().filter_map(|&index| self.finding(index)).flat_map(|finding| &finding.cells);
            changed.or_else(|| mentioned().copied().find(|cell| self.cell(*cell).is_some()))
        })
    }

    /// How many cells of a table have a figure of which the column cannot be told.
    pub fn unsure(&self, table: Table) -> usize {
        let cells = self.audit.report.cells.iter().filter(|(id, _)| id.table == table);
        cells.filter(|(_, cell)| cell.state == State::Ambiguous).count()
    }

    /// What a cell of a picture may say that was not read for sure, the likeliest first; nothing for any other cell.
    pub fn readings_of(&self, cell: CellId) -> &[String] {
        self.audit.report.unsure.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// The next cell in the order of the form that is not sure, from the beginning again behind the last.
    pub fn unsure_after(&self, cell: CellId) -> Option<CellId> {
        let unsure = || self.audit.report.unsure.keys().copied();
        unsure().find(|next| *next > cell).or_else(|| unsure().next())
    }

    /// What is proposed to mend the finding at `index`.
    pub fn proposal_for(&self, index: usize) -> Option<&Proposal> {
        let finding = self.entries.get(index)?.finding;
        self.audit.repairs.iter().find(|proposal| proposal.findings.contains(&finding))
    }

    /// The claim of the prose that the equation is.
    pub fn claim_of(&self, equation: &Equation) -> Option<&Claim> {
        self.audit.claims.iter().find(|claim| claim.equation == *equation)
    }

    /// What is known of the other report, where it was given as last year's and is not plainly that.
    pub fn pairing(&self) -> Option<&Finding> {
        self.audit.findings.iter().find(|finding| finding.rule == RuleId::PriorPair)
    }

    /// The finding that is about the equation at `relation`, as an index into `entries`.
    pub fn entry_of(&self, relation: usize) -> Option<usize> {
        self.entries.iter().position(|entry| entry.relation == Some(relation))
    }

    /// The equations that contain `cell`, as indices into `relations`.
    pub fn relations_of(&self, cell: CellId) -> &[usize] {
        self.by_cell.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// What is wrong around `cell`.
    pub fn problems_of(&self, cell: CellId) -> Problems {
        self.problems.get(&cell).copied().unwrap_or_default()
    }

    /// `cell` as it was read.
    pub fn cell(&self, cell: CellId) -> Option<&Cell> {
        self.audit.report.cells.get(&cell)
    }

    /// What stands in `cell`, as it was written. A figure whose column cannot be told stands as in one of the readings, with a
    /// question mark: it is there, and where is not certain.
    pub fn written(&self, cell: CellId) -> String {
        let raw = self.cell(cell).and_then(|cell| cell.raw.as_deref()).unwrap_or_default().trim();
        let raw = gouji::plain::plain(raw);
        if self.state(cell) != State::Ambiguous {
            return raw;
        }
        let fits = self.audit.report.fits.get(&cell.table).filter(|_| self.readings_of(cell).is_empty());
        let figure = fits.and_then(|fits| *fits.first()?.get(&cell)?);
        figure.map_or_else(|| format!("{raw}？"), |figure| format!("{}？", figure.normalize()))
    }

    /// Whether a cell of the equation at `relation` stands where it is not certain.
    pub fn is_unplaced(&self, relation: usize) -> bool {
        let equation = self.relations.get(relation);
        equation
            .is_some_and(|(equation, _)| equation.cells().any(|cell| self.state(cell) == State::Ambiguous))
    }

    /// What is shown of `cell`.
    pub fn face(&self, cell: CellId) -> Face {
        let raw = self.written(cell);
        let (state, problems) = (self.state(cell), self.problems_of(cell));
        let (was, change) = (self.was.get(&cell).cloned(), self.changes.get(&cell).copied());
        let readings = self.readings_of(cell).len();
        Face { cell, raw, state, problems, was, change, readings }
    }

    /// What is known of the value of `cell`.
    pub fn state(&self, cell: CellId) -> State {
        self.cell(cell).map_or(State::Missing, |cell| cell.state)
    }

    /// Both sides of the equation at `relation`, added up, where all of its cells are known.
    pub fn sums(&self, relation: usize) -> Option<Sums> {
        let (equation, outcome) = self.relations.get(relation)?;
        match outcome {
            Outcome::Fails(sums) => Some(*sums),
            Outcome::Holds | Outcome::Skipped(_) => {
                let add = |side: &gouji::equation::Side| {
                    side.terms.iter().try_fold(side.constant, |sum, term| {
                        let value = self.audit.report.value(term.cell)?.unwrap_or_default();
                        sum.checked_add(value.checked_mul(term.coefficient.into())?)
                    })
                };
                Some(Sums { left: add(&equation.left)?, right: add(&equation.right)? })
            }
        }
    }

    /// What the sum that `total` closes by `rule` comes to, where all of its cells are known.
    pub fn margin(&self, rule: RuleId, total: CellId) -> Option<Margin> {
        let closes = |equation: &Equation| {
            equation.rule == rule && equation.right.terms.first().is_some_and(|term| term.cell == total)
        };
        let relation = self.relations.iter().position(|(equation, _)| closes(equation))?;
        let sums = self.sums(relation)?;
        // What stands beside the total on the right is what is asked for: 结转下年度 in the balance.
        let others = self.relations.get(relation)?.0.right.terms.len() > 1;
        let known = if others { self.audit.report.value(total)?.unwrap_or_default() } else { Decimal::ZERO };
        Some(Margin { value: sums.left.checked_sub(known)?, agrees: sums.left == sums.right })
    }

    /// The part that each cell plays in the equation at `relation`.
    pub fn roles(&self, relation: usize) -> BTreeMap<CellId, Role> {
        let Some((equation, _)) = self.relations.get(relation) else { return BTreeMap::new() };
        let left = equation.left.terms.iter().map(|term| {
            let role = if term.coefficient < 0 { Role::Minus } else { Role::Plus };
            (term.cell, role)
        });
        let right = equation.right.terms.iter().enumerate().map(|(index, term)| {
            let role = match index {
                _ if term.coefficient < 0 => Role::Minus,
                0 => Role::Total,
                _ => Role::RightPlus,
            };
            (term.cell, role)
        });
        left.chain(right).collect()
    }

    /// Entries of one severity, as indices into `entries`.
    pub fn entries_of(&self, severity: Severity) -> impl Iterator<Item = usize> {
        self.entries
            .iter()
            .enumerate()
            .filter(move |(_, entry)| self.audit.findings[entry.finding].severity == severity)
            .map(|(index, _)| index)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use gouji::report::Note;
    use gouji::{Form, Table};

    use super::*;

    /// A report whose tables hold zeros but for the given cells; `-` stands for blank.
    pub fn report(values: &[(&str, &str)]) -> Report {
        // Tables alone: that nothing stands around them is no fault.
        let mut report = Report { year: Some(2023), notes: vec![Note::Fragment], ..Report::default() };
        for table in Table::ALL {
            report.forms.insert(table, Form::F2021);
            for id in table.cells(Form::F2021) {
                let cell = Cell {
                    raw: Some("0".into()),
                    state: State::Number(Decimal::ZERO),
                    flaw: None,
                    place: None,
                };
                report.cells.insert(id, cell);
            }
        }
        for (id, value) in values {
            let cell = report.cells.get_mut(&id.parse().expect("an id")).expect("a cell");
            cell.raw = Some((*value).to_owned());
            cell.state = value.parse().map_or(State::Blank, State::Number);
        }
        report
    }

    /// A text that was read as [`report`].
    pub fn read(values: &[(&str, &str)]) -> crate::source::Read {
        crate::source::Read::of(report(values))
    }

    /// One contradiction, in table 4: 1 + 0 + 0 + 1 ≠ 1.
    pub fn broken() -> Answer {
        let direct = [("t4.direct.upheld", "1"), ("t4.direct.pending", "1"), ("t4.direct.total", "1")];
        Answer::of_audit(Audit::of(report(&direct)))
    }

    #[test]
    fn a_finding_knows_its_equation_and_its_cells_know_the_finding() {
        let answer = broken();
        let entry = answer.entries[0].clone();
        assert_eq!(entry.key, "t4.total@t4.direct.total");
        let relation = entry.relation.expect("an equation");
        let total = "t4.direct.total".parse().expect("an id");
        assert_eq!(answer.relations_of(total), [relation]);
        assert_eq!(answer.problems_of(total), Problems { failing: 1, ..Problems::default() });
        assert_eq!(answer.entry_of(relation), Some(0));
        assert_eq!(answer.roles(relation)[&total], Role::Total);
        assert_eq!(answer.roles(relation).len(), 5);
    }

    #[test]
    fn a_cell_of_table_3_is_in_its_row_its_column_and_perhaps_the_balance() {
        let answer = broken();
        let relations = |id: &str| answer.relations_of(id.parse().expect("an id")).len();
        assert_eq!(relations("t3.granted.natural"), 2);
        assert_eq!(relations("t3.received.total"), 2);
        assert_eq!(relations("t3.total.total"), 3);
        assert_eq!(relations("t2.fees.amount"), 0);
    }

    #[test]
    fn margins_say_what_a_total_and_a_balance_should_be() {
        let values = [
            ("t3.received.natural", "9"),
            ("t3.total.natural", "4"),
            ("t3.granted.natural", "5"),
            ("t3.granted.total", "5"),
        ];
        let answer = Answer::of_audit(Audit::of(report(&values)));
        let margin = |rule, id: &str| {
            let margin = answer.margin(rule, id.parse().expect("an id")).expect("a margin");
            (margin.value, margin.agrees)
        };
        assert_eq!(margin(RuleId::T3RowTotal, "t3.granted.total"), (Decimal::from(5), true));
        assert_eq!(margin(RuleId::T3RowTotal, "t3.received.total"), (Decimal::from(9), false));
        assert_eq!(margin(RuleId::T3ResultTotal, "t3.total.natural"), (Decimal::from(5), false));
        assert_eq!(margin(RuleId::T3Balance, "t3.total.natural"), (Decimal::from(5), false));
        assert_eq!(answer.margin(RuleId::T4Total, "t3.total.natural".parse().expect("an id")), None);
    }

    #[test]
    fn contradictions_come_before_warnings() {
        let answer = broken();
        let severities: Vec<_> =
            (0..answer.entries.len()).filter_map(|i| Some(answer.finding(i)?.severity)).collect();
        assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
        assert_eq!(severities[0], Severity::Error);
    }
}
