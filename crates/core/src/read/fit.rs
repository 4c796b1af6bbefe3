//! Which column a value belongs to, where blank cells were dropped or pads added: all readings are weighed together.
//!
//! Comes in: for each row, the ways in which its values can stand in its columns. Goes out: the combinations that satisfy
//! the most equations of the form. Exhaustive within [`MAX_STEPS`]; beyond, no row is judged by another.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::order;

/// For each column of a row, the index of the slot that stands in it.
pub(super) type Assignment = Vec<Option<usize>>;

/// A row and the ways to read it.
#[derive(Clone, Debug)]
pub(super) struct Candidates {
    /// The ways, without repetition.
    pub(super) options: Vec<Assignment>,
    /// The slots' values; zero for a slot that holds no number.
    pub(super) values: Vec<i64>,
}

impl Candidates {
    fn vector(&self, option: &Assignment) -> Vec<i64> {
        option.iter().map(|slot| slot.map_or(0, |slot| self.values[slot])).collect()
    }
}

/// How the blank cells of a table came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blanks {
    /// Every cell has its field; more fields than columns are pads before or behind.
    Kept,
    /// Blank cells left no trace between values.
    Dropped,
}

/// Tells from the rows of a table whether blank cells were dropped, by what more of them show; none where its rows show neither.
pub(super) fn blanks<'a>(rows: impl Iterator<Item = (&'a [bool], usize)>) -> Option<Blanks> {
    let (mut kept, mut dropped) = (0, 0);
    for (occupied, n_columns) in rows {
        let filled = occupied.iter().filter(|&&filled| filled).count();
        if filled == 0 || filled >= n_columns {
            continue;
        }
        let end = occupied.iter().rposition(|&filled| filled).unwrap_or(0);
        if occupied[..end].contains(&false) {
            kept += 1;
        } else if occupied.len() != n_columns {
            // Values at the start of a row of full length may well stand where they belong: that is no sign.
            dropped += 1;
        }
    }
    match (kept, dropped) {
        (0, 0) => None,
        // One damaged row looks like a blank that was kept.
        _ if kept * 3 >= dropped => Some(Blanks::Kept),
        _ => Some(Blanks::Dropped),
    }
}

/// All ways in which the filled slots can stand, in order, in `n_columns`.
pub(super) fn sequences(occupied: &[bool], n_columns: usize, blanks: Blanks) -> Vec<Assignment> {
    let filled: Vec<usize> = (0..occupied.len()).filter(|&slot| occupied[slot]).collect();
    if filled.len() > n_columns {
        return Vec::new();
    }
    if filled.is_empty() {
        // Where blanks were dropped, the fields of a blank row are mere pads.
        let kept = if blanks == Blanks::Kept { occupied.len() } else { 0 };
        return vec![(0..n_columns).map(|column| (column < kept).then_some(column)).collect()];
    }
    if filled.len() == n_columns {
        return vec![filled.into_iter().map(Some).collect()];
    }
    let mut options = match blanks {
        Blanks::Kept => windows(occupied, &filled, n_columns),
        Blanks::Dropped => Vec::new(),
    };
    if options.is_empty() {
        spread(&filled, n_columns, &mut Vec::new(), &mut options);
    }
    options
}

/// The runs of `n_columns` slots that hold all filled ones; a short row is a run by itself.
fn windows(occupied: &[bool], filled: &[usize], n_columns: usize) -> Vec<Assignment> {
    if occupied.len() <= n_columns {
        return vec![(0..n_columns).map(|column| (column < occupied.len()).then_some(column)).collect()];
    }
    let (first, last) = (filled[0], filled[filled.len() - 1]);
    (0..=occupied.len() - n_columns)
        .filter(|&start| start <= first && last < start + n_columns)
        .map(|start| (start..start + n_columns).map(Some).collect())
        .collect()
}

/// The filled slots in every choice of columns.
fn spread(filled: &[usize], n_columns: usize, chosen: &mut Assignment, options: &mut Vec<Assignment>) {
    let left = n_columns - chosen.len();
    if filled.len() > left {
        return;
    }
    if left == 0 {
        options.push(chosen.clone());
        return;
    }
    if let Some((&slot, rest)) = filled.split_first() {
        chosen.push(Some(slot));
        spread(rest, n_columns, chosen, options);
        chosen.pop();
    }
    chosen.push(None);
    spread(filled, n_columns, chosen, options);
    chosen.pop();
}

/// The rows' part in the equations of table 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// （七）总计.
    Total,
    /// 一、本年新收.
    Received,
    /// 二、上年结转.
    CarriedIn,
    /// 四、结转下年度.
    CarriedOut,
    /// An outcome, （一） to （六）.
    Outcome,
}

/// The readings that remain.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    /// For each row given, the options that take part in a best reading.
    pub(super) options: Vec<Vec<usize>>,
    /// Every best reading of all rows together, as option indices; empty where there are too many.
    pub(super) readings: Vec<Vec<usize>>,
}

