//! What stands beside a report while it is judged: what an office has set, earlier reports and members that the list has. Files of the list
//! are judged again when that changes, one after the other, so that the page answers meanwhile (`app.rs` asks for each).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gouji::{Beside, CellId, Report};

use super::session::{Session, Sheet};
use super::{PriorSeen, State};
use crate::answer::{Answer, With};
use crate::batch::{Figures, Left, Row, Stamp, Status};
use crate::edits::{applied, says};
use crate::prior::Prior;
use crate::source::Read;
use crate::token::Token;

/// The earlier reports of a report's organ.
#[derive(Debug, Default)]
struct Earlier {
    prior: Option<Prior>,
    more: Vec<Read>,
}

impl State {
    /// Last year's report, where there is one: the one that was given, else the one in the list.
    pub fn prior(&self) -> Option<Prior> {
        self.earlier(&self.desk.session).prior
    }

    /// Whether last year's report was found in the list.
    pub fn is_paired(&self) -> bool {
        self.desk.session.prior.is_none() && self.prior().is_some()
    }

    /// The earlier reports that the list has for a session.
    fn listed_earlier(&self, session: &Session) -> Vec<(u16, Token)> {
        let listed = self.batch().zip(session.file).filter(|_| !session.is_unpaired);
        listed.map_or_else(Vec::new, |(batch, file)| batch.earlier(&self.statuses, file))
    }

    /// Last year's report that was given for a session.
    fn given(&self, session: &Session) -> Option<(Token, &Prior)> {
        session.prior.and_then(|token| match self.priors.get(&token)? {
            PriorSeen::Read(prior) => Some((token, prior)),
            _ => None,
        })
    }

    fn earlier(&self, session: &Session) -> Earlier {
        let given = self.given(session).map(|(_, prior)| prior.clone());
        let mut earlier = Earlier { prior: given, more: Vec::new() };
        let (Some(batch), Some(read)) = (self.batch(), session.sheet().and_then(Sheet::read)) else {
            return earlier;
        };
        for (year, file) in self.listed_earlier(session) {
            let Some(Status::Read(source, then, _)) = self.statuses.get(&file) else { continue };
            let report = (batch.changed(file) > 0).then(|| batch.report(&self.statuses, file)).flatten();
            let read_then = report.map_or_else(|| then.clone(), Read::of);
            if year.checked_add(1) != read.year {
                earlier.more.push(read_then);
            } else if earlier.prior.is_none() {
                earlier.prior = Some(Prior { source: source.clone(), read: read_then });
            }
        }
        earlier
    }

    /// What the document in the box, or a file of the list, is judged with now.
    pub(super) fn stamp(&self, session: &Session) -> Stamp {
        self.stamp_of(session, self.listed_earlier(session))
    }

    /// How many cells were changed in what a file adds up, if it does.
    fn group_of(&self, file: Token) -> Option<usize> {
        let batch = self.batch().filter(|batch| batch.parent == Some(file))?;
        let all_read = batch.done(&self.statuses) == batch.files.len();
        all_read.then(|| batch.left.keys().map(|file| batch.changed(*file)).sum())
    }

    fn stamp_of(&self, session: &Session, listed: Vec<(u16, Token)>) -> Stamp {
        let given = self.given(session).map(|(token, _)| (token, 0));
        let batch = self.batch();
        let changed = |file| batch.map_or(0, |batch| batch.changed(file));
        let listed = listed.into_iter().map(|(_, file)| (file, changed(file)));
        Stamp {
            office: self.desk.office.as_ref().map(|office| office.token),
            earlier: given.into_iter().chain(listed).collect(),
            group: session.file.and_then(|file| self.group_of(file)),
        }
    }

