//! Tables to the clipboard: rich content and plain text at once, in a way that also works on plain http, in old browsers, and
//! where the page may not read the clipboard.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlDocument, HtmlTextAreaElement};

/// Puts both on the clipboard; says whether the browser took them.
pub fn copy(html: &str, text: &str) -> bool {
    let Some(document) = super::document() else { return false };
    let taken = Rc::new(Cell::new(false));
    let listener = {
        let (taken, html, text) = (taken.clone(), html.to_owned(), text.to_owned());
        let options = EventListenerOptions::run_in_capture_phase();
        let options = EventListenerOptions { passive: false, ..options };
        EventListener::new_with_options(&document, "copy", options, move |event| {
            let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
            else {
                return;
            };
            let set = |kind, content: &str| content.is_empty() || data.set_data(kind, content).is_ok();
            taken.set(set("text/html", &html) && set("text/plain", &text));
            event.prevent_default();
            event.stop_propagation();
        })
    };
    // Browsers copy only where something is selected: a field that is there for this moment.
    let before = document.active_element();
    let Some(field) = document
        .create_element("textarea")
        .ok()
        .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
    else {
        return false;
    };
    field.set_value(" ");
    field.set_class_name("visually-hidden");
    let _ = field.set_attribute("aria-hidden", "true");
    let Some(body) = document.body() else { return false };
    let _ = body.append_child(&field);
    field.select();
    let done = document.unchecked_ref::<HtmlDocument>().exec_command("copy").unwrap_or(false);
    drop(listener);
    field.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = before.focus_with_options(&options);
    }
    done && taken.get()
}

/// Copies what stands in the cell that has the keyboard, where nothing else is selected.
pub fn copy_cell(event: &ClipboardEvent) {
    let selected = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    if selected.is_some_and(|selection| !selection.is_collapsed()) || super::is_field(event) {
        return;
    }
    let active = super::document().and_then(|document| document.active_element());
    let Some(cell) = active.filter(|element| element.has_attribute("data-cell")) else { return };
    let value = cell.query_selector(".value").ok().flatten().and_then(|value| value.text_content());
    if let (Some(value), Some(data)) = (value, event.clipboard_data())
        && data.set_data("text/plain", &value).is_ok()
    {
        event.prevent_default();
    }
}
