//! A draft on this computer, if the person asks for it: the only thing that the page ever stores. `localStorage` has it in
//! plain text, under names that begin alike, so that it can be deleted whole.

use gouji::Kind;
use web_sys::Storage;
use yew::Callback;

use crate::edits::Overlay;
use crate::source::{Origin, Source};
use crate::state::{Action, State};

const TIME: &str = "gouji.draft.time";
const TEXT: &str = "gouji.draft.text";
const KIND: &str = "gouji.draft.kind";
const CELLS: &str = "gouji.draft.cells";
const ALL: [&str; 4] = [TIME, TEXT, KIND, CELLS];

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
    if let Some(time) = storage().and_then(|storage| storage.get_item(TIME).ok().flatten()) {
        dispatch.emit(Action::Draft(Ok(Some(time.into()))));
    }
}

/// Stores the source and the changed cells.
pub fn keep(state: &State, dispatch: &Callback<Action>) {
    let kind = match (&state.source.origin, state.source.kind) {
        (Origin::Blank, _) => "blank",
        (_, kind) => kind.as_str(),
    };
    let none = Overlay::new();
    let cells = state.changes().map_or(&none, |edits| edits.overlay());
    // A text in a cell has no line breaks.
    let cells: Vec<String> = cells.iter().map(|(cell, text)| format!("{cell}\t{text}")).collect();
    let time =
        String::from(js_sys::Date::new_0().to_locale_string("zh-CN", &wasm_bindgen::JsValue::UNDEFINED));
    let stored = storage().and_then(|storage| {
        let set = |name: &str, value: &str| storage.set_item(name, value);
        set(TEXT, &state.source.text).ok()?;
        set(KIND, kind).ok()?;
        set(CELLS, &cells.join("\n")).ok()?;
        set(TIME, &time).ok()
    });
    if stored.is_none() {
        // Half a draft is none.
        remove();
    }
    dispatch.emit(Action::Draft(stored.map(|()| Some(time.into())).ok_or(())));
}

/// Opens the stored draft.
pub fn open(dispatch: &Callback<Action>) {
    let Some(storage) = storage() else { return };
    let get = |name: &str| storage.get_item(name).ok().flatten().unwrap_or_default();
    let source = match get(KIND).as_str() {
        "blank" => Source::blank(),
        kind => {
            let mut source = Source::sniffed(get(TEXT), Origin::Typed);
            source.kind = Kind::of_word(kind).unwrap_or(Kind::Text);
            source.origin = Origin::Draft;
            source
        }
    };
    let cells = get(CELLS);
    let cells = cells.lines().filter_map(|line| {
        let (cell, text) = line.split_once('\t')?;
        Some((cell.parse().ok()?, text.to_owned()))
    });
    dispatch.emit(Action::OpenDraft(Box::new(source), cells.collect()));
}

/// Deletes the draft.
pub fn delete(dispatch: &Callback<Action>) {
    remove();
    dispatch.emit(Action::Draft(Ok(None)));
}

fn remove() {
    if let Some(storage) = storage() {
        for name in ALL {
            let _ = storage.remove_item(name);
        }
    }
}