    /// The answer to a session, beside all that belongs beside it now.
    pub(super) fn answer_of(&self, session: &Session, typing: Option<(CellId, &str)>) -> Option<Answer> {
        let earlier = self.earlier(session);
        let members = self.batch().map_or_else(Vec::new, |batch| batch.members(&self.statuses, session.file));
        let more: Vec<&Report> = earlier.more.iter().map(|read| &**read).collect();
        let beside = Beside {
            prior: earlier.prior.as_ref().map(|prior| &*prior.read),
            members: &members,
            earlier: &more,
            settings: self.settings(),
        };
        let sheet = session.sheet()?;
        let with = With { beside, ignored: Some(&sheet.ignored), before: self.answer() };
        answer_to(sheet, typing, with)
    }

    /// The answer to a file of the list as it stands now: the one in view, one that was left with its changes, or one as it was read.
    pub fn listed_answer(&self, row: &Row) -> Option<Answer> {
        if row.is_shown {
            return self.answer().cloned();
        }
        self.answer_of(&self.listed_session(row.number)?, None)
    }

    /// Files of the list that were judged otherwise than they would be now. What is in the box is judged anyway.
    pub fn stale(&self) -> Vec<Token> {
        let Some(batch) = self.batch() else { return Vec::new() };
        let mut earlier = batch.all_earlier(&self.statuses);
        let plain = Session::empty();
        let is_stale = |file: &Token| {
            let left = batch.left.get(file);
            let figures = match (left, self.statuses.get(file)) {
                (Some(left), _) => left.figures.as_ref(),
                (None, Some(Status::Read(_, _, figures))) => Some(figures),
                _ => None,
            };
            let mut listed = earlier.remove(file).unwrap_or_default();
            let wanted = match left {
                Some(left) => {
                    listed.retain(|_| !left.session.is_unpaired);
                    self.stamp_of(&left.session, listed)
                }
                None => Stamp { group: self.group_of(*file), ..self.stamp_of(&plain, listed) },
            };
            self.desk.session.file != Some(*file) && figures.is_some_and(|figures| figures.stamp != wanted)
        };
        batch.files.iter().map(|file| file.number).filter(is_stale).collect()
    }

    /// Whether files of the list are still to come.
    pub fn is_reading_list(&self) -> bool {
        self.batch().is_some_and(|batch| batch.done(&self.statuses) < batch.files.len())
    }

    /// Judges a file of the list as it would be judged now.
    pub fn judge_listed(&self, file: Token) -> Option<Figures> {
        let session = self.listed_session(file)?;
        let answer = self.answer_of(&session, None)?;
        Some(Figures::of(&answer, self.stamp(&session)))
    }

    /// Takes what came of judging files again, where that is still what is asked.
    pub(super) fn take_judged(&mut self, judged: Vec<(Token, Figures)>) {
        let stale: BTreeSet<Token> = self.stale().into_iter().collect();
        for (file, figures) in judged {
            let is_asked = stale.contains(&file)
                && self.listed_session(file).is_some_and(|session| self.stamp(&session) == figures.stamp);
            if !is_asked {
                continue;
            }
            if let Some(left) = self.batch_mut().and_then(|batch| batch.left.get_mut(&file)) {
                left.figures = Some(figures);
            } else if let Some(Status::Read(_, _, known)) = Rc::make_mut(&mut self.statuses).get_mut(&file) {
                *known = figures;
            }
        }
    }

    /// A file that is being left, with its line.
    pub(super) fn left(&self, session: Session) -> Left {
        let answer = self.answer_of(&session, None);
        let figures = answer.map(|answer| Figures::of(&answer, self.stamp(&session)));
        Left { figures, session }
    }
}

