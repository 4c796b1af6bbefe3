//! Why an input could not be read as a report at all, and what to do about it.

use crate::lang::Lang;

/// The reasons of the contract's error object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// Occurs when there is nothing but white space.
    Empty,
    /// Occurs when no table and hardly a section of an annual report is found.
    NotAReport,
    /// Occurs when the bytes are of a kind that gouji does not read.
    UnsupportedFormat,
    /// Occurs when the bytes are damaged, or are not in the encoding they claim.
    Corrupt,
    /// Occurs when the input is larger than [`crate::source::MAX_BYTES`].
    TooLarge,
    /// Occurs when a password is needed.
    Encrypted,
}

impl Error {
    /// The contract's code.
    pub const fn code(self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::NotAReport => "not_a_report",
            Error::UnsupportedFormat => "unsupported_format",
            Error::Corrupt => "corrupt",
            Error::TooLarge => "too_large",
            Error::Encrypted => "encrypted",
        }
    }

    /// What is wrong and what to do next.
    pub const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Error::Empty, Lang::Zh) => "没有内容。请把年报全文（包括三张表格）复制后粘贴到这里。",
            (Error::Empty, Lang::En) => {
                "There is nothing here. Copy the whole report, its three tables included, and paste it."
            }
            (Error::NotAReport, Lang::Zh) => {
                "没有找到政府信息公开工作年度报告的表格。请从年报页面或文档中连同表格一起复制（表格若是图片则无法读取）；只支持2019年起的格式。"
            }
            (Error::NotAReport, Lang::En) => {
                "No table of an annual report on government information disclosure was found. Copy the report with its tables (tables that are pictures cannot be read); forms from 2019 on are supported."
            }
            (Error::UnsupportedFormat, Lang::Zh) => {
                "不支持这种文件。请打开文件，全选复制后粘贴，或另存为网页（.html）或纯文本（.txt）再试。"
            }
            (Error::UnsupportedFormat, Lang::En) => {
                "This kind of file is not supported. Open it, copy everything and paste it, or save it as a web page (.html) or plain text (.txt)."
            }
            (Error::Corrupt, Lang::Zh) => "文件内容已损坏或编码无法识别。请重新下载，或打开后复制内容粘贴。",
            (Error::Corrupt, Lang::En) => {
                "The file is damaged or its encoding cannot be told. Download it again, or open it and paste its content."
            }
            (Error::TooLarge, Lang::Zh) => "内容过大（上限20兆字节）。请只复制年报本身再粘贴。",
            (Error::TooLarge, Lang::En) => {
                "The input is too large (the limit is 20 MB). Copy only the report itself and paste it."
            }
            (Error::Encrypted, Lang::Zh) => "文件有密码保护。请取消密码后另存，再打开新文件。",
            (Error::Encrypted, Lang::En) => {
                "The file is protected by a password. Save a copy without the password and open that."
            }
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl std::error::Error for Error {}
