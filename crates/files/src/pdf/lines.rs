//! Glyphs to lines of text, in reading order, whatever order the file paints them in.

use super::content::Glyph;
use super::geometry::{Area, Direction};

/// Characters painted again within this share of their size are the same: a poor man's bold type.
const OVERPRINT: f64 = 0.15;
/// A gap wider than this, in font sizes, parts ASCII words where the file has no space.
const WORD_GAP: f64 = 0.22;
/// A gap wider than this parts words of any script, and the fields of a line.
const WIDE_GAP: f64 = 1.2;
/// A gap wider than this, without a space in it, parts neighbouring cells.
const NARROW_GAP: f64 = 0.5;
/// A gap wider than this parts two numbers; a space inside a number is a quarter as wide as a font's size.
const NUMBER_GAP: f64 = 0.6;

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it stands on the page.
    pub(super) area: Area,
    pub(super) size: f64,
    /// Its parts between wide gaps.
    pub(super) fields: Vec<Field>,
    /// Its parts between gaps that no text has within itself: neighbouring cells of a narrow table.
    pub(super) pieces: Vec<Field>,
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its middle from top to bottom: cells beside each other may be in one line and stand a little apart.
    pub(super) y: f64,
}

impl Field {
    pub(super) fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// The direction that most glyphs go.
pub(super) fn direction(glyphs: &[Glyph]) -> Direction {
    let count = |direction| glyphs.iter().filter(|glyph| glyph.direction == direction).count();
    let mut best = Direction::Right;
    for direction in Direction::ALL {
        if count(direction) > count(best) {
            best = direction;
        }
    }
    best
}

/// The lines of glyphs that go in one direction; the others are taken along where they stand.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let direction = direction(&glyphs);
    let has_whole_numbers = has_whole_numbers(&glyphs);
    let mut placed: Vec<Placed> = glyphs
        .into_iter()
        .map(|glyph| {
            let (along, across) = direction.reading(glyph.x, glyph.y);
            // A character that goes another way takes its own size of room.
            let room = if glyph.direction == direction { glyph.advance } else { glyph.size };
            Placed { from: along - room / 2.0, to: along + room / 2.0, across, glyph }
        })
        .collect();
    placed.sort_by(|a, b| a.across.total_cmp(&b.across));
    let mut lines = Vec::new();
    let mut rest = &mut placed[..];
    while let Some(length) = line_length(rest) {
        let (line, after) = rest.split_at_mut(length);
        rest = after;
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        lines.extend(Line::of(line, has_whole_numbers));
    }
    lines
}

/// Whether numbers are shown as one string each, so that digits of two strings are two numbers.
fn has_whole_numbers(glyphs: &[Glyph]) -> bool {
    let is_digit = |glyph: &Glyph| glyph.text.chars().all(|c| c.is_ascii_digit());
    let pairs = || glyphs.windows(2).filter(|pair| pair.iter().all(is_digit));
    let is_whole = |pair: &&[Glyph]| pair[0].string == pair[1].string;
    let apart = |pair: &&[Glyph]| {
        let gap = pair[1].x - pair[0].x - (pair[0].advance + pair[1].advance) / 2.0;
        pair[0].string != pair[1].string
            && gap.abs() < 0.05 * pair[0].size
            && (pair[0].y - pair[1].y).abs() < 0.1
    };
    pairs().any(|pair| is_whole(&pair)) && !pairs().any(|pair| apart(&pair))
}

