//! Raw tables to cells: the edition of the form, the column of every value, and what the values say.
//!
//! Columns come from the header: by position where the grid's columns are true, by the header's order where only the order
//! of the fields is left. Where the header cannot be read they are counted, and a note says so.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::doubt::{self, Doubts, Line};
use super::fit::{self, Assignment, Blanks, Candidates, Part, Settled, Steps};
use super::ground::{self, Signs};
use super::tables::{HeaderColumn, RawRow, RawTable, Slot};
use crate::document::Geometry;
use crate::form::{CellId, Form, Quantity, Table};
use crate::order;
use crate::report::{Fit, Ground, Note, Report};
use crate::value::number::{self, CellText};
use crate::value::{Cell, State, of_text};

/// Readings kept for equations over ambiguous cells.
const MAX_FITS: usize = 64;

/// Puts the cells of the fullest raw table of each kind into the report.
pub(super) fn fill(report: &mut Report, tables: Vec<RawTable>, steps: &Steps) {
    let fullest = Table::ALL.into_iter().filter_map(|table| {
        let of_kind = tables.iter().filter(|raw| raw.table == table && is_recognised(raw));
        // The first of equally full ones.
        of_kind.rev().max_by_key(|raw| raw.weight())
    });
    let chosen: Vec<(&RawTable, Form)> = fullest.map(|raw| (raw, edition(raw))).collect();
    // What one table shows of its blanks holds for all: they were copied together. A blank before a value shows that
    // blanks were kept; a short row may also just end in blanks, so it only counts where nothing else does.
    let signs: Vec<Option<Blanks>> = chosen.iter().map(|(raw, form)| signs(raw, *form)).collect();
    // But the last figure of a row of table 3 is its 总计: rows of several figures that end before it have lost their blanks, and a row of another
    // table that shows one is damaged.
    let ends_early = |((raw, _), sign): (&(&RawTable, Form), &Option<Blanks>)| {
        raw.table == Table::T3
            && *sign == Some(Blanks::Dropped)
            && raw.rows.iter().any(|row| row.filled() > 1)
    };
    let common = match chosen.iter().zip(&signs).any(ends_early) {
        true => Some(Blanks::Dropped),
        false => [Blanks::Kept, Blanks::Dropped].into_iter().find(|sign| signs.contains(&Some(*sign))),
    };
    for (raw, form) in chosen {
        report.forms.insert(raw.table, form);
        // Cells that come one a line lose their blanks as a rule.
        let usual = if raw.rows.iter().any(|row| row.is_stream) { Blanks::Dropped } else { Blanks::Kept };
        fill_table(report, raw, form, common.unwrap_or(usual), steps);
    }
}

/// What the rows of a table show of blank cells.
fn signs(raw: &RawTable, form: Form) -> Option<Blanks> {
    let rows = (0u8..).zip(raw.table.rows()).filter_map(|(row, spec)| {
        let mut occupied: Vec<bool> = raw.row(row)?.slots.iter().map(Slot::is_occupied).collect();
        if raw.table == Table::T4 && raw.row(row)?.is_stream {
            // Blanks before the row may be its header's.
            let first = occupied.iter().position(|&filled| filled).unwrap_or(0);
            occupied.drain(..first);
        }
        Some((occupied, spec.columns(form).len()))
    });
    let rows: Vec<(Vec<bool>, usize)> = rows.collect();
    let shown = fit::blanks(rows.iter().map(|(occupied, n_columns)| (occupied.as_slice(), *n_columns)));
    // Rows without a figure that have a line for each of their cells.
    let has_lines = |row: &RawRow| {
        (0..row.slots.len()).filter(|&slot| !row.shares_line(slot)).count() >= raw.table.columns().len()
    };
    let kept = || {
        raw.table == Table::T3
            && raw.rows.len() > 2
            && raw.rows.iter().all(|row| row.is_stream && has_lines(row))
    };
    shown.or_else(|| kept().then_some(Blanks::Kept))
}

/// A menu can hold a label or two; a table has values behind several.
fn is_recognised(raw: &RawTable) -> bool {
    /// Labels without any value are a table whose blank cells were dropped, if they are so many.
    const MIN_LABELS: usize = 12;
    /// So are the rows of a short one, under its header: a menu names rows of table 2, and no column.
    const MIN_UNDER_HEADER: usize = 5;
    let with_slots = raw.rows.iter().filter(|row| !row.slots.is_empty()).count();
    match raw.table {
        Table::T2 => {
            let headed = || raw.rows.iter().filter(|row| !row.header.is_empty());
            with_slots >= 2
                || headed().any(|row| !row.slots.is_empty())
                || headed().count() >= MIN_UNDER_HEADER
        }
        Table::T3 => with_slots >= 3 || raw.rows.len() >= MIN_LABELS,
        Table::T4 => {
            let is_whole = |row: &RawRow| row.slots.iter().filter(|slot| slot.is_occupied()).count() == 15;
            with_slots >= 1 && raw.header.len() >= 3
                || raw.header.len() >= 10
                || raw.rows.iter().any(is_whole)
        }
    }
}

