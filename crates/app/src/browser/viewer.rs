//! The reader of pictures: a module of its own (`crates/viewer`), loaded when a picture comes, in a worker (www/pictures.js). And pictures on
//! the page: drawn on a canvas from the browser's own handle, so that no address of a picture exists and the page's policy stays as it is.

use std::collections::BTreeMap;

use gouji::Kind;
use gouji_files::Format;
use js_sys::{Array, Float32Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageBitmap, MouseEvent};

use super::client::{self, Outcome, Progress};
use super::opener;
use crate::pictures::{Page, Part, Pictures, Place, Refused, Shown};
use crate::source::Source;
use crate::state::Refusal;
use crate::texts::Texts;
use crate::token::Token;

/// Whether this edition of the page has the reader.
fn is_there() -> bool {
    let root = super::document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-pictures"))
}

/// Reads pictures as the pages of one report; none where it was given up.
pub async fn read(
    token: Token,
    name: &str,
    pictures: Vec<Blob>,
    progress: Option<Progress>,
) -> Option<Result<Source, Refusal>> {
    let refuse = |text: fn(&Texts) -> &'static str| Some(Err(Refusal::said(text)));
    if !is_there() {
        return refuse(|text| text.pictures_elsewhere);
    }
    let bytes = pictures.iter().map(Blob::size).sum::<f64>() as u32;
    let question: Array = pictures.iter().collect();
    match client::ask(client::Kind::Viewer, token, question.into(), bytes, progress).await? {
        Outcome::Answered(answer) => Some(result(&answer, name, pictures)),
        Outcome::Stopped | Outcome::Slow => refuse(|text| text.reader_crashed),
        Outcome::Absent => refuse(|text| text.readers_not_loaded),
    }
}

/// What the worker found out.
fn result(answer: &JsValue, name: &str, pictures: Vec<Blob>) -> Result<Source, Refusal> {
    if let Some(refusal) = opener::refusal(answer) {
        return Err(refusal);
    }
    let crashed = || Refusal::said(|text| text.reader_crashed);
    let content = opener::text(answer, "text").ok_or_else(crashed)?;
    let floats = |field: &str| {
        let values = Reflect::get(answer, &field.into()).ok()?;
        Some(values.dyn_ref::<Float32Array>()?.to_vec())
    };
    let (places, sizes) = (floats("places").unwrap_or_default(), floats("sizes").unwrap_or_default());
    let pages = pictures.into_iter().zip(sizes.chunks_exact(2));
    let pages = pages.map(|(picture, size)| Page { picture, width: size[0], height: size[1] }).collect();
    let ids = opener::text(answer, "cells").unwrap_or_default();
    let place = |corners: &[f32]| {
        let corner = |at: usize| (corners[1 + 2 * at], corners[2 + 2 * at]);
        Place { page: corners[0] as usize, outline: [0, 1, 2, 3].map(corner) }
    };
    let places: BTreeMap<_, _> = ids
        .split(' ')
        .zip(places.chunks_exact(9))
        .filter_map(|(id, corners)| Some((id.parse().ok()?, place(corners))))
        .collect();
    let refused = Reflect::get(answer, &"refused".into()).ok().filter(Array::is_array);
    let refused = refused.map(|refused| Array::from(&refused).iter().map(unread).collect());
    let shown = Shown { pages, places, refused: refused.unwrap_or_default() };
    let source = Source::file(content, Kind::Html, name.to_owned().into(), Format::Image);
    Ok(Source { pictures: Some(Pictures::of(shown)), ..source })
}

fn unread(entry: JsValue) -> Refused {
    let entry = Array::from(&entry);
    let says = |at: u32| entry.get(at).as_string().unwrap_or_default();
    Refused { page: entry.get(0).as_f64().unwrap_or_default() as usize, zh: says(1), en: says(2) }
}

/// The page and the place in it, in pixels of the picture, of a click on the drawing over it.
pub fn place_of(event: &MouseEvent) -> Option<(usize, f32, f32)> {
    let over: Element = event.target()?.dyn_into().ok()?;
    let over = over.closest("svg").ok()??;
    let size = over.get_attribute("viewBox")?;
    let mut size = size.split(' ').skip(2).filter_map(|value| value.parse().ok());
    let (width, height): (u32, u32) = (size.next()?, size.next()?);
    let shown = over.get_bounding_client_rect();
    let x = (f64::from(event.client_x()) - shown.left()) / shown.width() * f64::from(width);
    let y = (f64::from(event.client_y()) - shown.top()) / shown.height() * f64::from(height);
    Some((over.get_attribute("data-page")?.parse().ok()?, x as f32, y as f32))
}

/// Draws a part of a picture, or all of it, over all of a canvas.
pub fn draw(canvas: HtmlCanvasElement, picture: Blob, part: Part) {
    spawn_local(async move {
        // Fails where the browser has no memory for it; then the place of the picture stays empty.
        let _ = drawn(&canvas, &picture, part).await;
    });
}

async fn drawn(canvas: &HtmlCanvasElement, picture: &Blob, part: Part) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let bitmap = JsFuture::from(window.create_image_bitmap_with_blob(picture)?).await?;
    let bitmap: ImageBitmap = bitmap.dyn_into()?;
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    let from = [part.left, part.top, part.width, part.height].map(f64::from);
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.clear_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        &bitmap, from[0], from[1], from[2], from[3], 0.0, 0.0, width, height,
    )?;
    bitmap.close();
    Ok(())
}
