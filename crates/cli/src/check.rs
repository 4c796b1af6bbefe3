//! `gouji check`: every input read, judged and printed, in their order, with all cores at work.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use gouji::{Audit, Error, Report, Settings, Severity, wire};
use gouji_files::Format;

use crate::args::{Check, From, KindArg, LangArg};
use crate::beside::Others;
use crate::config;
use crate::deadline;
use crate::input::{self, Fetched, Loaded, Source, Trouble};
use crate::lines::Lines;
use crate::notes::Notes;
use crate::outfile::{self, Inputs, OutFile};
use crate::output::{Sink, plain};
use crate::pool;
use crate::progress::Progress;
use crate::resume::Earlier;
use crate::tasks::Tasks;

/// One input and what became of it: what a format prints.
#[derive(Debug)]
pub struct Checked {
    /// What is known of the input itself.
    pub input: wire::Input,
    /// What it says, or why it could not be read.
    pub result: Result<Audit, Trouble>,
    /// The decoded text to which places lead; none where they lead nowhere.
    pub text: Option<String>,
    /// What it was compared with.
    pub others: Arc<Others>,
}

/// The answer of a whole run, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All inputs were read, and nothing contradicts itself.
    Clean,
    /// At least one finding is an error.
    Contradiction,
    /// At least one input could not be read as a report, or a note on one could not be written.
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

/// Checks the inputs in their order and prints each as soon as it and all before it are known.
pub fn run(arguments: &Check) -> io::Result<Verdict> {
    let lang = LangArg::or_locale(arguments.lang);
    let settings = match &arguments.config {
        Some(path) => config::read(path, lang)?,
        None => Settings::default(),
    };
    let others = Arc::new(Others::load(arguments, settings));
    let mut verdict = Verdict::Clean;
    for (file, trouble) in &others.troubles {
        verdict = Verdict::Unread;
        eprintln!("gouji: {}: {}", plain(file), plain(&trouble.message(lang)));
    }
    // What must not be written over.
    let mut named: Vec<PathBuf> = [&arguments.files, &arguments.members, &arguments.prior, &others.paths]
        .into_iter()
        .flatten()
        .chain(&arguments.config)
        .cloned()
        .collect();
    let (mut sources, mut total): (Box<dyn Iterator<Item = Source> + Send>, _) = match arguments.from {
        From::Ndjson => (Box::new(Lines::of(&arguments.files)), None),
        From::Pages => {
            let pages = input::pages(&arguments.files);
            named.extend(pages.iter().cloned());
            (Box::new(std::iter::once(Source::Pages(pages))), Some(1))
        }
        From::Files => {
            let mut sources = input::sources(&arguments.files);
            // An answer that lies in a folder of reports is none of them.
            let output = arguments
                .output
                .as_deref()
                .or(arguments.resume.as_deref())
                .filter(|output| !arguments.files.iter().any(|file| file == output));
            let own = || output.into_iter().chain(arguments.tasks.as_deref());
            sources.retain(|source| !own().any(|own| source.is(own)));
            named.extend(sources.iter().filter_map(Source::path).map(Path::to_owned));
            let total = sources.len();
            (Box::new(sources.into_iter()), Some(total))
        }
    };
    let named = Inputs::of(named);
    let mut notes = match &arguments.notes {
        Some(folder) => Some(Notes::open(folder, &named, arguments.force, lang)?),
        None => None,
    };
    let mut tasks = match &arguments.tasks {
        Some(path) => Some(Tasks::open(path, &named, arguments.force, lang)?),
        None => None,
    };
    let sink = match (&arguments.resume, &arguments.output) {
        (Some(path), _) => {
            outfile::is_no_input(path, &named, lang)?;
            let mut earlier = Earlier::open(path)?;
            verdict = verdict.max(earlier.verdict);
            let mut names = earlier.names();
            total = total.map(|total| total.saturating_sub(names.values().sum()));
            sources = Box::new(sources.filter(move |source| !Earlier::has(&mut names, source)));
            Sink::File(earlier.file)
        }
        (None, Some(path)) => Sink::New(OutFile::create(path, &named, arguments.force, lang)?),
        (None, None) => {
            if arguments.from == From::Ndjson {
                outfile::screen_is_no_input(&named, lang)?;
            }
            Sink::Screen
        }
    };
    let on_screen =
        matches!((&arguments.resume, &arguments.output), (None, None)) && io::stdout().is_terminal();
    let progress = Progress::new(total, on_screen, lang);
    let mut writer = (arguments.format.writer)(lang);
    let keeps_text = arguments.format.keeps_text;
    let threads =
        arguments.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let time = arguments.timeout;
    let work = |source| check(source, arguments.kind, keeps_text, time, &others);
    sink.with(arguments.format, lang, |out| {
        writer.start(out)?;
        let result = pool::ordered(threads, sources, Source::bytes, work, |checked| {
            verdict = verdict.max(checked.verdict());
            writer.input(&checked, out)?;
            // The others go on without it.
            if let Some(Err(error)) = notes.as_mut().map(|notes| notes.write(&checked)) {
                verdict = Verdict::Unread;
                progress.say(&format!("gouji: {}: {}", plain(checked.name()), plain(&error.to_string())));
            }
            tasks.iter_mut().for_each(|tasks| tasks.add(&checked));
            progress.one();
            Ok(())
        });
        progress.end();
        result?;
        writer.end(out)?;
        out.flush()
    })?;
    tasks.map_or(Ok(()), Tasks::finish)?;
    Ok(verdict)
}

