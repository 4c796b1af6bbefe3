//! Files: the report as a document, a workbook or printed pages, opened again by `gouji-files`.
//!
//! Comes in: figures. Goes out: the bytes of a file, and the text that its reader makes of them.

pub(crate) use doc::compound;
pub use docx::zip;

mod doc;
mod docx;
mod grid;
mod odf;
mod pdf;
mod rtf;
mod variants;
mod xls;
mod xlsx;

use super::html::{self, Html};
use super::prose::{Frame, Opening, prose};
use super::sections;
use super::sheet::{Sheet, Slot, sheet};
use super::style::{Numbering, Script, Style};
use crate::figures::Figures;

/// A kind of file, and how it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// Word's: numbers of labels typed, changes tracked.
    Docx,
    /// The same with numbers that Word makes.
    DocxLists,
    /// A workbook with a sheet for each table, figures as numbers.
    Xlsx,
    /// A workbook with everything in one sheet, figures as text.
    XlsxText,
    /// A pdf with ruling lines.
    Pdf,
    /// A pdf without any lines.
    PdfUnruled,
    /// The same pages as an OFD.
    Ofd,
    /// Word's binary document.
    Doc,
    /// Rich text.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// OpenDocument workbook.
    Ods,
    /// Excel's binary workbook, and WPS's .et.
    Xls,
    /// Word's, in the strict variant of the standard, its numbers made by lists.
    DocxStrict,
    /// A workbook in it.
    XlsxStrict,
    /// Word's, with macros.
    Docm,
    /// A workbook with macros.
    Xlsm,
    /// OpenDocument text in one piece of XML.
    Fodt,
    /// OpenDocument workbook in one piece of XML.
    Fods,
    /// A web page saved in one file.
    Mht,
}

impl File {
    /// How the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            File::Docx | File::DocxLists | File::DocxStrict => "docx",
            File::Xlsx | File::XlsxText | File::XlsxStrict => "xlsx",
            File::Docm => "docm",
            File::Xlsm => "xlsm",
            File::Pdf | File::PdfUnruled => "pdf",
            File::Ofd => "ofd",
            File::Doc => "doc",
            File::Rtf => "rtf",
            File::Odt => "odt",
            File::Ods => "ods",
            File::Xls => "xls",
            File::Fodt => "fodt",
            File::Fods => "fods",
            File::Mht => "mht",
        }
    }
}

/// A part of a report, in order.
enum Part {
    Paragraph(String),
    Table(Sheet),
}

/// The bytes of the file.
pub fn file(figures: &Figures, file: File, style: &Style, frame: &Frame) -> Vec<u8> {
    // Word numbers lists in its own hand.
    let listed = Style { numbering: Numbering::Dot, spaced: false, ascii_punctuation: false, ..*style };
    // Pinyin in brackets is what converters of web pages leave, and nobody prints.
    let script = if style.script == Script::Pinyin { Script::Traditional } else { style.script };
    let printed = Style { script, ..*style };
    match file {
        File::Docx => docx::file(&parts(figures, style, frame), false),
        File::DocxLists => docx::file(&parts(figures, &listed, frame), true),
        File::Xlsx => xlsx::file(&parts(figures, style, frame), false),
        File::XlsxText => xlsx::file(&parts(figures, style, frame), true),
        File::Pdf => pdf::file(&parts(figures, &printed, frame), true),
        File::PdfUnruled => pdf::file(&parts(figures, &printed, frame), false),
        File::Ofd => pdf::ofd(&parts(figures, &printed, frame)),
        File::Doc => doc::file(&parts(figures, style, frame)),
        File::Rtf => rtf::file(&parts(figures, style, frame)),
        File::Odt => odf::text(&parts(figures, style, frame), odf::Form::Packed),
        File::Ods => odf::sheet(&parts(figures, style, frame), odf::Form::Packed),
        File::Fodt => odf::text(&parts(figures, style, frame), odf::Form::Flat),
        File::Fods => odf::sheet(&parts(figures, style, frame), odf::Form::Flat),
        File::Xls => xls::file(&parts(figures, style, frame)),
        File::DocxStrict => variants::strict(&docx::file(&parts(figures, &listed, frame), true)),
        File::XlsxStrict => variants::strict(&xlsx::file(&parts(figures, style, frame), false)),
        File::Docm => variants::macros(&docx::file(&parts(figures, style, frame), false)),
        File::Xlsm => variants::macros(&xlsx::file(&parts(figures, style, frame), false)),
        File::Mht => mht(&html::document(figures, &Html::PLAIN, style, frame)),
    }
}

/// A page as browsers save it: lines of 76 characters, bytes as digits behind signs of equality.
fn mht(page: &str) -> Vec<u8> {
    let head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    let mut out = head.to_owned();
    let mut width = 0;
    for byte in page.bytes() {
        let is_plain = (byte.is_ascii_graphic() && byte != b'=') || byte == b' ';
        let written = if is_plain { char::from(byte).to_string() } else { format!("={byte:02X}") };
        if width + written.len() > 75 {
            out.push_str("=\r\n");
            width = 0;
        }
        width += written.len();
        out.push_str(&written);
    }
    out.push_str("\r\n------b--\r\n");
    out.into_bytes()
}

/// The text that gouji's reader of such files makes of it; the error where it makes none.
pub(super) fn opened(figures: &Figures, kind: File, style: &Style, frame: &Frame) -> String {
    match gouji_files::open(&file(figures, kind, style, frame)) {
        Ok(opened) => opened.text,
        Err(error) => format!("not opened: {error}"),
    }
}

/// A report as JSON, for programs that write it with libraries of their own: texts, and tables as rows of `[text, across, down]`.
pub fn told(figures: &Figures, style: &Style, frame: &Frame) -> serde_json::Value {
    let cell = |slot: &Slot| serde_json::json!([slot.text, slot.across, slot.down]);
    let part = |part: Part| match part {
        Part::Paragraph(text) => serde_json::Value::from(text),
        Part::Table(sheet) => {
            let rows: Vec<Vec<_>> = sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            serde_json::json!({ "columns": sheet.columns, "rows": rows })
        }
    };
    parts(figures, style, frame).into_iter().map(part).collect()
}

fn parts(figures: &Figures, style: &Style, frame: &Frame) -> Vec<Part> {
    let prose = prose(figures, frame);
    let paragraph = |text: &String| Part::Paragraph(style.words(text));
    let mut parts = Vec::new();
    if !matches!(frame.opening, Opening::Nothing) {
        parts.push(paragraph(&prose.title));
    }
    parts.extend(prose.preamble.iter().map(paragraph));
    for (title, texts, table) in sections(figures, &prose) {
        parts.push(Part::Paragraph(style.words(title)));
        parts.extend(texts.iter().map(paragraph));
        parts.extend(table.and_then(|table| sheet(table, figures, style)).map(Part::Table));
    }
    parts
}
