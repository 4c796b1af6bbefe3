//! Why an input could not be read as a report at all, and what to do about it.

use crate::lang::Lang;

/// The reasons of the contract's error object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Error {
    /// Occurs when there is nothing but white space.
    Empty,
    /// Occurs when no table and hardly a section of an annual report is found.
    NotAReport(NearMiss),
    /// Occurs when the bytes are of a kind that gouji does not read.
    UnsupportedFormat,
    /// Occurs when the bytes are damaged, or are not in the encoding they claim.
    Corrupt,
    /// Occurs when the input is larger than [`crate::source::MAX_BYTES`].
    TooLarge,
    /// Occurs when a password is needed.
    Encrypted,
}

/// What a text is that looks like an annual report and is none that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum NearMiss {
    /// Nothing of a report was recognised.
    Other,
    /// The tables are pictures.
    Pictures,
    /// A report in the form that was in use before 2019.
    OldForm,
    /// A notice on compiling the reports.
    Notice,
    /// Statistics of less than a year.
    PartOfYear,
    /// A university's report on a school year.
    SchoolYear,
    /// The form with nothing filled in.
    Template,
    /// The text of the tables without what parts their cells: figures of neighbours touch.
    RunTogether,
    /// Figures of two reports side by side in one table.
    SideBySide,
    /// A pdf of a sheet whose columns stand on several pages.
    Pages,
    /// A picture without rules that make a table.
    NoRules,
    /// A picture with a table that is not the form's, or not all of it.
    OtherGrid,
    /// A picture with a table whose labels are not the form's, or cannot be read.
    OtherLabels,
    /// A picture whose figures have too few pixels.
    SmallPicture,
}

impl Error {
    /// The contract's code.
    pub const fn code(self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::NotAReport(_) => "not_a_report",
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
            (Error::NotAReport(near), lang) => near.message(lang),
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
            (Error::TooLarge, Lang::Zh) => {
                "内容过大：文字超过20兆字节，或文件超过64兆字节，或其中的行、单元格、页面元素、页数、图形远多于一份年报。请只复制年报本身再粘贴。"
            }
            (Error::TooLarge, Lang::En) => {
                "The input is too large: more than 20 MB of text, a file of more than 64 MB, or far more lines, cells, parts of a page, pages or drawings than a report has. Copy only the report itself and paste it."
            }
            (Error::Encrypted, Lang::Zh) => "文件有密码保护。请取消密码后另存，再打开新文件。",
            (Error::Encrypted, Lang::En) => {
                "The file is protected by a password. Save a copy without the password and open that."
            }
        }
    }
}

