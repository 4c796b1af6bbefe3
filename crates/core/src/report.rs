//! A report as figures: every cell of the recognised tables by its id, with what was read and where.
//!
//! Made by [`mod@crate::read`]; judged by [`crate::rules`]. Nothing here knows how a document looks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::document::{Place, Text};
use crate::form::{CellId, Form, Table};
use crate::settings::Settings;
use crate::value::of_text;

pub use crate::value::{Cell, Flaw, State};

/// What was recognised in one document.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Report {
    /// The report's title as written (simplified), where one was found.
    pub title: Option<String>,
    /// The organ that reports, in simplified characters.
    pub organ: Option<String>,
    /// The report year: stated by title or period, or else read out of the narrative.
    pub year: Option<u16>,
    /// Years as they stand in the title and in the period of the preamble.
    pub years: Vec<YearMention>,
    /// The tables found, each with the edition of its form.
    pub forms: BTreeMap<Table, Form>,
    /// Every cell of the tables in `forms`.
    pub cells: BTreeMap<CellId, Cell>,
    /// How it is known in which cells the figures of a row stand, by table and the form's row; none for rows that were not found.
    pub grounds: BTreeMap<(Table, u8), Ground>,
    /// Cells that were read from a picture and are not sure, with what each may say, the likeliest first.
    pub unsure: BTreeMap<CellId, Vec<String>>,
    /// Readings among which the text cannot tell, by table; each gives the cells that differ.
    pub fits: BTreeMap<Table, Vec<Fit>>,
    /// Section titles in the order in which they stand.
    pub sections: Vec<SectionTitle>,
    /// Paragraphs outside the tables, with the section that they stand in (0 before the first).
    pub prose: Vec<Prose>,
    /// Things a reader should know about the reading itself.
    pub notes: Vec<Note>,
}

/// What stands beside a report: other reports that it must agree with, and what an office has set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// Last year's report of the same organ.
    pub prior: Option<&'a Report>,
    /// This year's reports of the organs whose figures this one adds up.
    pub members: &'a [Report],
    /// Earlier reports of the same organ, for [`crate::likeness`] alone.
    pub earlier: &'a [&'a Report],
    /// What an office has set; none for what everybody has.
    pub settings: Option<&'a Settings>,
}

impl Report {
    /// The value of a cell that was read: `Some(None)` where it is blank, `None` where it is not known.
    pub fn value(&self, id: CellId) -> Option<Option<Decimal>> {
        match self.cells.get(&id)?.state {
            State::Number(value) => Some(Some(value)),
            State::Blank => Some(None),
            State::Malformed | State::Ambiguous | State::Missing => None,
        }
    }

    /// The year that the title or the period states. One that was read out of the narrative is no evidence against another.
    pub fn stated_year(&self) -> Option<u16> {
        let of = |source| self.years.iter().find(|mention| mention.source == source);
        of(YearSource::Title).or_else(|| of(YearSource::PeriodStart)).map(|mention| mention.year)
    }

    /// The value that a cell stands for: a total that was left blank beside parts is the sum of its parts. None where it is not known.
    pub fn meant(&self, id: CellId) -> Option<Option<Decimal>> {
        let value = self.value(id)?;
        let parts = match (id.table, id.column) {
            (Table::T3, 6) => 0..6,
            (Table::T4, column) if column % 5 == 4 => column - 4..column,
            _ => return Some(value),
        };
        if value.is_some() {
            return Some(value);
        }
        let mut sum = None;
        for column in parts {
            if let Some(part) = self.value(CellId { column, ..id })? {
                sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(part)?);
            }
        }
        Some(sum.filter(|sum| !sum.is_zero()))
    }

    /// On what the places of a table's figures rest: on the least certain of its rows. None for a table that was not found.
    pub fn ground(&self, table: Table) -> Option<Ground> {
        let form = *self.forms.get(&table)?;
        let rows = (0u8..).zip(table.rows()).filter(|(_, row)| row.is_in(form));
        let grounds: Vec<Option<Ground>> =
            rows.map(|(row, _)| self.grounds.get(&(table, row)).copied()).collect();
        let worst = grounds.iter().flatten().copied().max()?;
        // True columns stay true where a row is missing.
        Some(if worst == Ground::Row && grounds.contains(&None) { Ground::Inferred } else { worst })
    }

    /// Whether it is certain in which cell the figure stands.
    pub fn is_certain(&self, id: CellId) -> bool {
        self.grounds.get(&(id.table, id.row)).is_none_or(|&ground| ground != Ground::Inferred)
    }

    /// Whether the cell is unknown because other readings of its row explain what does not add up.
    pub fn is_doubtful(&self, id: CellId) -> bool {
        self.notes.iter().any(|note| matches!(note, Note::Doubtful { cells, .. } if cells.contains(&id)))
    }

    /// Whether a table came apart in copying: then titles, words and other tables may have, too.
    pub(crate) fn came_apart(&self) -> bool {
        self.notes.iter().any(|note| matches!(note, Note::Doubtful { apart: true, .. }))
    }

    /// Whether the cell's text is known: false where a picture was read and the readers did not agree.
    pub fn is_sure(&self, id: CellId) -> bool {
        !self.unsure.contains_key(&id)
    }

    /// Writes `text` into a cell of a recognised table, as if the document said so: what was unknown about the cell is known
    /// now. To judge the change, make an [`Audit`](crate::Audit) of the report again.
    pub fn write(&mut self, id: CellId, text: &str) {
        let Some(cell) = self.cells.get_mut(&id) else { return };
        *cell = of_text(text, id.quantity(), cell.place);
        self.unsure.remove(&id);
        for fit in self.fits.values_mut().flatten() {
            fit.remove(&id);
        }
        self.notes.retain_mut(|note| match note {
            Note::Ambiguous { cells, .. }
            | Note::Doubtful { cells, .. }
            | Note::Unsure { cells, .. }
            | Note::BySums { cells, .. }
            | Note::MissingRows { cells, .. } => {
                cells.retain(|&cell| cell != id);
                !cells.is_empty()
            }
            _ => true,
        });
    }

    /// A report with all tables of `form` and nothing filled in.
    pub fn blank(form: Form) -> Report {
        let mut report = Report { notes: vec![Note::Fragment], ..Report::default() };
        for table in Table::ALL {
            report.forms.insert(table, form);
            let rows = (0u8..).zip(table.rows()).filter(|(_, row)| row.is_in(form));
            report.grounds.extend(rows.map(|(row, _)| ((table, row), Ground::Grid)));
            report.cells.extend(table.cells(form).map(|id| (id, of_text("", id.quantity(), None))));
        }
        report
    }
}

