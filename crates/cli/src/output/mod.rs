//! How answers are printed: one file a format, one entry in [`FORMATS`].

mod json;
mod ndjson;
pub mod style;
mod sums;
mod text;

use std::fmt;
use std::io::{self, Write};

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
}

/// All formats, the default first.
pub const FORMATS: &[Format] = &[
    Format { name: "text", help: "Readable in a terminal", writer: text::writer },
    Format { name: "json", help: "One array with an object for each input", writer: json::writer },
    Format { name: "ndjson", help: "One object a line, as soon as it is known", writer: ndjson::writer },
];

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
fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
