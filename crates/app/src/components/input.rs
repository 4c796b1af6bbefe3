//! The box to paste into: open with hints and samples, or folded to a line once there is an answer.

use gouji::{CellId, Kind, RuleId};
use gouji_files::kinds::Shape;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::mixed;
use crate::browser::{BOX, file};
use crate::lang::Lang;
use crate::source::{Origin, Sample, Source};
use crate::state::{
    Action, AwaitedFile, CheckAction, DocumentAction, Draft, FileAction, Notice, Phase, Progress, Refusal,
    State, ViewAction,
};
use crate::texts::{count, fill, texts};

pub fn view(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    html! {
        <section class={classes!("input", (!state.input_open).then_some("input-folded"))} aria-labelledby="input-title">
            <h2 id="input-title" class="visually-hidden">{ text.input_title }</h2>
            if state.input_open {
                { open(state, dispatch) }
            } else if state.answer().is_none() {
                { folded(state, dispatch) }
            }
            { reading(state, dispatch) }
            { checking(state, dispatch) }
            { notice(state, dispatch) }
            { draft(state, dispatch) }
            if state.input_open && state.source().is_empty() && state.batch().is_none() {
                { samples(state.lang, dispatch) }
            }
        </section>
    }
}

/// Why the text could not be read, and that it is still there.
pub fn failure(refusal: &Refusal, lang: Lang) -> Html {
    let text = texts(lang);
    html! {
        <section class="failure" id="result" aria-labelledby="failure-title">
            <h2 id="failure-title">{ text.could_not_read }</h2>
            <p>{ mixed::view(&refusal.message(lang), lang) }</p>
            <p>{ text.kept }</p>
        </section>
    }
}

/// That the check was given up, and how to take it up again.
pub fn stopped(lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let on_again = dispatch.reform(|_: MouseEvent| CheckAction::Again.into());
    html! {
        <section class="failure" id="result">
            <p>{ text.stopped }</p>
            <p>{ text.kept }</p>
            <button type="button" class="button" id="check-again" onclick={on_again}>{ text.check_again }</button>
        </section>
    }
}

fn open(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let typed = dispatch.clone();
    let on_input = Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            typed.emit(DocumentAction::Typed(area.value()).into());
        }
    });
    let on_clear = dispatch.reform(|_: MouseEvent| DocumentAction::Clear.into());
    let on_fold = dispatch.reform(|_: MouseEvent| ViewAction::ShowInput(false).into());
    let can_fold = matches!(state.phase, Phase::Checked(_));
    let is_long = state.source().is_long();
    let is_start = state.source().is_empty() && state.batch().is_none();
    let value = if is_long { AttrValue::default() } else { state.source().text.clone() };
    // Not spell-checked: some browsers send what they spell-check to a server. Not kept over a reload either.
    html! {
        <>
            <label for={BOX} class="input-label">{ text.input_label }</label>
            if is_start {
                { awaited(state) }
                <dl class="start">
                    <div><dt>{ text.start_paste }</dt><dd id="input-hint">{ text.input_hint }</dd></div>
                    <div><dt>{ text.start_files }</dt><dd>{ text.start_files_how }<span class="tools">{ choose(state.lang, dispatch) }</span></dd></div>
                    <div><dt>{ text.start_prior }</dt><dd>{ text.start_prior_how }</dd></div>
                    <div><dt>{ text.start_private }</dt><dd>{ text.privacy }</dd></div>
                </dl>
            } else {
                <p class="hint" id="input-hint">{ text.input_hint }</p>
            }
            <textarea id={BOX} class={classes!("source", state.batch().is_some().then_some("source-small"))} rows="9" {value} placeholder={text.input_placeholder}
                aria-describedby="input-hint" autocomplete="off" autocapitalize="off" spellcheck="false" oninput={on_input} />
            if is_long {
                <p class="notice" id="long">{ count(text.too_long_to_show, state.source().characters) }</p>
            }
            <p class="drop-hint" aria-hidden="true">{ text.drop_here }</p>
            <div class="tools">
                if !is_start {
                    { choose(state.lang, dispatch) }
                }
                if !state.source().is_empty() {
                    <button type="button" class="button" onclick={on_clear}>{ text.clear }</button>
                }
                if can_fold {
                    <button type="button" class="button" onclick={on_fold}>{ text.fold_source }</button>
                }
                { restore(state, dispatch) }
            </div>
        </>
    }
}

/// Without an answer, of which the bar would say it: what is being checked.
fn folded(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let on_open = dispatch.reform(|_: MouseEvent| ViewAction::ShowInput(true).into());
    let on_clear = dispatch.reform(|_: MouseEvent| DocumentAction::Clear.into());
    html! {
        <div class="folded">
            <p class="folded-about">{ about(state.source(), state.lang) }</p>
            <div class="tools">
                <button type="button" class="button" id="edit-source" onclick={on_open}>{ text.edit_source }</button>
                <button type="button" class="button" onclick={on_clear}>{ text.new_report }</button>
                { restore(state, dispatch) }
            </div>
        </div>
    }
}

