//! Last year's report beside the one in the box: asked for, read, taken away, and offered where it was opened instead.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::{Audit, Beside, Report, RuleId};
use yew::AttrValue;

use super::{Panel, Refusal, Session, State, StepKind, Target};
use crate::batch::Status;
use crate::prior::Prior;
use crate::source::{Read, Source};
use crate::texts::texts;
use crate::token::Token;

/// What came of requests for last year's report.
pub type Priors = BTreeMap<Token, PriorSeen>;

/// What came of one request.
#[derive(Clone, Debug, PartialEq)]
pub enum PriorSeen {
    /// The file of this name is being read.
    Opening(AttrValue),
    /// The text is being read.
    Asked(Source),
    /// A report.
    Read(Prior),
    /// None, and why.
    Refused(Refusal),
}

/// A report that was opened and looks like last year's of the one before it, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// What is in the box is last year's of what was there before.
    Now(u16),
    /// What was there before is last year's of what is in the box.
    Before(u16),
    /// What was there before is of the same organ and year.
    Copy,
    /// The list has last year's of what is in the box.
    Listed {
        /// The file in the box.
        of: Token,
        /// The one with last year's.
        prior: Token,
        /// Its year.
        year: u16,
    },
}

/// What can happen to last year's report.
#[derive(Clone, Debug, PartialEq)]
pub enum PriorAction {
    /// A file was chosen, and reading it begins.
    Open(Token, String),
    /// A file was read, or could not be.
    Opened(Token, Result<Source, Refusal>),
    /// A text was pasted or typed.
    Text(Box<Source>),
    /// A text was read, or could not be.
    Checked(Token, Box<Source>, Result<Read, Refusal>),
    /// It is not wanted any more.
    Drop,
    /// It and this year's report change places.
    Swap,
    /// What is offered is taken.
    Accept,
}

impl State {
    pub(super) fn act_on_prior(&mut self, action: PriorAction) {
        match action {
            PriorAction::Open(token, name) => {
                self.say(crate::texts::fill(texts(self.lang).reading, &[("name", &name)]));
                self.want_prior(token, PriorSeen::Opening(name.into()));
            }
            PriorAction::Text(source) => self.want_prior(Token::new(), PriorSeen::Asked(*source)),
            PriorAction::Opened(token, result) => {
                if matches!(self.priors.get(&token), Some(PriorSeen::Opening(_))) {
                    let seen = result.map_or_else(PriorSeen::Refused, PriorSeen::Asked);
                    self.learn_prior(token, seen);
                }
            }
            PriorAction::Checked(token, source, result) => {
                if matches!(self.priors.get(&token), Some(PriorSeen::Asked(_))) {
                    let read = |read| PriorSeen::Read(Prior { source: *source, read });
                    self.learn_prior(token, result.map_or_else(PriorSeen::Refused, read));
                }
            }
            PriorAction::Drop => {
                self.commit();
                self.step(StepKind::Other);
                let session = &mut self.desk.session;
                // Nor is the one in the list wanted.
                (session.prior, session.wanted, session.is_unpaired) = (None, None, true);
                self.judge();
                self.say(texts(self.lang).said_prior_removed);
                self.go(Target::Prior);
            }
            PriorAction::Swap => self.swap(),
            PriorAction::Accept => self.accept(),
        }
    }

    /// What came of the request that was made last, if it did not bring a report.
    pub fn prior_wanted(&self) -> Option<&PriorSeen> {
        self.priors.get(&self.desk.session.wanted?)
    }

    /// The text that is to be read as last year's report.
    pub fn prior_asked(&self) -> Option<(Token, &Source)> {
        let token = self.desk.session.wanted?;
        match self.priors.get(&token)? {
            PriorSeen::Asked(source) => Some((token, source)),
            _ => None,
        }
    }

    /// Keeps what came of a request.
    pub(super) fn know_prior(&mut self, token: Token, seen: PriorSeen) {
        Rc::make_mut(&mut self.priors).insert(token, seen);
    }

    /// The last request counts: what comes of one before it changes nothing.
    fn want_prior(&mut self, token: Token, seen: PriorSeen) {
        self.know_prior(token, seen);
        self.desk.session.wanted = Some(token);
    }

