//! The figures of a paragraph in their order, each with the words around it: what lists and shares are made of.
//!
//! Comes in: a paragraph's tokens. Goes out: [`Item`]s. Nothing here knows cells, wholes or bases: `breakdown` and `percent` look for them.

use std::ops::Range;

use crate::Decimal;
use crate::equation::{Equation, Outcome, Side, Sums};
use crate::rule::RuleId;

use super::lexicon::{Act, Meaning, Topic};
use super::numbers::{Figure, Precision};
use super::reader::{Division, QUOTE, Reader};
use super::tokens::Kind;
use super::words::{Page, Words};

/// A paragraph is not read for more figures than this.
const MAX_ITEMS: usize = 200;

/// A figure or a percentage.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) figure: Figure,
    pub(super) is_percent: bool,
    /// Its token.
    pub(super) token: usize,
    /// The tokens before it, back to a mark or another figure.
    pub(super) lead: Range<usize>,
    /// The end of the tokens behind it, up to a mark, another figure or 、.
    pub(super) end: usize,
    /// The brackets that it stands in, and those around them; 0 is outside of any.
    pub(super) group: usize,
    pub(super) outer: usize,
    pub(super) sentence: usize,
    /// Changes at （二） and the like.
    pub(super) scope: usize,
    pub(super) words: Words,
    /// By what it divides a whole.
    pub(super) kind: Division,
    /// Whether it is exact, this year's, and no difference to another figure.
    pub(super) plain: bool,
}

/// The figures of a paragraph.
pub(super) fn items(reader: &Reader<'_>, page: &Page<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut groups = vec![0];
    let (mut opened, mut sentence, mut scope, mut start) = (0, 0, 0, 0);
    for (at, token) in page.tokens.iter().enumerate() {
        let (figure, is_percent) = match token.kind {
            Kind::Mark(mark) => {
                match mark {
                    '(' => {
                        opened += 1;
                        groups.push(opened);
                    }
                    ')' if groups.len() > 1 => drop(groups.pop()),
                    '。' => {
                        sentence += 1;
                        groups.truncate(1);
                    }
                    _ => {}
                }
                start = at + 1;
                continue;
            }
            Kind::Item => {
                scope += 1;
                groups.truncate(1);
                start = at + 1;
                continue;
            }
            Kind::Count(figure) => (figure, false),
            Kind::Percent(figure) => (figure, true),
            _ => continue,
        };
        // 42件占51.9%: the words between two figures belong to the second.
        let behind = page.behind(at + 1, page.tokens.len()).end.max(at + 1);
        let shared = page
            .tokens
            .get(behind)
            .is_some_and(|token| matches!(token.kind, Kind::Count(_) | Kind::Percent(_)));
        let end = if shared { at + 1 } else { behind };
        let lead = start..at;
        start = end;
        let words = reader.words(page, lead.start..if is_percent { at } else { end });
        let carries = words.acts.contains(&Act::Carried);
        let prior = words.before && !carries;
        let delta = words.up || words.down;
        let mut groups = groups.iter().rev();
        items.push(Item {
            figure,
            is_percent,
            token: at,
            lead,
            end,
            group: groups.next().copied().unwrap_or(0),
            outer: groups.next().copied().unwrap_or(0),
            sentence,
            scope,
            kind: division(&words, carries),
            plain: figure.precision == Precision::Exact && !prior && !delta && !words.other_time,
            words,
        });
        if items.len() == MAX_ITEMS {
            break;
        }
    }
    items
}

pub(super) fn division(words: &Words, carries: bool) -> Division {
    if words.media > 0 && !words.such {
        Division::Channel
    } else if carries {
        Division::Carried
    } else if !words.columns.is_empty() {
        Division::Applicant
    } else if !words.rows.is_empty() {
        Division::Outcome
    } else if !words.cases.is_empty() {
        Division::Case
    } else {
        Division::Unknown
    }
}

impl Item {
    /// Whether it counts in this unit, or goes on without one: 动态2380、概况605.
    pub(super) fn counts(&self, page: &Page<'_>, unit: &str) -> bool {
        let follows = |at: usize| {
            page.tokens.get(at).is_none_or(|token| {
                matches!(token.kind, Kind::Mark(_) | Kind::Percent(_) | Kind::Word(Meaning::And))
            })
        };
        self.figure.unit == unit || self.figure.unit.is_empty() && follows(self.token + 1)
    }

    /// Whether it was carried in: 上年结转2件.
    pub(super) fn carried_in(&self) -> bool {
        self.kind == Division::Carried && self.words.before
    }

    /// Whether it may be a whole that is broken down: applications as they came in or were answered.
    pub(super) fn is_applications(&self) -> bool {
        let main = |act: &Act| {
            matches!(act, Act::Received | Act::New | Act::Accepted | Act::Handled | Act::Answered)
        };
        let noun = self.words.nouns.last().is_none_or(|noun| *noun == Topic::Applications);
        self.kind == Division::Unknown
            && !self.words.foreign
            && noun
            && (self.words.acts.iter().any(main) || !self.words.nouns.is_empty())
    }
}

impl Page<'_> {
    /// The characters of a range of tokens.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        let Some(tokens) = self.tokens.get(range) else { return String::new() };
        match tokens {
            [first, .., last] => self.view.chars[first.start..last.end].iter().collect(),
            [only] => self.view.chars[only.range()].iter().collect(),
            [] => String::new(),
        }
    }
}

impl Reader<'_> {
    /// The claim that ties a figure to the table.
    pub(super) fn tie(&self, page: &Page<'_>, item: &Item) -> Option<&super::Claim> {
        let at = (page.prose.block, page.tokens[item.token].start);
        self.claims.iter().rev().find(|claim| claim.at == at && claim.equation.rule == RuleId::TextTable)
    }

    /// Adds a claim of figures against figures.
    pub(super) fn push_figures(
        &mut self,
        page: &Page<'_>,
        item: &Item,
        rule: RuleId,
        (left, right): (Decimal, Decimal),
        holds: bool,
    ) {
        let equation = Equation::equal(rule, Side::constant(left), Side::constant(right));
        let outcome = if holds { Outcome::Holds } else { Outcome::Fails(Sums { left, right }) };
        let token = &page.tokens[item.token];
        let last = if item.is_percent { token.end } else { page.tokens[item.end - 1].end };
        let first = page.tokens.get(item.lead.start).map_or(token.start, |lead| lead.start);
        let clause = first.max(token.start.saturating_sub(QUOTE))..last;
        self.push(page, &item.figure, token.start..token.digits, clause, (equation, outcome));
    }
}
