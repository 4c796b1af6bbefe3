//! Spreadsheets in, HTML with one table for each visible sheet out.
//!
//! Both kinds of files become a [`Sheet`] of texts; what is hidden there is left out. Read here rather than with `calamine`:
//! on damaged xls files it panics or asks for terabytes (cells of a sheet go into one array as large as the file claims), a
//! panic ends the page, and it costs 369 kB in the browser. Only what a table needs is read: values as stored, no formats.

mod prose;
mod records;
mod strings;
pub(crate) mod xls;
pub(crate) mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use gouji::Error;

use crate::page::{self, Cell, Tally};

/// What stands in a cell whose formula was never computed: no number, so that it is noticed, and not blank.
pub(crate) const NO_RESULT: &str = "=（公式无结果）";

/// Blank rows or columns in a row that are kept; any more are a gap between tables, and are cut down to this.
const MAX_GAP: u32 = 10;

/// A sheet's cells by row and column, zero-based.
#[derive(Default)]
pub(crate) struct Sheet {
    cells: BTreeMap<(u32, u32), String>,
    /// First row and column, last row and column.
    merges: Vec<[u32; 4]>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: Vec<RangeInclusive<u32>>,
}

impl Sheet {
    /// Sets a cell's text; blank texts are not kept.
    pub(crate) fn set(
        &mut self,
        row: u32,
        column: u32,
        text: String,
        tally: &mut Tally,
    ) -> Result<(), Error> {
        // A blank text of a million characters may be that of a million cells.
        tally.add_text(text.len())?;
        if !text.trim().is_empty() {
            tally.add_cells(1)?;
            self.cells.insert((row, column), text);
        }
        Ok(())
    }

    /// Merges cells of rows and columns, both from first to last.
    pub(crate) fn merge(
        &mut self,
        rows: (u32, u32),
        columns: (u32, u32),
        tally: &mut Tally,
    ) -> Result<(), Error> {
        tally.add_cells(1)?;
        if rows.0 <= rows.1 && columns.0 <= columns.1 {
            self.merges.push([rows.0, columns.0, rows.1, columns.1]);
        }
        Ok(())
    }

    /// Leaves out a row.
    pub(crate) fn hide_row(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// Shows rows again.
    pub(crate) fn show_rows(&mut self, rows: RangeInclusive<u32>) {
        self.hidden_rows.retain(|row| !rows.contains(row));
    }

    /// Leaves out columns.
    pub(crate) fn hide_columns(&mut self, columns: RangeInclusive<u32>) {
        // Nobody hides more one by one; each is looked at for every cell.
        if self.hidden_columns.len() < 1000 {
            self.hidden_columns.push(columns);
        }
    }

    fn is_shown(&self, row: u32, column: u32) -> bool {
        !self.hidden_rows.contains(&row) && !self.hidden_columns.iter().any(|range| range.contains(&column))
    }

    /// Whether none of its texts is hidden.
    pub(crate) fn is_shown_whole(&self) -> bool {
        self.cells.keys().all(|&(row, column)| self.is_shown(row, column))
    }

    /// Adds the sheet to a page, without its blank edges; nothing for a blank sheet.
    pub(crate) fn write(&self, html: &mut String, tally: &mut Tally) -> Result<(), Error> {
        let is_shown = |row: u32, column: u32| self.is_shown(row, column);
        let filled: Vec<(u32, u32)> =
            self.cells.keys().copied().filter(|&(row, column)| is_shown(row, column)).collect();
        let rows = kept(filled.iter().map(|cell| cell.0).collect(), |row| is_shown(row, u32::MAX));
        let columns = kept(filled.iter().map(|cell| cell.1).collect(), |column| is_shown(u32::MAX, column));
        if rows.is_empty() {
            return Ok(());
        }
        tally.add_cells(rows.len().saturating_mul(columns.len()))?;
        let spans = self.spans(&rows, &columns, tally)?;
        let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut table = Vec::with_capacity(rows.len());
        // How many texts stand in a row or reach into it.
        let mut n_texts = vec![0usize; rows.len()];
        for (row_idx, &row) in rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(columns.len());
            for (column_idx, &column) in columns.iter().enumerate() {
                if covered.remove(&(row_idx, column_idx)) {
                    continue;
                }
                let span = spans.get(&(row_idx, column_idx));
                let (height, width, text) = span.map_or_else(
                    || (1, 1, self.cells.get(&(row, column))),
                    |&(height, width, anchor)| (height, width, self.cells.get(&anchor)),
                );
                for down in 0..height {
                    covered.extend((0..width).map(|right| (row_idx + down, column_idx + right)));
                }
                covered.remove(&(row_idx, column_idx));
                let text = text.map_or("", String::as_str);
                if !text.trim().is_empty() {
                    n_texts[row_idx..row_idx + height].iter_mut().for_each(|count| *count += 1);
                }
                let mut cell = Cell { html: String::new(), col_span: width as u32, row_span: height as u32 };
                page::push_text(&mut cell.html, text);
                cells.push(cell);
            }
            table.push(cells);
        }
        prose::push(html, table, &n_texts)
    }

    /// Merged cells by the place of their first kept row and column, with their size there and the cell that has the text.
    /// Where they overlap, which no program writes, the first counts.
    fn spans(&self, rows: &[u32], columns: &[u32], tally: &mut Tally) -> Result<Spans, Error> {
        let mut spans = BTreeMap::new();
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &[top, left, bottom, right] in &self.merges {
            let (row, row_end) = (rows.partition_point(|&r| r < top), rows.partition_point(|&r| r <= bottom));
            let column = columns.partition_point(|&c| c < left);
            let column_end = columns.partition_point(|&c| c <= right);
            if row == row_end || column == column_end {
                continue;
            }
            // Merged cells that do not overlap are no more than the table's.
            tally.add_cells((row_end - row).saturating_mul(column_end - column))?;
            let places =
                || (row..row_end).flat_map(|row| (column..column_end).map(move |column| (row, column)));
            if places().any(|place| taken.contains(&place)) {
                continue;
            }
            taken.extend(places());
            spans.insert((row, column), (row_end - row, column_end - column, (top, left)));
        }
        Ok(spans)
    }
}

/// Merged cells: the place of the first, rows and columns, and the cell that has the text.
type Spans = BTreeMap<(usize, usize), (usize, usize, (u32, u32))>;

/// The rows, or columns, that are written: those with text and what lies between, long gaps cut.
fn kept(filled: BTreeSet<u32>, is_shown: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut kept = Vec::new();
    let mut next = None;
    for index in filled {
        if let Some(next) = next {
            kept.extend((next..index).take(MAX_GAP as usize).filter(|&gap| is_shown(gap)));
        }
        kept.push(index);
        next = Some(index + 1);
    }
    kept
}

/// A stored number as its user means it: whole numbers without `.0`, and without the noise of binary fractions.
///
/// Excel itself keeps 15 digits, so 0.1 + 0.2 is 0.3.
pub(crate) fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Negative zero is zero.
    (rounded + 0.0).to_string()
}

#[cfg(test)]
mod tests;