    fn learn_prior(&mut self, token: Token, seen: PriorSeen) {
        let is_wanted = self.desk.session.wanted == Some(token);
        self.know_prior(token, seen.clone());
        match seen {
            _ if !is_wanted => {}
            PriorSeen::Refused(refusal) => self.say(refusal.message(self.lang)),
            PriorSeen::Read(_) => {
                self.commit();
                // A step back is to the report without it, not to the request.
                self.desk.session.wanted = None;
                self.step(StepKind::Other);
                self.show_prior(token);
            }
            PriorSeen::Opening(_) | PriorSeen::Asked(_) => {}
        }
    }

    fn show_prior(&mut self, token: Token) {
        self.desk.session.wanted = None;
        self.desk.session.prior = Some(token);
        self.open.insert(Panel::Prior);
        self.judge();
        self.say(self.with_verdict(texts(self.lang).said_prior.to_owned()));
        self.go(Target::Prior);
    }

    /// What was read while another document was in the box is there when this one comes back.
    pub(super) fn adopt_prior(&mut self) {
        if let (Some(PriorSeen::Read(_)), Some(token)) = (self.prior_wanted(), self.desk.session.wanted) {
            self.desk.session.wanted = None;
            self.desk.session.prior = Some(token);
        }
    }

    /// The report of a session as it stands, as somebody else's last year's.
    fn as_prior(session: &Session) -> Option<Prior> {
        let report = session.sheet()?.report()?;
        Some(Prior { source: session.source.clone(), read: Read::of(report) })
    }

    fn swap(&mut self) {
        self.commit();
        let Some(last) = self.prior() else { return };
        // Without a reading of this year's report there is nothing to change places with.
        let Some(now) = State::as_prior(&self.desk.session) else { return };
        self.open(Session::of_read(last.source, last.read));
        let token = Token::new();
        self.know_prior(token, PriorSeen::Read(now));
        self.desk.session.prior = Some(token);
        self.judge();
        self.greet();
    }

    /// What is offered, as long as nothing else was done.
    pub fn offer(&self) -> Option<Offer> {
        let last = self.history.last().filter(|step| step.kind == StepKind::Document);
        let is_open = self.answer().is_some() && self.desk.session.prior.is_none();
        self.offered.filter(|offer| match offer {
            _ if !is_open => false,
            Offer::Listed { of, .. } => self.desk.session.file == Some(*of),
            Offer::Now(_) | Offer::Before(_) | Offer::Copy => last.is_some(),
        })
    }

    /// Whether what was opened is a neighbouring year of the same organ as what was there before or what the list has, of which
    /// the library sees nothing that speaks against it.
    pub(super) fn find_offer(&self) -> Option<Offer> {
        self.find_listed().or_else(|| self.find_neighbour())
    }

    fn find_listed(&self) -> Option<Offer> {
        let of = self.desk.session.file?;
        let now = self.read().filter(|_| !self.is_paired())?;
        let last = now.year?.checked_sub(1)?;
        self.batch()?.files.iter().find_map(|file| {
            let Some(Status::Read(_, read, _)) = self.statuses.get(&file.number) else { return None };
            let is_last = read.year == Some(last) && read.organ == now.organ && is_pair(now, read);
            is_last.then_some(Offer::Listed { of, prior: file.number, year: last })
        })
    }

    fn find_neighbour(&self) -> Option<Offer> {
        let last = self.history.last().filter(|step| step.kind == StepKind::Document)?;
        let before = last.desk.session.sheet()?.read()?;
        let now = self.read()?;
        match (before.year?, now.year?) {
            (before_year, year) if before_year == year + 1 && is_pair(before, now) => {
                // What was there before keeps the last year's report that it has.
                last.desk.session.prior.is_none().then_some(Offer::Now(year))
            }
            (before_year, year) if before_year + 1 == year && is_pair(now, before) => {
                Some(Offer::Before(before_year))
            }
            // Not where the same text was only opened again.
            (before_year, year)
                if before_year == year && before.organ.is_some() && before.organ == now.organ =>
            {
                (last.desk.session.source.text != self.source().text).then_some(Offer::Copy)
            }
            _ => None,
        }
    }

