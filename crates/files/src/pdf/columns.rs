//! Lines whose fields stand below each other to a table: tables that were made without ruling lines.
//!
//! Each line is a row: where a label is broken over lines, only the library can tell what belongs together.

use super::flow::{Item, ItemKind, Page, Table};
use super::geometry::Area;
use super::grid::Slot;
use super::lines::{Field, Line};
use super::paragraphs::is_title;
use super::stream::Budget;

/// Fewer columns than this may be a list of names or an address.
const MIN_COLUMNS: usize = 3;
/// More fields than this are no columns; table 4 has fifteen.
const MAX_COLUMNS: usize = 60;
/// Fewer rows with all columns than this align by chance.
const MIN_ROWS: usize = 2;

/// Replaces runs of lines with aligned fields by tables.
pub(super) fn gather(page: &mut Page, budget: &mut Budget) {
    let mut items = Vec::new();
    let mut run: Vec<Item> = Vec::new();
    for item in std::mem::take(&mut page.items) {
        let is_near =
            run.last().is_some_and(|last| item.area.top - last.area.bottom < 2.0 * last.area.height());
        let may_follow = matches!(&item.kind, ItemKind::Line(line) if is_near && !is_title(&line.text));
        if !may_follow {
            items.extend(close(std::mem::take(&mut run), budget));
        }
        if may_follow || is_row(&item) {
            run.push(item);
        } else {
            items.push(item);
        }
    }
    items.extend(close(run, budget));
    page.items = items;
}

/// A run as a table where it has columns; what follows its last full row is as it was.
fn close(mut run: Vec<Item>, budget: &mut Budget) -> Vec<Item> {
    let end = run.iter().rposition(is_row).map_or(0, |last| last + 1);
    let after = run.split_off(end);
    let mut items = match table(&run, budget) {
        Some(table) => vec![table],
        // Even without columns the fields of a line stay apart: `1 0 0 2` is not a number.
        None => run.into_iter().map(alone).collect(),
    };
    items.extend(after);
    items
}

fn is_row(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Line(line) if (MIN_COLUMNS..=MAX_COLUMNS).contains(&line.fields.len()))
}

/// A line of many fields as a table of its own.
fn alone(item: Item) -> Item {
    let ItemKind::Line(line) = &item.kind else { return item };
    if !is_row(&item) {
        return item;
    }
    let cells = line.fields.iter().enumerate().map(|(column, field)| (one(0, column), field.text.clone()));
    let table = Table { n_rows: 1, columns: Vec::new(), cells: cells.collect() };
    Item { area: item.area, kind: ItemKind::Table(table) }
}

/// Lines as the rows of a table; none where their fields do not align.
fn table(run: &[Item], budget: &mut Budget) -> Option<Item> {
    let lines: Vec<&Line> = run
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Line(line) => Some(line),
            _ => None,
        })
        .collect();
    let columns = columns(&lines)?;
    if !Budget::spend(&mut budget.cells, lines.len() * columns.len()) {
        return None;
    }
    let mut cells = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let mut next = 0;
        for field in &line.fields {
            let (first, last) = span(field, &columns, next)?;
            cells.extend((next..first).map(|column| (one(row, column), String::new())));
            cells.push((Slot { col_span: last + 1 - first, ..one(row, first) }, field.text.clone()));
            next = last + 1;
        }
        cells.extend((next..columns.len()).map(|column| (one(row, column), String::new())));
    }
    let area = Area::around(
        lines.iter().flat_map(|line| [(line.area.left, line.area.top), (line.area.right, line.area.bottom)]),
    )?;
    let table = Table { n_rows: lines.len(), columns: Vec::new(), cells };
    Some(Item { area, kind: ItemKind::Table(table) })
}

fn one(row: usize, column: usize) -> Slot {
    Slot { row, column, row_span: 1, col_span: 1 }
}

/// The columns of the fullest lines: what their fields cover together.
fn columns(lines: &[&Line]) -> Option<Vec<(f64, f64)>> {
    let mut counts: Vec<usize> = lines.iter().map(|line| line.fields.len()).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let most = *counts.get(MIN_ROWS - 1)?;
    if !(MIN_COLUMNS..=MAX_COLUMNS).contains(&most) {
        return None;
    }
    let full: Vec<&&Line> = lines.iter().filter(|line| line.fields.len() >= most).collect();
    let mut spans: Vec<(f64, f64)> =
        full.iter().flat_map(|line| line.fields.iter().map(|field| (field.left, field.right))).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in spans {
        match columns.last_mut() {
            Some(last) if left < last.1 => last.1 = last.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    (columns.len() >= MIN_COLUMNS).then_some(columns)
}

/// The columns from `next` on that a field stands in, or the nearest one.
fn span(field: &Field, columns: &[(f64, f64)], next: usize) -> Option<(usize, usize)> {
    let over = |&(left, right): &(f64, f64)| field.left < right && field.right > left;
    let first = (next..columns.len()).find(|&column| over(&columns[column]));
    if let Some(first) = first {
        let last = (first..columns.len()).rev().find(|&column| over(&columns[column]))?;
        return Some((first, last));
    }
    let middle = (field.left + field.right) / 2.0;
    let away = |column: usize| ((columns[column].0 + columns[column].1) / 2.0 - middle).abs();
    let nearest = (next..columns.len()).min_by(|&a, &b| away(a).total_cmp(&away(b)))?;
    Some((nearest, nearest))
}
