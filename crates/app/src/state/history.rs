//! All that a person works on, as one value, and the steps that led to it. Every step keeps the whole value before it (their
//! parts are shared), so taking it back brings back all that belonged to it.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::AttrValue;

use super::office::Office;
use super::session::Session;
use super::tasks::Ledger;
use crate::batch::Batch;

/// Bytes of text up to which steps are kept, by gut feeling: five of the longest documents, or hundreds of usual ones.
const KEPT: usize = 5 * gouji::limits::TEXT_BYTES;

/// What a person works on.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The document in the box.
    pub session: Session,
    /// Files that were given together.
    pub batch: Option<Rc<Batch>>,
    /// What an office has set.
    pub office: Option<Rc<Office>>,
    /// What was decided of what is to be mended.
    pub ledger: Rc<Ledger>,
}

impl Desk {
    /// All texts that it keeps.
    fn texts(&self) -> impl Iterator<Item = &AttrValue> {
        let left = self.batch.iter().flat_map(|batch| batch.left.values()).map(|left| &left.session);
        let sources = std::iter::once(&self.session).chain(left).map(|session| &session.source);
        sources.flat_map(|source| std::iter::once(&source.text).chain(&source.plain))
    }
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Cells were changed.
    Cells,
    /// Another document came into the box, or the list of files came or went.
    Document,
    /// Something was ignored, a parent was named, settings or last year's report came or went.
    Other,
}

/// A step, by what was before it; among those taken back, by what came after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The other side of it.
    pub desk: Desk,
    /// What it was.
    pub kind: Kind,
}

/// The steps that were made, and those that were taken back. The last is the nearest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Notes that a step is made from `desk`.
    pub fn step(&mut self, desk: Desk, kind: Kind) {
        self.past.push(Step { desk, kind });
        self.future.clear();
        self.forget(KEPT);
    }

    /// Drops the oldest steps once the texts that they keep come to more than `kept` bytes, so that a day of long documents does not fill the
    /// memory. The newest step is always kept: what was replaced last can be brought back however long it is. Steps on one text share it,
    /// so it counts once.
    fn forget(&mut self, kept: usize) {
        let (mut counted, mut bytes) = (BTreeSet::new(), 0_usize);
        let is_within = |step: &&Step| {
            let texts = step.desk.texts().filter(|text| counted.insert(text.as_ptr()));
            bytes = bytes.saturating_add(texts.map(|text| text.len()).sum());
            bytes <= kept
        };
        let near = self.past.iter().rev().take_while(is_within).count().max(1);
        self.past.drain(..self.past.len().saturating_sub(near));
    }

    /// The nearest step, to be taken back.
    pub fn last(&self) -> Option<&Step> {
        self.past.last()
    }

    /// Whether there is a step to be made again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last step back.
    pub fn back(&mut self, desk: &mut Desk) -> Option<Kind> {
        walk(&mut self.past, &mut self.future, desk)
    }

    /// Makes the step again that was taken back last.
    pub fn forth(&mut self, desk: &mut Desk) -> Option<Kind> {
        walk(&mut self.future, &mut self.past, desk)
    }

    /// How many steps can be taken back.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.past.len()
    }

    /// Whether another document was here before this one.
    pub fn has_document(&self) -> bool {
        self.past.iter().any(|step| step.kind == Kind::Document)
    }

    /// Documents that were left, the nearest first.
    pub fn documents(&self) -> impl Iterator<Item = &Desk> {
        let documents = self.past.iter().rev().filter(|step| step.kind == Kind::Document);
        documents.map(|step| &step.desk)
    }
}

fn walk(from: &mut Vec<Step>, to: &mut Vec<Step>, desk: &mut Desk) -> Option<Kind> {
    let Step { desk: next, kind } = from.pop()?;
    to.push(Step { desk: std::mem::replace(desk, next), kind });
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Origin, Source};

    fn desk(text: &str) -> Desk {
        Desk {
            session: Session::new(Source::sniffed(text.to_owned(), Origin::Typed)),
            batch: None,
            office: None,
            ledger: Rc::default(),
        }
    }

    #[test]
    fn texts_are_kept_up_to_a_bound_and_the_newest_step_always() {
        let mut history = History::default();
        let texts = |history: &History| -> Vec<String> {
            history.past.iter().map(|step| step.desk.session.source.text.to_string()).collect()
        };
        for text in ["一二", "三四", "五六"] {
            history.step(desk(text), Kind::Document);
        }
        // Each has six bytes.
        history.forget(18);
        assert_eq!(texts(&history), ["一二", "三四", "五六"]);
        history.forget(17);
        assert_eq!(texts(&history), ["三四", "五六"]);
        // Steps on a text that is kept cost nothing.
        let now = history.past[1].desk.clone();
        for _ in 0..100 {
            history.step(now.clone(), Kind::Cells);
        }
        history.forget(12);
        assert_eq!(history.len(), 102);
        // One that is too long by itself can be taken back, and nothing before it.
        history.step(desk("一份很长的年报"), Kind::Document);
        history.forget(12);
        assert_eq!(texts(&history), ["一份很长的年报"]);
        let mut now = desk("");
        assert_eq!(history.back(&mut now), Some(Kind::Document));
        assert_eq!(now.session.source.text, "一份很长的年报");
    }

    #[test]
    fn steps_are_walked_back_and_forth_and_a_new_one_ends_what_was_taken_back() {
        let (mut history, mut now) = (History::default(), desk("甲"));
        for next in ["乙", "丙"] {
            history.step(std::mem::replace(&mut now, desk(next)), Kind::Document);
        }
        assert_eq!(history.back(&mut now), Some(Kind::Document));
        assert_eq!(now.session.source.text, "乙");
        history.forth(&mut now);
        assert_eq!(now.session.source.text, "丙");
        history.back(&mut now);
        history.back(&mut now);
        assert_eq!(history.back(&mut now), None);
        assert_eq!(now.session.source.text, "甲");
        history.step(now.clone(), Kind::Cells);
        assert!(!history.can_redo());
    }
}