impl NearMiss {
    const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (NearMiss::Other, Lang::Zh) => {
                "没有找到政府信息公开工作年度报告的表格。请从年报页面或文档中连同表格一起复制；只支持2019年起的格式。"
            }
            (NearMiss::Other, Lang::En) => {
                "No table of an annual report on government information disclosure was found. Copy the report together with its tables; forms from 2019 on are supported."
            }
            (NearMiss::Pictures, Lang::Zh) => {
                "这份年报的表格是图片，图片没有随文字一起来。请对表格截图，再粘贴或打开截图；最好改用原始文档（Word、WPS），或从文档中复制表格本身。"
            }
            (NearMiss::Pictures, Lang::En) => {
                "The tables of this report are pictures, which did not come along with its text. Take a screenshot of the tables and paste or open that; the original document, or the tables copied from it, are best."
            }
            (NearMiss::OldForm, Lang::Zh) => {
                "这是2019年以前旧格式的年报，指标与现行格式不同，无法核对。请提供2019年度及以后的年报。"
            }
            (NearMiss::OldForm, Lang::En) => {
                "This report is in the form in use before 2019, whose figures differ from today's. Reports on 2019 and later can be checked."
            }
            (NearMiss::Notice, Lang::Zh) => {
                "这是关于编制、报送年报的通知，不是年报本身。请打开具体单位的年度报告再复制。"
            }
            (NearMiss::Notice, Lang::En) => {
                "This is a notice on compiling the reports, not a report. Open the report of an organ and copy that."
            }
            (NearMiss::PartOfYear, Lang::Zh) => {
                "这是半年或季度的统计，不是年度报告，勾稽关系不适用。请提供全年的年度报告。"
            }
            (NearMiss::PartOfYear, Lang::En) => {
                "These are statistics of a half-year or a quarter, to which the annual form's equations do not apply. Use the report on the whole year."
            }
            (NearMiss::SchoolYear, Lang::Zh) => {
                "这是学校按学年编制的信息公开年度报告，格式与政府机关的年报不同，无法核对。"
            }
            (NearMiss::SchoolYear, Lang::En) => {
                "This is a school's report on a school year, in another form than that of government organs; it cannot be checked."
            }
            (NearMiss::RunTogether, Lang::Zh) => {
                "表格的单元格连成了一片，分不清哪些数字属于哪一格。请打开原网页，选中表格本身再复制粘贴，或者保存为网页文件（.html）后打开。"
            }
            (NearMiss::RunTogether, Lang::En) => {
                "The cells of the tables ran together, so that nothing tells which figure belongs to which cell. Open the page itself, select the tables and copy them, or save it as a web page (.html) and open that."
            }
            (NearMiss::SideBySide, Lang::Zh) => {
                "这张表格把两份年报（或两个年度）的数字并排放在一起，无法按一份年报核对。请分别打开各年的年报原文，一次核对一份。"
            }
            (NearMiss::SideBySide, Lang::En) => {
                "This table sets the figures of two reports, or of two years, side by side; it cannot be checked as one report. Open the reports themselves and check one at a time."
            }
            (NearMiss::Pages, Lang::Zh) => {
                "这份PDF由电子表格打印而成，表格的各列分在左右几页上，无法对齐核对。请直接打开原表格文件（.xlsx、.xls），或将打印设置为“所有列打印在一页”后重新导出。"
            }
            (NearMiss::Pages, Lang::En) => {
                "This pdf is a sheet printed over several pages side by side, so its columns stand apart from their labels. Open the workbook itself, or print it fitted to one page wide."
            }
            (NearMiss::NoRules, Lang::Zh) => {
                "图片中没有找到有框线的表格。请把整张表格（包括四周的框线）截取或拍摄在图片里，放平、拍正、光线均匀；文字段落不读取。"
            }
            (NearMiss::NoRules, Lang::En) => {
                "No ruled table was found in the picture. Take the whole table into it, its outer rules included, straight and evenly lit; prose in pictures is not read."
            }
            (NearMiss::OtherGrid, Lang::Zh) => {
                "图片中的表格与年报规定的格式对不上：行列数不同，或者框线没有拍全、看不清。请把整张表格拍进图片，拍正、拍清楚；一次一张表格也可以。"
            }
            (NearMiss::OtherGrid, Lang::En) => {
                "The table in the picture is not the form's: it has other rows or columns, or its rules are cut off or faint. Take the whole table into the picture, straight and sharp; one table a picture will do."
            }
            (NearMiss::OtherLabels, Lang::Zh) => {
                "图片中表格的行名、列名与年报规定的格式不一致，或者看不清，数字对不到行上，所以没有读取。请换一张更清楚、拍正的图片，并把表头拍全。"
            }
            (NearMiss::OtherLabels, Lang::En) => {
                "The labels of the table in the picture are not the form's or cannot be read, so no figure could be tied to its row, and nothing was read. Use a sharper, straight picture with the whole header in it."
            }
            (NearMiss::SmallPicture, Lang::Zh) => {
                "图片太小，数字只有几个像素高，读不准。请放大页面后再截图，或用更高的分辨率扫描、靠近一些拍摄。"
            }
            (NearMiss::SmallPicture, Lang::En) => {
                "The picture is too small: its figures are only a few pixels high. Enlarge the page before taking a screenshot, scan at a higher resolution, or take the photo from nearer."
            }
            (NearMiss::Template, Lang::Zh) => "这是尚未填写的空白模板，没有可核对的数字。请填写后再核对。",
            (NearMiss::Template, Lang::En) => {
                "This is a template that is not filled in: there are no figures to check. Fill it in first."
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
