//! Doubt before accusing: whether damage explains what does not add up.
//!
//! Comes in: the rows of table 3 as they were read, and on what each reading rests. Goes out: the rows that are in doubt. An equation
//! that fails over inferred cells is held against the readings that damage makes plausible: a figure lost, two run together, one split,
//! figures moved to other columns, a label that lost its figures. Where one of them makes the row and its columns add up, either the
//! reading or the report is at fault, and nobody can say which. A table in which more fails than a careless office breaks came apart.

use super::fit::{self, Assignment, Blanks, Part};
use crate::report::Ground;

const COLUMNS: usize = 7;
/// Rows of the balance.
const HEADS: usize = 4;
type Vector = [i64; COLUMNS];
/// Figures of a row as far as they are known.
pub(super) type Known = [Option<i64>; COLUMNS];

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
    /// Its columns, each where all its readings agree.
    pub(super) values: Known,
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
/// of the form is among the lines, `judged` that the equations of lines with several readings are judged in each of them.
pub(super) fn weigh(lines: &[Line], lost: Vec<usize>, all: bool, judged: bool) -> Doubts {
    if !lost.is_empty() {
        // Without them no column says anything.
        // A row without a figure may be one whose figures were parted from it.
        let fails = |index: &usize| {
            let line = &lines[*index];
            let has_figure = line.figures.iter().any(|&figure| figure != 0);
            line.ground == Ground::Inferred && !(line.adds_up && has_figure) && !lost.contains(index)
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
        .filter(|&index| {
            // What adds up in no reading must not go unsaid because the readings are too many.
            let is_unsaid = !judged && lines[index].values.contains(&None);
            lines[index].may_lack || is_unsaid || explains(lines, index, all)
        })
        .collect();
    if rows.is_empty() && !broken_columns(lines, None, all).is_empty() {
        rows = (0..lines.len()).filter(open).filter(|&index| explains(lines, index, all)).collect();
    }
    let is_blank = |line: &Line| line.values[COLUMNS - 1] == Some(0);
    let broken = |line: &&Line| line.ground != Ground::Grid && !line.adds_up && !is_blank(line);
    let apart = rows.len() > MAX_ROWS || lines.iter().filter(broken).count() > MAX_BROKEN;
    if apart {
        rows = (0..lines.len()).filter(|&index| lines[index].ground != Ground::Grid).collect();
    }
    Doubts { rows, apart }
}

/// The columns whose outcomes or balance do not add up, with the row at an index read otherwise. What is not known leaves nothing to say.
fn broken_columns(lines: &[Line], other: Option<(usize, Known)>, all: bool) -> Vec<usize> {
    let heads = lines.iter().filter(|line| in_balance(line.part) != 0).count();
    let values = |index: usize| match other {
        Some((at, values)) if at == index => values,
        _ => lines[index].values,
    };
    let fails = |column: usize, sign: fn(Part) -> i64| {
        let share = |(index, line): (usize, &Line)| match sign(line.part) {
            0 => Some(0),
            sign => values(index)[column].map(|value| sign * value),
        };
        let sum =
            lines.iter().enumerate().map(share).try_fold(0i64, |sum, share| Some(sum.saturating_add(share?)));
        sum.is_some_and(|sum| sum != 0)
    };
    let is_broken =
        |column: &usize| all && fails(*column, in_results) || heads == HEADS && fails(*column, in_balance);
    (0..COLUMNS).filter(is_broken).collect()
}

/// Whether another reading of the row adds up, and mends each column that it changes, and at least one thing at all.
fn explains(lines: &[Line], index: usize, all: bool) -> bool {
    let line = &lines[index];
    let before = broken_columns(lines, None, all);
    let mends = |values: Known| {
        if values == line.values {
            return false;
        }
        let after = broken_columns(lines, Some((index, values)), all);
        let spoils = after.iter().any(|&column| values[column] != line.values[column]);
        !spoils && (!line.adds_up || after.len() < before.len())
    };
    if line.figures.is_empty() {
        // A label that lost its figures: they are what the columns lack.
        return line.may_lack && lacking(lines, index).into_iter().any(mends);
    }
    readings(line).into_iter().filter(adds_up).any(|values| mends(values.map(Some)))
}

/// What the columns lack where the row at `index` is blank: as the outcomes have it, and as the balance has it. Nothing is below zero, and
/// where all is known the row adds up.
fn lacking(lines: &[Line], index: usize) -> Vec<Known> {
    let sums: [fn(Part) -> i64; 2] = [in_results, in_balance];
    let lacks = |sign: fn(Part) -> i64| {
        let own = sign(lines[index].part);
        let lacking: Known = std::array::from_fn(|column| {
            lines.iter().try_fold(0i64, |sum, line| match sign(line.part) {
                0 => Some(sum),
                sign => Some(sum.saturating_sub(own * sign * line.values[column]?)),
            })
        });
        // Where blanks were dropped, the columns but the last are themselves a guess that took the row for blank.
        let is_guess = lines.iter().any(|line| line.values.contains(&None));
        let lacking = if is_guess { last_only(lacking) } else { lacking };
        let whole: Option<Vec<i64>> = lacking.into_iter().collect();
        let whole: Option<Vector> = whole.and_then(|whole| whole.try_into().ok());
        let sound = lacking.iter().flatten().all(|&value| value >= 0)
            && lacking.iter().flatten().any(|&value| value > 0);
        (own != 0 && sound && whole.is_none_or(|whole| adds_up(&whole))).then_some(lacking)
    };
    sums.into_iter().filter_map(lacks).collect()
}

fn last_only(values: Known) -> Known {
    std::array::from_fn(|column| values[column].filter(|_| column == COLUMNS - 1))
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
    (1..digits.len())
        .filter(|&place| &digits[place..=place] != "0" || place + 1 == digits.len())
        .filter_map(cut)
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with all its figures: `natural` of natural persons, `total` as its 总计.
    fn whole(part: Part, natural: i64, total: i64) -> Line {
        let values = [natural, 0, 0, 0, 0, 0, total];
        Line {
            part,
            ground: Ground::Row,
            figures: values.to_vec(),
            values: values.map(Some),
            adds_up: natural == total,
            may_lack: false,
        }
    }

    /// A row with blank cells gone, all of whose figures are there: nobody knows in which columns but for the last.
    fn inferred(figures: &[i64]) -> Line {
        let mut values = [None; COLUMNS];
        values[COLUMNS - 1] = figures.last().copied();
        Line {
            part: Part::Outcome,
            ground: Ground::Inferred,
            figures: figures.to_vec(),
            values,
            adds_up: false,
            may_lack: false,
        }
    }

    #[test]
    fn what_adds_up_in_none_of_too_many_readings_is_in_doubt() {
        // No digit lost, split or joined makes 9 of 1 and 1, nor 41 of 6, 2 and 3.
        for figures in [&[1, 1, 9][..], &[6, 2, 3, 41]] {
            let lines = [whole(Part::Received, 4, 4), whole(Part::CarriedIn, 0, 0), inferred(figures)];
            // Where each reading is judged, the finding says that all of them fail.
            assert_eq!(weigh(&lines, Vec::new(), false, true), Doubts::default());
            assert_eq!(weigh(&lines, Vec::new(), false, false), Doubts { rows: vec![2], apart: false });
        }
        // A row whose places are known is judged whatever the others are.
        let lines = [whole(Part::Received, 4, 5), inferred(&[3, 3])].map(|line| match line.ground {
            Ground::Inferred => Line { adds_up: true, ..line },
            _ => Line { ground: Ground::Inferred, ..line },
        });
        assert_eq!(weigh(&lines, Vec::new(), false, false), Doubts::default());
    }
}
