//! All that a person works on, as one value, and the steps that led to it. Every step keeps the whole value before it (their
//! parts are shared), so taking it back brings back all that belonged to it.

use std::rc::Rc;

use super::session::Session;
use crate::batch::Batch;

/// What a person works on.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The document in the box.
    pub session: Session,
    /// Files that were given together.
    pub batch: Option<Rc<Batch>>,
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Cells were changed.
    Cells,
    /// Another document came into the box, or the list of files came or went.
    Document,
    /// Something was ignored, a parent was named, last year's report came or went.
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
        Desk { session: Session::new(Source::sniffed(text.to_owned(), Origin::Typed)), batch: None }
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
