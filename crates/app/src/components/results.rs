//! The answer as a whole: the verdict on top, the findings and the equation beside the tables.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::report::State as CellState;
use gouji::{CellId, Table};
use yew::prelude::*;

use super::drawn::use_drawn;
use super::form_table::FormTable;
use super::source_view::SourceView;
use super::{app_bar, causes, detail, flow, picture_view, prior, reports, status_bar, tabs, verdict};
use crate::answer::{Answer, Role};
use crate::browser;
use crate::lang::Lang;
use crate::source::Origin;
use crate::state::{Action, Panel, State, Target};
use crate::texts::{count, texts};

/// What the answer is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state of the page.
    pub state: UseReducerHandle<State>,
    /// The answer.
    pub answer: Answer,
    /// It answers the text before; the next answer is on its way.
    pub stale: bool,
    /// The cells that are lit.
    pub roles: Rc<BTreeMap<CellId, Role>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The answer.
#[component]
pub fn Results(props: &Props) -> Html {
    let (state, answer, lang) = (&*props.state, &props.answer, props.state.lang);
    let text = texts(lang);
    let tables =
        use_tables(state.choice.is_some() || matches!(state.focus.target, Target::Cell(_) | Target::Grid(_)));
    {
        // A new answer begins with its first problem in view; afterwards the person decides what is.
        let (is_new, is_drawn) =
            (matches!(state.focus.target, Target::Verdict | Target::Stay), tables == Table::ALL.len());
        let cell = answer.first_cell().filter(|_| is_new && is_drawn);
        use_effect_with((state.focus.number, is_drawn), move |&(_, is_drawn)| {
            cell.into_iter().for_each(browser::reveal);
            // Where things stand is asked once, not for each table that is drawn.
            if is_drawn {
                browser::mark_tab();
            }
        });
    }
    let has_source = state.is_open(Panel::Source) && state.source().origin != Origin::Blank;
    let has_panel = has_source || state.is_open(Panel::Prior) || state.is_open(Panel::Flow);
    let members = state.members_counted();
    let excerpt = state.desk.session.sheet().and_then(|sheet| sheet.excerpt.clone());
    html! {
        <div class={classes!("results", "workbench", props.stale.then_some("results-stale"), state.choice.is_some().then_some("workbench-detail"))}
            id="result" aria-busy={props.stale.to_string()}>
            { app_bar::view(state, answer, &props.dispatch) }
            { verdict::view(answer, lang, &props.dispatch) }
            <div class={classes!("work", has_panel.then_some("work-panel"))}>
                <div class="side-panel">
                    { reports::view(answer, state.source().nth, lang, &props.dispatch) }
                    if members > 0 {
                        <p class="notice" id="members">{ count(text.group_with, members) }</p>
                    }
                    { causes::view(state, answer, &props.dispatch) }
                    { detail::view(answer, state.source().pictures.as_ref(), state.choice, state.lit(), lang, &props.dispatch) }
                </div>
                <section class="tables" aria-labelledby="tables-title" aria-busy={(tables < Table::ALL.len()).to_string()}>
                    <h2 id="tables-title" class="visually-hidden">{ text.tables_title }</h2>
                    { tabs::view(state, answer, &props.dispatch) }
                    <div class="sheets" onscroll={Callback::from(|_: Event| browser::mark_tab())}>
                        if state.source().origin == Origin::Blank {
                            <p class="hint">{ text.blank_hint }</p>
                        }
                        { for Table::ALL.into_iter().take(tables).map(|table| match answer.audit.report.forms.get(&table) {
                            Some(&form) => html! {
                                <FormTable key={table.key()} {table} {form} answer={answer.clone()} roles={props.roles.clone()} {lang}
                                    sums={state.is_open(Panel::Sums)} editing={state.editing.clone().filter(|editing| editing.cell.table == table)} dispatch={props.dispatch.clone()} />
                            },
                            None => html! {
                                <div key={table.key()} class="absent" id={format!("sheet-{}", table.key())}>
                                    <p class="absent-title" lang="zh-CN">{ table.numbered_title() }</p>
                                    <p>{ text.table_not_found }</p>
                                </div>
                            },
                        }) }
                        { legend(answer, lang) }
                    </div>
                    { status_bar::view(state, answer) }
                </section>
                if has_panel {
                    <div class="panels">
                        if let (true, Some(pictures)) = (has_source, &state.source().pictures) {
                            { picture_view::view(pictures, answer, state.choice, &props.roles, lang, &props.dispatch) }
                        } else if has_source {
                            <SourceView original={state.read().cloned()} excerpt={excerpt} answer={answer.clone()} choice={state.choice} roles={props.roles.clone()}
                                {lang} dispatch={props.dispatch.clone()} />
                        }
                        { prior::view(state, answer, &props.dispatch) }
                        if state.is_open(Panel::Flow) {
                            { flow::view(answer, lang) }
                        }
                    </div>
                }
            </div>
        </div>
    }
}

/// How many tables are drawn. The first time one after the other, so that the findings do not wait for the tables; all at once where a cell
/// is to be shown.
#[hook]
fn use_tables(all: bool) -> usize {
    let n = use_drawn(0, 1, Table::ALL.len());
    if all { Table::ALL.len() } else { n }
}

/// The signs that the tables carry, and what they mean.
fn legend(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let cells = || answer.audit.report.cells.keys().copied();
    let is_unsure = |cell: CellId| !answer.readings_of(cell).is_empty();
    let signs = [
        ("≠", "cell-fails", text.legend_fails, cells().any(|cell| answer.problems_of(cell).failing > 0)),
        ("!", "cell-flawed", text.legend_flaw, cells().any(|cell| answer.problems_of(cell).flawed)),
        ("!", "cell-noted", text.legend_noted, cells().any(|cell| answer.problems_of(cell).noted)),
        (
            "？",
            "cell-ambiguous",
            text.legend_ambiguous,
            cells().any(|cell| answer.state(cell) == CellState::Ambiguous && !is_unsure(cell)),
        ),
        ("12？", "cell-ambiguous", text.legend_unsure, cells().any(is_unsure)),
        ("✎", "cell-changed", text.legend_changed, !answer.was.is_empty()),
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
