use std::sync::Arc;

use gouji::report::{Cell, Flaw, Note, Report, State};
use gouji::{Audit, CellId, Decimal, Form, Lang, Table, wire};

use super::*;
use crate::input::Trouble;

fn id(id: &str) -> CellId {
    id.parse().expect("an id of the form")
}

/// A report of table 3 or 4 in which every cell is 0 but those given.
fn report(table: Table, cells: &[(&str, i64)]) -> Report {
    let cell =
        |value| Cell { raw: None, state: State::Number(Decimal::from(value)), flaw: None, place: None };
    let mut report = Report { year: Some(2023), notes: vec![Note::Fragment], ..Report::default() };
    report.forms.insert(table, Form::F2021);
    report.cells.extend(table.cells(Form::F2021).map(|id| (id, cell(0))));
    report.cells.extend(cells.iter().map(|&(key, value)| (id(key), cell(value))));
    report
}

fn shown(report: Report, lang: Lang) -> String {
    let input = wire::Input { name: Some("a.txt".to_owned()), kind: None, encoding: None, bytes: 0 };
    let checked = Checked { input, result: Ok(Audit::of(report)), text: None, others: Arc::default() };
    anstream::adapter::strip_str(&render(&checked, lang)).to_string()
}

#[track_caller]
fn check(report: Report, lang: Lang, expected: &[&str]) {
    let text = shown(report, lang);
    assert!(text.contains(&expected.join("\n")), "{text}");
}

#[test]
fn a_block_of_table_4_stands_under_its_columns() {
    let cells = [("t4.direct.upheld", 1), ("t4.direct.pending", 1), ("t4.direct.total", 1)];
    let text = shown(report(Table::T4, &cells), Lang::Zh);
    let expected = [
        "a.txt",
        "  机关未知 · 2023年 · 表二（未读到）、表三（未读到）、表四（2021年版）",
        "  1 处矛盾",
        "  读到 15/15 个单元格；相符 表内等式 2/3；跳过 0 个等式",
        "",
        "  ✗ 矛盾 t4.total  行政诉讼（未经复议直接起诉）：维持、纠正、其他、未审结之和为 2，总计为 1",
        "                                    结果维持  结果纠正  其他结果  尚未审结  总计",
        "      行政诉讼（未经复议直接起诉）         1         0         0         1     1",
        "    1 + 0 + 0 + 1 = 2 ≠ 1（相差 1）",
        "    → 只改 1 格的办法有 3 种，是其中之一：",
        "      1. “行政诉讼（未经复议直接起诉）·总计”由 1 改为 2：总计漏加或多加了其中一项",
        "      2. “行政诉讼（未经复议直接起诉）·尚未审结”由 1 改为 0：与相邻单元格的数相同",
        "      3. “行政诉讼（未经复议直接起诉）·结果维持”由 1 改为 0",
        "",
        "  i 说明 structure.section  只有年报的一部分，未检查各部分标题是否齐全",
        "",
    ];
    assert_eq!(text, expected.join("\n"));
}

#[test]
fn a_column_of_table_3_shows_what_is_not_zero_and_its_total() {
    let cells = [
        ("t3.granted.natural", 2),
        ("t3.granted.total", 2),
        ("t3.rejected.repeat.natural", 1),
        ("t3.rejected.repeat.total", 1),
        ("t3.received.natural", 2),
        ("t3.received.total", 2),
        ("t3.total.natural", 2),
        ("t3.total.total", 2),
    ];
    check(
        report(Table::T3, &cells),
        Lang::En,
        &[
            "                                 自然人",
            "      （一）予以公开                  2",
            "      （五）不予处理 2.重复申请       1",
            "      （七）总计                      2",
            "    2 + 1 = 3 ≠ 2 (difference 1; the other 19 are 0)",
        ],
    );
}

#[test]
fn a_balance_is_written_out_on_both_sides() {
    let cells = [("t3.carried_in.natural", 1), ("t3.carried_in.total", 1)];
    check(report(Table::T3, &cells), Lang::Zh, &["    0 + 1 = 1 ≠ 0 = 0 + 0（相差 1）"]);
}

#[test]
fn a_blank_total_is_called_blank() {
    let mut report = report(Table::T4, &[("t4.review.upheld", 3)]);
    report.cells.get_mut(&id("t4.review.total")).expect("a cell of table 4").state = State::Blank;
    check(report, Lang::Zh, &["    3 + 0 + 0 + 0 = 3 ≠ 空白（相差 3）"]);
}

#[test]
fn a_cell_that_is_no_number_is_pointed_at() {
    let mut report = report(Table::T4, &[]);
    let cell = report.cells.get_mut(&id("t4.review.other")).expect("a cell of table 4");
    *cell = Cell {
        raw: Some("三\u{1b}[2J".to_owned()),
        state: State::Malformed,
        flaw: Some(Flaw::NotANumber),
        place: None,
    };
    let text = shown(report, Lang::En);
    assert!(text.contains("[三 [2J]"), "{text}");
    assert!(text.contains("Equations skipped: a cell holds no number ×1"), "{text}");
}

#[test]
fn a_figure_of_the_prose_has_two_ways_out() {
    let source = "清沅县2023年政府信息公开工作年度报告\n一、总体情况\n2023年，因政府信息公开被申请行政复议13件。\n\
        四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
        2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";
    let report = gouji::check(gouji::Input::text(source)).expect("a report").report;
    check(report, Lang::Zh, &["    → 表四 行政复议·总计：3 → 13；或正文：13 → 3"]);
}

#[test]
fn nothing_checked_is_not_nothing_wrong() {
    let empty = Report::default();
    check(empty, Lang::En, &["  no equation could be checked; 9 warnings"]);
    check(report(Table::T4, &[]), Lang::En, &["  no contradiction in what was checked"]);
}

#[test]
fn an_input_that_was_not_read_says_what_to_do() {
    let input = wire::Input { name: None, kind: None, encoding: None, bytes: 0 };
    let checked = Checked { input, result: Err(Trouble::NotFound), text: None, others: Arc::default() };
    let text = anstream::adapter::strip_str(&render(&checked, Lang::Zh)).to_string();
    assert_eq!(text, "（标准输入）\n  ✗ 未能读取 corrupt\n    没有这个文件。请检查文件名和所在文件夹。\n");
}