/// Whether two characters beside each other are of two cells, for all that their gap tells.
fn parts_cells(last: &Placed, item: &Placed, has_whole_numbers: bool) -> bool {
    /// Cells of a sheet keep their text this far from their sides, in font sizes.
    const PADDING: f64 = 0.08;
    const SLACK: f64 = 1.0;
    let ((_, end), (start, _)) = (last.glyph.clip, item.glyph.clip);
    if last.glyph.clip != item.glyph.clip && (item.from >= end - SLACK || last.to <= start + SLACK) {
        return true;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let are_numbers = last.glyph.text.ends_with(is_digit) && item.glyph.text.starts_with(is_digit);
    has_whole_numbers
        && are_numbers
        && last.glyph.string != item.glyph.string
        && item.from - last.to > PADDING * item.glyph.size
}

struct Placed {
    from: f64,
    to: f64,
    across: f64,
    glyph: Glyph,
}

/// How many of the glyphs, sorted across lines, are of the first line.
fn line_length(placed: &[Placed]) -> Option<usize> {
    /// The middles of one line's characters differ by less than this share of their size, and those of two by more.
    const HEIGHT: f64 = 0.45;
    let first = placed.first()?;
    let (mut middle, mut size, mut count) = (first.across, first.glyph.size, 0.0);
    let length = placed.iter().position(|item| {
        let is_next = item.across - middle > HEIGHT * size.max(item.glyph.size);
        if !is_next {
            // The mean keeps a superscript from dragging the line away.
            middle = (middle * count + item.across) / (count + 1.0);
            size = size.max(item.glyph.size);
            count += 1.0;
        }
        is_next
    });
    Some(length.unwrap_or(placed.len()))
}

impl Line {
    fn of(placed: &[Placed], has_whole_numbers: bool) -> Option<Line> {
        let mut line = Line {
            text: String::new(),
            area: Area { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 },
            size: 0.0,
            fields: Vec::new(),
            pieces: Vec::new(),
        };
        // Where the last character ends, spaces counted.
        let mut end = f64::NEG_INFINITY;
        let mut last: Option<&Placed> = None;
        let mut has_space = false;
        let mut points = Vec::new();
        for item in placed {
            let glyph = &item.glyph;
            if glyph.text.trim().is_empty() {
                has_space |= last.is_some();
                end = end.max(item.to);
                continue;
            }
            if last.is_some_and(|last| is_overprint(last, item)) {
                continue;
            }
            let is_parted = last.is_some_and(|last| parts_cells(last, item, has_whole_numbers));
            match last.map(|last| Gap::between(last, item, has_space)) {
                Some(Gap::None) if !is_parted => {}
                Some(Gap::Word) => {
                    line.text.push(' ');
                    if let Some(field) = line.fields.last_mut() {
                        field.text.push(' ');
                    }
                }
                gap => {
                    if gap.is_some() {
                        line.text.push(' ');
                    }
                    line.fields.push(Field {
                        text: String::new(),
                        left: item.from,
                        right: item.to,
                        y: glyph.y,
                    });
                }
            }
            let is_new = is_parted || (item.from - end) / glyph.size > NARROW_GAP;
            match line.pieces.last_mut() {
                Some(piece) if !is_new => {
                    piece.text.push_str(&glyph.text);
                    piece.right = piece.right.max(item.to);
                }
                _ => {
                    let text = glyph.text.clone();
                    line.pieces.push(Field { text, left: item.from, right: item.to, y: glyph.y });
                }
            }
            end = item.to;
            line.text.push_str(&glyph.text);
            if let Some(field) = line.fields.last_mut() {
                field.text.push_str(&glyph.text);
                field.right = field.right.max(item.to);
            }
            line.size = line.size.max(glyph.size);
            let (half_width, half_height) = match glyph.direction {
                Direction::Right | Direction::Left => (glyph.advance / 2.0, glyph.size / 2.0),
                Direction::Down | Direction::Up => (glyph.size / 2.0, glyph.advance / 2.0),
            };
            points.push((glyph.x - half_width, glyph.y - half_height));
            points.push((glyph.x + half_width, glyph.y + half_height));
            last = Some(item);
            has_space = false;
        }
        line.area = Area::around(points)?;
        Some(line)
    }
}

/// What lies between two characters of a line.
enum Gap {
    None,
    Word,
    Field,
}

impl Gap {
    fn between(last: &Placed, item: &Placed, has_space: bool) -> Gap {
        let gap = (item.from - last.to) / item.glyph.size.min(last.glyph.size);
        let (before, after) = (&last.glyph.text, &item.glyph.text);
        let is_digit = |c: char| c.is_ascii_digit();
        let are_numbers = before.ends_with(is_digit) && after.starts_with(is_digit);
        if gap > if are_numbers { NUMBER_GAP } else { WIDE_GAP } {
            return Gap::Field;
        }
        let are_words = before.ends_with(is_word) && after.starts_with(is_word);
        if are_words && (has_space || gap > WORD_GAP) { Gap::Word } else { Gap::None }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic()
}

fn is_overprint(last: &Placed, item: &Placed) -> bool {
    let limit = OVERPRINT * item.glyph.size;
    last.glyph.text == item.glyph.text
        && item.from - last.from <= limit
        && (item.across - last.across).abs() <= limit
}

/// The text of a cell, whose lines go from `left` to `right` of their own direction.
pub(super) fn cell_text(glyphs: Vec<Glyph>, area: Area) -> String {
    let direction = direction(&glyphs);
    let mut text = String::new();
    let mut before: Option<Line> = None;
    for line in lines(glyphs) {
        if let Some(before) = before {
            let is_broken_word = text.ends_with(is_word) && line.text.starts_with(is_word);
            // Where the line was full, a number that did not fit goes on in the next line.
            if is_broken_word && !is_full(&before, area, direction) {
                text.push('\n');
            }
        }
        text.push_str(&line.text);
        before = Some(line);
    }
    text
}

/// Whether no further character fits after a line of a cell.
fn is_full(line: &Line, cell: Area, direction: Direction) -> bool {
    // Word's and WPS's cells have margins of 5.4 points to the left and to the right.
    const MARGINS: f64 = 11.0;
    let (room, taken) = match direction {
        Direction::Right | Direction::Left => (cell.width(), line.area.width()),
        Direction::Down | Direction::Up => (cell.height(), line.area.height()),
    };
    // Digits of some fonts are wider than half their size.
    let digit = taken / line.text.chars().count().max(1) as f64;
    room - taken < MARGINS + digit.clamp(line.size * 0.5, line.size * 0.7)
}
