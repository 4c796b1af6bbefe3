//! Last year's report and the members' reports, read once for the whole run.

use std::time::Duration;

use gouji::finding::{LeftOut, Problem, Role};
use gouji::{Audit, Report, Settings};

use crate::args::{Check, KindArg};
use crate::check::read;
use crate::input::{self, Source, Trouble};

/// What every input is compared with.
#[derive(Debug, Default)]
pub struct Others {
    /// Last year's report: the first that was given as such.
    pub prior: Option<Report>,
    /// The further ones.
    pub earlier: Vec<Report>,
    /// What an office has set.
    pub settings: Settings,
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
        let mut priors: Vec<Report> = Vec::new();
        for path in &arguments.prior {
            priors.push(others.report(Source::File(path.clone()), kind, time).1);
        }
        others.earlier = priors.split_off(priors.len().min(1));
        others.prior = priors.pop();
        for source in input::sources(&arguments.members) {
            let (file, mut report) = others.report(source, kind, time);
            // Only figures are added up, and there may be many members.
            report.prose = Vec::new();
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
        gouji::Beside {
            prior: self.prior.as_ref(),
            members: &self.members,
            earlier: &self.earlier,
            settings: Some(&self.settings),
        }
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
