//! The whole state of the page and every way in which it changes. Plain Rust: no browser, tested natively.
//!
//! What a person works on is one value, [`Desk`]: the document in the box, a [`Session`], and the list of files, which holds
//! the sessions of the others. Every step keeps the whole value before it ([`History`]), so there is one way back for all that
//! can be done. What comes from workers and files is no part of it: it is kept by the [`Token`] of its request, and found by
//! whatever still holds that token. The answer in view is derived from all this at each judgement.
//!
//! What must happen outside follows from the state: a session that is asked for is read, a new [`Focus`] moves the keyboard, a
//! new [`Said`] is announced. `app.rs` does these things. Each file here has its own actions:
//!
//! - `document`: what comes into the box and goes; back and forth;
//! - `check`: what a worker says of it; `files`: files and their list; `prior`: last year's report; `office`: what an office has set; `tasks`: what is to be mended;
//! - `judging`: what files of the list are judged with, and which are to be judged again;
//! - `cells`: changes of cells, ignored findings; `choice`: what is looked at; `view`: how the page is shown.

mod cells;
mod check;
mod choice;
mod document;
mod files;
mod history;
mod judging;
mod office;
mod prior;
mod session;
mod tasks;
mod told;
mod view;
#[cfg(test)]
mod walk;

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::{AttrValue, Reducible};

pub use self::cells::{CellAction, Editing};
pub use self::check::{CheckAction, Phase};
pub use self::choice::{Choice, ChoiceAction};
pub use self::document::DocumentAction;
pub use self::files::{AwaitedFile, FileAction, Progress};
pub use self::history::{Desk, History, Kind as StepKind};
pub use self::office::OfficeAction;
pub use self::prior::{Offer, PriorAction, PriorSeen};
pub use self::session::{Seen, Session, Sheet};
pub use self::tasks::TaskAction;
pub use self::told::{Done, Focus, Notice, Refusal, Said, Target};
pub use self::view::{Draft, Look, Panel, ViewAction};
use crate::answer::Answer;
use crate::batch::{Batch, Figures, Row, Stamp, Statuses};
use crate::lang::Lang;
use crate::source::{Read, Source};

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The language of the page.
    pub lang: Lang,
    /// How the page looks.
    pub look: Look,
    /// What the person works on.
    pub desk: Desk,
    /// The steps that led to it.
    pub history: History,
    /// What came of files that were given together.
    pub statuses: Rc<Statuses>,
    /// What came of requests for last year's report.
    pub priors: Rc<prior::Priors>,
    /// How far the check is, with the answer: derived.
    pub phase: Phase,
    /// Whether the box is open; folded, only a line of it is left.
    pub input_open: bool,
    /// Something to say about the last input.
    pub notice: Option<Notice>,
    /// The file that is being read.
    pub reading: Option<AwaitedFile>,
    /// What was opened looks like last year's report of what was there before, or the other way round.
    offered: Option<Offer>,
    /// The workers do not answer: the page parses on its own thread.
    pub is_alone: bool,
    /// The cell that is being typed into.
    pub editing: Option<Editing>,
    /// A finding that the page's address names.
    pub link: Option<String>,
    /// The draft that is stored on this computer.
    pub draft: Option<Draft>,
    /// Parts of the page that are open.
    pub open: BTreeSet<Panel>,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// Where the keyboard should be.
    pub focus: Focus,
    /// What was announced last.
    pub said: Said,
    /// What was done last, said where the eye is until something else is done.
    pub done: Option<Done>,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each says it where its actions are")]
pub enum Action {
    Document(DocumentAction),
    Check(CheckAction),
    Cell(CellAction),
    Choice(ChoiceAction),
    File(FileAction),
    Office(OfficeAction),
    Prior(PriorAction),
    Task(TaskAction),
    View(ViewAction),
}

macro_rules! actions {
    ($($kind:ident($action:ident)),*) => {
        $(impl From<$action> for Action {
            fn from(action: $action) -> Action {
                Action::$kind(action)
            }
        })*
    };
}

actions!(
    Document(DocumentAction),
    Check(CheckAction),
    Cell(CellAction),
    Choice(ChoiceAction),
    File(FileAction),
    Office(OfficeAction),
    Prior(PriorAction),
    Task(TaskAction),
    View(ViewAction)
);

impl Default for State {
    fn default() -> State {
        State {
            lang: Lang::Zh,
            look: Look::default(),
            desk: Desk { session: Session::empty(), batch: None, office: None, ledger: Rc::default() },
            history: History::default(),
            statuses: Rc::default(),
            priors: Rc::default(),
            phase: Phase::Idle,
            input_open: true,
            notice: None,
            reading: None,
            offered: None,
            is_alone: false,
            editing: None,
            link: None,
            draft: None,
            open: BTreeSet::new(),
            choice: None,
            focus: Focus { number: 0, target: Target::Stay },
            said: Said { number: 0, words: AttrValue::default() },
            done: None,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.act(action);
        Rc::new(next)
    }
}

impl State {
    fn act(&mut self, action: Action) {
        let list = self.desk.batch.as_ref().map(|batch| batch.token);
        // What comes of itself takes nothing out of view; a field that loses the keyboard commits nothing new.
        if !matches!(action, Action::Check(_) | Action::File(_) | Action::Cell(CellAction::Commit)) {
            self.done = None;
        }
        match action {
            Action::Document(action) => self.act_on_document(action),
            Action::Check(action) => self.act_on_check(action),
            Action::Cell(action) => self.act_on_cells(action),
            Action::Choice(action) => self.act_on_choice(action),
            Action::File(action) => self.act_on_files(action),
            Action::Office(action) => self.act_on_office(action),
            Action::Prior(action) => self.act_on_prior(action),
            Action::Task(action) => self.act_on_tasks(action),
            Action::View(action) => self.act_on_view(action),
        }
        if list != self.desk.batch.as_ref().map(|batch| batch.token) {
            self.stop_files();
        }
    }

