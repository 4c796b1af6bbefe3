//! Whole readings of small sources: what staff paste in part, twice, or torn.

use crate::report::{Note, Report, State};
use crate::source::{Input, document};
use crate::{CellId, Error, NearMiss};

fn read(text: &str) -> Result<Report, Error> {
    super::report(&document(Input::sniff(text))?, 0)
}

/// Values of cells by id; `-` for a blank cell, `?` for one that is not known.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let report = read(text).expect("a report");
    for (id, value) in expected {
        let id: CellId = id.parse().expect("a cell id");
        let found = match report.cells.get(&id).map(|cell| cell.state) {
            Some(State::Number(value)) => value.to_string(),
            Some(State::Blank) => "-".to_owned(),
            _ => "?".to_owned(),
        };
        assert_eq!(found, *value, "{id}");
    }
}

const T4_HEADER: &str = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
    结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";

fn table_4(title: &str, first: u32) -> String {
    format!(
        "{title}\n四、政府信息公开行政复议、行政诉讼情况\n{T4_HEADER}{first}\t0\t0\t0\t{first}\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n"
    )
}

#[test]
fn only_the_numbers_of_table_4_with_its_header() {
    let text = format!("{T4_HEADER}0\t1\t0\t0\t1\t1\t0\t0\t1\t2\t\t\t\t\t\n");
    check(&text, &[("t4.review.corrected", "1"), ("t4.direct.total", "2"), ("t4.after_review.total", "-")]);
    assert!(read(&text).expect("a report").notes.contains(&Note::Fragment));
}

#[test]
fn the_same_report_twice_is_one_and_two_are_two() {
    let once = table_4("甲县2023年政府信息公开工作年度报告", 3);
    let twice = once.clone() + &once;
    check(&twice, &[("t4.review.total", "3")]);
    let several = |report: &Report| report.notes.iter().any(|note| matches!(note, Note::Several { .. }));
    assert!(!several(&read(&twice).expect("a report")));

    let both = once + &table_4("乙县2023年政府信息公开工作年度报告", 5);
    let document = document(Input::sniff(&both)).expect("a document");
    for (nth, organ, total) in [(0, "甲县", "3"), (1, "乙县", "5")] {
        let report = super::report(&document, nth).expect("a report");
        assert!(several(&report));
        assert_eq!(report.organ.as_deref(), Some(organ));
        let id: CellId = "t4.review.total".parse().expect("a cell id");
        assert_eq!(report.value(id).flatten().map(|value| value.to_string()).as_deref(), Some(total));
    }
}

#[test]
fn the_text_of_a_pdf_with_labels_broken_over_lines() {
    let text = "三、收到和处理政府信息公开申请情况\n\
        （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况\n\
        自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n\
        一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n\
        三、本年度办理结果 （一）予以公开 1 0 0 0 0 0 1\n- 3 -\n\
        5.要求行政机关确认或重新出具已获\n取信息 2 0 0 0 0 0 2\n\
        2.申请人逾期未按收费通知要求缴纳费用、行政机关不\n再处理其政府信息公开申请 0 0 0 0 0 0 0\n\
        （七）总计 3 0 0 0 0 0 3\n四、结转下年度继续办理 0 0 0 0 0 0 0\n";
    check(
        text,
        &[
            ("t3.received.natural", "3"),
            ("t3.granted.total", "1"),
            ("t3.rejected.reissue.natural", "2"),
            ("t3.other.no_payment.total", "0"),
            ("t3.total.total", "3"),
            ("t3.denied.state_secret.natural", "?"),
        ],
    );
}

