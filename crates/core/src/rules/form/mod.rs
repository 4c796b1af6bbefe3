//! The rules of form: what a reviewer reads for beside the sums. Each is one file.
//!
//! Comes in: a [`Report`], as [`Words`]. Goes out: findings with what stands there, what should stand there, and where that is written. A text that
//! shows signs of damage (lost brackets, gaps inside words, pinyin left by a converter) is not held to its spelling: [`Words::intact`].

mod citation;
mod doubled;
mod fee;
mod figure;
mod government;
mod heading;
mod identity;
mod leftover;
mod length;
mod level;
mod organ;
mod parts;
mod published;
mod rate;
mod stated;
mod topics;
mod wording;

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::Place;
use crate::finding::{Both, Departure, Finding, Problem, Quote};
use crate::form::CellId;
use crate::narrative::Claim;
use crate::narrative::view::View;
use crate::report::{Note, Prose, Report, SectionTitle};
use crate::rule::RuleId;
use crate::settings::Settings;
use crate::value::normal::{has_pinyin, is_han};

/// Everything that departs from the form's words, in the order of the rules.
pub(super) fn findings(report: &Report, settings: &Settings, claims: &[Claim]) -> Vec<Finding> {
    // Tables alone are no text.
    if report.notes.contains(&Note::Fragment) {
        return Vec::new();
    }
    let words = Words::of(report, settings, claims);
    const RULES: [fn(&Words<'_>) -> Vec<Finding>; 17] = [
        citation::findings,
        parts::findings,
        length::findings,
        stated::findings,
        wording::findings,
        topics::findings,
        government::findings,
        fee::findings,
        leftover::findings,
        doubled::findings,
        heading::findings,
        organ::findings,
        level::findings,
        figure::findings,
        rate::findings,
        published::findings,
        identity::findings,
    ];
    RULES.iter().flat_map(|rule| at_most(rule(&words))).collect()
}

/// Findings of one rule that are told. What stands there more often is one fault, and told once the first are mended.
const MOST: usize = 50;

/// The first findings of a rule; the last of them says where there are more.
fn at_most(mut findings: Vec<Finding>) -> Vec<Finding> {
    let more = findings.len().saturating_sub(MOST);
    findings.truncate(MOST);
    if let (1.., Some(Problem::Form(departure))) =
        (more, findings.last_mut().map(|finding| &mut finding.problem))
    {
        departure.stands.zh += &format!("（此外还有 {more} 处同类问题）");
        departure.stands.en += &format!(" (and {more} more like it)");
    }
    findings
}

/// The cells that rules of form look at, but for those that an office names.
pub(super) const LOOKED_AT: [CellId; 1] = [rate::CARRIED_OUT];

/// Whether a rule is one of form.
pub(super) fn is_own(rule: RuleId) -> bool {
    rule.as_str().starts_with("form.")
}

/// A report's paragraphs, folded: simplified characters of one width, without spaces and quotation marks.
struct Words<'r> {
    report: &'r Report,
    /// What an office has set.
    settings: &'r Settings,
    /// What its prose was understood to say in figures.
    claims: &'r [Claim],
    /// All paragraphs.
    all: Vec<Paragraph<'r>>,
    /// Whether nothing shows that characters were lost on the way here.
    intact: bool,
}

/// A paragraph, folded.
struct Paragraph<'r> {
    prose: &'r Prose,
    view: View,
    text: String,
    /// Where each character of `text` begins, once something is quoted: of most paragraphs nothing is.
    starts: OnceCell<Vec<usize>>,
}