    /// The text in the box.
    pub fn source(&self) -> &Source {
        &self.desk.session.source
    }

    /// What was read of the report that is looked at, before any change.
    pub fn read(&self) -> Option<&Read> {
        self.desk.session.sheet()?.read()
    }

    /// The list of files.
    pub fn batch(&self) -> Option<&Batch> {
        self.desk.batch.as_deref()
    }

    /// The lines of the list of files.
    pub fn rows(&self) -> Vec<Row> {
        let open = (&self.desk.session, self.answer().map(|answer| Figures::of(answer, Stamp::default())));
        self.batch().map_or_else(Vec::new, |batch| batch.rows(&self.statuses, open))
    }

    /// The answer in view, if only to the text before.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.phase {
            Phase::Checked(answer) | Phase::Checking(Some(answer)) => Some(answer),
            _ => None,
        }
    }

    /// Whether a part of the page is open.
    pub fn is_open(&self, panel: Panel) -> bool {
        self.open.contains(&panel)
    }

    /// Whether leaving the page now would lose what a person made.
    pub fn is_unsaved(&self) -> bool {
        let is_kept =
            |session: &Session| self.draft.as_ref().is_some_and(|draft| draft.kept.as_ref() == Some(session));
        let is_unsaved = |session: &Session| session.is_unsaved() && !is_kept(session);
        let is_unsaved_desk = |desk: &Desk| {
            let left = desk.batch.iter().flat_map(|batch| batch.left.values());
            is_unsaved(&desk.session) || left.into_iter().any(|left| is_unsaved(&left.session))
        };
        let left = self.history.documents().any(|desk| desk.session.changed() > 0 && is_unsaved_desk(desk));
        is_unsaved_desk(&self.desk) || left
    }

    /// Notes that a step is made from here.
    fn step(&mut self, kind: StepKind) {
        self.history.step(self.desk.clone(), kind);
    }

    fn batch_mut(&mut self) -> Option<&mut Batch> {
        self.desk.batch.as_mut().map(Rc::make_mut)
    }

    fn go(&mut self, target: Target) {
        self.focus = Focus { number: self.focus.number + 1, target };
    }

    /// Says what was done, and shows it.
    fn do_tell(&mut self, words: impl Into<AttrValue>, can_undo: bool) {
        let words = words.into();
        self.say(words.clone());
        self.done = Some(Done { words, can_undo });
    }

    fn say(&mut self, words: impl Into<AttrValue>) {
        self.said = Said { number: self.said.number + 1, words: words.into() };
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::answer::tests::read as read_of;
    use gouji::CellId;

    /// One contradiction, in table 4.
    pub fn broken() -> Read {
        read_of(&[("t4.direct.upheld", "1"), ("t4.direct.pending", "1"), ("t4.direct.total", "1")])
    }

    /// The state after some actions.
    pub fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
        let state = actions.into_iter().fold(Rc::new(state), |state, action| state.reduce(action));
        (*state).clone()
    }

    pub fn cell(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    pub fn pasted(text: &str) -> Action {
        DocumentAction::Pasted { html: None, text: Some(text.into()) }.into()
    }

    /// The answer that a worker gives to what is asked.
    pub fn answered(state: &State, result: Result<Read, Refusal>) -> Action {
        let token = state.desk.session.asked().expect("something is asked");
        CheckAction::Checked(token, state.source().clone(), result).into()
    }

    pub fn settled(state: State, result: Result<Read, Refusal>) -> State {
        let answer = answered(&state, result);
        after(state, [answer])
    }

    pub fn write(id: &str, text: &str) -> Action {
        CellAction::Write(vec![(cell(id), text.into())]).into()
    }

    /// A pasted report with one contradiction, checked.
    pub fn checked() -> State {
        settled(after(State::default(), [pasted("年报")]), Ok(broken()))
    }

    /// What a cell shows.
    pub fn raw(state: &State, id: &str) -> String {
        state.answer().and_then(|answer| answer.cell(cell(id))?.raw.clone()).unwrap_or_default()
    }

    /// Contradictions that are shown.
    pub fn errors(state: &State) -> usize {
        state.answer().expect("an answer").shown(gouji::Severity::Error)
    }

    #[test]
    fn leaving_the_page_loses_something_only_while_something_is_changed() {
        assert!(!State::default().is_unsaved());
        assert!(!checked().is_unsaved(), "a paste can be pasted again");
        let changed = after(checked(), [write("t4.direct.total", "2")]);
        assert!(changed.is_unsaved());
        let replaced = settled(after(changed.clone(), [pasted("另一份")]), Ok(broken()));
        assert!(replaced.is_unsaved(), "the report before has changes");
        assert!(!after(changed, [DocumentAction::Undo.into()]).is_unsaved());
        assert!(after(State::default(), [DocumentAction::Typed("年报".into()).into()]).is_unsaved());
    }
}
