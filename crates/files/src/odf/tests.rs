//! Bodies in, HTML out.

use gouji::Error;

use crate::testing::zip;
use crate::{Foreign, Format, foreign, limits, open};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#;

fn parts(styles: &str, body: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><office:document {NAMESPACES} office:mimetype=\"application/vnd.oasis.opendocument.{}\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body></office:document>",
        if body.starts_with("<office:text") { "text" } else { "spreadsheet" }
    )
    .into_bytes()
}

fn text(styles: &str, body: &str) -> Vec<u8> {
    parts(styles, &format!("<office:text>{body}</office:text>"))
}

#[track_caller]
fn check(styles: &str, body: &str, expected: &str) {
    let opened = open(&text(styles, body)).expect("readable");
    assert_eq!((opened.format, opened.text.replace('\n', "").as_str()), (Format::Odt, expected));
}

#[track_caller]
fn check_sheet(tables: &str, expected: &str) {
    let body = format!("<office:spreadsheet>{tables}</office:spreadsheet>");
    let styles = r#"<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let opened = open(&parts(styles, &body)).expect("readable");
    assert_eq!((opened.format, opened.text.replace('\n', "").as_str()), (Format::Ods, expected));
}

#[test]
fn white_space_tabs_and_lines() {
    check(
        "",
        "<text:p>  甲\n   乙<text:s text:c=\"2\"/>丙<text:tab/>丁<text:line-break/><text:span>戊 </text:span> 己 </text:p><text:p/>",
        "<p>甲 乙  丙\t丁<br>戊 己</p>",
    );
}

#[test]
fn what_is_not_seen_is_left_out() {
    let styles = r#"<style:style style:name="a" style:family="text"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="b" style:family="text" style:parent-style-name="a"/>
        <style:style style:name="c" style:family="text" style:parent-style-name="a"><style:text-properties text:display="true"/></style:style>
        <style:style style:name="d" style:family="paragraph"><style:text-properties text:display="none"/></style:style>"#;
    check(
        styles,
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>1<text:change/><text:span text:style-name=\"b\">9</text:span><text:span text:style-name=\"c\">2</text:span>\
         <text:note><text:note-body><text:p>注</text:p></text:note-body></text:note><office:annotation><text:p>批</text:p></office:annotation>\
         <text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>\
         <text:p text:style-name=\"d\">藏</text:p><text:section text:display=\"none\"><text:p>藏</text:p></text:section>",
        "<p>12字</p>",
    );
}

/// What was deleted stands in its place where it was shown when the file was saved, as LibreOffice 7.4 does in flat files.
#[test]
fn deletions_that_were_shown_are_left_out() {
    let region = |id: &str, kind: &str| {
        format!(
            "<text:changed-region xml:id=\"{id}\" text:id=\"{id}\"><text:{kind}><office:change-info><dc:creator/></office:change-info></text:{kind}></text:changed-region>"
        )
    };
    let mark = |id: &str, text: &str| {
        format!(
            "<text:change-start text:change-id=\"{id}\"/>{text}<text:change-end text:change-id=\"{id}\"/>"
        )
    };
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let regions = [region("d", "deletion"), region("i", "insertion")].concat();
    let table = [
        row(&[cell("甲"), cell(&[mark("d", "9"), mark("i", "0")].concat())]),
        row(&[cell(&mark("d", "乙<text:s/>")), cell(&mark("d", "<text:span>9</text:span>"))]),
        row(&[cell("丙"), cell(&mark("d", "9"))]),
    ];
    let body = format!(
        "<text:tracked-changes text:track-changes=\"false\">{regions}</text:tracked-changes><text:p>前<text:change-start text:change-id=\"d\"/>旧</text:p>\
         <text:p>旧</text:p><text:p>旧<text:change-end text:change-id=\"d\"/>后</text:p><table:table>{}</table:table>",
        table.concat()
    );
    check("", &body, "<p>前后</p><table><tr><td>甲</td><td>0</td></tr><tr><td>丙</td><td></td></tr></table>");
}

#[test]
fn tables_with_merged_cells_and_tables_inside() {
    check(
        "",
        "<table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-header-rows><table:table-row>\
         <table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>甲</text:p><text:p>乙</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell><text:p>丙</text:p></table:table-cell></table:table-row></table:table-header-rows>\
         <table:table-row><table:covered-table-cell table:number-columns-repeated=\"2\"/><table:table-cell>\
         <table:table><table:table-row><table:table-cell><text:p>内</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"3\"><text:p>0</text:p></table:table-cell></table:table-row></table:table>",
        "<table><tr><td colspan=2 rowspan=2>甲<br>乙</td><td>丙</td></tr><tr><td><table><tr><td>内</td></tr></table></td></tr>\
         <tr><td>0</td><td>0</td><td>0</td></tr></table>",
    );
}

