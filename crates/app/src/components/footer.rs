//! The foot: whose tool this is, and what its results are worth.

use yew::prelude::*;

use crate::lang::Lang;
use crate::texts::texts;

pub fn view(lang: Lang) -> Html {
    html! { <footer class="footer"><p>{ texts(lang).footer }</p></footer> }
}
