//! The JavaScript API: a string in, the contract's object out.
//!
//! Converts, calls [`gouji::check`], converts back; nothing here knows a table. What JavaScript callers see is typed in
//! `gouji.d.ts`, which becomes part of the generated declarations. Offsets count bytes of UTF-8, as on the command line,
//! unless the caller asks for the UTF-16 units that JavaScript strings count in ([`offsets`]).

mod forms;
mod offsets;
mod options;

use gouji::{Audit, Beside, Error, Kind, wire};
use gouji_files::Format;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::offsets::{Offsets, Utf16Table};
use crate::options::{BadCall, Options};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("gouji.d.ts");

#[wasm_bindgen]
extern "C" {
    /// `console.error`.
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
}

/// Runs once, when the module is initialised: a panic says where it was instead of only `unreachable`.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| log_error(&panic.to_string())));
}

/// Checks a report, given as text or as HTML source, and returns the contract's object.
///
/// An input that cannot be read as a report gives an object with `error`. A wrong argument throws an `Error` whose `code`
/// is `invalid_input` or `invalid_option`.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "string")] input: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let text = input.as_string().ok_or_else(|| throw(BadCall::input()))?;
    let answer = options_of(options).and_then(|options| answer(&text, options)).map_err(throw)?;
    to_js(&answer)
}

/// The same for a file that `gouji-opener` has opened: its message with the file's length in `bytes`.
#[wasm_bindgen(js_name = checkOpened, unchecked_return_type = "Answer")]
pub fn check_opened(
    #[wasm_bindgen(unchecked_param_type = "Opened")] file: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let file: Opened = serde_wasm_bindgen::from_value(file).map_err(|error| {
        throw(BadCall { code: "invalid_input", message: format!("checkOpened(file): {error}") })
    })?;
    let answer = options_of(options).and_then(|options| file_answer(file, options)).map_err(throw)?;
    to_js(&answer)
}

/// The official tables as the form prints them, by table and edition.
#[wasm_bindgen(unchecked_return_type = "FormTables")]
pub fn forms() -> Result<JsValue, JsValue> {
    to_js(&forms::forms())
}

/// All rules with titles and explanations in both languages, in the order in which findings are listed.
#[wasm_bindgen(unchecked_return_type = "Rule[]")]
pub fn rules() -> Result<JsValue, JsValue> {
    to_js(&wire::rules())
}

/// The version of gouji.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A file as `gouji-opener` gives it.
#[derive(Debug, Deserialize)]
struct Opened {
    text: String,
    kind: String,
    format: String,
    encoding: Option<String>,
    bytes: usize,
}

fn options_of(options: JsValue) -> Result<Options, BadCall> {
    let entries = serde_wasm_bindgen::from_value(options);
    entries.map_err(|error| BadCall::options(&error.to_string())).and_then(Options::new)
}

fn answer(text: &str, options: Options) -> Result<wire::Answer, BadCall> {
    let kind =
        options.kind.of_text(text).ok_or_else(|| BadCall::options("a text is no file of that \"kind\""))?;
    let name = options.name.clone();
    let input = wire::Input { name, kind: Some(kind.as_str()), encoding: None, bytes: text.len() };
    let result = judge(gouji::Input { text, kind }, &options)?;
    Ok(wire::answer(input, &result, options.lang))
}

fn file_answer(file: Opened, options: Options) -> Result<wire::Answer, BadCall> {
    let format = Format::of_word(&file.format);
    let told = Kind::of_word(&file.kind).unwrap_or(Kind::Html);
    let (name, encoding) = (options.name.clone(), file.encoding);
    let mut input = wire::Input { name, kind: format.map(Format::as_str), encoding, bytes: file.bytes };
    let Some(kind) = options.kind.of_file(format, told) else {
        return Ok(wire::answer(input, &Err(Error::UnsupportedFormat), options.lang));
    };
    let generated = format.is_some_and(Format::is_generated);
    if !generated && format != Some(Format::Mht) {
        input.kind = Some(kind.as_str());
    }
    let result = judge(gouji::Input { text: &file.text, kind }, &options)?;
    let result = if generated { result.map(Audit::without_spans) } else { result };
    Ok(wire::answer(input, &result, options.lang))
}

/// Reads and judges a text, beside the reports that the options name.
fn judge(source: gouji::Input<'_>, options: &Options) -> Result<Result<Audit, Error>, BadCall> {
    let read = |option, text: &String| {
        gouji::read(gouji::Input::sniff(text), 0)
            .map_err(|error| BadCall::beside(option, error, options.lang))
    };
    let prior = options.prior.as_ref().map(|text| read("prior", text)).transpose()?;
    let members: Vec<_> =
        options.members.iter().map(|text| read("members", text)).collect::<Result<_, _>>()?;
    let beside = Beside { prior: prior.as_ref(), members: &members, ..Beside::default() };
    let mut result = gouji::read(source, 0).map(|report| Audit::beside(report, beside));
    if let (Offsets::Utf16, Ok(audit)) = (options.offsets, &mut result) {
        offsets::convert(audit, &Utf16Table::new(source.text));
    }
    Ok(result)
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// The single way out for a wrong call: a JavaScript `Error` with a `code`.
fn throw(call: BadCall) -> JsValue {
    let error = js_sys::Error::new(&call.message);
    // Setting a property of a new object cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &call.code.into());
    error.into()
}

#[cfg(test)]
mod tests;
