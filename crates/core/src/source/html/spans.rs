//! Cells with `rowspan` and `colspan` to fields with columns, by the algorithm of the HTML standard.
//!
//! Overlaps, missing cells, `rowspan="0"` and spans beyond the table come out as browsers show them; nothing is rejected.

use ego_tree::NodeId;
use scraper::node::Element;

use crate::document::{Field, Text};

/// Columns beyond this are not told apart; the official tables have ten to fifteen.
const MAX_COLUMNS: u32 = 1000;

/// What a cell may say that was read from a picture and is not sure, between spaces; nothing between them is a blank cell.
const NOT_SURE: &str = "data-candidates";
/// Candidates of such a cell that are looked at.
const MAX_CANDIDATES: usize = 8;

/// A cell as its tag says.
pub(super) struct RawCell {
    /// The element, to know its end.
    pub(super) id: NodeId,
    pub(super) text: Text,
    col_span: u32,
    /// Zero means: to the end of the row group.
    row_span: u32,
}

impl RawCell {
    pub(super) fn new(id: NodeId, element: &Element) -> RawCell {
        let span = |name| element.attr(name).and_then(leading_number);
        let mut text = Text::default();
        // Made by the reader of pictures; on anybody's page it only lowers what is claimed.
        if let Some(candidates) = element.attr(NOT_SURE) {
            text.doubt(candidates.split(' ').take(MAX_CANDIDATES).map(str::to_owned).collect());
        }
        RawCell {
            id,
            text,
            col_span: span("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS),
            row_span: span("rowspan").unwrap_or(1).min(65_534),
        }
    }
}

/// The number that a browser reads from an attribute: leading digits, whatever follows.
fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start().trim_start_matches('+');
    let digits = &value[..value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
}

/// Rows of all groups, top to bottom, with the column of every cell.
pub(super) fn resolve(groups: Vec<Vec<Vec<RawCell>>>) -> Vec<Vec<Field>> {
    let mut rows = Vec::new();
    for group in groups {
        // For each column, how many rows from here on a cell above still covers.
        let mut covered: Vec<u32> = Vec::new();
        let height = group.len() as u32;
        for (index, cells) in (0u32..).zip(group) {
            let mut column = 0;
            let mut fresh: Vec<(u32, u32)> = Vec::new();
            let row = cells
                .into_iter()
                .map(|cell| {
                    while covered.get(column as usize).is_some_and(|&rows| rows > 0) && column < MAX_COLUMNS {
                        column += 1;
                    }
                    let left = height - index;
                    let row_span = if cell.row_span == 0 { left } else { cell.row_span.min(left) };
                    let field = Field { text: cell.text, column, col_span: cell.col_span, row_span };
                    let end = (column + cell.col_span).min(MAX_COLUMNS);
                    if covered.len() < end as usize {
                        covered.resize(end as usize, 0);
                    }
                    fresh.extend((column..end).map(|column| (column, row_span)));
                    column = end;
                    field
                })
                .collect();
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
            for (column, row_span) in fresh {
                let rows = &mut covered[column as usize];
                *rows = (*rows).max(row_span - 1);
            }
            rows.push(row);
        }
    }
    rows
}
