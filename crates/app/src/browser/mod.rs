//! Everything that the page asks of the browser: focus, language, clipboard, files. The only code that touches the DOM by hand.

pub mod checker;
pub mod client;
pub mod clipboard;
pub mod download;
pub mod draft;
pub mod file;
mod folder;
mod opener;
pub mod paste;
pub mod viewer;

use std::cell::Cell;

use gouji::{CellId, Table};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::state::{ChoiceAction, Target};

/// The id of the text box.
pub const BOX: &str = "source";

/// The document, where there is one.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Says in which language the page is, and what it is called.
pub fn name_page(tag: &str, title: &str) {
    let Some(document) = document() else { return };
    if let Some(root) = document.document_element() {
        // Fails for a wrong attribute name only.
        let _ = root.set_attribute("lang", tag);
    }
    document.set_title(title);
}

/// Moves the keyboard. For a cell, as many of `cells` as fit come into view with it.
pub fn focus(target: Target, cells: &[CellId]) {
    LED_TO.set(None);
    match target {
        Target::Stay => {}
        Target::Input => focus_in_view(find(&format!("#{BOX}"))),
        Target::Verdict => focus_in_view(find("#verdict")),
        Target::Finding(index) => focus_in_view(find(&format!("#finding-{index}"))),
        Target::Relation => focus_in_view(find("#relations [aria-current]")),
        Target::CheckAgain => focus_in_view(find("#check-again")),
        Target::Files => focus_in_view(find("#files-title")),
        Target::Prior => focus_in_view(find("#prior-source").or_else(|| find("#prior-title"))),
        Target::Grid(cell) => focus_plainly(cell),
        Target::Cell(cell) => {
            focus_cell(cell, cells);
            show_chosen_finding();
            LED_TO.set(Some(cell));
        }
    }
}

/// Gives the keyboard to the cell, without scrolling beyond what the browser does by itself.
pub fn focus_plainly(cell: CellId) {
    if let Some(element) = find_cell(cell) {
        let _ = element.focus();
    }
}

/// Gives the keyboard to the field in a cell, behind what stands there; says whether there is one.
pub fn enter_cell_field(cell: CellId) -> bool {
    let field = find_cell(cell).and_then(|cell| cell.query_selector(".editor").ok().flatten());
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.inspect(|field| enter_field(field, false)).is_some()
}

/// Gives the keyboard to a field: what stands there is selected whole, so that what is typed takes its place, or the caret stands behind it.
pub fn enter_field(field: &HtmlInputElement, is_selected: bool) {
    let end = field.value().encode_utf16().count() as u32;
    let _ = field.focus();
    let _ = field.set_selection_range(if is_selected { 0 } else { end }, end);
}

/// Brings a cell into view without giving it the keyboard: inside the pane of the tables where that scrolls by itself, else nowhere.
pub fn reveal(cell: CellId) {
    SHOWN.set(Some((cell.table, Some(cell))));
    if let (Some(element), Some(pane)) = (find_cell(cell), pane()) {
        let rect = element.get_bounding_client_rect();
        scroll_pane(&pane, &rect, (rect.top(), rect.bottom()));
        scroll_sideways(&pane, &element);
    }
}

/// Brings the table to the top of the tables.
pub fn show_table(table: Table) {
    SHOWN.set(Some((table, None)));
    let Some(sheet) = find_sheet(table.key()) else { return };
    match pane() {
        Some(pane) => {
            let by = sheet.get_bounding_client_rect().top() - pane.get_bounding_client_rect().top();
            pane.set_scroll_top(pane.scroll_top() + by as i32);
        }
        None => scroll(&sheet, ScrollLogicalPosition::Start),
    }
}

/// Marks the tab of the table that was asked for last, while its cell or its beginning is in view; else of the table in the middle
/// of the view.
pub fn mark_tab() {
    let Some(document) = document() else { return };
    let view = find(".sheets").map(|sheets| sheets.get_bounding_client_rect());
    let height = window_height();
    let Some(view) = view else { return };
    let (top, bottom) = (view.top().max(0.0), view.bottom().min(height));
    let middle = (top + bottom) / 2.0;
    let is_in_view = |(table, cell): &(Table, Option<CellId>)| {
        let element = cell.map_or_else(|| find_sheet(table.key()), find_cell);
        let from = element.map(|element| element.get_bounding_client_rect().top());
        from.is_some_and(|from| top - EDGE <= from && from < bottom)
    };
    let shown = SHOWN.get().filter(is_in_view).map(|(table, _)| table.key());
    let Ok(tabs) = document.query_selector_all("[data-tab]") else { return };
    for tab in (0..tabs.length()).filter_map(|index| tabs.item(index)?.dyn_into::<Element>().ok()) {
        let key = tab.get_attribute("data-tab").unwrap_or_default();
        let was_here = tab.has_attribute("aria-current");
        let is_here = shown.map_or_else(
            || {
                let rect = find_sheet(&key).map(|sheet| sheet.get_bounding_client_rect());
                rect.is_some_and(|rect| rect.top() <= middle && middle < rect.bottom())
            },
            |shown| shown == key,
        );
        // Fails for a wrong attribute name only.
        let _ = match is_here {
            _ if is_here == was_here => Ok(()),
            true => tab.set_attribute("aria-current", "true"),
            false => tab.remove_attribute("aria-current"),
        };
    }
}

