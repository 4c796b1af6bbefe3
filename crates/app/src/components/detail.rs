//! One equation, written out: its terms with their signs and numbers, both sums, the difference, the rule and its source.
//! For a cell, first the equations that it is in.

use gouji::equation::Side;
use gouji::plain::plain;
use gouji::{CellId, Equation, Outcome};
use yew::prelude::*;

use super::{mixed, unsure};
use crate::answer::{Answer, Ignored};
use crate::browser;
use crate::lang::Lang;
use crate::pictures::Pictures;
use crate::state::{Action, CellAction, Choice, ChoiceAction, ViewAction};
use crate::sums::{self, WrittenTerm};
use crate::texts::{count, fill, texts};

pub fn view(
    answer: &Answer,
    pictures: Option<&Pictures>,
    choice: Option<Choice>,
    lit: Option<usize>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let Some(choice) = choice else { return Html::default() };
    let text = texts(lang);
    let on_close = dispatch.reform(|_: MouseEvent| ChoiceAction::Back.into());
    let label = match choice {
        Choice::Cell { from: Some(_), .. } => text.back,
        _ => text.close,
    };
    let title = match choice {
        Choice::Cell { .. } => text.cell_title,
        Choice::Finding(_) if lit.is_some() => text.detail_title,
        Choice::Finding(_) => text.finding_title,
    };
    let finding = match choice {
        Choice::Finding(index) => Some(index),
        Choice::Cell { .. } => lit.and_then(|relation| answer.entry_of(relation)),
    };
    html! {
        <section class="detail detail-docked" aria-labelledby="detail-title" id="detail">
            <div class="detail-head">
                <h2 id="detail-title">{ title }</h2>
                <button type="button" class="button button-small" onclick={on_close}>
                    { label }<kbd aria-hidden="true">{ "Esc" }</kbd>
                </button>
            </div>
            if let Choice::Cell { cell, .. } = choice {
                { relations(answer, cell, lit, lang, dispatch) }
                { unsure::readings(answer, pictures, cell, lang, dispatch) }
                { change(answer, cell, lang, dispatch) }
            }
            if let Some(relation) = lit {
                { equation(answer, relation, lang, dispatch) }
            }
            if let Some(index) = finding {
                { about(answer, index, lit, lang) }
            }
            { rule(answer, finding, lit, lang) }
            if let Some(index) = finding {
                { set_aside(answer, index, lang, dispatch) }
            }
        </section>
    }
}

/// What can be done with a cell.
fn change(answer: &Answer, cell: CellId, lang: Lang, dispatch: &Callback<Action>) -> Html {
    if answer.cell(cell).is_none() {
        return Html::default();
    }
    let text = texts(lang);
    let on_edit = dispatch.reform(move |_: MouseEvent| CellAction::Edit(cell, None).into());
    let on_revert = dispatch.reform(move |_: MouseEvent| CellAction::Revert(Some(cell)).into());
    html! {
        <div class="tools change">
            <button type="button" class="button button-small" onclick={on_edit}>{ text.edit_cell }<kbd aria-hidden="true">{ "F2" }</kbd></button>
            if let Some(was) = answer.was.get(&cell) {
                <button type="button" class="button button-small revert" onclick={on_revert}>
                    { fill(text.revert_cell, &[("was", &sums::quoted(was.as_deref(), lang))]) }
                </button>
            }
        </div>
    }
}

