//! `form.stated`: the prose states the figures that an office requires. Off unless it sets which: the form asks for none.
//!
//! A figure is there where the prose was understood to speak of its cell, or where its number is written anywhere in a sentence: what is
//! written in words that are not understood accuses nobody.

use super::{Words, both};
use crate::finding::{Departure, Finding, Problem};
use crate::form::CellId;
use crate::narrative;
use crate::rule::RuleId;

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let required = words.settings.figures();
    if required.is_empty() || !words.is_whole() {
        return Vec::new();
    }
    required.iter().filter_map(|cell| missing(*cell, words)).collect()
}

fn missing(cell: CellId, words: &Words<'_>) -> Option<Finding> {
    // A zero need not be written, and what was not read cannot be looked for.
    let value = words.report.value(cell)?.filter(|value| !value.is_zero())?;
    let is_claimed = words.claims.iter().any(|claim| claim.equation.cells().any(|claimed| claimed == cell));
    let is_written = || words.sentences().any(|paragraph| narrative::mentions(&paragraph.view.chars, value));
    if is_claimed || is_written() {
        return None;
    }
    let label = cell.placed_label();
    let stands = both(
        format!("正文没有写明{label}（{value}）"),
        format!("The prose does not state {label} ({value})"),
    );
    let should = both("本单位规定正文应写明", "this office asks for it");
    Some(Finding {
        rule: RuleId::FormStated,
        severity: RuleId::FormStated.severity(),
        problem: Problem::Form(Box::new(Departure { stands, should, change: None })),
        equation: None,
        cells: vec![cell],
        quote: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::settings::Value;
    use crate::{Audit, Beside, Input, RuleId, Settings, read};

    const TABLE: &str = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
        0\t13\t0\t0\t13\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";

    fn stated(prose: &str, cell: &str) -> usize {
        let text = format!(
            "清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{prose}\n二、主动公开政府信息情况\n\
            三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n{TABLE}\n\
            五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。"
        );
        let mut settings = Settings::default();
        settings.set("figures", Value::Word(cell)).expect("a cell");
        let report = read(Input::text(&text), 0).expect("a report");
        let audit = Audit::beside(report, Beside { settings: Some(&settings), ..Beside::default() });
        audit.findings.iter().filter(|finding| finding.rule == RuleId::FormStated).count()
    }

    #[test]
    fn a_figure_that_is_required_and_not_there_is_told() {
        for right in [
            "全年被申请行政复议13件，都已办结。",
            "全年被申请行政复议十三件，都已办结。",
            "相关案件共13起，都已办结。",
        ] {
            assert_eq!(stated(right, "t4.review.total"), 0, "{right}");
        }
        for wrong in ["全年行政复议平稳有序。", "全年办理建议提案31件，都已办结。", "2013年以来平稳有序。"]
        {
            assert_eq!(stated(wrong, "t4.review.total"), 1, "{wrong}");
        }
    }

    #[test]
    fn a_zero_or_what_was_not_read_is_not_required() {
        assert_eq!(stated("全年行政复议平稳有序。", "t4.review.upheld"), 0);
        assert_eq!(stated("全年行政复议平稳有序。", "t3.received.total"), 0);
    }
}