/// The edition of the form, from the table's own labels.
fn edition(raw: &RawTable) -> Form {
    // Where blank cells of table 3 were dropped, the labels of its rows still tell.
    let tells = |row: &&RawRow| raw.table == Table::T3 || !row.slots.is_empty();
    let rows: Vec<u8> = raw.rows.iter().filter(tells).filter_map(|row| row.key).collect();
    let columns: Vec<u8> = raw.rows.iter().flat_map(|row| &row.header).map(|column| column.column).collect();
    Form::shown(raw.table, &columns, &rows)
}

/// A row of the form with its raw row, its columns in the order of the source, and the ways to read it.
pub(super) struct RowReading<'a> {
    row: u8,
    pub(super) raw: &'a RawRow,
    /// The form's columns, in the order in which the source gives them.
    pub(super) columns: Vec<u8>,
    pub(super) options: Vec<Assignment>,
}

fn fill_table(report: &mut Report, raw: &RawTable, form: Form, blanks: Blanks, steps: &Steps) {
    let table = raw.table;
    let signs = Signs::of(raw, form);
    let mut counted = false;
    let mut readings = Vec::new();
    let mut missing = Vec::new();
    for (row, spec) in (0u8..).zip(table.rows()) {
        let columns = spec.columns(form);
        if columns.is_empty() {
            continue;
        }
        let id = |column: &u8| CellId { table, row, column: *column };
        // Behind a label without any figure: blank cells that were dropped, or damage where the others write their zeros.
        let may_be_blank = blanks == Blanks::Dropped && !signs.writes_zeros;
        let found = raw.row(row).filter(|row| match blanks {
            _ if row.filled() > 0 => true,
            _ if row.has_columns() || row.geometry == Some(Geometry::Aligned) => {
                !row.slots.is_empty() || may_be_blank
            }
            Blanks::Dropped => may_be_blank || row.slots.len() >= columns.len(),
            // Fewer blank fields than cells are what is left of a row.
            Blanks::Kept => row.slots.len() >= columns.len() && signs.keeps_blank(row),
        });
        let Some(found) = found else {
            missing.extend(columns.iter().map(id));
            continue;
        };
        let by_position = by_position(raw, found, columns)
            .filter(|option| !found.lacks_columns(columns.len()) || adds_up_in(option, found));
        let reading = match by_position {
            Some(assignment) => {
                RowReading { row, raw: found, columns: columns.to_vec(), options: vec![assignment] }
            }
            None => {
                let order = header_order(raw, found, columns);
                counted |= order.is_none() && !found.slots.is_empty();
                let occupied: Vec<bool> = found.slots.iter().map(Slot::is_occupied).collect();
                // Just the form's fields on one line are its cells, whatever was lost elsewhere.
                let blanks = match () {
                    () if found.keeps_fields(columns.len()) => Blanks::Kept,
                    () if found.lacks_columns(columns.len()) => Blanks::Dropped,
                    () => blanks,
                };
                let mut options = match one_a_line(raw, found, blanks) {
                    Some(options) => options,
                    None => fit::sequences(&occupied, columns.len(), blanks),
                };
                // The last of several figures is the row's 总计: were that blank, the row would be wrong either way.
                if table == Table::T3 && found.filled() > 1 {
                    options.retain(|option| {
                        blanks == Blanks::Kept || option.last().is_some_and(Option::is_some)
                    });
                }
                RowReading { row, raw: found, columns: order.unwrap_or_else(|| columns.to_vec()), options }
            }
        };
        if reading.options.is_empty() {
            missing.extend(columns.iter().map(id));
        } else {
            readings.push(reading);
        }
    }
    vote_on_windows(table, &mut readings);
    let (settled, first_is_natural) = settle(table, form, &readings, blanks, steps);
    let grounds: Vec<Ground> = readings.iter().map(|reading| ground::of(reading, signs, blanks)).collect();
    let doubts = doubts(raw, form, &readings, &settled, &grounds, signs);
    let mut ambiguous = Vec::new();
    let mut doubtful = Vec::new();
    let mut unsure = Vec::new();
    for (index, (reading, options)) in readings.iter().zip(&settled.options).enumerate() {
        report.grounds.insert((table, reading.row), grounds[index]);
        if doubts.rows.contains(&index) {
            doubtful.extend(doubtful_row(report, table, reading, options));
            continue;
        }
        for (index, &column) in reading.columns.iter().enumerate() {
            let id = CellId { table, row: reading.row, column };
            let slots: Vec<Option<&Slot>> = options
                .iter()
                .map(|&option| reading.options[option][index].map(|slot| &reading.raw.slots[slot]))
                .collect();
            let cells: Vec<Cell> = slots.iter().map(|slot| read_cell(*slot, id.quantity())).collect();
            let agree = cells.windows(2).all(|pair| pair[0].state == pair[1].state);
            let first = cells.into_iter().next();
            let cell = match first {
                Some(cell) if agree => cell,
                // Which figure is not certain; that it is there is: the likeliest reading shows it.
                likeliest => {
                    ambiguous.push(id);
                    let (raw, place) = likeliest.map_or((None, None), |cell| (cell.raw, cell.place));
                    Cell { raw, state: State::Ambiguous, flaw: None, place }
                }
            };
            // A figure of a picture that is not sure shows its likeliest text and claims nothing.
            let candidates = slots.iter().flatten().find_map(|slot| slot.text.candidates());
            let cell = match candidates {
                Some(candidates) => {
                    unsure.push(id);
                    report.unsure.insert(id, candidates.to_vec());
                    Cell { state: State::Ambiguous, flaw: None, ..cell }
                }
                None => cell,
            };
            report.cells.insert(id, cell);
        }
    }
    for &id in &missing {
        report.cells.insert(id, Cell { raw: None, state: State::Missing, flaw: None, place: None });
    }
    if first_is_natural {
        report.notes.push(Note::FirstIsNatural);
    }
    if !ambiguous.is_empty() {
        report.fits.insert(table, fits(table, &readings, &settled, &ambiguous));
        order::sort(&mut ambiguous);
        report.notes.push(Note::Ambiguous { table, cells: ambiguous });
    }
    if !doubtful.is_empty() {
        let quotes = readings.iter().zip(0..).filter(|(_, index)| doubts.rows.contains(index));
        let quote = quotes.filter_map(|(reading, _)| reading.raw.quote()).next();
        order::sort(&mut doubtful);
        report.notes.push(Note::Doubtful { table, cells: doubtful, apart: doubts.apart, quote });
    }
    if !unsure.is_empty() {
        order::sort(&mut unsure);
        report.notes.push(Note::Unsure { table, cells: unsure });
    }
    if counted {
        report.notes.push(Note::Counted { table });
    }
    if !missing.is_empty() {
        report.notes.push(Note::MissingRows { table, cells: missing });
    }
}

