//! The words of narratives and what they mean: all data. A clerk's new phrase is one more word in a group.
//!
//! A group is words of one meaning, a sentence that uses them in place of `{}`, and the claims that a careful reader draws from it
//! beside the report in `super::tests` (`cells=value`, or nothing for a trap). Every word is tested in its group's sentence.

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

impl Topic {
    /// Whether it is a block of table 4.
    pub(super) fn is_case(self) -> bool {
        matches!(self, Review | Lawsuit | Direct | AfterReview)
    }
}

/// What was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Came in; organs often count what was carried in with it.
    Received,
    /// Came in this year.
    New,
    /// 收办: came in, with what was carried in.
    Taken,
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
    /// 转, 顺延: carried over where a year stands beside it, handed on to or by somebody else where none does.
    Moved,
    Does(Act),
    /// An outcome or a group of outcomes in table 3: the likeliest row, then others that it can mean.
    Row(&'static [&'static str]),
    /// An outcome in table 4, likewise.
    Case(&'static [&'static str]),
    /// The same, said of lawsuits alone: 败诉.
    Verdict(&'static [&'static str]),
    /// Columns of table 3.
    Columns(&'static [&'static str]),
    /// 公民: natural persons beside organisations, anybody else.
    Citizens,
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
    /// 除: what follows is taken out of the zero that comes behind it.
    Except,
    /// 均为, 全部: all of the figure before.
    All,
    /// 按照, 在: up to its [`Meaning::Close`] or a title, words tell how, not what.
    Frame,
    /// 规定, 内: where a frame closes; nothing elsewhere.
    Close,
    /// 全县, 我县: the whole region, by the last character of its kind.
    Region(char),
    /// Other organs, or several.
    Others,
    /// 我局, 本机关: the organ that reports.
    Ours,
    /// 代市政府, 向县政府提出: all that an office reports, and less than a government does.
    ToGovernment,
    /// The report year.
    ThisYear,
    /// The year before.
    YearBefore,
    /// The year after.
    YearAfter,
    /// Another time, or part of a year.
    OtherTime,
    /// 以来: another time, unless the words before it are the report year.
    Since,
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
    /// What is intended, in this sentence.
    Aim,
    /// What is intended, from here on.
    Plan,
}

use Act::*;
use Meaning::*;
use Topic::*;

