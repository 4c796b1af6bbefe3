//! A flattened picture in, the lattices of rules in it out: each one's pixels, and the four lines that enclose it.
//!
//! Rules that touch are one dark piece, much larger than any letter. Its outline is fitted by lines and not taken from corners, so a table that
//! a page's end has cut is found as well: where no rule closes it, the ends of its upright rules do.

use std::cmp::Reverse;

use crate::image::Gray;

/// A piece of connected rules.
#[derive(Debug)]
pub(crate) struct Lattice {
    /// Its pixels, over the whole picture.
    pub(crate) mask: Vec<bool>,
    /// Left, top, right, bottom, all inside.
    pub(crate) bounds: Bounds,
}

/// A line `across = at + slope · along`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    at: f64,
    slope: f64,
}

/// The lines that enclose a lattice: y over x for top and bottom, x over y for left and right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) top: Line,
    pub(crate) bottom: Line,
    pub(crate) left: Line,
    pub(crate) right: Line,
}

/// Left, top, right, bottom, all inside.
type Bounds = (usize, usize, usize, usize);

/// A lattice narrower than this is no table of the form: 15 columns of one digit.
const MIN_WIDTH: usize = 200;
const MIN_HEIGHT: usize = 16;
/// Lattices of a page that are looked at, the largest: the form has three tables.
const MOST: usize = 12;
/// Runs of dark pixels beyond which a picture is noise: a page full of small letters has a tenth of them.
const MOST_RUNS: usize = 5_000_000;

/// The lattices of a picture from top to bottom, one after the other: each takes as much room as the picture. `shade` is what a rule is darker than.
pub(crate) fn lattices(picture: &Gray, shade: u8) -> impl Iterator<Item = Lattice> {
    let (width, height) = (picture.width, picture.height);
    let mut runs = Runs::of(picture, shade);
    let is_table = |piece: &Piece| {
        let (left, top, right, bottom) = piece.bounds();
        let (across, down) = (right - left, bottom - top);
        // A dark border of the picture or a desk around the paper is filled; a lattice is mostly paper.
        let is_thin = piece.count as usize * 10 < across * down * 3;
        across > MIN_WIDTH && down > MIN_HEIGHT && across * 3 > width && is_thin
    };
    let mut pieces: Vec<Piece> = runs.pieces().into_iter().filter(is_table).collect();
    let holds = |outer: Bounds, inner: Bounds| {
        outer != inner && outer.0 <= inner.0 && outer.1 <= inner.1 && outer.2 >= inner.2 && outer.3 >= inner.3
    };
    let all: Vec<Bounds> = pieces.iter().map(Piece::bounds).collect();
    pieces.retain(|piece| !all.iter().any(|inner| holds(piece.bounds(), *inner)));
    pieces
        .sort_by_key(|piece| Reverse((piece.right - piece.left) as u64 * (piece.bottom - piece.top) as u64));
    pieces.truncate(MOST);
    pieces.sort_by_key(|piece| piece.top);
    pieces
        .into_iter()
        .map(move |piece| Lattice { mask: runs.mask(piece.name, width, height), bounds: piece.bounds() })
}

/// The dark pixels of a picture, as runs along its rows.
#[derive(Debug, Default)]
struct Runs {
    /// The first and the last pixel of each.
    ends: Vec<(u32, u32)>,
    /// A run before it that it touches, directly or by others; itself where it is the first of its piece.
    before: Vec<u32>,
    /// How many runs there are before each row, and in all.
    rows: Vec<u32>,
}

/// Dark pixels that touch: its first run, how many they are, and where.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    name: u32,
    count: u32,
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

impl Piece {
    fn bounds(&self) -> Bounds {
        (self.left as usize, self.top as usize, self.right as usize, self.bottom as usize)
    }
}

impl Runs {
    fn of(picture: &Gray, shade: u8) -> Runs {
        let mut runs = Runs { rows: vec![0], ..Runs::default() };
        let mut above = 0;
        for row in picture.pixels.chunks_exact(picture.width) {
            let here = runs.ends.len();
            let mut at = 0;
            while let Some(from) = row[at..].iter().position(|&pixel| pixel < shade).map(|found| at + found) {
                at = row[from..]
                    .iter()
                    .position(|&pixel| pixel >= shade)
                    .map_or(row.len(), |found| from + found);
                runs.ends.push((from as u32, at as u32 - 1));
                runs.before.push(runs.before.len() as u32);
            }
            // Both rows from left to right: whichever ends first is followed by the next.
            let (mut high, mut low) = (above, here);
            while high < here && low < runs.ends.len() {
                let (upper, lower) = (runs.ends[high], runs.ends[low]);
                // Corners touch too.
                if upper.0 <= lower.1 + 1 && lower.0 <= upper.1 + 1 {
                    runs.join(high as u32, low as u32);
                }
                if upper.1 <= lower.1 { high += 1 } else { low += 1 }
            }
            above = here;
            runs.rows.push(runs.ends.len() as u32);
            if runs.ends.len() > MOST_RUNS {
                return Runs { rows: vec![0; picture.height + 1], ..Runs::default() };
            }
        }
        runs
    }

