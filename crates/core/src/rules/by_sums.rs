//! The sums decode: of what the cells of a picture may say that are not sure, the only choice that makes every equation of their table true.
//!
//! Comes in: a report with cells that are not sure. Goes out: the same, with those cells known that the sums confirm, and a note that says so.
//! A cell that stands in no equation is never confirmed, nor is one of a table in which anything fails: then the choice would hide an error.

use std::collections::BTreeMap;

use super::tables::equations;
use crate::Decimal;
use crate::equation::{Equation, Outcome, Skip};
use crate::form::{CellId, Table};
use crate::report::{Note, Report, State};
use crate::value::{Cell, of_text};

/// Choices that are tried for a table, picked by feeling: a table with three unsure cells in every row takes some hundred.
const STEPS: usize = 200_000;

/// Takes what the sums confirm.
pub(crate) fn settle(report: &mut Report) {
    if report.unsure.is_empty() {
        return;
    }
    let all = equations(&report.forms);
    for table in Table::ALL {
        let own = all.iter().filter(|equation| {
            equation.rule.is_kept() && equation.cells().next().is_some_and(|cell| cell.table == table)
        });
        let chosen = choice(report, own.collect());
        let mut cells: Vec<CellId> = Vec::new();
        for (id, cell) in chosen {
            let text = cell.raw.clone().unwrap_or_default();
            report.write(id, &text);
            cells.push(id);
        }
        if !cells.is_empty() {
            report.notes.push(Note::BySums { table, cells });
        }
    }
}

/// What each of the cells says that the sums confirm.
fn choice(report: &Report, equations: Vec<&Equation>) -> BTreeMap<CellId, Cell> {
    let fails = |equation: &&&Equation| matches!(equation.judge(report), Outcome::Fails(_));
    let is_open = |equation: &&&Equation| equation.judge(report) == Outcome::Skipped(Skip::Unsure);
    let open: Vec<&Equation> = equations.iter().filter(is_open).copied().collect();
    if open.is_empty() || equations.iter().any(|equation| fails(&equation)) {
        return BTreeMap::new();
    }
    // One that cannot be judged for another reason as well confirms nothing, and neither do its cells.
    let known = |cell: CellId| report.value(cell).is_some() || !report.is_sure(cell);
    let open: Vec<&Equation> = open.into_iter().filter(|equation| equation.cells().all(known)).collect();
    let options: BTreeMap<CellId, Vec<Cell>> = report
        .unsure
        .iter()
        .filter(|(id, _)| open.iter().any(|equation| equation.cells().any(|cell| cell == **id)))
        .map(|(id, candidates)| (*id, options(report, *id, candidates)))
        .collect();
    let mut search =
        Search { report, open, cells: options.into_iter().collect(), found: Vec::new(), steps: STEPS };
    search.walk(0, &mut BTreeMap::new());
    match (search.found.as_slice(), search.steps) {
        (_, 0) => BTreeMap::new(),
        ([only], _) => {
            let taken = search.cells.iter().zip(only).map(|((id, options), &at)| (*id, options[at].clone()));
            taken.collect()
        }
        _ => BTreeMap::new(),
    }
}

/// What a cell may say, each value once.
fn options(report: &Report, id: CellId, candidates: &[String]) -> Vec<Cell> {
    let mut options: Vec<Cell> = Vec::new();
    for text in candidates {
        let cell = of_text(text, id.quantity(), report.cells.get(&id).and_then(|cell| cell.place));
        let is_new = options.iter().all(|other| value(other) != value(&cell));
        if cell.flaw.is_none() && value(&cell).is_some() && is_new {
            options.push(cell);
        }
    }
    options
}

/// The value of a cell in a sum.
fn value(cell: &Cell) -> Option<Decimal> {
    match cell.state {
        State::Number(value) => Some(value),
        State::Blank => Some(Decimal::ZERO),
        State::Malformed | State::Ambiguous | State::Missing => None,
    }
}

