//! Workers, and what is asked of them: one client and one protocol for the checker (`crate::worker`), the readers of files
//! (`crates/opener`) and the reader of pictures (`crates/viewer`). Every question carries its [`Token`]; whoever gives it up hears no more of it, and nobody else is
//! disturbed.
//!
//! The worker says "ready" once it is loaded. It is asked `[number, question]`; it says `[number]` when it begins,
//! `[number, done, all, slowly]` where it tells how far it is, and `[number, answer]` when it is done, without an answer where it stopped; `{failed}` where it cannot go on. So a worker that
//! does not come, that does not begin or that takes too long is told from one that works, and nothing waits for ever: each of
//! these has its [`Outcome`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::token::Token;

/// A worker that was asked and has not begun by then is mute.
const SILENCE_MS: u32 = 900;
/// A page that was busy hears what its worker said meanwhile before it calls it mute.
const HEARING_MS: u32 = 80;
/// What is given up is still read for so long: most reports are done by then, and a new worker has to be loaded first.
const GRACE_MS: u32 = 250;
/// How long an answer may take once it was begun, or once the worker said how far it is. The limits on what is read (`gouji::limits`, `gouji_files::limits`) keep the
/// longest work at 2 s natively and about 5 s here; a slow computer may take four times as long.
const PATIENCE_MS: u32 = 20_000;
/// The same for a picture, of which the worker says nothing until it has found the table: 40 million pixels take it some seconds.
const PICTURE_PATIENCE_MS: u32 = 60_000;
/// Items of a message that is an answer: fewer when the worker begins, more where it tells how far it is.
const ANSWER: u32 = 2;
/// Bytes of questions after which a worker is replaced: WebAssembly gives no memory back.
const LARGE: u32 = 4_000_000;
/// So often may workers be mute before no more are started.
const MUTE_AT_MOST: u32 = 2;

/// Which worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reads texts. Handed the page's own compiled module, and always there.
    Checker,
    /// Reads files. Loads its module when it is first asked.
    Opener,
    /// Reads pictures. So does this one.
    Viewer,
}

/// Hears how far a worker is: so much done, of so much, and whether this browser makes it slow.
pub type Progress = Rc<dyn Fn(u32, u32, bool)>;

/// What becomes of a question that is not given up.
#[derive(Debug)]
pub enum Outcome {
    /// The answer.
    Answered(JsValue),
    /// The worker stopped over it: a bug of ours, or more memory asked for than there is.
    Stopped,
    /// It took longer than anybody waits.
    Slow,
    /// There is no worker, or none that answers.
    Absent,
}

