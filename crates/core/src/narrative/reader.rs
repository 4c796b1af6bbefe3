//! Tokens of a paragraph to claims, sentence by sentence, left to right.
//!
//! Comes in: paragraphs in their order. Goes out: [`Said`] for every figure that counts something, which `cells` ties to the form.
//! `breakdown` and `percent` then compare the figures of the paragraph with one another. What a figure is about comes from the words between it and the mark or the figure
//! before it; a noun that is not repeated is inherited from the sentence, the paragraph or its heading.

use std::ops::Range;

use crate::equation::Outcome;
use crate::order;
use crate::report::{Prose, Report};

use super::cells::{Cells, Reading};
use super::figures::Spot;
use super::lexicon::{Act, Meaning, Topic};
use super::numbers::Figure;
use super::tokens::{Kind, tokens};
use super::view::View;
use super::words::{Own, Page};
use super::{Claim, bind, breakdown, items, percent};

/// Unknown characters after which a noun is no longer taken to be meant, and the same below a heading that names it. By gut feeling: a
/// short adverbial is about as long as the first, a sentence on good intentions as the second.
pub(super) const DRIFT: usize = 14;
pub(super) const DRIFT_BELOW_HEADING: usize = 90;

/// A sentence is not read for more figures than this.
const MAX_FIGURES: usize = 64;

/// Characters of a clause that are quoted before its figure.
pub(super) const QUOTE: usize = 60;

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
    /// Whether it is last year's.
    pub(super) prior: bool,
    /// Whether it is a difference to another figure: 同比增加5件.
    pub(super) delta: Option<bool>,
    /// What was done, where a word says it.
    pub(super) act: Option<Act>,
    /// The figure whose applicants it counts: its readings are the other's, in other columns.
    pub(super) base: Option<usize>,
}

impl Said {
    /// A figure of which nothing is known but where it stands.
    pub(super) fn new(figure: Figure, digits: Range<usize>, clause: Range<usize>) -> Said {
        Said {
            figure,
            digits,
            clause,
            topic: None,
            readings: Vec::new(),
            share: Division::Unknown,
            whole: None,
            prior: false,
            delta: None,
            act: None,
            base: None,
        }
    }

    /// Whether it gives the total of a block of table 4, or of several.
    pub(super) fn counts_cases(&self) -> bool {
        self.topic.is_some_and(Topic::is_case)
            && self.first().is_some_and(|id| id.column_spec().key.ends_with("total"))
    }

    /// The first cell of the likeliest reading.
    pub(super) fn first(&self) -> Option<crate::CellId> {
        Some(self.readings.first()?.first()?.cell)
    }
}

/// By what a part divides its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    Channel,
    Applicant,
    /// An outcome of applications.
    Outcome,
    /// An outcome of reviews and lawsuits.
    Case,
    Carried,
    /// By something that no table knows.
    Unknown,
}

/// What is inherited from words before.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub(super) topic: Option<Topic>,
    pub(super) drift: usize,
    pub(super) below_heading: bool,
    pub(super) disclosure: bool,
    pub(super) other_time: bool,
    pub(super) scope: bool,
    /// Whether the clause names the organ that reports: 我局指导全县各部门.
    pub(super) ours: bool,
    /// Whether something is excepted from the zero that follows.
    pub(super) except: bool,
    pub(super) plan: bool,
    pub(super) aim: bool,
    pub(super) act: Option<Act>,
    pub(super) unit: &'static str,
    /// The whole that parts are being listed of.
    pub(super) whole: Option<usize>,
    /// Whether the list of parts has no part yet.
    pub(super) first: bool,
    /// Whether the list stands in brackets, which end it.
    pub(super) bracketed: bool,
    /// Whether the last figure of the topic was not understood: what follows may be about a part of it only.
    pub(super) lost: bool,
}

