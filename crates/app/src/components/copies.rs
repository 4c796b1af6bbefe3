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
use crate::texts::{count, texts};

/// Sentences that a table shows: thousands would hold up the page, and nobody reads so far.
const SHOWN: usize = 500;

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
    let total = found.changed.len() + found.only_first.len() + found.only_second.len();
    if total == 0 {
        return Html::default();
    }
    let cell = |quote: Option<&Quote>| match quote {
        Some(quote) => html! { <td lang="zh-CN">{ plain(&quote.text) }</td> },
        None => html! { <td class="absent-sentence">{ text.copies_absent }</td> },
    };
    let line = |(n, (other, own))| html! { <tr key={n}>{ cell(other) }{ cell(own) }</tr> };
    let rows = changed.chain(other).chain(own).enumerate().map(line);
    let what = ("copies-sentences", text.copies_sentences);
    side_by_side(what, [text.copies_other, text.copies_this], rows, total, lang)
}

/// Sentences of two reports in a table, which has an id and a name: the first rows, and under them how many more there are.
pub fn side_by_side(
    (id, name): (&'static str, &'static str),
    heads: [&'static str; 2],
    rows: impl Iterator<Item = Html>,
    total: usize,
    lang: Lang,
) -> Html {
    html! {
        <>
            <div class="scroller list" role="group" aria-label={name} tabindex="0">
                <table class="plain side-by-side" id={id}>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for rows.take(SHOWN) }</tbody>
                </table>
            </div>
            if total > SHOWN {
                <p class="hint">{ count(texts(lang).sentences_more, total - SHOWN) }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_sentences_the_first_are_drawn_and_the_rest_is_counted() {
        for (total, drawn, says) in [(SHOWN, SHOWN, None), (10_000, SHOWN, Some("另有 9500 句"))] {
            let mut made = 0;
            let rows = (0..total).map(|n| {
                made += 1;
                html! { <tr key={n}></tr> }
            });
            let table = side_by_side(("table", "句子"), ["甲", "乙"], rows, total, Lang::Zh);
            assert_eq!(made, drawn);
            let told = format!("{table:?}");
            assert_eq!(told.contains("另有"), says.is_some());
            assert!(told.contains(says.unwrap_or("甲")), "{told}");
        }
    }
}
