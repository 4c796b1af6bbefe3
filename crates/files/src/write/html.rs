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
            c if gouji::plain::is_harmful(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The size of the letters is the form's in a text document, so that table 3 stays on its page where the table is pasted.
const CELL: &str = "border:1px solid #000;padding:2px 4px;vertical-align:middle;font-size:9pt";

/// A cell with a mark, beside the sign itself.
const MARKED: &str = ";border-width:2px;background:#eee";

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

/// Title and blocks for a page with a style sheet of its own and a policy that allows no other: without a single style.
pub(super) fn bare(page: &Page) -> String {
    let styled = format!("<h1>{}</h1>\n{}", escape(&page.title), blocks(&page.blocks));
    let mut out = String::with_capacity(styled.len());
    let mut rest = styled.as_str();
    // Texts are escaped: a quotation mark stands in markup only.
    while let Some((before, style)) = rest.split_once(" style=\"") {
        let (style, after) = style.split_once('"').unwrap_or((style, ""));
        out.push_str(before);
        if style.contains(MARKED) {
            out.push_str(" class=\"marked\"");
        } else if style.contains("text-align:left") {
            out.push_str(" class=\"left\"");
        }
        rest = after;
    }
    out + rest
}

fn table(table: &Table) -> String {
    let mut out = "<table border=\"1\" cellspacing=\"0\" cellpadding=\"0\" style=\"border-collapse:collapse;width:100%;table-layout:fixed\" width=\"100%\">\n".to_owned();
    let head = table.head.min(table.rows.len());
    let positions = table.positions();
    // Word and WPS take the widths of cells, browsers those of columns; each in hundredths of the page, which no page is too narrow for.
    let all: u32 = table.widths.iter().sum::<u32>().max(1);
    let share = |from: usize, n: usize| {
        let widths = table.widths.get(from..from + n)?;
        Some(format!("{}%", (widths.iter().sum::<u32>() * 100 + all / 2) / all))
    };
    let columns = positions.first().map_or(0, Vec::len);
    let widths: Option<String> =
        (0..columns).map(|at| Some(format!("<col width=\"{}\">", share(at, 1)?))).collect();
    if let Some(widths) = widths {
        out.push_str(&format!("<colgroup>{widths}</colgroup>\n"));
    }
    let mut lines = positions.iter();
    for (part, rows) in [("thead", &table.rows[..head]), ("tbody", &table.rows[head..])] {
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("<{part}>\n"));
        for row in rows {
            out.push_str("<tr style=\"page-break-inside:avoid\">");
            let starts = lines.next().into_iter().flatten().enumerate();
            let starts = starts.filter_map(|(column, at)| at.entry().map(|_| column));
            for (entry, column) in row.iter().zip(starts) {
                let tag = if entry.is_header { "th" } else { "td" };
                let span =
                    |name: &str, n: u16| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
                let align = if entry.is_left { "left" } else { "center" };
                // A spreadsheet takes the cell for text, and runs nothing that stands in it.
                let is_text = !entry.text.is_empty() && !entry.is_header && !super::is_number(&entry.text);
                let format = if is_text { ";mso-number-format:'\\@'" } else { "" };
                let (frame, weight, mark) = match entry.mark.as_str() {
                    "" => ("", "normal", String::new()),
                    mark => (MARKED, "bold", format!("<sup>{}</sup>", escape(mark))),
                };
                let width = share(column, entry.col_span.max(1) as usize);
                let width = width.map_or_else(String::new, |width| format!(" width=\"{width}\""));
                out.push_str(&format!(
                    "<{tag}{}{}{width} style=\"{CELL}{frame};font-weight:{weight};text-align:{align}{format}\">{}{mark}</{tag}>",
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
