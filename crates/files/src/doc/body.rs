//! Characters with their properties in, HTML out: paragraphs, fields, tables, text boxes.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji::Error;

use super::fib::Fib;
use super::pieces::{Character, Pieces};
use super::runs::Runs;
use super::sprm::{self, Sprms};
use crate::cfb::{u16_at, u32_at};
use crate::limits;
use crate::numbering::{Lists, Numbered};
use crate::page::Tally;
use crate::spans::VerticalMerge;
use crate::story::{CellShape, MAX_CELLS, RowShape, Story};
use crate::symbols::Symbols;

/// Bytes of what is said of a shape and of a text box.
const ANCHOR: usize = 26;
const BOX: usize = 22;

/// What is said of the text.
pub(super) struct Properties<'m> {
    pub(super) paragraphs: Runs<'m>,
    pub(super) characters: Runs<'m>,
    /// Where properties stand that are too long for a page of them.
    pub(super) data: &'m [u8],
    /// The fonts that have symbols in place of letters, by their numbers.
    pub(super) symbols: BTreeMap<u16, Symbols>,
}

/// The text boxes of the body.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// The shape that stands at a character.
    shapes: BTreeMap<u32, u32>,
    /// The characters of a shape's text.
    texts: BTreeMap<u32, Range<u32>>,
}

/// What is known of the characters of a run.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    hidden: bool,
    deleted: bool,
    special: bool,
    /// The font of letters, and of private characters, where it has symbols in their place.
    font: Option<Symbols>,
    /// A character with a font of its own.
    symbol: Option<(u16, Option<Symbols>)>,
}

/// What is known of a paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    level: usize,
    ends_row: bool,
    ends_inner_cell: bool,
    ends_inner_row: bool,
    numbered: Numbered,
    row: RowShape,
}

/// The whole document.
pub(super) struct Body<'m> {
    text: Pieces<'m>,
    properties: Properties<'m>,
    boxes: Boxes,
    lists: Lists,
    tally: Tally,
    /// Of the run that was asked for last.
    look: Look,
    /// Text boxes that the one being read stands in.
    nesting: usize,
    /// What reading may still cost.
    characters: usize,
    bytes: usize,
}

impl Boxes {
    pub(super) fn read(fib: &Fib, anchors: Option<&[u8]>, boxes: Option<&[u8]>) -> Boxes {
        let mut found = Boxes::default();
        let anchors = anchors.unwrap_or_default();
        let count = anchors.len().saturating_sub(4) / (ANCHOR + 4);
        for index in 0..count.min(limits::DEFINITIONS) {
            if let (Some(place), Some(shape)) =
                (u32_at(anchors, index * 4), u32_at(anchors, (count + 1) * 4 + index * ANCHOR))
            {
                found.shapes.insert(place, shape);
            }
        }
        let boxes = boxes.unwrap_or_default();
        let count = boxes.len().saturating_sub(4) / (BOX + 4);
        for index in 0..count.min(limits::DEFINITIONS) {
            let place =
                |index: usize| u32_at(boxes, index * 4).and_then(|cp| cp.checked_add(fib.boxes.start));
            let shape = u32_at(boxes, (count + 1) * 4 + index * BOX + 14);
            if let (Some(start), Some(end), Some(shape)) = (place(index), place(index + 1), shape)
                && start < end
                && end <= fib.boxes.end
            {
                found.texts.entry(shape).or_insert(start..end);
            }
        }
        found
    }
}

impl<'m> Body<'m> {
    pub(super) fn new(text: Pieces<'m>, properties: Properties<'m>, boxes: Boxes, lists: Lists) -> Self {
        let tally = Tally::default();
        let (characters, bytes) = (limits::DOC_CHARACTERS, limits::DOC_PROPERTIES);
        Body { text, properties, boxes, lists, tally, look: Look::default(), nesting: 0, characters, bytes }
    }

    /// Reads the body, and behind it the text boxes that stand nowhere in it.
    pub(super) fn html(mut self, text: Range<u32>) -> Result<String, Error> {
        let mut html = self.story(text)?;
        for range in std::mem::take(&mut self.boxes.texts).into_values() {
            html.push_str(&self.story(range)?);
            crate::page::bounded(&html)?;
        }
        Ok(html)
    }