/// Table 3 with blank cells for zeros; `label` is the first row's label with its attributes, `down` what the header's cells have.
fn with_blanks(label: &str, down: &str) -> String {
    let row = |label: &str, [first, last]: [&str; 2]| {
        let cells = [first, "", "", "", "", "", last].map(|cell| format!("<td>{cell}</td>")).concat();
        format!("<tr>{label}{cells}</tr>")
    };
    let heads = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
    format!(
        "<table><tr><td rowspan=3 colspan=2></td><td colspan=7>申请人情况</td></tr>\
         <tr><td {down}>自然人</td><td colspan=5>法人或其他组织</td><td {down}>总计</td></tr><tr>{}</tr>{}{}{}</table>",
        heads.map(|head| format!("<td>{head}</td>")).concat(),
        row(label, ["38", "38"]),
        row("<td colspan=2>二、上年结转政府信息公开申请数量</td>", ["", ""]),
        row("<td>三、本年度办理结果</td><td>（一）予以公开</td>", ["30", "30"]),
    )
}

#[test]
fn spans_that_are_wrong_move_no_figure() {
    let label = |colspan: u32| format!("<td colspan={colspan}>一、本年新收政府信息公开申请数量</td>");
    let (sound, narrow) = (with_blanks(&label(2), "rowspan=2"), with_blanks(&label(1), "rowspan=2"));
    let by_business = |text: &str| text.replace("<td>38</td><td></td>", "<td></td><td>38</td>");
    let merged = |text: &str| text.replace(&"<td></td>".repeat(5), "<td colspan=5></td>");
    let natural = [
        // 自然人 does not reach down, and stands above 商业企业.
        with_blanks(&label(2), ""),
        // The row stands to the left or to the right of its header.
        narrow.clone(),
        with_blanks(&label(3), "rowspan=2"),
        merged(&sound),
        merged(&narrow),
        // The header does.
        sound.replace("rowspan=3 colspan=2", "rowspan=3"),
        merged(&sound).replace("rowspan=3 colspan=2", "rowspan=3"),
    ];
    let business = [
        // The row stands to the left, and a blank cell under the label hides it.
        by_business(&narrow),
        by_business(&with_blanks(&label(2), "")),
        // A blank cell reaches down into the second row.
        by_business(&sound)
            .replace("<td></td><td>38</td>", "<td rowspan=2></td><td>38</td>")
            .replace(&"<td></td>".repeat(7), &"<td></td>".repeat(6)),
    ];
    for (column, texts) in [("natural", &natural[..]), ("business", &business[..])] {
        for text in texts {
            let received = format!("t3.received.{column}");
            check(text, &[(&received, "38"), ("t3.received.total", "38")]);
            check(
                text,
                &[("t3.carried_in.total", "-"), ("t3.granted.natural", "30"), ("t3.granted.total", "30")],
            );
        }
    }
}

#[test]
fn figures_that_a_converter_repeats_are_one() {
    let cells = |text: &str| format!("<td>{text}</td>").repeat(3);
    let text = format!(
        "<table><tr><td>信息内容</td>{}</tr><tr><td>行政处罚</td>{}</tr><tr><td>行政强制</td>{}</tr></table>",
        cells("本年处理决定数量"),
        cells("18325"),
        cells("")
    );
    check(&text, &[("t2.punishment.decisions", "18325"), ("t2.coercion.decisions", "-")]);
}

#[test]
fn menus_and_notices_are_no_reports() {
    for (text, near_miss) in [
        ("规章\n行政规范性文件\n行政许可\n首页", NearMiss::Other),
        ("床前明月光，疑是地上霜。", NearMiss::Other),
        ("关于做好2023年政府信息公开工作年度报告编制工作的通知\n各单位：", NearMiss::Notice),
        ("甲大学2022-2023学年信息公开工作年度报告\n一、概述", NearMiss::SchoolYear),
        ("<h1>甲县2023年政府信息公开工作年度报告</h1><img src=a.png><img src=b.png>", NearMiss::Pictures),
    ] {
        assert_eq!(read(text).err(), Some(Error::NotAReport(near_miss)), "{text}");
    }
    let template = format!("{T4_HEADER}××\t××\t××\t××\t××\t××\t××\t××\t××\t××\t××\t××\t××\t××\t××\n");
    assert_eq!(read(&template).err(), Some(Error::NotAReport(NearMiss::Template)));
}

