//! The page as a whole: holds the state, and does what follows from it outside: checks, moves the keyboard, names the language.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use gouji::CellId;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::answer::Role;
use crate::batch::Batch;
use crate::browser::{self, checker, client};
use crate::components::{files, footer, header, help, input, intro, live, office, results, way_back};
use crate::lang::Lang;
use crate::out;
use crate::source::Origin;
use crate::state::{
    Action, CheckAction, Choice, ChoiceAction, DocumentAction, FileAction, Look, Panel, Phase, PriorAction,
    State, ViewAction,
};
use crate::texts::texts;
use crate::token::Token;

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
    use_excerpt(&state, &dispatch);
    use_prior(&state, &dispatch);
    use_reading(state.reading.as_ref().map(|reading| reading.number));
    use_batch(&state);
    use_judging(&state, &dispatch);
    use_farewell(state.is_unsaved());
    use_language(state.lang);
    use_look(state.look);
    use_start(&dispatch);
    use_focus(&state);
    use_page_events(&dispatch);
    use_paper(&state);

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
        <div class={classes!("page", state.choice.is_some().then_some("page-docked"), state.answer().is_some().then_some("page-work"))}>
            <a class="skip" href="#result">{ text.skip }</a>
            if state.answer().is_none() {
                { header::view(lang, state.look, &dispatch) }
            }
            <main class="main">
                // With an answer it is one window high; what is said above the answer takes its room from the tables.
                <div class={classes!("screen", (state.answer().is_some() && !state.input_open).then_some("screen-whole"))}>
                    { way_back::view(&state, &dispatch) }
                    { input::view(&state, &dispatch) }
                    if state.answer().is_none() {
                        { office::view(&state, &dispatch) }
                        { files::view(&state, &dispatch) }
                    }
                    {
                        match &state.phase {
                            Phase::Idle => intro::view(lang),
                            Phase::Failed(refusal) => input::failure(refusal, lang),
                            Phase::Stopped => input::stopped(lang, &dispatch),
                            Phase::Checking(None) => html! { <div id="result" /> },
                            Phase::Checking(Some(answer)) | Phase::Checked(answer) => html! {
                                <results::Results
                                    state={state.clone()}
                                    answer={answer.clone()}
                                    stale={matches!(state.phase, Phase::Checking(_))}
                                    {roles}
                                    dispatch={dispatch.clone()}
                                />
                            },
                        }
                    }
                </div>
                // The report that was opened stands above the list.
                if state.answer().is_some() {
                    { files::view(&state, &dispatch) }
                }
            </main>
            { footer::view(lang) }
            if state.is_open(Panel::Help) {
                <help::Help {lang} dispatch={dispatch.clone()} />
            }
            { live::view(&state.said) }
        </div>
    }
}

/// Reads each new text; what is typed, after a pause.
#[hook]
fn use_check(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let (source, dispatch) = (state.source().clone(), dispatch.clone());
    use_effect_with(state.desk.session.asked(), move |&asked| {
        let pause = asked.and_then(|token| {
            let is_typed = source.origin == Origin::Typed;
            let check = move || {
                spawn_local(async move {
                    if let Some(done) = checker::read(token, source).await {
                        tell_alone(done.is_alone, &dispatch);
                        dispatch.emit(CheckAction::Checked(token, done.source, done.result).into());
                    }
                });
            };
            if is_typed {
                Some(Timeout::new(TYPING_PAUSE_MS, check))
            } else {
                check();
                None
            }
        });
        move || {
            drop(pause);
            asked.into_iter().for_each(client::give_up);
        }
    });
}

thread_local! {
    /// Whether the page read the last text by itself.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

fn tell_alone(is_alone: Option<bool>, dispatch: &Callback<Action>) {
    if let Some(is_alone) = is_alone.filter(|&is_alone| ALONE.replace(is_alone) != is_alone) {
        dispatch.emit(CheckAction::Alone(is_alone).into());
    }
}

/// Asks what the source says when it is to be shown.
#[hook]
fn use_excerpt(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let (source, dispatch) = (state.source().clone(), dispatch.clone());
    use_effect_with(state.unshown(), move |&wanted| {
        let request = Token::new();
        if let Some((sheet, first)) = wanted {
            spawn_local(async move {
                if let Some(excerpt) = checker::excerpt(request, source, first).await {
                    dispatch.emit(CheckAction::Excerpted(sheet, excerpt).into());
                }
            });
        }
        move || client::give_up(request)
    });
}

/// Reads last year's report.
#[hook]
fn use_prior(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let asked = state.prior_asked().map(|(token, source)| (token, source.clone()));
    let dispatch = dispatch.clone();
    use_effect_with(asked.as_ref().map(|(token, _)| *token), move |_| {
        let request = Token::new();
        if let Some((token, source)) = asked {
            spawn_local(async move {
                if let Some(done) = checker::read(request, source).await {
                    let (source, result) = (Box::new(done.source), done.result);
                    dispatch.emit(PriorAction::Checked(token, source, result).into());
                }
            });
        }
        move || client::give_up(request)
    });
}

/// Gives a file up as soon as it is not the one being read.
#[hook]
fn use_reading(number: Option<Token>) {
    use_effect_with(number, |&number| move || browser::file::give_up(number));
}

/// Asks before the page is left, while something would be lost with it.
#[hook]
fn use_farewell(is_unsaved: bool) {
    use_effect_with(is_unsaved, |&is_unsaved| {
        let listener = web_sys::window().filter(|_| is_unsaved).map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
                // Chromium asks only if there is something to say, which it does not show.
                let _ = js_sys::Reflect::set(event, &"returnValue".into(), &"unsaved".into());
            })
        });
        move || drop(listener)
    });
}

