//! `year.mismatch`: the title, the period of the figures and the body speak of one year, and the period is the whole of it.
//!
//! Reports mention other years all the time: last year's figures, plans, documents by their date. So only what names the report's own
//! year is compared: the title, the period, 现将某年…报告, 本年度（某年）, and the sentence of section 六 on the fee.

use crate::document::Place;
use crate::finding::{Finding, Problem, Quote};
use crate::narrative::view::View;
use crate::report::{Prose, Report, YearSource};
use crate::rule::{RuleId, Severity};

/// One finding for each mention that differs from the report year, for a period that is not a year, and for a day that does not exist.
pub(super) fn findings(report: &Report) -> Vec<Finding> {
    let differs = report.stated_year().into_iter().flat_map(|expected| {
        let differs = report.years.iter().filter(move |mention| mention.year != expected);
        differs.map(move |mention| {
            let quote = Quote { text: mention.quote.clone(), place: mention.place };
            finding(Problem::OtherYear { expected, found: mention.year }, quote)
        })
    });
    let is_dated = |prose: &&Prose| {
        let text = prose.text.as_str();
        text.contains('年') && text.contains(['。', '，', ',']) || text.contains('月') && text.contains('。')
    };
    let dated = report.prose.iter().filter(is_dated).flat_map(|prose| {
        let view = View::of(prose.text.as_str());
        Paragraph { report, prose, dates: dates(&view.chars), view }.findings()
    });
    differs.chain(dated).take(MOST).collect()
}

/// Findings on years and days that are told, as many as of claims. What stands there more often is one fault, and told once the first are mended.
const MOST: usize = 200;

fn finding(problem: Problem, quote: Quote) -> Finding {
    Finding {
        rule: RuleId::YearMismatch,
        severity: Severity::Warning,
        problem,
        equation: None,
        cells: Vec::new(),
        quote: Some(quote),
    }
}

/// `2023年`, `2023年6月30日`, `6月30日`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    start: usize,
    end: usize,
}

impl Date {
    /// Whether the month is that short: 31 June, 30 February.
    fn does_not_exist(&self) -> bool {
        let (Some(month), Some(day)) = (self.month, self.day) else { return false };
        let leap = self.year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let days = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        day > days
    }
}

struct Paragraph<'p> {
    report: &'p Report,
    prose: &'p Prose,
    view: View,
    dates: Vec<Date>,
}

impl Paragraph<'_> {
    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for date in self.dates.iter().filter(|date| date.does_not_exist()) {
            let problem = Problem::NoSuchDay {
                month: date.month.unwrap_or_default(),
                day: date.day.unwrap_or_default(),
            };
            findings.push(finding(problem, self.quote(date.start, date.end)));
        }
        findings.extend(self.period());
        let Some(expected) = self.report.stated_year() else { return findings };
        let named =
            self.dates.iter().filter_map(|date| Some((date, date.year.filter(|year| *year != expected)?)));
        for (date, found) in named.filter(|(date, _)| self.is_own(date, expected)) {
            findings.push(finding(Problem::OtherYear { expected, found }, self.quote(date.start, date.end)));
        }
        findings
    }

    /// `统计期限自2023年1月1日起至2023年12月31日止`, and what stands there instead.
    fn period(&self) -> Option<Finding> {
        const NEAR: usize = 3;
        const LEAD: usize = 16;
        let pair = self.dates.windows(2).find(|pair| {
            let between: String = self.view.chars[pair[0].end..pair[1].start].iter().collect();
            let joined = pair[1].start - pair[0].end <= NEAR && between.contains(['至', '到', '—', '-']);
            let whole_dates = pair.iter().all(|date| date.month.is_some()) && pair[0].year.is_some();
            joined && whole_dates && self.before(pair[0].start, LEAD).contains("统计")
        })?;
        let [from, to] = pair else { return None };
        if from.does_not_exist() || to.does_not_exist() {
            return None;
        }
        let quote = || self.quote(from.start, to.end);
        let year = from.year?;
        let whole = (from.month, from.day.unwrap_or(1)) == (Some(1), 1)
            && (to.month, to.day.unwrap_or(31)) == (Some(12), 31);
        if !whole {
            return Some(finding(Problem::PartOfYear, quote()));
        }
        // Where both years are written out, the reader has already found the period.
        let read = self.report.years.iter().any(|mention| mention.source == YearSource::PeriodStart);
        let expected = self.report.stated_year().filter(|expected| *expected != year && !read)?;
        Some(finding(Problem::OtherYear { expected, found: year }, quote()))
    }

    /// Whether the words around a year say that it is the one reported on.
    fn is_own(&self, date: &Date, expected: u16) -> bool {
        if date.month.is_some() {
            return false;
        }
        let before = self.before(date.start, 4);
        let behind: String = self.view.chars[date.end..].iter().take(24).collect();
        let clause = behind.split(['，', ',', '。', '；']).next().unwrap_or_default();
        let in_brackets =
            (before.ends_with("本年度(") || before.ends_with("本年(")) && behind.starts_with(')');
        let announced = before.ends_with("现将")
            && self.prose.section <= 1
            && clause.contains("信息公开")
            && (clause.contains("报告") || clause.contains("年报"));
        // 2022年度未收取信息处理费, in section 六, where nothing but the fee's regulation has another year.
        let charged = |text: &str| text.contains("收取") || text.contains("收费");
        let fee = self.prose.section == 6
            && (date.start == 0 || self.before(date.start, 1).ends_with(['。', ')', '、', '，']))
            && charged(&behind)
            && behind.contains("费")
            && self.dates.iter().all(|other| other.year != Some(expected));
        in_brackets || announced || fee
    }

    fn before(&self, at: usize, length: usize) -> String {
        self.view.chars[at.saturating_sub(length)..at].iter().collect()
    }

    fn quote(&self, start: usize, end: usize) -> Quote {
        let bytes = self.view.bytes(start..end);
        let text = self.prose.text.slice(bytes.clone()).as_str().to_owned();
        let span = self.prose.text.span(bytes);
        Quote { text, place: Place { block: self.prose.block, row: None, column: None, span } }
    }
}

