//! Tables without ruling lines, rebuilt from where their text stands.
//!
//! The figures of a line are the values of a row, and figures below each other a column. To the left of them stand labels, which may be
//! broken over lines with the figures beside their middle, their first or their last line: [`labels`] tells which lines are one
//! label. What stands above figures is a header. Where that cannot be told the lines stay lines: nothing is guessed. Comes in: a page's
//! items. Goes out: the same with tables in place of lines.

use super::flow::{Item, ItemKind, Page, Table};
use super::geometry::Area;
use super::grid::Slot;
use super::labels::{self, MAX_PARTS, Part};
use super::lines::{Field, Line};
use super::paragraphs::is_title;
use super::stream::Budget;

/// Fewer fields than this in a line without figures may be a list of names or an address.
const MIN_FIELDS: usize = 3;
/// More parts than this in a line are no cells; table 4 has fifteen.
const MAX_FIELDS: usize = 60;
/// Fewer figures than this in a table stand side by side by chance.
const MIN_VALUES: usize = 2;
/// How many pairs of parts are seen in the time in which a figure is tried beside all lengths of a label.
const PAIRS: usize = 64;

/// Replaces runs of lines with aligned figures by tables.
pub(super) fn gather(page: &mut Page, budget: &mut Budget) {
    let mut items = Vec::new();
    let mut run: Vec<Item> = Vec::new();
    for item in std::mem::take(&mut page.items) {
        let may_follow = follows(&item, &run);
        if !may_follow {
            items.extend(close(std::mem::take(&mut run), budget));
        }
        if may_follow || is_row(&item) {
            run.push(item);
        } else {
            items.push(item);
        }
    }
    items.extend(close(run, budget));
    page.items = items;
}

/// Moves rows at the top of a page below the table that ends the page before, for which columns they are of only its header tells.
pub(super) fn carry(pages: &mut [Page]) {
    for index in (1..pages.len()).rev() {
        let (before, rest) = pages.split_at_mut(index);
        let (before, page) = (&mut before[index - 1], &mut rest[0]);
        let run = last_run(&before.items);
        let Some(last) = run.last() else { continue };
        let first = page.items.first().and_then(line).filter(|first| {
            let size = line(last).map_or(0.0, |last| last.size);
            (first.size - size).abs() < 0.1 * size && !parts_tables(first, run)
        });
        if first.is_none() {
            continue;
        }
        let mut length = 1;
        while page.items.get(length).is_some_and(|item| follows(item, &page.items[..length])) {
            length += 1;
        }
        let length = end(&page.items[..length]);
        // The header is not said again.
        let is_said = |item: &&Item| {
            run.iter().any(|other| match (line(item), line(other)) {
                (Some(own), Some(other)) => {
                    own.text == other.text
                        && (own.area.left - other.area.left).abs() < 1.0
                        && !own.pieces.iter().any(|piece| is_value(&piece.text))
                }
                _ => false,
            })
        };
        let n_said = page.items[..length].iter().take_while(is_said).count();
        let Some(top) = page.items[..length].get(n_said).map(|item| item.area.top) else { continue };
        let mut middles: Vec<f64> = run.iter().flat_map(pieces).map(Field::middle).collect();
        middles.sort_by(f64::total_cmp);
        if !page.items[n_said..length].iter().all(|item| is_aligned(item, &middles)) {
            continue;
        }
        let by = last.area.bottom + 0.5 * last.area.height() - top;
        let rows = page.items.drain(..length).skip(n_said);
        before.items.extend(rows.map(|item| moved(item, by)));
    }
}

/// The rows that a page ends with, and labels without figures below them; none where something else ends it.
fn last_run(items: &[Item]) -> &[Item] {
    let mut start = 0;
    for (index, item) in items.iter().enumerate() {
        if !follows(item, &items[start..index]) {
            start = if is_row(item) { index } else { index + 1 };
        }
    }
    let run = &items[start..];
    let after = &run[end(run)..];
    let right = run.iter().map(|item| item.area.right).fold(0.0, f64::max);
    if after.iter().all(|item| item.area.right + item.area.height() < right) { run } else { &[] }
}

