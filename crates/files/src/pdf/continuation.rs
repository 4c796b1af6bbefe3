//! A table that a page break cut in two, as one again.
//!
//! The header that a producer repeats is dropped, a label that goes on over the break covers its rows again, and a row
//! that was cut through its text is one row.

use super::flow::Table;
use super::grid::Slot;
use super::rules::SAME;

/// Fewer columns of values than this do not show which half of a cut row has them; table 3 has seven.
const MIN_VALUES: usize = 5;

/// Adds `next`, which starts the page after `table`, or gives it back where it is another table.
pub(super) fn join(table: &mut Table, mut next: Table) -> Result<(), Table> {
    let Some(columns) = common(&table.columns, &next.columns) else { return Err(next) };
    place(table, &columns);
    place(&mut next, &columns);
    drop_header(table, &mut next);
    if is_cut_row(table, &next) {
        mend_row(table, &mut next);
    }
    let n_rows = table.n_rows;
    let mut bottom: Vec<usize> = Vec::new();
    for (index, (slot, _)) in table.cells.iter().enumerate() {
        if slot.row + slot.row_span == n_rows {
            bottom.push(index);
        }
    }
    for (slot, text) in next.cells {
        let is_below = |index: &&usize| {
            let (above, label) = &table.cells[**index];
            (above.column, above.col_span) == (slot.column, slot.col_span) && goes_on(*above, label, slot)
        };
        match bottom.iter().find(is_below) {
            Some(&index) if slot.row == 0 && text.is_empty() => {
                table.cells[index].0.row_span += slot.row_span
            }
            _ => table.cells.push((Slot { row: slot.row + n_rows, ..slot }, text)),
        }
    }
    table.n_rows += next.n_rows;
    table.cells.sort_by_key(|(slot, _)| (slot.row, slot.column));
    Ok(())
}

/// The columns of both, where one table's are among the other's; none where they are not the same table.
fn common(a: &[f64], b: &[f64]) -> Option<Vec<f64>> {
    let is_among = |some: &[f64], all: &[f64]| some.iter().all(|x| all.iter().any(|y| (x - y).abs() <= SAME));
    let has_ends = a.first().zip(a.last()).zip(b.first().zip(b.last())).is_some_and(
        |((left, right), (next_left, next_right))| {
            (left - next_left).abs() <= SAME && (right - next_right).abs() <= SAME
        },
    );
    match (has_ends, is_among(a, b), is_among(b, a)) {
        (true, _, true) => Some(a.to_vec()),
        (true, true, false) => Some(b.to_vec()),
        _ => None,
    }
}

/// Counts a table's columns by other edges.
fn place(table: &mut Table, columns: &[f64]) {
    let nearest = |x: f64| {
        let away = |&(_, edge): &(usize, &f64)| (edge - x).abs();
        columns.iter().enumerate().min_by(|a, b| away(a).total_cmp(&away(b))).map_or(0, |(index, _)| index)
    };
    let edges: Vec<usize> = table.columns.iter().map(|&x| nearest(x)).collect();
    for (slot, _) in &mut table.cells {
        let (left, right) = (edges[slot.column], edges[slot.column + slot.col_span]);
        (slot.column, slot.col_span) = (left, right.saturating_sub(left).max(1));
    }
    table.columns = columns.to_vec();
}

/// Drops the rows at the top of `next` that are those of `table`.
fn drop_header(table: &Table, next: &mut Table) {
    let same = table.cells.iter().zip(&next.cells).take_while(|(a, b)| a == b).count();
    // Whole rows only, and no cell may reach out of them.
    let end = next.cells.get(same).map_or(next.n_rows, |(slot, _)| slot.row);
    let header = (1..=end).rev().find(|&end| {
        let mut cells = next.cells.iter().filter(|(slot, _)| slot.row < end);
        cells.all(|(slot, _)| slot.row + slot.row_span <= end)
    });
    let Some(header) = header.filter(|&header| header < next.n_rows) else { return };
    let is_text = next.cells.iter().any(|(slot, text)| slot.row < header && is_label(text));
    if !is_text {
        return;
    }
    next.cells.retain(|(slot, _)| slot.row >= header);
    for (slot, _) in &mut next.cells {
        slot.row -= header;
    }
    next.n_rows -= header;
}

/// Whether a blank cell below a label is the rest of the label's cell.
fn goes_on(above: Slot, label: &str, below: Slot) -> bool {
    is_label(label) || (label.is_empty() && (above.row_span > 1 || below.row_span > 1))
}

