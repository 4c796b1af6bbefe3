//! The pictures that a report was read from, in place of its source: what is lit in the tables is lit here, and a click leads to the cell.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::CellId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use crate::answer::{Answer, Role};
use crate::browser::{self, viewer};
use crate::lang::Lang;
use crate::pictures::{Part, Pictures, Place};
use crate::state::{Action, Choice, ChoiceAction};
use crate::texts::{fill, texts};

/// Wider than this no picture is drawn, in pixels: four pages of it take 100 MB.
const MOST: f32 = 2200.0;

/// What the pictures are drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The pictures.
    pub pictures: Pictures,
    /// The answer about what was read of them.
    pub answer: Answer,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// The cells that are lit.
    pub roles: Rc<BTreeMap<CellId, Role>>,
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The pictures.
#[component]
pub fn PictureView(props: &Props) -> Html {
    let (text, pictures) = (texts(props.lang), &props.pictures);
    let chosen = match props.choice {
        Some(Choice::Cell { cell, .. }) => Some(cell),
        _ => None,
    };
    use_effect_with((chosen, props.roles.clone()), |_| browser::show_spot());
    html! {
        <section class="picture-view panel" id="picture-view" aria-labelledby="picture-view-title">
            <h2 id="picture-view-title">{ text.picture_title }</h2>
            <p class="hint">{ text.picture_hint }</p>
            { unread(pictures, props.lang) }
            { for pictures.with_cells().into_iter().map(|page| html! {
                <PictureOf key={page} pictures={pictures.clone()} {page} {chosen} answer={props.answer.clone()} roles={props.roles.clone()}
                    lang={props.lang} dispatch={props.dispatch.clone()} />
            }) }
        </section>
    }
}

/// What was not read, and why: tables that were refused, and pictures in which none was found.
fn unread(pictures: &Pictures, lang: Lang) -> Html {
    let text = texts(lang);
    let (bare, refused): (Vec<_>, Vec<_>) = pictures.refused.iter().partition(|refused| refused.is_bare);
    let nth = |page: usize| (page + 1).to_string();
    let pages: Vec<String> = bare.iter().map(|refused| nth(refused.page)).collect();
    let line = |(at, refused): (usize, &&crate::pictures::Refused)| {
        let which = fill(text.picture_nth, &[("n", &nth(refused.page))]);
        html! { <p key={at} class="notice picture-refused">{ which }{ refused.message(lang) }</p> }
    };
    html! {
        <>
            { for refused.iter().enumerate().map(line) }
            if !pages.is_empty() {
                <p class="hint picture-bare">{ fill(text.pictures_bare, &[("n", &pages.join(text.separator))]) }</p>
            }
        </>
    }
}

/// What one picture is drawn from.
#[derive(Properties, PartialEq)]
struct PictureProps {
    pictures: Pictures,
    page: usize,
    chosen: Option<CellId>,
    answer: Answer,
    roles: Rc<BTreeMap<CellId, Role>>,
    lang: Lang,
    dispatch: Callback<Action>,
}

/// One picture, with the places of its cells over it.
#[component]
fn PictureOf(props: &PictureProps) -> Html {
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        use_effect_with((props.pictures.clone(), props.page), move |(pictures, page)| {
            if let (Some(canvas), Some(page)) =
                (canvas.cast::<HtmlCanvasElement>(), pictures.pages.get(*page))
            {
                viewer::draw(canvas, page, Part::all(page));
            }
        });
    }
    let (text, page) = (texts(props.lang), props.page);
    let Some(size) = props.pictures.pages.get(page) else { return Html::default() };
    let on_click = {
        let (pictures, dispatch) = (props.pictures.clone(), props.dispatch.clone());
        let (width, height) = (size.width, size.height);
        Callback::from(move |event: MouseEvent| {
            let Some(over) = event.current_target().and_then(|over| over.dyn_into::<Element>().ok()) else {
                return;
            };
            let shown = over.get_bounding_client_rect();
            let (x, y) =
                (f64::from(event.client_x()) - shown.left(), f64::from(event.client_y()) - shown.top());
            let (x, y) = (x / shown.width() * f64::from(width), y / shown.height() * f64::from(height));
            if let Some(cell) = pictures.cell_at(page, x as f32, y as f32) {
                dispatch.emit(ChoiceAction::Cell(cell).into());
                dispatch.emit(ChoiceAction::Show(cell).into());
            }
        })
    };
    let here = props.pictures.places.iter().filter(|(_, place)| place.page == page);
    let spot = |(&cell, place): (&CellId, &Place)| {
        let is_chosen = props.chosen == Some(cell) || props.roles.contains_key(&cell);
        let is_unsure = !props.answer.readings_of(cell).is_empty();
        let fails = props.answer.problems_of(cell).failing > 0;
        if !(is_chosen || is_unsure || fails) {
            return None;
        }
        let class = classes!(
            "spot",
            is_unsure.then_some("spot-unsure"),
            fails.then_some("spot-fails"),
            is_chosen.then_some("spot-chosen"),
        );
        let points: Vec<String> =
            place.outline.iter().map(|(x, y)| format!("{},{}", *x as i32, *y as i32)).collect();
        Some(
            html! { <polygon key={cell.to_string()} {class} data-spot={cell.to_string()} points={points.join(" ")} /> },
        )
    };
    let (width, height) = Part::all(size).drawn(MOST);
    let name = fill(text.picture_name, &[("n", &(page + 1).to_string())]);
    html! {
        <div class="picture" data-page={page.to_string()}>
            <canvas ref={canvas} class="picture-pixels" role="img" aria-label={name} width={width.to_string()} height={height.to_string()} />
            <svg class="picture-spots" viewBox={format!("0 0 {} {}", size.width as u32, size.height as u32)} preserveAspectRatio="none"
                aria-hidden="true" onclick={on_click}>
                { for here.filter_map(spot) }
            </svg>
        </div>
    }
}
