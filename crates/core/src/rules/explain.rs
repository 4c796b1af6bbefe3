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
/// Each organ reports on its own past year; a government publishes the report on all of them.
const REGULATIONS: &str = "《中华人民共和国政府信息公开条例》（2019年修订）第四十九条、第五十条";
const LEGISLATION: &str = "《中华人民共和国立法法》（2023年修正）第九十一条、第九十三条";

impl RuleId {
    /// The rule explained. The source is named in Chinese in either language: it is the title of a document.
    pub const fn explain(self, lang: Lang) -> Explanation {
        let (zh, en) = texts(self);
        let (title, why) = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let source = match self {
            RuleId::T2Authority => LEGISLATION,
            RuleId::PriorCopied | RuleId::GroupSum => REGULATIONS,
            RuleId::StructureSeveral
            | RuleId::PriorPair
            | RuleId::GroupMembers
            | RuleId::TableAmbiguous
            | RuleId::TableDoubtful
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
        RuleId::T2Authority => (
            (
                "无规章制定权的机关不应有规章",
                "规章只能由国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府制定。县（区、旗）、乡镇、街道及其部门、市级部门和学校等没有这一权限，“规章”一行应为零；填有数字的，多半是填错了行或列。只凭机关名称能够确定的才提示。",
            ),
            (
                "Regulations only where they can be made",
                "Regulations (规章) are made by departments of the State Council and by the governments of provinces, cities with districts and autonomous prefectures. Counties, districts, townships, streets, their departments, a city's departments and schools have no such power: a figure there has nearly always slipped a row or column. Only what the organ's name makes certain is flagged.",
            ),
        ),
        RuleId::PriorCarry => (
            (
                "结转数与上年度衔接",
                "每一列中，上一年度年报的“结转下年度继续办理”应等于本年度年报的“上年结转政府信息公开申请数量”：同一批申请，从上年转到本年。",
            ),
            (
                "Carried over: last year's figure is this year's",
                "In each column, 结转下年度继续办理 of last year's report equals 上年结转 of this year's: they are the same applications.",
            ),
        ),
        RuleId::PriorValid => (
            (
                "现行有效件数与上年度衔接",
                "上一年度现行有效件数加本年制发件数、减本年废止件数，应等于本年现行有效件数。文件也可能因有效期届满、宣布失效或移交而减少，所以只作提示，请核实原因。",
            ),
            (
                "Documents in force: last year's plus made less repealed",
                "Documents in force last year plus those made and less those repealed this year are those in force now. Documents may also lapse or be handed over: make sure that this is why.",
            ),
        ),
        RuleId::PriorCopied => (
            (
                "沿用上年度内容",
                "整张表格或成段文字与上一年度完全相同，而其中的数字不可能不变，或数字之多、之大不像巧合。全为零的表格和少量小数字相同不作提示；没有数字的段落和机构、栏目等可以多年不变的数量也不作提示。",
            ),
            (
                "Taken over from last year",
                "A whole table or whole paragraphs are the same as last year's, and figures in them could not stay, or are too many and too large to be the same by chance. Tables of zeros, a few small figures, paragraphs without figures, and counts that may stay for years (offices, columns) are not flagged.",
            ),
        ),
        RuleId::PriorPair => (
            (
                "上年度年报是否对应",
                "上年度年报应为同一机关前一年的年报。机关或年份不对应的，不作比较；名称略有不同或缺少名称、年份的，照常比较并说明。",
            ),
            (
                "Whether last year's report belongs to this one",
                "The other report should be the same organ's on the year before. A wrong pair is not compared; where names differ a little, or a name or year is missing, it is compared and said.",
            ),
        ),
        RuleId::GroupSum => (
            (
                "汇总数等于各单位之和",
                "汇总年报的每个单元格，应等于所列各单位年报同一单元格之和。哪些单位应当计入，由使用者指定。金额按各自写明的小数位留出四舍五入的余地。",
            ),
            (
                "A parent's figures are the sum of its members'",
                "Each cell of the parent organ's report equals the sum of the same cell in its members' reports. Which organs are its members is for the caller to say. Amounts may differ by what rounding to their decimals makes.",
            ),
        ),
        RuleId::GroupMembers => (
            (
                "未计入汇总的单位",
                "年份不同、没有读到表格、重复或就是汇总年报本身的，不计入汇总；因此缺少单位时，只有其余单位之和已超过汇总数才提示。",
            ),
            (
                "Members that were left out",
                "Reports on another year, without readable tables, given twice, or being the parent's own are not added up. Where members are missing for such a reason, only a sum that is already too large is flagged.",
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
        RuleId::TableDoubtful => (
            (
                "存疑的数字",
                "数字所在的单元格是推断出来的，按此不相符；但复制时丢失、连写、拆开或错位的数字同样能解释。不是读取有误，就是年报有误，因此不判错，请对照原表核对。",
            ),
            (
                "Figures in doubt",
                "The cells of these figures were inferred, and so read they do not add up; but figures that were lost, run together, split or moved in copying would explain it. Either the reading or the report is at fault, so nothing is called wrong: compare with the original.",
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
