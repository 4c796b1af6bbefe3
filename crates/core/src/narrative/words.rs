//! What the words of a segment say: nouns, verbs, outcomes, and whose figures of which time they speak of.
//!
//! Comes in: a range of tokens. Goes out: [`Words`]. Nothing here knows cells.

use std::ops::Range;

use super::lexicon::{Act, Meaning, Topic};
use super::reader::Reader;
use super::tokens::{Kind, Token};
use super::view::View;
use crate::report::Prose;

/// Whose figures a report gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// The last character of the kind of region whose government reports; none for an office or a bureau.
    pub(super) level: Option<char>,
}

impl Own {
    /// Whether a name in the prose is short for the organ's: 市科委, 省机关事务局, 县政府办.
    fn is_called(self, name: &[char], organ: &[char]) -> bool {
        let mut letters = organ.iter();
        let within = name.iter().all(|c| letters.any(|letter| letter == c));
        // 市公安局 is not its 分局.
        let branch = organ.contains(&'分') && !name.contains(&'分');
        let office = organ.windows(2).any(|pair| pair == ['办', '公']);
        let region = self.level.is_some() && name.last().copied() == self.level;
        let ends = region
            || name.last() == organ.last()
            || office && matches!(name.last(), Some('办' | '室' | '府'));
        within && ends && !branch
    }

    /// From the organ's name: 某县人民政府 reports on the county, 某县人民政府办公室 on itself.
    pub(super) fn of(organ: Option<&str>) -> Own {
        let Some(organ) = organ else { return Own::default() };
        // A zone has no government: the office of its committee reports on the zone.
        const GOVERNMENTS: [&str; 7] =
            ["人民政府", "政府", "管委会", "管理委员会", "管委会办公室", "管理委员会办公室", "办事处"];
        let region = GOVERNMENTS.iter().find_map(|end| organ.strip_suffix(end)).unwrap_or(organ);
        let level = region.chars().next_back().filter(|c| "省市县区旗州盟镇乡道木".contains(*c));
        Own { level }
    }
}

/// What the words of a segment say.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) nouns: Vec<Topic>,
    /// Whether a noun makes a claim without a verb.
    pub(super) strong: bool,
    pub(super) acts: Vec<Act>,
    pub(super) rows: Vec<&'static [&'static str]>,
    pub(super) cases: Vec<&'static [&'static str]>,
    pub(super) columns: Vec<&'static str>,
    /// Whether they are called citizens, as everybody who applies is.
    pub(super) citizens: bool,
    pub(super) media: usize,
    pub(super) such: bool,
    pub(super) each: bool,
    pub(super) all: bool,
    pub(super) none: bool,
    pub(super) rest: bool,
    pub(super) share: bool,
    pub(super) rate: bool,
    pub(super) up: bool,
    pub(super) down: bool,
    pub(super) than: bool,
    pub(super) before: bool,
    pub(super) after: bool,
    pub(super) this_year: bool,
    pub(super) other_time: bool,
    pub(super) foreign_act: bool,
    pub(super) disclosure: bool,
    /// 转, 顺延, with a year beside them or without.
    pub(super) moved: bool,
    /// Whether the organ that reports is named.
    pub(super) ours: bool,
    /// Whether a foreign noun stands last.
    pub(super) foreign: bool,
    /// Whether an unknown word stands behind the first noun, verb or outcome.
    pub(super) gap: bool,
    /// Whether an unknown word stands anywhere.
    pub(super) unknown: bool,
    /// Whether another organ's name stands before the verb.
    pub(super) organ: bool,
    pub(super) cumulative: bool,
    pub(super) as_of: bool,
    pub(super) months: Vec<(u8, u8)>,
    pub(super) known: bool,
}

impl Words {
    /// Whether the words name anything that is counted or done.
    pub(super) fn says_something(&self) -> bool {
        self.known
    }

    /// Whether they give nothing but reasons for an outcome.
    pub(super) fn is_reason(&self) -> bool {
        let reasons = !self.rows.is_empty() && self.rows.iter().all(|rows| rows[0].contains('.'));
        reasons
            && !self.unknown
            && !self.none
            && self.acts.is_empty()
            && self.nouns.is_empty()
            && !self.foreign_act
    }
}