/// Whether every figure of a line stands centred below one of the sorted middles: those that are set to a side do not tell their column.
fn is_aligned(item: &Item, middles: &[f64]) -> bool {
    let off = 0.2 * item.area.height();
    let is_below = |piece: &Field| {
        let at = middles.partition_point(|&other| other <= piece.middle() - off);
        middles.get(at).is_some_and(|&other| other < piece.middle() + off)
    };
    pieces(item).iter().filter(|piece| is_value(&piece.text)).all(is_below)
}

fn pieces(item: &Item) -> &[Field] {
    line(item).map_or(&[], |line| &line.pieces)
}

fn moved(mut item: Item, by: f64) -> Item {
    let down = |area: Area| Area { top: area.top + by, bottom: area.bottom + by, ..area };
    item.area = down(item.area);
    if let ItemKind::Line(line) = &mut item.kind {
        line.area = down(line.area);
        line.fields.iter_mut().chain(&mut line.pieces).for_each(|field| field.y += by);
    }
    item
}

/// Whether a line goes on with the run above it.
fn follows(item: &Item, run: &[Item]) -> bool {
    let is_near = run.last().is_some_and(|last| item.area.top - last.area.bottom < 2.0 * last.area.height());
    run.len() < MAX_PARTS && is_near && line(item).is_some_and(|line| !parts_tables(line, run))
}

fn line(item: &Item) -> Option<&Line> {
    match &item.kind {
        ItemKind::Line(line) => Some(line),
        _ => None,
    }
}

/// Whether a line is the title of a section. A label like 二、上年结转 looks the same: it stands where the labels of rows stand, and one
/// of several rows is broken to a few characters.
fn parts_tables(line: &Line, run: &[Item]) -> bool {
    const MIN_TITLE: usize = 6;
    if !is_title(&line.text) || line.pieces.len() > 1 || line.text.chars().count() < MIN_TITLE {
        return false;
    }
    let middle = |area: (f64, f64)| (area.0 + area.1) / 2.0;
    let own = (line.area.left, line.area.right);
    !run.iter().filter(|item| is_row(item)).filter_map(self::line).any(|row| {
        let label = row.pieces.first().map_or((0.0, 0.0), |piece| (piece.left, piece.right));
        let is_aligned = (label.0 - own.0).abs() < 0.3 * line.size
            || (middle(label) - middle(own)).abs() < 0.3 * line.size;
        is_aligned && (row.size - line.size).abs() < 0.05 * line.size
    })
}

/// Where a table ends that a run begins with.
fn end(run: &[Item]) -> usize {
    let Some(last) = run.iter().rposition(is_row) else { return 0 };
    let mut end = last + 1;
    // The last lines of the last label.
    while let (Some(item), Some(before)) = (run.get(end), run.get(end - 1)) {
        let step = item.area.top - before.area.top;
        let is_left = before.area.right > item.area.right + item.area.height();
        if step > 1.4 * item.area.height() || !is_left {
            break;
        }
        end += 1;
    }
    end
}

/// A run as a table; what follows its last row is as it was.
fn close(mut run: Vec<Item>, budget: &mut Budget) -> Vec<Item> {
    let after = run.split_off(end(&run));
    let mut items = match table(&run, budget) {
        Some(table) => vec![table],
        // Even without columns the parts of a line stay apart: `1 0 0 2` is not a number.
        None => run.into_iter().map(alone).collect(),
    };
    items.extend(after);
    items
}

/// A line with a figure behind something, or of several parts.
fn is_row(item: &Item) -> bool {
    let Some(line) = line(item) else { return false };
    let fields = &line.fields;
    let has_value = fields.len() > 1 && fields.last().is_some_and(|field| is_value(&field.text));
    line.pieces.len() <= MAX_FIELDS && (has_value || fields.len().max(line.pieces.len()) >= MIN_FIELDS)
}

