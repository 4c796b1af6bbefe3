//! `form.leftover`: what a template leaves behind: （具体网址）, ××县, XX年, ____, empty brackets, 年 月 日 without figures.
//!
//! Names that are masked for privacy (李××) and codes (5XX) stay.

use std::ops::Range;

use super::{Paragraph, Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;
use crate::value::normal::is_han;

/// What stands in brackets where something should be filled in.
const HINTS: [&str; 12] = [
    "具体网址",
    "具体地址",
    "具体名称",
    "具体数字",
    "具体内容",
    "网址",
    "单位名称",
    "机关名称",
    "请填写",
    "待填写",
    "待补充",
    "此处填写",
];

/// What follows `××` where it stands for a name, a number or a day, and is no person's.
const UNITS: &str = "年月日省市县区镇乡局委办厅网条次元项份号件街公单部";

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    if !words.intact {
        return Vec::new();
    }
    let mut findings: Vec<Finding> =
        words.sentences().flat_map(|paragraph| left(paragraph).map(|range| told(paragraph, range))).collect();
    let signed = |paragraph: &&Paragraph<'_>| paragraph.prose.section >= 5 && paragraph.text == "年月日";
    findings.extend(
        words
            .all
            .iter()
            .filter(signed)
            .filter(|p| has_gaps(p, 0..p.text.len()))
            .map(|p| told(p, 0..p.text.len())),
    );
    findings
}

fn told(paragraph: &Paragraph<'_>, range: Range<usize>) -> Finding {
    let quote = paragraph.quote(range);
    let stands = both(
        format!("“{}”像是模板里没有填写或没有删去的内容", quote.text),
        format!("“{}” looks like what a template left, not filled in", quote.text),
    );
    finding(
        RuleId::FormLeftover,
        stands,
        both("应填写或删去", "it should be filled in or taken out"),
        Some(quote),
    )
}

/// The places of what was left.
fn left<'p>(paragraph: &'p Paragraph<'_>) -> impl Iterator<Item = Range<usize>> + 'p {
    let text = paragraph.text.as_str();
    let hints = text.match_indices('(').filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        let close = inside.find(')').filter(|&close| close <= 30)?;
        HINTS.contains(&&inside[..close]).then_some(at..at + close + 2)
    });
    let empty = ["()", "《》", "〔〕", "【】"].into_iter().flat_map(move |pair| {
        text.match_indices(pair)
            .filter(|(at, _)| text[..*at].chars().next_back().is_some_and(|c| !c.is_ascii_alphanumeric()))
            .map(|(at, pair)| at..at + pair.len())
    });
    let days = text.match_indices("年月日").map(|(at, day)| at..at + day.len()).filter(move |range| {
        let before = text[..range.start].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_digit() && !"生〇零一二三四五六七八九十".contains(c))
            && has_gaps(paragraph, range.clone())
    });
    hints.chain(empty).chain(marks(text)).chain(days)
}

/// `××县`, `XX年`, `X月X日`, `____`.
fn marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '×' | 'X' | 'x' | '_')) {
        if at < end {
            continue;
        }
        let run: usize = text[at..].chars().take_while(|other| *other == c).map(char::len_utf8).sum();
        end = at + run;
        let before = text[..at].chars().next_back();
        let mut behind = text[end..].chars();
        let (next, after) = (behind.next(), behind.next());
        let is_long = run > c.len_utf8();
        let apart = before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '/' && c != '.');
        let unit = next.is_some_and(|c| UNITS.contains(c));
        // 李××局长 is a person.
        let person = before.is_some_and(is_han) && after == Some('长');
        let day =
            next == Some('月') && after.is_some_and(|c| c == text[at..].chars().next().unwrap_or_default());
        let is_left = match c {
            '_' => is_long && apart && next.is_none_or(|c| !c.is_ascii_alphanumeric()),
            'x' => day && apart,
            _ => apart && (is_long && unit && !person || day),
        };
        if is_left {
            let to = if c == '_' { end } else { end + next.map_or(0, char::len_utf8) };
            found.push(at..to);
        }
    }
    found.into_iter()
}

/// Whether something that was to be filled in parts the words.
fn has_gaps(paragraph: &Paragraph<'_>, range: Range<usize>) -> bool {
    let written = paragraph.quote(range).text;
    written.chars().filter(|c| c.is_whitespace()).count() >= 2
}