#[hook]
fn use_language(lang: Lang) {
    use_effect_with(lang, |&lang| browser::name_page(lang.tag(), texts(lang).document_title));
}

#[hook]
fn use_look(look: Look) {
    use_effect_with(look, |look| {
        browser::set_data("size", look.is_large.then_some("large"));
        browser::set_data("theme", look.is_dark.map(|dark| if dark { "dark" } else { "light" }));
    });
}

/// Gives files up when their list is closed.
#[hook]
fn use_batch(state: &UseReducerHandle<State>) {
    let numbers = |batch: &Batch| batch.files.iter().map(|file| file.number).collect::<Vec<_>>();
    let files = state.batch().map(numbers).unwrap_or_default();
    use_effect_with(state.batch().map(|batch| batch.token), move |_| move || browser::file::give_up(files));
}

/// How long judged files are kept back, so that the list is not drawn for each.
const TOLD_MS: f64 = 300.0;

/// Judges files of the list again that stand beside something else than before: settings, an earlier report, members.
#[hook]
fn use_judging(state: &UseReducerHandle<State>, dispatch: &Callback<Action>) {
    let (now, dispatch) = (state.clone(), dispatch.clone());
    // While files are still being read, every one that comes may be the earlier report of another.
    let stale = if state.is_reading_list() { Vec::new() } else { state.stale() };
    use_effect_with(stale, move |stale| {
        let is_wanted = Rc::new(Cell::new(true));
        let (stale, going) = (stale.clone(), is_wanted.clone());
        if !stale.is_empty() {
            spawn_local(async move {
                let mut judged = Vec::new();
                let told = browser::milliseconds();
                let mut pieces = browser::Pieces::begin();
                for file in stale {
                    judged.extend(now.judge_listed(file).map(|figures| (file, figures)));
                    pieces.pause().await;
                    if !going.get() {
                        return;
                    }
                    if browser::milliseconds() - told > TOLD_MS {
                        dispatch.emit(FileAction::Judged(std::mem::take(&mut judged)).into());
                        // The next state begins where this one ends.
                        return;
                    }
                }
                dispatch.emit(FileAction::Judged(judged).into());
            });
        }
        move || is_wanted.set(false)
    });
}

/// What the browser has from before: a finding in the address, a stored draft.
#[hook]
fn use_start(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        browser::draft::look(&dispatch);
        let follow = {
            let dispatch = dispatch.clone();
            move || {
                if let Some(key) = browser::linked() {
                    dispatch.emit(ViewAction::Link(key).into());
                }
            }
        };
        follow();
        let listener =
            web_sys::window().map(|window| EventListener::new(&window, "hashchange", move |_| follow()));
        move || drop(listener)
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
            on("copy", |event, _| {
                if let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() {
                    browser::clipboard::copy_cell(event);
                }
            }),
            on("keydown", |event, dispatch| {
                if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() {
                    on_key(event, dispatch);
                }
            }),
            on("click", |event, _| {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                browser::close_menus(target.as_ref());
            }),
            on("dragover", |event, _| browser::file::on_drag(event, true)),
            on("dragleave", |event, _| browser::file::on_drag(event, false)),
            on("drop", browser::file::on_drop),
        ];
        move || drop(listeners)
    });
}

/// What is printed is the review note, made when it is asked for: by the page's button, by a key or by the browser's menu.
#[hook]
fn use_paper(state: &UseReducerHandle<State>) {
    let state = state.clone();
    use_effect(move || {
        let on = |name: &'static str, act: fn(&State)| {
            let state = state.clone();
            web_sys::window().map(|window| EventListener::new(&window, name, move |_| act(&state)))
        };
        let listeners = [
            on("beforeprint", |state| {
                let note = state.answer().map(|answer| {
                    out::note(answer, state.source(), browser::today(state.lang.tag()), state.lang)
                        .html_bare()
                });
                browser::put_on_paper(note.as_deref().map(|note| (state.lang.tag(), note)));
            }),
            on("afterprint", |_| browser::put_on_paper(None)),
        ];
        move || drop(listeners)
    });
}

fn on_key(event: &web_sys::KeyboardEvent, dispatch: &Callback<Action>) {
    if event.is_composing() {
        return;
    }
    let leads_on = match (event.key().as_str(), event.alt_key()) {
        ("Enter", true) => browser::apply_repair(),
        ("Tab", false) => !event.shift_key() && !browser::is_field(event) && browser::focus_repair(event),
        _ => false,
    };
    if leads_on {
        event.prevent_default();
    }
    if event.alt_key() {
        return;
    }
    let in_field = browser::is_field(event);
    let has_own_steps = in_field && !browser::is_empty_field(event);
    let action: Action = match (event.key().as_str(), event.ctrl_key() || event.meta_key(), event.shift_key())
    {
        ("F8", false, back) => ChoiceAction::Next { back }.into(),
        ("Escape", false, _) if browser::close_menus(None) => return,
        ("Escape", false, _) => return dispatch.emit(ChoiceAction::Back.into()),
        ("?", false, _) if !in_field => ViewAction::Toggle(Panel::Help).into(),
        // A text field takes back its own typing; in an empty box there is none.
        ("z", true, false) if !has_own_steps => DocumentAction::Undo.into(),
        ("Z" | "z", true, true) | ("y", true, false) if !has_own_steps => DocumentAction::Redo.into(),
        _ => return,
    };
    event.prevent_default();
    dispatch.emit(action);
}
