//! `form.organ`: the organ whose report the preamble announces is the organ of the title.

use super::super::organ::{Likeness, likeness};
use super::{Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;
use crate::value::normal::is_han;

/// What a full name ends with.
const ENDS: [&str; 16] = [
    "人民政府",
    "局",
    "委员会",
    "委",
    "办公室",
    "办公厅",
    "厅",
    "中心",
    "办事处",
    "管委会",
    "医院",
    "学校",
    "大学",
    "学院",
    "街道",
    "支队",
];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let Some(title) = words.report.title.as_deref().filter(|_| words.intact) else { return Vec::new() };
    let Some(organ) = words.report.organ.as_deref().filter(|organ| title.replace(' ', "").contains(*organ))
    else {
        return Vec::new();
    };
    let found = words.section(0).find_map(|paragraph| {
        let text = paragraph.text.as_str();
        let at = text.find("现将")? + "现将".len();
        let rest = &text[at..];
        let end = rest.find(|c: char| !is_han(c)).filter(|&end| rest[end..].starts_with("20"))?;
        let name = &rest[..end];
        let is_full = ENDS.iter().any(|end| name.ends_with(end)) && !name.starts_with(['我', '本', '全']);
        let differs = is_full
            && name.chars().count() >= 5
            && likeness(Some(name), Some(organ)) == Likeness::Different
            && !is_short_for(name, organ)
            && !is_short_for(organ, name);
        differs.then(|| (name.to_owned(), paragraph.quote(at..at + end)))
    });
    let finding = found.map(|(name, quote)| {
        let stands = both(
            format!("开头写的是“{name}”，标题中是“{organ}”"),
            format!("The preamble names “{name}”, the title “{organ}”"),
        );
        finding(RuleId::FormOrgan, stands, both("两处应为同一机关", "both should be one organ"), Some(quote))
    });
    finding.into_iter().collect()
}

/// Whether all characters of the one stand in the other in their order: 自规局 for 自然资源和规划局.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}
