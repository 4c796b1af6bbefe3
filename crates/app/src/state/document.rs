//! What comes into the box and goes: typed, pasted, opened, cleared; and the way back and forth over every step.

use gouji::Kind;

use super::history::Kind as StepKind;
use super::prior::PriorSeen;
use super::session::Sheet;
use super::{Notice, Session, State, Target};
use crate::edits::differing;
use crate::source::{Origin, Sample, Source};
use crate::texts::{Texts, texts};
use crate::token::Token;

/// What can happen to the document in the box.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentAction {
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
    /// A sample was asked for.
    Open(Sample),
    /// An empty form is to be filled in.
    FillBlank,
    /// A stored draft is opened, with last year's report beside it.
    OpenDraft(Box<Session>, Option<Box<Source>>),
    /// Another of several reports in the text, counted from zero.
    ChooseReport(usize),
    /// The text is to be read as this kind.
    ReadAs(Kind),
    /// Empty the box.
    Clear,
    /// Bring back the document that was in the box before.
    Restore,
    /// One step back.
    Undo,
    /// One step forth.
    Redo,
}

impl State {
    pub(super) fn act_on_document(&mut self, action: DocumentAction) {
        match action {
            DocumentAction::Typed(text) => self.typed(text),
            DocumentAction::Pasted { html, text } => self.open(Session::new(Source::pasted(html, text))),
            DocumentAction::PastedNothing { image } => {
                let text = texts(self.lang);
                self.say(if image { text.image_pasted } else { text.nothing_pasted });
                self.notice = Some(if image { Notice::ImagePasted } else { Notice::NothingPasted });
            }
            DocumentAction::Open(sample) => self.open(Session::new(Source::sample(sample))),
            DocumentAction::FillBlank => self.open(Session::new(Source::blank())),
            DocumentAction::OpenDraft(session, prior) => {
                self.open(*session);
                if let Some(prior) = prior {
                    let token = Token::new();
                    self.know_prior(token, PriorSeen::Asked(*prior));
                    self.desk.session.wanted = Some(token);
                }
            }
            DocumentAction::ChooseReport(nth) => {
                self.commit();
                let session = &mut self.desk.session;
                session.source.nth = nth;
                session.sheets.entry(nth).or_insert_with(Sheet::asked);
                self.look_again();
                if self.desk.session.asked().is_none() {
                    self.greet();
                }
            }
            DocumentAction::ReadAs(kind) => {
                self.commit();
                self.step(StepKind::Document);
                self.desk.session.source.kind = kind;
                self.forget_readings();
                self.look_again();
            }
            DocumentAction::Clear => self.clear(),
            DocumentAction::Restore => self.restore(),
            DocumentAction::Undo => {
                self.walk(false, |text| (text.said_undone, text.nothing_to_undo));
            }
            DocumentAction::Redo => {
                self.walk(true, |text| (text.said_redone, text.nothing_to_redo));
            }
        }
    }

    /// Puts a whole document into the box. What was there is a step back, or in the list, with all that belongs to it.
    pub(super) fn open(&mut self, next: Session) {
        self.commit();
        let before = &self.desk.session;
        let is_missed = before.is_missed_for(&next.source);
        let (changed, is_listed) = (before.changed(), before.file.is_some());
        if is_missed || is_listed {
            self.step(StepKind::Document);
        }
        self.leave();
        self.desk.session = next;
        self.reading = None;
        self.arrive();
        // A long text in an open box takes longer to lay out than to check.
        self.input_open = self.source().is_empty();
        self.notice = (is_missed && (changed > 0 || !is_listed)).then_some(Notice::Replaced(changed));
        if self.desk.session.asked().is_some() {
            self.say(texts(self.lang).checking);
        }
    }

    /// A file of the list goes back there, with all that was done to it.
    pub(super) fn leave(&mut self) {
        let session = self.desk.session.clone();
        let Some(file) = session.file.filter(|file| self.batch().is_some_and(|batch| batch.has(*file)))
        else {
            return;
        };
        let left = self.left(session);
        if let Some(batch) = self.batch_mut() {
            batch.left.insert(file, left);
        }
    }