#[test]
fn text_boxes_stand_behind_their_paragraph() {
    check(
        "",
        "<text:p>锚<draw:frame><draw:text-box><text:p>框</text:p><table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></draw:text-box></draw:frame>点\
         <draw:frame><draw:image><text:p/></draw:image></draw:frame></text:p>",
        "<p>锚点<img></p><p>框</p><table><tr><td>1</td></tr></table>",
    );
}

#[test]
fn numbers_of_lists_are_text() {
    let level = |level: u32, format: &str, sides: (&str, &str), more: &str| {
        format!(
            r#"<text:list-level-style-number text:level="{level}" style:num-format="{format}" style:num-prefix="{}" style:num-suffix="{}" {more}>
            <style:list-level-properties><style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties></text:list-level-style-number>"#,
            sides.0, sides.1
        )
    };
    let styles = format!(
        r#"<text:list-style style:name="L">{}{}{}</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>
        <text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." loext:num-list-format="第%1%章"/></text:outline-style>"#,
        level(1, "一, 二, 三, ...", ("", "、"), ""),
        level(2, "一, 二, 三, ...", ("（", "）"), ""),
        level(3, "1", ("", "."), r#"text:display-levels="2""#),
    );
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list = |attributes: &str, items: &str| format!("<text:list {attributes}>{items}</text:list>");
    let inner = |items: &str| format!("<text:list-item>{}</text:list-item>", list("", items));
    let body = [
        "<text:h text:outline-level=\"1\">头</text:h>".to_owned(),
        list(
            "text:style-name=\"L\" xml:id=\"a\"",
            &[
                item("甲"),
                inner(&[item("乙"), inner(&[item("丙"), item("丁")].concat())].concat()),
                item("戊"),
            ]
            .concat(),
        ),
        list("text:style-name=\"L\"", &item("己")),
        list("text:style-name=\"L\" text:continue-list=\"a\"", &item("庚")),
        list("text:style-name=\"L\" text:continue-numbering=\"true\"", &inner(&item("辛"))),
        list(
            "text:style-name=\"L\"",
            "<text:list-header><text:p>无</text:p></text:list-header><text:list-item text:start-value=\"5\"><text:p>壬</text:p><text:p>续</text:p></text:list-item>",
        ),
        list("text:style-name=\"B\"", &item("点")),
        "<text:h text:outline-level=\"1\">尾</text:h>".to_owned(),
    ];
    check(
        &styles,
        &body.concat(),
        "<p>第一章 头</p><p>一、甲</p><p>（一）乙</p><p>一.1.丙</p><p>一.2.丁</p><p>二、戊</p><p>一、己</p><p>三、庚</p><p>（一）辛</p>\
         <p>无</p><p>五、壬</p><p>续</p><p>点</p><p>第二章 尾</p>",
    );
}

#[test]
fn workbooks() {
    let number = |value: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}.00</text:p></table:table-cell>"
        )
    };
    let row = |more: &str, cells: &str| format!("<table:table-row {more}>{cells}</table:table-row>");
    let cell = |more: &str, text: &str| {
        format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>")
    };
    let rows = [
        row(
            "",
            &[
                cell("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", "甲"),
                "<table:covered-table-cell/>".to_owned(),
                number("0.1"),
                number("12"),
            ]
            .concat(),
        ),
        row(
            "",
            &[
                "<table:covered-table-cell table:number-columns-repeated=\"2\"/>".to_owned(),
                cell(
                    "office:value-type=\"string\" calcext:value-type=\"error\" table:formula=\"of:=1/0\"",
                    "#DIV/0!",
                ),
                "<table:table-cell table:formula=\"of:=[.A1]\"/>".to_owned(),
            ]
            .concat(),
        ),
        row("table:visibility=\"collapse\"", &number("99")),
        row(
            "table:number-rows-repeated=\"2\"",
            &cell("table:number-columns-repeated=\"4\"", "乙<text:line-break/>丙"),
        ),
        row(
            "table:number-rows-repeated=\"1048000\"",
            "<table:table-cell table:number-columns-repeated=\"16384\"/>",
        ),
    ];
    let hidden = format!("<table:table table:style-name=\"off\">{}</table:table>", row("", &number("7")));
    let same = "<tr><td>乙<br>丙</td><td>乙<br>丙</td><td>乙<br>丙</td><td>乙<br>丙</td></tr>";
    check_sheet(
        &format!("{hidden}<table:table>{}<table:named-expressions/></table:table>", rows.concat()),
        &format!(
            "<table><tr><td colspan=2 rowspan=2>甲</td><td>0.1</td><td>12</td></tr><tr><td>#DIV/0!</td><td>=（公式无结果）</td></tr>{same}{same}</table>"
        ),
    );
    // A hidden column.
    check_sheet(
        &format!(
            "<table:table><table:table-column/><table:table-column table:visibility=\"collapse\"/>{}</table:table>",
            row("", &[number("1"), number("2"), number("3")].concat())
        ),
        "<table><tr><td>1</td><td>3</td></tr></table>",
    );
}

