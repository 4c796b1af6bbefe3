//! The help: how to read a finding, the keys, what is checked (from the rules themselves), what is not, where rules come from.

use gouji::RuleId;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::mixed;
use crate::lang::Lang;
use crate::state::{Action, Panel, ViewAction};
use crate::texts::texts;

/// What the help is made from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The help, over the page. The browser keeps the keyboard inside and gives it back.
#[component]
pub fn Help(props: &Props) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Fails for a dialog that is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let lang = props.lang;
    let text = texts(lang);
    let on_close = props.dispatch.reform(|_: Event| ViewAction::Toggle(Panel::Help).into());
    let on_click = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    // What is typed here is no command to the page behind.
    let on_key = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    let keys = [
        ("← ↑ → ↓", text.key_arrows),
        ("Enter", text.key_enter),
        ("0–9", text.key_type),
        ("F2", text.key_f2),
        ("Enter, Tab", text.key_commit),
        ("Delete", text.key_delete),
        ("Esc", text.key_escape),
        ("Ctrl+Z, Ctrl+Y", text.key_undo),
        ("Ctrl+C, Ctrl+V", text.key_copy),
        ("F8, Shift+F8", text.key_f8),
        ("?", text.key_help),
    ];
    html! {
        <dialog ref={dialog} class="help" id="help" aria-labelledby="help-title" onclose={on_close} onkeydown={on_key}>
            <div class="help-head">
                <h2 id="help-title">{ text.help_title }</h2>
                <button type="button" class="button button-small" onclick={on_click}>{ text.close }<kbd aria-hidden="true">{ "Esc" }</kbd></button>
            </div>
            <h3>{ text.help_reading_title }</h3>
            <p>{ text.help_reading_1 }</p>
            <p>{ text.help_reading_2 }</p>
            <p>{ text.help_reading_3 }</p>
            <h3>{ text.help_keys_title }</h3>
            <dl class="keys-list">
                { for keys.iter().map(|(key, does)| html! { <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }) }
            </dl>
            <h3>{ text.help_rules_title }</h3>
            <dl class="rules">
                { for RuleId::ALL.into_iter().map(|rule| html! {
                    <div key={rule.as_str()} data-rule={rule.as_str()}>
                        <dt>{ mixed::view(&lang.title(rule), lang) }</dt>
                        <dd>{ mixed::view(&lang.why(rule), lang) }</dd>
                    </div>
                }) }
            </dl>
            <h3>{ text.not_title }</h3>
            <p>{ text.not_text }</p>
            <p>{ text.table_2_no_equation }</p>
            <h3>{ text.help_source_title }</h3>
            <p>{ mixed::view(text.help_source, lang) }</p>
            <h3>{ text.help_privacy_title }</h3>
            <p>{ text.help_privacy }</p>
        </dialog>
    }
}
