//! The whole state of the page and every way in which it changes. Plain Rust: no browser, tested natively.
//!
//! What must happen outside follows from the state: a new [`State::revision`] asks for a check, a new [`Focus`] moves the
//! keyboard, a new [`Said`] is announced. `app.rs` does these things.

use std::rc::Rc;

use gouji::{CellId, Error, Kind, Lang};
use gouji_files::Foreign;
use yew::{AttrValue, Reducible};

use crate::answer::Answer;
use crate::source::{Origin, Sample, Source};
use crate::texts::{Texts, fill, texts};
use crate::{summary, sums};

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The language of the page.
    pub lang: Lang,
    /// What is in the box.
    pub source: Source,
    /// What was in it before, to go back to.
    pub before: Option<Source>,
    /// Counts the texts to check.
    pub revision: u32,
    /// Whether the box is open; folded, only a line of it is left.
    pub input_open: bool,
    /// Something to say about the last input.
    pub notice: Option<Notice>,
    /// The file that is being read.
    pub reading: Option<Reading>,
    /// How far the check is.
    pub phase: Phase,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// Where the keyboard should be.
    pub focus: Focus,
    /// What was announced last.
    pub said: Said,
}

/// How far the check is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing to check.
    Idle,
    /// At it; the answer to the text before stays in view.
    Checking(Option<Answer>),
    /// Done.
    Checked(Answer),
    /// The text could not be read as a report.
    Failed(Error),
}

/// Something to say about the last input, beside the box.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The clipboard was empty.
    NothingPasted,
    /// The clipboard held a picture.
    ImagePasted,
    /// What was there before can be brought back.
    Replaced,
    /// A file that cannot be read.
    File(AttrValue, Refusal),
}

/// A file that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Tells it from files chosen before.
    pub number: u32,
    /// Its name.
    pub name: AttrValue,
}

/// Why a file cannot be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In Chinese.
    pub zh: AttrValue,
    /// In English.
    pub en: AttrValue,
}

impl Refusal {
    /// A text of the page.
    pub fn said(text: impl Fn(&Texts) -> &'static str) -> Refusal {
        Refusal { zh: text(texts(Lang::Zh)).into(), en: text(texts(Lang::En)).into() }
    }

    /// The words in `lang`.
    pub fn message(&self, lang: Lang) -> &AttrValue {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal { zh: error.message(Lang::Zh).into(), en: error.message(Lang::En).into() }
    }
}

impl From<Foreign> for Refusal {
    fn from(foreign: Foreign) -> Refusal {
        Refusal { zh: foreign.message(Lang::Zh).into(), en: foreign.message(Lang::En).into() }
    }
}

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

/// Where the keyboard should be. A new number moves it there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Counts the moves.
    pub number: u32,
    /// Where to.
    pub target: Target,
}

/// A place for the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Where it is.
    Stay,
    /// The box.
    Input,
    /// The verdict.
    Verdict,
    /// A cell, with its whole equation in view where that fits.
    Cell(CellId),
    /// A finding in the list.
    Finding(usize),
    /// The lit equation in the list of a cell's equations.
    Relation,
}

/// The last announcement. A new number says it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Counts the announcements.
    pub number: u32,
    /// The words.
    pub words: AttrValue,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text in the box was edited.
    Typed(String),
    /// A paste that stands for a whole text.
    Pasted {
        /// Rich content.
        html: Option<String>,
        /// Plain text.
        text: Option<String>,
    },
    /// A paste without text.
    PastedNothing {
        /// There was a picture.
        image: bool,
    },
    /// A file was chosen, and reading it begins.
    Read {
        /// Tells it from files chosen before.
        number: u32,
        /// Its name.
        name: String,
    },
    /// A file was read.
    Opened {
        /// Which.
        number: u32,
        /// What is in it.
        source: Source,
    },
    /// A file could not be read.
    NotOpened {
        /// Which.
        number: u32,
        /// Why.
        refusal: Refusal,
    },
    /// The file that is being read is not wanted any more.
    StopReading,
    /// Another of several reports in the text, counted from zero.
    ChooseReport(usize),
    /// A sample was asked for.
    Open(Sample),
    /// The text of a revision was checked; it may have been replaced by its plain form.
    Checked(u32, Source, Result<Answer, Error>),
    /// The text is to be read as this kind.
    ReadAs(Kind),
    /// Empty the box.
    Clear,
    /// Bring back what was in the box before.
    Restore,
    /// Open or fold the box.
    ShowInput(bool),
    /// Another language.
    Speak(Lang),
    /// A finding was chosen.
    ChooseFinding(usize),
    /// The finding after or before the chosen one.
    NextFinding {
        /// Before rather than after.
        back: bool,
    },
    /// A cell was activated.
    ChooseCell(CellId),
    /// One of the chosen cell's equations was chosen.
    ChooseRelation(usize),
    /// A cell is to be shown; the choice stays.
    ShowCell(CellId),
    /// One step back.
    Back,
}

