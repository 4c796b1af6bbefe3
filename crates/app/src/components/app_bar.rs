//! The bar over a checked report: whose it is, and what can be done with it. It takes the place of the page's top.

use gouji::{Form, Kind, Table, order};
use yew::prelude::*;

use super::{header, input, office, toolbar};
use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::{Action, DocumentAction, State, ViewAction};
use crate::texts::{fill, texts};

pub fn view(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let on_new = dispatch.reform(|_: MouseEvent| DocumentAction::Clear.into());
    let on_source = dispatch.reform(|_: MouseEvent| ViewAction::ShowInput(true).into());
    let edit = if state.source().kind == Kind::Html { text.edit_html } else { text.edit_source };
    html! {
        <header class="app-bar">
            <h1 class="visually-hidden">{ text.headline }</h1>
            { header::brand(state.lang) }
            <div class="app-bar-about">
                { subject(answer, state.lang) }
                <p class="folded-about">
                    if !answer.was.is_empty() {
                        <span class="changed-dot" aria-hidden="true">{ "● " }</span>
                    }
                    { input::about(state.source(), state.lang) }
                </p>
                { office::view(state, dispatch) }
            </div>
            <div class="app-bar-tools">
                { toolbar::revert(state, answer, dispatch) }
                { toolbar::steps(state, dispatch) }
                { toolbar::out(state, answer, dispatch) }
                { input::restore(state, dispatch) }
                <button type="button" class="button button-small" onclick={on_new}>{ text.new_report }</button>
                <details class="menu more">
                    <summary class="button button-small" aria-label={text.more} title={text.more}>{ "⋯" }</summary>
                    <div class="menu-body">
                        <div class="tools">
                            <button type="button" class="button button-small" id="edit-source" onclick={on_source}>{ edit }</button>
                            { toolbar::draft_button(state, dispatch) }
                        </div>
                        { header::settings(state.lang, state.look, dispatch) }
                    </div>
                </details>
            </div>
        </header>
    }
}

/// Whose report it is, of which year, on which form.
fn subject(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let report = &answer.audit.report;
    let name = report.organ.as_deref().or(report.title.as_deref());
    let year = report.year.map(|year| fill(text.year, &[("year", &year.to_string())]));
    // Table 4 is the same in both editions.
    let told = report.forms.iter().filter(|(table, _)| **table != Table::T4);
    let mut forms: Vec<Form> = told.map(|(_, form)| *form).collect();
    order::sort(&mut forms);
    forms.dedup();
    let forms = forms.into_iter().map(|form| fill(text.edition, &[("year", form.key())]));
    html! {
        <p class="subject">
            if let Some(name) = name {
                <span class="subject-name" lang="zh-CN">{ name.to_owned() }</span>
            }
            { for year.into_iter().chain(forms).map(|words| html! { <span class="tag" key={words.clone()}>{ words }</span> }) }
        </p>
    }
}
