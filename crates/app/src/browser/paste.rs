//! What a paste brings, and whether it stands for a whole report or is an edit of the text in the box.
//!
//! Clipboard content is taken as strings and never becomes part of the page.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::Callback;

use crate::source::Source;
use crate::state::{Action, CellAction, DocumentAction};

/// Takes a paste, wherever on the page it happened. An edit in the box is left to the browser.
pub fn take(event: &ClipboardEvent, dispatch: &Callback<Action>) {
    let Some(data) = event.clipboard_data() else { return };
    // A cell that is being typed into takes what the browser gives it.
    if super::is_field(event) && !is_box(event) {
        return;
    }
    let get = |kind| data.get_data(kind).ok().filter(|content| !content.trim().is_empty());
    // A copied picture brings HTML that holds the picture and nothing else.
    let html = get("text/html").filter(|html| !is_picture(html));
    let text = get("text/plain");
    if html.is_none() && text.is_none() {
        event.prevent_default();
        // A screenshot, a copied picture, copied files.
        if !data.files().is_some_and(|files| super::file::take(&files, dispatch)) {
            let image = get("text/html").is_some();
            dispatch.emit(DocumentAction::PastedNothing { image }.into());
        }
        return;
    }
    if let Some(cell) = super::cell_of(event)
        && let Some(rows) = text.as_deref().and_then(figures)
    {
        event.prevent_default();
        dispatch.emit(CellAction::Fill(cell, rows).into());
        return;
    }
    let has_table = html.as_ref().is_some_and(|html| html.to_ascii_lowercase().contains("<table"));
    if !has_table && is_edit(event) {
        return;
    }
    event.prevent_default();
    // What is pasted is not copied to find out that it holds none.
    let holds_pictures = html.as_deref().is_some_and(|html| !crate::pictures::held(html).is_empty());
    if holds_pictures && super::file::open_held(Source::pasted(html.clone(), text.clone()), dispatch) {
        return;
    }
    dispatch.emit(DocumentAction::Pasted { html, text }.into());
}

/// A paste into the place of last year's report.
pub fn take_prior(event: &ClipboardEvent, dispatch: &Callback<Action>) {
    event.stop_propagation();
    let Some(data) = event.clipboard_data() else { return };
    let get = |kind| data.get_data(kind).ok().filter(|content| !content.trim().is_empty());
    let (html, text) = (get("text/html").filter(|html| !is_picture(html)), get("text/plain"));
    if html.is_some() || text.is_some() {
        event.prevent_default();
        super::file::check_prior(Source::pasted(html, text), dispatch);
    }
}

/// Rows of figures, as a spreadsheet copies them; none where there are words, which are a report or part of one.
fn figures(text: &str) -> Option<Vec<Vec<String>>> {
    let is_figure =
        |field: &str| field.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+-−—/,.，．".contains(c));
    // More than any table has: a report, or none.
    const MOST: usize = 20_000;
    if text.len() > MOST {
        return None;
    }
    let lines = text.trim_end_matches(['\r', '\n']).lines();
    let rows: Vec<Vec<String>> =
        lines.map(|line| line.split('\t').map(|field| field.trim().to_owned()).collect()).collect();
    let all = rows.iter().flatten().all(|field| is_figure(field));
    (all && rows.iter().flatten().any(|field| !field.is_empty())).then_some(rows)
}

fn is_box(event: &ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    target.is_some_and(|area| area.id() == super::BOX)
}

/// Whether HTML has a picture and no words.
fn is_picture(html: &str) -> bool {
    // What stands before the body is no content: `<style>`, `<xml>`.
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut pieces = body.split('<');
    let first = pieces.next().unwrap_or_default();
    let outside =
        if body.len() < html.len() { first.split_once('>').map_or("", |(_, text)| text) } else { first };
    let words = pieces.filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
    html.contains("<img") && [outside].into_iter().chain(words).all(|text| text.trim().is_empty())
}

/// The caret is inside a text in the box, which is not selected as a whole.
fn is_edit(event: &ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = target else { return false };
    let length = area.value().encode_utf16().count() as u32;
    let start = area.selection_start().ok().flatten().unwrap_or(0);
    let end = area.selection_end().ok().flatten().unwrap_or(0);
    length > 0 && end - start < length
}

#[cfg(test)]
mod tests {
    use super::{figures, is_picture};

    #[test]
    fn figures_are_told_from_a_report() {
        let rows = figures("1\t2\r\n\t0.5\r\n").expect("figures");
        assert_eq!(rows, [["1", "2"], ["", "0.5"]]);
        assert_eq!(figures("总计\t2"), None);
        assert_eq!(figures("\t"), None);
    }

    #[test]
    fn a_picture_is_told_from_a_text_with_pictures() {
        assert!(is_picture("<meta charset='utf-8'><img src='a.png' alt='x'>"));
        assert!(is_picture(
            "<html><head><style>p{}</style></head><body class=a>\n<p><img src=a></p></body></html>"
        ));
        assert!(!is_picture("<p>年报</p><img src=a>"));
        assert!(!is_picture("年报<img src=a>"));
        assert!(!is_picture("<table><tr><td></table>"));
    }
}
