//! The part of a table that a finding speaks of: its row, its column without the zeros, or its block of table 4.

use anstyle::Style;
use gouji::report::State;
use gouji::{CellId, Finding, Lang, Report, Table};

use super::columns::{Field, align};
use crate::output::pick;
use crate::output::style::{DIM, ERROR};

/// Columns in a block of table 4.
const BLOCK: u8 = 5;

/// The region with its labels, aligned; nothing for a finding that speaks of no cell.
pub fn lines(finding: &Finding, report: &Report, lang: Lang) -> Vec<String> {
    let Some(&first) = finding.cells.first() else { return Vec::new() };
    if finding.cells.iter().all(|cell| (cell.table, cell.row) == (first.table, first.row)) {
        return row(first, finding, report, lang);
    }
    column(first, finding, report, lang)
}

/// The cells beside `first` under their columns' names.
fn row(first: CellId, finding: &Finding, report: &Report, lang: Lang) -> Vec<String> {
    let same_block = |cell: &CellId| cell.table != Table::T4 || cell.column / BLOCK == first.column / BLOCK;
    let cells: Vec<CellId> = report
        .cells
        .keys()
        .copied()
        .filter(|cell| (cell.table, cell.row) == (first.table, first.row) && same_block(cell))
        .collect();
    // In an equation every cell takes part; a finding on one cell of several points at it.
    let pointed = |cell: &CellId| finding.cells.len() < cells.len() && finding.cells.contains(cell);
    let mut names = vec![Field::new("", DIM)];
    let mut values = vec![Field::new(&label(first).0, DIM)];
    for cell in &cells {
        let value = value(*cell, report, lang);
        names.push(Field::new(&label(*cell).1, DIM));
        values.push(match pointed(cell) {
            true => Field::new(&format!("[{value}]"), ERROR),
            false => Field::new(&value, Style::new()),
        });
    }
    align(&[names, values])
}

/// The cells of the finding that are not zero, and the total that they meet, each with its row's name.
fn column(first: CellId, finding: &Finding, report: &Report, lang: Lang) -> Vec<String> {
    let zero = |cell: CellId| {
        let state = report.cells.get(&cell).map(|cell| cell.state);
        match state {
            Some(State::Number(value)) => value.is_zero(),
            state => state == Some(State::Blank),
        }
    };
    let whole = |cell: CellId| {
        finding
            .equation
            .as_ref()
            .is_some_and(|(equation, _)| equation.right.terms.iter().any(|term| term.cell == cell))
    };
    let mut rows = vec![vec![Field::new("", DIM), Field::new(&label(first).1, DIM)]];
    for &cell in finding.cells.iter().filter(|&&cell| !zero(cell) || whole(cell)) {
        rows.push(vec![
            Field::new(&label(cell).0, DIM),
            Field::new(&value(cell, report, lang), Style::new()),
        ]);
    }
    align(&rows)
}

/// The names of the cell's row (in table 4: its block) and of its column.
fn label(cell: CellId) -> (String, String) {
    let label = cell.label();
    match label.split_once('·') {
        Some((row, column)) => (row.to_owned(), column.to_owned()),
        None => (label, String::new()),
    }
}

fn value(cell: CellId, report: &Report, lang: Lang) -> String {
    let Some(cell) = report.cells.get(&cell) else {
        return pick(lang, "未读到", "not found").to_owned();
    };
    match cell.state {
        State::Number(value) if cell.flaw.is_none() => value.normalize().to_string(),
        State::Number(_) | State::Malformed => {
            gouji::plain::shown(cell.raw.as_deref().unwrap_or_default()).into_owned()
        }
        State::Blank => pick(lang, "（空）", "(blank)").to_owned(),
        State::Ambiguous => "?".to_owned(),
        State::Missing => pick(lang, "未读到", "not found").to_owned(),
    }
}
