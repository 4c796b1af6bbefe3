//! Zero in words: 未收到政府信息公开申请, 未发生行政复议、行政诉讼.
//!
//! Comes in: a clause without a figure. Goes out: a claim of zero for each noun that a word for nothing governs.

use std::ops::Range;

use super::lexicon::{Act, Meaning, Topic};
use super::numbers::{Figure, Precision};
use super::reader::{Division, QUOTE, Reader, Said};
use super::words::{Page, Words};

impl Reader<'_> {
    /// `未收到政府信息公开申请`, `未发生行政复议、行政诉讼`: zero, in words.
    pub(super) fn nothing(&mut self, page: &Page<'_>, range: Range<usize>) {
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
                figure: Figure { value: 0.into(), decimals: 0, unit: "", precision: Precision::Exact },
                digits: page.tokens[none].range(),
                clause,
                topic: Some(topic),
                readings,
                share: Division::Unknown,
                whole: None,
                prior: false,
                delta: None,
            };
            self.claim_table(page, &said);
        }
    }
}
