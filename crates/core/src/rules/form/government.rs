//! `form.government`: what the report of a people's government adds: 工作考核, 社会评议, 责任追究.

use super::{Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

/// What must be spoken of, each with words of it.
const ADDED: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评", "绩效"]),
    ("社会评议", &["评议", "满意度", "测评"]),
    ("责任追究", &["追究", "追责", "问责"]),
];

/// Characters of a text that could say it: a whole report has a thousand and more.
const FEWEST: usize = 500;

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let is_government = words.report.organ.as_deref().is_some_and(|organ| organ.ends_with("人民政府"));
    let text: String =
        words.all.iter().filter(|p| matches!(p.prose.section, 1 | 5 | 6)).map(|p| p.text.as_str()).collect();
    if !is_government || !words.is_whole() || text.chars().count() < FEWEST {
        return Vec::new();
    }
    let missing: Vec<&str> = ADDED
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| text.contains(word)))
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let (zh, en) = (missing.join("、"), missing.join(", "));
    let stands = both(format!("报告没有谈到{zh}"), format!("The report does not speak of {en}"));
    let should = both(
        "县级以上人民政府和乡镇人民政府的年度报告还应包括政府信息公开工作考核、社会评议和责任追究的结果",
        "a people's government's report also gives the results of 工作考核, 社会评议 and 责任追究",
    );
    vec![finding(RuleId::FormGovernment, stands, should, None)]
}
