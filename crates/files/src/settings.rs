//! `gouji.toml`: what an office has set, as it shares it.
//!
//! Comes in: a text such as
//!
//! ```toml
//! likeness = 40            # percent of the prose that may repeat an earlier year's
//! overview = 1000          # characters of section 一
//! departments = "01-20"    # published by this day
//! governments = "03-31"
//! figures = ["t3.received.total"]  # stated in the prose
//!
//! [rules]
//! "form.wording" = "off"   # off, info or warning
//! ```
//!
//! Goes out: what is set, one after the other, for [`Settings::set`]; or what is wrong, in which line, and what to write instead.

use std::ops::Range;

use gouji::plain::{plain, shown};
use gouji::settings::{Refusal, Value as Set};
use gouji::{Lang, Settings};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Bytes of the longest file: settings are a page at most.
pub const MAX_BYTES: usize = 100_000;

/// A value that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A word, or a day.
    Word(String),
    /// A whole number.
    Number(i64),
}

impl Setting {
    /// As [`Settings::set`] takes it.
    pub fn value(&self) -> Set<'_> {
        match self {
            Setting::Word(word) => Set::Word(word),
            Setting::Number(number) => Set::Number(*number),
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is longer than settings are.
    TooLarge,
    /// It is no toml.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the parser says, in English.
        message: String,
    },
    /// It sets what there is not, or to what it cannot be.
    Refused {
        /// The line, from 1.
        line: usize,
        /// As written, as far as that is [shown].
        setting: String,
        /// Why.
        refusal: Refusal,
    },
}

impl Wrong {
    /// What is wrong, where, and what to write instead.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Wrong::TooLarge, Lang::Zh) => "文件太大，不是设置".to_owned(),
            (Wrong::TooLarge, Lang::En) => "too large for a file of settings".to_owned(),
            (Wrong::Syntax { line, message }, Lang::Zh) => {
                format!("第 {line} 行不是正确的 toml：{}", plain(message))
            }
            (Wrong::Syntax { line, message }, Lang::En) => {
                format!("line {line} is not valid toml: {}", plain(message))
            }
            (Wrong::Refused { line, setting, refusal }, Lang::Zh) => {
                format!("第 {line} 行 {}：{}", plain(setting), refusal.message(lang))
            }
            (Wrong::Refused { line, setting, refusal }, Lang::En) => {
                format!("line {line}, {}: {}", plain(setting), refusal.message(lang))
            }
        }
    }
}

