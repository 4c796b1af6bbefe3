//! The words of narratives and what they mean: all data. A clerk's new phrase is one more word in a group.
//!
//! A group is words of one meaning, a sentence that uses them in place of `{}`, and the claims that a careful reader draws from it
//! beside the report in `super::tests` (`cells=value`, or nothing for a trap). Every word is tested in its group's sentence.

use std::sync::OnceLock;

use crate::order;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    /// 政府信息公开申请.
    Applications,
    /// 行政规范性文件.
    Normative,
    /// 规章.
    Regulations,
    /// 行政复议.
    Review,
    /// 行政诉讼, either way.
    Lawsuit,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReview,
    /// 行政许可.
    Licensing,
    /// 行政处罚.
    Punishment,
    /// 行政强制.
    Coercion,
    /// 行政事业性收费.
    Fees,
}

/// What was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Came in; organs often count what was carried in with it.
    Received,
    /// Came in this year.
    New,
    /// 受理: came in, or was answered.
    Accepted,
    /// 办理: came in, or was answered.
    Handled,
    /// Was answered.
    Answered,
    /// 结转, in or out as the year beside it says.
    Carried,
    /// Is still open.
    Open,
    /// Documents: made.
    Made,
    /// Documents: repealed.
    Repealed,
    /// Documents: in force.
    Valid,
    /// Reviews and lawsuits: came about.
    Arose,
    /// Licences, penalties, measures: decided.
    Decided,
}

/// What a word says. Words that are in no group are unknown, and a figure with an unknown word between it and its noun or verb is
/// nobody's: `征地类申请12件` is no claim about the applications received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that changes what is counted.
    Filler,
    /// 政府信息公开 as an attribute: what follows is about disclosure.
    Disclosure,
    /// A counted thing that tables have.
    Noun(Topic),
    /// The same, but so general that only a verb makes it a claim.
    Weak(Topic),
    /// A counted thing that no table has: until the next noun, figures are about it.
    Foreign,
    /// A verb that makes a figure something else than the table's.
    ForeignAct,
    Does(Act),
    /// An outcome or a group of outcomes in table 3: the likeliest row, then others that it can mean.
    Row(&'static [&'static str]),
    /// An outcome in table 4, likewise.
    Case(&'static [&'static str]),
    /// Columns of table 3.
    Columns(&'static [&'static str]),
    /// A channel by which applications come in.
    Medium,
    /// 通过: what follows is an instrument.
    Through,
    /// 其中, 包括: parts of the figure before.
    Part,
    /// 分别为: the list is closed.
    Closed,
    /// 各.
    Each,
    /// 和, 、.
    And,
    /// 等.
    Such,
    /// 其他, as the last part of a list.
    Rest,
    /// 未, 无: none.
    Nothing,
    /// 全县, 我县: the whole region, by the last character of its kind.
    Region(char),
    /// Other organs, or several.
    Others,
    /// 我局, 本机关: the organ that reports.
    Ours,
    /// The report year.
    ThisYear,
    /// The year before.
    YearBefore,
    /// The year after.
    YearAfter,
    /// Another time, or part of a year.
    OtherTime,
    /// 累计.
    Cumulative,
    /// 截至.
    AsOf,
    /// 较, 同比.
    Than,
    Up,
    Down,
    /// 办结率.
    Rate,
    /// 占.
    Share,
    /// What is intended.
    Plan,
}

use Act::*;
use Meaning::*;
use Topic::*;

/// Words of one meaning, a sentence, and its claims.
///
/// The words are one text, a blank between them, and the sentences are compiled for tests only: the page downloads all this.
pub(super) struct Group {
    meaning: Meaning,
    words: &'static str,
    #[cfg(test)]
    pub(super) says: &'static str,
    #[cfg(test)]
    pub(super) claims: &'static str,
}

impl Group {
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.split(' ')
    }
}

