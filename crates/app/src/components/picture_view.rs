//! The pictures that a report was read from, in place of its source: what is lit in the tables is lit here, and a click leads to the cell.

use std::collections::BTreeMap;

use gouji::CellId;
use yew::prelude::*;

use super::shown::{Shown, What};
use crate::answer::{Answer, Role};
use crate::browser;
use crate::lang::Lang;
use crate::pictures::Pictures;
use crate::state::{Action, Choice, ChoiceAction};
use crate::texts::{fill, texts};

pub fn view(
    pictures: &Pictures,
    answer: &Answer,
    choice: Option<Choice>,
    roles: &BTreeMap<CellId, Role>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let text = texts(lang);
    let chosen = match choice {
        Some(Choice::Cell { cell, .. }) => Some(cell),
        _ => roles.keys().next().copied(),
    };
    let on_click = {
        let (pictures, dispatch) = (pictures.clone(), dispatch.clone());
        Callback::from(move |event: MouseEvent| {
            let Some((page, x, y)) = browser::viewer::place_of(&event) else { return };
            if let Some(cell) = pictures.cell_at(page, x, y) {
                dispatch.emit(ChoiceAction::Cell(cell).into());
                dispatch.emit(ChoiceAction::Show(cell).into());
            }
        })
    };
    let spot = |cell: CellId| {
        let is_chosen = chosen == Some(cell) || roles.contains_key(&cell);
        let is_unsure = !answer.readings_of(cell).is_empty();
        let fails = answer.problems_of(cell).failing > 0;
        let class = match () {
            () if is_chosen => "spot spot-chosen",
            () if is_unsure => "spot spot-unsure",
            () if fails => "spot spot-fails",
            () => return None,
        };
        let points = pictures.places.get(&cell)?.points();
        Some(html! { <polygon {class} data-spot={cell.to_string()} {points} /> })
    };
    let picture = |page: usize| {
        let cells = pictures.places.iter().filter(|(_, place)| place.page == page).map(|(cell, _)| *cell);
        let (_, whole) = pictures.whole(page)?;
        let label = fill(text.picture_nth, &[("n", &(page + 1).to_string())]);
        Some(html! {
            <div class="picture">
                <Shown pictures={pictures.clone()} what={What::Page(page)} {label} />
                <svg class="picture-spots" viewBox={whole.view_box()} preserveAspectRatio="none" aria-hidden="true"
                    data-page={page.to_string()} onclick={on_click.clone()}>
                    { for cells.filter_map(spot) }
                </svg>
            </div>
        })
    };
    html! {
        <section class="picture-view panel" id="picture-view" tabindex="0" aria-labelledby="picture-view-title">
            <h2 id="picture-view-title">{ text.show_picture }</h2>
            <p class="hint">{ text.picture_hint }</p>
            { for unread(pictures, lang) }
            { for pictures.with_cells().into_iter().filter_map(picture) }
            <Shown pictures={pictures.clone()} what={What::Lit(chosen)} />
        </section>
    }
}

/// What was not read, and why.
fn unread(pictures: &Pictures, lang: Lang) -> Option<Html> {
    let line = |refused: &crate::pictures::Refused| {
        let which = fill(texts(lang).picture_nth, &[("n", &(refused.page + 1).to_string())]);
        html! { <li>{ which }{ texts(lang).colon }{ refused.message(lang) }</li> }
    };
    let refused = &pictures.refused;
    (!refused.is_empty())
        .then(|| html! { <ul class="notice picture-refused">{ for refused.iter().map(line) }</ul> })
}
