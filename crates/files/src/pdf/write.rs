//! Blocks to the HTML that the library reads.

use std::fmt::Write;

use super::flow::{Block, Table};

/// Paragraphs and tables as HTML.
pub(super) fn html(blocks: &[Block]) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                html.push_str("<p>");
                escape(text, &mut html);
                html.push_str("</p>\n");
            }
            Block::Table(table) => write_table(table, &mut html),
            Block::Picture => html.push_str("<p><img alt=\"\"></p>\n"),
        }
    }
    html
}

fn write_table(table: &Table, html: &mut String) {
    // No lines bound its columns: the reader must know that they are no more than likely.
    html.push_str(if table.columns.is_empty() { "<table data-columns=\"aligned\">\n" } else { "<table>\n" });
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.n_rows {
        html.push_str("<tr>");
        while let Some((slot, text)) = cells.next_if(|(slot, _)| slot.row == row) {
            html.push_str("<td");
            for (name, span) in [("rowspan", slot.row_span), ("colspan", slot.col_span)] {
                if span > 1 {
                    // Writing to a string cannot fail.
                    let _ = write!(html, " {name}=\"{span}\"");
                }
            }
            html.push('>');
            escape(text, html);
            html.push_str("</td>");
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' => html.push_str("<br>"),
            // What HTML does not allow, a pdf may still hold.
            c if c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
}
