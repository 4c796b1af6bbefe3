//! Several files at once: how far each is, and one line of figures for each. Nothing here reads a file.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gouji::{Report, Severity, order};
use yew::AttrValue;

use crate::answer::{Answer, With};
use crate::source::{Read, Source};
use crate::state::{Refusal, Seen, Session};
use crate::token::Token;

/// Files beyond this number are not read, and that is said. A county has fewer than a hundred reports.
pub const MAX_FILES: usize = 500;

/// What came of each file so far.
pub type Statuses = BTreeMap<Token, Status>;

/// The files that were given together, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Tells the list from others.
    pub token: Token,
    /// The files.
    pub files: Vec<Listed>,
    /// More were given than are read.
    pub is_cut: bool,
    /// The worst first, once all are read.
    pub by_errors: bool,
    /// Only files of this kind are shown; all where there is none.
    pub shown: Option<Class>,
    /// The file of which what is to be mended is in view.
    pub unfolded: Option<Token>,
    /// The file that adds up the others.
    pub parent: Option<Token>,
    /// The others that it adds up, where these are not all.
    pub members: Option<Rc<BTreeSet<Token>>>,
    /// Files that were open and were left, with all that was done to them.
    pub left: BTreeMap<Token, Left>,
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Tells it from others of the same name.
    pub number: Token,
    /// Its name.
    pub name: AttrValue,
}

/// A file that was open.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// As it was left.
    pub session: Session,
    /// Its line; none where its text could not be read any more.
    pub figures: Option<Figures>,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Not begun.
    Waiting,
    /// At it.
    Reading,
    /// Read and judged.
    Read(Source, Read, Figures),
    /// Not read.
    Refused(Refusal),
}

/// What a file was judged with, beside itself. Where it is not that any more, the file is judged again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// What an office has set.
    pub office: Option<Token>,
    /// Earlier reports, each with how many cells were changed in it.
    pub earlier: Vec<(Token, usize)>,
    /// It adds up the others, in which so many cells were changed.
    pub group: Option<usize>,
}

/// The line of a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// What it was judged with.
    pub stamp: Stamp,
    /// What is to be mended, by the keys of `gouji::tasks`.
    pub tasks: Rc<[String]>,
    /// Contradictions.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Equations that were judged.
    pub checked: usize,
    /// Cells that were read.
    pub found: usize,
    /// Cells that its tables have.
    pub expected: usize,
}

/// What a file came to, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Its tables contradict themselves.
    Contradictory,
    /// It was not read, or there was no equation to check.
    Unread,
    /// There are warnings.
    Warned,
    /// Nothing was found.
    Clean,
    /// It is still to be read.
    Waiting,
}

impl Class {
    /// Those of files that are done.
    pub const DONE: [Class; 4] = [Class::Contradictory, Class::Unread, Class::Warned, Class::Clean];
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The file.
    pub number: Token,
    /// Its name.
    pub name: AttrValue,
    /// How far it is.
    pub status: Status,
    /// Cells that were changed in it.
    pub changed: usize,
    /// It is shown in full.
    pub is_shown: bool,
    /// An earlier file of the same organ and year.
    pub twin: Option<(Token, AttrValue)>,
}

impl Figures {
    /// The figures of an answer.
    pub fn of(answer: &Answer, stamp: Stamp) -> Figures {
        let coverage = &answer.audit.coverage;
        Figures {
            stamp,
            tasks: gouji::tasks::keys(&answer.audit).into(),
            errors: answer.audit.count(Severity::Error),
            warnings: answer.audit.count(Severity::Warning),
            checked: coverage.checked.len(),
            found: coverage.cells_found,
            expected: coverage.cells_expected,
        }
    }

    /// The figures of a report by itself.
    pub fn of_report(report: Report) -> Figures {
        Figures::of(&Answer::judged(report, Default::default(), With::default()), Stamp::default())
    }
}

impl Status {
    /// Judges what came of a file.
    pub fn of(source: Source, result: Result<Read, Refusal>) -> Status {
        match result {
            Err(refusal) => Status::Refused(refusal),
            Ok(read) => {
                let figures = Figures::of_report((*read).clone());
                Status::Read(source, read, figures)
            }
        }
    }

    /// What it came to.
    pub fn class(&self) -> Class {
        match self {
            Status::Waiting | Status::Reading => Class::Waiting,
            Status::Read(_, _, figures) if figures.errors > 0 => Class::Contradictory,
            Status::Refused(_) => Class::Unread,
            Status::Read(_, _, figures) if figures.warnings > 0 => Class::Warned,
            Status::Read(_, _, figures) if figures.checked == 0 => Class::Unread,
            Status::Read(..) => Class::Clean,
        }
    }

    /// Whether nothing more will happen to it.
    pub fn is_done(&self) -> bool {
        matches!(self, Status::Read(..) | Status::Refused(_))
    }
}

