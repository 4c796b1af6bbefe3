//! The worker that reads texts (`crate::worker`), so that the page stays awake meanwhile. One for all questions, started with the
//! page and started anew where a question was given up: only ending it stops it.
//!
//! Where a browser starts no worker, texts are read here.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use borsh::BorshDeserialize;
use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::reading::{Excerpt, Part, Question, Reading};
use crate::source::{Read, Source};
use crate::state::Refusal;

/// Bytes of a question after which the worker is replaced: WebAssembly gives no memory back.
const LARGE: u32 = 4_000_000;

/// A worker that is not there by then is not waited for: it comes from where the page came from, and is small.
const PATIENCE_MS: u32 = 10_000;

/// What is given up is still read for so long: most reports are done by then, and a new worker has to be loaded first.
const GRACE_MS: u32 = 250;

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::default();
    /// Counts the questions.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

#[derive(Default)]
struct Checker {
    running: Option<Running>,
    /// No worker could be started: what is asked is answered here.
    is_absent: bool,
    /// In the order asked. The worker is at the first of them.
    waiting: VecDeque<Waiting>,
}

struct Running {
    worker: Worker,
    is_ready: bool,
    /// Until it is ready.
    patience: Option<Timeout>,
    _listeners: [EventListener; 2],
}

struct Waiting {
    number: u32,
    question: Uint8Array,
    /// None once it is given up.
    answer: Option<oneshot::Sender<Outcome>>,
    /// Until the worker is ended over it.
    grace: Option<Timeout>,
}

/// What becomes of a question that is not given up.
enum Outcome {
    Answered(Vec<u8>),
    /// The worker stopped over it: a bug of ours, or more memory asked for than there is.
    Stopped,
    /// There is no worker.
    Absent,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// A number for a question.
pub fn next() -> u32 {
    LAST.set(LAST.get() + 1);
    LAST.get()
}

/// Starts the worker, so that it is there when it is wanted.
pub fn start() {
    CHECKER.with_borrow_mut(Checker::start);
}

/// Reads a text as question `number`; none where it is given up.
pub async fn read(number: u32, source: Source) -> Option<(Source, Result<Read, Refusal>)> {
    if let Some(refusal) = source.too_large() {
        return Some((source, Err(refusal)));
    }
    let Some(text) = source.text() else { return Some(source.read()) };
    let reading = match ask(number, Question::Report(text)).await? {
        Outcome::Absent => return Some(source.read()),
        Outcome::Answered(bytes) => Reading::try_from_slice(&bytes).ok(),
        Outcome::Stopped => None,
    };
    Some(match reading {
        Some(reading) => source.settled(reading),
        None => (source, Err(Refusal::said(|text| text.checker_stopped))),
    })
}

/// What a text says, to be shown from about block `first` on.
pub async fn excerpt(number: u32, source: Source, first: usize) -> Option<Excerpt> {
    let question = Question::Excerpt(source.text()?, first);
    let bytes = match ask(number, question).await? {
        Outcome::Answered(bytes) => bytes,
        Outcome::Stopped => return None,
        Outcome::Absent => crate::reading::answer(&borsh::to_vec(&question).ok()?)?,
    };
    Some(Excerpt(Part::try_from_slice(&bytes).ok()?.into()))
}

/// Gives a question up, if it is not answered yet. A worker that is at it and not done soon is replaced.
pub fn give_up(number: u32) {
    CHECKER.with_borrow_mut(|checker| {
        let is_ready = checker.running.as_ref().is_some_and(|running| running.is_ready);
        match checker.waiting.front_mut() {
            Some(first) if first.number == number && is_ready => {
                first.answer = None;
                first.grace = Some(Timeout::new(GRACE_MS, move || end(number)));
            }
            _ => checker.waiting.retain(|waiting| waiting.number != number),
        }
    });
}

fn end(number: u32) {
    CHECKER.with_borrow_mut(|checker| {
        if checker.waiting.front().is_some_and(|first| first.number == number) {
            checker.waiting.pop_front();
            checker.restart();
        }
    });
}

async fn ask(number: u32, question: Question<'_>) -> Option<Outcome> {
    let question = Uint8Array::from(borsh::to_vec(&question).ok()?.as_slice());
    let (answer, outcome) = oneshot::channel();
    CHECKER.with_borrow_mut(|checker| {
        checker.start();
        checker.waiting.push_back(Waiting { number, question, answer: Some(answer), grace: None });
        if checker.is_absent {
            checker.settle_all(|| Outcome::Absent);
        } else if checker.waiting.len() == 1 {
            checker.post_first();
        }
    });
    outcome.await.ok()
}

impl Waiting {
    fn settle(self, outcome: Outcome) {
        if let Some(answer) = self.answer {
            // Fails where nobody waits any more.
            let _ = answer.send(outcome);
        }
    }
}

impl Checker {
    fn start(&mut self) {
        if self.running.is_none() && !self.is_absent {
            self.running = Running::start();
            self.is_absent = self.running.is_none();
        }
    }

