//! The top: what this is, and what it promises.

use gouji::Lang;
use yew::prelude::*;

use crate::state::Action;
use crate::texts::texts;

pub fn view(lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let other = match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let on_switch = dispatch.reform(move |_: MouseEvent| Action::Speak(other));
    html! {
        <header class="header">
            <div class="header-line">
                <p class="brand">
                    { mark() }
                    <span lang="zh-CN">{ "勾稽" }</span>
                    { (lang == Lang::En).then(|| html! { <span class="brand-latin">{ "Gouji" }</span> }) }
                </p>
                <button type="button" class="button button-quiet language" lang={text.other_language_tag} onclick={on_switch}>
                    { text.other_language }
                </button>
            </div>
            <h1>{ text.headline }</h1>
            <p class="lede">{ text.lede }</p>
            <p class="privacy">{ text.privacy }</p>
        </header>
    }
}

/// The mark, as in www/icon.svg.
fn mark() -> Html {
    html! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="6" fill="#1b4b8f" />
            <path d="M7 9h18M7 16h8M7 23h5" stroke="#fff" stroke-width="2.5" stroke-linecap="round" opacity=".6" />
            <path d="M14 20l4.5 4.5L26 15" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
