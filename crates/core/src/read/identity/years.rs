//! Years as reports write them: which are named, the period of the figures, and the year that the narrative speaks of.
//!
//! Comes in: text in one width and script, without spaces. Goes out: years with their places in it.

use std::ops::Range;

/// A year of this century, and the bytes of its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) value: u16,
    pub(super) range: Range<usize>,
}

/// The digits of years in Chinese; zero has many shapes.
const DIGITS: [&str; 10] = ["〇○零OoОΟ0", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Years 2000 to 2099 that are no part of a longer number, in Arabic digits or before 年 in Chinese ones.
pub(super) fn years(text: &str) -> impl Iterator<Item = Year> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        if c != '2' && c != '二' {
            return None;
        }
        let mut end = at;
        let mut value = 0;
        for digit in text[at..].chars().take(4) {
            value = value * 10 + digit_of(digit, c == '2')?;
            end += digit.len_utf8();
        }
        let goes_on = |other: Option<char>| other.is_some_and(|other| digit_of(other, c == '2').is_some());
        let alone = !goes_on(text[..at].chars().next_back()) && !goes_on(text[end..].chars().next());
        let named = c == '2' || text[end..].starts_with('年');
        (alone && named && (2000..2100).contains(&value)).then_some(Year { value, range: at..end })
    })
}

fn digit_of(c: char, arabic: bool) -> Option<u16> {
    if arabic {
        return c.to_digit(10).map(|digit| digit as u16);
    }
    DIGITS.iter().position(|shapes| shapes.contains(c)).map(|digit| digit as u16)
}

/// `年`, `年度` or nothing off the start.
pub(super) fn strip_unit(text: &str) -> &str {
    let rest = text.strip_prefix('年').unwrap_or(text);
    rest.strip_prefix('度').unwrap_or(rest)
}

/// The period of the figures: its words, its first year, and its last where that is written out.
pub(super) struct Period {
    pub(super) words: Range<usize>,
    pub(super) from: u16,
    pub(super) to: Option<u16>,
}

/// `2023年1月1日起至2023年12月31日止`, `2023年1月1日至12月31日`.
pub(super) fn period(text: &str) -> Option<Period> {
    years(text).find_map(|first| {
        const BETWEEN: [&str; 9] = ["起至", "起到", "开始至", "至", "到", "—", "-", "~", "－"];
        let rest = strip_date(text[first.range.end..].strip_prefix('年')?, "1", "1")?;
        let next: String = rest.chars().take(16).collect();
        if let Some(last) = years(&next).next() {
            let left =
                next[last.range.end..].strip_prefix('年').and_then(|rest| strip_date(rest, "12", "31"));
            let end = text.len() - rest.len() + next.len() - left?.len();
            return Some(Period { words: first.range.start..end, from: first.value, to: Some(last.value) });
        }
        let rest = BETWEEN.iter().find_map(|word| rest.strip_prefix(word))?;
        let left = strip_date(rest.trim_start_matches('—'), "12", "31")?;
        Some(Period { words: first.range.start..text.len() - left.len(), from: first.value, to: None })
    })
}

/// Takes `M月D日` off the start.
fn strip_date<'a>(text: &'a str, month: &str, day: &str) -> Option<&'a str> {
    let rest = text.trim_start_matches('0').strip_prefix(month)?;
    rest.strip_prefix('月')?.trim_start_matches('0').strip_prefix(day)?.strip_prefix('日')
}

/// Whether a line is a date and nothing else: what stands under a signature.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '。']);
    let Some(year) = years(text).next().filter(|year| year.range.start == 0) else { return false };
    let rest = &text[year.range.end..];
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    (4..=40).contains(&rest.len())
        && rest.starts_with(['年', '-', '.', '/'])
        && rest.chars().all(|c| numeral(c) || "年月日-./".contains(c))
}

/// Words before a year that make it another than the one reported on: 较2022年, 截至2023年, 结转至2024年.
const BEFORE: [&str; 24] = [
    "较", "比", "与", "同", "于", "到", "至", "从", "自", "在", "对", "向", "和", "及", "、", "按照", "根据",
    "结转", "转入", "上年", "针对", "对照", "早", "起",
];

/// Words behind a year that make it a plan's, a paper's or a beginning's.
const BEHIND: [&str; 27] = [
    "以来",
    "起",
    "至",
    "—",
    "-",
    "~",
    "和",
    "与",
    "、",
    "底",
    "初",
    "末",
    "前",
    "后",
    "上半年",
    "下半年",
    "工作",
    "重点",
    "预算",
    "决算",
    "部门",
    "政务公开工作要点",
    "政务公开工作",
    "计划",
    "规划",
    "政府工作",
    "度部门",
];

/// Words of sentences about what is still to be done.
const PLANS: [&str; 10] =
    ["将继续", "将进", "将以", "将按", "将加", "下一步", "工作计划", "工作打算", "力争", "今后"];