/// Steps of the search before it gives up: some ten milliseconds.
const MAX_STEPS: usize = 200_000;
/// Steps that the tables of one document may take together; a table takes some hundreds.
const MAX_STEPS_TOGETHER: usize = 10 * MAX_STEPS;
/// Readings that are kept apart; more are as good as none.
const MAX_READINGS: usize = 512;
/// Violated equations beyond the unavoidable that are still searched through.
const MAX_EXTRA: usize = 3;

/// The steps that are left to the tables of a document.
#[derive(Debug)]
pub(super) struct Steps(Cell<usize>);

impl Default for Steps {
    fn default() -> Steps {
        Steps(Cell::new(MAX_STEPS_TOGETHER))
    }
}

/// Weighs the readings of the rows of table 3 against all its equations together.
pub(super) fn settle(rows: &[(Part, Candidates)], all_outcomes: bool, left: &Steps) -> Settled {
    let classes: Vec<Row> = rows.iter().map(|(part, candidates)| Row::new(*part, candidates)).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order::sort_by_key(&mut order, |&index| (classes[index].part, classes[index].classes.len() > 1, index));
    let ordered: Vec<&Row> = order.iter().map(|&index| &classes[index]).collect();
    let has = |part| classes.iter().any(|row| row.part == part);
    let balance = [Part::Total, Part::Received, Part::CarriedIn, Part::CarriedOut].into_iter().all(has);
    let mut search = Search {
        heads: ordered.iter().filter(|row| row.part != Part::Outcome).count(),
        rows: ordered,
        balance,
        results: all_outcomes && has(Part::Total),
        budget: 0,
        steps: left.0.get().min(MAX_STEPS),
        path: Vec::new(),
        found: Vec::new(),
    };
    let least: usize =
        classes.iter().map(|row| row.classes.iter().map(|class| class.cost).min().unwrap_or(0)).sum();
    for budget in least..=least + MAX_EXTRA {
        search.budget = budget;
        search.found.clear();
        let before = search.steps;
        let whole = search.run(0, 0, [0; COLUMNS], [0; COLUMNS], [0; COLUMNS]);
        left.0.set(left.0.get().saturating_sub(before - search.steps));
        if !whole || search.found.len() > MAX_READINGS {
            break;
        }
        if !search.found.is_empty() {
            return search.settled(&order, &classes);
        }
    }
    // Each row by itself: the options that break its own equation the least.
    let options = classes.iter().map(|row| {
        let least = row.classes.iter().map(|class| class.cost).min().unwrap_or(0);
        row.classes
            .iter()
            .filter(|class| class.cost == least)
            .flat_map(|class| class.options.clone())
            .collect()
    });
    Settled { options: options.collect(), readings: Vec::new() }
}

const COLUMNS: usize = 7;
type Sums = [i64; COLUMNS];

/// Options that come to the same figures, blank and zero being one.
struct Class {
    vector: Sums,
    /// 1 where the row's own equation fails.
    cost: usize,
    options: Vec<usize>,
}

struct Row {
    part: Part,
    classes: Vec<Class>,
}

impl Row {
    fn new(part: Part, candidates: &Candidates) -> Row {
        let mut classes: BTreeMap<Sums, Vec<usize>> = BTreeMap::new();
        for (index, option) in candidates.options.iter().enumerate() {
            let mut vector = [0; COLUMNS];
            for (sum, value) in vector.iter_mut().zip(candidates.vector(option)) {
                *sum = value;
            }
            classes.entry(vector).or_default().push(index);
        }
        let classes = classes.into_iter().map(|(vector, options)| {
            let sum = vector[..COLUMNS - 1].iter().fold(0i64, |sum, value| sum.saturating_add(*value));
            Class { vector, cost: usize::from(sum != vector[COLUMNS - 1]), options }
        });
        Row { part, classes: classes.collect() }
    }
}

