//! Titles of reports: `清沅县教育局2023年政府信息公开工作年度报告`, in the orders and wordings that organs write.
//!
//! Comes in: a line in one width and script, without spaces. Goes out: its year and its organ, where it is a title or a sentence
//! that announces the report. A notice on reports, a report on half a year and a mention of another's report are none.

use super::name;
use super::years::{Year, strip_unit, years};

/// How a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// On a line of its own, but for a site's name or a label.
    Alone,
    /// In a sentence that makes the report known: 现将…予以公布.
    Announced,
}

/// A title that was found.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) year: u16,
    pub(super) organ: Option<String>,
    /// A name that stands beside the title, behind a stroke: the organ's, or the site's.
    pub(super) beside: Option<String>,
    pub(super) stands: Stands,
    /// Whether the line begins with the title.
    pub(super) at_start: bool,
    /// Whether the line ends with it.
    pub(super) at_end: bool,
}

/// Words that lead up to the report's own title in a sentence.
const ANNOUNCE: [&str; 17] = [
    "现将",
    "现就",
    "特将",
    "现公布",
    "予以公布",
    "公布",
    "发布",
    "编制完成",
    "编制了",
    "编制",
    "编写",
    "撰写",
    "制作",
    "形成",
    "将",
    "特向社会公布",
    "起草",
];

/// Words before a title that make it somebody else's, or a task.
const OTHERS: [&str; 21] = [
    "对照",
    "针对",
    "参照",
    "根据",
    "按照",
    "做好",
    "加强",
    "推进",
    "完成",
    "督促",
    "组织",
    "指导",
    "审核",
    "报送",
    "开展",
    "各部门",
    "各单位",
    "上报",
    "汇总",
    "围绕",
    "查看",
];

/// Labels that stand before a title, and the kind of paper.
const LABELS: [&str; 9] =
    ["文章标题", "标题", "信息名称", "名称", "正文", "首页", "题名", "当前位置", "文件名称"];

/// What stands behind a title and makes it a word of another.
const BEHIND: [&str; 20] = [
    "编制",
    "格式",
    "的通知",
    "通知",
    "模板",
    "填",
    "考核",
    "评估",
    "要求",
    "中提",
    "提出",
    "指出",
    "反映",
    "整改",
    "问题",
    "工作的",
    "编报",
    "审核",
    "中存",
    "汇总",
];

/// What portals print behind a title on its line.
const ASIDE: [&str; 14] = [
    "发布",
    "时间",
    "日期",
    "来源",
    "信息来源",
    "浏览",
    "字号",
    "字体",
    "作者",
    "打印",
    "下载",
    "索引",
    "文号",
    "附件",
];

/// What follows a title in the sentence that makes it known.
const MADE_KNOWN: [&str; 13] = [
    "的公告",
    "的公示",
    "公告",
    "现予",
    "现公",
    "现将",
    "现向",
    "予以",
    "如下",
    "公布",
    "公开如下",
    "向社会",
    "公示",
];

/// The first title in `text`.
pub(super) fn find(text: &str) -> Option<Title> {
    let subjects = text.match_indices("信息公开").chain(text.match_indices("政务公开"));
    subjects.filter_map(|(at, subject)| around(text, at, at + subject.len())).next()
}