fn check(source: Source, kind: KindArg, keeps_text: bool, time: Duration, others: &Arc<Others>) -> Checked {
    let beside = others.clone();
    let work = move |input, fetched| {
        let (input, read) = open(input, fetched, kind);
        let judged = read.map(|(report, read)| {
            let audit = beside.judge(report);
            let audit = if read.is_generated { audit.without_spans() } else { audit };
            (audit, read.text.filter(|_| keeps_text))
        });
        (input, judged)
    };
    let (input, judged) = answer(source, time, work);
    let (result, text) = match judged {
        Ok((audit, text)) => (Ok(audit), text),
        Err(trouble) => (Err(trouble), None),
    };
    Checked { input, result, text, others: others.clone() }
}

/// What is known of the text of a report.
pub struct Text {
    /// The text, where places in it are places in the input.
    pub text: Option<String>,
    /// Whether the text was made from a file that has none of its own.
    pub is_generated: bool,
}

/// Reads the report of one input, within a time. Waiting for its bytes does not count: they may come from a person, or from afar.
pub fn read(source: Source, kind: KindArg, time: Duration) -> (wire::Input, Result<(Report, Text), Trouble>) {
    answer(source, time, move |input, fetched| open(input, fetched, kind))
}

/// Does the work on one input within a time, once its bytes are there.
fn answer<T: Send + 'static>(
    source: Source,
    time: Duration,
    work: impl FnOnce(wire::Input, Fetched) -> (wire::Input, Result<T, Trouble>) + Send + 'static,
) -> (wire::Input, Result<T, Trouble>) {
    let (input, fetched) = input::fetch(source);
    let told = input.clone();
    let answer = fetched.and_then(|fetched| deadline::within(time, move || work(told, fetched)));
    answer.unwrap_or_else(|trouble| (input, Err(trouble)))
}

fn open(
    input: wire::Input,
    fetched: Fetched,
    kind: KindArg,
) -> (wire::Input, Result<(Report, Text), Trouble>) {
    let Loaded { mut input, opened } = input::open(input, fetched);
    let result = opened.and_then(|opened| {
        let text_kind =
            kind.of(opened.format, opened.kind).ok_or(Trouble::Report(Error::UnsupportedFormat))?;
        let is_packed = opened.format.is_generated() || opened.format == Format::Mht;
        if !is_packed {
            input.kind = Some(text_kind.as_str());
        }
        let report =
            gouji::read(gouji::Input { text: &opened.text, kind: text_kind }, 0).map_err(Trouble::Report)?;
        let text = (!is_packed).then_some(opened.text);
        Ok((report, Text { text, is_generated: opened.format.is_generated() }))
    });
    (input, result)
}

impl Checked {
    fn verdict(&self) -> Verdict {
        match &self.result {
            Err(_) => Verdict::Unread,
            Ok(audit) if audit.count(Severity::Error) > 0 => Verdict::Contradiction,
            Ok(_) => Verdict::Clean,
        }
    }

    /// The input's name, or a dash for standard input.
    pub fn name(&self) -> &str {
        self.input.name.as_deref().unwrap_or("-")
    }
}
