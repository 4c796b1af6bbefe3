//! Pages in, blocks out, and every character back to its bytes.

use super::*;

/// Blocks one a line: paragraphs as they are, rows as `column:text` with `¦` between fields.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let mut found = Vec::new();
    for block in document(source).expect("a document").blocks {
        match block {
            Block::Paragraph(text) => found.push(text.as_str().trim().to_owned()),
            Block::Table(grid) => {
                for row in grid.rows {
                    let fields: Vec<_> = row
                        .iter()
                        .map(|field| format!("{}:{}", field.column, field.text.as_str().trim()))
                        .collect();
                    found.push(fields.join("¦"));
                }
            }
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn paragraphs_and_breaks() {
    check(
        "<title>t</title><script>var a='<p>no</p>'</script><div>一<br>二<p>三<b>四</b></p>五</div><p hidden>六</p>",
        &["一", "二", "三四", "五"],
    );
}

#[test]
fn merged_cells_get_the_columns_that_browsers_give_them() {
    check("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<td>d</table>", &["0:a¦2:b", "2:c¦3:d"]);
    check(
        "<table><tr><td rowspan=0>a<td>b</tr><tr><td>c</tr><tbody><tr><td>d</table>",
        &["0:a¦1:b", "1:c", "0:d"],
    );
    check("<table><tr><td rowspan=99>a<td colspan=2>b</tr><tr><td>c</tr></table>", &["0:a¦1:b", "1:c"]);
}

#[test]
fn a_table_around_tables_is_a_layout() {
    check("<table><tr><td>头<table><tr><td>1</table>尾</table>", &["头", "0:1", "尾"]);
}

#[test]
fn spans_inside_cells_join_and_blocks_do_not() {
    check(
        "<table><tr><td><p><span>1</span><font>2</font></p></td><td><p>3</p><p>4</p></td></tr></table>",
        &["0:12¦1:3\n\n4"],
    );
}

#[test]
fn hidden_rows_are_left_out() {
    check("<table><tr style='display: none'><td>1</tr><tr><td>2</tr></table>", &["0:2"]);
}

#[test]
fn every_character_leads_back_to_its_bytes() {
    let source = "<p title='a>b'>甲&nbsp;乙</p>\r\n<table><tr><td><b>1</b>2&#51;</td><td>&lt 丙\r\n丁</td></tr></table>";
    let blocks = document(source).expect("a document").blocks;
    let Block::Paragraph(text) = &blocks[0] else { panic!("a paragraph") };
    assert_eq!(text.as_str(), "甲\u{a0}乙");
    let bytes = |text: &Text, range| {
        let span = text.span(range).expect("a place");
        &source[span.start..span.end]
    };
    assert_eq!(bytes(text, 0..8), "甲&nbsp;乙");
    assert_eq!(bytes(text, 3..5), "&nbsp;");
    assert_eq!(bytes(text, 5..8), "乙");
    let Block::Table(grid) = &blocks[1] else { panic!("a table") };
    let cell = &grid.rows[0][0].text;
    assert_eq!(cell.as_str(), "123");
    assert_eq!(bytes(cell, 0..1), "1");
    assert_eq!(bytes(cell, 0..3), "1</b>2&#51;");
    let cell = &grid.rows[0][1].text;
    assert_eq!(cell.as_str(), "< 丙 丁");
    assert_eq!(bytes(cell, 2..5), "丙");
    assert_eq!(bytes(cell, 6..9), "丁");
}

#[test]
fn private_characters_of_the_source_are_no_marks() {
    check("<p>甲\u{100005}\u{104005}乙</p>", &["甲\u{fffd}\u{fffd}乙"]);
}

#[test]
fn what_stands_behind_a_character_that_the_parser_drops_keeps_its_place() {
    let source = "<p>甲\0乙丙</p>";
    let document = document(source).expect("a document");
    let Block::Paragraph(text) = &document.blocks[0] else { panic!("a paragraph") };
    assert_eq!(text.as_str(), "甲乙丙");
    let span = text.span(3..9).expect("a place");
    assert_eq!(&source[span.start..span.end], "乙丙");
}

#[test]
fn deep_nesting_is_flattened() {
    let source = format!("{}深{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    check(&source, &["深"]);
}

#[test]
fn cut_off_markup_is_survived() {
    for source in
        ["<", "<p", "<p a='", "<!--", "<script>", "甲&", "甲&#", "<table><tr><td rowspan=99999999999>甲"]
    {
        let _ = document(source);
    }
}

#[test]
fn boxes_laid_out_as_a_table_are_one() {
    let row = |cells: &str| format!("<div style='display:table-row'>{cells}</div>");
    let cell = |text: &str| format!("<div style='display: table-cell'>{text}</div>");
    let source = format!(
        "<div style='display:table'>{}{}</div>",
        row(&(cell("甲") + &cell("") + &cell("1"))),
        row(&(cell("乙") + &cell("<p>2</p>") + &cell("3")))
    );
    check(&source, &["0:甲¦1:¦2:1", "0:乙¦1:2¦2:3"]);
    let source = "<style>.r{display:flex}</style><div><div class=r><i>甲</i><b></b><b>1</b></div>\
        <div class=r><i>乙</i><b>2</b><b>3</b></div><div class=r><i>丙</i><b></b><b></b></div></div>";
    check(source, &["0:甲¦1:¦2:1", "0:乙¦1:2¦2:3", "0:丙¦1:¦2:"]);
}

#[test]
fn source_that_was_escaped_once_more_is_read() {
    let source = "<div>&lt;table&gt;&lt;tr&gt;&lt;td&gt;甲&amp;nbsp;&lt;/td&gt;&lt;td&gt;12&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</div>";
    check(source, &["0:甲¦1:12"]);
    let Block::Table(grid) = &document(source).expect("a document").blocks[0] else { panic!("a table") };
    let span = grid.rows[0][1].text.trimmed_span().expect("a place");
    assert_eq!(&source[span.start..span.end], "12");
}
