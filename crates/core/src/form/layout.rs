//! The tables as the form prints them: which header stands where, which cell follows it, what is merged.
//!
//! Comes in: a table and its edition. Goes out: lines of entries to draw, each cell once. Values are no matter here.

use std::borrow::Cow;

use super::{CellId, Form, Group, Row, Table};

/// A table of the form, ready to be drawn.
#[derive(Debug, PartialEq)]
pub struct Layout {
    /// Columns of the drawn table, labels included.
    pub columns: u16,
    /// Lines of the header.
    pub head: Vec<Line>,
    /// Lines of the body, in the groups that the form rules off.
    pub bodies: Vec<Vec<Line>>,
    /// Every cell where it stands, in reading order.
    pub spots: Vec<Spot>,
}

/// What starts in one line, left to right. Positions covered from above or from the left have no entry.
pub type Line = Vec<Entry>;

/// A header or a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A label of the form.
    Header(Header),
    /// A cell to fill in.
    Cell(Spot),
}

impl Entry {
    /// The cell, if it is one.
    pub fn spot(&self) -> Option<&Spot> {
        match self {
            Entry::Header(_) => None,
            Entry::Cell(spot) => Some(spot),
        }
    }
}

/// A label of the form and what it heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The label.
    pub text: Cow<'static, str>,
    /// The `scope` of the `th`; none for the corner, which heads nothing.
    pub scope: Option<&'static str>,
    /// Columns that it spans.
    pub col_span: u16,
    /// Lines that it spans.
    pub row_span: u16,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The cell.
    pub cell: CellId,
    /// Zero-based line of the body.
    pub line: u16,
    /// Zero-based left column.
    pub column: u16,
    /// Columns that it spans.
    pub col_span: u16,
}

/// A step inside a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the first cell of the line.
    LineStart,
    /// To the last cell of the line.
    LineEnd,
    /// To the first cell of the table.
    First,
    /// To the last cell of the table.
    Last,
    /// To the next cell in reading order.
    Next,
    /// To the cell before in reading order.
    Previous,
}

impl Layout {
    /// The official layout of `table` in the edition `form`.
    pub fn of(table: Table, form: Form) -> Layout {
        match table {
            Table::T2 => table_2(form),
            Table::T3 => table_3(form),
            Table::T4 => table_4(),
        }
    }

    /// The cell that `step` leads to from `cell`; none at the edge.
    pub fn step(&self, cell: CellId, step: Step) -> Option<CellId> {
        let index = self.spots.iter().position(|spot| spot.cell == cell)?;
        let here = self.spots[index];
        let in_line = |line: u16| self.spots.iter().filter(move |spot| spot.line == line);
        let covering = |line: Option<u16>| {
            let covers = |spot: &&Spot| (spot.column..spot.column + spot.col_span).contains(&here.column);
            line.and_then(|line| in_line(line).find(covers).or_else(|| in_line(line).next()))
        };
        let lines = || self.spots.iter().map(|spot| spot.line);
        let spot = match step {
            Step::Left => index.checked_sub(1).map(|i| &self.spots[i]).filter(|spot| spot.line == here.line),
            Step::Right => self.spots.get(index + 1).filter(|spot| spot.line == here.line),
            Step::Up => covering(lines().filter(|&line| line < here.line).max()),
            Step::Down => covering(lines().filter(|&line| line > here.line).min()),
            Step::LineStart => in_line(here.line).next(),
            Step::LineEnd => in_line(here.line).next_back(),
            Step::First => self.spots.first(),
            Step::Last => self.spots.last(),
            Step::Next => self.spots.get(index + 1),
            Step::Previous => index.checked_sub(1).map(|i| &self.spots[i]),
        };
        spot.map(|spot| spot.cell)
    }
}

fn header(text: impl Into<Cow<'static, str>>, scope: &'static str, col_span: u16, row_span: u16) -> Entry {
    Entry::Header(Header { text: text.into(), scope: Some(scope), col_span, row_span })
}

/// Lines as they are put together: counts them and notes where the cells stand.
#[derive(Default)]
struct Builder {
    bodies: Vec<Vec<Line>>,
    spots: Vec<Spot>,
    line: u16,
}

impl Builder {
    fn body(&mut self) {
        self.bodies.push(Vec::new());
    }

    /// A line of headers, then cells from `column` on.
    fn line(&mut self, mut entries: Line, mut column: u16, cells: impl IntoIterator<Item = (CellId, u16)>) {
        for (cell, col_span) in cells {
            let spot = Spot { cell, line: self.line, column, col_span };
            column += col_span;
            self.spots.push(spot);
            entries.push(Entry::Cell(spot));
        }
        self.line += 1;
        if let Some(body) = self.bodies.last_mut() {
            body.push(entries);
        }
    }

    fn finish(self, columns: u16, head: Vec<Line>) -> Layout {
        Layout { columns, head, bodies: self.bodies, spots: self.spots }
    }
}