    fn story(&mut self, range: Range<u32>) -> Result<String, Error> {
        let mut story = Story::default();
        // For each open field, whether its instruction is being read.
        let mut fields: Vec<bool> = Vec::new();
        let mut half = None;
        for character in self.text.characters(range) {
            let character = character?;
            self.characters = self.characters.checked_sub(1).ok_or(Error::TooLarge)?;
            let (run, is_new) = self.properties.characters.at(character.offset);
            let (paragraph, is_next) = self.properties.paragraphs.at(character.offset);
            if is_new || is_next || !character.changes.is_empty() {
                self.look = self.look(&character, run.properties, paragraph.style)?;
            }
            let look = self.look;
            match character.unit {
                0x13 if fields.len() < limits::TABLE_DEPTH => fields.push(true),
                0x14 => fields.iter_mut().last().into_iter().for_each(|field| *field = false),
                0x15 => drop(fields.pop()),
                7 | 12 | 13 => {
                    self.end(&character, look, &mut story)?;
                    fields.iter_mut().for_each(|in_instruction| *in_instruction = false);
                }
                8 if look.special => {
                    if let Some(html) = self.text_box(character.index)? {
                        story.push_box(&html)?;
                    }
                }
                _ if look.deleted || look.hidden || fields.contains(&true) => {}
                1 if look.special => story.picture()?,
                _ => push(&character, look, &mut half, &mut story)?,
            }
        }
        story.finish(0)
    }

    /// The text of the box that stands at a character.
    fn text_box(&mut self, index: u32) -> Result<Option<String>, Error> {
        let range = self.boxes.shapes.get(&index).and_then(|shape| self.boxes.texts.remove(shape));
        let Some(range) = range else { return Ok(None) };
        if self.nesting == limits::TABLE_DEPTH {
            return Err(Error::TooLarge);
        }
        self.nesting += 1;
        let html = self.story(range)?;
        self.nesting -= 1;
        Ok(Some(html))
    }

    /// A paragraph ends, and perhaps a cell or a row.
    fn end(&mut self, character: &Character<'m>, look: Look, story: &mut Story) -> Result<(), Error> {
        let mut paragraph = self.paragraph(character)?;
        let level = paragraph.level;
        if paragraph.ends_row && character.unit == 7 {
            return story.end_row(1, &paragraph.row, &mut self.tally);
        }
        if paragraph.ends_inner_row {
            return story.end_row(level.max(1), &paragraph.row, &mut self.tally);
        }
        let ends_cell = character.unit == 7 || paragraph.ends_inner_cell;
        if look.deleted && !ends_cell {
            return story.end_paragraph(level, true);
        }
        story.number = self.lists.label(&std::mem::take(&mut paragraph.numbered));
        match ends_cell {
            true if character.unit == 7 => story.end_cell(1, look.deleted, &mut self.tally),
            true => story.end_cell(level.max(1), look.deleted, &mut self.tally),
            false => story.end_paragraph(level, false),
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Error> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Error::TooLarge)?;
        Ok(())
    }

    /// How a character of a paragraph in this style looks.
    fn look(&mut self, character: &Character<'m>, properties: &[u8], style: u16) -> Result<Look, Error> {
        self.spend(properties.len() + character.changes.len())?;
        let lists = &mut self.lists;
        let mut hides = |style: u16| lists.hides(Some(&style.to_string()));
        let font =
            |operand: &[u8]| u16_at(operand, 0).and_then(|font| self.properties.symbols.get(&font)).copied();
        let of_paragraph = hides(style);
        let mut is_hidden_style = of_paragraph;
        let mut look = Look { hidden: of_paragraph, ..Look::default() };
        for (id, operand) in Sprms(properties).chain(Sprms(character.changes)) {
            let is_on = operand.first().is_some_and(|&value| value & 1 == 1);
            match id {
                sprm::CHARACTER_STYLE => {
                    let style = u16_at(operand, 0).unwrap_or(0);
                    is_hidden_style = of_paragraph || hides(style);
                    look.hidden = is_hidden_style;
                }
                // 0x80 is as the style has it, 0x81 is not.
                sprm::HIDDEN => look.hidden = is_on ^ (operand[0] & 0x80 != 0 && is_hidden_style),
                sprm::DELETED => look.deleted = is_on,
                sprm::SPECIAL => look.special = is_on,
                sprm::FONT => look.font = font(operand),
                sprm::SYMBOL => look.symbol = u16_at(operand, 2).map(|unit| (unit, font(operand))),
                _ => {}
            }
        }
        Ok(look)
    }

    fn paragraph(&mut self, character: &Character<'m>) -> Result<Paragraph, Error> {
        let (run, _) = self.properties.paragraphs.at(character.offset);
        let mut paragraph = Paragraph::default();
        let mut in_table = false;
        let mut level = 0;
        paragraph.numbered.style = Some(run.style.to_string());
        for properties in [run.properties, character.changes] {
            self.spend(properties.len())?;
            for (id, operand) in Sprms(properties) {
                if sprm::ELSEWHERE.contains(&id) {
                    let properties = self.elsewhere(operand).unwrap_or_default();
                    self.spend(properties.len())?;
                    for (id, operand) in Sprms(properties) {
                        let cells = paragraph.set(id, operand, &mut in_table, &mut level);
                        self.spend(cells)?;
                    }
                } else {
                    let cells = paragraph.set(id, operand, &mut in_table, &mut level);
                    self.spend(cells)?;
                }
            }
        }
        paragraph.level = if in_table { level.clamp(1, limits::TABLE_DEPTH) } else { 0 };
        Ok(paragraph)
    }

