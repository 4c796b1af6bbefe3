//! What a clause without a figure says: nothing at all (未收到政府信息公开申请), or all of the figure before (均为自然人).
//!
//! Comes in: a clause. Goes out: a claim of zero for each noun that a word for nothing governs, or the figure before as its own part.

use std::ops::Range;

use super::figures::cases_before;
use super::lexicon::{Act, Meaning, Topic};
use super::numbers::{Figure, Precision};
use super::reader::{QUOTE, Reader, Said};
use super::words::{Page, Words};

impl Reader<'_> {
    /// `未收到政府信息公开申请`, `未发生行政复议、行政诉讼`: zero, in words.
    pub(super) fn nothing(&mut self, page: &Page<'_>, range: Range<usize>, said: &[Said]) {
        let is_none =
            |at: &usize| page.tokens.get(*at).is_some_and(|token| token.meaning() == Some(Meaning::Nothing));
        let Some(none) = range.clone().find(is_none) else { return };
        let before = self.words(page, range.start..none);
        let whole = self.words(page, range.clone());
        // 除1件行政复议外，未发生: not none.
        if self.context.plan
            || self.context.aim
            || self.context.scope
            || self.context.except
            || before.organ
            || !self.this_year(&whole) && !whole.acts.contains(&Act::Carried)
        {
            return;
        }
        let figure = Figure { value: 0.into(), decimals: 0, unit: "", precision: Precision::Exact };
        let clause = page.tokens[range.start].start.max(page.tokens[none].start.saturating_sub(QUOTE))
            ..page.tokens[range.end - 1].end;
        let cases = cases_before(said);
        let list =
            page.tokens[none + 1..range.end].iter().rposition(|token| token.meaning() == Some(Meaning::And));
        let last = self.words(page, list.map_or(none + 1, |at| none + at + 2)..range.end);
        // 未发生行政复议、行政诉讼逾期应诉: what follows the list is said of all of it.
        if last.gap && !last.nouns.is_empty() {
            return;
        }
        let mut start = none + 1;
        let mut unknown = false;
        let mut disclosure = self.context.disclosure || before.disclosure;
        // The verb of the list, and who it says did not apply.
        let mut acts: Vec<Act> = Vec::new();
        let mut columns: Vec<&'static str> = Vec::new();
        for at in none + 1..=range.end {
            let ends = at == range.end || page.tokens[at].meaning() == Some(Meaning::And);
            if !ends {
                continue;
            }
            // 无结转、无复议、无诉讼.
            start += usize::from(is_none(&start));
            let mut words = self.words(page, start.min(at)..at);
            start = at + 1;
            if words.unknown || words.foreign_act || words.foreign || words.media > 0 || words.none {
                // 未因答复不当引起行政复议、行政诉讼: what is not understood is said of all that follows.
                if words.unknown && !words.nouns.is_empty() {
                    return;
                }
                unknown |= words.unknown;
                continue;
            }
            // 未发生行政复议、行政诉讼败诉: what the last of a list suffered, all of it did.
            if words.cases.is_empty() && !last.cases.is_empty() && !words.nouns.is_empty() {
                continue;
            }
            // 未收到和处理申请: what was not received was not handled either.
            if acts.is_empty() || acts == [Act::Carried] {
                acts.clone_from(&words.acts);
            } else if !words.acts.contains(&Act::Carried) {
                words.acts.clone_from(&acts);
            }
            if unknown && !words.columns.is_empty() {
                continue;
            }
            columns.append(&mut words.columns);
            words.columns.clone_from(&columns);
            let inherited = match self.context.topic {
                topic if words.acts == [Act::Carried] => topic
                    .into_iter()
                    .chain(said.iter().filter_map(|said| said.topic))
                    .find(|topic| *topic == Topic::Applications),
                topic => topic.filter(|topic| topic.is_case() && !words.cases.is_empty()),
            };
            let Some(topic) = words.nouns.last().copied().or(inherited) else { continue };
            disclosure |= words.disclosure;
            let readings = self.cells.none(&words, topic, cases, disclosure);
            if !readings.is_empty() {
                let zero = Said::new(figure, page.tokens[none].range(), clause.clone());
                self.claim_table(page, &Said { topic: Some(topic), readings, ..zero });
            }
        }
    }

    /// `均为自然人`, `全部予以公开`: all of the applications that the last figure counts.
    pub(super) fn all(
        &self,
        page: &Page<'_>,
        range: Range<usize>,
        words: &Words,
        said: &[Said],
    ) -> Option<Said> {
        let is_all = |at: &usize| page.tokens[*at].meaning() == Some(Meaning::All);
        let all = range.clone().find(is_all)?;
        let says = self.words(page, all..range.end);
        let what = says.rows.len() == 1 && says.columns.is_empty()
            || says.rows.is_empty() && !says.columns.is_empty();
        let plain =
            says.acts.is_empty() && says.cases.is_empty() && !says.up && !says.down && says.media == 0;
        let known = !words.unknown && !words.foreign && !words.foreign_act && !words.organ;
        if !what || !plain || !known || self.context.plan || self.context.aim || self.context.scope {
            return None;
        }
        let at = said.iter().rposition(|said| said.whole.is_none())?;
        let base = &said[at];
        let counted = base.topic == Some(Topic::Applications)
            && base.figure.precision == Precision::Exact
            && !base.figure.value.is_zero()
            && !matches!(base.act, Some(Act::Carried | Act::Open));
        if !counted || base.readings.is_empty() {
            return None;
        }
        let by_applicant = says.rows.is_empty();
        let readings = if by_applicant {
            self.cells.applicants(base, &says.columns)
        } else {
            self.cells.outcomes(&says, &["total"])
        };
        let (start, end) = (page.tokens[all].start, page.tokens[range.end - 1].end);
        let clause = page.tokens[range.start].start.max(start.saturating_sub(QUOTE))..end;
        let entry = Said::new(base.figure, start..end, clause);
        Some(Said { topic: base.topic, readings, base: by_applicant.then_some(at), ..entry })
    }
}
