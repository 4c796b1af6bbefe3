//! Tokens of a paragraph to claims, sentence by sentence, left to right.
//!
//! Comes in: paragraphs in their order. Goes out: [`Said`] for every figure that counts something, which `cells` ties to the form,
//! `breakdown` adds up and `percent` divides. What a figure is about comes from the words between it and the mark or the figure
//! before it; a noun that is not repeated is inherited from the sentence, the paragraph or its heading.

use std::ops::Range;

use crate::equation::Outcome;
use crate::report::{Prose, Report};

use super::cells::{Cells, Reading};
use super::lexicon::{Act, Meaning, Topic};
use super::numbers::Figure;
use super::tokens::{Kind, Token, tokens};
use super::view::View;
use super::{Claim, breakdown, percent};

/// Unknown characters after which a noun is no longer taken to be meant, and the same below a heading that names it. By gut feeling: a
/// short adverbial is about as long as the first, a sentence on good intentions as the second.
const DRIFT: usize = 14;
const DRIFT_BELOW_HEADING: usize = 90;

/// A sentence is not read for more figures than this.
const MAX_FIGURES: usize = 64;

/// Characters of a clause that are quoted before its figure.
const QUOTE: usize = 60;

/// Whose figures a report gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// The last character of the kind of region whose government reports; none for an office or a bureau.
    level: Option<char>,
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

/// A figure of the narrative that counts something.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) figure: Figure,
    /// The digits.
    pub(super) digits: Range<usize>,
    /// The clause up to the figure's unit.
    pub(super) clause: Range<usize>,
    /// What is counted, where that is known.
    pub(super) topic: Option<Topic>,
    /// Cells that it may speak of, the likeliest first.
    pub(super) readings: Vec<Reading>,
    /// How it divides its whole.
    pub(super) share: Division,
    /// The figure that it is a part of, as an index into the sentence.
    pub(super) whole: Option<usize>,
    /// Whether its list is closed with it: 分别为, or its last part is 其他.
    pub(super) closed: bool,
    /// Whether it is last year's.
    pub(super) prior: bool,
    /// Whether it is a difference to another figure: 同比增加5件.
    pub(super) delta: Option<bool>,
}

/// By what a part divides its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    Channel,
    Applicant,
    Outcome,
    Carried,
    /// By something that no table knows.
    Unknown,
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

/// What is inherited from words before.
#[derive(Clone, Debug, Default)]
struct Context {
    topic: Option<Topic>,
    drift: usize,
    below_heading: bool,
    disclosure: bool,
    other_time: bool,
    scope: bool,
    plan: bool,
    act: Option<Act>,
    unit: &'static str,
    /// The whole that parts are being listed of.
    whole: Option<usize>,
    closed: bool,
    /// Whether the list of parts has no part yet.
    first: bool,
    /// Whether the list stands in brackets, which end it.
    bracketed: bool,
    /// Whether the last figure of the topic was not understood: what follows may be about a part of it only.
    lost: bool,
}

