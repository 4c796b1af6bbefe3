//! The page as a whole: holds the state, and does what follows from it outside: checks, moves the keyboard, names the language.

use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use gouji::{CellId, Lang};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::answer::Role;
use crate::browser;
use crate::components::{footer, header, input, intro, live, results};
use crate::source::Origin;
use crate::state::{Action, Choice, Phase, State};
use crate::texts::texts;

/// Typing is checked when it pauses. Picked by gut feeling: longer than between two keys, shorter than patience.
const TYPING_PAUSE_MS: u32 = 400;

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let dispatch = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    use_check(&state, &dispatch);
    use_reading(state.reading.as_ref().map(|reading| reading.number));
    use_language(state.lang);
    use_focus(&state);
    use_page_events(&dispatch);

    let lang = state.lang;
    let text = texts(lang);
    let roles = use_memo((state.choice, state.lit(), state.answer().cloned()), |(choice, lit, answer)| {
        let Some(answer) = answer else { return BTreeMap::new() };
        match (lit, choice) {
            (Some(relation), _) => answer.roles(*relation),
            (None, Some(Choice::Finding(index))) => {
                let cells = answer.finding(*index).map_or(&[][..], |finding| &finding.cells);
                cells.iter().map(|&cell: &CellId| (cell, Role::Mention)).collect()
            }
            _ => BTreeMap::new(),
        }
    });

    html! {
        <div class={classes!("page", state.choice.is_some().then_some("page-docked"))}>
            <a class="skip" href="#result">{ text.skip }</a>
            { header::view(lang, &dispatch) }
            <main class="main">
                { input::view(&state, &dispatch) }
                {
                    match &state.phase {
                        Phase::Idle => intro::view(lang),
                        Phase::Failed(error) => input::failure(*error, lang),
                        Phase::Checking(None) => html! {
                            <p class="checking" id="result">{ text.checking }</p>
                        },
                        Phase::Checking(Some(answer)) | Phase::Checked(answer) => html! {
                            <results::Results
                                answer={answer.clone()}
                                nth={state.source.nth}
                                stale={matches!(state.phase, Phase::Checking(_))}
                                choice={state.choice}
                                lit={state.lit()}
                                {roles}
                                {lang}
                                dispatch={dispatch.clone()}
                            />
                        },
                    }
                }
            </main>
            { footer::view(lang) }
            { live::view(&state.said) }
        </div>
    }
}

/// Checks each new text; what is typed, after a pause.
#[hook]
fn use_check(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let (source, dispatch) = (state.source.clone(), dispatch.clone());
    use_effect_with(state.revision, move |&revision| {
        let delay = if source.origin == Origin::Typed { TYPING_PAUSE_MS } else { 0 };
        let timeout = (!source.is_empty()).then(|| {
            Timeout::new(delay, move || {
                let (source, result) = source.check();
                dispatch.emit(Action::Checked(revision, source, result));
            })
        });
        move || drop(timeout)
    });
}

/// Gives a file up as soon as it is not the one being read.
#[hook]
fn use_reading(number: Option<u32>) {
    use_effect_with(number, |&number| {
        move || {
            if let Some(number) = number {
                browser::stop_reading(number);
            }
        }
    });
}

#[hook]
fn use_language(lang: Lang) {
    use_effect_with(lang, |&lang| {
        let tag = match lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        browser::name_page(tag, texts(lang).document_title);
    });
}

#[hook]
fn use_focus(state: &UseReducerHandle<State>) {
    let target = state.focus.target;
    let cells: Rc<[CellId]> = match (state.lit(), state.answer()) {
        (Some(lit), Some(answer)) => answer.roles(lit).into_keys().collect(),
        _ => Rc::default(),
    };
    use_effect_with(state.focus.number, move |_| browser::focus(target, &cells));
}

/// Pasting, dropping a file and the keys F8 and Esc work wherever the keyboard is.
#[hook]
fn use_page_events(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let on = |name: &'static str, act: fn(&Event, &Callback<Action>)| {
            let dispatch = dispatch.clone();
            browser::document().map(|document| {
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(&document, name, options, move |event| act(event, &dispatch))
            })
        };
        let listeners = [
            on("paste", |event, dispatch| {
                if let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() {
                    browser::paste::take(event, dispatch);
                }
            }),
            on("keydown", |event, dispatch| {
                if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() {
                    on_key(event, dispatch);
                }
            }),
            on("dragover", |event, _| browser::file::on_drag(event, true)),
            on("dragleave", |event, _| browser::file::on_drag(event, false)),
            on("drop", browser::file::on_drop),
        ];
        move || drop(listeners)
    });
}

fn on_key(event: &web_sys::KeyboardEvent, dispatch: &Callback<Action>) {
    if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    match event.key().as_str() {
        "F8" => {
            event.prevent_default();
            dispatch.emit(Action::NextFinding { back: event.shift_key() });
        }
        "Escape" => dispatch.emit(Action::Back),
        _ => {}
    }
}
