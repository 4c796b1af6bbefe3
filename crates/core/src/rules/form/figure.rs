//! `form.figure`: a figure that is missing where its neighbours have theirs: `制发规范性文件3件，废止2件，现行有效的规范性文件。`.

use super::{Paragraph, Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

/// What the clauses of such a sentence count, and the words that say it.
const KINDS: [&[&str]; 3] = [&["制发", "制定", "新制定", "印发", "出台"], &["废止", "失效"], &["现行有效"]];

/// What may stand before the words of a count.
const LEADS: [&str; 9] = ["目前", "年末", "截至目前", "截至年底", "本年度", "全年", "其中", "共", "另"];

/// Words behind which a unit needs a figure.
const VERBS: [&str; 12] = [
    "共",
    "共计",
    "累计",
    "总计",
    "合计",
    "收到",
    "共收到",
    "受理申请",
    "收到申请",
    "收到政府信息公开申请",
    "新收政府信息公开申请",
    "结转下年度",
];

/// Units that are no end of another word behind such a verb.
const UNITS: [&str; 4] = ["件", "条", "篇", "人次"];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    if !words.intact {
        return Vec::new();
    }
    words.sentences().flat_map(|paragraph| missing(paragraph)).collect()
}

fn missing(paragraph: &Paragraph<'_>) -> Vec<Finding> {
    let text = paragraph.text.as_str();
    let mut findings = Vec::new();
    let mut start = 0;
    for (end, mark) in text.match_indices(['。', '；']) {
        let sentence = &text[start..end];
        let mut clauses: Vec<(usize, &str)> = Vec::new();
        let mut at = start;
        for clause in sentence.split(['，', ',', '、', '：']) {
            clauses.push((at, clause));
            at += clause.len() + text[at + clause.len()..].chars().next().map_or(0, char::len_utf8);
        }
        for (index, &(at, clause)) in clauses.iter().enumerate() {
            let beside = [index.checked_sub(1), Some(index + 1)]
                .into_iter()
                .flatten()
                .filter_map(|index| clauses.get(index));
            let beside: Vec<&str> = beside.map(|(_, clause)| *clause).collect();
            if lacks_count(clause, &beside) || lacks_unit(clause, &beside) {
                let quote = paragraph.quote(at..at + clause.len());
                let stands =
                    both(format!("“{}”没有写数字", quote.text), format!("“{}” has no figure", quote.text));
                let should = both(
                    "相邻各项都写有数字，这里也应写明",
                    "its neighbours have theirs, and it should have its own",
                );
                findings.push(finding(RuleId::FormFigure, stands, should, Some(quote)));
            }
        }
        start = end + mark.len();
    }
    findings
}

fn has_figure(clause: &str) -> bool {
    clause.contains(|c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百两无未没均若".contains(c))
}

/// `现行有效的规范性文件` between counts of what was made and repealed.
fn lacks_count(clause: &str, beside: &[&str]) -> bool {
    let kind = |text: &str| KINDS.iter().position(|words| words.iter().any(|word| text.contains(word)));
    let counts = |text: &&&str| {
        kind(text).is_some()
            && text.contains(|c: char| c.is_ascii_digit())
            && text.ends_with(['件', '部', '个', '份'])
    };
    let bare = ["规范性文件", "行政规范性文件", "文件", "规章", "现行有效", "废止", "失效"]
        .iter()
        .any(|end| clause.ends_with(end));
    // What is done with the documents is said without a number: 公布现行有效的规范性文件, 制定规范性文件管理办法.
    let clause_of = |kind: usize| {
        let led = LEADS.iter().find_map(|lead| clause.strip_prefix(lead)).unwrap_or(clause);
        KINDS[kind].iter().any(|word| led.starts_with(word)) && (kind != 0 || clause.ends_with("规范性文件"))
    };
    let own = kind(clause).filter(|kind| clause_of(*kind));
    own.is_some()
        && bare
        && !has_figure(clause)
        && clause.chars().count() <= 20
        && beside.iter().filter(counts).any(|other| kind(other) != own)
}

/// `共收到件`, between clauses that end in a figure and a unit.
fn lacks_unit(clause: &str, beside: &[&str]) -> bool {
    let counts = |text: &&&str| {
        UNITS.iter().any(|unit| {
            text.strip_suffix(unit).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
        })
    };
    UNITS.iter().any(|unit| {
        clause.strip_suffix(unit).is_some_and(|head| {
            VERBS.iter().any(|verb| head.ends_with(verb))
                && !has_figure(head.rsplit_once('年').map_or(head, |(_, rest)| rest))
        })
    }) && beside.iter().any(|other| counts(&other))
}
