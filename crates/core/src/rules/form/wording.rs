//! `form.wording`: section 四 under the title of 2019 in a report from 2021 on.

use super::{Words, both, rewrite, title_quote};
use crate::finding::Finding;
use crate::form::SECTIONS;
use crate::rule::RuleId;

/// The year from which the form of 2021 holds.
const FROM: u16 = 2021;

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    if words.report.year.is_none_or(|year| year < FROM) {
        return Vec::new();
    }
    let section = words.report.sections.iter().find(|section| section.number == 4);
    let old = section.filter(|section| is_old(&section.text));
    let finding = old.map(|section| {
        let right = SECTIONS[3].title;
        let stands = both(
            format!("标题“{}”是2019年版格式的用语", section.text),
            format!("The heading “{}” is in the words of the form of 2019", section.text),
        );
        let should = both(format!("2021年版为“{right}”"), format!("the form of 2021 has “{right}”"));
        rewrite(
            RuleId::FormWording,
            stands,
            should,
            title_quote(section),
            (section.text.clone(), format!("四、{right}")),
        )
    });
    finding.into_iter().collect()
}

fn is_old(title: &str) -> bool {
    let title = crate::value::normal::simplify(title);
    let reason = title.contains("因政府信息公开") || title.contains("因信息公开");
    reason
        && title.contains("复议")
        && (title.contains("提起行政诉讼") || title.contains("被申请") || title.contains("提起诉讼"))
}
