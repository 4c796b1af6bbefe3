//! What a reader can still tell of each cell from a rendered document.
//!
//! Most layouts lose nothing. Where blanks were dropped, a row with fewer figures than columns no longer says which columns
//! they stand in; where the end of a row is gone, its blank cells may be blank or lost.

use std::collections::BTreeMap;

use gouji::{CellId, Decimal, Table};

use super::html::MISSING;
use super::{Boxes, File, Html, Layout, PipeLines, Spans, Style};
use crate::figures::Figures;

/// What can be told of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Its value: it must be read.
    Told(Option<Decimal>),
    /// Its value, if at all: it must be read right or reported as unknown.
    Perhaps(Option<Decimal>),
    /// Nothing: the reader has to guess, which it must say.
    Lost,
}

/// What can be told of every cell.
pub(super) fn telling(figures: &Figures, layout: &Layout, style: &Style) -> BTreeMap<CellId, Telling> {
    let document = Document { figures, style };
    match layout {
        Layout::PipeLines(PipeLines { dropped_blanks: true, .. }) => document.without_blanks(),
        // Nothing but the end of each table's last row is gone.
        Layout::PipeLines(PipeLines { leading: false, .. }) => document.without_ends(usize::MAX, |row| {
            document.rows().range(row..).nth(1).is_none_or(|(next, _)| next.0 != row.0)
        }),
        Layout::Html(Html { spans: Spans::Missing, .. }) => document.without_ends(MISSING, |_| true),
        Layout::CellLines | Layout::PdfText(_) | Layout::OneLine | Layout::Wrapped => {
            document.without_blanks()
        }
        Layout::Html(Html { boxes: Boxes::Table | Boxes::Classes | Boxes::Flex, .. }) => {
            document.without_blank_table_4()
        }
        // A last row without anything in it is no part of a sheet.
        Layout::File(
            File::Xlsx | File::XlsxText | File::XlsxStrict | File::Xlsm | File::Xls | File::Ods | File::Fods,
        ) => document.without_blank_table_4(),
        Layout::File(File::PdfUnruled) => document.without_blank_rows(),
        Layout::Html(_) | Layout::Twisted(_) | Layout::Clipboard(_) | Layout::File(_) => document.whole(),
        _ => document.without_blank_table_4(),
    }
}

type Row = (Table, u8);

struct Document<'a> {
    figures: &'a Figures,
    style: &'a Style,
}

impl Document<'_> {
    fn rows(&self) -> BTreeMap<Row, Vec<CellId>> {
        let mut rows: BTreeMap<Row, Vec<CellId>> = BTreeMap::new();
        for &id in self.figures.values.keys() {
            rows.entry((id.table, id.row)).or_default().push(id);
        }
        rows
    }

    /// Whether anything is written in the cell.
    fn shows(&self, id: CellId) -> bool {
        !self.style.number(id, self.figures.values[&id]).is_empty()
    }

    /// The value as written: a zero that is written as a stroke or not at all is a blank cell.
    fn value(&self, id: CellId) -> Option<Decimal> {
        let value = self.figures.get(id);
        value.filter(|value| !value.is_zero() || self.style.number(id, Some(*value)).ends_with(['0', '０']))
    }

    fn whole(&self) -> BTreeMap<CellId, Telling> {
        self.figures.values.keys().map(|&id| (id, Telling::Told(self.value(id)))).collect()
    }

    /// A row without a label or a figure is nothing but separators: whether it is the row of table 4 is anyone's guess.
    fn without_blank_table_4(&self) -> BTreeMap<CellId, Telling> {
        let mut telling = self.whole();
        let table_4 = || self.figures.values.keys().copied().filter(|id| id.table == Table::T4);
        if !table_4().any(|id| self.shows(id)) {
            telling.extend(table_4().map(|id| (id, Telling::Perhaps(None))));
        }
        telling
    }

    /// Without lines around them, nothing shows that a row without any figure has cells.
    fn without_blank_rows(&self) -> BTreeMap<CellId, Telling> {
        let mut telling = self.whole();
        for row in self.rows().into_values().filter(|row| !row.iter().any(|&id| self.shows(id))) {
            telling.extend(row.into_iter().map(|id| (id, Telling::Perhaps(None))));
        }
        telling
    }

    /// Up to `most` blank cells at the end of the rows that are `cut` are not there.
    fn without_ends(&self, most: usize, cut: impl Fn(Row) -> bool) -> BTreeMap<CellId, Telling> {
        let mut telling = self.without_blank_table_4();
        for (_, cells) in self.rows().into_iter().filter(|(row, _)| cut(*row)) {
            for &id in cells.iter().rev().take(most).take_while(|&&id| !self.shows(id)) {
                telling.insert(id, Telling::Perhaps(None));
            }
        }
        telling
    }

    /// Blank cells are gone, and what stood behind them has moved up.
    fn without_blanks(&self) -> BTreeMap<CellId, Telling> {
        let rows = self.rows();
        let shown =
            |row: &[CellId]| -> Vec<CellId> { row.iter().copied().filter(|&id| self.shows(id)).collect() };
        let table_3 =
            || rows.iter().filter(|((table, _), _)| *table == Table::T3).map(|(_, row)| (row, shown(row)));
        // Where a row has figures for several applicants, readers take the first of a row for 自然人. That is a wrong guess
        // where a row begins with another column.
        let non_zero =
            |row: &[CellId]| row.iter().filter(|&&id| self.value(id).is_some_and(|v| !v.is_zero())).count();
        let guessed = table_3().any(|(row, _)| non_zero(row) >= 3);
        let misleading = table_3()
            .any(|(row, shown)| shown.len() < row.len() && shown.first().is_some_and(|id| id.column != 0));
        let mut telling = BTreeMap::new();
        for ((table, _), row) in &rows {
            let whole = shown(row).len() == row.len();
            for &id in row {
                let value = self.value(id);
                let is_figure = value.is_some_and(|value| !value.is_zero());
                let told = match (table, id.column) {
                    _ if whole => Telling::Told(value),
                    (Table::T3, 6) if is_figure => Telling::Told(value),
                    (Table::T3, 0) if is_figure && guessed && !misleading => Telling::Told(value),
                    (Table::T3, _) if guessed && misleading && !shown(row).is_empty() => Telling::Lost,
                    _ => Telling::Perhaps(value),
                };
                telling.insert(id, told);
            }
        }
        telling
    }
}
