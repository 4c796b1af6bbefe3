//! Files of every kind in, and no file makes it panic.

use gouji::{Error, Kind};
use proptest::prelude::*;

use crate::testing::{compound, docx, paragraph, zip};
use crate::{Foreign, Format, foreign, limits, open};

const PAGE: &str = "<html><head></head><body><p>本单位年度报告。</p><table><tr><td>总计</td><td>12</td></tr></table></body></html>";
const TRADITIONAL: &str = "<p>本單位政府資訊公開工作年度報告，總計收到申請與處理結果如下。</p><table><tr><td>總計</td></tr></table>";

#[track_caller]
fn check(bytes: &[u8], format: Format, encoding: &str, text: &str) {
    let opened = open(bytes).expect("readable");
    assert_eq!((opened.format, opened.encoding, opened.text.as_str()), (format, Some(encoding), text));
}

fn encoded(label: &str, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a charset");
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn charsets_without_a_word_about_them() {
    check(PAGE.as_bytes(), Format::Html, "utf-8", PAGE);
    check(&[b"\xef\xbb\xbf", PAGE.as_bytes()].concat(), Format::Html, "utf-8", PAGE);
    check(&encoded("gbk", PAGE), Format::Html, "gb18030", PAGE);
    check(&encoded("big5", TRADITIONAL), Format::Html, "big5", TRADITIONAL);
    check(&encoded("gbk", TRADITIONAL), Format::Html, "gb18030", TRADITIONAL);
    check(&utf16(PAGE, u16::to_le_bytes), Format::Html, "utf-16le", PAGE);
    check(&utf16(PAGE, u16::to_be_bytes), Format::Html, "utf-16be", PAGE);
    check(&utf16(&format!("\u{feff}{PAGE}"), u16::to_le_bytes), Format::Html, "utf-16le", PAGE);
    check(&utf16(&format!("\u{feff}{PAGE}"), u16::to_be_bytes), Format::Html, "utf-16be", PAGE);
    check(b"total\t12\n", Format::Text, "utf-8", "total\t12\n");
    check("总计\t12\n".as_bytes(), Format::Text, "utf-8", "总计\t12\n");
}

#[test]
fn a_wrong_word_about_the_charset_is_not_believed() {
    let page = PAGE.replace("报告", "政府信息公开工作报告");
    let wrong = |label: &str| page.replace("<head>", &format!("<head><meta charset=\"{label}\">"));
    for label in ["utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"] {
        let page = wrong(label);
        check(&encoded("gb18030", &page), Format::Html, "gb18030", &page);
    }
    let long = wrong("gb2312").replace("报告", "政府信息公开工作年度报告");
    check(long.as_bytes(), Format::Html, "utf-8", &long);
}

#[test]
fn a_short_page_is_read_as_it_says() {
    // These four bytes are UTF-8 as well.
    let page = "<meta charset=gbk><p>联通</p>";
    check(&encoded("gbk", page), Format::Html, "gb18030", page);
    let page = "<?xml version='1.0' encoding='Big5'?><p>一</p>";
    check(&encoded("big5", page), Format::Html, "big5", page);
}

#[test]
fn gb18030_in_full() {
    let page = format!("{PAGE}<p>㐀𠀀</p>");
    check(&encoded("gb18030", &page), Format::Html, "gb18030", &page);
}

#[test]
fn a_damaged_character_does_not_change_the_charset() {
    let mut bytes = PAGE.repeat(5).into_bytes();
    bytes.truncate(bytes.len() - 60);
    let at = bytes.iter().position(|byte| *byte > 0x80).expect("a character");
    bytes.remove(at);
    assert_eq!(open(&bytes).expect("readable").encoding, Some("utf-8"));
}

fn mht(part: &str) -> Vec<u8> {
    format!(
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B--x----\"\r\n\r\n\r\n\
         ------B--x----\r\nContent-Type: text/html\r\n\r\n<p>框架</p>\r\n------B--x----\r\n{part}\r\n------B--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n------B--x------\r\n"
    )
    .into_bytes()
}

#[test]
fn saved_pages() {
    let quoted: String = encoded("gbk", "<table><tr><td>总计=12</td></tr></table>")
        .chunks(10)
        .map(|line| line.iter().map(|byte| format!("={byte:02X}")).collect::<String>())
        .collect::<Vec<_>>()
        .join("=\r\n");
    let part = format!(
        "Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}"
    );
    check(&mht(&part), Format::Mht, "gb18030", "<table><tr><td>总计=12</td></tr></table>\r\n");
    let part = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRhYmxlPjx0cj48dGQ+\r\n5oC76K6hPC90YWJsZT4=";
    check(&mht(part), Format::Mht, "utf-8", "<table><tr><td>总计</table>");
    // Cut off in the middle of the page.
    let whole = mht("Content-Type: text/html\r\n\r\n<table><tr><td>1</td><td>2</td></tr></table>");
    let cut = &whole[..whole.len() - 140];
    assert_eq!(open(cut).map(|opened| opened.format), Ok(Format::Mht));
}

#[test]
fn documents() {
    let opened = open(&docx(&paragraph("文"))).expect("readable");
    assert_eq!((opened.format, opened.kind, opened.encoding), (Format::Docx, Kind::Html, None));
    assert_eq!(opened.text, "<p>文</p>\n");
    assert_eq!(open(&docx("<w:p/>")), Err(Error::Empty));
}

#[test]
fn kinds_that_are_not_read_are_named() {
    let of = |bytes: &[u8]| {
        assert_eq!(open(bytes), Err(Error::UnsupportedFormat));
        foreign(bytes).expect("named")
    };
    assert_eq!(of(&compound("PowerPoint Document", &[], &[])), Foreign::Slides);
    assert_eq!(of(&compound("MatOST", &[], &["CONTENTS"])), Foreign::Works);
    assert_eq!(of(&compound("CONTENTS", &[], &[])), Foreign::Works);
    assert_eq!(of(&compound("Else", &[], &[])), Foreign::OldWord);
    assert_eq!(
        of(b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"),
        Foreign::OldWord
    );
    for picture in [&b"\x89PNG\r\n\x1a\n...."[..], b"\xff\xd8\xff\xe0JFIF", b"RIFF\0\0\0\0WEBPVP8 "] {
        match cfg!(feature = "pictures") {
            true => assert_eq!(open(picture), Err(Error::Corrupt)),
            false => assert_eq!(of(picture), Foreign::Picture),
        }
    }
    assert_eq!(of(&zip(&[("ppt/presentation.xml", b"x")])), Foreign::Slides);
    assert_eq!(of(&zip(&[("xl/workbook.bin", b"x"), ("xl/styles.xml", b"x")])), Foreign::BinaryWorkbook);
    assert_eq!(of(&zip(&[("年报.docx", b"x")])), Foreign::Folder);
    assert_eq!(of(&zip(&[("word/年报.docx", b"x")])), Foreign::Folder);
    assert_eq!(of(b"Rar!\x1a\x07\x01\0"), Foreign::Packed);
    assert_eq!(of(b"CAJ\0\0\0\0"), Foreign::Caj);
    assert_eq!(foreign(PAGE.as_bytes()), None);
    assert_eq!(open(&[1, 2, 3, 4, 5, 6, 7, 8, 14, 15]), Err(Error::UnsupportedFormat));
}

#[test]
fn empty_locked_damaged_and_huge() {
    for bytes in [&b""[..], b" \r\n\t", "\u{feff}  ".as_bytes()] {
        assert_eq!(open(bytes), Err(Error::Empty));
    }
    assert_eq!(open(&compound("EncryptedPackage", &[], &["Workbook"])), Err(Error::Encrypted));
    assert_eq!(open(&vec![b'a'; 200 << 20]), Err(Error::TooLarge));
    assert_eq!(open(&vec![b'a'; limits::TEXT_BYTES + 1]), Err(Error::TooLarge));
    let bytes = docx(&paragraph("文"));
    assert_eq!(open(&bytes[..bytes.len() / 2]), Err(Error::Corrupt));
    // The flag that says a member is encrypted, in both headers.
    let mut locked = bytes.clone();
    for signature in [&b"PK\x01\x02"[..], b"PK\x03\x04"] {
        let places: Vec<_> = (0..bytes.len() - 4).filter(|&at| &bytes[at..at + 4] == signature).collect();
        let offset = if signature[2] == 1 { 8 } else { 6 };
        places.into_iter().for_each(|at| locked[at + offset] |= 1);
    }
    assert_eq!(open(&locked), Err(Error::Encrypted));
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let zeros = vec![b' '; limits::UNPACKED_BYTES + 1];
    let bomb = zip(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(open(&bomb), Err(Error::TooLarge));
}

#[test]
fn a_damaged_byte_is_no_other_figure() {
    // The part of lists is stored as it is, so that a changed byte is still good XML.
    let mut bytes = docx(&paragraph("1"));
    let at = bytes.windows(6).rposition(|window| window == b"wordpr").expect("a stored part");
    bytes[at] ^= 1;
    assert_eq!(open(&bytes), Err(Error::Corrupt));
}

#[test]
fn messages_say_what_to_do() {
    use gouji::Lang;
    assert!(Foreign::OldWord.message(Lang::Zh).contains("*.docx"));
    assert!(Foreign::Picture.message(Lang::Zh).contains("这是图片"));
    assert!(Foreign::OldWord.message(Lang::En).contains("*.docx"));
}

/// A valid file of each kind.
static SAMPLES: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(|| {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "总计").expect("a cell").write(0, 1, 12).expect("a cell");
    let row = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>".repeat(3);
    vec![
        encoded("gbk", PAGE),
        utf16(PAGE, u16::to_le_bytes),
        mht("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table>=E6=80"),
        docx(&format!("{}<w:tbl>{row}</w:tbl>", paragraph("文"))),
        book.save_to_buffer().expect("a workbook"),
        compound(
            "Workbook",
            &[9, 8, 4, 0, 0, 6, 5, 0, 0x85, 0, 9, 0, 21, 0, 0, 0, 0, 0, 1, 0, b'S', 9, 8, 4, 0, 0, 6, 16, 0],
            &[],
        ),
    ]
});

proptest! {
    #[test]
    fn arbitrary_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2000), head in 0..4usize) {
        let heads: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"];
        let _ = open(&[heads[head], &bytes].concat());
    }

    #[test]
    fn mutated_files_are_survived(
        sample in 0..6usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = SAMPLES[sample].clone();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = open(&bytes);
    }

    #[test]
    fn mutated_xml_is_survived(changes in proptest::collection::vec((any::<prop::sample::Index>(), "[<>/a-z:=\"&;0-9 ]{0,4}"), 0..6)) {
        let mut body = String::from("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
        for (index, text) in changes {
            let at = index.index(body.len());
            body.replace_range(at..at + 1, &text);
        }
        let _ = open(&docx(&body));
    }
}

/// What the README says of limits is what the code does.
#[test]
fn limits_are_those_of_the_readme() {
    use crate::limits::{CELLS, FILE_BYTES, PDF_PAGES, TEXT_BYTES, UNPACKED_BYTES};
    let readme = include_str!("../../../README.md");
    let mb = |bytes: usize| format!("{} MB", bytes >> 20);
    let thousands = |n: usize| format!("{},{:03}", n / 1000, n % 1000);
    for said in [
        format!("Files may have {}, their text {}", mb(FILE_BYTES), mb(TEXT_BYTES)),
        format!("{} cells and unpack to {}", thousands(CELLS), mb(UNPACKED_BYTES)),
        format!("may have {PDF_PAGES} pages"),
    ] {
        assert!(readme.contains(&said), "the README does not say: {said}");
    }
}

#[test]
fn values_between_commas_are_csv_in_any_charset() {
    let row = "一、本年新收政府信息公开申请数量,1,0,0,0,0,0,1\r\n";
    let text = format!("甲区民政局2023年政府信息公开工作年度报告\r\n{}", row.repeat(4));
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    let marked = format!("\u{feff}{text}");
    for (bytes, charset) in
        [(gb18030.as_ref(), "gb18030"), (text.as_bytes(), "utf-8"), (marked.as_bytes(), "utf-8")]
    {
        let opened = open(bytes).expect("values");
        assert_eq!((opened.format, opened.kind, opened.encoding), (Format::Csv, Kind::Csv, Some(charset)));
        assert_eq!(opened.text, text);
    }
    // Tabs are columns only where the name says so.
    let opened = open(text.replace(',', "\t").as_bytes()).expect("values");
    assert_eq!(opened.format, Format::Text);
    assert_eq!(opened.clone().named("2023.TSV").kind, Kind::Csv);
    assert_eq!(opened.named("2023.txt").kind, Kind::Text);
}
