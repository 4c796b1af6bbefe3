//! How answers are printed: one file a format, one entry in [`FORMATS`].

mod csv;
mod html;
mod json;
mod ndjson;
mod sarif;
pub mod style;
mod sums;
mod text;
mod xlsx;

use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

use gouji::batch::Batch;
use gouji::list::Field;
use gouji::{Audit, Beside, Lang, wire};
use gouji_files::write::{Entry, Table};

use crate::beside::Others;
use crate::check::Checked;
use crate::outfile::OutFile;

/// A format of `gouji check`.
pub struct Format {
    /// The word after `--format`.
    pub name: &'static str,
    /// One line for the help.
    pub help: &'static str,
    /// Makes what prints one run.
    pub writer: fn(Lang) -> Box<dyn Writer>,
    /// What it prints.
    pub medium: Medium,
    /// Whether it leads into the text of the input.
    pub keeps_text: bool,
}

/// What a format prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Text with colours where a terminal shows it.
    Styled,
    /// Text as it is.
    Plain,
    /// No text.
    Binary,
}

const fn format(
    name: &'static str,
    medium: Medium,
    writer: fn(Lang) -> Box<dyn Writer>,
    help: &'static str,
) -> Format {
    Format { name, help, writer, medium, keeps_text: false }
}

/// All formats, the default first.
pub const FORMATS: &[Format] = &[
    format("text", Medium::Styled, text::writer, "Readable in a terminal"),
    format("json", Medium::Plain, json::writer, "One array with an object for each input"),
    format("ndjson", Medium::Plain, ndjson::writer, "One object a line, as soon as it is known"),
    format("csv", Medium::Plain, csv::writer, "One line a finding, for a spreadsheet"),
    format("xlsx", Medium::Binary, xlsx::writer, "A workbook: one line an input, and one line a finding"),
    Format {
        keeps_text: true,
        ..format("sarif", Medium::Plain, sarif::writer, "SARIF 2.1.0, for code hosts and editors")
    },
    format("html", Medium::Plain, html::writer, "A summary page in one file"),
];

/// Takes an input into the batch; gives the name of an earlier report of the same organ on the same year.
fn take<'b>(checked: &Checked, batch: &'b mut Batch) -> Option<&'b str> {
    match &checked.result {
        Ok(audit) => batch.add(checked.name(), audit),
        Err(_) => {
            batch.add_unread();
            None
        }
    }
}

/// What is missing beside an input that was read.
fn missing(checked: &Checked, lang: Lang) -> Option<&'static str> {
    checked.result.as_ref().ok().and_then(|audit| checked.others.missing(audit, lang))
}

/// Takes an input into the batch; gives what is to be said of it beside others.
fn remarks(checked: &Checked, batch: &mut Batch, lang: Lang) -> Vec<String> {
    let twin = take(checked, batch).map(|first| match lang {
        Lang::Zh => format!("与 {first} 是同一机关同一年度的年报"),
        Lang::En => format!("{first} is of the same organ on the same year"),
    });
    twin.into_iter().chain(missing(checked, lang).map(str::to_owned)).collect()
}

/// A sheet of a workbook: a list under its headings.
pub fn sheet(name: &str, heads: &[&str], lines: Vec<Vec<Entry>>, widths: &[u32]) -> Table {
    let heads = heads.iter().map(|head| Entry::new(*head).header().left()).collect();
    Table {
        name: name.to_owned(),
        head: 1,
        rows: std::iter::once(heads).chain(lines).collect(),
        widths: widths.to_vec(),
        is_list: true,
        ..Table::default()
    }
}

/// The cells of a line.
pub fn entries(line: Vec<Field>) -> Vec<Entry> {
    line.into_iter().map(entry).collect()
}

fn entry(field: Field) -> Entry {
    match field {
        Field::Text(text) => Entry::new(text).left(),
        Field::Number(number) => Entry::new(number.normalize().to_string()),
        Field::Blank => Entry::new(""),
    }
}

/// Takes last year's reports that were given beside the inputs into a batch, for what a leader compares.
fn add_earlier(batch: &mut Batch, others: Option<&Others>) {
    for prior in others.into_iter().flat_map(|others| &others.priors) {
        if !batch.knows(prior.organ.as_deref(), prior.year) {
            let settings = others.map(|others| &others.settings);
            batch.add_earlier(&Audit::beside(prior.clone(), Beside { settings, ..Beside::default() }));
        }
    }
}

/// What could be asked next: a report that by its name may add up others. A name is no proof, so nothing is judged by it.
fn hints(batch: &Batch, lang: Lang) -> Vec<String> {
    let hint = |(parent, members): (&str, Vec<&str>)| {
        let n = members.len();
        match lang {
            Lang::Zh => format!(
                "按名称看，{parent} 可能是另外 {n} 份的汇总单位；确认后可用 --members 核对：{}",
                members.join("、")
            ),
            Lang::En => format!(
                "by its name {parent} may add up {n} others; where it does, --members checks that: {}",
                members.join(", ")
            ),
        }
    };
    batch.groups().into_iter().map(hint).collect()
}

/// Where the answer goes.
#[derive(Debug)]
pub enum Sink {
    /// Standard output.
    Screen,
    /// A file that is written on.
    File(File),
    /// A new file.
    New(OutFile),
}

impl Sink {
    /// Whether a format can be written there: what is no text is no help on a terminal.
    pub fn check(&self, format: &Format) -> io::Result<()> {
        if matches!((self, format.medium), (Sink::Screen, Medium::Binary)) && io::stdout().is_terminal() {
            let message = format!("{} is no text: name a file for it (-o FILE)", format.name);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Ok(())
    }

    /// Runs `print` on it, and puts a new file under its name where all went well.
    pub fn with<T>(
        self,
        format: &Format,
        lang: Lang,
        print: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        self.check(format)?;
        match (self, format.medium) {
            (Sink::Screen, Medium::Styled) => print(&mut anstream::stdout().lock()),
            (Sink::Screen, _) => print(&mut io::stdout().lock()),
            (Sink::File(file), _) => {
                let mut out = BufWriter::new(file);
                let result = print(&mut out)?;
                out.flush()?;
                Ok(result)
            }
            (Sink::New(mut file), medium) => {
                let result = match medium {
                    Medium::Styled => print(&mut anstream::StripStream::new(&mut file as &mut dyn Write))?,
                    _ => {
                        let mut out = BufWriter::new(&mut file);
                        let result = print(&mut out)?;
                        out.flush()?;
                        result
                    }
                };
                file.finish(lang)?;
                Ok(result)
            }
        }
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Prints one run: a start, every input in its order, an end.
pub trait Writer {
    /// Before the first input.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One input.
    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()>;

    /// After the last input.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.flush()
    }
}

/// The contract's object, on one line.
fn object(checked: &Checked, lang: Lang) -> io::Result<String> {
    let input = checked.input.clone();
    let answer = match &checked.result {
        Ok(audit) => wire::audit(input, audit, lang),
        Err(trouble) => wire::unread(input, trouble.error(), trouble.message(lang)),
    };
    json(&answer)
}

/// JSON on one line that no terminal takes for an order.
fn json(value: &impl serde::Serialize) -> io::Result<String> {
    Ok(gouji::plain::escaped(&serde_json::to_string(value)?).into_owned())
}

/// The words of a language.
pub fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub use gouji::plain::plain;

/// Plain text of at most `length` characters.
pub fn shorten(text: &str, length: usize) -> String {
    let text = plain(text.trim());
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
