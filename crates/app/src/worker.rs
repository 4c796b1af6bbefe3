//! The same program in a worker, where it draws nothing and reads what the page asks about: see [`crate::reading`].
//!
//! Comes in: `[number, bytes]`, a question. Goes out: "ready" once, then `[number]` when a question is begun and
//! `[number, bytes]`, its answer; an answer without bytes where the question was none. `www/checker.js` starts it with the
//! page's own compiled WebAssembly; `crate::browser::client` is the other side.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::answer::{Answer, With};
use crate::reading::{self, Question, ReadReport, Text};
use crate::source::Sample;

/// The worker that this runs in, if it does.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// How often the sample is checked before anybody asks. Browsers translate what runs often once more, and better: checks of 100 kB
/// take half as long after twenty or so.
const ROUNDS: u32 = 20;
/// Between two rounds a question is heard.
const PAUSE_MS: u32 = 10;

/// Answers until the worker is ended.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    warm_up();
    let port = scope.clone();
    EventListener::new(&scope, "message", move |event| {
        let Some(message) = event.dyn_ref::<MessageEvent>().map(|event| Array::from(&event.data())) else {
            return;
        };
        // Sent at once, whatever the question takes.
        let _ = port.post_message(&Array::of1(&message.get(0)));
        let question = Uint8Array::new(&message.get(1)).to_vec();
        let answer = reading::answer(&question).map(|answer| Uint8Array::from(answer.as_slice()));
        let (bytes, moved) = match &answer {
            Some(answer) => (JsValue::from(answer), Array::of1(&answer.buffer())),
            None => (JsValue::NULL, Array::new()),
        };
        // Fails where the page is gone.
        let _ = port.post_message_with_transfer(&Array::of2(&message.get(0), &bytes), &moved);
    })
    .forget();
    let _ = scope.post_message(&"ready".into());
    warm_up_further(ROUNDS - 1);
}

fn warm_up_further(rounds: u32) {
    if rounds > 0 {
        Timeout::new(PAUSE_MS, move || {
            warm_up();
            warm_up_further(rounds - 1);
        })
        .forget();
    }
}

/// Browsers compile a function when it is first called, for the page and its worker alike: what both call between a question and
/// what is drawn is called here, beside the page, before anybody waits for it.
fn warm_up() {
    let text = Text { text: Sample::Broken.html(), kind: gouji::Kind::Html, plain: None, nth: 0 };
    let bytes = borsh::to_vec(&Question::Report(text)).ok().and_then(|question| reading::answer(&question));
    let read: Option<ReadReport> = bytes.and_then(|bytes| borsh::from_slice(&bytes).ok());
    let Some(report) = read.and_then(|read| read.report.ok()) else { return };
    let answer = Answer::judged(report, Default::default(), With::default());
    let words: usize =
        answer.audit.findings.iter().map(|finding| finding.message(gouji::Lang::Zh).len()).sum();
    let faces = answer.audit.report.cells.keys().map(|&cell| answer.face(cell)).collect::<Vec<_>>();
    let sums: Vec<_> = (0..answer.relations.len()).filter_map(|relation| answer.sums(relation)).collect();
    std::hint::black_box((words, faces, sums, answer.causes(), answer.first_cell()));
}