/// Words of one meaning, a sentence, and its claims.
///
/// The words are one text, a blank between them, and the sentences are compiled for tests only: the page downloads all this.
pub(super) struct Group {
    pub(super) meaning: Meaning,
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
    group(Does(Received), "收到 接到 接收 收取到 收悉到 接获 收执 接到过 收到过 收有 接受到 接收到 收悉 收件 接受", "全年共{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(New), "新收 新收到 新受理 新接到 新增收到 本年新收 当年新收 本年新收到 新登记 新增受理 新增 新接收", "本年度{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(Taken), "收办 接办", "本年度{}政府信息公开申请98件。", "t3.received.total+t3.carried_in.total=98"),
    group(Does(Accepted), "受理 受理量 受理数 收到并办理 受理并办理 受理和办理 登记受理 受理到 受理了 收件受理 接收受理", "全年共{}政府信息公开申请90件。", "t3.received.total=90"),
    group(Does(Handled), "办理 处理 办理了 处理了 承办 受理办理", "全年共{}政府信息公开申请88件。", "t3.total.total=88"),
    group(Does(Answered), "办结 办结量 答复量 办结件 办结数 答复数 答复件 办结件数 答复件数 办毕 办理结束 作出答复 做出答复 予以答复 办理回复 办理答复完毕 依法答复 答复了 办结了 回复办结 审结办结 出具答复 完成答复 已办结 答复完毕 给予答复 进行答复 办理办结 答复 回复 办复 办理完毕 答复办结 办理答复 办结答复 处理完毕 办理完成 书面答复",
        "全年共{}政府信息公开申请88件。", "t3.total.total=88"),
    group(Does(Open), "未办结 尚未办结 未办理完毕 尚未答复 正在办理中 尚在办理中 在办 待办理 未办完 尚未到期 尚在办理 正在办理 仍在办理 尚未办理完毕", "收到政府信息公开申请90件，{}10件。",
        "t3.received.total=90 t3.carried_out.total=10"),
    group(Does(Carried), "结转 转结 结转办理 结转继续办理 结转至 结转到 结转的申请 结转的信件 结转的办件 结转申请 结转信件 结转件 结转入 接转", "政府信息公开申请{}下年度10件。", "t3.carried_out.total=10"),
    group(Moved,
        "转 转到 转至 转入 转接 转接到 转接至 转来 转办 转为 转由 顺延 顺延到 顺延至 延至 延到 延续到 延续至 延续 延后至 留待 留至 留到 移至 移到 推至 推迟到 跨入 递延至 滚动到 滚入 继续办理 继续办 继续答复",
        "收到政府信息公开申请90件，{}下年度10件。", "t3.received.total=90 t3.carried_out.total=10"),
    group(Does(Made), "制发 制定 制订 新制订 出台了 制定了 制发了 印发了 制定发布 制定并发布 制定并公布 制发的 制定的 印发的 出台的 新制定 新制发 出台 新出台 印发 制定出台 制定印发 制作 新制作 制发件数 本年制发件数 新印发",
        "全年{}行政规范性文件17件。", "t2.normative.made=17"),
    group(Does(Repealed), "废止 宣布失效 废止了 宣布废止或失效 明令废止 失效 宣布废止 废止件数 本年废止件数 废止失效", "全年{}行政规范性文件4件。", "t2.normative.repealed=4"),
    group(Does(Valid), "现行有效 现行有效件数 现有有效 目前有效", "{}行政规范性文件138件。", "t2.normative.valid=138"),
    group(Does(Arose), "发生 引发 发生过 提请 提请的 提起的 引发的 引起的 产生的 导致的 被提出 引起了 引发了 引起 产生 被提起 被申请 提起 出现 导致 发生因 涉及",
        "因政府信息公开{}行政复议12件。", "t4.review.total=12"),
    group(Does(Decided), "作出 做出 下达 实施 采取", "全年{}行政处罚决定310件。", "t2.punishment.decisions=310"),

    // Outcomes of applications.
    group(Row(&["granted"]), "予以公开 同意公开 给予公开 公开答复 同意公开答复 予以公开答复 全部予以公开 准予公开 全部公开 予以全部公开 已主动公开 属于已主动公开范围 属于主动公开范围 已主动公开范围 属于主动公开 属于已主动公开",
        "办结政府信息公开申请88件，其中{}20件。", "t3.total.total=88 t3.granted.total=20"),
    group(Row(&["partial"]), "部分公开 部分同意公开 部分公开答复 予以部分公开答复 同意部分公开 予以部分公开 部分予以公开",
        "办结政府信息公开申请88件，其中{}7件。", "t3.total.total=88 t3.partial.total=7"),
    group(Row(&["denied"]), "不予公开 不同意公开 而不公开 不公开 不予公开答复 决定不公开 未予公开 决定不予公开",
        "办结政府信息公开申请88件，其中{}24件。", "t3.total.total=88 t3.denied.state_secret.total..t3.denied.admin_query.total=24"),
    group(Row(&["unavailable"]), "无法提供 不能提供 无法提供的信息 而无法提供 未能提供 无法提供答复",
        "办结政府信息公开申请88件，其中{}14件。", "t3.total.total=88 t3.unavailable.not_held.total..t3.unavailable.unclear.total=14"),
    group(Row(&["rejected"]), "不予处理 不予处理答复 作不予处理",
        "办结政府信息公开申请88件，其中{}11件。", "t3.total.total=88 t3.rejected.petition.total..t3.rejected.reissue.total=11"),
    group(Row(&["other"]), "其他处理 作其他处理 其他处理答复 作出其他处理 其他处理方式 以其他方式处理 其他方式处理 其它处理",
        "办结政府信息公开申请88件，其中{}12件。", "t3.total.total=88 t3.other.no_correction.total..t3.other.misc.total=12"),
    group(Row(&["denied.state_secret"]), "属于国家秘密 涉及国家秘密 属国家秘密 涉密 国家秘密", "答复申请88件，{}1件。", "t3.total.total=88 t3.denied.state_secret.total=1"),
    group(Row(&["denied.other_law"]), "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开", "答复申请88件，{}2件。", "t3.total.total=88 t3.denied.other_law.total=2"),
    group(Row(&["denied.security_stability"]), "危及三安全一稳定 三安全一稳定", "答复申请88件，{}1件。", "t3.total.total=88 t3.denied.security_stability.total=1"),
    group(Row(&["denied.third_party"]), "保护第三方合法权益 涉及第三方合法权益 第三方合法权益 涉及第三方 侵害第三方合法权益", "答复申请88件，{}3件。", "t3.total.total=88 t3.denied.third_party.total=3"),
    group(Row(&["denied.internal_affairs"]), "属于三类内部事务信息 三类内部事务信息 三类内部事务 属三类内部事务信息 内部事务 内部事务类信息 属于三类内部事务 内部事务信息 属于内部事务信息", "答复申请88件，{}4件。", "t3.total.total=88 t3.denied.internal_affairs.total=4"),
    group(Row(&["denied.deliberative"]), "属于四类过程性信息 四类过程性信息 四类过程性 属四类过程性信息 过程性文件 属于四类过程性 过程性信息 属于过程性信息", "答复申请88件，{}5件。", "t3.total.total=88 t3.denied.deliberative.total=5"),
    group(Row(&["denied.enforcement_file"]), "属于行政执法案卷 行政执法案卷 行政执法案卷信息", "答复申请88件，{}6件。", "t3.total.total=88 t3.denied.enforcement_file.total=6"),
    group(Row(&["denied.admin_query"]), "属于行政查询事项 行政查询事项", "答复申请88件，{}2件。", "t3.total.total=88 t3.denied.admin_query.total=2"),
    group(Row(&["unavailable.not_held"]),
        "本机关不掌握相关政府信息 本机关不掌握 本级不掌握 本机关不掌握政府信息 不掌握政府信息 不掌握该信息 不掌握所申请信息 未掌握 本机关未掌握 不掌握申请信息 本机关不掌握信息 不掌握 不掌握相关政府信息 不掌握相关信息 本机关不掌握相关信息 不属于本机关掌握 不属于本行政机关掌握信息 \
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
    group(Row(&["other.misc", "other"]), "申请人撤回 主动撤销 申请人撤销 申请人主动撤销 撤销申请 本人撤销 本人撤回 自行撤回 主动撤回 撤回申请 申请人主动撤回 申请人主动撤回申请 申请人撤回申请 撤回 主动撤回申请", "答复申请88件，{}6件。", "t3.total.total=88 t3.other.misc.total=6"),

    // Outcomes of reviews and lawsuits.
    group(Case(&["upheld"]), "维持 结果维持 维持了 获维持 复议维持 结果为维持 予以维持 决定维持 维持原行政行为 被维持", "因政府信息公开引发行政复议12件，其中{}6件。", "t4.review.total=12 t4.review.upheld=6"),
    group(Case(&["corrected"]), "纠正 结果纠正 被复议纠错 被复议纠正 结果为纠正 复议纠错 被依法纠正 被纠正 纠错 被纠错 予以纠正 被撤销 责令履行 责令重新答复 确认违法 被确认违法 责令重作",
        "因政府信息公开引发行政复议12件，其中{}3件。", "t4.review.total=12 t4.review.corrected=3"),
    group(Case(&["other"]), "其他结果 其它结果 终止审理 终止 撤诉 申请人撤回复议申请", "因政府信息公开引发行政复议12件，其中{}1件。", "t4.review.total=12 t4.review.other=1"),
    group(Case(&["pending"]), "尚未审结 未审结 尚未结案 未结案 还未审结 尚在审理中 未办结审理 仍在审理 仍在审理中 正在审理过程中 未审结案件 尚未办结审理 正在审理 尚在审理 审理中 正在审理中 暂未审结",
        "因政府信息公开引发行政复议12件，其中{}2件。", "t4.review.total=12 t4.review.pending=2"),
    group(Verdict(&["corrected"]), "败诉 被判败诉 败诉案件", "因政府信息公开引发行政诉讼14件，其中{}2件。",
        "t4.direct.total+t4.after_review.total=14 t4.direct.corrected+t4.after_review.corrected=2"),
    group(Verdict(&["upheld", "upheld+other"]), "胜诉 驳回 驳回诉讼请求", "因政府信息公开引发行政诉讼14件，其中{}6件。",
        "t4.direct.total+t4.after_review.total=14 t4.direct.upheld+t4.after_review.upheld=6"),

    // Who applied, and how.
    group(Columns(&["natural"]), "自然人 自然人提出 自然人提出的 自然人提交 自然人提交的 自然人申请人 自然人申请", "收到申请90件，其中{}75件。", "t3.received.total=90 t3.received.natural=75"),
    group(Citizens, "公民 公民提出 个人提出 公民提出的 个人提出的 公民提交 公民个人 普通公民 公民申请 个人", "收到申请90件，其中{}75件。", "t3.received.total=90 t3.received.natural=75"),
    group(Columns(&["business", "research", "public_interest", "legal_service", "other_org"]), "法人或其他组织 法人和其他组织 法人和其他社会组织 法人和其它社会组织 法人及其他社会组织 法人或其他社会组织 法人、社会组织 法人或者其它组织 法人或其它组织 法人及其它组织 法人其他组织 法人或其他组织提出 法人或其他组织提出的 法人和其他组织提出的 法人或者其他组织提出的 法人、其他组织提出的 法人或其他组织申请 法人及其他组织申请 法人或者其他组织申请 法人及其他组织 法人或者其他组织 法人 法人、其他组织",
        "收到申请90件，其中{}15件。", "t3.received.total=90 t3.received.business..t3.received.other_org=15"),
    group(Columns(&["business"]), "商业企业 企业 企业提出 企业提出的 企业提交 商业企业申请 企业法人 企业申请", "收到申请90件，其中{}12件。", "t3.received.total=90 t3.received.business=12"),
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
    group(And, "、 和 及 与 以及 或 或者 并 亦或", "不予公开{}部分公开共31件。", ""),
    group(Such, "等", "通过网络{}渠道收到申请90件。", "t3.received.total=90"),
    group(Rest, "其他 其它 其余", "收到申请90件，其中网络60件、信函20件、{}10件。", "t3.received.total=90 90=90"),
    group(Except, "除 除了 除去", "{}1件行政复议外，未发生因政府信息公开引发的行政诉讼。", ""),
    group(All, "均 均为 都 都是 全部 全部为 全部是 全为 均是 皆为 皆 均系 全系 全部系 均由 都由 全部由 均已", "收到申请90件，{}自然人。", "t3.received.total=90 t3.received.natural=90!"),
    group(Frame, "按照 严格按照 根据 依据 依照 遵照 参照 对照 按 严格依照 在 于", "全年{}规定时限内答复政府信息公开申请88件。", "t3.total.total=88"),
    group(Close, "内 前 规定 要求 程序 时限 期限 流程 标准 规范 时间 时间内 范围 期间 原则 方式 形式 格式 之内", "全年按照有关{}答复政府信息公开申请88件。", "t3.total.total=88"),
    group(Nothing, "未 没有 没 从未有 均没有 也没有 也未 亦未 未曾有 并无 也无 均未曾 无任何 没有任何 未有过 未再 无 均无 尚未 从未 未曾 暂无 尚无 并未 均未 未有 零", "全年{}发生因政府信息公开引发的行政复议。", "t4.review.total=0!"),

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
    group(Region('木'), "全苏木 我苏木 本苏木", "{}共收到政府信息公开申请40件。", ""),
    group(Region('道'), "全街道 我街道 本街道 街道", "{}共收到政府信息公开申请40件。", ""),
    group(Region('国'), "全国 我国", "{}共收到政府信息公开申请40件。", ""),
    group(Others,
        "县直部门 市直部门 区直部门 乡镇政府 市直单位 县直单位 区直单位 所属单位 下属单位 局属单位 直属单位 全系统 县级部门 各区县 各县区 各县市 \
         本级 市本级 县本级 区本级 省本级",
        "{}共收到政府信息公开申请40件。", ""),

    group(ToGovernment, "向市政府提出 向县政府提出 向区政府提出 向省政府提出 向市政府提出的 向县政府提出的 向区政府提出的 向省政府提出的 代市政府 代县政府 代区政府 代省政府 代表市政府 代表县政府 代表区政府 代表省政府",
        "{}受理政府信息公开申请40件。", ""),

    group(Ours, "我办 我局 我委 我厅 我院 我中心 我校 我处 我队 我会 我站 我所 我部 我关 我单位 我机关 本机关 本单位 本部门 本行政机关 本办 本局 全局 局机关 我府 本府",
        "全市收到政府信息公开申请400件，{}收到90件。", "t3.received.total=90"),

    // When.
    group(ThisYear, "全年 一年 这一年 本年 本年度 全年内 报告期 本报告期 今年 当年 年内 一年来 报告期内 年度内 本年内 报告年度 全年度 年底 年末", "{}收到政府信息公开申请90件。", "t3.received.total=90"),
    group(YearBefore, "上年 上年度 上一个年度 上一自然年度 上一年 上一年度 去年 往年 前年 上年同期 去年同期", "{}收到政府信息公开申请60件。", ""),
    group(YearAfter, "下年 下年度 下一个年度 翌年 第二年 下一自然年度 下一年 下一年度 次年 明年 来年", "政府信息公开申请结转{}10件。", "t3.carried_out.total=10"),
    group(OtherTime, "上半年 下半年 季度 一季度 第一季度 二季度 三季度 四季度 每月 月均 每年 年均 平均 历年 近年来 近三年 近五年 三年来 五年来 建库以来 每季度 截至目前 截止目前 迄今 至今",
        "{}收到政府信息公开申请60件。", ""),
    group(Since, "以来", "2023年{}，收到政府信息公开申请90件。", "t3.received.total=90"),
    group(Cumulative, "累计", "全年{}收到政府信息公开申请90件。", "t3.received.total=90"),
    group(AsOf, "截至 截止 截止到 截至到", "{}2023年12月31日，现行有效行政规范性文件138件。", "t2.normative.valid=138"),
    group(Aim, "计划 目标 预计", "{}制定行政规范性文件6件。", ""),
    group(Plan, "下一步 下步 力争 我们将 将进一步 将继续 将持续 将从 拟 今后 将着力", "{}制定行政规范性文件6件。", ""),

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
         重大决策 听证会 座谈会 开放日 申诉 申诉情况 非政府信息公开申请 不属于政府信息公开申请 各类申请 各种申请 各项申请 业务申请 法律援助申请 报告 年度报告 意见箱 网友留言 群众来信 民生诉求 网民诉求 群众诉求 \
         咨询件 来信来访 互动交流 求决 市长热线 政务服务便民热线 便民热线 信息员 栏目内容 评价 好差评 在线咨询 智能问答 人民网 人民网留言 领导留言板 问政", "依申请公开方面，收到政府信息公开申请90件。全年办理{}60件，办结率100%。", "t3.received.total=90"),
    group(ForeignAct,
        "公开 主动公开 分别 会同 联合 协同 参与 发布 转载 推送 更新 修改 修订 备案 审查 审核 清理 梳理 评估 公示 刊登 报送 上报 报备 发放 召开 举办 开展 组织 回应 整改 关停 \
         注销 开设 交办 流转 批转 移交办理 协查 协助 配合 代办 指导 督办 审理 审结 化解 应诉 删除 接待 归档 移交 移送 协调 会商 起草 继续有效 保留 拟修改 抽查 编制 公布 \
         登载 合法性审核 合法性审查 备案审查 适时修改 退回 补正 撤稿 复核 阅办 转送 转交 告知 督促 提醒 纳入 解读公开 撰写 收集 采集", "全年{}行政规范性文件60件。", ""),

    // What changes nothing.
    group(Filler,
        "决定 任何 未到 尚未到 未届 未满 未到期 来 来的 过来 过来的 共 共计 合计 总计 总共 总数 总量 数量 数 件数 为 是 达 达到 计 有 的 了 已 按时 按期 依法 依规 依法依规 及时 \
         妥善 情况 工作 方面 案件 案 事项共 因 由 对 向 被 就 也 还 提出 提交 提交的 提出的 群众 公众 社会公众 申请人 当事人 各类 各种 有效 相关 有关 而 所 各部门 各单位 各级 \
         各乡镇 各镇街 各街道 各级各部门 各乡镇街道 各有关部门 各科室 渠道 途径 多种 继续 办理结果 度 结果 实际 已经 已全部 收到的 受理的 类 本 请求 在法定期限内 法定期限内 在规定时限内 \
         规定时限内 在规定期限内 书面的 中 从 至 到 起 止 当年办结 一并 以上 左右 此外 另外 另有 另 同时 上述 该 予以 作 行政机关 目前 过 近 约 逾 超 超过 大约 接近 将近 突破 \
         至少 不少于 不到 不足 不再处理 不再处理其政府信息公开申请 申请渠道 申请方式 从申请方式看 从申请人类型看 从申请主体看 从办理结果看 从申请渠道看 申请主体 申请主体为 不含 应 需 新 发起 \
         被诉 主体 类型 系 按要求 按规定 按程序 按时限 按期限 依程序 依规定 按时按规定 高效 高质量 快速 准确 圆满 稳妥 逐一 逐件 认真 积极 主动 严格 依法依规地 依法按时 依法按期 \
         按时依法 依法及时 及时依法 全面 顺利 正常 如期 规范地 已按时 已按期 均按时 均按期 都按时 都已 已依法 均依法 已经全部 全数 全 在规定期限 法定时限内 法定期限 法定时限 法定 \
         在法定时限内 在规定时间内 规定时间内 外 以外 之外 事宜 事件 之 了的 共有 总计有 总数为 数量为 数为 件数为 共为 总件数 总量为 合共 一共 累计共 累计为 来自 由此 据此 为此 因此 \
         从而 涉诉 公民法人 去办理 要去办理 理由 原因 由于 属于 属 系因 因为 与此有关 针对 关于 围绕 涉及到 有关的 相关的 该类 此类 这些 所涉 其 本人 复议机关 行政复议机关 \
         复议审查机关 予 给予 进行 完成 开展答复 其它有关 结果为 结果是 结果均为 办理结果为 答复结果 答复结果为 处理结果 处理结果为 情形 现象 状况 问题的 案件数 案件数为 案件数量 案件数量为 \
         宗数 申请数 申请数量 申请数量为 申请量 申请总量 申请总数 申请总数为 申请者 提出者 申请人为 提出者为 申请主体均为 申请人类型 分类 按申请人 按结果 按类型 向本机关 向我局 向我办 \
         向我单位 向本单位 社会各界 人民群众 广大群众 群众提出 群众提出的 申请人提出的 申请人提交的 各方面 各渠道 多渠道 各种渠道 各级行政机关 各级机关 各行政机关 全市各级行政机关 政府和部门 \
         各级政府 各级政府及部门 各乡镇和部门 再 同比无 与上年 符合 有效地 送达 邮寄送达 并且 且 已经办理 已经按 现已 业已 业经 经审查 经审核 审查后 会商后 均作 仅 只 仅有 只有 尚 还有 \
         为准 数据 对比来看 量为 量共 需要 来看 事", "全年收到政府信息公开申请{}90件。", "?"),
];
