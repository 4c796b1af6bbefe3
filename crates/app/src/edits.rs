//! What a person changed in the tables: an overlay of texts over the cells as read, with every step kept to go back and forth.
//!
//! The report as it was read is never touched: [`Edits::applied`] makes the report that is judged.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::{CellId, Report};

/// Texts of changed cells.
pub type Overlay = BTreeMap<CellId, String>;

/// Changed cells, and the steps that led to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    now: Rc<Overlay>,
    past: Vec<Rc<Overlay>>,
    future: Vec<Rc<Overlay>>,
}

impl Edits {
    /// Edits as they were stored, without their steps.
    pub fn restored(overlay: Overlay) -> Edits {
        Edits { now: Rc::new(overlay), ..Edits::default() }
    }

    /// The changed cells with their texts.
    pub fn overlay(&self) -> &Overlay {
        &self.now
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a step was taken back.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// One step: each cell gets its text, and is no longer changed where the source says the same. Nothing happens where
    /// nothing differs; says whether anything did.
    pub fn write(&mut self, source: &Report, texts: impl IntoIterator<Item = (CellId, String)>) -> bool {
        let mut next = (*self.now).clone();
        for (cell, text) in texts {
            let text = text.trim().to_owned();
            if !source.cells.contains_key(&cell) {
                continue;
            }
            if says(source, cell) == Some(text.as_str()) {
                next.remove(&cell);
            } else {
                next.insert(cell, text);
            }
        }
        self.step(next)
    }

    /// One step: the cell is as the source says; all cells where none is named.
    pub fn revert(&mut self, cell: Option<CellId>) -> bool {
        let mut next = (*self.now).clone();
        match cell {
            Some(cell) => drop(next.remove(&cell)),
            None => next.clear(),
        }
        self.step(next)
    }

    /// Takes the last step back; gives a cell that it had changed.
    pub fn undo(&mut self) -> Option<CellId> {
        let before = self.past.pop()?;
        let now = std::mem::replace(&mut self.now, before);
        let cell = differing(&now, &self.now);
        self.future.push(now);
        cell
    }

    /// Takes the step again that was taken back last; gives a cell that it changes.
    pub fn redo(&mut self) -> Option<CellId> {
        let next = self.future.pop()?;
        let now = std::mem::replace(&mut self.now, next);
        let cell = differing(&now, &self.now);
        self.past.push(now);
        cell
    }

    /// `source` with the changes in it, and with the text of a cell that is being typed.
    pub fn applied(&self, source: &Report, typing: Option<(CellId, &str)>) -> Report {
        let mut report = source.clone();
        for (&cell, text) in &*self.now {
            report.write(cell, text);
        }
        if let Some((cell, text)) = typing
            && report
                .cells
                .get(&cell)
                .is_some_and(|cell| cell.raw.as_deref().unwrap_or_default() != text.trim())
        {
            report.write(cell, text);
        }
        report
    }

    fn step(&mut self, next: Overlay) -> bool {
        if next == *self.now {
            return false;
        }
        self.past.push(std::mem::replace(&mut self.now, Rc::new(next)));
        self.future.clear();
        true
    }
}

/// What the source says in a cell that it shows: an unknown cell says nothing, not even blank.
pub fn says(source: &Report, cell: CellId) -> Option<&str> {
    use gouji::report::State;
    let cell = source.cells.get(&cell)?;
    match cell.state {
        State::Ambiguous | State::Missing => None,
        _ => Some(cell.raw.as_deref().unwrap_or_default()),
    }
}

fn differing(left: &Overlay, right: &Overlay) -> Option<CellId> {
    let changed = |cell: &&CellId| left.get(*cell) != right.get(*cell);
    left.keys().chain(right.keys()).find(changed).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::report;

    fn id(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    fn text(report: &Report, cell: &str) -> String {
        report.cells[&id(cell)].raw.clone().unwrap_or_default()
    }

    #[test]
    fn undo_and_redo_walk_over_whole_steps() {
        let source = report(&[("t3.granted.natural", "5")]);
        let mut edits = Edits::default();
        let two = [(id("t3.granted.natural"), "6".to_owned()), (id("t3.granted.total"), "6".to_owned())];
        assert!(edits.write(&source, two));
        assert!(edits.write(&source, [(id("t3.granted.natural"), "７".to_owned())]));
        assert_eq!(text(&edits.applied(&source, None), "t3.granted.natural"), "７");
        assert_eq!(edits.undo(), Some(id("t3.granted.natural")));
        assert_eq!(text(&edits.applied(&source, None), "t3.granted.total"), "6");
        edits.undo();
        assert_eq!(edits.applied(&source, None).cells, source.cells);
        assert_eq!(edits.undo(), None);
        edits.redo();
        edits.redo();
        assert_eq!(text(&edits.applied(&source, None), "t3.granted.natural"), "７");
        assert_eq!(edits.redo(), None);
    }

    #[test]
    fn a_cell_that_says_what_the_source_says_is_not_changed() {
        let source = report(&[("t3.granted.natural", "-")]);
        let mut edits = Edits::default();
        assert!(!edits.write(&source, [(id("t3.granted.natural"), " - ".to_owned())]));
        assert!(edits.write(&source, [(id("t3.granted.natural"), "0".to_owned())]), "a stroke is no zero");
        assert!(edits.write(&source, [(id("t3.granted.natural"), String::new())]), "nor is it a blank");
        assert!(edits.write(&source, [(id("t3.granted.natural"), "-".to_owned())]));
        assert!(edits.overlay().is_empty());
        assert!(
            !edits.write(&source, [(id("t2.licensing.prior"), "1".to_owned())]),
            "not a cell of this form"
        );
    }

    #[test]
    fn what_is_typed_is_judged_before_it_is_a_step() {
        let source = report(&[]);
        let edits = Edits::default();
        let typed = edits.applied(&source, Some((id("t4.review.total"), "3")));
        assert_eq!(text(&typed, "t4.review.total"), "3");
        assert!(!edits.can_undo());
    }
}
