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
use crate::rule::RuleId;

use super::lexicon::{Act, Topic};
use super::numbers::{self, Figure, Precision};
use super::reader::{Division, Said};
use super::words::Words;

/// A sum of cells.
pub(super) type Reading = Vec<Term>;

/// Every column of 法人或其他组织.
const ORGANISATIONS: [&str; 5] = ["business", "research", "public_interest", "legal_service", "other_org"];

/// What stands beside the words of a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'s> {
    /// What is counted.
    pub(super) topic: Option<Topic>,
    pub(super) figure: Figure,
    /// The figure that it is a part of.
    pub(super) whole: Option<&'s Said>,
    /// The last figures that counted reviews or lawsuits one behind the other.
    pub(super) cases: &'s [Said],
    /// Whether the words are about disclosure.
    pub(super) disclosure: bool,
    /// The unit in which applications were counted.
    pub(super) unit: &'s str,
}

impl Beside<'_> {
    /// A figure by itself.
    pub(super) fn of(figure: Figure) -> Self {
        Beside { topic: None, figure, whole: None, cases: &[], disclosure: false, unit: "" }
    }
}

/// The columns that words name; the total where they name none, or all.
fn columns_of(words: &Words) -> &[&'static str] {
    let natural = words.columns.contains(&"natural");
    let organisations = ORGANISATIONS.iter().all(|column| words.columns.contains(column));
    if words.columns.is_empty() || natural && organisations { &["total"] } else { &words.columns }
}

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
    pub(super) fn readings(&self, words: &Words, beside: &Beside<'_>) -> Vec<Reading> {
        let Beside { figure, whole, .. } = *beside;
        let Some(topic) = beside.topic else { return Vec::new() };
        let named = !words.nouns.is_empty() || !words.rows.is_empty() || !words.columns.is_empty();
        let fits = match topic {
            Topic::Applications => match figure.unit {
                "件" | "件次" | "起" | "宗" | "份" | "例" => true,
                "条" | "项" | "个" | "次" | "封" | "" => named || figure.unit == beside.unit,
                _ => false,
            },
            Topic::Normative | Topic::Regulations => {
                matches!(figure.unit, "件" | "份" | "个" | "部" | "项" | "")
            }
            Topic::Review | Topic::Lawsuit | Topic::Direct | Topic::AfterReview => {
                matches!(
                    figure.unit,
                    "件" | "件次" | "起" | "宗" | "例" | "次" | "项" | "个" | "条" | "份" | ""
                )
            }
            Topic::Licensing | Topic::Punishment | Topic::Coercion => {
                matches!(
                    figure.unit,
                    "件" | "件次" | "起" | "宗" | "例" | "份" | "次" | "笔" | "个" | "项" | "条" | ""
                )
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
                    self.cases(words, topic, beside)
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
    pub(super) fn none(&self, words: &Words, topic: Topic, cases: &[Said], disclosure: bool) -> Vec<Reading> {
        let has = |acts: &[Act]| words.acts.iter().any(|act| acts.contains(act));
        let readings = match topic {
            Topic::Applications if !words.rows.is_empty() => Vec::new(),
            Topic::Applications if words.acts.contains(&Act::Carried) => self.applications(words, None),
            // 未办理申请 may be said of a backlog; 未收到 cannot.
            Topic::Applications if has(&[Act::Handled, Act::Answered, Act::Open]) => Vec::new(),
            Topic::Applications => vec![self.t3("received", columns_of(words))],
            Topic::Review | Topic::Lawsuit | Topic::Direct | Topic::AfterReview => {
                let figure = Figure { value: 0.into(), decimals: 0, unit: "", precision: Precision::Exact };
                self.cases(words, topic, &Beside { cases, disclosure, ..Beside::of(figure) })
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
        let columns = columns_of(words);
        let total = columns == ["total"];
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
        // 办理依申请公开，共受理申请21件: what came in.
        let came_in = |act: &&Act| matches!(act, Act::New | Act::Taken | Act::Received | Act::Accepted);
        let other = |act: &&Act| !matches!(act, Act::Arose | Act::Decided);
        let act = words.acts.iter().find(came_in).or_else(|| words.acts.iter().find(other));
        match act {
            // 收到公民提出的申请2件: whoever applied, where nothing else is counted.
            Some(Act::New | Act::Received | Act::Accepted) if words.citizens && !total && whole.is_none() => {
                vec![self.t3("received", &["total"]), row("received")]
            }
            Some(Act::New) => vec![row("received")],
            Some(Act::Taken) => vec![with_carried_in(), row("received"), row("total")],
            Some(Act::Received) => of_received(),
            Some(Act::Accepted) => [of_received(), of_total()].concat(),
            Some(Act::Handled) => [of_total(), of_received()].concat(),
            Some(Act::Answered) => of_total(),
            Some(_) => Vec::new(),
            // 其中自然人75件: of the row that the whole speaks of.
            None if !total => whole.map_or(Vec::new(), |whole| self.applicants(whole, columns)),
            None if words.strong && whole.is_none() => [of_received(), of_total()].concat(),
            None => Vec::new(),
        }
    }

    /// 收到90件，上年结转8件，共计98件: what the last two figures count together. 网上60件，信函30件，合计90件: what came in by all channels.
    pub(super) fn altogether(&self, figure: Figure, said: &[Said]) -> Vec<Reading> {
        let adds_up = |parts: &[Said]| {
            let sum =
                parts.iter().try_fold(crate::Decimal::ZERO, |sum, part| sum.checked_add(part.figure.value));
            parts.len() > 1 && sum == Some(figure.value) && parts.iter().all(|part| part.whole.is_none())
        };
        let channels = said.iter().rev().take_while(|part| part.share == Division::Channel).count();
        let channels = &said[said.len() - channels..];
        if adds_up(channels) && channels[0].topic == Some(Topic::Applications) {
            let received = self.t3("received", &["total"]);
            let with_carried_in = [received.clone(), self.t3("carried_in", &["total"])].concat();
            return vec![received, with_carried_in];
        }
        match said {
            [.., came, carried] if adds_up(&said[said.len() - 2..]) && carried.share == Division::Carried => {
                let rows = [came, carried].map(|said| said.first().map(|id| id.row_spec().key));
                let both = rows == [Some("received"), Some("carried_in")];
                let (Some(came), Some(carried)) = (came.readings.first(), carried.readings.first()) else {
                    return Vec::new();
                };
                if both { vec![[came.clone(), carried.clone()].concat()] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// The readings of a figure of table 3 in other columns.
    pub(super) fn applicants(&self, whole: &Said, columns: &[&str]) -> Vec<Reading> {
        let rows = |reading: &Reading| {
            let cells = reading.iter().flat_map(|term| {
                let of_row = self.t3(term.cell.row_spec().key, columns);
                of_row.into_iter().map(|cell| Term { coefficient: term.coefficient, ..cell })
            });
            cells.collect::<Reading>()
        };
        let of_table = whole.first().is_some_and(|id| id.table == Table::T3);
        if of_table { whole.readings.iter().map(rows).collect() } else { Vec::new() }
    }

    /// Outcomes, one or several together; a reason beside its group is the reason, several reasons and 等 are the group.
    pub(super) fn outcomes(&self, words: &Words, columns: &[&str]) -> Vec<Reading> {
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
                ([reason], true) => vec![whole, self.t3(reason[0], columns)],
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

    fn cases(&self, words: &Words, topic: Topic, beside: &Beside<'_>) -> Vec<Reading> {
        // Reviews that an organ decides, or lawsuits that it runs, are another matter: 办理 counts what disclosure gave rise to.
        let arose = words.acts.contains(&Act::Arose);
        let ours = words.acts.iter().all(|act| match act {
            Act::Arose | Act::Received | Act::New => true,
            Act::Handled | Act::Accepted | Act::Taken | Act::Answered => arose,
            _ => false,
        });
        // 分别维持6件、3件: of the second nothing is said.
        if !words.says_something() {
            return Vec::new();
        }
        let outcome = !words.cases.is_empty();
        let about = beside.disclosure || beside.whole.is_some() || outcome && !beside.cases.is_empty();
        if !ours || !about {
            return Vec::new();
        }
        let of_noun = |noun: &Topic| -> &[&str] {
            match noun {
                Topic::Review => &["review"],
                Topic::Lawsuit => &["direct", "after_review"],
                Topic::Direct => &["direct"],
                Topic::AfterReview => &["after_review"],
                _ => &[],
            }
        };
        let of_figure = |said: &Said| {
            let cells = said.readings.first().into_iter().flatten();
            cells.filter_map(|term| term.cell.column_spec().key.split('.').next()).collect::<Vec<_>>()
        };
        // 行政复议3件、行政诉讼2件，维持4件: of both, or of one.
        let mut blocks: Vec<Vec<&str>> = match (words.nouns.as_slice(), beside.whole, beside.cases) {
            ([], _, [first, .., last]) if outcome => {
                let all = beside.cases.iter().flat_map(of_figure).collect();
                vec![all, of_figure(last), of_figure(first)]
            }
            ([], Some(whole), _) if !whole.readings.is_empty() => vec![of_figure(whole)],
            ([], _, [case]) if outcome => vec![of_figure(case)],
            ([], ..) => vec![of_noun(&topic).to_vec()],
            (nouns, ..) => vec![nouns.iter().flat_map(of_noun).copied().collect()],
        };
        for blocks in &mut blocks {
            let named = std::mem::take(blocks);
            named.into_iter().for_each(|block| {
                if !blocks.contains(&block) {
                    blocks.push(block);
                }
            });
        }
        let several: Vec<&str>;
        let outcomes: &[&str] = match words.cases.as_slice() {
            [] => &["total"],
            [alternatives] => alternatives,
            cases => {
                several = cases.iter().map(|cases| cases[0]).collect();
                &several
            }
        };
        let together = words.cases.len() > 1;
        let of = |blocks: &[&str], outcomes: &[&str]| -> Reading {
            let outcomes = outcomes.iter().flat_map(|outcomes| outcomes.split('+'));
            let mut seen: Vec<CellId> = Vec::new();
            for (block, outcome) in
                outcomes.flat_map(|outcome| blocks.iter().map(move |block| (block, outcome)))
            {
                seen.extend(
                    format!("t4.{block}.{outcome}").parse::<CellId>().ok().filter(|id| !seen.contains(id)),
                );
            }
            seen.sort_unstable();
            self.present(seen)
        };
        let readings = blocks.iter().flat_map(|blocks| {
            let each = if together { vec![outcomes] } else { outcomes.chunks(1).collect() };
            each.into_iter().map(|outcomes| of(blocks, outcomes)).collect::<Vec<_>>()
        });
        readings.collect()
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

    /// The value of a reading, where all its cells are known.
    pub(super) fn value(&self, reading: &Reading) -> Option<crate::Decimal> {
        reading.iter().try_fold(crate::Decimal::ZERO, |sum, term| {
            let value = self.report.value(term.cell)?.unwrap_or_default();
            sum.checked_add(value.checked_mul(term.coefficient.into())?)
        })
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
            let right = Side { terms: reading.clone(), constant: crate::Decimal::ZERO };
            let equation = Equation::equal(RuleId::TextTable, Side::constant(written), right);
            let outcome = match equation.judge(self.report) {
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
