//! What a reader should know about the reading itself, as findings of severity `info`.

use crate::finding::{Finding, Problem, Quote};
use crate::form::{CellId, Table};
use crate::report::{Note, Report};
use crate::rule::{RuleId, Severity};

/// One finding a note, but for a fragment where no table is missing.
pub(super) fn findings(report: &Report) -> impl Iterator<Item = Finding> {
    report.notes.iter().filter_map(|note| {
        let mut source = None;
        let (rule, problem, cells) = match note {
            Note::Ambiguous { table, cells } => (
                RuleId::TableAmbiguous,
                Problem::Ambiguous { table: *table, cells: cells.len() },
                cells.clone(),
            ),
            Note::Doubtful { table, cells, apart, quote } => {
                source = quote.clone().map(|(text, place)| Quote { text, place });
                let problem =
                    Problem::Doubtful { table: *table, labels: labels(*table, cells), apart: *apart };
                (RuleId::TableDoubtful, problem, cells.clone())
            }
            Note::Unsure { table, cells } => {
                let problem = Problem::Unsure { table: *table, labels: cell_labels(cells) };
                (RuleId::TableUnsure, problem, cells.clone())
            }
            Note::BySums { table, cells } => {
                let problem = Problem::BySums { table: *table, labels: cell_labels(cells) };
                (RuleId::TableUnsure, problem, cells.clone())
            }
            Note::Counted { table } => (RuleId::TableCounted, Problem::Counted { table: *table }, Vec::new()),
            Note::FirstIsNatural => (RuleId::TableAmbiguous, Problem::FirstIsNatural, Vec::new()),
            Note::MissingRows { table, cells } => (
                RuleId::TableUnread,
                Problem::MissingRows { table: *table, labels: labels(*table, cells) },
                cells.clone(),
            ),
            Note::Several { titles } => {
                (RuleId::StructureSeveral, Problem::Several { titles: titles.clone() }, Vec::new())
            }
            Note::Fragment => (RuleId::StructureSection, Problem::Fragment, Vec::new()),
            // The sections that are not found are told as what a reader should look at, see `structure`.
            Note::OwnNumbers => return None,
        };
        Some(Finding { rule, severity: Severity::Info, problem, equation: None, cells, quote: source })
    })
}

/// The cells themselves.
fn cell_labels(cells: &[CellId]) -> Vec<String> {
    cells.iter().map(|cell| cell.label()).collect()
}

/// Row labels of the cells, each once; table 4 has no row labels, so its cells are named.
fn labels(table: Table, cells: &[CellId]) -> Vec<String> {
    let mut labels: Vec<String> = cells
        .iter()
        .map(|cell| match table {
            Table::T4 => cell.label(),
            _ => cell.row_label(),
        })
        .collect();
    labels.dedup();
    labels
}