impl Left {
    /// The report as it was left.
    pub fn report(&self) -> Option<Report> {
        self.session.sheet().and_then(|sheet| sheet.report())
    }
}

impl Batch {
    /// Files that wait to be read.
    pub fn of(files: Vec<(Token, String)>, is_cut: bool) -> Batch {
        let files = files.into_iter().map(|(number, name)| Listed { number, name: name.into() }).collect();
        Batch {
            token: Token::new(),
            files,
            is_cut,
            by_errors: true,
            shown: None,
            unfolded: None,
            parent: None,
            members: None,
            left: BTreeMap::new(),
        }
    }

    /// Whether the file is in the list.
    pub fn has(&self, number: Token) -> bool {
        self.files.iter().any(|file| file.number == number)
    }

    /// Files with which nothing more will happen.
    pub fn done(&self, statuses: &Statuses) -> usize {
        self.files.iter().filter(|file| statuses.get(&file.number).is_some_and(Status::is_done)).count()
    }

    /// The lines in the order shown; `open` is the document in the box, with its figures.
    pub fn rows(&self, statuses: &Statuses, open: (&Session, Option<Figures>)) -> Vec<Row> {
        let row = |file: &Listed| {
            let read = statuses.get(&file.number).cloned().unwrap_or(Status::Waiting);
            let is_shown = open.0.file == Some(file.number);
            let left = self.left.get(&file.number);
            let here = if is_shown {
                Some((open.0, open.1.clone()))
            } else {
                left.map(|left| (&left.session, left.figures.clone()))
            };
            let changed = here.as_ref().map_or(0, |(session, _)| session.changed());
            let status = match (&read, here) {
                // What was done to a file since shows in its line.
                (Status::Read(..), Some((session, figures))) => line(session, figures).unwrap_or(read),
                _ => read,
            };
            Row { number: file.number, name: file.name.clone(), status, changed, is_shown, twin: None }
        };
        let mut rows: Vec<Row> = self.files.iter().map(row).collect();
        tell_twins(&mut rows);
        if self.by_errors && rows.iter().all(|row| row.status.is_done()) {
            order::sort_by_key(&mut rows, |row| match &row.status {
                Status::Read(_, _, figures) => {
                    (row.status.class(), Reverse(figures.errors), Reverse(figures.warnings))
                }
                _ => (row.status.class(), Reverse(0), Reverse(0)),
            });
        }
        rows
    }

    /// The reports that a file adds up, if it is the parent and all others are done: all of them as they stand now.
    /// One that could not be read is there without a table, so that nothing is asked of a sum with a gap.
    pub fn members(&self, statuses: &Statuses, file: Option<Token>) -> Vec<Report> {
        if file.is_none() || self.parent != file || self.done(statuses) < self.files.len() {
            return Vec::new();
        }
        let others =
            self.files.iter().filter(|other| Some(other.number) != file && self.is_member(other.number));
        others.map(|other| self.report(statuses, other.number).unwrap_or_default()).collect()
    }

    /// Whether the parent adds up a file, if it is not the parent itself.
    pub fn is_member(&self, file: Token) -> bool {
        self.members.as_ref().is_none_or(|members| members.contains(&file))
    }

    /// Files that may add up others, by their organs' names, once all are read. A name is no proof: the page asks.
    pub fn groups(&self, statuses: &Statuses) -> Vec<(Token, BTreeSet<Token>)> {
        if self.parent.is_some() || self.done(statuses) < self.files.len() {
            return Vec::new();
        }
        let known = |file: &Listed| match statuses.get(&file.number) {
            Some(Status::Read(_, read, _)) => (read.organ.as_deref(), read.year),
            _ => (None, None),
        };
        let known: Vec<(Option<&str>, Option<u16>)> = self.files.iter().map(known).collect();
        let number = |at: usize| self.files[at].number;
        let group = |group: gouji::batch::Group| {
            (number(group.parent), group.members.into_iter().map(number).collect())
        };
        gouji::batch::groups(&known).into_iter().map(group).collect()
    }

    /// A file's report as it stands now; none where it was not read.
    pub fn report(&self, statuses: &Statuses, file: Token) -> Option<Report> {
        match (self.left.get(&file), statuses.get(&file)) {
            (Some(left), _) => left.report(),
            (None, Some(Status::Read(_, read, _))) => Some((**read).clone()),
            _ => None,
        }
    }

    /// How many cells were changed in a file that was left.
    pub fn changed(&self, file: Token) -> usize {
        self.left.get(&file).map_or(0, |left| left.session.changed())
    }

