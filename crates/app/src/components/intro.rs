//! What stands below the box before anything was pasted: what is checked, and what is not.

use yew::prelude::*;

use crate::lang::Lang;
use crate::texts::texts;

pub fn view(lang: Lang) -> Html {
    let text = texts(lang);
    let checked = [text.what_rows, text.what_blocks, text.what_text, text.what_form, text.what_forms];
    html! {
        <div class="intro" id="result">
            <section>
                <h2>{ text.what_title }</h2>
                <ul>{ for checked.iter().map(|line| html! { <li key={*line}>{ *line }</li> }) }</ul>
            </section>
            <section>
                <h2>{ text.not_title }</h2>
                <p>{ text.not_text }</p>
            </section>
        </div>
    }
}
