//! Sums that a workbook reckons beside a table: a formula for each total, which says ✓ or by how much it is off. They stand apart from
//! the table's own columns and rows and outside what is printed; so the table stays the form's, and is read back as it was.
//!
//! Comes in: a table with its [`Check`]s. Goes out: [`Mark`]s at places of the sheet.

use gouji::{Decimal, Lang};

use super::xlsx::place;
use super::{At, Table, is_number};

/// Whether some cells of a table add up to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is said of it.
    pub name: &'static str,
    /// Row and column of each cell that is added on the one side.
    pub left: Vec<(usize, usize)>,
    /// Those on the other side; the check stands where the first of them does.
    pub right: Vec<(usize, usize)>,
    /// It stands right of the table; else below it, in a line with those of its name.
    pub is_beside: bool,
}

/// A cell beside the table.
pub(super) struct Mark {
    pub row: usize,
    pub column: usize,
    /// What it shows until it is reckoned anew.
    pub text: String,
    /// None for words.
    pub formula: Option<String>,
}

/// All marks of a table, in the order of its checks.
pub(super) fn marks(table: &Table, rows: &[Vec<At<'_>>]) -> Vec<Mark> {
    let columns = rows.first().map_or(0, Vec::len);
    let title = |name: &str| match table.lang {
        Lang::Zh => format!("核对：{name}"),
        Lang::En => format!("Check: {name}"),
    };
    let words = |row, column, text: String| Mark { row, column, text, formula: None };
    let mut marks = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for check in &table.checks {
        let Some(&(row, column)) = check.right.first() else { continue };
        let (row, column) = if check.is_beside {
            if marks.is_empty() {
                marks.push(words(0, columns + 1, title(check.name)));
            }
            (row, columns + 1)
        } else {
            let line = names.iter().position(|name| *name == check.name).unwrap_or_else(|| {
                marks.push(words(rows.len() + 1 + names.len(), 0, title(check.name)));
                names.push(check.name);
                names.len() - 1
            });
            (rows.len() + 1 + line, column)
        };
        marks.push(mark(check, rows, (row, column), table.lang));
    }
    marks
}

fn mark(check: &Check, rows: &[Vec<At<'_>>], (row, column): (usize, usize), lang: Lang) -> Mark {
    let (unchecked, off) = match lang {
        Lang::Zh => ("未核对", "≠ 差 "),
        Lang::En => ("not checked", "≠ by "),
    };
    let text = |&(row, column): &(usize, usize)| {
        rows.get(row).and_then(|row| row.get(column)?.entry()).map_or("", |entry| entry.text.trim())
    };
    // A figure that a spreadsheet does not take for one would be left out of its sum, and the sum be called wrong.
    let is_figure = |text: &str| text.is_empty() || is_number(text) || !text.chars().any(is_word);
    if !check.left.iter().chain(&check.right).all(|at| is_figure(text(at))) {
        return Mark { row, column, text: unchecked.to_owned(), formula: None };
    }
    let sum = |places: &[(usize, usize)]| {
        let values = places.iter().filter_map(|at| text(at).parse::<Decimal>().ok());
        values.fold(Decimal::ZERO, |sum, value| sum.saturating_add(value))
    };
    let difference = sum(&check.left).saturating_sub(sum(&check.right)).normalize();
    let formula = format!("{}-{}", added(&check.left), added(&check.right));
    Mark {
        row,
        column,
        text: if difference.is_zero() { "✓".to_owned() } else { format!("{off}{difference}") },
        formula: Some(format!("IF({formula}=0,\"✓\",\"{off}\"&({formula}))")),
    }
}

/// What may be part of a figure, or of words that stand for one.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '?' || c == '？'
}

/// `SUM(D4:I4)`: neighbours as ranges. It passes over words, which a sum with signs would stumble over.
fn added(places: &[(usize, usize)]) -> String {
    let mut ranges: Vec<((usize, usize), (usize, usize))> = Vec::new();
    for &(row, column) in places {
        match ranges.last_mut() {
            Some((first, last)) if first.0 == row && *last == (row, column.wrapping_sub(1)) => {
                *last = (row, column)
            }
            Some((first, last)) if first.1 == column && *last == (row.wrapping_sub(1), column) => {
                *last = (row, column)
            }
            _ => ranges.push(((row, column), (row, column))),
        }
    }
    let range = |&(first, last): &((usize, usize), (usize, usize))| match first == last {
        true => place(first.0, first.1),
        false => format!("{}:{}", place(first.0, first.1), place(last.0, last.1)),
    };
    format!("SUM({})", ranges.iter().map(range).collect::<Vec<_>>().join(","))
}
