//! The options of `check`, from the entries of a JavaScript object. What is not an option is refused, never ignored.

use std::collections::BTreeMap;

use gouji::{Kind, Lang};

use crate::offsets::Offsets;

/// The entries of the object that the caller gave; none where there was no object.
pub type Entries = Option<BTreeMap<String, Option<String>>>;

/// How to check, with every default filled in.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// The kind of the input; none where its content tells.
    pub kind: Option<Kind>,
    /// The language of messages.
    pub lang: Lang,
    /// The input's name, passed on to the answer.
    pub name: Option<String>,
    /// What places count.
    pub offsets: Offsets,
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
}

impl Options {
    /// Reads the entries; an entry without a value is as if it were not there.
    pub fn new(entries: Entries) -> Result<Options, BadCall> {
        let mut options = Options::default();
        for (key, value) in entries.into_iter().flatten() {
            let Some(value) = value else { continue };
            match (key.as_str(), value.as_str()) {
                ("kind", "auto") => options.kind = None,
                ("kind", "html") => options.kind = Some(Kind::Html),
                ("kind", "text") => options.kind = Some(Kind::Text),
                ("lang", "zh") => options.lang = Lang::Zh,
                ("lang", "en") => options.lang = Lang::En,
                ("offsets", "utf8") => options.offsets = Offsets::Utf8,
                ("offsets", "utf16") => options.offsets = Offsets::Utf16,
                ("name", _) => options.name = Some(value),
                ("kind" | "lang" | "offsets", _) => {
                    return Err(BadCall::options(&format!("{value:?} is no value of {key:?}")));
                }
                _ => return Err(BadCall::options(&format!("there is no option {key:?}"))),
            }
        }
        Ok(options)
    }
}
