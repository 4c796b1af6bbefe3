//! Documents that LibreOffice saved, and what damage makes of them. `tests/src/render/file/doc.rs` writes documents of our own.

use gouji::Error;

use crate::{Foreign, Format, foreign, open};

/// Lists, hidden and deleted text, a deleted row, merged cells, a table in a table, a field, a text box.
const CHANGES: &[u8] = include_bytes!("../../../../tests/fixtures/files/libreoffice-changes.doc");

#[test]
fn a_document_as_its_reader_sees_it() {
    let opened = open(CHANGES).expect("readable");
    assert_eq!(opened.format, Format::Doc);
    assert_eq!(
        opened.text.replace('\n', ""),
        "<p>一、标题一</p><p>（一）小节</p><p>1.条</p><p>2.又条</p><p>二、标题二</p><p>留新1</p><p>前合</p>\
         <table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>\
         <tr><td>丙</td><td><table><tr><td>内一</td><td>内二</td></tr></table><br>丁</td></tr>\
         <tr><td></td><td></td><td></td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table><p>锚<img>后</p><p>框中文</p><p>末</p>"
    );
}

/// The document with other bytes at a place of its main stream, which is found by its first two bytes.
fn with(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = CHANGES.to_vec();
    let start =
        (512..file.len()).step_by(512).find(|&at| file[at..].starts_with(b"\xec\xa5")).expect("a stream");
    file[start + at..start + at + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn locked_old_and_damaged_documents_are_told() {
    let flags = |set: u16| {
        let start =
            (512..).step_by(512).find(|&at| CHANGES[at..].starts_with(b"\xec\xa5")).expect("a stream");
        u16::from_le_bytes([CHANGES[start + 10], CHANGES[start + 11]]) | set
    };
    assert_eq!(open(&with(10, &flags(0x100).to_le_bytes())), Err(Error::Encrypted));
    let old = with(2, &104u16.to_le_bytes());
    assert_eq!((open(&old), foreign(&old)), (Err(Error::UnsupportedFormat), Some(Foreign::OldWord)));
    // More text than there is, and no table of pieces.
    assert_eq!(open(&with(0x4c, &100_000u32.to_le_bytes())), Err(Error::Corrupt));
    assert_eq!(open(&with(0x1a6, &0u32.to_le_bytes())), Err(Error::Corrupt));
    assert_eq!(open(&CHANGES[..CHANGES.len() / 2]), Err(Error::Corrupt));
}
