//! A lattice with its frame in, an upright picture of it out: turn and perspective are one map of the plane.

use crate::image::Gray;
use crate::lattice::{Frame, Lattice};

/// A table made upright, with the mask of its rules and the way back to the picture.
#[derive(Debug)]
pub(crate) struct Upright {
    pub(crate) picture: Gray,
    pub(crate) rules: Vec<bool>,
    map: [f64; 8],
}

/// Paper kept around a table.
const MARGIN: f64 = 6.0;
/// A table larger than this was enlarged by nobody.
const MAX_SIDE: f64 = 9_000.0;

/// Takes the table out of the picture, a bit larger than its frame where rules go on beyond it.
pub(crate) fn upright(picture: &Gray, lattice: &Lattice, frame: &Frame) -> Option<Upright> {
    let corners = [
        frame.top.meets(frame.left),
        frame.top.meets(frame.right),
        frame.bottom.meets(frame.left),
        frame.bottom.meets(frame.right),
    ];
    let apart = |a: (f64, f64), b: (f64, f64)| ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt();
    let width = apart(corners[0], corners[1]).max(apart(corners[2], corners[3])).round();
    let height = apart(corners[0], corners[2]).max(apart(corners[1], corners[3])).round();
    if !(width.is_finite() && height.is_finite())
        || width < 50.0
        || height < 20.0
        || width.max(height) > MAX_SIDE
    {
        return None;
    }
    // Rules that go on beyond the frame: the frame's lines were fitted to most of the outline, and a cut table ends in open ones.
    let (left, top, right, bottom) = lattice.bounds;
    let middle = (left + right) as f64 / 2.0;
    let beyond = |gap: f64| gap.max(0.0).min(height) + MARGIN;
    let above = beyond(frame.top.across(middle) - top as f64);
    let below = beyond(bottom as f64 - frame.bottom.across(middle));
    let targets = [
        (MARGIN, above),
        (MARGIN + width, above),
        (MARGIN, above + height),
        (MARGIN + width, above + height),
    ];
    let map = solve(targets, corners)?;
    let (out_width, out_height) =
        ((width + 2.0 * MARGIN) as usize + 1, (height + above + below) as usize + 1);
    let mut out = Gray::new(out_width, out_height, 255);
    let mut rules = vec![false; out_width * out_height];
    for y in 0..out_height {
        for x in 0..out_width {
            let (u, v) = apply(&map, x as f64, y as f64);
            let inside =
                u > -0.5 && v > -0.5 && u < picture.width as f64 - 0.5 && v < picture.height as f64 - 0.5;
            if !inside {
                continue;
            }
            let place = y * out_width + x;
            out.pixels[place] = (picture.sample(u as f32, v as f32) + 0.5) as u8;
            let (near_x, near_y) = (u.round().max(0.0) as usize, v.round().max(0.0) as usize);
            let near = near_y.min(picture.height - 1) * picture.width + near_x.min(picture.width - 1);
            rules[place] = lattice.mask[near];
        }
    }
    Some(Upright { picture: out, rules, map })
}

impl Upright {
    /// Where a place of the upright table stands in the picture.
    pub(crate) fn back(&self, x: f64, y: f64) -> (f64, f64) {
        apply(&self.map, x, y)
    }
}

fn apply(map: &[f64; 8], x: f64, y: f64) -> (f64, f64) {
    let depth = map[6] * x + map[7] * y + 1.0;
    ((map[0] * x + map[1] * y + map[2]) / depth, (map[3] * x + map[4] * y + map[5]) / depth)
}

/// The map that leads each of `from` to its `to`.
fn solve(from: [(f64, f64); 4], to: [(f64, f64); 4]) -> Option<[f64; 8]> {
    let mut rows = [[0.0f64; 9]; 8];
    for (index, (&(x, y), &(u, v))) in from.iter().zip(&to).enumerate() {
        rows[2 * index] = [x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u];
        rows[2 * index + 1] = [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v];
    }
    for column in 0..8 {
        let pivot = (column..8).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        rows.swap(column, pivot);
        let head = rows[column];
        if head[column].abs() < 1e-12 {
            return None;
        }
        for (index, row) in rows.iter_mut().enumerate() {
            if index != column {
                let share = row[column] / head[column];
                row.iter_mut().zip(&head).for_each(|(value, head)| *value -= share * head);
            }
        }
    }
    Some(std::array::from_fn(|index| rows[index][8] / rows[index][index]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_leads_corners_to_corners() {
        let from = [(0.0, 0.0), (100.0, 0.0), (0.0, 50.0), (100.0, 50.0)];
        let to = [(10.0, 12.0), (105.0, 9.0), (8.0, 70.0), (111.0, 64.0)];
        let map = solve(from, to).expect("a map");
        for (from, to) in from.iter().zip(&to) {
            let (x, y) = apply(&map, from.0, from.1);
            assert!((x - to.0).abs() < 1e-6 && (y - to.1).abs() < 1e-6);
        }
        assert_eq!(solve([(0.0, 0.0); 4], to), None);
    }
}
