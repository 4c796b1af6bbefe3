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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// A row of which it is known where its cells end: how .doc and .rtf keep tables.
#[derive(Default)]
pub(crate) struct EdgeRow {
    /// Where the first cell begins, in twips.
    pub(crate) left: i32,
    /// The cells, with where each ends.
    pub(crate) cells: Vec<(i32, RowCell)>,
}

/// Edges nearer than this are one, in twips: programs round them, row by row. No column is as narrow.
const SAME_EDGE: i32 = 45;

/// Gives cells the columns that all edges of the table make.
pub(crate) fn rows_of_edges(rows: Vec<EdgeRow>) -> Vec<Row> {
    let ends = |row: &EdgeRow| row.cells.iter().map(|(right, _)| *right).collect::<Vec<i32>>();
    let mut edges: Vec<i32> = rows.iter().flat_map(|row| [row.left].into_iter().chain(ends(row))).collect();
    edges.sort_unstable();
    // Each edge is the first of those that are the same.
    let mut columns: Vec<i32> = Vec::new();
    for edge in edges {
        if columns.last().is_none_or(|last| edge.saturating_sub(*last) > SAME_EDGE) {
            columns.push(edge);
        }
    }
    let column_of = |edge: i32| columns.partition_point(|&column| column <= edge).saturating_sub(1) as u32;
    rows.into_iter()
        .map(|row| {
            let before = column_of(row.left);
            let mut column = before;
            let spans: Vec<u32> = row
                .cells
                .iter()
                .map(|(right, _)| {
                    let start = column;
                    column = column_of(*right).max(start);
                    column - start
                })
                .collect();
            // Where cells take no room, the edges say nothing.
            let is_true = spans.iter().all(|span| *span > 0);
            let cells = row.cells.into_iter().zip(spans);
            let cells =
                cells.map(|((_, cell), span)| RowCell { span: if is_true { span } else { 1 }, ..cell });
            Row { before: if is_true { before } else { 0 }, cells: cells.collect() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of each row, from the edges of its cells.
    fn spans(rows: &[(i32, &[i32])]) -> Vec<(u32, Vec<u32>)> {
        let cell = |&right: &i32| (right, RowCell::default());
        let rows =
            rows.iter().map(|(left, ends)| EdgeRow { left: *left, cells: ends.iter().map(cell).collect() });
        let row = |row: Row| (row.before, row.cells.iter().map(|cell| cell.span).collect());
        rows_of_edges(rows.collect()).into_iter().map(row).collect()
    }

    #[test]
    fn edges_make_columns() {
        assert_eq!(
            spans(&[(-108, &[1000, 3000]), (-100, &[1010, 2000, 2990]), (1000, &[2000, 3000])]),
            [(0, vec![1, 2]), (0, vec![1, 1, 1]), (1, vec![1, 1])]
        );
        // A writer that knows of no widths.
        assert_eq!(spans(&[(0, &[0, 0, 0]), (0, &[500, 400])]), [(0, vec![1, 1, 1]), (0, vec![1, 1])]);
        assert_eq!(spans(&[(i32::MIN, &[i32::MAX, i32::MIN])]), [(0, vec![1, 1])]);
    }
}
