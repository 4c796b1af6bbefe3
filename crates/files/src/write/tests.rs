use super::*;

/// A header over two rows, a label over two, a number that spans two columns.
fn page() -> Page {
    let wide = |text: &str, col_span, row_span| Entry { col_span, row_span, ..Entry::new(text) };
    let table = Table {
        name: "三、情况".into(),
        head: 2,
        rows: vec![
            vec![wide("项目", 2, 2).header(), wide("申请人", 2, 1).header()],
            vec![Entry::new("自然人").header(), Entry::new("总计").header()],
            vec![
                wide("结果", 1, 2).header().left(),
                Entry::new("公开 <&>").left(),
                Entry::new("1"),
                Entry::new("/"),
            ],
            vec![Entry::new("其他"), wide("0", 2, 1)],
        ],
        widths: vec![4, 12, 6, 6],
        ..Table::default()
    };
    Page { title: "年报".into(), blocks: vec![Block::Paragraph("说明".into()), Block::Table(table)] }
}

#[test]
fn covered_positions_are_empty_fields() {
    let lines = "说明\r\n项目\t\t申请人\t\r\n\t\t自然人\t总计\r\n结果\t公开 <&>\t1\t/\r\n\t其他\t0\t";
    assert_eq!(page().tab_separated(), lines);
}

#[test]
fn html_has_inline_borders_and_nothing_that_an_editor_would_drop_or_follow() {
    let html = page().html_fragment();
    assert_eq!(html.matches("border:1px solid #000").count(), 10);
    assert!(html.contains("rowspan=\"2\"") && html.contains("公开 &lt;&amp;&gt;"));
    for absent in ["class=", "id=", "data-", "http", "<script"] {
        assert!(!html.contains(absent), "{absent}");
    }
}

#[test]
fn markup_for_a_page_of_its_own_style_has_none() {
    let hostile = Block::Paragraph("a style=\"x\" <b>".into());
    let html = Page { blocks: vec![hostile, page().blocks.remove(1)], ..page() }.html_bare();
    assert!(html.starts_with("<h1>年报</h1>") && html.contains("class=\"left\""), "{html}");
    assert!(html.contains("a style=&quot;x&quot; &lt;b&gt;") && !html.contains("style=\""), "{html}");
}

/// What is written is read back by the readers of this crate, which know nothing of the writers.
#[cfg(feature = "documents")]
#[test]
fn documents_and_workbooks_are_read_back_with_their_merged_cells() {
    for (bytes, format) in [(page().docx(), crate::Format::Docx), (page().xlsx(), crate::Format::Xlsx)] {
        let opened = crate::open(&bytes).expect("a file that was just written");
        assert_eq!(opened.format, format);
        let document = gouji::source::document(gouji::Input { text: &opened.text, kind: opened.kind })
            .expect("a document");
        let grid = document.blocks.iter().find_map(|block| match block {
            gouji::document::Block::Table(grid) => Some(grid),
            gouji::document::Block::Paragraph(_) => None,
        });
        let grid = grid.expect("a table");
        let rows: Vec<Vec<(String, u32, u32, u32)>> = grid
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|f| (f.text.as_str().trim().to_owned(), f.column, f.col_span, f.row_span))
                    .collect()
            })
            .collect();
        let entry = |text: &str, column, col_span, row_span| (text.to_owned(), column, col_span, row_span);
        assert_eq!(rows[0], [entry("项目", 0, 2, 2), entry("申请人", 2, 2, 1)], "{format:?}");
        assert_eq!(
            rows[2],
            [entry("结果", 0, 1, 2), entry("公开 <&>", 1, 1, 1), entry("1", 2, 1, 1), entry("/", 3, 1, 1)],
            "{format:?}"
        );
        assert_eq!(rows[3], [entry("其他", 1, 1, 1), entry("0", 2, 2, 1)], "{format:?}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    assert_eq!(page().docx(), page().docx());
    assert_eq!(page().xlsx(), page().xlsx());
}

#[test]
fn text_from_anywhere_is_only_text() {
    assert_eq!(
        escape_html("<img src=x onerror='a'>\u{202e}&\u{7}"),
        "&lt;img src=x onerror=&#39;a&#39;&gt;&amp;"
    );
}

#[test]
fn what_leaves_us_is_text_where_a_spreadsheet_would_run_it() {
    let cells = ["=1+1", "＝cmd", "+248", "-417", "_x003D_1", "a_x1", "12"].map(Entry::new).to_vec();
    let table = Table { name: "表".to_owned(), head: 0, rows: vec![cells], ..Table::default() };
    let page = Page::of(table.clone());
    assert_eq!(page.tab_separated(), "'=1+1\t'＝cmd\t+248\t-417\t_x003D_1\ta_x1\t12");
    let html = page.html_fragment();
    assert_eq!(html.matches("mso-number-format:'\\@'").count(), 5, "all but -417 and 12: {html}");
    let opened = crate::open(&page.xlsx()).expect("a workbook").text;
    for text in ["=1+1", "_x003D_1", "a_x1"] {
        assert!(opened.contains(text), "{text}: {opened}");
    }
}

