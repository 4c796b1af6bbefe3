//! How much of the prose stands in last year's report as well, with the sentences side by side.
//!
//! Comes in: last year's report, and the answer to this year's. The measure is the library's (`gouji::likeness`), and is told.

use gouji::likeness::{Repeated, Sentences};
use gouji::plain::plain;
use yew::prelude::*;

use super::copies::side_by_side;
use crate::answer::Answer;
use crate::lang::Lang;
use crate::source::Read;
use crate::texts::{count, fill, texts};

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Last year's report.
    pub prior: Read,
    /// This year's.
    pub answer: Answer,
    /// The language of the page.
    pub lang: Lang,
}

/// What is the same.
#[component]
pub fn Alike(props: &Props) -> Html {
    let text = texts(props.lang);
    // Not asked for until it is opened: reports have hundreds of sentences.
    let is_open = use_state(|| false);
    let found = use_memo((props.prior.clone(), props.answer.clone()), |(prior, answer)| {
        let report = &answer.audit.report;
        let (own, theirs) = (Sentences::of(report), Sentences::of(prior));
        (own.share(&theirs), own.repeated(report, (&theirs, prior)))
    });
    let (share, pairs) = &*found;
    let words = match share.percent() {
        Some(percent) => {
            fill(text.alike_share, &[("percent", &percent.to_string()), ("n", &pairs.len().to_string())])
        }
        None => text.alike_little.to_owned(),
    };
    if pairs.is_empty() {
        return html! { <p id="alike">{ words }</p> };
    }
    let on_toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let unchanged = pairs.iter().filter(|pair| is_unchanged(pair)).count();
    let what = ("alike-sentences", text.alike_title);
    let heads = [text.prior_column_last, text.prior_column_this];
    let rows = pairs.iter().enumerate().map(|(n, pair)| line(n, pair, props.lang));
    html! {
        <div id="alike">
            <p>{ words }{ " " }
                <button type="button" class="button button-inline" aria-expanded={is_open.to_string()} onclick={on_toggle}>
                    { if *is_open { text.alike_close } else { text.alike_open } }
                </button>
            </p>
            if *is_open {
                <p class="hint">{ text.alike_measure }{ " " }{ count(text.alike_unchanged, unchanged) }</p>
                { side_by_side(what, heads, rows, pairs.len(), props.lang) }
            }
        </div>
    }
}

fn line(n: usize, pair: &Repeated, lang: Lang) -> Html {
    html! {
        <tr key={n}>
            <td lang="zh-CN">{ plain(&pair.other.text) }</td>
            <td lang="zh-CN">{ plain(&pair.own.text) }
                if is_unchanged(pair) {
                    { " " }<span class="tag-swing">{ texts(lang).alike_same }</span>
                }
            </td>
        </tr>
    }
}

/// Whether not even a figure changed.
fn is_unchanged(pair: &Repeated) -> bool {
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    words(&pair.own.text) == words(&pair.other.text)
}