#[cfg_attr(not(test), expect(unused_variables, reason = "the sentences are for tests"))]
const fn group(meaning: Meaning, words: &'static str, says: &'static str, claims: &'static str) -> Group {
    Group {
        meaning,
        words,
        #[cfg(test)]
        says,
        #[cfg(test)]
        claims,
    }
}

/// All that is known.
#[rustfmt::skip]
pub(super) const GROUPS: &[Group] = &[
    // What is counted.
    group(Noun(Applications),
        "政府信息公开申请 信息公开申请 依申请公开申请 政府信息依申请公开申请 公开申请 政府信息申请 依申请公开政府信息申请 \
         依申请公开件 依申请公开信件 依申请公开申请件 信息公开申请件 政府信息公开申请件 申请件 依申请件 依申请公开事项 \
         申请公开政府信息 政府信息公开申请事项 政府信息申请公开件 申请公开件 依申请公开信息申请 依申请公开办件 申请公开信息", "全年收到{}90件。", "t3.received.total=90"),
    group(Weak(Applications),
        "依申请公开 依申请 政府信息依申请公开 依申请公开政府信息 依申请公开信息 依申请政府信息公开 申请 申请事项 \
         政府信息依申请", "全年共收到{}90件。", "t3.received.total=90"),
    group(Noun(Normative), "行政规范性文件 规范性文件", "全年制发{}17件。", "t2.normative.made=17"),
    group(Noun(Regulations), "规章 政府规章 地方政府规章 市政府规章 省政府规章", "全年制定{}2件。", "t2.regulations.made=2"),
    group(Noun(Review), "行政复议案件 行政复议申请 行政复议 复议案件 复议申请 复议",
        "因政府信息公开引发{}12件。", "t4.review.total=12"),
    group(Noun(Lawsuit), "行政诉讼案件 行政诉讼 诉讼案件 诉讼",
        "因政府信息公开引发{}14件。", "t4.direct.total+t4.after_review.total=14"),
    group(Noun(Direct), "未经复议直接起诉 未经行政复议直接起诉 未经复议直接提起诉讼 未经复议直接提起行政诉讼 直接起诉",
        "因政府信息公开{}10件。", "t4.direct.total=10"),
    group(Noun(AfterReview), "复议后起诉 经复议后起诉 经行政复议后起诉 行政复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后提起行政诉讼",
        "因政府信息公开{}4件。", "t4.after_review.total=4"),
    group(Noun(Licensing), "行政许可决定 行政许可", "全年作出{}520件。", "t2.licensing.decisions=520"),
    group(Noun(Punishment), "行政处罚决定 行政处罚", "全年作出{}310件。", "t2.punishment.decisions=310"),
    group(Noun(Coercion), "行政强制措施 行政强制决定 行政强制执行 行政强制", "全年实施{}21件。", "t2.coercion.decisions=21"),
    group(Noun(Fees), "行政事业性收费 行政事业性费用", "全年{}785.4万元。", "t2.fees.amount=785.4"),

    // What was done.
    group(Does(Received), "收到 接到 接收 接收到 收悉 收件 接受", "全年共{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(New), "新收 新收到 新增 新接收", "本年度{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(Accepted), "受理 登记受理 接收受理", "全年共{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(Handled), "办理 处理 受理办理", "全年共{}政府信息公开申请88件。", "t3.total.total=88"),
    group(Does(Answered), "办结 办毕 答复 回复 办复 办理完毕 答复办结 办理答复 办结答复 处理完毕 办理完成 书面答复",
        "全年共{}政府信息公开申请88件。", "t3.total.total=88"),
    group(Does(Open), "未办结 尚未办结 尚在办理 正在办理 仍在办理 尚未办理完毕", "收到政府信息公开申请90件，{}10件。",
        "t3.received.total=90 t3.carried_out.total=10"),
    group(Does(Carried), "结转 转结 结转办理 结转继续办理 转入 转至 结转至 结转到", "政府信息公开申请{}下年度10件。", "t3.carried_out.total=10"),
    group(Does(Made), "制发 制定 新制定 新制发 出台 新出台 印发 制定出台 制定印发 制作 新制作 制发件数 本年制发件数 新印发",
        "全年{}行政规范性文件17件。", "t2.normative.made=17"),
    group(Does(Repealed), "废止 宣布失效 失效 宣布废止 废止件数 本年废止件数 废止失效", "全年{}行政规范性文件4件。", "t2.normative.repealed=4"),
    group(Does(Valid), "现行有效 现行有效件数 现有有效 目前有效", "{}行政规范性文件138件。", "t2.normative.valid=138"),
    group(Does(Arose), "发生 引发 引起 产生 被提起 被申请 提起 出现 导致 发生因 涉及",
        "因政府信息公开{}行政复议12件。", "t4.review.total=12"),
    group(Does(Decided), "作出 做出 下达 实施 采取", "全年{}行政处罚决定310件。", "t2.punishment.decisions=310"),

    // Outcomes of applications.
    group(Row(&["granted"]), "予以公开 同意公开 准予公开 全部公开 予以全部公开 已主动公开 属于已主动公开范围 属于主动公开范围 已主动公开范围 属于主动公开 属于已主动公开",
        "办结政府信息公开申请88件，其中{}20件。", "t3.total.total=88 t3.granted.total=20"),
    group(Row(&["partial"]), "部分公开 部分同意公开 同意部分公开 予以部分公开 部分予以公开",
        "办结政府信息公开申请88件，其中{}7件。", "t3.total.total=88 t3.partial.total=7"),
    group(Row(&["denied"]), "不予公开 不同意公开 决定不予公开",
        "办结政府信息公开申请88件，其中{}24件。", "t3.total.total=88 t3.denied.state_secret.total..t3.denied.admin_query.total=24"),
    group(Row(&["unavailable"]), "无法提供 不能提供",
        "办结政府信息公开申请88件，其中{}14件。", "t3.total.total=88 t3.unavailable.not_held.total..t3.unavailable.unclear.total=14"),
    group(Row(&["rejected"]), "不予处理",
        "办结政府信息公开申请88件，其中{}11件。", "t3.total.total=88 t3.rejected.petition.total..t3.rejected.reissue.total=11"),
    group(Row(&["other"]), "其他处理 作其他处理 其他方式处理 其它处理",
        "办结政府信息公开申请88件，其中{}12件。", "t3.total.total=88 t3.other.no_correction.total..t3.other.misc.total=12"),
    group(Row(&["denied.state_secret"]), "属于国家秘密 涉及国家秘密 国家秘密", "答复申请88件，{}1件。", "t3.total.total=88 t3.denied.state_secret.total=1"),
    group(Row(&["denied.other_law"]), "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开", "答复申请88件，{}2件。", "t3.total.total=88 t3.denied.other_law.total=2"),
    group(Row(&["denied.security_stability"]), "危及三安全一稳定 三安全一稳定", "答复申请88件，{}1件。", "t3.total.total=88 t3.denied.security_stability.total=1"),
    group(Row(&["denied.third_party"]), "保护第三方合法权益 涉及第三方合法权益 第三方合法权益 涉及第三方 侵害第三方合法权益", "答复申请88件，{}3件。", "t3.total.total=88 t3.denied.third_party.total=3"),
    group(Row(&["denied.internal_affairs"]), "属于三类内部事务信息 三类内部事务信息 内部事务信息 属于内部事务信息", "答复申请88件，{}4件。", "t3.total.total=88 t3.denied.internal_affairs.total=4"),
    group(Row(&["denied.deliberative"]), "属于四类过程性信息 四类过程性信息 过程性信息 属于过程性信息", "答复申请88件，{}5件。", "t3.total.total=88 t3.denied.deliberative.total=5"),
    group(Row(&["denied.enforcement_file"]), "属于行政执法案卷 行政执法案卷 行政执法案卷信息", "答复申请88件，{}6件。", "t3.total.total=88 t3.denied.enforcement_file.total=6"),
    group(Row(&["denied.admin_query"]), "属于行政查询事项 行政查询事项", "答复申请88件，{}2件。", "t3.total.total=88 t3.denied.admin_query.total=2"),
    group(Row(&["unavailable.not_held"]),
        "本机关不掌握相关政府信息 本机关不掌握 不掌握 不掌握相关政府信息 不掌握相关信息 本机关不掌握相关信息 不属于本机关掌握 不属于本行政机关掌握信息 \
         不属于本行政机关掌握 不属于本机关公开 不属于本机关公开范围 不属于本机关职责 不属于本机关职责范围 不属于本机关负责公开 不属于本行政机关公开 非本机关掌握 \
         不属于本单位公开 不属于本行政机关公开范围 不属于本机关公开职责", "答复申请88件，{}9件。", "t3.total.total=88 t3.unavailable.not_held.total=9"),
    group(Row(&["unavailable.not_held", "unavailable.needs_creation", "unavailable"]), "信息不存在 政府信息不存在 申请信息不存在 不存在",
        "答复申请88件，{}9件。", "t3.total.total=88 t3.unavailable.not_held.total=9"),
    group(Row(&["unavailable.needs_creation"]), "没有现成信息需要另行制作 没有现成信息 需要另行制作 需另行制作 没有现成信息，需要另行制作",
        "答复申请88件，{}3件。", "t3.total.total=88 t3.unavailable.needs_creation.total=3"),
    group(Row(&["unavailable.unclear"]), "补正后申请内容仍不明确 补正后仍不明确 申请内容不明确 内容不明确 申请内容仍不明确",
        "答复申请88件，{}2件。", "t3.total.total=88 t3.unavailable.unclear.total=2"),
    group(Row(&["rejected.petition"]), "信访举报投诉类申请 信访举报投诉 信访、举报、投诉类申请 信访类申请 信访举报投诉类",
        "答复申请88件，{}4件。", "t3.total.total=88 t3.rejected.petition.total=4"),
    group(Row(&["rejected.repeat"]), "重复申请 属于重复申请", "答复申请88件，{}3件。", "t3.total.total=88 t3.rejected.repeat.total=3"),
    group(Row(&["rejected.publication"]), "要求提供公开出版物 公开出版物", "答复申请88件，{}1件。", "t3.total.total=88 t3.rejected.publication.total=1"),
    group(Row(&["rejected.excessive"]), "无正当理由大量反复申请 大量反复申请", "答复申请88件，{}2件。", "t3.total.total=88 t3.rejected.excessive.total=2"),
    group(Row(&["rejected.reissue"]), "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息", "答复申请88件，{}1件。", "t3.total.total=88 t3.rejected.reissue.total=1"),
    group(Row(&["other.no_correction"]),
        "申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正 逾期未补正 申请人逾期未补正 申请人逾期不补正 \
         申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "答复申请88件，{}5件。", "t3.total.total=88 t3.other.no_correction.total=5"),
    group(Row(&["other.no_payment"]), "逾期未按收费通知要求缴纳费用 申请人逾期未按收费通知要求缴纳费用 逾期未缴费", "答复申请88件，{}1件。", "t3.total.total=88 t3.other.no_payment.total=1"),
    group(Row(&["other.misc", "other"]), "申请人撤回 主动撤回 撤回申请 申请人主动撤回 申请人主动撤回申请 申请人撤回申请 撤回 主动撤回申请", "答复申请88件，{}6件。", "t3.total.total=88 t3.other.misc.total=6"),

    // Outcomes of reviews and lawsuits.
    group(Case(&["upheld"]), "维持 结果维持 予以维持 决定维持 维持原行政行为 被维持", "因政府信息公开引发行政复议12件，其中{}6件。", "t4.review.total=12 t4.review.upheld=6"),
    group(Case(&["corrected"]), "纠正 结果纠正 被纠正 纠错 被纠错 予以纠正 被撤销 责令履行 责令重新答复 确认违法 被确认违法 责令重作",
        "因政府信息公开引发行政复议12件，其中{}3件。", "t4.review.total=12 t4.review.corrected=3"),
    group(Case(&["other"]), "其他结果 其它结果 终止审理 终止 撤诉 申请人撤回复议申请", "因政府信息公开引发行政复议12件，其中{}1件。", "t4.review.total=12 t4.review.other=1"),
    group(Case(&["pending"]), "尚未审结 未审结 尚未办结审理 正在审理 尚在审理 审理中 正在审理中 暂未审结",
        "因政府信息公开引发行政复议12件，其中{}2件。", "t4.review.total=12 t4.review.pending=2"),
    group(Case(&["corrected"]), "败诉", "因政府信息公开引发行政诉讼14件，其中{}2件。",
        "t4.direct.total+t4.after_review.total=14 t4.direct.corrected+t4.after_review.corrected=2"),
    group(Case(&["upheld", "upheld+other"]), "胜诉 驳回", "因政府信息公开引发行政诉讼14件，其中{}6件。",
        "t4.direct.total+t4.after_review.total=14 t4.direct.upheld+t4.after_review.upheld=6"),

    // Who applied, and how.
    group(Columns(&["natural"]), "自然人 公民 个人 自然人申请", "收到申请90件，其中{}75件。", "t3.received.total=90 t3.received.natural=75"),
    group(Columns(&["business", "research", "public_interest", "legal_service", "other_org"]), "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人 法人、其他组织",
        "收到申请90件，其中{}15件。", "t3.received.total=90 t3.received.business..t3.received.other_org=15"),
    group(Columns(&["business"]), "商业企业 企业 企业申请", "收到申请90件，其中{}12件。", "t3.received.total=90 t3.received.business=12"),
    group(Columns(&["research"]), "科研机构", "收到申请90件，其中{}1件。", "t3.received.total=90 t3.received.research=1"),
    group(Columns(&["public_interest"]), "社会公益组织", "收到申请90件，其中{}0件。", "t3.received.total=90 t3.received.public_interest=0"),
    group(Columns(&["legal_service"]), "法律服务机构", "收到申请90件，其中{}2件。", "t3.received.total=90 t3.received.legal_service=2"),
    group(Medium,
        "网络 网上 线上 网站 平台 电子邮件 邮箱 电子邮箱 信函 邮寄 快递 当面 现场 窗口 传真 书面 线下 来函 在线 邮政 邮件 纸质 \
         门户网站 政府网站 邮政寄送 挂号信 互联网 依申请公开平台 当面提交 书信 网络平台 政务邮箱 在线平台 依申请公开系统 \
         网络申请 网上申请 线上申请 信函申请 信件申请 当面申请 邮寄申请 书面申请 在线申请 电子邮件申请 邮件申请 现场申请 传真申请 来信申请", "通过{}收到政府信息公开申请90件。", ""),
    group(Through, "通过 经由 依托 利用 以", "{}网站、信函等渠道收到政府信息公开申请90件。", "t3.received.total=90"),

    // The grammar of lists.
    group(Part, "其中 包括 包含 含 其中包括 涵盖 分为", "收到申请90件，{}自然人75件。", "t3.received.total=90 t3.received.natural=75"),
    group(Closed, "分别为 分别是", "收到申请90件，{}网络60件、信函30件。", "t3.received.total=90 90=90"),
    group(Each, "各", "因政府信息公开引发行政复议、行政诉讼{}13件。", "t4.review.total=13! t4.direct.total+t4.after_review.total=13!"),
    group(And, "、 和 及 与 以及 或 并", "不予公开{}部分公开共31件。", ""),
    group(Such, "等", "通过网络{}渠道收到申请90件。", "t3.received.total=90"),
    group(Rest, "其他 其它 其余", "收到申请90件，其中网络60件、信函20件、{}10件。", "t3.received.total=90 90=90"),
    group(Nothing, "未 没有 无 均无 尚未 从未 未曾 暂无 尚无 并未 均未 未有 零", "全年{}发生因政府信息公开引发的行政复议。", "t4.review.total=0!"),

    // Whose figures.
    group(Region('县'), "全县 我县 本县", "{}共收到政府信息公开申请90件。", "t3.received.total=90"),
    group(Region('市'), "全市 我市 本市", "{}共收到政府信息公开申请40件。", ""),
    group(Region('区'), "全区 我区 本区", "{}共收到政府信息公开申请40件。", ""),
    group(Region('省'), "全省 我省 本省", "{}共收到政府信息公开申请40件。", ""),
    group(Region('旗'), "全旗 我旗 本旗", "{}共收到政府信息公开申请40件。", ""),
    group(Region('州'), "全州 我州 本州", "{}共收到政府信息公开申请40件。", ""),
    group(Region('盟'), "全盟 我盟 本盟", "{}共收到政府信息公开申请40件。", ""),
    group(Region('镇'), "全镇 我镇 本镇", "{}共收到政府信息公开申请40件。", ""),
    group(Region('乡'), "全乡 我乡 本乡", "{}共收到政府信息公开申请40件。", ""),
    group(Region('道'), "全街道 我街道 本街道 街道", "{}共收到政府信息公开申请40件。", ""),
    group(Region('国'), "全国 我国", "{}共收到政府信息公开申请40件。", ""),
    group(Others,
        "县直部门 市直部门 区直部门 乡镇政府 市直单位 县直单位 区直单位 所属单位 下属单位 局属单位 直属单位 全系统 县级部门 各区县 各县区 各县市 \
         本级 市本级 县本级 区本级 省本级",
        "{}共收到政府信息公开申请40件。", ""),

    group(Ours, "我办 我局 我委 我厅 我院 我中心 我校 我处 我队 我会 我站 我所 我部 我关 我单位 我机关 本机关 本单位 本部门 本行政机关 本办 本局 全局 局机关 我府 本府",
        "全市收到政府信息公开申请400件，{}收到90件。", "t3.received.total=90"),

    // When.
    group(ThisYear, "全年 本年 本年度 今年 当年 年内 一年来 报告期内 年度内 本年内 报告年度 全年度 年底 年末", "{}收到政府信息公开申请90件。", "t3.received.total=90"),
    group(YearBefore, "上年 上年度 上一年 上一年度 去年 往年 前年 上年同期 去年同期", "{}收到政府信息公开申请60件。", ""),
    group(YearAfter, "下年 下年度 下一年 下一年度 次年 明年 来年", "政府信息公开申请结转{}10件。", "t3.carried_out.total=10"),
    group(OtherTime, "上半年 下半年 季度 一季度 第一季度 二季度 三季度 四季度 每月 月均 每年 年均 平均 历年 以来 近年来 近三年 近五年 三年来 五年来 建库以来 每季度 截至目前 截止目前 迄今 至今",
        "{}收到政府信息公开申请60件。", ""),
    group(Cumulative, "累计", "全年{}收到政府信息公开申请90件。", "t3.received.total=90"),
    group(AsOf, "截至 截止 截止到 截至到", "{}2023年12月31日，现行有效行政规范性文件138件。", "t2.normative.valid=138"),
    group(Plan, "下一步 下步 计划 力争 预计 我们将 将进一步 将继续 将持续 将从 目标 拟 今后 将着力", "{}制定行政规范性文件6件。", ""),

    // Comparisons.
    group(Than, "较 比 同比 相比 环比 相较 对比", "收到申请90件，{}上年增加15件。", "t3.received.total=90"),
    group(Up, "增长 上升 增加 提高 增幅 上涨 增多 提升 多 攀升 回升", "收到申请90件，同比{}20%。", "t3.received.total=90 20=20"),
    group(Down, "下降 减少 降低 降幅 下滑 降 回落", "收到申请90件，同比{}25%。", "t3.received.total=90 25=25"),
    group(Rate, "办结率 答复率 回复率 办理率", "收到申请90件，{}89.8%。", "t3.received.total=90 89.8=89.8"),
    group(Share, "占 占比 占总数 占比为 占申请总数的 占申请总数 占总量的 占总数的 占申请总量的 占总量", "收到申请90件，其中自然人75件，{}83.3%。",
        "t3.received.total=90 t3.received.natural=75 83.3=83.3"),

    // Disclosure as an attribute.
    group(Disclosure, "政府信息公开 信息公开 政府信息公开工作 信息公开工作 政府信息公开类 信息公开类 涉政府信息公开 政府信息公开申请人", "全年发生因{}引发的行政复议12件。", "t4.review.total=12"),

    // What tables do not count.
    group(Foreign,
        "信息 政府信息 政务信息 各类信息 动态信息 文件 政策文件 公文 公众号 微信 微博 抖音 视频 短视频 新媒体 账号 粉丝 阅读 阅读量 浏览 浏览量 \
         点击 点击量 访问 访问量 关注 留言 网民留言 信箱 区长信箱 县长信箱 市长信箱 局长信箱 书记信箱 领导信箱 来信 信件 热线 12345热线 来电 咨询 \
         工单 诉求 网民 建议 提案 建议提案 议案 人大代表 代表建议 政协委员 政协提案 会议 新闻发布会 发布会 访谈 在线访谈 图解 公报 政府公报 专栏 栏目 目录 清单 指南 \
         事项 项目 案例 问题 意见 意见建议 征集 调查 通报 简报 宣传 手册 活动 人员 稿件 新闻 动态 公告 通知 预算 决算 资金 补贴 投诉 举报 信访 信访件 \
         信访事项 档案 措施 线索 错别字 链接 答复书 告知书 意见书 告知补正 办件 政务服务 服务 审批 公开属性 来访 接访 舆情 政民互动 民意征集 意见征集 \
         依申请公开文件 依申请公开类文件 依申请公开的文件 依申请公开属性 依申请公开公文 主动公开文件 不予公开文件 不公开文件 依申请公开栏目 依申请公开目录 依申请公开业务 \
         规范性文件解读 规范性文件目录 规范性文件类信息 规章制度 法规规章 行政许可事项 行政许可信息 行政许可结果 行政许可申请 行政许可办件 行政处罚信息 行政处罚结果 行政处罚案件信息 双公示 双公示信息 \
         行政事业性收费项目 行政事业性收费目录 信息处理费 政府信息公开信息处理费 政府信息处理费 行政应诉 行政应诉案件 应诉案件 司法建议 检察建议 解读 政策解读 解读材料 培训 培训班 市场主体 证照 \
         重大决策 听证会 座谈会 开放日 申诉 申诉情况 复议机关 行政复议机关 非政府信息公开申请 不属于政府信息公开申请 法律援助申请 报告 年度报告 意见箱 网友留言 群众来信 民生诉求 网民诉求 群众诉求 \
         咨询件 来信来访 互动交流 求决 市长热线 政务服务便民热线 便民热线 信息员 栏目内容 评价 好差评 在线咨询 智能问答 人民网 人民网留言 领导留言板 问政", "依申请公开方面，收到政府信息公开申请90件。全年办理{}60件，办结率100%。", "t3.received.total=90"),
    group(ForeignAct,
        "公开 主动公开 发布 转载 推送 更新 修改 修订 备案 审查 审核 清理 梳理 评估 公示 刊登 报送 上报 报备 发放 召开 举办 开展 组织 回应 整改 关停 \
         注销 开设 转办 交办 协查 协助 配合 代办 指导 督办 审理 审结 化解 应诉 删除 接待 归档 移交 移送 协调 会商 起草 继续有效 保留 拟修改 抽查 编制 公布 \
         登载 合法性审核 合法性审查 备案审查 适时修改 退回 补正 撤稿 复核 阅办 转送 转交 告知 督促 提醒 纳入 解读公开 撰写 收集 采集", "全年{}行政规范性文件60件。", ""),

    // What changes nothing.
    group(Filler,
        "共 共计 合计 总计 总共 总数 总量 数量 数 件数 为 是 达 达到 计 有 的 了 已 均 都 全部 按时 按期 依法 依规 依法依规 及时 规范 妥善 情况 \
         工作 方面 案件 案 事项共 内 因 由 对 向 被 就 也 还 提出 提交 提交的 提出的 群众 公众 社会公众 申请人 当事人 各类 各种 有效 相关 有关 \
         而 所 引发的 引起的 产生的 导致的 各部门 各单位 各级 各乡镇 各镇街 各街道 各级各部门 各乡镇街道 各有关部门 各科室 渠道 方式 途径 形式 多种 \
         继续办理 继续 办理结果 度 结果 实际 均已 已经 已全部 收到的 受理的 类 本 请求 在法定期限内 法定期限内 在规定时限内 规定时限内 在规定期限内 期限内 时限内 书面的 \
         在 中 于 从 至 到 起 止 当年办结 一并 以上 左右 此外 另外 另有 另 同时 上述 该 予以 作 行政机关 目前 过 任何 要求 近 约 逾 超 超过 大约 接近 将近 突破 至少 不少于 不到 不足 不再处理 不再处理其政府信息公开申请 按 申请渠道 申请方式 从申请方式看 从申请人类型看 从申请主体看 从办理结果看 从申请渠道看 申请主体 申请主体为 不含 应 需 新 发起 \
         被诉 主体 类型 系", "全年收到政府信息公开申请{}90件。", "?"),
];

/// A word and what it says.
#[derive(Debug)]
struct Entry {
    word: Box<[char]>,
    meaning: Meaning,
}

/// The words by their first character, the longest first.
struct Index {
    /// For each character from [`FIRST`] on, the run of `entries` that starts with it.
    runs: Vec<(u16, u16)>,
    entries: Vec<Entry>,
}

const FIRST: u32 = 0x3000;
const LAST: u32 = 0x9fff;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut entries: Vec<Entry> = GROUPS
            .iter()
            .flat_map(|group| {
                group.words().map(|word| Entry { word: word.chars().collect(), meaning: group.meaning })
            })
            .collect();
        let first = |entry: &Entry| entry.word.first().map_or(0, |&c| u32::from(c));
        order::sort_by_key(&mut entries, |entry| (first(entry), usize::MAX - entry.word.len()));
        let mut runs = vec![(0, 0); (LAST - FIRST + 1) as usize];
        for (at, entry) in entries.iter().enumerate() {
            let Some(run) = first(entry).checked_sub(FIRST).and_then(|c| runs.get_mut(c as usize)) else {
                continue;
            };
            if run.1 == 0 {
                run.0 = at as u16;
            }
            run.1 = at as u16 + 1;
        }
        Index { runs, entries }
    })
}

/// The longest known word at the start of `chars`, with its length.
pub(super) fn word(chars: &[char]) -> Option<(Meaning, usize)> {
    let first = u32::from(*chars.first()?);
    if *chars.first()? == '1' {
        let hotline = super::numbers::starts(chars, "12345");
        let counted = chars.get(5).is_some_and(|c| "件起宗份例项条个次万余多,.0123456789".contains(*c));
        return (hotline && !counted).then_some((Foreign, 5));
    }
    let index = index();
    let &(start, end) = index.runs.get(first.checked_sub(FIRST)? as usize)?;
    let run = &index.entries[start as usize..end as usize];
    run.iter().find(|entry| chars.starts_with(&entry.word)).map(|entry| (entry.meaning, entry.word.len()))
}