impl Reader<'_> {
    /// Collects what the tokens of a range say.
    pub(super) fn words(&self, page: &Page<'_>, range: Range<usize>) -> Words {
        let mut words = Words::default();
        let year = self.report.year;
        let mut gap_before: Option<Range<usize>> = None;
        let mut framed = range.start;
        for at in range.clone() {
            let token = page.tokens[at];
            let meaning = match token.kind {
                _ if at < framed => continue,
                Kind::Gap | Kind::Title => {
                    words.gap |= words.known;
                    words.unknown = true;
                    gap_before = Some(token.range());
                    continue;
                }
                Kind::Year(found) => {
                    match year.map(|year| i32::from(found) - i32::from(year)) {
                        Some(0) => words.this_year = true,
                        Some(-1) => words.before = true,
                        Some(1) => words.after = true,
                        _ => words.other_time = true,
                    }
                    continue;
                }
                Kind::Month(month) => {
                    words.months.push((month, 0));
                    continue;
                }
                Kind::Day(day) => {
                    if let Some(last) = words.months.last_mut() {
                        last.1 = day;
                    }
                    continue;
                }
                Kind::Word(meaning) => meaning,
                _ => continue,
            };
            let concept = matches!(
                meaning,
                Meaning::Does(_)
                    | Meaning::Moved
                    | Meaning::Noun(_)
                    | Meaning::Weak(_)
                    | Meaning::Row(_)
                    | Meaning::Case(_)
                    | Meaning::Verdict(_)
            );
            if concept || matches!(meaning, Meaning::Columns(_) | Meaning::Citizens) {
                if !words.known && gap_before.take().is_some_and(|gap| self.names_another(page, gap)) {
                    words.organ = true;
                }
                words.known = true;
            }
            if !matches!(meaning, Meaning::Filler | Meaning::ThisYear | Meaning::Cumulative) {
                gap_before = None;
            }
            match meaning {
                Meaning::Noun(topic) | Meaning::Weak(topic) => {
                    if page.noun(at) {
                        words.foreign = false;
                        words.strong |= matches!(meaning, Meaning::Noun(_));
                        words.nouns.push(topic);
                    } else {
                        words.foreign = true;
                    }
                    // 因政府信息公开申请引发的行政复议: what stands before is an attribute of what stands last.
                    words.disclosure |= topic == Topic::Applications;
                }
                // 本机关不掌握的政府信息: what the reason is about.
                Meaning::Foreign => words.foreign |= !page.follows_reason(at),
                // 制定并公开: made, whatever became of them.
                Meaning::ForeignAct => words.foreign_act |= words.acts.last() != Some(&Act::Made),
                Meaning::Moved => words.moved = true,
                Meaning::Does(act) => {
                    // 公开本年度制发的规范性文件: made this year, whatever became of them.
                    if act == Act::Made && words.this_year {
                        words.foreign_act = false;
                    }
                    words.acts.push(act);
                }
                Meaning::Row(rows) => words.rows.push(rows),
                Meaning::Case(cases) => words.cases.push(cases),
                Meaning::Verdict(cases) => {
                    words.cases.push(cases);
                    if words.nouns.is_empty() {
                        words.nouns.push(Topic::Lawsuit);
                    }
                }
                Meaning::Columns(columns) => words.columns.extend(columns),
                Meaning::Citizens => {
                    words.columns.push("natural");
                    words.citizens = true;
                }
                Meaning::Medium => words.media += 1,
                Meaning::Such => words.such = true,
                Meaning::Each => words.each = true,
                Meaning::Nothing => words.none = true,
                Meaning::Rest => words.rest = true,
                Meaning::Share => words.share = true,
                Meaning::Rate => words.rate = true,
                Meaning::Up => words.up = true,
                Meaning::Down => words.down = true,
                Meaning::Than => words.than = true,
                Meaning::YearBefore => words.before = true,
                Meaning::YearAfter => words.after = true,
                Meaning::ThisYear => words.this_year = true,
                Meaning::OtherTime => words.other_time = true,
                Meaning::Since => words.other_time |= !words.this_year,
                Meaning::Cumulative => words.cumulative = true,
                Meaning::AsOf => words.as_of = true,
                Meaning::Disclosure => words.disclosure = true,
                Meaning::Ours => words.ours = true,
                Meaning::All => words.all = true,
                Meaning::Frame => framed = page.frame(at, range.end),
                _ => {}
            }
        }
        // 转下年度, 下年度继续办理, 上年度转来.
        let carries = words.acts.contains(&Act::Carried);
        let goes_on = words.after && words.acts.iter().all(|act| matches!(act, Act::Handled | Act::Answered));
        if !carries && words.moved && (words.before || words.after) || goes_on && !words.acts.is_empty() {
            words.acts.push(Act::Carried);
        } else if words.moved && !carries {
            words.foreign_act = true;
        }
        words
    }

    /// Whether unknown characters right before a verb end like the name of an organ that is not the report's own.
    pub(super) fn names_another(&self, page: &Page<'_>, gap: Range<usize>) -> bool {
        const ENDS: &str = "局委厅办镇乡院队站所会室处部司区县市省府道校园";
        let names = page.view.chars[gap].split(|c| matches!(c, '及' | '和' | '与' | '由' | '经'));
        let mut names =
            names.filter(|name| name.len() >= 2 && name.last().is_some_and(|c| ENDS.contains(*c)));
        names.any(|name| !self.own.is_called(name, &self.organ))
    }

    /// Whether the words speak of the report year, or of no other.
    pub(super) fn this_year(&self, words: &Words) -> bool {
        let whole_year = match words.months.as_slice() {
            [] => true,
            [(12, 30 | 31 | 0)] => words.as_of,
            [(1, 1 | 0), (12, 31 | 0)] => true,
            _ => false,
        };
        let other = words.other_time || words.before || !whole_year;
        if words.this_year && !words.before {
            return whole_year && !words.other_time;
        }
        !other && !self.context.other_time
    }

    /// 累计 counts this year where the words before it say so: 全年累计.
    pub(super) fn counts_this_year(&self, page: &Page<'_>, at: usize) -> bool {
        let start =
            page.tokens[..at].iter().rposition(|token| token.kind == Kind::Mark('。')).map_or(0, |at| at + 1);
        let end = page.behind(at, page.tokens.len()).end.max(at);
        let words = self.words(page, start..end);
        words.this_year && !words.other_time
    }
}

