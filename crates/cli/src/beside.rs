//! Last year's report and the members' reports, read once for the whole run.

use std::path::PathBuf;
use std::time::Duration;

use gouji::finding::{LeftOut, Problem, Role};
use gouji::limits::RAW_CHARS;
use gouji::report::Note;
use gouji::{Audit, Report};

use crate::args::{Check, KindArg};
use crate::check::read;
use crate::input::{self, Source, Trouble};

/// What every input is compared with.
#[derive(Debug, Default)]
pub struct Others {
    /// Last year's report.
    pub prior: Option<Report>,
    /// The members' reports.
    pub members: Vec<Report>,
    /// The members' files, in the same order.
    pub files: Vec<String>,
    /// Those that could not be read.
    pub troubles: Vec<(String, Trouble)>,
}

impl Others {
    /// Reads the files that `--prior` and `--members` name. One that cannot be read stands as a report without tables under its
    /// file's name: the rules say that it was left out.
    pub fn load(arguments: &Check) -> Others {
        let mut others = Others::default();
        let (kind, time) = (arguments.kind, arguments.timeout);
        let prior: Option<&PathBuf> = arguments.prior.as_ref();
        others.prior = prior.map(|path| others.report(Source::File(path.clone()), kind, time).1);
        for source in input::sources(&arguments.members) {
            let (file, mut report) = others.report(source, kind, time);
            shorten(&mut report);
            others.files.push(file);
            others.members.push(report);
        }
        others
    }

    fn report(&mut self, source: Source, kind: KindArg, time: Duration) -> (String, Report) {
        let file = source.name().map_or_else(|| "-".to_owned(), |name| name.into_owned());
        let report = match read(source, kind, time).1 {
            Ok((report, _)) => report,
            Err(trouble) => {
                self.troubles.push((file.clone(), trouble));
                Report { title: Some(file.clone()), ..Report::default() }
            }
        };
        (file, report)
    }

    /// For the reports themselves.
    pub fn beside(&self) -> gouji::Beside<'_> {
        gouji::Beside { prior: self.prior.as_ref(), members: &self.members }
    }

    /// Every member with its file, and why its figures were not added up in the report that `audit` is of.
    pub fn members(&self, audit: &Audit) -> Vec<(&str, &Report, Option<LeftOut>)> {
        let left_out = audit.findings.iter().find_map(|finding| match &finding.problem {
            Problem::LeftOut { members, .. } => Some(members.as_slice()),
            _ => None,
        });
        let why = |nth| {
            let mut left_out = left_out.into_iter().flatten();
            left_out.find(|(whose, _)| whose.role == Role::Member(nth)).map(|(_, why)| *why)
        };
        let members = (1..).zip(self.files.iter().zip(&self.members));
        members.map(|(nth, (file, report))| (file.as_str(), report, why(nth))).collect()
    }
}

/// Leaves of a member's report what its figures are added up by: there may be many, and each may be as long as a text is.
fn shorten(report: &mut Report) {
    (report.prose, report.sections) = (Vec::new(), Vec::new());
    report.cells.values_mut().for_each(|cell| cell.raw = None);
    let quotes = report.years.iter_mut().map(|year| &mut year.quote);
    for text in quotes.chain(&mut report.title).chain(&mut report.organ) {
        if let Some((end, _)) = text.char_indices().nth(RAW_CHARS) {
            *text = text[..end].to_owned();
        }
    }
    report.notes.retain_mut(|note| match note {
        Note::Doubtful { quote, .. } => {
            *quote = None;
            true
        }
        Note::Several { .. } => false,
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_member_little_is_kept() {
        const LONG: usize = 100_000;
        let (name, letters) = ("县".repeat(LONG), "x".repeat(LONG));
        let rows = "<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>1<td>1<td>";
        let text = format!(
            "<h1>{name}2023年政府信息公开工作年度报告</h1><p>一、总体情况{letters}<table>{rows}{letters}</table><p>{letters}</p>"
        );
        let mut report = gouji::read(gouji::Input::html(&text), 0).expect("a table");
        assert!(report.cells.values().any(|cell| cell.raw.as_ref().is_some_and(|raw| raw.len() >= LONG)));
        shorten(&mut report);
        let left = format!("{report:?}");
        assert!(left.len() < LONG, "{} bytes", left.len());
        assert!(report.cells.values().any(|cell| cell.state == gouji::report::State::Number(1.into())));
    }
}
