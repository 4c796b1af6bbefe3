//! Two copies of one report: what they differ in, cell by cell and sentence by sentence.
//!
//! Comes in: the other copy, and the answer to this one. Which of them is right is not for the page to say.

use gouji::compare::{Differences, compare};
use gouji::finding::Quote;
use gouji::plain::{plain, shown};
use yew::prelude::*;

use crate::answer::Answer;
use crate::lang::Lang;
use crate::source::Read;
use crate::state::{Action, ChoiceAction};
use crate::texts::texts;

/// What the comparison is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The other copy.
    pub other: Read,
    /// This one, with its changes.
    pub answer: Answer,
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The comparison.
#[component]
pub fn Copies(props: &Props) -> Html {
    let text = texts(props.lang);
    let found = use_memo((props.other.clone(), props.answer.clone()), |(other, answer)| {
        compare(other, &answer.audit.report)
    });
    let lines = found.lines(props.lang.core());
    let lines = lines.into_iter().map(|line| props.lang.say(line));
    html! {
        <div id="copies">
            { for lines.map(|line| html! { <p key={line.clone()} class="copies-total">{ line }</p> }) }
            if !found.cells.is_empty() {
                { cells(&found, props) }
            }
            { sentences(&found, props.lang) }
            if !found.is_empty() {
                <p class="hint">{ text.copies_hint }</p>
            }
        </div>
    }
}

fn cells(found: &Differences, props: &Props) -> Html {
    let text = texts(props.lang);
    let figure = |raw: &str| if raw.is_empty() { text.blank.to_owned() } else { shown(raw).into_owned() };
    let line = |difference: &gouji::compare::CellDifference| {
        let cell = difference.cell;
        let on_click = props.dispatch.reform(move |_: MouseEvent| ChoiceAction::Show(cell).into());
        html! {
            <tr key={cell.to_string()}>
                <th scope="row"><button type="button" class="term-name" lang="zh-CN" onclick={on_click}>{ cell.placed_label() }</button></th>
                <td class="number">{ figure(&difference.first) }</td>
                <td class="number">{ figure(&difference.second) }</td>
            </tr>
        }
    };
    html! {
        <div class="scroller list" role="group" aria-label={text.copies_cells} tabindex="0">
            <table class="plain" id="copies-cells">
                <thead><tr><th scope="col">{ text.prior_column_cell }</th><th scope="col">{ text.copies_other }</th><th scope="col">{ text.copies_this }</th></tr></thead>
                <tbody>{ for found.cells.iter().map(line) }</tbody>
            </table>
        </div>
    }
}

fn sentences(found: &Differences, lang: Lang) -> Html {
    let text = texts(lang);
    let changed = found.changed.iter().map(|(other, own)| (Some(other), Some(own)));
    let other = found.only_first.iter().map(|other| (Some(other), None));
    let own = found.only_second.iter().map(|own| (None, Some(own)));
    let mut pairs = changed.chain(other).chain(own).peekable();
    if pairs.peek().is_none() {
        return Html::default();
    }
    let cell = |quote: Option<&Quote>| match quote {
        Some(quote) => html! { <td lang="zh-CN">{ plain(&quote.text) }</td> },
        None => html! { <td class="absent-sentence">{ text.copies_absent }</td> },
    };
    html! {
        <div class="scroller list" role="group" aria-label={text.copies_sentences} tabindex="0">
            <table class="plain side-by-side" id="copies-sentences">
                <thead><tr><th scope="col">{ text.copies_other }</th><th scope="col">{ text.copies_this }</th></tr></thead>
                <tbody>{ for pairs.enumerate().map(|(n, (other, own))| html! { <tr key={n}>{ cell(other) }{ cell(own) }</tr> }) }</tbody>
            </table>
        </div>
    }
}