#[test]
fn packed_locked_and_what_it_is_not() {
    let content = text("", "<text:p>文</text:p>");
    let kind = b"application/vnd.oasis.opendocument.text";
    let packed = |more: (&str, &[u8])| zip(&[("content.xml", &content), ("mimetype", kind), more]);
    let opened = open(&packed(("styles.xml", b"<a/>"))).expect("readable");
    assert_eq!((opened.format, opened.text.as_str()), (Format::Odt, "<p>文</p>\n"));
    assert_eq!(
        open(&packed(("META-INF/manifest.xml", b"<manifest:encryption-data/>"))),
        Err(Error::Encrypted)
    );
    assert_eq!(open(&packed(("encrypted-package", b""))), Err(Error::Encrypted));
    let slides = b"application/vnd.oasis.opendocument.presentation";
    assert_eq!(foreign(&zip(&[("content.xml", &content), ("mimetype", slides)])), Some(Foreign::Slides));
    assert_eq!(open(&text("", "<text:p>文")), Err(Error::Corrupt));
}

#[test]
fn what_a_style_hides_may_stand_far_behind_it() {
    let style = |at: usize, more: &str| {
        format!(
            r#"<style:style style:name="{at}" style:family="text" style:parent-style-name="{}">{more}</style:style>"#,
            at + 1
        )
    };
    let none = r#"<style:text-properties text:display="none"/>"#;
    let text = |at: usize| format!("<text:p>甲<text:span text:style-name=\"{at}\">乙</text:span></text:p>");
    let chain: String = (0..30).map(|at| style(at, if at == 29 { none } else { "" })).collect();
    check(&chain, &text(0), "<p>甲</p>");
    // In a circle nothing says anything.
    let circle = format!("{}{}", style(0, ""), style(1, "").replace("\"2\"", "\"0\""));
    check(&circle, &text(0), "<p>甲乙</p>");
}

#[test]
fn spaces_of_a_cell_are_counted() {
    let row = |spaces: usize| {
        let spaces = "<text:s text:c=\"1000\"/>".repeat(spaces);
        let row = format!(
            "<table:table-row table:visibility=\"visible\" table:number-rows-repeated=\"2\"><table:table-cell><text:p>1{spaces}2</text:p></table:table-cell></table:table-row>"
        );
        open(&parts(
            "",
            &format!("<office:spreadsheet><table:table>{row}</table:table></office:spreadsheet>"),
        ))
    };
    assert_eq!(row(1).map(|opened| opened.text.len()), Ok(2 * (1000 + "<p>12</p>\n".len())));
    assert_eq!(row(limits::TEXT_BYTES / 1000), Err(Error::TooLarge));
}

#[test]
fn repeated_cells_and_rows_are_counted() {
    let table = |attributes: (&str, &str)| {
        format!(
            "<table:table><table:table-row {}><table:table-cell {}><text:p>1</text:p></table:table-cell></table:table-row></table:table>",
            attributes.0, attributes.1
        )
    };
    for attributes in [
        ("table:number-rows-repeated=\"4000000000\"", ""),
        ("", "table:number-columns-repeated=\"4000000000\""),
        ("table:number-rows-repeated=\"100000\"", "table:number-columns-repeated=\"1000\""),
    ] {
        let table = table(attributes);
        assert_eq!(open(&text("", &table)), Err(Error::TooLarge), "{attributes:?}");
        let sheets = parts("", &format!("<office:spreadsheet>{}</office:spreadsheet>", table.repeat(40)));
        assert_eq!(open(&sheets), Err(Error::TooLarge), "{attributes:?}");
    }
    let long = "长".repeat(10_000);
    let long = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"10000\"><table:table-cell><text:p>{long}</text:p></table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(open(&text("", &long)), Err(Error::TooLarge));
    let deep = "<text:list><text:list-item>".repeat(limits::TABLE_DEPTH * 4);
    assert_eq!(open(&text("", &deep)), Err(Error::TooLarge));
}
