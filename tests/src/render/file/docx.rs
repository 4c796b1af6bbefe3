//! A docx as Word writes it: merged cells by `gridSpan` and `vMerge`, tracked changes, numbers typed or made by lists.

use super::super::sheet::{Role, Sheet, Slot};
use super::super::text::broken_words;
use super::Part;

/// The file. `lists` leaves the numbers of labels to Word's lists.
pub(super) fn file(parts: &[Part], lists: bool) -> Vec<u8> {
    let mut writer = Writer { lists, next_list: 1 };
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(text) => paragraph("", &run(text)),
            Part::Table(sheet) => writer.table(sheet),
        })
        .collect();
    let word = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let document = format!("{XML}<w:document {word}><w:body>{body}</w:body></w:document>");
    let level = |index: usize, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    ];
    // Every run of numbers is a list of its own, as authors make them.
    let lists: String = (1..=writer.next_list)
        .map(|list| {
            format!(
                r#"<w:num w:numId="{list}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#
            )
        })
        .collect();
    let numbering = format!(
        r#"{XML}<w:numbering {word}><w:abstractNum w:abstractNumId="0">{}</w:abstractNum>{lists}</w:numbering>"#,
        levels.concat()
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = |links: &str| {
        format!(
            r#"{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
        )
    };
    let kind = |part: &str, kind: &str| {
        format!(
            r#"<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>"#
        )
    };
    let types = format!(
        r#"{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}{}</Types>"#,
        kind("document", "document.main"),
        kind("numbering", "numbering")
    );
    zip(&[
        ("[Content_Types].xml", &types),
        (
            "_rels/.rels",
            &links(&format!(
                r#"<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>"#
            )),
        ),
        ("word/document.xml", &document),
        (
            "word/_rels/document.xml.rels",
            &links(&format!(r#"<Relationship Id="rId1" Type="{office}/numbering" Target="numbering.xml"/>"#)),
        ),
        ("word/numbering.xml", &numbering),
    ])
}

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

struct Writer {
    lists: bool,
    next_list: usize,
}

impl Writer {
    fn table(&mut self, sheet: &Sheet) -> String {
        let mut out =
            format!("<w:tbl><w:tblPr/><w:tblGrid>{}</w:tblGrid>", "<w:gridCol/>".repeat(sheet.columns));
        // First column, width and rows left of the cells that go on below.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        for row in &sheet.rows {
            out.push_str("<w:tr>");
            let mut begun = Vec::new();
            let mut slots = row.iter();
            let mut column = 0;
            while column < sheet.columns {
                if let Some(&(_, across, _)) = open.iter().find(|(start, ..)| *start == column) {
                    out.push_str(&cell(across, "<w:vMerge/>", "<w:p/>"));
                    column += across;
                } else if let Some(slot) = slots.next() {
                    let merge = if slot.down > 1 { r#"<w:vMerge w:val="restart"/>"# } else { "" };
                    out.push_str(&cell(slot.across, merge, &self.content(slot)));
                    begun.push((column, slot.across, slot.down));
                    column += slot.across;
                } else {
                    break;
                }
            }
            open.extend(begun);
            open.iter_mut().for_each(|(_, _, left)| *left -= 1);
            open.retain(|&(_, _, left)| left > 0);
            out.push_str("</w:tr>");
            // A row that was deleted while changes are tracked.
            out.push_str("<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>二、上年结转政府信息公开申请数量</w:delText></w:r></w:del></w:p></w:tc></w:tr>");
        }
        out + "</w:tbl>"
    }

    fn content(&mut self, slot: &Slot) -> String {
        if matches!(slot.role, Role::Figure(_)) {
            if slot.text.is_empty() {
                return "<w:p/>".to_owned();
            }
            return paragraph(
                "",
                &format!(
                    "<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins>{}</w:ins>",
                    run(&slot.text)
                ),
            );
        }
        match slot.text.find(['、', '）', '.']).filter(|_| self.lists) {
            Some(at)
                if slot.text.starts_with(|c: char| "（一二三四五六七八九123456789".contains(c)) && at < 8 =>
            {
                let end = at + slot.text[at..].chars().next().map_or(0, char::len_utf8);
                let (number, label) = slot.text.split_at(end);
                let level = match number.chars().next() {
                    Some('（') => 1,
                    Some('1'..='9') => 2,
                    _ => 0,
                };
                if number == "1." {
                    self.next_list += 1;
                }
                let list = if level == 2 { self.next_list } else { 1 };
                let list = format!(
                    r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>"#
                );
                paragraph(&list, &run(label))
            }
            _ => broken_words(&slot.text).into_iter().map(|part| paragraph("", &run(part))).collect(),
        }
    }
}

fn cell(across: usize, merge: &str, content: &str) -> String {
    format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{content}</w:tc>"#)
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p>{properties}{runs}</w:p>")
}

fn run(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A zip file whose members are stored.
pub fn zip(members: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in members {
        let content = content.as_ref();
        let mut shared = vec![20, 0, 0, 8, 0, 0, 0, 0, 0, 0];
        for value in [crc32fast::hash(content), content.len() as u32, content.len() as u32] {
            shared.extend(value.to_le_bytes());
        }
        shared.extend((name.len() as u32).to_le_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shared);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(name.bytes());
        out.extend(content);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([(members.len() as u16).to_le_bytes(); 2].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}