    /// The earlier reports of each file's organ in the list, the latest first, once all are read. Of a year that an organ has twice there is
    /// none: which of them counts is not certain.
    pub fn all_earlier(&self, statuses: &Statuses) -> BTreeMap<Token, Vec<(u16, Token)>> {
        if self.done(statuses) < self.files.len() {
            return BTreeMap::new();
        }
        let mut organs: BTreeMap<&str, BTreeMap<u16, Vec<Token>>> = BTreeMap::new();
        for file in &self.files {
            if let Some(Status::Read(_, read, _)) = statuses.get(&file.number)
                && let (Some(organ), Some(year), false) = (&read.organ, read.year, read.forms.is_empty())
            {
                organs.entry(organ).or_default().entry(year).or_default().push(file.number);
            }
        }
        let mut all = BTreeMap::new();
        for years in organs.values() {
            let single = |(year, files): (&u16, &Vec<Token>)| {
                Some((*year, *files.first().filter(|_| files.len() == 1)?))
            };
            for (year, files) in years {
                let earlier: Vec<(u16, Token)> = years.range(..year).rev().filter_map(single).collect();
                all.extend(files.iter().filter(|_| !earlier.is_empty()).map(|file| (*file, earlier.clone())));
            }
        }
        all
    }

    /// The same for one file.
    pub fn earlier(&self, statuses: &Statuses, file: Token) -> Vec<(u16, Token)> {
        self.all_earlier(statuses).remove(&file).unwrap_or_default()
    }
}

/// Says of each report which one before it is of the same organ and year.
fn tell_twins(rows: &mut [Row]) {
    let of = |row: &Row| match &row.status {
        Status::Read(_, read, _) => Some((read.organ.clone()?, read.year?)),
        _ => None,
    };
    let mut first: BTreeMap<(String, u16), (Token, AttrValue)> = BTreeMap::new();
    for row in rows {
        if let Some(key) = of(row) {
            match first.get(&key) {
                Some(twin) => row.twin = Some(twin.clone()),
                None => drop(first.insert(key, (row.number, row.name.clone()))),
            }
        }
    }
}

/// How far an open file is; none where that is not known yet.
fn line(session: &Session, figures: Option<Figures>) -> Option<Status> {
    match &session.sheet()?.seen {
        Seen::Read(read) => Some(Status::Read(session.source.clone(), read.clone(), figures?)),
        Seen::Refused(refusal) => Some(Status::Refused(refusal.clone())),
        Seen::Asked | Seen::Stopped => None,
    }
}

#[cfg(test)]
mod tests {
    use gouji::Error;

    use super::*;
    use crate::source::Sample;

    fn read(sample: Sample) -> Status {
        let (source, result) = Source::sample(sample).read();
        Status::of(source, result)
    }

    fn list<const N: usize>() -> ([Token; N], Batch) {
        let numbers = std::array::from_fn(|_| Token::new());
        (numbers, Batch::of(numbers.iter().map(|&number| (number, "年报".to_owned())).collect(), false))
    }

    #[test]
    fn the_worst_come_first_once_all_are_read_and_twins_are_told() {
        let ([a, b, c, d], batch) = list();
        let mut statuses: Statuses = [
            (a, read(Sample::Clean)),
            (b, Status::Refused(Error::Corrupt.into())),
            (d, read(Sample::Broken)),
            (Token::new(), Status::Reading),
        ]
        .into();
        let order = |statuses: &Statuses| {
            let rows = batch.rows(statuses, (&Session::empty(), None));
            rows.iter().map(|row| (row.number, row.status.class())).collect::<Vec<_>>()
        };
        assert_eq!((batch.done(&statuses), batch.files.len()), (3, 4));
        assert_eq!(order(&statuses).iter().map(|row| row.0).collect::<Vec<_>>(), [a, b, c, d]);
        statuses.insert(c, read(Sample::Clean));
        let [contradictory, unread, clean] = [Class::Contradictory, Class::Unread, Class::Clean];
        assert_eq!(order(&statuses), [(d, contradictory), (b, unread), (a, clean), (c, clean)]);
        let rows = batch.rows(&statuses, (&Session::empty(), None));
        let twins: Vec<bool> = rows.iter().map(|row| row.twin.is_some()).collect();
        assert!(twins[3] && !twins[1], "{twins:?}");
    }

    #[test]
    fn a_parent_has_members_once_all_others_are_done_and_one_not_read_leaves_a_gap() {
        let ([a, b, c], mut batch) = list();
        batch.parent = Some(a);
        let mut statuses: Statuses = [(a, read(Sample::Clean)), (b, read(Sample::Broken))].into();
        assert!(batch.members(&statuses, Some(a)).is_empty(), "one is still being read");
        statuses.insert(c, Status::Refused(Error::Corrupt.into()));
        let members = batch.members(&statuses, Some(a));
        assert_eq!(members.iter().map(|member| member.forms.len()).collect::<Vec<_>>(), [3, 0]);
        assert!(batch.members(&statuses, Some(b)).is_empty());
        assert!(batch.members(&statuses, None).is_empty());
    }
}
