//! What a report of the list has to mend, and how far each is: a line each, under the report's line.

use gouji::tasks::{Change, Standing, Task};
use yew::prelude::*;

use super::mixed;
use crate::batch::Row;
use crate::state::{Action, State, TaskAction};
use crate::texts::{Texts, fill, texts};

/// The counts of a report: the button that unfolds it has them as its name.
pub fn counts([open, mended, checked]: [usize; 3], text: &Texts) -> String {
    match (open, mended + checked) {
        (0, 0) => text.tasks_none.to_owned(),
        (open, 0) => fill(text.tasks_open, &[("n", &open.to_string())]),
        (0, done) => fill(text.tasks_done, &[("n", &done.to_string())]),
        (open, done) => {
            let open = fill(text.tasks_open, &[("n", &open.to_string())]);
            format!("{open} · {}", fill(text.tasks_done, &[("n", &done.to_string())]))
        }
    }
}

/// The lines.
pub fn view(row: &Row, state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let tasks = state.tasks_of(row);
    let title = fill(text.tasks_title, &[("name", &row.name)]);
    html! {
        <table class="plain tasks" aria-label={title}>
            <thead><tr>
                <th scope="col">{ text.tasks_column_what }</th><th scope="col">{ text.tasks_column_fix }</th><th scope="col">{ text.tasks_column_standing }</th>
            </tr></thead>
            <tbody>{ for tasks.iter().map(|task| line(task, state, dispatch)) }</tbody>
        </table>
    }
}

fn line(task: &Task, state: &State, dispatch: &Callback<Action>) -> Html {
    let (lang, text) = (state.lang, texts(state.lang));
    let change = match task.change {
        Change::None => None,
        Change::New => Some(text.tasks_new),
        Change::Back => Some(text.tasks_back),
        Change::Gone => Some(text.tasks_gone),
    };
    let choice = |standing: Standing| {
        let given = task.clone();
        let on_change = dispatch.reform(move |_: Event| {
            TaskAction::Stand(Box::new(Task { standing, change: Change::None, ..given.clone() })).into()
        });
        // A radio button that is chosen again tells nobody: the browser keeps what is shown.
        html! {
            <label key={standing as usize}><input type="radio" name={format!("task-{}", task.key)} checked={task.standing == standing} onchange={on_change} />
                { lang.say(standing.label(lang.core())) }</label>
        }
    };
    html! {
        <tr key={task.key.clone()} class={classes!((task.standing != Standing::Open).then_some("done"))}>
            <td><span class="tag">{ lang.say(task.kind.as_str()) }</span>{ " " }{ mixed::view(&lang.say(task.message.as_str()), lang) }
                if let Some(change) = change {
                    { " " }<span class="tag-swing">{ change }</span>
                }
                if !task.remark.is_empty() {
                    <span class="twin">{ task.remark.clone() }</span>
                }
            </td>
            <td>{ mixed::view(&lang.say(task.correction.as_str()), lang) }</td>
            <td class="standing" role="radiogroup" aria-label={text.tasks_column_standing}>{ for Standing::ALL.into_iter().map(choice) }</td>
        </tr>
    }
}
