//! Pages to blocks: tables where lines bound cells, paragraphs and aligned columns everywhere else.

use super::columns;
use super::content::{Content, Glyph};
use super::geometry::{Area, Direction, Rule};
use super::grid::{Grid, Slot};
use super::lines::{self, Line};
use super::stream::Budget;
use super::{margins, paragraphs, rules};

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(String),
    Table(Table),
    /// A picture as large as a table.
    Picture,
}

/// A table with its text, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) n_rows: usize,
    /// Left edges of the columns and the right edge of the last, in points; empty where no lines bound them.
    pub(super) columns: Vec<f64>,
    pub(super) cells: Vec<(Slot, String)>,
}

/// Something on a page, and where.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) area: Area,
    pub(super) kind: ItemKind,
}

#[derive(Debug)]
pub(super) enum ItemKind {
    Line(Line),
    Table(Table),
    Picture,
}

/// Blocks of all pages in reading order.
pub(super) fn blocks(pages: Vec<Content>, budget: &mut Budget) -> Vec<Block> {
    let mut pages: Vec<Page> = pages.into_iter().map(|content| Page::of(content, budget)).collect();
    margins::strip(&mut pages);
    columns::carry(&mut pages);
    for page in &mut pages {
        columns::gather(page, budget);
    }
    paragraphs::join(pages)
}

/// A page as items, top to bottom.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) height: f64,
    pub(super) items: Vec<Item>,
}

impl Page {
    fn of(mut content: Content, budget: &mut Budget) -> Page {
        turn_upright(&mut content);
        let frames = rules::frames(&content.horizontals, &content.verticals);
        let mut grids: Vec<Grid> = frames.iter().filter_map(Grid::of).collect();
        grids.retain(|grid| Budget::spend(&mut budget.cells, grid.slots.len()));
        // A table inside a cell takes its text before the table around it does.
        grids.sort_by(|a, b| size(a.area).total_cmp(&size(b.area)));
        let mut cells: Vec<Vec<Vec<Glyph>>> =
            grids.iter().map(|grid| vec![Vec::new(); grid.slots.len()]).collect();
        let mut free = Vec::new();
        for (x, y, word) in words(content.glyphs) {
            let place = grids.iter().enumerate().find(|(_, grid)| grid.area.contains(x, y));
            match place.and_then(|(index, grid)| Some((index, grid.slot_at(x, y)?))) {
                Some((index, slot)) => cells[index][slot].extend(word),
                None => free.extend(word),
            }
        }
        let mut items = Vec::new();
        for (grid, cells) in grids.into_iter().zip(cells) {
            match filled(&grid, cells) {
                Ok(table) => items.push(Item { area: grid.area, kind: ItemKind::Table(table) }),
                Err(glyphs) => free.extend(glyphs),
            }
        }
        for direction in Direction::ALL {
            let glyphs = free.iter().filter(|glyph| glyph.direction == direction).cloned().collect();
            for line in lines::lines(glyphs) {
                items.push(Item { area: line.area, kind: ItemKind::Line(line) });
            }
        }
        for &image in &content.images {
            if image.width() >= content.width * 0.5 && image.height() >= content.height * 0.08 {
                items.push(Item { area: image, kind: ItemKind::Picture });
            }
        }
        items.sort_by(|a, b| a.area.top.total_cmp(&b.area.top).then(a.area.left.total_cmp(&b.area.left)));
        Page { height: content.height, items }
    }
}

fn size(area: Area) -> f64 {
    area.width() * area.height()
}

/// Cells with their text; the glyphs back where fewer than two cells have any.
fn filled(grid: &Grid, cells: Vec<Vec<Glyph>>) -> Result<Table, Vec<Glyph>> {
    if cells.iter().filter(|glyphs| !glyphs.is_empty()).count() < 2 {
        return Err(cells.into_iter().flatten().collect());
    }
    let texts = grid
        .slots
        .iter()
        .zip(cells)
        .map(|(&slot, glyphs)| (slot, lines::cell_text(glyphs, grid.slot_area(slot))))
        .collect();
    Ok(Table { n_rows: grid.n_rows(), columns: grid.columns.clone(), cells: texts })
}

