//! One table of the report as the form prints it, with what is wrong and what is lit marked on its cells.
//!
//! A grid with one tab stop, and a spreadsheet's keys: arrows walk over the cells, a figure replaces what is in one, F2 edits
//! it, Delete blanks it, Enter shows its equations.
//!
//! A line is drawn anew only if one of its cells looks otherwise: a key in a cell changes a few of two hundred.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::report::State as CellState;
use gouji::{CellId, Form, RuleId, Table};
use yew::prelude::*;

use crate::answer::{Answer, Face, Margin, Role};
use crate::browser;
use crate::lang::Lang;
use crate::out;
use crate::state::{Action, CellAction, ChoiceAction, Editing, ViewAction};
use crate::sums;
use crate::texts::{Texts, fill, texts};
use gouji::form::layout::{Entry, Header, Layout, Line, Spot, Step};

use super::editor::{Editor, finish};
use super::unsure;

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
    /// The cell of this table that is being typed into.
    pub editing: Option<Editing>,
    /// Whether the sums stand beside it.
    pub sums: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A table of the report.
#[component]
pub fn FormTable(props: &Props) -> Html {
    let layout = use_memo((props.table, props.form), |&(table, form)| Layout::of(table, form));
    let entered = use_state(|| None::<CellId>);
    let tab_stop = entered.filter(|cell| layout.spots.iter().any(|spot| spot.cell == *cell));
    let tab_stop = tab_stop.or(layout.spots.first().map(|spot| spot.cell));

    // The cell whose field is about to have the keyboard: keys that come before it are its keys.
    let typing = use_memo((), |()| Cell::new(None));
    {
        let typing = typing.clone();
        use_effect_with(props.editing.as_ref().map(|editing| editing.cell), move |&cell| typing.set(cell));
    }
    let on_click = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(cell) = browser::cell_of(&event)
                && !browser::is_field(&event)
            {
                browser::focus_plainly(cell);
                dispatch.emit(ChoiceAction::Cell(cell).into());
            }
        })
    };
    let on_double_click = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(cell) = browser::cell_of(&event)
                && !browser::is_field(&event)
            {
                dispatch.emit(CellAction::Edit(cell, None).into());
            }
        })
    };
    let on_focus = Callback::from(move |event: FocusEvent| {
        if let Some(cell) = browser::cell_of(&event) {
            entered.set(Some(cell));
        }
    });
    let on_key = {
        let (layout, dispatch, typing) = (layout.clone(), props.dispatch.clone(), typing.clone());
        let answer = props.answer.clone();
        Callback::from(move |event: KeyboardEvent| on_key(&event, &layout, &answer, &typing, &dispatch))
    };

    let text = texts(props.lang);
    let title = props.table.numbered_title();
    let edition = match props.table {
        Table::T4 => text.both_editions.to_owned(),
        _ => fill(text.edition, &[("year", props.form.key())]),
    };
    // Only the rows of table 3 have a sum of their own.
    let beside = props.sums && props.table == Table::T3;
    let head = |(index, line): (usize, &Line)| {
        html! {
            <tr key={index}>
                { for line.iter().map(head_entry) }
                if beside && index == 0 {
                    <th scope="col" class="margin" rowspan={span(layout.head.len() as u16)} lang={props.lang.tag()}>{ text.sums_row }</th>
                }
            </tr>
        }
    };
    let line = |(index, line): (usize, &Line), body: usize| {
        let spots = || line.iter().filter_map(Entry::spot).map(|spot| spot.cell);
        let faces: Vec<(Face, Option<Role>)> =
            spots().map(|cell| (props.answer.face(cell), props.roles.get(&cell).copied())).collect();
        let here = |cell: &CellId| spots().any(|other| other == *cell);
        let margin = spots()
            .next_back()
            .filter(|_| beside)
            .map(|total| props.answer.margin(RuleId::T3RowTotal, total));
        html! {
            <FormLine key={index} {body} line={index} {faces} {margin} tab_stop={tab_stop.filter(here)} lang={props.lang}
                editing={props.editing.clone().filter(|editing| here(&editing.cell))} layout={layout.clone()} dispatch={props.dispatch.clone()} />
        }
    };
    let columns =
        (0..layout.columns).map(|column| html! { <col key={column} class={format!("col-{column}")} /> });
    let key = props.table.key();
    let on_copy = {
        let (dispatch, answer, table, form) =
            (props.dispatch.clone(), props.answer.clone(), props.table, props.form);
        Callback::from(move |_: MouseEvent| {
            let page = out::table(&answer, table, form);
            let (name, unsure) = (table.numbered_title(), answer.unsure(table));
            let done = browser::clipboard::copy(&page.html_fragment(), &page.tab_separated());
            dispatch.emit(ViewAction::Copied(done.then(|| (name.into(), unsure))).into());
        })
    };
    html! {
        <div class="table-block" id={format!("sheet-{key}")}>
        <button type="button" class="button button-small copy" data-copy={key} onclick={on_copy}
            aria-label={format!("{}{}{}", text.copy_table, text.colon, title)}>{ text.copy_table }</button>
        <div class="scroller" role="region" aria-label={fill(text.table_region, &[("title", &title)])}>
                        <table class={classes!("form", format!("form-{key}"), format!("edition-{}", props.form.key()))} role="grid"
                lang="zh-CN" data-table={key} onclick={on_click} ondblclick={on_double_click} onfocusin={on_focus} onkeydown={on_key}>
                <caption>
                    <span class="caption">
                        { title.clone() }
                        <span class="edition" lang={props.lang.tag()}>{ edition }</span>
                    </span>
                </caption>
                <colgroup>{ for columns }</colgroup>
                if !layout.head.is_empty() {
                    <thead>{ for layout.head.iter().enumerate().map(head) }</thead>
                }
                { for layout.bodies.iter().enumerate().map(|(index, body)| html! {
                    <tbody key={index}>{ for body.iter().enumerate().map(|one| line(one, index)) }</tbody>
                }) }
                if props.sums {
                    { below(props, &layout) }
                }
            </table>
        </div>
        </div>
    }
}

