//! What each rule checks, why it must hold and where it comes from: the text of `gouji rules` and of the page's help.

use super::RuleId;
use crate::lang::Lang;

/// A rule explained to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// A short name.
    pub title: &'static str,
    /// What it checks and why it must hold.
    pub why: &'static str,
    /// Where the form or the law sets it.
    pub source: &'static str,
}

const FORM: &str = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号；2019年版：国办公开办函〔2019〕60号）";
const READING: &str = "gouji";

impl RuleId {
    /// The rule explained. The source is named in Chinese in either language: it is the title of a document.
    pub const fn explain(self, lang: Lang) -> Explanation {
        let (zh, en) = texts(self);
        let (title, why) = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let source = match self {
            RuleId::StructureSeveral
            | RuleId::TableAmbiguous
            | RuleId::TableCounted
            | RuleId::TableUnread => READING,
            _ => FORM,
        };
        Explanation { title, why, source }
    }
}

type Texts = (&'static str, &'static str);

const fn texts(rule: RuleId) -> (Texts, Texts) {
    match rule {
        RuleId::T3RowTotal => (
            (
                "第三部分：每行合计",
                "每一行中，自然人与法人或其他组织五类之和，应等于该行“总计”。申请人只能归入其中一类。",
            ),
            (
                "Table 3: each row adds up",
                "In each row, natural persons and the five kinds of organisations add up to the row's 总计: an applicant belongs to exactly one of them.",
            ),
        ),
        RuleId::T3ResultTotal => (
            (
                "第三部分：办理结果合计",
                "每一列中，（一）至（六）各种办理结果之和，应等于“（七）总计”。一件申请只计一种结果。",
            ),
            (
                "Table 3: outcomes add up",
                "In each column, the outcomes （一） to （六） add up to （七）总计: an application has exactly one outcome.",
            ),
        ),
        RuleId::T3Balance => (
            (
                "第三部分：收办平衡",
                "每一列中，第一项（本年新收）加第二项（上年结转），应等于第三项（办理结果总计）加第四项（结转下年度）。表头原文即写明此勾稽关系。",
            ),
            (
                "Table 3: received and handled balance",
                "In each column, item 1 (new this year) plus item 2 (carried in) equals item 3 (handled) plus item 4 (carried out). The note in the table's own header says so.",
            ),
        ),
        RuleId::T4Total => (
            (
                "第四部分：各项合计",
                "行政复议、未经复议直接起诉、复议后起诉三组中，结果维持、结果纠正、其他结果、尚未审结之和，应等于该组“总计”。",
            ),
            (
                "Table 4: each block adds up",
                "In each of the three blocks, upheld, corrected, other and pending cases add up to the block's 总计.",
            ),
        ),
        RuleId::CellFormat => (
            (
                "单元格应为规范数字",
                "件数应为不小于零的整数，金额可有小数，2019年版“本年增/减”可带正负号；不应夹带说明文字。",
            ),
            (
                "Cells hold proper numbers",
                "Counts are whole numbers from zero up, amounts may have decimals, the 2019 form's 本年增/减 may carry a sign; no words belong in the cell.",
            ),
        ),
        RuleId::StructureSection => (
            ("六个部分齐全且依次排列", "年度报告由总体情况等六个部分组成，标题用语可有出入，顺序不变。"),
            (
                "Six sections, in order",
                "The report has six sections. Their titles vary in wording; their order does not.",
            ),
        ),
        RuleId::StructureTable => (
            ("三张表格齐全", "第二、三、四部分各有一张统计表，数字为零也应列表。"),
            (
                "Three tables",
                "Sections two, three and four each hold a table, also where all figures are zero.",
            ),
        ),
        RuleId::StructureSeveral => (
            ("一次只核对一份年报", "内容中有多份不同的年报，每次核对其中一份，默认为第一份。"),
            (
                "One report at a time",
                "The input holds several different reports. One is checked at a time, the first unless another is chosen.",
            ),
        ),
        RuleId::YearMismatch => (
            (
                "年份一致",
                "标题、数据统计期限（当年1月1日至12月31日）和正文所称本年度应为同一年度，日期应当存在。正文提到其他年份（上年数据、计划、文件日期）不作比较。",
            ),
            (
                "One report year",
                "The title, the period of the figures (1 January to 31 December) and what the body calls this year are one year, and its dates exist. Other years that the body mentions (last year's figures, plans, dates of documents) are not compared.",
            ),
        ),
        RuleId::TextTable => (
            (
                "正文与表格一致",
                "正文中的件数（收到、办结、予以公开、行政复议、规范性文件等），应与表格中相应的单元格或其合计相同。有多种理解时，只要一种相符即视为一致；网站发布、信箱、热线、建议提案等不在表格统计之列，不作比较。",
            ),
            (
                "Prose and tables agree",
                "A count in the prose (received, handled, granted, reviews, normative documents and so on) is that of the cell, or the sum of cells, that it speaks of. Where it can be read in several ways, one that agrees is enough. Postings, mailboxes, hotlines and proposals are in no table and are not compared.",
            ),
        ),
        RuleId::TextSum => (
            (
                "正文中的分项与总数一致",
                "正文“其中”“包括”“分别为”所列各项之和不应大于总数；列举已穷尽时（分别为、其他若干件、各申请渠道）应等于总数。",
            ),
            (
                "Breakdowns in the prose add up",
                "Parts listed in the prose are never more than their whole, and make it up where the list is closed (分别为, a last part 其他, the channels of applications).",
            ),
        ),
        RuleId::TextPercent => (
            (
                "正文中的百分比与数字一致",
                "占比、办结率、同比增减应在所写位数内与有关数字相符；没有写明上年数的，应存在一个整数的上年数能得出该增幅。",
            ),
            (
                "Percentages in the prose follow from their figures",
                "A share, a rate or a growth agrees with its figures within the digits written; where last year's figure is not given, some whole number must lead to it.",
            ),
        ),
        RuleId::TableAmbiguous => (
            (
                "所在列无法确定",
                "复制时空白单元格被略去，数字属于哪一列有多种可能。凡不能确定的单元格均不据以判错，请对照原表核对。",
            ),
            (
                "Column cannot be told",
                "Blank cells were lost in copying, and a figure may belong to more than one column. Nothing is called wrong on such cells; compare them with the original table.",
            ),
        ),
        RuleId::TableCounted => (
            (
                "按顺序对应列",
                "表头残缺，无法从表头确定各列，因此按数字的先后顺序对应。请留意是否与原表一致。",
            ),
            (
                "Columns were counted",
                "The header could not be read, so figures were given to columns in their order. Make sure that this is what the table shows.",
            ),
        ),
        RuleId::TableUnread => (
            ("未读到的行", "表中有规定的行没有读到，相关等式未核对。可能是复制不全，或行名与规定相差太大。"),
            (
                "Rows not read",
                "Rows that the form has were not found, and their equations were not checked: copied in part, or labels too far from the form's.",
            ),
        ),
    }
}