/// The cells of a row that is in doubt: unknown, with what stands where each would be by the likeliest reading.
fn doubtful_row(report: &mut Report, table: Table, reading: &RowReading, options: &[usize]) -> Vec<CellId> {
    let likeliest = options.first().map(|&option| &reading.options[option]);
    let cells = reading.columns.iter().enumerate().map(|(index, &column)| {
        let id = CellId { table, row: reading.row, column };
        let slot = likeliest.and_then(|option| option[index]).map(|slot| &reading.raw.slots[slot]);
        let cell = Cell { state: State::Ambiguous, flaw: None, ..read_cell(slot, id.quantity()) };
        report.cells.insert(id, cell);
        id
    });
    cells.collect()
}

/// The rows in doubt, as indices of readings.
fn doubts(
    raw: &RawTable,
    form: Form,
    readings: &[RowReading],
    settled: &Settled,
    grounds: &[Ground],
    signs: Signs,
) -> Doubts {
    let table = raw.table;
    let inferred = || (0..readings.len()).filter(|&index| grounds[index] == Ground::Inferred);
    let lost: Vec<usize> = inferred()
        .filter(|&index| signs.parts(&readings[index]) || takes_over(raw, form, &readings[index]))
        .collect();
    match table {
        Table::T2 => {
            Doubts { rows: doubts_of_table_2(raw, form, readings, signs.writes_zeros), apart: false }
        }
        Table::T3 => {
            let expected = table.rows().iter().filter(|row| row.is_in(form)).count();
            let lines: Vec<Line> = readings
                .iter()
                .zip(&settled.options)
                .zip(grounds)
                .map(|((reading, options), &ground)| line(reading, options, ground))
                .collect();
            let judged = (1..=MAX_FITS).contains(&settled.readings.len());
            let doubts = doubt::weigh(&lines, lost, lines.len() == expected, judged);
            beside_doubt(raw, readings, grounds, doubts)
        }
        Table::T4 => {
            let breaks = |index: &usize| {
                let reading = &readings[*index];
                // A row that writes its zeros has lost figures where it has too few.
                let writes = |slot: &Slot| slot.is_occupied() && whole(&slot.text) == 0;
                let keeps = reading.raw.slots.iter().all(Slot::is_occupied);
                if keeps
                    && reading.raw.slots.iter().any(writes)
                    && reading.raw.filled() < reading.columns.len()
                {
                    return true;
                }
                let values: Vec<i64> = reading.raw.slots.iter().map(|slot| whole(&slot.text)).collect();
                let fails = |&option: &usize| broken_blocks(&reading.options[option], &values) > 0;
                let is_aligned = reading.raw.geometry == Some(Geometry::Aligned);
                settled.options[*index].iter().all(fails)
                    && (!is_aligned || adds_up_elsewhere(reading.raw, &values))
            };
            Doubts { rows: inferred().filter(breaks).collect(), apart: false }
        }
    }
}

