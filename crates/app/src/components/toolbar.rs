//! What can be done with a checked report: take changes back, open the source and last year's report, take the result along.

use std::rc::Rc;

use yew::prelude::*;

use crate::answer::Answer;
use crate::browser::{download, draft};
use crate::out;
use crate::state::{Action, CellAction, DocumentAction, Draft, Panel, State, ViewAction};
use crate::texts::{count, fill, texts};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HTML: &str = "text/html;charset=utf-8";
const CSV: &str = "text/csv;charset=utf-8";
const JSON: &str = "application/json";

/// A file that can be made: the end of its name, its type, and how.
type Make = (&'static str, &'static str, fn(&State, &Answer) -> Vec<u8>);

const TABLES: [Make; 3] = [
    ("docx", DOCX, |state, answer| out::tables(answer, state.lang).docx()),
    ("xlsx", XLSX, |state, answer| out::tables(answer, state.lang).xlsx()),
    ("html", HTML, |state, answer| out::tables(answer, state.lang).html().into_bytes()),
];

const NOTE: [Make; 4] = [
    ("docx", DOCX, |state, answer| out::note(answer, state.lang).docx()),
    ("html", HTML, |state, answer| out::web_note(answer, state.lang).into_bytes()),
    ("csv", CSV, |state, answer| out::note_csv(answer, state.lang).into_bytes()),
    ("json", JSON, |state, answer| out::json(answer, state.source(), state.lang).into_bytes()),
];

pub fn view(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let act = |action: fn() -> Action| dispatch.reform(move |_: MouseEvent| action());
    let (can_undo, can_redo) = (state.history.last().is_some(), state.history.can_redo());
    let toggle = |panel: Panel, words: &'static str, id: &'static str| {
        let is_open = state.is_open(panel);
        let on_click = dispatch.reform(move |_: MouseEvent| ViewAction::Toggle(panel).into());
        // The sums are no part of the page of their own: they come and go with the tables.
        let is_part = panel != Panel::Sums;
        let is = |wanted: bool| (is_part == wanted).then(|| is_open.to_string());
        html! {
            <button type="button" class="button button-small" id={format!("toggle-{id}")} aria-expanded={is(true)}
                aria-pressed={is(false)} aria-controls={(is_part && is_open).then_some(id)} onclick={on_click}>{ words }</button>
        }
    };
    html! {
        <div class="toolbar">
            <div class="tools changes" role="group" aria-label={text.changes_title}>
                <button type="button" class="button button-small" id="undo" disabled={!can_undo} onclick={act(|| DocumentAction::Undo.into())}>
                    { text.undo }<kbd aria-hidden="true">{ "Ctrl+Z" }</kbd>
                </button>
                <button type="button" class="button button-small" id="redo" disabled={!can_redo} onclick={act(|| DocumentAction::Redo.into())}>
                    { text.redo }<kbd aria-hidden="true">{ "Ctrl+Y" }</kbd>
                </button>
                if !answer.was.is_empty() {
                    <span class="changed-count">{ "✎ " }{ count(text.changed_count, answer.was.len()) }</span>
                    <button type="button" class="button button-small" id="revert-all" onclick={act(|| CellAction::Revert(None).into())}>
                        { text.revert_all }
                    </button>
                }
            </div>
            <div class="tools views">
                { toggle(Panel::Source, text.show_source, "source-view") }
                { toggle(Panel::Prior, text.prior_title, "prior") }
                { toggle(Panel::Flow, text.flow_show, "flow") }
                { toggle(Panel::Sums, text.sums_show, "sums") }
                { draft_button(state, dispatch) }
            </div>
            <details class="out">
                <summary>{ text.out_title }</summary>
                { makes(state, answer, text.tables_as, text.file_tables, &TABLES, dispatch) }
                { makes(state, answer, text.note_as, text.file_note, &NOTE, dispatch) }
                <div class="tools">
                    <button type="button" class="button button-small" id="print" onclick={Callback::from(|_: MouseEvent| crate::browser::print())}>
                        { text.print }
                    </button>
                </div>
            </details>
        </div>
    }
}

fn makes(
    state: &State,
    answer: &Answer,
    label: &'static str,
    stem: &'static str,
    makes: &'static [Make],
    dispatch: &Callback<Action>,
) -> Html {
    let report = &answer.audit.report;
    let organ = report.organ.as_deref().unwrap_or_default();
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let parts: Vec<&str> = [organ, &year, stem].into_iter().filter(|part| !part.is_empty()).collect();
    let name = parts.join("-");
    let button = |(ending, kind, make): &'static Make| {
        let (state, answer, dispatch) = (state.clone(), answer.clone(), dispatch.clone());
        let name = format!("{name}.{ending}");
        let on_click = Callback::from(move |_: MouseEvent| {
            if download::save(&name, kind, &make(&state, &answer)) {
                dispatch.emit(ViewAction::Downloaded(name.clone().into()).into());
            }
        });
        html! {
            <button key={*ending} type="button" class="button button-small" data-make={format!("{stem}-{ending}")}
                aria-label={format!("{label} .{ending}")} onclick={on_click}>{ format!(".{ending}") }</button>
        }
    };
    html! {
        <div class="tools makes"><span class="makes-label">{ label }</span>{ for makes.iter().map(button) }</div>
    }
}

/// The list of several files as a download.
pub fn list(state: &State, dispatch: &Callback<Action>) -> Html {
    let (lang, text) = (state.lang, texts(state.lang));
    let rows = Rc::new(state.rows());
    let button = |ending: &'static str| {
        let (rows, dispatch) = (rows.clone(), dispatch.clone());
        let name = format!("{}.{ending}", text.file_list);
        let on_click = Callback::from(move |_: MouseEvent| {
            let done = match ending {
                "csv" => download::save(&name, CSV, out::csv(&out::list(&rows, lang)).as_bytes()),
                _ => download::save(&name, XLSX, &out::list_page(&rows, lang).xlsx()),
            };
            if done {
                dispatch.emit(ViewAction::Downloaded(name.clone().into()).into());
            }
        });
        html! {
            <button key={ending} type="button" class="button button-small" data-make={format!("list-{ending}")}
                aria-label={format!("{} .{ending}", text.files_export)} onclick={on_click}>{ format!(".{ending}") }</button>
        }
    };
    html! {
        <div class="tools makes"><span class="makes-label">{ text.files_export }</span>{ for ["csv", "xlsx"].map(button) }</div>
    }
}

/// Stores the draft, or says that it is stored and deletes it.
fn draft_button(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    if !draft::is_possible() {
        return Html::default();
    }
    let on_keep = {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| draft::keep(&state, &dispatch))
    };
    let on_delete = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| draft::delete(&dispatch))
    };
    html! {
        <>
            <button type="button" class="button button-small" id="keep-draft" onclick={on_keep}>{ text.draft_keep }</button>
            if let Some(Draft { time, .. }) = &state.draft {
                <button type="button" class="button button-small" id="delete-draft" onclick={on_delete}>{ text.draft_delete }</button>
                <span class="hint">{ fill(text.draft_kept, &[("time", time)]) }</span>
            }
        </>
    }
}
