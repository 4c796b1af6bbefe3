//! Hand-written passages of narratives with the claims that a careful reader draws from them, against what gouji finds.
//!
//! Comes in: `passages/passages.txt`, whose head says how it is written. Goes out: claims that were expected and not found, and
//! claims that were found and not expected.

use std::collections::BTreeSet;

use gouji::document::Text;
use gouji::report::{Cell, Prose, Report, State};
use gouji::{Beside, CellId, Claim, Decimal, Form, RuleId, Table};

use crate::figures::Figures;

const PASSAGES: &str = include_str!("../passages/passages.txt");

/// A passage and its claims.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The line of the file where it starts.
    pub line: usize,
    /// The report around it.
    pub report: Report,
    /// Its claims, as [`told`] writes them.
    pub claims: BTreeSet<String>,
}

/// What came out of one passage.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Claims that were expected and found.
    pub found: usize,
    /// Claims that were expected and not found.
    pub missed: Vec<String>,
    /// Claims that were found and not expected.
    pub wrong: Vec<String>,
}

/// All passages of the file.
///
/// # Panics
///
/// If the file is not written as its head says.
pub fn all() -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (line, text) in (1..).zip(PASSAGES.lines()) {
        if let Some(head) = text.strip_prefix("@ ") {
            passages.push(Passage { line, report: report(head), claims: BTreeSet::new() });
        } else if text.is_empty() || text.starts_with('#') {
        } else if let Some(passage) = passages.last_mut() {
            match text.strip_prefix("= ") {
                Some(claim) => drop(passage.claims.insert(expected(claim))),
                None => {
                    let (section, text) = match text.split_once('|') {
                        Some((section, text)) if section.chars().count() == 1 => (
                            "一二三四五六"
                                .chars()
                                .position(|c| section.starts_with(c))
                                .map_or(1, |at| at as u8 + 1),
                            text,
                        ),
                        _ => (1, text),
                    };
                    let block = passage.report.prose.len();
                    passage.report.prose.push(Prose { section, text: Text::verbatim(text, 0), block });
                }
            }
        }
    }
    passages
}

impl Passage {
    /// Reads the passage and compares.
    pub fn outcome(&self) -> Outcome {
        let claims = gouji::narrative::claims(&self.report, Beside::default());
        let found: BTreeSet<String> = claims.iter().map(told).collect();
        Outcome {
            found: self.claims.intersection(&found).count(),
            missed: self.claims.difference(&found).cloned().collect(),
            wrong: found.difference(&self.claims).cloned().collect(),
        }
    }
}

/// `organ year id=value …`.
fn report(head: &str) -> Report {
    let mut parts = head.split_whitespace();
    let organ = parts.next().expect("an organ");
    let year: u16 = parts.next().and_then(|year| year.parse().ok()).expect("a year");
    let mut figures = Figures::zero(organ, year, [Form::F2021; 3]);
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or_else(|| panic!("{part}: no value"));
        let value: Decimal = value.parse().expect("a number");
        for id in ids(name) {
            // A row's name alone is its total, and all of it are natural persons.
            if id.table == Table::T3 && id.row_spec().key == name {
                figures.values.insert(CellId { column: 0, ..id }, Some(value));
            }
            figures.values.insert(id, Some(value));
        }
    }
    report_of(&figures)
}

/// A report with these figures and no text.
pub fn report_of(figures: &Figures) -> Report {
    let cell = |value: Option<Decimal>| Cell {
        raw: None,
        state: value.map_or(State::Blank, State::Number),
        flaw: None,
        place: None,
    };
    // Traditional characters are simplified when a report is read.
    let organ = figures.organ.replace('雲', "云").replace('嶺', "岭").replace('縣', "县");
    Report {
        organ: Some(organ),
        year: Some(figures.year),
        forms: figures.forms.clone(),
        cells: figures.values.iter().map(|(&id, &value)| (id, cell(value))).collect(),
        ..Report::default()
    }
}

/// `cells figure agrees`.
fn expected(claim: &str) -> String {
    let mut parts = claim.split_whitespace();
    let (Some(cells), Some(figure), Some(verdict)) = (parts.next(), parts.next(), parts.next()) else {
        panic!("{claim}: a claim is cells, a figure and a verdict");
    };
    match (cells, parts.next()) {
        ("sum" | "percent", Some(agrees)) => format!("{cells} {figure} {verdict} {agrees}"),
        _ => {
            let ids: BTreeSet<CellId> = cells.split('+').flat_map(ids).collect();
            format!("{} {figure} {verdict}", join(&ids))
        }
    }
}

/// A claim as the file writes it.
pub fn told(claim: &Claim) -> String {
    let verdict = match claim.agrees() {
        Some(true) => "agrees",
        Some(false) => "differs",
        None => "unknown",
    };
    let figure = claim.value.normalize();
    let right = claim.equation.right.constant.normalize();
    match claim.equation.rule {
        RuleId::TextSum => format!("sum {figure} {right} {verdict}"),
        RuleId::TextPercent => format!("percent {figure} {right} {verdict}"),
        _ => format!("{} {figure} {verdict}", join(&claim.equation.cells().collect())),
    }
}

fn join(ids: &BTreeSet<CellId>) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
}

/// The cells of a name: an id, a row of table 3 (its total), a group of them, or an id of table 2 or 4 without its table.
fn ids(name: &str) -> Vec<CellId> {
    let ids = [
        name.to_owned(),
        format!("t2.{name}"),
        format!("t4.{name}"),
        format!("t3.{name}"),
        format!("t3.{name}.total"),
    ];
    let in_form = |id: &CellId| id.table.cells(Form::F2021).any(|cell| cell == *id);
    if let Some(id) = ids.iter().filter_map(|id| id.parse().ok()).find(in_form) {
        return vec![id];
    }
    let group = format!("t3.{name}.");
    let cells =
        Table::T3.cells(Form::F2021).filter(|id| id.column == 6 && id.to_string().starts_with(&group));
    let cells: Vec<CellId> = cells.collect();
    assert!(!cells.is_empty(), "{name} names no cell");
    cells
}