/// The rows of table 2 in doubt. No equation tells whether a figure stands in its place, so damage must be seen in the rows themselves: figures
/// behind a label whose neighbour under the same header is gone may be the neighbour's, and of too few of them beside written zeros, or on a line that
/// is shorter than the neighbour's, nobody can say which is lost.
fn doubts_of_table_2(raw: &RawTable, form: Form, readings: &[RowReading], writes_zeros: bool) -> Vec<usize> {
    let columns = |row: u8| Table::T2.rows().get(usize::from(row)).map(|row| row.columns(form));
    let is_gone = |row: u8, of: &RowReading| {
        columns(row).is_some_and(|columns| columns == of.columns.as_slice()) && raw.row(row).is_none()
    };
    let is_short = |reading: &RowReading| {
        let row = reading.raw;
        let is_cell = |slot: &usize| row.slots[*slot].is_occupied() || !row.shares_line(*slot);
        let (own, whole) = (row.slots.len(), reading.columns.len());
        let few = writes_zeros && row.filled() < whole;
        if row.is_stream {
            return few && (0..own).filter(is_cell).count() < whole;
        }
        let others = readings.iter().filter(|other| other.columns == reading.columns && !other.raw.is_stream);
        let widest = others.map(|other| other.raw.slots.len()).max().unwrap_or(own);
        widest >= whole && own < widest && (few || own < whole)
    };
    let is_doubtful = |index: &usize| {
        let reading = &readings[*index];
        let has_figures = reading.raw.filled() > 0 && !reading.raw.has_columns();
        has_figures && (is_gone(reading.row + 1, reading) || is_short(reading))
    };
    (0..readings.len()).filter(is_doubtful).collect()
}

/// A label without figures beside a row in doubt, or beside one with too many figures to be read, may have lost them to it.
fn beside_doubt(raw: &RawTable, readings: &[RowReading], grounds: &[Ground], mut doubts: Doubts) -> Doubts {
    let index_of = |row: u8| readings.iter().position(|reading| reading.row == row);
    let is_doubtful = |row: u8| match index_of(row) {
        Some(index) => doubts.rows.contains(&index),
        None => raw.row(row).is_some_and(|row| row.filled() > 0),
    };
    let beside: Vec<usize> = (0..readings.len())
        .filter(|&index| grounds[index] == Ground::Inferred && readings[index].raw.filled() == 0)
        .filter(|index| !doubts.rows.contains(index))
        .filter(|&index| {
            let row = readings[index].row;
            is_doubtful(row + 1) || row.checked_sub(1).is_some_and(is_doubtful)
        })
        .collect();
    doubts.rows.extend(beside);
    doubts
}

/// Whether the label of the next row of the form is not there at all, so that figures that came one a line behind this one may be that row's.
fn takes_over(raw: &RawTable, form: Form, reading: &RowReading) -> bool {
    let mut rows = (0u8..).zip(raw.table.rows()).skip(usize::from(reading.row) + 1);
    let next = rows.find(|(_, spec)| spec.is_in(form));
    let is_line = reading.raw.is_one_line();
    raw.table == Table::T3
        && reading.raw.filled() > 0
        && !is_line
        && next.is_some_and(|(row, _)| raw.row(row).is_none())
}

/// A row of table 3 for weighing doubt.
fn line(reading: &RowReading, options: &[usize], ground: Ground) -> Line {
    const COLUMNS: usize = 7;
    let values: Vec<i64> = reading.raw.slots.iter().map(|slot| whole(&slot.text)).collect();
    let vector = |&option: &usize| {
        let mut vector = [0i64; COLUMNS];
        for (slot, &column) in reading.options[option].iter().zip(&reading.columns) {
            vector[column as usize] = slot.map_or(0, |slot| values[slot]);
        }
        vector
    };
    let vectors: Vec<[i64; COLUMNS]> = options.iter().map(vector).collect();
    let adds_up = |values: &[i64; COLUMNS]| {
        values[..COLUMNS - 1].iter().fold(0i64, |sum, value| sum.saturating_add(*value))
            == values[COLUMNS - 1]
    };
    let occupied = reading.raw.slots.iter().zip(&values).filter(|(slot, _)| slot.is_occupied());
    Line {
        part: part(reading.row),
        ground,
        figures: occupied.map(|(_, &value)| value).collect(),
        adds_up: vectors.iter().any(adds_up),
        values: std::array::from_fn(|column| {
            let first = vectors.first()?[column];
            vectors.iter().all(|vector| vector[column] == first).then_some(first)
        }),
        may_lack: reading.raw.filled() < COLUMNS && reading.raw.geometry != Some(Geometry::Aligned),
    }
}

