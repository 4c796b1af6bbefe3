//! What was rendered against what was read: cells, findings and places of one report.
//!
//! Comes in: known figures, the document and gouji's answer. Goes out: every departure as a sentence; none means right.

use std::collections::BTreeMap;

use gouji::report::{Cell, State};
use gouji::{Audit, CellId, Decimal, Kind, Severity};
use unicode_normalization::UnicodeNormalization;

use crate::render::{Rendered, Telling};

/// Cells that can be told, and how many of them were read right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Cells that can be told.
    pub told: usize,
    /// Cells of those that were read right.
    pub right: usize,
}

/// Every cell that was read otherwise than it can be told.
pub fn cells(rendered: &Rendered, audit: &Audit) -> (Score, Vec<String>) {
    let mut score = Score::default();
    let mut wrong = Vec::new();
    for (id, telling) in &rendered.telling {
        let cell = audit.report.cells.get(id);
        let state = cell.map_or(State::Missing, |cell| cell.state);
        let right = match (*telling, state) {
            (Telling::Told(Some(value)), State::Number(read)) => read == value,
            (Telling::Told(None), State::Blank) => true,
            (Telling::Told(_), _) => false,
            (Telling::Perhaps(value), State::Number(read)) => value.unwrap_or_default() == read,
            (Telling::Perhaps(value), State::Blank) => value.unwrap_or_default().is_zero(),
            (Telling::Perhaps(_), state) => state != State::Malformed,
            (Telling::Lost, _) => true,
        };
        let told = matches!(telling, Telling::Told(_));
        score.told += usize::from(told);
        score.right += usize::from(told && right);
        if !right {
            let raw = cell.and_then(|cell| cell.raw.as_deref());
            wrong.push(format!("{id} was read as {state:?} from {raw:?}, it is {telling:?}"));
        }
    }
    for id in audit.report.cells.keys().filter(|id| !rendered.telling.contains_key(id)) {
        wrong.push(format!("{id} was read, which the report does not have"));
    }
    (score, wrong)
}

/// Findings of severity error or warning.
pub fn alarms(audit: &Audit) -> Vec<String> {
    let alarms = audit.findings.iter().filter(|finding| finding.severity > Severity::Info);
    alarms.map(|finding| format!("{} {}", finding.rule, finding.message(gouji::Lang::Zh))).collect()
}

/// Cells with what was read of them, without where and how it was written.
pub fn values(audit: &Audit) -> BTreeMap<CellId, String> {
    audit.report.cells.iter().map(|(&id, cell)| (id, format!("{:?}", cell.state))).collect()
}

/// Every place that does not lead back to the text that was read there.
pub fn places(source: &str, kind: Kind, audit: &Audit) -> Vec<String> {
    let cells = audit.report.cells.iter();
    let mut wrong: Vec<String> = cells.filter_map(|(id, cell)| place(*id, cell, source, kind)).collect();
    let sections = audit.report.sections.iter().map(|section| section.place);
    let quotes = audit.findings.iter().filter_map(|finding| Some(finding.quote.as_ref()?.place));
    for span in sections.chain(quotes).filter_map(|place| place.span) {
        if source.get(span.start..span.end).is_none_or(|text| text.trim().is_empty()) {
            wrong.push(format!("{span:?} of a quote or a title is no text of the source"));
        }
    }
    for quote in audit.claims.iter().flat_map(|claim| [&claim.quote, &claim.figure]) {
        let Some(span) = quote.place.span else {
            wrong.push(format!("“{}” has no place in the source", quote.text));
            continue;
        };
        let bare = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
        let slice = source.get(span.start..span.end).unwrap_or_default();
        let seen = if kind == Kind::Html { without_tags(slice) } else { slice.to_owned() };
        if bare(&seen) != bare(&quote.text) {
            wrong.push(format!("“{}”: its place shows {slice:?}", quote.text));
        }
    }
    wrong
}

fn place(id: CellId, cell: &Cell, source: &str, kind: Kind) -> Option<String> {
    let Some(span) = cell.place.and_then(|place| place.span) else {
        let number = matches!(cell.state, State::Number(_));
        return number.then(|| format!("{id} is a number without a place in the source"));
    };
    let Some(slice) = source.get(span.start..span.end) else {
        return Some(format!("{id}: {span:?} is no range of the source"));
    };
    let shown = if kind == Kind::Html { without_tags(slice) } else { slice.to_owned() };
    // A non-breaking space that became a question mark.
    let seen = number(shown.trim_start_matches('?'));
    match cell.state {
        State::Number(value) if seen != Some(value) => {
            Some(format!("{id}: {value} was read, its place shows {slice:?}"))
        }
        State::Blank if seen.is_some() => Some(format!("{id}: read as blank, its place shows {slice:?}")),
        _ => None,
    }
}

/// The number at the start of a cell's text, its width, signs, spaces and separators made plain.
fn number(text: &str) -> Option<Decimal> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let text = text.trim_start_matches('+').replacen('减', "-", 1).replacen('−', "-", 1);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    text[..end].parse().ok()
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&nbsp;", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_seen_through_their_writing() {
        assert_eq!(number(" １,２３４.5万元"), Some(Decimal::new(12345, 1)));
        assert_eq!(number("+248"), Some(Decimal::from(248)));
        assert_eq!(number("减3"), Some(Decimal::from(-3)));
        assert_eq!(number("—"), None);
        assert_eq!(without_tags("&nbsp;<b>1</b><i>2</i>"), " 12");
    }
}
