//! Files that gouji knows and does not read, and what to do with each: the answer names the way to a kind that it reads.

use gouji::{Error, Lang};

use crate::sign::Sign::{self, Head, Member, Mimetype, Stream, Within};

/// A kind of file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// Word before 97, the XML of Word and Excel 2003, and compound files of unknown programs.
    OldWord,
    /// Microsoft Works: wps.
    Works,
    /// The binary workbook of Excel 2007: xlsb.
    BinaryWorkbook,
    /// Slides: ppt, pptx, odp.
    Slides,
    /// The reader of a Chinese library of papers: caj.
    Caj,
    /// A pdf or ofd without a text layer.
    ScannedPdf,
    /// A picture that is not read: gif, tiff; in a build without the reader of pictures, any. The page takes all of them to a reader of its own.
    Picture,
    /// A packed folder that is not opened: rar, 7z, gz.
    Packed,
    /// A packed folder whose files are read one by one: zip.
    Folder,
    /// Anything else that is no text.
    Other,
}

/// How names of such files end, and what they begin with or hold.
static FOREIGN: [(Foreign, &[&str], &[Sign]); 9] = [
    (
        Foreign::Works,
        // They end in .wps, as documents of WPS Office do.
        &[],
        &[Stream("MatOST")],
    ),
    (
        Foreign::OldWord,
        &["uof", "uot", "uos"],
        &[Head(b"\xdb\xa5\x2d\0"), Within(2048, b"<?mso-application")],
    ),
    (Foreign::BinaryWorkbook, &["xlsb"], &[Member("xl/workbook.bin")]),
    (
        Foreign::Slides,
        &["ppt", "pptx", "dps", "odp"],
        &[
            Member("ppt/"),
            Stream("PowerPoint Document"),
            Mimetype("application/vnd.oasis.opendocument.presentation"),
        ],
    ),
    (Foreign::Caj, &["caj", "nh", "kdh"], &[Head(b"CAJ"), Head(b"HN\0\0"), Head(b"KDH")]),
    (
        Foreign::Picture,
        &["gif", "tif", "tiff", "heic"],
        &[Head(b"GIF87a"), Head(b"GIF89a"), Head(b"II*\0"), Head(b"MM\0*")],
    ),
    (
        Foreign::Packed,
        &["rar", "7z", "gz", "tgz", "tar"],
        &[Head(b"Rar!\x1a\x07"), Head(b"7z\xbc\xaf\x27\x1c"), Head(b"\x1f\x8b\x08")],
    ),
    // Without anything in it.
    (Foreign::Folder, &[], &[Head(b"PK\x05\x06")]),
    (Foreign::Other, &[], &[Head(b"\x7fELF"), Head(b"MZ\x90\0")]),
];

/// The extensions of documents that are not read.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FOREIGN.iter().flat_map(|(_, extensions, _)| *extensions).copied()
}

/// The kinds that are not read, with their signs.
pub(crate) fn signs() -> impl Iterator<Item = (Foreign, &'static [Sign])> {
    FOREIGN.iter().map(|(foreign, _, signs)| (*foreign, *signs))
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
                "这是旧版办公程序的文档（Word 95 及更早、Word 2003 XML、UOF 等）。请用 WPS 或 Word 打开，点“文件 → 另存为”，文件类型选“Word 文档（*.docx）”，再打开新文件；也可以全选复制后粘贴。"
            }
            (Foreign::OldWord, Lang::En) => {
                "This is a document of an old office program (Word 95 or before, Word 2003 XML, UOF …). Open it in WPS or Word, choose File, Save As, type Word Document (*.docx), and open the new file; or copy everything and paste it."
            }
            (Foreign::Works, Lang::Zh) => {
                "这是 Microsoft Works 的文档（.wps），不是 WPS Office 的。请用 LibreOffice 或旧版 Word 打开，另存为“Word 文档（*.docx）”，再打开新文件；也可以全选复制后粘贴。"
            }
            (Foreign::Works, Lang::En) => {
                "This is a document of Microsoft Works (.wps), not of WPS Office. Open it in LibreOffice or an old Word, save it as Word Document (*.docx), and open the new file; or copy everything and paste it."
            }
            (Foreign::ScannedPdf, Lang::Zh) => {
                "这是扫描件（PDF 或 OFD），页面都是图片，没有可读取的文字。请使用原始的 Word 文档，或由 Word、WPS 直接另存的 PDF；也可以把有表格的页面存成 .png 或 .jpg 图片再打开。"
            }
            (Foreign::ScannedPdf, Lang::En) => {
                "This file is a scan: its pages are pictures without text. Use the original document, or a pdf that Word or WPS saved directly; or save the pages with tables as .png or .jpg pictures and open those."
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
            (Foreign::Caj, Lang::Zh) => {
                "这是 CAJ 文件。请用它的阅读器打开，全选复制后粘贴，或打印为 PDF 再打开；最好使用原来的 Word 文档或网页。"
            }
            (Foreign::Caj, Lang::En) => {
                "This is a CAJ file. Open it in its reader, copy everything and paste it, or print a pdf and open that; the Word document or web page it came from is best."
            }
            (Foreign::Picture, Lang::Zh) => {
                "这是图片，这里无法读取其中的数字。请使用年报的网页、Word 文档或带文字的 PDF，或手工复制表格后粘贴；勾稽的网页和命令行可以读取 .png 和 .jpg 图片中的表格。"
            }
            (Foreign::Picture, Lang::En) => {
                "This is a picture, and its figures cannot be read here. Use the report's web page, Word document or a PDF with text, or copy its tables and paste them; gouji's page and command line read tables in .png and .jpg pictures."
            }
            (Foreign::Packed, Lang::Zh) => {
                "这是压缩包（.rar、.7z 等）。请先解压，再打开其中的年报文件；.zip 可以直接打开。"
            }
            (Foreign::Packed, Lang::En) => {
                "This is a packed folder (.rar, .7z …). Unpack it and open the report inside; a .zip can be opened as it is."
            }
            (Foreign::Folder, Lang::Zh) => {
                "这是压缩包，里面的文件要逐份核对。请只打开它，或先解压再打开其中的年报文件。"
            }
            (Foreign::Folder, Lang::En) => {
                "This is a packed folder, whose files are checked one by one. Open it by itself, or unpack it and open the report inside."
            }
            (Foreign::Other, lang) => Error::UnsupportedFormat.message(lang),
        }
    }
}