/// Whether some order-keeping place of a row's figures makes all blocks of table 4 add up.
fn adds_up_elsewhere(row: &RawRow, values: &[i64]) -> bool {
    const COLUMNS: usize = 15;
    let occupied: Vec<bool> = row.slots.iter().map(Slot::is_occupied).collect();
    let places = fit::sequences(&occupied, COLUMNS, Blanks::Dropped);
    places.iter().any(|option| broken_blocks(option, values) == 0)
}

/// Whether a row of table 3 adds up with its figures in these columns.
fn adds_up_in(option: &Assignment, row: &RawRow) -> bool {
    let value = |slot: &Option<usize>| slot.map_or(0, |slot| whole(&row.slots[slot].text));
    let Some((total, parts)) = option.split_last() else { return false };
    parts.iter().map(value).fold(0i64, i64::saturating_add) == value(total)
}

/// How many blocks of table 4 do not add up in a reading.
fn broken_blocks(option: &Assignment, values: &[i64]) -> usize {
    let value = |column: usize| option[column].map_or(0, |slot| values[slot]);
    let fails = |block: &usize| {
        let parts = (0..4).map(|part| value(block * 5 + part));
        parts.fold(0i64, i64::saturating_add) != value(block * 5 + 4)
    };
    (0..3).filter(fails).count()
}

/// Where pads leave several runs of fields for a row, the one that stands field by field under the line of table 2's header is taken, else
/// the one that starts where it does in rows of as many fields, if those leave no choice, else, where pads fill up the end of rows, the first. Pads come from the table's shape, which such rows share. The row of table 4 has no label to
/// be padded for, so what is too much there comes before it.
fn vote_on_windows(table: Table, readings: &mut [RowReading]) {
    let start = |option: &Assignment| {
        let first = option.first().copied().flatten()?;
        (0..option.len()).all(|index| option[index] == Some(first + index)).then_some(first)
    };
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for reading in readings.iter() {
        if let [only] = reading.options.as_slice()
            && let Some(start) = start(only).filter(|_| reading.raw.slots.iter().any(Slot::is_occupied))
        {
            *votes.entry(reading.raw.slots.len()).or_default().entry(start).or_default() += 1;
        }
    }
    for reading in readings.iter_mut().filter(|reading| reading.options.len() > 1) {
        if let Some(option) = under_header(table, reading) {
            reading.options = vec![option];
            continue;
        }
        let alike = votes.get(&reading.raw.slots.len());
        let at_once = reading.raw.starts_at_once && table != Table::T4;
        // Pads are filled up behind as a rule; where no row of as many fields starts at once, they stand before.
        let most = match alike.filter(|starts| !at_once || !starts.contains_key(&0)) {
            None if at_once => Some(0),
            starts => {
                let starts = starts.into_iter().flatten();
                starts.max_by_key(|(start, count)| (**count, usize::MAX - **start)).map(|(start, _)| *start)
            }
        };
        let is_row = table == Table::T4 && !reading.raw.is_stream;
        let last = reading.options.iter().filter_map(start).max().filter(|_| is_row);
        let Some(favourite) = most.or(last) else { continue };
        if let Some(option) = reading.options.iter().find(|option| start(option) == Some(favourite)) {
            reading.options = vec![option.clone()];
        }
    }
}

/// The reading in which each field stands in its line where the header names its column. The header of table 3 has two lines, whose spans a
/// copy may lose; that of table 2 has one.
fn under_header(table: Table, reading: &RowReading) -> Option<Assignment> {
    if table != Table::T2 || reading.raw.is_stream {
        return None;
    }
    let named = |column: &u8| {
        let part = reading.raw.header.iter().find(|part| part.column == *column)?;
        part.field
    };
    let fields: Vec<u32> = reading.columns.iter().map(named).collect::<Option<_>>()?;
    let stands = |(slot, field): (&Option<usize>, &u32)| {
        slot.is_some_and(|slot| reading.raw.slots[slot].place.column == Some(*field))
    };
    reading.options.iter().find(|option| option.iter().zip(&fields).all(stands)).cloned()
}