    fn restart(&mut self) {
        self.running = None;
        self.start();
    }

    fn settle_all(&mut self, outcome: impl Fn() -> Outcome) {
        self.waiting.drain(..).for_each(|waiting| waiting.settle(outcome()));
    }

    /// The worker is there: it is asked what has been waiting for it.
    fn ready(&mut self) {
        let Some(running) = &mut self.running else { return };
        running.is_ready = true;
        running.patience = None;
        self.post_first();
    }

    fn post_first(&self) {
        let running = self.running.as_ref().filter(|running| running.is_ready);
        if let (Some(running), Some(first)) = (running, self.waiting.front()) {
            // Fails where there is no memory for a copy; the worker's end is then told by nobody but the person.
            let _ = running.worker.post_message(&Array::of2(&first.number.into(), &first.question));
        }
    }

    fn answered(&mut self, number: u32, answer: Option<Vec<u8>>) {
        if self.waiting.front().is_none_or(|first| first.number != number) {
            return;
        }
        let Some(first) = self.waiting.pop_front() else { return };
        let is_large = first.question.length() > LARGE;
        first.settle(answer.map_or(Outcome::Stopped, Outcome::Answered));
        if is_large {
            self.restart();
        } else {
            self.post_first();
        }
    }

    /// A script that does not load, or a worker that stopped. It was at the oldest question.
    fn failed(&mut self) {
        let was_ready = self.running.take().is_some_and(|running| running.is_ready);
        if !was_ready {
            self.is_absent = true;
            return self.settle_all(|| Outcome::Absent);
        }
        if let Some(first) = self.waiting.pop_front() {
            first.settle(Outcome::Stopped);
        }
        self.start();
    }
}

impl Running {
    fn start() -> Option<Running> {
        let script = super::document()?.document_element()?.get_attribute("data-checker")?;
        let options = WorkerOptions::new();
        // In gouji.html it is a Blob, and all in one.
        options.set_type(if script.starts_with("blob:") { WorkerType::Classic } else { WorkerType::Module });
        let worker = Worker::new_with_options(&script, &options).ok()?;
        let on_message = EventListener::new(&worker, "message", |event| {
            let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
            if !Array::is_array(&data) {
                super::set_data("warm", Some("true"));
                return CHECKER.with_borrow_mut(Checker::ready);
            }
            let message = Array::from(&data);
            let number = message.get(0).as_f64().map_or(0, |number| number as u32);
            let answer = message.get(1).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            CHECKER.with_borrow_mut(|checker| checker.answered(number, answer));
        });
        let on_error = EventListener::new(&worker, "error", |_| CHECKER.with_borrow_mut(Checker::failed));
        // Fails in browsers that hand no compiled module on.
        worker.post_message(&wasm_bindgen::module()).ok()?;
        let patience = Timeout::new(PATIENCE_MS, || CHECKER.with_borrow_mut(Checker::failed));
        Some(Running {
            worker,
            is_ready: false,
            patience: Some(patience),
            _listeners: [on_message, on_error],
        })
    }
}
