//! Doubt before accusing: whether damage explains what does not add up.
//!
//! Comes in: the rows of table 3 as they were read, and on what each reading rests. Goes out: the rows that are in doubt. An equation
//! that fails over inferred cells is held against the readings that damage makes plausible: a figure lost, two run together, one split,
//! figures moved to other columns, a label that lost its figures. Where one of them makes the row and its columns add up, either the
//! reading or the report is at fault, and nobody can say which. A table in which more fails than a careless office breaks came apart.

use super::fit::{self, Assignment, Blanks, Part};
use crate::report::Ground;

const COLUMNS: usize = 7;
type Vector = [i64; COLUMNS];

/// Rows in doubt beyond which the whole table is: two slips of a pen leave at most four behind (measured, see ARCHITECTURE).
const MAX_ROWS: usize = 4;
/// Rows that do not add up beyond which nobody is accused: the worst of an office's own slips that we make break fewer in a table without true
/// columns.
const MAX_BROKEN: usize = 8;

/// A row as it was read.
pub(super) struct Line {
    pub(super) part: Part,
    pub(super) ground: Ground,
    /// The figures that stand in it, left to right.
    pub(super) figures: Vec<i64>,
    /// Where it was read in one way: its columns.
    pub(super) values: Option<Vector>,
    /// Whether it adds up in one of its readings.
    pub(super) adds_up: bool,
    /// Whether figures of it may be gone without a trace.
    pub(super) may_lack: bool,
}

/// What is in doubt.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Doubts {
    /// Indices of rows.
    pub(super) rows: Vec<usize>,
    /// The table came apart.
    pub(super) apart: bool,
}

/// Weighs the rows of table 3. Those at the indices `lost` are known to have come apart from their labels or columns; `all` says that every row
/// of the form is among the lines.
pub(super) fn weigh(lines: &[Line], lost: Vec<usize>, all: bool) -> Doubts {
    if !lost.is_empty() {
        // Without them no column says anything.
        let fails = |index: &usize| {
            let line = &lines[*index];
            line.ground == Ground::Inferred && !line.adds_up && !lost.contains(index)
        };
        let mut rows: Vec<usize> = (0..lines.len()).filter(fails).collect();
        rows.extend(&lost);
        return Doubts { rows, apart: true };
    }
    if lines.iter().all(|line| line.ground == Ground::Grid) {
        return Doubts::default();
    }
    let open = |index: &usize| lines[*index].ground == Ground::Inferred;
    let fails = |index: &usize| !lines[*index].adds_up;
    let mut rows: Vec<usize> = (0..lines.len())
        .filter(|index| open(index) && fails(index))
        .filter(|&index| lines[index].may_lack || explains(lines, index, all))
        .collect();
    if rows.is_empty() && all && !broken_columns(lines, None).is_empty() {
        rows = (0..lines.len()).filter(open).filter(|&index| explains(lines, index, all)).collect();
    }
    let is_blank = |line: &Line| line.values.is_some_and(|values| values[COLUMNS - 1] == 0);
    let broken = |line: &&Line| line.ground != Ground::Grid && !line.adds_up && !is_blank(line);
    let apart = rows.len() > MAX_ROWS || lines.iter().filter(broken).count() > MAX_BROKEN;
    if apart {
        rows = (0..lines.len()).filter(|&index| lines[index].ground != Ground::Grid).collect();
    }
    Doubts { rows, apart }
}

/// The columns whose outcomes or balance do not add up, with the row at an index read otherwise; unknown rows leave nothing to say.
fn broken_columns(lines: &[Line], other: Option<(usize, Vector)>) -> Vec<usize> {
    let (mut results, mut balance) = ([0i64; COLUMNS], [0i64; COLUMNS]);
    for (index, line) in lines.iter().enumerate() {
        let values = match other {
            Some((at, values)) if at == index => values,
            _ => match line.values {
                Some(values) => values,
                None => return Vec::new(),
            },
        };
        for column in 0..COLUMNS {
            results[column] = results[column].saturating_add(in_results(line.part) * values[column]);
            balance[column] = balance[column].saturating_add(in_balance(line.part) * values[column]);
        }
    }
    (0..COLUMNS).filter(|&column| results[column] != 0 || balance[column] != 0).collect()
}