#[derive(Clone, Copy)]
/// One item of table 2: the article of the regulations, the column labels with their keys and widths, the rows.
struct Item {
    article: &'static str,
    columns: &'static [(&'static str, &'static str, u16)],
    rows: &'static [(&'static str, &'static str)],
}

const CONTENT: &str = "信息内容";
const PRIOR: (&str, &str, u16) = ("prior", "上一年项目数量", 1);
const ITEMS: &[(&str, &str, u16)] = &[PRIOR, ("change", "本年增/减", 1), ("decisions", "处理决定数量", 1)];
const DECISIONS: &[(&str, &str, u16)] = &[("decisions", "本年处理决定数量", 3)];

const T2_2019: &[Item] = &[
    Item {
        article: "第二十条第（一）项",
        columns: &[
            ("made", "本年新制作数量", 1),
            ("published", "本年新公开数量", 1),
            ("total", "对外公开总数量", 1),
        ],
        rows: &[("regulations", "规章"), ("normative", "规范性文件")],
    },
    Item {
        article: "第二十条第（五）项",
        columns: ITEMS,
        rows: &[("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")],
    },
    Item {
        article: "第二十条第（六）项",
        columns: ITEMS,
        rows: &[("punishment", "行政处罚"), ("coercion", "行政强制")],
    },
    Item {
        article: "第二十条第（八）项",
        columns: &[PRIOR, ("change", "本年增/减", 2)],
        rows: &[("fees", "行政事业性收费")],
    },
    Item {
        article: "第二十条第（九）项",
        columns: &[("projects", "采购项目数量", 1), ("amount", "采购总金额", 2)],
        rows: &[("procurement", "政府集中采购")],
    },
];

#[cfg(test)]
const T2_MADE: &[Item] = {
    const MADE: Item = Item {
        article: "第二十条第（六）项之二",
        columns: ITEMS_MADE,
        rows: &[("confirmation", "行政确认")],
    };
    const ITEMS_MADE: &[(&str, &str, u16)] = DECISIONS;
    let [documents, items, decisions, fees, procurement] = T2_2019 else { panic!() };
    &[*documents, *items, *decisions, MADE, *fees, *procurement]
};

const T2_2021: &[Item] = &[
    Item {
        article: "第二十条第（一）项",
        columns: &[
            ("made", "本年制发件数", 1),
            ("repealed", "本年废止件数", 1),
            ("valid", "现行有效件数", 1),
        ],
        rows: &[("regulations", "规章"), ("normative", "行政规范性文件")],
    },
    Item {
        article: "第二十条第（五）项", columns: DECISIONS, rows: &[("licensing", "行政许可")]
    },
    Item {
        article: "第二十条第（六）项",
        columns: DECISIONS,
        rows: &[("punishment", "行政处罚"), ("coercion", "行政强制")],
    },
    Item {
        article: "第二十条第（八）项",
        columns: &[("amount", "本年收费金额（单位：万元）", 3)],
        rows: &[("fees", "行政事业性收费")],
    },
];

fn table_2(form: Form) -> Layout {
    let items = match form {
        Form::F2019 => T2_2019,
        #[cfg(test)]
        Form::Made => T2_MADE,
        Form::F2021 => T2_2021,
    };
    let mut builder = Builder::default();
    for item in items {
        builder.body();
        builder.line(vec![header(item.article, "rowgroup", 4, 1)], 0, []);
        let mut labels = vec![header(CONTENT, "col", 1, 1)];
        labels.extend(item.columns.iter().map(|&(_, label, col_span)| header(label, "col", col_span, 1)));
        builder.line(labels, 0, []);
        for (row, label) in item.rows {
            let cells = item.columns.iter().filter_map(|(column, _, col_span)| {
                Some((format!("t2.{row}.{column}").parse().ok()?, *col_span))
            });
            builder.line(vec![header(*label, "row", 1, 1)], 1, cells);
        }
    }
    builder.finish(4, Vec::new())
}

const T3_LABELS: u16 = 3;

