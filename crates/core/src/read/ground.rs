//! How it is known in which cells a row's figures stand.
//!
//! Comes in: a raw table, and the reading of a row. Goes out: its [`Ground`]. True columns are certain, and so is a row with just the form's
//! number of fields behind its own label; what rests on anything else is inferred. Labels and figures that came apart are seen
//! before any figure is given to a column.

use super::cells::RowReading;
use super::fit::Blanks;
use super::tables::{RawRow, RawTable, Slot};
use crate::document::Geometry;
use crate::form::{Form, Table};
use crate::report::Ground;

/// Rows with figures and blank cells, all of them fewer than the form's columns: one is torn, more are a table whose columns ran together.
const MIN_SHORT: usize = 2;

/// What the rows of a table show of damage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// Rows write their zeros, so that a label without figures has lost them.
    pub(super) writes_zeros: bool,
    /// There are labels without figures, and figures without labels: which belong together cannot be told by their order.
    pub(super) displaced: bool,
    /// Columns ran together, or one is gone.
    pub(super) short: bool,
    /// Rows of figures were torn from their labels: a field that is blank beside written zeros may have lost its figure as well.
    torn: bool,
    /// How many fields lines have, where rows are lines.
    usual: Option<Usual>,
    /// The last line with a row of the table.
    last_line: Option<(usize, u32)>,
}

impl Signs {
    /// The signs of a table.
    pub(super) fn of(raw: &RawTable, form: Form) -> Signs {
        let rows: Vec<(Option<&RawRow>, usize)> = (0u8..)
            .zip(raw.table.rows())
            .map(|(row, spec)| (raw.row(row), spec.columns(form).len()))
            .filter(|(_, n_columns)| *n_columns > 0)
            .collect();
        let count = |test: fn(&RawRow, usize) -> bool| {
            rows.iter().filter(|(row, n)| row.is_some_and(|row| !row.has_columns() && test(row, *n))).count()
        };
        let full = count(|row, n| row.filled() == n);
        let with_figures = count(|row, _| row.filled() > 0);
        let writes_zeros = raw.table != Table::T4 && full >= 3 && full * 2 >= with_figures;
        let is_hole = |row: &RawRow, n| {
            row.slots.is_empty() || row.filled() == 0 && !row.is_stream && row.slots.len() < n
        };
        let holes = rows.iter().any(|(row, n)| row.is_none_or(|row| is_hole(row, *n)));
        let loose = raw.orphans > 0 || count(|row, n| row.filled() > n) > 0;
        let torn = count(|row, n| {
            let is_line = !row.is_stream && row.geometry != Some(Geometry::Aligned);
            let filled = row.filled();
            is_line && row.slots.len() < n && (1..row.slots.len()).contains(&filled)
        });
        let doubles = rows.iter().filter_map(|(row, _)| *row).filter(|row| !row.has_columns());
        let doubles: usize = doubles.map(|row| row.doubles().count()).sum();
        // Rows that write their zeros and all have a figure too few: a column is gone.
        let one_short = count(|row, n| row.filled() + 1 == n && row.writes_zeros());
        let lost_column = full == 0 && one_short >= 3 && one_short * 5 >= with_figures * 3;
        let is_double = match raw.table {
            Table::T2 => false,
            Table::T3 => doubles >= MIN_SHORT,
            Table::T4 => doubles > 0,
        };
        let widths: Vec<u32> = rows.iter().filter_map(|(row, _)| row.and_then(RawRow::width)).collect();
        let lines = rows.iter().filter_map(|(row, _)| row.filter(|row| row.width().is_some()));
        let lengths: Vec<usize> = lines.map(|row| row.slots.len()).collect();
        Signs {
            last_line: rows.iter().filter_map(|(row, _)| row.and_then(RawRow::line)).max(),
            usual: Usual::of(&widths, &lengths).filter(|_| raw.table == Table::T3),
            writes_zeros,
            torn: writes_zeros && raw.rows.iter().any(|row| row.is_alone),
            displaced: raw.table == Table::T3 && loose && (holes || !writes_zeros),
            short: is_double || raw.table == Table::T3 && (torn >= MIN_SHORT || lost_column),
        }
    }
}

impl Signs {
    /// Whether a row of nothing but blank fields is one of blank cells.
    pub(super) fn keeps_blank(self, row: &RawRow) -> bool {
        !self.writes_zeros || !self.is_odd(row)
    }

    /// Whether the line has another number of fields than those around it. The last of a table may be without its pads.
    fn is_odd(self, row: &RawRow) -> bool {
        if self.last_line.is_some_and(|last| row.line() == Some(last))
            && row.keeps_fields(Table::T3.columns().len())
        {
            return false;
        }
        match (self.usual, row.width()) {
            (Some(Usual::Width(width)), Some(own)) => own != width,
            (Some(Usual::Length(length)), Some(_)) => row.slots.len() != length,
            _ => false,
        }
    }

