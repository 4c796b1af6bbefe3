//! Office documents, made to cost time or memory: definitions, links, sheets and alternatives by the million, parts that are read over
//! and over or are wider than they look.

use super::{Hostile, around, package};

/// What the parts of a document may unpack to, with room for the others.
const LARGE: usize = 60 << 20;

pub(super) const ALL: &[Hostile] = &[
    ("docx of lists", || docx(b"", "", ("numbering", &numbered("<num numId='", "'/>")))),
    ("docx of abstract lists", || {
        docx(b"", "", ("numbering", &numbered("<abstractNum abstractNumId='", "'/>")))
    }),
    ("docx of styles", || docx(b"", "", ("styles", &numbered("<style styleId='", "'/>")))),
    ("docx of a style with a long name", || {
        let styles = format!("<a><style styleId='a'><numId val='{}'/></style></a>", "9".repeat(1_000_000));
        let paragraphs = "<p><pPr><pStyle val='a'/></pPr></p>".repeat(400_000);
        docx(paragraphs.as_bytes(), "", ("styles", styles.as_bytes()))
    }),
    ("docx of styles based on one another", || {
        let name = |at: usize| format!("{}{at:05}", "s".repeat(1000));
        let style =
            |at: usize| format!("<style styleId='{}'><basedOn val='{}'/></style>", name(at), name(at + 1));
        let styles: String = (0..15_000).map(style).collect();
        let styles = format!("<a>{styles}<style styleId='a'><basedOn val='{}'/></style></a>", name(7_000));
        docx(&b"<p><pPr><pStyle val='a'/></pPr></p>".repeat(600_000), "", ("styles", styles.as_bytes()))
    }),
    ("docx of numbers before paragraphs", || {
        let list = format!(
            "<a><abstractNum abstractNumId='1'><lvl ilvl='0'><start val='1'/><numFmt val='chineseCounting'/><lvlText val='{}'/></lvl></abstractNum><num numId='1'><abstractNumId val='1'/></num></a>",
            "%1".repeat(32)
        );
        let paragraphs = b"<p><pPr><numPr><numId val='1'/></numPr></pPr></p>".repeat(80_000);
        docx(&paragraphs, "", ("numbering", list.as_bytes()))
    }),
    ("docx of a page over and over", || {
        let link = "<Relationship Id='c' Type='a/aFChunk' Target='s.xml'/>";
        docx(&b"<altChunk id='c'/>".repeat(100), link, ("other", &b"<p>1".repeat(150_000)))
    }),
    ("docx of a long link", || {
        docx(b"", &format!("<Relationship Id='a' Target='{}'/>", "a/".repeat(LARGE / 2)), NONE)
    }),
    ("docx of rows without cells", || docx(&around("<tbl>", "<tr/>", LARGE, "</tbl>"), "", NONE)),
    ("docx of pages inside", || {
        let links = "<Relationship Id='b'/>".repeat(10_000);
        docx(&around("", "<altChunk id='a'/>", LARGE, ""), &links, NONE)
    }),
    ("docx of links", || docx(b"", &"<Relationship/>".repeat(4_000_000), NONE)),
    ("docx of alternatives", || {
        let (open, close) = ("<Choice>".repeat(990), "</Choice>".repeat(990));
        docx(&around(&open, "<Choice/>", LARGE, &close), "", NONE)
    }),
    ("docx of three long parts", || {
        let part = "<x/>".repeat(LARGE / 12);
        docx(part.as_bytes(), "", ("styles", format!("<a>{part}</a>").as_bytes()))
    }),
    ("docx of tags, near", || docx("<x/>".repeat(3_900_000).as_bytes(), "", NONE)),
    ("docx of lists, near", || {
        let lists: String = (0..19_900).map(|at| format!("<num numId='{at}'/>")).collect();
        docx(b"<p><r><t>9</t></r></p>", "", ("numbering", format!("<a>{lists}</a>").as_bytes()))
    }),
    ("docx of links, near", || docx(b"<p><r><t>9</t></r></p>", &"<Relationship/>".repeat(19_900), NONE)),
    ("docx of UTF-16", || {
        let text = "甲".repeat(LARGE / 2);
        let document = format!("\u{feff}<document><body><p><r><t>{text}</t></r></p></body></document>");
        package(&[("word/document.xml", &wide(&document))])
    }),
    ("docx of UTF-16, near", || {
        let text = "甲".repeat(12 << 20);
        let document = format!("\u{feff}<document><body><p><r><t>{text}</t></r></p></body></document>");
        package(&[("word/document.xml", &wide(&document))])
    }),
    ("docx of one text", || docx(&around("<p><r><t>", "a", LARGE, "</t></r></p>"), "", NONE)),
    ("xlsx of one text", || {
        xlsx(SHEET, SHEET_LINK, &around("<s><row><c><is><t>", "a", LARGE, "</t></is></c></row></s>"))
    }),
    ("xlsx of sheets", || xlsx(&"<sheet id='1'/>".repeat(LARGE / 15), "", b"<s/>")),
    ("xlsx of one blank text in many cells", || {
        let links = [SHEET_LINK, "<Relationship Id='2' Type='a/sharedStrings' Target='s.xml'/>"].concat();
        let blank = format!("<sst><si><t>{}</t></si></sst>", "\u{3000}".repeat(6_500_000));
        let cells = format!("<s><row>{}</row></s>", "<c t='s'><v>0</v></c>".repeat(650_000));
        package(&[
            ("xl/workbook.xml", format!("<workbook>{SHEET}</workbook>").as_bytes()),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{links}</Relationships>").as_bytes()),
            ("xl/a.xml", cells.as_bytes()),
            ("xl/s.xml", blank.as_bytes()),
        ])
    }),
    ("xlsx of links", || xlsx(SHEET, &"<Relationship/>".repeat(LARGE / 15), b"<s/>")),
    ("xlsx of one part for every sheet", || {
        xlsx(&SHEET.repeat(250), SHEET_LINK, &around("<s>", "<x/>", 512 << 10, "</s>"))
    }),
];

/// No part beside the document's own.
const NONE: (&str, &[u8]) = ("none", b"");
const SHEET: &str = "<sheet id='1'/>";
const SHEET_LINK: &str = "<Relationship Id='1' Type='a/worksheet' Target='a.xml'/>";

/// A part of pieces that are all different.
fn numbered(head: &str, tail: &str) -> Vec<u8> {
    let pieces: String = (0..1_500_000).map(|at| format!("{head}{at}{tail}")).collect();
    format!("<a>{pieces}</a>").into_bytes()
}

/// A document with this body, these links, and a part of that kind.
fn docx(body: &[u8], links: &str, (kind, part): (&str, &[u8])) -> Vec<u8> {
    let document = [b"<document><body>", body, b"</body></document>"].concat();
    let own = format!("<Relationship Id='s' Type='a/{kind}' Target='s.xml'/>");
    let links = format!("<Relationships>{own}{links}</Relationships>");
    let part = if part.is_empty() { b"<a/>" } else { part };
    package(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/s.xml", part),
    ])
}

/// A workbook with these sheets, these links, and one sheet's part.
fn xlsx(sheets: &str, links: &str, sheet: &[u8]) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", format!("<workbook>{sheets}</workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{links}</Relationships>").as_bytes()),
        ("xl/a.xml", sheet),
    ])
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
