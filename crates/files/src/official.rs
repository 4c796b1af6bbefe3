//! The official tables as a docx and an xlsx, with the merged cells and automatic numbers that Word and Excel make; gouji must
//! read every cell of them.

use gouji::form::{Form, Group, Row, Table};
use gouji::report::State;
use gouji::{CellId, Decimal, Input};
use rust_xlsxwriter::{Format, Workbook};

use crate::testing::{docx_with, paragraph};

/// Text, columns, rows.
type Merged = (String, usize, usize);

/// A figure for every cell, no two alike within a table.
fn figure(id: CellId) -> Decimal {
    let index = id.table.cells(Form::F2021).position(|cell| cell == id).expect("a cell of the form");
    if id.to_string() == "t2.fees.amount" { Decimal::new(1234567, 5) } else { Decimal::from(index * 7 + 1) }
}

fn values(table: Table, key: &str) -> Vec<String> {
    let row = table.rows().iter().position(|row| row.key == key).expect("a row");
    table
        .cells(Form::F2021)
        .filter(|id| usize::from(id.row) == row)
        .map(|id| figure(id).to_string())
        .collect()
}

fn text(text: impl Into<String>) -> Merged {
    (text.into(), 1, 1)
}

fn table_2() -> Vec<Vec<Merged>> {
    let mut rows = Vec::new();
    let mut block = |item: &str, heads: &[&str], keys: &[&str]| {
        let width = 3 / heads.len();
        rows.push(vec![(format!("第二十条第（{item}）项"), 4, 1)]);
        rows.push(
            [text("信息内容")]
                .into_iter()
                .chain(heads.iter().map(|head| ((*head).into(), width, 1)))
                .collect(),
        );
        for key in keys {
            let label = Table::T2.rows().iter().find(|row| row.key == *key).expect("a row").label;
            let values = values(Table::T2, key).into_iter().map(|value| (value, width, 1));
            rows.push([text(label)].into_iter().chain(values).collect());
        }
    };
    block("一", &["本年制发件数", "本年废止件数", "现行有效件数"], &["regulations", "normative"]);
    block("五", &["本年处理决定数量"], &["licensing"]);
    block("六", &["本年处理决定数量"], &["punishment", "coercion"]);
    block("八", &["本年收费金额（单位：万元）"], &["fees"]);
    rows
}

