//! Reports that stand beside each other: next year's report of an organ, and a parent's of its members.
//!
//! Comes in: figures that add up. Goes out: others that add up too and agree with them.

use gouji::{CellId, Decimal, Form, Table};

use crate::dice::Dice;
use crate::figures::Figures;

impl Figures {
    /// A report of the same organ on the next year: what was carried over comes in, and what was in force still is.
    pub fn successor(&self, dice: &mut Dice) -> Figures {
        let mut next = Figures::consistent(dice);
        next.organ.clone_from(&self.organ);
        next.year = self.year + 1;
        let id = |text: &str| -> CellId { text.parse().unwrap_or_else(|error| panic!("{error}")) };
        let cell = |row: &str, column: u8| CellId { column, ..id(&format!("t3.{row}.natural")) };
        let mut totals = [Decimal::ZERO; 3];
        for column in 0..6 {
            let carried_in = self.get(cell("carried_out", column)).unwrap_or_default();
            let handled = next.get(cell("total", column)).unwrap_or_default();
            let carried_out =
                next.get(cell("carried_out", column)).unwrap_or_default().max(carried_in - handled);
            let received = handled + carried_out - carried_in;
            for (total, (row, value)) in totals.iter_mut().zip([
                ("carried_in", carried_in),
                ("carried_out", carried_out),
                ("received", received),
            ]) {
                next.values.insert(cell(row, column), Some(value));
                *total += value;
            }
        }
        for (row, total) in ["carried_in", "carried_out", "received"].into_iter().zip(totals) {
            next.values.insert(cell(row, 6), Some(total));
        }
        // Whose regulations they are depends on the organ, which is now another.
        for column in ["made", "repealed", "valid", "published", "total"] {
            let key = id(&format!("t2.regulations.{column}"));
            if next.values.contains_key(&key) && self.get(key).unwrap_or_default().is_zero() {
                next.values.insert(key, Some(Decimal::ZERO));
            }
        }
        if [self, &next].iter().all(|figures| figures.forms[&Table::T2] == Form::F2021) {
            for row in ["regulations", "normative"] {
                let key = |column: &str| id(&format!("t2.{row}.{column}"));
                let made = next.get(key("made")).unwrap_or_default();
                let before = self.get(key("valid")).unwrap_or_default() + made;
                let repealed = next.get(key("repealed")).unwrap_or_default().min(before);
                next.values.insert(key("repealed"), Some(repealed));
                next.values.insert(key("valid"), Some(before - repealed));
            }
        }
        next.keep_in_force();
        next
    }

    /// The report of an organ that adds up its members': all of one year and in the same editions.
    ///
    /// # Panics
    ///
    /// If there is no member.
    pub fn parent(organ: &str, members: &[Figures]) -> Figures {
        let first = members.first().expect("a parent has members");
        let mut parent = Figures { organ: organ.to_owned(), ..first.clone() };
        for (cell, sum) in &mut parent.values {
            let values: Vec<Decimal> = members.iter().filter_map(|member| member.get(*cell)).collect();
            *sum = (!values.is_empty()).then(|| values.into_iter().sum());
        }
        parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn successors_add_up_and_take_over_what_was_left() {
        for seed in 0..300 {
            let mut dice = Dice::seeded(seed);
            let first = Figures::consistent(&mut dice);
            let next = first.successor(&mut dice);
            assert!(next.violated().is_empty(), "seed {seed}: {next:?}");
            let value =
                |figures: &Figures, id: &str| figures.get(id.parse().expect("an id")).unwrap_or_default();
            assert_eq!(
                value(&first, "t3.carried_out.total"),
                value(&next, "t3.carried_in.total"),
                "seed {seed}"
            );
        }
    }
}