/// Two letters at least: `无` and `3件` are values.
fn is_label(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// Whether the last row of a page and the first of the next are halves: one has all values, and the label goes on.
fn is_cut_row(table: &Table, next: &Table) -> bool {
    let above = row(table, table.n_rows.saturating_sub(1));
    let below = row(next, 0);
    let pairs: Vec<(&str, &str)> = above
        .iter()
        .filter_map(|(slot, text)| {
            let same = below.iter().find(|(s, _)| (s.column, s.col_span) == (slot.column, slot.col_span))?;
            Some((text.as_str(), same.1.as_str()))
        })
        .collect();
    let values = || pairs.iter().filter(|(a, b)| !is_label(a) && !is_label(b));
    let is_one_sided = values().all(|(a, _)| a.is_empty()) || values().all(|(_, b)| b.is_empty());
    let has_label = pairs.iter().any(|(a, b)| is_label(a) && is_label(b) && !is_numbered(b));
    values().count() >= MIN_VALUES && is_one_sided && has_label && next.n_rows > 0
}

/// Cells of one row that no other row shares.
fn row(table: &Table, row: usize) -> Vec<&(Slot, String)> {
    table.cells.iter().filter(|(slot, _)| slot.row == row && slot.row_span == 1).collect()
}

/// `1.`, `（一）`, `四、`: every row of table 3 has a number, so a label without one goes on.
pub(super) fn is_numbered(label: &str) -> bool {
    let rest = label.trim_start_matches(['(', '（']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    after.len() < rest.len() && after.starts_with(['.', '．', '、', ')', '）'])
}

/// Moves the lower half of a cut row into the upper.
fn mend_row(table: &mut Table, next: &mut Table) {
    let last = table.n_rows - 1;
    for (slot, text) in table.cells.iter_mut().filter(|(slot, _)| slot.row == last && slot.row_span == 1) {
        let same = |other: &Slot| {
            other.row == 0
                && other.row_span == 1
                && (other.column, other.col_span) == (slot.column, slot.col_span)
        };
        if let Some(index) = next.cells.iter().position(|(other, _)| same(other)) {
            text.push_str(&next.cells.remove(index).1);
        }
    }
    // What is left of the row are cells that go on below it.
    for (slot, _) in &mut next.cells {
        if slot.row == 0 {
            slot.row_span = slot.row_span.saturating_sub(1).max(1);
        } else {
            slot.row -= 1;
        }
    }
    next.n_rows -= 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of rows; `^` goes on upwards, widths are 10 points.
    fn table(rows: &[&[&str]]) -> Table {
        let mut cells: Vec<(Slot, String)> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                match cells.iter_mut().rev().find(|(slot, _)| slot.column == column) {
                    Some((above, _)) if *text == "^" => above.row_span += 1,
                    _ => cells.push((Slot { row, column, row_span: 1, col_span: 1 }, (*text).to_owned())),
                }
            }
        }
        let columns = (0..=rows[0].len()).map(|edge| edge as f64 * 10.0).collect();
        Table { n_rows: rows.len(), columns, cells }
    }

    #[track_caller]
    fn check(first: &[&[&str]], second: &[&[&str]], joined: &[&[&str]]) {
        let mut found = table(first);
        assert_eq!(join(&mut found, table(second)), Ok(()));
        assert_eq!(found, table(joined));
    }

    #[test]
    fn repeated_headers_are_dropped() {
        check(
            &[&["项目", "甲方"], &["^", "乙方"], &["一", "1"]],
            &[&["项目", "甲方"], &["^", "乙方"], &["二", "2"]],
            &[&["项目", "甲方"], &["^", "乙方"], &["一", "1"], &["二", "2"]],
        );
    }

    #[test]
    fn labels_cover_their_rows_again_and_blank_values_stay() {
        check(
            &[&["（四）无法提供", "1.", "0", ""]],
            &[&["", "2.", "", ""], &["^", "3.", "0", "0"]],
            &[&["（四）无法提供", "1.", "0", ""], &["^", "2.", "", ""], &["^", "3.", "0", "0"]],
        );
    }

    #[test]
    fn a_row_cut_through_its_label_is_one() {
        check(
            &[&["5.要求行政机关", "0", "1", "0", "0", "0"]],
            &[&["确认", "", "", "", "", ""], &["（六）", "0", "0", "0", "0", "0"]],
            &[&["5.要求行政机关确认", "0", "1", "0", "0", "0"], &["（六）", "0", "0", "0", "0", "0"]],
        );
        let blank: &[&[&str]] = &[&["3.补正", "", "", "", "", ""]];
        check(
            blank,
            &[&["1.信访", "1", "1", "1", "1", "1"]],
            &[blank[0], &["1.信访", "1", "1", "1", "1", "1"]],
        );
    }

    #[test]
    fn other_columns_are_another_table() {
        let mut first = table(&[&["甲", "乙", "丙"]]);
        assert!(join(&mut first, table(&[&["丁", "戊"]])).is_err());
    }
}