/// The dates of a paragraph. Numbers of documents (〔2021〕30号) and decimals are none.
fn dates(chars: &[char]) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let value: Option<u16> = chars[at..at + length].iter().collect::<String>().parse().ok();
        let (start, end) = (at, at + length + 1);
        at += length;
        let Some((value, unit)) = value.zip(chars.get(at)) else { continue };
        let last = dates.last_mut().filter(|last| last.end == start);
        match (unit, length, last) {
            ('年', 4, _) if (1990..2100).contains(&value) => {
                let long = usize::from(chars.get(end) == Some(&'度'));
                dates.push(Date { year: Some(value), month: None, day: None, start, end: end + long });
            }
            ('月', 1 | 2, last) if (1..=12).contains(&value) => match last {
                Some(date) if date.month.is_none() => {
                    date.month = Some(value as u8);
                    date.end = end;
                }
                _ => dates.push(Date { year: None, month: Some(value as u8), day: None, start, end }),
            },
            ('日', 1 | 2, Some(date)) if date.month.is_some() && date.day.is_none() && value > 0 => {
                date.day = Some(value.min(99) as u8);
                date.end = end;
            }
            _ => {}
        }
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::lang::Lang;
    use crate::report::YearMention;

    fn found(section: u8, text: &str) -> Vec<String> {
        let prose = vec![Prose { section, text: Text::verbatim(text, 0), block: 0 }];
        let place = Place { block: 0, row: None, column: None, span: None };
        let title = YearMention { year: 2023, source: YearSource::Title, quote: "2023年".to_owned(), place };
        let report = Report { year: Some(2023), years: vec![title], prose, ..Report::default() };
        let said = |finding: Finding| {
            format!(
                "{}: {}",
                finding.quote.as_ref().map_or("", |quote| &quote.text),
                finding.message(Lang::En)
            )
        };
        findings(&report).into_iter().map(said).collect()
    }

    #[track_caller]
    fn flags(section: u8, text: &str, words: &str) {
        let found = found(section, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains(words), "{text}: {found:?}");
    }

    #[test]
    fn a_period_that_is_not_the_report_year_is_flagged() {
        flags(0, "数据的统计期限为2023年1月1日至2023年6月30日。", "not a whole year");
        flags(0, "数据统计期限自2023年1月1日起至2023年12月30日止。", "not a whole year");
        flags(0, "所列数据的统计期限为2023年1月1日至6月31日。", "June has no day 31");
        flags(0, "本报告统计期限为2022年1月1日至12月31日。", "2022");
    }

    #[test]
    fn another_year_as_the_reports_own_is_flagged() {
        flags(0, "现将2022年政府信息公开工作年度报告予以公布，欢迎监督。", "2022");
        flags(1, "本年度（2022年），我局认真开展工作。", "2022");
        flags(6, "2022年度我办未收取政府信息公开信息处理费。", "2022");
    }

    #[test]
    fn a_year_read_out_of_the_narrative_is_no_evidence() {
        let prose = [(1, "2023年，我局公开12条。"), (6, "2022年度我局未收取信息处理费。")];
        let prose = prose.map(|(section, text)| Prose { section, text: Text::verbatim(text, 0), block: 0 });
        let report = Report { year: Some(2023), prose: prose.into(), ..Report::default() };
        assert!(findings(&report).is_empty());
    }

    #[test]
    fn legitimate_mentions_of_other_years_are_not() {
        for (section, text) in [
            (0, "数据的统计期限为2023年1月1日至2023年12月31日。"),
            (0, "报告所列数据统计期限自2023年1月1日起到12月31日止，共六个部分。"),
            (0, "依据国办公开办函〔2021〕30号，2019年5月15日起施行的条例编制。"),
            (1, "2022年收到申请40件，2023年收到46件。"),
            (1, "2022年12月31日前完成整改，2024年2月29日复查。"),
            (1, "现将2022年存在问题的整改情况说明如下。"),
            (5, "2024年，我局将继续做好工作。"),
            (6, "2022年度未收取信息处理费，2023年度亦未收取信息处理费。"),
            (6, "按照2020年印发的信息处理费管理办法，2023年未收取费用。"),
        ] {
            assert_eq!(found(section, text), Vec::<String>::new(), "{text}");
        }
    }
}
