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
    for index in 1..pages.len() {
        let (before, rest) = pages.split_at_mut(index);
        let page = &mut rest[0];
        is_across |= match drop_repeated(before, page) {
            Some(earlier) => has_own_lines(&before[earlier], page),
            None => has_rows_without_labels(before, page),
        };
    }
    if is_across { Err(Error::NotAReport(NearMiss::Pages)) } else { Ok(()) }
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
fn drop_repeated(before: &[Content], page: &mut Content) -> Option<usize> {
    let strings = painted(page);
    let ends = strings.iter().filter(|(_, string)| string.is_cut(string.glyphs.first()));
    let ends: Vec<(usize, &str, f64)> =
        ends.map(|(&id, string)| (id, string.text.as_str(), string.glyphs[0].y)).collect();
    if ends.is_empty() {
        return None;
    }
    // Sheets are printed downwards and then to the right, or the other way round.
    let found = before.iter().enumerate().rev().find_map(|(index, earlier)| {
        let cut: Vec<Painted<'_>> =
            painted(earlier).into_values().filter(|string| string.is_cut(string.glyphs.last())).collect();
        let is_repeated = |&&(_, text, y): &&(usize, &str, f64)| {
            cut.iter().any(|string| string.text == text && (string.glyphs[0].y - y).abs() < SAME)
        };
        let repeated: Vec<usize> = ends.iter().filter(is_repeated).map(|end| end.0).collect();
        (!repeated.is_empty()).then_some((index, repeated))
    });
    let (earlier, repeated) = found?;
    page.glyphs.retain(|glyph| !repeated.contains(&glyph.string));
    Some(earlier)
}

/// Whether a page has anything but page numbers, and heads and feet that the earlier page has as well.
fn has_own_lines(earlier: &Content, page: &Content) -> bool {
    let known = lines::lines(earlier.glyphs.clone());
    let is_known = |line: &Line| {
        known.iter().any(|other| {
            other.text == line.text
                && (other.area.top - line.area.top).abs() < SAME
                && (other.area.left - line.area.left).abs() < SAME
        })
    };
    let lines = lines::lines(page.glyphs.clone());
    lines.iter().any(|line| !margins::is_page_number_at(line, page.height) && !is_known(line))
}

/// Whether the figures of a page have no labels, and its lines stand where those of an earlier page do.
fn has_rows_without_labels(before: &[Content], page: &Content) -> bool {
    let lines = lines::lines(page.glyphs.clone());
    let mut lines: Vec<&Line> =
        lines.iter().filter(|line| !margins::is_page_number_at(line, page.height)).collect();
    lines.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
    let is_row = |line: &&&Line| line.pieces.iter().all(|piece| is_value(&piece.text));
    let rows: Vec<&&Line> = lines.iter().filter(is_row).collect();
    let Some(edge) = rows.iter().map(|row| row.area.left).reduce(f64::min) else { return false };
    // What stands left of all figures is a label, whether beside its figures or a little above them.
    let has_labels = lines.iter().any(|line| line.area.left < edge - line.size && !is_row(&line));
    let middle = |line: &Line| (line.area.top + line.area.bottom) / 2.0;
    before.iter().rev().any(|earlier| {
        if (earlier.height, earlier.width) != (page.height, page.width) {
            return false;
        }
        let others = lines::lines(earlier.glyphs.clone());
        let is_beside = |line: &Line| others.iter().any(|other| (middle(other) - middle(line)).abs() < SAME);
        let n_beside = rows.iter().filter(|row| is_beside(row)).count();
        // The lines of a table that stands alone begin at the top of a page, those of its right half where its left half begins.
        let starts_low = others.iter().filter(|other| middle(other) < middle(lines[0]) - SAME).count();
        let is_half = starts_low >= MIN_ROWS && lines.iter().all(|line| is_beside(line));
        n_beside == rows.len() && (!has_labels && rows.len() >= MIN_ROWS || is_half)
    })
}
