//! Plain text to blocks: tables that are drawn, ruled or have their cells between delimiters become grids, all other lines paragraphs.
//!
//! Copied tables come with one row a line (tabs from browsers, pipes from converters) or with one cell a line; which of
//! the two is told per run of such lines. No line is judged by what it says. [`lines`] has the lines and their fields, [`drawn`] and
//! [`ruled`] tables with strokes, [`marks`] what Markdown writes around words, [`wrapped`] sentences broken at the width of a page.

mod drawn;
mod lines;
mod markdown;
mod marks;
mod ruled;
mod width;
mod wrapped;

use std::cell::Cell;
use std::collections::HashMap;

use super::html;
use super::sheet;
use crate::Error;
use crate::document::{Block, Document, Field, Geometry, Grid, Text};
use crate::limits;
use lines::{Line, Row};
pub(in crate::source) use markdown::looks_like_markdown;
pub(in crate::source) use marks::plain;

/// Splits text into blocks, in order. Offsets in the blocks are bytes of `source`.
///
/// # Errors
///
/// [`Error::TooLarge`] where too many tables begin that do not end.
pub(super) fn document(source: &str) -> Result<Document, Error> {
    let lines = lines::lines(source);
    let mut blocks = Blocks { html_tables: html_tables(source), ..Blocks::default() };
    let budget = Budget::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += blocks.take(source, &lines[at..], at, line, &budget)?.max(1);
    }
    blocks.flush();
    Ok(Document { blocks: wrapped::joined(blocks.done), ..Document::default() })
}

/// How much may still be looked at in search of tables that are drawn or ruled: each beginning may look to the end of the text.
struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Cell::new(limits::DRAWN))
    }
}

impl Budget {
    /// Takes so much; false, now and later, where that is not left.
    fn spend(&self, much: usize) -> bool {
        let left = self.0.get().checked_sub(much);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// A block, and for a paragraph the line that it is and how wide that is.
struct Placed {
    block: Block,
    line: Option<(usize, usize)>,
}

/// The blocks so far, and the rows of a table that goes on.
#[derive(Default)]
struct Blocks {
    done: Vec<Placed>,
    rows: Vec<Row>,
    /// Whether the line under their header was there.
    is_ruled: bool,
    /// Where tables that Markdown takes over as HTML begin and end.
    html_tables: HashMap<usize, usize>,
}

impl Blocks {
    /// Takes the first of `lines`, which is number `at`, or the whole table that begins with it. Says how many were taken.
    fn take(
        &mut self,
        source: &str,
        lines: &[Line],
        at: usize,
        line: &Line,
        budget: &Budget,
    ) -> Result<usize, Error> {
        let table = drawn::table(lines, budget)
            .or_else(|| ruled::table(lines, budget))
            .or_else(|| ruled::frame(lines, budget));
        if budget.is_spent() {
            return Err(Error::TooLarge);
        }
        if let Some((grid, n_lines)) = table {
            self.flush();
            self.push_all(sheet::blocks(grid));
            return Ok(n_lines);
        }
        if let Some(end) = self.html_table(source, line)? {
            return Ok(lines.iter().take_while(|line| line.start < end).count());
        }
        if marks::is_fence(line.text) || !self.rows.is_empty() && lines::is_stroke(line.text) {
            return Ok(1);
        }
        if let Some(row) = lines::fields(line.text, line.start) {
            // A table has one line under its header: the next row of dashes is one of zeros.
            if lines::is_rule(&row.fields, self.rows.len() == 1 && !self.is_ruled) {
                self.is_ruled = true;
            } else {
                self.rows.push(row);
            }
        } else if let Some(text) = paragraph(line) {
            self.flush();
            let width = width::Measure::Narrow.width(line.text.trim_end());
            self.done.push(Placed { block: Block::Paragraph(text), line: Some((at, width)) });
        }
        Ok(1)
    }

    fn push_all(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.done.extend(blocks.into_iter().map(|block| Placed { block, line: None }));
    }

    /// A table that Markdown takes over as HTML: where it ends, in bytes.
    fn html_table(&mut self, source: &str, line: &Line) -> Result<Option<usize>, Error> {
        if self.html_tables.is_empty() {
            return Ok(None);
        }
        let Some(from) = find_tag(line.text, "<table").map(|at| line.start + at) else { return Ok(None) };
        let Some(&end) = self.html_tables.get(&from) else { return Ok(None) };
        self.flush();
        let before = Line { text: &source[line.start..from], start: line.start };
        let is_tag = before.text.trim().is_empty() || before.text.trim().starts_with('<');
        if let Some(text) = paragraph(&before).filter(|_| !is_tag) {
            self.done.push(Placed { block: Block::Paragraph(text), line: None });
        }
        let outer = Text::verbatim(&source[from..end], from);
        self.push_all(html::inside(&outer)?);
        Ok(Some(end))
    }

    /// Ends the table of the rows that are collected.
    fn flush(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let mut rows = std::mem::take(&mut self.rows);
        self.is_ruled = false;
        let filled = |row: &Row| row.fields.iter().filter(|field| !field.text.is_blank()).count();
        let n_filled = rows.iter().filter(|row| filled(row) > 0).count();
        let wide = rows.iter().filter(|row| filled(row) > 1).count();
        // One cell a line never puts two on one; a quarter leaves room for a stray line between.
        let piped = rows.iter().filter(|row| row.piped).count();
        let mut geometry = match wide * 4 >= n_filled.max(1) {
            true if piped * 2 > rows.len() => Geometry::Filled,
            true => Geometry::Flattened,
            false => Geometry::Stream,
        };
        // Where a blank cell has its space, pipes without one only fill up the line of the table.
        if geometry == Geometry::Stream && rows.iter().any(|row| row.is_blank_cell) {
            rows.retain(|row| row.is_blank_cell || filled(row) > 0);
            geometry = Geometry::Listed;
        }
        // Where some lines do without a pipe at the start, a pipe there closes a blank cell.
        let all_open = rows.iter().all(|row| row.opened || filled(row) == 0);
        let rows = rows.into_iter().map(|row| match row.fields.first() {
            Some(first) if row.opened && !all_open => {
                let at = first.text.span(0..0).map_or(0, |span| span.start);
                let shifted = row.fields.into_iter().map(|field| Field { column: field.column + 1, ..field });
                [lines::field("", at, 0)].into_iter().chain(shifted).collect()
            }
            _ => row.fields,
        });
        let grid = Grid { rows: rows.collect(), geometry };
        match sheet::of_frame(grid) {
            Ok(frame) => self.push_all(sheet::blocks(frame)),
            Err(grid) => self.push_all([Block::Table(grid)]),
        }
    }
}

fn find_tag(text: &str, tag: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|&at| is_tag(text, at, tag))
}

fn is_tag(text: &str, at: usize, tag: &str) -> bool {
    let found = text.as_bytes().get(at..at + tag.len());
    found.is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes()))
}

