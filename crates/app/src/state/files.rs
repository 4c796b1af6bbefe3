//! Files: the one that is being read for the box, and several that are listed, of which each opens in full.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::AttrValue;

use super::{Notice, Refusal, Session, State, StepKind, Target};
use crate::batch::{Batch, Class, Figures, Listed, Status};
use crate::source::Source;
use crate::texts::{count, fill, texts};
use crate::token::Token;

/// A file that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedFile {
    /// Tells it from files chosen before.
    pub number: Token,
    /// Its name.
    pub name: AttrValue,
    /// How far it is; none of a file that does not say so.
    pub progress: Option<Progress>,
}

/// How far a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Figures that are read.
    pub done: u32,
    /// Of so many; of none while the tables are looked for.
    pub all: u32,
    /// The browser has no SIMD.
    pub is_slow: bool,
}

/// What can happen to files.
#[derive(Clone, Debug, PartialEq)]
pub enum FileAction {
    /// A file was chosen, and reading it begins.
    Read(Token, String),
    /// A file was read, or could not be.
    Opened(Token, Result<Source, Refusal>),
    /// So much of so much of a file is read.
    Progress(Token, Progress),
    /// The file that is being read is not wanted any more.
    Stop,
    /// Several files were given; there may have been more of them.
    List(Vec<(Token, String)>, bool),
    /// How far some of several files are.
    Listed(Vec<(Token, Status)>),
    /// One of several files is to be shown in full.
    OpenListed(Token),
    /// One of several files is to be shown in full beside another: they are copies of one report.
    Compare(Token, Token),
    /// One of several files adds up the others, or none does.
    Parent(Option<Token>),
    /// One of several files adds up these.
    Group(Token, BTreeSet<Token>),
    /// What one of several files has to mend is to be seen, or not any more.
    Unfold(Token),
    /// The list of files is sorted by contradictions, or as they came.
    Sort(bool),
    /// Files were judged again.
    Judged(Vec<(Token, Figures)>),
    /// Only files of this kind are to be seen in the list, or all.
    Show(Option<Class>),
    /// The list of files is not wanted any more.
    Close,
}

impl State {
    pub(super) fn act_on_files(&mut self, action: FileAction) {
        match action {
            FileAction::Read(number, name) => {
                self.notice = None;
                self.say(fill(texts(self.lang).reading, &[("name", &name)]));
                self.reading = Some(AwaitedFile { number, name: name.into(), progress: None });
            }
            FileAction::Opened(number, result) => {
                let Some(reading) = self.reading.take_if(|reading| reading.number == number) else { return };
                match result {
                    Ok(source) => self.open(Session::new(source)),
                    Err(refusal) => {
                        self.say(refusal.message(self.lang));
                        self.notice = Some(Notice::File(reading.name, refusal));
                    }
                }
            }
            FileAction::Progress(number, progress) => {
                let Some(reading) = self.reading.as_mut().filter(|reading| reading.number == number) else {
                    return;
                };
                if reading.progress.replace(progress).is_none() {
                    self.say(texts(self.lang).reading_picture);
                }
            }
            FileAction::Stop => {
                self.reading = None;
                self.say(texts(self.lang).said_stopped);
                self.go(if self.input_open { Target::Input } else { Target::Verdict });
            }
            FileAction::List(files, is_cut) => self.list(files, is_cut),
            FileAction::Listed(statuses) => self.listed(statuses),
            FileAction::OpenListed(number) => self.open_listed(number),
            FileAction::Compare(number, other) => {
                self.open_listed(number);
                if self.desk.session.file == Some(number) {
                    self.accept_listed(other);
                }
            }
            FileAction::Parent(number) => self.set_parent(number, None),
            FileAction::Group(number, members) => self.set_parent(Some(number), Some(Rc::new(members))),
            FileAction::Unfold(number) => {
                if let Some(batch) = self.batch_mut() {
                    batch.unfolded = (batch.unfolded != Some(number)).then_some(number);
                }
            }
            FileAction::Sort(by_errors) => {
                if let Some(batch) = self.batch_mut() {
                    batch.by_errors = by_errors;
                }
            }
            FileAction::Show(class) => {
                if let Some(batch) = self.batch_mut() {
                    batch.shown = class;
                }
            }
            FileAction::Judged(judged) => self.take_judged(judged),
            FileAction::Close => self.close(),
        }
    }

