//! The hand-written passages: every claim of a careful reader is found, and no other.

use gouji_tests::passages;

#[test]
fn passages_claim_what_a_careful_reader_draws() {
    let all = passages::all();
    assert!(all.len() >= 60, "{} passages", all.len());
    let traps = all.iter().filter(|passage| passage.claims.is_empty()).count();
    assert!(traps * 3 >= all.len(), "{traps} traps of {} passages", all.len());
    let (mut found, mut expected, mut departures) = (0, 0, Vec::new());
    for passage in &all {
        let outcome = passage.outcome();
        found += outcome.found;
        expected += passage.claims.len();
        let text: Vec<&str> = passage.report.prose.iter().map(|prose| prose.text.as_str()).collect();
        for missed in outcome.missed {
            departures.push(format!("line {}: missed {missed}\n    {}", passage.line, text.join("\n    ")));
        }
        for wrong in outcome.wrong {
            departures.push(format!("line {}: wrong {wrong}\n    {}", passage.line, text.join("\n    ")));
        }
    }
    println!(
        "{} passages, {traps} of them without a claim: {found} of {expected} claims found, {} departures",
        all.len(),
        departures.len()
    );
    assert!(departures.is_empty(), "{} of {expected} claims found\n{}", found, departures.join("\n"));
}