/// The sums under a table: of the outcomes and of the balance in each column of table 3, of each block of table 4.
fn below(props: &Props, layout: &Layout) -> Html {
    let text = texts(props.lang);
    let totals = |is_total: fn(CellId) -> bool, rule: RuleId, columns: u16, label: &'static str| -> Html {
        let cells = layout.spots.iter().map(|spot| spot.cell).filter(|&cell| is_total(cell));
        cells.map(|total| draw_margin(props.answer.margin(rule, total), columns, label)).collect()
    };
    match props.table {
        Table::T2 => Html::default(),
        Table::T3 => {
            let labels = span(layout.columns.saturating_sub(Table::T3.columns().len() as u16));
            let line = |label: &'static str, rule: RuleId| {
                html! {
                    <tr>
                        <th scope="row" class="margin" colspan={labels.clone()} lang={props.lang.tag()}>{ label }</th>
                        { totals(|cell| cell.row_spec().key == "total", rule, 1, "") }
                        <td class="margin" />
                    </tr>
                }
            };
            html! {
                <tfoot>
                    { line(text.sums_results, RuleId::T3ResultTotal) }
                    { line(text.sums_balance, RuleId::T3Balance) }
                </tfoot>
            }
        }
        // Blocks of five, the last of each their total.
        Table::T4 => {
            html! { <tfoot><tr>{ totals(|cell| cell.column % 5 == 4, RuleId::T4Total, 5, text.sums_block) }</tr></tfoot> }
        }
    }
}

fn draw_margin(margin: Option<Margin>, columns: u16, label: &'static str) -> Html {
    let (class, sign, value) = match margin {
        None => ("", "", "？".to_owned()),
        Some(margin) if margin.agrees => ("margin-holds", "=", margin.value.normalize().to_string()),
        Some(margin) => ("margin-fails", "≠", margin.value.normalize().to_string()),
    };
    html! {
        <td class={classes!("margin", class)} colspan={span(columns)}>
            if !label.is_empty() { { label }{ " " } }
            { value }<span class="margin-sign">{ " " }{ sign }</span>
        </td>
    }
}

/// What a line is drawn from.
#[derive(Properties, PartialEq)]
struct LineProps {
    /// Which body of the table, and which line of it.
    body: usize,
    line: usize,
    /// Its cells, left to right, with their parts in what is lit.
    faces: Vec<(Face, Option<Role>)>,
    /// What its total should be, where that stands beside it; none inside where it cannot be told.
    margin: Option<Option<Margin>>,
    tab_stop: Option<CellId>,
    editing: Option<Editing>,
    lang: Lang,
    layout: Rc<Layout>,
    dispatch: Callback<Action>,
}

/// A line of a table.
#[component]
fn FormLine(props: &LineProps) -> Html {
    let line = props.layout.bodies.get(props.body).and_then(|body| body.get(props.line));
    let mut faces = props.faces.iter();
    let entries = line.into_iter().flatten().map(|entry| match entry {
        Entry::Header(header) => draw_header(header),
        Entry::Cell(spot) => {
            faces.next().map(|(face, role)| draw_cell(*spot, face, *role, props)).unwrap_or_default()
        }
    });
    html! { <tr>{ for entries }{ for props.margin.map(|margin| draw_margin(margin, 1, "")) }</tr> }
}

