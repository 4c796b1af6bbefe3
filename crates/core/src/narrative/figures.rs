//! One figure that counts something: the words on either side of it, what it is a part of, and the cells that it can speak of.
//!
//! Comes in: a figure's token and the state of its sentence. Goes out: a [`Said`].

use std::ops::Range;

use super::items::division;
use super::lexicon::{Act, Meaning, Topic};
use super::numbers::Figure;
use super::reader::{DRIFT, DRIFT_BELOW_HEADING, Division, QUOTE, Reader, Said};
use super::tokens::Kind;
use super::words::{Page, Words};

impl Reader<'_> {
    /// A figure that counts something. Gives the token behind its segment.
    #[allow(clippy::too_many_arguments, reason = "the state of one pass over a sentence")]
    pub(super) fn count(
        &mut self,
        page: &Page<'_>,
        clause: usize,
        before: Range<usize>,
        figure: Figure,
        end: usize,
        carried: Option<usize>,
        said: &mut Vec<Said>,
    ) -> usize {
        let at = before.end;
        let mut words = self.words(page, before.clone());
        let mut next = at + 1;
        let mut quoted = page.tokens[at].end;
        // The noun or the outcome behind the unit: 受理30件依申请公开, 2件结转下年度.
        let until = page.behind(at + 1, end);
        let behind = self.words(page, until.clone());
        let alone = page
            .tokens
            .get(until.end)
            .is_none_or(|token| !matches!(token.kind, Kind::Count(_) | Kind::Percent(_)));
        if !until.is_empty() && alone {
            let noun = until.clone().find(|&at| {
                !matches!(page.tokens[at].kind, Kind::Word(Meaning::Filler | Meaning::Disclosure))
            });
            let adjacent = noun.and_then(|at| page.tokens[at].meaning());
            let is_noun = matches!(adjacent, Some(Meaning::Noun(_) | Meaning::Weak(_) | Meaning::Foreign));
            let wanting = !words.says_something() && !words.rest;
            if wanting || is_noun && words.nouns.is_empty() {
                let merged = self.words(page, before.start..until.end);
                let unknown = noun.is_some_and(|at| page.tokens[at].kind == Kind::Gap);
                let gap = words.gap || behind.gap || unknown;
                words = Words { gap, organ: words.organ, ..merged };
                for at in until.clone() {
                    match page.tokens[at].kind {
                        Kind::Word(meaning) => self.observe(page, at, meaning, said),
                        Kind::Gap => self.context.drift += page.tokens[at].end - page.tokens[at].start,
                        _ => {}
                    }
                }
                next = until.end;
                quoted = page.tokens[until.end - 1].end;
            } else if behind.gap && words.nouns.is_empty() && behind.says_something() {
                words.gap = true;
            }
        }
        let mut from = before.start;
        // 收到政府信息公开申请，共计90件.
        if let Some(start) = carried.filter(|_| !words.says_something() && before.start == clause) {
            let earlier = self.words(page, start..before.start - 1);
            if !words.gap && earlier.says_something() && !earlier.none && !page.has_gap(before.clone()) {
                words = self.words(page, start..at);
                from = start;
            }
        }
        let leads = page.tokens.get(before.start).is_some_and(|token| match token.kind {
            Kind::Year(_) | Kind::Month(_) => true,
            Kind::Word(meaning) => {
                matches!(meaning, Meaning::YearBefore | Meaning::OtherTime | Meaning::ThisYear)
            }
            _ => false,
        });
        let carries = words.acts.contains(&Act::Carried);
        let this_year = self.this_year(&words);
        if leads && before.start == clause && !carries {
            self.context.other_time = !this_year;
        }
        let listed = before
            .start
            .checked_sub(1)
            .is_some_and(|at| page.tokens[at].meaning() == Some(Meaning::And))
            || page.tokens[before.clone()].first().is_some_and(|token| token.meaning() == Some(Meaning::And));
        self.leave_parts(&words, said, figure, listed);
        let start = page.tokens[from].start.max(page.tokens[at].start.saturating_sub(QUOTE));
        let mut entry = Said {
            figure,
            digits: page.tokens[at].start..page.tokens[at].digits,
            clause: start..quoted,
            topic: None,
            readings: Vec::new(),
            share: Division::Unknown,
            whole: self.context.whole,
            prior: words.before && !carries && !(words.up || words.down),
            delta: (words.up || words.down).then_some(words.up),
        };
        self.context.first = false;
        entry.share = division(&words, carries);
        let drift = if self.context.below_heading { DRIFT_BELOW_HEADING } else { DRIFT };
        let inherited = self.context.topic.filter(|_| self.context.drift <= drift);
        entry.topic = if words.foreign { None } else { words.nouns.last().copied().or(inherited) };
        if words.acts.is_empty()
            && let Some(act) = self.context.act.filter(|_| words.says_something() && lists_acts(entry.topic))
        {
            words.acts.push(act);
        }
        let whole = entry.whole.and_then(|whole| said.get(whole));
        let applicants = !words.columns.is_empty();
        let whole = whole.or_else(|| said.iter().rev().find(|said| applicants && !said.readings.is_empty()));
        // What a figure is a part of, or continues, must have been understood.
        let astray = words.nouns.is_empty()
            && !words.ours
            && (self.context.lost
                || whole.is_some_and(|whole| whole.readings.is_empty() && whole.topic.is_some()));
        let elsewhere = self.context.plan
            || self.context.scope
            || words.foreign_act
            || words.gap
            || words.organ
            || words.none
            || words.share
            || words.rate;
        let another_time = words.cumulative && !self.counts_this_year(page, before.start)
            || entry.delta.is_some()
            || words.than
            || !carries && !this_year;
        let follows = page
            .tokens
            .get(at + 1)
            .is_none_or(|token| matches!(token.kind, Kind::Mark(_) | Kind::Word(Meaning::And)));
        if !astray && !elsewhere && !another_time && (!figure.unit.is_empty() || follows) {
            let disclosure = self.context.disclosure || words.disclosure;
            entry.readings =
                self.cells.readings(&words, entry.topic, figure, whole, disclosure, self.context.unit);
        }
        if entry.whole.is_none() && !another_time && entry.share != Division::Channel {
            // 适时修改5件 between 废止13件 and 现行有效138件 takes nothing away from them.
            let aside = words.foreign_act && words.nouns.is_empty();
            self.context.lost = entry.readings.is_empty() && (self.context.lost || !aside);
        }
        if entry.topic == Some(Topic::Applications) && !entry.readings.is_empty() {
            self.context.unit = figure.unit;
            self.context.drift = 0;
        }
        if lists_acts(entry.topic) {
            self.context.act = words.acts.last().copied().filter(|_| !words.foreign_act);
        }
        // 行政复议、行政诉讼各1件: one claim a noun.
        if words.each && words.nouns.len() > 1 && !entry.readings.is_empty() {
            for &noun in &words.nouns {
                let alone = Words { nouns: vec![noun], ..words.clone() };
                let readings = self.cells.readings(&alone, Some(noun), figure, None, true, "");
                said.push(Said { readings, topic: Some(noun), ..entry.clone() });
            }
            return next;
        }
        said.push(entry);
        next
    }

    /// A verb or a noun of its own ends a list of parts.
    pub(super) fn leave_parts(&mut self, words: &Words, said: &[Said], figure: Figure, listed: bool) {
        let Some(whole) = self.context.whole.and_then(|whole| said.get(whole)) else { return };
        if self.context.first || self.context.bracketed || listed {
            return;
        }
        let main = words.acts.iter().any(|act| !matches!(act, Act::Carried | Act::Open));
        let of_whole = |noun: &Topic| {
            Some(*noun) == whole.topic
                || whole.topic == Some(Topic::Lawsuit) && matches!(noun, Topic::Direct | Topic::AfterReview)
        };
        let other_noun = !words.foreign && words.nouns.last().is_some_and(|noun| !of_whole(noun));
        let other_unit = whole.figure.unit != figure.unit && !figure.unit.is_empty();
        if main || words.foreign_act || other_noun || other_unit {
            self.context.whole = None;
        }
    }
}

/// Whether nouns of this kind are listed behind one verb: 作出行政许可决定20件、行政处罚决定8件.
fn lists_acts(topic: Option<Topic>) -> bool {
    use Topic::{Coercion, Licensing, Normative, Punishment, Regulations};
    matches!(topic, Some(Normative | Regulations | Licensing | Punishment | Coercion))
}