fn table_3(form: Form) -> Layout {
    let columns = Table::T3.columns();
    let last = columns.len() as u16;
    let corner = Entry::Header(Header {
        text: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）".into(),
        scope: None,
        col_span: T3_LABELS,
        row_span: 3,
    });
    let head = vec![
        vec![corner, header("申请人情况", "colgroup", last, 1)],
        vec![
            header(columns[0].label, "col", 1, 2),
            header("法人或其他组织", "colgroup", 5, 1),
            header(columns[6].label, "col", 1, 2),
        ],
        columns[1..6].iter().map(|column| header(column.label, "col", 1, 1)).collect(),
    ];

    let rows: Vec<(u8, &'static Row)> =
        (0u8..).zip(Table::T3.rows()).filter(|(_, row)| row.is_in(form)).collect();
    let results = rows.iter().filter(|(_, row)| row.group.is_some()).count() as u16;
    let in_group = |group| rows.iter().filter(|(_, row)| row.group == Some(group)).count() as u16;
    let title = |group: Group| {
        let (number, label) = group.label();
        format!("{number}{label}")
    };

    let mut builder = Builder::default();
    let mut open: Option<Group> = None;
    builder.body();
    for (index, row) in &rows {
        let mut entries = Vec::new();
        if row.group.is_some() && open.is_none() {
            entries.push(header(title(Group::Results), "row", 1, results));
        }
        let label = format!("{}{}", row.number, row.label);
        match row.group {
            None => entries.push(header(label, "row", T3_LABELS, 1)),
            Some(Group::Results) => entries.push(header(label, "row", 2, 1)),
            Some(group) => {
                if open != Some(group) {
                    entries.push(header(title(group), "row", 1, in_group(group)));
                }
                entries.push(header(label, "row", 1, 1));
            }
        }
        open = row.group.or(open);
        let cells =
            row.columns(form).iter().map(|&column| (CellId { table: Table::T3, row: *index, column }, 1));
        builder.line(entries, T3_LABELS, cells);
    }
    builder.finish(T3_LABELS + last, head)
}

fn table_4() -> Layout {
    let columns = Table::T4.columns();
    let labels = |range: std::ops::Range<usize>, row_span| {
        columns[range].iter().map(move |column| header(column.label, "col", 1, row_span))
    };
    let direct = [header("未经复议直接起诉", "colgroup", 5, 1), header("复议后起诉", "colgroup", 5, 1)];
    let head = vec![
        vec![header("行政复议", "colgroup", 5, 1), header("行政诉讼", "colgroup", 10, 1)],
        labels(0..5, 2).chain(direct).collect(),
        labels(5..15, 1).collect(),
    ];
    let mut builder = Builder::default();
    builder.body();
    builder.line(
        Vec::new(),
        0,
        (0..columns.len() as u8).map(|column| (CellId { table: Table::T4, row: 0, column }, 1)),
    );
    builder.finish(columns.len() as u16, head)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cell(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    #[test]
    fn every_layout_has_each_cell_of_its_edition_once() {
        for table in Table::ALL {
            for form in [Form::F2019, Form::F2021] {
                let layout = Layout::of(table, form);
                let drawn: BTreeSet<_> = layout.spots.iter().map(|spot| spot.cell).collect();
                assert_eq!(drawn, table.cells(form).collect(), "{table:?} {form:?}");
                assert_eq!(drawn.len(), layout.spots.len(), "{table:?} {form:?}");
            }
        }
    }

    #[test]
    fn merged_headers_fill_every_line_exactly() {
        for table in Table::ALL {
            for form in [Form::F2019, Form::F2021] {
                let layout = Layout::of(table, form);
                let body: Vec<Line> = layout.bodies.iter().flatten().cloned().collect();
                for lines in [&layout.head, &body] {
                    let mut width = vec![0; lines.len()];
                    for (index, line) in lines.iter().enumerate() {
                        for entry in line {
                            let (col_span, row_span) = match entry {
                                Entry::Header(header) => (header.col_span, header.row_span),
                                Entry::Cell(spot) => (spot.col_span, 1),
                            };
                            for line in &mut width[index..index + row_span as usize] {
                                *line += col_span;
                            }
                        }
                    }
                    assert!(width.iter().all(|&w| w == layout.columns), "{table:?} {form:?} {width:?}");
                }
            }
        }
    }

    #[test]
    fn results_of_table_3_span_22_lines_in_2021_and_20_in_2019() {
        for (form, lines) in [(Form::F2021, 22), (Form::F2019, 20)] {
            let layout = Layout::of(Table::T3, form);
            let spans: Vec<_> = layout.bodies[0]
                .iter()
                .flatten()
                .filter_map(|entry| match entry {
                    Entry::Header(header) if header.row_span > 1 => Some((&*header.text, header.row_span)),
                    _ => None,
                })
                .collect();
            assert_eq!(spans[0], ("三、本年度办理结果", lines));
            assert_eq!(spans[1], ("（三）不予公开", 8));
        }
    }

    #[test]
    fn arrows_walk_over_merged_cells_and_stop_at_the_edge() {
        let layout = Layout::of(Table::T2, Form::F2021);
        let step = |from, step| layout.step(cell(from), step);
        assert_eq!(step("t2.normative.valid", Step::Down), Some(cell("t2.licensing.decisions")));
        assert_eq!(step("t2.licensing.decisions", Step::Up), Some(cell("t2.normative.made")));
        assert_eq!(step("t2.normative.valid", Step::Right), None);
        assert_eq!(step("t2.regulations.made", Step::Up), None);
        assert_eq!(step("t2.regulations.made", Step::LineEnd), Some(cell("t2.regulations.valid")));
        assert_eq!(step("t2.regulations.made", Step::Last), Some(cell("t2.fees.amount")));
    }
}
