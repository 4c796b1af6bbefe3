//! Last year's report and the members' reports, read once for the whole run.

use std::path::{Path, PathBuf};
use std::time::Duration;

use gouji::finding::{LeftOut, Problem, Role};
use gouji::limits::RAW_CHARS;
use gouji::report::Note;
use gouji::{Audit, Beside, Lang, Report, Settings, rules};

use crate::args::{Check, KindArg};
use crate::check::read;
use crate::input::{self, Source, Trouble};
use crate::output::pick;

/// The files that `--prior` names, and those in folders that it names.
fn priors(given: &[PathBuf]) -> Vec<Source> {
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        given.iter().cloned().partition(|path| path.is_dir());
    files.into_iter().map(Source::File).chain(input::sources(&folders)).collect()
}

/// What every input is compared with.
#[derive(Debug, Default)]
pub struct Others {
    /// Earlier reports, in the order in which they were given.
    pub priors: Vec<Report>,
    /// Whether they are those of many organs, so that each report has to find its own: a folder was given.
    pub are_many: bool,
    /// What an office has set.
    pub settings: Settings,
    /// The files that all of them are in, which nothing is written over.
    pub paths: Vec<PathBuf>,
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
    pub fn load(arguments: &Check, settings: Settings) -> Others {
        let mut others = Others { settings, ..Others::default() };
        let (kind, time) = (arguments.kind, arguments.timeout);
        others.are_many = arguments.prior.iter().any(|path| path.is_dir());
        for source in priors(&arguments.prior) {
            let prior = others.report(source, kind, time).1;
            others.priors.push(prior);
        }
        for source in input::sources(&arguments.members) {
            let (file, mut report) = others.report(source, kind, time);
            shorten(&mut report);
            others.files.push(file);
            others.members.push(report);
        }
        others
    }

    fn report(&mut self, source: Source, kind: KindArg, time: Duration) -> (String, Report) {
        self.paths.extend(source.path().map(Path::to_owned));
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

    /// Judges a report beside the others. Of many earlier reports it takes those of its own organ.
    pub fn judge(&self, report: Report) -> Audit {
        let is_own = |prior: &&Report| !self.are_many || rules::is_same_organ(&report, prior);
        let mut own: Vec<&Report> = self.priors.iter().filter(is_own).collect();
        if self.are_many {
            // The year before comes first, then the earlier ones.
            own.retain(|prior| prior.year < report.year);
            own.sort_by_key(|prior| std::cmp::Reverse(prior.year));
        }
        let last = own.split_first().filter(|(first, _)| !self.are_many || is_year_before(first, &report));
        let (prior, earlier) = last.map_or((None, &own[..]), |(prior, rest)| (Some(*prior), rest));
        let (members, settings) = (&self.members[..], Some(&self.settings));
        Audit::beside(report, Beside { prior, members, earlier, settings })
    }

    /// What is missing beside a report: nobody should think that it was compared.
    pub fn missing(&self, audit: &Audit, lang: Lang) -> Option<&'static str> {
        let report = &audit.report;
        let is_prior = |prior: &Report| is_year_before(prior, report) && rules::is_same_organ(report, prior);
        (self.are_many && !self.priors.iter().any(is_prior)).then(|| {
            pick(
                lang,
                "没有找到同一机关上一年度的年报，未与上年比较",
                "no report of this organ on the year before was found to compare with",
            )
        })
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

/// Whether a report is known to be on the year before another's.
fn is_year_before(prior: &Report, report: &Report) -> bool {
    prior.year.zip(report.year).is_some_and(|(last, this)| last.checked_add(1) == Some(this))
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
