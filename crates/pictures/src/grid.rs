//! An upright table in, its grid out: where rules stand, and which of the places between them are one cell.
//!
//! Only pixels of the lattice count, so that no letter makes a rule. A row that a page's end has cut open is closed where the upright rules end.

use std::collections::BTreeMap;

use crate::warp::Upright;

/// The cells of a table, row by row.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) cells: Vec<Box>,
}

/// A cell: the places of the grid that it takes (first and last), and its pixels between the rules' middles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Box {
    pub(crate) rows: (usize, usize),
    pub(crate) columns: (usize, usize),
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

impl Box {
    /// Whether it is one place of the grid.
    pub(crate) fn is_single(&self) -> bool {
        self.rows.0 == self.rows.1 && self.columns.0 == self.columns.1
    }
}

/// A run of dark pixels along an axis.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: usize,
    from: usize,
    to: usize,
}

/// Share of a side that a rule must cover to part two places.
const COVER: f32 = 0.6;
/// More columns or rows than any table of the form has in any drawing.
const MAX_LINES: usize = 64;

/// Finds the grid; none where there is none, or where merged places are no rectangles.
pub(crate) fn find(table: &Upright) -> Option<Grid> {
    let (width, height) = (table.picture.width, table.picture.height);
    let dark = |x: usize, y: usize| table.rules[y * width + x];
    let slack = if width > 1100 { 2 } else { 1 };
    let even = runs(&|at, along| dark(along, at), height, width, (width / 30).max(18), slack);
    let upright = runs(&|at, along| dark(at, along), width, height, (height / 60).clamp(12, 40), slack);
    // Pages are put together of parts whose upright rules miss each other a little; no column is as narrow.
    let near = 3 + slack;
    let near_x = near.max(width / 90);
    let weights = |runs: &[Run], length: usize| {
        let mut weights = vec![0usize; length];
        for run in runs {
            weights[run.at] += run.to - run.from + 1;
        }
        weights
    };
    let (down, across) = (weights(&even, height), weights(&upright, width));
    let mut ys = middles(&down, width / 12, near);
    let xs = middles(&across, (height / 30).max(12), near_x);
    if ys.len() < 2 || xs.len() < 3 || ys.len() > MAX_LINES || xs.len() > MAX_LINES {
        return None;
    }
    let ends = |end: fn(&Run) -> usize, last: bool| {
        let of = |&x: &usize| {
            let here = upright.iter().filter(|run| run.at.abs_diff(x) <= near_x).map(end);
            if last { here.max() } else { here.min() }
        };
        let mut ends: Vec<usize> = xs.iter().filter_map(of).collect();
        ends.sort_unstable();
        ends.get(ends.len() / 2).copied()
    };
    /// A row less high holds no figure.
    const MIN_ROW: usize = 8;
    if let Some(end) = ends(|run| run.to, true).filter(|&end| end > ys[ys.len() - 1] + MIN_ROW) {
        ys.push(end);
    }
    if let Some(end) = ends(|run| run.from, false).filter(|&end| end + MIN_ROW < ys[0]) {
        ys.insert(0, end);
    }
    cells(&xs, &ys, (&even, near), (&upright, near_x))
}