/// A line with figures as a table of its own.
fn alone(item: Item) -> Item {
    let Some(line) = line(&item).filter(|line| line.pieces.iter().any(|piece| is_value(&piece.text))) else {
        return item;
    };
    if line.pieces.len() < 2 {
        return item;
    }
    let one = |column| Slot { row: 0, column, row_span: 1, col_span: 1 };
    let cells = line.pieces.iter().enumerate().map(|(column, piece)| (one(column), piece.text.clone()));
    let table = Table { n_rows: 1, columns: Vec::new(), cells: cells.collect() };
    Item { area: item.area, kind: ItemKind::Table(table) }
}

/// A figure, with a unit or without, or a mark for none.
pub(super) fn is_value(text: &str) -> bool {
    if matches!(text, "/" | "／" | "-" | "—" | "－" | "——" | "无" | "無") {
        return true;
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let rest = text.trim_start_matches(['+', '-', '−', '＋', '－', '增', '减']);
    let unit = rest.trim_start_matches(|c: char| is_digit(c) || c.is_whitespace() || ",.，．".contains(c));
    rest.starts_with(is_digit)
        && matches!(unit, "" | "件" | "条" | "项" | "項" | "个" | "個" | "元" | "万元" | "萬元" | "万")
}

/// A row of the table that is made.
struct Row {
    /// Where it stands.
    y: f64,
    label: String,
    /// Text by the first and the last column that it stands in.
    cells: Vec<(usize, usize, String)>,
    /// How many columns it has, with its blank cells; none for what is no row of figures.
    n_columns: usize,
}

/// Lines as a table; none where their figures do not align.
fn table(run: &[Item], budget: &mut Budget) -> Option<Item> {
    let lines: Vec<&Line> = run.iter().filter_map(line).collect();
    let part = |line: &Line, piece: &Field| Part {
        text: piece.text.clone(),
        left: piece.left,
        right: piece.right,
        y: piece.y,
        size: line.size,
    };
    // The lines of a label may stand above and below the figure between them.
    let mut others: Vec<(f64, f64)> = lines
        .iter()
        .flat_map(|line| &line.pieces)
        .filter(|piece| !is_value(&piece.text))
        .map(|piece| (piece.y, piece.right))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    let has_label = |value: &Part| {
        let at = others.partition_point(|other| other.0 <= value.y - value.size);
        let near = others[at..].iter().take_while(|other| other.0 < value.y + value.size);
        near.into_iter().any(|other| other.1 <= value.left)
    };
    let mut values: Vec<Vec<Part>> = Vec::new();
    let mut texts: Vec<Part> = Vec::new();
    for line in &lines {
        let (own, others): (Vec<Part>, Vec<Part>) =
            line.pieces.iter().map(|piece| part(line, piece)).partition(|part| is_value(&part.text));
        // A lone figure is a value where a label stands before it.
        if own.len() > 1 || own.iter().any(&has_label) {
            values.push(own);
            texts.extend(others);
        } else {
            texts.extend(own.into_iter().chain(others));
        }
    }
    // All of them are compared with each other.
    let n_parts = values.len() + texts.len();
    if n_parts > MAX_PARTS || !Budget::spend(&mut budget.comparisons, n_parts * n_parts / PAIRS) {
        return None;
    }
    if values.iter().map(Vec::len).sum::<usize>() < MIN_VALUES {
        return blank(&lines, texts);
    }
    let edge = values.iter().flatten().map(|value| value.left).fold(f64::INFINITY, f64::min);
    // Table 4 has no labels: what stands left of its first figure stands over blank cells.
    let is_left = |part: &Part| part.middle() < edge && part.left < edge;
    let is_beside_values = |part: &Part| values.iter().any(|line| (line[0].y - part.y).abs() < part.size);
    let has_labels = texts.iter().any(|part| is_left(part) && is_beside_values(part));
    let (labels, heads): (Vec<Part>, Vec<Part>) =
        texts.into_iter().partition(|part| has_labels && is_left(part));
    let mut heads = labels::blocks(heads);
    heads.sort_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left)));
    let groups = groups(&values, &heads)?;
    // What stands below the last figures is of the last group.
    let group = |y: f64| groups.iter().find(|group| y <= group.end).unwrap_or(&groups[groups.len() - 1]);
    let mut rows: Vec<Row> = Vec::new();
    let value_lines: Vec<f64> = values.iter().map(|values| values[0].y).collect();
    let labels = labels::assign(labels, &value_lines, budget)?;
    for (line, label) in values.into_iter().zip(labels.of_rows) {
        let y = line[0].y;
        let columns = &group(y).columns;
        let cells = line.into_iter().map(|value| {
            let column = nearest(columns, value.middle());
            (column, column, value.text)
        });
        let mut cells: Vec<_> = cells.collect();
        cells.sort_by_key(|cell| cell.0);
        if cells.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return None;
        }
        rows.push(Row { y, label, cells, n_columns: columns.len() });
    }
    rows.extend(labels.others.into_iter().map(|block| Row {
        y: block.top,
        label: block.text,
        cells: Vec::new(),
        n_columns: if block.is_row { group(block.top).columns.len() } else { 0 },
    }));
    for head in heads {
        let columns = &group(head.y).columns;
        let first = columns.iter().position(|column| column.1 > head.left && column.0 < head.right);
        let first = first.unwrap_or_else(|| nearest(columns, head.middle()));
        let last = columns.iter().rposition(|column| column.1 > head.left && column.0 < head.right);
        let cell = (first, last.unwrap_or(first).max(first), head.text);
        let fits = |row: &&mut Row| {
            row.n_columns == 0
                && row.label.is_empty()
                && (row.y - head.y).abs() < 0.3 * head.size
                && row.cells.iter().all(|other| other.1 < cell.0 || cell.1 < other.0)
        };
        match rows.iter_mut().find(fits) {
            Some(row) => row.cells.push(cell),
            None => rows.push(Row { y: head.y, label: String::new(), cells: vec![cell], n_columns: 0 }),
        }
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    let widest = groups.iter().map(|group| group.columns.len()).max().unwrap_or(0);
    if !Budget::spend(&mut budget.cells, rows.len() * (widest + 1)) {
        return None;
    }
    let area = Area::around(
        lines.iter().flat_map(|line| [(line.area.left, line.area.top), (line.area.right, line.area.bottom)]),
    )?;
    let has_labels = rows.iter().any(|row| !row.label.is_empty());
    let n_rows = rows.len();
    let cells = (0..).zip(rows).flat_map(|(index, row)| cells(index, row, has_labels));
    let table = Table { n_rows, columns: Vec::new(), cells: cells.collect() };
    Some(Item { area, kind: ItemKind::Table(table) })
}

