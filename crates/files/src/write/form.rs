//! A table of the form, as the form prints it, to be written.

use gouji::form::layout::{Entry as Printed, Layout, Line};
use gouji::{CellId, Form};

use super::{Entry, Table};

impl Table {
    /// The official table with its labels and merged headers, and `text` in its cells.
    pub fn official(table: gouji::Table, form: Form, text: impl Fn(CellId) -> String) -> Table {
        let layout = Layout::of(table, form);
        let entry = |entry: &Printed| match entry {
            Printed::Header(header) => Entry {
                text: header.text.to_string(),
                col_span: header.col_span,
                row_span: header.row_span,
                is_header: true,
                is_left: table == gouji::Table::T3 && header.scope == Some("row"),
            },
            Printed::Cell(spot) => Entry { col_span: spot.col_span, ..Entry::new(text(spot.cell)) },
        };
        let line = |line: &Line| line.iter().map(entry).collect();
        let head = layout.head.len();
        let rows = layout.head.iter().chain(layout.bodies.iter().flatten()).map(line).collect();
        let widths = match table {
            gouji::Table::T2 => vec![20; 4],
            gouji::Table::T3 => vec![6, 10, 26, 8, 8, 8, 8, 8, 8, 8],
            gouji::Table::T4 => vec![8; 15],
        };
        Table { name: table.title().to_owned(), head, rows, widths }
    }
}
