//! What an office has set, under which everything in view was judged: its file, what it changes, and a way to remove it.

use yew::prelude::*;

use crate::state::{Action, OfficeAction, State};
use crate::texts::{fill, texts};

pub fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(office) = &state.desk.office else { return Html::default() };
    let text = texts(state.lang);
    let mut lines: Vec<String> =
        office.settings.lines(state.lang.core()).into_iter().map(|line| state.lang.say(line)).collect();
    if lines.is_empty() {
        lines.push(text.office_usual.to_owned());
    }
    let on_drop = dispatch.reform(|_: MouseEvent| OfficeAction::Drop.into());
    html! {
        <details class="menu office" id="office">
            <summary class="tag">{ fill(text.office_chip, &[("name", &office.name)]) }</summary>
            <div class="menu-body">
                <ul>{ for lines.into_iter().map(|line| html! { <li key={line.clone()}>{ line.clone() }</li> }) }</ul>
                <div class="tools"><button type="button" class="button button-small" id="drop-office" onclick={on_drop}>{ text.office_remove }</button></div>
            </div>
        </details>
    }
}
