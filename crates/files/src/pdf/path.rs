//! Painted paths to ruling lines.
//!
//! A table's lines come as strokes, as thin filled rectangles (Word, WPS), as one rectangle around a cell, or as a frame
//! between two rectangles (Chromium). Thick fills are backgrounds: WPS paints white ones behind text.

use super::content::Content;
use super::geometry::{Area, Rule};

/// The thickest fill that is a line and not a background, in points.
const MAX_FILL: f64 = 3.0;
/// The thickest stroke that is a line, in points; Word's widest border is six.
const MAX_STROKE: f64 = 6.0;
/// How far a line may be out of true, in points.
const SKEW: f64 = 0.7;
/// Points of one path that are kept, and lines of one page: a table has a few hundred, a drawing may have millions.
const MAX_POINTS: usize = 20_000;
const MAX_RULES: usize = 60_000;

/// A path under construction, in coordinates of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    n_points: usize,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<(f64, f64)>,
    has_curves: bool,
}

impl Path {
    pub(super) fn start(&mut self, point: (f64, f64)) {
        if self.n_points < MAX_POINTS {
            self.n_points += 1;
            self.parts.push(Part { points: vec![point], has_curves: false });
        }
    }

    pub(super) fn line(&mut self, point: (f64, f64)) {
        if let (Some(part), true) = (self.parts.last_mut(), self.n_points < MAX_POINTS) {
            self.n_points += 1;
            part.points.push(point);
        }
    }

    pub(super) fn curve(&mut self, end: (f64, f64)) {
        self.line(end);
        if let Some(part) = self.parts.last_mut() {
            part.has_curves = true;
        }
    }

    pub(super) fn close(&mut self) {
        let first = self.parts.last().and_then(|part| part.points.first().copied());
        if let Some(first) = first {
            self.line(first);
        }
    }

    /// The rectangle that it is, as a clip; none for other shapes.
    pub(super) fn rectangle(&self) -> Option<Area> {
        let [part] = self.parts.as_slice() else { return None };
        let is_box = !part.has_curves && (4..=5).contains(&part.points.len());
        if is_box { Area::around(part.points.iter().copied()) } else { None }
    }

    /// The straight parts of an outline.
    pub(super) fn stroke(&self, width: f64, content: &mut Content) {
        if width > MAX_STROKE {
            return;
        }
        for part in &self.parts {
            if part.has_curves {
                content.n_shapes += 1;
                continue;
            }
            for pair in part.points.windows(2) {
                if let Some(area) = Area::around(pair.iter().copied())
                    && (area.height() <= SKEW || area.width() <= SKEW)
                {
                    add(area, content);
                }
            }
        }
    }

    /// Thin rectangles, and the sides of frames.
    pub(super) fn fill(&self, content: &mut Content) {
        let areas: Vec<Option<Area>> = self
            .parts
            .iter()
            .map(|part| if part.has_curves { None } else { Area::around(part.points.iter().copied()) })
            .collect();
        for (index, area) in areas.iter().enumerate() {
            match *area {
                Some(area) if area.height() <= MAX_FILL || area.width() <= MAX_FILL => add(area, content),
                Some(outer) => match areas.get(index + 1) {
                    Some(&Some(inner)) if is_frame(outer, inner) => add_sides(outer, inner, content),
                    _ => content.n_shapes += 1,
                },
                None => content.n_shapes += 1,
            }
        }
    }
}

/// Whether one box lies in the other with a margin as thin as a line.
fn is_frame(outer: Area, inner: Area) -> bool {
    let margins = [
        inner.left - outer.left,
        inner.top - outer.top,
        outer.right - inner.right,
        outer.bottom - inner.bottom,
    ];
    margins.iter().all(|margin| (-0.01..=MAX_FILL).contains(margin))
        && margins.iter().any(|&margin| margin > 0.0)
}

fn add_sides(outer: Area, inner: Area, content: &mut Content) {
    for side in [
        Area { bottom: inner.top, ..outer },
        Area { top: inner.bottom, ..outer },
        Area { right: inner.left, ..outer },
        Area { left: inner.right, ..outer },
    ] {
        if side.width() > 0.0 && side.height() > 0.0 {
            add(side, content);
        }
    }
}

/// A thin box as a line along its middle. A dot may be a part of a dotted line of either kind.
fn add(area: Area, content: &mut Content) {
    if content.horizontals.len() + content.verticals.len() >= MAX_RULES {
        return;
    }
    let horizontal = Rule { at: (area.top + area.bottom) / 2.0, from: area.left, to: area.right };
    let vertical = Rule { at: (area.left + area.right) / 2.0, from: area.top, to: area.bottom };
    let is_dot = area.width() <= MAX_FILL && area.height() <= MAX_FILL;
    if is_dot || area.width() >= area.height() {
        content.horizontals.push(horizontal);
    }
    if is_dot || area.width() < area.height() {
        content.verticals.push(vertical);
    }
}
