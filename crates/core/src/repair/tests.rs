use super::*;
use crate::audit::Audit;
use crate::equation::Side;
use crate::form::{Form, Table};
use crate::lang::Lang;
use crate::report::{Cell, Fit};
use crate::rule::RuleId;

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

#[track_caller]
fn check_first(report: Report, expected: &str, slip: Slip) {
    let audit = Audit::of(report);
    assert_eq!(audit.repairs.len(), 1, "what hangs together is one proposal");
    let best = &audit.repairs[0].repairs[0];
    assert_eq!((shown(&audit.repairs[0])[0].as_str(), best.shown_slip()), (expected, Some(slip)));
}

#[test]
fn an_application_in_the_wrong_column_is_told_though_the_total_is_right() {
    // The one company's was counted as a natural person's; nothing else of the row is wrong.
    check_first(
        sound_but(&[("t3.received.natural", 17), ("t3.received.business", 0)]),
        "t3.received.natural 17>15, t3.received.business 0>2",
        Slip::MovedInPart,
    );
    // As in a published report: 60 natural persons and 1 other, where 61 natural persons were answered.
    check_first(
        report(&[
            ("t3.received.natural", 60),
            ("t3.received.other_org", 1),
            ("t3.received.total", 61),
            ("t3.granted.natural", 61),
            ("t3.granted.total", 61),
            ("t3.total.natural", 61),
            ("t3.total.total", 61),
        ]),
        "t3.received.natural 60>61, t3.received.other_org 1>0",
        Slip::Moved,
    );
}

