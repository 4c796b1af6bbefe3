//! `text.sum`: a figure of the narrative and the parts that it is broken down into.
//!
//! Comes in: the figures of a sentence, each with its whole. Goes out: a claim for each breakdown that adds up, whose parts are above
//! their whole, or that is closed (分别为, 其他N件, channels of the applications) and does not add up. Parts below the whole are
//! normal behind 其中, and nothing is said about them.

use rust_decimal::Decimal;

use crate::equation::{Equation, Outcome, Side, Sums};
use crate::rules::RuleId;

use super::lexicon::Topic;
use super::numbers::Precision;
use super::reader::{Division, Reader, Said};
use super::words::Page;

/// A breakdown needs this many parts.
const FEWEST: usize = 2;

/// The claims of one sentence's breakdowns.
pub(super) fn claims(reader: &mut Reader<'_>, page: &Page<'_>, said: &[Said]) {
    let mut next = said.iter().enumerate().filter(|(_, part)| part.whole.is_some()).peekable();
    for (index, whole) in said.iter().enumerate() {
        let mut parts: Vec<&Said> = Vec::new();
        while let Some((_, part)) = next.next_if(|(_, part)| part.whole == Some(index)) {
            parts.push(part);
        }
        if parts.len() >= FEWEST
            && let Some((equation, outcome)) = breakdown(reader, whole, &parts)
        {
            reader.push(page, whole, equation, outcome);
        }
    }
}

fn breakdown(reader: &Reader<'_>, whole: &Said, parts: &[&Said]) -> Option<(Equation, Outcome)> {
    let exact = |said: &&&Said| said.figure.precision == Precision::Exact;
    let same_unit = |said: &&&Said| said.figure.unit == whole.figure.unit || said.figure.unit.is_empty();
    let usable =
        parts.iter().all(|part| exact(&part) && same_unit(&part) && part.delta.is_none() && !part.prior);
    if !usable
        || whole.figure.precision != Precision::Exact
        || whole.delta.is_some()
        || whole.figure.unit.is_empty()
    {
        return None;
    }
    // A figure that is not the table's is reported once, not again for the sum that it spoils.
    let fails = |said: &Said| matches!(reader.cells.confront(said), Some((_, Outcome::Fails(_))));
    if fails(whole) || parts.iter().any(|part| fails(part)) {
        return None;
    }
    // 其中网络20件、信函7件、结转2件: what was carried in stands inside a breakdown or outside it.
    let (carried, others): (Vec<&Said>, Vec<&Said>) =
        parts.iter().partition(|part| part.share == Division::Carried);
    let (&last, earlier) = others.split_last()?;
    // Parts of different kinds are different breakdowns of one whole; 其他 goes with the others.
    let kind = earlier.first()?.share;
    let rest = last.closed && last.share == Division::Unknown;
    if earlier.iter().any(|part| part.share != kind) || last.share != kind && !rest {
        return None;
    }
    let sum = |parts: &[&Said]| {
        parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.figure.value))
    };
    let (sum, carried) = (sum(&others)?, sum(&carried)?);
    let total = whole.figure.value;
    let applications = whole.topic == Some(Topic::Applications);
    let in_table = if applications { reader.carried_in() } else { Decimal::ZERO };
    let with_carried = sum.checked_add(carried)?;
    let agrees = sum == total
        || with_carried == total
        || applications && (sum == total + in_table || with_carried == total + in_table);
    let closed = match kind {
        Division::Channel => applications && !whole.readings.is_empty(),
        Division::Outcome => false,
        _ => last.closed,
    };
    let above = sum > total + in_table;
    let shown = if with_carried == total { with_carried } else { sum };
    let constant = |constant| Side { terms: Vec::new(), constant };
    let equation = Equation { rule: RuleId::TextSum, left: constant(total), right: constant(shown) };
    if agrees {
        return Some((equation, Outcome::Holds));
    }
    (above || closed).then_some((equation, Outcome::Fails(Sums { left: total, right: shown })))
}