/// Reads the narrative of one report.
pub(super) struct Reader<'r> {
    pub(super) report: &'r Report,
    pub(super) prior: Option<&'r Report>,
    pub(super) cells: Cells<'r>,
    pub(super) own: Own,
    pub(super) organ: Vec<char>,
    pub(super) claims: Vec<Claim>,
    pub(super) context: Context,
    /// How many figures were read.
    pub(super) figures: usize,
    /// A heading in a paragraph of its own, for the next one.
    heading: Option<Topic>,
    /// The last figure of the sentence before that is no part: 收到8件。其中予以公开2件.
    last: Option<Said>,
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
            figures: 0,
            heading: None,
            last: None,
        }
    }

    /// Reads one paragraph.
    pub(super) fn paragraph(&mut self, prose: &Prose) {
        let view = View::of(prose.text.as_str());
        let tokens = tokens(&view.chars);
        let heading = self.heading.take();
        self.context = Context { topic: heading, below_heading: heading.is_some(), ..Context::default() };
        let page = Page { prose, view: &view, tokens: &tokens };
        self.last = None;
        let first_claim = self.claims.len();
        let mut start = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == Kind::Mark('。') || at + 1 == tokens.len() {
                self.sentence(&page, start..at + 1);
                start = at + 1;
            }
        }
        let items = items::items(self, &page);
        self.figures += items.len();
        breakdown::claims(self, &page, &items);
        percent::claims(self, &page, &items);
        order::sort_by_key(&mut self.claims[first_claim..], |claim| claim.at);
        // A short line that names a noun and no figure is a heading.
        const HEADING: usize = 24;
        let figures = tokens.iter().any(|token| matches!(token.kind, Kind::Count(_)));
        if view.chars.len() <= HEADING && !figures {
            self.heading = self.context.topic;
        }
    }

    fn sentence(&mut self, page: &Page<'_>, range: Range<usize>) {
        self.context.other_time = false;
        self.context.scope = false;
        self.context.act = None;
        self.context.whole = None;
        self.context.except = false;
        self.context.aim = false;
        self.context.ours = false;
        let mut said: Vec<Said> =
            self.last.take().filter(|_| page.continues(range.clone())).into_iter().collect();
        let before = said.len();
        let mut asides: Vec<Said> = Vec::new();
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
                        self.close_clause(page, clause..at, &said, &mut asides);
                    }
                    carried = (figureless && matches!(mark, '，' | '：')).then_some(clause);
                    self.mark(mark, &mut outer, &said, figureless);
                    (clause, segment) = (at + 1, at + 1);
                    self.context.ours = false;
                    if mark == '；' {
                        self.context.other_time = false;
                        self.context.act = None;
                    }
                }
                Kind::Word(meaning) => self.observe(page, at, meaning, &said),
                Kind::Gap | Kind::Title => self.context.drift += token.end - token.start,
                Kind::Count(_) if said.len() >= MAX_FIGURES => {}
                Kind::Count(figure) => {
                    let spot = Spot { clause, before: segment..at, end: range.end, carried };
                    let next = self.count(page, spot, figure, &mut said);
                    segment = next;
                    carried = None;
                    at = next;
                    continue;
                }
                Kind::Percent(_) => segment = at + 1,
                Kind::Year(_) | Kind::Month(_) | Kind::Day(_) => {}
            }
            at += 1;
        }
        if segment == clause {
            self.close_clause(page, clause..range.end, &said, &mut asides);
        }
        let figures = said.iter().any(|said| said.whole.is_none());
        if !figures && self.context.topic.is_some() && !range.is_empty() {
            let length = page.tokens[range.end - 1].end - page.tokens[range.start].start;
            self.context.below_heading |= length <= 30;
        }
        bind::bind(&self.cells, &mut said, &mut asides);
        self.drop_conflicts(&mut said);
        for said in said[before..].iter().chain(&asides) {
            self.claim_table(page, said);
        }
        let counted = |said: &Said| said.whole.is_none() && !said.readings.is_empty();
        self.last = said.into_iter().rfind(counted);
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
    pub(super) fn observe(&mut self, page: &Page<'_>, at: usize, meaning: Meaning, said: &[Said]) {
        let context = &mut self.context;
        match meaning {
            Meaning::Noun(topic) | Meaning::Weak(topic) => {
                context.topic = page.noun(at).then_some(topic);
                context.drift = 0;
                context.disclosure |= topic == Topic::Applications;
            }
            Meaning::Foreign => context.topic = None,
            Meaning::Disclosure => context.disclosure = true,
            Meaning::Row(_) | Meaning::Case(_) | Meaning::Verdict(_) => context.drift = 0,
            Meaning::Region(level) if !context.ours => context.scope = self.own.level != Some(level),
            Meaning::Others if !context.ours => context.scope = true,
            Meaning::ToGovernment => context.scope |= self.own.level.is_some(),
            Meaning::Except => context.except = true,
            Meaning::Ours => {
                context.ours = true;
                context.scope = false;
                context.lost = false;
            }
            Meaning::Plan => context.plan = true,
            Meaning::Aim => context.aim = true,
            Meaning::Part | Meaning::Closed => {
                // 其中 speaks of the last figure that is no part itself; in brackets, of the one before them.
                if !context.bracketed
                    && let Some(last) = said.iter().rposition(|said| said.whole.is_none() && !said.prior)
                {
                    context.whole = Some(last);
                    context.first = true;
                }
            }
            _ => {}
        }
    }

    /// A clause without a figure: it may say that there was nothing, and set the time of what follows.
    fn close_clause(&mut self, page: &Page<'_>, range: Range<usize>, said: &[Said], asides: &mut Vec<Said>) {
        if range.is_empty() {
            return;
        }
        let words = self.words(page, range.clone());
        if page.leads(range.start) && !words.acts.contains(&Act::Carried) {
            self.context.other_time = !self.this_year(&words);
        }
        if words.none {
            self.nothing(page, range, said);
        } else if words.all {
            asides.extend(self.all(page, range, &words, said));
        }
    }

    /// Two figures in one sentence cannot both be the same cells': the one that agrees, or else the first, was understood. Two that
    /// agree together, 废止4件、宣布失效2件, say nothing alone.
    fn drop_conflicts(&self, said: &mut [Said]) {
        for index in 1..said.len() {
            let Some(reading) = said[index].readings.first() else { continue };
            let same = |other: &usize| {
                said[*other].readings.first() == Some(reading)
                    && said[*other].figure.value != said[index].figure.value
            };
            let Some(earlier) = (0..index).rev().find(same) else { continue };
            let fails = |said: &Said| matches!(self.cells.confront(said), Some((_, Outcome::Fails(_))));
            if fails(&said[index]) {
                let sum = said[index].figure.value.checked_add(said[earlier].figure.value);
                if sum == self.cells.value(reading) {
                    said[earlier].readings.clear();
                }
                said[index].readings.clear();
            } else if fails(&said[earlier]) {
                said[earlier].readings.clear();
            }
        }
    }

    pub(super) fn claim_table(&mut self, page: &Page<'_>, said: &Said) {
        if let Some(judged) = self.cells.confront(said) {
            self.push(page, &said.figure, said.digits.clone(), said.clause.clone(), judged);
        }
    }

    /// Adds a claim.
    pub(super) fn push(
        &mut self,
        page: &Page<'_>,
        figure: &Figure,
        digits: Range<usize>,
        clause: Range<usize>,
        (equation, outcome): (crate::Equation, Outcome),
    ) {
        if self.claims.len() < super::MAX_CLAIMS {
            let claim = Claim {
                equation,
                outcome,
                quote: page.quote(clause),
                at: (page.prose.block, digits.start),
                figure: page.quote(digits),
                value: figure.value,
                precision: figure.precision,
            };
            self.claims.push(claim);
        }
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
