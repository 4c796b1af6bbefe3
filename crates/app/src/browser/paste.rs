//! What a paste brings, and whether it stands for a whole report or is an edit of the text in the box.
//!
//! Clipboard content is taken as strings and never becomes part of the page.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::Callback;

use crate::state::Action;

/// Takes a paste, wherever on the page it happened. An edit in the box is left to the browser.
pub fn take(event: &ClipboardEvent, dispatch: &Callback<Action>) {
    let Some(data) = event.clipboard_data() else { return };
    let get = |kind| data.get_data(kind).ok().filter(|content| !content.trim().is_empty());
    let (html, text) = (get("text/html"), get("text/plain"));
    if html.is_none() && text.is_none() {
        event.prevent_default();
        let file = data.files().and_then(|files| files.get(0));
        match file {
            Some(file) if !file.type_().starts_with("image/") => super::file::open(file, dispatch.clone()),
            file => dispatch.emit(Action::PastedNothing { image: file.is_some() }),
        }
        return;
    }
    let has_table = html.as_ref().is_some_and(|html| html.to_ascii_lowercase().contains("<table"));
    if !has_table && is_edit(event) {
        return;
    }
    event.prevent_default();
    dispatch.emit(Action::Pasted { html, text });
}

/// The caret is inside a text in the box, which is not selected as a whole.
fn is_edit(event: &ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = target else { return false };
    let length = area.value().encode_utf16().count() as u32;
    let start = area.selection_start().ok().flatten().unwrap_or(0);
    let end = area.selection_end().ok().flatten().unwrap_or(0);
    length > 0 && end - start < length
}
