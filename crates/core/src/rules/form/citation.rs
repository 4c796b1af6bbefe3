//! `form.citation`: the three documents that every report cites, by their exact titles and numbers.
//!
//! Titles stand in 《》 (inside a longer title in 〈〉 or <> as well), numbers behind them. Which brackets are used is not judged, and neither are other
//! documents: those of a province or a city have titles of nearly the same words.

use super::{Paragraph, Words, both, distance, rewrite};
use crate::finding::{Both, Finding};
use crate::rule::RuleId;

/// A document that reports cite.
struct Document {
    title: &'static str,
    /// What a title begins and ends with that means this one, and how far it may be from it.
    begin: &'static str,
    end: &'static str,
    far: usize,
    /// Its numbers: the letters, the year where it has one, the number. The first is the one that should stand.
    numbers: &'static [(&'static str, Option<u16>, u16)],
    written: &'static str,
}

const DOCUMENTS: [Document; 3] = [
    Document {
        title: "中华人民共和国政府信息公开条例",
        begin: "中华人民",
        end: "",
        far: 2,
        numbers: &[("国务院令", None, 711), ("国令", None, 711), ("国务院", None, 711)],
        written: "国务院令第711号",
    },
    Document {
        title: "中华人民共和国政府信息公开工作年度报告格式",
        begin: "中华人民",
        end: "格式",
        far: 6,
        numbers: &[("国办公开办函", Some(2021), 30), ("国办公开办函", Some(2019), 60)],
        written: "国办公开办函〔2021〕30号",
    },
    Document {
        title: "政府信息公开信息处理费管理办法",
        begin: "政府信息公开",
        end: "办法",
        far: 4,
        numbers: &[("国办函", Some(2020), 109)],
        written: "国办函〔2020〕109号",
    },
];

/// Titles in short that are used everywhere.
const SHORT: [&str; 5] =
    ["政府信息公开条例", "信息公开条例", "条例", "信息处理费管理办法", "政府信息公开工作年度报告格式"];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if words.intact {
        // The regulations of 2007 were No. 492, and held into 2019.
        let old = words.report.year.is_none_or(|year| year <= 2019);
        words.sentences().for_each(|paragraph| cited(paragraph, old, &mut findings));
    }
    findings
}

/// `old`: the regulations of 2007 may be cited too.
fn cited(paragraph: &Paragraph<'_>, old: bool, findings: &mut Vec<Finding>) {
    let text = paragraph.text.as_str();
    let opens = ['《', '<', '〈', '＜'];
    let closes = ['》', '>', '〉', '＞'];
    for (open, mark) in text.match_indices(opens) {
        let start = open + mark.len();
        let Some(length) = text[start..].find(|c| opens.contains(&c) || closes.contains(&c)) else {
            continue;
        };
        let end = start + length;
        // 《…关于印发《…》的通知》: what opens inside is looked at by itself.
        if text[end..].starts_with(opens) {
            continue;
        }
        let title = &text[start..end];
        let Some(document) = DOCUMENTS.iter().find(|document| document.is_meant(title)) else { continue };
        if title != document.title && !SHORT.contains(&title) {
            findings.push(wrong(paragraph, start..end, document.title, document.title));
        }
        let behind = end + text[end..].chars().next().map_or(0, char::len_utf8);
        // 《条例》 may be another's.
        let number = Number::behind(text, behind).filter(|_| title != "条例");
        if let Some(number) = number.filter(|number| !(document.has(number) || old && number.number == 492)) {
            let should = number.closest(document);
            findings.push(wrong(paragraph, number.range.clone(), &should, document.written));
        }
    }
    // 国办公开办函〔2021〕30号 without its title.
    for (at, _) in text.match_indices('号') {
        let Some(mut number) =
            Number::ending(text, at).filter(|number| (number.year, number.number) == (Some(2021), 30))
        else {
            continue;
        };
        let format = &DOCUMENTS[1];
        if format.has(&number) || !number.narrow(format.numbers[0].0) {
            continue;
        }
        let place = paragraph.quote(number.range.clone()).place;
        let told = |finding: &Finding| finding.quote.as_ref().is_some_and(|quote| quote.place == place);
        if !findings.iter().any(told) {
            findings.push(wrong(paragraph, number.range.clone(), &number.closest(format), format.written));
        }
    }
}

