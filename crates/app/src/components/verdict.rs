//! The strip over the workbench: the verdict in one line in the colour of the worst that is open, the ledgers, the way from one
//! finding to the next; and, opened over what is below, what was not read or not checked.

use yew::prelude::*;

use super::mixed;
use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::{Action, ChoiceAction};
use crate::summary::{self, Verdict};
use crate::texts::texts;

pub fn view(answer: &Answer, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let verdict = summary::verdict(answer);
    let (class, sign) = match verdict {
        Verdict::Errors => ("verdict-errors", "≠"),
        Verdict::Warned => ("verdict-warned", "!"),
        Verdict::Clean => ("verdict-clean", "="),
        Verdict::Ignored => ("verdict-partial", "○"),
        Verdict::Partial => ("verdict-partial", "○"),
        Verdict::Nothing => ("verdict-nothing", "？"),
    };
    let step = |back: bool| dispatch.reform(move |_: MouseEvent| ChoiceAction::Next { back }.into());
    html! {
        <section class={classes!("verdict", class)} aria-labelledby="verdict">
            <div class="verdict-line">
                <h2 id="verdict" tabindex="-1">
                    <span class="verdict-sign" aria-hidden="true">{ sign }</span>{ " " }
                    { summary::headline(answer, lang) }
                </h2>
            </div>
            <ul class="counts">
                { for summary::counts(answer, lang).into_iter().map(|(key, words, is_open)| html! {
                    <li key={key} class={classes!("count", format!("count-{key}"), is_open.then_some("count-open"))}>{ words }</li>
                }) }
            </ul>
            // Where nothing is open it stands in the place of the cards.
            if !answer.causes().is_empty() {
                <details class="menu gaps">
                    <summary class="button button-small">{ text.not_checked_title }</summary>
                    <div class="menu-body">{ gaps(answer, lang) }</div>
                </details>
            }
            if !answer.entries.is_empty() {
                <div class="tools steps">
                    <button type="button" class="button button-small" onclick={step(true)}>{ text.previous }</button>
                    <button type="button" class="button button-small" onclick={step(false)}>{ text.next }<kbd aria-hidden="true">{ "F8" }</kbd></button>
                </div>
            }
        </section>
    }
}

/// What was not read or not checked, and why.
pub fn gaps(answer: &Answer, lang: Lang) -> Html {
    let gaps = summary::gaps(answer, lang);
    html! { <ul>{ for gaps.iter().map(|gap| html! { <li key={gap.as_str()}>{ mixed::view(gap, lang) }</li> }) }</ul> }
}
