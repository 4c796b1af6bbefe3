//! Small files made for tests: zip files, documents, compound files.

use crate::crc::crc32;

/// A zip file with these members; every second one is stored, not packed.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (index, (name, content)) in members.iter().enumerate() {
        let packed =
            if index % 2 == 0 { miniz_oxide::deflate::compress_to_vec(content, 6) } else { content.to_vec() };
        let mut shared = Vec::new();
        for value in [20u16, 0x800, if index % 2 == 0 { 8 } else { 0 }, 0, 0] {
            shared.extend(value.to_le_bytes());
        }
        for value in [crc32(content), packed.len() as u32, content.len() as u32] {
            shared.extend(value.to_le_bytes());
        }
        shared.extend((name.len() as u16).to_le_bytes());
        shared.extend(0u16.to_le_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shared);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let start = out.len() as u32;
    let count = (members.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="htm" ContentType="text/html"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>"#;

const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;

/// A docx with this body, and the styles and lists given.
pub(crate) fn docx_with(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let part = |root: &str, content: &str| {
        format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {WORD}>{content}</w:{root}>"#)
    };
    let link = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let main = link("rId1", "officeDocument", "word/document.xml");
    let links = [
        link("rId1", "styles", "styles.xml"),
        link("rId2", "numbering", "numbering.xml"),
        link("rId3", "aFChunk", "/word/chunk.htm"),
    ];
    zip(&[
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", format!("{LINKS}{main}</Relationships>").as_bytes()),
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>")).as_bytes()),
        ("word/_rels/document.xml.rels", format!("{LINKS}{}</Relationships>", links.concat()).as_bytes()),
        ("word/styles.xml", part("styles", styles).as_bytes()),
        ("word/numbering.xml", part("numbering", numbering).as_bytes()),
        ("word/chunk.htm", "<p>整页</p>".as_bytes()),
    ])
}

/// A docx with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, "", "")
}

/// A paragraph with one run.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OLE2 compound file with one stream, of at least 4096 bytes, and the names of others that are empty.
pub(crate) fn compound(name: &str, content: &[u8], others: &[&str]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut content = content.to_vec();
    content.resize(content.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = content.len() / SECTOR;
    // One sector of the allocation table and one of the directory come first.
    assert!(sectors < 120 && others.len() <= 2, "a small file");
    let mut fat = vec![0xffff_fffdu32, 0xffff_fffe];
    fat.extend((0..sectors).map(|index| if index + 1 == sectors { 0xffff_fffe } else { index as u32 + 3 }));
    fat.resize(SECTOR / 4, 0xffff_ffff);
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.resize(24, 0);
    for value in [0x3eu16, 3, 0xfffe, 9, 6] {
        out.extend(value.to_le_bytes());
    }
    out.resize(44, 0);
    for value in [1u32, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0] {
        out.extend(value.to_le_bytes());
    }
    out.resize(SECTOR, 0xff);
    out.extend(fat.iter().flat_map(|unit| unit.to_le_bytes()));
    let mut entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        out.extend(entry);
    };
    entry("Root Entry", 5, 0xffff_fffe, 0);
    entry(name, 2, 2, content.len());
    others.iter().for_each(|name| entry(name, 2, 0xffff_fffe, 0));
    out.resize(SECTOR * 3, 0);
    out.extend(content);
    out
}
