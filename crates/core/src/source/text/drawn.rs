//! Tables drawn with strokes (`┌─┬─┐`, `+---+`) to grids whose columns and merged cells are those of the drawing.
//!
//! A cell is what strokes enclose, whatever its shape in the lines: so cells with several lines and cells over several rows need no rules
//! of their own. Where the strokes do not close (another width was counted), the lines are left to whoever reads pipes.

use super::lines::{Line, is_value};
use std::collections::HashSet;

use super::Budget;
use super::marks;
use super::width::Measure;
use crate::document::{Field, Geometry, Grid, Text};

/// Places of a drawing that are looked at, and the widest one: printed tables are 80 to 300 columns wide.
const MAX_PLACES: usize = 2_000_000;
const MAX_WIDTH: usize = 1000;

/// The table that begins with the first of `lines`, and how many of them it takes.
pub(super) fn table(lines: &[Line], budget: &Budget) -> Option<(Grid, usize)> {
    if !opens(lines.first()?.text.trim_start()) {
        return None;
    }
    let is_part =
        |line: &&Line| line.text.trim_start().starts_with(|c| is_stroke(c) || matches!(c, '|' | '+'));
    let n_lines = lines.iter().take(MAX_PLACES).take_while(is_part).count();
    let width = Measure::Wide.width(lines[0].text).min(MAX_PLACES);
    if !budget.spend(n_lines.saturating_add(n_lines.saturating_mul(width).min(MAX_PLACES))) {
        return None;
    }
    let lines = &lines[..n_lines];
    let drawings = Measure::ALL.into_iter().filter_map(|measure| Drawing::of(lines, measure));
    let cells = drawings.into_iter().find_map(|drawing| drawing.cells())?;
    Some((grid(cells), n_lines))
}

/// Whether a line can be the upper edge of a drawing.
fn opens(line: &str) -> bool {
    line.starts_with(['┌', '┏', '╔', '╭', '├', '╒', '╓'])
        || line
            .strip_prefix('+')
            .is_some_and(|rest| rest.starts_with(['-', '=']) && rest.trim_end().ends_with('+'))
}

fn is_stroke(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257f}')
}

/// What stands in a column of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Stroke,
    Open,
}

/// The lines of a table as a field of strokes and what is between them.
struct Drawing<'a> {
    lines: &'a [Line<'a>],
    measure: Measure,
    indent: usize,
    width: usize,
    places: Vec<Place>,
}

/// A cell: its lines and columns in the drawing, both ends inside.
struct Cell {
    top: usize,
    bottom: usize,
    left: usize,
    right: usize,
    /// What stands in each of its lines.
    texts: Vec<Text>,
}

