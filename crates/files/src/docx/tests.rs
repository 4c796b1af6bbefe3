//! Bodies in, HTML out.

use gouji::Error;

use crate::limits;
use crate::testing::{docx, docx_with, paragraph};

#[track_caller]
fn check(body: &str, expected: &str) {
    check_with(body, "", "", expected);
}

#[track_caller]
fn check_with(body: &str, styles: &str, numbering: &str, expected: &str) {
    let html = super::html(&docx_with(body, styles, numbering), &crate::charset::decode_legacy);
    assert_eq!(html.expect("readable").replace('\n', ""), expected);
}

/// A cell with these properties.
fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

#[test]
fn paragraphs_runs_and_references() {
    check(
        "<w:p><w:r><w:t>甲&amp;乙&lt;</w:t></w:r><w:r><w:t>&#20008;</w:t><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r></w:p><w:p/>",
        "<p>甲&amp;乙&lt;丨\t丁<br>戊</p>",
    );
    check(
        r#"<w:p><w:hyperlink><w:r><w:t>网</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>址</w:t></w:r></w:smartTag><w:r><w:sym w:font="Wingdings" w:char="F082"/><w:noBreakHyphen/></w:r></w:p>"#,
        "<p>网址②-</p>",
    );
}

#[test]
fn symbols_are_what_they_look_like() {
    let run = |font: &str, text: &str| {
        format!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="宋体"/></w:rPr><w:t>{text}</w:t></w:r>"#
        )
    };
    let symbol = |font: &str, char: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>"#);
    let bullet = [run("Wingdings", "l"), run("宋体", "甲l")].concat();
    let digits =
        [symbol("Symbol", "F031"), run("Symbol", "2\u{f033}乙"), symbol("Wingdings 2", "F06A")].concat();
    let unknown =
        [symbol("Wingdings", "F0FC"), symbol("Webdings", "F031"), run("", "\u{f0b7}\u{f031}")].concat();
    check(
        &format!("<w:p>{bullet}</w:p><w:p>{digits}</w:p><w:p>{unknown}</w:p>"),
        "<p>●甲l</p><p>123乙①</p><p>✓□•□</p>",
    );
}

#[test]
fn tracked_changes_are_accepted() {
    check(
        "<w:p><w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:del><w:r><w:delText>999</w:delText></w:r></w:del>\
         <w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>7</w:t></w:r></w:moveTo></w:p>",
        "<p>137</p>",
    );
    // The end of the first paragraph was deleted.
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>",
        "<p>前后</p>",
    );
    let gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del><w:r><w:t>1</w:t></w:r></w:del></w:p></w:tc></w:tr>";
    let stays = "<w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>";
    check(&format!("<w:tbl>{gone}{stays}</w:tbl>"), "<table><tr><td>2</td></tr></table>");
}