/// The title whose subject stands at `start..end`.
fn around(text: &str, start: usize, end: usize) -> Option<Title> {
    let left = text[..start].strip_suffix("政府").unwrap_or(&text[..start]);
    let (length, annual) = report_word(&text[end..])?;
    let mut right = &text[end + length..];
    let mut annual = annual;
    let mut written = None;
    let year = match year_before(left) {
        Some(year) => {
            annual |= left[year.range.end..].starts_with("年度");
            written = Some(year.range.clone());
            year
        }
        None => {
            let (year, rest) = year_behind(right)?;
            annual |= right.contains("年度");
            right = rest;
            year
        }
    };
    let between = written.as_ref().map_or("", |range| strip_unit(&left[range.end..]));
    let before = written.as_ref().map_or(left, |range| &left[..range.start]);
    let run = name::last_run(before);
    let context = &before[..before.len() - run.len()];
    let (lead, run) = announced(context, run);
    if lead.is_none() && OTHERS.iter().any(|word| run.contains(word))
        || BEHIND.iter().any(|word| right.starts_with(word))
    {
        return None;
    }
    let run = without_labels(run);
    let own = run.trim_end_matches("关于").trim_end_matches('的');
    let organ = organ(own, between).ok()?;
    let is_apart = context.is_empty()
        || context.ends_with([':', '>', '》', '】', ']', ')', '-', '—', '_', '|', '/', '#', '*', '•', '·']);
    let ends_apart = right.is_empty()
        || right.starts_with(['(', '_', '-', '—', '|', ':', '>', '】', ']', '*', '<'])
        || ASIDE.iter().any(|word| right.starts_with(word))
        || name::is_titular(right) && name::ends_like_organ(right);
    let makes_known = MADE_KNOWN.iter().any(|word| right.starts_with(word));
    let stands = match lead {
        _ if lead.is_none() && is_apart && ends_apart => Stands::Alone,
        Some(_) if annual => Stands::Announced,
        None if is_apart && makes_known && annual => Stands::Announced,
        _ => return None,
    };
    let from = before.len() - run.len();
    let to = text.len() - right.len();
    let beside = beside(context, right).filter(|_| stands == Stands::Alone);
    Some(Title {
        text: text[from..to].to_owned(),
        year: year.value,
        organ,
        beside,
        stands,
        at_start: from == 0,
        at_end: right.is_empty(),
    })
}

/// `工作年度报告`, `年报`: its length, and whether it says that it is a year's.
fn report_word(text: &str) -> Option<(usize, bool)> {
    let mut rest = text;
    let mut annual = false;
    loop {
        if let Some(end) = rest.strip_prefix("年报") {
            return Some((text.len() - end.len(), true));
        }
        if let Some(end) = rest.strip_prefix("报告") {
            return Some((text.len() - end.len(), annual));
        }
        let word = ["年度", "工作", "情况", "的"].iter().find(|word| rest.starts_with(**word))?;
        annual |= *word == "年度";
        rest = &rest[word.len()..];
    }
}

/// The year before the subject, with nothing but a name between them.
fn year_before(left: &str) -> Option<Year> {
    const MAX_BETWEEN: usize = 30;
    let year = years(left).last()?;
    let between = strip_unit(&left[year.range.end..]);
    let is_name = between.chars().all(crate::value::normal::is_han) && between.chars().count() <= MAX_BETWEEN;
    let other =
        ["学年", "上半年", "下半年", "季度", "月"].iter().any(|word| left[year.range.end..].contains(word));
    let range_of_years =
        left[..year.range.start].ends_with(['-', '—', '~', '至', '到']) && years(left).count() > 1;
    (is_name && !other && !range_of_years).then_some(year)
}

/// `年度报告(2023年)`, `年度报告2023年度`, and what is left behind it.
fn year_behind(right: &str) -> Option<(Year, &str)> {
    let inside = right.trim_start_matches(['(', '[', '-', '—', '_']);
    let year = years(inside).next().filter(|year| year.range.start == 0)?;
    let rest = inside[year.range.end..].strip_prefix('年')?;
    let rest = rest.strip_prefix('度').unwrap_or(rest).trim_start_matches([')', ']']);
    let is_date = rest.starts_with(|c: char| c.is_ascii_digit());
    (!is_date).then_some((year, rest))
}

/// The word that announces the title, and the name behind it.
fn announced<'a>(context: &str, run: &'a str) -> (Option<&'static str>, &'a str) {
    let found = ANNOUNCE.iter().filter_map(|word| run.rfind(word).map(|at| (at + word.len(), *word)));
    // 将和县: a place's name may begin with the word.
    // 将乐县 is a place, and 机构编制委员会 an organ.
    let found = found.filter(|(end, word)| {
        let (opens, behind) = (*end == word.len(), &run[*end..]);
        (*word != "将" || opens && !behind.starts_with('乐')) && !behind.starts_with("委员会")
    });
    if let Some((end, word)) = found.max_by_key(|(end, word)| (*end, word.len())) {
        return (Some(word), &run[end..]);
    }
    let quoted = context.strip_suffix('《');
    let word = quoted.and_then(|before| ANNOUNCE.iter().find(|word| before.ends_with(**word)));
    (word.copied(), run)
}

fn without_labels(run: &str) -> &str {
    LABELS.iter().find_map(|label| run.strip_prefix(label)).unwrap_or(run)
}

