//! The reports of a text that has several: a button for each, the one that was checked pressed.

use yew::prelude::*;

use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::{Action, DocumentAction};
use crate::summary::ordinal;
use crate::texts::{count, texts};

pub fn view(answer: &Answer, nth: usize, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let Some(titles) = answer.titles() else { return Html::default() };
    let button = |index: usize| {
        let is_chosen = index == nth.min(titles.len() - 1);
        let on_click = dispatch.reform(move |_: MouseEvent| DocumentAction::ChooseReport(index).into());
        html! {
            <button key={index} type="button" class={classes!("button", is_chosen.then_some("button-main"))}
                aria-pressed={is_chosen.to_string()} onclick={on_click}>
                { ordinal(titles, index, lang) }
            </button>
        }
    };
    html! {
        <div class="reports" role="group" aria-labelledby="reports-title">
            <p id="reports-title">{ count(texts(lang).several, titles.len()) }</p>
            <div class="tools">{ for (0..titles.len()).map(button) }</div>
        </div>
    }
}