#[test]
fn a_cell_of_a_workbook_holds_what_excel_holds() {
    let table = Table { rows: vec![vec![Entry::new("字".repeat(40_000))]], ..Table::default() };
    let opened = crate::open(&Page::of(table).xlsx()).expect("a workbook").text;
    assert_eq!(opened.matches('字').count(), 32_767);
}

/// Our own reader finds the form in a workbook with its checks, cell by cell, and nothing to say about them.
#[cfg(feature = "documents")]
#[test]
fn official_tables_are_read_back_cell_by_cell() {
    use gouji::{Audit, CellId, Form, Report, Severity};
    for form in [Form::F2019, Form::F2021] {
        for (total, applications) in [("1", "0"), ("7", "0"), ("1", "5")] {
            let mut report = Report::blank(form);
            let ids: Vec<CellId> = report.cells.keys().copied().collect();
            ids.iter().for_each(|&id| report.write(id, "0"));
            for (id, text) in [
                ("t4.direct.upheld", "1"),
                ("t4.direct.total", total),
                ("t4.review.other", "/"),
                ("t3.granted.natural", applications),
            ] {
                report.write(id.parse().expect("a cell"), text);
            }
            let text = |id: CellId| report.cells[&id].raw.clone().unwrap_or_default();
            let blocks = report.forms.iter().flat_map(|(&table, &form)| {
                [
                    Block::Heading(table.numbered_title()),
                    Block::Table(Table::official(table, form, gouji::Lang::Zh, text)),
                ]
            });
            let page = Page {
                title: "青槐县2023年政府信息公开工作年度报告".into(),
                blocks: blocks.collect(),
            };
            for bytes in [page.xlsx(), page.docx(), page.html().into_bytes()] {
                let opened = crate::open(&bytes).expect("a file that was just written");
                let audit =
                    gouji::check(gouji::Input { text: &opened.text, kind: opened.kind }).expect("a report");
                let read: Vec<(CellId, String)> = audit
                    .report
                    .cells
                    .iter()
                    .map(|(&id, cell)| (id, cell.raw.clone().unwrap_or_default().trim().to_owned()))
                    .collect();
                let wanted: Vec<_> = ids.iter().map(|&id| (id, text(id))).collect();
                let wrong = read.iter().zip(&wanted).find(|(read, wanted)| read != wanted);
                assert!(read.len() == wanted.len() && wrong.is_none(), "{:?}: {wrong:?}", opened.format);
                let own = Audit::of(report.clone());
                assert_eq!(audit.count(Severity::Error), own.count(Severity::Error), "{:?}", audit.findings);
                let odd: Vec<_> =
                    audit.findings.iter().filter(|f| f.rule.as_str().starts_with("table.")).collect();
                assert!(odd.is_empty(), "{:?}: {odd:?}", opened.format);
            }
        }
    }
}

#[test]
fn a_workbook_has_a_check_for_every_total_outside_what_is_printed() {
    let table = |total: &str, lang: gouji::Lang| {
        let text = |id: gouji::CellId| match id.to_string().as_str() {
            "t3.received.natural" | "t3.carried_out.natural" => "3".to_owned(),
            "t3.received.total" | "t3.carried_out.total" => total.to_owned(),
            _ => "0".to_owned(),
        };
        Page::of(Table::official(gouji::Table::T3, gouji::Form::F2021, lang, text)).xlsx()
    };
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let in_chinese = |total| plain(&table(total, gouji::Lang::Zh));
    let (right, wrong, unread) = (in_chinese("3"), in_chinese("4"), in_chinese("约4件"));
    assert_eq!(right.matches("<f>IF(SUM(").count(), 39);
    assert!(right.contains("<c r=\"L4\" s=\"4\" t=\"str\"><f>IF(SUM(D4:I4)-SUM(J4)=0,"), "{right}");
    assert!(!right.contains("<v>≠") && wrong.contains("<v>≠ 差 -1</v>"));
    assert!(unread.contains("未核对") && !unread.contains("<v>≠"), "what is no number is called nothing");
    let in_english = |total| plain(&table(total, gouji::Lang::En));
    let (wrong, unread) = (in_english("4"), in_english("约4件"));
    assert!(wrong.contains("Check: items added up") && wrong.contains("<v>≠ by -1</v>"), "{wrong}");
    assert!(unread.contains("not checked") && !wrong.contains("核对") && !unread.contains("核对"));
    assert!(right.contains("Print_Area") && right.contains("$A$1:$J$28"), "{right}");
}
