//! What a person changed in the tables: an overlay of texts over the cells as read. Steps back and forth are the history's
//! (`crate::state::history`).
//!
//! The report as it was read is never touched: [`applied`] makes the report that is judged.

use std::collections::BTreeMap;

use gouji::{CellId, Report};

/// Texts of changed cells.
pub type Overlay = BTreeMap<CellId, String>;

/// The overlay in which each cell has its text, and is no longer changed where the source says the same.
pub fn written(now: &Overlay, source: &Report, texts: impl IntoIterator<Item = (CellId, String)>) -> Overlay {
    let mut next = now.clone();
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
    next
}

/// `source` with the changes in it, and with the text of a cell that is being typed.
pub fn applied(source: &Report, changes: &Overlay, typing: Option<(CellId, &str)>) -> Report {
    let mut report = source.clone();
    for (&cell, text) in changes {
        report.write(cell, text);
    }
    if let Some((cell, text)) = typing {
        report.write(cell, text);
    }
    report
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

/// A cell in which two overlays differ.
pub fn differing(left: &Overlay, right: &Overlay) -> Option<CellId> {
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
    fn cells_are_written_over_the_report_and_the_report_stays() {
        let source = report(&[("t3.granted.natural", "5")]);
        let two = [(id("t3.granted.natural"), "6".to_owned()), (id("t3.granted.total"), " 6".to_owned())];
        let changes = written(&Overlay::new(), &source, two);
        let seen = applied(&source, &changes, None);
        assert_eq!([text(&seen, "t3.granted.natural"), text(&seen, "t3.granted.total")], ["6", "6"]);
        assert_eq!(text(&source, "t3.granted.natural"), "5");
        assert_eq!(differing(&changes, &Overlay::new()), Some(id("t3.granted.natural")));
    }

    #[test]
    fn a_cell_that_says_what_the_source_says_is_not_changed() {
        let source = report(&[("t3.granted.natural", "-")]);
        let write =
            |now: &Overlay, cell: &str, text: &str| written(now, &source, [(id(cell), text.to_owned())]);
        let none = Overlay::new();
        assert!(write(&none, "t3.granted.natural", " - ").is_empty());
        let zero = write(&none, "t3.granted.natural", "0");
        assert_eq!(zero.len(), 1, "a stroke is no zero");
        assert_eq!(write(&zero, "t3.granted.natural", "").len(), 1, "nor is it a blank");
        assert!(write(&zero, "t3.granted.natural", "-").is_empty());
        assert!(write(&none, "t2.licensing.prior", "1").is_empty(), "not a cell of this form");
    }

    #[test]
    fn what_is_typed_is_judged_before_it_is_a_step() {
        let source = report(&[]);
        let typed = applied(&source, &Overlay::new(), Some((id("t4.review.total"), "3")));
        assert_eq!(text(&typed, "t4.review.total"), "3");
    }
}
