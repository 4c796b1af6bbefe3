//! What a person does to the report: figures typed into cells, corrections, findings set aside. Each is a step.

use std::collections::BTreeSet;
use std::rc::Rc;

use gouji::CellId;
use gouji::form::layout::{Layout, Step};
use yew::AttrValue;

use super::{Phase, State, StepKind, Target};
use crate::answer::{Decision, Ignored};
use crate::edits::{Overlay, says, written};
use crate::texts::{count, fill, texts};

/// A cell that is being typed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The cell.
    pub cell: CellId,
    /// What stands in it now.
    pub text: AttrValue,
    /// Typing began with a figure that takes the place of what was there: arrows lead on to the next cell.
    pub is_replacing: bool,
}

/// What can happen to cells and findings.
#[derive(Clone, Debug, PartialEq)]
pub enum CellAction {
    /// Typing into a cell begins, in place of what is there where a text is given.
    Edit(CellId, Option<String>),
    /// The text of the cell that is being typed into.
    Type(String),
    /// What was typed stands.
    Commit,
    /// What was typed is given up.
    Cancel,
    /// Figures for a cell and those right of it and below, as one step.
    Fill(CellId, Vec<Vec<String>>),
    /// Figures for cells, as one step: a repair.
    Write(Vec<(CellId, String)>),
    /// One of the readings of a cell of a picture that is not sure, see [`crate::answer::Arranged::readings_of`].
    Take(CellId, String),
    /// A cell, or all, as the source says.
    Revert(Option<CellId>),
    /// Not to be shown any more.
    Ignore(Ignored),
    /// The findings with these keys: looked into and left as they are, or to be mended in the prose.
    Decide(Decision, Vec<String>),
    /// To be shown again; everything where nothing is named.
    Unignore(Option<usize>),
}

impl State {
    pub(super) fn act_on_cells(&mut self, action: CellAction) {
        match action {
            CellAction::Edit(cell, text) => self.edit(cell, text),
            CellAction::Type(text) => {
                if let Some(editing) = &mut self.editing {
                    editing.text = text.into();
                    self.judge();
                }
            }
            CellAction::Commit => self.commit(),
            CellAction::Cancel => {
                if self.editing.take().is_some() {
                    self.judge();
                }
            }
            CellAction::Fill(cell, rows) => self.fill(cell, &rows),
            CellAction::Write(changes) => self.write_all(changes),
            CellAction::Take(cell, text) => self.take(cell, text),
            CellAction::Revert(cell) => self.revert(cell),
            CellAction::Ignore(ignored) => self.set_aside([ignored], texts(self.lang).said_ignored),
            CellAction::Decide(decision, keys) => {
                let text = texts(self.lang);
                let words = match decision {
                    Decision::Stands => text.said_verified,
                    Decision::Prose => text.said_prose,
                };
                self.set_aside(keys.into_iter().map(|key| Ignored::Decided(decision, key)), words);
            }
            CellAction::Unignore(index) => {
                let next = self.unignored(index);
                if self.set_ignored(next) {
                    self.say(texts(self.lang).said_unignored);
                    self.go(Target::Verdict);
                }
            }
        }
    }

    fn set_aside(&mut self, more: impl IntoIterator<Item = Ignored>, words: &str) {
        let mut next = self.ignored().clone();
        next.extend(more);
        if self.set_ignored(next) {
            self.choice = None;
            self.do_tell(self.with_verdict(words.to_owned()), true);
            self.go(Target::Verdict);
        }
    }

    fn edit(&mut self, cell: CellId, text: Option<String>) {
        let Phase::Checked(answer) = &self.phase else { return };
        let Some(read) = answer.cell(cell) else { return };
        // The next figure came before the field had the keyboard.
        if let (Some(editing), Some(more)) = (&mut self.editing, &text)
            && editing.cell == cell
        {
            let text = format!("{}{more}", editing.text);
            return self.act_on_cells(CellAction::Type(text));
        }
        let is_replacing = text.is_some();
        let text = text.unwrap_or_else(|| read.raw.clone().unwrap_or_default()).into();
        self.commit();
        self.editing = Some(Editing { cell, text, is_replacing });
        if is_replacing {
            self.judge();
        }
    }

    /// What is being typed becomes a step. Whatever else happens, happens after that.
    pub(super) fn commit(&mut self) {
        let is_typed = self.typing().is_some();
        let Some(Editing { cell, text, .. }) = self.editing.take() else { return };
        if !is_typed {
            return self.judge();
        }
        let was = self.text_of(cell);
        if self.write(vec![(cell, text.to_string())]) {
            let words = texts(self.lang);
            let shown =
                |text: &str| if text.is_empty() { words.blank.to_owned() } else { format!("“{text}”") };
            let said = fill(
                words.said_changed,
                &[("cell", &cell.label()), ("was", &shown(&was)), ("now", &shown(text.trim()))],
            );
            self.do_tell(self.with_verdict(said), true);
        } else {
            self.judge();
        }
    }