    /// The first run of a run's piece.
    fn first(&mut self, mut run: u32) -> u32 {
        while self.before[run as usize] != run {
            let before = self.before[run as usize];
            // Half the way the next time.
            self.before[run as usize] = self.before[before as usize];
            run = before;
        }
        run
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.before[a.max(b) as usize] = a.min(b);
    }

    /// The pieces in the order of their first runs.
    fn pieces(&mut self) -> Vec<Piece> {
        let mut pieces = vec![Piece::default(); self.ends.len()];
        for y in 0..self.rows.len() - 1 {
            for run in self.rows[y]..self.rows[y + 1] {
                let name = self.first(run);
                let (from, to) = self.ends[run as usize];
                let (y, count) = (y as u32, to - from + 1);
                let piece = &mut pieces[name as usize];
                *piece = if piece.count == 0 {
                    Piece { name, count, left: from, top: y, right: to, bottom: y }
                } else {
                    let (left, right) = (piece.left.min(from), piece.right.max(to));
                    Piece { count: piece.count + count, left, right, bottom: y, ..*piece }
                };
            }
        }
        pieces.retain(|piece| piece.count > 0);
        pieces
    }

    /// The pixels of a piece.
    fn mask(&mut self, name: u32, width: usize, height: usize) -> Vec<bool> {
        let mut mask = vec![false; width * height];
        for y in 0..height {
            for run in self.rows[y]..self.rows[y + 1] {
                if self.first(run) == name {
                    let (from, to) = self.ends[run as usize];
                    mask[y * width + from as usize..=y * width + to as usize].fill(true);
                }
            }
        }
        mask
    }
}

impl Lattice {
    /// The lines along its outermost pixels. None where they are too far from any line: the paper is bent, or this is no table.
    pub(crate) fn frame(&self, width: usize) -> Option<Frame> {
        let (left, top, right, bottom) = self.bounds;
        let dark = |x: usize, y: usize| self.mask[y * width + x];
        let spots = |from: usize, to: usize| {
            const SPOTS: usize = 90;
            let step = ((to - from) / SPOTS).max(1);
            (from..=to).step_by(step)
        };
        let of = |points: Vec<(f64, f64)>| fit(&points);
        let down = |x: usize| (top..=bottom).find(|&y| dark(x, y)).map(|y| (x as f64, y as f64));
        let up = |x: usize| (top..=bottom).rfind(|&y| dark(x, y)).map(|y| (x as f64, y as f64));
        let inward = |y: usize| (left..=right).find(|&x| dark(x, y)).map(|x| (y as f64, x as f64));
        let outward = |y: usize| (left..=right).rfind(|&x| dark(x, y)).map(|x| (y as f64, x as f64));
        Some(Frame {
            top: of(spots(left, right).filter_map(down).collect())?,
            bottom: of(spots(left, right).filter_map(up).collect())?,
            left: of(spots(top, bottom).filter_map(inward).collect())?,
            right: of(spots(top, bottom).filter_map(outward).collect())?,
        })
    }
}

impl Line {
    /// Where it stands at a place along it.
    pub(crate) fn across(self, along: f64) -> f64 {
        self.at + self.slope * along
    }

    /// Where an even line (y over x) and an upright one (x over y) meet.
    pub(crate) fn meets(self, upright: Line) -> (f64, f64) {
        // Neither is steep, so the denominator is near one.
        let y = (self.at + self.slope * upright.at) / (1.0 - self.slope * upright.slope);
        (upright.across(y), y)
    }
}

/// Steeper than a turn of 20 degrees is no scan and no photo that a person would send.
const MAX_SLOPE: f64 = 0.36;

