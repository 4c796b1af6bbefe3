//! A page as HTML. Styles stand on the elements themselves, since editors and Word drop all others; no class, no id, no address.

use super::xml::escape;
use super::{Block, Page, Table};

/// Text that comes from anywhere, for a web page: nothing in it is markup, and nothing in it turns the direction of the page's own
/// words.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}

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
                // A spreadsheet takes the cell for text, and runs nothing that stands in it.
                let is_text = !entry.text.is_empty() && !entry.is_header && !super::is_number(&entry.text);
                let format = if is_text { ";mso-number-format:'\\@'" } else { "" };
                out.push_str(&format!(
                    "<{tag}{}{} style=\"{CELL};font-weight:normal;text-align:{align}{format}\">{}</{tag}>",
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