impl Default for State {
    fn default() -> State {
        State {
            lang: Lang::Zh,
            source: Source::empty(),
            before: None,
            revision: 0,
            input_open: true,
            notice: None,
            reading: None,
            phase: Phase::Idle,
            choice: None,
            focus: Focus { number: 0, target: Target::Stay },
            said: Said { number: 0, words: AttrValue::default() },
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
    /// The answer in view, if only to the text before.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.phase {
            Phase::Checked(answer) | Phase::Checking(Some(answer)) => Some(answer),
            _ => None,
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

    fn act(&mut self, action: Action) {
        match action {
            Action::Typed(text) => {
                let before = self.source.clone();
                self.source = Source::sniffed(text, Origin::Typed);
                // A text that was read against its looks is still read so after an edit.
                if before.kind != before.looks_like && self.source.looks_like == before.looks_like {
                    self.source.kind = before.kind;
                }
                self.source.nth = before.nth;
                self.recheck();
            }
            Action::Pasted { html, text } => self.replace(Source::pasted(html, text)),
            Action::PastedNothing { image } => {
                let text = texts(self.lang);
                self.say(if image { text.image_pasted } else { text.nothing_pasted });
                self.notice = Some(if image { Notice::ImagePasted } else { Notice::NothingPasted });
            }
            Action::Read { number, name } => {
                self.notice = None;
                self.say(fill(texts(self.lang).reading, &[("name", &name)]));
                self.reading = Some(Reading { number, name: name.into() });
            }
            Action::Opened { number, source } => {
                if self.is_reading(number) {
                    self.replace(source);
                }
            }
            Action::NotOpened { number, refusal } => {
                if self.is_reading(number)
                    && let Some(reading) = self.reading.take()
                {
                    self.say(refusal.message(self.lang).clone());
                    self.notice = Some(Notice::File(reading.name, refusal));
                }
            }
            Action::StopReading => {
                self.reading = None;
                self.say(texts(self.lang).said_stopped);
                self.go(if self.input_open { Target::Input } else { Target::Verdict });
            }
            Action::ChooseReport(nth) => {
                self.source.nth = nth;
                self.recheck();
            }
            Action::Open(sample) => self.replace(Source::sample(sample)),
            Action::Checked(revision, source, result) => {
                if revision == self.revision {
                    self.settle(source, result);
                }
            }
            Action::ReadAs(kind) => {
                self.source.kind = kind;
                self.recheck();
            }
            Action::Clear => {
                if !self.source.is_empty() {
                    self.before = Some(std::mem::replace(&mut self.source, Source::empty()));
                }
                self.reading = None;
                self.recheck();
                self.input_open = true;
                self.say(texts(self.lang).said_cleared);
                self.go(Target::Input);
            }
            Action::Restore => {
                if let Some(before) = self.before.take() {
                    let now = std::mem::replace(&mut self.source, before);
                    self.before = Some(now).filter(|now| !now.is_empty());
                    self.recheck();
                    self.say(texts(self.lang).said_restored);
                }
            }
            Action::ShowInput(open) => {
                self.input_open = open;
                if open {
                    self.go(Target::Input);
                }
            }
            Action::Speak(lang) => self.lang = lang,
            Action::ChooseFinding(index) => self.choose_finding(index),
            Action::NextFinding { back } => {
                let n = self.answer().map_or(0, |answer| answer.entries.len());
                match (n, self.finding(), back) {
                    (0, _, _) => self.say(texts(self.lang).said_no_findings),
                    (_, None, false) => self.choose_finding(0),
                    (n, None, true) => self.choose_finding(n - 1),
                    (n, Some(index), false) => self.choose_finding((index + 1) % n),
                    (n, Some(index), true) => self.choose_finding((index + n - 1) % n),
                }
            }
            Action::ChooseCell(cell) => self.choose_cell(cell),
            Action::ChooseRelation(index) => {
                if let Some(Choice::Cell { relation, .. }) = &mut self.choice {
                    *relation = Some(index);
                    let words =
                        self.answer().map_or_else(String::new, |answer| sums::line(answer, index, self.lang));
                    self.say(words);
                }
            }
            Action::ShowCell(cell) => self.go(Target::Cell(cell)),
            Action::Back => self.back(),
        }
    }

    fn is_reading(&self, number: u32) -> bool {
        self.reading.as_ref().is_some_and(|reading| reading.number == number)
    }

    /// Puts a whole new text in the box.
    fn replace(&mut self, source: Source) {
        self.reading = None;
        let before = std::mem::replace(&mut self.source, source);
        let is_own = matches!(before.origin, Origin::Sample(_));
        let is_lost = !before.is_empty() && !is_own && before.text != self.source.text;
        if is_lost {
            self.before = Some(before);
        }
        self.recheck();
        self.notice = is_lost.then_some(Notice::Replaced);
        if !self.source.is_empty() {
            self.say(texts(self.lang).checking);
        }
    }

    fn recheck(&mut self) {
        self.revision += 1;
        self.notice = None;
        self.choice = None;
        self.phase = match std::mem::replace(&mut self.phase, Phase::Idle) {
            _ if self.source.is_empty() => Phase::Idle,
            Phase::Checked(answer) | Phase::Checking(Some(answer)) => Phase::Checking(Some(answer)),
            _ => Phase::Checking(None),
        };
    }

    fn settle(&mut self, source: Source, result: Result<Answer, Error>) {
        self.source = source;
        let typed = self.source.origin == Origin::Typed;
        match result {
            Ok(answer) => {
                self.say(summary::spoken(&answer, self.source.nth, self.lang));
                self.phase = Phase::Checked(answer);
                if !typed {
                    self.input_open = false;
                    self.go(Target::Verdict);
                }
            }
            Err(error) => {
                self.say(error.message(self.lang));
                self.phase = Phase::Failed(error);
                self.input_open = true;
                if !typed {
                    self.go(Target::Input);
                }
            }
        }
    }

    fn choose_finding(&mut self, index: usize) {
        let Some(answer) = self.answer().cloned() else { return };
        let Some(finding) = answer.finding(index) else { return };
        self.choice = Some(Choice::Finding(index));
        self.go(finding.cells.first().map_or(Target::Finding(index), |&cell| Target::Cell(cell)));
        let (i, n) = ((index + 1).to_string(), answer.entries.len().to_string());
        let message = finding.message(self.lang);
        self.say(fill(texts(self.lang).said_chosen, &[("i", &i), ("n", &n), ("message", &message)]));
    }

    fn choose_cell(&mut self, cell: CellId) {
        let Some(answer) = self.answer().cloned() else { return };
        let relations = answer.relations_of(cell);
        let fails = |relation: &usize| answer.relations.get(*relation).is_some_and(is_failing);
        let relation = self
            .lit()
            .filter(|lit| relations.contains(lit))
            .or_else(|| relations.iter().copied().find(fails))
            .or_else(|| relations.first().copied());
        self.choice = Some(Choice::Cell { cell, relation, from: self.finding() });
        self.say(sums::cell_summary(&answer, cell, self.lang));
        if relations.len() > 1 {
            self.go(Target::Relation);
        }
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

    fn go(&mut self, target: Target) {
        self.focus = Focus { number: self.focus.number + 1, target };
    }

    fn say(&mut self, words: impl Into<AttrValue>) {
        self.said = Said { number: self.said.number + 1, words: words.into() };
    }
}

fn is_failing((_, outcome): &(gouji::Equation, gouji::Outcome)) -> bool {
    matches!(outcome, gouji::Outcome::Fails(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::broken;

    fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
        let state = actions.into_iter().fold(Rc::new(state), |state, action| state.reduce(action));
        (*state).clone()
    }

    fn cell(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    /// A pasted report with one contradiction, checked.
    fn checked() -> State {
        let pasted = after(State::default(), [Action::Pasted { html: None, text: Some("年报".into()) }]);
        let done = Action::Checked(pasted.revision, pasted.source.clone(), Ok(broken()));
        after(pasted, [done])
    }

    #[test]
    fn a_paste_is_checked_and_the_verdict_gets_the_keyboard() {
        let state = checked();
        assert!(matches!(state.phase, Phase::Checked(_)));
        assert_eq!(state.focus.target, Target::Verdict);
        assert!(!state.input_open);
        assert!(state.said.words.starts_with("1 处矛盾"), "{}", state.said.words);
    }

    #[test]
    fn typing_keeps_the_keyboard_in_the_box_and_the_old_answer_in_view() {
        let state = after(checked(), [Action::Typed("年报二".into())]);
        assert!(matches!(state.phase, Phase::Checking(Some(_))));
        let done = Action::Checked(state.revision, state.source.clone(), Ok(broken()));
        let moves = state.focus.number;
        assert_eq!(after(state, [done]).focus.number, moves);
    }

    #[test]
    fn the_answer_to_an_older_text_is_dropped() {
        let state = after(State::default(), [Action::Typed("甲".into()), Action::Typed("乙".into())]);
        let old = Action::Checked(
            state.revision - 1,
            Source::empty(),
            Err(Error::NotAReport(gouji::NearMiss::Other)),
        );
        assert_eq!(after(state.clone(), [old]), state);
    }

    #[test]
    fn bad_input_stays_in_the_open_box() {
        let state = after(State::default(), [Action::Pasted { html: None, text: Some("床前明月光".into()) }]);
        let failed = Action::Checked(
            state.revision,
            state.source.clone(),
            Err(Error::NotAReport(gouji::NearMiss::Other)),
        );
        let state = after(state, [failed]);
        assert_eq!(state.phase, Phase::Failed(Error::NotAReport(gouji::NearMiss::Other)));
        assert_eq!(state.source.text, "床前明月光");
        assert!(state.input_open);
    }

    #[test]
    fn what_was_replaced_or_cleared_comes_back() {
        let state = after(checked(), [Action::Pasted { html: None, text: Some("另一份".into()) }]);
        assert_eq!(state.notice, Some(Notice::Replaced));
        let state = after(state, [Action::Restore]);
        assert_eq!(state.source.text, "年报");
        let state = after(state, [Action::Clear]);
        assert_eq!((state.source.text.as_str(), &state.phase), ("", &Phase::Idle));
        assert_eq!(after(state, [Action::Restore]).source.text, "年报");
    }

    #[test]
    fn a_picture_on_the_clipboard_changes_nothing_but_the_notice() {
        let state = after(checked(), [Action::PastedNothing { image: true }]);
        assert_eq!(state.notice, Some(Notice::ImagePasted));
        assert!(matches!(state.phase, Phase::Checked(_)));
    }

    #[test]
    fn choosing_a_finding_lights_its_equation_and_goes_to_its_first_cell() {
        let state = after(checked(), [Action::ChooseFinding(0)]);
        assert_eq!(state.focus.target, Target::Cell(cell("t4.direct.upheld")));
        let answer = state.answer().expect("an answer");
        let lit = state.lit().expect("an equation");
        assert!(answer.roles(lit).contains_key(&cell("t4.direct.total")));
    }

    #[test]
    fn a_cell_in_several_equations_lists_them_and_escape_returns_step_by_step() {
        let state = after(checked(), [Action::ChooseFinding(0), Action::ChooseCell(cell("t3.total.total"))]);
        assert_eq!(state.focus.target, Target::Relation);
        assert_eq!(state.finding(), Some(0));
        let state = after(state, [Action::Back]);
        assert_eq!(state.choice, Some(Choice::Finding(0)));
        assert_eq!(state.focus.target, Target::Cell(cell("t3.total.total")));
        let state = after(state, [Action::Back]);
        assert_eq!((state.choice, state.focus.target), (None, Target::Finding(0)));
    }

    #[test]
    fn a_cell_in_one_equation_lights_it_and_keeps_the_keyboard() {
        let state = after(checked(), [Action::ChooseFinding(0)]);
        let moves = state.focus.number;
        let state = after(state, [Action::ChooseCell(cell("t4.review.total"))]);
        assert_eq!(state.focus.number, moves);
        assert!(state.lit().is_some());
        let state = after(state, [Action::ChooseCell(cell("t2.fees.amount"))]);
        assert_eq!(state.lit(), None);
    }

    #[test]
    fn f8_goes_round_all_findings() {
        let state = checked();
        let n = state.answer().expect("an answer").entries.len();
        let forward = (0..n).map(|_| Action::NextFinding { back: false });
        let state = after(state, forward);
        assert_eq!(state.finding(), Some(n - 1));
        let state = after(state, [Action::NextFinding { back: false }]);
        assert_eq!(state.finding(), Some(0));
        assert_eq!(after(state, [Action::NextFinding { back: true }]).finding(), Some(n - 1));
    }

    #[test]
    fn the_way_of_reading_survives_an_edit() {
        let html = "<html><table><tr><td>1</td></tr></table></html>";
        let state = after(State::default(), [Action::Typed(html.into()), Action::ReadAs(Kind::Text)]);
        let state = after(state, [Action::Typed(format!("{html} "))]);
        assert_eq!(state.source.kind, Kind::Text);
    }

    fn read(number: u32) -> Action {
        Action::Read { number, name: "年报.docx".into() }
    }

    fn opened(number: u32, text: &str) -> Action {
        let source = Source::file(text.into(), Kind::Html, "年报.docx".into(), gouji_files::Format::Docx);
        Action::Opened { number, source }
    }

    #[test]
    fn a_file_takes_its_place_once_it_is_read_and_a_refused_one_changes_nothing() {
        let state = after(checked(), [read(1)]);
        assert!(matches!(state.phase, Phase::Checked(_)));
        let refused = Action::NotOpened { number: 1, refusal: Error::Encrypted.into() };
        let kept = after(state.clone(), [refused]);
        assert_eq!((kept.source.text.as_str(), &kept.reading), ("年报", &None));
        assert_eq!(kept.notice, Some(Notice::File("年报.docx".into(), Error::Encrypted.into())));
        let state = after(state, [opened(1, "<p>年报")]);
        assert_eq!((state.source.text.as_str(), &state.notice), ("<p>年报", &Some(Notice::Replaced)));
    }

    #[test]
    fn a_file_that_was_given_up_comes_too_late() {
        let stopped = after(checked(), [read(1), Action::StopReading, opened(1, "旧")]);
        assert_eq!(stopped.source.text, "年报");
        let second = after(checked(), [read(1), read(2), opened(1, "旧"), opened(2, "新")]);
        assert_eq!(second.source.text, "新");
        let pasted = Action::Pasted { html: None, text: Some("粘贴".into()) };
        assert_eq!(after(checked(), [read(1), pasted, opened(1, "旧")]).source.text, "粘贴");
    }

    #[test]
    fn another_of_several_reports_is_checked_and_stays_chosen_after_an_edit() {
        let state = after(checked(), [Action::ChooseReport(1)]);
        assert_eq!((state.source.nth, state.revision), (1, checked().revision + 1));
        assert_eq!(after(state.clone(), [Action::Typed("年报 ".into())]).source.nth, 1);
        assert_eq!(after(state, [Action::Pasted { html: None, text: Some("新".into()) }]).source.nth, 0);
    }
}
