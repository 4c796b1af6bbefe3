//! Lines to paragraphs, over page breaks: a paragraph goes on where a line reaches the right margin.
//!
//! A table at the top of a page goes on with the one at the bottom of the page before ([`continuation`]).

use super::continuation;
use super::flow::{Block, Item, ItemKind, Page};
use super::lines::Line;

/// Joins what belongs together and drops the positions.
pub(super) fn join(pages: Vec<Page>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Open> = None;
    for page in pages {
        let margins = Margins::of(&page.items);
        for (index, item) in page.items.into_iter().enumerate() {
            let block = match item.kind {
                ItemKind::Line(line) => {
                    let is_first = index == 0;
                    match &mut open {
                        Some(open) if open.goes_on(&line, margins, is_first) => open.push(&line, margins),
                        _ => {
                            blocks.extend(open.take().map(|open| Block::Paragraph(open.text)));
                            open = Some(Open::new(&line, margins));
                        }
                    }
                    continue;
                }
                ItemKind::Table(table) => match blocks.last_mut() {
                    Some(Block::Table(before)) if index == 0 && open.is_none() => {
                        match continuation::join(before, table) {
                            Ok(()) => continue,
                            Err(table) => Block::Table(table),
                        }
                    }
                    _ => Block::Table(table),
                },
                ItemKind::Picture => Block::Picture,
            };
            blocks.extend(open.take().map(|open| Block::Paragraph(open.text)));
            blocks.push(block);
        }
    }
    blocks.extend(open.map(|open| Block::Paragraph(open.text)));
    blocks
}

/// Where the lines of a page begin and end.
#[derive(Clone, Copy, Debug)]
struct Margins {
    left: f64,
    right: f64,
}

impl Margins {
    fn of(items: &[Item]) -> Margins {
        let mut lines = Vec::new();
        for item in items {
            if let ItemKind::Line(line) = &item.kind {
                lines.push(line.area);
            }
        }
        let left = lines.iter().map(|area| area.left).fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|area| area.right).fold(0.0, f64::max);
        Margins { left, right }
    }
}

/// A paragraph that may go on.
struct Open {
    text: String,
    /// Its last line.
    last: Line,
    /// Whether that line reaches the right margin.
    is_full: bool,
}

impl Open {
    fn new(line: &Line, margins: Margins) -> Open {
        Open { text: line.text.clone(), last: line.clone(), is_full: is_full(line, margins) }
    }

    fn push(&mut self, line: &Line, margins: Margins) {
        let is_word = |c: char| c.is_ascii_alphanumeric();
        // A number is never parted by the end of a line, a word of another script may be.
        let is_parted = self.text.ends_with(is_word)
            && line.text.starts_with(is_word)
            && !(self.text.ends_with(|c: char| c.is_ascii_digit())
                && line.text.starts_with(|c: char| c.is_ascii_digit()));
        if is_parted {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
        self.last = line.clone();
        self.is_full = is_full(line, margins);
    }

    fn goes_on(&self, line: &Line, margins: Margins, is_first: bool) -> bool {
        /// Lines farther apart than this many font sizes are of two paragraphs. Official documents have 1.75 (28 points
        /// for characters of 16).
        const LEADING: f64 = 2.6;
        let step = line.area.top - self.last.area.top;
        let is_near = is_first || (0.0..LEADING * line.size).contains(&step);
        let is_same_size = (line.size - self.last.size).abs() <= 0.15 * line.size;
        let is_indented = line.area.left > margins.left + 1.2 * line.size;
        self.is_full && is_near && is_same_size && !is_indented && !is_title(&line.text)
    }
}

/// Whether a line has no room for two more characters: punctuation hangs or is moved to the next line.
fn is_full(line: &Line, margins: Margins) -> bool {
    line.area.right > margins.right - 2.0 * line.size
}

/// `一、总体情况`: the title of a section starts its own paragraph.
pub(super) fn is_title(text: &str) -> bool {
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '．', '.'])
}