/// Table 3; `numbers` says whether labels have their numbers in the text.
fn table_3(numbers: bool) -> Vec<Vec<Merged>> {
    let numbered = |number: &str, label: &str| {
        if numbers { format!("{number}{label}") } else { format!("{number}¦{label}") }
    };
    let mut rows = vec![
        vec![
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）".into(), 3, 3),
            ("申请人情况".into(), 7, 1),
        ],
        vec![("自然人".into(), 1, 2), ("法人或其他组织".into(), 5, 1), ("总计".into(), 1, 2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(text).to_vec(),
    ];
    let used: Vec<&Row> = Table::T3.rows().iter().filter(|row| row.is_in(Form::F2021)).collect();
    let is_result = |row: &Row| row.group.is_some();
    let mut last = None;
    for (index, row) in used.iter().enumerate() {
        let mut cells = Vec::new();
        if is_result(row) && !is_result(used[index - 1]) {
            let (number, label) = Group::Results.label();
            cells.push((numbered(number, label), 1, used.iter().filter(|row| is_result(row)).count()));
        }
        match row.group {
            Some(group) if group != Group::Results => {
                if last != Some(group) {
                    let (number, label) = group.label();
                    cells.push((
                        numbered(number, label),
                        1,
                        used.iter().filter(|row| row.group == Some(group)).count(),
                    ));
                }
                cells.push(text(numbered(row.number, row.label)));
            }
            Some(_) => cells.push((numbered(row.number, row.label), 2, 1)),
            None => cells.push((numbered(row.number, row.label), 3, 1)),
        }
        last = row.group;
        cells.extend(values(Table::T3, row.key).into_iter().map(text));
        rows.push(cells);
    }
    rows
}

fn table_4() -> Vec<Vec<Merged>> {
    let block = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut second: Vec<Merged> = block.map(|head| (head.to_owned(), 1, 2)).to_vec();
    second.extend([("未经复议直接起诉".to_owned(), 5, 1), ("复议后起诉".to_owned(), 5, 1)]);
    vec![
        vec![("行政复议".into(), 5, 1), ("行政诉讼".into(), 10, 1)],
        second,
        block.iter().chain(&block).map(|head| text(*head)).collect(),
        values(Table::T4, "").into_iter().map(text).collect(),
    ]
}

/// Every position of a table: its cell with the row and column where that begins.
fn positions(rows: &[Vec<Merged>]) -> Vec<Vec<(usize, usize, Merged)>> {
    let width = rows[0].iter().map(|cell| cell.1).sum();
    let mut grid: Vec<Vec<Option<(usize, usize, Merged)>>> = vec![vec![None; width]; rows.len()];
    for (top, row) in rows.iter().enumerate() {
        for cell in row {
            let left = grid[top].iter().position(Option::is_none).expect("room for the cell");
            for line in &mut grid[top..top + cell.2] {
                line[left..left + cell.1].fill(Some((top, left, cell.clone())));
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(|cell| cell.expect("no gap")).collect()).collect()
}

/// The sections with their tables.
fn sections(numbers: bool) -> [(Table, Vec<Vec<Merged>>); 3] {
    [(Table::T2, table_2()), (Table::T3, table_3(numbers)), (Table::T4, table_4())]
}

/// A paragraph whose number, where it has one, Word makes. Every run of numbers is a list of its own, as in the form.
fn label(text: &str, lists: &mut usize) -> String {
    let Some((number, text)) = text.split_once('¦') else { return paragraph(text) };
    let level = match number.chars().next() {
        Some('（') => 1,
        Some('1'..='9') => 2,
        _ => 0,
    };
    if number == "1." {
        *lists += 1;
    }
    let num = if level == 2 { *lists } else { 1 };
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn document(numbers: bool) -> Vec<u8> {
    let mut body = paragraph("甲县农业局2023年政府信息公开工作年度报告");
    let mut lists = 1;
    for (number, (table, rows)) in ["二", "三", "四"].iter().zip(sections(numbers)) {
        body += &paragraph(&format!("{number}、{}", table.title()));
        let grid = "<w:gridCol/>".repeat(positions(&rows)[0].len());
        body += &format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>");
        for (row_idx, row) in positions(&rows).iter().enumerate() {
            body += "<w:tr>";
            let mut column = 0;
            while let Some((top, _, (text, width, height))) = row.get(column) {
                let merge = match height {
                    1 => "",
                    _ if *top == row_idx => r#"<w:vMerge w:val="restart"/>"#,
                    _ => "<w:vMerge/>",
                };
                let content = if *top == row_idx { label(text, &mut lists) } else { "<w:p/>".to_owned() };
                body += &format!(
                    r#"<w:tc><w:tcPr><w:gridSpan w:val="{width}"/>{merge}</w:tcPr>{content}</w:tc>"#
                );
                column += width;
            }
            body += "</w:tr>";
        }
        body += "</w:tbl>";
    }
    let level = |index: usize, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "japaneseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    ];
    let mut numbering = format!(r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum>"#, levels.concat());
    for num in 1..10 {
        numbering += &format!(
            r#"<w:num w:numId="{num}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
        );
    }
    docx_with(&body, "", &numbering)
}

fn workbook(in_one_sheet: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let plain = Format::new();
    let mut next_row = 0;
    for (table, rows) in sections(true) {
        if next_row == 0 || !in_one_sheet {
            book.add_worksheet();
            next_row = 1;
        }
        let sheet = book.worksheets_mut().last_mut().expect("a sheet");
        sheet.write(next_row, 0, table.title()).expect("a cell");
        for (row_idx, row) in positions(&rows).iter().enumerate() {
            for (column, (top, left, (text, width, height))) in row.iter().enumerate() {
                if (*top, *left) != (row_idx, column) {
                    continue;
                }
                let (row, column) = (next_row + 1 + row_idx as u32, column as u16);
                if width * height > 1 {
                    let (last_row, last) = (row + *height as u32 - 1, column + *width as u16 - 1);
                    sheet.merge_range(row, column, last_row, last, text, &plain).expect("a cell");
                } else if let Ok(number) = text.parse::<f64>() {
                    sheet.write(row, column, number).expect("a cell");
                } else {
                    sheet.write(row, column, text).expect("a cell");
                }
            }
        }
        next_row += rows.len() as u32 + 2;
    }
    book.save_to_buffer().expect("a workbook")
}

#[track_caller]
fn check(bytes: &[u8]) {
    let html = crate::open(bytes).expect("readable").text;
    let audit = gouji::check(Input::html(&html)).expect("a report");
    let mut wrong = Vec::new();
    for id in Table::ALL.into_iter().flat_map(|table| table.cells(Form::F2021)) {
        let state = audit.report.cells.get(&id).map(|cell| cell.state);
        if state != Some(State::Number(figure(id))) {
            wrong.push(format!("{id}: {state:?}, not {}", figure(id)));
        }
    }
    assert!(wrong.is_empty(), "{}\n{html}", wrong.join("\n"));
}

#[test]
fn a_document_with_typed_numbers() {
    check(&document(true));
}

#[test]
fn a_document_with_automatic_numbers() {
    check(&document(false));
}

#[test]
fn a_workbook_with_a_sheet_for_each_table() {
    check(&workbook(false));
}

#[test]
fn a_workbook_with_all_tables_in_one_sheet() {
    check(&workbook(true));
}

/// Files that LibreOffice saved from ours; see the folder's README.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/fixtures/files/", $name))
    };
}

#[test]
fn what_libreoffice_saves() {
    check(fixture!("libreoffice.docx"));
    check(fixture!("libreoffice.xlsx"));
    check(fixture!("libreoffice.xls"));
    check(fixture!("libreoffice.ods"));
    check(fixture!("libreoffice.odt"));
    check(fixture!("libreoffice.rtf"));
    check(fixture!("libreoffice.doc"));
}

#[test]
fn changes_and_numbers_as_libreoffice_saves_them() {
    let shown = |bytes: &[u8]| crate::open(bytes).expect("readable").text.replace('\n', "");
    let table = "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td><table><tr><td>内一</td><td>内二</td></tr></table><br>丁</td></tr>";
    // LibreOffice's rtf has lost the text box and the text of a deleted end, and of a deleted row it says that its text is.
    let odt = shown(fixture!("libreoffice-changes.odt"));
    assert!(
        odt.starts_with("<p>一、标题一</p><p>（一）小节</p><p>1.条</p><p>2.又条</p><p>二、标题二</p>"),
        "{odt}"
    );
    assert!(odt.contains(&format!("<p>前合</p>{table}<tr><td>1</td><td>2</td><td>3</td></tr></table><p>锚后</p><p>框中文</p><p>末</p>")), "{odt}");
    let rtf = shown(fixture!("libreoffice-changes.rtf"));
    assert!(
        rtf.starts_with(
            "<p>一、 标题一</p><p>（一） 小节</p><p>1. 条</p><p>2. 又条</p><p>二、 标题二</p><p>留新1</p>"
        ),
        "{rtf}"
    );
    assert!(
        rtf.ends_with(&format!("{table}<tr><td></td><td></td><td></td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table><p>锚后</p><p>末</p>")),
        "{rtf}"
    );
}
