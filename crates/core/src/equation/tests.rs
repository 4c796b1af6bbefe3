use super::*;
use crate::form::{Form, Table};

const SKIPS: [Skip; 7] = [
    Skip::Blank,
    Skip::Ambiguous,
    Skip::Doubtful,
    Skip::Malformed,
    Skip::Missing,
    Skip::OutOfRange,
    Skip::Elsewhere,
];

fn cell(column: &str) -> CellId {
    CellId::at(Table::T3, "received", column)
}

/// 自然人 + 商业企业 against 总计, over these values.
fn confronted(relation: Relation, values: [Option<i64>; 3]) -> Outcome {
    let left = Side::sum([cell("natural"), cell("business")]);
    let right = Side::sum([cell("total")]);
    let equation = Equation { rule: RuleId::T3RowTotal, relation, left, right };
    let [natural, business, total] = values.map(|value| value.map(Decimal::from));
    equation.confront(&|id| {
        [("natural", natural), ("business", business), ("total", total)]
            .into_iter()
            .find_map(|(column, value)| (id == cell(column)).then_some(value))
            .flatten()
    })
}

/// Two cells that make up a third.
fn of_two() -> Equation {
    Equation::equal(
        RuleId::T3RowTotal,
        Side::sum([cell("natural"), cell("business")]),
        Side::sum([cell("total")]),
    )
}

#[test]
fn an_inequality_fails_on_one_side_only() {
    let fails = |left: i64, right: i64| {
        Outcome::Fails(Sums { left: Decimal::from(left), right: Decimal::from(right) })
    };
    assert_eq!(confronted(Relation::Equal, [Some(1), Some(2), Some(3)]), Outcome::Holds);
    assert_eq!(confronted(Relation::Equal, [Some(1), Some(2), Some(4)]), fails(3, 4));
    assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(4)]), Outcome::Holds);
    assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(3)]), Outcome::Holds);
    assert_eq!(confronted(Relation::AtLeast, [Some(1), Some(2), Some(2)]), fails(3, 2));
}

#[test]
fn blank_is_zero_beside_a_figure_and_nothing_by_itself() {
    assert_eq!(confronted(Relation::Equal, [None, Some(2), Some(2)]), Outcome::Holds);
    assert_eq!(confronted(Relation::Equal, [None, None, None]), Outcome::Skipped(Skip::Blank));
    // A constant is a claim, on either side.
    for (left, right) in [(1, 0), (0, 1)] {
        let side = |constant: i64| Side { constant: Decimal::from(constant), ..Side::sum([cell("natural")]) };
        let equation = Equation::equal(RuleId::TextTable, side(left), side(right));
        assert!(matches!(equation.confront(&|_| None), Outcome::Fails(_)), "{left} {right}");
    }
}

#[test]
fn what_leaves_the_range_of_numbers_is_not_judged() {
    let equation = of_two();
    assert_eq!(equation.confront(&|_| Some(Decimal::MAX)), Outcome::Skipped(Skip::OutOfRange));
}

/// The worst that is wrong with a cell is the reason: one that was not found before all others, then the first.
#[test]
fn the_reason_of_several_is_the_worst() {
    let equation = of_two();
    let judged = |texts: [(&str, &str); 2], gone: Option<&str>| {
        let mut report = Report::blank(Form::F2021);
        texts.iter().for_each(|(column, text)| report.write(cell(column), text));
        gone.into_iter().for_each(|column| drop(report.cells.remove(&cell(column))));
        equation.judge(&report)
    };
    assert_eq!(judged([("natural", "some"), ("total", "3")], None), Outcome::Skipped(Skip::Malformed));
    assert_eq!(
        judged([("natural", "some"), ("total", "3")], Some("business")),
        Outcome::Skipped(Skip::Missing)
    );
    assert_eq!(
        judged([("natural", "3"), ("total", "some")], Some("natural")),
        Outcome::Skipped(Skip::Missing)
    );
    assert_eq!(judged([("natural", "3"), ("total", "3")], None), Outcome::Holds);
}

