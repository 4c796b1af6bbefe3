//! What can be done with a checked report: take changes back, keep it, take the result along.

use gouji::tasks::Tasks;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::answer::Answer;
use crate::browser::{self, download, draft};
use crate::out::{self, Gathered};
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

/// How the name of a file ends, its kind, and what tests call the button.
type Ending = (&'static str, &'static str, &'static str);

/// What can be taken along of several files: the list, the notes on all of them, what is to be mended, the summary.
pub fn list(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let files: [(&'static str, &'static str, &[Ending]); 4] = [
        (text.files_export, text.file_list, &[("csv", CSV, "list-csv"), ("xlsx", XLSX, "list-xlsx")]),
        (text.files_notes, text.file_notes, &[("zip", ZIP, "list-zip")]),
        (text.files_tasks, text.file_tasks, &[("xlsx", XLSX, "tasks-xlsx")]),
        (
            text.files_summary,
            text.file_summary,
            &[("html", HTML, "summary-html"), ("xlsx", XLSX, "summary-xlsx")],
        ),
    ];
    let button = |label: &'static str, stem: &'static str, (ending, kind, make): Ending| {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            spawn_local(gather(state.clone(), make, format!("{stem}.{ending}"), kind, dispatch.clone()));
        });
        html! {
            <button key={make} type="button" class="button button-small" data-make={make} aria-label={format!("{label} .{ending}")}
                onclick={on_click}>{ format!(".{ending}") }</button>
        }
    };
    html! {
        { for files.into_iter().map(|(label, stem, makes)| html! {
            <div class="tools makes" key={stem}><span class="makes-label">{ label }</span>{ for makes.iter().map(|make| button(label, stem, *make)) }</div>
        }) }
    }
}

/// Makes a file of all files of the list, one after the other.
async fn gather(
    state: State,
    make: &'static str,
    name: String,
    kind: &'static str,
    dispatch: Callback<Action>,
) {
    let (rows, lang) = (state.rows(), state.lang);
    let bytes = if make == "list-csv" {
        out::csv(&out::list(&rows, &state.settings().cloned().unwrap_or_default(), lang)).into_bytes()
    } else {
        let mut gathered = match make {
            "list-zip" => Gathered::Notes(Default::default(), Vec::new()),
            "tasks-xlsx" => Gathered::Tasks(Box::new(Tasks::after(state.desk.ledger.before.clone()))),
            "list-xlsx" => Gathered::Found(Vec::new()),
            _ => Gathered::Summary(Box::default()),
        };
        let today = browser::today(lang.tag());
        let mut pieces = browser::Pieces::begin();
        for row in &rows {
            match state.listed_answer(row) {
                Some(answer) => gathered.add(&row.name, &answer, &today, lang),
                None => gathered.add_unread(),
            }
            pieces.pause().await;
        }
        gathered.bytes(name.rsplit('.').next().unwrap_or_default(), &rows, &state)
    };
    if download::save(&name, kind, &bytes) {
        dispatch.emit(ViewAction::Downloaded(name.into()).into());
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
