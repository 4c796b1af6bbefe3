//! A grid in, what it is of the form out: which cell of the grid is which cell of which table, and what its labels must say.
//!
//! Nothing is read here. A grid may be a table of the form in several ways (editions; a part that a page's end has cut off): each is a [`Plan`],
//! and the labels decide. What fits no plan is refused.

use gouji::form::layout::{Entry, Layout};
use gouji::{CellId, Form, Table};

use crate::grid::{Box, Grid};

/// A way to take a grid for a table of the form, or for a part of one.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) table: Table,
    pub(crate) form: Form,
    /// Cells of the grid that are figures, as indices of [`Grid::cells`].
    pub(crate) figures: Vec<(usize, CellId)>,
    pub(crate) labels: Vec<Label>,
}

/// Cells of the grid that are a label together, with what the form says there.
pub(crate) type Label = (Vec<usize>, String);

/// The ways to take a grid; none where it is not the form's.
pub(crate) fn plans(grid: &Grid) -> Vec<Plan> {
    let mut plans = Vec::new();
    for &form in Form::ALL.iter().rev() {
        plans.extend(by_rows(grid, form));
        plans.extend(by_lines(grid, form));
    }
    plans.extend(by_columns(grid));
    plans
}

/// Every label that a table has in either edition, to be told apart from each other.
pub(crate) fn vocabulary(table: Table) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for &form in Form::ALL.iter().rev() {
        let layout = Layout::of(table, form);
        for entry in layout.head.iter().chain(layout.bodies.iter().flatten()).flatten() {
            if let Entry::Header(header) = entry {
                all.push(header.text.to_string());
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn index_of(grid: &Grid, is: impl Fn(&Box) -> bool) -> Option<usize> {
    grid.cells.iter().position(is)
}

/// The single cells of a row in the last `count` columns; none where some are merged.
fn last_singles(grid: &Grid, row: usize, count: usize) -> Option<Vec<usize>> {
    let first = grid.columns.checked_sub(count)?;
    let single =
        |column| index_of(grid, |cell| cell.is_single() && cell.rows.0 == row && cell.columns.0 == column);
    (first..grid.columns).map(single).collect()
}

/// A line of table 3: the cells of its label, and those of its figures.
type Line = (Vec<usize>, Vec<usize>);

/// Table 3: rows of seven figures behind a label of one line of the grid. However the labels before it are merged.
fn by_rows(grid: &Grid, form: Form) -> Vec<Plan> {
    const FIGURES: usize = 7;
    let Some(label_end) = grid.columns.checked_sub(FIGURES + 1) else { return Vec::new() };
    // What a label does not take of its line is an empty cell as often as a merged one.
    let body = |row: usize| {
        let figures = last_singles(grid, row, FIGURES)?;
        let is_label = |index: &usize| {
            let cell = &grid.cells[*index];
            cell.columns.1 <= label_end && cell.rows == (row, row)
        };
        let mut label: Vec<usize> = (0..grid.cells.len()).filter(is_label).collect();
        label.sort_by_key(|&index| grid.cells[index].columns.0);
        (!label.is_empty()).then_some((label, figures))
    };
    let rows: Vec<(usize, Line)> = (0..grid.rows).filter_map(|row| Some((row, body(row)?))).collect();
    // One below the other, down to the end.
    let in_turn = rows.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    if !in_turn || last.0 + 1 != grid.rows {
        return Vec::new();
    }
    let spec: Vec<u8> =
        (0u8..).zip(Table::T3.rows()).filter(|(_, row)| row.is_in(form)).map(|(row, _)| row).collect();
    let Some(spare) = spec.len().checked_sub(rows.len()) else { return Vec::new() };
    let has_head = first.0 > 0;
    let starts = if has_head { 0..=0 } else { 0..=spare };
    let head = has_head.then(|| heads(grid, first.0)).flatten();
    if has_head && head.is_none() {
        return Vec::new();
    }
    let plan = |start: usize| {
        let mut plan =
            Plan { table: Table::T3, form, figures: Vec::new(), labels: head.clone().unwrap_or_default() };
        for ((_, (label, figures)), &row) in rows.iter().zip(&spec[start..]) {
            let of = &Table::T3.rows()[usize::from(row)];
            plan.labels.push((label.clone(), format!("{}{}", of.number, of.label)));
            let id = |column| CellId { table: Table::T3, row, column };
            plan.figures.extend(figures.iter().zip(0u8..).map(|(&cell, column)| (cell, id(column))));
        }
        plan
    };
    starts.map(plan).collect()
}

/// The names of table 3's columns: in each of the last seven the lowest cell above the body.
fn heads(grid: &Grid, body: usize) -> Option<Vec<(Vec<usize>, String)>> {
    let columns = Table::T3.columns();
    let first = grid.columns - columns.len();
    let head = |(column, spec): (usize, &gouji::form::Column)| {
        let above = |cell: &Box| cell.rows.1 + 1 == body && cell.columns == (column, column);
        Some((vec![index_of(grid, above)?], spec.label.to_owned()))
    };
    (first..).zip(columns).map(head).collect()
}

/// Table 2: as many cells in each line as the form has, whatever they span. A part of its lines is one too.
fn by_lines(grid: &Grid, form: Form) -> Vec<Plan> {
    let layout = Layout::of(Table::T2, form);
    let lines: Vec<&Vec<Entry>> = layout.bodies.iter().flatten().collect();
    let in_line = |row: usize| -> Option<Vec<usize>> {
        let mut cells: Vec<usize> =
            (0..grid.cells.len()).filter(|&index| grid.cells[index].rows.0 == row).collect();
        cells.sort_by_key(|&index| grid.cells[index].columns.0);
        cells.iter().all(|&index| grid.cells[index].rows.1 == row).then_some(cells)
    };
    let Some(rows) = (0..grid.rows).map(in_line).collect::<Option<Vec<_>>>() else { return Vec::new() };
    // Two lines of a table may be anything.
    if rows.len() < 3 || rows.len() > lines.len() {
        return Vec::new();
    }
    let plan = |start: usize| {
        let mut plan = Plan { table: Table::T2, form, figures: Vec::new(), labels: Vec::new() };
        for (cells, entries) in rows.iter().zip(&lines[start..]) {
            if cells.len() != entries.len() {
                return None;
            }
            for (&cell, entry) in cells.iter().zip(*entries) {
                match entry {
                    Entry::Header(header) => plan.labels.push((vec![cell], header.text.to_string())),
                    Entry::Cell(spot) => plan.figures.push((cell, spot.cell)),
                }
            }
        }
        (!plan.figures.is_empty()).then_some(plan)
    };
    (0..=lines.len() - rows.len()).filter_map(plan).collect()
}

/// Table 4: fifteen columns, their names and below them one row of figures; or either alone, which a page's end has parted.
fn by_columns(grid: &Grid) -> Option<Plan> {
    let columns = Table::T4.columns();
    if grid.columns != columns.len() {
        return None;
    }
    let mut plan = Plan { table: Table::T4, form: Form::NEWEST, figures: Vec::new(), labels: Vec::new() };
    let figures = last_singles(grid, grid.rows - 1, columns.len());
    // Names are single cells too where the last line of the header stands alone.
    let is_header = |row: usize| {
        (0..columns.len()).all(|column| {
            index_of(grid, |cell| cell.columns == (column, column) && cell.rows.1 == row).is_some()
        })
    };
    let head = if figures.is_some() { grid.rows.checked_sub(2) } else { Some(grid.rows - 1) };
    if let Some(figures) = figures {
        let id = |column| CellId { table: Table::T4, row: 0, column };
        plan.figures = figures.into_iter().zip(0u8..).map(|(cell, column)| (cell, id(column))).collect();
    }
    if let Some(row) = head {
        if !is_header(row) {
            return None;
        }
        let name = |(column, spec): (usize, &gouji::form::Column)| {
            let cell = index_of(grid, |cell| cell.columns == (column, column) && cell.rows.1 == row)?;
            Some((vec![cell], spec.label.to_owned()))
        };
        plan.labels = (0..).zip(columns).map(name).collect::<Option<_>>()?;
        // The names repeat: which block is which stands above them.
        for (block, label) in [((0, 4), "行政复议"), ((5, 9), "未经复议直接起诉"), ((10, 14), "复议后起诉")]
        {
            let above = index_of(grid, |cell| cell.columns == block);
            plan.labels.extend(above.map(|cell| (vec![cell], label.to_owned())));
        }
    }
    Some(plan)
}
