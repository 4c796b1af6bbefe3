//! Rows of a sheet to paragraphs and tables: sentences that stand alone in their rows are no cells of a table.
//!
//! Comes in: rows of cells, and how many texts each row has. Goes out: HTML.

use gouji::Error;

use crate::page::{self, Cell};

/// Longer texts are no label, even without a full stop. The longest label of a form has 37 characters.
const LONG: usize = 45;

/// Adds rows to HTML; paragraphs part the tables above and below them.
pub(super) fn push(html: &mut String, rows: Vec<Vec<Cell>>, n_texts: &[usize]) -> Result<(), Error> {
    let mut table: Vec<Vec<Cell>> = Vec::new();
    // Rows that the last paragraph reaches down into.
    let mut below = 0;
    for (index, row) in rows.into_iter().enumerate() {
        if below > 0 {
            below -= 1;
            continue;
        }
        let is_alone = |cell: &Cell| n_texts[index..].iter().take(cell.row_span as usize).all(|&count| count == 1);
        match row.iter().find(|cell| !cell.html.trim().is_empty()) {
            Some(cell) if is_alone(cell) && is_prose(&cell.html) => {
                close(html, &mut table)?;
                for paragraph in cell.html.split("<br>").filter(|text| !text.trim().is_empty()) {
                    html.push_str("<p>");
                    html.push_str(paragraph);
                    html.push_str("</p>\n");
                }
                page::bounded(html)?;
                below = cell.row_span as usize - 1;
            }
            _ => table.push(row),
        }
    }
    close(html, &mut table)
}

/// Writes the rows so far; nothing where they are none or blank.
fn close(html: &mut String, table: &mut Vec<Vec<Cell>>) -> Result<(), Error> {
    let table = std::mem::take(table);
    if table.iter().flatten().all(|cell| cell.html.is_empty()) {
        return Ok(());
    }
    page::push_table(html, &table)
}

fn is_prose(text: &str) -> bool {
    text.contains('。') || text.chars().count() > LONG
}