/// Where each table of HTML in a text begins, and where what closes it ends, in bytes. One pass over the text, however many there are.
fn html_tables(source: &str) -> HashMap<usize, usize> {
    const END: &str = "</table";
    let mut tables = HashMap::new();
    let mut open = Vec::new();
    for (at, _) in source.match_indices('<') {
        if is_tag(source, at, "<table") {
            open.push(at);
        } else if is_tag(source, at, END)
            && let Some(from) = open.pop()
        {
            let bare = at + END.len();
            tables.insert(from, bare + usize::from(source[bare..].starts_with('>')));
        }
    }
    tables
}

/// A line's words; a non-breaking space alone is a blank cell of a table that came one cell a line.
fn paragraph(line: &Line) -> Option<Text> {
    let trimmed = line.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if trimmed.is_empty() {
        let blank = line.text.trim_matches(|c: char| c.is_whitespace() && c != '\u{a0}');
        return (!blank.is_empty()).then(|| Text::verbatim(blank, line.start + line.offset(blank)));
    }
    let words = &trimmed[marks::lead(trimmed)..];
    (!words.is_empty()).then(|| marks::plain(words, line.start + line.offset(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks one a line: paragraphs as they are, rows with `¦` between fields, the geometry before them.
    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let mut found = Vec::new();
        for block in document(source).expect("a document").blocks {
            match block {
                Block::Paragraph(text) => found.push(text.as_str().to_owned()),
                Block::Table(grid) => {
                    found.push(format!("{:?}", grid.geometry));
                    for row in grid.rows {
                        let fields: Vec<_> = row.iter().map(|f| f.text.as_str().trim()).collect();
                        found.push(fields.join("¦"));
                    }
                }
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn tabs_keep_blank_fields() {
        check("题目\n\t\t自然人\t总计\n甲\t\t1\t\n", &["题目", "Flattened", "¦¦自然人¦总计", "甲¦¦1¦"]);
    }

    #[test]
    fn a_cell_in_quotes_holds_line_breaks() {
        check(
            "\"2.其他法律\r\n\"\"行政法规\"\"\n禁止\"\t\"1\n2\"\t3\n甲\t4\n",
            &["Flattened", "2.其他法律\r\n\"\"行政法规\"\"\n禁止¦1\n2¦3", "甲¦4"],
        );
        // A quote that never closes is one.
        check("\"甲\t1\n乙\t2\n", &["Flattened", "\"甲¦1", "乙¦2"]);
        check("\"公开是\n常态\n", &["\"公开是", "常态"]);
    }

    #[test]
    fn pipes_with_one_row_a_line() {
        check("| 规章 | 0 | | 2 |\n|---|:--:|\n| a | b |\n", &["Filled", "规章¦0¦¦2", "a¦b"]);
        // Without pipes at the start of some lines, one there closes a blank cell.
        check("规章 | 0 | 2 |\n | 1 | |\n", &["Filled", "规章¦0¦2", "¦1¦"]);
    }

    #[test]
    fn pipes_with_one_cell_a_line() {
        check("|\n规章 |\n0 |\n|||\n尾", &["Stream", "", "规章", "0", "¦¦", "尾"]);
    }

    #[test]
    fn values_behind_a_label_need_no_delimiter() {
        check(
            "一、本年新收 政府信息公开申请数量 27 0 - 27\n",
            &["Flattened", "一、本年新收 政府信息公开申请数量¦27¦0¦-¦27"],
        );
        check("0 1 0 0 1\n行政许可 14407\n", &["Flattened", "0¦1¦0¦0¦1", "行政许可¦14407"]);
        check("结果维持 结果纠正 其他结果 总计", &["Flattened", "结果维持¦结果纠正¦其他结果¦总计"]);
        check("甲区办公室 2023 年政府信息公开", &["甲区办公室 2023 年政府信息公开"]);
        check("本年共收到申请，计 27", &["本年共收到申请，计 27"]);
    }

    #[test]
    fn an_indent_makes_no_table() {
        check("\t一、总体情况  \r\n\n  正文。", &["一、总体情况", "正文。"]);
    }

    #[test]
    fn fields_know_their_bytes() {
        let source = "前\n规章 |１２| 3 |";
        let Block::Table(grid) = &document(source).expect("a document").blocks[1] else { panic!("a table") };
        let at = |index: usize| {
            let span = grid.rows[0][index].text.trimmed_span().expect("a place");
            &source[span.start..span.end]
        };
        assert_eq!((at(0), at(1), at(2)), ("规章", "１２", "3"));
    }
}
