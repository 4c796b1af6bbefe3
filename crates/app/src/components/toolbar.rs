//! What can be done with a checked report: take changes back, keep it, take the result along.

use yew::prelude::*;

use crate::answer::Answer;
use crate::browser::{download, draft};
use crate::out;
use crate::state::{Action, CellAction, DocumentAction, Draft, State, ViewAction};
use crate::texts::{count, fill, texts};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const HTML: &str = "text/html;charset=utf-8";
const CSV: &str = "text/csv;charset=utf-8";
const JSON: &str = "application/json";
const ZIP: &str = "application/zip";

/// A file that can be made: the end of its name, its type, and how.
type Make = (&'static str, &'static str, fn(&State, &Answer) -> Vec<u8>);

const TABLES: [Make; 3] = [
    ("docx", DOCX, |state, answer| out::tables(answer, state.lang).docx()),
    ("xlsx", XLSX, |state, answer| out::tables(answer, state.lang).xlsx()),
    ("html", HTML, |state, answer| out::tables(answer, state.lang).html().into_bytes()),
];

const NOTE: [Make; 4] = [
    ("docx", DOCX, |state, answer| {
        out::note(answer, state.source(), crate::browser::today(state.lang.tag()), state.lang).docx()
    }),
    ("html", HTML, |state, answer| out::web_note(answer, state.lang).into_bytes()),
    ("csv", CSV, |state, answer| out::note_csv(answer, state.lang).into_bytes()),
    ("json", JSON, |state, answer| out::json(answer, state.source(), state.lang).into_bytes()),
];

/// One step back and forth, and how much is changed.
pub fn steps(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let act = |action: fn() -> Action| dispatch.reform(move |_: MouseEvent| action());
    let (can_undo, can_redo) = (state.history.last().is_some(), state.history.can_redo());
    html! {
        <div class="tools changes" role="group" aria-label={text.changes_title}>
            <button type="button" class="button button-small" id="undo" disabled={!can_undo} onclick={act(|| DocumentAction::Undo.into())}>
                { text.undo }
            </button>
            <button type="button" class="button button-small" id="redo" disabled={!can_redo} onclick={act(|| DocumentAction::Redo.into())}>
                { text.redo }
            </button>
        </div>
    }
}

/// What can be taken along: the tables, the note, paper.
pub fn out(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    html! {
        <details class="menu out">
            <summary class="button button-small button-main">{ text.out_title }</summary>
            <div class="menu-body">
                { makes(state, answer, text.tables_as, text.file_tables, &TABLES, dispatch) }
                { makes(state, answer, text.note_as, text.file_note, &NOTE, dispatch) }
                <div class="tools">
                    <button type="button" class="button button-small" id="print" onclick={Callback::from(|_: MouseEvent| crate::browser::print())}>
                        { text.print }
                    </button>
                </div>
            </div>
        </details>
    }
}

/// What the cells that were changed are, and the way back for all of them.
pub fn revert(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    html! {
        if !answer.was.is_empty() {
            <span class="changed-count">{ "✎ " }{ count(text.changed_count, answer.was.len()) }</span>
            <button type="button" class="button button-small" id="revert-all"
                onclick={dispatch.reform(|_: MouseEvent| CellAction::Revert(None).into())}>{ text.revert_all }</button>
        }
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

/// The list of several files as a download, and the notes on all of them.
pub fn list(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let button = |ending: &'static str, stem: &'static str, kind: &'static str, label: &'static str| {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        let name = format!("{stem}.{ending}");
        let on_click = Callback::from(move |_: MouseEvent| {
            let (rows, lang) = (state.rows(), state.lang);
            let settings = state.settings().cloned().unwrap_or_default();
            let found = || {
                let found =
                    rows.iter().filter_map(|row| Some((row.name.to_string(), state.listed_answer(row)?)));
                found.collect::<Vec<_>>()
            };
            let bytes = match ending {
                "csv" => out::csv(&out::list(&rows, &settings, lang)).into_bytes(),
                "xlsx" => out::list_with_findings(&rows, &found(), &settings, lang).xlsx(),
                _ => out::notes(&found(), &crate::browser::today(lang.tag()), lang),
            };
            if download::save(&name, kind, &bytes) {
                dispatch.emit(ViewAction::Downloaded(name.clone().into()).into());
            }
        });
        html! {
            <button key={ending} type="button" class="button button-small" data-make={format!("list-{ending}")}
                aria-label={format!("{label} .{ending}")} onclick={on_click}>{ format!(".{ending}") }</button>
        }
    };
    html! {
        <>
            <div class="tools makes"><span class="makes-label">{ text.files_export }</span>
                { button("csv", text.file_list, CSV, text.files_export) }
                { button("xlsx", text.file_list, XLSX, text.files_export) }</div>
            <div class="tools makes"><span class="makes-label">{ text.files_notes }</span>
                { button("zip", text.file_notes, ZIP, text.files_notes) }</div>
        </>
    }
}

/// Stores the draft, or says that it is stored and deletes it.
pub fn draft_button(state: &State, dispatch: &Callback<Action>) -> Html {
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
