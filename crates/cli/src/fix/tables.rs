//! The tables of a report as the form prints them, in a file that people go on working with.

use gouji::form::SECTIONS;
use gouji::list::{Field, csv_line};
use gouji::report::{Report, State};
use gouji::{CellId, Lang};
use gouji_files::write::{Block, Page, Table};

use crate::args::TableFormat;
use crate::output::pick;
use crate::output::plain;

/// What stands in a cell whose figure is not known.
pub const UNKNOWN: &str = "?";

/// The tables in a format; where it has room for words, with the list of changes below them.
pub fn write(report: &Report, list: &[String], format: TableFormat, lang: Lang) -> Vec<u8> {
    let tables = report.forms.iter().map(|(&table, &form)| {
        let section = SECTIONS.iter().find(|section| section.title == table.title());
        let number = section.map_or_else(String::new, |section| format!("{}、", section.number));
        let name = format!("{number}{}", table.title());
        Table { name, ..Table::official(table, form, lang, |cell| text(report, cell)) }
    });
    match format {
        TableFormat::Html => {
            let title = report.title.clone().or_else(|| report.organ.clone()).unwrap_or_default();
            let mut blocks: Vec<Block> =
                tables.flat_map(|table| [Block::Heading(table.name.clone()), Block::Table(table)]).collect();
            blocks.push(Block::Heading(pick(lang, "改动说明", "What was changed").to_owned()));
            blocks.extend(list.iter().filter(|line| !line.is_empty()).cloned().map(Block::Paragraph));
            Page { title, blocks }.html().into_bytes()
        }
        TableFormat::Csv => {
            // The mark by which spreadsheets know UTF-8.
            let mut text = "\u{feff}".to_owned();
            for (index, table) in tables.enumerate() {
                if index > 0 {
                    text += "\r\n";
                }
                text += &csv_line(&[Field::Text(table.name.clone())]);
                for line in table.lines() {
                    text += &csv_line(&line.into_iter().map(field).collect::<Vec<_>>());
                }
            }
            text.into_bytes()
        }
    }
}

fn field(text: String) -> Field {
    text.parse().map_or_else(|_| Field::Text(plain(&text)), Field::Number)
}

/// A number plainly; what is no number, or is written in another way than the form asks, as it stands in the source.
fn text(report: &Report, cell: CellId) -> String {
    let Some(cell) = report.cells.get(&cell) else { return String::new() };
    match cell.state {
        State::Number(value) if cell.flaw.is_none() => value.normalize().to_string(),
        State::Ambiguous | State::Missing => UNKNOWN.to_owned(),
        State::Number(_) | State::Malformed | State::Blank => plain(cell.raw.as_deref().unwrap_or_default()),
    }
}
