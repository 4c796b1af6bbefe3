//! Rows as Word keeps them in, rows as HTML has them out.
//!
//! Word gives every row its own cells and marks those that go on from above; HTML gives the first of them a `rowspan`.

use std::collections::BTreeMap;

use crate::page::Cell;

/// Columns beyond this are not told apart.
const MAX_COLUMNS: u32 = 1000;

/// A row of a Word table.
#[derive(Default)]
pub(crate) struct Row {
    /// Grid columns before the first cell.
    pub(crate) before: u32,
    pub(crate) cells: Vec<RowCell>,
}

/// A cell of a Word table.
#[derive(Default)]
pub(crate) struct RowCell {
    pub(crate) html: String,
    /// Grid columns that it spans.
    pub(crate) span: u32,
    pub(crate) vertical: VerticalMerge,
    /// It belongs to the cell to its left.
    pub(crate) joins_left: bool,
}

/// How a cell goes with the one above.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum VerticalMerge {
    /// It stands alone.
    #[default]
    None,
    /// Cells below may belong to it.
    Restart,
    /// It belongs to the one above.
    Continue,
}

/// Turns marks of merging into spans.
pub(crate) fn rows_of_html(rows: Vec<Row>) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = Vec::with_capacity(rows.len());
    // For each column, the cell that one below may belong to: its row and index in `out`.
    let mut above: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for row in rows {
        let mut owners = BTreeMap::new();
        let mut cells: Vec<Cell> = Vec::new();
        let mut column = row.before.min(MAX_COLUMNS);
        if column > 0 {
            cells.push(Cell { html: String::new(), col_span: column, row_span: 1 });
        }
        for cell in join_left(row.cells) {
            let span = cell.span.clamp(1, MAX_COLUMNS);
            // A cell of another width cannot be written as one with the cell above, so it stays its own.
            let owner = above.get(&column).filter(|&&(row, index)| out[row][index].col_span == span);
            match (cell.vertical, owner) {
                (VerticalMerge::Continue, Some(&(row, index))) => {
                    out[row][index].row_span += 1;
                    owners.insert(column, (row, index));
                }
                (vertical, _) => {
                    if vertical != VerticalMerge::None {
                        owners.insert(column, (out.len(), cells.len()));
                    }
                    cells.push(Cell { html: cell.html, col_span: span, row_span: 1 });
                }
            }
            column = column.saturating_add(span).min(MAX_COLUMNS);
        }
        out.push(cells);
        above = owners;
    }
    out
}

/// Cells of a row with those merged that old documents mark instead of giving a span.
fn join_left(cells: Vec<RowCell>) -> Vec<RowCell> {
    let mut joined: Vec<RowCell> = Vec::with_capacity(cells.len());
    for cell in cells {
        match joined.last_mut() {
            Some(last) if cell.joins_left => last.span = last.span.saturating_add(cell.span),
            _ => joined.push(cell),
        }
    }
    joined
}
