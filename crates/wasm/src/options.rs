//! The options of `check`, from the entries of a JavaScript object. What is not an option is refused, never ignored.

use std::collections::BTreeMap;

use gouji::{Kind, Lang};
use gouji_files::Format;
use serde::Deserialize;

use crate::offsets::Offsets;

/// The entries of the object that the caller gave; none where there was no object.
pub type Entries = Option<BTreeMap<String, Option<Given>>>;

/// What may stand for an option.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// One text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
}

/// How to check, with every default filled in.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// What the input is.
    pub kind: Wanted,
    /// The language of messages.
    pub lang: Lang,
    /// The input's name, passed on to the answer.
    pub name: Option<String>,
    /// What places count.
    pub offsets: Offsets,
    /// Last year's report of the same organ, as text or HTML.
    pub prior: Option<String>,
    /// This year's reports of the organs whose figures this one adds up.
    pub members: Vec<String>,
}

/// What the caller says that the input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Its content tells.
    #[default]
    Auto,
    /// HTML source or plain text.
    Text(Kind),
    /// A file of this kind.
    File(Format),
}

/// A call that is wrong in itself, whatever the input says.
#[derive(Debug, PartialEq)]
pub struct BadCall {
    /// A word for programs.
    pub code: &'static str,
    /// A sentence for programmers.
    pub message: String,
}

impl BadCall {
    /// The input is not a string.
    pub fn input() -> BadCall {
        BadCall { code: "invalid_input", message: "check(input): input is not a string".to_owned() }
    }

    /// An option is wrong.
    pub fn options(problem: &str) -> BadCall {
        BadCall { code: "invalid_option", message: format!("check(input, options): {problem}") }
    }

    /// A report that stands beside the input cannot be read.
    pub fn beside(option: &str, error: gouji::Error, lang: Lang) -> BadCall {
        BadCall { code: error.code(), message: format!("{option}: {}", error.message(lang)) }
    }
}

impl Wanted {
    /// How to read a text that was given as such; none where a file is asked for.
    pub fn of_text(self, text: &str) -> Option<Kind> {
        match self {
            Wanted::Auto => Some(Kind::sniff(text)),
            Wanted::Text(kind) => Some(kind),
            Wanted::File(_) => None,
        }
    }

    /// How to read the text of a file that was opened as `format` and told to be `told`; none where it is not of the kind asked
    /// for. The same as on the command line.
    pub fn of_file(self, format: Option<Format>, told: Kind) -> Option<Kind> {
        let generated = format.is_some_and(Format::is_generated);
        match self {
            Wanted::Auto => Some(told),
            Wanted::Text(kind) => (!generated).then_some(kind),
            Wanted::File(wanted) => format.is_some_and(|format| format.is(wanted)).then_some(told),
        }
    }
}

impl Options {
    /// Reads the entries; an entry without a value is as if it were not there.
    pub fn new(entries: Entries) -> Result<Options, BadCall> {
        let mut options = Options::default();
        for (key, given) in entries.into_iter().flatten() {
            match given {
                None => {}
                Some(Given::Text(value)) => options.set(&key, value)?,
                Some(Given::Texts(values)) if key == "members" => options.members = values,
                Some(Given::Texts(_)) => return Err(BadCall::options(&format!("{key:?} takes no list"))),
            }
        }
        Ok(options)
    }

    fn set(&mut self, key: &str, value: String) -> Result<(), BadCall> {
        match (key, value.as_str()) {
            ("kind", "auto") => self.kind = Wanted::Auto,
            ("kind", word) => {
                let unknown = || BadCall::options(&format!("{word:?} is no value of \"kind\""));
                let file = || Format::of_word(word).map(Wanted::File).ok_or_else(unknown);
                self.kind = Kind::of_word(word).map(Wanted::Text).map_or_else(file, Ok)?;
            }
            ("lang", "zh") => self.lang = Lang::Zh,
            ("lang", "en") => self.lang = Lang::En,
            ("offsets", "utf8") => self.offsets = Offsets::Utf8,
            ("offsets", "utf16") => self.offsets = Offsets::Utf16,
            ("name", _) => self.name = Some(value),
            ("prior", _) => self.prior = Some(value),
            ("members", _) => return Err(BadCall::options("\"members\" takes a list")),
            ("lang" | "offsets", _) => {
                return Err(BadCall::options(&format!("{value:?} is no value of {key:?}")));
            }
            _ => return Err(BadCall::options(&format!("there is no option {key:?}"))),
        }
        Ok(())
    }
}
