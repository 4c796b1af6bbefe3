//! `form.rate`: applications answered at a rate of 100 % beside applications that are carried over.
//!
//! A note: what is not due yet may be left out of a rate, and then it should say so (按期, 在法定期限内).

use super::{Paragraph, Words, both, finding};
use crate::finding::Finding;
use crate::form::{CellId, Table};
use crate::rule::RuleId;

const RATES: [&str; 5] = ["答复率", "办结率", "办复率", "回复率", "办理率"];
const ALL: [&str; 2] = ["100%", "百分之百"];
/// What makes the rate one of those that were due.
const DUE: [&str; 8] = ["按期", "按时", "及时", "期限", "限期", "时限", "法定", "期内"];
/// Things beside applications that are answered.
const OTHERS: [&str; 12] =
    ["信箱", "热线", "提案", "建议", "留言", "咨询", "信访", "来信", "工单", "投诉", "来电", "互动"];

/// A rate of answers is not whole where some are carried over.
pub(super) const CARRIED_OUT: CellId = CellId::at(Table::T3, "carried_out", "total");

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let carried = words.report.value(CARRIED_OUT).flatten().filter(|value| !value.is_zero());
    let Some(carried) = carried.filter(|_| words.report.is_certain(CARRIED_OUT)) else { return Vec::new() };
    let found = words.section(1).find_map(|paragraph| rate(paragraph).map(|range| paragraph.quote(range)));
    let finding = found.map(|quote| {
        let carried = carried.normalize();
        let stands = both(
            format!("正文写“{}”，表中结转下年度继续办理 {carried} 件", quote.text),
            format!("The text says “{}”, and the table carries {carried} over", quote.text),
        );
        let should =
            both("应说明该比率是否只计到期的申请", "it should say whether the rate counts only what was due");
        let mut finding = finding(RuleId::FormRate, stands, should, Some(quote));
        finding.cells = vec![CARRIED_OUT];
        finding
    });
    finding.into_iter().collect()
}

fn rate(paragraph: &Paragraph<'_>) -> Option<std::ops::Range<usize>> {
    let text = paragraph.text.as_str();
    let places = RATES.iter().flat_map(|rate| text.match_indices(rate));
    places.map(|(at, rate)| (at, at + rate.len())).find_map(|(at, end)| {
        let behind = text[end..].trim_start_matches(['均', '为', '达', '到', '是', '都', '了', '保', '持']);
        let all = ALL.iter().find_map(|all| behind.strip_prefix(all))?;
        let sentence = paragraph.sentence(at);
        let clause = paragraph.clause(at);
        let (said, near) = (&text[sentence.start..at], &text[clause]);
        let is_ours = said.contains("申请") && (said.contains("信息公开") || said.contains("依申请"));
        let other =
            OTHERS.iter().any(|word| said.contains(word)) || DUE.iter().any(|word| near.contains(word));
        (is_ours && !other).then(|| at..text.len() - all.len())
    })
}