impl<'a> Drawing<'a> {
    /// None where the lines are not all of one width.
    fn of(lines: &'a [Line<'a>], measure: Measure) -> Option<Drawing<'a>> {
        let indent = lines.first()?.text.len() - lines.first()?.text.trim_start().len();
        let bare = |line: &Line<'a>| Some(line.text.get(indent..)?.trim_end());
        let width = measure.width(bare(&lines[0])?);
        if width > MAX_WIDTH || width.checked_mul(lines.len())? > MAX_PLACES {
            return None;
        }
        let mut places = vec![Place::Open; width * lines.len()];
        for (row, line) in lines.iter().enumerate() {
            let line = bare(line)?;
            if measure.width(line) != width {
                return None;
            }
            let strokes = strokes(line);
            for (column, at, c) in measure.columns(line) {
                if is_stroke(c) || c == '|' || strokes.iter().any(|&(start, end)| (start..end).contains(&at))
                {
                    for column in column..(column + measure.of(c)).min(width) {
                        places[row * width + column] = Place::Stroke;
                    }
                }
            }
        }
        Some(Drawing { lines, measure, indent, width, places })
    }

    /// The cells from top to bottom and left to right; none where one has no four sides.
    fn cells(mut self) -> Option<Vec<Cell>> {
        let mut cells = Vec::new();
        for start in 0..self.places.len() {
            if self.places[start] == Place::Open {
                let cell = self.enclosed(start)?;
                cells.push(self.filled(cell));
            }
        }
        (!cells.is_empty()).then_some(cells)
    }

    /// Takes what is enclosed with `start` off the field.
    fn enclosed(&mut self, start: usize) -> Option<Cell> {
        let (width, height) = (self.width, self.lines.len());
        let (row, column) = (start / width, start % width);
        let mut cell = Cell { top: row, bottom: row, left: column, right: column, texts: Vec::new() };
        let mut n_places = 0;
        let mut open = vec![start];
        self.places[start] = Place::Stroke;
        while let Some(at) = open.pop() {
            let (row, column) = (at / width, at % width);
            n_places += 1;
            cell.bottom = cell.bottom.max(row);
            (cell.left, cell.right) = (cell.left.min(column), cell.right.max(column));
            let beside = [
                (column > 0).then(|| at - 1),
                (column + 1 < width).then_some(at + 1),
                (row > 0).then(|| at - width),
                (row + 1 < height).then_some(at + width),
            ];
            for next in beside.into_iter().flatten() {
                if self.places[next] == Place::Open {
                    self.places[next] = Place::Stroke;
                    open.push(next);
                }
            }
        }
        let is_whole = n_places == (cell.bottom - cell.top + 1) * (cell.right - cell.left + 1);
        let is_inside = cell.left > 0 && cell.right + 1 < width;
        (is_whole && is_inside).then_some(cell)
    }

    fn filled(&self, mut cell: Cell) -> Cell {
        for line in &self.lines[cell.top..=cell.bottom] {
            let text = line.text.get(self.indent..).unwrap_or_default();
            let inside = |&(column, _, _): &(usize, usize, char)| (cell.left..=cell.right).contains(&column);
            let mut chars = self.measure.columns(text).filter(inside);
            let part = chars.next().map_or("", |(_, start, first)| {
                let end = chars.last().map_or(start + first.len_utf8(), |(_, at, last)| at + last.len_utf8());
                &text[start..end]
            });
            let trimmed = part.trim();
            cell.texts.push(marks::plain(trimmed, line.start + line.offset(trimmed)));
        }
        cell
    }
}

/// The strokes `+---+---+` of a line, as bytes: a minus sign is none.
fn strokes(line: &str) -> Vec<(usize, usize)> {
    const SHORTEST: usize = 3;
    let is_mark = |byte: u8| matches!(byte, b'+' | b'-' | b'=' | b':');
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + bytes[at..].iter().take_while(|&&byte| is_mark(byte)).count();
        if end >= at + SHORTEST && bytes[at] == b'+' && bytes[end - 1] == b'+' {
            found.push((at, end));
        }
        at = end.max(at + 1);
    }
    found
}

/// Cells to rows and columns.
fn grid(cells: Vec<Cell>) -> Grid {
    let cells = unstacked(cells);
    let edges = |of: fn(&Cell) -> usize| {
        let mut edges: Vec<usize> = cells.iter().map(of).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    };
    let (tops, lefts) = (edges(|cell| cell.top), edges(|cell| cell.left));
    let mut rows: Vec<Vec<Field>> = vec![Vec::new(); tops.len()];
    for cell in &cells {
        let row = tops.partition_point(|&top| top < cell.top);
        let column = lefts.partition_point(|&left| left < cell.left);
        let across = lefts.partition_point(|&left| left <= cell.right) - column;
        let down = tops.partition_point(|&top| top <= cell.bottom) - row;
        rows[row].push(Field {
            text: joined(&cell.texts),
            column: column as u32,
            col_span: across.max(1) as u32,
            row_span: down.max(1) as u32,
        });
    }
    for row in &mut rows {
        row.sort_by_key(|field| field.column);
    }
    Grid { rows, geometry: Geometry::Spanned }
}