/// The line near most of the points, by trying all pairs that are far apart, then averaged over the points near it.
fn fit(points: &[(f64, f64)]) -> Option<Line> {
    /// As far from a line pixels of a rule may be.
    const NEAR: f64 = 1.8;
    let span = points.last()?.0 - points.first()?.0;
    let near = |line: Line| {
        points.iter().filter(move |(along, across)| (line.across(*along) - across).abs() <= NEAR)
    };
    let mut best: Option<(usize, Line)> = None;
    for (index, from) in points.iter().enumerate() {
        for to in &points[index + 1..] {
            if to.0 - from.0 < span / 4.0 {
                continue;
            }
            let slope = (to.1 - from.1) / (to.0 - from.0);
            if slope.abs() > MAX_SLOPE {
                continue;
            }
            let line = Line { at: from.1 - slope * from.0, slope };
            let count = near(line).count();
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, line));
            }
        }
    }
    let (count, line) = best?;
    if count * 3 < points.len() {
        return None;
    }
    let close: Vec<&(f64, f64)> = near(line).collect();
    let n = close.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| close.iter().map(|point| of(point)).sum::<f64>() / n;
    let (along, across) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = close.iter().map(|point| (point.0 - along).powi(2)).sum();
    let joint: f64 = close.iter().map(|point| (point.0 - along) * (point.1 - across)).sum();
    let slope = if spread > 0.0 { joint / spread } else { 0.0 };
    Some(Line { at: across - slope * along, slope })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_that_of_most_points() {
        let mut points: Vec<(f64, f64)> = (0..50).map(|x| (f64::from(x), 3.0 + 0.1 * f64::from(x))).collect();
        points.extend((50..70).map(|x| (f64::from(x), 90.0)));
        let line = fit(&points).expect("a line");
        assert!((line.across(10.0) - 4.0).abs() < 0.1 && (line.slope - 0.1).abs() < 0.01);
    }

    /// What touches is one piece, corners too, whatever way it takes: told by filling from each pixel.
    #[test]
    fn pieces_are_what_touches() {
        let (width, height) = (37, 23);
        for seed in 1..60_u32 {
            let mut state = seed.wrapping_mul(0x9e37_79b1);
            let mut dice = || {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                state
            };
            let mut picture = Gray::new(width, height, 255);
            for pixel in &mut picture.pixels {
                *pixel = if dice() % 60 < seed { 0 } else { 255 };
            }
            let mut runs = Runs::of(&picture, 128);
            let pieces = runs.pieces();
            let mut left = picture.clone();
            for piece in &pieces {
                let start = left.pixels.iter().position(|&pixel| pixel == 0).expect("a dark pixel");
                let (mut open, mut filled) = (vec![start], vec![false; width * height]);
                while let Some(at) = open.pop() {
                    if left.pixels[at] == 255 {
                        continue;
                    }
                    (left.pixels[at], filled[at]) = (255, true);
                    let (x, y) = (at % width, at / width);
                    for y in y.saturating_sub(1)..(y + 2).min(height) {
                        open.extend((x.saturating_sub(1)..(x + 2).min(width)).map(|x| y * width + x));
                    }
                }
                assert_eq!(piece.count as usize, filled.iter().filter(|is| **is).count(), "{seed}");
                let xs = || (0..width * height).filter(|&at| filled[at]).map(|at| at % width);
                let ys = || (0..width * height).filter(|&at| filled[at]).map(|at| at / width);
                let bounds = (xs().min(), ys().min(), xs().max(), ys().max());
                let (a, b, c, d) = piece.bounds();
                assert_eq!(bounds, (Some(a), Some(b), Some(c), Some(d)), "{seed}");
                assert_eq!(runs.mask(piece.name, width, height), filled, "{seed}");
            }
            assert!(left.pixels.iter().all(|&pixel| pixel == 255), "{seed}");
        }
    }

    #[test]
    fn the_frame_of_a_cut_table_is_that_of_its_rules() {
        // Three even rules, three upright ones that go on below the last.
        let mut picture = Gray::new(400, 200, 255);
        for x in 20..=380 {
            for y in [20, 60, 100] {
                picture.pixels[y * 400 + x] = 0;
            }
        }
        for y in 20..=130 {
            for x in [20, 200, 380] {
                picture.pixels[y * 400 + x] = 0;
            }
        }
        let found: Vec<Lattice> = lattices(&picture, 128).collect();
        assert_eq!(found.len(), 1);
        let frame = found[0].frame(400).expect("a frame");
        assert!(
            (frame.top.across(100.0) - 20.0).abs() < 0.5 && (frame.bottom.across(100.0) - 100.0).abs() < 0.5
        );
        assert!(
            (frame.left.across(50.0) - 20.0).abs() < 0.5 && (frame.right.across(50.0) - 380.0).abs() < 0.5
        );
    }
}