/// The answer to what was read of a document, with its changes.
fn answer_to(sheet: &Sheet, typing: Option<(CellId, &str)>, with: With<'_>) -> Option<Answer> {
    let read = sheet.read()?;
    let report = applied(read, &sheet.changes, typing);
    let was = |cell: &CellId| (*cell, says(read, *cell).map(str::to_owned));
    let was: BTreeMap<_, _> =
        sheet.changes.keys().filter(|cell| read.cells.contains_key(cell)).map(was).collect();
    Some(Answer::judged(report, was, with))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::report;
    use crate::source::{Origin, Source};
    use crate::state::tests::*;
    use crate::state::{Action, FileAction, OfficeAction};
    use gouji::settings::Value;
    use gouji::{RuleId, Settings};

    /// Reports of one organ on two years, of which the later carries in more than the earlier carried out; and one of another organ.
    fn listed() -> (State, [Token; 3]) {
        let of = |organ: &str, year: u16, cells: &[(&str, &str)]| {
            Read::of(Report { organ: Some(organ.into()), year: Some(year), ..report(cells) })
        };
        let reads = [
            of("青槐县人民政府", 2022, &[("t3.carried_out.natural", "1"), ("t3.carried_out.total", "1")]),
            of("青槐县人民政府", 2023, &[("t3.carried_in.natural", "2"), ("t3.carried_in.total", "2")]),
            of("别县人民政府", 2023, &[]),
        ];
        let numbers = [Token::new(), Token::new(), Token::new()];
        let names = numbers.iter().map(|&number| (number, "年报.html".to_owned())).collect();
        let mut state = after(State::default(), [FileAction::List(names, false).into()]);
        for (number, read) in numbers.into_iter().zip(reads) {
            let status = Status::of(Source::sniffed("年报", Origin::Typed), Ok(read));
            state = after(state, [FileAction::Listed(vec![(number, status)]).into()]);
        }
        (state, numbers)
    }

    fn judged(state: State) -> State {
        let found =
            state.stale().into_iter().filter_map(|file| Some((file, state.judge_listed(file)?))).collect();
        after(state, [FileAction::Judged(found).into()])
    }

    fn warnings(state: &State, file: Token) -> usize {
        let row = state.rows().into_iter().find(|row| row.number == file);
        match row.map(|row| row.status) {
            Some(Status::Read(_, _, figures)) => figures.warnings,
            _ => panic!("not read"),
        }
    }

    fn stricter(rule: &str) -> Action {
        let mut settings = Settings::default();
        settings.set(&format!("rules.{rule}"), Value::Word("warning")).expect("a rule");
        OfficeAction::Read("gouji.toml".into(), Ok(settings)).into()
    }

    #[test]
    fn a_file_is_judged_again_beside_last_years_and_the_list_says_what_the_opened_report_says() {
        let (state, [last, now, other]) = listed();
        assert_eq!(state.stale(), [now], "only it has an earlier report");
        let alone = warnings(&state, now);
        let state = judged(state);
        assert!(state.stale().is_empty() && warnings(&state, now) > alone);
        let opened = after(state.clone(), [FileAction::OpenListed(now).into()]);
        let answer = opened.answer().expect("an answer");
        assert!(answer.audit.findings.iter().any(|finding| finding.rule == RuleId::PriorCarry));
        assert_eq!(answer.audit.count(gouji::Severity::Warning), warnings(&state, now));
        // Last year's report was mended, and this year's agrees with it.
        let mended = after(
            opened,
            [
                FileAction::OpenListed(last).into(),
                write("t3.carried_out.natural", "2"),
                write("t3.carried_out.total", "2"),
                FileAction::OpenListed(other).into(),
            ],
        );
        assert_eq!(mended.stale(), [now]);
        assert_eq!(warnings(&judged(mended), now), alone);
    }

    #[test]
    fn settings_hold_for_every_file_and_what_comes_too_late_is_dropped() {
        let (state, files) = listed();
        let state = judged(state);
        let before = files.map(|file| warnings(&state, file));
        let set = after(state.clone(), [stricter("structure.section")]);
        assert_eq!(set.stale(), files);
        let late: Vec<_> =
            set.stale().into_iter().filter_map(|file| Some((file, set.judge_listed(file)?))).collect();
        let set = judged(set);
        assert!(files.into_iter().zip(before).all(|(file, before)| warnings(&set, file) > before));
        let removed = after(set, [OfficeAction::Drop.into(), FileAction::Judged(late).into()]);
        assert_eq!(removed.stale(), files);
        assert_eq!(files.map(|file| warnings(&judged(removed.clone()), file)), before);
    }
}