    /// Another document is in the box: nothing of the one before is in view.
    pub(super) fn arrive(&mut self) {
        self.phase = super::Phase::Idle;
        self.look_again();
    }

    /// The text in the box is another, or is read otherwise. The answer before stays in view until the next.
    fn look_again(&mut self) {
        self.notice = None;
        self.offered = None;
        self.choice = None;
        self.editing = None;
        self.desk.session.ask_again();
        self.judge();
    }

    /// A text that was edited is another text: what was changed in the one before belongs to that one.
    fn typed(&mut self, text: String) {
        self.commit();
        let before = &self.desk.session;
        let (changed, has_work) = (before.changed(), before.has_work());
        let goes_on = before.source.origin == Origin::Typed && !has_work;
        if !goes_on && !before.source.is_empty() {
            self.step(StepKind::Document);
        }
        let session = &mut self.desk.session;
        let mut source = Source::sniffed(text, Origin::Typed);
        // A text that was read against its looks is still read so after an edit.
        if session.source.kind != session.source.looks_like && source.looks_like == session.source.looks_like
        {
            source.kind = session.source.kind;
        }
        source.nth = session.source.nth;
        session.source = source;
        self.forget_readings();
        let stays = self.notice.take().filter(|notice| goes_on && notice.is_way_back());
        self.look_again();
        self.notice = stays.or(has_work.then_some(Notice::Replaced(changed)));
    }

    /// Nothing is known of the text in the box.
    fn forget_readings(&mut self) {
        let session = &mut self.desk.session;
        session.sheets.clear();
        if !session.source.is_empty() {
            session.sheets.insert(session.source.nth, Sheet::asked());
        }
    }

    fn clear(&mut self) {
        self.commit();
        let changed = self.desk.session.changed();
        let was_empty = self.source().is_empty();
        if !was_empty || self.desk.session.has_work() {
            self.step(StepKind::Document);
        }
        self.leave();
        self.desk.session = Session::empty();
        self.reading = None;
        self.arrive();
        self.input_open = true;
        self.notice = (!was_empty).then_some(Notice::Cleared(changed));
        self.say(texts(self.lang).said_cleared);
        self.go(Target::Input);
    }

    /// Back over all steps to the document before.
    fn restore(&mut self) {
        if !self.history.has_document() {
            return;
        }
        self.commit();
        while self.history.back(&mut self.desk).is_some_and(|kind| kind != StepKind::Document) {}
        self.come_back();
    }

    /// A document is in the box that was there before.
    fn come_back(&mut self) {
        self.reading = None;
        self.arrive();
        self.input_open = self.answer().is_none();
        self.notice = Some(Notice::Restored);
        self.say(texts(self.lang).said_restored);
        self.go(if self.answer().is_some() { Target::Verdict } else { Target::Input });
    }

