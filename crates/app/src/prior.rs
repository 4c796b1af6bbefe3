//! Last year's report beside this year's: what changed from cell to cell. Whether the two belong together, and what must carry
//! over, the library judges.

use gouji::form::Quantity;
use gouji::{CellId, Decimal, Report};
use yew::AttrValue;

use crate::source::{Read, Source};

/// Last year's report.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// What it was read from.
    pub source: Source,
    /// What was read.
    pub read: Read,
}

impl Prior {
    /// What it is called: organ and year, else its title.
    pub fn name(&self, unnamed: &'static str) -> AttrValue {
        let report = &self.read;
        let name = report.organ.as_deref().or(report.title.as_deref()).unwrap_or(unnamed);
        match report.year {
            Some(year) => format!("{name} {year}").into(),
            None => name.to_owned().into(),
        }
    }
}

/// Whether `prior` is the later of the two: whether the library compares them is its own matter.
pub fn is_later(prior: &Report, now: &Report) -> bool {
    matches!((prior.year, now.year), (Some(prior), Some(now)) if prior > now)
}

/// Whether the two are of one year: copies of one report.
pub fn is_copy(prior: &Report, now: &Report) -> bool {
    prior.year.is_some() && prior.year == now.year
}

/// A cell that differs from last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// What stood there last year; none where last year's form has no such cell or it was not read.
    pub last: Option<String>,
    /// What stands there now.
    pub now: Option<String>,
    /// By how much the number rose.
    pub by: Option<Decimal>,
    /// Worth a second look.
    pub is_swing: bool,
}

/// The least difference that is pointed out. Picked by gut feeling, as is the factor: small organs go from 1 to 4 every year.
const SWING: i64 = 10;
const SWING_FACTOR: i64 = 2;

/// The cells of both reports' forms whose texts or numbers differ, in the order of the form.
pub fn changes(prior: &Report, now: &Report) -> Vec<Change> {
    let both = now.cells.keys().filter(|cell| prior.cells.contains_key(cell));
    both.filter_map(|&cell| {
        let (last_value, now_value) = (prior.value(cell), now.value(cell));
        if last_value.is_some()
            && last_value.map(Option::unwrap_or_default) == now_value.map(Option::unwrap_or_default)
        {
            return None;
        }
        let text =
            |report: &Report| Some(report.value(cell)?.map_or_else(String::new, |value| value.to_string()));
        let by = match (last_value, now_value) {
            (Some(last), Some(now)) => now.unwrap_or_default().checked_sub(last.unwrap_or_default()),
            _ => None,
        };
        let is_swing = by.is_some_and(|by| {
            let (last, now) = (
                last_value.flatten().unwrap_or_default().abs(),
                now_value.flatten().unwrap_or_default().abs(),
            );
            let doubled = last
                .min(now)
                .checked_mul(Decimal::from(SWING_FACTOR))
                .is_none_or(|doubled| last.max(now) >= doubled);
            cell.quantity() != Quantity::Change && by.abs() >= Decimal::from(SWING) && doubled
        });
        Some(Change { cell, last: text(prior), now: text(now), by, is_swing })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::report;

    #[test]
    fn large_swings_are_told_from_small_changes() {
        let last = report(&[
            ("t3.granted.natural", "20"),
            ("t3.partial.natural", "1"),
            ("t3.received.natural", "-"),
        ]);
        let now = report(&[
            ("t3.granted.natural", "45"),
            ("t3.partial.natural", "4"),
            ("t3.received.natural", "0"),
        ]);
        let found: Vec<_> =
            changes(&last, &now).into_iter().map(|c| (c.cell.to_string(), c.by, c.is_swing)).collect();
        assert_eq!(
            found,
            [
                ("t3.granted.natural".to_owned(), Some(Decimal::from(25)), true),
                ("t3.partial.natural".to_owned(), Some(Decimal::from(3)), false),
            ],
            "a blank that became a zero is no change"
        );
    }
}
