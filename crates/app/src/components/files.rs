//! The list of several files: a line each, with progress while they are read. Each opens in full.

use std::collections::BTreeSet;

use yew::prelude::*;

use crate::batch::{Batch, Class, MAX_FILES, Row, Status};
use crate::lang::Lang;
use crate::state::{Action, FileAction, State};
use crate::texts::{count, fill, texts};
use crate::token::Token;

use super::drawn::Growing;
use super::{tasks, toolbar};

/// Lines that are drawn at a time: as many as fill the list's window several times.
const AT_A_TIME: usize = 50;

pub fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(batch) = state.batch() else { return Html::default() };
    let text = texts(state.lang);
    let (done, n) = (batch.done(&state.statuses), batch.files.len());
    let by_errors = batch.by_errors;
    let mut rows = state.rows();
    let total = (done == n).then(|| total(&rows, batch, state, dispatch));
    // A filter whose last file has gone elsewhere hides nothing.
    let shown = batch.shown.filter(|&shown| done == n && rows.iter().any(|row| row.status.class() == shown));
    rows.retain(|row| shown.is_none_or(|shown| row.status.class() == shown));
    let standing = state.standing_of(&rows);
    let drawn =
        rows.iter().zip(standing).flat_map(|(file, standing)| lines(file, standing, batch, state, dispatch));
    let drawn: Vec<Html> = drawn.collect();
    let on_sort = dispatch.reform(move |_: MouseEvent| FileAction::Sort(!by_errors).into());
    let on_close = dispatch.reform(|_: MouseEvent| FileAction::Close.into());
    html! {
        <section class="files panel" aria-labelledby="files-title">
            <div class="folded">
                <h2 id="files-title" tabindex="-1">{ count(text.files_title, n) }</h2>
                <div class="tools">
                    <button type="button" class="button button-small" id="sort-files" aria-pressed={by_errors.to_string()} onclick={on_sort}>
                        { text.files_sort }
                    </button>
                    <button type="button" class="button button-small" onclick={on_close}>
                        { if done < n { text.files_stop } else { text.files_close } }
                    </button>
                </div>
            </div>
            if done < n {
                <p><progress value={done.to_string()} max={n.to_string()} aria-label={text.files_title_plain} />{ " " }
                    { fill(text.files_progress, &[("done", &done.to_string()), ("n", &n.to_string())]) }</p>
            }
            { for total }
            if let Some(name) = &state.desk.ledger.name {
                <p class="hint" id="tasks-from">{ fill(text.tasks_from, &[("name", name)]) }</p>
            }
            if batch.is_cut {
                <p class="notice">{ count(text.files_limit, MAX_FILES) }</p>
            }
            <div class="scroller list" role="group" aria-labelledby="files-title" tabindex="0">
                <table class="plain" id="files" role="table">
                    <thead role="rowgroup"><tr role="row">
                        { for [text.files_column_file, text.files_column_report, text.files_column_year, text.files_column_errors,
                            text.files_column_warnings, text.files_column_read, text.files_tasks_column, text.files_group_column].iter()
                            .map(|head| html! { <th key={*head} scope="col" role="columnheader">{ *head }</th> }) }
                    </tr></thead>
                    <tbody role="rowgroup"><Growing pieces={drawn} step={AT_A_TIME} /></tbody>
                </table>
            </div>
            if done == n && n > 1 {
                { groups(batch, state, dispatch) }
                <p class="hint">{ text.files_group_hint }</p>
                if batch.parent.is_some() {
                    <p><button type="button" class="button button-small" id="no-parent" onclick={dispatch.reform(|_: MouseEvent| FileAction::Parent(None).into())}>
                        { text.files_group_none }</button></p>
                }
                { toolbar::list(state, dispatch) }
                <p class="hint">{ text.files_tasks_hint }</p>
            }
        </section>
    }
}

/// How many files came to what, and the choice to see only those.
fn total(rows: &[Row], batch: &Batch, state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let counted = |class| rows.iter().filter(|row| row.status.class() == class).count();
    let [broken, unread, warned, clean] = Class::DONE.map(|class| counted(class).to_string());
    let words = [
        ("n", &*rows.len().to_string()),
        ("broken", &*broken),
        ("unread", &*unread),
        ("warned", &*warned),
        ("clean", &*clean),
    ];
    let labels = [text.files_broken, text.files_unread, text.files_warned, text.files_clean];
    let choices = Class::DONE.into_iter().zip(labels).filter(|&(class, _)| counted(class) > 0);
    let choices = choices.map(|(class, label)| (Some(class), format!("{label} {}", counted(class))));
    let all = (None, format!("{} {}", text.files_all, rows.len()));
    let button = |(class, label): (Option<Class>, String)| {
        let on_click = dispatch.reform(move |_: MouseEvent| FileAction::Show(class).into());
        html! {
            <button key={label.clone()} type="button" class="button button-small" aria-pressed={(batch.shown == class).to_string()}
                onclick={on_click}>{ label }</button>
        }
    };
    html! {
        <>
            <p id="files-total">{ fill(text.files_total, &words) }</p>
            <div class="tools" id="files-filter" role="group" aria-label={text.files_filter}>{ for std::iter::once(all).chain(choices).map(button) }</div>
        </>
    }
}

