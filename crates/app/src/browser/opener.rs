//! The readers of docx, spreadsheets and pdf: a module of its own (`crates/opener`), loaded when a file needs it, in a worker
//! (www/opener.js), so that a hard file can be given up.

use gouji::Kind;
use gouji_files::Format;
use js_sys::{ArrayBuffer, Reflect};
use wasm_bindgen::JsValue;
use yew::AttrValue;

use super::client::{self, Outcome};
use crate::source::Source;
use crate::state::Refusal;
use crate::texts::Texts;
use crate::token::Token;

/// Reads a file; none where it was given up.
pub async fn open(token: Token, name: String, bytes: ArrayBuffer) -> Option<Result<Source, Refusal>> {
    let refuse = |text: fn(&Texts) -> &'static str| Some(Err(Refusal::said(text)));
    let size = bytes.byte_length();
    match client::ask(client::Kind::Opener, token, bytes.into(), size).await? {
        Outcome::Answered(answer) => Some(result(&answer, &name)),
        Outcome::Stopped => refuse(|text| text.reader_crashed),
        Outcome::Slow => refuse(|text| text.reader_slow),
        Outcome::Absent => refuse(|text| text.readers_not_loaded),
    }
}

/// What the worker found out.
fn result(answer: &JsValue, name: &str) -> Result<Source, Refusal> {
    if let (Some(zh), Some(en)) = (text(answer, "message_zh"), text(answer, "message_en")) {
        return Err(Refusal { zh: zh.into(), en: en.into() });
    }
    let kind = text(answer, "kind").and_then(|word| Kind::of_word(&word)).unwrap_or(Kind::Html);
    let format = text(answer, "format");
    let format = format.and_then(|word| Format::of_word(&word));
    let content = text(answer, "text").ok_or_else(|| Refusal::said(|text| text.reader_crashed))?;
    Ok(Source::file(content, kind, AttrValue::from(name.to_owned()), format.unwrap_or(Format::Html)))
}

fn text(object: &JsValue, field: &str) -> Option<String> {
    Reflect::get(object, &field.into()).ok()?.as_string()
}