/// A table without any figure, known by the broken header that stands over its blank cells.
fn blank(lines: &[&Line], texts: Vec<Part>) -> Option<Item> {
    /// Fewer headers may be names in columns.
    const MIN_HEADS: usize = 10;
    let n_texts = texts.len();
    let mut heads = labels::blocks(texts);
    if heads.len() < MIN_HEADS || heads.len() > MAX_FIELDS || n_texts < heads.len() + MIN_HEADS / 2 {
        return None;
    }
    heads.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut heights: Vec<f64> = heads.iter().map(|head| head.y).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.3 * heads[0].size);
    let cells = heads.into_iter().enumerate().map(|(column, head)| {
        let row = heights.iter().rposition(|&y| y <= head.y + 0.1).unwrap_or(0);
        (Slot { row, column, row_span: heights.len() - row, col_span: 1 }, head.text)
    });
    let mut cells: Vec<(Slot, String)> = cells.collect();
    cells.sort_by_key(|(slot, _)| (slot.row, slot.column));
    let area = Area::around(
        lines.iter().flat_map(|line| [(line.area.left, line.area.top), (line.area.right, line.area.bottom)]),
    )?;
    let table = Table { n_rows: heights.len(), columns: Vec::new(), cells };
    Some(Item { area, kind: ItemKind::Table(table) })
}

