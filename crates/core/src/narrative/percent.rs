//! `text.percent`: shares, rates and growth against the figures that they are made of, within the rounding of the figure as written.
//!
//! Comes in: the percentages of a sentence with the figures before them. Goes out: a claim where both figures are known. Growth
//! whose base is not given is still tested: some whole number of last year must lead to it.

use rust_decimal::Decimal;

use crate::equation::{Equation, Outcome, Side, Sums};
use crate::rules::RuleId;

use super::lexicon::Topic;
use super::numbers::{Figure, Precision};
use super::reader::{Reader, Said};
use super::words::{Page, Words};

/// Figures before a percentage that are tried as its base.
const BASES: usize = 8;

/// A percentage: how many figures stand before it, the words before it, itself, its token and where its clause starts.
pub(super) type Rated = (usize, Words, Figure, usize, usize);

/// The claims of one sentence's percentages.
pub(super) fn claims(reader: &mut Reader<'_>, page: &Page<'_>, said: &[Said], rates: &[Rated]) {
    for (before, words, figure, token, clause) in rates {
        let usable =
            figure.precision == Precision::Exact && !words.gap && !words.foreign && !words.foreign_act;
        let before = &said[..*before];
        // A percentage speaks of the figure before it, and only of one that was understood.
        let Some(last) = before.last().filter(|last| usable && last.topic.is_some()) else { continue };
        let judged = if words.share {
            share(before, figure)
        } else if words.rate {
            rate(reader, last, figure)
        } else if words.up != words.down {
            growth(reader, said, before, words, figure)
        } else {
            None
        };
        let Some((actual, holds)) = judged else { continue };
        let constant = |constant| Side { terms: Vec::new(), constant };
        let equation =
            Equation { rule: RuleId::TextPercent, left: constant(figure.value), right: constant(actual) };
        let outcome =
            if holds { Outcome::Holds } else { Outcome::Fails(Sums { left: figure.value, right: actual }) };
        let token = &page.tokens[*token];
        let entry = Said {
            figure: *figure,
            digits: token.start..token.digits,
            clause: page.tokens[*clause].start.max(token.start.saturating_sub(60))..token.end,
            ..last.clone()
        };
        reader.push(page, &entry, equation, outcome);
    }
}

/// A part over a whole, in hundredths; rounded to one digit more than `figure` has, and whether it rounds or cuts off to it.
fn hundredths(part: Decimal, whole: Decimal, figure: &Figure) -> Option<(Decimal, bool)> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let near = (exact - figure.value).abs() < Decimal::new(1, figure.decimals);
    let places = figure.decimals;
    Some((exact.round_dp(places).normalize(), near))
}

fn share(before: &[Said], figure: &Figure) -> Option<(Decimal, bool)> {
    let part =
        before.last().filter(|part| part.figure.precision == Precision::Exact && part.delta.is_none())?;
    let same = |said: &&Said| said.figure.unit == part.figure.unit && said.figure.value >= part.figure.value;
    let earlier = before[..before.len() - 1].iter().rev().filter(same).take(BASES);
    let shares = earlier.filter_map(|whole| hundredths(part.figure.value, whole.figure.value, figure));
    let mut shares: Vec<_> = shares.collect();
    if let Some(&holds) = shares.iter().find(|(_, near)| *near) {
        return Some(holds);
    }
    // With several figures to be a share of, which one is meant cannot be told.
    let whole = part.whole?;
    if shares.len() != 1 || before.get(whole)?.topic.is_none() { None } else { shares.pop() }
}

fn rate(reader: &Reader<'_>, last: &Said, figure: &Figure) -> Option<(Decimal, bool)> {
    if last.topic != Some(Topic::Applications)
        || last.readings.is_empty()
        || figure.value >= Decimal::ONE_HUNDRED
    {
        // 100% is also said of what was answered in time while some of it is carried over.
        return None;
    }
    let [received, carried_in, total] = ["received", "carried_in", "total"].map(|row| reader.row(row));
    let (received, carried_in, total) = (received?, carried_in?, total?);
    let rates = [(total, received + carried_in), (total, received), (total - carried_in, received)];
    let rates: Vec<_> = rates.iter().filter_map(|&(part, whole)| hundredths(part, whole, figure)).collect();
    rates.iter().find(|(_, near)| *near).or(rates.first()).copied()
}

/// Growth over last year: its figure in the text, the difference in the text, last year's report, or any whole number.
fn growth(
    reader: &Reader<'_>,
    said: &[Said],
    before: &[Said],
    words: &Words,
    figure: &Figure,
) -> Option<(Decimal, bool)> {
    let new = before.iter().rev().find(|said| said.delta.is_none() && !said.prior)?;
    let known = !new.readings.is_empty() && new.figure.precision == Precision::Exact && new.whole.is_none();
    if !known || !(words.than || words.before || words.up || words.down) {
        return None;
    }
    let value = new.figure.value;
    let grown = |old: Decimal| {
        let change = if words.up { value - old } else { old - value };
        hundredths(change, old, figure)
    };
    let mut olds: Vec<Decimal> = Vec::new();
    olds.extend(
        said.iter()
            .filter(|said| said.prior && said.figure.unit == new.figure.unit)
            .map(|said| said.figure.value),
    );
    for change in said.iter().filter(|said| said.figure.unit == new.figure.unit) {
        olds.extend(
            change.delta.map(|up| if up { value - change.figure.value } else { value + change.figure.value }),
        );
    }
    if let Some(prior) = reader.prior {
        let cells = super::cells::Cells::of(prior);
        olds.extend(new.readings.iter().filter_map(|reading| cells.value(reading)));
    }
    let rates: Vec<_> = olds.into_iter().filter_map(grown).collect();
    if let Some(&first) = rates.first() {
        return rates.iter().find(|(_, near)| *near).copied().or(Some(first));
    }
    // new / (1 ± x%) must be near a whole number.
    let factor = figure.value.checked_div(Decimal::ONE_HUNDRED)?;
    let factor = if words.up { Decimal::ONE + factor } else { Decimal::ONE - factor };
    let old = value.checked_div(factor)?.floor();
    let tried = [old, old + Decimal::ONE, old - Decimal::ONE];
    let rates: Vec<_> = tried.into_iter().filter(|old| *old > Decimal::ZERO).filter_map(grown).collect();
    let nearest = |rate: &&(Decimal, bool)| (rate.0 - figure.value).abs();
    rates.iter().find(|(_, near)| *near).or_else(|| rates.iter().min_by_key(nearest)).copied()
}
