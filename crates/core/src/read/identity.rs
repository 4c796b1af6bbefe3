//! Who reports, and on which year: from the page's title, the report's own title, and the preamble's period.

use super::normal::{is_han, simplify};
use crate::document::Place;
use crate::report::{YearMention, YearSource};

/// What the lines of a document say about the report as a whole.
#[derive(Debug, Default)]
pub(super) struct Identity {
    pub(super) title: Option<String>,
    pub(super) organ: Option<String>,
    pub(super) years: Vec<YearMention>,
    /// An organ named in passing (where the report is published), for reports without a title.
    fallback: Option<String>,
    /// The line before, where it can be an organ's name: a title may be broken behind it.
    name_before: Option<String>,
}

/// What the names of organs end with.
const ORGAN_ENDS: [&str; 24] = [
    "政府", "局", "委", "会", "办", "室", "厅", "院", "校", "心", "处", "站", "队", "镇", "乡", "街道", "区",
    "县", "市", "学", "公司", "部", "所", "州",
];

/// Only this many lines are looked at: a title or a preamble stands near the top of the report, though menus may precede.
const MAX_LINE: usize = 2000;

impl Identity {
    /// Looks at one line. `place` is where it stands; a line of the page's head has none worth showing.
    pub(super) fn line(&mut self, line: &str, place: Place) {
        let name_before = self.name_before.take();
        if self.title.is_none() {
            self.name_before = organ_name(line);
        }
        let names_site = self.fallback.is_none() && line.contains(['站', '網']);
        if line.len() > MAX_LINE || !Identity::may_name(line) && !names_site {
            return;
        }
        let text: String = simplify(line).chars().filter(|c| !c.is_whitespace()).collect();
        if self.title.is_none() {
            self.find_title(&text, place, name_before);
        }
        self.find_period(&text, place);
        if self.fallback.is_none() {
            self.fallback = ["人民政府门户网站", "政府门户网站", "人民政府网站"]
                .iter()
                .find_map(|mark| text.find(mark))
                .and_then(|at| organ_before(&text[..at]))
                .map(|organ| organ + "人民政府");
        }
    }

    /// Whether a text can name a year: most cells and menu entries cannot.
    pub(super) fn may_name(line: &str) -> bool {
        line.len() > 8 && line.contains('年') && line.contains(['2', '２'])
    }

    /// The organ, from the title or else from wherever one was named.
    pub(super) fn organ(&mut self) -> Option<String> {
        self.organ.take().or_else(|| self.fallback.take())
    }

    /// `某某2023年政府信息公开工作年度报告`, or the year before the organ.
    fn find_title(&mut self, text: &str, place: Place, name_before: Option<String>) {
        const SUBJECTS: [&str; 3] = ["政府信息公开", "信息公开", "政务公开"];
        for (at, digits) in years(text) {
            let after_year = &text[at + digits.len()..];
            let Some(rest) =
                after_year.strip_prefix("年").map(|rest| rest.strip_prefix("度").unwrap_or(rest))
            else {
                continue;
            };
            let head = rest.chars().take(40).collect::<String>();
            let Some(subject) = SUBJECTS.iter().filter_map(|subject| head.find(subject)).min() else {
                continue;
            };
            let tail = &head[subject..];
            let Some(end) =
                tail.find("年度报告").map(|end| end + 12).or_else(|| tail.find("年报").map(|end| end + 6))
            else {
                continue;
            };
            if tail[..end].contains(['。', '，', ',', '；', '《']) {
                continue;
            }
            let between = &head[..subject];
            let before = organ_before(&text[..at]);
            let organ =
                if between.is_empty() { before.clone() } else { organ_before(between).or(before.clone()) };
            let organ = organ.or(name_before.filter(|_| at == 0));
            let start = before.as_ref().map_or(at, |organ| at - organ.len());
            let year_end = at + digits.len() + after_year.len() - rest.len();
            let title = format!("{}{}", &text[start..year_end], &head[..subject + end]);
            if let Ok(year) = digits.parse() {
                self.years.push(YearMention { year, source: YearSource::Title, quote: title.clone(), place });
            }
            self.title = Some(title);
            self.organ = organ;
            return;
        }
    }

    /// `2023年1月1日起至2023年12月31日止`.
    fn find_period(&mut self, text: &str, place: Place) {
        if self.years.iter().any(|mention| mention.source == YearSource::PeriodStart) {
            return;
        }
        for (at, digits) in years(text) {
            let Some(rest) = strip_date(&text[at + digits.len()..], "1", "1") else { continue };
            let head: String = rest.chars().take(16).collect();
            let Some((offset, end_digits)) = years(&head).next() else { continue };
            let Some(left) = strip_date(&head[offset + end_digits.len()..], "12", "31") else { continue };
            let quote_end = text.len() - rest.len() + head.len() - left.len();
            let quote = &text[at..quote_end];
            for (digits, source) in [(digits, YearSource::PeriodStart), (end_digits, YearSource::PeriodEnd)] {
                if let Ok(year) = digits.parse() {
                    self.years.push(YearMention { year, source, quote: quote.to_owned(), place });
                }
            }
            return;
        }
    }
}

