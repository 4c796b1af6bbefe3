//! Repairs of random slips: never larger than the slips, never breaking anything, never larger than they need be.

use std::collections::BTreeSet;

use gouji::Audit;
use gouji::repair::{Certainty, MAX_REPAIRS, Proposal};
use gouji_tests::dice::Dice;
use gouji_tests::figures::{Figures, equation_key};
use gouji_tests::mending;
use gouji_tests::slip::Kind;
use proptest::prelude::*;

use crate::oracle::{Changes, Oracle, changes};
use crate::properties::config;

/// A report with slips, and how many cells they changed.
#[derive(Clone, Debug)]
struct Case {
    figures: Figures,
    wrong: usize,
}

fn cases() -> impl Strategy<Value = Case> {
    prop::collection::vec(any::<u32>(), 0..260).prop_map(|tape| {
        let mut dice = Dice::tape(tape);
        let mut figures = Figures::consistent(&mut dice);
        let mut cells = BTreeSet::new();
        for _ in 0..=dice.below(3) {
            match dice.once_in(2) {
                true => cells.extend([figures.slip(&mut dice).cell]),
                false => {
                    let kind = dice.pick(&Kind::SINGLE);
                    cells
                        .extend(figures.slip_of(kind, &mut dice).into_iter().flatten().map(|slip| slip.cell));
                }
            }
        }
        Case { figures, wrong: cells.len() }
    })
}

fn size(proposals: &[Proposal]) -> usize {
    proposals.iter().map(|proposal| proposal.repairs.first().map_or(0, |repair| repair.changes.len())).sum()
}

/// How many repairs there are; none where they were not counted.
fn ways(proposal: &Proposal) -> Option<usize> {
    match proposal.certainty {
        Certainty::Only => Some(1),
        Certainty::OneOf { ways } => ways,
        Certainty::TooMuch | Certainty::Unread => None,
    }
}

/// All ways to mend the whole report: one repair of each group.
fn wholes(proposals: &[Proposal]) -> BTreeSet<Changes> {
    let mut wholes = BTreeSet::from([Changes::new()]);
    for proposal in proposals {
        let ways: Vec<Changes> =
            proposal.repairs.iter().map(|repair| changes([repair].into_iter())).collect();
        wholes = wholes
            .iter()
            .flat_map(|whole| ways.iter().map(|way| whole.iter().chain(way).map(|(&c, &v)| (c, v)).collect()))
            .collect();
    }
    wholes
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_repair_is_no_larger_than_the_slips_and_breaks_nothing(case in cases()) {
        let audit = Audit::of(case.figures.report());
        prop_assert!(audit.repairs.iter().all(|proposal| !proposal.repairs.is_empty()), "given up");
        prop_assert!(size(&audit.repairs) <= case.wrong);
        let broken: BTreeSet<_> = case.figures.violated().iter().map(equation_key).collect();
        let mut named = BTreeSet::new();
        for proposal in &audit.repairs {
            let findings = proposal.findings.iter().filter_map(|&index| audit.findings[index].equation.as_ref());
            let resolves: BTreeSet<_> = findings.map(|(equation, _)| equation_key(equation)).collect();
            prop_assert!(!resolves.is_empty() && named.is_disjoint(&resolves));
            for repair in &proposal.repairs {
                let mut mended = case.figures.clone();
                for change in &repair.changes {
                    prop_assert_eq!(mended.get(change.cell), change.from);
                    prop_assert_ne!(change.from.unwrap_or_default(), change.to);
                    prop_assert!(change.to.is_integer() && !change.to.is_sign_negative());
                    mended.values.insert(change.cell, Some(change.to));
                }
                let left: BTreeSet<_> = mended.violated().iter().map(equation_key).collect();
                prop_assert_eq!(left, broken.difference(&resolves).cloned().collect::<BTreeSet<_>>());
            }
            named.extend(resolves);
        }
        prop_assert_eq!(named, broken, "every broken equation belongs to one group");
    }

    #[test]
    fn up_to_two_cells_every_way_is_found_and_counted(case in cases()) {
        let proposals = Audit::of(case.figures.report()).repairs;
        let oracle = Oracle::of(&case.figures);
        let singles = oracle.singles();
        let all = match size(&proposals) {
            1 => singles,
            2 => {
                prop_assert_eq!(singles, []);
                oracle.pairs()
            }
            3.. => {
                prop_assert_eq!(singles, []);
                prop_assert_eq!(oracle.pairs(), []);
                return Ok(());
            }
            0 => return Ok(()),
        };
        let counted: Option<usize> = proposals.iter().map(ways).product();
        prop_assert_eq!(counted, Some(all.len()));
        if proposals.iter().all(|proposal| ways(proposal) <= Some(MAX_REPAIRS)) {
            prop_assert_eq!(wholes(&proposals), all.into_iter().collect::<BTreeSet<_>>());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..config() })]

    #[test]
    fn no_smaller_set_exists_and_no_other_of_the_same_size_says_a_solver(case in cases()) {
        let proposals = Audit::of(case.figures.report()).repairs;
        let (oracle, size) = (Oracle::of(&case.figures), size(&proposals));
        prop_assert_eq!(Some(size), oracle.fewest(&BTreeSet::new()));
        if size > 0 && proposals.iter().all(|proposal| ways(proposal) <= Some(MAX_REPAIRS)) {
            prop_assert!(oracle.fewest(&wholes(&proposals)).is_none_or(|other| size < other));
        }
    }
}

#[test]
fn slips_are_undone_as_often_as_they_should_be() {
    let rows = mending::measure(40);
    let below: Vec<String> = rows
        .iter()
        .filter(|row| !row.on_target())
        .map(|row| format!("{}  {:?}", row.columns(), row.examples))
        .collect();
    assert!(below.is_empty(), "below target:\n{}\n{}", mending::Row::HEAD, below.join("\n"));
    assert!(rows.iter().all(|row| row.reports > 20));
}

#[test]
fn a_row_below_a_target_says_so() {
    let row = mending::Row { aimed: true, reports: 100, five: 98, ..mending::Row::default() };
    assert!(!row.on_target() && row.columns().ends_with("below target"));
    let row = mending::Row { five: 99, decidable: 50, first_of_decidable: 48, ..row };
    assert!(!row.on_target());
}