#[test]
fn hidden_text_is_left_out() {
    check(
        r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>现</w:t></w:r></w:p>"#,
        "<p>现</p>",
    );
    // Styles of paragraphs and of characters hide, and what is said of the run counts before them.
    let style = |kind: &str, id: &str, more: &str| {
        format!(r#"<w:style w:type="{kind}" w:styleId="{id}">{more}</w:style>"#)
    };
    let styles = [
        style("paragraph", "P", "<w:rPr><w:vanish/></w:rPr>"),
        style("character", "C", "<w:rPr><w:vanish/></w:rPr>"),
        style("character", "D", r#"<w:basedOn w:val="C"/>"#),
        style("character", "E", r#"<w:basedOn w:val="C"/><w:rPr><w:vanish w:val="false"/></w:rPr>"#),
    ];
    let run =
        |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let styled = |style: &str, text: &str| run(&format!(r#"<w:rStyle w:val="{style}"/>"#), text);
    let runs = [styled("C", "1"), styled("D", "2"), styled("E", "3"), styled("X", "4")].concat();
    let hidden = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{}{}</w:p>"#,
        run("", "5"),
        run(r#"<w:vanish w:val="off"/>"#, "6")
    );
    check_with(&format!("<w:p>{runs}</w:p>{hidden}"), &styles.concat(), "", "<p>34</p><p>6</p>");
    // It was hidden before a tracked change of formatting.
    check(
        "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>现</w:t></w:r></w:p>",
        "<p>现</p>",
    );
}

#[test]
fn fields_show_their_results() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}<w:r><w:instrText>=SUM(LEFT)</w:instrText><w:t>算式</w:t></w:r>{}<w:r><w:t>12</w:t></w:r>{}\
         <w:fldSimple w:instr=\"PAGE\"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>",
        field("begin"),
        field("separate"),
        field("end")
    );
    check(&body, "<p>123</p>");
    // A field that never shows its result does not swallow what follows.
    check(
        &format!("<w:p>{}<w:r><w:instrText>X</w:instrText></w:r></w:p>{}", field("begin"), paragraph("后")),
        "<p>后</p>",
    );
}

#[test]
fn alternatives_are_read_once() {
    let text = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    check(
        &format!(
            r#"<w:p><w:r><w:t>锚</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
            text("框"),
            text("框")
        ),
        "<p>锚</p><p>框</p>",
    );
    let alone =
        "<mc:AlternateContent><mc:Fallback><w:r><w:t>唯一</w:t></w:r></mc:Fallback></mc:AlternateContent>";
    check(&format!("<w:p>{alone}{alone}</w:p>"), "<p>唯一唯一</p>");
}

#[test]
fn merged_cells_get_spans() {
    let table = [
        row(&[cell(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, "甲"), cell("", "乙")]),
        row(&[cell(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "不见"), cell("", "丙")]),
        row(&[cell("", "丁"), cell(r#"<w:gridSpan w:val="2"/>"#, "戊")]),
    ];
    check(
        &format!("<w:tbl><w:tblPr/>{}</w:tbl>", table.concat()),
        "<table><tr><td colspan=2 rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr>\
         <tr><td>丁</td><td colspan=2>戊</td></tr></table>",
    );
    let old = row(&[cell(r#"<w:hMerge w:val="restart"/>"#, "甲"), cell("<w:hMerge/>", ""), cell("", "乙")]);
    check(&format!("<w:tbl>{old}</w:tbl>"), "<table><tr><td colspan=2>甲</td><td>乙</td></tr></table>");
}

#[test]
fn the_grid_of_a_table_need_not_be_said() {
    let rows = [
        row(&[
            cell(r#"<w:vMerge w:val="restart"/>"#, "项目"),
            cell(r#"<w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="2"/>"#, "申请人"),
        ]),
        row(&[cell("<w:vMerge/>", ""), cell("", "甲"), cell("", "乙")]),
        row(&[cell("", "收到"), cell("", "3"), cell("", "")]),
    ];
    let columns = |column: &str| format!("<w:tblGrid>{}</w:tblGrid>", column.repeat(3));
    for grid in [
        columns(r#"<w:gridCol w:w="900"/>"#),
        // As converters write it that know of no widths: without them, with zeros, with too few columns, or not at all.
        columns("<w:gridCol/>"),
        columns(r#"<w:gridCol w:w="0"/>"#),
        r#"<w:tblGrid><w:gridCol w:w="2700"/></w:tblGrid>"#.to_owned(),
        "<w:tblGrid/>".to_owned(),
        String::new(),
    ] {
        check(
            &format!("<w:tbl><w:tblPr/>{grid}{}</w:tbl>", rows.concat()),
            "<table><tr><td rowspan=2>项目</td><td colspan=2>申请人</td></tr><tr><td>甲</td><td>乙</td></tr>\
             <tr><td>收到</td><td>3</td><td></td></tr></table>",
        );
    }
}

#[test]
fn rows_may_begin_later() {
    let first = row(&[cell("", "甲"), cell("", "乙"), cell("", "丙")]);
    let second = format!(r#"<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{}</w:tr>"#, cell("", "丁"));
    check(
        &format!("<w:tbl>{first}{second}</w:tbl>"),
        "<table><tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td colspan=2></td><td>丁</td></tr></table>",
    );
}

#[test]
fn merging_with_nothing_above_stands_alone() {
    check(
        &format!(
            "<w:tbl>{}</w:tbl>",
            row(&[cell("<w:vMerge/>", "甲"), cell(r#"<w:gridSpan w:val="4000000000"/>"#, "乙")])
        ),
        "<table><tr><td>甲</td><td colspan=1000>乙</td></tr></table>",
    );
}

#[test]
fn tables_in_text_boxes_are_read_once_and_whole() {
    let header = format!(r#"<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>"#, cell("", "头"));
    let table = format!("<w:tbl>{header}{}</w:tbl>{}", row(&[cell("", "3")]), paragraph(""));
    let html = "<table><tr><td>头</td></tr><tr><td>3</td></tr></table>";
    let content = format!("<w:txbxContent>{table}</w:txbxContent>");
    let drawn = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let old = format!("<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>");
    // A group of shapes, one of them with a box of its own inside.
    let group = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing><wpg:wgp><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp><wps:wsp><wps:txbx><w:txbxContent><w:p>{drawn}</w:p></w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    for (body, times) in [(&drawn, 1), (&old, 1), (&group, 2)] {
        check(
            &format!("<w:p>{body}<w:r><w:t>锚</w:t></w:r></w:p>"),
            &format!("<p>锚</p>{}", html.repeat(times)),
        );
    }
    // In a cell it stands behind the cell's own text.
    let cell = format!("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r>{drawn}</w:p></w:tc></w:tr></w:tbl>");
    check(&cell, &format!("<table><tr><td>甲{html}</td></tr></table>"));
}

#[test]
fn rows_begin_and_end_anywhere() {
    let edged = |before: u32, after: u32, cells: &[String]| {
        format!(
            r#"<w:tr><w:trPr><w:gridBefore w:val="{before}"/><w:wBefore w:w="900"/><w:gridAfter w:val="{after}"/></w:trPr>{}</w:tr>"#,
            cells.concat()
        )
    };
    let begun = cell(r#"<w:vMerge w:val="restart"/>"#, "甲");
    let table = [
        // Merging that begins and never goes on.
        edged(0, 1, &[begun.clone(), cell("", "1")]),
        edged(0, 0, &[begun, cell("", "2"), cell("", "3")]),
        edged(1, 1, &[cell("", "4")]),
        edged(0, 0, &[cell("<w:vMerge/>", "不见"), cell("", "5"), cell("", "6")]),
    ];
    check(
        &format!("<w:tbl>{}</w:tbl>", table.concat()),
        "<table><tr><td>甲</td><td>1</td></tr><tr><td>甲</td><td>2</td><td>3</td></tr><tr><td></td><td>4</td></tr>\
         <tr><td>不见</td><td>5</td><td>6</td></tr></table>",
    );
}

#[test]
fn rows_and_cells_may_be_in_controls_and_in_moved_text() {
    let control = |content: &str| {
        format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let moved = "<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>7</w:t></w:r></w:moveTo></w:p>";
    let rows = [
        control(&row(&[cell("", "甲"), control(&cell("", "1"))])),
        format!(
            "<w:customXml>{}</w:customXml>",
            row(&[format!("<w:tc>{}</w:tc>", control(&paragraph("乙"))), cell("", "2")])
        ),
        row(&[cell("", "丙"), format!("<w:tc>{moved}</w:tc>")]),
    ];
    let table = control(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    let html = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr><tr><td>丙</td><td>7</td></tr></table>";
    check(&table, html);
}

#[test]
fn controls_and_nested_tables() {
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell("", "内")]));
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>\
         <w:tc>{}{}{inner}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>",
        paragraph("一"),
        paragraph("二")
    );
    check(&body, "<table><tr><td>一<br>二<table><tr><td>内</td></tr></table></td></tr></table>");
}

#[test]
fn pictures_and_pages_inside() {
    check(
        r#"<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p><w:altChunk r:id="rId3"/>"#,
        "<p><img></p><p>整页</p>",
    );
}

/// A level of a list.
fn level(index: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn numbered(num: &str, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn numbers_of_lists_are_text() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
        level(0, "chineseCounting", "%1、", r#"<w:suff w:val="nothing"/>"#),
        level(1, "japaneseCounting", "（%2）", r#"<w:suff w:val="nothing"/>"#),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
    );
    let body = [
        numbered("5", 0, "甲"),
        numbered("5", 1, "乙"),
        numbered("5", 2, "丙"),
        numbered("5", 2, "丁"),
        numbered("5", 1, "戊"),
        numbered("5", 0, "己"),
        numbered("5", 1, "庚"),
        numbered("6", 0, "辛"),
        numbered("0", 0, "壬"),
    ];
    check_with(
        &body.concat(),
        "",
        &numbering,
        "<p>一、甲</p><p>（一）乙</p><p>1.1 丙</p><p>1.2 丁</p><p>（二）戊</p><p>二、己</p><p>（一）庚</p><p>一、辛</p><p>壬</p>",
    );
}

#[test]
fn lists_of_styles() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="3">{}{}</w:abstractNum><w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="7"><w:styleLink w:val="L"/>{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>"#,
        level(0, "decimal", "%1.", ""),
        level(1, "decimalEnclosedCircle", "%2", r#"<w:pStyle w:val="H2"/>"#),
        level(0, "upperRoman", "%1", ""),
    );
    let styles = r#"<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/></w:style>
        <w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style>"#;
    let styled = |style: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>"#)
    };
    let body = [styled("H1"), styled("H2"), styled("H3"), styled("C"), numbered("2", 0, "文")];
    check_with(&body.concat(), styles, &numbering, "<p>1. 文</p><p>① 文</p><p>2. 文</p><p>文</p><p>I 文</p>");
}

#[test]
fn limits_hold() {
    let open = |bytes: &[u8]| super::html(bytes, &crate::charset::decode_legacy);
    let deep = |element: &str, depth: usize| {
        docx(&format!(
            "{}{}",
            format!("<w:{element}>").repeat(depth),
            format!("</w:{element}>").repeat(depth)
        ))
    };
    assert_eq!(open(&deep("sdt", 100_000)), Err(Error::TooLarge));
    assert_eq!(open(&deep("sdt", 900)).map(|html| html.len()), Ok(0));
    let tables = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100), "</w:tc></w:tr></w:tbl>".repeat(100));
    assert_eq!(open(&docx(&tables)), Err(Error::TooLarge));
    let cells = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(600_000));
    assert_eq!(open(&docx(&cells)), Err(Error::TooLarge));
    let rows = |count: usize| docx(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(count)));
    assert_eq!(open(&rows(600_000)), Err(Error::TooLarge));
    assert!(open(&rows(1000)).is_ok());
    let chunks = |count: usize| docx(&r#"<w:altChunk r:id="rId3"/>"#.repeat(count));
    assert_eq!(open(&chunks(limits::CHUNKS + 1)), Err(Error::TooLarge));
    assert!(open(&chunks(limits::CHUNKS)).is_ok());
    assert_eq!(open(&docx(&"<w:x/>".repeat(limits::XML_MARKS))), Err(Error::TooLarge));
    assert_eq!(open(&docx("<w:p>").as_slice()[..300]), Err(Error::Corrupt));
    assert_eq!(open(&docx("<w:p><w:r>")), Err(Error::Corrupt));
}

#[test]
fn definitions_are_counted_and_their_names_short() {
    let open = |body: &str, styles: &str, numbering: &str| {
        super::html(&docx_with(body, styles, numbering), &crate::charset::decode_legacy).err()
    };
    for (name, id) in [("style", "styleId"), ("abstractNum", "abstractNumId"), ("num", "numId")] {
        let all = |count: usize| -> String {
            (0..count).map(|at| format!(r#"<w:{name} w:{id}="{at}"/>"#)).collect()
        };
        for (count, error) in [(5000, None), (limits::DEFINITIONS + 1, Some(Error::TooLarge))] {
            let (styles, numbering) =
                if name == "style" { (all(count), String::new()) } else { (String::new(), all(count)) };
            assert_eq!(open("<w:p/>", &styles, &numbering), error, "{name} {count}");
        }
    }
    let long = "9".repeat(limits::ID_BYTES + 1);
    let style = format!(r#"<w:style w:styleId="a"><w:numId w:val="{long}"/></w:style>"#);
    assert_eq!(open("<w:p/>", &style, ""), Some(Error::TooLarge));
    assert_eq!(open(&numbered(&long, 0, "甲"), "", ""), Some(Error::TooLarge));
}

#[test]
fn alternatives_are_told_by_their_depth() {
    let of = |inner: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            paragraph("二")
        )
    };
    let deep = of(&format!("{}{}", of(&paragraph("一")), of(&paragraph("三"))));
    check(&format!("{deep}{deep}"), "<p>一</p><p>三</p><p>一</p><p>三</p>");
}

/// A docx whose tables are pictures.
#[cfg(feature = "pictures")]
fn with_pictures(body: &str) -> Vec<u8> {
    const PICTURE: &[u8] = include_bytes!("../../../pictures/tests/pictures/screenshot.png");
    let links = r#"<Relationships><Relationship Id="rId7" Type="http://x/image" Target="media/image1.png"/><Relationship Id="rId8" Type="http://x/image" Target="media/logo.png"/><Relationship Id="rId9" Type="http://x/image" Target="http://a.cn/b.png" TargetMode="External"/></Relationships>"#;
    let mut logo = PICTURE.to_vec();
    // Its width.
    logo[16..20].copy_from_slice(&300_u32.to_be_bytes());
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:a="a" xmlns:r="r" xmlns:v="v"><w:body>{body}</w:body></w:document>"#
    );
    crate::testing::zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/media/image1.png", PICTURE),
        ("word/media/logo.png", &logo),
    ])
}

#[cfg(feature = "pictures")]
#[test]
fn tables_that_are_pictures_are_read_where_there_are_no_others() {
    let picture =
        |id: &str| format!(r#"<w:p><w:r><w:drawing><a:blip r:embed="{id}"/></w:drawing></w:r></w:p>"#);
    let old = r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:blip r:embed="rId7"/></w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata r:id="rId7"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
    let body =
        format!("{}{}{old}{}{}", paragraph("四、情况"), picture("rId7"), picture("rId8"), picture("rId9"));
    let bytes = with_pictures(&body);
    assert_eq!(super::pictures(&bytes, 4).map(|all| all.len()), Ok(1));
    let opened = crate::open(&bytes).expect("readable");
    assert!(opened.text.contains("<p>四、情况</p>") && opened.text.contains(">252<"), "{}", opened.text);
    // What was struck out or cut off is not read, nor anything beside it.
    let struck = format!(
        "<w:p><w:del>{}</w:del></w:p>",
        r#"<w:r><w:drawing><a:blip r:embed="rId7"/></w:drawing></w:r>"#
    );
    assert!(!crate::open(&with_pictures(&struck)).is_ok_and(|opened| opened.text.contains("<table")));
    let cut = picture("rId7").replace("</w:drawing>", r#"<a:srcRect b="40000"/></w:drawing>"#);
    assert!(!crate::open(&with_pictures(&cut)).expect("readable").text.contains("<table"));
    // Beside a table it stays a picture, and a picture of something else makes no table.
    let table = format!("<w:tbl>{}</w:tbl>", row(&[cell("", "甲")]));
    let opened = crate::open(&with_pictures(&format!("{body}{table}"))).expect("readable");
    assert!(!opened.text.contains(">252<"));
    assert!(!crate::open(&with_pictures(&picture("rId8"))).expect("readable").text.contains("<table"));
}
