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

/// Every kind of file that is read is a layout, its file told by its content.
#[test]
fn every_kind_is_a_layout() {
    use gouji_files::kinds::{KINDS, Shape};
    use gouji_tests::dice::Dice;
    use gouji_tests::figures::Figures;
    use gouji_tests::render::prose::Frame;
    use gouji_tests::render::{Layout, Style, file, render};

    let figures = Figures::consistent(&mut Dice::seeded(3));
    let bytes = |layout| match layout {
        Layout::File(kind) => file::file(&figures, kind, &Style::PLAIN, &Frame::PLAIN),
        layout => render(&figures, &layout, &Style::PLAIN, &Frame::PLAIN).text.into_bytes(),
    };
    let layouts = Layout::all();
    let read: std::collections::BTreeSet<_> = layouts
        .into_iter()
        .filter_map(|(_, layout)| Some(gouji_files::open(&bytes(layout)).ok()?.format))
        .collect();
    // Pictures have a measure of their own: `cargo xtask accuracy pictures`.
    let lacking: Vec<&str> = KINDS
        .iter()
        .filter(|known| known.shape != Shape::Picture && !read.contains(&known.format))
        .map(|known| known.name)
        .collect();
    assert!(lacking.is_empty(), "without a layout: {lacking:?}");
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
