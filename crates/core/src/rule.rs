//! The rules as data: one entry each, which says everything that a rule says of itself.
//!
//! [`RuleId`] is the permanent name of an entry in `rules!`, below. What lists rules or asks for their words (`gouji rules`, the
//! page's help, SARIF, the READMEs) takes them from here or is tested against it. `rules/` makes the findings, in the file that `made` names.

use std::fmt;

use crate::lang::Lang;

const FORM: &str = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号；2019年版：国办公开办函〔2019〕60号）";
/// No document: what the reading or common sense says.
pub(crate) const READING: &str = "gouji";
const CITED: &str = "国务院令第711号、国办公开办函〔2021〕30号、国办函〔2020〕109号";
const ARTICLE_49: &str = "《中华人民共和国政府信息公开条例》（2019年修订）第四十九条";
const ARTICLE_50: &str = "《中华人民共和国政府信息公开条例》（2019年修订）第五十条第四项";
const FEES: &str = "国办公开办函〔2021〕30号；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）";
const PRIVACY: &str = "《中华人民共和国政府信息公开条例》（2019年修订）第十五条";
/// Each organ reports on its own past year; a government publishes the report on all of them.
const REGULATIONS: &str = "《中华人民共和国政府信息公开条例》（2019年修订）第四十九条、第五十条";
const LEGISLATION: &str = "《中华人民共和国立法法》（2023年修正）第九十一条、第九十三条";

/// What a rule says of itself.
struct Rule {
    id: &'static str,
    /// The worst that a finding of it can be.
    severity: Severity,
    /// Where the form or the law sets it. In Chinese in either language: it is the title of a document.
    source: &'static str,
    /// Whether its equations must hold in themselves, so that a repair keeps them and mends them.
    kept: bool,
    /// The file in `rules/` that makes its findings.
    #[cfg_attr(not(test), expect(dead_code, reason = "for who looks for it; a test holds that it is true"))]
    made: &'static str,
    /// A short name, and what it checks and why it must hold.
    zh: Texts,
    en: Texts,
}

type Texts = (&'static str, &'static str);

