//! How much of a long part of the page is drawn so far: a piece at a time, so that nobody waits for all of it.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How many of `all` pieces are drawn: `first` of them at once, then `step` more at a time, with room between for what a person does.
#[hook]
pub fn use_drawn(first: usize, step: usize, all: usize) -> usize {
    let drawn = use_state(|| first);
    let (n, set) = (*drawn, drawn.setter());
    use_effect_with((n, all), move |&(n, all)| {
        let next = (n < all).then(|| Timeout::new(0, move || set.set(n + step)));
        move || drop(next)
    });
    n
}

/// What [`Growing`] draws.
#[derive(Properties, PartialEq)]
pub struct GrowingProps {
    /// All pieces, keyed.
    pub pieces: Vec<Html>,
    /// How many are drawn at a time.
    pub step: usize,
}

/// Pieces of a list, a few at a time. Those that were drawn stay, whatever becomes of the list.
#[component]
pub fn Growing(props: &GrowingProps) -> Html {
    let n = use_drawn(props.step, props.step, props.pieces.len());
    html! { { for props.pieces.iter().take(n).cloned() } }
}