/// The part of the page in which the tables scroll, where they do not scroll with the page.
fn pane() -> Option<HtmlElement> {
    let pane = find(".sheets")?;
    let style = web_sys::window()?.get_computed_style(&pane).ok()??;
    style.get_property_value("overflow-y").is_ok_and(|overflow| overflow == "auto").then_some(pane)
}

/// Scrolls the pane, and nothing else, so far that what reaches from `top` to `bottom` stands in its middle, unless it is in view
/// already; if that does not fit, the cell alone.
fn scroll_pane(pane: &HtmlElement, wanted: &web_sys::DomRect, (top, bottom): (f64, f64)) {
    let view = pane.get_bounding_client_rect();
    // In large text the pane may reach below the window.
    let (from, to) = (view.top(), view.bottom().min(window_height()));
    let fits = bottom - top + 2.0 * EDGE <= to - from;
    let (top, bottom) = if fits { (top, bottom) } else { (wanted.top(), wanted.bottom()) };
    if top < from + EDGE || bottom > to - EDGE {
        let by = (top + bottom - from - to) / 2.0;
        pane.set_scroll_top(pane.scroll_top() + by as i32);
    }
}

/// Scrolls the tables, and nothing else, sideways until the cell is in view: all of them, or the cell's own where each has room of
/// its own.
fn scroll_sideways(pane: &HtmlElement, cell: &HtmlElement) {
    let own = cell.closest(".scroller").ok().flatten().filter(|own| own.scroll_width() > own.client_width());
    let pane = own.as_ref().unwrap_or(pane);
    let (view, wanted) = (pane.get_bounding_client_rect(), cell.get_bounding_client_rect());
    let by = match () {
        () if wanted.right() > view.right() => wanted.right() - view.right() + EDGE,
        () if wanted.left() < view.left() => wanted.left() - view.left() - EDGE,
        () => return,
    };
    pane.set_scroll_left(pane.scroll_left() + by as i32);
}

fn window_height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0)
}

/// So near to the edge of the tables' pane a cell is not in view: the head of a table may lie over it.
const EDGE: f64 = 24.0;

/// Closes the menus that `target` is not in; says whether one was open.
pub fn close_menus(target: Option<&Element>) -> bool {
    let Some(all) = document().and_then(|document| document.query_selector_all("details.menu[open]").ok())
    else {
        return false;
    };
    let mut is_one_closed = false;
    for menu in (0..all.length()).filter_map(|index| all.item(index)?.dyn_into::<Element>().ok()) {
        if !target.is_some_and(|target| menu.contains(Some(target))) {
            is_one_closed |= menu.remove_attribute("open").is_ok();
        }
    }
    is_one_closed
}

thread_local! {
    /// The cell that the page put the keyboard into, until Tab is pressed.
    static LED_TO: Cell<Option<CellId>> = const { Cell::new(None) };
    /// The table that was asked for last, and the cell of it, where it was a cell.
    static SHOWN: Cell<Option<(Table, Option<CellId>)>> = const { Cell::new(None) };
}

/// Tab, first thing after the page went to a finding's cell, goes to the correction of its card: says whether there is one. Only
/// once, so that the keyboard gets on from there.
pub fn focus_repair(event: &web_sys::Event) -> bool {
    let is_there = LED_TO.take().is_some_and(|cell| cell_of(event) == Some(cell));
    let repair =
        find(".cause-current [data-repair]").filter(|_| is_there && find(".finding-chosen").is_some());
    repair.is_some_and(|repair| repair.focus().is_ok())
}

/// Presses the first correction of the current card; says whether there is one.
pub fn apply_repair() -> bool {
    let repair = find(".cause-current [data-repair]");
    repair.map(|repair| repair.click()).is_some()
}

/// The cell that `event` happened in.
pub fn cell_of(event: &web_sys::Event) -> Option<CellId> {
    cell_around(&event.target()?.dyn_into().ok()?)
}