/// Takes `年M月D日` off the start.
fn strip_date<'a>(text: &'a str, month: &str, day: &str) -> Option<&'a str> {
    let rest = text.strip_prefix('年')?.trim_start_matches('0').strip_prefix(month)?;
    rest.strip_prefix('月')?.trim_start_matches('0').strip_prefix(day)?.strip_prefix('日')
}

/// Four-digit years 2000 to 2099 that are no part of a longer number, with their offsets.
fn years(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("20").filter_map(move |(at, _)| {
        let digits = text.get(at..at + 4)?;
        let alone = !text[..at].ends_with(|c: char| c.is_ascii_digit())
            && !text[at + 4..].starts_with(|c: char| c.is_ascii_digit());
        (alone && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some((at, digits))
    })
}

/// A line that is an organ's name and nothing else.
fn organ_name(line: &str) -> Option<String> {
    const MAX_BYTES: usize = 120;
    let line = line.trim();
    if line.len() > MAX_BYTES {
        return None;
    }
    let text: String = simplify(line).chars().filter(|c| !c.is_whitespace()).collect();
    let named = text.chars().all(is_han) && text.chars().count() >= 3;
    (named && ORGAN_ENDS.iter().any(|end| text.ends_with(end))).then_some(text)
}

/// The organ's name at the end of `text`: the run of Chinese characters, without the words that lead up to it.
fn organ_before(text: &str) -> Option<String> {
    const LEADS: [&str; 26] = [
        "加强",
        "做好",
        "推进",
        "完善",
        "强化",
        "依靠",
        "利用",
        "优化",
        "现将",
        "现就",
        "公布",
        "发布",
        "编制",
        "关于",
        "根据",
        "按照",
        "标题",
        "名称",
        "来源",
        "特向社会公布",
        "以及",
        "通过",
        "依托",
        "在",
        "由",
        "并",
    ];
    let start = text.char_indices().rev().take_while(|&(_, c)| is_han(c)).last().map(|(at, _)| at)?;
    let mut name = &text[start..];
    while let Some(end) = LEADS.iter().filter_map(|lead| Some(name.find(lead)? + lead.len())).max() {
        name = &name[end..];
    }
    let length = name.chars().count();
    (2..=40).contains(&length).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identify(lines: &[&str]) -> (Option<String>, Option<String>, Vec<u16>) {
        let mut identity = Identity::default();
        for line in lines {
            identity.line(line, Place { block: 0, row: None, column: None, span: None });
        }
        let years = identity.years.iter().map(|mention| mention.year).collect();
        (identity.title.clone(), identity.organ(), years)
    }

    #[track_caller]
    fn check(lines: &[&str], organ: &str, years: &[u16]) {
        let (_, found, found_years) = identify(lines);
        assert_eq!((found.as_deref(), found_years.as_slice()), (Some(organ), years), "{lines:?}");
    }

    #[test]
    fn titles() {
        check(&["甲区人民政府办公室 2023 年政府信息公开工作年度报告"], "甲区人民政府办公室", &[2023]);
        check(&["乙盟乙旗丙镇2022年度政府信息公开工作年度报告"], "乙盟乙旗丙镇", &[2022]);
        check(&["辛市壬区人民政府", "2024 年政府信息公开工作年度报告"], "辛市壬区人民政府", &[2024]);
        check(&["2024年丁县教育局政府信息公开工作年度报告"], "丁县教育局", &[2024]);
        check(
            &["有關(guān)要求,現(xiàn)將戊區(qū)人民政府2023年政府信息公開工作年度報告予以公開。"],
            "戊区人民政府",
            &[2023],
        );
    }

    #[test]
    fn the_period_of_the_figures() {
        check(
            &["统计期限自2019年1月1日起至2019年12月31日止，并在己县人民政府门户网站公布。"],
            "己县人民政府",
            &[2019, 2019],
        );
        check(
            &["庚市政府信息公开网：庚市2022年政府信息公开年度报告", "2022年01月01日至2021年12月31日"],
            "庚市",
            &[2022, 2022, 2021],
        );
    }

    #[test]
    fn the_notice_that_a_report_cites_is_no_title() {
        assert_eq!(identify(&["《关于做好2019年度政府信息公开工作，编制年度报告的通知》"]).0, None);
    }
}
