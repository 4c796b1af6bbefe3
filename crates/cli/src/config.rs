//! `--config FILE`: what an office has set, as toml.
//!
//! Comes in: a file such as
//!
//! ```toml
//! likeness = 40            # percent of the prose that may repeat an earlier year's
//! overview = 1000          # characters of section 一
//! departments = "01-20"    # published by this day
//! governments = "03-31"
//!
//! [rules]
//! "form.wording" = "off"   # off, info or warning
//! ```
//!
//! Goes out: [`Settings`]; or what is wrong with the file, where, and what to write instead.

use std::io::{self, Read as _};
use std::path::Path;

use gouji::plain::plain;
use gouji::settings::Value as Set;
use gouji::{Lang, Settings};
use toml::{Table, Value};

/// Bytes of the longest file: settings are a page at most.
const MAX_BYTES: u64 = 100_000;

/// Reads the file.
///
/// # Errors
///
/// Where it cannot be read, is no toml, or sets what there is not.
pub fn read(path: &Path, lang: Lang) -> io::Result<Settings> {
    let file = plain(&path.display().to_string());
    let wrong = |what: String| io::Error::other(format!("{file}: {what}"));
    let mut text = String::new();
    let opened = std::fs::File::open(path).map_err(|error| wrong(error.to_string()))?;
    opened.take(MAX_BYTES + 1).read_to_string(&mut text).map_err(|error| wrong(error.to_string()))?;
    if text.len() as u64 > MAX_BYTES {
        let too_large = match lang {
            Lang::Zh => "文件太大，不是设置",
            Lang::En => "too large for a file of settings",
        };
        return Err(wrong(too_large.to_owned()));
    }
    settings(&text, lang).map_err(wrong)
}

fn settings(text: &str, lang: Lang) -> Result<Settings, String> {
    // Notepad begins a file with a mark.
    let table: Table = text.trim_start_matches('\u{feff}').parse().map_err(|error: toml::de::Error| {
        let error = error.to_string();
        let said = plain(error.trim());
        match lang {
            Lang::Zh => format!("不是正确的 toml：{said}"),
            Lang::En => format!("not valid toml: {said}"),
        }
    })?;
    let mut settings = Settings::default();
    for (key, value) in &table {
        match value {
            Value::Table(rules) if key == "rules" => {
                for (id, value) in flat(rules) {
                    set(&mut settings, &format!("rules.{id}"), value, lang)?;
                }
            }
            _ => set(&mut settings, key, value, lang)?,
        }
    }
    Ok(settings)
}

/// `form.wording = "off"` without quotation marks is a table in toml: it means the same.
fn flat(rules: &Table) -> Vec<(String, &Value)> {
    let mut all = Vec::new();
    for (id, value) in rules {
        match value {
            Value::Table(inner) => {
                all.extend(inner.iter().map(|(end, value)| (format!("{id}.{end}"), value)))
            }
            _ => all.push((id.clone(), value)),
        }
    }
    all
}

fn set(settings: &mut Settings, key: &str, value: &Value, lang: Lang) -> Result<(), String> {
    let given = match value {
        Value::String(word) => Set::Word(word),
        Value::Integer(number) => Set::Number(*number),
        _ => Set::Word(""),
    };
    let shown = value.to_string();
    settings
        .set(key, given)
        .map_err(|refusal| format!("{} = {}: {}", plain(key), plain(&shown), refusal.message(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::RuleId;

    #[test]
    fn what_is_written_is_set() {
        let text = "\u{feff}likeness = 40\noverview = 1000\ndepartments = \"01-20\"\n[rules]\n\"form.wording\" = \"off\"\nform.rate = \"warning\"\n";
        let settings = settings(text, Lang::Zh).expect("valid settings");
        assert_eq!((settings.likeness(), settings.overview()), (40, Some(1000)));
        assert!(!settings.is_on(RuleId::FormWording));
        assert_eq!(settings.lines(Lang::En).len(), 5);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_key() {
        for (text, says) in [
            ("likeness = \"a lot\"", "likeness = \"a lot\": should be a whole number"),
            ("[rules]\n\"t3.balance\" = \"off\"", "rules.t3.balance = \"off\": the sums of the tables"),
            ("[rules]\nform.nothing = \"off\"", "rules.form.nothing"),
            ("likeness = 40%", "not valid toml"),
            ("colour = 1", "colour = 1: there is no such setting"),
            ("rules = 1", "rules = 1: there is no such setting"),
        ] {
            let error = settings(text, Lang::En).expect_err(text);
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