fn wrong(paragraph: &Paragraph<'_>, range: std::ops::Range<usize>, right: &str, written: &str) -> Finding {
    let quote = paragraph.quote(range);
    let stands: Both = both(
        format!("引用的文件写作“{}”", quote.text),
        format!("The document cited is written “{}”", quote.text),
    );
    let should = both(format!("应为“{written}”"), format!("it should be “{written}”"));
    let change = (quote.text.clone(), right.to_owned());
    rewrite(RuleId::FormCitation, stands, should, quote, change)
}

impl Document {
    fn is_meant(&self, title: &str) -> bool {
        let likely = title.starts_with(self.begin) && title.ends_with(self.end);
        title == self.title
            || SHORT.contains(&title) && self.title.ends_with(title)
            || likely && distance(title, self.title, self.far).is_some()
    }

    fn has(&self, number: &Number) -> bool {
        self.numbers.iter().any(|&(letters, year, value)| {
            (number.letters.ends_with(letters) || number.letters.is_empty() && year.is_none())
                && (number.year, number.number) == (year, value)
                && number.ends_in == '号'
        })
    }
}

/// `国办公开办函〔2021〕30号`, `国务院令第711号`.
struct Number {
    letters: String,
    year: Option<u16>,
    number: u16,
    ends_in: char,
    /// Bytes of the text.
    range: std::ops::Range<usize>,
}

impl Number {
    /// The number in the brackets behind a title.
    fn behind(text: &str, at: usize) -> Option<Number> {
        let rest = text[at..].trim_start_matches(['》', '>', '〉', '的', '通', '知']);
        let inside = rest.strip_prefix('(')?;
        let start = text.len() - inside.len();
        let inside = &inside[..inside.find(')')?];
        // (以下简称《条例》), (2019年修订): no number. Behind a comma stands what it is called in short.
        let inside = &inside[..inside.find(['，', ',', '；', '、', '。']).unwrap_or(inside.len())];
        if inside.chars().count() > 24 || !inside.starts_with('国') && !inside.contains("公开办") {
            return None;
        }
        let end =
            inside.find(['号', '条']).filter(|&end| inside[..end].ends_with(|c: char| c.is_ascii_digit()))?;
        Number::ending(text, start + end)
    }

    /// The number that ends before the byte `at`, which is 号 or stands in its place.
    fn ending(text: &str, at: usize) -> Option<Number> {
        let ends_in = text[at..].chars().next()?;
        let before = &text[..at];
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = before[head.len()..].parse().ok()?;
        let head = head.strip_suffix('第').unwrap_or(head);
        let bracket = |c: char| matches!(c, '〔' | '〕' | '[' | ']' | '(' | ')' | '【' | '】');
        let bare = head.trim_end_matches(bracket);
        let year_head = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = bare[year_head.len()..].parse().ok().filter(|year| (1990..2100).contains(year));
        let head = if year.is_some() { year_head.trim_end_matches(bracket) } else { head };
        let letters = head.len()
            - head.chars().rev().take_while(|c| super::is_han(*c)).map(char::len_utf8).sum::<usize>();
        let mut letters_start = letters;
        // A long run of words ends in the letters.
        while head[letters_start..].chars().count() > 7 {
            letters_start += head[letters_start..].chars().next()?.len_utf8();
        }
        if let Some(country) = head[letters_start..].find('国') {
            letters_start += country;
        }
        let letters = head[letters_start..].to_owned();
        Some(Number { letters, year, number, ends_in, range: letters_start..at + ends_in.len_utf8() })
    }

    /// Takes the words before the letters away where what is left is nearly `letters`, and says whether it is.
    fn narrow(&mut self, letters: &str) -> bool {
        let starts = self.letters.char_indices().map(|(at, _)| at);
        let near = starts.filter_map(|at| Some((distance(&self.letters[at..], letters, 2)?, at))).min();
        let Some((_, at)) = near.filter(|_| self.letters.contains("公开")) else { return false };
        self.range.start += at;
        self.letters.drain(..at);
        true
    }

    /// The number as the document has it.
    fn closest(&self, document: &Document) -> String {
        let same =
            document.numbers.iter().find(|(_, year, number)| (*year, *number) == (self.year, self.number));
        let &(letters, year, number) = same.unwrap_or(&document.numbers[0]);
        match year {
            Some(year) => format!("{letters}〔{year}〕{number}号"),
            None => format!("{letters}第{number}号"),
        }
    }
}
