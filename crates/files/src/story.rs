//! Pieces of text and the ends of paragraphs, cells and rows in, HTML out: the body, or a text box in it. So .doc and .rtf keep their text:
//! one after the other, with marks where something ends.

use gouji::Error;

use crate::page::{self, Flow, Tally};
use crate::spans::{EdgeRow, RowCell, VerticalMerge, rows_of_edges, rows_of_html};

/// The most cells of a row.
pub(crate) const MAX_CELLS: usize = 1000;

/// What `\trowd` and what follows it say of a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowShape {
    pub(crate) left: i32,
    pub(crate) cells: Vec<CellShape>,
    /// What is said of the cell that comes next.
    pub(crate) next: CellShape,
}

/// What is said of a cell before its end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CellShape {
    pub(crate) right: i32,
    pub(crate) vertical: VerticalMerge,
    pub(crate) joins_left: bool,
}

impl RowShape {
    /// `\cellx`: a cell ends here.
    pub(crate) fn end_cell(&mut self, right: i32) {
        let cell = CellShape { right, ..std::mem::take(&mut self.next) };
        if self.cells.len() < MAX_CELLS {
            self.cells.push(cell);
        }
    }
}

/// A table that is open, and the row and the cell at which it is.
#[derive(Default)]
struct Table {
    rows: Vec<EdgeRow>,
    cells: Vec<String>,
    cell: Option<Flow>,
    /// A cell of this row ends with a mark that was not deleted.
    has_kept: bool,
}

/// The body or a text box.
#[derive(Default)]
pub(crate) struct Story {
    body: Flow,
    /// Tables inside each other; a paragraph in the innermost of two has the level 2.
    tables: Vec<Table>,
    /// The paragraph so far.
    text: String,
    /// The automatic number of the paragraph.
    pub(crate) number: Option<String>,
    boxes: String,
}

impl Story {
    /// Adds text to the paragraph.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), Error> {
        page::push_text(&mut self.text, text);
        page::bounded(&self.text)
    }

    /// Adds HTML to the paragraph.
    pub(crate) fn picture(&mut self) -> Result<(), Error> {
        self.text.push_str("<img>");
        page::bounded(&self.text)
    }

    /// Adds a text box, which stands behind its paragraph.
    pub(crate) fn push_box(&mut self, html: &str) -> Result<(), Error> {
        self.boxes.push_str(html);
        page::bounded(&self.boxes)
    }

    fn flow(&mut self, level: usize) -> &mut Flow {
        match level.checked_sub(1).and_then(|index| self.tables.get_mut(index)) {
            Some(table) => table.cell.get_or_insert_with(Flow::in_cell),
            None => &mut self.body,
        }
    }

    /// Closes the tables that are deeper than `level`, and opens those up to it.
    fn settle(&mut self, level: usize) -> Result<(), Error> {
        while self.tables.len() > level {
            if let Some(table) = self.tables.pop() {
                let html = table.html()?;
                let level = self.tables.len();
                self.flow(level).push(&html)?;
            }
        }
        self.tables.resize_with(level, Table::default);
        Ok(())
    }

    /// A paragraph of a level ends; `deleted` where its end is.
    pub(crate) fn end_paragraph(&mut self, level: usize, deleted: bool) -> Result<(), Error> {
        self.settle(level)?;
        let text = std::mem::take(&mut self.text);
        let number = self.number.take();
        let boxes = std::mem::take(&mut self.boxes);
        let flow = self.flow(level);
        if deleted {
            flow.joined(&text)?;
        } else {
            flow.paragraph(number, &text)?;
        }
        flow.push(&boxes)
    }

    /// A cell of a level ends, and its last paragraph with it.
    pub(crate) fn end_cell(&mut self, level: usize, deleted: bool, tally: &mut Tally) -> Result<(), Error> {
        tally.add_cells(1)?;
        self.end_paragraph(level, false)?;
        if let Some(table) = self.tables.last_mut() {
            let cell = table.cell.take().map(Flow::finish).unwrap_or_default();
            tally.add_text(cell.len())?;
            table.cells.push(cell);
            table.has_kept |= !deleted;
        }
        Ok(())
    }

    /// A row of a level ends.
    pub(crate) fn end_row(&mut self, level: usize, shape: &RowShape, tally: &mut Tally) -> Result<(), Error> {
        // Text behind the last cell would be lost.
        if !self.text.is_empty() || self.tables.len() > level {
            self.end_cell(level, false, tally)?;
        }
        self.settle(level)?;
        tally.add_cells(1)?;
        if let Some(table) = self.tables.last_mut() {
            table.end_row(shape, tally)?;
        }
        Ok(())
    }

    /// The whole.
    pub(crate) fn finish(mut self, level: usize) -> Result<String, Error> {
        if !self.text.is_empty() || !self.boxes.is_empty() {
            self.end_paragraph(level, false)?;
        }
        self.settle(0)?;
        Ok(self.body.finish())
    }
}

impl Table {
    fn end_row(&mut self, shape: &RowShape, tally: &mut Tally) -> Result<(), Error> {
        let texts = std::mem::take(&mut self.cells);
        // Where the marks of all its cells are deleted, and not their text alone, the row is.
        let is_kept = std::mem::take(&mut self.has_kept);
        if !is_kept && !texts.is_empty() && texts.iter().all(|text| text.trim().is_empty()) {
            return Ok(());
        }
        tally.add_cells(shape.cells.len().saturating_sub(texts.len()))?;
        let mut row = EdgeRow { left: shape.left, cells: Vec::new() };
        let count = texts.len().max(shape.cells.len());
        let mut texts = texts.into_iter();
        for index in 0..count {
            let last = row.cells.last().map_or(row.left, |(right, _)| *right);
            // Cells of which nothing was said.
            let said = shape.cells.get(index).copied();
            let said = said.unwrap_or(CellShape { right: last.saturating_add(500), ..CellShape::default() });
            let html = texts.next().unwrap_or_default();
            let CellShape { right, vertical, joins_left } = said;
            row.cells.push((right, RowCell { html, span: 1, vertical, joins_left }));
        }
        self.rows.push(row);
        Ok(())
    }

    fn html(mut self) -> Result<String, Error> {
        // A row that never ended is still text.
        self.cells.extend(self.cell.take().map(Flow::finish));
        if !self.cells.is_empty() {
            let cells = self.cells.drain(..).enumerate();
            let cell = |(index, html): (usize, String)| {
                (index as i32 * 500 + 500, RowCell { html, span: 1, ..RowCell::default() })
            };
            self.rows.push(EdgeRow { left: 0, cells: cells.map(cell).collect() });
        }
        let mut html = String::new();
        if !self.rows.is_empty() {
            page::push_table(&mut html, &rows_of_html(rows_of_edges(self.rows)))?;
        }
        Ok(html)
    }
}
