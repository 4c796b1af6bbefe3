//! The answer as a whole: the verdict on top, the findings and the equation beside the tables.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::report::State as CellState;
use gouji::{CellId, Lang, Table};
use yew::prelude::*;

use super::form_table::FormTable;
use super::{detail, findings, reports, verdict};
use crate::answer::{Answer, Role};
use crate::state::{Action, Choice};
use crate::summary::numbered_title;
use crate::texts::texts;

/// What the answer is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The answer.
    pub answer: Answer,
    /// Which of several reports it is about.
    pub nth: usize,
    /// It answers the text before; the next answer is on its way.
    pub stale: bool,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// The equation that is lit.
    pub lit: Option<usize>,
    /// The cells that are lit.
    pub roles: Rc<BTreeMap<CellId, Role>>,
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The answer.
#[component]
pub fn Results(props: &Props) -> Html {
    let (answer, lang) = (&props.answer, props.lang);
    let text = texts(lang);
    let chosen = match props.choice {
        Some(Choice::Finding(index) | Choice::Cell { from: Some(index), .. }) => Some(index),
        _ => None,
    };
    let on_choose = props.dispatch.reform(Action::ChooseCell);
    html! {
        <div class={classes!("results", props.stale.then_some("results-stale"))} id="result" aria-busy={props.stale.to_string()}>
            { reports::view(answer, props.nth, lang, &props.dispatch) }
            { verdict::view(answer, lang) }
            <div class="work">
                <div class="side-panel">
                    { findings::view(answer, chosen, lang, &props.dispatch) }
                    { detail::view(answer, props.choice, props.lit, lang, &props.dispatch) }
                </div>
                <section class="tables" aria-labelledby="tables-title">
                    <h2 id="tables-title">{ text.tables_title }</h2>
                    <p class="hint">{ text.tables_hint }</p>
                    <p class="hint keys">{ text.keys }</p>
                    { legend(answer, lang) }
                    { for Table::ALL.into_iter().map(|table| match answer.audit.report.forms.get(&table) {
                        Some(&form) => html! {
                            <FormTable key={table.key()} {table} {form} answer={answer.clone()} roles={props.roles.clone()} {lang}
                                on_choose={on_choose.clone()} />
                        },
                        None => html! {
                            <div key={table.key()} class="absent">
                                <p class="absent-title" lang="zh-CN">{ numbered_title(table) }</p>
                                <p>{ text.table_not_found }</p>
                            </div>
                        },
                    }) }
                </section>
            </div>
        </div>
    }
}

/// The signs that the tables carry, and what they mean.
fn legend(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let cells = || answer.audit.report.cells.keys().copied();
    let signs = [
        ("≠", "cell-fails", text.legend_fails, cells().any(|cell| answer.problems_of(cell).failing > 0)),
        ("!", "cell-flawed", text.legend_flaw, cells().any(|cell| answer.problems_of(cell).flawed)),
        (
            "？",
            "cell-ambiguous",
            text.legend_ambiguous,
            cells().any(|cell| answer.state(cell) == CellState::Ambiguous),
        ),
    ];
    let shown: Vec<_> = signs.into_iter().filter(|(.., present)| *present).collect();
    if shown.is_empty() {
        return Html::default();
    }
    html! {
        <p class="legend">
            { text.legend }
            { for shown.into_iter().map(|(sign, class, words, _)| html! {
                <span key={sign} class="legend-entry"><span class={classes!("legend-sign", class)}>{ sign }</span>{ words }</span>
            }) }
        </p>
    }
}