#[test]
fn a_figure_split_over_two_cells_is_put_together() {
    check_first(
        sound_but(&[
            ("t3.granted.natural", 1),
            ("t3.granted.business", 2),
            ("t3.total.business", 0),
            ("t3.received.business", 0),
            ("t3.received.total", 15),
            ("t3.granted.total", 12),
            ("t3.total.total", 16),
        ]),
        "t3.granted.natural 1>12, t3.granted.business 2>0",
        Slip::Split,
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
    let claim = |cell: &str, value: i64| {
        Equation::equal(RuleId::T4Total, Side::constant(Decimal::from(value)), Side::sum([id(cell)]))
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

#[test]
fn ambiguous_cells_are_not_accused_and_what_is_sure_is_still_said() {
    // The 3 of every row stands in one of two columns; the sums of the rows are the same either way.
    let mut report = report(&[("t3.received.natural", 5), ("t3.received.total", 9)]);
    let mut fits = [Fit::new(), Fit::new()];
    for row in ["received", "granted", "total"] {
        for (column, fit) in ["business", "research"].into_iter().zip([0, 1]) {
            let cell_id = id(&format!("t3.{row}.{column}"));
            report.cells.insert(cell_id, cell(State::Ambiguous));
            fits[fit].insert(cell_id, Some(Decimal::from(3)));
            fits[1 - fit].insert(cell_id, None);
        }
    }
    for (key, value) in
        [("t3.granted.natural", 5), ("t3.granted.total", 8), ("t3.total.natural", 5), ("t3.total.total", 8)]
    {
        report.cells.insert(id(key), cell(State::Number(Decimal::from(value))));
    }
    report.fits.insert(Table::T3, fits.to_vec());
    check(report, &[(Certainty::Only, &["t3.received.total 9>8"])]);
}

#[test]
fn an_equation_that_was_left_open_is_not_made_false() {
    // Whether the 3 that were carried in are natural persons or companies is not known, but with 4 received neither would do.
    let mut report = report(&[
        ("t3.received.natural", 5),
        ("t3.received.total", 4),
        ("t3.granted.natural", 8),
        ("t3.granted.total", 8),
        ("t3.total.natural", 8),
        ("t3.total.total", 8),
    ]);
    let (natural, business) = (id("t3.carried_in.natural"), id("t3.carried_in.business"));
    report.cells.insert(natural, cell(State::Ambiguous));
    report.cells.insert(business, cell(State::Ambiguous));
    report.cells.insert(id("t3.carried_in.total"), cell(State::Missing));
    let three = Some(Decimal::from(3));
    report.fits.insert(
        Table::T3,
        vec![
            Fit::from([(natural, three), (business, None)]),
            Fit::from([(natural, None), (business, three)]),
        ],
    );
    check(report, &[(Certainty::Only, &["t3.received.total 4>5"])]);
}

#[test]
fn fractions_are_mended_and_figures_beyond_reckoning_left_alone() {
    let mut half = sound_but(&[]);
    half.cells.insert(id("t3.granted.natural"), cell(State::Number(Decimal::new(125, 1))));
    check(half, &[(Certainty::Only, &["t3.granted.natural 12.5>12"])]);
    let mut huge = sound_but(&[]);
    huge.cells
        .insert(id("t4.review.total"), cell(State::Number(Decimal::from_i128_with_scale(10i128.pow(26), 0))));
    check(huge, &[(Certainty::Unread, &[])]);
}

/// Two rows and two columns over four cells that hold `values`; what is missing to rows and columns.
fn square(values: [i64; 4], rows: [i64; 2], columns: [i64; 2]) -> search::Found {
    let cells = ["t3.received.natural", "t3.received.business", "t3.granted.natural", "t3.granted.business"];
    let system = System::square(cells.map(id), values, [rows, columns].concat());
    search::smallest(&system, &mut 1_000)
}

#[test]
fn a_ring_of_cells_is_turned_to_its_corners() {
    // The first row must lose all of its 2 and 3, and no column may change: four cells, and no choice in any of them.
    let found = square([2, 3, 0, 0], [-5, 5], [0, 0]);
    let changes = vec![(0, -2), (1, -3), (2, 2), (3, 3)];
    assert_eq!(found.solutions, [search::Solution { changes, open: false }]);
    // One less to lose: either of the two may keep one.
    let found = square([2, 3, 0, 0], [-4, 4], [0, 0]);
    let both = [vec![(0, -2), (1, -2), (2, 2), (3, 2)], vec![(0, -1), (1, -3), (2, 1), (3, 3)]];
    assert_eq!(found.solutions, both.map(|changes| search::Solution { changes, open: true }));
    assert!(found.complete);
}

#[test]
fn a_search_without_steps_says_so() {
    let cells = ["t3.received.natural", "t3.received.business", "t3.granted.natural", "t3.granted.business"];
    let system = System::square(cells.map(id), [2, 3, 0, 0], vec![-5, 5, 0, 0]);
    let found = search::smallest(&system, &mut 2);
    assert!(found.solutions.is_empty() && !found.complete);
}

/// Each cell stands in at most two equations, on opposite sides, once the total of the last row, which follows from the others, is left out
/// and some equations are read from right to left. Such a system is a network: its corners are whole numbers.
#[test]
fn the_equations_of_the_form_are_a_network() {
    for form in [Form::F2019, Form::F2021] {
        let equations = crate::rules::equations(&[(Table::T3, form), (Table::T4, form)].into());
        let follows = |equation: &&Equation| {
            equation.rule == RuleId::T3RowTotal && equation.right.terms[0].cell == id("t3.total.total")
        };
        let mut places: std::collections::BTreeMap<CellId, Vec<(usize, i32)>> = Default::default();
        for (index, equation) in equations.iter().filter(|equation| !follows(equation)).enumerate() {
            for (side, sign) in [(&equation.left, 1), (&equation.right, -1)] {
                for term in &side.terms {
                    assert_eq!(term.coefficient, 1);
                    places.entry(term.cell).or_default().push((index, sign));
                }
            }
        }
        // Turn equations round until no cell objects; each pass settles more of them.
        let mut turned: Vec<Option<i32>> = vec![None; equations.len()];
        turned[0] = Some(1);
        for _ in 0..equations.len() {
            for places in places.values() {
                assert!(places.len() <= 2);
                let [(a, sign_a), (b, sign_b)] = places[..] else { continue };
                match (turned[a], turned[b]) {
                    (Some(a), Some(b)) => assert_eq!(a * sign_a, -b * sign_b),
                    (Some(a), None) => turned[b] = Some(-a * sign_a * sign_b),
                    (None, Some(b)) => turned[a] = Some(-b * sign_a * sign_b),
                    (None, None) => {}
                }
            }
        }
        assert!(turned.iter().flatten().count() > 30, "the equations of table 3 hang together");
    }
}