macro_rules! rules {
    ($($(#[doc = $doc:expr])+ $name:ident = $rule:expr;)+) => {
        /// The permanent name of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId {
            $($(#[doc = $doc])+ $name,)+
        }

        const RULES: &[Rule] = &[$($rule),+];

        impl RuleId {
            /// All rules, in the order in which findings are shown.
            pub const ALL: [RuleId; RULES.len()] = [$(RuleId::$name),+];
        }
    };
}

rules! {
    /// Each row of table 3 adds up to its 总计.
    T3RowTotal = Rule {
        id: "t3.row-total",
        severity: Severity::Error,
        source: FORM,
        kept: true,
        made: "tables",
        zh: (
            "第三部分：每行合计",
            "每一行中，自然人与法人或其他组织五类之和，应等于该行“总计”。申请人只能归入其中一类。",
        ),
        en: (
            "Table 3: each row adds up",
            "In each row, natural persons and the five kinds of organisations add up to the row's 总计: an applicant belongs to exactly one of them.",
        ),
    };
    /// The outcomes of table 3 add up to （七）总计, column by column.
    T3ResultTotal = Rule {
        id: "t3.result-total",
        severity: Severity::Error,
        source: FORM,
        kept: true,
        made: "tables",
        zh: (
            "第三部分：办理结果合计",
            "每一列中，（一）至（六）各种办理结果之和，应等于“（七）总计”。一件申请只计一种结果。",
        ),
        en: (
            "Table 3: outcomes add up",
            "In each column, the outcomes （一） to （六） add up to （七）总计: an application has exactly one outcome.",
        ),
    };
    /// 第一项加第二项之和，等于第三项加第四项之和, column by column.
    T3Balance = Rule {
        id: "t3.balance",
        severity: Severity::Error,
        source: FORM,
        kept: true,
        made: "tables",
        zh: (
            "第三部分：收办平衡",
            "每一列中，第一项（本年新收）加第二项（上年结转），应等于第三项（办理结果总计）加第四项（结转下年度）。表头原文即写明此勾稽关系。",
        ),
        en: (
            "Table 3: received and handled balance",
            "In each column, item 1 (new this year) plus item 2 (carried in) equals item 3 (handled) plus item 4 (carried out). The note in the table's own header says so.",
        ),
    };
    /// The results of table 4 add up to 总计, block by block.
    T4Total = Rule {
        id: "t4.total",
        severity: Severity::Error,
        source: FORM,
        kept: true,
        made: "tables",
        zh: (
            "第四部分：各项合计",
            "行政复议、未经复议直接起诉、复议后起诉三组中，结果维持、结果纠正、其他结果、尚未审结之和，应等于该组“总计”。",
        ),
        en: (
            "Table 4: each block adds up",
            "In each of the three blocks, upheld, corrected, other and pending cases add up to the block's 总计.",
        ),
    };
    /// A cell holds a number of the kind that its column asks for.
    CellFormat = Rule {
        id: "cell.format",
        severity: Severity::Error,
        source: FORM,
        kept: false,
        made: "format",
        zh: (
            "单元格应为规范数字",
            "件数应为不小于零的整数，金额可有小数，2019年版“本年增/减”可带正负号；不应夹带说明文字。",
        ),
        en: (
            "Cells hold proper numbers",
            "Counts are whole numbers from zero up, amounts may have decimals, the 2019 form's 本年增/减 may carry a sign; no words belong in the cell.",
        ),
    };
    /// The six sections are there, in their order.
    StructureSection = Rule {
        id: "structure.section",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "structure",
        zh: (
            "六个部分齐全且依次排列",
            "年度报告由总体情况等六个部分组成，标题用语可有出入，顺序不变。",
        ),
        en: (
            "Six sections, in order",
            "The report has six sections. Their titles vary in wording; their order does not.",
        ),
    };
    /// The three tables are there.
    StructureTable = Rule {
        id: "structure.table",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "structure",
        zh: (
            "三张表格齐全",
            "第二、三、四部分各有一张统计表，数字为零也应列表。",
        ),
        en: (
            "Three tables",
            "Sections two, three and four each hold a table, also where all figures are zero.",
        ),
    };
    /// Several reports stand in one document.
    StructureSeveral = Rule {
        id: "structure.several",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "一次只核对一份年报",
            "内容中有多份不同的年报，每次核对其中一份，默认为第一份。",
        ),
        en: (
            "One report at a time",
            "The input holds several different reports. One is checked at a time, the first unless another is chosen.",
        ),
    };
    /// Title, preamble and body speak of one year.
    YearMismatch = Rule {
        id: "year.mismatch",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "year",
        zh: (
            "年份一致",
            "标题、数据统计期限（当年1月1日至12月31日）和正文所称本年度应为同一年度，日期应当存在。正文提到其他年份（上年数据、计划、文件日期）不作比较。",
        ),
        en: (
            "One report year",
            "The title, the period of the figures (1 January to 31 December) and what the body calls this year are one year, and its dates exist. Other years that the body mentions (last year's figures, plans, dates of documents) are not compared.",
        ),
    };
    /// Regulations (规章) in the report of an organ that has no power to make them.
    T2Authority = Rule {
        id: "t2.authority",
        severity: Severity::Warning,
        source: LEGISLATION,
        kept: false,
        made: "authority",
        zh: (
            "无规章制定权的机关不应有规章",
            "规章只能由国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府制定。县（区、旗）、乡镇、街道及其部门、市级部门和学校等没有这一权限，“规章”一行应为零；填有数字的，多半是填错了行或列。只凭机关名称能够确定的才提示。",
        ),
        en: (
            "Regulations only where they can be made",
            "Regulations (规章) are made by departments of the State Council and by the governments of provinces, cities with districts and autonomous prefectures. Counties, districts, townships, streets, their departments, a city's departments and schools have no such power: a figure there has nearly always slipped a row or column. Only what the organ's name makes certain is flagged.",
        ),
    };
    /// What was made and not repealed this year is in force, row by row of table 2.
    T2InForce = Rule {
        id: "t2.in-force",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "tables",
        zh: (
            "现行有效件数不少于制发减废止",
            "2021年版第二部分的规章、行政规范性文件两行中，现行有效件数不应少于本年制发件数减本年废止件数。制发后尚未施行的文件可能没有计入，所以只作提示，请核实。",
        ),
        en: (
            "In force: at least what was made less what was repealed",
            "In the rows of regulations and of normative documents of the 2021 form, the documents in force are at least those made less those repealed this year. Documents made and not yet in force may not have been counted: make sure that this is why.",
        ),
    };
    /// Last year's 结转下年度 is this year's 上年结转, column by column.
    PriorCarry = Rule {
        id: "prior.carry",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "prior",
        zh: (
            "结转数与上年度衔接",
            "每一列中，上一年度年报的“结转下年度继续办理”应等于本年度年报的“上年结转政府信息公开申请数量”：同一批申请，从上年转到本年。",
        ),
        en: (
            "Carried over: last year's figure is this year's",
            "In each column, 结转下年度继续办理 of last year's report equals 上年结转 of this year's: they are the same applications.",
        ),
    };
    /// Documents in force last year, made and repealed since, and in force now.
    PriorValid = Rule {
        id: "prior.valid",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "prior",
        zh: (
            "现行有效件数与上年度衔接",
            "上一年度现行有效件数加本年制发件数、减本年废止件数，应等于本年现行有效件数。文件也可能因有效期届满、宣布失效或移交而减少，所以只作提示，请核实原因。",
        ),
        en: (
            "Documents in force: last year's plus made less repealed",
            "Documents in force last year plus those made and less those repealed this year are those in force now. Documents may also lapse or be handed over: make sure that this is why.",
        ),
    };
    /// A table or the narrative was taken over from last year.
    PriorCopied = Rule {
        id: "prior.copied",
        severity: Severity::Warning,
        source: REGULATIONS,
        kept: false,
        made: "prior",
        zh: (
            "沿用上年度内容",
            "整张表格或成段文字与上一年度完全相同，而其中的数字不可能不变，或数字之多、之大不像巧合。全为零的表格和少量小数字相同不作提示；没有数字的段落和机构、栏目等可以多年不变的数量也不作提示。",
        ),
        en: (
            "Taken over from last year",
            "A whole table or whole paragraphs are the same as last year's, and figures in them could not stay, or are too many and too large to be the same by chance. Tables of zeros, a few small figures, paragraphs without figures, and counts that may stay for years (offices, columns) are not flagged.",
        ),
    };
    /// More of the prose than a share stands in an earlier report as well.
    PriorLikeness = Rule {
        id: "prior.likeness",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "like",
        zh: (
            "正文与以前年度雷同",
            "第一、五部分中，至少12个字的句子，除空格、数字和本机关名称外与以前年度逐字相同的，按字数计算所占比例；超过一半的予以说明。导语和第二、三、四、六部分理应相同，不计；不足200字的不作判断。比例可以在 gouji.toml 中设定。",
        ),
        en: (
            "Prose like an earlier year's",
            "Of the sentences of at least 12 characters in sections 一 and 五, the share, in characters, of those that an earlier report has word for word once spaces, figures and the organ's name are put apart; more than half is noted. The preamble and the other sections repeat by right and do not count; of less than 200 characters nothing is said. gouji.toml sets the share.",
        ),
    };
    /// Whether two reports are this year's and last year's of one organ.
    PriorPair = Rule {
        id: "prior.pair",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "prior",
        zh: (
            "上年度年报是否对应",
            "上年度年报应为同一机关前一年的年报。机关或年份不对应的，不作比较；名称略有不同或缺少名称、年份的，照常比较并说明。",
        ),
        en: (
            "Whether last year's report belongs to this one",
            "The other report should be the same organ's on the year before. A wrong pair is not compared; where names differ a little, or a name or year is missing, it is compared and said.",
        ),
    };
    /// A parent organ's cell is the sum of its members' cells.
    GroupSum = Rule {
        id: "group.sum",
        severity: Severity::Warning,
        source: REGULATIONS,
        kept: false,
        made: "group",
        zh: (
            "汇总数等于各单位之和",
            "汇总年报的每个单元格，应等于所列各单位年报同一单元格之和。哪些单位应当计入，由使用者指定。金额按各自写明的小数位留出四舍五入的余地。",
        ),
        en: (
            "A parent's figures are the sum of its members'",
            "Each cell of the parent organ's report equals the sum of the same cell in its members' reports. Which organs are its members is for the caller to say. Amounts may differ by what rounding to their decimals makes.",
        ),
    };
    /// Members whose figures were not added up.
    GroupMembers = Rule {
        id: "group.members",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "group",
        zh: (
            "未计入汇总的单位",
            "年份不同、没有读到表格、重复或就是汇总年报本身的，不计入汇总；因此缺少单位时，只有其余单位之和已超过汇总数才提示。",
        ),
        en: (
            "Members that were left out",
            "Reports on another year, without readable tables, given twice, or being the parent's own are not added up. Where members are missing for such a reason, only a sum that is already too large is flagged.",
        ),
    };
    /// A figure of the prose is that of the cells that it speaks of.
    TextTable = Rule {
        id: "text.table",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "text",
        zh: (
            "正文与表格一致",
            "正文中的件数（收到、办结、予以公开、行政复议、规范性文件等），应与表格中相应的单元格或其合计相同。有多种理解时，只要一种相符即视为一致；网站发布、信箱、热线、建议提案等不在表格统计之列，不作比较。",
        ),
        en: (
            "Prose and tables agree",
            "A count in the prose (received, handled, granted, reviews, normative documents and so on) is that of the cell, or the sum of cells, that it speaks of. Where it can be read in several ways, one that agrees is enough. Postings, mailboxes, hotlines and proposals are in no table and are not compared.",
        ),
    };
    /// The parts of a breakdown in the prose make up its whole.
    TextSum = Rule {
        id: "text.sum",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "text",
        zh: (
            "正文中的分项与总数一致",
            "正文“其中”“包括”“分别为”所列各项之和不应大于总数；列举已穷尽时（分别为、其他若干件、各申请渠道）应等于总数。",
        ),
        en: (
            "Breakdowns in the prose add up",
            "Parts listed in the prose are never more than their whole, and make it up where the list is closed (分别为, a last part 其他, the channels of applications).",
        ),
    };
    /// A share, a rate or a growth in the prose is that of its figures.
    TextPercent = Rule {
        id: "text.percent",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "text",
        zh: (
            "正文中的百分比与数字一致",
            "占比、办结率、同比增减应在所写位数内与有关数字相符；没有写明上年数的，应存在一个整数的上年数能得出该增幅。",
        ),
        en: (
            "Percentages in the prose follow from their figures",
            "A share, a rate or a growth agrees with its figures within the digits written; where last year's figure is not given, some whole number must lead to it.",
        ),
    };
    /// The documents that every report cites have their exact titles and numbers.
    FormCitation = Rule {
        id: "form.citation",
        severity: Severity::Warning,
        source: CITED,
        kept: false,
        made: "form/citation",
        zh: (
            "引用文件的名称和文号准确",
            "《中华人民共和国政府信息公开条例》（国务院令第711号）、《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的名称、文号应准确。用哪种括号不作判断；文字有丢失迹象的不判断。",
        ),
        en: (
            "Titles and numbers of what is cited are exact",
            "The regulations (国务院令第711号), the form of the annual report (国办公开办函〔2021〕30号) and the rates of the fee (国办函〔2020〕109号) are cited by their exact titles and numbers. Which brackets are used is not judged, nor is a text that seems to have lost characters.",
        ),
    };
    /// The preamble lists as many parts as it says, and none twice.
    FormParts = Rule {
        id: "form.parts",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/parts",
        zh: (
            "组成部分的列举与数目一致",
            "开头写明报告由几个部分组成的，列出的应是几个部分，各列一次，与各部分标题一致。",
        ),
        en: (
            "As many parts as stated",
            "Where the preamble says how many parts the report has, it lists as many, each once, as their headings say.",
        ),
    };
    /// Section 一 is no longer than an office asks.
    FormLength = Rule {
        id: "form.length",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/length",
        zh: (
            "第一部分的篇幅",
            "在 gouji.toml 中规定了第一部分字数的，超过时提示。格式没有规定篇幅，未作设定的不核对。",
        ),
        en: (
            "Length of section 一",
            "Where an office sets in gouji.toml how many characters section 一 may have, more are flagged. The form sets no length, and without that nothing is checked.",
        ),
    };
    /// Figures that an office requires in the prose.
    FormStated = Rule {
        id: "form.stated",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/stated",
        zh: (
            "正文写明规定的数字",
            "在 gouji.toml 中规定了正文应写明哪些单元格的数字的，没有写的提示。表中为零或空白的不要求。格式没有这样的规定，未作设定的不核对。",
        ),
        en: (
            "Figures that the prose states",
            "Where an office sets in gouji.toml which cells' figures the prose has to state, one that is not there is flagged. A zero or a blank need not be written. The form asks for none, and without that nothing is checked.",
        ),
    };
    /// Section 四 under the title of the form of 2021.
    FormWording = Rule {
        id: "form.wording",
        severity: Severity::Info,
        source: FORM,
        kept: false,
        made: "form/wording",
        zh: (
            "第四部分标题用2021年版用语",
            "2021年版格式把第四部分的标题改为“政府信息公开行政复议、行政诉讼情况”，2021年度起的报告仍用2019年版标题的，予以说明。",
        ),
        en: (
            "The fourth section in the words of the form of 2021",
            "The form of 2021 calls the fourth section 政府信息公开行政复议、行政诉讼情况. A report from 2021 on that keeps the title of 2019 is noted.",
        ),
    };
    /// Section 一 speaks of the five things that the form names.
    FormTopics = Rule {
        id: "form.topics",
        severity: Severity::Info,
        source: FORM,
        kept: false,
        made: "form/topics",
        zh: (
            "总体情况包括五个方面",
            "总体情况应包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面；完全没有谈到其中一两个方面的，予以说明。",
        ),
        en: (
            "Section 一 covers five things",
            "Section 一 covers 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障. One or two of which it says nothing at all are noted.",
        ),
    };
    /// What the report of a people's government adds.
    FormGovernment = Rule {
        id: "form.government",
        severity: Severity::Info,
        source: ARTICLE_50,
        kept: false,
        made: "form/government",
        zh: (
            "人民政府的报告包括考核、评议和责任追究",
            "人民政府（包括乡镇人民政府）的年度报告，还应包括政府信息公开工作考核、社会评议和责任追究结果情况；完全没有谈到的，予以说明。",
        ),
        en: (
            "A people's government reports on assessment, review and accountability",
            "The report of a people's government, towns included, also gives the results of 工作考核, 社会评议 and 责任追究. What it does not speak of at all is noted.",
        ),
    };
    /// Section 六 says whether a fee was charged; a sum is one that the rates make.
    FormFee = Rule {
        id: "form.fee",
        severity: Severity::Warning,
        source: FEES,
        kept: false,
        made: "form/fee",
        zh: (
            "信息处理费",
            "第六部分应写明收取信息处理费的情况（没有写的，予以说明）；写明金额的，按收费标准（按件每件100元或200元，按量每页10元、20元或40元）应为10元的整数倍。",
        ),
        en: (
            "The information processing fee",
            "Section 六 says whether a fee was charged (silence is noted). By the rates, 100 or 200 yuan a case or 10, 20, 40 yuan a page, a sum is a multiple of 10 yuan.",
        ),
    };
    /// Nothing of the template is left.
    FormLeftover = Rule {
        id: "form.leftover",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/leftover",
        zh: (
            "没有模板的遗留内容",
            "（具体网址）、××县、XX年、下划线、空括号、没有填写的年月日等，是模板里应当填写或者删去的内容。",
        ),
        en: (
            "Nothing is left of a template",
            "（具体网址）, ××县, XX年, underscores, empty brackets, days without figures: what should have been filled in or taken out.",
        ),
    };
    /// No word, phrase or sentence twice in a row.
    FormDoubled = Rule {
        id: "form.doubled",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/doubled",
        zh: (
            "没有重复的词句",
            "同一个词、短语或者句子连着写了两次。词与词相连可能形成的重复（公开工作工作方案）不作提示。",
        ),
        en: (
            "Nothing stands twice in a row",
            "A word, a phrase or a sentence stands twice in a row. What may come about where two words meet (公开工作工作方案) is not flagged.",
        ),
    };
    /// Headings are not one character away from the form's.
    FormHeading = Rule {
        id: "form.heading",
        severity: Severity::Warning,
        source: FORM,
        kept: false,
        made: "form/heading",
        zh: (
            "标题没有错漏字",
            "各部分和第一部分各方面的标题，与规定用语只差一个字（丢字、多字、颠倒、音近形近）的，提示核对；换一种说法的不作提示。",
        ),
        en: (
            "No slip in the form's headings",
            "A heading that is one of the form's but for a character lost, doubled, out of order or mistyped is flagged; other words are not.",
        ),
    };
    /// The organ of the preamble is that of the title.
    FormOrgan = Rule {
        id: "form.organ",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/organ",
        zh: (
            "开头与标题为同一机关",
            "开头“现将某机关某年……年度报告”中的机关，应与标题中的机关一致。",
        ),
        en: (
            "The preamble names the title's organ",
            "The organ whose report the preamble announces is the organ of the title.",
        ),
    };
    /// What the organ calls itself is of its own level.
    FormLevel = Rule {
        id: "form.level",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/level",
        zh: (
            "自称与机关层级一致",
            "正文中的“我镇”“我局”“全县共收到……”等自称，应与报告机关的层级一致；上级的名称（县级机关称“我市”）不作提示，开发区等不判断。",
        ),
        en: (
            "What the organ calls itself is of its level",
            "我镇, 我局, 全县共收到… are of the organ's own level. What lies above it (我市 in a county's report) is not flagged, and zones are not judged.",
        ),
    };
    /// No figure is missing where its neighbours have theirs.
    FormFigure = Rule {
        id: "form.figure",
        severity: Severity::Warning,
        source: READING,
        kept: false,
        made: "form/figure",
        zh: (
            "没有漏写的数字",
            "同一句中并列的各项都写有数字，其中一项没有的，多半是漏写。",
        ),
        en: (
            "No figure is missing between others",
            "Where the items of a sentence have figures and one of them has none, it was probably left out.",
        ),
    };
    /// A rate of 100 % beside applications that are carried over.
    FormRate = Rule {
        id: "form.rate",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "form/rate",
        zh: (
            "答复率与结转数",
            "正文写依申请公开的答复率、办结率为100%，而表中有结转下年度继续办理的申请：只计到期申请的，应当写明。",
        ),
        en: (
            "A full rate beside a carry-over",
            "The text gives an answer rate of 100 % while the table carries applications over: if it counts only those that were due, it should say so.",
        ),
    };
    /// Published after the year, and by the day that is set.
    FormPublished = Rule {
        id: "form.published",
        severity: Severity::Warning,
        source: ARTICLE_49,
        kept: false,
        made: "form/published",
        zh: (
            "按期公布",
            "页面写明发布日期的，应在报告年度结束之后；县级以上政府部门应在1月31日前、县级以上地方人民政府应在3月31日前公布。乡镇、街道、学校没有规定期限；隔年的日期可能是网站迁移形成的，不判断。",
        ),
        en: (
            "Published in time",
            "A date on the page is after the year reported on. Departments from county level up publish by 31 January, their governments by 31 March. Towns, streets and schools have no day; a date of a later year is that of a page that moved.",
        ),
    };
    /// No identity number stands in the text.
    FormIdentity = Rule {
        id: "form.identity",
        severity: Severity::Info,
        source: PRIVACY,
        kept: false,
        made: "form/identity",
        zh: (
            "没有身份证号码",
            "正文中出现校验位正确的18位身份证号码的，予以说明，显示时遮盖。",
        ),
        en: (
            "No identity number",
            "An 18-digit identity number with the right check digit is noted, and masked where it is shown.",
        ),
    };
    /// A cell's column cannot be told, so it was not checked.
    TableAmbiguous = Rule {
        id: "table.ambiguous",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "所在列无法确定",
            "复制时空白单元格被略去，数字属于哪一列有多种可能。凡不能确定的单元格均不据以判错，请对照原表核对。",
        ),
        en: (
            "Column cannot be told",
            "Blank cells were lost in copying, and a figure may belong to more than one column. Nothing is called wrong on such cells; compare them with the original table.",
        ),
    };
    /// Another reading of the damaged text would make a row add up, so it was not checked.
    TableDoubtful = Rule {
        id: "table.doubtful",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "存疑的数字",
            "数字所在的单元格是推断出来的，按此不相符；但复制时丢失、连写、拆开或错位的数字同样能解释。不是读取有误，就是年报有误，因此不判错，请对照原表核对。",
        ),
        en: (
            "Figures in doubt",
            "The cells of these figures were inferred, and so read they do not add up; but figures that were lost, run together, split or moved in copying would explain it. Either the reading or the report is at fault, so nothing is called wrong: compare with the original.",
        ),
    };
    /// A figure of a picture was not read for sure, or only by the sums.
    TableUnsure = Rule {
        id: "table.unsure",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "图片中没有读准的数字",
            "图片中的数字由两种方法各读一遍，读法一致才算读准。没有读准的单元格不据以判错，请先对照图片确认；候选读法中只有一种能使该表全部等式成立的，按勾稽关系认定，并予以说明。",
        ),
        en: (
            "Figures of a picture that are not sure",
            "Figures in pictures are read in two ways, and are sure only where both agree. Nothing is called wrong on a cell that is not sure: compare it with the picture first. Where only one choice among the readings makes every equation of the table true, it is taken as confirmed by the sums.",
        ),
    };
    /// Values were given to columns by counting.
    TableCounted = Rule {
        id: "table.counted",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "按顺序对应列",
            "表头残缺，无法从表头确定各列，因此按数字的先后顺序对应。请留意是否与原表一致。",
        ),
        en: (
            "Columns were counted",
            "The header could not be read, so figures were given to columns in their order. Make sure that this is what the table shows.",
        ),
    };
    /// Rows of a table were not found, so they were not checked.
    TableUnread = Rule {
        id: "table.unread",
        severity: Severity::Info,
        source: READING,
        kept: false,
        made: "notes",
        zh: (
            "未读到的行",
            "表中有规定的行没有读到，相关等式未核对。可能是复制不全，或行名与规定相差太大。",
        ),
        en: (
            "Rows not read",
            "Rows that the form has were not found, and their equations were not checked: copied in part, or labels too far from the form's.",
        ),
    };
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something a reader should know.
    Info,
    /// A contradiction with the narrative, another report, or the form's structure.
    Warning,
    /// A contradiction inside the tables.
    Error,
}