/// The ways to read the row of table 4 where cells came one a line with their blanks, the likeliest first: its header's last line is five
/// cells short and may be filled up before the row starts, a row may be opened by a delimiter of its own, and blanks at the end of a table are
/// lost.
fn one_a_line(raw: &RawTable, row: &RawRow, blanks: Blanks) -> Option<Vec<Assignment>> {
    const COLUMNS: usize = 15;
    const HEADER_PADS: usize = 5;
    if raw.table == Table::T4 && row.is_listed && row.slots.len() == COLUMNS {
        return Some(vec![(0..COLUMNS).map(Some).collect()]);
    }
    let first = row.slots.iter().position(Slot::is_occupied)?;
    let last = row.slots.iter().rposition(Slot::is_occupied)?;
    if raw.table != Table::T4 || !row.is_stream || blanks == Blanks::Dropped || row.filled() >= COLUMNS {
        return None;
    }
    let slot = |index: usize| (index < row.slots.len()).then_some(index);
    let option = |start: usize| (start..start + COLUMNS).map(slot).collect();
    let fits = |start: &usize| *start <= first && last < *start + COLUMNS;
    // Blank fields that share a line are pads; between them stand the cells, perhaps behind one delimiter that opens or ends a row.
    if let Some((start, end)) = between_pads(row, first, last) {
        let starts: Vec<usize> = match (end - start).checked_sub(COLUMNS) {
            Some(0) => vec![start],
            Some(1) => vec![start + 1, start],
            _ => Vec::new(),
        };
        let options: Vec<Assignment> = starts.into_iter().filter(fits).map(option).collect();
        let values: Vec<i64> = row.slots.iter().map(|slot| whole(&slot.text)).collect();
        let broken = |option: &Assignment| broken_blocks(option, &values);
        // The other place of the delimiter is a way to read it only where it breaks less.
        match options.as_slice() {
            [] => {}
            [first, other] if broken(other) < broken(first) => return Some(options),
            [first, ..] => return Some(vec![first.clone()]),
        }
    }
    if first == 0 {
        return None;
    }
    let starts: &[usize] = if raw.is_header_padded { &[0, 1] } else { &[HEADER_PADS, HEADER_PADS + 1, 0, 1] };
    let fits = |start: &&usize| fits(start);
    let exact = |start: &&usize| row.slots.len() == **start + COLUMNS;
    // What leaves exactly the row is what was there; a longer run has lost nothing, either.
    let chosen: Vec<usize> = match starts.iter().filter(fits).find(exact) {
        Some(start) if row.slots.len() > COLUMNS => vec![*start],
        _ => starts.iter().filter(fits).copied().collect(),
    };
    (!chosen.is_empty()).then(|| chosen.into_iter().map(option).collect())
}

/// The run of fields that have a line each around those from `first` to `last`, where blank fields that share a line part it from others.
fn between_pads(row: &RawRow, first: usize, last: usize) -> Option<(usize, usize)> {
    let is_pad = |index: &usize| !row.slots[*index].is_occupied() && row.shares_line(*index);
    if (first..=last).any(|index| row.shares_line(index)) {
        return None;
    }
    let start = (0..first).rev().find(is_pad).map_or(0, |pad| pad + 1);
    let end = (last..row.slots.len()).find(is_pad).unwrap_or(row.slots.len());
    Some((start, end))
}