/// A paragraph with its tokens.
pub(super) struct Page<'p> {
    pub(super) prose: &'p Prose,
    pub(super) view: &'p View,
    pub(super) tokens: &'p [Token],
}

impl Page<'_> {
    /// Whether the noun at a token is one: 民事诉讼 and 法律援助申请 are other things than 诉讼 and 申请.
    pub(super) fn noun(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let short = token.end - token.start <= 2;
        let before = at.checked_sub(1).map(|before| self.tokens[before].kind);
        !(short && matches!(before, Some(Kind::Gap | Kind::Word(Meaning::Foreign))))
    }

    /// Whether the token at the start of a clause sets its time.
    pub(super) fn leads(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| token.kind) {
            Some(Kind::Year(_) | Kind::Month(_)) => true,
            Some(Kind::Word(meaning)) => matches!(
                meaning,
                Meaning::YearBefore | Meaning::OtherTime | Meaning::ThisYear | Meaning::AsOf
            ),
            _ => false,
        }
    }

    /// Whether a sentence speaks of the last figure of the one before: 其中予以公开2件, 申请人均为自然人.
    pub(super) fn continues(&self, range: Range<usize>) -> bool {
        let mut words = self.tokens[range].iter().map(Token::meaning);
        let first = words.find(|meaning| *meaning != Some(Meaning::Filler)).flatten();
        matches!(first, Some(Meaning::Part | Meaning::All | Meaning::Columns(_) | Meaning::Citizens))
    }

    /// Where the frame that opens at a token ends: 按照《条例》, 在法定期限内. A frame that closes nowhere is its first word.
    fn frame(&self, at: usize, end: usize) -> usize {
        const LONGEST: usize = 8;
        let inside = self.tokens[at + 1..end].iter().take(LONGEST);
        let close = inside
            .map(|token| (token.kind == Kind::Title, token.meaning()))
            .position(|(title, meaning)| title || meaning == Some(Meaning::Close));
        close.map_or(at + 1, |close| at + close + 2)
    }

    /// Whether the foreign noun at a token stands behind a reason: 不掌握的政府信息.
    fn follows_reason(&self, at: usize) -> bool {
        let mut before = self.tokens[..at].iter().rev().map(Token::meaning);
        let reason = before.find(|meaning| *meaning != Some(Meaning::Filler)).flatten();
        matches!(reason, Some(Meaning::Row(rows)) if rows[0].contains('.'))
    }

    /// The tokens from `at` up to the next mark, figure, or 、.
    pub(super) fn behind(&self, at: usize, end: usize) -> Range<usize> {
        let stops = |token: &Token| {
            matches!(
                token.kind,
                Kind::Mark(_) | Kind::Count(_) | Kind::Percent(_) | Kind::Item | Kind::Word(Meaning::And)
            )
        };
        let length = self.tokens[at.min(end)..end].iter().position(stops);
        at.min(end)..length.map_or(end, |length| at + length)
    }

    pub(super) fn quote(&self, range: Range<usize>) -> crate::Quote {
        let bytes = self.view.bytes(range);
        let text = self.prose.text.slice(bytes.clone());
        let span = self.prose.text.span(bytes);
        let place = crate::document::Place { block: self.prose.block, row: None, column: None, span };
        crate::Quote { text: text.as_str().to_owned(), place }
    }
}
