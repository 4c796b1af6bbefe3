//! What a worker says of the text in the box, and the judgement of what it read.

use super::session::Seen;
use super::{Notice, Refusal, State, StepKind, Target};
use crate::answer::Answer;
use crate::reading::Excerpt;
use crate::source::{Origin, Read, Source};
use crate::state::Panel;
use crate::summary;
use crate::texts::texts;
use crate::token::Token;

/// How far the check is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing to check.
    Idle,
    /// At it; the answer to the text before it was edited stays in view.
    Checking(Option<Answer>),
    /// Done.
    Checked(Answer),
    /// The text could not be read as a report.
    Failed(Refusal),
    /// The check was given up; the text is still there.
    Stopped,
}

/// What can happen to a check.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckAction {
    /// A text was read; it may have been replaced by its plain form.
    Checked(Token, Source, Result<Read, Refusal>),
    /// What the source says around a report.
    Excerpted(Token, Excerpt),
    /// The check that is going on is not wanted any more.
    Stop,
    /// The text is to be checked once more.
    Again,
    /// The worker does not answer: the page parses on its own thread. Or it does again.
    Alone(bool),
}

impl State {
    pub(super) fn act_on_check(&mut self, action: CheckAction) {
        match action {
            CheckAction::Checked(token, source, result) => {
                if self.desk.session.asked() == Some(token) {
                    self.settle(source, result);
                }
            }
            CheckAction::Excerpted(token, excerpt) => {
                let sheet = self.desk.session.sheet_mut();
                if let Some(sheet) = sheet.filter(|sheet| sheet.token == token) {
                    sheet.excerpt = Some(excerpt);
                }
            }
            CheckAction::Stop => {
                if self.desk.session.asked().is_some()
                    && let Some(sheet) = self.desk.session.sheet_mut()
                {
                    sheet.seen = Seen::Stopped;
                    self.judge();
                    self.say(texts(self.lang).stopped);
                    self.go(Target::CheckAgain);
                }
            }
            CheckAction::Again => {
                if let Some(sheet) = self.desk.session.sheet_mut() {
                    (sheet.token, sheet.seen) = (Token::new(), Seen::Asked);
                    self.notice = None;
                    self.judge();
                }
            }
            CheckAction::Alone(is_alone) => {
                if is_alone && !self.is_alone {
                    self.say(texts(self.lang).reads_alone);
                }
                self.is_alone = is_alone;
            }
        }
    }

    /// The report whose source is to be shown and was not asked for yet, and the block at which it begins.
    pub fn unshown(&self) -> Option<(Token, usize)> {
        let sheet = self.desk.session.sheet().filter(|sheet| sheet.excerpt.is_none())?;
        // Pictures stand in its place.
        let is_shown = self.is_open(Panel::Source) && self.source().pictures.is_none();
        let read = sheet.read().filter(|_| is_shown)?;
        let cells = read.cells.values().filter_map(|cell| Some(cell.place?.block));
        let sections = read.sections.iter().map(|section| section.place.block);
        // A little of what stands before it; a long menu must not use up the blocks that are shown.
        Some((sheet.token, cells.chain(sections).min().unwrap_or(0).saturating_sub(50)))
    }

    fn settle(&mut self, source: Source, result: Result<Read, Refusal>) {
        let typed = source.origin == Origin::Typed;
        self.desk.session.source = source;
        if let Some(sheet) = self.desk.session.sheet_mut() {
            sheet.seen = match result {
                Ok(read) => Seen::Read(read),
                Err(refusal) => Seen::Refused(refusal),
            };
        }
        self.keep_prior();
        self.judge();
        match &self.phase {
            Phase::Failed(refusal) => {
                self.say(refusal.message(self.lang));
                self.input_open = true;
                if !typed {
                    self.go(Target::Input);
                }
            }
            _ if typed => {
                self.speak_verdict();
                self.follow_link();
            }
            _ => self.greet(),
        }
    }

    /// A report is there to look at.
    pub(super) fn greet(&mut self) {
        if self.answer().is_none() {
            return;
        }
        self.offered = self.find_offer();
        self.speak_verdict();
        self.input_open = false;
        self.go(Target::Verdict);
        self.follow_link();
    }

    fn speak_verdict(&mut self) {
        if let Some(answer) = self.answer() {
            let words = summary::spoken(answer, self.source().nth, self.lang);
            self.say(words);
        }
    }

    /// A report that took the place of one on the same organ and year keeps last year's report beside it.
    fn keep_prior(&mut self) {
        let name = |read: Option<&Read>| read.and_then(|read| Some((read.organ.clone()?, read.year?)));
        let Some(last) = self.history.last().filter(|step| step.kind == StepKind::Document) else { return };
        let before = &last.desk.session;
        let now = name(self.read());
        if now.is_some() && name(before.sheet().and_then(|sheet| sheet.read())) == now {
            let (prior, wanted) = (before.prior, before.wanted);
            let session = &mut self.desk.session;
            session.prior = session.prior.or(prior);
            session.wanted = session.wanted.or(wanted);
        }
    }

