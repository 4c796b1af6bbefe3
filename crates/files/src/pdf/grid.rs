//! The lines of one table to its cells: the smallest boxes between lines, merged where no line parts them.

use super::geometry::{Area, Rule};
use super::rules::{Frame, SAME};

/// Rows times columns beyond this are a drawing.
const MAX_CELLS: usize = 40_000;
/// How much of a cell's side a line must cover to close it.
const COVER: f64 = 0.6;

/// A table without its text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) area: Area,
    /// Left edges of the columns, and the right edge of the last.
    pub(super) columns: Vec<f64>,
    /// Upper edges of the rows, and the lower edge of the last.
    rows: Vec<f64>,
    /// Row by row, left to right.
    pub(super) slots: Vec<Slot>,
    /// For each position, row by row, the index of the slot that covers it.
    covers: Vec<usize>,
}

/// A cell's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) col_span: usize,
}

impl Grid {
    /// Finds the cells; none where the lines bound fewer than two.
    pub(super) fn of(frame: &Frame) -> Option<Grid> {
        let rows = positions(&frame.horizontals);
        let columns = positions(&frame.verticals);
        let (n_rows, n_columns) = (rows.len().checked_sub(1)?, columns.len().checked_sub(1)?);
        if n_rows * n_columns < 2 || n_rows * n_columns > MAX_CELLS {
            return None;
        }
        let lines_below = sides(&frame.horizontals, &rows, &columns);
        let lines_right = sides(&frame.verticals, &columns, &rows);
        const FREE: usize = usize::MAX;
        let mut covers = vec![FREE; n_rows * n_columns];
        let mut slots = Vec::new();
        for row in 0..n_rows {
            for column in 0..n_columns {
                if covers[row * n_columns + column] != FREE {
                    continue;
                }
                let mut end = column + 1;
                while end < n_columns
                    && covers[row * n_columns + end] == FREE
                    && !lines_right[end * n_rows + row]
                {
                    end += 1;
                }
                // A merged cell is a rectangle: it grows down only while its whole lower side is open and nothing
                // parts the row below.
                let goes_on = |next: usize| {
                    (column..end).all(|column| !lines_below[next * n_columns + column])
                        && (column + 1..end).all(|column| !lines_right[column * n_rows + next])
                };
                let mut below = row + 1;
                while below < n_rows && goes_on(below) {
                    below += 1;
                }
                for row in row..below {
                    covers[row * n_columns + column..row * n_columns + end].fill(slots.len());
                }
                slots.push(Slot { row, column, row_span: below - row, col_span: end - column });
            }
        }
        let area = frame.area()?;
        (slots.len() > 1).then_some(Grid { area, columns, rows, slots, covers })
    }

    pub(super) fn n_rows(&self) -> usize {
        self.rows.len() - 1
    }

    /// The cell that a point lies in, as an index of [`Grid::slots`].
    pub(super) fn slot_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.columns.partition_point(|&edge| edge <= x).checked_sub(1)?;
        let row = self.rows.partition_point(|&edge| edge <= y).checked_sub(1)?;
        let n_columns = self.columns.len() - 1;
        if column >= n_columns { None } else { self.covers.get(row * n_columns + column).copied() }
    }

    /// The box of a cell.
    pub(super) fn slot_area(&self, slot: Slot) -> Area {
        Area {
            left: self.columns[slot.column],
            top: self.rows[slot.row],
            right: self.columns[slot.column + slot.col_span],
            bottom: self.rows[slot.row + slot.row_span],
        }
    }
}

/// Where lines stand, those nearer than [`SAME`] as one.
fn positions(rules: &[Rule]) -> Vec<f64> {
    let mut all: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    all.sort_by(f64::total_cmp);
    let mut first = f64::NEG_INFINITY;
    all.retain(|&at| {
        let is_new = at - first > SAME;
        if is_new {
            first = at;
        }
        is_new
    });
    all
}

/// For each of `positions`, piece by piece between `across`, whether a line is there.
fn sides(rules: &[Rule], positions: &[f64], across: &[f64]) -> Vec<bool> {
    let n_pieces = across.len() - 1;
    let mut sides = vec![false; positions.len() * n_pieces];
    for rule in rules {
        let Some(index) = positions.partition_point(|&at| at <= rule.at).checked_sub(1) else { continue };
        for (piece, ends) in across.windows(2).enumerate() {
            let covered = rule.to.min(ends[1]) - rule.from.max(ends[0]);
            if covered >= (ends[1] - ends[0]) * COVER {
                sides[index * n_pieces + piece] = true;
            }
        }
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::rules;

    /// Cells of lines given as (at, from, to), as `row,column,row_span×col_span`.
    fn cells(horizontals: &[(f64, f64, f64)], verticals: &[(f64, f64, f64)]) -> Vec<String> {
        let rules = |lines: &[(f64, f64, f64)]| -> Vec<Rule> {
            lines.iter().map(|&(at, from, to)| Rule { at, from, to }).collect()
        };
        let frames = rules::frames(&rules(horizontals), &rules(verticals));
        let slots = frames.iter().filter_map(Grid::of).flat_map(|grid| grid.slots);
        slots
            .map(|slot| format!("{},{},{}×{}", slot.row, slot.column, slot.row_span, slot.col_span))
            .collect()
    }

    #[test]
    fn missing_lines_merge_cells() {
        assert_eq!(
            cells(
                &[(0.0, 0.0, 90.0), (20.0, 30.0, 90.0), (40.0, 0.0, 90.0)],
                &[(0.0, 0.0, 40.0), (30.0, 0.0, 40.0), (60.0, 20.0, 40.0), (90.0, 0.0, 40.0)],
            ),
            ["0,0,2×1", "0,1,1×2", "1,1,1×1", "1,2,1×1"]
        );
    }

    #[test]
    fn a_row_without_a_closing_line_ends_where_the_verticals_end() {
        assert_eq!(
            cells(
                &[(0.0, 0.0, 60.0), (20.0, 0.0, 60.0)],
                &[(0.0, 0.0, 40.0), (30.0, 0.0, 40.0), (60.0, 0.0, 40.0)],
            ),
            ["0,0,1×1", "0,1,1×1", "1,0,1×1", "1,1,1×1"]
        );
    }

    #[test]
    fn double_lines_dashes_and_open_sides() {
        assert_eq!(
            cells(
                &[
                    (0.0, 0.0, 60.0),
                    (2.0, 0.0, 60.0),
                    (20.0, 0.0, 28.0),
                    (20.4, 30.0, 60.0),
                    (40.0, 0.0, 60.0)
                ],
                &[(30.0, 0.0, 18.0), (30.0, 20.0, 40.0)],
            ),
            ["0,0,1×1", "0,1,1×1", "1,0,1×1", "1,1,1×1"]
        );
        assert_eq!(
            cells(&[(0.0, 0.0, 60.0), (40.0, 0.0, 60.0)], &[(0.0, 0.0, 40.0), (60.0, 0.0, 40.0)]),
            [""; 0],
            "a frame around text is no table"
        );
    }
}
