//! What would make a finding's figures agree: each way with what it changes, why it is likely, and what it resolves.

use gouji::CellId;
use gouji::repair::{Certainty, Proposal, Repair};
use yew::prelude::*;

use super::mixed;
use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::{Action, CellAction};
use crate::texts::{count, texts};

pub fn view(answer: &Answer, index: usize, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let Some(proposal) = answer.proposal_for(index) else { return Html::default() };
    let text = texts(lang);
    if let Some(why) = proposal.certainty.obstacle(lang.core()) {
        return html! {
            <section class="repairs" aria-labelledby="repairs-title">
                <h3 id="repairs-title">{ text.repairs_title }</h3>
                <p>{ mixed::view(&lang.say(why), lang) }</p>
            </section>
        };
    }
    let lead = match proposal.certainty {
        Certainty::OneOf { ways } => count(text.repair_one_of, ways.unwrap_or(proposal.repairs.len())),
        _ => text.repair_only.to_owned(),
    };
    html! {
        <section class="repairs" aria-labelledby="repairs-title">
            <h3 id="repairs-title">{ text.repairs_title }</h3>
            <p class="repair-lead">{ lead }</p>
            <ol>{ for proposal.repairs.iter().enumerate().map(|(rank, repair)| item(rank, repair, proposal, lang, dispatch)) }</ol>
            <p class="hint">{ text.repairs_hint }</p>
        </section>
    }
}

fn item(rank: usize, repair: &Repair, proposal: &Proposal, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let changes = changes(repair);
    let on_apply = dispatch.reform(move |_: MouseEvent| CellAction::Write(changes.clone()).into());
    let id = format!("repair-{rank}");
    html! {
        <li key={rank} class="repair">
            <p id={id.clone()}>{ mixed::view(&lang.say(repair.proposed(proposal.certainty, lang.core())), lang) }</p>
            <p class="why">{ count(text.repair_resolves, proposal.findings.len()) }</p>
            <button type="button" class="button button-small apply" aria-describedby={id} onclick={on_apply}>{ text.repair_apply }</button>
        </li>
    }
}

/// The first repair of every group, as one step.
pub fn all(answer: &Answer, lang: Lang, dispatch: &Callback<Action>) -> Html {
    let first: Vec<(CellId, String)> = answer
        .audit
        .repairs
        .iter()
        .filter_map(|proposal| proposal.repairs.first())
        .flat_map(changes)
        .collect();
    let groups = answer.audit.repairs.iter().filter(|proposal| !proposal.repairs.is_empty()).count();
    if groups < 2 {
        return Html::default();
    }
    let on_apply = dispatch.reform(move |_: MouseEvent| CellAction::Write(first.clone()).into());
    html! {
        <button type="button" class="button button-small" id="apply-all" onclick={on_apply}>{ texts(lang).repair_apply_all }</button>
    }
}

fn changes(repair: &Repair) -> Vec<(CellId, String)> {
    repair.changes.iter().map(|change| (change.cell, change.to.normalize().to_string())).collect()
}
