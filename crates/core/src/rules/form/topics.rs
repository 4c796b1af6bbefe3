//! `form.topics`: section 一 speaks of the five things that the form names: 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设, 监督保障.
//!
//! Any word of a thing is enough, and a section of a few lines is not held to it.

use super::{Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

/// The things, each with words of it.
const TOPICS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "公开政府信息", "发布信息", "发布政府信息", "公开信息"]),
    ("依申请公开", &["依申请", "公开申请", "申请公开", "申请人"]),
    ("政府信息管理", &["信息管理", "规范性文件", "公文", "动态调整", "保密审查", "清理", "审核", "源头"]),
    ("政府信息公开平台建设", &["平台", "网站", "新媒体", "公众号", "专栏", "栏目"]),
    ("监督保障", &["监督", "保障", "考核", "培训", "评议", "责任", "检查", "督查", "领导小组"]),
];

/// Characters of a section 一 that says something.
const FEWEST: usize = 160;

/// The year from which the form of 2021 holds.
const FROM: u16 = 2021;

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let section: Vec<&str> =
        words.all.iter().filter(|p| p.prose.section == 1).map(|p| p.text.as_str()).collect();
    let text = section.concat();
    if words.report.year.is_none_or(|year| year < FROM) || !words.is_whole() || text.chars().count() < FEWEST
    {
        return Vec::new();
    }
    let missing: Vec<&str> = TOPICS
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| text.contains(word)))
        .map(|(name, _)| *name)
        .collect();
    // Where most are missing the section is not what it should be, or was not read.
    if missing.is_empty() || missing.len() > 2 {
        return Vec::new();
    }
    let (zh, en) = (missing.join("”“"), missing.join("”, “"));
    let stands = both(format!("第一部分没有谈到“{zh}”"), format!("Section 一 does not speak of “{en}”"));
    let should = both(
        "总体情况应包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面",
        "it should cover 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障",
    );
    let quote = words.report.sections.iter().find(|section| section.number == 1).map(super::title_quote);
    vec![finding(RuleId::FormTopics, stands, should, quote)]
}