impl Severity {
    /// The contract's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// What people are told: the one table of these words.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Zh) => "矛盾",
            (Severity::Error, Lang::En) => "contradiction",
            (Severity::Warning, Lang::Zh) => "提示",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Info, Lang::Zh) => "说明",
            (Severity::Info, Lang::En) => "note",
        }
    }

    /// So many of them: `2 处矛盾`, `1 warning`.
    pub fn count(self, n: usize, lang: Lang) -> String {
        let label = self.label(lang);
        match (self, lang) {
            (Severity::Error, Lang::Zh) => format!("{n} 处{label}"),
            (_, Lang::Zh) => format!("{n} 条{label}"),
            (_, Lang::En) => format!("{n} {label}{}", if n == 1 { "" } else { "s" }),
        }
    }
}

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

impl RuleId {
    const fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The rule's id as the contract writes it.
    pub const fn as_str(self) -> &'static str {
        self.rule().id
    }

    /// The worst that a finding of the rule can be.
    pub const fn severity(self) -> Severity {
        self.rule().severity
    }

    /// Whether its equations must hold in themselves: a repair mends those that fail and breaks none.
    pub const fn is_kept(self) -> bool {
        self.rule().kept
    }

    /// The rule explained.
    ///
    /// ```
    /// use gouji::{Lang, RuleId};
    /// let rule = RuleId::ALL.into_iter().find(|rule| rule.as_str() == "t3.balance").unwrap();
    /// assert_eq!(rule.severity().as_str(), "error");
    /// assert!(!rule.explain(Lang::En).why.is_empty());
    /// ```
    pub const fn explain(self, lang: Lang) -> Explanation {
        let rule = self.rule();
        let (title, why) = match lang {
            Lang::Zh => rule.zh,
            Lang::En => rule.en,
        };
        Explanation { title, why, source: rule.source }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads the source, not the library")]
    fn every_rule_has_its_own_valid_id_and_says_what_it_is() {
        let mut ids: Vec<_> = RuleId::ALL.iter().map(|rule| rule.as_str()).collect();
        for rule in RuleId::ALL {
            let id = rule.as_str();
            let is_valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
            assert!(id.chars().all(is_valid), "{id}");
            let made = format!("{}/src/rules/{}.rs", env!("CARGO_MANIFEST_DIR"), rule.rule().made);
            let made = std::fs::read_to_string(&made).expect("the file that makes it");
            let names = [format!("RuleId::{rule:?}"), format!("`{id}`")];
            assert!(names.iter().any(|name| made.contains(name)), "{id} is not made where its entry says");
            for lang in [Lang::Zh, Lang::En] {
                let explanation = rule.explain(lang);
                assert!(!explanation.title.is_empty() && !explanation.why.is_empty(), "{id}");
            }
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RuleId::ALL.len());
    }
}
