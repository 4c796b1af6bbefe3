//! The readers of docx, spreadsheets and pdf: a module of its own (`crates/opener`), loaded when a file needs it, in a worker
//! (www/opener.js), so that a hard file can be given up. Each file gets a worker of its own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use gouji::Kind;
use gouji_files::Format;
use js_sys::{Array, ArrayBuffer, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};
use yew::AttrValue;

use crate::source::Source;
use crate::state::Refusal;
use crate::texts::Texts;

/// Reading takes a second at most for any report seen; loading the readers is not counted.
const PATIENCE_MS: u32 = 20_000;

/// The worker's script: named by the page, whose build gives it its name.
fn script() -> Option<String> {
    super::document()?.document_element()?.get_attribute("data-opener")
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// Files up to this one are not wanted any more.
    static STOPPED: Cell<u32> = const { Cell::new(0) };
}

/// A file that is being read.
struct Running {
    number: u32,
    worker: Worker,
    patience: Option<Timeout>,
    _listeners: [EventListener; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Reads a file; none where it was given up. The one before is given up.
pub async fn open(number: u32, name: String, bytes: &ArrayBuffer) -> Option<Result<Source, Refusal>> {
    if number <= STOPPED.get() {
        return None;
    }
    // Says what came of the file, once. Dropped with the worker where the file is given up.
    let (done, result) = oneshot::channel();
    let done = Rc::new(Cell::new(Some(done)));
    let finish = move |outcome: Result<Source, Refusal>| {
        if let Some(done) = done.take() {
            // Fails where nobody waits any more.
            let _ = done.send(outcome);
        }
    };
    let refuse = |text: fn(&Texts) -> &'static str| Some(Err(Refusal::said(text)));
    let Some(worker) = script().and_then(|script| Worker::new(&script).ok()) else {
        return refuse(|text| text.readers_not_loaded);
    };
    let on_message = {
        let finish = finish.clone();
        EventListener::new(&worker, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
            if data.as_string().as_deref() == Some("ready") {
                be_patient(number, finish.clone());
            } else {
                finish(self::result(&data, &name));
            }
        })
    };
    // A script that does not load, or one that stops outside our reach.
    let on_error = EventListener::new(&worker, "error", move |_| {
        let is_loaded =
            RUNNING.with_borrow(|running| running.as_ref().is_some_and(|it| it.patience.is_some()));
        finish(Err(Refusal::said(
            |text| if is_loaded { text.reader_crashed } else { text.readers_not_loaded },
        )));
    });
    if worker.post_message_with_transfer(bytes, &Array::of1(bytes)).is_err() {
        return refuse(|text| text.reader_crashed);
    }
    RUNNING.set(Some(Running { number, worker, patience: None, _listeners: [on_message, on_error] }));
    let result = result.await.ok();
    stop(number);
    result
}

/// Gives up a file, whether it is being read already or not.
pub fn stop(number: u32) {
    STOPPED.set(number.max(STOPPED.get()));
    RUNNING.with_borrow_mut(|running| {
        running.take_if(|running| running.number <= number);
    });
}

fn be_patient(number: u32, finish: impl Fn(Result<Source, Refusal>) + 'static) {
    RUNNING.with_borrow_mut(|running| {
        if let Some(running) = running.as_mut().filter(|running| running.number == number) {
            let give_up = move || finish(Err(Refusal::said(|text| text.reader_slow)));
            running.patience = Some(Timeout::new(PATIENCE_MS, give_up));
        }
    });
}

/// What the worker found out.
fn result(data: &JsValue, name: &str) -> Result<Source, Refusal> {
    if let Some(why) = text(data, "failed") {
        let is_loaded = why != "load";
        return Err(Refusal::said(
            |text| if is_loaded { text.reader_crashed } else { text.readers_not_loaded },
        ));
    }
    let answer = Reflect::get(data, &"answer".into()).unwrap_or_default();
    if let (Some(zh), Some(en)) = (text(&answer, "message_zh"), text(&answer, "message_en")) {
        return Err(Refusal { zh: zh.into(), en: en.into() });
    }
    let kind = text(&answer, "kind").and_then(|word| Kind::of_word(&word)).unwrap_or(Kind::Html);
    let format = text(&answer, "format");
    let known =
        [Format::Docx, Format::Xlsx, Format::Xls, Format::Pdf, Format::Mht, Format::Text, Format::Csv];
    let format = known.into_iter().find(|known| format.as_deref() == Some(known.as_str()));
    let content = text(&answer, "text").ok_or_else(|| Refusal::said(|text| text.reader_crashed))?;
    Ok(Source::file(content, kind, AttrValue::from(name.to_owned()), format.unwrap_or(Format::Html)))
}

fn text(object: &JsValue, field: &str) -> Option<String> {
    Reflect::get(object, &field.into()).ok()?.as_string()
}