thread_local! {
    static CHECKER: RefCell<Pool> = const { RefCell::new(Pool::new(Kind::Checker)) };
    static OPENER: RefCell<Pool> = const { RefCell::new(Pool::new(Kind::Opener)) };
    static VIEWER: RefCell<Pool> = const { RefCell::new(Pool::new(Kind::Viewer)) };
    /// Counts workers and questions.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

impl Kind {
    fn with<R>(self, act: impl FnOnce(&mut Pool) -> R) -> R {
        match self {
            Kind::Checker => CHECKER.with_borrow_mut(act),
            Kind::Opener => OPENER.with_borrow_mut(act),
            Kind::Viewer => VIEWER.with_borrow_mut(act),
        }
    }

    /// Whether it loads what it needs by itself when it is first asked, takes its question meanwhile, and is not there before and after.
    const fn is_called(self) -> bool {
        !matches!(self, Kind::Checker)
    }

    /// The script: named by the page, whose build gives it its name.
    fn script(self) -> Option<String> {
        let name = match self {
            Kind::Checker => "data-checker",
            Kind::Opener => "data-opener",
            Kind::Viewer => "data-pictures",
        };
        super::document()?.document_element()?.get_attribute(name)
    }

    /// How many may work side by side: a file of a list, one for the box and last year's. Pictures take a processor and much memory each.
    const fn lanes(self) -> usize {
        match self {
            Kind::Checker | Kind::Viewer => 1,
            Kind::Opener => 3,
        }
    }

    /// How long a worker may take to come. The checker is small and comes from where the page came from; the page can read without
    /// it. The readers are as large as the page, that of pictures is several times as large, and nothing can be done without them.
    const fn loading_ms(self) -> u32 {
        match self {
            Kind::Checker => SILENCE_MS,
            Kind::Opener => 60_000,
            Kind::Viewer => 180_000,
        }
    }
}

/// The workers of one kind.
struct Pool {
    kind: Kind,
    lanes: Vec<Lane>,
    /// In the order asked.
    waiting: VecDeque<Waiting>,
    /// No worker can be started, or none answers.
    is_absent: bool,
    mute: u32,
}

/// A worker.
struct Lane {
    number: u32,
    worker: Worker,
    is_ready: bool,
    /// It did not come in time; it still may.
    is_late: bool,
    job: Option<Job>,
    /// Bytes that it was asked about.
    bytes: u32,
    /// Until the worker's silence means something.
    timer: Option<Timeout>,
    _listeners: [EventListener; 2],
}

struct Job {
    number: u32,
    asked: Waiting,
}

struct Waiting {
    token: Token,
    question: JsValue,
    bytes: u32,
    progress: Option<Progress>,
    /// None once it is given up.
    answer: Option<oneshot::Sender<Outcome>>,
}

impl Waiting {
    fn settle(self, outcome: Outcome) {
        if let Some(answer) = self.answer {
            // Fails where nobody waits any more.
            let _ = answer.send(outcome);
        }
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Asks; none where the question is given up.
pub async fn ask(
    kind: Kind,
    token: Token,
    question: JsValue,
    bytes: u32,
    progress: Option<Progress>,
) -> Option<Outcome> {
    let (answer, outcome) = oneshot::channel();
    kind.with(|pool| {
        pool.waiting.push_back(Waiting { token, question, bytes, progress, answer: Some(answer) });
        pool.assign();
    });
    outcome.await.ok()
}

/// Starts a worker, so that it is there when it is wanted.
pub fn start(kind: Kind) {
    kind.with(Pool::start);
}

/// Gives a question up, if it is not answered yet. Other questions go on.
pub fn give_up(token: Token) {
    for kind in [Kind::Checker, Kind::Opener, Kind::Viewer] {
        kind.with(|pool| pool.give_up(token));
    }
}

fn next_number() -> u32 {
    LAST.set(LAST.get() + 1);
    LAST.get()
}

impl Pool {
    const fn new(kind: Kind) -> Pool {
        Pool { kind, lanes: Vec::new(), waiting: VecDeque::new(), is_absent: false, mute: 0 }
    }

    fn start(&mut self) {
        if self.lanes.len() < self.kind.lanes() && !self.is_absent {
            match Lane::start(self.kind) {
                Some(lane) => self.lanes.push(lane),
                None => self.is_absent = self.lanes.is_empty(),
            }
        }
    }

    fn lane(&mut self, number: u32) -> Option<&mut Lane> {
        self.lanes.iter_mut().find(|lane| lane.number == number)
    }

    /// Gives what waits to whoever is free.
    fn assign(&mut self) {
        while !self.waiting.is_empty() {
            let kind = self.kind;
            // The readers take their question while they load; the checker's first message is its module.
            let is_free = |lane: &&mut Lane| lane.job.is_none() && (lane.is_ready || kind.is_called());
            if let Some(lane) = self.lanes.iter_mut().find(is_free) {
                if let Some(waiting) = self.waiting.pop_front() {
                    lane.post(kind, waiting);
                }
                continue;
            }
            let lanes = self.lanes.len();
            self.start();
            if self.lanes.len() > lanes && kind.is_called() {
                continue;
            }
            if self.is_absent || self.lanes.iter().all(|lane| lane.is_late) {
                self.waiting.drain(..).for_each(|waiting| waiting.settle(Outcome::Absent));
            }
            return;
        }
    }

    fn give_up(&mut self, token: Token) {
        self.waiting.retain(|waiting| waiting.token != token);
        let kind = self.kind;
        let at_it = |lane: &&mut Lane| lane.job.as_ref().is_some_and(|job| job.asked.token == token);
        let Some(lane) = self.lanes.iter_mut().find(at_it) else { return };
        let number = lane.number;
        if kind.is_called() {
            return self.end(number, Outcome::Absent);
        }
        if let Some(job) = &mut lane.job {
            job.asked.answer = None;
        }
        lane.timer =
            Some(Timeout::new(GRACE_MS, move || kind.with(|pool| pool.end(number, Outcome::Absent))));
    }

    /// Ends a worker; what it was at has this outcome.
    fn end(&mut self, number: u32, outcome: Outcome) {
        let Some(at) = self.lanes.iter().position(|lane| lane.number == number) else { return };
        let mut lane = self.lanes.swap_remove(at);
        if let Some(job) = lane.job.take() {
            job.asked.settle(outcome);
        }
        if self.kind == Kind::Checker {
            self.start();
        }
        self.assign();
    }

    /// A worker said nothing for as long as anybody waits.
    fn silent(&mut self, number: u32) {
        let kind = self.kind;
        let Some(lane) = self.lane(number) else { return };
        if lane.is_ready {
            self.mute += 1;
            self.is_absent |= self.mute >= MUTE_AT_MOST && kind == Kind::Checker;
            let outcome = if kind == Kind::Checker { Outcome::Absent } else { Outcome::Stopped };
            return self.end(number, outcome);
        }
        if kind.is_called() {
            return self.end(number, Outcome::Absent);
        }
        lane.is_late = true;
        self.assign();
    }

    fn ready(&mut self, number: u32) {
        let kind = self.kind;
        let Some(lane) = self.lane(number) else { return };
        (lane.is_ready, lane.is_late, lane.timer) = (true, false, None);
        if lane.job.is_some() {
            lane.be_patient(kind);
        }
        self.assign();
    }

    /// Gives whoever is to hear how far the worker is.
    fn heard(&mut self, number: u32, message: &Array) -> Option<Progress> {
        let kind = self.kind;
        let question = message.get(0).as_f64();
        let lane = self.lane(number)?;
        let job = lane.job.take_if(|job| question == Some(f64::from(job.number)))?;
        if message.length() != ANSWER {
            let progress = job.asked.progress.clone().filter(|_| message.length() > ANSWER);
            // Given up, it has its grace; else it is at it.
            if job.asked.answer.is_some() {
                lane.be_patient(kind);
            }
            lane.job = Some(job);
            return progress;
        }
        lane.timer = None;
        lane.bytes = lane.bytes.saturating_add(job.asked.bytes);
        let answer = message.get(1);
        // A reader that stopped over a file is of no use any more.
        let is_used_up = lane.bytes > LARGE || (answer.is_null() && kind.is_called());
        job.asked.settle(if answer.is_null() { Outcome::Stopped } else { Outcome::Answered(answer) });
        // One worker that is free is enough to wait for the next question.
        let idle = self.lanes.iter().filter(|lane| lane.job.is_none()).count();
        if is_used_up || (idle > 1 && self.waiting.is_empty()) {
            self.end(number, Outcome::Absent);
        } else {
            self.assign();
        }
        None
    }

    /// A script that does not load, or a worker that stopped.
    fn failed(&mut self, number: u32) {
        let kind = self.kind;
        let Some(lane) = self.lane(number) else { return };
        if lane.is_ready {
            return self.end(number, Outcome::Stopped);
        }
        self.is_absent |= kind == Kind::Checker;
        self.end(number, Outcome::Absent);
    }
}

impl Lane {
    fn start(kind: Kind) -> Option<Lane> {
        let script = kind.script()?;
        let options = WorkerOptions::new();
        // In gouji.html it is a Blob, and all in one.
        let is_module = kind == Kind::Checker && !script.starts_with("blob:");
        options.set_type(if is_module { WorkerType::Module } else { WorkerType::Classic });
        let worker = Worker::new_with_options(&script, &options).ok()?;
        let number = next_number();
        let on_message = EventListener::new(&worker, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::NULL, MessageEvent::data);
            if Array::is_array(&data) {
                let message = Array::from(&data);
                // Called when the pool is free again: who hears it may ask something.
                let hears = kind.with(|pool| pool.heard(number, &message));
                let count = |at: u32| message.get(at).as_f64().unwrap_or_default() as u32;
                hears.into_iter().for_each(|hears| hears(count(1), count(2), message.get(3).is_truthy()));
            } else if Reflect::get(&data, &"failed".into()).is_ok_and(|why| !why.is_undefined()) {
                kind.with(|pool| pool.failed(number));
            } else {
                if kind == Kind::Checker {
                    super::set_data("warm", Some("true"));
                }
                kind.with(|pool| pool.ready(number));
            }
        });
        let on_error = EventListener::new(&worker, "error", move |_| kind.with(|pool| pool.failed(number)));
        if kind == Kind::Checker {
            // Fails in browsers that hand no compiled module on.
            worker.post_message(&wasm_bindgen::module()).ok()?;
        }
        let timer = Some(listen(kind, number, kind.loading_ms()));
        Some(Lane {
            number,
            worker,
            is_ready: false,
            is_late: false,
            job: None,
            bytes: 0,
            timer,
            _listeners: [on_message, on_error],
        })
    }

    fn post(&mut self, kind: Kind, asked: Waiting) {
        let number = next_number();
        let message = Array::of2(&number.into(), &asked.question);
        let moved = asked.question.dyn_ref::<ArrayBuffer>().map(|buffer| Array::of1(buffer));
        // Fails where there is no memory for a copy; nothing will begin, and that is noticed.
        let _ = match moved {
            Some(moved) => self.worker.post_message_with_transfer(&message, &moved),
            None => self.worker.post_message(&message),
        };
        if self.is_ready {
            self.timer = Some(listen(kind, self.number, SILENCE_MS));
        }
        self.job = Some(Job { number, asked });
    }

    fn be_patient(&mut self, kind: Kind) {
        let number = self.number;
        let patience = if kind == Kind::Viewer { PICTURE_PATIENCE_MS } else { PATIENCE_MS };
        let give_up = move || kind.with(|pool| pool.end(number, Outcome::Slow));
        self.timer = Some(Timeout::new(patience, give_up));
    }
}

/// Calls a worker silent after a time, and a moment in which the page hears what was said while it was busy itself.
fn listen(kind: Kind, number: u32, milliseconds: u32) -> Timeout {
    Timeout::new(milliseconds, move || {
        let then = Timeout::new(HEARING_MS, move || kind.with(|pool| pool.silent(number)));
        kind.with(|pool| {
            if let Some(lane) = pool.lane(number) {
                lane.timer = Some(then);
            }
        });
    })
}

/// Bytes as a question.
pub fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}
