//! How the applications of the year flowed, as figures to draw: what came in, what became of it, and what is missing between.
//!
//! Comes in: an [`Answer`]. Goes out: a [`Flow`] over the 总计 column of table 3. Nothing here draws.

use gouji::form::Group;
use gouji::{CellId, Decimal, Table};

use crate::answer::Answer;

/// A year's applications.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// 本年新收 and 上年结转.
    pub ins: Vec<Stream>,
    /// The kinds of outcomes, and 结转下年度.
    pub outs: Vec<Stream>,
    /// What came in.
    pub total_in: Decimal,
    /// What went out, as the rows say it, which need not be the 总计 that the report gives.
    pub total_out: Decimal,
}

/// Applications that came or went one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The row or the group of rows, as the form calls it.
    pub label: String,
    /// How many.
    pub value: Decimal,
    /// The cells that they are counted in.
    pub cells: Vec<CellId>,
}

/// The flow; none where a figure of the column is not known.
pub fn flow(answer: &Answer) -> Option<Flow> {
    let form = *answer.audit.report.forms.get(&Table::T3)?;
    let column = Table::T3.columns().len() as u8 - 1;
    let rows = (0u8..).zip(Table::T3.rows()).filter(|(_, row)| row.is_in(form));
    let (mut ins, mut outs): (Vec<Stream>, Vec<Stream>) = (Vec::new(), Vec::new());
    for (index, row) in rows {
        let cell = CellId { table: Table::T3, row: index, column };
        let value = answer.audit.report.value(cell)?.unwrap_or_default();
        let stream = |label: String| Stream { label, value, cells: vec![cell] };
        match (row.key, row.group) {
            ("received" | "carried_in", _) => ins.push(stream(cell.row_label())),
            ("total", _) => {}
            (_, None | Some(Group::Results)) => outs.push(stream(cell.row_label())),
            (_, Some(group)) => {
                let (number, label) = group.label();
                let label = format!("{number}{label}");
                match outs.last_mut().filter(|last| last.label == label) {
                    Some(last) => {
                        last.value = last.value.checked_add(value)?;
                        last.cells.push(cell);
                    }
                    None => outs.push(stream(label)),
                }
            }
        }
    }
    let sum = |streams: &[Stream]| {
        streams.iter().try_fold(Decimal::ZERO, |sum, stream| sum.checked_add(stream.value))
    };
    let (total_in, total_out) = (sum(&ins)?, sum(&outs)?);
    Some(Flow { ins, outs, total_in, total_out })
}

/// A bar of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Where it begins.
    pub from: i32,
    /// How much it takes.
    pub len: i32,
}

/// Bars of the given amounts one after the other, where `whole`, the amount of the larger side, takes `length`.
pub fn bars(amounts: impl IntoIterator<Item = Decimal>, whole: Decimal, length: i32) -> Vec<Bar> {
    let part = |amount: Decimal| {
        let part = amount.min(whole).max(Decimal::ZERO).checked_div(whole).unwrap_or_default();
        i32::try_from((part * Decimal::from(length)).round().mantissa()).unwrap_or(0)
    };
    let mut from = 0;
    let bar = |amount| {
        let len = part(amount);
        let bar = Bar { from, len };
        from += len;
        bar
    };
    amounts.into_iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use gouji::Audit;

    use super::*;
    use crate::answer::tests::report;

    #[test]
    fn groups_are_added_up_and_a_broken_balance_shows() {
        let answer = Answer::of_audit(Audit::of(report(&[
            ("t3.received.total", "10"),
            ("t3.carried_in.total", "-"),
            ("t3.granted.total", "4"),
            ("t3.denied.state_secret.total", "1"),
            ("t3.denied.third_party.total", "2"),
            ("t3.total.total", "7"),
            ("t3.carried_out.total", "1"),
        ])));
        let flow = flow(&answer).expect("all figures are known");
        assert_eq!((flow.total_in, flow.total_out), (10.into(), 8.into()));
        let named =
            |label: &str| flow.outs.iter().find(|stream| stream.label.contains(label)).map(|s| s.value);
        assert_eq!(named("不予公开"), Some(3.into()));
        assert_eq!(flow.outs.len(), 7);
        let bars = bars(flow.ins.iter().map(|stream| stream.value), 10.into(), 2200);
        assert_eq!(bars, [Bar { from: 0, len: 2200 }, Bar { from: 2200, len: 0 }]);
    }

    #[test]
    fn an_unknown_figure_gives_no_picture() {
        let answer = Answer::of_audit(Audit::of(report(&[("t3.granted.total", "若干")])));
        assert!(flow(&answer).is_some(), "a blank is known");
        let mut unknown = report(&[]);
        unknown.write("t3.granted.total".parse().expect("an id"), "若干");
        assert_eq!(flow(&Answer::of_audit(Audit::of(unknown))), None);
    }
}
