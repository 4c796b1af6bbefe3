//! The one live region: a new announcement is a new element, so that the same words are said again.

use yew::prelude::*;

use crate::state::Said;

pub fn view(said: &Said) -> Html {
    html! {
        <div class="visually-hidden" role="status" aria-live="polite" id="live">
            <p key={said.number}>{ &said.words }</p>
        </div>
    }
}
