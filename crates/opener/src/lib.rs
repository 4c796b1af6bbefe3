//! Bytes of a file in, a message for the page out: the file's text, or why there is none; what a file of settings sets.
//!
//! The page loads this in a worker (www/opener.js), and only when a file is opened that it does not read itself, so that
//! its first load stays small and a hard file cannot stop it. Boundary only: what is read, and how, is in `gouji_files`.

use gouji::{Error, Lang};
use gouji_files::settings::Setting;
use gouji_files::{Foreign, Opened, folder};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Unpacks a folder: `{files}`, a list of `{name, bytes}`, or of `{name, code, message_zh, message_en}` where one cannot be unpacked; the
/// same without a name where none can. Nothing for a file that is no packed folder.
#[wasm_bindgen]
pub fn unpack(bytes: &[u8]) -> Option<Object> {
    folder::is_folder(bytes).then(|| unpacked(bytes).unwrap_or_else(|error| refusal(error, None)))
}

/// Reads what an office has set (`gouji.toml`): `{settings}`, a list of keys with their values, or `{code, message_zh, message_en}`.
#[wasm_bindgen]
pub fn settings(text: &str) -> Object {
    match gouji_files::settings::settings(text) {
        Ok((_, given)) => {
            let pair = |(key, setting): (String, Setting)| {
                let value = match setting {
                    Setting::Word(word) => JsValue::from(word),
                    // Longer ones are refused by every setting.
                    Setting::Number(number) => JsValue::from(number as f64),
                };
                JsValue::from(Array::of2(&key.into(), &value))
            };
            message(&[("settings", given.into_iter().map(pair).collect::<Array>().into())])
        }
        Err(wrong) => message(&[
            ("code", "settings".into()),
            ("message_zh", wrong.message(Lang::Zh).into()),
            ("message_en", wrong.message(Lang::En).into()),
        ]),
    }
}

/// Opens a file: `{text, kind, format, encoding}`, with `pages` where it has no table and pictures that may be tables; or `{pages}`, the pages of a scan as JPEGs and pngs, which the reader of pictures reads, or
/// `{code, message_zh, message_en}`.
#[wasm_bindgen]
pub fn open(bytes: &[u8]) -> Object {
    match gouji_files::open_with(bytes, &decode) {
        Ok(opened) => {
            let answer = text(&opened);
            let pages = gouji_files::pictures_of(bytes, &opened);
            if !pages.is_empty() {
                // Fails on a frozen object only.
                let _ = Reflect::set(&answer, &"pages".into(), &pictures(&pages).into());
            }
            answer
        }
        Err(error @ Error::UnsupportedFormat) => match gouji_files::scanned_pages(bytes) {
            Ok(pages) => message(&[("pages", pictures(&pages).into())]),
            Err(Error::UnsupportedFormat) => refusal(error, gouji_files::foreign(bytes)),
            Err(error) => refusal(error, None),
        },
        Err(error) => refusal(error, None),
    }
}

fn unpacked(bytes: &[u8]) -> Result<Object, Error> {
    let files = Array::new();
    for entry in folder::entries(bytes, &decode)? {
        let file = match folder::read(std::io::Cursor::new(bytes), &entry) {
            Ok(content) => message(&[("bytes", Uint8Array::from(content.as_slice()).into())]),
            Err(error) => refusal(error, None),
        };
        // Fails on a frozen object only.
        let _ = Reflect::set(&file, &"name".into(), &entry.name.into());
        files.push(&file);
    }
    Ok(message(&[("files", files.into())]))
}

fn pictures(pages: &[Vec<u8>]) -> Array {
    pages.iter().map(|page| Uint8Array::from(page.as_slice())).collect()
}

fn text(opened: &Opened) -> Object {
    message(&[
        ("text", (&opened.text).into()),
        ("kind", opened.kind.as_str().into()),
        ("format", opened.format.as_str().into()),
        ("encoding", opened.encoding.into()),
    ])
}

fn refusal(error: Error, foreign: Option<Foreign>) -> Object {
    let says = |lang| foreign.map_or_else(|| error.message(lang), |foreign| foreign.message(lang));
    message(&[
        ("code", error.code().into()),
        ("message_zh", says(Lang::Zh).into()),
        ("message_en", says(Lang::En).into()),
    ])
}

fn message(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Fails on a frozen object only.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// GB18030 and Big5 are left to the browser.
fn decode(label: &'static str, bytes: &[u8]) -> Option<String> {
    let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