/// The slots by the header's columns, where the grid's columns are true and every value stands under one of them.
fn by_position(raw: &RawTable, row: &RawRow, columns: &[u8]) -> Option<Assignment> {
    // From left to right; converters repeat what spans rows.
    let named = if raw.table == Table::T4 { &raw.header } else { &row.header };
    let mut parts: Vec<((u32, u32), u8)> =
        named.iter().filter_map(|part| Some((part.extent?, part.column))).collect();
    order::sort(&mut parts);
    parts.dedup();
    let header: Vec<(u8, (u32, u32))> = match raw.table {
        Table::T4 => {
            let whole =
                parts.len() == 15 && parts.iter().zip(0..).all(|((_, part), index)| *part == index % 5);
            if !whole {
                return None;
            }
            (0u8..).zip(parts).map(|(column, (extent, _))| (column, extent)).collect()
        }
        _ => parts.into_iter().map(|(extent, column)| (column, extent)).collect(),
    };
    // A label that spans too little or too much moves its row: it is moved back to where most rows start. Fields to spare may be
    // what is left of a label's span.
    let start = row.start().filter(|_| row.slots.len() <= columns.len());
    let usual = usual_start(raw, row);
    let covers = |(first, width): (u32, u32), at: u32| {
        let at = start.zip(usual).map_or(Some(at), |(start, usual)| (at + usual).checked_sub(start));
        at.is_some_and(|at| (first..first + width).contains(&at))
    };
    let assignment: Assignment = columns
        .iter()
        .map(|column| {
            let mut under = header.iter().filter(|(found, _)| found == column);
            let (extent, more) = (under.next()?.1, under.next());
            let mut slots = (0..row.slots.len())
                .filter(|&slot| row.slots[slot].extent.is_some_and(|(start, _)| covers(extent, start)));
            let slot = slots.next();
            // Two headers of one name, or two values under one header, are no positions to rely on.
            (more.is_none() && slots.next().is_none()).then_some(slot)
        })
        .collect::<Option<_>>()?;
    let times = |slot: usize| assignment.iter().filter(|&&used| used == Some(slot)).count();
    let slots = || 0..row.slots.len();
    // Nor is a value under two headers: 自然人 without its `rowspan` stands above 商业企业.
    let once = slots().all(|slot| times(slot) <= 1);
    // Words right of all columns are remarks, or a spreadsheet's own sums; a figure there would be one too many.
    let end = header.iter().map(|(_, (first, width))| first + width).max().unwrap_or(0);
    let is_beside = |slot: usize| {
        let slot = &row.slots[slot];
        slot.extent.is_some_and(|(start, _)| start >= end)
            && number::read(slot.text.as_str()) == CellText::Words
    };
    let occupied = |&slot: &usize| row.slots[slot].is_occupied();
    let all = slots().filter(occupied).all(|slot| times(slot) > 0 || is_beside(slot));
    let sound = once && all && slots().any(|slot| times(slot) > 0);
    // Fields that take as many columns as the form has, in a table without fields to spare, are those columns, whatever stands above.
    let spares = |row: &RawRow| row.slots.len() > columns.len();
    let leaves_out = !sound || slots().any(|slot| times(slot) == 0);
    let in_order = header.windows(2).all(|pair| pair[0].0 < pair[1].0);
    match in_turn(row, columns.len()).filter(|_| leaves_out && in_order && !raw.rows.iter().any(spares)) {
        Some(in_turn) => Some(in_turn),
        None => sound.then_some(assignment),
    }
}

/// The slots one after the other, each in the first of the columns that it takes, where together they take just `n_columns`.
fn in_turn(row: &RawRow, n_columns: usize) -> Option<Assignment> {
    let mut assignment = Assignment::new();
    for (index, slot) in row.slots.iter().enumerate() {
        let (_, width) = slot.extent.filter(|(_, width)| *width as usize <= n_columns)?;
        assignment.push(Some(index));
        assignment.extend((1..width).map(|_| None));
    }
    (assignment.len() == n_columns).then_some(assignment)
}

/// The grid's column in which most rows below the header of `row` have their first field, where the grid's columns are true.
fn usual_start(raw: &RawTable, row: &RawRow) -> Option<u32> {
    let rows = raw.rows.iter().filter(|other| other.header == row.header);
    let starts: Vec<u32> = rows.filter_map(RawRow::start).collect();
    starts.iter().copied().max_by_key(|start| starts.iter().filter(|other| *other == start).count())
}

/// The row's columns in the order in which the header names them; none where it does not name them all.
fn header_order(raw: &RawTable, row: &RawRow, columns: &[u8]) -> Option<Vec<u8>> {
    if raw.table == Table::T4 {
        let parts = raw.header.iter().map(|part| part.column);
        let whole = raw.header.len() == 15 && parts.zip(0..).all(|(part, index)| part == index % 5);
        return whole.then(|| columns.to_vec());
    }
    let mut order: Vec<u8> = Vec::new();
    for HeaderColumn { column, .. } in &row.header {
        if columns.contains(column) && !order.contains(column) {
            order.push(*column);
        }
    }
    if order.len() < columns.len() {
        return None;
    }
    if raw.table == Table::T3 {
        // In a header's text 总计 stands before the five organisations, for they stand in the line below it.
        order::sort_by_key(&mut order, |&column| match column {
            0 => 0,
            6 => 2,
            _ => 1,
        });
    }
    Some(order)
}

