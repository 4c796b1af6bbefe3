//! The list of findings, by severity. Each is a button that lights its equation and leads to its cells.

use gouji::Severity;
use yew::prelude::*;

use super::{mixed, repairs};
use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::{Action, CellAction, ChoiceAction};
use crate::texts::{count, fill, texts};

/// Contradictions first.
const GROUPS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub fn view(answer: &Answer, chosen: Option<usize>, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let step = |back: bool| dispatch.reform(move |_: MouseEvent| ChoiceAction::Next { back }.into());
    html! {
        <section class="findings" aria-labelledby="findings-title">
            <div class="findings-head">
                <h2 id="findings-title">{ text.findings_title }</h2>
                if answer.entries.len() > 1 {
                    <div class="tools">
                        <button type="button" class="button button-small" onclick={step(true)}>{ text.previous }</button>
                        <button type="button" class="button button-small" onclick={step(false)}>{ text.next }</button>
                    </div>
                }
            </div>
            if answer.entries.is_empty() {
                <p class="hint">{ text.no_findings }</p>
            }
            { repairs::all(answer, lang, dispatch) }
            { for GROUPS.into_iter().map(|severity| group(answer, severity, chosen, lang, dispatch)) }
            { ignored(answer, chosen, lang, dispatch) }
        </section>
    }
}

fn group(
    answer: &Answer,
    severity: Severity,
    chosen: Option<usize>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let text = texts(lang);
    let title = match severity {
        Severity::Error => text.group_error,
        Severity::Warning => text.group_warning,
        Severity::Info => text.group_info,
    };
    let indices: Vec<usize> =
        answer.entries_of(severity).filter(|&index| !answer.entries[index].ignored).collect();
    if indices.is_empty() {
        return Html::default();
    }
    html! {
        <div key={severity.as_str()} class={classes!("group", format!("group-{}", severity.as_str()))}>
            <h3>{ title }<span class="number">{ indices.len() }</span></h3>
            <ol>{ for indices.into_iter().map(|index| item(answer, index, chosen, lang, dispatch)) }</ol>
        </div>
    }
}

/// What the person does not want to see, counted and at hand.
fn ignored(answer: &Answer, chosen: Option<usize>, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let indices: Vec<usize> =
        (0..answer.entries.len()).filter(|&index| answer.entries[index].ignored).collect();
    if indices.is_empty() {
        return Html::default();
    }
    let text = texts(lang);
    let on_restore = dispatch.reform(|_: MouseEvent| CellAction::Unignore(None).into());
    html! {
        <details class="ignored">
            <summary>{ count(text.ignored_title, indices.len()) }</summary>
            <ol>{ for indices.into_iter().map(|index| item(answer, index, chosen, lang, dispatch)) }</ol>
            <button type="button" class="button button-small" onclick={on_restore}>{ text.restore_all }</button>
        </details>
    }
}

fn item(
    answer: &Answer,
    index: usize,
    chosen: Option<usize>,
    lang: Lang,
    dispatch: &Callback<Action>,
) -> Html {
    let Some(finding) = answer.finding(index) else { return Html::default() };
    let sign = match finding.severity {
        Severity::Error => "≠",
        Severity::Warning => "!",
        Severity::Info => "i",
    };
    let difference = finding.equation.as_ref().and_then(|(_, sums)| sums.left.checked_sub(sums.right));
    let current = chosen == Some(index);
    let on_click = dispatch.reform(move |_: MouseEvent| ChoiceAction::Finding(index).into());
    html! {
        <li key={index}>
            <button type="button" id={format!("finding-{index}")} class={classes!("finding", current.then_some("finding-chosen"))}
                data-rule={finding.rule.as_str()} data-severity={finding.severity.as_str()}
                aria-current={current.then_some("true")} onclick={on_click}>
                <span class="finding-sign" aria-hidden="true">{ sign }</span>
                <span class="finding-words">
                    { mixed::view(&lang.message(finding), lang) }
                    if let Some(by) = difference {
                        { " " }<span class="finding-by">{ fill(texts(lang).difference, &[("n", &by.abs().to_string())]) }</span>
                    }
                </span>
            </button>
        </li>
    }
}