/// A walk through all choices, cell by cell. An equation is asked as soon as all its cells are chosen.
struct Search<'a> {
    report: &'a Report,
    open: Vec<&'a Equation>,
    cells: Vec<(CellId, Vec<Cell>)>,
    /// Choices that make every equation true, as indices of options; two are enough to know that none is the only one.
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn walk(&mut self, at: usize, chosen: &mut BTreeMap<CellId, (usize, Decimal)>) {
        if self.found.len() > 1 || self.steps == 0 {
            return;
        }
        let Some((id, options)) = self.cells.get(at) else {
            self.found.push(chosen.values().map(|(index, _)| *index).collect());
            return;
        };
        let (id, values): (CellId, Vec<Option<Decimal>>) = (*id, options.iter().map(value).collect());
        for (index, value) in values.into_iter().enumerate() {
            self.steps = self.steps.saturating_sub(1);
            chosen.insert(id, (index, value.unwrap_or_default()));
            if self
                .open
                .iter()
                .filter(|equation| equation.cells().any(|cell| cell == id))
                .all(|e| self.may_hold(e, chosen))
            {
                self.walk(at + 1, chosen);
            }
        }
        chosen.remove(&id);
    }

    /// Whether the equation holds, or some of its cells are not chosen yet.
    fn may_hold(&self, equation: &Equation, chosen: &BTreeMap<CellId, (usize, Decimal)>) -> bool {
        let is_chosen = |cell: CellId| self.report.is_sure(cell) || chosen.contains_key(&cell);
        if !equation.cells().all(is_chosen) {
            return true;
        }
        let value = |cell: CellId| {
            chosen.get(&cell).map(|(_, value)| *value).or_else(|| self.report.value(cell).flatten())
        };
        !matches!(equation.confront(&value), Outcome::Fails(_) | Outcome::Skipped(Skip::OutOfRange))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Audit, Form, Input, Severity};

    /// Table 4 as the reader of pictures writes it: cells with candidates between bars.
    fn audit(cells: [&str; 15]) -> Audit {
        let field = |text: &&str| match text.split_once('|') {
            Some((first, _)) => format!("<td data-candidates=\"{}\">{first}</td>", text.replace('|', " ")),
            None => format!("<td>{text}</td>"),
        };
        let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let name = |text: &&str| format!("<td>{text}</td>");
        let first: String = names.iter().map(|text| format!("<td rowspan=2>{text}</td>")).collect();
        let more: String = names.iter().chain(&names).map(name).collect();
        let html = format!(
            "<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr><tr>{first}<td colspan=5>未经复议直接起诉\
             </td><td colspan=5>复议后起诉</td></tr><tr>{more}</tr><tr>{}</tr></table>",
            cells.iter().map(field).collect::<String>()
        );
        crate::check(Input::html(&html)).expect("a report")
    }

    fn errors(audit: &Audit) -> usize {
        audit.count(Severity::Error)
    }

    fn taken(audit: &Audit) -> Vec<String> {
        let cells = audit.report.notes.iter().filter_map(|note| match note {
            Note::BySums { cells, .. } => Some(cells),
            _ => None,
        });
        cells
            .flatten()
            .map(|id| format!("{id}={}", audit.report.cells[id].raw.as_deref().unwrap_or("?")))
            .collect()
    }

    const REST: [&str; 10] = ["1", "0", "0", "0", "1", "0", "0", "0", "2", "2"];

    fn with(block: [&str; 5]) -> [&str; 15] {
        let mut cells = [""; 15];
        cells[..5].copy_from_slice(&block);
        cells[5..].copy_from_slice(&REST);
        cells
    }

    #[test]
    fn the_only_choice_that_adds_up_is_taken() {
        let audit = audit(with(["3|8", "1", "0", "2|7", "5|6"]));
        assert_eq!(errors(&audit), 0);
        assert_eq!(taken(&audit), ["t4.review.upheld=3", "t4.review.pending=2", "t4.review.total=6"]);
        let audit = self::audit(with(["3|8", "1", "0", "2", "6|11|9"]));
        assert!(taken(&audit).is_empty(), "3+1+2=6 and 8+1+2=11");
        let audit = self::audit(with(["3|8", "1", "0", "2", "6|9"]));
        assert_eq!(taken(&audit), ["t4.review.upheld=3", "t4.review.total=6"]);
        assert!(audit.report.unsure.is_empty() && errors(&audit) == 0);
    }

    #[test]
    fn nothing_is_called_wrong_over_what_is_not_sure() {
        let audit = audit(with(["3|8", "1", "0", "2", "9"]));
        assert_eq!((errors(&audit), taken(&audit).len()), (0, 0));
        assert_eq!(audit.coverage.skipped.iter().filter(|(_, why)| *why == Skip::Unsure).count(), 1);
        assert!(!audit.report.is_sure("t4.review.upheld".parse().expect("a cell")));
        // Beside a table in which something fails for sure nothing is taken.
        let mut cells = with(["3|8", "1", "0", "2", "6"]);
        cells[9] = "4";
        let audit = self::audit(cells);
        assert_eq!((errors(&audit), taken(&audit).len()), (1, 0));
    }

    #[test]
    fn what_a_person_writes_is_sure() {
        let audit = audit(with(["3|8", "1", "0|5", "2|5", "11"]));
        assert!(taken(&audit).is_empty(), "3+1+5+2 and 8+1+0+2");
        let mut report = audit.report;
        report.write("t4.review.upheld".parse().expect("a cell"), "8");
        let audit = Audit::of(report);
        assert_eq!(taken(&audit), ["t4.review.other=0", "t4.review.pending=2"]);
        assert_eq!(errors(&audit), 0);
        assert_eq!(audit.report.forms[&Table::T4], Form::F2021);
    }
}
