//! What would make a finding's figures agree: each way with what it changes and what it resolves.

use yew::prelude::*;

use crate::answer::Answer;
use crate::lang::Lang;
use crate::state::Action;

pub fn view(_answer: &Answer, _index: usize, _lang: Lang, _dispatch: &Callback<Action>) -> Html {
    Html::default()
}
