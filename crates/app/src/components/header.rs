//! The top: what this is, what it promises, and how the page speaks and looks.

use yew::prelude::*;

use crate::lang::Lang;
use crate::state::{Action, Look, Panel, ViewAction};
use crate::texts::texts;

pub fn view(lang: Lang, look: Look, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    html! {
        <header class="header">
            <div class="header-line">
                { brand(lang) }
                { settings(lang, look, dispatch) }
            </div>
            <h1>{ text.headline }</h1>
            <p class="lede">{ text.lede }</p>
        </header>
    }
}

/// The name.
pub fn brand(lang: Lang) -> Html {
    html! {
        <p class="brand">
            { mark() }
            <span lang="zh-CN">{ "勾稽" }</span>
            { (lang == Lang::En).then(|| html! { <span class="brand-latin">{ "Gouji" }</span> }) }
        </p>
    }
}

/// How the page speaks and looks, and its help.
pub fn settings(lang: Lang, look: Look, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let language = |speak: Lang| {
        let on_click = dispatch.reform(move |_: MouseEvent| ViewAction::Speak(speak).into());
        html! {
            <button key={speak.tag()} type="button" class="button button-small" lang={speak.tag()}
                aria-pressed={(speak == lang).to_string()} onclick={on_click}>{ speak.name() }</button>
        }
    };
    let switch = |words: &'static str, is_on: bool, next: Look| {
        let on_click = dispatch.reform(move |_: MouseEvent| ViewAction::Look(next).into());
        html! {
            <button key={words} type="button" class="button button-small" aria-pressed={is_on.to_string()} onclick={on_click}>
                { words }
            </button>
        }
    };
    let theme = |dark: bool| Look { is_dark: (look.is_dark != Some(dark)).then_some(dark), ..look };
    let on_help = dispatch.reform(|_: MouseEvent| ViewAction::Toggle(Panel::Help).into());
    html! {
        <div class="settings">
            <div class="segments language" role="group" aria-label={text.language}>{ for Lang::ALL.into_iter().map(language) }</div>
            <div class="segments">
                { switch(text.look_large, look.is_large, Look { is_large: !look.is_large, ..look }) }
                { switch(text.look_dark, look.is_dark == Some(true), theme(true)) }
                { switch(text.look_light, look.is_dark == Some(false), theme(false)) }
            </div>
            <button type="button" class="button button-small help-button" onclick={on_help}>
                { text.help }<kbd aria-hidden="true">{ "?" }</kbd>
            </button>
        </div>
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
