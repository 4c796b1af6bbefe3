//! The official tables as objects, for callers that draw them: which label and which cell stands where, what is merged.

use std::collections::BTreeMap;

use gouji::form::layout::{Entry, Layout, Line};
use gouji::{Form, Table};
use serde::Serialize;

/// By table (`t2`), then by edition (`2021`).
pub type Forms = BTreeMap<&'static str, BTreeMap<&'static str, FormTable>>;

/// A table of the form as it is printed.
#[derive(Debug, Serialize)]
pub struct FormTable {
    title: &'static str,
    columns: u16,
    head: Vec<Vec<FormEntry>>,
    bodies: Vec<Vec<Vec<FormEntry>>>,
}

/// A label or a cell; what is covered from above or from the left has none.
#[derive(Debug, Serialize)]
struct FormEntry {
    /// The label; none for a cell.
    label: Option<String>,
    /// The `scope` of the label; none for a cell, and for a corner that heads nothing.
    scope: Option<&'static str>,
    /// The cell's id; none for a label.
    cell: Option<String>,
    /// What sentences call the cell; none for a label.
    name: Option<String>,
    col_span: u16,
    row_span: u16,
}

/// All tables in all editions.
pub fn forms() -> Forms {
    let editions = |table| Form::ALL.iter().map(|&form| (form.key(), form_table(table, form))).collect();
    Table::ALL.into_iter().map(|table| (table.key(), editions(table))).collect()
}

fn form_table(table: Table, form: Form) -> FormTable {
    let layout = Layout::of(table, form);
    let lines =
        |lines: Vec<Line>| lines.into_iter().map(|line| line.into_iter().map(entry).collect()).collect();
    FormTable {
        title: table.title(),
        columns: layout.columns,
        head: lines(layout.head),
        bodies: layout.bodies.into_iter().map(lines).collect(),
    }
}

fn entry(entry: Entry) -> FormEntry {
    match entry {
        Entry::Header(header) => FormEntry {
            label: Some(header.text.into_owned()),
            scope: header.scope,
            cell: None,
            name: None,
            col_span: header.col_span,
            row_span: header.row_span,
        },
        Entry::Cell(spot) => FormEntry {
            label: None,
            scope: None,
            cell: Some(spot.cell.to_string()),
            name: Some(spot.cell.label()),
            col_span: spot.col_span,
            row_span: 1,
        },
    }
}
