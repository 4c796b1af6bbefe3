//! One figure that counts something: the words on either side of it, what it is a part of, and the cells that it can speak of.
//!
//! Comes in: a figure's token and the state of its sentence. Goes out: a [`Said`].

use std::ops::Range;

use crate::form::Table;

use super::cells::Beside;
use super::items::division;
use super::lexicon::{Act, Meaning, Topic};
use super::numbers::Figure;
use super::reader::{DRIFT, DRIFT_BELOW_HEADING, Division, QUOTE, Reader, Said};
use super::tokens::{Kind, Token};
use super::words::{Page, Words};

/// Where a figure stands.
pub(super) struct Spot {
    /// Where its clause starts.
    pub(super) clause: usize,
    /// The tokens between it and the mark or the figure before it.
    pub(super) before: Range<usize>,
    /// Where its sentence ends.
    pub(super) end: usize,
    /// Where a clause without a figure right before its own starts.
    pub(super) carried: Option<usize>,
}

/// The words that are about a figure.
struct Segment {
    words: Words,
    /// The first token of the clause that is quoted, and the character behind it.
    from: usize,
    quoted: usize,
    /// The token behind the segment.
    next: usize,
}

impl Reader<'_> {
    /// A figure that counts something. Gives the token behind its segment.
    pub(super) fn count(
        &mut self,
        page: &Page<'_>,
        spot: Spot,
        figure: Figure,
        said: &mut Vec<Said>,
    ) -> usize {
        let at = spot.before.end;
        let Segment { mut words, mut from, quoted, next } = self.segment(page, &spot, said);
        // 没有发生一起行政复议: none.
        if words.none && figure.value == crate::Decimal::ONE {
            let marks = |token: &Token| matches!(token.kind, Kind::Mark(_));
            let ends = page.tokens[at..spot.end].iter().position(marks).map_or(spot.end, |mark| at + mark);
            self.nothing(page, spot.clause..ends, said);
            return ends;
        }
        if let Some(start) = spot.carried.filter(|_| spot.before.start == spot.clause) {
            let earlier = self.words(page, start..spot.before.start - 1);
            if !words.says_something() && earlier.says_something() && !words.unknown && !earlier.none {
                // 收到政府信息公开申请，共计90件.
                words = self.words(page, start..at);
                from = start;
            } else if !words.rows.is_empty() && earlier.is_reason() && !words.rows.contains(&earlier.rows[0])
            {
                // 因属于三类内部事务信息，不予公开2件.
                words.such |= earlier.such;
                words.rows.splice(0..0, earlier.rows);
                from = start;
            }
        }
        self.other_outcomes(&mut words, figure, said);
        let carries = words.acts.contains(&Act::Carried);
        let this_year = self.this_year(&words);
        if page.leads(spot.before.start) && spot.before.start == spot.clause && !carries {
            self.context.other_time = !this_year;
        }
        let and = |at: usize| page.tokens[at].meaning() == Some(Meaning::And);
        let listed = spot.before.start.checked_sub(1).is_some_and(and)
            || !spot.before.is_empty() && and(spot.before.start);
        let in_list = self.context.whole.is_some();
        self.leave_parts(&words, said, figure, listed);
        let start = page.tokens[from].start.max(page.tokens[at].start.saturating_sub(QUOTE));
        let mut entry = Said {
            share: division(&words, carries),
            whole: self.context.whole,
            prior: words.before && !carries && !(words.up || words.down),
            delta: (words.up || words.down).then_some(words.up),
            act: words.acts.iter().copied().find(|act| !matches!(act, Act::Arose)),
            ..Said::new(figure, page.tokens[at].start..page.tokens[at].digits, start..quoted)
        };
        self.context.first = false;
        self.topic(&mut entry, &words, said);
        if words.acts.is_empty()
            && let Some(act) = self.context.act.filter(|_| words.says_something() && lists_acts(entry.topic))
        {
            words.acts.push(act);
        }
        let whole = entry.whole.or(entry.base).and_then(|whole| said.get(whole));
        let another_time = words.cumulative && !self.counts_this_year(page, spot.before.start)
            || entry.delta.is_some()
            || words.than
            || !carries && !this_year;
        let follows = page
            .tokens
            .get(at + 1)
            .is_none_or(|token| matches!(token.kind, Kind::Mark(_) | Kind::Word(Meaning::And)));
        let astray = self.astray(&entry, &words, whole, in_list, said);
        if !astray && !another_time && (!figure.unit.is_empty() || follows) {
            let beside = Beside {
                topic: entry.topic,
                figure,
                whole,
                cases: if self.context.bracketed { &[] } else { cases_before(said) },
                disclosure: self.context.disclosure || words.disclosure,
                unit: self.context.unit,
            };
            entry.readings = if words.says_something() || entry.whole.is_some() {
                self.cells.readings(&words, &beside)
            } else {
                self.cells.altogether(figure, said)
            };
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
                let beside = Beside { topic: Some(noun), disclosure: true, ..Beside::of(figure) };
                let readings = self.cells.readings(&alone, &beside);
                said.push(Said { readings, topic: Some(noun), ..entry.clone() });
            }
        } else {
            said.push(entry);
        }
        next
    }

    /// The words before a figure, with the noun or the outcome behind its unit: 受理30件依申请公开, 2件结转下年度.
    fn segment(&mut self, page: &Page<'_>, spot: &Spot, said: &[Said]) -> Segment {
        let (at, before) = (spot.before.end, spot.before.clone());
        let words = self.words(page, before.clone());
        let mut segment = Segment { words, from: before.start, quoted: page.tokens[at].end, next: at + 1 };
        let words = &mut segment.words;
        let until = page.behind(at + 1, spot.end);
        let counts = |token: &Token| matches!(token.kind, Kind::Count(_) | Kind::Percent(_));
        if until.is_empty() || page.tokens.get(until.end).is_some_and(counts) {
            return segment;
        }
        let behind = self.words(page, until.clone());
        let noun = until
            .clone()
            .find(|&at| !matches!(page.tokens[at].kind, Kind::Word(Meaning::Filler | Meaning::Disclosure)));
        let adjacent = noun.and_then(|at| page.tokens[at].meaning());
        let is_noun = matches!(adjacent, Some(Meaning::Noun(_) | Meaning::Weak(_) | Meaning::Foreign));
        let wanting = !words.says_something() && (!words.rest || behind.says_something());
        // 答复的3件都因本机关不掌握而无法提供: the outcome is what is counted.
        let relative = page.view.chars[page.tokens[at].start.max(1) - 1] == '的'
            && !behind.rows.is_empty()
            && words.rows.is_empty();
        if wanting || relative || is_noun && words.nouns.is_empty() {
            let merged = self.words(page, before.start..until.end);
            let unknown = noun.is_some_and(|at| page.tokens[at].kind == Kind::Gap);
            let gap = words.gap || behind.gap || unknown;
            *words = Words { gap, organ: words.organ, ..merged };
            for at in until.clone() {
                match page.tokens[at].kind {
                    Kind::Word(meaning) => self.observe(page, at, meaning, said),
                    Kind::Gap | Kind::Title => {
                        self.context.drift += page.tokens[at].end - page.tokens[at].start;
                    }
                    _ => {}
                }
            }
            segment.next = until.end;
            segment.quoted = page.tokens[until.end - 1].end;
        } else if behind.gap && words.nouns.is_empty() && behind.says_something() {
            words.gap = true;
        }
        segment
    }

    /// 其他1件 behind outcomes is the outcome 其他, or 其他结果.
    fn other_outcomes(&self, words: &mut Words, figure: Figure, said: &[Said]) {
        let last =
            said.last().filter(|last| last.whole == self.context.whole && last.figure.unit == figure.unit);
        let Some(last) = last.filter(|_| words.rest && !words.says_something()) else { return };
        match last.first() {
            Some(id) if last.share == Division::Outcome && id.table == Table::T3 => {
                words.rows.push(&["other.misc", "other"]);
            }
            Some(id) if id.table == Table::T4 && !last.counts_cases() => words.cases.push(&["other"]),
            _ => return,
        }
        words.known = true;
    }

    /// What a figure counts, and whose applicants.
    fn topic(&mut self, entry: &mut Said, words: &Words, said: &[Said]) {
        let drift = if self.context.below_heading { DRIFT_BELOW_HEADING } else { DRIFT };
        let inherited = self.context.topic.filter(|_| self.context.drift <= drift);
        entry.topic = if words.foreign { None } else { words.nouns.last().copied().or(inherited) };
        // Who applied is counted of the figure of applications before.
        let counts = |said: &Said| said.topic == Some(Topic::Applications) && !said.readings.is_empty();
        let applied = said.iter().rposition(|said| counts(said) && said.base.is_none());
        let by_applicant = !words.columns.is_empty()
            && words.rows.is_empty()
            && words.acts.iter().all(|act| *act == Act::Arose);
        entry.base = entry.whole.or(applied).filter(|_| by_applicant);
        let base = entry.base.and_then(|base| said.get(base));
        let of_base = base.is_some_and(|base| counts(base) && base.figure.unit == entry.figure.unit);
        // 告知书63件，结转下年度2件: nothing else is carried over.
        let carried = entry.share == Division::Carried
            && entry.topic.is_none()
            && words.nouns.is_empty()
            && !words.foreign
            && applied.is_some();
        if of_base || carried {
            entry.topic = Some(Topic::Applications);
            self.context.lost = false;
        }
        if of_base {
            self.context.topic = entry.topic;
        }
    }

    /// Whether a figure is not the report's, or what it is a part of or continues was not understood.
    fn astray(
        &self,
        entry: &Said,
        words: &Words,
        whole: Option<&Said>,
        in_list: bool,
        said: &[Said],
    ) -> bool {
        let context = &self.context;
        if context.plan || context.aim || context.scope {
            return true;
        }
        if words.foreign_act || words.gap || words.organ || words.none || words.share || words.rate {
            return true;
        }
        let last = said.iter().rfind(|said| said.whole.is_none());
        // 受理行政复议案件34件，其中涉政府信息公开5件: it is another's to decide.
        let decided = |whole: &Said| whole.readings.is_empty() && whole.topic.is_some_and(Topic::is_case);
        if entry.whole.and(whole).is_some_and(decided) {
            return true;
        }
        // 办理行政复议案件3件，行政诉讼案件2件: the second shares the verb, and what became of the first.
        let shares_verb =
            entry.topic.is_some_and(Topic::is_case) && words.acts.is_empty() && entry.whole.is_none();
        let unread =
            |last: &Said| last.topic.is_some_and(Topic::is_case) && last.readings.is_empty() && !last.prior;
        if shares_verb && last.is_some_and(unread) {
            return true;
        }
        // 废止4件: which documents, the noun before says, even where their posting was counted.
        let own = lists_acts(entry.topic)
            && matches!(entry.act, Some(Act::Repealed | Act::Valid))
            && whole.is_none()
            && !in_list
            && last.is_none_or(|last| last.act.is_none());
        let unread = |whole: &Said| whole.readings.is_empty() && whole.topic.is_some();
        words.nouns.is_empty() && !words.ours && !own && (context.lost || whole.is_some_and(unread))
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

/// The last figures that count reviews or lawsuits, one directly behind the other.
pub(super) fn cases_before(said: &[Said]) -> &[Said] {
    let Some(last) = said.iter().rposition(Said::counts_cases) else { return &[] };
    let first = said[..last].iter().rposition(|said| !said.counts_cases()).map_or(0, |before| before + 1);
    &said[first..=last]
}

/// Whether nouns of this kind are listed behind one verb: 作出行政许可决定20件、行政处罚决定8件.
fn lists_acts(topic: Option<Topic>) -> bool {
    use Topic::{Coercion, Licensing, Normative, Punishment, Regulations};
    matches!(topic, Some(Normative | Regulations | Licensing | Punishment | Coercion))
}
