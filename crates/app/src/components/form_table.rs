//! One table of the report as the form prints it, with what is wrong and what is lit marked on its cells.
//!
//! A grid with one tab stop: arrows walk over the cells, Enter shows the equations of one.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::report::State as CellState;
use gouji::{CellId, Form, Lang, Table};
use yew::prelude::*;

use crate::answer::{Answer, Role};
use crate::browser;
use crate::layout::{Entry, Header, Layout, Line, Spot, Step};
use crate::summary::numbered_title;
use crate::sums;
use crate::texts::{Texts, fill, texts};

/// What a table is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which table.
    pub table: Table,
    /// Its edition.
    pub form: Form,
    /// The answer that it is part of.
    pub answer: Answer,
    /// The cells that are lit.
    pub roles: Rc<BTreeMap<CellId, Role>>,
    /// The language of the page.
    pub lang: Lang,
    /// A cell was activated.
    pub on_choose: Callback<CellId>,
}

/// A table of the report.
#[component]
pub fn FormTable(props: &Props) -> Html {
    let layout = use_memo((props.table, props.form), |&(table, form)| Layout::of(table, form));
    let entered = use_state(|| None::<CellId>);
    let tab_stop = entered.filter(|cell| layout.spots.iter().any(|spot| spot.cell == *cell));
    let tab_stop = tab_stop.or(layout.spots.first().map(|spot| spot.cell));

    let on_click = {
        let on_choose = props.on_choose.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(cell) = browser::cell_of(&event) {
                browser::focus_plainly(cell);
                on_choose.emit(cell);
            }
        })
    };
    let on_focus = Callback::from(move |event: FocusEvent| {
        if let Some(cell) = browser::cell_of(&event) {
            entered.set(Some(cell));
        }
    });
    let on_key = {
        let (layout, on_choose) = (layout.clone(), props.on_choose.clone());
        Callback::from(move |event: KeyboardEvent| on_key(&event, &layout, &on_choose))
    };

    let text = texts(props.lang);
    let title = numbered_title(props.table);
    let edition = match props.table {
        Table::T4 => text.both_editions.to_owned(),
        _ => fill(text.edition, &[("year", props.form.key())]),
    };
    let line = |(index, line): (usize, &Line)| {
        html! { <tr key={index}>{ for line.iter().map(|entry| draw(entry, props, tab_stop)) }</tr> }
    };
    let columns =
        (0..layout.columns).map(|column| html! { <col key={column} class={format!("col-{column}")} /> });
    let key = props.table.key();
    html! {
        <div class="scroller" role="region" aria-label={fill(text.table_region, &[("title", &title)])}>
            <table class={classes!("form", format!("form-{key}"), format!("edition-{}", props.form.key()))} role="grid" aria-readonly="true"
                lang="zh-CN" data-table={key} onclick={on_click} onfocusin={on_focus} onkeydown={on_key}>
                <caption>
                    <span class="caption">
                        { title.clone() }
                        <span class="edition" lang={lang_tag(props.lang)}>{ edition }</span>
                    </span>
                </caption>
                <colgroup>{ for columns }</colgroup>
                if !layout.head.is_empty() {
                    <thead>{ for layout.head.iter().enumerate().map(line) }</thead>
                }
                { for layout.bodies.iter().enumerate().map(|(index, body)| html! {
                    <tbody key={index}>{ for body.iter().enumerate().map(line) }</tbody>
                }) }
            </table>
        </div>
    }
}

fn draw(entry: &Entry, props: &Props, tab_stop: Option<CellId>) -> Html {
    match entry {
        Entry::Header(header) => draw_header(header),
        Entry::Cell(spot) => draw_cell(*spot, props, tab_stop == Some(spot.cell)),
    }
}

