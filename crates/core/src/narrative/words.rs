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
    /// From the organ's name: 某县人民政府 reports on the county, 某县人民政府办公室 on itself.
    pub(super) fn of(organ: Option<&str>) -> Own {
        let Some(organ) = organ else { return Own::default() };
        let region = organ.strip_suffix("人民政府").or_else(|| organ.strip_suffix("政府")).unwrap_or(organ);
        let region = region.strip_suffix("办事处").unwrap_or(region);
        let level = region.chars().next_back().filter(|c| "省市县区旗州盟镇乡道".contains(*c));
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
    pub(super) media: usize,
    pub(super) such: bool,
    pub(super) each: bool,
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
    /// Whether the organ that reports is named.
    pub(super) ours: bool,
    /// Whether a foreign noun stands last.
    pub(super) foreign: bool,
    /// Whether an unknown word stands behind the first noun, verb or outcome.
    pub(super) gap: bool,
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
}

impl Reader<'_> {
    /// Collects what the tokens of a range say.
    pub(super) fn words(&self, page: &Page<'_>, range: Range<usize>) -> Words {
        let mut words = Words::default();
        let year = self.report.year;
        let mut gap_before: Option<Range<usize>> = None;
        for at in range {
            let token = page.tokens[at];
            let meaning = match token.kind {
                Kind::Gap => {
                    words.gap |= words.known;
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
                Meaning::Does(_) | Meaning::Noun(_) | Meaning::Weak(_) | Meaning::Row(_) | Meaning::Case(_)
            );
            if concept || matches!(meaning, Meaning::Columns(_)) {
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
                Meaning::Foreign => words.foreign = true,
                Meaning::ForeignAct => words.foreign_act = true,
                Meaning::Does(act) => words.acts.push(act),
                Meaning::Row(rows) => words.rows.push(rows),
                Meaning::Case(cases) => words.cases.push(cases),
                Meaning::Columns(columns) => words.columns.extend(columns),
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
                Meaning::Cumulative => words.cumulative = true,
                Meaning::AsOf => words.as_of = true,
                Meaning::Disclosure => words.disclosure = true,
                Meaning::Ours => words.ours = true,
                _ => {}
            }
        }
        words
    }

    /// Whether unknown characters right before a verb end like the name of an organ that is not the report's own.
    pub(super) fn names_another(&self, page: &Page<'_>, gap: Range<usize>) -> bool {
        const ENDS: &str = "局委厅办镇乡院队站所会室处部司区县市省府道校园";
        let name = &page.view.chars[gap];
        let like = name.len() >= 2 && name.last().is_some_and(|c| ENDS.contains(*c));
        // 县政府 in the report of a county's government.
        let government = self.own.level.is_some_and(|level| {
            name.first() == Some(&level) && matches!(name[1..], ['政', '府'] | ['人', '民', '政', '府'])
        });
        if government {
            return false;
        }
        like && !self.organ.windows(name.len().min(self.organ.len()).max(1)).any(|part| part == name)
    }

    /// Whether the words speak of the report year, or of no other.
    pub(super) fn this_year(&self, words: &Words) -> bool {
        let whole_year = match words.months.as_slice() {
            [] => true,
            [(12, 31 | 0)] => words.as_of,
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

    pub(super) fn has_gap(&self, range: Range<usize>) -> bool {
        self.tokens[range].iter().any(|token| token.kind == Kind::Gap)
    }

    pub(super) fn quote(&self, range: Range<usize>) -> crate::Quote {
        let bytes = self.view.bytes(range);
        let text = self.prose.text.slice(bytes.clone());
        let span = self.prose.text.span(bytes);
        let place = crate::document::Place { block: self.prose.block, row: None, column: None, span };
        crate::Quote { text: text.as_str().to_owned(), place }
    }
}