#[test]
fn one_blank_total_is_a_slip_and_two_are_a_habit() {
    let at = |row, column| CellId::at(Table::T3, row, column);
    let equation = Equation::equal(
        RuleId::T3Balance,
        Side::sum([at("received", "total"), at("carried_in", "total")]),
        Side::sum([at("total", "total"), at("carried_out", "total")]),
    );
    let mut report = Report::blank(Form::F2021);
    report.write(at("received", "natural"), "5");
    report.write(at("total", "natural"), "5");
    assert_eq!(equation.judge(&report), Outcome::Holds, "both totals are left blank");
    // The row's own equation asks for the total, however many are blank.
    let row = Equation::equal(
        RuleId::T3RowTotal,
        Side::sum([at("received", "natural")]),
        Side::sum([at("received", "total")]),
    );
    assert!(matches!(row.judge(&report), Outcome::Fails(_)));
    report.write(at("total", "total"), "5");
    let sums = Sums { left: Decimal::ZERO, right: Decimal::from(5) };
    assert_eq!(
        equation.judge(&report),
        Outcome::Fails(sums),
        "what was never filled in is no total left blank"
    );
}

#[test]
fn a_cell_in_doubt_is_not_merely_ambiguous() {
    let equation =
        Equation::equal(RuleId::T3RowTotal, Side::sum([cell("natural")]), Side::sum([cell("total")]));
    let mut report = Report::blank(Form::F2021);
    report.write(cell("total"), "3");
    report.cells.get_mut(&cell("natural")).expect("a cell").state = State::Ambiguous;
    assert_eq!(equation.judge(&report), Outcome::Skipped(Skip::Ambiguous));
    report.notes.push(crate::report::Note::Doubtful {
        table: Table::T3,
        cells: vec![cell("natural")],
        apart: false,
        quote: None,
    });
    assert_eq!(equation.judge(&report), Outcome::Skipped(Skip::Doubtful));
}

#[test]
fn readings_agree_or_nothing_is_said() {
    let fails = Outcome::Fails(Sums { left: Decimal::ONE, right: Decimal::TWO });
    let blank = Outcome::Skipped(Skip::Blank);
    let of = |outcomes: &[&Outcome]| agreed(outcomes.iter().map(|outcome| (*outcome).clone()));
    assert_eq!(of(&[&fails, &fails]), Some(fails.clone()));
    let worse = Outcome::Fails(Sums { left: Decimal::ONE, right: Decimal::TEN });
    assert_eq!(of(&[&fails, &worse]), Some(fails.clone()), "by however much");
    assert_eq!(of(&[&blank, &Outcome::Holds]), Some(Outcome::Holds));
    assert_eq!(of(&[&Outcome::Holds, &blank]), Some(Outcome::Holds));
    assert_eq!(of(&[&blank, &blank]), Some(blank.clone()));
    assert_eq!(of(&[&Outcome::Holds, &fails]), None);
    assert_eq!(of(&[&blank, &fails]), None, "a reading that claims nothing accuses nobody");
    assert_eq!(of(&[]), None);
}

#[test]
fn every_word_is_there_and_says_something_else() {
    let relations = [Relation::Equal, Relation::AtLeast];
    assert_eq!(relations.map(Relation::sign), ["=", "≤"]);
    assert_eq!(relations.map(Relation::broken), ["≠", ">"]);
    assert_eq!(relations.map(Relation::as_str), ["equal", "at_least"], "the contract's");
    for lang in [Lang::Zh, Lang::En] {
        let said: std::collections::BTreeSet<&str> = SKIPS.iter().map(|skip| skip.message(lang)).collect();
        assert!(said.len() == SKIPS.len() && said.iter().all(|words| words.len() > 8), "{said:?}");
    }
}
