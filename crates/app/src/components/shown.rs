//! A picture that a report was read from, or the part of it around a cell, on a canvas. The only component of pictures: each more would be
//! some kilobytes for everybody to download.

use gouji::CellId;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::browser::{self, viewer};
use crate::pictures::Pictures;

/// Wider than this nothing is drawn, in pixels: four pages of it take 100 MB.
const MOST: f32 = 2200.0;

/// What is shown of pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A picture as a whole.
    Page(usize),
    /// The part around a cell.
    Cell(CellId),
    /// Nothing new: what is lit has changed, and comes into view.
    Lit(Option<CellId>),
}

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The pictures of the report.
    pub pictures: Pictures,
    /// What of them.
    pub what: What,
    /// What it is to who does not see it.
    #[prop_or_default]
    pub label: AttrValue,
}

/// The canvas; nothing where the pictures do not show it.
#[component]
pub fn Shown(props: &Props) -> Html {
    let canvas = use_node_ref();
    let part = match props.what {
        What::Page(page) => props.pictures.whole(page),
        What::Cell(cell) => props.pictures.around(cell),
        What::Lit(_) => None,
    };
    {
        let canvas = canvas.clone();
        let drawn = part.map(|(page, part)| (page.picture.clone(), part));
        use_effect_with((props.pictures.clone(), props.what), move |_| {
            if let (Some(canvas), Some((picture, part))) = (canvas.cast::<HtmlCanvasElement>(), drawn) {
                viewer::draw(canvas, picture, part);
            }
            browser::show_spot();
        });
    }
    let Some((_, part)) = part else { return Html::default() };
    let (width, height) = part.drawn(MOST);
    let (class, cell) = match props.what {
        What::Cell(cell) => ("crop", Some(cell.to_string())),
        _ => ("picture-pixels", None),
    };
    html! {
        <canvas ref={canvas} {class} role="img" aria-label={&props.label} data-crop={cell}
            width={width.to_string()} height={height.to_string()} />
    }
}