#[test]
fn a_cell_that_holds_words_spoils_no_other() {
    let row = |label: &str, first: &str| {
        let cells = [first, "0", "0", "若干", "0", "0", "12"].map(|cell| format!("<td>{cell}</td>")).concat();
        format!("<tr><td>{label}</td>{cells}</tr>")
    };
    let heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
    let text = format!(
        "<table><tr>{}</tr>{}{}{}</table>",
        heads.map(|head| format!("<td>{head}</td>")).concat(),
        row("一、本年新收政府信息公开申请数量", "十二"),
        row("二、上年结转政府信息公开申请数量", "3"),
        row("（一）予以公开", "4")
    );
    check(
        &text,
        &[
            ("t3.received.natural", "?"),
            ("t3.received.business", "0"),
            ("t3.received.public_interest", "?"),
            ("t3.received.total", "12"),
            ("t3.carried_in.natural", "3"),
            ("t3.granted.total", "12"),
        ],
    );
    let audit = crate::check(Input::html(&text)).expect("a report");
    let flawed = audit.findings.iter().filter(|finding| finding.rule.as_str() == "cell.format").count();
    assert_eq!(flawed, 4);
}

/// The rows of table 3 as `row` writes them, by their number and label, under its title.
fn table_3(header: &str, row: impl Fn(usize, &str) -> String) -> String {
    let rows = crate::form::Table::T3.rows().iter().filter(|spec| spec.key != "other").enumerate();
    let rows: String = rows.map(|(at, spec)| row(at, spec.label)).collect();
    format!("## 三、收到和处理政府信息公开申请情况\n\n{header}{rows}")
}

#[test]
fn a_row_apart_from_its_label_is_placed_between_its_neighbours() {
    let header = "| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|---|---|---|---|---|---|---|---|\n";
    let figures = |at: usize| format!("{at} | 0 | 0 | 0 | 0 | 0 | {at} |\n");
    // The label of the sixth row stands below the seventh row, as a torn page leaves it.
    let text = table_3(header, |at, label| match at {
        5 => format!("\n| {}|---|---|---|---|---|---|---|\n", figures(at)),
        6 => format!("| {label} | {}\n2.其他法律行政法规禁止公开\n", figures(at)),
        _ => format!("| {label} | {}", figures(at)),
    });
    check(
        &text,
        &[
            ("t3.denied.state_secret.natural", "4"),
            ("t3.denied.other_law.natural", "5"),
            ("t3.denied.security_stability.natural", "6"),
            ("t3.denied.third_party.total", "7"),
        ],
    );
}

#[test]
fn a_cell_a_line_with_spaces_that_do_not_break_for_blanks() {
    let header = "自然人\n\n商业企业\n\n科研机构\n\n社会公益组织\n\n法律服务机构\n\n其他\n\n总计\n\n";
    let text = table_3(header, |at, label| {
        format!("{label}\n\n\u{a0}\n\n{at}\n\n{}{at}\n\n", "\u{a0}\n\n".repeat(4))
    });
    check(&text, &[("t3.granted.business", "2"), ("t3.granted.natural", "-"), ("t3.granted.total", "2")]);
}

#[test]
fn table_4_as_a_row_for_each_block() {
    let text = "四、政府信息公开行政复议、行政诉讼情况\n\n| 类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n\
        | 行政复议 | 1 | 0 | 0 | 2 | 3 |\n| 行政诉讼（未经复议直接起诉） | 0 | 4 | 0 | 0 | 4 |\n| 行政诉讼（复议后起诉） | 0 | 0 | 5 | 0 | 5 |\n";
    check(text, &[("t4.review.pending", "2"), ("t4.direct.corrected", "4"), ("t4.after_review.other", "5")]);
}

