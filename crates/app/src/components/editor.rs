//! The field inside a cell that is being typed into. Keys as in a spreadsheet: Enter goes down, Tab goes right, Esc gives up.

use std::rc::Rc;

use gouji::CellId;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser;
use crate::lang::Lang;
use crate::state::{Action, CellAction, Editing};
use crate::texts::{fill, texts};
use gouji::form::layout::{Layout, Step};

/// What the field is made from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The cell and its text.
    pub editing: Editing,
    /// The table that it is part of.
    pub layout: Rc<Layout>,
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The field.
#[component]
pub fn Editor(props: &Props) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        let is_replacing = props.editing.is_replacing;
        use_effect_with(props.editing.cell, move |&cell| {
            // Who types fast may be in the next cell before this field is drawn.
            let has_gone_on = browser::focused_cell().is_some_and(|focused| focused != cell);
            if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| !has_gone_on) {
                browser::enter_field(&field, !is_replacing);
            }
            // A field that goes while it has the keyboard (the window lost it, or Enter came before the field was drawn)
            // would leave it nowhere.
            move || {
                if !browser::is_focus_held() || browser::focused_cell() == Some(cell) {
                    browser::focus_plainly(cell);
                }
            }
        });
    }
    let on_input = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                dispatch.emit(CellAction::Type(field.value()).into());
            }
        })
    };
    let on_key = {
        let (dispatch, layout) = (props.dispatch.clone(), props.layout.clone());
        let (cell, walks) = (props.editing.cell, props.editing.is_replacing);
        Callback::from(move |event: KeyboardEvent| {
            // What is typed here is no command to the table or the page, F8 excepted.
            if event.key() != "F8" {
                event.stop_propagation();
            }
            if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let caret = event.key().starts_with("Arrow")
                && !event.key().ends_with("Up")
                && !event.key().ends_with("Down");
            if (!caret || walks) && finish(&event, cell, &layout, &dispatch) {
                event.prevent_default();
            }
        })
    };
    let on_blur = props.dispatch.reform(|_: FocusEvent| CellAction::Commit.into());
    let label = fill(texts(props.lang).editor_label, &[("cell", &props.editing.cell.label())]);
    html! {
        <input ref={field} class="editor" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
            aria-label={label} value={props.editing.text.clone()} oninput={on_input} onkeydown={on_key} onblur={on_blur} />
    }
}

/// What ends the typing into a cell: says whether the key did, and moves the keyboard on at once, so that no key is lost that
/// follows before the page is drawn.
pub fn finish(event: &KeyboardEvent, cell: CellId, layout: &Layout, dispatch: &Callback<Action>) -> bool {
    let step = match (event.key().as_str(), event.shift_key()) {
        ("Escape", _) => None,
        ("Enter", false) | ("ArrowDown", _) => Some(Step::Down),
        ("Enter", true) | ("ArrowUp", _) => Some(Step::Up),
        ("Tab", false) => Some(Step::Next),
        ("Tab", true) => Some(Step::Previous),
        ("ArrowLeft", _) => Some(Step::Left),
        ("ArrowRight", _) => Some(Step::Right),
        _ => return false,
    };
    dispatch.emit(if step.is_some() { CellAction::Commit.into() } else { CellAction::Cancel.into() });
    browser::focus_plainly(step.and_then(|step| layout.step(cell, step)).unwrap_or(cell));
    true
}
