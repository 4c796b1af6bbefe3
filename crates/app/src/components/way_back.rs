//! What became of the document that was here before, in view above everything, with the way back to it; and whether the two are
//! this year's report and last year's.

use yew::prelude::*;

use crate::state::{Action, DocumentAction, Notice, Offer, PriorAction, State, ViewAction};
use crate::texts::{count, fill, texts};

pub fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let with_changes = |plain: &str, changed: &str, n: usize| {
        if n == 0 { plain.to_owned() } else { count(changed, n) }
    };
    let (words, is_back) = match &state.notice {
        Some(Notice::Replaced(n)) => (with_changes(text.replaced, text.replaced_changed, *n), false),
        Some(Notice::Cleared(n)) => (with_changes(text.cleared, text.cleared_changed, *n), false),
        Some(Notice::Closed(n)) => (count(text.closed_changed, *n), false),
        Some(Notice::Restored) => (text.restored.to_owned(), true),
        _ => return offer(state, dispatch),
    };
    let on_back = dispatch.reform(|_: MouseEvent| DocumentAction::Restore.into());
    let on_forth = dispatch.reform(|_: MouseEvent| DocumentAction::Redo.into());
    let on_drop = dispatch.reform(|_: MouseEvent| ViewAction::DropNotice.into());
    html! {
        <div class="way-back">
            <p class="notice" id="notice">{ words }</p>
            <div class="tools">
                if !is_back {
                    <button type="button" class="button button-small" onclick={on_back}>
                        { text.restore }<kbd aria-hidden="true">{ "Ctrl+Z" }</kbd>
                    </button>
                } else if state.history.can_redo() {
                    <button type="button" class="button button-small" onclick={on_forth}>
                        { text.restore_not }<kbd aria-hidden="true">{ "Ctrl+Y" }</kbd>
                    </button>
                }
                <button type="button" class="button button-small" onclick={on_drop}>{ text.dismiss }</button>
            </div>
            { offer(state, dispatch) }
        </div>
    }
}

fn offer(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let (template, year, accept) = match state.offer() {
        None => return Html::default(),
        Some(Offer::Now(year)) => (text.offer_now, year, text.offer_accept),
        Some(Offer::Before(year)) => (text.offer_before, year, text.offer_accept),
        Some(Offer::Listed { year, .. }) => (text.offer_listed, year, text.offer_accept),
        Some(Offer::Copy) => (text.offer_copy, 0, text.offer_compare),
    };
    let on_accept = dispatch.reform(|_: MouseEvent| PriorAction::Accept.into());
    html! {
        <p class="notice offer" id="offer">
            { fill(template, &[("year", &year.to_string())]) }{ " " }
            <button type="button" class="button button-small" onclick={on_accept}>{ accept }</button>
        </p>
    }
}
