//! The readers of documents: a module of its own (`crates/opener`), with the reader of settings, loaded when a file needs it, in a worker
//! (www/opener.js), so that a hard file can be given up.

use gouji::plain::plain;
use gouji::settings::Value;
use gouji::{Error, Kind, Settings};
use gouji_files::Format;
use js_sys::{Array, ArrayBuffer, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};
use yew::AttrValue;

use super::client::{self, Outcome};
use crate::source::Source;
use crate::state::Refusal;
use crate::texts::Texts;
use crate::token::Token;

/// What a file is.
pub enum Opened {
    /// A text.
    Text(Source),
    /// A packed folder, and the files in it.
    Folder(Vec<Given>),
    /// Pictures: those of the pages of a scan, or of a document without a table, whose text comes with them.
    Pictures(Vec<Blob>, Option<Source>),
}

/// A file that was given, alone or in a folder.
#[derive(Clone)]
pub struct Given {
    /// Its path inside the folder, else its name.
    pub name: String,
    /// The file, or why there is none.
    pub file: Result<File, Refusal>,
}

impl Given {
    /// A file under this name, which is shown and told apart by, and taken away: nothing in it turns the direction of writing.
    pub fn new(name: &str, file: Result<File, Refusal>) -> Given {
        Given { name: plain(name), file }
    }
}

impl From<File> for Given {
    fn from(file: File) -> Given {
        // In a folder that was chosen the folder's own name stands first, and before all files.
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).unwrap_or_default();
        let path = path.split_once('/').map(|(_, inside)| inside.to_owned());
        Given::new(&path.unwrap_or_else(|| file.name()), Ok(file))
    }
}

/// Reads what an office has set.
pub async fn settings(text: String) -> Result<Settings, Refusal> {
    let refuse = |text: fn(&Texts) -> &'static str| Err(Refusal::said(text));
    let size = text.len() as u32;
    match client::ask(client::Kind::Opener, Token::new(), text.into(), size, None).await {
        Some(Outcome::Answered(answer)) => match refusal(&answer) {
            Some(refusal) => Err(refusal),
            None => set(&answer).ok_or_else(|| Refusal::said(|text| text.reader_crashed)),
        },
        Some(Outcome::Absent) => refuse(|text| text.readers_not_loaded),
        _ => refuse(|text| text.reader_crashed),
    }
}

/// The settings that the readers found, one after the other.
fn set(answer: &JsValue) -> Option<Settings> {
    let pairs = Reflect::get(answer, &"settings".into()).ok().filter(Array::is_array)?;
    let mut settings = Settings::default();
    for pair in Array::from(&pairs).iter() {
        let pair = Array::from(&pair);
        let (key, value) = (pair.get(0).as_string()?, pair.get(1));
        let word = value.as_string();
        let value = match (&word, value.as_f64()) {
            (Some(word), _) => Value::Word(word),
            (None, Some(number)) => Value::Number(number as i64),
            (None, None) => return None,
        };
        settings.set(&key, value).ok()?;
    }
    Some(settings)
}

/// Reads a file; none where it was given up.
pub async fn open(token: Token, name: &str, bytes: ArrayBuffer) -> Option<Result<Opened, Refusal>> {
    let refuse = |text: fn(&Texts) -> &'static str| Some(Err(Refusal::said(text)));
    let size = bytes.byte_length();
    match client::ask(client::Kind::Opener, token, bytes.into(), size, None).await? {
        Outcome::Answered(answer) => Some(result(&answer, name)),
        Outcome::Stopped => refuse(|text| text.reader_crashed),
        Outcome::Slow => refuse(|text| text.reader_slow),
        Outcome::Absent => refuse(|text| text.readers_not_loaded),
    }
}

/// What the worker found out.
fn result(answer: &JsValue, name: &str) -> Result<Opened, Refusal> {
    if let Some(refusal) = refusal(answer) {
        return Err(refusal);
    }
    if let Some(files) = Reflect::get(answer, &"files".into()).ok().filter(Array::is_array) {
        return Ok(Opened::Folder(Array::from(&files).iter().map(|file| given(&file)).collect()));
    }
    let content = text(answer, "text");
    let source = content.map(|content| source(answer, name, content));
    if let Some(pages) = Reflect::get(answer, &"pages".into()).ok().filter(Array::is_array) {
        let picture = |bytes| Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).ok();
        let pages: Option<Vec<Blob>> = Array::from(&pages).iter().map(picture).collect();
        return pages.map(|pages| Opened::Pictures(pages, source)).ok_or_else(|| Error::TooLarge.into());
    }
    source.map(Opened::Text).ok_or_else(|| Refusal::said(|text| text.reader_crashed))
}

/// A file's text.
fn source(answer: &JsValue, name: &str, content: String) -> Source {
    let kind = text(answer, "kind").and_then(|word| Kind::of_word(&word)).unwrap_or(Kind::Html);
    let format = text(answer, "format");
    let format = format.and_then(|word| Format::of_word(&word));
    Source::file(content, kind, AttrValue::from(name.to_owned()), format.unwrap_or(Format::Html))
}

/// Why there is no text, where the worker says so.
pub fn refusal(answer: &JsValue) -> Option<Refusal> {
    let (zh, en) = (text(answer, "message_zh")?, text(answer, "message_en")?);
    Some(Refusal { zh: zh.into(), en: en.into() })
}

/// A file of a packed folder.
fn given(entry: &JsValue) -> Given {
    let name = text(entry, "name").unwrap_or_default();
    let file = || {
        let bytes = Reflect::get(entry, &"bytes".into()).ok()?;
        File::new_with_u8_array_sequence(&Array::of1(&bytes), &name).ok()
    };
    let damaged = || refusal(entry).unwrap_or_else(|| Error::Corrupt.into());
    let file = file().filter(|_| refusal(entry).is_none()).ok_or_else(damaged);
    Given::new(&name, file)
}

/// The words in a field of what a worker answered.
pub fn text(object: &JsValue, field: &str) -> Option<String> {
    Reflect::get(object, &field.into()).ok()?.as_string()
}