/// A finding that a person has looked at and does not want to see again, or wants to show to someone.
fn set_aside(answer: &Answer, index: usize, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let (Some(entry), Some(finding)) = (answer.entries.get(index), answer.finding(index)) else {
        return Html::default();
    };
    let text = texts(lang);
    if entry.ignored {
        let on_restore = dispatch.reform(move |_: MouseEvent| CellAction::Unignore(Some(index)).into());
        return html! {
            <div class="tools set-aside">
                <button type="button" class="button button-small" onclick={on_restore}>{ text.restore_one }</button>
            </div>
        };
    }
    let (one, kind) = (Ignored::One(entry.key.clone()), Ignored::Kind(finding.rule));
    let on_one = dispatch.reform(move |_: MouseEvent| CellAction::Ignore(one.clone()).into());
    let on_kind = dispatch.reform(move |_: MouseEvent| CellAction::Ignore(kind.clone()).into());
    let on_link = {
        let (dispatch, key) = (dispatch.clone(), entry.key.clone());
        Callback::from(move |_: MouseEvent| {
            let done = browser::clipboard::copy("", &browser::address_of(&key));
            dispatch.emit(ViewAction::LinkCopied(done).into());
        })
    };
    html! {
        <div class="tools set-aside">
            <button type="button" class="button button-small" onclick={on_one}>{ text.ignore_one }</button>
            <button type="button" class="button button-small" onclick={on_kind}>{ text.ignore_kind }</button>
            <button type="button" class="button button-small link-here" data-link={format!("#f={}", entry.key)} onclick={on_link}>
                { text.link_here }
            </button>
        </div>
    }
}

/// The equations that the cell is in, to choose from.
fn relations(
    answer: &Answer,
    cell: CellId,
    lit: Option<usize>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let text = texts(lang);
    let indices = answer.relations_of(cell);
    let on_key = Callback::from(|event: KeyboardEvent| {
        let steps = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        browser::focus_sibling("#relations button", steps);
    });
    let button = |&index: &usize| {
        let (equation, _) = answer.relations.get(index)?;
        let current = lit == Some(index);
        let on_click = dispatch.reform(move |_: MouseEvent| ChoiceAction::Relation(index).into());
        Some(html! {
            <li key={index}>
                <button type="button" class={classes!("relation", status_class(answer, index), current.then_some("relation-chosen"))}
                    aria-current={current.then_some("true")} onclick={on_click}>
                    <span class="status">{ sums::sign(answer, index) }{ " " }{ sums::status(answer, index, lang) }</span>
                    { " " }{ mixed::view(&lang.title(equation.rule), lang) }
                    { " " }<span class="relation-place">{ mixed::view(&sums::place(equation, lang), lang) }</span>
                </button>
            </li>
        })
    };
    html! {
        <>
            <p class="cell-name" lang="zh-CN">{ cell.label() }</p>
            if indices.is_empty() {
                <p>{ text.cell_in_none }</p>
            } else {
                if indices.len() > 1 {
                    <p class="hint" id="relations-title">{ count(text.cell_in_relations, indices.len()) }</p>
                }
                <ul class="relations" id="relations" onkeydown={on_key}>{ for indices.iter().filter_map(button) }</ul>
            }
        </>
    }
}

fn equation(answer: &Answer, relation: usize, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let Some((equation, outcome)) = answer.relations.get(relation) else { return Html::default() };
    let text = texts(lang);
    let sums = answer.sums(relation);
    let unplaced = match outcome {
        _ if !answer.is_unplaced(relation) => None,
        Outcome::Fails(_) => Some(text.every_reading),
        Outcome::Holds => Some(text.equal_unplaced),
        Outcome::Skipped(_) => None,
    };
    html! {
        <div class={classes!("equation", status_class(answer, relation))}>
            <p class="equation-place">
                <span class="status">{ sums::sign(answer, relation) }{ " " }{ sums::status(answer, relation, lang) }</span>
                { " " }{ mixed::view(&sums::place(equation, lang), lang) }
            </p>
            if let Some(words) = unplaced {
                <p class="hint">{ words }</p>
            }
            { side(answer, equation, &equation.left, text.left_side, sums.map(|sums| sums.left.to_string()), lang, dispatch) }
            { side(answer, equation, &equation.right, text.right_side, sums.map(|sums| sums.right.to_string()), lang, dispatch) }
            if let Some(words) = sums::difference(answer, relation, lang) {
                <p class="difference">{ words }</p>
            }
            if let Outcome::Skipped(why) = outcome {
                <p class="difference">{ text.not_checked }{ text.separator }{ lang.skip(*why) }</p>
            }
        </div>
    }
}

