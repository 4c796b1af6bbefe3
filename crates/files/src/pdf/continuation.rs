//! A table that a page break cut in two, as one again.
//!
//! The header that a producer repeats is dropped, a label that goes on over the break covers its rows again, and a row
//! that was cut through its text is one row.

use super::columns::is_value;
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
    let first_row = next.cells.iter().filter(|(slot, _)| slot.row == 0);
    let numbered =
        first_row.filter(|(_, text)| is_numbered(text)).map(|(slot, _)| slot.column).max().unwrap_or(0);
    for (slot, text) in next.cells {
        let is_below = |index: &&usize| {
            let (above, label) = &table.cells[**index];
            (above.column, above.col_span) == (slot.column, slot.col_span) && goes_on(*above, label, slot)
        };
        match bottom.iter().find(is_below) {
            Some(&index) if slot.row == 0 && text.is_empty() => {
                table.cells[index].0.row_span += slot.row_span
            }
            // The label of several rows, broken over the break between two of them.
            Some(&index)
                if slot.row == 0 && slot.column < numbered && goes_on_in(&table.cells[index].1, &text) =>
            {
                table.cells[index].0.row_span += slot.row_span;
                table.cells[index].1.push_str(&text);
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

/// Whether a text is the rest of a label.
fn goes_on_in(label: &str, rest: &str) -> bool {
    is_numbered(label) && !is_numbered(rest) && !is_value_or_blank(rest)
}

/// What may stand where figures do.
fn is_value_or_blank(text: &str) -> bool {
    is_value(text) || !text.contains(char::is_alphabetic) && !is_numbered(text)
}

/// Two letters at least: `无` and `3件` are values.
fn is_label(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// A cell above the break and the one below it.
type Halves<'a> = (&'a (Slot, String), &'a (Slot, String));

/// Whether the last row of a page and the first of the next are halves: the values stand in one of them, and a label goes on, or one half is
/// blank but for them.
fn is_cut_row(table: &Table, next: &Table) -> bool {
    let Some(last) = table.n_rows.checked_sub(1) else { return false };
    let ends = |slot: &Slot| slot.row + slot.row_span == table.n_rows;
    let bottom: Vec<&(Slot, String)> = table.cells.iter().filter(|(slot, _)| ends(slot)).collect();
    let pairs: Vec<Halves<'_>> = bottom
        .iter()
        .filter_map(|&above| Some((above, next.cells.iter().find(|below| is_half(above.0, below.0))?)))
        .collect();
    // Halves of one row have the same cells.
    let is_whole = |below: &Slot| !bottom.iter().any(|above| is_half(above.0, *below));
    if row(next, 0).iter().any(|(slot, _)| is_whole(slot)) {
        return false;
    }
    let (values, labels): (Vec<_>, Vec<_>) =
        pairs.iter().partition(|(above, below)| is_value_or_blank(&above.1) && is_value_or_blank(&below.1));
    let own = |slot: &Slot| slot.row_span == 1;
    let own_labels = || labels.iter().filter(|(above, below)| own(&above.0) && own(&below.0));
    // A header that is cut has no values, and no two rows of a header have the same cells.
    if values.iter().all(|(above, below)| above.1.is_empty() && below.1.is_empty()) {
        let is_word = |text: &str| !is_value_or_blank(text);
        let parts = own_labels().filter(|(above, below)| is_word(&above.1) && is_word(&below.1));
        if parts.clone().count() >= MIN_VALUES && !parts.clone().any(|(_, below)| is_numbered(&below.1)) {
            return true;
        }
    }
    let is_blank = |side: fn(&Halves<'_>) -> bool| values.iter().all(side);
    let (above, below) = (is_blank(|pair| pair.0.1.is_empty()), is_blank(|pair| pair.1.1.is_empty()));
    if values.len() < MIN_VALUES || !(above || below || are_broken(&values)) {
        return false;
    }
    // A new row has a number, or a label of its own.
    if labels.iter().any(|(_, below)| is_numbered(&below.1)) {
        // What is left of a row above it may be nothing at all.
        return above && row(table, last).iter().all(|(_, text)| text.is_empty());
    }
    let goes_on = |(above, below): &&Halves<'_>| goes_on_in(&above.1, &below.1);
    let is_blank_below = own_labels().all(|(_, below)| below.1.is_empty());
    labels.iter().any(|pair| goes_on(&pair)) && own_labels().all(|pair| pair.1.1.is_empty() || goes_on(&pair))
        || is_blank_below && (below || own_labels().any(|(above, _)| is_numbered(&above.1)))
}

/// Whether the figures below are the last digits of some of those above.
fn are_broken(values: &[Halves<'_>]) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let broken = values.iter().filter(|pair| !pair.1.1.is_empty());
    broken.clone().all(|pair| pair.0.1.len() > 1 && is_number(&pair.0.1) && is_number(&pair.1.1))
        && broken.count() * 2 < values.len()
        && values.iter().filter(|pair| !pair.0.1.is_empty()).count() > values.len() / 2
}

/// Whether two cells are one that the break cuts.
fn is_half(above: Slot, below: Slot) -> bool {
    below.row == 0 && (above.column, above.col_span) == (below.column, below.col_span)
}

/// Cells of one row that no other row shares.
fn row(table: &Table, row: usize) -> Vec<&(Slot, String)> {
    table.cells.iter().filter(|(slot, _)| slot.row == row && slot.row_span == 1).collect()
}

/// `1.`, `（一）`, `四、`, `③`: every row of table 3 has a number, so a label without one goes on.
pub(super) fn is_numbered(label: &str) -> bool {
    if label.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return true;
    }
    let rest = label.trim_start_matches(['(', '（']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    after.len() < rest.len() && after.starts_with(['.', '．', '、', ')', '）'])
}

/// Moves the lower half of a cut row into the upper.
fn mend_row(table: &mut Table, next: &mut Table) {
    let n_rows = table.n_rows;
    for (slot, text) in table.cells.iter_mut().filter(|(slot, _)| slot.row + slot.row_span == n_rows) {
        if let Some(index) = next.cells.iter().position(|(below, _)| is_half(*slot, *below)) {
            let (below, rest) = next.cells.remove(index);
            text.push_str(&rest);
            slot.row_span += below.row_span - 1;
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
    fn a_cut_row_is_told_by_its_numbers() {
        // One character of each label above the break, and the group's label as well.
        check(
            &[&["（四", "1.甲", "7", "-", "-", "-", "7"]],
            &[&["）乙丙", "丁戊", "", "", "", "", ""], &["^", "2.己", "0", "0", "0", "0", "0"]],
            &[&["（四）乙丙", "1.甲丁戊", "7", "-", "-", "-", "7"], &["^", "2.己", "0", "0", "0", "0", "0"]],
        );
        // The figures stand below the break, beside the rest of the label or alone.
        for rest in ["的部分", ""] {
            check(
                &[&["2.名称", "", "", "", "", ""]],
                &[&[rest, "1", "2", "3", "4", "5"]],
                &[&[&format!("2.名称{rest}"), "1", "2", "3", "4", "5"]],
            );
        }
        // Two rows whose figures are blank stay two, however their labels are numbered.
        for number in ["③", "3.", "（三）", "3、"] {
            let above: &[&str] = &["②甲乙", "", "", "", "", ""];
            let label = format!("{number}丙丁");
            let below: &[&str] = &[&label, "1", "1", "1", "1", "1"];
            check(&[above], &[below], &[above, below]);
        }
    }

    #[test]
    fn halves_of_a_row_have_the_same_cells() {
        // A label over two columns above the break, a group's and a row's below it, and nothing in its figures.
        let mut first = table(&[&["二、甲乙", "", "3", "", "", "", "", "3"]]);
        first.cells.remove(1);
        first.cells[0].0.col_span = 2;
        let next = table(&[
            &["三、丙", "(一)丁", "", "", "", "", "", ""],
            &["^", "(二)戊", "1", "", "", "", "", "1"],
        ]);
        assert_eq!(join(&mut first, next), Ok(()));
        assert_eq!(first.n_rows, 3);
        let labels = first.cells.iter().filter(|(slot, _)| slot.column < 2);
        let labels: Vec<(usize, &str)> = labels.map(|(slot, text)| (slot.row, text.as_str())).collect();
        assert_eq!(labels, [(0, "二、甲乙"), (1, "三、丙"), (1, "(一)丁"), (2, "(二)戊")]);
    }

    #[test]
    fn figures_and_headers_broken_by_the_break_are_whole_again() {
        check(
            &[&["一、甲", "229", "13", "0", "0", "229"]],
            &[&["乙丙", "26", "", "", "", "39"]],
            &[&["一、甲乙丙", "22926", "13", "0", "0", "22939"]],
        );
        let halves: [&[&str]; 2] = [&["结果", "结果", "其他", "尚未", "合"], &["甲", "乙", "丙", "丁", "计"]];
        check(
            &[halves[0]],
            &[halves[1], &["1", "2", "3", "4", "10"]],
            &[&["结果甲", "结果乙", "其他丙", "尚未丁", "合计"], &["1", "2", "3", "4", "10"]],
        );
        // A header that ends with the page and figures below it are two rows.
        check(
            &[&["甲甲", "乙乙", "丙丙", "丁丁", "合计"]],
            &[&["1", "2", "3", "4", "10"]],
            &[&["甲甲", "乙乙", "丙丙", "丁丁", "合计"], &["1", "2", "3", "4", "10"]],
        );
    }

    #[test]
    fn the_label_of_several_rows_may_be_broken_between_two_of_them() {
        check(
            &[&["（五）甲乙", "1.丙", "0", "0", "0", "0", "0"]],
            &[&["丁", "2.戊", "0", "0", "0", "0", "0"]],
            &[&["（五）甲乙丁", "1.丙", "0", "0", "0", "0", "0"], &["^", "2.戊", "0", "0", "0", "0", "0"]],
        );
    }

    #[test]
    fn other_columns_are_another_table() {
        let mut first = table(&[&["甲", "乙", "丙"]]);
        assert!(join(&mut first, table(&[&["丁", "戊"]])).is_err());
    }
}
