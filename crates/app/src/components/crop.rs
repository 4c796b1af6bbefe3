//! What a picture shows of a cell: the part of it around the cell, drawn on a canvas.

use gouji::CellId;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::browser::viewer;
use crate::pictures::Pictures;

/// Wider than this no cell is drawn, in pixels.
const MOST: f32 = 900.0;

/// What a part is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The pictures of the report.
    pub pictures: Pictures,
    /// The cell.
    pub cell: CellId,
    /// What it is to who does not see it.
    pub label: AttrValue,
}

/// The part of a picture around a cell; nothing where the pictures do not show it.
#[component]
pub fn Crop(props: &Props) -> Html {
    let canvas = use_node_ref();
    {
        let canvas = canvas.clone();
        use_effect_with((props.pictures.clone(), props.cell), move |(pictures, cell)| {
            if let (Some(canvas), Some((page, part))) =
                (canvas.cast::<HtmlCanvasElement>(), pictures.around(*cell))
            {
                viewer::draw(canvas, page, part);
            }
        });
    }
    let Some((_, part)) = props.pictures.around(props.cell) else { return Html::default() };
    let (width, height) = part.drawn(MOST);
    html! {
        <canvas ref={canvas} class="crop" role="img" aria-label={&props.label} data-crop={props.cell.to_string()}
            width={width.to_string()} height={height.to_string()} />
    }
}
