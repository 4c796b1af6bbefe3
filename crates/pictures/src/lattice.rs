//! A flattened picture in, the lattices of rules in it out: each one's pixels, and the four lines that enclose it.
//!
//! Rules that touch are one dark piece, much larger than any letter. Its outline is fitted by lines and not taken from corners, so a table that
//! a page's end has cut is found as well: where no rule closes it, the ends of its upright rules do.

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
/// The name of a piece of dark pixels, how many there are, and where.
type Piece = (u32, usize, Bounds);

/// A lattice narrower than this is no table of the form: 15 columns of one digit.
const MIN_WIDTH: usize = 200;
const MIN_HEIGHT: usize = 16;

/// The lattices of a picture from top to bottom. `shade` is what a rule is darker than.
pub(crate) fn lattices(picture: &Gray, shade: u8) -> Vec<Lattice> {
    let (width, height) = (picture.width, picture.height);
    let mut names = vec![0u32; width * height];
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut name, mut open) = (0, Vec::new());
    for start in 0..width * height {
        if names[start] != 0 || picture.pixels[start] >= shade {
            continue;
        }
        name += 1;
        names[start] = name;
        open.push(start);
        let mut bounds = (width, height, 0, 0);
        let mut count = 0;
        while let Some(place) = open.pop() {
            count += 1;
            let (x, y) = (place % width, place / width);
            bounds = (bounds.0.min(x), bounds.1.min(y), bounds.2.max(x), bounds.3.max(y));
            for near_y in y.saturating_sub(1)..(y + 2).min(height) {
                for near_x in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = near_y * width + near_x;
                    if names[near] == 0 && picture.pixels[near] < shade {
                        names[near] = name;
                        open.push(near);
                    }
                }
            }
        }
        pieces.push((name, count, bounds));
    }
    let is_table = |&(_, count, (left, top, right, bottom)): &Piece| {
        let (across, down) = (right - left, bottom - top);
        // A dark border of the picture or a desk around the paper is filled; a lattice is mostly paper.
        let is_thin = count * 10 < across * down * 3;
        across > MIN_WIDTH && down > MIN_HEIGHT && across * 3 > width && is_thin
    };
    pieces.retain(is_table);
    let holds = |outer: Bounds, inner: Bounds| {
        outer != inner && outer.0 <= inner.0 && outer.1 <= inner.1 && outer.2 >= inner.2 && outer.3 >= inner.3
    };
    let all: Vec<_> = pieces.iter().map(|piece| piece.2).collect();
    pieces.retain(|piece| !all.iter().any(|inner| holds(piece.2, *inner)));
    pieces.sort_by_key(|piece| piece.2.1);
    let lattice = |(name, _, bounds): (u32, usize, _)| Lattice {
        mask: names.iter().map(|&other| other == name).collect(),
        bounds,
    };
    pieces.into_iter().map(lattice).collect()
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
        let found = lattices(&picture, 128);
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