/// The cells of a row, the label's before those of the columns.
fn cells(row: usize, mut from: Row, has_labels: bool) -> Vec<(Slot, String)> {
    let lead = usize::from(has_labels);
    let one = |column: usize, span: usize| Slot { row, column, row_span: 1, col_span: span };
    let mut cells = Vec::new();
    if has_labels {
        cells.push((one(0, 1), from.label));
    }
    from.cells.sort_by_key(|cell| cell.0);
    let mut next = 0;
    for (first, last, text) in from.cells {
        cells.extend((next..first).map(|column| (one(column + lead, 1), String::new())));
        cells.push((one(first + lead, last + 1 - first), text));
        next = last + 1;
    }
    cells.extend((next..from.n_columns).map(|column| (one(column + lead, 1), String::new())));
    cells
}

/// Lines of figures under one header.
struct Group {
    /// Where its last line of figures stands.
    end: f64,
    /// Its columns, left to right.
    columns: Vec<(f64, f64)>,
}

/// The groups from top to bottom: table 2 has a header for each of its parts, which divide the width in two, three or four. Heads are
/// sorted by their width. None where two figures of a line would be of one column.
fn groups(values: &[Vec<Part>], heads: &[Part]) -> Option<Vec<Group>> {
    let mut groups = Vec::new();
    let mut end = values.len();
    for start in (0..end).rev() {
        let above = start.checked_sub(1).map_or(f64::NEG_INFINITY, |before| values[before][0].y);
        let lines = &values[start..end];
        let header: Vec<&Part> =
            heads.iter().filter(|head| (above..lines[0][0].y).contains(&head.y)).collect();
        // A line of text that happens to stand between rows is no header: one stands above every figure.
        let is_headed = |value: &Part| {
            header.iter().any(|head| {
                !is_value(&head.text)
                    && head.left < value.right + value.size
                    && value.left < head.right + value.size
            })
        };
        if start > 0 && !lines.iter().flatten().all(is_headed) {
            continue;
        }
        let last = if end == values.len() { f64::INFINITY } else { values[end - 1][0].y };
        let own: Vec<&Part> = heads.iter().filter(|head| above < head.y && head.y < last).collect();
        groups.push(Group { end: last, columns: with_blank_columns(columns(lines)?, &own) });
        end = start;
    }
    groups.reverse();
    Some(groups)
}

/// A column of blank cells is known by its header alone, which stands beside others.
fn with_blank_columns(mut columns: Vec<(f64, f64)>, heads: &[&Part]) -> Vec<(f64, f64)> {
    let is_beside = |a: &Part, b: &Part| (a.y - b.y).abs() < 0.3 * a.size && (a.left - b.left).abs() > a.size;
    for head in heads.iter().filter(|head| heads.iter().any(|other| is_beside(head, other))) {
        let at = columns.partition_point(|column| column.1 < head.left);
        if columns.get(at).is_none_or(|column| column.0 > head.right) {
            columns.insert(at, (head.left, head.right));
        }
    }
    columns
}

/// Columns of figures, left to right; none where two figures of a line would be of one.
fn columns(values: &[Vec<Part>]) -> Option<Vec<(f64, f64)>> {
    /// How far the middles of one column's figures may be from each other, as a share of the distance of two columns.
    const SHARE: f64 = 0.45;
    let steps =
        values.iter().flat_map(|line| line.windows(2).map(|pair| pair[1].middle() - pair[0].middle()));
    let step = steps.fold(f64::INFINITY, f64::min);
    let widest = values.iter().flatten().map(|value| value.right - value.left).fold(0.0, f64::max);
    let apart = if step.is_finite() { step * SHARE } else { widest };
    let mut all: Vec<&Part> = values.iter().flatten().collect();
    all.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for value in all {
        match columns.last_mut() {
            Some(column) if value.middle() - last <= apart => {
                column.0 = column.0.min(value.left);
                column.1 = column.1.max(value.right);
            }
            _ => columns.push((value.left, value.right)),
        }
        last = value.middle();
    }
    // Wide figures may reach over the middle between two columns; their order stays.
    let is_ordered = columns.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
    (is_ordered && columns.len() <= MAX_FIELDS).then_some(columns)
}

