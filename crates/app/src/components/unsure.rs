//! Cells of a picture that were not read for sure, above all that is wrong: each as the picture shows it, with what it may say. The person decides.

use gouji::CellId;
use yew::prelude::*;

use super::shown::{Shown, What};
use crate::answer::Answer;
use crate::lang::Lang;
use crate::pictures::Pictures;
use crate::state::{Action, CellAction, ChoiceAction, State};
use crate::texts::{count, fill, texts};

/// Cells that are shown at once: as many as fit beside the tables. The next come as these are decided.
const SHOWN: usize = 4;

/// The keys that take a reading: figures are digits, so letters are free.
pub const KEYS: [&str; 4] = ["a", "b", "c", "d"];

/// The card; nothing where all is sure.
pub fn card(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let unsure = &answer.audit.report.unsure;
    if unsure.is_empty() {
        return Html::default();
    }
    let (text, lang) = (texts(state.lang), state.lang);
    let cell = |(&cell, _): (&CellId, &Vec<String>)| {
        let on_show = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| {
                dispatch.emit(ChoiceAction::Cell(cell).into());
                dispatch.emit(ChoiceAction::Show(cell).into());
            })
        };
        html! {
            <li key={cell.to_string()} class="unsure" data-unsure={cell.to_string()}>
                <button type="button" class="unsure-name" lang="zh-CN" title={fill(text.show_cell, &[("name", &cell.label())])} onclick={on_show}>{ cell.label() }</button>
                { readings(answer, state.source().pictures.as_ref(), cell, lang, dispatch) }
            </li>
        }
    };
    html! {
        <section class="unsure-card" id="unsure" aria-labelledby="unsure-title">
            <h3 id="unsure-title">{ count(text.unsure_title, unsure.len()) }</h3>
            <p class="hint">{ text.unsure_how }</p>
            <ol>{ for unsure.iter().take(SHOWN).map(cell) }</ol>
            if unsure.len() > SHOWN {
                <p class="hint">{ count(text.unsure_more, unsure.len() - SHOWN) }</p>
            }
        </section>
    }
}

/// A cell as the picture shows it, and what it may say, to be chosen from; nothing of a cell that is sure but its picture.
pub fn readings(
    answer: &Answer,
    pictures: Option<&Pictures>,
    cell: CellId,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let text = texts(lang);
    let label = fill(text.crop_label, &[("cell", &cell.label())]);
    let reading = |(at, reading): (usize, &String)| {
        let taken = reading.clone();
        let on_take = dispatch.reform(move |_: MouseEvent| CellAction::Take(cell, taken.clone()).into());
        let shown = if reading.is_empty() { text.blank } else { reading.as_str() };
        html! {
            <button key={at} type="button" class="button button-small reading-of" data-reading={reading.clone()}
                title={fill(text.take_label, &[("cell", &cell.label()), ("now", shown)])} onclick={on_take}>
                { shown.to_owned() }
                if let Some(key) = KEYS.get(at) {
                    <kbd aria-hidden="true">{ key.to_uppercase() }</kbd>
                }
            </button>
        }
    };
    let readings = answer.readings_of(cell);
    let on_other = dispatch.reform(move |_: MouseEvent| CellAction::Edit(cell, None).into());
    html! {
        <div class="readings">
            if let Some(pictures) = pictures {
                <Shown pictures={pictures.clone()} what={What::Cell(cell)} {label} />
            }
            if !readings.is_empty() {
                <div class="tools" role="group" aria-label={fill(text.readings_label, &[("cell", &cell.label())])}>
                    { for readings.iter().enumerate().map(reading) }
                    <button type="button" class="button button-small reading-other" onclick={on_other}>{ text.fill_in }</button>
                </div>
            }
        </div>
    }
}
