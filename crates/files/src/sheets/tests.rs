//! Workbooks in, HTML out.

use gouji::Error;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;
use crate::testing::{compound, zip};

fn one_line(html: Result<String, Error>) -> String {
    html.expect("readable").replace('\n', "")
}

#[test]
fn numbers_come_without_noise() {
    for (value, written) in [
        (0.1 + 0.2, "0.3"),
        (12.0, "12"),
        (-3.0, "-3"),
        (-0.0, "0"),
        (1.1, "1.1"),
        (123.456_789, "123.456789"),
        (1e15, "1000000000000000"),
        (0.000_001, "0.000001"),
    ] {
        assert_eq!(number(value), written);
    }
}

#[test]
fn written_xlsx() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(1, 1, 2, 2, "合并", &plain).expect("a cell");
    sheet.merge_range(1, 3, 1, 4, "横", &plain).expect("a cell");
    sheet.write(2, 3, 0.1 + 0.2).expect("a cell");
    sheet.write(2, 4, "0012").expect("a cell");
    sheet.write(4, 1, 7).expect("a cell");
    sheet.write(4, 3, Formula::new("=1+2").set_result("3")).expect("a cell");
    sheet.write(4, 4, true).expect("a cell");
    sheet.write(5, 1, "不见").expect("a cell");
    sheet.set_row_hidden(5).expect("a row");
    sheet.write(4, 5, "不见").expect("a cell");
    sheet.set_column_hidden(5).expect("a column");
    book.add_worksheet().write(0, 0, "藏").expect("a cell").set_hidden(true);
    book.add_worksheet().write(9, 9, "<三>").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(
        one_line(xlsx::html(&bytes)),
        "<table><tr><td colspan=2 rowspan=2>合并</td><td colspan=2>横</td></tr><tr><td>0.3</td><td>0012</td></tr>\
         <tr><td></td><td></td><td></td><td></td></tr><tr><td>7</td><td></td><td>3</td><td>TRUE</td></tr></table>\
         <table><tr><td>&lt;三&gt;</td></tr></table>"
    );
}

