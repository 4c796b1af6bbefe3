use super::*;
use crate::audit::Audit;
use crate::equation::Side;
use crate::form::{Form, Table};
use crate::lang::Lang;
use crate::report::Cell;

fn id(id: &str) -> CellId {
    id.parse().expect("an id of the form")
}

fn cell(state: State) -> Cell {
    Cell { raw: Some(String::new()), state, flaw: None, place: None }
}

/// Tables 3 and 4 with a zero in every cell but those given.
fn report(cells: &[(&str, i64)]) -> Report {
    let mut report = Report::default();
    for table in [Table::T3, Table::T4] {
        report.forms.insert(table, Form::F2021);
        report.cells.extend(table.cells(Form::F2021).map(|id| (id, cell(State::Number(Decimal::ZERO)))));
    }
    for &(key, value) in cells {
        report.cells.insert(id(key), cell(State::Number(Decimal::from(value))));
    }
    report
}

/// Repairs as text: `cell from>to`, the likeliest first.
fn shown(proposal: &Proposal) -> Vec<String> {
    let change = |change: &Change| {
        let from = change.from.map_or("blank".to_owned(), |from| from.to_string());
        format!("{} {from}>{}", change.cell, change.to)
    };
    let repair = |repair: &Repair| repair.changes.iter().map(change).collect::<Vec<_>>().join(", ");
    proposal.repairs.iter().map(repair).collect()
}

#[track_caller]
fn check(report: Report, expected: &[(Certainty, &[&str])]) -> Vec<Proposal> {
    let audit = Audit::of(report);
    let found: Vec<_> = audit.repairs.iter().map(|proposal| (proposal.certainty, shown(proposal))).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(certainty, repairs)| (*certainty, repairs.iter().map(|repair| repair.to_string()).collect()))
        .collect();
    assert_eq!(found, expected);
    audit.repairs
}

/// Figures of table 3 that add up: 5 received from natural persons, 2 from companies.
const SOUND: [(&str, i64); 17] = [
    ("t3.received.natural", 15),
    ("t3.received.business", 2),
    ("t3.received.total", 17),
    ("t3.carried_in.natural", 3),
    ("t3.carried_in.total", 3),
    ("t3.granted.natural", 12),
    ("t3.granted.business", 2),
    ("t3.granted.total", 14),
    ("t3.partial.natural", 4),
    ("t3.partial.total", 4),
    ("t3.total.natural", 16),
    ("t3.total.business", 2),
    ("t3.total.total", 18),
    ("t3.carried_out.natural", 2),
    ("t3.carried_out.total", 2),
    ("t4.review.upheld", 1),
    ("t4.review.total", 1),
];

fn sound_but(changes: &[(&str, i64)]) -> Report {
    report(&[&SOUND[..], changes].concat())
}

#[test]
fn what_adds_up_needs_no_repair() {
    check(sound_but(&[]), &[]);
}

#[test]
fn a_slip_in_table_3_is_pinned_to_its_cell() {
    for (cell, wrong) in [
        ("t3.granted.natural", 21),
        ("t3.received.total", 1),
        ("t3.carried_out.business", 5),
        ("t3.total.natural", 6),
        ("t3.total.total", 0),
    ] {
        let right = SOUND.iter().find(|(key, _)| *key == cell).map_or(0, |(_, value)| *value);
        check(sound_but(&[(cell, wrong)]), &[(Certainty::Only, &[&format!("{cell} {wrong}>{right}")])]);
    }
}

#[test]
fn a_block_of_table_4_leaves_several_cells_open() {
    let report = report(&[("t4.direct.upheld", 1), ("t4.direct.pending", 1), ("t4.direct.total", 1)]);
    let expected: &[&str] = &["t4.direct.total 1>2", "t4.direct.pending 1>0", "t4.direct.upheld 1>0"];
    let proposals = check(report, &[(Certainty::OneOf { ways: Some(3) }, expected)]);
    let reason = proposals[0].repairs[0].reason(proposals[0].certainty, Lang::Zh);
    assert_eq!(
        reason,
        "“行政诉讼（未经复议直接起诉）·总计”由 1 改为 2：总计漏加或多加了其中一项；同样只改 1 格的办法共有 3 种，这是其中之一"
    );
}

#[test]
fn a_blank_total_is_filled_in_and_nothing_else_is_said() {
    let mut report = sound_but(&[("t4.direct.upheld", 1), ("t4.direct.pending", 1)]);
    report.cells.insert(id("t4.direct.total"), cell(State::Blank));
    report.cells.insert(id("t3.granted.total"), cell(State::Blank));
    check(
        report,
        &[(Certainty::Only, &["t3.granted.total blank>14"]), (Certainty::Only, &["t4.direct.total blank>2"])],
    );
}

