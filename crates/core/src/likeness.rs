//! How much of a report's prose stands in another report too: last year's, that of two years before, another unit's.
//!
//! Comes in: [`Report`]s. Goes out: the [`Sentences`] of each, between two of them a [`Share`], and [`Repeated`] sentences side by side.
//!
//! The measure: of the prose of the sections that an organ writes afresh (一 and 五; all sections where they are not told apart), the sentences of at least
//! [`SHORTEST`] characters; of their characters those in sentences that the other report has as well. Two sentences are the same where they are word for
//! word the same once spaces, figures and the reporting organ's name are put apart: a sentence in which only the year was changed is still the same.
//! The preamble and sections 二, 三, 四 and 六 repeat by right, and do not count.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::document::Place;
use crate::finding::Quote;
use crate::narrative::view::View;
use crate::order;
use crate::report::{Note, Report};

/// Characters of the shortest sentence that counts: shorter ones are headings and set phrases.
pub const SHORTEST: usize = 12;

/// Characters of prose below which nothing is said of likeness.
pub const LEAST: usize = 200;

/// Bytes of the longest paragraph that is read: a page on one line is no paragraph.
const MAX_BYTES: usize = 60_000;

/// A report's sentences, as they are compared.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// In the order of the report.
    all: Vec<Sentence>,
    /// What they say, sorted.
    said: Vec<u64>,
    /// Whose they are.
    organ: Option<String>,
}

/// A sentence of a report.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Of the words without what is put apart.
    pub(crate) hash: u64,
    /// Of all its words.
    pub(crate) exact: u64,
    /// How many characters the words have without what is put apart.
    chars: usize,
    /// The paragraph, by its place in the report's prose.
    pub(crate) prose: usize,
    /// The bytes of it.
    bytes: Range<usize>,
}

/// How much of one report stands in another as well, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those in sentences that the other report has.
    pub repeated: usize,
    /// All that count.
    pub all: usize,
}

impl Share {
    /// In percent, rounded down; none where there is too little prose to say anything of it.
    pub fn percent(self) -> Option<u8> {
        (self.all >= LEAST).then(|| (self.repeated * 100 / self.all) as u8)
    }
}

/// A sentence of two reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// As this report has it.
    pub own: Quote,
    /// As the other has it.
    pub other: Quote,
}

impl Sentences {
    /// The sentences of a report that count.
    pub fn of(report: &Report) -> Sentences {
        let told = !report.notes.contains(&Note::OwnNumbers)
            && [1, 5].iter().all(|number| report.sections.iter().any(|section| section.number == *number));
        let counts = |section: u8| if told { matches!(section, 1 | 5) } else { section > 0 };
        let mut all = sentences(report, counts);
        all.retain(|sentence| sentence.chars >= SHORTEST);
        let said = order::set(all.iter().map(|sentence| sentence.hash));
        Sentences { all, said, organ: report.organ.clone() }
    }

    /// How much of this report the other has as well.
    pub fn share(&self, other: &Sentences) -> Share {
        let repeats = |sentence: &&Sentence| other.said.binary_search(&sentence.hash).is_ok();
        Share {
            repeated: self.all.iter().filter(repeats).map(|sentence| sentence.chars).sum(),
            all: self.all.iter().map(|sentence| sentence.chars).sum(),
        }
    }

    /// The sentences that the other report has as well, in the order of this one. Each side comes with the report that its sentences are of.
    pub fn repeated(&self, report: &Report, (theirs, other): (&Sentences, &Report)) -> Vec<Repeated> {
        let mut first: BTreeMap<u64, &Sentence> = BTreeMap::new();
        for sentence in &theirs.all {
            first.entry(sentence.hash).or_insert(sentence);
        }
        let pair = |sentence: &Sentence| {
            let there = first.get(&sentence.hash)?;
            Some(Repeated { own: sentence.quote(report)?, other: there.quote(other)? })
        };
        self.all.iter().filter_map(pair).collect()
    }

    /// Whether both are of one organ, by its name.
    pub fn is_same_organ(&self, other: &Sentences) -> bool {
        self.organ.is_some() && self.organ == other.organ
    }
}

impl Sentence {
    /// The words as written.
    pub(crate) fn quote(&self, report: &Report) -> Option<Quote> {
        let prose = report.prose.get(self.prose)?;
        let bytes = self.bytes.clone();
        let text = prose.text.slice(bytes.clone()).as_str().trim().to_owned();
        let place = Place { block: prose.block, row: None, column: None, span: prose.text.span(bytes) };
        Some(Quote { text, place })
    }
}

