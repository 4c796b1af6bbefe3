//! Sheets of a workbook that were printed over several pages side by side.
//!
//! Such a page goes on to the right of an earlier one, its lines at the same heights. A text that crosses the edge is painted on both
//! pages, each time cut by its clip. Comes in: the pages' contents. Goes out: the same without what is painted again, or an error where a
//! page has columns of its own, for which row they are of stands on another page.

use std::collections::BTreeMap;

use gouji::{Error, NearMiss};

use super::columns::is_value;
use super::content::{Content, Glyph};
use super::lines::{self, Line};
use super::margins;

/// Heights of two pages that are the same up to rounding, in points.
const SAME: f64 = 0.3;
/// Fewer lines of figures than this without a label may be of table 4, which has none.
const MIN_ROWS: usize = 5;

/// Takes out what is painted again at the left edge of a page.
///
/// # Errors
///
/// [`NearMiss::Pages`] where columns stand on another page than their labels.
pub(super) fn settle(pages: &mut [Content]) -> Result<(), Error> {
    let mut is_across = false;
    let mut settled: Vec<Settled> = Vec::new();
    for index in 0..pages.len() {
        let (before, rest) = pages.split_at_mut(index);
        let page = &mut rest[0];
        let earlier = drop_repeated(&settled, page);
        let lines = lines::lines(page.glyphs.clone());
        is_across |= match earlier {
            Some(earlier) => has_own_lines(&before[earlier], page, &lines),
            None => has_rows_without_labels(&settled, page, &lines),
        };
        settled.push(Settled::of(page, &lines));
    }
    if is_across { Err(Error::NotAReport(NearMiss::Pages)) } else { Ok(()) }
}

/// What later pages are compared with, found once for each page.
struct Settled {
    size: (f64, f64),
    /// Middles of its lines, from top to bottom.
    middles: Vec<f64>,
    /// Strings that are cut at their end, and their heights.
    cut: BTreeMap<String, Vec<f64>>,
}

impl Settled {
    fn of(page: &Content, lines: &[Line]) -> Settled {
        let mut middles: Vec<f64> = lines.iter().map(middle).collect();
        middles.sort_by(f64::total_cmp);
        let mut cut: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for string in painted(page).into_values().filter(|string| string.is_cut(string.glyphs.last())) {
            cut.entry(string.text).or_default().push(string.glyphs[0].y);
        }
        cut.values_mut().for_each(|heights| heights.sort_by(f64::total_cmp));
        Settled { size: (page.width, page.height), middles, cut }
    }

    fn is_beside(&self, line: &Line) -> bool {
        holds(&self.middles, middle(line))
    }
}

fn middle(line: &Line) -> f64 {
    (line.area.top + line.area.bottom) / 2.0
}

/// Whether one of the sorted heights is `height`.
fn holds(heights: &[f64], height: f64) -> bool {
    let at = heights.partition_point(|&other| other <= height - SAME);
    heights.get(at).is_some_and(|&other| other < height + SAME)
}

/// A string as it is painted.
struct Painted<'a> {
    text: String,
    glyphs: Vec<&'a Glyph>,
}

impl Painted<'_> {
    /// What is hidden before and after its seen part is of the outer characters.
    fn is_cut(&self, outer: Option<&&Glyph>) -> bool {
        self.text.chars().count() > self.glyphs.len()
            && outer.is_some_and(|glyph| glyph.text.chars().nth(1).is_some())
    }
}

fn painted(page: &Content) -> BTreeMap<usize, Painted<'_>> {
    let mut strings: BTreeMap<usize, Painted<'_>> = BTreeMap::new();
    for glyph in &page.glyphs {
        let string = strings
            .entry(glyph.string)
            .or_insert_with(|| Painted { text: String::new(), glyphs: Vec::new() });
        string.text.push_str(&glyph.text);
        string.glyphs.push(glyph);
    }
    strings
}

/// Drops the strings of `page` that an earlier page shows the beginning of, and tells which page that is.
fn drop_repeated(before: &[Settled], page: &mut Content) -> Option<usize> {
    let strings = painted(page);
    let ends = strings.iter().filter(|(_, string)| string.is_cut(string.glyphs.first()));
    let ends: Vec<(usize, &str, f64)> =
        ends.map(|(&id, string)| (id, string.text.as_str(), string.glyphs[0].y)).collect();
    // Sheets are printed downwards and then to the right, or the other way round.
    let found = before.iter().enumerate().rev().find_map(|(index, earlier)| {
        let is_repeated = |&&(_, text, y): &&(usize, &str, f64)| {
            earlier.cut.get(text).is_some_and(|heights| holds(heights, y))
        };
        let repeated: Vec<usize> = ends.iter().filter(is_repeated).map(|end| end.0).collect();
        (!repeated.is_empty()).then_some((index, repeated))
    });
    let (earlier, repeated) = found?;
    // In the order of the strings.
    page.glyphs.retain(|glyph| repeated.binary_search(&glyph.string).is_err());
    Some(earlier)
}

/// Whether a page has anything but page numbers, and heads and feet that the earlier page has as well.
fn has_own_lines(earlier: &Content, page: &Content, lines: &[Line]) -> bool {
    let mut known = lines::lines(earlier.glyphs.clone());
    known.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
    let is_known = |line: &Line| {
        let at = known.partition_point(|other| other.area.top <= line.area.top - SAME);
        let near = known[at..].iter().take_while(|other| other.area.top < line.area.top + SAME);
        near.into_iter()
            .any(|other| other.text == line.text && (other.area.left - line.area.left).abs() < SAME)
    };
    lines.iter().any(|line| !margins::is_page_number_at(line, page.height) && !is_known(line))
}

/// Whether the figures of a page have no labels, and its lines stand where those of an earlier page do.
fn has_rows_without_labels(before: &[Settled], page: &Content, lines: &[Line]) -> bool {
    let mut lines: Vec<&Line> =
        lines.iter().filter(|line| !margins::is_page_number_at(line, page.height)).collect();
    lines.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
    let is_row = |line: &&&Line| line.pieces.iter().all(|piece| is_value(&piece.text));
    let rows: Vec<&&Line> = lines.iter().filter(is_row).collect();
    let Some(edge) = rows.iter().map(|row| row.area.left).reduce(f64::min) else { return false };
    // What stands left of all figures is a label, whether beside its figures or a little above them.
    let has_labels = lines.iter().any(|line| line.area.left < edge - line.size && !is_row(&line));
    before.iter().rev().filter(|earlier| earlier.size == (page.width, page.height)).any(|earlier| {
        // The lines of a table that stands alone begin at the top of a page, those of its right half where its left half begins.
        let starts_low = earlier.middles.partition_point(|&other| other < middle(lines[0]) - SAME);
        let is_half = || starts_low >= MIN_ROWS && lines.iter().all(|line| earlier.is_beside(line));
        rows.iter().all(|row| earlier.is_beside(row)) && (!has_labels && rows.len() >= MIN_ROWS || is_half())
    })
}
