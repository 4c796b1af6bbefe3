//! `gouji check`: every input read, judged and printed, one after the other.

use std::io;

use gouji::{Audit, Error, Severity, wire};
use gouji_files::Format;

use crate::args::{Check, KindArg, LangArg};
use crate::input::{self, Loaded, Source, Trouble};

/// One input and what became of it: what a format prints.
#[derive(Debug)]
pub struct Checked {
    /// What is known of the input itself.
    pub input: wire::Input,
    /// What it says, or why it could not be read.
    pub result: Result<Audit, Trouble>,
}

/// The answer of a whole run, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All inputs were read, and nothing contradicts itself.
    Clean,
    /// At least one finding is an error.
    Contradiction,
    /// At least one input could not be read as a report.
    Unread,
}

impl Verdict {
    /// The contract's exit status.
    pub const fn status(self) -> u8 {
        match self {
            Verdict::Clean => 0,
            Verdict::Contradiction => 1,
            Verdict::Unread => 2,
        }
    }
}

/// Checks the inputs in their order and prints each as soon as it is known.
pub fn run(arguments: &Check) -> io::Result<Verdict> {
    let lang = LangArg::or_locale(arguments.lang);
    let mut out = anstream::stdout().lock();
    let mut writer = (arguments.format.writer)(lang);
    let mut verdict = Verdict::Clean;
    writer.start(&mut out)?;
    for source in input::sources(&arguments.files) {
        let checked = check(source, arguments.kind);
        verdict = verdict.max(checked.verdict());
        writer.input(&checked, &mut out)?;
    }
    writer.end(&mut out)?;
    Ok(verdict)
}

fn check(source: Source, kind: KindArg) -> Checked {
    let Loaded { mut input, opened } = input::load(source);
    let result = opened.and_then(|opened| {
        let text_kind =
            kind.of(opened.format, opened.kind).ok_or(Trouble::Report(Error::UnsupportedFormat))?;
        if !opened.format.is_generated() && opened.format != Format::Mht {
            input.kind = Some(text_kind.as_str());
        }
        let audit =
            gouji::check(gouji::Input { text: &opened.text, kind: text_kind }).map_err(Trouble::Report)?;
        Ok(if opened.format.is_generated() { audit.without_spans() } else { audit })
    });
    Checked { input, result }
}

impl Checked {
    fn verdict(&self) -> Verdict {
        match &self.result {
            Err(_) => Verdict::Unread,
            Ok(audit) if audit.count(Severity::Error) > 0 => Verdict::Contradiction,
            Ok(_) => Verdict::Clean,
        }
    }
}