/// The cell that has the keyboard.
pub fn focused_cell() -> Option<CellId> {
    cell_around(&document()?.active_element()?)
}

/// Whether anything but the page as a whole has the keyboard.
pub fn is_focus_held() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| element.tag_name() != "BODY")
}

fn cell_around(element: &Element) -> Option<CellId> {
    element.closest("[data-cell]").ok()??.get_attribute("data-cell")?.parse().ok()
}

/// Whether `event` happened in a field that is typed into.
pub fn is_field(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        element.matches("input:not([type=file]):not([type=radio]), textarea, select").unwrap_or(false)
    })
}

/// Whether that field is empty.
pub fn is_empty_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    target.is_some_and(|area| area.value().is_empty())
}

/// Sets `data-<name>` of the page; none takes it away.
pub fn set_data(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let name = format!("data-{name}");
    // Fails for a wrong attribute name only.
    let _ = match value {
        Some(value) => root.set_attribute(&name, value),
        None => root.remove_attribute(&name),
    };
}

/// The finding that the page's address names: `#f=<key>`.
pub fn linked() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let key = hash.strip_prefix("#f=")?;
    js_sys::decode_uri_component(key).ok().map(String::from)
}

/// The address of the page with the finding of this key in it.
pub fn address_of(key: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    format!("{}#f={key}", here.split('#').next().unwrap_or_default())
}

/// The day, as papers in the language of this tag write it.
pub fn today(tag: &str) -> String {
    let parts = [("year", "numeric"), ("month", "long"), ("day", "numeric")];
    let options = js_sys::Object::new();
    for (part, how) in parts {
        // Fails for what is no object only.
        let _ = js_sys::Reflect::set(&options, &part.into(), &how.into());
    }
    js_sys::Date::new_0().to_locale_date_string(tag, &options).into()
}

/// The time, to measure how long something took.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds of work between two pauses, in which the page answers. Picked by gut feeling: a frame.
const WORK_MS: f64 = 16.0;

/// Long work in pieces.
pub struct Pieces {
    begun: f64,
}

impl Pieces {
    /// Begins to count.
    pub fn begin() -> Pieces {
        Pieces { begun: milliseconds() }
    }

    /// Lets the page answer, where there was work for a while.
    pub async fn pause(&mut self) {
        if milliseconds() - self.begun > WORK_MS {
            gloo_timers::future::TimeoutFuture::new(0).await;
            self.begun = milliseconds();
        }
    }
}

/// Puts a document into the page that is seen on paper only, in place of the page; none takes it away.
pub fn put_on_paper(markup: Option<(&str, &str)>) {
    let Some(document) = document() else { return };
    if let Some(old) = find("#paper") {
        old.remove();
    }
    set_data("paper", markup.map(|_| ""));
    let Some((lang, markup)) = markup else { return };
    let (Ok(paper), Some(body)) = (document.create_element("div"), document.body()) else { return };
    paper.set_id("paper");
    // Fails for a wrong attribute name only.
    let _ = paper.set_attribute("lang", lang);
    paper.set_inner_html(markup);
    let _ = body.append_child(&paper);
}

/// Prints the page; what is printed is said in style.css.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Fails where a frame may not print.
        let _ = window.print();
    }
}

/// What a mark in the source stands for: the cell or the finding that it leads to.
pub fn marked(event: &web_sys::Event) -> Option<crate::state::Action> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let mark = element.closest("mark").ok()??;
    if let Some(finding) = mark.get_attribute("data-finding") {
        return Some(ChoiceAction::Finding(finding.parse().ok()?).into());
    }
    let cell: CellId = mark.get_attribute("data-source")?.parse().ok()?;
    Some(ChoiceAction::Show(cell).into())
}

/// Scrolls the source, and nothing but the source, to what is marked in it.
pub fn show_mark() {
    let (Some(view), Some(mark)) = (find(".source-text"), find(".mark-chosen")) else { return };
    let (outer, inner) = (view.get_bounding_client_rect(), mark.get_bounding_client_rect());
    if inner.top() < outer.top() || inner.bottom() > outer.bottom() {
        let by = inner.top() - outer.top() - outer.height() / 3.0;
        view.set_scroll_top(view.scroll_top() + by as i32);
    }
}