struct Search<'a> {
    rows: Vec<&'a Row>,
    /// How many of the rows are no outcomes; they come first.
    heads: usize,
    balance: bool,
    results: bool,
    budget: usize,
    /// Those that are left.
    steps: usize,
    path: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Tries every class of the row at `index`. False where the steps ran out.
    fn run(&mut self, index: usize, cost: usize, total: Sums, balance: Sums, sums: Sums) -> bool {
        let Some(steps) = self.steps.checked_sub(1) else { return false };
        self.steps = steps;
        let mut cost = cost;
        if index == self.heads && self.balance {
            cost += balance.iter().filter(|&&left| left != 0).count();
        }
        // Figures are not negative, so a sum above the total can only grow.
        let over = |sums: &Sums| sums.iter().zip(&total).filter(|(sum, total)| sum > total).count();
        if cost + if self.results { over(&sums) } else { 0 } > self.budget {
            return true;
        }
        let rows = self.rows.clone();
        let Some(row) = rows.get(index) else {
            let open = sums.iter().zip(&total).filter(|(sum, total)| sum != total).count();
            if cost + if self.results { open } else { 0 } <= self.budget {
                self.found.push(self.path.clone());
            }
            return self.found.len() <= MAX_READINGS;
        };
        for (class_index, class) in row.classes.iter().enumerate() {
            let (mut total, mut balance, mut sums) = (total, balance, sums);
            for column in 0..COLUMNS {
                let value = class.vector[column];
                match row.part {
                    Part::Total => {
                        (total[column], balance[column]) = (value, balance[column].saturating_sub(value))
                    }
                    Part::Received | Part::CarriedIn => {
                        balance[column] = balance[column].saturating_add(value)
                    }
                    Part::CarriedOut => balance[column] = balance[column].saturating_sub(value),
                    Part::Outcome => sums[column] = sums[column].saturating_add(value),
                }
            }
            self.path.push(class_index);
            let whole = self.run(index + 1, cost + class.cost, total, balance, sums);
            self.path.pop();
            if !whole {
                return false;
            }
        }
        true
    }

    /// Classes back to options, in the order in which the rows were given.
    fn settled(&self, order: &[usize], classes: &[Row]) -> Settled {
        let mut settled = Settled { options: vec![Vec::new(); classes.len()], readings: Vec::new() };
        for path in &self.found {
            let mut reading = vec![0; classes.len()];
            for (&row, &class) in order.iter().zip(path) {
                let options = &classes[row].classes[class].options;
                reading[row] = options[0];
                for option in options {
                    if !settled.options[row].contains(option) {
                        settled.options[row].push(*option);
                    }
                }
            }
            settled.readings.push(reading);
        }
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_blanks_are_told_from_pads() {
        let kept = [true, false, false, false, false, false, true, false];
        let dropped = [true, true, false, false];
        let full = [true; 7];
        assert_eq!(blanks([(&full[..], 7), (&kept[..], 7)].into_iter()), Some(Blanks::Kept));
        assert_eq!(blanks([(&full[..], 7), (&dropped[..], 7)].into_iter()), Some(Blanks::Dropped));
        assert_eq!(blanks([(&full[..], 7)].into_iter()), None);
    }

    #[test]
    fn pads_on_either_side_leave_one_window() {
        let occupied = [false, true, false, false, false, false, false, true, false];
        let options = sequences(&occupied, 7, Blanks::Kept);
        assert_eq!(options, [(1..8).map(Some).collect::<Vec<_>>()]);
    }

    #[test]
    fn dropped_blanks_can_stand_anywhere_in_order() {
        assert_eq!(sequences(&[true, true], 7, Blanks::Dropped).len(), 21);
        assert_eq!(sequences(&[true; 7], 7, Blanks::Dropped).len(), 1);
        assert_eq!(sequences(&[true; 8], 7, Blanks::Dropped).len(), 0);
    }

    fn row(part: Part, values: &[i64]) -> (Part, Candidates) {
        let options = sequences(&vec![true; values.len()], 7, Blanks::Dropped);
        (part, Candidates { options, values: values.to_vec() })
    }

    #[test]
    fn rows_are_weighed_together() {
        // The figures of seed 003: the 2 stands in the same column in three rows, the larger figures in another.
        let rows = [
            row(Part::Received, &[10, 2, 12]),
            row(Part::CarriedIn, &[1, 1]),
            row(Part::Outcome, &[2, 2, 4]),
            row(Part::Outcome, &[2, 2]),
            row(Part::Outcome, &[7, 7]),
            row(Part::Total, &[11, 2, 13]),
            row(Part::CarriedOut, &[]),
        ];
        let settled = settle(&rows, true, &Steps::default());
        // One reading for each pair of columns before 总计.
        assert_eq!(settled.readings.len(), 15);
        for reading in &settled.readings {
            let column_of = |row: usize, slot| {
                rows[row].1.options[reading[row]].iter().position(|&found| found == Some(slot))
            };
            assert_eq!(column_of(0, 1), column_of(5, 1));
            assert_eq!(column_of(0, 2), Some(6));
        }
    }

    #[test]
    fn tables_share_the_steps_of_their_document() {
        let mut rows = vec![row(Part::Received, &[100; 7]), row(Part::CarriedIn, &[0; 7])];
        rows.extend([row(Part::Total, &[100; 7]), row(Part::CarriedOut, &[0; 7])]);
        rows.extend((0..18).map(|_| row(Part::Outcome, &[3, 2, 1])));
        let steps = Steps::default();
        let mut taken = Vec::new();
        for _ in 0..20 {
            let before = steps.0.get();
            assert!(settle(&rows, true, &steps).readings.is_empty());
            taken.push(before - steps.0.get());
        }
        assert_eq!((taken[0], taken[19], steps.0.get()), (MAX_STEPS, 0, 0));
    }
}
