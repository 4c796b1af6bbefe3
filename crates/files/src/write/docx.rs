//! A page as a text document (ECMA-376, WordprocessingML): A4, tables over the whole width with borders and merged cells.

use super::xml::escape;
use super::zip::archive;
use super::{At, Block, Page, Table};

/// The width between the margins of an A4 page, in twentieths of a point.
const WIDTH: u32 = 9638;

/// The size of the letters of a cell, in half points.
const CELL: u32 = 18;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// The bytes of the document.
pub(super) fn document(page: &Page) -> Vec<u8> {
    let mut body = paragraph(&page.title, 32, true, "center", true);
    for block in &page.blocks {
        match block {
            Block::Heading(text) => body.push_str(&paragraph(text, 26, true, "left", true)),
            Block::Paragraph(text) => body.push_str(&paragraph(text, 22, false, "left", false)),
            Block::Table(table) => {
                body.push_str(&self::table(table));
                // Two tables without a paragraph between them would become one.
                body.push_str("<w:p/>");
            }
        }
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("word/document.xml", document.into_bytes()),
    ])
}

fn table(table: &Table) -> String {
    let rows = table.positions();
    let columns = rows.first().map_or(0, Vec::len);
    let weight = |column: usize| table.widths.get(column).copied().unwrap_or(1).max(1);
    let all: u32 = (0..columns).map(weight).sum::<u32>().max(1);
    let width = |from: usize, n: usize| (from..from + n).map(weight).sum::<u32>() * WIDTH / all;

    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders: String = sides
        .iter()
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"))
        .collect();
    let grid: String =
        (0..columns).map(|column| format!("<w:gridCol w:w=\"{}\"/>", width(column, 1))).collect();
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    );
    // A table of the form stands on one page: every line but the last is kept with the next.
    let is_kept = |line: usize| table.is_form && line + 1 < rows.len();
    for (line, row) in rows.iter().enumerate() {
        let header = if line < table.head { "<w:tblHeader/>" } else { "" };
        out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>"));
        for (column, at) in row.iter().enumerate() {
            let (entry, merge) = match at {
                At::Right => continue,
                At::Start(entry) if entry.row_span > 1 => (Some(entry), "<w:vMerge w:val=\"restart\"/>"),
                At::Start(entry) => (Some(entry), ""),
                At::Below(entry) => (Some(entry), "<w:vMerge/>"),
                At::Empty => (None, ""),
            };
            let span = entry.map_or(1, |entry| entry.col_span.max(1));
            let (text, mark) =
                at.entry().map_or(("", ""), |entry| (entry.text.as_str(), entry.mark.as_str()));
            let shade = match mark {
                "" => "",
                _ => "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E6E6E6\"/>",
            };
            let align = if entry.is_some_and(|entry| entry.is_left) { "left" } else { "center" };
            out.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/>{merge}{shade}\
                 <w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                width(column, span as usize),
                marked(text, mark, align, is_kept(line)),
            ));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

/// A paragraph; `size` in half points. One that is kept stands on the page of the next.
fn paragraph(text: &str, size: u32, is_bold: bool, align: &str, is_kept: bool) -> String {
    aligned(&run(text, size, is_bold, ""), align, is_kept)
}

/// The text of a cell and, raised, its mark.
fn marked(text: &str, mark: &str, align: &str, is_kept: bool) -> String {
    let mut runs = run(text, CELL, !mark.is_empty(), "");
    if !mark.is_empty() {
        runs.push_str(&run(mark, CELL, true, "<w:vertAlign w:val=\"superscript\"/>"));
    }
    aligned(&runs, align, is_kept)
}

fn aligned(runs: &str, align: &str, is_kept: bool) -> String {
    let keep = if is_kept { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr>{keep}<w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str, size: u32, is_bold: bool, more: &str) -> String {
    let bold = if is_bold { "<w:b/>" } else { "" };
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"SimSun\" w:hAnsi=\"SimSun\" w:eastAsia=\"SimSun\"/>{bold}<w:sz w:val=\"{size}\"/>{more}</w:rPr>\
         <w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escape(text)
    )
}