/// Scrolls the panel beside the tables, and nothing else, to what is lit in a picture.
pub fn show_spot() {
    let spot = document().and_then(|document| document.query_selector(".spot-chosen").ok()?);
    let (Some(panels), Some(spot)) = (find(".panels"), spot) else { return };
    let (outer, inner) = (panels.get_bounding_client_rect(), spot.get_bounding_client_rect());
    if inner.top() < outer.top() + EDGE || inner.bottom() > outer.bottom() - EDGE {
        let by = (inner.top() + inner.bottom() - outer.top() - outer.bottom()) / 2.0;
        panels.set_scroll_top(panels.scroll_top() + by as i32);
    }
}

/// The element `steps` after the one with the keyboard, among those that `selector` finds.
pub fn focus_sibling(selector: &str, steps: i32) {
    let Some(document) = document() else { return };
    let Ok(all) = document.query_selector_all(selector) else { return };
    let active = document.active_element();
    let element = |index: u32| all.item(index).and_then(|node| node.dyn_into::<Element>().ok());
    let here = (0..all.length()).find(|&index| element(index) == active);
    let next = here.and_then(|index| index.checked_add_signed(steps)).and_then(element);
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

/// Puts a sentence in place of silence after a bug: the program has stopped and nothing will answer any more.
pub fn explain_crash(details: &str) {
    web_sys::console::error_1(&details.into());
    let Some(document) = document() else { return };
    let lang = document.document_element().and_then(|root| root.get_attribute("lang"));
    let lang = lang.as_deref().and_then(crate::lang::Lang::of_tag).unwrap_or_default();
    let (Ok(message), Some(body)) = (document.create_element("p"), document.body()) else { return };
    message.set_class_name("crashed");
    let _ = message.set_attribute("role", "alert");
    message.set_text_content(Some(crate::texts::texts(lang).crashed));
    let _ = body.insert_before(&message, body.first_child().as_ref());
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

fn find_sheet(key: &str) -> Option<HtmlElement> {
    find(&format!("#sheet-{key}"))
}

fn find_cell(cell: CellId) -> Option<HtmlElement> {
    find(&format!("[data-cell='{cell}']"))
}

fn focus_in_view(element: Option<HtmlElement>) {
    let Some(element) = element else { return };
    let _ = element.focus();
    scroll(&element, ScrollLogicalPosition::Nearest);
}

fn focus_cell(cell: CellId, cells: &[CellId]) {
    SHOWN.set(Some((cell.table, Some(cell))));
    let Some(element) = find_cell(cell) else { return };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);

    let boxes = cells.iter().filter_map(|&cell| find_cell(cell));
    let bounds = |element: &HtmlElement| {
        let rect = element.get_bounding_client_rect();
        (rect.top(), rect.bottom())
    };
    let (top, bottom) = boxes
        .map(|element| bounds(&element))
        .fold(bounds(&element), |(top, bottom), next| (top.min(next.0), bottom.max(next.1)));
    let height = window_height();
    // Where the page is narrow, the equation lies over its lower part.
    let over = |rect: &web_sys::DomRect| rect.left() <= 0.0 && rect.bottom() >= height;
    let dock = find(".detail-docked").map(|dock| dock.get_bounding_client_rect());
    let covered = dock.filter(over).map_or(0.0, |rect| rect.height());
    if let Some(pane) = pane() {
        scroll_pane(&pane, &element.get_bounding_client_rect(), (top, bottom));
        return scroll_sideways(&pane, &element);
    }
    let margin = 24.0;
    if bottom - top + 2.0 * margin <= height - covered {
        if let Some(window) = web_sys::window() {
            let wanted = (height - covered - (bottom - top)) / 2.0;
            // Stay where everything is in view already.
            if top < margin || bottom > height - covered - margin {
                window.scroll_by_with_x_and_y(0.0, top - wanted);
            }
        }
        scroll(&element, ScrollLogicalPosition::Nearest);
    } else {
        scroll(&element, ScrollLogicalPosition::Center);
        if let (Some(window), true) = (web_sys::window(), covered > 0.0) {
            window.scroll_by_with_x_and_y(0.0, covered / 2.0);
        }
    }
}

/// Scrolls the list of findings, and nothing but the list, to the chosen one: to the beginning of its card, where both have room.
fn show_chosen_finding() {
    let (Some(list), Some(chosen)) = (find(".findings"), find(".finding-chosen")) else { return };
    let (view, item) = (list.get_bounding_client_rect(), chosen.get_bounding_client_rect());
    let card = chosen.closest(".cause").ok().flatten().map(|card| card.get_bounding_client_rect().top());
    let top = card.filter(|top| item.bottom() - top <= view.height()).unwrap_or(item.top());
    let by = if top < view.top() { top - view.top() } else { (item.bottom() - view.bottom()).max(0.0) };
    list.set_scroll_top(list.scroll_top() + by.ceil() as i32);
}

fn scroll(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
