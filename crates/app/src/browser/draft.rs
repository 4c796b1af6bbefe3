//! A draft on this computer, if the person asks for it: the only thing that the page ever stores. `localStorage` has it in
//! plain text, under names that begin alike, so that it can be deleted whole.

use web_sys::Storage;
use yew::Callback;

use crate::draft::{NAMES, fields, session};
use crate::state::{Action, DocumentAction, State, ViewAction};

/// Stored last: without it there is no draft.
const TIME: &str = "time";

fn full(name: &str) -> String {
    format!("gouji.draft.{name}")
}

/// None where the browser forbids it: a file opened from a disk in some browsers, a sandboxed frame.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Whether the browser can store a draft at all.
pub fn is_possible() -> bool {
    storage().is_some()
}

/// Says whether there is one.
pub fn look(dispatch: &Callback<Action>) {
    if let Some(time) = storage().and_then(|storage| storage.get_item(&full(TIME)).ok().flatten()) {
        dispatch.emit(ViewAction::Draft(Some(time.into())).into());
    }
}

/// Stores the document with all that belongs to it.
pub fn keep(state: &State, dispatch: &Callback<Action>) {
    let time =
        String::from(js_sys::Date::new_0().to_locale_string("zh-CN", &wasm_bindgen::JsValue::UNDEFINED));
    let document = &state.desk.session;
    let prior = state.prior().map(|prior| prior.source);
    remove();
    let stored = storage().and_then(|storage| {
        for (name, value) in fields(document, prior.as_ref()) {
            storage.set_item(&full(name), &value).ok()?;
        }
        storage.set_item(&full(TIME), &time).ok()
    });
    if stored.is_none() {
        // Half a draft is none.
        remove();
    }
    let kept = stored.map(|()| (time.into(), Box::new(document.clone()))).ok_or(());
    dispatch.emit(ViewAction::Kept(kept).into());
}

/// Opens the stored draft.
pub fn open(dispatch: &Callback<Action>) {
    let Some(storage) = storage() else { return };
    let (document, prior) = session(|name| storage.get_item(&full(name)).ok().flatten().unwrap_or_default());
    dispatch.emit(DocumentAction::OpenDraft(Box::new(document), prior.map(Box::new)).into());
}

/// Deletes the draft.
pub fn delete(dispatch: &Callback<Action>) {
    remove();
    dispatch.emit(ViewAction::Draft(None).into());
}

fn remove() {
    if let Some(storage) = storage() {
        for name in NAMES.into_iter().chain([TIME]) {
            let _ = storage.remove_item(&full(name));
        }
    }
}