/// The organ of a title's two parts; an error where they are words of a sentence.
fn organ(before: &str, between: &str) -> Result<Option<String>, ()> {
    let part = |text: &str| {
        if text.is_empty() || name::is_common(text) {
            return Ok(None);
        }
        if name::is_titular(text) { Ok(Some(text.to_owned())) } else { Err(()) }
    };
    // 清沅县2023年度教育局…: the place before the year, the kind behind it.
    if !before.is_empty() && !between.is_empty() && name::is_titular(before) && !between.starts_with(before) {
        let joined = format!("{before}{between}");
        if !name::ends_like_organ(before) && name::is_bare(between) && name::is_full(&joined) {
            return Ok(Some(joined));
        }
    }
    Ok(part(between)?.or(part(before)?))
}

/// The name before or behind a title, parted from it by a stroke, a bracket or a colon.
fn beside(context: &str, right: &str) -> Option<String> {
    let behind = name::first_run(right.trim_start_matches(['(', '[', '-', '—', '_', '|', ':']));
    let before = name::last_run(context.trim_end_matches([':', '>', '】', '-', '—', '_', '|', '/', ')']));
    [behind, before]
        .into_iter()
        .find(|text| name::is_titular(text) && name::ends_like_organ(text))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, organ: &str, year: u16) {
        let found = find(text).unwrap_or_else(|| panic!("{text} is a title"));
        let name = found.organ.clone().or(found.beside.clone()).unwrap_or_default();
        assert_eq!((name.as_str(), found.year), (organ, year), "{text}: {found:?}");
    }

    #[test]
    fn titles_in_their_wordings() {
        for text in [
            "清沅县教育局2023年政府信息公开工作年度报告",
            "清沅县教育局2023年度政府信息公开工作年度报告",
            "2023年清沅县教育局政府信息公开工作年度报告",
            "清沅县2023年度教育局政府信息公开工作年度报告",
            "清沅县教育局2023年度政府信息公开工作报告",
            "清沅县教育局2023年政府信息公开年度报告",
            "清沅县教育局2023年政府信息公开年报",
            "清沅县教育局2023年政务公开工作年度报告",
            "清沅县教育局2023年信息公开年度工作报告",
            "清沅县教育局关于2023年政府信息公开工作年度报告",
            "清沅县教育局关于2023年政府信息公开工作情况的报告",
            "清沅县教育局政府信息公开工作年度报告(2023年)",
            "清沅县教育局政府信息公开工作年度报告(2023年度)",
            "2023年政府信息公开工作年度报告—清沅县教育局",
            "2023年政府信息公开工作年度报告(清沅县教育局)",
            "2023年政府信息公开工作年度报告_清沅县教育局",
            "清沅县教育局:2023年政府信息公开工作年度报告",
            "标题:清沅县教育局2023年政府信息公开工作年度报告",
            "当前位置:首页>清沅县教育局>2023年政府信息公开工作年度报告",
            "清沅县教育局二〇二三年政府信息公开工作年度报告",
            "现将清沅县教育局2023年政府信息公开工作年度报告予以公布。",
            "要求,编制了《清沅县教育局2023年政府信息公开工作年度报告》。",
            "清沅县教育局2023年政府信息公开工作年度报告现公布如下:",
        ] {
            check(text, "清沅县教育局", 2023);
        }
    }

    #[test]
    fn titles_that_name_nobody() {
        for text in [
            "2023年政府信息公开工作年度报告",
            "2023年度政府信息公开工作报告",
            "我局2023年政府信息公开工作年度报告",
            "2023年本机关政府信息公开工作年度报告",
            "高校2023年信息公开年度报告",
            "市人民政府2023年政府信息公开工作年度报告",
        ] {
            check(text, "", 2023);
        }
    }

    #[test]
    fn what_is_no_title() {
        for text in [
            "关于做好2019年度政府信息公开工作年度报告编制工作的通知",
            "《关于做好2019年度政府信息公开工作,编制年度报告的通知》",
            "甲大学2022-2023学年信息公开工作年度报告",
            "清沅县2023年上半年政府信息公开工作报告",
            "针对2022年政府信息公开工作年度报告中提出的问题,",
            "对照2022年政府信息公开工作年度报告,逐项整改。",
            "中华人民共和国政府信息公开工作年度报告格式",
            "完成全县64家单位2022年政府信息公开年度报告集中公开。",
            "2023年,我局信息公开工作报告了三次。",
        ] {
            assert!(find(text).is_none(), "{text}: {:?}", find(text));
        }
    }
}
