//! What the person looks at: a finding, a cell with its equations.

use gouji::CellId;

use super::{State, Target};
use crate::answer::Answer;
use crate::sums;
use crate::texts::{fill, texts};

/// What the person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A finding, as an index into the answer's entries.
    Finding(usize),
    /// A cell with the equations that it is in.
    Cell {
        /// The cell.
        cell: CellId,
        /// Which of its equations is lit, as an index into the answer's relations.
        relation: Option<usize>,
        /// The finding to go back to.
        from: Option<usize>,
    },
}

/// What can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceAction {
    /// A finding.
    Finding(usize),
    /// The finding after or before the chosen one.
    Next {
        /// Before rather than after.
        back: bool,
    },
    /// A cell, which keeps the keyboard.
    Cell(CellId),
    /// The equations of a cell, which get the keyboard.
    Relations(CellId),
    /// One of the chosen cell's equations.
    Relation(usize),
    /// A cell is to be shown; the choice stays.
    Show(CellId),
    /// One step back.
    Back,
}

impl State {
    pub(super) fn act_on_choice(&mut self, action: ChoiceAction) {
        match action {
            ChoiceAction::Finding(index) => self.choose_finding(index),
            ChoiceAction::Next { back } => self.next_finding(back),
            ChoiceAction::Cell(cell) => {
                self.choose_cell(cell);
            }
            ChoiceAction::Relations(cell) => {
                if self.choose_cell(cell) {
                    self.go(Target::Relation);
                }
            }
            ChoiceAction::Relation(index) => {
                if let Some(Choice::Cell { relation, .. }) = &mut self.choice {
                    *relation = Some(index);
                    let words =
                        self.answer().map_or_else(String::new, |answer| sums::line(answer, index, self.lang));
                    self.say(words);
                }
            }
            ChoiceAction::Show(cell) => self.go(Target::Cell(cell)),
            ChoiceAction::Back => self.back(),
        }
    }

    /// The equation that is lit, as an index into the answer's relations.
    pub fn lit(&self) -> Option<usize> {
        match self.choice? {
            Choice::Finding(index) => self.answer()?.entries.get(index)?.relation,
            Choice::Cell { relation, .. } => relation,
        }
    }

    /// The chosen finding, or the one that the chosen cell was reached from.
    pub fn finding(&self) -> Option<usize> {
        match self.choice? {
            Choice::Finding(index) => Some(index),
            Choice::Cell { from, .. } => from,
        }
    }

    fn next_finding(&mut self, back: bool) {
        let Some(answer) = self.answer() else { return self.say(texts(self.lang).said_no_findings) };
        let shown: Vec<usize> =
            (0..answer.entries.len()).filter(|&index| !answer.entries[index].ignored).collect();
        let here = self.finding().and_then(|index| shown.iter().position(|&shown| shown == index));
        let n = shown.len();
        match (n, here, back) {
            (0, _, _) => self.say(texts(self.lang).said_no_findings),
            (_, None, false) => self.choose_finding(shown[0]),
            (n, None, true) => self.choose_finding(shown[n - 1]),
            (n, Some(at), false) => self.choose_finding(shown[(at + 1) % n]),
            (n, Some(at), true) => self.choose_finding(shown[(at + n - 1) % n]),
        }
    }

    pub(super) fn choose_finding(&mut self, index: usize) {
        let Some(answer) = self.answer().cloned() else { return };
        let Some(finding) = answer.finding(index) else { return };
        self.choice = Some(Choice::Finding(index));
        let cell = finding.cells.iter().find(|cell| answer.cell(**cell).is_some());
        self.go(cell.map_or(Target::Finding(index), |&cell| Target::Cell(cell)));
        let (i, n) = ((index + 1).to_string(), answer.entries.len().to_string());
        let message = self.lang.message(finding);
        self.say(fill(texts(self.lang).said_chosen, &[("i", &i), ("n", &n), ("message", &message)]));
    }

    /// Says whether there are several equations to choose from.
    fn choose_cell(&mut self, cell: CellId) -> bool {
        let Some(answer) = self.answer().cloned() else { return false };
        let relations = answer.relations_of(cell);
        let fails = |relation: &usize| answer.relations.get(*relation).is_some_and(is_failing);
        let relation = self
            .lit()
            .filter(|lit| relations.contains(lit))
            .or_else(|| relations.iter().copied().find(fails))
            .or_else(|| relations.first().copied());
        self.choice = Some(Choice::Cell { cell, relation, from: self.finding() });
        self.say(sums::cell_summary(&answer, cell, self.lang));
        relations.len() > 1
    }

