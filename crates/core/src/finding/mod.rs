//! A finding as facts: what is wrong or worth knowing, over which cells, in which words of the document.
//!
//! Made by [`crate::rules`]. `beside` has the facts about other reports, `message` makes a sentence of a [`Problem`] when someone reads it.

mod beside;
mod message;

pub use beside::{Figure, LeftOut, Pairing, Role, Whose};

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::document::Place;
use crate::equation::{Equation, Outcome, Skip, Sums};
use crate::form::{CellId, Table};
use crate::report::{Flaw, Ground, Report, State};
use crate::rule::{RuleId, Severity};

/// One thing that cannot be right, or that a reader should know.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: RuleId,
    /// How bad it is.
    pub severity: Severity,
    /// The facts; [`Finding::message`] makes a sentence of them.
    pub problem: Problem,
    /// The equation that it breaks, with both sides added up.
    pub equation: Option<(Equation, Sums)>,
    /// The cells that it speaks of.
    pub cells: Vec<CellId>,
    /// The words of the document that it speaks of.
    pub quote: Option<Quote>,
}

impl Finding {
    /// The cell that stands for it: the whole that an equation adds up to, else the first that it names.
    pub fn main_cell(&self) -> Option<CellId> {
        let whole = self.equation.as_ref().and_then(|(equation, _)| equation.right.terms.first());
        whole.map(|term| term.cell).or(self.cells.first().copied())
    }

    /// The words as they are and as they should be, where those are known.
    pub fn change(&self) -> Option<(&str, &str)> {
        match &self.problem {
            Problem::Form(departure) => {
                departure.change.as_ref().map(|(from, to)| (from.as_str(), to.as_str()))
            }
            _ => None,
        }
    }
}

/// Words of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words as written.
    pub text: String,
    /// Where they stand.
    pub place: Place,
}

/// How much of a report was read and checked.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Cells that the recognised tables have.
    pub cells_expected: usize,
    /// Cells that were read, blank ones included.
    pub cells_found: usize,
    /// Equations that were judged.
    pub checked: Vec<(Equation, Outcome)>,
    /// Equations that were not, and why.
    pub skipped: Vec<(Equation, Skip)>,
    /// Figures of the narrative that were compared with something.
    pub claims_found: usize,
    /// On what the places of each table's figures rest.
    pub grounds: BTreeMap<Table, Ground>,
}

impl Coverage {
    /// How much of a report was read; nothing was judged yet.
    pub(crate) fn of(report: &Report, claims_found: usize) -> Coverage {
        let is_found = |state: State| !matches!(state, State::Ambiguous | State::Missing);
        Coverage {
            cells_expected: report.cells.len(),
            cells_found: report.cells.values().filter(|cell| is_found(cell.state)).count(),
            claims_found,
            grounds: report.forms.keys().filter_map(|&table| Some((table, report.ground(table)?))).collect(),
            ..Coverage::default()
        }
    }
}

/// What a finding says, as facts. Sentences are made when someone reads them.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Two sums differ.
    Unequal,
    /// The parts are not zero and their total was left blank.
    BlankTotal,
    /// A cell's number is not written as the form asks.
    Flaw {
        /// What is wrong with it.
        flaw: Flaw,
        /// The cell's text.
        raw: String,
    },
    /// A section is missing.
    SectionMissing {
        /// 1 to 6.
        number: u8,
    },
    /// A section stands before one that should precede it.
    SectionOrder {
        /// 1 to 6.
        number: u8,
        /// The section that it stands after.
        after: u8,
    },
    /// A table is missing.
    TableMissing {
        /// The table.
        table: Table,
    },
    /// The document names another year than the one that it reports on.
    OtherYear {
        /// The year in the title, or at the start of the period.
        expected: u16,
        /// The year that differs.
        found: u16,
    },
    /// Figures of other reports add up to something else than this report's cell.
    Across {
        /// What stands in the other reports: part of the equation's left side, in its constant.
        figures: Vec<Figure>,
        /// Whether this report's cell was left blank.
        blank: bool,
    },
    /// A table, or paragraphs of the narrative, are last year's.
    Copied {
        /// Last year's report.
        prior: Whose,
        /// The table; none for the narrative.
        table: Option<Table>,
        /// How many figures in it are the same.
        figures: usize,
        /// Whether one of them could not stay.
        stuck: bool,
    },
    /// What a reader should know about a pair of reports.
    Pair {
        /// What it is.
        why: Pairing,
        /// The report that was given as last year's.
        prior: Whose,
        /// This report's year.
        year: Option<u16>,
    },
    /// Members whose figures were not added up.
    LeftOut {
        /// Who, and why.
        members: Vec<(Whose, LeftOut)>,
        /// How many were added up.
        counted: usize,
    },
    /// Figures for regulations that the organ has no power to make.
    NoAuthority {
        /// The organ.
        organ: String,
        /// The cells of the row that are not zero, with their numbers.
        figures: Vec<(CellId, Decimal)>,
    },
    /// A figure of the prose is not that of the tables.
    Claimed {
        /// The figure as written, or the words that say that there was nothing.
        figure: String,
    },
    /// The parts of a breakdown in the prose do not make up its whole.
    ClaimedSum {
        /// The whole as written.
        figure: String,
    },
    /// A percentage in the prose does not follow from its figures.
    ClaimedPercent {
        /// The percentage as written.
        figure: String,
    },
    /// The period of the figures is not 1 January to 31 December of one year.
    PartOfYear,
    /// A date names a day that its month does not have.
    NoSuchDay {
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// The columns of some cells cannot be told.
    Ambiguous {
        /// The table.
        table: Table,
        /// How many cells.
        cells: usize,
    },
    /// Damage in copying would explain what does not add up.
    Doubtful {
        /// The table.
        table: Table,
        /// The rows, or the cells of table 4.
        labels: Vec<String>,
        /// So much does not add up that the table came apart as a whole.
        apart: bool,
    },
    /// A picture was read, and the readers did not agree on some cells.
    Unsure {
        /// The table.
        table: Table,
        /// The cells.
        labels: Vec<String>,
    },
    /// Cells on which the readers did not agree are known by the sums.
    BySums {
        /// The table.
        table: Table,
        /// The cells.
        labels: Vec<String>,
    },
    /// Values were given to columns by counting.
    Counted {
        /// The table.
        table: Table,
    },
    /// The first of several figures was taken for 自然人.
    FirstIsNatural,
    /// Rows were not found.
    MissingRows {
        /// The table.
        table: Table,
        /// Their labels.
        labels: Vec<String>,
    },
    /// Words that depart from the form or the law.
    Form(Box<Departure>),
    /// Only part of a report was given.
    Fragment,
    /// Several reports were given.
    Several {
        /// Title or organ of each.
        titles: Vec<Option<String>>,
    },
}

/// Words that depart from the form or the law. Where that is written, its rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What stands there.
    pub stands: Both,
    /// What should stand there.
    pub should: Both,
    /// The words as they are and as they should be, where those are known.
    pub change: Option<(String, String)>,
}

/// A part of a sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Problem {
    pub(crate) fn of_equation(equation: &Equation, report: &Report) -> Problem {
        let blank = |cell: CellId| report.cells.get(&cell).is_some_and(|c| c.state == State::Blank);
        match equation.right.terms.as_slice() {
            [total] if blank(total.cell) => Problem::BlankTotal,
            _ => Problem::Unequal,
        }
    }

    /// The figures of other reports in the finding's equation: they make up the constant of its left side.
    pub fn figures(&self) -> &[Figure] {
        match self {
            Problem::Across { figures, .. } => figures,
            _ => &[],
        }
    }
}