    /// The cell that is being typed into, with what is in it. A field that was opened and holds what it was opened with says nothing: an uncertain cell
    /// is as uncertain as before. A figure that was typed over it settles it, even the same.
    pub(super) fn typing(&self) -> Option<(CellId, &str)> {
        let Editing { cell, text, is_replacing } = self.editing.as_ref()?;
        let sheet = self.desk.session.sheet()?;
        let read = || sheet.read()?.cells.get(cell)?.raw.as_deref();
        let before = sheet.changes.get(cell).map(String::as_str).or_else(read).unwrap_or_default();
        (*is_replacing || before != text.trim()).then_some((*cell, text.as_str()))
    }

    /// The text of a cell with all steps done so far, without what is being typed.
    fn text_of(&self, cell: CellId) -> String {
        let sheet = self.desk.session.sheet();
        let changed = sheet.and_then(|sheet| sheet.changes.get(&cell)).cloned();
        let source = || says(self.read()?, cell).map(str::to_owned);
        changed.or_else(source).unwrap_or_default()
    }

    fn fill(&mut self, cell: CellId, rows: &[Vec<String>]) {
        let Some(form) = self.answer().and_then(|answer| answer.audit.report.forms.get(&cell.table)) else {
            return;
        };
        let layout = Layout::of(cell.table, *form);
        let mut changes = Vec::new();
        let mut line = Some(cell);
        for row in rows {
            let mut at = line;
            for text in row {
                let Some(cell) = at else { break };
                changes.push((cell, text.clone()));
                at = layout.step(cell, Step::Right);
            }
            line = line.and_then(|cell| layout.step(cell, Step::Down));
        }
        self.write_all(changes);
    }

    fn write_all(&mut self, changes: Vec<(CellId, String)>) {
        self.commit();
        let n = changes.len();
        let cell = changes.first().map(|(cell, _)| *cell);
        if self.write(changes) {
            self.do_tell(self.with_verdict(count(texts(self.lang).said_applied, n)), true);
            self.go(cell.map_or(Target::Stay, Target::Grid));
        }
    }

    /// A cell that was not sure is decided; the next one that is not has the keyboard, or, where none is left, the verdict.
    fn take(&mut self, cell: CellId, text: String) {
        self.commit();
        let shown = if text.is_empty() { texts(self.lang).blank.to_owned() } else { format!("“{text}”") };
        if !self.write(vec![(cell, text)]) {
            return;
        }
        let words = fill(texts(self.lang).said_taken, &[("cell", &cell.label()), ("now", &shown)]);
        self.do_tell(self.with_verdict(words), true);
        let next = self.answer().and_then(|answer| answer.unsure_after(cell));
        self.go(next.map_or(Target::Verdict, Target::Cell));
    }

    /// One step of changes; says whether anything changed.
    fn write(&mut self, changes: Vec<(CellId, String)>) -> bool {
        let Some(sheet) = self.desk.session.sheet() else { return false };
        let Some(read) = sheet.read() else { return false };
        self.set_changes(written(&sheet.changes, read, changes))
    }

    fn revert(&mut self, cell: Option<CellId>) {
        self.commit();
        let Some(sheet) = self.desk.session.sheet() else { return };
        let mut next = (*sheet.changes).clone();
        match cell {
            Some(cell) => drop(next.remove(&cell)),
            None => next.clear(),
        }
        if self.set_changes(next) {
            self.do_tell(self.with_verdict(texts(self.lang).said_reverted.to_owned()), true);
            self.go(cell.map_or(Target::Verdict, Target::Grid));
        }
    }

    fn set_changes(&mut self, next: Overlay) -> bool {
        let sheet = self.desk.session.sheet();
        if sheet.is_none_or(|sheet| *sheet.changes == next) {
            return false;
        }
        self.step(StepKind::Cells);
        if let Some(sheet) = self.desk.session.sheet_mut() {
            sheet.changes = Rc::new(next);
        }
        self.judge();
        true
    }

    fn ignored(&self) -> &BTreeSet<Ignored> {
        static NONE: BTreeSet<Ignored> = BTreeSet::new();
        self.desk.session.sheet().map_or(&NONE, |sheet| &sheet.ignored)
    }