    fn set_parent(&mut self, number: Option<Token>, members: Option<Rc<BTreeSet<Token>>>) {
        if self.batch().is_some_and(|batch| (batch.parent, &batch.members) != (number, &members)) {
            self.commit();
            self.step(StepKind::Other);
            if let Some(batch) = self.batch_mut() {
                (batch.parent, batch.members) = (number, members);
            }
            self.judge();
        }
    }

    /// How many reports the open one adds up.
    pub fn members_counted(&self) -> usize {
        let is_parent =
            |batch: &Batch| self.desk.session.file.is_some() && batch.parent == self.desk.session.file;
        let Some(batch) = self.batch().filter(|batch| is_parent(batch)) else { return 0 };
        if batch.done(&self.statuses) < batch.files.len() {
            return 0;
        }
        let is_other =
            |file: &&Listed| Some(file.number) != self.desk.session.file && batch.is_member(file.number);
        let others = batch.files.iter().filter(is_other);
        others.filter(|file| matches!(self.statuses.get(&file.number), Some(Status::Read(..)))).count()
    }

    fn list(&mut self, files: Vec<(Token, String)>, is_cut: bool) {
        self.commit();
        self.reading = None;
        self.say(count(texts(self.lang).files_title, files.len()));
        let changed = self.changed_in_list();
        if self.desk.batch.is_some() || !self.source().is_empty() {
            self.step(StepKind::Document);
        }
        // What is in the box stays there, and is no file of the new list.
        self.leave();
        self.desk.session.file = None;
        let statuses = Rc::make_mut(&mut self.statuses);
        statuses.extend(files.iter().map(|(number, _)| (*number, Status::Waiting)));
        self.desk.batch = Some(Rc::new(Batch::of(files, is_cut)));
        self.notice = (changed > 0).then_some(Notice::Closed(changed));
        self.judge();
        self.go(Target::Files);
    }

    fn listed(&mut self, statuses: Vec<(Token, Status)>) {
        let mut last = None;
        for (number, status) in statuses {
            // What is read in vain was given up.
            if self.statuses.get(&number).is_some_and(|status| !status.is_done()) {
                Rc::make_mut(&mut self.statuses).insert(number, status);
                last = Some(number);
            }
        }
        let Some(batch) = self.batch().filter(|batch| last.is_some_and(|last| batch.has(last))) else {
            return;
        };
        let n = batch.files.len();
        if batch.done(&self.statuses) < n {
            return;
        }
        let of = |wanted: &dyn Fn(&Status) -> bool| {
            let files = batch.files.iter().filter_map(|file| self.statuses.get(&file.number));
            files.filter(|status| wanted(status)).count().to_string()
        };
        let broken = of(&|status| matches!(status, Status::Read(_, _, figures) if figures.errors > 0));
        let failed = of(&|status| matches!(status, Status::Refused(_)));
        let said = [("n", &*n.to_string()), ("broken", &*broken), ("failed", &*failed)];
        self.say(fill(texts(self.lang).files_done, &said));
        // Only now is known what belongs beside what is in the box.
        if self.desk.session.file.is_some() {
            self.judge();
        }
    }

    fn open_listed(&mut self, number: Token) {
        if self.desk.session.file == Some(number) {
            return self.greet();
        }
        let Some(session) = self.listed_session(number) else { return };
        self.open(session);
        self.input_open = self.answer().is_none();
        self.greet();
    }

    /// A file of the list as it was left, or as it was read.
    pub(super) fn listed_session(&self, number: Token) -> Option<Session> {
        match (self.batch()?.left.get(&number), self.statuses.get(&number)?) {
            (Some(left), _) => Some(left.session.clone()),
            (None, Status::Read(source, read, _)) => {
                Some(Session { file: Some(number), ..Session::of_read(source.clone(), read.clone()) })
            }
            _ => None,
        }
    }

    fn changed_in_list(&self) -> usize {
        self.batch().map_or(0, |batch| batch.left.values().map(|left| left.session.changed()).sum())
    }

    fn close(&mut self) {
        self.commit();
        let Some(batch) = self.batch() else { return };
        let is_worth_a_step =
            !batch.left.is_empty() || self.desk.session.file.is_some() || batch.parent.is_some();
        let changed = self.changed_in_list();
        if is_worth_a_step {
            self.step(StepKind::Document);
        }
        self.desk.batch = None;
        self.desk.session.file = None;
        self.notice = (changed > 0).then_some(Notice::Closed(changed));
        self.judge();
        self.go(if self.answer().is_some() { Target::Verdict } else { Target::Input });
    }

