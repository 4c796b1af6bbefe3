//! A page as HTML. Styles stand on the elements themselves, since editors and Word drop all others; no class, no id, no address.

use super::xml::escape;
use super::{Block, Page, Table};

const CELL: &str = "border:1px solid #000;padding:3px 5px;vertical-align:middle";

/// A web page in one file.
pub(super) fn page(page: &Page) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
         <body style=\"max-width:60em;margin:2em auto;padding:0 1em;font-family:SimSun,serif\">\n\
         <h1 style=\"font-size:1.4em;text-align:center\">{title}</h1>\n{}</body>\n</html>\n",
        blocks(&page.blocks),
        title = escape(&page.title),
    )
}

/// The blocks alone.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let block = |block: &Block| match block {
        Block::Heading(text) => format!("<h2 style=\"font-size:1.1em\">{}</h2>\n", escape(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", escape(text)),
        Block::Table(table) => self::table(table),
    };
    blocks.iter().map(block).collect()
}

fn table(table: &Table) -> String {
    let mut out =
        "<table border=\"1\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;width:100%\">\n".to_owned();
    let head = table.head.min(table.rows.len());
    for (part, rows) in [("thead", &table.rows[..head]), ("tbody", &table.rows[head..])] {
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("<{part}>\n"));
        for row in rows {
            out.push_str("<tr>");
            for entry in row {
                let tag = if entry.is_header { "th" } else { "td" };
                let span =
                    |name: &str, n: u16| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
                let align = if entry.is_left { "left" } else { "center" };
                out.push_str(&format!(
                    "<{tag}{}{} style=\"{CELL};font-weight:normal;text-align:{align}\">{}</{tag}>",
                    span("colspan", entry.col_span),
                    span("rowspan", entry.row_span),
                    escape(&entry.text),
                ));
            }
            out.push_str("</tr>\n");
        }
        out.push_str(&format!("</{part}>\n"));
    }
    out.push_str("</table>\n");
    out
}