/// The cells between rules; runs come with how far they may be from where their rule is taken to be.
fn cells(xs: &[usize], ys: &[usize], even: (&[Run], usize), upright: (&[Run], usize)) -> Option<Grid> {
    let (rows, columns) = (ys.len() - 1, xs.len() - 1);
    let parts = |(runs, near): (&[Run], usize), at: usize, from: usize, to: usize| {
        cover(runs, at, from + 3, to.saturating_sub(3), near) >= COVER
    };
    let mut owner: Vec<usize> = (0..rows * columns).collect();
    fn root(owner: &[usize], mut at: usize) -> usize {
        while owner[at] != at {
            at = owner[at];
        }
        at
    }
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            let mut join = |other: usize| {
                let (a, b) = (root(&owner, here), root(&owner, other));
                owner[a.max(b)] = a.min(b);
            };
            if column + 1 < columns && !parts(upright, xs[column + 1], ys[row], ys[row + 1]) {
                join(here + 1);
            }
            if row + 1 < rows && !parts(even, ys[row + 1], xs[column], xs[column + 1]) {
                join(here + columns);
            }
        }
    }
    let mut found: BTreeMap<usize, (Box, usize)> = BTreeMap::new();
    for place in 0..rows * columns {
        let (row, column) = (place / columns, place % columns);
        let entry = found.entry(root(&owner, place));
        let (cell, count) = entry.or_insert_with(|| {
            let cell =
                Box { rows: (row, row), columns: (column, column), left: 0, top: 0, right: 0, bottom: 0 };
            (cell, 0)
        });
        cell.rows.1 = cell.rows.1.max(row);
        cell.columns = (cell.columns.0.min(column), cell.columns.1.max(column));
        *count += 1;
    }
    let whole = |(cell, count): &(Box, usize)| {
        (cell.rows.1 - cell.rows.0 + 1) * (cell.columns.1 - cell.columns.0 + 1) == *count
    };
    if !found.values().all(whole) {
        return None;
    }
    let placed = |(cell, _): (Box, usize)| Box {
        left: xs[cell.columns.0],
        top: ys[cell.rows.0],
        right: xs[cell.columns.1 + 1],
        bottom: ys[cell.rows.1 + 1],
        ..cell
    };
    let cells = found.into_values().map(placed).collect();
    Some(Grid { rows, columns, cells })
}

/// Runs of dark pixels of at least `least`, where gaps of two are passed over and a run may stray by `slack`.
fn runs(
    dark: &dyn Fn(usize, usize) -> bool,
    across: usize,
    along: usize,
    least: usize,
    slack: usize,
) -> Vec<Run> {
    const GAP: usize = 2;
    let mut found = Vec::new();
    for at in 0..across {
        let band = at.saturating_sub(slack)..=(at + slack).min(across - 1);
        let (mut start, mut gap, mut own) = (None, 0, 0);
        for place in 0..=along {
            let is_in = place < along && band.clone().any(|at| dark(at, place));
            if is_in {
                if start.is_none() {
                    (start, own) = (Some(place), 0);
                }
                gap = 0;
                own += usize::from(dark(at, place));
            } else if let Some(from) = start {
                gap += 1;
                if gap > GAP || place == along {
                    let to = place - gap;
                    // Half of it must be here and not beside.
                    if to >= from && to - from + 1 >= least && own * 2 > to - from {
                        found.push(Run { at, from, to });
                    }
                    (start, gap) = (None, 0);
                }
            }
        }
    }
    found
}

/// The middles of the bands in which at least `least` is dark.
fn middles(weights: &[usize], least: usize, near: usize) -> Vec<usize> {
    let mut bands: Vec<Vec<usize>> = Vec::new();
    for at in (0..weights.len()).filter(|&at| weights[at] >= least) {
        match bands.last_mut() {
            Some(band) if band.last().is_some_and(|last| at - last <= near) => band.push(at),
            _ => bands.push(vec![at]),
        }
    }
    let middle = |band: &Vec<usize>| {
        let all: usize = band.iter().map(|&at| weights[at]).sum();
        band.iter().map(|&at| at * weights[at]).sum::<usize>().checked_div(all).unwrap_or(band[0])
    };
    bands.iter().map(middle).collect()
}

/// The share of `from..=to` that runs near `at` cover.
fn cover(runs: &[Run], at: usize, from: usize, to: usize, near: usize) -> f32 {
    let to = to.max(from + 1);
    let mut covered = vec![false; to - from + 1];
    for run in runs.iter().filter(|run| run.at.abs_diff(at) <= near && run.to >= from && run.from <= to) {
        covered[run.from.max(from) - from..=run.to.min(to) - from].fill(true);
    }
    covered.iter().filter(|dark| **dark).count() as f32 / covered.len() as f32
}
