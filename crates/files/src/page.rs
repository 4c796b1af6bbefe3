//! Paragraphs and tables in, HTML source out, no larger than the library reads.

use gouji::Error;

use crate::limits;
use crate::symbols::Symbols;

/// One cell of a table to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its content as HTML.
    pub(crate) html: String,
    /// Columns that it spans, at least 1.
    pub(crate) col_span: u32,
    /// Rows that it spans, at least 1.
    pub(crate) row_span: u32,
}

/// Counts what is written, for all parts of a page together.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    cells: usize,
    text: usize,
}

impl Tally {
    /// Counts cells before they are made.
    pub(crate) fn add_cells(&mut self, count: usize) -> Result<(), Error> {
        self.cells = self.cells.saturating_add(count);
        if self.cells > limits::CELLS { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// Counts bytes of text before they are kept: many cells may share one long text in the file.
    pub(crate) fn add_text(&mut self, bytes: usize) -> Result<(), Error> {
        self.text = self.text.saturating_add(bytes);
        if self.text > limits::TEXT_BYTES { Err(Error::TooLarge) } else { Ok(()) }
    }
}

/// Paragraphs and tables one after the other: a body's, a cell's, a text box's.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) html: String,
    /// In a cell, paragraphs are lines.
    in_cell: bool,
    /// Text of paragraphs whose ends were deleted: it goes on in the next.
    carried: String,
}

impl Flow {
    /// A cell's.
    pub(crate) fn in_cell() -> Flow {
        Flow { in_cell: true, ..Flow::default() }
    }

    /// Adds a paragraph; nothing for a blank one without a number.
    pub(crate) fn paragraph(&mut self, number: Option<String>, paragraph: &str) -> Result<(), Error> {
        let html = &mut self.html;
        if paragraph.trim().is_empty() && self.carried.is_empty() && number.is_none() {
            return Ok(());
        }
        match (self.in_cell, html.is_empty()) {
            (false, _) => html.push_str("<p>"),
            (true, false) => html.push_str("<br>"),
            (true, true) => {}
        }
        push_text(html, &number.unwrap_or_default());
        html.push_str(&std::mem::take(&mut self.carried));
        html.push_str(paragraph);
        if !self.in_cell {
            html.push_str("</p>\n");
        }
        bounded(html)
    }

    /// Adds a paragraph whose end was deleted.
    pub(crate) fn joined(&mut self, paragraph: &str) -> Result<(), Error> {
        self.carried.push_str(paragraph);
        bounded(&self.carried)
    }

    /// Adds what is HTML already: tables, text boxes.
    pub(crate) fn push(&mut self, html: &str) -> Result<(), Error> {
        self.html.push_str(html);
        bounded(&self.html)
    }

    /// The whole.
    pub(crate) fn finish(mut self) -> String {
        self.html.push_str(&self.carried);
        self.html
    }
}

/// Adds text to HTML: markup escaped, line breaks as `<br>`.
pub(crate) fn push_text(html: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\n' => html.push_str("<br>"),
            '\r' => {}
            // What no font shows and an HTML parser may not pass on.
            '\0'..='\x08' | '\x0b'..='\x1f' => html.push(' '),
            // Of a font of symbols that nobody told of.
            '\u{f020}'..='\u{f0ff}' => html.push(Symbols::Unknown.shown(char)),
            _ => html.push(char),
        }
    }
}

/// Adds a table to HTML.
pub(crate) fn push_table(html: &mut String, rows: &[Vec<Cell>]) -> Result<(), Error> {
    html.push_str("<table>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            html.push_str("<td");
            for (name, span) in [(" colspan=", cell.col_span), (" rowspan=", cell.row_span)] {
                if span > 1 {
                    html.push_str(name);
                    html.push_str(&span.to_string());
                }
            }
            html.push('>');
            html.push_str(&cell.html);
            html.push_str("</td>");
        }
        html.push_str("</tr>\n");
        bounded(html)?;
    }
    html.push_str("</table>\n");
    Ok(())
}

/// Fails when HTML has grown over the limit.
pub(crate) fn bounded(html: &str) -> Result<(), Error> {
    if html.len() > limits::TEXT_BYTES { Err(Error::TooLarge) } else { Ok(()) }
}
