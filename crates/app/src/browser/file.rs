//! Files, chosen or dropped: web pages and plain text, in UTF-8, UTF-16 or a Chinese encoding.

use gouji::Error;
use gouji::source::MAX_BYTES;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, HtmlInputElement, TextDecoder, TextDecoderOptions};
use yew::Callback;

use crate::state::Action;

/// First bytes of what is neither a web page nor text: zip (docx, xlsx), pdf, the old Office formats, pictures.
const OTHER_FORMATS: [&[u8]; 6] =
    [b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];

/// Reads `file` and says what came of it.
pub fn open(file: File, dispatch: Callback<Action>) {
    spawn_local(async move {
        let name = file.name();
        dispatch.emit(match read(&file).await {
            Ok(text) => Action::Opened { name, text },
            Err(error) => Action::NotOpened { name, error },
        });
    });
}

/// The file chosen in an `<input type=file>`. The field is emptied, so that the same file can be chosen again.
pub fn on_choose(event: &Event, dispatch: &Callback<Action>) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    if let Some(file) = field.files().and_then(|files| files.get(0)) {
        open(file, dispatch.clone());
    }
    field.set_value("");
}

/// Takes a dropped file. Dropped text is left to the box.
pub fn on_drop(event: &Event, dispatch: &Callback<Action>) {
    on_drag(event, false);
    let Some(event) = event.dyn_ref::<DragEvent>() else { return };
    let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
    if let Some(file) = file {
        event.prevent_default();
        open(file, dispatch.clone());
    }
}

/// Shows that a dragged file can be let go here; without this the browser would open it in place of the page.
pub fn on_drag(event: &Event, over: bool) {
    let Some(drag) = event.dyn_ref::<DragEvent>() else { return };
    let has_file = drag.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
    if !has_file {
        return;
    }
    if over {
        event.prevent_default();
    }
    if let Some(body) = super::document().and_then(|document| document.body()) {
        let _ = body.class_list().toggle_with_force("dragging", over);
    }
}

async fn read(file: &File) -> Result<String, Error> {
    if file.size() > MAX_BYTES as f64 {
        return Err(Error::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Error::Corrupt)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    if OTHER_FORMATS.iter().any(|start| bytes.starts_with(start)) {
        return Err(Error::UnsupportedFormat);
    }
    let encodings: &[&str] = match bytes.as_slice() {
        [0xff, 0xfe, ..] => &["utf-16le"],
        [0xfe, 0xff, ..] => &["utf-16be"],
        _ => &["utf-8", "gb18030"],
    };
    encodings.iter().find_map(|encoding| decode(&bytes, encoding)).ok_or(Error::Corrupt)
}

fn decode(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
