//! `form.heading`: headings that are one character away from the form's own: （四）府信息公开平台建设, 存在的主要问题及改情况.
//!
//! Headings vary, and nearly every variant is a choice. So a heading is judged only where it is one of the form's with one of its words broken:
//! a character lost, doubled, out of order, or another that sounds or looks alike.

use super::{Paragraph, Words, both, rewrite};
use crate::document::Place;
use crate::finding::{Finding, Quote};
use crate::rule::RuleId;
use crate::value::normal::{is_numeral, joined};

/// The form's headings and what is usual beside them, word by word.
const HEADINGS: [&[&str]; 20] = [
    &["总体", "情况"],
    &["主动", "公开", "政府", "信息", "情况"],
    &["主动", "公开", "政府", "信息"],
    &["收到", "和", "处理", "政府", "信息", "公开", "申请", "情况"],
    &["收到", "和", "处理", "政府", "信息", "公开", "申请"],
    &["政府", "信息", "公开", "行政", "复议", "、", "行政", "诉讼", "情况"],
    &[
        "因", "政府", "信息", "公开", "工作", "被", "申请", "行政", "复议", "、", "提起", "行政", "诉讼",
        "情况",
    ],
    &["存在", "的", "主要", "问题", "及", "改进", "情况"],
    &["存在", "的", "主要", "问题", "及", "改进", "措施"],
    &["存在", "的", "主要", "问题", "和", "改进", "情况"],
    &["存在", "的", "问题", "及", "改进", "情况"],
    &["政府", "信息", "公开", "工作", "存在", "的", "主要", "问题", "及", "改进", "情况"],
    &["其他", "需要", "报告", "的", "事项"],
    &["主动", "公开"],
    &["依", "申请", "公开"],
    &["政府", "信息", "管理"],
    &["政府", "信息", "公开", "平台", "建设"],
    &["政府", "信息", "平台", "建设"],
    &["监督", "保障"],
    &["主动", "公开", "政府", "信息", "方面"],
];

/// What may stand behind one of them.
const ENDS: [&str; 5] = ["情况", "方面", "工作", "工作情况", ""];

/// Characters with those that are written for them.
const ALIKE: [(char, &str); 22] = [
    ('情', "请清"),
    ('请', "情清"),
    ('讼', "颂论"),
    ('议', "义意仪"),
    ('障', "章帐"),
    ('督', "都睹"),
    ('管', "菅官"),
    ('理', "里力"),
    ('息', "系熄"),
    ('府', "附俯腐"),
    ('设', "没社"),
    ('进', "近"),
    ('动', "懂"),
    ('题', "提"),
    ('项', "向顷"),
    ('报', "抱"),
    ('公', "工"),
    ('平', "评"),
    ('总', "综"),
    ('况', "矿兄"),
    ('诉', "拆折"),
    ('存', "村"),
];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    if !words.intact {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for section in &words.report.sections {
        let text = joined(&section.text);
        let quote = Quote { text: section.text.trim().to_owned(), place: section.place };
        findings.extend(body(&text).or(Some(text.as_str())).and_then(|body| judge(body, quote)));
    }
    for paragraph in words
        .all
        .iter()
        .filter(|paragraph| paragraph.prose.section == 1 || paragraph.text.chars().count() <= 30)
    {
        findings.extend(led(paragraph));
    }
    findings
}

/// The heading that a paragraph is, or begins with.
fn led(paragraph: &Paragraph<'_>) -> Option<Finding> {
    const LONGEST: usize = 30;
    let text = paragraph.text.as_str();
    let head = &text[..text.find(['。', '：', '，', ',', '；']).unwrap_or(text.len())];
    if head.chars().count() > LONGEST {
        return None;
    }
    let body = body(head)?;
    let start = head.len() - body.len();
    let Quote { text, place } = paragraph.quote(start..head.len());
    judge(body, Quote { text, place: Place { row: None, column: None, ..place } })
}

/// What follows the number: `（四）`, `四、`, `4.`, `(4)`.
fn body(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('(').unwrap_or(text);
    let bare = rest.trim_start_matches(is_numeral);
    let marks: &[char] =
        if rest.len() == text.len() { &['、', '.', '．', ')', ',', '，'] } else { &[')'] };
    let body = bare.strip_prefix(marks)?;
    (bare.len() < rest.len()).then(|| body.trim_start_matches(['、', '.']))
}

fn judge(body: &str, quote: Quote) -> Option<Finding> {
    let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = |text: &str| text.replace('、', "");
    let is_right = |text: &str| HEADINGS.iter().any(|heading| bare(&heading.concat()) == bare(text));
    for end in ENDS {
        let Some(core) = body.strip_suffix(end) else { continue };
        if is_right(core) {
            return None;
        }
    }
    for end in ENDS {
        let Some(core) = body.strip_suffix(end) else { continue };
        if let Some(heading) = HEADINGS.iter().find(|heading| is_broken(core, heading)) {
            let right = heading.concat() + end;
            let stands = both(format!("标题写作“{body}”"), format!("The heading is written “{body}”"));
            let should = both(format!("应为“{right}”"), format!("it should be “{right}”"));
            let change = (body.clone(), right);
            return Some(rewrite(RuleId::FormHeading, stands, should, quote, change));
        }
    }
    None
}

/// Whether the text is the heading with one of its words broken.
fn is_broken(text: &str, heading: &[&str]) -> bool {
    (0..heading.len()).any(|at| {
        let before = heading[..at].concat();
        let behind = heading[at + 1..].concat();
        let Some(word) = text.strip_prefix(&before).and_then(|rest| rest.strip_suffix(&behind)) else {
            return false;
        };
        is_slip(word, heading[at])
    })
}

/// Whether `written` is the word with one slip: never nothing, and never another word.
fn is_slip(written: &str, word: &str) -> bool {
    let (written, word): (Vec<char>, Vec<char>) = (written.chars().collect(), word.chars().collect());
    let [first, last] = word[..] else { return false };
    match written[..] {
        // 需报告, 主问题 (its 要 went with 主), 存的: what is left alone is a word of its own in few cases.
        [only] => {
            (only == first || only == last)
                && !matches!(
                    (first, last),
                    ('需', '要') | ('存', '在') | ('措', '施') | ('主', '要') | ('总', '体') | ('提', '起')
                )
        }
        [a, b] => {
            let alike = |right: char, wrong: char| {
                ALIKE.iter().any(|(c, others)| *c == right && others.contains(wrong))
            };
            (a, b) == (last, first) || a == first && alike(last, b) || b == last && alike(first, a)
        }
        [a, b, c] => (a, b, c) == (first, first, last) || (a, b, c) == (first, last, last),
        _ => false,
    }
}
