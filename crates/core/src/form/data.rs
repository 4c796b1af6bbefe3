//! The constant tables behind [`super`]: rows and columns of all editions.

use super::{Column, EDITIONS, Group, Quantity, Row};

use Quantity::{Amount, Change, Count};

/// A section of the report: its number and the words that mark its title.
#[derive(Debug)]
pub struct Section {
    /// The number that the form gives it.
    pub number: char,
    /// The title in the 2021 form.
    pub title: &'static str,
    /// A title is this section's if it holds one of these. Titles vary in wording; the order does not.
    pub marks: &'static [&'static str],
}

/// The six sections of the form, in order.
pub const SECTIONS: [Section; 6] = [
    Section {
        number: '一',
        title: "总体情况",
        marks: &["总体情况", "概述", "工作情况", "基本情况", "工作概况"],
    },
    Section { number: '二', title: "主动公开政府信息情况", marks: &["主动公开"] },
    Section {
        number: '三',
        title: "收到和处理政府信息公开申请情况",
        marks: &["收到和处理", "公开申请", "依申请公开", "申请情况"],
    },
    Section {
        number: '四', title: "政府信息公开行政复议、行政诉讼情况", marks: &["复议", "诉讼"]
    },
    Section { number: '五', title: "存在的主要问题及改进情况", marks: &["问题", "改进"] },
    Section {
        number: '六', title: "其他需要报告的事项", marks: &["其他", "报告的事项", "报告事项"]
    },
];

const fn column(key: &'static str, label: &'static str, quantity: Quantity) -> Column {
    Column { key, label, quantity }
}