    /// Whether the damage parts this row, whose place is inferred, from its label or its columns.
    pub(super) fn parts(self, reading: &RowReading) -> bool {
        let is_full = reading.raw.is_full(reading.columns.len());
        self.displaced && (!reading.raw.is_one_line() || self.writes_zeros && !is_full)
            || self.short && !is_full
    }
}

impl RawRow {
    /// Whether its fields stand in true columns.
    pub(super) fn has_columns(&self) -> bool {
        self.geometry == Some(Geometry::Spanned)
    }

    /// The block and the line of its fields.
    fn line(&self) -> Option<(usize, u32)> {
        let place = self.slots.first()?.place;
        place.row.map(|row| (place.block, row))
    }

    /// How many fields its line has, its label's among them.
    fn width(&self) -> Option<u32> {
        let last = self.slots.last().filter(|_| !self.is_stream && !self.has_columns())?;
        last.place.column.map(|column| column + 1)
    }

    /// Whether columns told from where words stand are fewer than the form's many: those without any figure left no trace.
    pub(super) fn lacks_columns(&self, n_columns: usize) -> bool {
        const MANY: usize = 7;
        n_columns >= MANY && self.geometry == Some(Geometry::Aligned) && self.slots.len() < n_columns
    }

    /// Its fields that hold two figures with nothing but a space between them, which is no mark of thousands.
    fn doubles(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| {
            let mut words = slot.text.as_str().split(' ').filter(|word| !word.is_empty());
            let is_figure = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
            let first = words.next().is_some_and(|word| is_figure(&word));
            let rest: Vec<&str> = words.collect();
            first && !rest.is_empty() && rest.iter().all(is_figure) && rest.iter().any(|word| word.len() != 3)
        })
    }

    /// Whether each cell of the form has its own figure, and no blank field says that one of them is two.
    fn is_full(&self, n_columns: usize) -> bool {
        let filled = || self.slots.iter().map(Slot::is_occupied);
        let first = filled().position(|filled| filled).unwrap_or(0);
        let run = filled().skip(first).take_while(|&filled| filled).count();
        self.filled() == n_columns && (self.is_stream || run == n_columns) && self.doubles().next().is_none()
    }

    /// Whether a zero of it is written.
    fn writes_zeros(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot.text.as_str().trim(), "0" | "０"))
    }

    /// Whether each of its fields is a cell, of a line or with a line of its own: no blank cell was lost between them.
    pub(super) fn keeps_fields(&self, n_columns: usize) -> bool {
        (!self.is_stream || self.is_listed) && self.slots.len() == n_columns
    }
}

/// What the lines of a table have in common.
#[derive(Clone, Copy, Debug)]
enum Usual {
    /// Nearly all have as many fields, labels and pads among them.
    Width(u32),
    /// As many fields behind the label: there are no pads for what labels span.
    Length(usize),
}

impl Usual {
    fn of(widths: &[u32], lengths: &[usize]) -> Option<Usual> {
        let (width, length) = (most_common(widths)?, most_common(lengths)?);
        let alike = widths.iter().filter(|other| **other == width).count();
        // Whichever more of them share.
        Some(match alike > lengths.iter().filter(|other| **other == length).count() {
            true => Usual::Width(width),
            false => Usual::Length(length),
        })
    }
}

/// The value that most have; the least of equals.
fn most_common<T: Copy + Ord>(values: &[T]) -> Option<T> {
    let count = |value: &T| values.iter().filter(|other| *other == value).count();
    values.iter().copied().max_by_key(|value| (count(value), std::cmp::Reverse(*value)))
}

/// On what the reading of a row rests.
pub(super) fn of(reading: &RowReading, signs: Signs, blanks: Blanks) -> Ground {
    let (row, n_columns) = (reading.raw, reading.columns.len());
    let [option] = reading.options.as_slice() else { return Ground::Inferred };
    if row.has_columns() {
        return Ground::Grid;
    }
    // Blank cells at the end of a table that came one cell a line are lost: its last row, table 4, begins where it does.
    let is_last = row.is_stream && n_columns == Table::T4.columns().len() && blanks == Blanks::Kept;
    let is_whole = option.iter().all(Option::is_some) || is_last && option[0].is_some();
    let is_full = is_whole && row.is_full(n_columns);
    match row.geometry {
        Some(Geometry::Aligned) if is_full => Ground::Row,
        Some(Geometry::Aligned) => Ground::Inferred,
        _ if signs.displaced && !(is_full && row.is_one_line()) => Ground::Inferred,
        _ if !is_whole || (signs.short || signs.torn) && !is_full => Ground::Inferred,
        // A field too few or too many: its blanks may be pads.
        _ if !is_full && signs.is_odd(row) => Ground::Inferred,
        Some(Geometry::Filled) if !signs.displaced => Ground::Grid,
        _ if is_full || blanks == Blanks::Kept || row.keeps_fields(n_columns) => Ground::Row,
        _ => Ground::Inferred,
    }
}
