//! `form.length`: section 一 is no longer than an office asks. Off unless it sets how long: the form sets no length.

use super::{Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let Some(most) = words.settings.overview() else { return Vec::new() };
    let section = || words.all.iter().filter(|paragraph| paragraph.prose.section == 1);
    let chars: usize = section().map(|paragraph| paragraph.view.chars.len()).sum();
    if !words.is_whole() || chars <= most {
        return Vec::new();
    }
    let stands = both(format!("第一部分约 {chars} 字"), format!("Section 一 has about {chars} characters"));
    let should = both(format!("本单位规定不超过 {most} 字"), format!("this office asks for at most {most}"));
    let quote = section().next().map(|paragraph| paragraph.quote(paragraph.sentence(0)));
    vec![finding(RuleId::FormLength, stands, should, quote)]
}