/// Reads the narrative of one report.
pub(super) struct Reader<'r> {
    pub(super) report: &'r Report,
    pub(super) prior: Option<&'r Report>,
    pub(super) cells: Cells<'r>,
    own: Own,
    organ: Vec<char>,
    pub(super) claims: Vec<Claim>,
    context: Context,
    /// A heading in a paragraph of its own, for the next one.
    heading: Option<Topic>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(report: &'r Report, prior: Option<&'r Report>) -> Reader<'r> {
        let organ = report.organ.as_deref();
        Reader {
            report,
            prior,
            cells: Cells::of(report),
            own: Own::of(organ),
            organ: organ.unwrap_or_default().chars().collect(),
            claims: Vec::new(),
            context: Context::default(),
            heading: None,
        }
    }

    /// Reads one paragraph.
    pub(super) fn paragraph(&mut self, prose: &Prose) {
        let view = View::of(prose.text.as_str());
        let tokens = tokens(&view.chars);
        let heading = self.heading.take();
        self.context = Context { topic: heading, below_heading: heading.is_some(), ..Context::default() };
        let page = Page { prose, view: &view, tokens: &tokens };
        let mut start = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == Kind::Mark('。') || at + 1 == tokens.len() {
                self.sentence(&page, start..at + 1);
                start = at + 1;
            }
        }
        // A short line that names a noun and no figure is a heading.
        const HEADING: usize = 24;
        let figures = tokens.iter().any(|token| matches!(token.kind, Kind::Count(_)));
        if view.chars.len() <= HEADING && !figures {
            self.heading = self.context.topic;
        }
    }

    fn sentence(&mut self, page: &Page<'_>, range: Range<usize>) {
        let first_claim = self.claims.len();
        self.context.other_time = false;
        self.context.scope = false;
        self.context.act = None;
        self.context.whole = None;
        let mut said: Vec<Said> = Vec::new();
        let mut rates = Vec::new();
        let mut outer: Vec<Context> = Vec::new();
        let (mut clause, mut segment) = (range.start, range.start);
        // Where the words of a clause without a figure start, for a figure in the next one.
        let mut carried: Option<usize> = None;
        let mut at = range.start;
        while at < range.end {
            let token = page.tokens[at];
            match token.kind {
                Kind::Item => {
                    let context = Context { plan: self.context.plan, ..Context::default() };
                    self.context = Context { first: true, ..context };
                    (clause, segment) = (at + 1, at + 1);
                }
                Kind::Mark(mark) => {
                    let figureless = segment == clause;
                    if figureless {
                        self.close_clause(page, clause..at);
                    }
                    carried = (figureless && mark == '，').then_some(clause);
                    self.mark(mark, &mut outer, &said, figureless);
                    (clause, segment) = (at + 1, at + 1);
                    if mark == '；' {
                        self.context.other_time = false;
                        self.context.act = None;
                    }
                }
                Kind::Word(meaning) => self.observe(page, at, meaning, &said),
                Kind::Gap => self.context.drift += token.end - token.start,
                Kind::Count(_) if said.len() >= MAX_FIGURES => {}
                Kind::Count(figure) => {
                    let next = self.count(page, clause, segment..at, figure, range.end, carried, &mut said);
                    segment = next;
                    carried = None;
                    at = next;
                    continue;
                }
                Kind::Percent(figure) => {
                    rates.push((said.len(), self.words(page, segment..at), figure, at, clause));
                    segment = at + 1;
                }
                Kind::Year(_) | Kind::Month(_) | Kind::Day(_) => {}
            }
            at += 1;
        }
        if segment == clause {
            self.close_clause(page, clause..range.end);
        }
        let figures = said.iter().any(|said| said.whole.is_none());
        if !figures && self.context.topic.is_some() && !range.is_empty() {
            let length = page.tokens[range.end - 1].end - page.tokens[range.start].start;
            self.context.below_heading |= length <= 30;
        }
        self.drop_conflicts(&mut said);
        for said in &said {
            self.claim_table(page, said);
        }
        breakdown::claims(self, page, &said);
        percent::claims(self, page, &said, &rates);
        self.claims[first_claim..].sort_by_key(|claim| claim.at);
    }

    /// A mark between clauses: brackets hold parts or an aside, a colon behind a figure opens its parts.
    fn mark(&mut self, mark: char, outer: &mut Vec<Context>, said: &[Said], figureless: bool) {
        const DEEPEST: usize = 4;
        match mark {
            '(' if outer.len() < DEEPEST => {
                outer.push(self.context.clone());
                self.context.whole = said.len().checked_sub(1).filter(|_| !figureless);
                self.context.first = true;
                self.context.bracketed = true;
            }
            ')' => {
                if let Some(context) = outer.pop() {
                    self.context = context;
                }
            }
            '：' if !figureless => {
                self.context.whole = said.len().checked_sub(1);
                self.context.first = true;
            }
            _ => {}
        }
    }

    /// What a word leaves behind for the words after it.
    fn observe(&mut self, page: &Page<'_>, at: usize, meaning: Meaning, said: &[Said]) {
        let context = &mut self.context;
        match meaning {
            Meaning::Noun(topic) | Meaning::Weak(topic) => {
                context.topic = page.noun(at).then_some(topic);
                context.drift = 0;
                context.disclosure |= topic == Topic::Applications;
            }
            Meaning::Foreign => context.topic = None,
            Meaning::Disclosure => context.disclosure = true,
            Meaning::Row(_) | Meaning::Case(_) => context.drift = 0,
            Meaning::Region(level) => context.scope = self.own.level != Some(level),
            Meaning::Others => context.scope = true,
            Meaning::Ours => {
                context.scope = false;
                context.lost = false;
            }
            Meaning::Plan => context.plan = true,
            Meaning::Part | Meaning::Closed => {
                // 其中 speaks of the last figure that is no part itself; in brackets, of the one before them.
                if !context.bracketed
                    && let Some(last) = said.iter().rposition(|said| said.whole.is_none() && !said.prior)
                {
                    context.whole = Some(last);
                    context.first = true;
                }
                context.closed = meaning == Meaning::Closed;
            }
            _ => {}
        }
    }

    /// A clause without a figure: it may say that there was nothing, and set the time of what follows.
    fn close_clause(&mut self, page: &Page<'_>, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let words = self.words(page, range.clone());
        let leads = |token: &Token| match token.kind {
            Kind::Year(_) | Kind::Month(_) => true,
            Kind::Word(meaning) => matches!(
                meaning,
                Meaning::YearBefore | Meaning::OtherTime | Meaning::ThisYear | Meaning::AsOf
            ),
            _ => false,
        };
        if page.tokens.get(range.start).is_some_and(leads) && !words.acts.contains(&Act::Carried) {
            self.context.other_time = !self.this_year(&words);
        }
        self.nothing(page, range);
    }

    /// Whether the words speak of the report year, or of no other.
    fn this_year(&self, words: &Words) -> bool {
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
    fn names_another(&self, page: &Page<'_>, gap: Range<usize>) -> bool {
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

    /// A figure that counts something. Gives the token behind its segment.
    #[allow(clippy::too_many_arguments, reason = "the state of one pass over a sentence")]
    fn count(
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
            closed: self.context.closed || words.rest,
            prior: words.before && !carries && !(words.up || words.down),
            delta: (words.up || words.down).then_some(words.up),
        };
        self.context.first = false;
        entry.share = if words.media > 0 && !words.such {
            Division::Channel
        } else if carries {
            Division::Carried
        } else if !words.columns.is_empty() {
            Division::Applicant
        } else if !words.rows.is_empty() {
            Division::Outcome
        } else {
            Division::Unknown
        };
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
    fn leave_parts(&mut self, words: &Words, said: &[Said], figure: Figure, listed: bool) {
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
            self.context.closed = false;
        }
    }

    /// 累计 counts this year where the words before it say so: 全年累计.
    fn counts_this_year(&self, page: &Page<'_>, at: usize) -> bool {
        let start =
            page.tokens[..at].iter().rposition(|token| token.kind == Kind::Mark('。')).map_or(0, |at| at + 1);
        let end = page.behind(at, page.tokens.len()).end.max(at);
        let words = self.words(page, start..end);
        words.this_year && !words.other_time
    }

    /// `未收到政府信息公开申请`, `未发生行政复议、行政诉讼`: zero, in words.
    fn nothing(&mut self, page: &Page<'_>, range: Range<usize>) {
        let is_none = |at: &usize| page.tokens[*at].meaning() == Some(Meaning::Nothing);
        let Some(none) = range.clone().find(is_none) else { return };
        let before = self.words(page, range.start..none);
        if self.context.plan
            || self.context.scope
            || before.organ
            || !self.this_year(&self.words(page, range.clone()))
                && !self.words(page, range.clone()).acts.contains(&Act::Carried)
        {
            return;
        }
        let mut start = none + 1;
        let mut act: Option<Words> = None;
        for at in none + 1..=range.end {
            let ends = at == range.end || page.tokens[at].meaning() == Some(Meaning::And);
            if !ends {
                continue;
            }
            let mut words = self.words(page, start..at);
            let unknown = page.has_gap(start..at);
            start = at + 1;
            if unknown || words.foreign_act || words.foreign || words.media > 0 || words.none {
                continue;
            }
            if words.acts.is_empty() {
                words.acts = act.as_ref().map(|words| words.acts.clone()).unwrap_or_default();
            }
            if words.nouns.is_empty()
                && words.acts == [Act::Carried]
                && self.context.topic == Some(Topic::Applications)
            {
                words.nouns.push(Topic::Applications);
            }
            let Some(&topic) = words.nouns.last() else {
                act = act.or(Some(words));
                continue;
            };
            let disclosure = self.context.disclosure || words.disclosure || before.disclosure;
            let readings = self.cells.none(&words, topic, disclosure);
            act = act.or(Some(words));
            let clause = page.tokens[range.start].start.max(page.tokens[none].start.saturating_sub(QUOTE))
                ..page.tokens[range.end - 1].end;
            if readings.is_empty() {
                continue;
            }
            let said = Said {
                figure: Figure { value: 0.into(), decimals: 0, unit: "", precision: super::Precision::Exact },
                digits: page.tokens[none].range(),
                clause,
                topic: Some(topic),
                readings,
                share: Division::Unknown,
                whole: None,
                closed: false,
                prior: false,
                delta: None,
            };
            self.claim_table(page, &said);
        }
    }

    /// Two figures in one sentence cannot both be the same cells': what the one counts that does not agree was not understood.
    fn drop_conflicts(&self, said: &mut [Said]) {
        let firsts: Vec<Option<Reading>> = said.iter().map(|said| said.readings.first().cloned()).collect();
        for index in 0..said.len() {
            let same = |other: usize| {
                other != index
                    && firsts[index].is_some()
                    && firsts[other] == firsts[index]
                    && said[other].figure.value != said[index].figure.value
            };
            let fails = |said: &Said| matches!(self.cells.confront(said), Some((_, Outcome::Fails(_))));
            if (0..said.len()).any(same) && fails(&said[index]) {
                said[index].readings.clear();
            }
        }
    }

    fn claim_table(&mut self, page: &Page<'_>, said: &Said) {
        if let Some((equation, outcome)) = self.cells.confront(said) {
            self.push(page, said, equation, outcome);
        }
    }

    /// Adds a claim.
    pub(super) fn push(
        &mut self,
        page: &Page<'_>,
        said: &Said,
        equation: crate::Equation,
        outcome: crate::Outcome,
    ) {
        if self.claims.len() < super::MAX_CLAIMS {
            let claim = Claim {
                equation,
                outcome,
                quote: page.quote(said.clause.clone()),
                figure: page.quote(said.digits.clone()),
                value: said.figure.value,
                precision: said.figure.precision,
                at: (page.prose.block, said.digits.start),
            };
            self.claims.push(claim);
        }
    }
}

