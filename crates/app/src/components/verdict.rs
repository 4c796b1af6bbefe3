//! The top of the answer: the verdict in one line, the counts, and what was not read or not checked.

use gouji::{Form, Table, order};
use yew::prelude::*;

use super::mixed;
use crate::answer::Answer;
use crate::lang::Lang;
use crate::summary::{self, Verdict};
use crate::texts::{fill, texts};

pub fn view(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let verdict = summary::verdict(answer);
    let (class, sign) = match verdict {
        Verdict::Errors => ("verdict-errors", "≠"),
        Verdict::Warned => ("verdict-warned", "!"),
        Verdict::Clean => ("verdict-clean", "="),
        Verdict::Ignored => ("verdict-partial", "○"),
        Verdict::Partial => ("verdict-partial", "○"),
        Verdict::Nothing => ("verdict-nothing", "？"),
    };
    let gaps = summary::gaps(answer, lang);
    // What a clean verdict does not cover is part of it.
    let whole =
        answer.audit.report.forms.len() == Table::ALL.len() && answer.audit.coverage.skipped.is_empty();
    let open = verdict != Verdict::Errors || !whole;
    html! {
        <section class={classes!("verdict", class)} aria-labelledby="verdict">
            { subject(answer, lang) }
            <h2 id="verdict" tabindex="-1">
                <span class="verdict-sign" aria-hidden="true">{ sign }</span>{ " " }
                { summary::headline(answer, lang) }
            </h2>
            if verdict == Verdict::Errors {
                <p class="verdict-hint">{ text.group_error_hint }</p>
            }
            if verdict == Verdict::Nothing {
                <p class="verdict-hint">{ text.verdict_nothing_why }</p>
            }
            <ul class="counts">
                { for summary::counts(answer, lang).into_iter().map(|(key, words)| html! {
                    <li key={key} class={classes!("count", format!("count-{key}"))}>{ words }</li>
                }) }
            </ul>
            <details class="gaps" open={open}>
                <summary>{ text.not_checked_title }</summary>
                <ul>{ for gaps.iter().map(|gap| html! { <li key={gap.as_str()}>{ mixed::view(gap, lang) }</li> }) }</ul>
            </details>
        </section>
    }
}

/// Whose report it is, of which year, on which form.
fn subject(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let report = &answer.audit.report;
    let name = report.organ.as_deref().or(report.title.as_deref());
    let year = report.year.map(|year| fill(text.year, &[("year", &year.to_string())]));
    // Table 4 is the same in both editions.
    let told = report.forms.iter().filter(|(table, _)| **table != Table::T4);
    let mut forms: Vec<Form> = told.map(|(_, form)| *form).collect();
    order::sort(&mut forms);
    forms.dedup();
    let forms = forms.into_iter().map(|form| fill(text.edition, &[("year", form.key())]));
    html! {
        <p class="subject">
            if let Some(name) = name {
                <span class="subject-name" lang="zh-CN">{ name.to_owned() }</span>
            }
            { for year.into_iter().chain(forms).map(|words| html! { <span class="tag" key={words.clone()}>{ words }</span> }) }
        </p>
    }
}
