//! Tables and words to files that people go on working with: docx, xlsx, HTML, and what a clipboard takes.
//!
//! Comes in: a [`Page`] of headings, paragraphs and tables with merged cells. Goes out: bytes. Nothing here but `form` and
//! `note` knows what an annual report is. Written here because the libraries for it cost a browser more than the whole page does
//! (`rust_xlsxwriter` brings a zip with compression, `docx-rs` four hundred kilobytes): what is written is small and needs none.

mod checks;
mod docx;
mod form;
mod html;
pub mod note;
mod xlsx;
mod xml;
mod zip;

pub use checks::Check;
pub use html::escape_html;
pub use zip::archive;

use gouji::Lang;

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The title, which is also the document's own.
    pub title: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// A table with merged cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What a sheet of a workbook that holds the table is called.
    pub name: String,
    /// Rows at the top that are its header.
    pub head: usize,
    /// What starts in each row, left to right. Positions covered from above or from the left have no entry.
    pub rows: Vec<Vec<Entry>>,
    /// Widths of the columns, in characters of a workbook and else relative to each other; equal where there are none.
    pub widths: Vec<u32>,
    /// A list that grows downwards: a workbook keeps its head in view and filters it.
    pub is_list: bool,
    /// A table of the form, which stands on one page.
    pub is_form: bool,
    /// Sums that a workbook reckons beside it.
    pub checks: Vec<Check>,
    /// The language of what is said beside the sums.
    pub lang: Lang,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its text, shown as it is.
    pub text: String,
    /// Columns that it spans.
    pub col_span: u16,
    /// Rows that it spans.
    pub row_span: u16,
    /// Whether it heads others.
    pub is_header: bool,
    /// Whether its text begins at the left; else it stands in the middle.
    pub is_left: bool,
    /// A short sign after the text, raised, where something is to be said of the cell; documents and web pages have it.
    pub mark: String,
}

impl Entry {
    /// A cell of one row and one column.
    pub fn new(text: impl Into<String>) -> Entry {
        Entry {
            text: text.into(),
            col_span: 1,
            row_span: 1,
            is_header: false,
            is_left: false,
            mark: String::new(),
        }
    }

    /// The same as a header.
    #[must_use]
    pub fn header(self) -> Entry {
        Entry { is_header: true, ..self }
    }

    /// The same with its text at the left.
    #[must_use]
    pub fn left(self) -> Entry {
        Entry { is_left: true, ..self }
    }

    /// The same with a sign.
    #[must_use]
    pub fn marked(self, mark: impl Into<String>) -> Entry {
        Entry { mark: mark.into(), ..self }
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Entry {
        Entry::new(text)
    }
}

impl Page {
    /// A page of one table.
    pub fn of(table: Table) -> Page {
        Page { title: table.name.clone(), blocks: vec![Block::Table(table)] }
    }

    /// A web page in one file.
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// The same without what stands around the body, for a clipboard.
    pub fn html_fragment(&self) -> String {
        html::blocks(&self.blocks)
    }

    /// The same without styles, with the title, for a page whose policy allows none. What stands at the left has
    /// the class `left`, what has a mark the class `marked`.
    pub fn html_bare(&self) -> String {
        html::bare(self)
    }

    /// Its tables as rows of fields parted by tabs. A merged cell stands where it begins; what it covers is empty.
    pub fn tab_separated(&self) -> String {
        let lines = |table: &Table| {
            let rows = table.lines().into_iter().map(|fields| fields.join("\t"));
            rows.collect::<Vec<_>>().join("\r\n")
        };
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Heading(text) | Block::Paragraph(text) => text.clone(),
            Block::Table(table) => lines(table),
        });
        blocks.collect::<Vec<_>>().join("\r\n")
    }

    /// A text document (Office Open XML).
    pub fn docx(&self) -> Vec<u8> {
        docx::document(self)
    }

    /// A workbook (Office Open XML): one sheet a table.
    pub fn xlsx(&self) -> Vec<u8> {
        xlsx::workbook(self)
    }

    fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// What a position of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At<'a> {
    /// An entry begins here.
    Start(&'a Entry),
    /// An entry covers it from the left, on the entry's first row.
    Right,
    /// An entry covers it from above; its first column.
    Below(&'a Entry),
    /// Nothing.
    Empty,
}

impl<'a> At<'a> {
    const fn entry(self) -> Option<&'a Entry> {
        match self {
            At::Start(entry) => Some(entry),
            _ => None,
        }
    }
}

impl Table {
    /// Its rows as fields in one line each. A merged cell stands where it begins; what it covers is empty.
    pub fn lines(&self) -> Vec<Vec<String>> {
        let text = |at: &At<'_>| at.entry().map_or_else(String::new, plain);
        self.positions().iter().map(|row| row.iter().map(text).collect()).collect()
    }

    /// Every position of every row. Spans that lead beyond the last row end there.
    fn positions(&self) -> Vec<Vec<At<'_>>> {
        let mut rows: Vec<Vec<Option<At<'_>>>> = vec![Vec::new(); self.rows.len()];
        for (line, entries) in self.rows.iter().enumerate() {
            let mut column = 0;
            for entry in entries {
                while rows[line].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                let last = (line + entry.row_span.max(1) as usize).min(rows.len());
                for (below, row) in rows[line..last].iter_mut().enumerate() {
                    for right in 0..entry.col_span.max(1) as usize {
                        let at = match (below, right) {
                            (0, 0) => At::Start(entry),
                            (_, 0) => At::Below(entry),
                            _ => At::Right,
                        };
                        if row.len() <= column + right {
                            row.resize(column + right + 1, None);
                        }
                        row[column + right] = Some(at);
                    }
                }
                column += entry.col_span.max(1) as usize;
            }
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.into_iter()
            .map(|row| {
                let mut row: Vec<At<'_>> = row.into_iter().map(|at| at.unwrap_or(At::Empty)).collect();
                row.resize(width, At::Empty);
                row
            })
            .collect()
    }
}

/// A field of a line: what would part fields or lines is a space, and what a spreadsheet would run is text.
fn plain(entry: &Entry) -> String {
    gouji::list::unformula(&entry.text.replace(['\t', '\r', '\n'], " ")).into_owned()
}

/// A number that a spreadsheet shows as it was written: no sign but a minus, no leading zero, few enough digits.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "1"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole)
        && all_digits(fraction)
        && !fraction.ends_with('0')
        && (whole == "0" || !whole.starts_with('0'))
        && text.len() <= 15
        && text != "-0"
}

#[cfg(test)]
mod tests;