/// The year that sentences open with: 2023年，我局…; none where sentences disagree.
///
/// `paragraphs` are those that look back: not section five, and simplified.
pub(super) fn of_narrative<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<u16> {
    let mut opens: Vec<u16> = Vec::new();
    let mut all: Vec<u16> = Vec::new();
    for sentence in paragraphs.flat_map(|text| text.split(['。', ';', '；', '!'])) {
        let clauses = sentence.split([',', '，', ':']).filter(|clause| !clause.is_empty());
        for (nth, clause) in clauses.enumerate() {
            if let Some(year) = opening_year(clause, sentence) {
                all.push(year);
                if nth == 0 {
                    opens.push(year);
                }
            }
        }
    }
    let agreed = |years: &[u16]| {
        let first = *years.first()?;
        years.iter().all(|year| *year == first).then_some(first)
    };
    agreed(&all).or_else(|| {
        // A row of years as a comparison: the last of them is reported on if a sentence opens with it, too.
        let last = *all.iter().max()?;
        let often = all.iter().filter(|year| **year == last).count() > 1;
        (often && opens.contains(&last)).then_some(last)
    })
}

/// The year that a clause begins with, or that stands behind the clause's short subject.
fn opening_year(clause: &str, sentence: &str) -> Option<u16> {
    const MAX_SUBJECT: usize = 20;
    const MAX_SENTENCE: usize = 4_000;
    let clause = without_number(clause);
    let year = years(clause).next()?;
    let rest = clause[year.range.end..].strip_prefix('年')?;
    let (before, behind) = (&clause[..year.range.start], rest.strip_prefix('度').unwrap_or(rest));
    let is_month = behind.starts_with(|c: char| c.is_ascii_digit());
    let quoted = before.contains(['《', '〔', '[', '(']) && !before.ends_with(')');
    // 依申请公开2020年全区共受理: a heading runs into its sentence.
    let own = ["全", "我", "本", "共", "累计", ",", "，"].iter().any(|word| behind.starts_with(word));
    let subject = before.is_empty() || own || is_subject(before);
    // What goes on for pages is no sentence, and would be gone through for each of its clauses.
    let plan = || sentence.len() > MAX_SENTENCE || PLANS.iter().any(|word| sentence.contains(word));
    let other = BEFORE.iter().any(|word| before.ends_with(word))
        || BEHIND.iter().any(|word| behind.starts_with(word));
    let fits = before.chars().count() <= MAX_SUBJECT && subject && !other && !quoted && !is_month && !plan();
    fits.then_some(year.value)
}

fn is_subject(text: &str) -> bool {
    [
        "政府", "局", "委", "会", "办", "室", "厅", "院", "校", "心", "处", "站", "队", "镇", "乡", "街道",
        "区", "县", "市", "省", "公司",
    ]
    .iter()
    .any(|end| text.ends_with(end))
}

/// `(二)`, `1.`, `三是`, `二、` off the start of a clause.
pub(super) fn without_number(clause: &str) -> &str {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let mut rest = clause.trim_start_matches(['#', '*', '(', '-']);
    // 二○二三年 begins with a numeral, too.
    if years(rest).next().is_some_and(|year| year.range.start == 0) {
        return rest;
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest = if digits <= 2 { &rest[digits..] } else { rest };
    rest = rest.trim_start_matches(numeral);
    rest.trim_start_matches(['.', '、', ')', '是', '*', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_digits_of_either_kind() {
        let values = |text| years(text).map(|year| year.value).collect::<Vec<_>>();
        for text in ["2023年", "二〇二三年", "二○二三年", "二零二三年度", "二O二三年"] {
            assert_eq!(values(text), [2023], "{text}");
        }
        for text in ["120231年", "20230118", "1999年", "二〇二三", "二百零二三年"] {
            assert_eq!(values(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn dates_under_a_signature() {
        for text in ["2024年1月20日", "(2024年1月20日)", "二○二四年一月二十日", "2024-01-20", "2024.1.20"]
        {
            assert!(is_date(text), "{text}");
        }
        for text in ["2024年", "2024年1月20日印发", "2024年工作", "1月20日"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn the_year_that_the_narrative_speaks_of() {
        let of = |text: &str| of_narrative(text.lines());
        for text in [
            "2023年,我局公开信息12条。",
            "(一)主动公开。全年发布12条。\n(二)2023年,收到申请3件。",
            "二、分局2023年度共作出许可20件。",
            "清沅县教育局2023年受理申请0件。",
            "对比来看,2021年办理1件,2022年办理2件,2023年办理4件。2023年共答复4件。",
            "2023年,全区收到申请75件,结转至2024年6件。\n2024年,我局将继续做好公开。",
            "4.认真办理2023年全县共受理21件。",
            "二〇二三年,我委公开12条。",
        ] {
            assert_eq!(of(text), Some(2023), "{text}");
        }
        for text in [
            "受理4件,较2022年减少3件。",
            "2022年收到40件,2023年收到46件。",
            "1件结转到2024年度,其余办结。",
            "2024年工作计划:继续做好公开。",
            "截至2023年12月31日,公开12条。",
            "自2019年以来,公开12条。",
            "2021—2025年规划已公布。",
            "公布2023年度部门预算、2022年度部门决算。",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
