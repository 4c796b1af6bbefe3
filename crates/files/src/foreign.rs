//! Files that gouji knows and does not read, and what to do with each: the answer names the way to a kind that it reads.

use gouji::{Error, Lang};

use crate::sniff;

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// Word 97 to 2003 and old WPS: doc, wps, or the XML of Word 2003.
    OldWord,
    /// Rich text format.
    Rtf,
    /// LibreOffice: odt, ods.
    OpenDocument,
    /// The binary workbook of Excel 2007: xlsb.
    BinaryWorkbook,
    /// Slides: ppt, pptx.
    Slides,
    /// The Chinese fixed-layout format: ofd.
    Ofd,
    /// A pdf without a text layer.
    ScannedPdf,
    /// A picture: png, jpeg, gif, bmp, webp, tiff.
    Picture,
    /// A packed folder: zip, rar, 7z, gz.
    Packed,
    /// Anything else that is no text.
    Other,
}

/// What a file is that [`crate::open`] refused as unsupported; none where it is of a kind that gouji reads.
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match sniff::content(bytes) {
        Ok(sniff::Content::Foreign(foreign)) => Some(foreign),
        // A pdf is read where it has text: refused, it is pictures of pages.
        Ok(sniff::Content::Pdf) => Some(Foreign::ScannedPdf),
        _ => None,
    }
}

impl Foreign {
    /// The error that [`crate::open`] gives.
    pub const fn error(self) -> Error {
        Error::UnsupportedFormat
    }

    /// What the file is and what to do next.
    pub const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Foreign::OldWord, Lang::Zh) => {
                "这是旧版 Word 或 WPS 文档（.doc、.wps）。请用 WPS 或 Word 打开，点“文件 → 另存为”，文件类型选“Word 文档（*.docx）”，再打开新文件；也可以全选复制后粘贴。"
            }
            (Foreign::OldWord, Lang::En) => {
                "This is an old Word or WPS document (.doc, .wps). Open it in WPS or Word, choose File, Save As, type Word Document (*.docx), and open the new file; or copy everything and paste it."
            }
            (Foreign::ScannedPdf, Lang::Zh) => {
                "这是扫描件 PDF，页面都是图片，没有可读取的文字。请使用原始的 Word 文档，或由 Word、WPS 直接另存的 PDF。"
            }
            (Foreign::ScannedPdf, Lang::En) => {
                "This pdf is a scan: its pages are pictures without text. Use the original document, or a pdf that Word or WPS saved directly."
            }
            (Foreign::Rtf, Lang::Zh) => {
                "这是 RTF 文档。请用 WPS 或 Word 打开，另存为“Word 文档（*.docx）”，再打开新文件；也可以全选复制后粘贴。"
            }
            (Foreign::Rtf, Lang::En) => {
                "This is a rich text document (RTF). Open it in WPS or Word, save it as Word Document (*.docx), and open the new file; or copy everything and paste it."
            }
            (Foreign::OpenDocument, Lang::Zh) => {
                "这是 OpenDocument 文档（.odt、.ods）。请用 LibreOffice 或 WPS 打开，另存为 .docx 或 .xlsx，再打开新文件；也可以全选复制后粘贴。"
            }
            (Foreign::OpenDocument, Lang::En) => {
                "This is an OpenDocument file (.odt, .ods). Open it in LibreOffice or WPS, save it as .docx or .xlsx, and open the new file; or copy everything and paste it."
            }
            (Foreign::BinaryWorkbook, Lang::Zh) => {
                "这是 Excel 二进制工作簿（.xlsb）。请用 Excel 打开，另存为“Excel 工作簿（*.xlsx）”，再打开新文件。"
            }
            (Foreign::BinaryWorkbook, Lang::En) => {
                "This is a binary Excel workbook (.xlsb). Open it in Excel, save it as Excel Workbook (*.xlsx), and open the new file."
            }
            (Foreign::Slides, Lang::Zh) => "这是演示文稿。请打开它，把年报的文字和表格复制后粘贴。",
            (Foreign::Slides, Lang::En) => {
                "These are slides. Open the file, copy the report's text and tables, and paste them."
            }
            (Foreign::Ofd, Lang::Zh) => {
                "这是 OFD 版式文件。请用阅读器打开，全选复制后粘贴，或导出为 PDF 再打开；最好使用原来的 Word 文档或网页。"
            }
            (Foreign::Ofd, Lang::En) => {
                "This is an OFD file. Open it in its reader, copy everything and paste it, or export a PDF and open that; the Word document or web page it came from is best."
            }
            (Foreign::Picture, Lang::Zh) => {
                "这是图片，无法读取其中的数字。请使用年报的网页、Word 文档或带文字的 PDF，或手工复制表格后粘贴。"
            }
            (Foreign::Picture, Lang::En) => {
                "This is a picture, and its figures cannot be read. Use the report's web page, Word document or a PDF with text, or copy its tables and paste them."
            }
            (Foreign::Packed, Lang::Zh) => "这是压缩包。请先解压，再打开其中的年报文件。",
            (Foreign::Packed, Lang::En) => "This is a packed folder. Unpack it and open the report inside.",
            (Foreign::Other, lang) => Error::UnsupportedFormat.message(lang),
        }
    }
}