fn head_entry(entry: &Entry) -> Html {
    match entry {
        Entry::Header(header) => draw_header(header),
        Entry::Cell(_) => Html::default(),
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

fn draw_cell(spot: Spot, face: &Face, role: Option<Role>, props: &LineProps) -> Html {
    let (text, cell) = (texts(props.lang), spot.cell);
    let (role_class, badge, role_words) = role.map(|role| describe(role, text)).unwrap_or_default();
    let problems = face.problems;
    let shown = gouji::plain::shown(&face.raw);
    let (state_class, value) = match face.state {
        CellState::Ambiguous => ("cell-ambiguous", &*shown),
        CellState::Missing => ("cell-missing", text.legend_missing),
        _ => ("", &*shown),
    };
    let was = face.was.as_ref();
    let class = classes!(
        "cell",
        was.is_some().then_some("cell-changed"),
        state_class,
        role_class,
        (problems.failing > 0).then_some("cell-fails"),
        (problems.failing > 1).then_some("cell-fails-often"),
        problems.flawed.then_some("cell-flawed"),
        problems.noted.then_some("cell-noted"),
        face.change.is_some().then_some("cell-change"),
    );
    // The same for tests and for those who embed the page: words that do not change with the style.
    let data_state = [
        (problems.failing > 0, "fails"),
        (face.change.is_some(), "change"),
        (was.is_some(), "changed"),
        (face.state == CellState::Ambiguous, "unsure"),
        (face.state == CellState::Missing, "unknown"),
    ];
    let data_state: Vec<&str> = data_state.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    let change = face.change.map(|to| to.normalize().to_string());
    let sign = match problems.failing {
        0 if problems.flawed || problems.noted => "!",
        0 => "",
        _ => "≠",
    };
    // What is said beside a figure is no part of the cell's text: the style sheet writes it, and the cell's name says it.
    let times = (problems.failing > 1).then(|| problems.failing.to_string());
    let was = was.map(|was| {
        let was = was.as_deref().map(|was| if was.is_empty() { text.blank } else { was });
        fill(text.was, &[("was", was.unwrap_or(text.cell_missing))])
    });
    let editing = props.editing.as_ref().filter(|editing| editing.cell == cell);
    html! {
        <td {class} role="gridcell" data-cell={cell.to_string()} data-state={(!data_state.is_empty()).then(|| data_state.join(" "))} colspan={span(spot.col_span)}
            tabindex={if props.tab_stop == Some(cell) && editing.is_none() { "0" } else { "-1" }} lang={props.lang.tag()}
            aria-label={sums::spoken(face, (!role_words.is_empty()).then_some(role_words), props.lang)}>
            <span class="badge" aria-hidden="true">{ badge }</span>
            if let Some(editing) = editing {
                <Editor editing={editing.clone()} layout={props.layout.clone()} lang={props.lang} dispatch={props.dispatch.clone()} />
            } else {
                <span class="value">{ value.to_owned() }</span>
                if let Some(change) = change {
                    <span class="to" aria-hidden="true" data-to={change}></span>
                }
            }
            <span class="sign" aria-hidden="true" data-times={times}>{ sign }</span>
            if let (Some(was), None) = (was, editing) {
                <span class="was" aria-hidden="true" data-was={was}></span>
            }
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

fn on_key(
    event: &KeyboardEvent,
    layout: &Layout,
    answer: &Answer,
    typing: &Cell<Option<CellId>>,
    dispatch: &Callback<Action>,
) {
    let Some(cell) = browser::cell_of(event) else { return };
    if event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    if typing.get() == Some(cell) && finish(event, cell, layout, dispatch) {
        typing.set(None);
        event.prevent_default();
        return;
    }
    let (key, whole) = (event.key(), event.ctrl_key());
    // The field is there and only waits for the keyboard: what is typed goes into it, not beside it, where the next figure would take its place.
    let writes = key == "Backspace" || key.chars().count() == 1;
    if typing.get() == Some(cell) && writes && !whole && browser::enter_cell_field(cell) {
        return;
    }
    let step = match key.as_str() {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" if whole => Step::First,
        "End" if whole => Step::Last,
        "Home" => Step::LineStart,
        "End" => Step::LineEnd,
        _ => {
            let reading = reading_of(answer, cell, &key);
            let action: Action = match key.as_str() {
                _ if whole => return,
                _ if reading.is_some() => CellAction::Take(cell, reading.unwrap_or_default()).into(),
                "Enter" | " " => ChoiceAction::Relations(cell).into(),
                "F2" => CellAction::Edit(cell, None).into(),
                "Delete" => CellAction::Write(vec![(cell, String::new())]).into(),
                "Backspace" => CellAction::Edit(cell, Some(String::new())).into(),
                // A key that writes a character replaces what is in the cell; `?` is the help's.
                figure if figure.chars().count() == 1 && figure != "?" => {
                    CellAction::Edit(cell, Some(key)).into()
                }
                _ => return,
            };
            event.prevent_default();
            if matches!(action, Action::Cell(CellAction::Edit(..))) {
                typing.set(Some(cell));
            }
            dispatch.emit(action);
            return;
        }
    };
    event.prevent_default();
    if let Some(next) = layout.step(cell, step) {
        browser::focus_plainly(next);
    }
}

/// The reading of a cell that is not sure which a letter takes.
fn reading_of(answer: &Answer, cell: CellId, letter: &str) -> Option<String> {
    let at = unsure::KEYS.iter().position(|key| letter.eq_ignore_ascii_case(key))?;
    answer.readings_of(cell).get(at).cloned()
}

fn span(n: u16) -> Option<String> {
    (n > 1).then(|| n.to_string())
}
