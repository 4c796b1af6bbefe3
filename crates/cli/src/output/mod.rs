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

use gouji::{Lang, wire};

use crate::check::Checked;

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

/// Where the answer goes.
#[derive(Debug)]
pub enum Sink {
    /// Standard output.
    Screen,
    /// A file.
    File(File),
}

impl Sink {
    /// Opens it for a format.
    pub fn open(self, format: &Format) -> io::Result<Box<dyn Write>> {
        Ok(match (self, format.medium) {
            (Sink::Screen, Medium::Binary) if io::stdout().is_terminal() => {
                let message = format!("{} is no text: name a file for it (-o FILE)", format.name);
                return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
            }
            (Sink::Screen, Medium::Styled) => Box::new(anstream::stdout().lock()),
            (Sink::Screen, _) => Box::new(io::stdout().lock()),
            (Sink::File(file), Medium::Styled) => Box::new(anstream::AutoStream::never(file)),
            (Sink::File(file), _) => Box::new(BufWriter::new(file)),
        })
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
    Ok(serde_json::to_string(&answer)?)
}

/// The words of a language.
pub fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Text of a document as a terminal may show it: control characters and those that turn the direction of writing could
/// rewrite the screen.
pub fn plain(text: &str) -> String {
    let harmful = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if harmful(c) { ' ' } else { c }).collect()
}

/// Plain text of at most `length` characters.
fn shorten(text: &str, length: usize) -> String {
    let text = plain(text.trim());
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