/// Who may add up others, by name: asked, not judged.
fn groups(batch: &Batch, state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let offer = |(parent, members): (Token, BTreeSet<Token>)| {
        let name = batch
            .files
            .iter()
            .find(|file| file.number == parent)
            .map(|file| file.name.clone())
            .unwrap_or_default();
        let words = fill(text.files_group_found, &[("name", &name), ("n", &members.len().to_string())]);
        let on_take = dispatch.reform(move |_: MouseEvent| FileAction::Group(parent, members.clone()).into());
        html! {
            <p key={parent} class="notice group-found">{ words }{ " " }
                <button type="button" class="button button-small" onclick={on_take}>{ text.files_group_take }</button></p>
        }
    };
    html! { { for batch.groups(&state.statuses).into_iter().map(offer) } }
}

/// A file's line, and under it what it has to mend, where that was asked for.
fn lines(
    file: &Row,
    standing: [usize; 3],
    batch: &Batch,
    state: &State,
    dispatch: &Callback<Action>,
) -> Vec<Html> {
    let number = file.number;
    let is_unfolded = batch.unfolded == Some(number) && matches!(file.status, Status::Read(..));
    let mut lines = vec![html! {
        <Line key={number} file={file.clone()} {standing} is_parent={batch.parent == Some(number)} {is_unfolded} lang={state.lang} dispatch={dispatch.clone()} />
    }];
    if is_unfolded {
        lines.push(html! { <tr key="unfolded" class="unfolded" role="row"><td colspan="8" role="cell">{ tasks::view(file, state, dispatch) }</td></tr> });
    }
    lines
}

/// What a line is drawn from. What has the same is not drawn again: of five hundred lines one changes at a time. Lines out of view are laid out and
/// painted only when they come into it, which the style sheet can ask for if they are no lines of a table to the browser; so they say what they are.
#[derive(Properties, PartialEq)]
struct LineProps {
    file: Row,
    standing: [usize; 3],
    is_parent: bool,
    is_unfolded: bool,
    lang: Lang,
    dispatch: Callback<Action>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { file, standing, is_parent, is_unfolded, lang, dispatch } = props;
    let text = texts(*lang);
    let number = file.number;
    let on_open = dispatch.reform(move |_: MouseEvent| FileAction::OpenListed(number).into());
    let on_parent = dispatch.reform(move |_: Event| FileAction::Parent(Some(number)).into());
    let on_unfold = dispatch.reform(move |_: MouseEvent| FileAction::Unfold(number).into());
    let is_shown = file.is_shown;
    let rest = match &file.status {
        Status::Waiting => html! { <td role="cell" colspan="7">{ text.files_waiting }</td> },
        Status::Reading => html! { <td role="cell" colspan="7">{ text.files_reading }</td> },
        Status::Refused(refusal) => {
            html! { <td role="cell" colspan="7" class="refused">{ "! " }{ refusal.message(*lang) }</td> }
        }
        Status::Read(_, read, figures) => {
            let report = &**read;
            let sign = |n: usize| if n > 0 { format!("≠ {n}") } else { n.to_string() };
            let tasks = tasks::counts(*standing, text);
            html! {
                <>
                    <td role="cell" lang="zh-CN">{ report.organ.clone().or_else(|| report.title.clone()).unwrap_or_else(|| text.untitled.to_owned()) }</td>
                    <td role="cell" class="number">{ report.year.map(|year| year.to_string()) }</td>
                    <td role="cell" class={classes!("number", (figures.errors > 0).then_some("has-errors"))}>{ sign(figures.errors) }</td>
                    <td role="cell" class="number">{ figures.warnings }</td>
                    <td role="cell" class="number">{ format!("{} / {}", figures.found, figures.expected) }</td>
                    <td role="cell"><button type="button" class="term-name unfold" aria-expanded={is_unfolded.to_string()} onclick={on_unfold}>{ tasks }</button></td>
                    <td role="cell"><input type="radio" name="parent" checked={*is_parent} onchange={on_parent}
                        aria-label={format!("{}{}{}", text.files_group, text.colon, file.name)} /></td>
                </>
            }
        }
    };
    html! {
        <tr role="row" class={classes!(is_shown.then_some("shown"))}>
            <th scope="row" role="rowheader">
                if matches!(file.status, Status::Read(..)) {
                    <button type="button" class="term-name" aria-current={is_shown.then_some("true")} onclick={on_open}>{ file.name.clone() }</button>
                } else {
                    { file.name.clone() }
                }
                if file.changed > 0 {
                    <span class="changed-count">{ " ✎ " }{ file.changed }</span>
                }
                if let Some((twin, name)) = file.twin.clone() {
                    <span class="twin">{ "! " }{ fill(text.files_twin, &[("name", &name)]) }{ " " }
                        <button type="button" class="button button-inline compare" onclick={dispatch.reform(move |_: MouseEvent| FileAction::Compare(number, twin).into())}>
                            { text.copies_compare }</button></span>
                }
            </th>
            { rest }
        </tr>
    }
}
