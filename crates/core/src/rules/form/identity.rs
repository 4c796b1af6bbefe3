//! `form.identity`: an identity number in a published text: 18 digits with a day of birth and the right check digit.
//!
//! A note for whoever publishes. What is shown of it is masked.

use super::{Paragraph, Words, both, finding};
use crate::finding::{Finding, Quote};
use crate::rule::RuleId;

const LENGTH: usize = 18;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    words.all.iter().flat_map(numbers).collect()
}

fn numbers(paragraph: &Paragraph<'_>) -> Vec<Finding> {
    let chars = &paragraph.view.chars;
    let mut findings = Vec::new();
    let mut at = 0;
    while at + LENGTH <= chars.len() {
        let run = chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        if run == LENGTH && is_identity(&chars[at..at + LENGTH]) {
            let byte: usize = chars[..at].iter().map(|c| c.len_utf8()).sum();
            let Quote { place, .. } = paragraph.quote(byte..byte + LENGTH);
            let shown: String = chars[at..at + 6]
                .iter()
                .chain(&['*'; 8])
                .chain(&chars[at + 14..at + 16])
                .chain(&['*'; 2])
                .collect();
            let stands = both(
                format!("“{shown}”像是身份证号码（号码已遮盖）"),
                format!("“{shown}” looks like an identity number (masked here)"),
            );
            let should = both(
                "公开前应删去或遮盖个人信息",
                "personal data should be taken out or masked before publication",
            );
            findings.push(finding(RuleId::FormIdentity, stands, should, Some(Quote { text: shown, place })));
        }
        at += run.max(1);
    }
    findings
}

fn is_identity(chars: &[char]) -> bool {
    let digits: Option<Vec<u32>> = chars[..17].iter().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let number = |range: std::ops::Range<usize>| digits[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    let (region, year, month, day) = (number(0..2), number(6..10), number(10..12), number(12..14));
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    (11..=82).contains(&region)
        && (1900..2030).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && chars[17].to_ascii_uppercase() == CHECKS[(sum % 11) as usize]
}