/// Glyphs in groups that lie in one cell, each with its middle.
///
/// A number that is wider than its column reaches over the lines beside it. Its digits stay together where one string
/// painted them side by side; everything else goes character by character.
fn words(glyphs: Vec<Glyph>) -> Vec<(f64, f64, Vec<Glyph>)> {
    let is_digit = |glyph: &Glyph| {
        glyph.text.chars().all(|c| matches!(c, '0'..='9' | '０'..='９' | '.' | ',' | '-' | '+' | '．' | '，'))
    };
    let goes_on = |a: &Glyph, b: &Glyph| {
        let (from, at) = a.direction.reading(a.x, a.y);
        let (to, next) = b.direction.reading(b.x, b.y);
        let gap = to - from - (a.advance + b.advance) / 2.0;
        a.string == b.string
            && a.direction == b.direction
            && is_digit(a)
            && is_digit(b)
            && gap.abs() < 0.2 * a.size
            && (next - at).abs() < 0.1 * a.size
    };
    let mut words: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match words.last_mut() {
            Some(word) if word.last().is_some_and(|last| goes_on(last, &glyph)) => word.push(glyph),
            _ => words.push(vec![glyph]),
        }
    }
    let middle = |word: Vec<Glyph>| {
        let area = Area::around(word.iter().map(|glyph| (glyph.x, glyph.y)))?;
        Some(((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0, word))
    };
    words.into_iter().filter_map(middle).collect()
}

/// Turns a page whose text goes sideways, as a wide table printed on upright paper does.
///
/// Vertical Chinese text does not turn the page: it has its own direction in a few cells, never on a whole page.
fn turn_upright(content: &mut Content) {
    let direction = lines::direction(&content.glyphs);
    if direction == Direction::Right {
        return;
    }
    let (width, height) = (content.width, content.height);
    let turn = |x: f64, y: f64| match direction {
        Direction::Right => (x, y),
        Direction::Down => (y, width - x),
        Direction::Left => (width - x, height - y),
        Direction::Up => (height - y, x),
    };
    let steps = Direction::ALL.iter().position(|&d| d == direction).unwrap_or(0);
    for glyph in &mut content.glyphs {
        (glyph.x, glyph.y) = turn(glyph.x, glyph.y);
        let own = Direction::ALL.iter().position(|&d| d == glyph.direction).unwrap_or(0);
        glyph.direction = Direction::ALL[(own + 4 - steps) % 4];
    }
    let lines = |rules: &[Rule], is_horizontal: bool| -> Vec<Area> {
        rules
            .iter()
            .filter_map(|rule| {
                let ends = if is_horizontal {
                    [turn(rule.from, rule.at), turn(rule.to, rule.at)]
                } else {
                    [turn(rule.at, rule.from), turn(rule.at, rule.to)]
                };
                Area::around(ends)
            })
            .collect()
    };
    let areas = [lines(&content.horizontals, true), lines(&content.verticals, false)];
    let across: Vec<bool> = areas.iter().flatten().map(|area| area.width() >= area.height()).collect();
    content.horizontals.clear();
    content.verticals.clear();
    for (area, is_horizontal) in areas.iter().flatten().zip(across) {
        if is_horizontal {
            content.horizontals.push(Rule { at: area.top, from: area.left, to: area.right });
        } else {
            content.verticals.push(Rule { at: area.left, from: area.top, to: area.bottom });
        }
    }
    for image in &mut content.images {
        let corners = [turn(image.left, image.top), turn(image.right, image.bottom)];
        *image = Area::around(corners).unwrap_or(*image);
    }
    if matches!(direction, Direction::Down | Direction::Up) {
        (content.width, content.height) = (height, width);
    }
}