    /// Only what was seen can be set aside: nothing happens while the answer in view is one to another text.
    fn set_ignored(&mut self, next: BTreeSet<Ignored>) -> bool {
        if !matches!(self.phase, Phase::Checked(_)) || *self.ignored() == next {
            return false;
        }
        self.commit();
        self.step(StepKind::Other);
        if let Some(sheet) = self.desk.session.sheet_mut() {
            sheet.ignored = Rc::new(next);
        }
        self.judge();
        true
    }

    fn unignored(&self, index: Option<usize>) -> BTreeSet<Ignored> {
        let Some(index) = index else { return BTreeSet::new() };
        let mut ignored = self.ignored().clone();
        let Some(answer) = self.answer() else { return ignored };
        let (Some(entry), Some(finding)) = (answer.entries.get(index), answer.finding(index)) else {
            return ignored;
        };
        ignored.remove(&Ignored::One(entry.key.clone()));
        for decision in Decision::ALL {
            ignored.remove(&Ignored::Decided(decision, entry.key.clone()));
        }
        if ignored.remove(&Ignored::Kind(finding.rule)) {
            // The others of its kind stay ignored, one by one.
            for (other, entry) in answer.entries.iter().enumerate() {
                if other != index && answer.finding(other).is_some_and(|facts| facts.rule == finding.rule) {
                    ignored.insert(Ignored::One(entry.key.clone()));
                }
            }
        }
        ignored
    }