/// Where the text came from, as what it is read, how long it is.
pub fn about(source: &Source, lang: Lang) -> String {
    let text = texts(lang);
    let origin = match &source.origin {
        Origin::Typed => text.origin_typed.to_owned(),
        Origin::PastedText | Origin::PastedHtml => text.origin_pasted.to_owned(),
        Origin::Sample(_) => text.origin_sample.to_owned(),
        Origin::File(name, _) => fill(text.origin_file, &[("name", name)]),
        Origin::Blank => return text.origin_blank.to_owned(),
        Origin::Draft => text.origin_draft.to_owned(),
    };
    let shape = match &source.origin {
        Origin::File(_, format) => Some(format.known().shape),
        _ => None,
    };
    let reading = match (shape, source.kind) {
        (Some(Shape::Document), _) => text.read_as_document,
        (Some(Shape::Workbook), _) => text.read_as_workbook,
        (Some(Shape::Pages), _) => text.read_as_pages,
        (Some(Shape::Picture), _) => text.read_as_picture,
        (_, Kind::Html) => text.read_as_html,
        (_, Kind::Text) => text.read_as_text,
        (_, Kind::Csv) => text.read_as_values,
    };
    [origin, reading.to_owned(), count(text.characters, source.characters)].join(text.separator)
}

/// Files, or a folder of them.
fn choose(lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let dispatch = dispatch.clone();
    let on_change = Callback::from(move |event: Event| file::on_choose(&event, &dispatch));
    let kinds = AttrValue::from(file::kinds(lang));
    html! {
        <>
            <label class="button button-main file">
                { text.choose_file }
                <input type="file" class="visually-hidden choose-file" multiple=true accept={file::accept()} title={&kinds}
                    onchange={on_change.clone()} />
            </label>
            <label class="button file">
                { text.choose_folder }
                <input type="file" class="visually-hidden choose-folder" webkitdirectory=true title={kinds} onchange={on_change} />
            </label>
        </>
    }
}

/// What the address names, while the report that it is about is not here.
fn awaited(state: &State) -> Html {
    let Some(link) = &state.link else { return Html::default() };
    let (rule, cell) = link.split_once('@').unwrap_or((link, ""));
    let rule =
        RuleId::ALL.into_iter().find(|known| known.as_str() == rule.split('~').next().unwrap_or_default());
    let Some(rule) = rule else { return Html::default() };
    let cell = cell.split('~').next().and_then(|cell| cell.parse().ok()).map(|cell: CellId| cell.label());
    let what: Vec<String> = cell.into_iter().chain([state.lang.title(rule)]).collect();
    let words = fill(texts(state.lang).link_waits, &[("what", &what.join(texts(state.lang).separator))]);
    html! { <p class="notice" id="link-waits">{ mixed::view(&words, state.lang) }</p> }
}

fn samples(lang: Lang, dispatch: &Callback<Action>) -> Html {
    let text = texts(lang);
    let button = |sample: Sample| {
        let label = match sample {
            Sample::Broken => text.sample_broken,
            Sample::Clean => text.sample_clean,
            Sample::Form2019 => text.sample_2019,
        };
        let on_click = dispatch.reform(move |_: MouseEvent| DocumentAction::Open(sample).into());
        let class = "button button-small sample";
        html! { <button key={label} type="button" {class} onclick={on_click}>{ label }</button> }
    };
    let on_blank = dispatch.reform(|_: MouseEvent| DocumentAction::FillBlank.into());
    html! {
        <div class="samples">
            <p id="samples-title">{ text.samples_title }</p>
            <div class="tools" role="group" aria-labelledby="samples-title">{ for Sample::ALL.into_iter().map(button) }</div>
            <p class="tools blank"><button type="button" class="button button-small blank-form" onclick={on_blank}>{ text.blank_form }</button></p>
        </div>
    }
}

/// The document before, where nothing else offers it.
pub fn restore(state: &State, dispatch: &Callback<Action>) -> Html {
    let on_restore = dispatch.reform(|_: MouseEvent| DocumentAction::Restore.into());
    html! {
        if state.history.has_document() && !state.notice.as_ref().is_some_and(Notice::is_way_back) {
            <button type="button" class="button" onclick={on_restore}>{ texts(state.lang).restore }</button>
        }
    }
}

/// The file that is being read, with a way out.
fn reading(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let on_stop = dispatch.reform(|_: MouseEvent| FileAction::Stop.into());
    match &state.reading {
        None => Html::default(),
        Some(reading) => html! {
            <p class="notice reading" id="reading">
                { progress(reading, state.lang) }{ " " }
                <button type="button" class="button button-inline" onclick={on_stop}>{ text.stop_reading }</button>
            </p>
        },
    }
}

