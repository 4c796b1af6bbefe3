//! What is counted, to the cells that count it.
//!
//! Comes in: the words around a figure and the noun that they are about. Goes out: readings, sums of cells that the figure can speak
//! of, the likeliest first. A claim agrees if one of them does: organs count 办理 with or without what was carried in.
//!
//! Sources for what a row holds: the form's own labels, and the filling instructions of 国办公开办函〔2021〕30号.

use crate::equation::{Equation, Outcome, Side, Skip, Term};
use crate::form::{CellId, Table};
use crate::order;
use crate::report::Report;
use crate::rules::{self, RuleId};

use super::lexicon::{Act, Topic};
use super::numbers::{self, Figure, Precision};
use super::reader::Said;
use super::words::Words;

/// A sum of cells.
pub(super) type Reading = Vec<Term>;

/// Every column of 法人或其他组织.
const ORGANISATIONS: [&str; 5] = ["business", "research", "public_interest", "legal_service", "other_org"];

/// The cells of one report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'r> {
    report: &'r Report,
}

impl<'r> Cells<'r> {
    pub(super) fn of(report: &'r Report) -> Cells<'r> {
        Cells { report }
    }

    /// What a figure with these words around it can speak of; nothing where it speaks of no cell.
    pub(super) fn readings(
        &self,
        words: &Words,
        topic: Option<Topic>,
        figure: Figure,
        whole: Option<&Said>,
        disclosure: bool,
        inherited_unit: &str,
    ) -> Vec<Reading> {
        let Some(topic) = topic else { return Vec::new() };
        let named = !words.nouns.is_empty() || !words.rows.is_empty() || !words.columns.is_empty();
        let fits = match topic {
            Topic::Applications => match figure.unit {
                "件" | "件次" | "起" | "宗" | "份" | "例" => true,
                "条" | "项" | "个" | "次" | "" => named || figure.unit == inherited_unit,
                _ => false,
            },
            Topic::Normative | Topic::Regulations => {
                matches!(figure.unit, "件" | "份" | "个" | "部" | "项" | "")
            }
            Topic::Review | Topic::Lawsuit | Topic::Direct | Topic::AfterReview => {
                matches!(figure.unit, "件" | "件次" | "起" | "宗" | "例" | "次" | "项" | "个" | "")
            }
            Topic::Licensing | Topic::Punishment | Topic::Coercion => {
                matches!(figure.unit, "件" | "件次" | "起" | "宗" | "例" | "份" | "次" | "笔" | "个")
            }
            Topic::Fees => figure.unit == "万元",
        };
        if !fits {
            return Vec::new();
        }
        let readings =
            match topic {
                Topic::Applications => self.applications(words, whole),
                Topic::Review | Topic::Lawsuit | Topic::Direct | Topic::AfterReview => {
                    self.cases(words, topic, whole, disclosure)
                }
                Topic::Normative | Topic::Regulations => self.documents(words, topic),
                Topic::Licensing | Topic::Punishment | Topic::Coercion => {
                    if words.acts.contains(&Act::Decided) { self.decisions(topic) } else { Vec::new() }
                }
                Topic::Fees => vec![self.t2("fees", "amount")],
            };
        readings.into_iter().filter(|reading| !reading.is_empty()).collect()
    }

    /// The cells that are zero where the words say that there was nothing.
    pub(super) fn none(&self, words: &Words, topic: Topic, disclosure: bool) -> Vec<Reading> {
        let has = |acts: &[Act]| words.acts.iter().any(|act| acts.contains(act));
        let readings = match topic {
            Topic::Applications if !words.rows.is_empty() || !words.columns.is_empty() => Vec::new(),
            Topic::Applications if words.acts.contains(&Act::Carried) => self.applications(words, None),
            // 未办理申请 may be said of a backlog; 未收到 cannot.
            Topic::Applications if has(&[Act::Handled, Act::Answered, Act::Open]) => Vec::new(),
            Topic::Applications => vec![self.t3("received", &["total"])],
            Topic::Review | Topic::Lawsuit | Topic::Direct | Topic::AfterReview => {
                self.cases(words, topic, None, disclosure)
            }
            Topic::Normative | Topic::Regulations => self.documents(words, topic),
            Topic::Licensing | Topic::Punishment | Topic::Coercion if has(&[Act::Decided]) => {
                self.decisions(topic)
            }
            _ => Vec::new(),
        };
        readings.into_iter().filter(|reading| !reading.is_empty()).take(1).collect()
    }

    fn applications(&self, words: &Words, whole: Option<&Said>) -> Vec<Reading> {
        if words.media == 1 && !words.such && words.rows.is_empty() {
            // What came in by one channel is in no cell.
            return Vec::new();
        }
        let natural = words.columns.contains(&"natural");
        let organisations = ORGANISATIONS.iter().all(|column| words.columns.contains(column));
        let total = words.columns.is_empty() || natural && organisations;
        let columns: &[&str] = if total { &["total"] } else { &words.columns };
        let row = |row: &str| self.t3(row, columns);
        let plus = |mut left: Reading, right: Reading| {
            left.extend(right);
            left
        };
        let minus = |left: Reading, right: Reading| {
            plus(
                left,
                right.into_iter().map(|term| Term { coefficient: -term.coefficient, ..term }).collect(),
            )
        };
        if words.acts.contains(&Act::Carried) {
            return match (words.before || words.this_year && !words.after, words.after) {
                (true, false) => vec![row("carried_in")],
                (_, true) => vec![row("carried_out")],
                _ => vec![row("carried_out"), row("carried_in")],
            };
        }
        if words.acts.contains(&Act::Open) {
            return vec![row("carried_out")];
        }
        if !words.rows.is_empty() {
            return self.outcomes(words, columns);
        }
        let with_carried_in = || plus(row("received"), row("carried_in"));
        let of_received = || vec![row("received"), with_carried_in()];
        let of_total = || {
            vec![
                row("total"),
                // Applications that were withdrawn or lapsed get no answer.
                minus(row("total"), row("other")),
                minus(row("total"), row("carried_in")),
            ]
        };
        let act = words.acts.iter().find(|act| !matches!(act, Act::Arose | Act::Decided));
        match act {
            Some(Act::New) => vec![row("received")],
            Some(Act::Received) => of_received(),
            Some(Act::Accepted) => [of_received(), of_total()].concat(),
            Some(Act::Handled) => [of_total(), of_received()].concat(),
            Some(Act::Answered) => of_total(),
            Some(_) => Vec::new(),
            // 其中自然人75件: of the row that the whole speaks of.
            None if !total => match whole.and_then(|whole| whole.readings.first()?.first()) {
                Some(term) if term.cell.table == Table::T3 => {
                    vec![self.t3(term.cell.row_spec().key, columns)]
                }
                _ => Vec::new(),
            },
            None if words.strong && whole.is_none() => [of_received(), of_total()].concat(),
            None => Vec::new(),
        }
    }

    /// Outcomes, one or several together; a reason beside its group is the reason, several reasons and 等 are the group.
    fn outcomes(&self, words: &Words, columns: &[&str]) -> Vec<Reading> {
        let is_group = |row: &str| !row.contains('.') && !matches!(row, "granted" | "partial");
        let group = words.rows.iter().find(|rows| is_group(rows[0]));
        let reasons: Vec<_> = words.rows.iter().filter(|rows| !is_group(rows[0])).collect();
        let of_group =
            |reason: &&&[&str]| group.is_some_and(|group| reason[0].starts_with(&format!("{}.", group[0])));
        if let Some(group) = group
            && !reasons.is_empty()
            && reasons.iter().all(of_group)
        {
            let whole = self.t3(group[0], columns);
            return match (reasons.as_slice(), words.such) {
                ([reason], false) => vec![self.t3(reason[0], columns), whole],
                _ => vec![whole],
            };
        }
        if let [alternatives] = words.rows.as_slice() {
            return alternatives.iter().map(|row| self.t3(row, columns)).collect();
        }
        // 予以公开及部分公开43件.
        let mut sum: Reading = words.rows.iter().flat_map(|rows| self.t3(rows[0], columns)).collect();
        order::sort_by_key(&mut sum, |term| term.cell);
        sum.dedup();
        vec![sum]
    }

    fn cases(&self, words: &Words, topic: Topic, whole: Option<&Said>, disclosure: bool) -> Vec<Reading> {
        // Reviews that an organ decides, or lawsuits that it runs, are another matter.
        let ours = words.acts.iter().all(|act| matches!(act, Act::Arose | Act::Received));
        if !ours || !disclosure && whole.is_none() {
            return Vec::new();
        }
        let mut blocks: Vec<&str> = Vec::new();
        let nouns = if words.nouns.is_empty() { std::slice::from_ref(&topic) } else { &words.nouns };
        for noun in nouns {
            let of_noun: &[&str] = match noun {
                Topic::Review => &["review"],
                Topic::Lawsuit => &["direct", "after_review"],
                Topic::Direct => &["direct"],
                Topic::AfterReview => &["after_review"],
                _ => &[],
            };
            blocks
                .extend(of_noun.iter().filter(|block| !blocks.contains(block)).copied().collect::<Vec<_>>());
        }
        if words.nouns.is_empty()
            && let Some(whole) = whole.and_then(|whole| whole.readings.first())
        {
            blocks = whole.iter().filter_map(|term| term.cell.column_spec().key.split('.').next()).collect();
        }
        let of = |outcomes: &str| -> Reading {
            let ids = blocks
                .iter()
                .flat_map(|block| outcomes.split('+').map(move |outcome| format!("t4.{block}.{outcome}")));
            self.present(ids.filter_map(|id| id.parse().ok()))
        };
        match words.cases.as_slice() {
            [] => vec![of("total")],
            [alternatives] => alternatives.iter().map(|outcome| of(outcome)).collect(),
            several => {
                let mut outcomes: Vec<&str> = several.iter().map(|cases| cases[0]).collect();
                outcomes.dedup();
                vec![of(&outcomes.join("+"))]
            }
        }
    }

    fn documents(&self, words: &Words, topic: Topic) -> Vec<Reading> {
        let [act] = words.acts.as_slice() else {
            // 废止或宣布失效 is one thing, 制定和废止 are two.
            let same = words.acts.windows(2).all(|pair| pair[0] == pair[1]);
            return match words.acts.first().filter(|_| same) {
                Some(&act) => self.documents(&Words { acts: vec![act], ..words.clone() }, topic),
                None => Vec::new(),
            };
        };
        let column = match act {
            Act::Made => "made",
            Act::Repealed => "repealed",
            Act::Valid => "valid",
            _ => return Vec::new(),
        };
        let rows = if words.nouns.is_empty() { vec![topic] } else { words.nouns.clone() };
        let rows =
            rows.iter().map(|noun| if *noun == Topic::Regulations { "regulations" } else { "normative" });
        vec![rows.flat_map(|row| self.t2(row, column)).collect()]
    }

    fn decisions(&self, topic: Topic) -> Vec<Reading> {
        let row = match topic {
            Topic::Licensing => "licensing",
            Topic::Punishment => "punishment",
            _ => "coercion",
        };
        vec![self.t2(row, "decisions")]
    }

    /// The cells of table 3 in a row, or in all rows of a group.
    fn t3(&self, row: &str, columns: &[&str]) -> Reading {
        let of_row =
            |key: &str| key == row || key.strip_prefix(row).is_some_and(|rest| rest.starts_with('.'));
        let rows = (0u8..).zip(Table::T3.rows()).filter(|(_, spec)| of_row(spec.key));
        let cells = rows.flat_map(|(row, _)| {
            let columns = (0u8..).zip(Table::T3.columns()).filter(|(_, spec)| columns.contains(&spec.key));
            columns.map(move |(column, _)| CellId { table: Table::T3, row, column })
        });
        self.present(cells)
    }

    fn t2(&self, row: &str, column: &str) -> Reading {
        self.present(format!("t2.{row}.{column}").parse().ok())
    }

    fn present(&self, cells: impl IntoIterator<Item = CellId>) -> Reading {
        let present = cells.into_iter().filter(|cell| self.report.cells.contains_key(cell));
        present.map(|cell| Term { cell, coefficient: 1 }).collect()
    }

    /// The reading that agrees, or else the likeliest, and what became of it.
    pub(super) fn confront(&self, said: &Said) -> Option<(Equation, Outcome)> {
        let written = said.figure.value;
        let amount = said.topic == Some(Topic::Fees);
        let precision = match said.figure.precision {
            Precision::Exact if amount => {
                numbers::rounded(written, said.figure.decimals, crate::Decimal::ONE)
            }
            precision => precision,
        };
        let judged = said.readings.iter().map(|reading| {
            let equation = Equation {
                rule: RuleId::TextTable,
                left: Side { terms: Vec::new(), constant: written },
                right: Side { terms: reading.clone(), constant: crate::Decimal::ZERO },
            };
            let outcome = match rules::confront(&equation, self.report) {
                Outcome::Fails(sums) if precision.allows(written, sums.right) => Outcome::Holds,
                outcome => outcome,
            };
            (equation, outcome)
        });
        let judged: Vec<_> = judged.collect();
        let holds = judged.iter().position(|(_, outcome)| *outcome == Outcome::Holds);
        let unknown = |outcome: &Outcome| matches!(outcome, Outcome::Skipped(why) if *why != Skip::Blank);
        let skipped = judged.iter().position(|(_, outcome)| unknown(outcome));
        judged.into_iter().nth(holds.or(skipped).unwrap_or(0))
    }
}