fn draw_header(header: &Header) -> Html {
    let (col_span, row_span) = (span(header.col_span), span(header.row_span));
    match header.scope {
        Some(scope) => {
            html! { <th {scope} colspan={col_span} rowspan={row_span}>{ broken(&header.text, scope) }</th> }
        }
        None => {
            html! { <td class="corner" colspan={col_span} rowspan={row_span}>{ header.text.clone() }</td> }
        }
    }
}

/// Column labels break where the form breaks them: 商业 / 企业, 社会公益 / 组织.
fn broken(label: &str, scope: &str) -> Html {
    let at = match (scope, label.chars().count()) {
        ("col", 4) => 2,
        ("col", 6) => 4,
        _ => return html! { { label.to_owned() } },
    };
    let at = label.char_indices().nth(at).map_or(label.len(), |(offset, _)| offset);
    html! { <>{ label[..at].to_owned() }<wbr />{ label[at..].to_owned() }</> }
}

fn draw_cell(spot: Spot, props: &Props, tab_stop: bool) -> Html {
    let text = texts(props.lang);
    let (cell, answer) = (spot.cell, &props.answer);
    let role = props.roles.get(&cell).copied();
    let (role_class, badge, role_words) = role.map(|role| describe(role, text)).unwrap_or_default();
    let problems = answer.problems_of(cell);
    let state = answer.state(cell);
    let (state_class, state_sign) = match state {
        CellState::Ambiguous => ("cell-ambiguous", "？"),
        CellState::Missing => ("cell-missing", text.legend_missing),
        _ => ("", ""),
    };
    let raw = answer.cell(cell).and_then(|cell| cell.raw.as_deref()).unwrap_or_default().trim();
    let value = match state {
        CellState::Ambiguous | CellState::Missing => state_sign,
        _ => raw,
    };
    let class = classes!(
        "cell",
        state_class,
        role_class,
        (problems.failing > 0).then_some("cell-fails"),
        (problems.failing > 1).then_some("cell-fails-often"),
        problems.flawed.then_some("cell-flawed"),
    );
    let sign = match (problems.failing, problems.flawed) {
        (0, false) => String::new(),
        (0, true) => "!".to_owned(),
        (1, _) => "≠".to_owned(),
        (n, _) => format!("≠{n}"),
    };
    html! {
        <td {class} role="gridcell" data-cell={cell.to_string()} colspan={span(spot.col_span)}
            tabindex={if tab_stop { "0" } else { "-1" }} lang={lang_tag(props.lang)}
            aria-label={sums::spoken(answer, cell, (!role_words.is_empty()).then_some(role_words), props.lang)}>
            <span class="badge" aria-hidden="true">{ badge }</span>
            <span class="value">{ value.to_owned() }</span>
            <span class="sign" aria-hidden="true">{ sign }</span>
        </td>
    }
}

/// The class, the badge and the words of a role.
fn describe(role: Role, text: &Texts) -> (&'static str, &'static str, &'static str) {
    match role {
        Role::Plus => ("role-plus", "+", text.role_plus),
        Role::Minus => ("role-minus", "−", text.role_minus),
        Role::Total => ("role-total", "=", text.role_total),
        Role::RightPlus => ("role-total", "+", text.role_right_plus),
        Role::Mention => ("role-mention", "→", text.role_mention),
    }
}

fn on_key(event: &KeyboardEvent, layout: &Layout, on_choose: &Callback<CellId>) {
    let Some(cell) = browser::cell_of(event) else { return };
    if event.alt_key() || event.meta_key() {
        return;
    }
    let whole = event.ctrl_key();
    let step = match event.key().as_str() {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" if whole => Step::First,
        "End" if whole => Step::Last,
        "Home" => Step::LineStart,
        "End" => Step::LineEnd,
        "Enter" | " " => {
            event.prevent_default();
            on_choose.emit(cell);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = layout.step(cell, step) {
        browser::focus_plainly(next);
    }
}

fn span(n: u16) -> Option<String> {
    (n > 1).then(|| n.to_string())
}

const fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}
