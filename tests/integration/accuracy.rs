//! A small run of the `accuracy` program.

use gouji_tests::accuracy::{Row, measure};

#[test]
fn every_layout_is_on_target() {
    let rows = measure(4);
    let below: Vec<String> = rows
        .iter()
        .filter(|row| !row.on_target())
        .map(|row| format!("{}\n    {}", row.columns(), row.examples.join("\n    ")))
        .collect();
    assert!(below.is_empty(), "below target:\n{}\n{}", Row::HEAD, below.join("\n"));
}

#[test]
fn narratives_are_on_target() {
    let measured = gouji_tests::narratives::measure(300);
    println!("{}", measured.lines());
    assert!(measured.written > 100 && measured.claimed > 1000, "{}", measured.lines());
    assert!(measured.on_target(), "{}\n    {}", measured.lines(), measured.examples.join("\n    "));
}

#[test]
fn a_row_below_a_target_says_so() {
    let row = Row { inputs: 2, read: 1, ..Row::default() };
    assert!(!row.on_target());
    assert!(row.columns().ends_with("below target"));
}

/// What nobody here wrote: a quick part of `cargo xtask accuracy real`. No value and no tie may be wrong, and no finding false.
#[test]
fn documents_and_prose_of_others_raise_no_false_alarm() {
    let Some(shared) = gouji_tests::real::shared() else {
        gouji_tests::skipped("the documents of others are not on this machine");
        return;
    };
    let documents = gouji_tests::real::documents(&shared, "");
    let departures: Vec<&String> = documents.answers.iter().flat_map(|answer| &answer.departures).collect();
    assert!(documents.on_target(), "{}\n{departures:#?}", documents.lines());
    let prose = gouji_tests::real::prose(&shared, "");
    assert!(prose.on_target(), "{}\n{:#?}", prose.lines(), prose.departures);
}
