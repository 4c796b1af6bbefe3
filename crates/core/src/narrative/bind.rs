//! What figures of one sentence say about each other: what is chosen for the whole binds its parts.
//!
//! Comes in: the figures of a sentence with all their readings. Goes out: the same with the readings that the others leave.
//! 办理 beside 收到 is what was answered, beside 办结 what came in; 受理33件，其中新收30件、上年结转3件 is both together.

use crate::equation::{Outcome, Term};

use super::cells::{Cells, Reading};
use super::lexicon::{Act, Topic};
use super::reader::Said;

/// Leaves each figure the readings that go with the others.
pub(super) fn bind(cells: &Cells<'_>, said: &mut [Said], asides: &mut [Said]) {
    let has = |said: &[Said], acts: &[Act]| {
        let main = |said: &&Said| said.whole.is_none() && said.topic == Some(Topic::Applications);
        said.iter()
            .filter(main)
            .any(|said| !said.readings.is_empty() && said.act.is_some_and(|act| acts.contains(&act)))
    };
    let answered = has(said, &[Act::Answered]);
    let came_in = has(said, &[Act::Received, Act::New, Act::Accepted]);
    for at in 0..said.len() {
        let Some(act) = said[at].act.filter(|_| said[at].topic == Some(Topic::Applications)) else {
            continue;
        };
        // The first part says what the whole gathers; a later one may stand beside it.
        let first = said.iter().find(|part| part.whole == Some(at)).filter(|part| part.base.is_none());
        let first = first.and_then(Said::first).map(|id| id.row_spec().key);
        let gathers = matches!(act, Act::Received | Act::Accepted | Act::Handled | Act::Taken);
        if gathers && matches!(first, Some("carried_in" | "received")) {
            prefer(said, asides, at, |reading| is_of(reading, &["received", "carried_in"]));
        } else if act == Act::Handled && said[at].whole.is_none() {
            if came_in {
                keep(said, asides, at, |reading| {
                    reading.first().is_some_and(|term| term.cell.row_spec().key == "total")
                });
            } else if answered {
                keep(said, asides, at, |reading| {
                    reading.first().is_some_and(|term| term.cell.row_spec().key == "received")
                });
            }
        }
    }
    // A whole that agrees in one of its readings says in which its applicants are counted.
    for at in 0..said.len() {
        if said.iter().chain(asides.iter()).any(|part| part.base == Some(at))
            && let Some((equation, Outcome::Holds)) = cells.confront(&said[at])
        {
            keep(said, asides, at, |reading| *reading == equation.right.terms);
        }
    }
}

/// Whether a reading adds up the totals of these rows and no others.
fn is_of(reading: &Reading, rows: &[&str]) -> bool {
    let has = |term: &Term, row: &str| term.coefficient == 1 && *term.cell.row_spec().key == *row;
    reading.len() == rows.len() && reading.iter().zip(rows).all(|(term, row)| has(term, row))
}

/// Keeps readings of a figure, and those of its applicants that go with them; all where none would be left.
fn keep(said: &mut [Said], asides: &mut [Said], at: usize, wanted: impl Fn(&Reading) -> bool) {
    let wanted: Vec<bool> = said[at].readings.iter().map(wanted).collect();
    if wanted.contains(&true) {
        each(said, asides, at, wanted.len(), |readings| {
            let mut wanted = wanted.iter();
            readings.retain(|_| wanted.next() == Some(&true));
        });
    }
}

/// Puts a reading of a figure first, and that of its applicants that goes with it.
fn prefer(said: &mut [Said], asides: &mut [Said], at: usize, wanted: impl Fn(&Reading) -> bool) {
    if let Some(first) = said[at].readings.iter().position(wanted) {
        each(said, asides, at, said[at].readings.len(), |readings| readings[..=first].rotate_right(1));
    }
}

/// Does the same to the readings of a figure and of its applicants, where there are as many.
fn each(
    said: &mut [Said],
    asides: &mut [Said],
    at: usize,
    length: usize,
    change: impl Fn(&mut Vec<Reading>),
) {
    change(&mut said[at].readings);
    let applicants = said.iter_mut().chain(asides).filter(|part| part.base == Some(at));
    applicants.filter(|part| part.readings.len() == length).for_each(|part| change(&mut part.readings));
}