/// Whether another reading of the row adds up, and mends each column that it changes, and at least one thing at all.
fn explains(lines: &[Line], index: usize, all: bool) -> bool {
    let line = &lines[index];
    let before = if all { broken_columns(lines, None) } else { Vec::new() };
    let now = line.values;
    let mends = |values: Vector| {
        if !adds_up(&values) || Some(values) == now {
            return false;
        }
        let after = if all { broken_columns(lines, Some((index, values))) } else { Vec::new() };
        let changed = |column: &usize| now.is_none_or(|now| now[*column] != values[*column]);
        let spoils = after.iter().any(|column| changed(column));
        !spoils && (!line.adds_up || after.len() < before.len())
    };
    if line.figures.is_empty() {
        // A label that lost its figures: they are what the columns lack.
        return line.may_lack && lacking(lines, index).into_iter().any(mends);
    }
    readings(line).into_iter().any(mends)
}

/// What the columns lack where the row at `index` is blank: as the outcomes have it, and as the balance has it. Nothing is below zero.
fn lacking(lines: &[Line], index: usize) -> Vec<Vector> {
    let sums: [fn(Part) -> i64; 2] = [in_results, in_balance];
    let lacks = |sign: fn(Part) -> i64| {
        let own = sign(lines[index].part);
        let mut lacking = [0i64; COLUMNS];
        for line in lines {
            let values = line.values?;
            let share = -own * sign(line.part);
            lacking.iter_mut().zip(values).for_each(|(sum, value)| *sum = sum.saturating_add(share * value));
        }
        (own != 0 && lacking.iter().all(|&value| value >= 0) && lacking != [0; COLUMNS]).then_some(lacking)
    };
    sums.into_iter().filter_map(lacks).collect()
}

/// The sign with which a row stands in the sum of outcomes.
fn in_results(part: Part) -> i64 {
    match part {
        Part::Outcome => 1,
        Part::Total => -1,
        Part::Received | Part::CarriedIn | Part::CarriedOut => 0,
    }
}

/// The sign with which a row stands in the balance.
fn in_balance(part: Part) -> i64 {
    match part {
        Part::Outcome => 0,
        Part::Received | Part::CarriedIn => 1,
        Part::Total | Part::CarriedOut => -1,
    }
}

fn adds_up(values: &Vector) -> bool {
    values[..COLUMNS - 1].iter().fold(0i64, |sum, value| sum.saturating_add(*value)) == values[COLUMNS - 1]
}

/// The other readings of a row's figures that damage makes plausible.
fn readings(line: &Line) -> Vec<Vector> {
    let mut texts: Vec<Vec<i64>> = vec![line.figures.clone()];
    for at in 0..line.figures.len() {
        texts.extend(split(&line.figures, at));
        texts.extend(joined(&line.figures, at));
    }
    let mut readings = Vec::new();
    for figures in texts.iter().filter(|figures| figures.len() <= COLUMNS) {
        for places in fit::sequences(&vec![true; figures.len()], COLUMNS, Blanks::Dropped) {
            let values = vector(&places, figures);
            readings.push(values);
            if line.may_lack {
                readings.extend(with_one_more(&places, values));
            }
        }
    }
    readings
}

fn vector(places: &Assignment, figures: &[i64]) -> Vector {
    let mut values = [0; COLUMNS];
    for (value, place) in values.iter_mut().zip(places) {
        *value = place.map_or(0, |figure| figures[figure]);
    }
    values
}

/// The figures with the one at `at` taken for two.
fn split(figures: &[i64], at: usize) -> Vec<Vec<i64>> {
    let digits = figures[at].to_string();
    let cut = |place: usize| {
        let (left, right) = digits.split_at(place);
        let parts = [left.parse().ok()?, right.parse().ok()?];
        let mut figures = figures.to_vec();
        figures.splice(at..=at, parts);
        Some(figures)
    };
    // `105` is not 1 and 05.
    (1..digits.len()).filter(|&place| &digits[place..=place] != "0" || place + 1 == digits.len()).filter_map(cut).collect()
}

/// The figures with the one at `at` and the next taken for one.
fn joined(figures: &[i64], at: usize) -> Option<Vec<i64>> {
    let next = figures.get(at + 1)?;
    let one = format!("{}{next}", figures[at]).parse().ok()?;
    let mut figures = figures.to_vec();
    figures.splice(at..=at + 1, [one]);
    Some(figures)
}

/// A figure that was lost, in each column where it may have stood: what makes the row add up.
fn with_one_more(places: &Assignment, values: Vector) -> Vec<Vector> {
    let parts = values[..COLUMNS - 1].iter().fold(0i64, |sum, value| sum.saturating_add(*value));
    let free = (0..COLUMNS).filter(|&column| places[column].is_none());
    let filled = free.filter_map(|column| {
        let mut values = values;
        values[column] = match column {
            6 => parts,
            _ => values[COLUMNS - 1].checked_sub(parts).filter(|&lost| lost > 0)?,
        };
        Some(values)
    });
    filled.collect()
}
