//! The tables of a workbook in, HTML out.

use gouji::Error;

use super::styles::Styles;
use crate::limits;
use crate::page::{self, Tally};
use crate::sheets::{NO_RESULT, Sheet, number};
use crate::xml::{Node, Tag, Xml};

/// The last row and column that a sheet has.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

/// Reads the workbook, which was opened last.
pub(super) fn html(xml: &mut Xml<'_>, styles: &Styles) -> Result<String, Error> {
    let mut html = String::new();
    let mut tally = Tally::default();
    let mut sheets = 0;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "table" && sheets < limits::SHEETS => {
                if styles.hides("table", tag.id("style-name")?) {
                    xml.skip()?;
                    continue;
                }
                sheets += 1;
                sheet(xml, &mut tally)?.write(&mut html, &mut tally)?;
                page::bounded(&html)?;
            }
            // Tracked changes, charts and what else stands beside the sheets.
            Node::Open(_) => xml.skip()?,
            Node::End => break,
            _ => {}
        }
    }
    Ok(html)
}

fn sheet(xml: &mut Xml<'_>, tally: &mut Tally) -> Result<Sheet, Error> {
    let mut sheet = Sheet::default();
    let (mut row, mut column) = (0u32, 0u32);
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "table-column" => {
                    let next = column.saturating_add(repeated(&tag, "number-columns-repeated", MAX_COLUMN));
                    if is_hidden(&tag) {
                        sheet.hide_columns(column..=next - 1);
                    }
                    column = next.min(MAX_COLUMN);
                }
                "table-row" => {
                    let times = repeated(&tag, "number-rows-repeated", MAX_ROW);
                    let is_hidden = is_hidden(&tag);
                    let cells = cells(xml, tally)?;
                    // Rows below the last that is filled are one that stands for a million.
                    if !cells.is_empty() {
                        let last = row.saturating_add(times).min(MAX_ROW);
                        for row in row..last {
                            put(&mut sheet, row, &cells, is_hidden, tally)?;
                        }
                    }
                    row = row.saturating_add(times).min(MAX_ROW);
                }
                "table-columns"
                | "table-rows"
                | "table-header-columns"
                | "table-header-rows"
                | "table-column-group"
                | "table-row-group" => {}
                // Pictures, forms, names: nothing of the table.
                _ => xml.skip()?,
            },
            Node::End => break,
            _ => {}
        }
    }
    Ok(sheet)
}

/// A cell of a row, or several that are the same.
struct Cell {
    column: u32,
    times: u32,
    text: String,
    /// Rows and columns that it takes.
    span: (u32, u32),
}

fn put(sheet: &mut Sheet, row: u32, cells: &[Cell], hidden: bool, tally: &mut Tally) -> Result<(), Error> {
    tally.add_cells(1)?;
    if hidden {
        sheet.hide_row(row);
    }
    for cell in cells {
        for column in cell.column..cell.column + cell.times {
            sheet.set(row, column, cell.text.clone(), tally)?;
            let (down, across) = cell.span;
            if down > 1 || across > 1 {
                let rows = (row, row.saturating_add(down - 1));
                sheet.merge(rows, (column, column.saturating_add(across - 1)), tally)?;
            }
        }
    }
    Ok(())
}

/// The cells of a row that hold something.
fn cells(xml: &mut Xml<'_>, tally: &mut Tally) -> Result<Vec<Cell>, Error> {
    let mut cells = Vec::new();
    let mut column = 0u32;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Node::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                let times = repeated(&tag, "number-columns-repeated", MAX_COLUMN);
                let is_covered = tag.name() == "covered-table-cell";
                let span = |name| tag.number(name).unwrap_or(1u32).max(1);
                let span = (span("number-rows-spanned"), span("number-columns-spanned"));
                let text = text(&tag, xml)?;
                if !is_covered && (!text.trim().is_empty() || span != (1, 1)) {
                    tally.add_cells(1)?;
                    tally.add_text(text.len())?;
                    cells.push(Cell { column, times: times.min(MAX_COLUMN - column), text, span });
                }
                column = column.saturating_add(times).min(MAX_COLUMN);
            }
            Node::Open(_) => xml.skip()?,
            Node::End => break,
            _ => {}
        }
    }
    Ok(cells)
}

/// A cell's text: a number as it is stored, else what is shown.
fn text(tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<String, Error> {
    let shown = shown(xml)?;
    let kinds = tag.attributes("value-type");
    let is_error = kinds.iter().any(|kind| kind == "error");
    let value = tag.attribute("value").and_then(|value| value.trim().parse::<f64>().ok());
    Ok(match (kinds.first().map(String::as_str), value) {
        (Some("float" | "percentage" | "currency"), Some(value)) if !is_error => number(value),
        (None, _) if shown.is_empty() && tag.attribute("formula").is_some() => NO_RESULT.to_owned(),
        (Some("string"), _) if shown.is_empty() => tag.attribute("string-value").unwrap_or_default(),
        (Some("boolean"), _) if shown.is_empty() => {
            tag.attribute("boolean-value").unwrap_or_default().to_uppercase()
        }
        _ => shown,
    })
}

/// What a cell shows, its paragraphs as lines.
fn shown(xml: &mut Xml<'_>) -> Result<String, Error> {
    let mut text = String::new();
    let mut paragraphs = 0;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "p" => {
                    paragraphs += 1;
                    if paragraphs > 1 {
                        text.push('\n');
                    }
                }
                "s" => {
                    text.push_str(&" ".repeat(tag.number::<usize>("c").unwrap_or(1).min(1000)));
                    page::bounded(&text)?;
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "span" | "a" | "ruby" | "ruby-base" | "date" | "time" | "sheet-name" | "title" => {}
                // Comments and pictures.
                _ => xml.skip()?,
            },
            // What stands between paragraphs is how the file was written.
            Node::Text(part) if xml.depth() > outside + 1 => {
                if text.len() + part.len() > limits::TEXT_BYTES {
                    return Err(Error::TooLarge);
                }
                text.push_str(&part);
            }
            Node::End => break,
            _ => {}
        }
    }
    Ok(text.trim().to_owned())
}

/// How often an element stands for itself.
fn repeated(tag: &Tag<'_>, name: &str, most: u32) -> u32 {
    tag.number::<u32>(name).unwrap_or(1).clamp(1, most)
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    // What a filter hides is there all the same: somebody looked for the rest.
    tag.attribute("visibility").as_deref() == Some("collapse")
}