/// Reads a file of settings: every key with its value, in the order written.
///
/// # Errors
///
/// Where it is no toml, or sets what there is not.
pub fn settings(text: &str) -> Result<(Settings, Vec<(String, Setting)>), Wrong> {
    if text.len() > MAX_BYTES {
        return Err(Wrong::TooLarge);
    }
    // Notepad begins a file with a mark.
    let text = text.trim_start_matches('\u{feff}');
    let line =
        |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
    let table = DeTable::parse(text).map_err(|error| Wrong::Syntax {
        line: line(error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let mut given = Vec::new();
    for (key, value) in flat(table.get_ref()) {
        let range = value.span();
        let settings: Vec<(Range<usize>, Setting)> = match value.get_ref() {
            // A list sets its key again with each of its values.
            DeValue::Array(list) if key == "figures" => list.iter().map(one).collect(),
            _ => vec![one(value)],
        };
        given.extend(settings.into_iter().map(|(span, setting)| (key.clone(), span, range.clone(), setting)));
    }
    given.sort_by_key(|(_, span, ..)| span.start);
    let mut all = Settings::default();
    for (key, span, range, setting) in &given {
        all.set(key, setting.value()).map_err(|refusal| Wrong::Refused {
            line: line(span.start),
            setting: format!(
                "{} = {}",
                shown(key),
                shown(text.get(range.clone()).unwrap_or_default().trim())
            ),
            refusal,
        })?;
    }
    Ok((all, given.into_iter().map(|(key, .., setting)| (key, setting)).collect()))
}

fn one(value: &Spanned<DeValue<'_>>) -> (Range<usize>, Setting) {
    let setting = match value.get_ref() {
        DeValue::String(word) => Setting::Word(word.to_string()),
        // One that is too long for a number is none that can be set.
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
            .map_or_else(|_| Setting::Word(String::new()), Setting::Number),
        _ => Setting::Word(String::new()),
    };
    (value.span(), setting)
}

/// Every key with its value. `form.wording = "off"` without quotation marks is a table in toml: it means the same.
fn flat<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(String, &'t Spanned<DeValue<'i>>)> {
    let mut all = Vec::new();
    for (key, value) in table {
        let key = key.get_ref();
        match value.get_ref() {
            DeValue::Table(inner) if key == "rules" => {
                for (id, value) in inner {
                    let id = id.get_ref();
                    match value.get_ref() {
                        DeValue::Table(ends) => all.extend(
                            ends.iter().map(|(end, value)| (format!("rules.{id}.{}", end.get_ref()), value)),
                        ),
                        _ => all.push((format!("rules.{id}"), value)),
                    }
                }
            }
            _ => all.push((key.to_string(), value)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::RuleId;

    #[test]
    fn what_is_written_is_set() {
        let text = "\u{feff}likeness = 40\noverview = 1_000\ndepartments = \"01-20\"\nfigures = [\"t3.received.total\", \"t2.fees.amount\"]\n\
            [rules]\n\"form.wording\" = \"off\"\nform.rate = \"warning\"\n";
        let (settings, given) = settings(text).expect("valid settings");
        assert_eq!((settings.likeness(), settings.overview(), settings.figures().len()), (40, Some(1000), 2));
        assert!(!settings.is_on(RuleId::FormWording));
        assert_eq!(settings.lines(Lang::En).len(), 6);
        let mut again = Settings::default();
        for (key, setting) in &given {
            again.set(key, setting.value()).expect("it was taken once");
        }
        assert_eq!((again, given.len()), (settings, 7));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, says) in [
            ("\n\nlikeness = \"a lot\"", "line 3, likeness = \"a lot\": should be a whole number"),
            (
                "[rules]\n\"t3.balance\" = \"off\"",
                "line 2, rules.t3.balance = \"off\": the sums of the tables",
            ),
            ("[rules]\nform.nothing = \"off\"", "line 2, rules.form.nothing"),
            ("overview = 1\nlikeness = 40%", "line 2 is not valid toml: "),
            ("overview = 99999999999999999999", "line 1"),
            ("colour = 1", "line 1, colour = 1: there is no such setting"),
            ("rules = 1", "line 1, rules = 1: there is no such setting"),
            ("figures = [\n\"t3.received.total\",\n\"t3.nothing\"]", "line 3, figures = "),
        ] {
            let error = settings(text).expect_err(text).message(Lang::En);
            assert!(error.contains(says), "{text}: {error}");
            assert!(settings(text).expect_err(text).message(Lang::Zh).starts_with("第 "));
        }
        assert_eq!(settings(&"#".repeat(MAX_BYTES + 1)), Err(Wrong::TooLarge));
    }

    #[test]
    fn of_what_is_wrong_only_the_beginning_is_said() {
        let long = "a".repeat(MAX_BYTES - 100);
        let half = &long[..MAX_BYTES / 2 - 100];
        for text in [
            format!("likeness = \"{long}\""),
            format!("{long} = 1"),
            format!("figures = [\"{long}\"]"),
            format!("[rules]\n\"{long}\" = \"off\""),
            format!("[rules.{half}.{half}]\na = 1"),
            format!("{half} = 1\n{half} = 1"),
            format!("[{half}]\n[{half}]"),
            format!("likeness = {long}"),
            long.clone(),
        ] {
            for lang in [Lang::Zh, Lang::En] {
                let error = settings(&text).expect_err(&text).message(lang);
                assert!(error.chars().count() < 400, "{} characters", error.chars().count());
            }
        }
    }
}