/// What is being read and how far it is.
fn progress(reading: &AwaitedFile, lang: Lang) -> Html {
    let text = texts(lang);
    let Some(Progress { done, all, is_slow }) = reading.progress else {
        return html! { { fill(text.reading, &[("name", &reading.name)]) } };
    };
    let slowly = is_slow.then(|| html! { <>{ " " }<span class="slowly">{ text.reading_slowly }</span></> });
    if all == 0 {
        return html! { <><progress aria-label={text.reading_picture} />{ " " }{ text.reading_picture }{ for slowly }</> };
    }
    let (done, all) = (done.to_string(), all.to_string());
    let words = fill(text.reading_figures, &[("done", &done), ("all", &all)]);
    html! { <><progress value={done} max={all} aria-label={text.reading_picture} />{ " " }{ words }{ for slowly }</> }
}

/// The check that is going on. Shown only if it takes long, which the style sheet tells.
fn checking(state: &State, dispatch: &Callback<Action>) -> Html {
    if !matches!(state.phase, Phase::Checking(_)) || state.source().origin == Origin::Typed {
        return Html::default();
    }
    let text = texts(state.lang);
    let on_stop = dispatch.reform(|_: MouseEvent| CheckAction::Stop.into());
    html! {
        <p class="notice reading late" id="checking">
            <progress aria-label={text.checking} />{ " " }{ text.checking }{ " " }
            <button type="button" class="button button-inline" onclick={on_stop}>{ text.stop_checking }</button>
        </p>
    }
}

/// The draft that is stored on this computer: to open, and to delete.
fn draft(state: &State, dispatch: &Callback<Action>) -> Html {
    let (Some(Draft { time, .. }), true) = (&state.draft, state.source().is_empty()) else {
        return Html::default();
    };
    let text = texts(state.lang);
    let opened = dispatch.clone();
    let on_open = Callback::from(move |_: MouseEvent| crate::browser::draft::open(&opened));
    let dropped = dispatch.clone();
    let on_delete = Callback::from(move |_: MouseEvent| crate::browser::draft::delete(&dropped));
    html! {
        <div class="notice draft">
            <p>{ fill(text.draft_found, &[("time", time)]) }</p>
            <div class="tools">
                <button type="button" class="button button-small" onclick={on_open}>{ text.draft_open }</button>
                <button type="button" class="button button-small" onclick={on_delete}>{ text.draft_delete }</button>
            </div>
        </div>
    }
}

/// What should be said about the input: how it is read against expectation, and what became of the last paste or file.
fn notice(state: &State, dispatch: &Callback<Action>) -> Html {
    let text = texts(state.lang);
    let switch = |kind: Kind, words: &'static str, label: &'static str| {
        let on_click = dispatch.reform(move |_: MouseEvent| DocumentAction::ReadAs(kind).into());
        html! {
            <p class="notice" key={words}>
                { words }{ " " }
                <button type="button" class="button button-inline" onclick={on_click}>{ label }</button>
            </p>
        }
    };
    let is_source = !matches!(
        state.source().origin,
        Origin::Sample(_) | Origin::PastedHtml | Origin::File(..) | Origin::Blank | Origin::Draft
    );
    let reading = match (state.source().looks_like, state.source().kind) {
        (Kind::Html, Kind::Html) if is_source => switch(Kind::Text, text.sniffed_html, text.switch_to_text),
        (Kind::Html, Kind::Text | Kind::Csv) => switch(Kind::Html, text.forced_text, text.switch_to_html),
        _ => Html::default(),
    };
    let words = match &state.notice {
        None => None,
        Some(Notice::NothingPasted) => Some(text.nothing_pasted.to_owned()),
        Some(Notice::ImagePasted) => Some(text.image_pasted.to_owned()),
        // Said by the way back, above the verdict.
        Some(Notice::Replaced(_) | Notice::Cleared(_) | Notice::Closed(_) | Notice::Restored) => None,
        Some(Notice::UnknownLink) => Some(text.unknown_link.to_owned()),
        Some(Notice::NotCopied) => Some(text.copy_failed.to_owned()),
        Some(Notice::NotStored) => Some(text.draft_failed.to_owned()),
        Some(Notice::File(name, refusal)) => {
            let colon = text.colon;
            Some(format!("{name}{colon}{}", refusal.message(state.lang)))
        }
    };
    html! {
        <>
            { reading }
            if state.is_alone {
                <p class="notice" id="alone">{ text.reads_alone }</p>
            }
            if let Some(words) = words {
                <p class="notice" id="notice">{ words }</p>
            }
        </>
    }
}
