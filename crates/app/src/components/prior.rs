//! Last year's report: a place of its own to paste or choose it, and what changed since.

use web_sys::{ClipboardEvent, DragEvent};
use yew::prelude::*;

use super::alike::Alike;
use super::copies::Copies;
use super::mixed;
use crate::answer::Answer;
use crate::browser::{self, file, paste};
use crate::prior::{Change, Prior, changes, is_later};
use crate::state::{Action, ChoiceAction, Panel, PriorAction, PriorSeen, State};
use crate::texts::{count, fill, texts};

pub fn view(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    if !state.is_open(Panel::Prior) {
        return Html::default();
    }
    let text = texts(state.lang);
    html! {
        <section class="prior panel" id="prior" aria-labelledby="prior-title" ondrop={on_drop(dispatch)}>
            <h2 id="prior-title" tabindex="-1">{ text.prior_title }</h2>
            if let Some(prior) = &state.prior() {
                { beside(state, answer, prior, dispatch) }
            } else {
                { empty(state, dispatch) }
            }
            { wanted(state) }
        </section>
    }
}

fn on_drop(dispatch: &Callback<Action>) -> Callback<DragEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: DragEvent| {
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0))
        {
            event.prevent_default();
            event.stop_propagation();
            file::on_drag(&event, false);
            file::open_prior(file, dispatch.clone());
        }
    })
}

fn empty(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let on_paste = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Ok(event) = wasm_bindgen::JsCast::dyn_into::<ClipboardEvent>(event) {
                paste::take_prior(&event, &dispatch);
            }
        })
    };
    let on_input = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
                browser::file::check_prior(
                    crate::source::Source::sniffed(area.value(), crate::source::Origin::Typed),
                    &dispatch,
                );
            }
        })
    };
    let on_choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| file::on_choose_prior(&event, &dispatch))
    };
    html! {
        <>
            <label class="input-label" for="prior-source">{ text.prior_label }</label>
            <p class="hint" id="prior-hint">{ text.prior_hint }</p>
            <textarea id="prior-source" class="source" rows="3" aria-describedby="prior-hint" autocomplete="off" spellcheck="false"
                onpaste={on_paste} oninput={on_input} />
            <div class="tools">
                <label class="button file">
                    { text.prior_choose }
                    <input type="file" class="visually-hidden choose-prior" accept={file::accept()} title={file::kinds(state.lang)} onchange={on_choose} />
                </label>
            </div>
        </>
    }
}

/// How far the request is that was made last.
fn wanted(state: &State) -> Html {
    let text = texts(state.lang);
    match state.prior_wanted() {
        Some(PriorSeen::Refused(refusal)) => html! {
            <p class="notice" id="prior-refused">{ fill(text.prior_failed, &[("why", &refusal.message(state.lang))]) }</p>
        },
        Some(PriorSeen::Opening(name)) => {
            html! { <p class="notice">{ fill(text.reading, &[("name", name)]) }</p> }
        }
        Some(PriorSeen::Asked(_)) => html! { <p class="notice">{ text.checking }</p> },
        Some(PriorSeen::Read(_)) | None => Html::default(),
    }
}

fn beside(state: &State, answer: &Answer, prior: &Prior, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let (last, now) = (&*prior.read, &answer.audit.report);
    let changes = changes(last, now);
    let on_drop = dispatch.reform(|_: MouseEvent| PriorAction::Drop.into());
    let on_swap = dispatch.reform(|_: MouseEvent| PriorAction::Swap.into());
    html! {
        <>
            <div class="folded">
                <p>{ fill(if state.is_paired() { text.prior_listed } else { text.prior_is }, &[("name", &prior.name(text.untitled))]) }</p>
                <button type="button" class="button button-small" onclick={on_drop}>{ text.prior_remove }</button>
            </div>
            if let Some(finding) = answer.pairing() {
                <p class="notice" id="prior-pair">
                    { mixed::view(&state.lang.message(finding), state.lang) }
                    if is_later(last, now) {
                        { " " }<button type="button" class="button button-inline" onclick={on_swap}>{ text.prior_swap }</button>
                    }
                </p>
            }
            if last.year.is_some() && last.year == now.year {
                <Copies other={prior.read.clone()} answer={answer.clone()} lang={state.lang} dispatch={dispatch.clone()} />
            } else {
                <Alike prior={prior.read.clone()} answer={answer.clone()} lang={state.lang} />
                { moved(&changes, state, dispatch) }
            }
        </>
    }
}

/// What changed from cell to cell.
fn moved(changes: &[Change], state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let swings = changes.iter().filter(|change| change.is_swing).count();
    html! {
        <>
            if changes.is_empty() {
                <p>{ text.prior_same }</p>
            } else {
                <p>{ count(text.prior_changes, changes.len()) }{ text.stop }
                    if swings > 0 { { count(text.prior_swings, swings) } }
                </p>
                <div class="scroller list" role="group" aria-label={text.prior_title} tabindex="0">
                    <table class="plain" id="prior-changes">
                        <thead><tr>
                            <th scope="col">{ text.prior_column_cell }</th><th scope="col">{ text.prior_column_last }</th>
                            <th scope="col">{ text.prior_column_this }</th><th scope="col">{ text.prior_column_change }</th>
                        </tr></thead>
                        <tbody>{ for changes.iter().map(|change| line(change, state, dispatch)) }</tbody>
                    </table>
                </div>
            }
        </>
    }
}

fn line(change: &Change, state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let cell = change.cell;
    let on_click = dispatch.reform(move |_: MouseEvent| ChoiceAction::Show(cell).into());
    let value = |value: &Option<String>| match value.as_deref() {
        None => text.cell_missing.to_owned(),
        Some("") => text.blank.to_owned(),
        Some(value) => value.to_owned(),
    };
    let by = change
        .by
        .map(|by| if by.is_sign_negative() { by.to_string().replace('-', "−") } else { format!("+{by}") });
    html! {
        <tr key={cell.to_string()} class={classes!(change.is_swing.then_some("swing"))}>
            <th scope="row"><button type="button" class="term-name" lang="zh-CN" onclick={on_click}>{ cell.label() }</button></th>
            <td class="number">{ value(&change.last) }</td>
            <td class="number">{ value(&change.now) }</td>
            <td class="number">{ by }{ " " }if change.is_swing { <span class="tag-swing">{ "▲ " }{ text.prior_swing }</span> }</td>
        </tr>
    }
}