    /// Files of a list that is not there any more are read no further; in a list that comes back, they say so.
    pub(super) fn stop_files(&mut self) {
        let batch = self.desk.batch.clone();
        let is_wanted = |number: &Token| batch.as_ref().is_some_and(|batch| batch.has(*number));
        let is_orphan = |(number, status): &(&Token, &Status)| !status.is_done() && !is_wanted(number);
        if !self.statuses.iter().any(|entry| is_orphan(&entry)) {
            return;
        }
        for (number, status) in Rc::make_mut(&mut self.statuses) {
            if is_orphan(&(number, status)) {
                *status = Status::Refused(Refusal::said(|text| text.files_stopped));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sample;
    use crate::state::tests::*;
    use crate::state::{Action, CellAction, DocumentAction};
    use gouji::{Error, Kind};

    fn act(action: FileAction) -> Action {
        action.into()
    }

    fn read(number: Token) -> Action {
        act(FileAction::Read(number, "年报.docx".into()))
    }

    fn opened(number: Token, text: &str) -> Action {
        let source = Source::file(text.into(), Kind::Html, "年报.docx".into(), gouji_files::Format::Docx);
        act(FileAction::Opened(number, Ok(source)))
    }

    /// A list whose files are these samples.
    fn listed<const N: usize>(samples: [Sample; N]) -> (State, [Token; N]) {
        let numbers = samples.map(|_| Token::new());
        let names = numbers.iter().map(|&number| (number, "年报.html".to_owned())).collect();
        let mut state = after(State::default(), [act(FileAction::List(names, false))]);
        for (number, sample) in numbers.into_iter().zip(samples) {
            let (source, result) = Source::sample(sample).read();
            state = after(state, [act(FileAction::Listed(vec![(number, Status::of(source, result))]))]);
        }
        (state, numbers)
    }

    #[test]
    fn a_file_takes_its_place_once_it_is_read_and_a_refused_one_changes_nothing() {
        let number = Token::new();
        let state = after(checked(), [read(number)]);
        assert!(state.answer().is_some());
        let refused = act(FileAction::Opened(number, Err(Error::Encrypted.into())));
        let kept = after(state.clone(), [refused]);
        assert_eq!((kept.source().text.as_str(), &kept.reading), ("年报", &None));
        assert_eq!(kept.notice, Some(Notice::File("年报.docx".into(), Error::Encrypted.into())));
        let state = after(state, [opened(number, "<p>年报")]);
        assert_eq!((state.source().text.as_str(), &state.notice), ("<p>年报", &Some(Notice::Replaced(0))));
    }

    #[test]
    fn how_far_a_picture_is_is_told_of_the_one_that_is_read_and_announced_once() {
        let (first, other) = (Token::new(), Token::new());
        let state = after(State::default(), [read(first)]);
        let at = |done| Progress { done, all: 90, is_slow: false };
        let told = |token, done| act(FileAction::Progress(token, at(done)));
        let number = state.said.number;
        let state = after(state, [told(first, 0), told(other, 80), told(first, 8)]);
        assert_eq!(state.reading.as_ref().and_then(|reading| reading.progress), Some(at(8)));
        assert_eq!(state.said.number, number + 1);
        assert_eq!(after(state, [act(FileAction::Stop), told(first, 16)]).reading, None);
    }

    #[test]
    fn a_file_that_was_given_up_comes_too_late() {
        let (first, second) = (Token::new(), Token::new());
        let stopped = after(checked(), [read(first), act(FileAction::Stop), opened(first, "旧")]);
        assert_eq!(stopped.source().text, "年报");
        let two = [read(first), read(second), opened(first, "旧"), opened(second, "新")];
        assert_eq!(after(checked(), two).source().text, "新");
        let replaced = after(checked(), [read(first), pasted("粘贴"), opened(first, "旧")]);
        assert_eq!(replaced.source().text, "粘贴");
    }

    #[test]
    fn several_files_are_listed_and_each_opens_in_full() {
        let (state, [broken, other]) = listed([Sample::Broken, Sample::Clean]);
        assert!(state.answer().is_none(), "nothing is shown unasked");
        assert_eq!(state.said.words, "2 个文件已读完，其中 1 个有矛盾，0 个没有读成");
        let state = after(state, [act(FileAction::OpenListed(broken))]);
        assert_eq!(errors(&state), 1);
        // What was done in one stays with it while another is looked at, and shows in its line.
        let state = after(state, [write("t4.direct.total", "2"), act(FileAction::OpenListed(other))]);
        assert_eq!(state.desk.session.changed(), 0);
        let line = state.rows().into_iter().find(|row| row.number == broken).expect("a line");
        assert!(matches!(line.status, Status::Read(_, _, figures) if figures.errors == 0));
        assert_eq!(line.changed, 1);
        let state = after(state, [act(FileAction::OpenListed(broken))]);
        assert_eq!(raw(&state, "t4.direct.total"), "2");
        let state = after(state, [DocumentAction::Undo.into()]);
        assert_eq!(state.desk.session.file, Some(other), "opening another is a step");
    }

    #[test]
    fn a_text_typed_into_a_listed_file_and_what_is_changed_in_it_stay_with_it() {
        let (state, [first, second]) = listed([Sample::Broken, Sample::Clean]);
        let typed = DocumentAction::Typed("改过的年报".into()).into();
        let state = settled(after(state, [act(FileAction::OpenListed(first)), typed]), Ok(broken()));
        let state = after(state, [write("t4.direct.total", "2")]);
        for leave in [act(FileAction::OpenListed(second)), pasted("另一份"), DocumentAction::Clear.into()]
        {
            let back = after(state.clone(), [leave, act(FileAction::OpenListed(first))]);
            assert_eq!((back.source().text.as_str(), errors(&back)), ("改过的年报", 0));
        }
    }

    #[test]
    fn what_is_ignored_in_one_report_hides_nothing_in_another() {
        let (state, [first, second]) = listed([Sample::Broken, Sample::Broken]);
        let ignored = CellAction::Ignore(crate::answer::Ignored::Kind(gouji::RuleId::T4Total));
        let state = after(state, [act(FileAction::OpenListed(first)), ignored.into()]);
        assert_eq!(errors(&state), 0);
        assert_eq!(errors(&after(state, [act(FileAction::OpenListed(second))])), 1);
    }

    #[test]
    fn a_parent_is_judged_beside_all_of_its_members_and_not_before_they_are_read() {
        let numbers = [Token::new(), Token::new(), Token::new()];
        let names = numbers.iter().map(|&number| (number, "年报.html".to_owned())).collect();
        let read = |number: Token| {
            let (source, result) = Source::sample(Sample::Clean).read();
            act(FileAction::Listed(vec![(number, Status::of(source, result))]))
        };
        let group = |state: &State| {
            let findings = &state.answer().expect("an answer").audit.findings;
            findings.iter().filter(|finding| finding.rule.as_str().starts_with("group.")).count()
        };
        let state = after(
            State::default(),
            [
                act(FileAction::List(names, false)),
                read(numbers[0]),
                read(numbers[1]),
                act(FileAction::OpenListed(numbers[0])),
                act(FileAction::Parent(Some(numbers[0]))),
            ],
        );
        assert_eq!((group(&state), state.members_counted()), (0, 0), "one of two says nothing");
        let state = after(state, [read(numbers[2])]);
        assert!(group(&state) > 0);
        assert_eq!(state.members_counted(), 2);
        let other = after(state.clone(), [act(FileAction::OpenListed(numbers[1]))]);
        assert_eq!(group(&other), 0);
        assert_eq!(group(&after(other, [DocumentAction::Undo.into()])), group(&state));
    }

    #[test]
    fn a_list_that_is_closed_comes_back_and_nothing_in_it_waits() {
        let numbers = [Token::new(), Token::new()];
        let names = numbers.iter().map(|&number| (number, "年报.html".to_owned())).collect();
        let (source, result) = Source::sample(Sample::Broken).read();
        let late = || act(FileAction::Listed(vec![(numbers[1], Status::Reading)]));
        let state = after(
            State::default(),
            [
                act(FileAction::List(names, false)),
                act(FileAction::Listed(vec![(numbers[0], Status::of(source, result))])),
                act(FileAction::OpenListed(numbers[0])),
                write("t4.direct.total", "2"),
                act(FileAction::Close),
                late(),
            ],
        );
        assert!(state.batch().is_none());
        let back = after(state, [DocumentAction::Undo.into(), late()]);
        let rows = back.rows();
        assert!(rows.iter().all(|row| row.status.is_done()));
        let stopped = rows.iter().find(|row| row.number == numbers[1]);
        assert!(stopped.is_some_and(|row| matches!(row.status, Status::Refused(_))));
        assert_eq!((back.desk.session.file, errors(&back)), (Some(numbers[0]), 0));
    }
}
