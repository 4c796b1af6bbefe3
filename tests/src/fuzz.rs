//! What holds for any input at all: no panic, places inside the source, an answer that is JSON and no larger than it should be.
//!
//! Fuzz targets and the stable tests call the same three functions. Time is not measured here; what is bounded is the answer.

use gouji::document::Place;
use gouji::{Audit, Input, Lang, Table, check, wire};

/// No answer has more findings: fewer than two a cell of the largest report, and some about its structure.
const MOST_FINDINGS: usize = 600;

/// No report has more cells than all tables have in both editions together.
fn most_cells() -> usize {
    Table::ALL.into_iter().map(|table| table.rows().len() * table.columns().len()).sum()
}

/// Reads the bytes as plain text.
///
/// # Panics
///
/// If anything does not hold.
pub fn text(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    holds(Input::text(&source));
}

/// Reads the bytes as HTML.
///
/// # Panics
///
/// If anything does not hold.
pub fn html(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    holds(Input::html(&source));
}

/// Opens the bytes as a file of any kind, and reads what was opened.
///
/// # Panics
///
/// If anything does not hold.
pub fn file(bytes: &[u8]) {
    if let Ok(opened) = gouji_files::open(bytes) {
        assert!(opened.text.len() <= gouji_files::limits::TEXT_BYTES, "{} bytes of text", opened.text.len());
        holds(Input { text: &opened.text, kind: opened.kind });
    }
}

fn holds(input: Input<'_>) {
    let result = check(input);
    if let Ok(audit) = &result {
        for place in places(audit) {
            let Some(span) = place.span else { continue };
            assert!(input.text.get(span.start..span.end).is_some(), "{span:?} is no range of the source");
        }
        assert!(audit.report.cells.len() <= most_cells(), "{} cells", audit.report.cells.len());
        assert!(audit.findings.len() <= MOST_FINDINGS, "{} findings", audit.findings.len());
        assert!(audit.coverage.cells_found <= audit.coverage.cells_expected);
    }
    let about =
        wire::Input { name: None, kind: Some(input.kind.as_str()), encoding: None, bytes: input.text.len() };
    for lang in [Lang::Zh, Lang::En] {
        let json = serde_json::to_string(&wire::answer(about.clone(), &result, lang));
        let json = json.expect("an answer is always JSON");
        // Text of the source is quoted at most a few times, and never more than doubled by escapes.
        assert!(json.len() <= 400_000 + 8 * input.text.len(), "{} bytes of answer", json.len());
    }
}

fn places(audit: &Audit) -> impl Iterator<Item = Place> {
    let cells = audit.report.cells.values().filter_map(|cell| cell.place);
    let sections = audit.report.sections.iter().map(|section| section.place);
    let years = audit.report.years.iter().map(|year| year.place);
    let quotes = audit.findings.iter().filter_map(|finding| Some(finding.quote.as_ref()?.place));
    let claims = audit.claims.iter().flat_map(|claim| [claim.quote.place, claim.figure.place]);
    cells.chain(sections).chain(years).chain(quotes).chain(claims)
}
