//! The JavaScript API: a string in, the contract's object out.
//!
//! Converts, calls [`gouji::check`], converts back; nothing here knows a table. What JavaScript callers see is typed in
//! `gouji.d.ts`, which becomes part of the generated declarations. Offsets count bytes of UTF-8, as on the command line,
//! unless the caller asks for the UTF-16 units that JavaScript strings count in ([`offsets`]).

mod offsets;
mod options;

use gouji::wire;
use serde::Serialize;
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
    let options =
        serde_wasm_bindgen::from_value(options).map_err(|error| BadCall::options(&error.to_string()));
    let options = options.and_then(Options::new).map_err(throw)?;
    to_js(&answer(&text, options))
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

fn answer(text: &str, options: Options) -> wire::Answer {
    let source = gouji::Input { text, kind: options.kind.unwrap_or_else(|| gouji::Kind::sniff(text)) };
    let mut result = gouji::check(source);
    if let (Offsets::Utf16, Ok(audit)) = (options.offsets, &mut result) {
        offsets::convert(audit, &Utf16Table::new(text));
    }
    let kind = Some(source.kind.as_str());
    let input = wire::Input { name: options.name, kind, encoding: None, bytes: text.len() };
    wire::answer(input, &result, options.lang)
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
