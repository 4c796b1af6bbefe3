//! `form.published`: where the page gives a date, it is after the year that is reported on, and by the day that the regulations set.
//!
//! Departments from county level up publish by 31 January, their governments by 31 March. Towns, streets and schools have no day. A date years later is that of
//! a page that moved.

use super::super::authority::{Kind, places};
use super::{Paragraph, Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

/// What names the day of publication.
const LABELS: [&str; 8] =
    ["发布日期", "发布时间", "发文日期", "公开日期", "公布日期", "公开时间", "成文日期", "生成日期"];

type Date = (u16, u8, u8);

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let Some(year) = words.report.stated_year() else { return Vec::new() };
    let before = words.all.iter().filter(|paragraph| paragraph.prose.section == 0);
    let mut dates: Vec<(Date, &Paragraph<'_>, std::ops::Range<usize>)> = before
        .filter_map(|paragraph| date(paragraph).map(|(date, range)| (date, paragraph, range)))
        .collect();
    dates.dedup_by_key(|(date, ..)| *date);
    let [(date, paragraph, range)] = dates.as_slice() else { return Vec::new() };
    let quote = || paragraph.quote(range.clone());
    if *date < (year + 1, 1, 1) {
        let stands = both(
            format!("页面的日期是“{}”，早于{year}年度结束", quote().text),
            format!("The page gives “{}”, before {year} ends", quote().text),
        );
        let should = both("年度报告应在年度结束后公布", "a report is published after its year");
        return vec![finding(RuleId::FormPublished, stands, should, Some(quote()))];
    }
    let Some((month, day)) = words.report.organ.as_deref().and_then(|organ| last_day(organ, words)) else {
        return Vec::new();
    };
    if date.0 == year + 1 && *date > (year + 1, month, day) {
        let stands =
            both(format!("页面的日期是“{}”", quote().text), format!("The page gives “{}”", quote().text));
        let should = both(
            format!("这一机关的年度报告应在{}年{month}月{day}日前公布", year + 1),
            format!("this organ's report is due by {}-{month:02}-{day:02}", year + 1),
        );
        return vec![finding(RuleId::FormPublished, stands, should, Some(quote()))];
    }
    Vec::new()
}

/// The day by which the organ publishes; none where the name leaves it open.
fn last_day(organ: &str, words: &Words<'_>) -> Option<(u8, u8)> {
    const CENTRAL: [&str; 5] = ["国家", "中国", "海关", "海事", "分局"];
    if CENTRAL.iter().any(|word| organ.contains(word)) {
        return None;
    }
    let (places, rest) = places(organ);
    let &(kind, _) = places.last()?;
    if matches!(kind, Kind::Township | Kind::Zone) {
        return None;
    }
    // A government's office may publish the government's.
    let government = rest.is_empty() || rest.contains("政府");
    let department = ["局", "委员会", "委", "厅"].iter().any(|end| rest.ends_with(end));
    match (government, department) {
        (true, _) | (_, true) => Some(words.settings.published_by(government)),
        _ => None,
    }
}

/// `发布日期：2024-01-31`.
fn date(paragraph: &Paragraph<'_>) -> Option<(Date, std::ops::Range<usize>)> {
    let text = paragraph.text.as_str();
    let (at, label) = LABELS.iter().find_map(|label| Some((text.find(label)?, *label)))?;
    let rest = text[at + label.len()..].trim_start_matches(['：', '】', ']', ')']);
    let start = text.len() - rest.len();
    let number = |text: &str| -> Option<(u16, usize)> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        Some((text[..digits].parse().ok()?, digits))
    };
    let (year, length) = number(rest)?;
    let mut end = length;
    end += rest[end..].chars().next().filter(|c| matches!(c, '年' | '-' | '/' | '.'))?.len_utf8();
    let (month, length) = number(&rest[end..])?;
    end += length;
    end += rest[end..].chars().next().filter(|c| matches!(c, '月' | '-' | '/' | '.'))?.len_utf8();
    // 2024-01-3116:34: the time follows without the space that the folded text has no more.
    let digits: String = rest[end..].chars().take(2).take_while(char::is_ascii_digit).collect();
    let (day, length): (u16, usize) = (digits.parse().ok()?, digits.len());
    end += length;
    let is_day = (2000..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then_some(((year, month as u8, day as u8), start..start + end))
}