    /// Properties that stand in a stream of their own.
    fn elsewhere(&self, operand: &[u8]) -> Option<&'m [u8]> {
        let at = u32_at(operand, 0)? as usize;
        let length = u16_at(self.properties.data, at)? as usize;
        self.properties.data.get(at + 2..at + 2 + length)
    }
}

impl Paragraph {
    /// Takes up a property; gives how many cells beyond one it was about.
    fn set(&mut self, id: u16, operand: &[u8], in_table: &mut bool, level: &mut usize) -> usize {
        let is_on = operand.first().is_some_and(|&value| value != 0);
        match id {
            sprm::STYLE => self.numbered.style = u16_at(operand, 0).map(|style| style.to_string()),
            sprm::IN_TABLE => *in_table = is_on,
            sprm::ROW_END => self.ends_row = is_on,
            sprm::TABLE_LEVEL => *level = u32_at(operand, 0).unwrap_or(0).min(100) as usize,
            sprm::INNER_CELL_END => self.ends_inner_cell = is_on,
            sprm::INNER_ROW_END => self.ends_inner_row = is_on,
            sprm::LIST_LEVEL => self.numbered.level = operand.first().map(|&level| level.into()),
            // From here on numbers say that a paragraph is in no list.
            sprm::LIST => {
                let list = u16_at(operand, 0).filter(|&list| list < 0xf801).unwrap_or(0);
                self.numbered.num = Some(list.to_string());
            }
            sprm::ROW => self.row = row(operand).unwrap_or_default(),
            sprm::MERGE_DOWN => {
                if let [_, index, flags, ..] = operand
                    && let Some(cell) = self.row.cells.get_mut(usize::from(*index))
                {
                    cell.vertical = vertical(u16::from(*flags));
                }
            }
            sprm::MERGE_ACROSS => {
                let cells = match operand {
                    [first, end] => {
                        let end = usize::from(*end).min(self.row.cells.len());
                        self.row.cells.get_mut(usize::from(*first) + 1..end).unwrap_or_default()
                    }
                    _ => &mut [],
                };
                cells.iter_mut().for_each(|cell| cell.joins_left = true);
                return cells.len();
            }
            _ => {}
        }
        0
    }
}

/// The cells of a row: where each ends, and how it goes with others.
fn row(operand: &[u8]) -> Option<RowShape> {
    let count = usize::from(*operand.get(2)?).min(MAX_CELLS);
    let edge = |index: usize| u16_at(operand, 3 + index * 2).map(|edge| i32::from(edge as i16));
    let mut row = RowShape { left: edge(0)?, ..RowShape::default() };
    let cells = operand.get(3 + (count + 1) * 2..).unwrap_or_default();
    for index in 0..count {
        let flags = u16_at(cells, index * 20).unwrap_or(0);
        row.cells.push(CellShape {
            right: edge(index + 1)?,
            vertical: vertical(flags >> 5),
            joins_left: flags & 2 != 0,
        });
    }
    Some(row)
}

fn vertical(flags: u16) -> VerticalMerge {
    match flags & 3 {
        0 => VerticalMerge::None,
        1 => VerticalMerge::Continue,
        _ => VerticalMerge::Restart,
    }
}

/// Adds a character that is seen.
fn push(
    character: &Character<'_>,
    look: Look,
    half: &mut Option<u16>,
    story: &mut Story,
) -> Result<(), Error> {
    let (unit, font) = match (character.unit, look.symbol) {
        (0x28, Some(symbol)) if look.special => symbol,
        (unit, _) => (unit, look.font),
    };
    let units = [half.take(), Some(unit)];
    if (0xd800..0xdc00).contains(&unit) && units[0].is_none() {
        *half = Some(unit);
        return Ok(());
    }
    for char in char::decode_utf16(units.into_iter().flatten()).flatten() {
        match char {
            '\t' => story.push("\t")?,
            // A line ends, or a column.
            '\u{b}' | '\u{e}' => story.push("\n")?,
            '\u{1e}' => story.push("-")?,
            // Marks of notes, pictures, optional breaks.
            '\0'..='\u{1f}' => {}
            _ => {
                let char = font.map_or(char, |font| font.shown(char));
                story.push(char.encode_utf8(&mut [0; 4]))?;
            }
        }
    }
    Ok(())
}
