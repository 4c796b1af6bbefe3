//! `form.fee`: section 六 says whether an information processing fee was charged, and a sum of it is one that the rates can make.
//!
//! By the rates (per case 100 yuan from the 11th of a month, 200 from the 31st; per page 10, 20, 40) every sum is a multiple of 10 yuan. That nothing is said of it is a
//! note; a sum that no rate makes is a warning.

use super::{Paragraph, Words, both, finding};
use crate::Decimal;
use crate::finding::Finding;
use crate::rule::{RuleId, Severity};

/// The year from which the form of 2021 holds.
const FROM: u16 = 2021;

/// Any of them says something about the fee.
const FEE: [&str; 6] = ["处理费", "收费", "收取", "费用", "费，", "费。"];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = words.sentences().filter_map(sum).collect();
    let recent = words.report.year.is_some_and(|year| year >= FROM);
    let read =
        words.all.iter().any(|paragraph| paragraph.prose.section == 6 && paragraph.view.chars.len() >= 2);
    let told = words
        .all
        .iter()
        .any(|paragraph| FEE.iter().any(|word| paragraph.text.contains(word)) && paragraph.prose.section > 0);
    if recent && words.is_whole() && read && !told {
        let stands = both(
            "第六部分没有写明是否收取信息处理费",
            "Section 六 does not say whether an information processing fee was charged",
        );
        let should = both(
            "应报告收取信息处理费的情况，没有收取的也应写明",
            "it should report the fee, also where none was charged",
        );
        let quote = words.report.sections.iter().find(|section| section.number == 6).map(super::title_quote);
        let mut finding = finding(RuleId::FormFee, stands, should, quote);
        finding.severity = Severity::Info;
        findings.push(finding);
    }
    findings
}

/// A sum of yuan behind 信息处理费 that is no multiple of 10.
fn sum(paragraph: &Paragraph<'_>) -> Option<Finding> {
    let text = paragraph.text.as_str();
    text.match_indices('元').find_map(|(at, unit)| {
        let sentence = paragraph.sentence(at);
        let before = &text[sentence.start..at];
        let scale = if before.ends_with('万') { 10_000 } else { 1 };
        let number = before.strip_suffix('万').unwrap_or(before);
        let head = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let figure = &number[head.len()..];
        let value: Decimal = figure.replace(',', "").parse().ok()?;
        let yuan = value.checked_mul(Decimal::from(scale))?;
        let charged = head.contains("信息处理费")
            && (head.contains("收取") || head.contains("收费") || head.contains("计收"));
        // 每件100元, 按10元/页: rates, not sums.
        let rate = ["每件", "每页", "每张", "标准", "按", "不超过", "罚款", "采购"]
            .iter()
            .any(|word| head.contains(word))
            || text[at + unit.len()..].starts_with('/');
        let ten = yuan.is_integer() && (yuan % Decimal::TEN).is_zero();
        if !charged || rate || ten || value.is_zero() {
            return None;
        }
        let from = head.len() + sentence.start;
        let quote = paragraph.quote(from..at + unit.len());
        let stands = both(
            format!("收取的信息处理费写作“{}”", quote.text),
            format!("The fee charged is given as “{}”", quote.text),
        );
        let should =
            both("按收费标准计算，总额应为10元的整数倍", "by the rates, a sum is a multiple of 10 yuan");
        Some(finding(RuleId::FormFee, stands, should, Some(quote)))
    })
}