    /// A step over a cell was walked: what stands there now, and how it stands.
    pub(super) fn say_of_cell(&mut self, done: &str, cell: CellId) {
        let now = self.text_of(cell);
        let text = texts(self.lang);
        let now = if now.is_empty() { text.blank.to_owned() } else { now };
        let said = [done.to_owned(), cell.label(), now].join(text.separator);
        self.say(self.with_verdict(said));
        self.go(Target::Grid(cell));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;
    use crate::state::{Action, ChoiceAction, DocumentAction};

    fn act(action: CellAction) -> Action {
        action.into()
    }

    #[test]
    fn what_is_typed_is_judged_at_once_and_stands_when_it_is_confirmed() {
        let total = cell("t4.direct.total");
        let state = after(checked(), [act(CellAction::Edit(total, Some("2".into())))]);
        assert_eq!(errors(&state), 0);
        let given_up = after(state.clone(), [act(CellAction::Cancel)]);
        assert_eq!(raw(&given_up, "t4.direct.total"), "1");
        let state = after(state, [act(CellAction::Commit), act(CellAction::Commit)]);
        assert_eq!((raw(&state, "t4.direct.total").as_str(), &state.editing), ("2", &None));
        assert!(state.said.words.contains("“1” 改为 “2”"), "{}", state.said.words);
        let state = after(state, [DocumentAction::Undo.into()]);
        assert_eq!(raw(&state, "t4.direct.total"), "1");
        assert_eq!(raw(&after(state, [DocumentAction::Redo.into()]), "t4.direct.total"), "2");
    }

    #[test]
    fn a_figure_typed_over_an_uncertain_cell_settles_it_and_a_look_into_it_does_not() {
        let total = cell("t4.direct.total");
        let mut report = (*broken()).clone();
        report.cells.get_mut(&total).expect("a cell").state = gouji::report::State::Ambiguous;
        report.notes.push(gouji::report::Note::Ambiguous { table: total.table, cells: vec![total] });
        let state = settled(after(State::default(), [pasted("年报")]), Ok(crate::source::Read::of(report)));
        let is_uncertain = |state: &State| {
            let answer = state.answer().expect("an answer");
            answer.cell(total).expect("a cell").state == gouji::report::State::Ambiguous
        };
        assert!(is_uncertain(&state) && errors(&state) == 0);
        // F2 shows what it may be; whatever closes the field without a key, nothing has been said.
        let looked = after(state.clone(), [act(CellAction::Edit(total, None))]);
        assert!(is_uncertain(&looked));
        let looked = after(looked, [act(CellAction::Commit)]);
        assert!(is_uncertain(&looked) && looked.desk.session.changed() == 0);
        // The figure that is there, typed: judged while it is typed, and one step.
        let typing = after(state.clone(), [act(CellAction::Edit(total, Some("1".into())))]);
        assert_eq!((is_uncertain(&typing), errors(&typing)), (false, 1));
        let typed = after(typing, [act(CellAction::Commit)]);
        assert_eq!((is_uncertain(&typed), errors(&typed), typed.desk.session.changed()), (false, 1, 1));
        let back = after(typed, [DocumentAction::Undo.into()]);
        assert!(is_uncertain(&back) && errors(&back) == 0);
        let other = after(state, [act(CellAction::Edit(total, Some("2".into()))), act(CellAction::Commit)]);
        assert_eq!(
            (is_uncertain(&other), errors(&other), raw(&other, "t4.direct.total")),
            (false, 0, "2".into())
        );
    }

    #[test]
    fn a_cell_of_a_picture_is_decided_by_the_person_and_the_next_one_follows() {
        let mut report = (*broken()).clone();
        let (upheld, total) = (cell("t4.direct.upheld"), cell("t4.direct.total"));
        for (cell, readings) in [(upheld, ["1", "7"]), (total, ["1", "2"])] {
            report.cells.get_mut(&cell).expect("a cell").state = gouji::report::State::Ambiguous;
            report.unsure.insert(cell, readings.map(str::to_owned).to_vec());
        }
        // Elsewhere something fails for sure, so that the sums confirm nothing.
        report.write(cell("t4.review.total"), "9");
        let state = settled(after(State::default(), [pasted("年报")]), Ok(crate::source::Read::of(report)));
        let left = |state: &State| -> Vec<CellId> {
            state.answer().expect("an answer").audit.report.unsure.keys().copied().collect()
        };
        assert_eq!((left(&state), errors(&state)), (vec![upheld, total], 1));
        assert_eq!(state.answer().expect("an answer").written(upheld), "1？");
        let state = after(state, [act(CellAction::Take(upheld, "1".into()))]);
        assert_eq!((left(&state), state.focus.target), (vec![total], Target::Cell(total)));
        assert_eq!(errors(&state), 1, "an equation with a cell that is not sure is nobody's error");
        let state = after(state, [act(CellAction::Take(total, "1".into()))]);
        assert_eq!((left(&state), state.focus.target, errors(&state)), (vec![], Target::Verdict, 2));
        assert!(state.done.as_ref().is_some_and(|done| done.can_undo && done.words.contains("定为 “1”")));
        let state = after(state, [DocumentAction::Undo.into(), DocumentAction::Undo.into()]);
        assert_eq!((left(&state), errors(&state)), (vec![upheld, total], 1));
    }

    #[test]
    fn what_is_being_typed_is_not_lost_to_another_document() {
        let typing = after(checked(), [act(CellAction::Edit(cell("t4.direct.total"), Some("2".into())))]);
        let back = after(typing, [pasted("另一份"), DocumentAction::Undo.into()]);
        assert_eq!(raw(&back, "t4.direct.total"), "2");
    }

    #[test]
    fn a_figure_that_comes_before_the_field_has_the_keyboard_is_not_lost() {
        let total = cell("t3.received.total");
        let typed = ["1", "2", "3"].map(|figure| act(CellAction::Edit(total, Some(figure.into()))));
        let state = after(after(checked(), typed), [act(CellAction::Commit)]);
        assert_eq!(raw(&state, "t3.received.total"), "123");
    }

    #[test]
    fn a_mended_equation_stays_in_view_as_one_that_holds() {
        let state = after(checked(), [ChoiceAction::Finding(0).into()]);
        let lit = state.lit();
        let state = after(state, [write("t4.direct.total", "2")]);
        assert!(matches!(state.choice, Some(crate::state::Choice::Cell { relation, .. }) if relation == lit));
        assert_eq!(state.finding(), None);
    }

    #[test]
    fn what_is_ignored_is_counted_left_out_of_f8_and_restored_alone() {
        let ignored = act(CellAction::Ignore(Ignored::Kind(gouji::RuleId::T4Total)));
        let state = after(checked(), [write("t4.review.total", "5"), ignored]);
        let count = |state: &State| state.answer().map(|answer| answer.ignored());
        let next = || Action::from(ChoiceAction::Next { back: false });
        assert_eq!(count(&state), Some(2));
        assert_eq!(after(state.clone(), [next()]).finding(), Some(2), "the first that is shown");
        let state = after(state, [act(CellAction::Unignore(Some(0)))]);
        assert_eq!(count(&state), Some(1));
        assert_eq!(after(state.clone(), [next()]).finding(), Some(0));
        let undone = after(state.clone(), [DocumentAction::Undo.into()]);
        assert_eq!(count(&undone), Some(2), "setting aside is a step");
        assert_eq!(count(&after(state, [act(CellAction::Unignore(None))])), Some(0));
    }

    #[test]
    fn nothing_is_set_aside_that_was_not_seen() {
        let ignored = Ignored::Kind(gouji::RuleId::T4Total);
        let other = after(checked(), [act(CellAction::Ignore(ignored.clone())), pasted("另一份")]);
        let early = after(other, [act(CellAction::Ignore(ignored))]);
        assert_eq!(errors(&settled(early, Ok(broken()))), 1);
    }
}