/// Whether nouns of this kind are listed behind one verb: 作出行政许可决定20件、行政处罚决定8件.
fn lists_acts(topic: Option<Topic>) -> bool {
    use Topic::{Coercion, Licensing, Normative, Punishment, Regulations};
    matches!(topic, Some(Normative | Regulations | Licensing | Punishment | Coercion))
}

/// A paragraph with its tokens.
pub(super) struct Page<'p> {
    pub(super) prose: &'p Prose,
    pub(super) view: &'p View,
    pub(super) tokens: &'p [Token],
}

impl Page<'_> {
    /// Whether the noun at a token is one: 民事诉讼 and 法律援助申请 are other things than 诉讼 and 申请.
    fn noun(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let short = token.end - token.start <= 2;
        let before = at.checked_sub(1).map(|before| self.tokens[before].kind);
        !(short && matches!(before, Some(Kind::Gap | Kind::Word(Meaning::Foreign))))
    }

    /// The tokens from `at` up to the next mark, figure, or 、.
    fn behind(&self, at: usize, end: usize) -> Range<usize> {
        let stops = |token: &Token| {
            matches!(
                token.kind,
                Kind::Mark(_) | Kind::Count(_) | Kind::Percent(_) | Kind::Item | Kind::Word(Meaning::And)
            )
        };
        let length = self.tokens[at.min(end)..end].iter().position(stops);
        at.min(end)..length.map_or(end, |length| at + length)
    }

    fn has_gap(&self, range: Range<usize>) -> bool {
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

impl Reader<'_> {
    /// The total of a row of table 3.
    pub(super) fn row(&self, row: &str) -> Option<crate::Decimal> {
        let id: crate::CellId = format!("t3.{row}.total").parse().ok()?;
        Some(self.report.value(id)?.unwrap_or_default())
    }

    /// What was carried in, where it is known.
    pub(super) fn carried_in(&self) -> crate::Decimal {
        self.row("carried_in").unwrap_or_default()
    }
}
