//! The row over the tables: a tab leads to a table and says how it stands (which of them is looked at, the browser marks); others open the source, last year's report, the picture.

use gouji::report::State as CellState;
use gouji::{Cause, Severity, Table};
use yew::prelude::*;

use crate::answer::Answer;
use crate::browser;
use crate::state::{Action, Panel, State, ViewAction};
use crate::texts::texts;

pub fn view(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let causes = answer.causes();
    let table = |table: Table| {
        let words = match table {
            Table::T2 => text.tab_t2,
            Table::T3 => text.tab_t3,
            Table::T4 => text.tab_t4,
        };
        let on_click = Callback::from(move |_: MouseEvent| {
            browser::show_table(table);
            browser::mark_tab();
        });
        html! {
            <button key={table.key()} type="button" class="tab" data-tab={table.key()} onclick={on_click}>
                { words }{ " " }{ standing(answer, &causes, table) }
            </button>
        }
    };
    let toggle = |panel: Panel, words: &'static str, id: &'static str, mark: Html| {
        let is_open = state.is_open(panel);
        let on_click = dispatch.reform(move |_: MouseEvent| ViewAction::Toggle(panel).into());
        // The sums are no part of the page of their own: they come and go with the tables.
        let is_part = panel != Panel::Sums;
        let is = |wanted: bool| (is_part == wanted).then(|| is_open.to_string());
        html! {
            <button type="button" class="tab tab-panel" id={format!("toggle-{id}")} aria-expanded={is(true)} aria-pressed={is(false)}
                aria-controls={(is_part && is_open).then_some(id)} onclick={on_click}>{ words }{ mark }</button>
        }
    };
    // A report that was read from pictures has these for its source.
    let (source, view) = match state.source().pictures {
        Some(_) => (text.show_picture, "picture-view"),
        None => (text.show_source, "source-view"),
    };
    let ledgers = answer.audit.ledgers();
    let failed = |n: usize| match n {
        0 => Html::default(),
        n => html! { <>{ " " }<span class="tab-warned">{ format!("!{n}") }</span></> },
    };
    html! {
        <nav class="tabs" aria-label={text.tables_title}>
            { for Table::ALL.into_iter().map(table) }
            { toggle(Panel::Source, source, view, failed(ledgers.text.failed)) }
            { toggle(Panel::Prior, text.tab_prior, "prior", failed(ledgers.prior.failed)) }
            { toggle(Panel::Flow, text.tab_flow, "flow", Html::default()) }
            { toggle(Panel::Sums, text.tab_sums, "sums", Html::default()) }
        </nav>
    }
}

/// Whether a cell of the table was not read, or stands where it is not certain.
fn has_gaps(answer: &Answer, table: Table) -> bool {
    let cells = answer.audit.report.cells.iter().filter(|(cell, _)| cell.table == table);
    cells.into_iter().any(|(_, cell)| matches!(cell.state, CellState::Ambiguous | CellState::Missing))
}

/// How many causes are open in a table, or that none is.
fn standing(answer: &Answer, causes: &[(usize, &Cause, Vec<usize>)], table: Table) -> Html {
    if !answer.audit.report.forms.contains_key(&table) {
        return html! { <span class="tab-unread">{ "？" }</span> };
    }
    let is_here = |(_, cause, _): &&(usize, &Cause, Vec<usize>)| {
        let findings = cause.findings.iter().filter_map(|&at| answer.audit.findings.get(at));
        findings.flat_map(|finding| &finding.cells).any(|cell| cell.table == table)
    };
    let here: Vec<_> = causes.iter().filter(is_here).collect();
    let errors = here.iter().filter(|(_, cause, _)| cause.severity == Severity::Error).count();
    match (errors, here.len()) {
        (0, 0) if has_gaps(answer, table) => html! { <span class="tab-unread">{ "○" }</span> },
        (0, 0) => html! { <span class="tab-holds">{ "✓" }</span> },
        (0, n) => html! { <span class="tab-warned">{ format!("!{n}") }</span> },
        (n, _) => html! { <span class="tab-fails">{ format!("≠{n}") }</span> },
    }
}