fn nearest(columns: &[(f64, f64)], at: f64) -> usize {
    let away = |column: &(f64, f64)| ((column.0 + column.1) / 2.0 - at).abs();
    let least = columns.iter().enumerate().min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
    least.map_or(0, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: f64 = 10.0;

    /// A line of text at a height, its parts around their middles.
    fn line_at(top: f64, parts: &[(f64, &str)]) -> Item {
        let field = |&(middle, text): &(f64, &str)| {
            let half = SIZE * text.chars().count() as f64 / 2.0;
            Field { text: text.to_owned(), left: middle - half, right: middle + half, y: top + SIZE / 2.0 }
        };
        let fields: Vec<Field> = parts.iter().map(field).collect();
        let text: Vec<&str> = parts.iter().map(|part| part.1).collect();
        let area =
            Area { left: fields[0].left, top, right: fields[fields.len() - 1].right, bottom: top + SIZE };
        let line = Line { text: text.concat(), area, size: SIZE, pieces: fields.clone(), fields };
        Item { area, kind: ItemKind::Line(line) }
    }

    const HEADS: [(f64, &str); 4] = [(50.0, "项目"), (150.0, "甲方"), (250.0, "乙方"), (350.0, "总计")];

    fn row(top: f64, label: &str, figures: [&str; 3]) -> Item {
        let [first, second, third] = figures;
        line_at(top, &[(50.0, label), (150.0, first), (250.0, second), (350.0, third)])
    }

    /// The texts of two pages after rows were carried over from the second, whose lines are these.
    #[track_caller]
    fn check(second: Vec<Item>, first_page: &[&str], second_page: &[&str]) {
        let first = vec![line_at(700.0, &HEADS), row(715.0, "收到", ["3", "0", "3"])];
        let mut pages = [first, second].map(|items| Page { height: 800.0, items });
        carry(&mut pages);
        let texts = |page: &Page| -> Vec<String> {
            page.items.iter().filter_map(line).map(|line| line.text.clone()).collect()
        };
        assert_eq!(texts(&pages[0]), first_page);
        assert_eq!(texts(&pages[1]), second_page);
        // What was carried stands below what was there, parts and all.
        let items = &pages[0].items;
        assert!(items.windows(2).all(|pair| pair[0].area.bottom <= pair[1].area.top), "{items:?}");
        for line in items.iter().filter_map(line) {
            assert!(line.pieces.iter().all(|piece| line.area.top < piece.y && piece.y < line.area.bottom));
        }
    }

    const ABOVE: [&str; 2] = ["项目甲方乙方总计", "收到303"];

    #[test]
    fn rows_at_the_top_of_a_page_go_below_their_header() {
        let rows = || vec![row(50.0, "结转", ["0", "1", "1"]), row(65.0, "办结", ["3", "1", "4"])];
        let carried = [ABOVE[0], ABOVE[1], "结转011", "办结314"];
        check(rows(), &carried, &[]);
        // What stands below them stays.
        let after = line_at(200.0, &[(150.0, "以上数字均已核对。")]);
        check(rows().into_iter().chain([after]).collect(), &carried, &["以上数字均已核对。"]);
        // A header that is said again is not carried.
        let again = [line_at(35.0, &HEADS)].into_iter().chain(rows());
        check(again.collect(), &carried, &[]);
    }

    #[test]
    fn what_is_no_row_of_the_table_stays_on_its_page() {
        // Figures that stand between the columns.
        let between = line_at(50.0, &[(50.0, "结转"), (200.0, "1"), (300.0, "1")]);
        check(vec![between], &ABOVE, &["结转11"]);
        // The title of the next section, with its table.
        let title = line_at(50.0, &[(100.0, "四、行政复议和行政诉讼情况")]);
        check(
            vec![title, row(65.0, "维持", ["0", "1", "1"])],
            &ABOVE,
            &["四、行政复议和行政诉讼情况", "维持011"],
        );
    }
}