    fn walk(&mut self, forth: bool, words: fn(&Texts) -> (&'static str, &'static str)) {
        self.commit();
        let (done, nothing) = words(texts(self.lang));
        let here = |state: &State| {
            let sheet = state.desk.session.sheet();
            (sheet.map(|sheet| sheet.token), state.batch().map(|batch| batch.token))
        };
        let (place, before) = (here(self), self.desk.session.sheet().map(|sheet| sheet.changes.clone()));
        let walked =
            if forth { self.history.forth(&mut self.desk) } else { self.history.back(&mut self.desk) };
        let Some(kind) = walked else { return self.say(nothing) };
        if here(self) != place || self.desk.session.asked().is_some() {
            return self.come_back();
        }
        self.notice = None;
        self.judge();
        let after = self.desk.session.sheet().map(|sheet| sheet.changes.clone());
        let cell = before.zip(after).and_then(|(before, after)| differing(&before, &after));
        match cell.filter(|_| kind == StepKind::Cells) {
            Some(cell) => self.say_of_cell(done, cell),
            None => self.say(self.with_verdict(done.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;
    use crate::state::{Action, CellAction, Phase};

    fn act(action: DocumentAction) -> Action {
        action.into()
    }

    #[test]
    fn what_was_changed_belongs_to_the_text_that_it_was_changed_in() {
        let mended = after(checked(), [write("t4.direct.total", "2")]);
        assert_eq!(errors(&mended), 0);
        let typed = settled(after(mended, [act(DocumentAction::Typed("另一份".into()))]), Ok(broken()));
        assert_eq!(errors(&typed), 1, "another text with the same fault has it");
        assert_eq!(typed.notice, Some(Notice::Replaced(1)));
        let back = after(typed, [act(DocumentAction::Undo)]);
        assert_eq!((back.source().text.as_str(), errors(&back)), ("年报", 0));
    }

    #[test]
    fn what_was_replaced_or_cleared_comes_back_with_all_that_belonged_to_it() {
        let ignored = crate::answer::Ignored::Kind(gouji::RuleId::T4Total);
        let worked = after(checked(), [write("t3.received.total", "9"), CellAction::Ignore(ignored).into()]);
        for leave in [pasted("另一份"), act(DocumentAction::Clear), act(DocumentAction::FillBlank)] {
            let left = after(worked.clone(), [leave]);
            assert_ne!(left.desk, worked.desk);
            assert!(left.notice.as_ref().is_some_and(Notice::is_way_back));
            for way in [DocumentAction::Undo, DocumentAction::Restore] {
                let back = after(left.clone(), [act(way)]);
                assert_eq!(back.desk, worked.desk);
                assert_eq!(back.answer().expect("an answer").ignored(), 1);
                let again = after(back, [act(DocumentAction::Redo)]);
                assert_eq!(again.source(), left.source());
            }
        }
    }

    #[test]
    fn a_text_that_was_left_unread_is_asked_for_anew_when_it_comes_back() {
        let first = after(State::default(), [pasted("甲")]);
        let late = answered(&first, Ok(broken()));
        let second = settled(after(first, [pasted("乙")]), Ok(broken()));
        let back = after(second, [act(DocumentAction::Undo), late]);
        assert!(matches!(back.phase, Phase::Checking(None)), "the request of then was given up");
        assert_eq!(errors(&settled(back, Ok(broken()))), 1);
    }

    #[test]
    fn samples_are_there_again_for_a_click_unless_something_was_changed() {
        let sample = |state| settled(after(state, [act(DocumentAction::Open(Sample::Broken))]), Ok(broken()));
        let plain = after(sample(State::default()), [pasted("年报")]);
        assert!(!plain.history.has_document());
        let changed = after(sample(State::default()), [write("t4.direct.total", "2"), pasted("年报")]);
        assert_eq!(changed.notice, Some(Notice::Replaced(1)));
    }

    #[test]
    fn another_of_several_reports_is_checked_and_each_keeps_what_was_done_to_it() {
        let mended = after(checked(), [write("t4.direct.total", "2"), act(DocumentAction::ChooseReport(1))]);
        let second = settled(mended, Ok(broken()));
        assert_eq!(errors(&second), 1);
        let ignored = CellAction::Ignore(crate::answer::Ignored::Kind(gouji::RuleId::T4Total));
        let first = after(second, [ignored.into(), act(DocumentAction::ChooseReport(0))]);
        assert_eq!((errors(&first), first.answer().expect("an answer").ignored()), (0, 0));
        let undone = after(first, [act(DocumentAction::Undo), act(DocumentAction::Undo)]);
        assert_eq!((undone.source().nth, errors(&undone)), (0, 1));
        assert_eq!(after(undone, [act(DocumentAction::Typed("新".into()))]).source().nth, 0);
    }

    #[test]
    fn a_picture_on_the_clipboard_changes_nothing_but_the_notice() {
        let state = after(checked(), [act(DocumentAction::PastedNothing { image: true })]);
        assert_eq!(state.notice, Some(Notice::ImagePasted));
        assert!(matches!(state.phase, Phase::Checked(_)));
    }

    #[test]
    fn the_way_of_reading_survives_an_edit() {
        let html = "<html><table><tr><td>1</td></tr></table></html>";
        let typed = |text: &str| act(DocumentAction::Typed(text.into()));
        let state = after(State::default(), [typed(html), act(DocumentAction::ReadAs(Kind::Text))]);
        let state = after(state, [typed(&format!("{html} "))]);
        assert_eq!(state.source().kind, Kind::Text);
    }
}
