//! `form.parts`: where the preamble lists the parts of the report, the number stated is the number listed, and none is listed twice.
//!
//! `本报告由总体情况、主动公开政府信息情况、……等六个部分组成`. A part's name holds 、 and 和 itself, so the pieces are told by the section that they name.
//! A piece that names none (an appendix, a chapter of the organ's own) leaves the number unjudged.

use super::{Paragraph, Words, around, both, finding, small_number};
use crate::finding::Finding;
use crate::rule::RuleId;

/// What leads a list, and what ends it.
const LEADS: [&str; 8] = ["包括", "由", "包含", "分为", "涵盖", "分别为", "分别是", "内容有"];

/// Words of each section's title, in their order. Where words of two stand in a name, the later is meant: 主动公开存在的问题.
const SECTIONS: [&[&str]; 6] = [
    &["总体情况", "概述", "基本情况"],
    &["主动公开"],
    &["收到", "处理政府信息", "申请情况", "依申请"],
    &["复议", "诉讼"],
    &["问题", "改进", "不足"],
    &["其他", "其它"],
];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let preamble = words.sentences().filter(|paragraph| paragraph.prose.section <= 1);
    preamble.filter_map(|paragraph| listed(paragraph, words)).take(1).collect()
}

fn listed(paragraph: &Paragraph<'_>, words: &Words<'_>) -> Option<Finding> {
    let text = paragraph.text.as_str();
    let at = text.find("部分")?;
    let sentence = paragraph.sentence(at);
    let before = &text[sentence.start..at];
    if text[at..].starts_with("部分公开") || !(before.contains("总体情况") || before.contains("概述"))
    {
        return listed_behind(paragraph, at, words);
    }
    let lead = LEADS.iter().filter_map(|lead| Some((before.find(lead)?, lead.len()))).min()?;
    let list = &before[lead.0 + lead.1..];
    let (list, stated) = stated(list);
    judge(paragraph, sentence, list, stated, words)
}

/// `共六个部分：一是总体情况；……`.
fn listed_behind(paragraph: &Paragraph<'_>, at: usize, words: &Words<'_>) -> Option<Finding> {
    let text = paragraph.text.as_str();
    let sentence = around(text, at, &['。']);
    let (_, stated) = stated(&text[sentence.start..at]);
    let list = text[at..sentence.end].strip_prefix("部分")?;
    let list = list.trim_start_matches(['，', ',', '：', '组', '成', '内', '容']);
    let list = LEADS
        .iter()
        .find_map(|lead| list.strip_prefix(lead))
        .or_else(|| list.contains("总体情况").then_some(list))?;
    judge(paragraph, sentence, list.trim_start_matches('：'), stated, words)
}

/// `…等六个` without its number, and the number.
fn stated(list: &str) -> (&str, Option<usize>) {
    let list = list.strip_suffix("大").unwrap_or(list);
    let list = list.strip_suffix("个").unwrap_or(list);
    let head = list.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = if head.len() == list.len() {
        list.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c))
    } else {
        head
    };
    let number = small_number(&list[head.len()..]);
    let head = head.trim_end_matches(['共', '计', '这', '，', ',', '等', '总', '合']);
    (head, number)
}

fn judge(
    paragraph: &Paragraph<'_>,
    sentence: std::ops::Range<usize>,
    list: &str,
    stated: Option<usize>,
    words: &Words<'_>,
) -> Option<Finding> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for piece in list
        .split(['、', '，', ',', '；', '：'])
        .flat_map(|piece| piece.split("以及"))
        .filter(|piece| !piece.is_empty())
    {
        let piece = piece.trim_start_matches(['和', '及', '与']).trim_end_matches('等');
        for piece in halves(piece) {
            let bare =
                piece.trim_start_matches(|c: char| "一二三四五六七八九十0123456789()第是、.".contains(c));
            let section = SECTIONS.iter().rposition(|marks| marks.iter().any(|mark| bare.contains(mark)))?;
            let again = seen.contains(&bare);
            match runs.last() {
                Some((last, _)) if *last == section && !again => {}
                _ => runs.push((section, bare.to_owned())),
            }
            seen.push(bare);
        }
    }
    if runs.len() < 3 {
        return None;
    }
    let quote = paragraph.quote(sentence);
    let twice = runs
        .iter()
        .enumerate()
        .find(|(at, (section, _))| runs[..*at].iter().any(|(before, _)| before == section));
    if let Some((_, (_, name))) = twice {
        let stands = both(
            format!("报告的组成部分中，“{name}”列了两次"),
            format!("The list of the report's parts has “{name}” twice"),
        );
        let should =
            both("各部分应与标题一致，各列一次", "each part should be listed once, as its heading says");
        return Some(finding(RuleId::FormParts, stands, should, Some(quote)));
    }
    let stated = stated?;
    if stated != runs.len() {
        let listed = runs.len();
        let stands = both(
            format!("写明共{stated}个部分，列出的是{listed}个"),
            format!("It says {stated} parts and lists {listed}"),
        );
        let missing = missing(&runs, words);
        let should = both(
            format!(
                "应与所列一致{}",
                missing.as_ref().map_or(String::new(), |missing| format!("；没有列出“{missing}”"))
            ),
            format!(
                "both should agree{}",
                missing.map_or(String::new(), |missing| format!("; “{missing}” is not listed"))
            ),
        );
        return Some(finding(RuleId::FormParts, stands, should, Some(quote)));
    }
    None
}

/// A section that the report has and the list has not.
fn missing(runs: &[(usize, String)], words: &Words<'_>) -> Option<String> {
    let listed = |number: u8| runs.iter().any(|(section, _)| *section + 1 == usize::from(number));
    let section = words.report.sections.iter().find(|section| !listed(section.number))?;
    Some(section.text.trim().to_owned())
}

/// `存在的主要问题及改进情况和其他需要报告的事项` names two parts: it is cut before what names another.
fn halves(piece: &str) -> Vec<&str> {
    /// Bytes of the longest two names.
    const LONGEST: usize = 300;
    if piece.len() > LONGEST {
        return vec![piece];
    }
    for (at, word) in piece.match_indices(['和', '及', '与']) {
        let (left, right) = (&piece[..at], &piece[at + word.len()..]);
        let names =
            |text: &str| SECTIONS.iter().rposition(|marks| marks.iter().any(|mark| text.contains(mark)));
        if let (Some(left_names), Some(right_names)) = (names(left), names(right))
            && left_names != right_names
        {
            let mut pieces = vec![left];
            pieces.extend(halves(right));
            return pieces;
        }
    }
    vec![piece]
}
