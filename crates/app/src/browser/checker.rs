//! The worker that reads texts (`crate::worker`), so that the page stays awake meanwhile. Started with the page; where there
//! is none that answers, texts are read here, and that is said.

use borsh::BorshDeserialize;
use gouji::tasks::Task;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;

use super::client::{self, Kind, Outcome};
use crate::reading::{Excerpt, Part, Question, ReadReport};
use crate::source::{Read, Source};
use crate::state::Refusal;
use crate::token::Token;

/// A text that was read.
#[derive(Debug)]
pub struct Checked {
    /// The text, which its plain form may have replaced.
    pub source: Source,
    /// What was read.
    pub result: Result<Read, Refusal>,
    /// The page read it by itself, for want of a worker; none where no worker was needed.
    pub is_alone: Option<bool>,
}

/// Starts the worker, so that it is there when it is wanted.
pub fn start() {
    client::start(Kind::Checker);
}

/// Reads a text; none where the request is given up.
pub async fn read(token: Token, source: Source) -> Option<Checked> {
    if let Some(refusal) = source.too_large() {
        return Some(Checked { source, result: Err(refusal), is_alone: None });
    }
    let Some(text) = source.text() else {
        let (source, result) = source.read();
        return Some(Checked { source, result, is_alone: None });
    };
    let refused = |text: fn(&crate::texts::Texts) -> &'static str| Err(Refusal::said(text));
    let result = match ask(token, Question::Report(text)).await? {
        Outcome::Absent => {
            let (source, result) = source.read();
            return Some(Checked { source, result, is_alone: Some(true) });
        }
        Outcome::Answered(answer) => {
            match bytes(&answer).and_then(|bytes| ReadReport::try_from_slice(&bytes).ok()) {
                Some(reading) => {
                    let (source, result) = source.settled(reading);
                    return Some(Checked { source, result, is_alone: Some(false) });
                }
                None => refused(|text| text.checker_stopped),
            }
        }
        Outcome::Stopped => refused(|text| text.checker_stopped),
        Outcome::Slow => refused(|text| text.checker_slow),
    };
    Some(Checked { source, result, is_alone: Some(false) })
}

/// What a text says, to be shown from about block `first` on.
pub async fn excerpt(token: Token, source: Source, first: usize) -> Option<Excerpt> {
    let question = Question::Excerpt(source.text()?, first);
    let part = match ask(token, question).await? {
        Outcome::Answered(answer) => bytes(&answer)?,
        Outcome::Stopped | Outcome::Slow => return None,
        Outcome::Absent => crate::reading::answer(&borsh::to_vec(&question).ok()?)?,
    };
    Some(Excerpt::of(Part::try_from_slice(&part).ok()?))
}

/// A list of what is to be mended; none where a text is none.
pub async fn tasks(source: &Source) -> Option<Vec<Task>> {
    let question = Question::Tasks(source.text()?);
    let answer = match ask(Token::new(), question).await? {
        Outcome::Answered(answer) => bytes(&answer)?,
        Outcome::Stopped | Outcome::Slow => return None,
        Outcome::Absent => crate::reading::answer(&borsh::to_vec(&question).ok()?)?,
    };
    Option::try_from_slice(&answer).ok()?
}

async fn ask(token: Token, question: Question<'_>) -> Option<Outcome> {
    let question = borsh::to_vec(&question).ok()?;
    client::ask(Kind::Checker, token, client::bytes(&question), question.len() as u32, None).await
}

fn bytes(answer: &wasm_bindgen::JsValue) -> Option<Vec<u8>> {
    answer.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