/// How it is known in which cells the figures of a row stand, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Ground {
    /// By true columns.
    Grid,
    /// It has just the form's number of fields behind its own label.
    Row,
    /// By what is likely: fields were lost, moved or parted from their label.
    Inferred,
}

impl Ground {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Ground::Grid => "grid",
            Ground::Row => "rows",
            Ground::Inferred => "inferred",
        }
    }
}

/// Values of the cells on which readings differ, in one of the readings.
pub type Fit = BTreeMap<CellId, Option<Decimal>>;

/// A section title found in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct SectionTitle {
    /// 1 to 6.
    pub number: u8,
    /// As written.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A paragraph outside the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Prose {
    /// The section that it stands in: 1 to 6, or 0 before the first title.
    pub section: u8,
    /// The paragraph.
    pub text: Text,
    /// Index of its block.
    pub block: usize,
}

/// A year that the document names as the report's own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct YearMention {
    /// The year.
    pub year: u16,
    /// What names it.
    pub source: YearSource,
    /// The words that name it.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}

/// What names a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum YearSource {
    /// The report's title.
    Title,
    /// The first day of the period of the figures.
    PeriodStart,
    /// The last day of the period of the figures.
    PeriodEnd,
}

/// Something a reader should know about the reading itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Note {
    /// Blank cells were dropped or values collapsed, and several readings remain for these cells.
    Ambiguous {
        /// The table.
        table: Table,
        /// The cells whose value is not known for that reason.
        cells: Vec<CellId>,
    },
    /// Damage in copying would explain what does not add up over these cells: the reading or the report is at fault.
    Doubtful {
        /// The table.
        table: Table,
        /// The cells whose value is not known for that reason.
        cells: Vec<CellId>,
        /// So much does not add up that the table came apart as a whole.
        apart: bool,
        /// The first of the rows as it stands in the source.
        quote: Option<(String, Place)>,
    },
    /// A picture was read, and the readers of figures did not agree on these cells.
    Unsure {
        /// The table.
        table: Table,
        /// The cells.
        cells: Vec<CellId>,
    },
    /// The readers did not agree on these cells, and only one choice among what they may say makes every equation of the table true.
    BySums {
        /// The table.
        table: Table,
        /// The cells, which are known now.
        cells: Vec<CellId>,
    },
    /// Values were given to columns by counting, because the header could not be read.
    Counted {
        /// The table.
        table: Table,
    },
    /// Blank cells were dropped; a row's first figure was taken for 自然人, as it nearly always is.
    FirstIsNatural,
    /// The table was found, these rows of it were not.
    MissingRows {
        /// The table.
        table: Table,
        /// The cells that were not found.
        cells: Vec<CellId>,
    },
    /// Only part of a report: section titles are not checked.
    Fragment,
    /// Sections stand under other numbers than the form's, so that what it calls a part may be a part of another.
    OwnNumbers,
    /// Several reports stand in the document, and one of them was read.
    Several {
        /// Title or organ of each, in order.
        titles: Vec<Option<String>>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Audit, Severity};

    fn id(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    #[test]
    fn what_is_written_into_a_cell_is_judged_as_if_it_had_been_read() {
        let mut report = Report::blank(Form::F2021);
        assert_eq!(Audit::of(report.clone()).coverage.checked.len(), 0);
        report.write(id("t4.review.upheld"), "１");
        report.write(id("t4.review.total"), "2");
        report.write(id("t3.granted.natural"), "若干");
        let audit = Audit::of(report);
        let rules: Vec<_> = audit
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .map(|f| f.rule.as_str())
            .collect();
        assert_eq!(rules, ["t4.total", "cell.format"]);
        assert_eq!(audit.report.cells[&id("t4.review.upheld")].raw.as_deref(), Some("１"));
    }

    #[test]
    fn a_cell_that_was_written_is_no_longer_ambiguous_or_missing() {
        let (natural, total) = (id("t3.granted.natural"), id("t3.granted.total"));
        let mut report = Report::blank(Form::F2021);
        report.cells.get_mut(&natural).expect("a cell").state = State::Ambiguous;
        report.fits.insert(Table::T3, vec![Fit::from([(natural, None)])]);
        report.notes = vec![
            Note::Ambiguous { table: Table::T3, cells: vec![natural] },
            Note::MissingRows { table: Table::T3, cells: vec![natural, total] },
        ];
        report.write(natural, "3");
        assert_eq!(report.value(natural), Some(Some(Decimal::from(3))));
        assert_eq!(report.fits[&Table::T3], [Fit::new()]);
        assert_eq!(report.notes, [Note::MissingRows { table: Table::T3, cells: vec![total] }]);
    }
}
