//! Ruling lines as painted to the lines of tables: pieces joined, doubles merged, and grouped by what touches what.

use super::geometry::{Area, Rule};

/// Lines nearer than this are one: a double border, the two borders of neighbouring cells, pieces out of true.
pub(super) const SAME: f64 = 3.0;
/// Collinear pieces nearer than this go on: dots, dashes, corners left open.
const GAP: f64 = 3.0;
/// Shorter lines belong to characters or drawings, in points.
const MIN_LENGTH: f64 = 5.0;
/// Lines of one page beyond this are a drawing: a table of 100 rows and 15 columns in pieces joins to 116.
const MAX_LINES: usize = 1500;

/// The lines of one table.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) horizontals: Vec<Rule>,
    pub(super) verticals: Vec<Rule>,
}

/// Groups the lines of a page into tables, top to bottom.
pub(super) fn frames(horizontals: &[Rule], verticals: &[Rule]) -> Vec<Frame> {
    let (horizontals, verticals) = (joined(horizontals), joined(verticals));
    if horizontals.len() + verticals.len() > MAX_LINES {
        return Vec::new();
    }
    let mut groups = Groups::new(horizontals.len() + verticals.len());
    for (row, horizontal) in horizontals.iter().enumerate() {
        for (column, vertical) in verticals.iter().enumerate() {
            if horizontal.covers(vertical.at, SAME) && vertical.covers(horizontal.at, SAME) {
                groups.join(row, horizontals.len() + column);
            }
        }
    }
    let mut frames: Vec<Frame> = Vec::new();
    let mut index_of = vec![None; horizontals.len() + verticals.len()];
    let mut frame_of = |line: usize, groups: &mut Groups, frames: &mut Vec<Frame>| {
        *index_of[groups.root(line)].get_or_insert_with(|| {
            frames.push(Frame::default());
            frames.len() - 1
        })
    };
    for (row, &rule) in horizontals.iter().enumerate() {
        let frame = frame_of(row, &mut groups, &mut frames);
        frames[frame].horizontals.push(rule);
    }
    for (column, &rule) in verticals.iter().enumerate() {
        let frame = frame_of(horizontals.len() + column, &mut groups, &mut frames);
        frames[frame].verticals.push(rule);
    }
    frames.retain(|frame| !frame.horizontals.is_empty() && !frame.verticals.is_empty());
    frames.iter_mut().for_each(Frame::close);
    frames
}

impl Frame {
    /// The box around the lines.
    pub(super) fn area(&self) -> Option<Area> {
        let horizontal = self.horizontals.iter().flat_map(|rule| [(rule.from, rule.at), (rule.to, rule.at)]);
        let vertical = self.verticals.iter().flat_map(|rule| [(rule.at, rule.from), (rule.at, rule.to)]);
        Area::around(horizontal.chain(vertical))
    }

    /// Draws the sides that a table lacks.
    ///
    /// A row that a page break cuts has no closing line (WPS), and some tables are open at their sides: the side is
    /// where the lines across it end.
    fn close(&mut self) {
        let closing = sides(&self.verticals, &self.horizontals);
        self.horizontals.extend(closing);
        let closing = sides(&self.horizontals, &self.verticals);
        self.verticals.extend(closing);
    }
}

/// Lines that join the ends of `lines` which end freely at the same place, and touch none of `crossing`.
fn sides(lines: &[Rule], crossing: &[Rule]) -> Vec<Rule> {
    let ends: [fn(&Rule) -> f64; 2] = [|rule| rule.from, |rule| rule.to];
    let mut found = Vec::new();
    for end in ends {
        let mut free: Vec<(f64, f64)> = lines
            .iter()
            .map(|line| (end(line), line.at))
            .filter(|&(at, position)| {
                !crossing.iter().any(|rule| (rule.at - at).abs() <= SAME && rule.covers(position, SAME))
            })
            .collect();
        free.sort_by(|a, b| a.0.total_cmp(&b.0));
        for together in free.chunk_by(|a, b| b.0 - a.0 <= SAME) {
            let positions = together.iter().map(|&(at, position)| (position, at));
            if let (Some(area), true) = (Area::around(positions), together.len() > 1) {
                found.push(Rule { at: (area.top + area.bottom) / 2.0, from: area.left, to: area.right });
            }
        }
    }
    found
}

/// Pieces of one line joined.
fn joined(pieces: &[Rule]) -> Vec<Rule> {
    /// Pieces of one line are drawn to the same position, up to rounding.
    const OFF: f64 = 1.0;
    let mut pieces = pieces.to_vec();
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut lines: Vec<Rule> = Vec::new();
    let mut rest = &mut pieces[..];
    while let Some(first) = rest.first().copied() {
        let length = rest.partition_point(|rule| rule.at - first.at <= OFF);
        let (line, after) = rest.split_at_mut(length);
        rest = after;
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = lines.len();
        for piece in line {
            match lines[start..].last_mut() {
                Some(last) if piece.from <= last.to + GAP => last.to = last.to.max(piece.to),
                _ => lines.push(*piece),
            }
        }
    }
    lines.retain(|line| line.length() >= MIN_LENGTH);
    lines
}

/// Sets of lines that touch.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Groups {
        Groups { parents: (0..count).collect() }
    }

    fn root(&mut self, mut item: usize) -> usize {
        while self.parents[item] != item {
            self.parents[item] = self.parents[self.parents[item]];
            item = self.parents[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[b] = a;
    }
}