    fn accept(&mut self) {
        let Some(offer) = self.offer() else { return };
        self.commit();
        if let Offer::Listed { prior, .. } = offer {
            return self.accept_listed(prior);
        }
        let Some(before) = self.history.last().map(|step| step.desk.clone()) else { return };
        let (prior, next) = match offer {
            Offer::Now(_) => (State::as_prior(&self.desk.session), before),
            _ => (State::as_prior(&before.session), self.desk.clone()),
        };
        let Some(prior) = prior else { return };
        self.step(StepKind::Document);
        self.desk = next;
        self.arrive();
        self.input_open = self.answer().is_none();
        let token = Token::new();
        self.know_prior(token, PriorSeen::Read(prior));
        self.show_prior(token);
    }

    /// A file of the list is last year's report, or another copy of this one, with what was changed in it.
    pub(super) fn accept_listed(&mut self, number: Token) {
        let session = self.listed_session(number);
        let Some(prior) = session.as_ref().and_then(State::as_prior) else { return };
        let token = Token::new();
        self.know_prior(token, PriorSeen::Read(prior));
        self.step(StepKind::Other);
        self.show_prior(token);
    }
}

/// Whether the library would compare the two as this year's report and last year's.
fn is_pair(now: &Report, last: &Report) -> bool {
    let beside = Beside { prior: Some(last), ..Beside::default() };
    let audit = Audit::beside(now.clone(), beside);
    now.organ.is_some() && audit.findings.iter().all(|finding| finding.rule != RuleId::PriorPair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::report;
    use crate::state::tests::*;
    use crate::state::{Action, DocumentAction};
    use gouji::Error;

    fn act(action: PriorAction) -> Action {
        action.into()
    }

    fn of_year(year: u16) -> Read {
        Read::of(Report {
            organ: Some("青槐县人民政府办公室".into()), year: Some(year), ..report(&[])
        })
    }

    fn open(token: Token) -> Action {
        act(PriorAction::Open(token, "去年.docx".into()))
    }

    fn text(name: &str) -> Source {
        Source::pasted(None, Some(name.into()))
    }

    fn opened(token: Token, name: &str) -> Action {
        act(PriorAction::Opened(token, Ok(text(name))))
    }

    fn checked_prior(state: &State, year: u16) -> Action {
        let (token, source) = state.prior_asked().expect("something is asked");
        act(PriorAction::Checked(token, Box::new(source.clone()), Ok(of_year(year))))
    }

    /// A report of 2023 with last year's beside it.
    fn beside() -> State {
        let state = settled(after(State::default(), [pasted("今年")]), Ok(of_year(2023)));
        let state = after(state, [act(PriorAction::Text(Box::new(text("去年"))))]);
        let answer = checked_prior(&state, 2022);
        after(state, [answer])
    }

    #[test]
    fn two_years_that_were_chosen_together_stand_beside_each_other() {
        use crate::batch::Figures;
        use crate::state::FileAction;
        let numbers = [Token::new(), Token::new(), Token::new()];
        let names = numbers.iter().map(|&number| (number, "年报.html".to_owned())).collect();
        let mut state = after(State::default(), [FileAction::List(names, false).into()]);
        for (number, year) in numbers.into_iter().zip([2022, 2023, 2020]) {
            let figures = Figures::of_report((*of_year(year)).clone());
            let status = Status::Read(text("年报"), of_year(year), figures);
            state = after(state, [FileAction::Listed(vec![(number, status)]).into()]);
        }
        let opened = |number| after(state.clone(), [FileAction::OpenListed(number).into()]);
        let [last, now, old] = numbers;
        assert_eq!((opened(last).offer(), opened(old).offer()), (None, None));
        assert!(opened(old).prior().is_none());
        let beside = opened(now);
        assert_eq!(beside.prior().and_then(|prior| prior.read.year), Some(2022));
        assert!(beside.is_paired() && beside.offer().is_none());
        // What is not wanted stays away, until it is asked for.
        let alone = after(beside, [act(PriorAction::Drop)]);
        assert!(alone.prior().is_none());
        let away =
            after(alone.clone(), [FileAction::OpenListed(old).into(), FileAction::OpenListed(now).into()]);
        assert!(away.prior().is_none());
        assert_eq!(away.offer(), Some(Offer::Listed { of: now, prior: last, year: 2022 }));
        assert!(after(away, [act(PriorAction::Accept)]).prior().is_some());
        assert!(after(alone, [DocumentAction::Undo.into()]).prior().is_some());
    }

    #[test]
    fn the_last_choice_counts_however_slow_the_one_before_is() {
        let (first, second) = (Token::new(), Token::new());
        let state =
            after(checked(), [open(first), open(second), opened(second, "后选"), opened(first, "先选")]);
        let answer = checked_prior(&state, 2022);
        let state = after(state, [answer]);
        assert_eq!(state.prior().map(|prior| prior.source.text.to_string()).as_deref(), Some("后选"));
    }

    #[test]
    fn what_was_refused_leaves_what_is_there() {
        let token = Token::new();
        let refused = act(PriorAction::Opened(token, Err(Error::Corrupt.into())));
        let state = after(beside(), [open(token), refused]);
        assert_eq!(state.prior_wanted(), Some(&PriorSeen::Refused(Error::Corrupt.into())));
        assert_eq!(state.prior().map(|prior| prior.source.text.to_string()).as_deref(), Some("去年"));
    }

    #[test]
    fn last_years_report_belongs_to_its_report_and_comes_back_with_it() {
        let state = beside();
        let other = settled(after(state.clone(), [pasted("别处")]), Ok(broken()));
        assert!(other.prior().is_none());
        let back = after(other, [DocumentAction::Undo.into()]);
        assert_eq!((back.desk.clone(), back.prior()), (state.desk.clone(), state.prior()));
        let again = settled(after(back, [pasted("今年，改过")]), Ok(of_year(2023)));
        assert!(again.prior().is_some(), "the same report once more keeps it");
        let removed = after(again, [act(PriorAction::Drop)]);
        assert!(removed.prior().is_none());
        assert!(after(removed, [DocumentAction::Undo.into()]).prior().is_some());
        assert!(
            after(beside(), [DocumentAction::Undo.into()]).prior().is_none(),
            "putting it there is a step"
        );
    }

    #[test]
    fn what_is_read_while_another_document_is_in_the_box_is_not_lost() {
        let state = settled(after(State::default(), [pasted("今年")]), Ok(of_year(2023)));
        let asked = after(state, [act(PriorAction::Text(Box::new(text("去年"))))]);
        let late = checked_prior(&asked, 2022);
        let other = after(asked, [pasted("别处"), late]);
        assert!(other.prior().is_none());
        assert!(after(other, [DocumentAction::Undo.into()]).prior().is_some());
    }

    #[test]
    fn the_two_change_places_and_nothing_is_lost_where_nothing_was_read() {
        let swapped = after(beside(), [act(PriorAction::Swap)]);
        assert_eq!(swapped.read().and_then(|read| read.year), Some(2022));
        assert_eq!(swapped.prior().and_then(|prior| prior.read.year), Some(2023));
        let state = beside();
        let unread = after(state, [DocumentAction::ReadAs(gouji::Kind::Html).into()]);
        let same = after(unread.clone(), [act(PriorAction::Swap)]);
        assert_eq!((same.prior(), same.source()), (unread.prior(), unread.source()));
    }

    #[test]
    fn a_neighbouring_year_of_the_same_organ_is_offered_as_last_years() {
        let opened = |first: u16, second: u16| {
            let state = settled(after(State::default(), [pasted("先")]), Ok(of_year(first)));
            settled(after(state, [pasted("后")]), Ok(of_year(second)))
        };
        for (first, second, offer) in [(2023, 2022, Offer::Now(2022)), (2022, 2023, Offer::Before(2022))] {
            let state = opened(first, second);
            assert_eq!(state.offer(), Some(offer));
            let state = after(state, [act(PriorAction::Accept)]);
            assert_eq!(state.read().and_then(|read| read.year), Some(2023));
            assert_eq!(state.prior().and_then(|prior| prior.read.year), Some(2022));
        }
        assert_eq!(opened(2023, 2021).offer(), None);
        let strange = settled(after(opened(2023, 2023), [pasted("别处")]), Ok(broken()));
        assert_eq!(strange.offer(), None);
    }
}