    fn back(&mut self) {
        match self.choice {
            Some(Choice::Cell { cell, from, .. }) => {
                self.choice = from.map(Choice::Finding);
                self.go(Target::Cell(cell));
            }
            Some(Choice::Finding(index)) => {
                self.choice = None;
                self.go(Target::Finding(index));
            }
            None => return,
        }
        self.say(texts(self.lang).said_closed);
    }

    /// The same choice in a new answer. An equation that holds now stays in view, by its cell.
    pub(super) fn carried_over(&self, choice: Choice, next: &Answer) -> Option<Choice> {
        let now = self.answer()?;
        let relation = |index: usize| {
            let (equation, _) = now.relations.get(index)?;
            next.relations.iter().position(|(candidate, _)| candidate == equation)
        };
        let finding = |index: usize| next.entry_named(&now.entries.get(index)?.key);
        match choice {
            Choice::Finding(index) => match (finding(index), now.finding(index)?.cells.first()) {
                (Some(index), _) => Some(Choice::Finding(index)),
                (None, Some(&cell)) => {
                    let relation = now.entries.get(index)?.relation.and_then(relation);
                    Some(Choice::Cell { cell, relation, from: None })
                }
                (None, None) => None,
            },
            Choice::Cell { cell, relation: lit, from } => {
                Some(Choice::Cell { cell, relation: lit.and_then(relation), from: from.and_then(finding) })
            }
        }
    }
}

fn is_failing((_, outcome): &(gouji::Equation, gouji::Outcome)) -> bool {
    matches!(outcome, gouji::Outcome::Fails(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use crate::state::tests::*;

    fn act(action: ChoiceAction) -> Action {
        action.into()
    }

    #[test]
    fn choosing_a_finding_lights_its_equation_and_goes_to_its_first_cell() {
        let state = after(checked(), [act(ChoiceAction::Finding(0))]);
        assert_eq!(state.focus.target, Target::Cell(cell("t4.direct.upheld")));
        let answer = state.answer().expect("an answer");
        let lit = state.lit().expect("an equation");
        assert!(answer.roles(lit).contains_key(&cell("t4.direct.total")));
    }

    #[test]
    fn the_equations_of_a_cell_are_listed_and_escape_returns_step_by_step() {
        let total = cell("t3.total.total");
        let state = after(checked(), [act(ChoiceAction::Finding(0)), act(ChoiceAction::Relations(total))]);
        assert_eq!(state.focus.target, Target::Relation);
        assert_eq!(state.finding(), Some(0));
        let state = after(state, [act(ChoiceAction::Back)]);
        assert_eq!(state.choice, Some(Choice::Finding(0)));
        assert_eq!(state.focus.target, Target::Cell(total));
        let state = after(state, [act(ChoiceAction::Back)]);
        assert_eq!((state.choice, state.focus.target), (None, Target::Finding(0)));
    }

    #[test]
    fn a_cell_that_is_chosen_keeps_the_keyboard() {
        let state = after(checked(), [act(ChoiceAction::Finding(0))]);
        let moves = state.focus.number;
        for (id, is_lit) in [("t4.review.total", true), ("t3.total.total", true), ("t2.fees.amount", false)] {
            let state = after(state.clone(), [act(ChoiceAction::Cell(cell(id)))]);
            assert_eq!((state.focus.number, state.lit().is_some()), (moves, is_lit), "{id}");
        }
    }

    #[test]
    fn f8_goes_round_all_findings() {
        let state = checked();
        let n = state.answer().expect("an answer").entries.len();
        let forward = (0..n).map(|_| act(ChoiceAction::Next { back: false }));
        let state = after(state, forward);
        assert_eq!(state.finding(), Some(n - 1));
        let state = after(state, [act(ChoiceAction::Next { back: false })]);
        assert_eq!(state.finding(), Some(0));
        assert_eq!(after(state, [act(ChoiceAction::Next { back: true })]).finding(), Some(n - 1));
    }
}