    /// Judges what is in the box as it is now; what the person looks at stays in view.
    pub(super) fn judge(&mut self) {
        self.adopt_prior();
        self.phase = match self.desk.session.sheet().map(|sheet| sheet.seen.clone()) {
            None => Phase::Idle,
            Some(Seen::Asked) => Phase::Checking(self.answer().cloned()),
            Some(Seen::Stopped) => Phase::Stopped,
            Some(Seen::Refused(refusal)) => Phase::Failed(refusal),
            Some(Seen::Read(_)) => match self.answer_of(&self.desk.session, self.typing()) {
                Some(answer) => {
                    self.choice = self.choice.and_then(|choice| self.carried_over(choice, &answer));
                    Phase::Checked(answer)
                }
                None => Phase::Idle,
            },
        };
    }

    /// What was done, and how it stands now.
    pub(super) fn with_verdict(&self, done: String) -> String {
        match self.answer() {
            Some(answer) => {
                format!("{done}{}{}", texts(self.lang).stop, summary::headline(answer, self.lang))
            }
            None => done,
        }
    }

    fn follow_link(&mut self) {
        let (Some(key), Phase::Checked(answer)) = (self.link.clone(), &self.phase) else { return };
        self.link = None;
        match answer.entry_named(&key) {
            Some(index) => self.choose_finding(index),
            None => {
                self.say(texts(self.lang).unknown_link);
                self.notice = Some(Notice::UnknownLink);
            }
        }
    }

    /// The address names a finding.
    pub(super) fn follow(&mut self, key: String) {
        self.link = Some(key);
        self.follow_link();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;
    use crate::state::{Action, DocumentAction, ViewAction};
    use gouji::Error;

    fn typed(text: &str) -> Action {
        DocumentAction::Typed(text.into()).into()
    }

    fn no_report() -> Refusal {
        Error::NotAReport(gouji::NearMiss::Other).into()
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
        let state = after(checked(), [typed("年报二")]);
        assert!(matches!(state.phase, Phase::Checking(Some(_))));
        let moves = state.focus.number;
        assert_eq!(settled(state, Ok(broken())).focus.number, moves);
    }

    #[test]
    fn another_document_shows_no_answer_of_the_one_before() {
        let state = after(checked(), [pasted("另一份")]);
        assert_eq!((state.phase.clone(), state.answer()), (Phase::Checking(None), None));
    }

    #[test]
    fn the_answer_to_an_older_text_is_dropped() {
        let first = after(State::default(), [typed("甲")]);
        let old = answered(&first, Err(no_report()));
        let second = after(first, [typed("乙")]);
        assert_eq!(after(second.clone(), [old]), second);
    }

    #[test]
    fn a_stopped_check_leaves_the_text_and_no_verdict_and_its_answer_comes_too_late() {
        let pasted = after(checked(), [pasted("另一份年报")]);
        let late = answered(&pasted, Ok(broken()));
        let stopped = after(pasted, [CheckAction::Stop.into(), late]);
        assert_eq!((stopped.phase.clone(), stopped.desk.session.asked()), (Phase::Stopped, None));
        assert_eq!(
            (stopped.source().text.as_str(), stopped.focus.target),
            ("另一份年报", Target::CheckAgain)
        );
        assert!(stopped.answer().is_none());
        let again = after(stopped.clone(), [CheckAction::Again.into()]);
        assert!(settled(again, Ok(broken())).answer().is_some());
        assert_eq!(after(stopped.clone(), [CheckAction::Stop.into()]), stopped);
    }

    #[test]
    fn bad_input_stays_in_the_open_box() {
        let state = settled(after(State::default(), [pasted("床前明月光")]), Err(no_report()));
        assert_eq!(state.phase, Phase::Failed(no_report()));
        assert_eq!(state.source().text, "床前明月光");
        assert!(state.input_open);
    }

    #[test]
    fn a_link_is_followed_as_soon_as_there_is_an_answer() {
        let link = |key: &str| ViewAction::Link(key.into()).into();
        let pasted = after(State::default(), [link("t4.total@t4.direct.total"), pasted("年报")]);
        assert_eq!(settled(pasted, Ok(broken())).finding(), Some(0));
        let unknown = after(checked(), [link("t3.balance@t3.total.total")]);
        assert_eq!(unknown.notice, Some(Notice::UnknownLink));
    }

    #[test]
    fn that_no_worker_answers_is_said_once() {
        let alone = after(checked(), [CheckAction::Alone(true).into()]);
        assert!(alone.is_alone);
        assert_eq!(after(alone.clone(), [CheckAction::Alone(true).into()]), alone);
    }
}
