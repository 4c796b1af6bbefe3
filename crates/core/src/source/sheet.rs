//! Grids of spreadsheets and data frames, whose columns are true: what such programs add is taken off, and prose in cells becomes
//! paragraphs.

use crate::document::{Block, Field, Geometry, Grid, Text};

/// Characters from which on a text alone in its row, with the end of a sentence in it, is prose.
const MIN_PROSE: usize = 16;

/// Rows from which on a column of numbers counts the rows.
const MIN_NUMBERED: usize = 3;

/// A grid that a data frame wrote, as such: its blanks say `NaN`, its nameless columns `Unnamed: 3`. Any other grid comes back as it was.
pub(super) fn of_frame(mut grid: Grid) -> Result<Grid, Grid> {
    let mark = |field: &Field| is_nothing(field.text.as_str()) || is_unnamed(field.text.as_str());
    let is_frame =
        !matches!(grid.geometry, Geometry::Stream | Geometry::Listed) && grid.rows.iter().flatten().any(mark);
    if is_frame {
        grid.geometry = Geometry::Spanned;
        return Ok(grid);
    }
    if !matches!(grid.geometry, Geometry::Stream | Geometry::Listed) && is_numbered(&grid) {
        drop_first_column(&mut grid);
    }
    Err(grid)
}

/// A grid of true columns as blocks: rows whose only text is prose are paragraphs.
pub(super) fn blocks(mut grid: Grid) -> Vec<Block> {
    for field in grid.rows.iter_mut().flatten() {
        let text = field.text.as_str();
        if is_nothing(text) || is_unnamed(text) {
            field.text = Text::default();
        }
    }
    if is_numbered(&grid) {
        drop_first_column(&mut grid);
    }
    let geometry = grid.geometry;
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    let flush = |rows: &mut Vec<Vec<Field>>, blocks: &mut Vec<Block>| {
        if rows.iter().flatten().any(|field| !field.text.is_blank()) {
            blocks.push(Block::Table(Grid { rows: std::mem::take(rows), geometry }));
        }
        rows.clear();
    };
    for row in grid.rows {
        let mut filled = row.iter().filter(|field| !field.text.is_blank());
        match (filled.next(), filled.next()) {
            (Some(only), None) if is_prose(only.text.as_str()) => {
                let text = only.text.clone();
                flush(&mut rows, &mut blocks);
                blocks.push(Block::Paragraph(text));
            }
            _ => rows.push(row),
        }
    }
    flush(&mut rows, &mut blocks);
    blocks
}

fn is_prose(text: &str) -> bool {
    text.contains(['。', '；']) && text.chars().count() >= MIN_PROSE
}

/// What stands for nothing in a data frame.
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "NaN" | "nan" | "None" | "<NA>" | "NaT")
}

/// What a data frame calls a column without a name.
fn is_unnamed(text: &str) -> bool {
    text.trim().strip_prefix("Unnamed: ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the first column counts the rows from 0 or 1 on, below a blank head.
fn is_numbered(grid: &Grid) -> bool {
    let first = |row: &Vec<Field>| row.first().map_or("", |field| field.text.as_str().trim()).to_owned();
    let mut rows = grid.rows.iter().map(first);
    if !rows.next().is_some_and(|head| head.is_empty()) {
        return false;
    }
    let numbers: Vec<Option<usize>> = rows.map(|text| text.parse().ok()).collect();
    numbers.len() >= MIN_NUMBERED
        && numbers
            .iter()
            .enumerate()
            .all(|(at, number)| number.is_some_and(|n| n == at + numbers[0].unwrap_or(0)))
        && numbers[0].is_some_and(|first| first <= 1)
}

/// Takes the numbers of the rows off, and the numbers of the columns above them.
fn drop_first_column(grid: &mut Grid) {
    for row in &mut grid.rows {
        row.remove(0);
        for field in row {
            field.column = field.column.saturating_sub(1);
        }
    }
    let counts = |row: &Vec<Field>| {
        row.iter().enumerate().all(|(at, field)| field.text.as_str().trim().parse() == Ok(at))
            && row.len() > 1
    };
    if grid.rows.first().is_some_and(counts) {
        grid.rows.remove(0);
    }
}
