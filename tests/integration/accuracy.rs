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