/// What a filter hides is there all the same.
#[test]
fn rows_under_a_filter() {
    let row = |nth: u32, hidden: u32| {
        format!(r#"<row r="{nth}" hidden="{hidden}"><c r="A{nth}"><v>{nth}</v></c></row>"#)
    };
    let rows: String = [row(1, 0), row(2, 1), row(3, 0), row(4, 1)].concat();
    let filter =
        |inner: &str| format!(r#"<sheetData>{rows}</sheetData><autoFilter ref="A1:A3">{inner}</autoFilter>"#);
    let shown = |sheet: &str| one_line(xlsx::html(&xlsx_of(sheet)));
    assert_eq!(shown(&filter("")), "<table><tr><td>1</td></tr><tr><td>3</td></tr></table>");
    let active = filter(r#"<filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn>"#);
    assert_eq!(shown(&active), "<table><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>");
}

/// An xlsx with one sheet of this content.
fn xlsx_of(sheet: &str) -> Vec<u8> {
    let rels = |links: &str| format!("<Relationships>{links}</Relationships>");
    zip(&[
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            rels(r#"<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>"#)
                .as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si></sst>".as_bytes(),
        ),
    ])
}

#[track_caller]
fn check(rows: &str, expected: &str) {
    assert_eq!(one_line(xlsx::html(&xlsx_of(&format!("<sheetData>{rows}</sheetData>")))), expected);
}

#[test]
fn kinds_of_cells() {
    check(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>丁</t></is></c><c t="str"><f>A1</f><v>戊_x000D_</v></c><c t="e"><v>#REF!</v></c><c><v>1.10000000000000009</v></c></row>"#,
        "<table><tr><td>甲</td><td>乙丙</td><td>丁</td><td>戊</td><td>#REF!</td><td>1.1</td></tr></table>",
    );
}

#[test]
fn a_formula_without_a_result_is_no_blank() {
    check(
        r#"<row><c><f>SUM(A2:A9)</f></c><c><f>1</f><v></v></c><c t="str"><f>""</f><v></v></c><c><v>5</v></c></row>"#,
        "<table><tr><td>=（公式无结果）</td><td>=（公式无结果）</td><td></td><td>5</td></tr></table>",
    );
}

#[test]
fn far_cells_make_no_large_table() {
    let html = xlsx::html(&xlsx_of(
        r#"<sheetData><row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row></sheetData>"#,
    ))
    .expect("readable");
    assert_eq!((html.matches("<tr>").count(), html.matches("<td>").count()), (12, 144));
}

#[test]
fn limits_hold() {
    let cells = format!("<sheetData><row>{}</row></sheetData>", "<c><v>1</v></c>".repeat(600_000));
    assert_eq!(xlsx::html(&xlsx_of(&cells)), Err(Error::TooLarge));
    // A diagonal fills its whole square.
    let diagonal: String =
        (1..3000).map(|row| format!("<row>{}<c><v>1</v></c></row>", "<c/>".repeat(row))).collect();
    assert_eq!(xlsx::html(&xlsx_of(&format!("<sheetData>{diagonal}</sheetData>"))), Err(Error::TooLarge));
    let merges = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(100_000);
    let sheet =
        format!(r#"<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells>"#);
    assert_eq!(one_line(xlsx::html(&xlsx_of(&sheet))), "<table><tr><td>1</td></tr></table>");
    assert_eq!(
        xlsx::html(&xlsx_of("<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>")),
        Err(Error::Corrupt)
    );
    assert_eq!(xlsx::html(&xlsx_of("<sheetData><row>")), Err(Error::Corrupt));
}

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A cell's record: its place, no format, and the rest.
fn cell(id: u16, row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    record(id, &[&row.to_le_bytes(), &column.to_le_bytes(), &[0, 0], rest].concat())
}

/// A workbook stream with a hidden sheet and one with these records. The string 汉字 is cut by a continuation.
fn workbook(records: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x809, &[0, 6, 5, 0]);
    let end = record(0x0a, &[]);
    let mut table = vec![2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, b'a', b'b', b'c'];
    table.extend([3, 0, 1]);
    table.extend("汉".encode_utf16().flat_map(u16::to_le_bytes));
    let rest: Vec<u8> = [1].into_iter().chain("字表".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let strings = [record(0xfc, &table), record(0x3c, &rest)].concat();
    let sheet =
        |offset: u32, state| record(0x85, &[&offset.to_le_bytes()[..], &[state, 0, 1, 0, b'S']].concat());
    let length = begin.len() + strings.len() + 2 * sheet(0, 0).len() + end.len();
    let hidden = [&begin[..], &cell(0x203, 0, 0, &9f64.to_le_bytes()), &end].concat();
    let shown = [&begin[..], &records.concat(), &end].concat();
    let globals =
        [&begin[..], &strings, &sheet(length as u32, 1), &sheet((length + hidden.len()) as u32, 0), &end];
    [&globals.concat()[..], &hidden, &shown].concat()
}

fn no_decoder(_: &'static str, _: &[u8]) -> Option<String> {
    None
}

#[test]
fn records_of_an_xls() {
    let half = (f64::from_bits(2.5f64.to_bits() & !0 << 34).to_bits() >> 32) as u32;
    let records = [
        cell(0xfd, 0, 0, &[0, 0, 0, 0]),
        cell(0xfd, 0, 1, &[1, 0, 0, 0]),
        cell(0x27e, 1, 0, &(12u32 << 2 | 2).to_le_bytes()),
        cell(0x27e, 1, 1, &(1250u32 << 2 | 3).to_le_bytes()),
        cell(0x27e, 1, 2, &half.to_le_bytes()),
        record(
            0xbd,
            &[&[2, 0, 0, 0][..], &[0, 0, 6, 0, 0, 0], &[0, 0, 0xfe, 0xff, 0xff, 0xff], &[1, 0]].concat(),
        ),
        cell(0x203, 2, 2, &(0.1f64 + 0.2).to_le_bytes()),
        cell(0x06, 3, 0, &[&7f64.to_le_bytes()[..], &[0; 6]].concat()),
        cell(0x06, 3, 1, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0]),
        record(0x207, &[2, 0, 0, b'o', b'k']),
        cell(0x205, 3, 2, &[0x17, 1]),
        record(0xe5, &[1, 0, 0, 0, 0, 0, 1, 0, 2, 0]),
        cell(0x203, 9, 0, &5f64.to_le_bytes()),
        record(0x208, &[9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
    ];
    let bytes = compound("Workbook", &workbook(&records), &[]);
    assert_eq!(
        one_line(xls::html(&bytes, &no_decoder)),
        "<table><tr><td>abc</td><td colspan=2>汉字表</td></tr><tr><td>12</td><td>12.5</td><td>2.5</td></tr>\
         <tr><td>1</td><td>-1</td><td>0.3</td></tr><tr><td>7</td><td>ok</td><td>#REF!</td></tr></table>"
    );
}

#[test]
fn locked_and_damaged_xls() {
    let begin = record(0x809, &[0, 6, 5, 0]);
    let locked = compound("Workbook", &[begin, record(0x2f, &[0; 6])].concat(), &[]);
    assert_eq!(xls::html(&locked, &no_decoder), Err(Error::Encrypted));
    let bytes = compound("Workbook", &workbook(&[]), &[]);
    assert_eq!(xls::html(&bytes[..bytes.len() - 600], &no_decoder), Err(Error::Corrupt));
    assert_eq!(xls::html(&bytes[..100], &no_decoder), Err(Error::Corrupt));
}

#[test]
fn a_text_is_no_longer_than_what_is_read() {
    let cell = |bytes: usize| {
        xlsx_of(&format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "a".repeat(bytes)))
    };
    assert_eq!(xlsx::html(&cell(crate::limits::TEXT_BYTES + 1)), Err(Error::TooLarge));
    assert!(xlsx::html(&cell(1000)).is_ok());
}

#[test]
fn no_more_sheets_are_read_than_the_limit_names() {
    let sheet =
        r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData></worksheet>"#;
    let sheets = r#"<sheet name="a" r:id="rId1"/>"#.repeat(crate::limits::SHEETS + 10);
    let link = r#"<Relationship Id="rId1" Type="a/worksheet" Target="a.xml"/>"#;
    let bytes = zip(&[
        ("xl/workbook.xml", format!("<workbook><sheets>{sheets}</sheets></workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{link}</Relationships>").as_bytes()),
        ("xl/a.xml", sheet.as_bytes()),
    ]);
    let html = xlsx::html(&bytes).expect("readable");
    assert_eq!(html.matches("<table>").count(), crate::limits::SHEETS);
}

#[test]
fn blank_texts_are_counted_as_often_as_they_stand_in_a_cell() {
    let mut tally = Tally::default();
    let mut sheet = Sheet::default();
    let blank = "\u{3000}".repeat(100_000);
    let most = crate::limits::TEXT_BYTES / blank.len();
    let set = |row: usize| sheet.set(row as u32, 0, blank.clone(), &mut tally);
    let results: Vec<Result<(), Error>> = (0..=most).map(set).collect();
    assert_eq!(results.iter().position(Result::is_err), Some(most));
    assert!(sheet.cells.is_empty());
}

#[test]
fn records_that_go_on_are_counted() {
    let records = |count: usize| {
        let next = [super::records::CONTINUE.to_le_bytes(), [0, 0]].concat().repeat(count);
        super::records::Records::new(&next).continuations().map(|parts| parts.len())
    };
    assert_eq!(records(crate::limits::XLS_PARTS), Ok(crate::limits::XLS_PARTS));
    assert_eq!(records(crate::limits::XLS_PARTS + 1), Err(Error::TooLarge));
}