/// Programs that rule off only the header print a row a line: of a cell with two figures below each other, or three numbers of a list, every
/// line is a cell, and so is it in those beside it.
fn unstacked(cells: Vec<Cell>) -> Vec<Cell> {
    let count =
        |cell: &Cell, test: fn(&str) -> bool| cell.texts.iter().filter(|text| test(text.as_str())).count();
    let is_stack = |cell: &Cell| count(cell, is_value) > 1 || count(cell, is_numbered) > 2;
    let stacks: HashSet<(usize, usize)> =
        cells.iter().filter(|cell| is_stack(cell)).map(|cell| (cell.top, cell.bottom)).collect();
    let mut all = Vec::new();
    for cell in cells {
        if !stacks.contains(&(cell.top, cell.bottom)) {
            all.push(cell);
            continue;
        }
        let Cell { top, left, right, texts, .. } = cell;
        let lines = texts.into_iter().enumerate();
        all.extend(lines.map(|(line, text)| Cell {
            top: top + line,
            bottom: top + line,
            left,
            right,
            texts: vec![text],
        }));
    }
    all
}

/// `1.`, `（二）`, `三、`, `④`: a blank table shows by nothing else where its rows begin.
fn is_numbered(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bare = text.trim_start_matches(['(', '（']);
    let rest = bare.trim_start_matches(is_number);
    text.starts_with(|c| ('①'..='⑳').contains(&c))
        || rest.len() < bare.len() && rest.starts_with(['.', '．', '、', ')', '）'])
}

/// The lines of a cell as one text.
pub(super) fn joined(lines: &[Text]) -> Text {
    let mut text = Text::default();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        if !text.as_str().is_empty() {
            text.push("\n", None);
        }
        text.append(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    /// Rows with `¦` between cells; a cell that spans is followed by its columns and rows.
    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let (grid, n_lines) = table(&lines(source), &Budget::default()).expect("a table");
        assert_eq!(n_lines, source.lines().filter(|line| !line.is_empty()).count());
        let cell = |field: &Field| match (field.col_span, field.row_span) {
            (1, 1) => field.text.as_str().to_owned(),
            (across, down) => format!("{}[{across}x{down}]", field.text.as_str()),
        };
        let rows: Vec<String> =
            grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("¦")).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn strokes_enclose_cells_that_span() {
        check(
            "┌──────┬─────────┐
│      │申请人   │
│项目  ├────┬────┤
│      │甲  │总计│
├──────┼────┼────┤
│“新收”│3   │-1  │
└──────┴────┴────┘
",
            &["项目[1x2]¦申请人[2x1]", "甲¦总计", "“新收”¦3¦-1"],
        );
        check(
            "  +------+----+
  | 规章 | +3 |
  |      +----+
  | 件数 | 4  |
  +======+====+
",
            &["规章\n件数[1x2]¦+3", "4"],
        );
    }

    #[test]
    fn a_line_is_a_row_where_only_the_header_is_ruled_off() {
        check(
            "+------+----+
| 名称 | 数 |
+------+----+
| 规章 | 3  |
| 文件 | 12 |
+------+----+
",
            &["名称¦数", "规章¦3", "文件¦12"],
        );
        // Without any figure, the numbers of the labels tell.
        check(
            "+----------+----+
| 名称     | 数 |
+----------+----+
| 一、甲   |    |
| 二、乙   |    |
| （三）丙 |    |
+----------+----+
",
            &["名称¦数", "一、甲¦", "二、乙¦", "（三）丙¦"],
        );
    }

    #[test]
    fn strokes_that_take_two_columns_or_one_a_character() {
        // As a terminal set to Chinese draws them, and a program that takes every character for one wide.
        check("┌──┬─┐\n│规章│3 │\n└──┴─┘\n", &["规章¦3"]);
        check("+----+---+\n| 规章 | 3 |\n+----+---+\n", &["规章¦3"]);
    }

    #[test]
    fn strokes_that_do_not_close_are_no_drawing() {
        for source in ["┌──┬─\n│规章3 │\n└──┴─┘\n", "+--\n甲\n", "+3\n"] {
            assert!(table(&lines(source), &Budget::default()).is_none(), "{source}");
        }
    }
}