/// Columns by edition, in the order of [`super::Form::ALL`].
type ByEdition = [&'static [u8]; EDITIONS];

#[cfg(not(test))]
const fn editions(in_2019: &'static [u8], in_2021: &'static [u8]) -> ByEdition {
    [in_2019, in_2021]
}

/// The library's own tests have an edition more, made up, with the rows of 2019 and two of its own: what a new form takes is seen there.
#[cfg(test)]
const fn editions(in_2019: &'static [u8], in_2021: &'static [u8]) -> ByEdition {
    [in_2019, in_2019, in_2021]
}

#[cfg(test)]
const fn made(row: Row, columns: &'static [u8]) -> Row {
    Row { editions: [&[], columns, &[]], ..row }
}

/// Columns of table 2, all editions together.
pub const T2_COLUMNS: &[Column] = &[
    column("made", "本年制发件数", Count),
    column("repealed", "本年废止件数", Count),
    column("valid", "现行有效件数", Count),
    column("published", "本年新公开数量", Count),
    column("total", "对外公开总数量", Count),
    column("prior", "上一年项目数量", Count),
    column("change", "本年增/减", Change),
    column("decisions", "本年处理决定数量", Count),
    column("amount", "本年收费金额（单位：万元）", Amount),
    column("projects", "采购项目数量", Count),
];

const DOCUMENTS_2019: &[u8] = &[0, 3, 4];
const DOCUMENTS_2021: &[u8] = &[0, 1, 2];
const ITEMS_2019: &[u8] = &[5, 6, 7];
const DECISIONS: &[u8] = &[7];

const fn t2(key: &'static str, label: &'static str, in_2019: &'static [u8], in_2021: &'static [u8]) -> Row {
    Row { key, number: "", label, group: None, editions: editions(in_2019, in_2021) }
}

/// Rows of table 2. `prior + change` counts items and `decisions` counts decisions: the form sets no equation between them.
pub const T2_ROWS: &[Row] = &[
    t2("regulations", "规章", DOCUMENTS_2019, DOCUMENTS_2021),
    t2("normative", "行政规范性文件", DOCUMENTS_2019, DOCUMENTS_2021),
    t2("licensing", "行政许可", ITEMS_2019, DECISIONS),
    t2("other_services", "其他对外管理服务事项", ITEMS_2019, &[]),
    t2("punishment", "行政处罚", ITEMS_2019, DECISIONS),
    t2("coercion", "行政强制", ITEMS_2019, DECISIONS),
    t2("fees", "行政事业性收费", &[5, 6], &[8]),
    t2("procurement", "政府集中采购", &[9, 8], &[]),
    #[cfg(test)]
    made(t2("confirmation", "行政确认", &[], &[]), DECISIONS),
];

/// Columns of table 3: 自然人, the five kinds of 法人或其他组织, 总计.
pub const T3_COLUMNS: &[Column] = &[
    column("natural", "自然人", Count),
    column("business", "商业企业", Count),
    column("research", "科研机构", Count),
    column("public_interest", "社会公益组织", Count),
    column("legal_service", "法律服务机构", Count),
    column("other_org", "其他", Count),
    column("total", "总计", Count),
];

const ALL_7: &[u8] = &[0, 1, 2, 3, 4, 5, 6];

const fn t3(
    key: &'static str,
    number: &'static str,
    label: &'static str,
    group: Option<Group>,
    in_2019: &'static [u8],
    in_2021: &'static [u8],
) -> Row {
    Row { key, number, label, group, editions: editions(in_2019, in_2021) }
}

/// Rows of table 3, all editions together: 25 in 2021, 23 in 2019.
#[rustfmt::skip]
pub const T3_ROWS: &[Row] = &[
    t3("received", "一、", "本年新收政府信息公开申请数量", None, ALL_7, ALL_7),
    t3("carried_in", "二、", "上年结转政府信息公开申请数量", None, ALL_7, ALL_7),
    t3("granted", "（一）", "予以公开", Some(Group::Results), ALL_7, ALL_7),
    t3("partial", "（二）", "部分公开（区分处理的，只计这一情形，不计其他情形）", Some(Group::Results), ALL_7, ALL_7),
    t3("denied.state_secret", "1.", "属于国家秘密", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.other_law", "2.", "其他法律行政法规禁止公开", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.security_stability", "3.", "危及“三安全一稳定”", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.third_party", "4.", "保护第三方合法权益", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.internal_affairs", "5.", "属于三类内部事务信息", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.deliberative", "6.", "属于四类过程性信息", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.enforcement_file", "7.", "属于行政执法案卷", Some(Group::Denied), ALL_7, ALL_7),
    t3("denied.admin_query", "8.", "属于行政查询事项", Some(Group::Denied), ALL_7, ALL_7),
    #[cfg(test)]
    made(t3("denied.trial", "9.", "属于试点期间暂缓公开", Some(Group::Denied), &[], &[]), ALL_7),
    t3("unavailable.not_held", "1.", "本机关不掌握相关政府信息", Some(Group::Unavailable), ALL_7, ALL_7),
    t3("unavailable.needs_creation", "2.", "没有现成信息需要另行制作", Some(Group::Unavailable), ALL_7, ALL_7),
    t3("unavailable.unclear", "3.", "补正后申请内容仍不明确", Some(Group::Unavailable), ALL_7, ALL_7),
    t3("rejected.petition", "1.", "信访举报投诉类申请", Some(Group::Rejected), ALL_7, ALL_7),
    t3("rejected.repeat", "2.", "重复申请", Some(Group::Rejected), ALL_7, ALL_7),
    t3("rejected.publication", "3.", "要求提供公开出版物", Some(Group::Rejected), ALL_7, ALL_7),
    t3("rejected.excessive", "4.", "无正当理由大量反复申请", Some(Group::Rejected), ALL_7, ALL_7),
    t3("rejected.reissue", "5.", "要求行政机关确认或重新出具已获取信息", Some(Group::Rejected), ALL_7, ALL_7),
    t3("other.no_correction", "1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", Some(Group::Other), &[], ALL_7),
    t3("other.no_payment", "2.", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", Some(Group::Other), &[], ALL_7),
    t3("other.misc", "3.", "其他", Some(Group::Other), &[], ALL_7),
    t3("other", "（六）", "其他处理", Some(Group::Results), ALL_7, &[]),
    t3("total", "（七）", "总计", Some(Group::Results), ALL_7, ALL_7),
    t3("carried_out", "四、", "结转下年度继续办理", None, ALL_7, ALL_7),
];

/// Columns of table 4: three blocks of five.
pub const T4_COLUMNS: &[Column] = &[
    column("review.upheld", "结果维持", Count),
    column("review.corrected", "结果纠正", Count),
    column("review.other", "其他结果", Count),
    column("review.pending", "尚未审结", Count),
    column("review.total", "总计", Count),
    column("direct.upheld", "结果维持", Count),
    column("direct.corrected", "结果纠正", Count),
    column("direct.other", "其他结果", Count),
    column("direct.pending", "尚未审结", Count),
    column("direct.total", "总计", Count),
    column("after_review.upheld", "结果维持", Count),
    column("after_review.corrected", "结果纠正", Count),
    column("after_review.other", "其他结果", Count),
    column("after_review.pending", "尚未审结", Count),
    column("after_review.total", "总计", Count),
];

const ALL_15: &[u8] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

/// The single row of table 4; it has no label and no part in the cell id.
pub const T4_ROWS: &[Row] =
    &[Row { key: "", number: "", label: "", group: None, editions: editions(ALL_15, ALL_15) }];