#[test]
fn blocks_of_table_4_that_are_blank_keep_their_place() {
    const TITLE: &str = "四、政府信息公开行政复议、行政诉讼情况\n";
    const BLOCKS: [&str; 3] = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"];
    const HEADER: &str = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n";
    let figures = ["  |  |  |  |  |", "  |  |  |  |  |", " 7 |  |  | 2 | 9 |"];
    let blocks = || BLOCKS.iter().zip(figures);
    let tables: String = blocks()
        .map(|(block, row)| format!("### {block}\n| {HEADER}|---|---|---|---|---|\n|{row}\n\n"))
        .collect();
    let rows: String = blocks().map(|(block, row)| format!("| {block} |{row}\n")).collect();
    let rows = format!("| 类别 | {HEADER}|---|---|---|---|---|---|\n{rows}");
    for tables in [tables, rows] {
        let known = [("t4.review.upheld", "-"), ("t4.review.total", "-"), ("t4.direct.total", "-")];
        check(&format!("{TITLE}{tables}"), &known);
        check(
            &format!("{TITLE}{tables}"),
            &[("t4.after_review.upheld", "7"), ("t4.after_review.total", "9")],
        );
    }
    // One block alone says nothing of the others.
    let alone =
        format!("甲县2023年政府信息公开工作年度报告\n{TITLE}### {}\n| {HEADER}|{}\n", BLOCKS[2], figures[2]);
    assert!(
        !matches!(read(&alone), Ok(report) if report.cells.values().any(|cell| matches!(cell.state, State::Number(_))))
    );
}

#[test]
fn a_row_of_table_2_stands_field_by_field_under_its_header() {
    let row = |cells: &str| format!("|规范性文件||{cells}\n");
    let text = |cells: &str| {
        format!(
            "二、主动公开政府信息情况\n|第二十条第(一)项|||||\n|信息内容||本年制发件数|本年废止件数|现行有效件数|\n|规章|||||\n{}",
            row(cells)
        )
    };
    for (cells, made, repealed, valid) in
        [("6|1||", "6", "1", "-"), ("|1||", "-", "1", "-"), ("||4|", "-", "-", "4")]
    {
        let known =
            [("t2.normative.made", made), ("t2.normative.repealed", repealed), ("t2.normative.valid", valid)];
        check(&text(cells), &known);
    }
}

#[test]
fn pads_stand_where_rows_of_as_many_fields_show() {
    let header = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n";
    // The fields of every row, and of one without its 总计: in both of its readings they are as many.
    let cases = [
        ("| 2 | 0 | 0 | 0 | 0 | 0 | 2 |", "| 5 | | | | | | |", "5", "-"),
        ("| 2 | 0 | 0 | 0 | 0 | 0 | 2 |", "| | 5 | | | | | |", "-", "5"),
        ("2 | 0 | 0 | 0 | 0 | 0 | 2 | |", "| 5 | | | | | | |", "-", "5"),
        // Rows with a field less say nothing of it.
        ("2 | 0 | 0 | 0 | 0 | 0 | 2 |", "| 5 | | | | | | |", "?", "?"),
    ];
    for (usual, row, natural, business) in cases {
        let text = table_3(&format!("| 项目 | {header}"), |at, label| {
            format!("| {label} | {}\n", if at == 1 { row } else { usual })
        });
        check(
            &text,
            &[
                ("t3.received.natural", "2"),
                ("t3.carried_in.natural", natural),
                ("t3.carried_in.business", business),
            ],
        );
    }
}

#[test]
fn sections_under_numbers_of_the_reports_own() {
    let text = format!(
        "甲区2023年政府信息公开工作年度报告\n一、总体情况\n二、工作机制\n三、主动公开工作\n四、申请办理\n\
        一、主动公开政府信息情况\n二、收到和处理政府信息公开申请情况\n{}五、其他需要报告的事项\n",
        table_4("三、政府信息公开行政复议、行政诉讼情况", 1)
    );
    let report = read(&text).expect("a report");
    let numbers: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
    assert!([1, 2, 3, 4, 6].iter().all(|number| numbers.contains(number)), "{numbers:?}");
    assert!(report.notes.contains(&Note::OwnNumbers));
}