impl<'r> Words<'r> {
    fn of(report: &'r Report, settings: &'r Settings, claims: &'r [Claim]) -> Words<'r> {
        let mut all: Vec<Paragraph<'r>> = Vec::new();
        let (mut last, mut left) = (0, MOST_PROSE);
        for prose in report.prose.iter().filter(|prose| may_belong(prose)) {
            // Behind a report stands the page's foot, with any number of links.
            last += usize::from(prose.section == 6);
            if last > MAX_LAST {
                break;
            }
            let Some(rest) = left.checked_sub(prose.text.as_str().len()) else { break };
            left = rest;
            let view = View::of(prose.text.as_str());
            let text = view.chars.iter().collect();
            all.push(Paragraph { prose, view, text, starts: OnceCell::new() });
        }
        let (mut signs, mut gaps) = (0, 0);
        for paragraph in all.iter().filter(|paragraph| paragraph.is_sentence()) {
            signs += usize::from(paragraph.is_damaged());
            gaps += gaps_in(paragraph.prose.text.as_str());
        }
        Words { report, settings, claims, all, intact: signs == 0 && gaps < MAX_GAPS && !report.came_apart() }
    }

    /// Paragraphs of sentences: anything else is a menu, a heading, a row of a table.
    fn sentences(&self) -> impl Iterator<Item = &Paragraph<'r>> {
        self.all.iter().filter(|paragraph| paragraph.is_sentence())
    }

    /// Sentences of one section.
    fn section(&self, number: u8) -> impl Iterator<Item = &Paragraph<'r>> {
        self.sentences().filter(move |paragraph| paragraph.prose.section == number)
    }

    /// Whether a section was found.
    fn has_section(&self, number: u8) -> bool {
        self.report.sections.iter().any(|section| section.number == number)
    }

    /// Whether the sections can be told from each other: all six are there, under their own numbers.
    fn is_whole(&self) -> bool {
        (1..=6).all(|number| self.has_section(number)) && !self.report.notes.contains(&Note::OwnNumbers)
    }
}

/// Paragraphs of section 六 and of what a page has behind it.
const MAX_LAST: usize = 60;

/// Bytes of the longest paragraph that is read: a page on one line is no paragraph.
const MAX_BYTES: usize = 60_000;

/// Bytes of a report's prose that are held to the form: the longest reports have a tenth of it.
const MOST_PROSE: usize = 600_000;

/// Whether a paragraph may be of the report: before its first section stands the page's menu as well.
fn may_belong(prose: &Prose) -> bool {
    let text = prose.text.as_str();
    let told = prose.section > 0
        || text.contains(['。', '｡'])
        || text.contains("日期")
        || text.contains("时间")
        || text.contains("時間");
    told && text.len() <= MAX_BYTES
}

/// Gaps inside words that writers leave now and then; more are an extractor's.
const MAX_GAPS: usize = 3;

impl Paragraph<'_> {
    fn is_sentence(&self) -> bool {
        self.text.contains('。') && self.view.chars.len() >= 6
    }

    /// Characters before the byte `at` of the folded text.
    fn chars_before(&self, at: usize) -> usize {
        let starts = self.starts.get_or_init(|| self.text.char_indices().map(|(at, _)| at).collect());
        starts.partition_point(|&start| start < at)
    }

    /// The words as written, by bytes of the folded text.
    fn quote(&self, range: Range<usize>) -> Quote {
        let chars = self.chars_before(range.start)..self.chars_before(range.end);
        let bytes = self.view.bytes(chars);
        let text = self.prose.text.slice(bytes.clone()).as_str().trim().to_owned();
        Quote {
            text,
            place: Place {
                block: self.prose.block,
                row: None,
                column: None,
                span: self.prose.text.span(bytes),
            },
        }
    }

    /// The clause around a place: between full stops, semicolons and commas.
    fn clause(&self, at: usize) -> Range<usize> {
        around(&self.text, at, &['。', '；', '，', ',', '！', '？', '\n'])
    }

    /// The sentence around a place.
    fn sentence(&self, at: usize) -> Range<usize> {
        around(&self.text, at, &['。', '；', '！', '？', '\n'])
    }

    /// Lost brackets, pinyin, characters that stand for none.
    fn is_damaged(&self) -> bool {
        let raw = self.prose.text.as_str();
        let count = |c: char| self.text.matches(c).count();
        let unequal = |open: char, close: char| count(open) != count(close);
        unequal('《', '》')
            || unequal('〔', '〕')
            || unequal('[', ']')
            || count('(') > count(')')
            || raw.contains(['\u{fffd}', '□', '\u{25a1}', '\u{3013}'])
            || has_pinyin(raw)
            || has_bare_year(&self.view.chars)
    }
}