#[test]
fn a_column_of_zero_totals_is_filled_in_first() {
    let totals: Vec<(&str, i64)> = SOUND
        .iter()
        .filter(|(key, _)| key.starts_with("t3") && key.ends_with(".total"))
        .map(|(k, _)| (*k, 0))
        .collect();
    let audit = Audit::of(sound_but(&totals));
    let [proposal] = audit.repairs.as_slice() else { panic!("{:?}", audit.repairs) };
    assert_eq!(proposal.repairs[0].slip, Some(Slip::TotalsLeftOut));
    let filled = proposal.repairs[0].changes.iter().map(|change| change.to).sum::<Decimal>();
    assert_eq!(filled, Decimal::from(17 + 3 + 14 + 4 + 18 + 2));
}

#[test]
fn slips_that_have_nothing_to_do_with_each_other_are_apart() {
    let report =
        sound_but(&[("t3.granted.natural", 21), ("t3.carried_in.business", 7), ("t4.review.total", 0)]);
    let proposals = check(
        report,
        &[
            (Certainty::Only, &["t3.carried_in.business 7>0"]),
            (Certainty::Only, &["t3.granted.natural 21>12"]),
            (Certainty::OneOf { ways: Some(2) }, &["t4.review.total 0>1", "t4.review.upheld 1>0"]),
        ],
    );
    assert!(proposals.iter().all(|proposal| proposal.findings.len() <= 2));
}

#[test]
fn exchanged_and_shifted_figures_are_told_from_other_ways_of_the_same_size() {
    let audit = Audit::of(sound_but(&[("t3.received.natural", 2), ("t3.received.business", 15)]));
    let repair = &audit.repairs[0].repairs[0];
    assert_eq!((repair.slip, repair.changes[0].to), (Some(Slip::Exchanged), Decimal::from(15)));
    let shifted = [("t3.granted.natural", 0), ("t3.granted.business", 12), ("t3.granted.research", 2)];
    let audit = Audit::of(sound_but(&shifted));
    let repair = &audit.repairs[0].repairs[0];
    assert_eq!((repair.slip, repair.changes.len()), (Some(Slip::RowShifted), 3));
    assert_eq!(repair.changes[0].to, Decimal::from(12));
}

#[test]
fn evidence_ranks_but_does_not_force() {
    let wrong = report(&[("t4.direct.upheld", 3), ("t4.direct.other", 4), ("t4.direct.total", 9)]);
    let first = |evidence: &[Equation]| {
        let audit = Audit::of(wrong.clone());
        let proposals = proposals(&wrong, &audit.coverage, &audit.findings, evidence);
        assert_eq!(proposals[0].certainty, audit.repairs[0].certainty);
        shown(&proposals[0])
    };
    let claim = |cell: &str, value: i64| Equation {
        rule: RuleId::T4Total,
        left: Side { terms: Vec::new(), constant: Decimal::from(value) },
        right: Side::sum([id(cell)]),
    };
    let without = first(&[]);
    assert_eq!(without.len(), 5);
    let of_upheld = |repairs: &[String]| repairs.iter().position(|repair| repair.contains("upheld"));
    assert!(of_upheld(&without) < of_upheld(&first(&[claim("t4.direct.upheld", 3)])));
    let sound = sound_but(&[]);
    let audit = Audit::of(sound.clone());
    let claims = [claim("t4.review.upheld", 9)];
    assert_eq!(proposals(&sound, &audit.coverage, &audit.findings, &claims), []);
}

#[test]
fn a_table_that_is_wrong_everywhere_is_given_up() {
    let wrong: Vec<(String, i64)> = (0..40)
        .map(|n| {
            let cell = Table::T3.cells(Form::F2021).nth(n * 4 + n % 3).expect("table 3 has so many");
            (cell.to_string(), 100 + (n * n * 37 % 101) as i64)
        })
        .collect();
    let wrong: Vec<(&str, i64)> = wrong.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    let audit = Audit::of(sound_but(&wrong));
    let [proposal] = audit.repairs.as_slice() else { panic!("{:?}", audit.repairs) };
    assert_eq!(proposal.certainty, Certainty::TooMuch);
    assert!(proposal.findings.len() > 20);
}

#[test]
fn cells_that_were_not_read_are_left_alone() {
    let mut report = sound_but(&[("t3.granted.natural", 21)]);
    report.cells.insert(id("t3.partial.natural"), cell(State::Malformed));
    // The column of natural persons cannot be judged; those of the row's other cells can, and they add up.
    check(report, &[(Certainty::Only, &["t3.granted.natural 21>12"])]);
}