/// The sentences of the sections that count, in the order of the report.
pub(crate) fn sentences(report: &Report, counts: impl Fn(u8) -> bool) -> Vec<Sentence> {
    let names = names(report);
    let mut all = Vec::new();
    for (index, prose) in report.prose.iter().enumerate() {
        let text = prose.text.as_str();
        if !counts(prose.section) || text.len() > MAX_BYTES {
            continue;
        }
        let view = View::of(text);
        let mut start = 0;
        for end in 0..=view.chars.len() {
            let ends = view.chars.get(end).is_none_or(|c| matches!(c, '。' | '！' | '？' | '；'));
            if !ends {
                continue;
            }
            let words = &view.chars[start..end];
            if !words.is_empty() {
                let apart = apart(words, &names);
                all.push(Sentence {
                    hash: hash(&apart),
                    exact: hash(words),
                    chars: apart.chars().count(),
                    prose: index,
                    bytes: view.bytes(start..end),
                });
            }
            start = end + 1;
        }
    }
    all
}

fn hash(words: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The organ's name and the shorter ones that it goes by, the longest first.
fn names(report: &Report) -> Vec<String> {
    let Some(organ) = report.organ.as_deref() else { return Vec::new() };
    let organ: String = View::of(organ).chars.into_iter().collect();
    let short =
        ["办公室", "人民政府", "街道办事处", "办事处"].iter().filter_map(|end| organ.strip_suffix(end));
    let mut names: Vec<String> = short.map(str::to_owned).collect();
    names.push(organ.clone());
    names.retain(|name| name.chars().count() >= 2);
    order::sort_by_key(&mut names, |name| std::cmp::Reverse(name.len()));
    names
}

/// A sentence's words with figures and names put apart.
fn apart(chars: &[char], names: &[String]) -> String {
    let mut out = String::with_capacity(chars.len() * 3);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii_digit() {
            let is_figure = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
            at += chars[at..].iter().take_while(is_figure).count();
            out.push('0');
        } else {
            out.push(c);
            at += 1;
        }
    }
    for name in names {
        if out.contains(name.as_str()) {
            out = out.replace(name.as_str(), "@");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, read};

    const TABLE: &str = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
        0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";

    fn report(organ: &str, year: u16, first: &str, fifth: &str) -> Report {
        let text = format!(
            "{organ}{year}年政府信息公开工作年度报告\n本报告按照有关规定编制，由六个部分组成，统计期限为一年。\n一、总体情况\n{first}\n\
            二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n{TABLE}\n\
            五、存在的主要问题及改进情况\n{fifth}\n六、其他需要报告的事项\n本机关没有其他需要报告的事项，特此说明。"
        );
        read(Input::text(&text), 0).expect("a report")
    }

    #[track_caller]
    fn check(own: &Report, other: &Report, expected: (usize, usize)) {
        let (here, there) = (Sentences::of(own), Sentences::of(other));
        let share = here.share(&there);
        let whole = here.repeated(own, (&there, other)).len();
        assert_eq!((whole, share.repeated * 100 / share.all.max(1)), expected);
    }

    #[test]
    fn a_sentence_in_which_only_figures_and_names_changed_is_the_same() {
        let first = |organ: &str, year: u16, n: u16| {
            format!(
                "{year}年，{organ}通过门户网站主动公开信息{n}条，比上年增长{}.5%；办理群众来信{n}件。",
                n % 7
            )
        };
        let this = report(
            "清沅县人民政府",
            2023,
            &first("清沅县", 2023, 120),
            "队伍建设需要加强，培训的次数还不够多。",
        );
        let last =
            report("清沅县人民政府", 2022, &first("清沅县", 2022, 98), "平台的栏目设置不够合理，查找不便。");
        // 其中 "办理群众来信件" is too short to count.
        check(&this, &last, (1, 58));
        let other = report(
            "桐原区人民政府",
            2023,
            &first("桐原区", 2023, 7),
            "队伍建设需要加强，培训的次数还不够多。",
        );
        check(&this, &other, (2, 100));
    }

    #[test]
    fn what_repeats_by_right_does_not_count() {
        let this = report(
            "清沅县人民政府",
            2023,
            "全年围绕营商环境公开政策文件并组织解读。",
            "一些解读材料形式比较单一。",
        );
        let last = report(
            "清沅县人民政府",
            2022,
            "今年重点推进了基层目录的编制与发布工作。",
            "目录更新有时不够及时到位。",
        );
        check(&this, &last, (0, 0));
    }

    #[test]
    fn little_prose_says_nothing() {
        assert_eq!(Share { repeated: LEAST - 1, all: LEAST - 1 }.percent(), None);
        assert_eq!(Share { repeated: LEAST / 2 + 1, all: LEAST + 1 }.percent(), Some(50));
    }
}