/// The part of a text around a place, and no more than so many bytes to either side of it: a page without a full stop is no sentence.
fn around(text: &str, at: usize, ends: &[char]) -> Range<usize> {
    const WIDEST: usize = 1500;
    let first = text.floor_char_boundary(at.saturating_sub(WIDEST));
    let last = text.floor_char_boundary((at + WIDEST).min(text.len()));
    let behind = |end: usize| first + end + text[first + end..].chars().next().map_or(0, char::len_utf8);
    let start = text[first..at].rfind(ends).map_or(first, behind);
    let end = text[at..last].find(ends).map_or(last, |end| at + end);
    start..end
}

/// `函202130号`: the brackets around the year were lost.
fn has_bare_year(chars: &[char]) -> bool {
    chars.windows(6).enumerate().any(|(at, window)| {
        matches!(window[0], '函' | '发' | '令' | '字')
            && matches!(window[1..3], ['1', '9'] | ['2', '0'])
            && window[3..].iter().all(char::is_ascii_digit)
            && chars[at + 6..].iter().find(|c| !c.is_ascii_digit()) == Some(&'号')
    })
}

/// Spaces between two Chinese characters, behind what a paragraph or an item begins with.
fn gaps_in(text: &str) -> usize {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut gaps = 0;
    let mut at = 0;
    while at < chars.len() {
        let spaces = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
        let before = at.checked_sub(1).map(|before| chars[before]);
        let behind = chars.get(at + spaces).copied();
        if (1..=2).contains(&spaces) && before.is_some_and(is_han) && behind.is_some_and(is_han) {
            gaps += 1;
        }
        at += spaces.max(1);
    }
    gaps
}

/// A finding of a rule of form.
fn finding(rule: RuleId, stands: Both, should: Both, quote: Option<Quote>) -> Finding {
    Finding {
        rule,
        severity: rule.severity(),
        problem: Problem::Form(Box::new(Departure { stands, should, change: None })),
        equation: None,
        cells: Vec::new(),
        quote,
    }
}

/// The same where the right words are known.
fn rewrite(rule: RuleId, stands: Both, should: Both, quote: Quote, (from, to): (String, String)) -> Finding {
    let mut finding = finding(rule, stands, should, Some(quote));
    if let Problem::Form(departure) = &mut finding.problem {
        departure.change = Some((from, to));
    }
    finding
}

/// A sentence's part in both languages.
fn both(zh: impl Into<String>, en: impl Into<String>) -> Both {
    Both { zh: zh.into(), en: en.into() }
}

fn title_quote(section: &SectionTitle) -> Quote {
    Quote { text: section.text.clone(), place: section.place }
}

/// How many single characters must be put in, taken out or changed to make one text of the other, up to `most`.
fn distance(left: &str, right: &str, most: usize) -> Option<usize> {
    let lengths = left.chars().count().abs_diff(right.chars().count());
    let distance = if lengths > most { lengths } else { strsim::levenshtein(left, right) };
    (distance <= most).then_some(distance)
}

/// The digits or Chinese numerals of a small number.
fn small_number(text: &str) -> Option<usize> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let mut chars = text.chars();
        let (first, more) = (chars.next()?, chars.next());
        let value = "一二三四五六七八九十".chars().position(|c| c == first)? + 1;
        more.is_none().then_some(value).or_else(|| (first == '两').then_some(2))
    })
}

#[cfg(test)]
mod tests {
    use crate::finding::Finding;
    use crate::{Audit, Input, Lang, RuleId, read};

    #[test]
    fn what_stands_everywhere_is_told_some_times_and_counted() {
        let prose = "甲()".repeat(200);
        let text = format!(
            "清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{prose}。\n二、主动公开政府信息情况\n\
            三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n{}\n\
            五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。",
            "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            0\t13\t0\t0\t13\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0",
        );
        let audit = Audit::of(read(Input::text(&text), 0).expect("a report"));
        let left: Vec<&Finding> =
            audit.findings.iter().filter(|finding| finding.rule == RuleId::FormLeftover).collect();
        assert_eq!(left.len(), super::MOST);
        let last = left[left.len() - 1];
        assert!(last.message(Lang::Zh).contains("还有 150 处"), "{}", last.message(Lang::Zh));
        assert!(last.message(Lang::En).contains("150 more"), "{}", last.message(Lang::En));
    }
}
