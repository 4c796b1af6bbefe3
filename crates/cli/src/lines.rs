//! Objects in lines in (`--from ndjson`): `name` with `text` or `base64`, one input a line.
//!
//! A line that is no such object is an input that could not be read, under the number of its line. Blank lines are none. Lines are
//! read as they are asked for, and none beyond the size of the largest file is kept in memory.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use gouji::Error;
use gouji_files::limits;
use serde::Deserialize;

use crate::input::{Content, Source, Trouble};

/// The longest line: the largest file in base64, or the longest text with every character escaped, and room for a name.
const LINE_BYTES: u64 = {
    let (file, text) = (BASE64_BYTES as u64, limits::TEXT_BYTES as u64 * 6);
    (if file > text { file } else { text }) + 65_536
};

/// The largest file in base64, and a line end behind it.
const BASE64_BYTES: usize = limits::FILE_BYTES.div_ceil(3) * 4 + 2;

/// Bytes of a name: more than any file's and most addresses'. It is repeated in the answer.
const NAME_BYTES: usize = 4096;

/// What a line says. Other members are passed over: a data set may carry its own.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    name: Option<Words<'a>>,
    #[serde(borrow)]
    text: Option<Words<'a>>,
    #[serde(borrow)]
    base64: Option<Words<'a>>,
}

/// A string as it stands in the line, where it has no escapes: of what is too long there is no copy.
#[derive(Deserialize)]
struct Words<'a>(#[serde(borrow)] Cow<'a, str>);

/// The lines of several files, one after the other.
pub struct Lines {
    names: VecDeque<PathBuf>,
    reader: Option<Box<dyn BufRead + Send>>,
    number: usize,
}

impl Lines {
    /// The lines of these files; `-` is standard input.
    pub fn of(names: &[PathBuf]) -> Lines {
        Lines { names: names.iter().cloned().collect(), reader: None, number: 0 }
    }

    /// The next file; a failure to open it is an input that could not be read.
    fn open(&mut self) -> Option<Result<(), Source>> {
        let name = self.names.pop_front()?;
        self.number = 0;
        let reader: Box<dyn BufRead + Send> = if name.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            match File::open(&name) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => {
                    let trouble = match error.kind() {
                        io::ErrorKind::NotFound => Trouble::NotFound,
                        _ => Trouble::System(error),
                    };
                    return Some(Err(Source::Given(Some(name.to_string_lossy().into_owned()), Err(trouble))));
                }
            }
        };
        self.reader = Some(reader);
        Some(Ok(()))
    }
}

impl Iterator for Lines {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let Some(reader) = &mut self.reader else {
                match self.open()? {
                    Ok(()) => continue,
                    Err(source) => return Some(source),
                }
            };
            self.number += 1;
            match line(reader) {
                Ok(None) => self.reader = None,
                Ok(Some(Line::TooLong)) => {
                    return Some(Source::Given(None, Err(Trouble::Report(Error::TooLarge))));
                }
                Ok(Some(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(bytes))) => return Some(source(&bytes, self.number)),
                Err(error) => {
                    self.reader = None;
                    return Some(Source::Given(None, Err(Trouble::System(error))));
                }
            }
        }
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// Reads one line; of one that is too long the rest is passed over.
fn line(reader: &mut dyn BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    if Read::take(&mut *reader, LINE_BYTES).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') || (bytes.len() as u64) < LINE_BYTES {
        return Ok(Some(Line::Whole(bytes)));
    }
    reader.skip_until(b'\n')?;
    Ok(Some(Line::TooLong))
}

fn source(bytes: &[u8], number: usize) -> Source {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Ok(object) = serde_json::from_slice::<Object<'_>>(bytes) else {
        return Source::Given(None, Err(Trouble::Line(number)));
    };
    if object.name.as_ref().is_some_and(|Words(name)| name.len() > NAME_BYTES) {
        return Source::Given(None, Err(Trouble::LongName(number)));
    }
    let content = match (object.text, object.base64) {
        (Some(Words(text)), None) if text.len() > limits::TEXT_BYTES => Err(Trouble::Report(Error::TooLarge)),
        (Some(Words(text)), None) => Ok(Content::Text(text.into_owned())),
        (None, Some(Words(base64))) if base64.len() > BASE64_BYTES => Err(Trouble::Report(Error::TooLarge)),
        (None, Some(Words(base64))) => {
            BASE64_STANDARD.decode(base64.trim()).map(Content::Bytes).map_err(|_| Trouble::Line(number))
        }
        _ => Err(Trouble::Line(number)),
    };
    Source::Given(object.name.map(|Words(name)| name.into_owned()), content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: Option<&str>, content: Option<&str>) {
        let Source::Given(found, result) = source(text.as_bytes(), 7) else { panic!("not a line") };
        assert_eq!(found.as_deref(), name, "{text}");
        let found = match result {
            Ok(Content::Text(text)) => Some(text),
            Ok(Content::Bytes(bytes)) => String::from_utf8(bytes).ok(),
            Ok(Content::Pages(_)) => panic!("no line holds pages"),
            Err(Trouble::Line(7)) => None,
            Err(trouble) => panic!("{trouble:?}"),
        };
        assert_eq!(found.as_deref(), content, "{text}");
    }

    #[test]
    fn objects_hold_text_or_bytes() {
        check(r#"{"name": "a", "text": "年报"}"#, Some("a"), Some("年报"));
        check(r#"{"text": "年报", "url": 3}"#, None, Some("年报"));
        check(r#"{"name": "a", "base64": "5bm05oql"}"#, Some("a"), Some("年报"));
        check(r#"{"name": "a", "base64": "%"}"#, Some("a"), None);
        check(r#"{"name": "a"}"#, Some("a"), None);
        check(r#"{"name": "a", "text": "b", "base64": "Yw=="}"#, Some("a"), None);
        check(r#"{"name": "a", "text": "cut"#, None, None);
        check("[]", None, None);
    }

    #[test]
    fn a_name_is_no_longer_than_a_name_is() {
        let json = |name: &str| format!(r#"{{"name": "{name}", "text": "b"}}"#);
        let whole = json(&"n".repeat(NAME_BYTES));
        assert!(matches!(source(whole.as_bytes(), 7), Source::Given(Some(_), Ok(_))));
        for name in ["n".repeat(NAME_BYTES + 1), r"\u0001".repeat(NAME_BYTES + 1)] {
            let Source::Given(None, Err(Trouble::LongName(7))) = source(json(&name).as_bytes(), 7) else {
                panic!("a long name")
            };
        }
    }

    #[test]
    fn what_is_larger_than_is_read_is_not_decoded() {
        for (member, bytes) in [("text", limits::TEXT_BYTES), ("base64", BASE64_BYTES)] {
            let line = format!(r#"{{"name": "a", "{member}": "{}"}}"#, "9".repeat(bytes + 1));
            let Source::Given(Some(name), Err(Trouble::Report(Error::TooLarge))) = source(line.as_bytes(), 7)
            else {
                panic!("too long a {member}")
            };
            assert_eq!(name, "a");
        }
    }

    #[test]
    fn lines_end_and_begin_anywhere() {
        let mut reader: &[u8] = b"a\n\nb";
        let mut lines = Vec::new();
        while let Ok(Some(Line::Whole(line))) = line(&mut reader) {
            lines.push(line);
        }
        assert_eq!(lines, [b"a\n".to_vec(), b"\n".to_vec(), b"b".to_vec()]);
    }
}
