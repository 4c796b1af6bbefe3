//! Files, chosen, dropped or pasted. Web pages and text are read here, in any charset; for docx, spreadsheets and pdf the
//! readers are loaded first (see [`super::opener`]).

use std::cell::Cell;

use gouji::Error;
use gouji_files::{Foreign, foreign, limits, open_with};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event, File, HtmlInputElement, TextDecoder};
use yew::Callback;

use super::opener;
use crate::source::Source;
use crate::state::{Action, Refusal};

/// The kinds in the file chooser. A file of another kind gets its own answer all the same.
pub const ACCEPT: &str = ".html,.htm,.mht,.mhtml,.txt,.docx,.xlsx,.xls,.pdf";

thread_local! {
    /// Counts the files.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// What comes of a file without the readers.
enum Here {
    Opened(Source),
    Refused(Refusal),
    NeedsReaders(ArrayBuffer),
}

/// Reads `file` and says what came of it.
pub fn open(file: File, dispatch: Callback<Action>) {
    let number = LAST.get() + 1;
    LAST.set(number);
    dispatch.emit(Action::Read { number, name: file.name() });
    spawn_local(async move {
        match read(&file).await {
            Here::Opened(source) => dispatch.emit(Action::Opened { number, source }),
            Here::Refused(refusal) => dispatch.emit(Action::NotOpened { number, refusal }),
            Here::NeedsReaders(bytes) => opener::open(number, file.name(), &bytes, dispatch),
        }
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

async fn read(file: &File) -> Here {
    if file.size() > limits::FILE_BYTES as f64 {
        return Here::Refused(Error::TooLarge.into());
    }
    // A folder, or a file that is gone: there is nothing to read.
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Here::Refused(Error::Corrupt.into());
    };
    let buffer: ArrayBuffer = buffer.unchecked_into();
    let bytes = Uint8Array::new(&buffer).to_vec();
    match open_with(&bytes, &decode) {
        Ok(opened) => Here::Opened(Source::file(opened.text, opened.kind, file.name().into(), opened.format)),
        Err(Error::UnsupportedFormat) => match foreign(&bytes) {
            // A pdf is taken for a scan only by those who can read pdf.
            None | Some(Foreign::ScannedPdf) => Here::NeedsReaders(buffer),
            Some(foreign) => Here::Refused(foreign.into()),
        },
        Err(error) => Here::Refused(error.into()),
    }
}

/// GB18030 and Big5 are left to the browser.
fn decode(label: &'static str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