/// Weighs the readings of a table's rows. The second value says whether the convention on 自然人 was needed.
fn settle(
    table: Table,
    form: Form,
    readings: &[RowReading],
    blanks: Blanks,
    steps: &Steps,
) -> (Settled, bool) {
    let candidates = |reading: &RowReading| Candidates {
        options: reading.options.clone(),
        values: reading.raw.slots.iter().map(|slot| whole(&slot.text)).collect(),
    };
    let all = || readings.iter().map(|reading| (0..reading.options.len()).collect::<Vec<_>>()).collect();
    if readings.iter().all(|reading| reading.options.len() == 1) {
        return (Settled { options: all(), readings: vec![vec![0; readings.len()]] }, false);
    }
    match table {
        Table::T2 => (Settled { options: all(), readings: Vec::new() }, false),
        Table::T3 => {
            // Columns in an unusual order are put into the form's before they are weighed.
            let rows: Vec<(Part, Candidates)> = readings
                .iter()
                .map(|reading| {
                    let mut row = candidates(reading);
                    for option in &mut row.options {
                        let mut sorted = vec![None; option.len()];
                        for (slot, &column) in option.iter().zip(&reading.columns) {
                            sorted[column as usize] = *slot;
                        }
                        *option = sorted;
                    }
                    (part(reading.row), row)
                })
                .collect();
            let expected = table.rows().iter().filter(|row| row.is_in(form)).count();
            let mut settled = fit::settle(&rows, rows.len() == expected, steps);
            let narrowed = blanks == Blanks::Dropped && prefer_natural(&mut settled, &rows);
            (settled, narrowed)
        }
        Table::T4 => {
            let row = candidates(&readings[0]);
            let broken = |option: &Assignment| broken_blocks(option, &row.values);
            let least = row.options.iter().map(broken).min().unwrap_or(0);
            let best: Vec<usize> =
                (0..row.options.len()).filter(|&option| broken(&row.options[option]) == least).collect();
            // Blanks one a line: of equally good starts the likeliest stands first.
            let best =
                if readings[0].raw.is_stream && blanks == Blanks::Kept { best[..1].to_vec() } else { best };
            let readings = if best.len() <= MAX_FITS {
                best.iter().map(|&option| vec![option]).collect()
            } else {
                Vec::new()
            };
            (Settled { options: vec![best], readings }, false)
        }
    }
}

/// Of equally good readings of a table in which some row has figures for several kinds of applicants, those stand that
/// leave 自然人 blank the least: natural persons lead such rows nearly always. Says whether that left fewer readings.
fn prefer_natural(settled: &mut Settled, rows: &[(Part, Candidates)]) -> bool {
    let several = rows.iter().any(|(_, row)| row.values.iter().filter(|&&value| value != 0).count() >= 3);
    if !several || settled.readings.len() < 2 {
        return false;
    }
    let without = |reading: &Vec<usize>| {
        let blank = |(row, option): (&(Part, Candidates), &usize)| {
            let option = &row.1.options[*option];
            option[0].is_none() && option.iter().any(Option::is_some)
        };
        rows.iter().zip(reading).filter(|pair| blank(*pair)).count()
    };
    let least = settled.readings.iter().map(without).min().unwrap_or(0);
    let before = settled.readings.len();
    settled.readings.retain(|reading| without(reading) == least);
    if settled.readings.len() == before {
        return false;
    }
    for (row, options) in settled.options.iter_mut().enumerate() {
        let vector = |option: usize| {
            let (_, candidates) = &rows[row];
            let slots = candidates.options[option].iter();
            slots.map(|slot| slot.map_or(0, |slot| candidates.values[slot])).collect::<Vec<_>>()
        };
        let kept: Vec<Vec<i64>> = settled.readings.iter().map(|reading| vector(reading[row])).collect();
        options.retain(|&option| kept.contains(&vector(option)));
    }
    true
}

fn part(row: u8) -> Part {
    match Table::T3.rows()[row as usize].key {
        "received" => Part::Received,
        "carried_in" => Part::CarriedIn,
        "total" => Part::Total,
        "carried_out" => Part::CarriedOut,
        _ => Part::Outcome,
    }
}

/// The values of the ambiguous cells in each reading that remains.
fn fits(table: Table, readings: &[RowReading], settled: &Settled, ambiguous: &[CellId]) -> Vec<Fit> {
    if settled.readings.len() > MAX_FITS {
        return Vec::new();
    }
    let fit = |chosen: &Vec<usize>| {
        let mut fit: Fit = BTreeMap::new();
        for (reading, &option) in readings.iter().zip(chosen) {
            for (slot, &column) in reading.options[option].iter().zip(&reading.columns) {
                let id = CellId { table, row: reading.row, column };
                if ambiguous.contains(&id) {
                    let cell = read_cell(slot.map(|slot| &reading.raw.slots[slot]), id.quantity());
                    let value = match cell.state {
                        State::Number(value) => Some(value),
                        _ => None,
                    };
                    fit.insert(id, value);
                }
            }
        }
        fit
    };
    settled.readings.iter().map(fit).collect()
}

/// What the text of a slot says in a column of the given kind. No slot is a blank cell that left no trace.
fn read_cell(slot: Option<&Slot>, quantity: Quantity) -> Cell {
    let Some(slot) = slot else {
        return Cell { raw: None, state: State::Blank, flaw: None, place: None };
    };
    of_text(slot.text.as_str(), quantity, Some(slot.place))
}

/// The whole part of a figure, for weighing readings; what is no number weighs nothing.
fn whole(text: &crate::document::Text) -> i64 {
    match number::read(text.as_str()) {
        CellText::Number(value) | CellText::NumberAndWords(value) => value.to_i64().unwrap_or(i64::MAX / 2),
        CellText::Blank | CellText::Words => 0,
    }
}
