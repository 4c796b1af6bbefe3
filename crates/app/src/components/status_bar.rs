//! The line under the tables: the chosen cell with its sums, and the keys.

use gouji::Outcome;
use yew::prelude::*;

use crate::answer::Answer;
use crate::state::{Choice, State};
use crate::sums;
use crate::texts::texts;

pub fn view(state: &State, answer: &Answer) -> Html {
    let text = texts(state.lang);
    let about = match state.choice {
        Some(Choice::Cell { cell, .. }) => {
            let sum = |&relation: &usize| {
                let sums = answer.sums(relation)?;
                let sign = match answer.relations.get(relation)? {
                    (equation, Outcome::Fails(_)) => equation.relation.broken(),
                    (equation, _) if equation.relation.holds(sums) => equation.relation.sign(),
                    _ => "≈",
                };
                let place = sums::place(&answer.relations.get(relation)?.0, state.lang);
                Some(
                    html! { <span key={relation} class="status-sum">{ place }{ " " }{ format!("{} {sign} {}", sums.left, sums.right) }</span> },
                )
            };
            html! {
                <>
                    <span class="status-cell" lang="zh-CN">{ format!("{} = {}", cell.label(), gouji::plain::shown(&answer.written(cell))) }</span>
                    { for answer.relations_of(cell).iter().filter_map(sum) }
                </>
            }
        }
        _ => Html::default(),
    };
    html! {
        <div class="status-bar">
            <p class="status-about" aria-hidden="true">{ about }</p>
            <p class="keys">{ text.keys }</p>
        </div>
    }
}
