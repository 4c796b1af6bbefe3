//! `gouji fix`: a report's tables with their sums mended, and a list of what was changed and why.
//!
//! Comes in: one report. Goes out: its official tables into a file or onto standard output, never over the report itself. What is the only
//! repair of its size is made; where several are equally small nothing is, unless the arguments say which. Start at [`run`].

mod list;
mod tables;

use std::io::{self, Write};
use std::path::Path;

use gouji::repair::{Certainty, Proposal, Repair};
use gouji::report::{Report, State};
use gouji::{Audit, Lang, Severity};

use crate::args::{Fix, LangArg, TableFormat};
use crate::check::{Verdict, read};
use crate::input::source_of;
use crate::outfile::{Inputs, OutFile};
use crate::output::{pick, plain};

/// What was done about a group of findings.
#[derive(Debug)]
struct Decision<'a> {
    /// The group's number, as the JSON counts it; none where no repair could be found.
    group: Option<usize>,
    proposal: &'a Proposal,
    /// The repair that was made.
    made: Option<&'a Repair>,
}

/// Mends the report and writes its tables.
pub fn run(arguments: &Fix) -> io::Result<Verdict> {
    let lang = LangArg::or_locale(arguments.lang);
    // Before anything is read: what may not be written is said at once.
    let out = arguments
        .output
        .as_ref()
        .map(|output| {
            OutFile::create(output, &Inputs::of(vec![arguments.file.clone()]), arguments.force, lang)
        })
        .transpose()?;
    let source = source_of(&arguments.file);
    let report = match read(source, arguments.kind, arguments.timeout).1 {
        Ok((report, _)) => report,
        Err(trouble) => {
            eprintln!("gouji: {}: {}", plain(&arguments.file.to_string_lossy()), trouble.message(lang));
            return Ok(Verdict::Unread);
        }
    };
    let audit = Audit::of(report);
    let decisions = decide(&audit, arguments, lang)?;
    let mended = Audit::of(mend(&audit.report, &decisions));
    let list = list::lines(&audit, &decisions, &mended, lang);
    let bytes = tables::write(&mended.report, &list, arguments.table_format(), lang);
    match out {
        Some(mut out) => {
            out.write_all(&bytes)?;
            out.finish(lang)?;
            tell(&mut anstream::stdout().lock(), &list)?;
        }
        None => {
            let mut out = io::stdout().lock();
            out.write_all(&bytes)?;
            out.flush()?;
            tell(&mut anstream::stderr().lock(), &list)?;
        }
    }
    Ok(if mended.count(Severity::Error) == 0 { Verdict::Clean } else { Verdict::Contradiction })
}

fn tell(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}

/// What to do about each group of findings.
fn decide<'a>(audit: &'a Audit, arguments: &Fix, lang: Lang) -> io::Result<Vec<Decision<'a>>> {
    let mut decisions = Vec::new();
    let mut groups = 0;
    for proposal in &audit.repairs {
        groups += usize::from(!proposal.repairs.is_empty());
        let group = (!proposal.repairs.is_empty()).then_some(groups);
        let chosen = arguments.choose.iter().find(|choice| Some(choice.group) == group);
        let made = match (chosen, proposal.certainty) {
            (Some(choice), _) => {
                let repair = choice.nth.checked_sub(1).and_then(|nth| proposal.repairs.get(nth));
                Some(repair.ok_or_else(|| no_such_choice(choice, lang))?)
            }
            (None, Certainty::Only) => proposal.repairs.first(),
            (None, _) if arguments.likeliest => proposal.repairs.first(),
            (None, _) => None,
        };
        decisions.push(Decision { group, proposal, made });
    }
    match arguments.choose.iter().find(|choice| choice.group == 0 || choice.group > groups) {
        Some(choice) => Err(no_such_choice(choice, lang)),
        None => Ok(decisions),
    }
}

fn no_such_choice(choice: &crate::args::Choice, lang: Lang) -> io::Error {
    let message = pick(lang, "没有这样的改法", "there is no such repair");
    io::Error::new(io::ErrorKind::InvalidInput, format!("--choose {choice}: {message}"))
}

/// The report with the repairs made.
fn mend(report: &Report, decisions: &[Decision<'_>]) -> Report {
    let mut report = report.clone();
    for change in decisions.iter().filter_map(|decision| decision.made).flat_map(|repair| &repair.changes) {
        if let Some(cell) = report.cells.get_mut(&change.cell) {
            cell.state = State::Number(change.to);
            cell.raw = Some(change.to.to_string());
            cell.flaw = None;
        }
    }
    report
}

impl Fix {
    /// The format asked for, or the one that the name of the output tells.
    fn table_format(&self) -> TableFormat {
        let extension = self.output.as_deref().and_then(Path::extension).and_then(|text| text.to_str());
        self.format.unwrap_or_else(|| match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("html" | "htm") => TableFormat::Html,
            _ => TableFormat::Csv,
        })
    }
}