fn side(
    answer: &Answer,
    equation: &Equation,
    side: &Side,
    title: &'static str,
    sum: Option<String>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let text = texts(lang);
    let right = side == &equation.right;
    let terms = sums::terms(answer, equation, side, lang);
    // A long column of zeros hides the few numbers that matter: the zeros are folded away, but never left out.
    let fold = terms.len() > 7;
    let (shown, folded): (Vec<_>, Vec<_>) = terms.iter().partition(|term| !fold || !term.is_zero);
    let figures = match right {
        true if side.constant.is_zero() => Vec::new(),
        true => vec![(text.figure_elsewhere.to_owned(), side.constant.to_string())],
        false => sums::figures(answer, equation, lang),
    };
    let line = |(index, term): (usize, &&WrittenTerm)| {
        let sign = if right && index == 0 && term.sign == '+' { '=' } else { term.sign };
        term_line(term, sign, lang, dispatch)
    };
    html! {
        <div class={classes!("side", if right { "side-right" } else { "side-left" })}>
            <h3>{ title }</h3>
            <ul class="terms">
                { for shown.iter().enumerate().map(line) }
                { for figures.iter().enumerate().map(|(index, (name, value))| html! {
                    <li key={format!("figure-{index}")} class="term">
                        <span class="term-sign">{ "+" }</span>
                        <span class="term-words" lang="zh-CN">{ name.clone() }</span>
                        <span class="figure">{ value.clone() }</span>
                    </li>
                }) }
            </ul>
            if !folded.is_empty() {
                <details class="zeros">
                    <summary>{ count(text.zero_terms, folded.len()) }</summary>
                    <ul class="terms">{ for folded.iter().enumerate().map(line) }</ul>
                </details>
            }
            if let (Some(sum), true) = (sum, side.terms.len() + figures.len() > 1) {
                <p class="sum"><span>{ text.sum }</span><span class="figure">{ sum }</span></p>
            }
        </div>
    }
}

fn term_line(term: &WrittenTerm, sign: char, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let cell = term.cell;
    let on_click = dispatch.reform(move |_: MouseEvent| ChoiceAction::Show(cell).into());
    let label = fill(texts(lang).show_cell, &[("name", &term.name)]);
    html! {
        <li key={cell.to_string()} class="term">
            <span class="term-sign">{ sign }</span>
            <button type="button" class="term-name" lang="zh-CN" title={label} onclick={on_click}>{ term.name.clone() }</button>
            <span class="figure">{ term.value.clone() }</span>
        </li>
    }
}

/// The finding in words, and the words of the report that it quotes.
fn about(answer: &Answer, index: usize, lit: Option<usize>, lang: Lang) -> Html {
    let Some(finding) = answer.finding(index) else { return Html::default() };
    let text = texts(lang);
    html! {
        <div class="about">
            if lit.is_none() {
                <p>{ mixed::view(&lang.message(finding), lang) }</p>
                if finding.cells.is_empty() {
                    <p class="hint">{ text.no_cell }</p>
                }
            }
            if let Some(quote) = &finding.quote {
                <dl><dt>{ text.quoted }</dt><dd lang="zh-CN"><q>{ plain(&quote.text) }</q></dd></dl>
            }
        </div>
    }
}

fn rule(answer: &Answer, finding: Option<usize>, lit: Option<usize>, lang: Lang) -> Html {
    let of_equation =
        lit.and_then(|relation| answer.relations.get(relation)).map(|(equation, _)| equation.rule);
    let of_finding = finding.and_then(|index| answer.finding(index)).map(|finding| finding.rule);
    let Some(rule) = of_equation.or(of_finding) else { return Html::default() };
    let text = texts(lang);
    html! {
        <dl class="rule">
            <dt>{ text.rule }</dt>
            <dd>{ mixed::view(&lang.title(rule), lang) }</dd>
            <dt>{ text.why }</dt>
            <dd>{ mixed::view(&lang.why(rule), lang) }</dd>
            <dt>{ text.source }</dt>
            if let Some(source) = lang.source(rule) {
                <dd lang="zh-CN">{ source }</dd>
            } else {
                <dd>{ text.own_rule }</dd>
            }
        </dl>
    }
}

fn status_class(answer: &Answer, relation: usize) -> &'static str {
    match answer.relations.get(relation) {
        Some((_, Outcome::Fails(_))) => "is-failing",
        Some((_, Outcome::Holds)) if !answer.is_unplaced(relation) => "is-holding",
        _ => "is-skipped",
    }
}
