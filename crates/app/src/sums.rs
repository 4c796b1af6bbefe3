//! An equation written out for a reader: which cells, under which short names, with which numbers, and what they come to.
//!
//! Comes in: an [`Answer`] and one of its equations. Goes out: text only. Names of cells are the form's and stay Chinese.

use gouji::equation::{Side, Term};
use gouji::finding::{Figure, Problem, Role};
use gouji::narrative::Claim;
use gouji::plain::shown;
use gouji::report::State;
use gouji::{CellId, Decimal, Equation, Outcome, Table};

use crate::answer::{Answer, Face};
use crate::lang::Lang;
use crate::texts::{count, fill, texts};

/// One term, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenTerm {
    /// The cell.
    pub cell: CellId,
    /// `+` or `−`.
    pub sign: char,
    /// What tells the cell from the others of the equation: its row or its column.
    pub name: String,
    /// Its number, or how a cell without one was taken.
    pub value: String,
    /// Whether it adds nothing.
    pub is_zero: bool,
}

/// The terms of `side`, named as in `equation`.
pub fn terms(answer: &Answer, equation: &Equation, side: &Side, lang: Lang) -> Vec<WrittenTerm> {
    let naming = Naming::of(equation);
    side.terms
        .iter()
        .map(|&Term { cell, coefficient }| WrittenTerm {
            cell,
            sign: if coefficient < 0 { '−' } else { '+' },
            name: naming.name(cell),
            value: value(answer, cell, lang),
            is_zero: match answer.state(cell) {
                State::Number(value) => value.is_zero(),
                State::Blank => true,
                _ => false,
            },
        })
        .collect()
}

/// The whole equation in one line: `结果维持 1 + 尚未审结 1 = 2，总计 1，差 1`. Terms that add nothing are left out.
pub fn line(answer: &Answer, relation: usize, lang: Lang) -> String {
    let Some((equation, _)) = answer.relations.get(relation) else { return String::new() };
    // A side that is written as one figure needs no sum of its own.
    let side = |side: &Side| {
        let mut written = String::new();
        let terms = terms(answer, equation, side, lang);
        let single =
            terms.iter().filter(|term| !term.is_zero).count() + usize::from(!side.constant.is_zero()) <= 1;
        for term in terms.iter().filter(|term| !term.is_zero) {
            if !written.is_empty() || term.sign == '−' {
                written.push_str(&format!(" {} ", term.sign));
            }
            written.push_str(&format!("{} {}", term.name, term.value));
        }
        if !side.constant.is_zero() {
            let sign = if written.is_empty() { "" } else { " + " };
            written.push_str(&format!("{sign}{} {}", texts(lang).figure_elsewhere, side.constant));
        }
        (if written.is_empty() { "0".to_owned() } else { written.trim().to_owned() }, single)
    };
    let ((left, left_single), (right, right_single)) = (side(&equation.left), side(&equation.right));
    let text = texts(lang);
    let Some(sums) = answer.sums(relation) else { return format!("{left}{}{right}", text.separator) };
    let left = if left_single { left } else { format!("{left} = {}", sums.left) };
    let right = if right_single { right } else { format!("{} = {right}", sums.right) };
    if answer.is_unplaced(relation) && !matches!(answer.relations[relation].1, Outcome::Fails(_)) {
        return format!("{left} …… {right}{}{}", text.separator, text.not_placed);
    }
    if equation.relation.holds(sums) {
        return format!("{left} {} {right}", equation.relation.sign());
    }
    if matches!(answer.relations[relation].1, Outcome::Holds) {
        return format!("{left} ≈ {right}");
    }
    let by = sums.left.checked_sub(sums.right).map_or_else(String::new, |by| by.abs().to_string());
    let sign = equation.relation.broken();
    format!("{left} {sign} {right}{}{}", text.separator, fill(text.difference, &[("n", &by)]))
}

/// Which way a sum of the form runs through its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Along a row.
    Across,
    /// Down a column.
    Down,
}

/// Which way to look to follow the equation; none where it has figures from elsewhere or cells of several rows and columns.
pub fn direction(answer: &Answer, relation: usize) -> Option<Direction> {
    let (equation, _) = answer.relations.get(relation)?;
    let is_own = equation.left.constant.is_zero() && equation.right.constant.is_zero();
    match Naming::of(equation) {
        _ if !is_own || answer.claim_of(equation).is_some() => None,
        Naming::ByColumn => Some(Direction::Across),
        Naming::ByRow => Some(Direction::Down),
        Naming::Full => None,
    }
}

/// The clause of the prose with the figure of the table in it. None where the figure is not written in digits, or
/// stands more than once in its clause.
pub fn corrected(answer: &Answer, claim: &Claim) -> Option<String> {
    let to = claim.right(&answer.audit.report)?.normalize().to_string();
    let (figure, clause) = (claim.figure.text.trim(), claim.quote.text.trim());
    let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit() || char == '.');
    let mut places = clause.match_indices(figure).filter(|(at, _)| {
        let (before, after) = (&clause[..*at], &clause[at + figure.len()..]);
        !is_digit(before.chars().next_back()) && !is_digit(after.chars().next())
    });
    let (Some((at, _)), None, true) = (places.next(), places.next(), claim.is_plain()) else {
        return None;
    };
    Some(format!("{}{to}{}", &clause[..at], &clause[at + figure.len()..]))
}

/// What stands in an equation from outside this report's tables, with its value: figures of other reports, or of the prose.
pub fn figures(answer: &Answer, equation: &Equation, lang: Lang) -> Vec<(String, String)> {
    let text = texts(lang);
    let about = |finding: &&gouji::Finding| finding.equation.as_ref().is_some_and(|(own, _)| own == equation);
    if let Some(Problem::Across { figures, .. }) =
        answer.audit.findings.iter().find(about).map(|f| &f.problem)
    {
        let figure = |figure: &Figure| {
            let cell = figure.cell.label();
            let name = match (figure.report.role, &figure.report.name) {
                (Role::Prior, _) => fill(text.figure_of_prior, &[("cell", &cell)]),
                (_, name) => fill(
                    text.figure_of_member,
                    &[("name", name.as_deref().unwrap_or(text.untitled)), ("cell", &cell)],
                ),
            };
            (name, figure.value.map_or_else(|| text.blank_as_zero.to_owned(), |value| value.to_string()))
        };
        return figures.iter().map(figure).collect();
    }
    if let Some(claim) = answer.claim_of(equation) {
        let name = fill(text.figure_of_prose, &[("words", claim.figure.text.trim())]);
        return vec![(name, claim.value.to_string())];
    }
    match equation.left.constant {
        constant if constant.is_zero() && !equation.left.terms.is_empty() => Vec::new(),
        constant => vec![(text.figure_elsewhere.to_owned(), constant.to_string())],
    }
}

/// By how much the sides differ, in words; whether they are equal.
pub fn difference(answer: &Answer, relation: usize, lang: Lang) -> Option<String> {
    let sums = answer.sums(relation)?;
    let by = sums.left.checked_sub(sums.right)?;
    let text = texts(lang);
    let template = match by {
        _ if answer.is_unplaced(relation) && matches!(answer.relations[relation].1, Outcome::Holds) => {
            text.equal_unplaced
        }
        by if by.is_zero() => text.equal,
        _ if answer.relations[relation].0.relation.holds(sums) => text.at_least,
        _ if matches!(answer.relations[relation].1, Outcome::Holds) => text.about_equal,
        by if by > Decimal::ZERO => text.left_is_more,
        _ => text.right_is_more,
    };
    Some(fill(template, &[("n", &by.abs().to_string())]))
}

/// Where an equation stands: its row, its column or its block.
pub fn place(equation: &Equation, lang: Lang) -> String {
    let Some(cell) = equation.right.terms.first().map(|term| term.cell) else { return String::new() };
    let text = texts(lang);
    match Naming::of(equation) {
        Naming::ByColumn if cell.table == Table::T4 => {
            cell.label().split('·').next().unwrap_or_default().to_owned()
        }
        Naming::ByColumn => fill(text.cell_row, &[("name", &format!("“{}”", cell.row_label()))]),
        Naming::ByRow => fill(text.cell_column, &[("name", &format!("“{}”", cell.column_spec().label))]),
        Naming::Full => cell.label(),
    }
}

/// `不符`, `相符` or `未核对`. Where it is not certain which figure stands where, nothing is said to agree.
pub fn status(answer: &Answer, relation: usize, lang: Lang) -> &'static str {
    let text = texts(lang);
    let Some((_, outcome)) = answer.relations.get(relation) else { return "" };
    match outcome {
        Outcome::Holds if answer.is_unplaced(relation) => text.not_placed,
        Outcome::Fails(_) => text.fails,
        Outcome::Holds => text.holds,
        Outcome::Skipped(_) => text.not_checked,
    }
}

/// The sign that goes with [`status`].
pub fn sign(answer: &Answer, relation: usize) -> &'static str {
    let Some((equation, outcome)) = answer.relations.get(relation) else { return "" };
    match outcome {
        Outcome::Holds if answer.is_unplaced(relation) => "○",
        Outcome::Fails(_) => equation.relation.broken(),
        Outcome::Holds => equation.relation.sign(),
        Outcome::Skipped(_) => "○",
    }
}

/// How many equations contain a cell, for an announcement.
pub fn cell_summary(answer: &Answer, cell: CellId, lang: Lang) -> String {
    let failing = answer.problems_of(cell).failing.to_string();
    let n = answer.relations_of(cell).len();
    let text = texts(lang);
    match n {
        0 => format!("{}{}{}", cell.label(), text.separator, text.cell_in_none),
        n => fill(text.said_cell, &[("cell", &cell.label()), ("n", &n.to_string()), ("failing", &failing)]),
    }
}

/// The name of a cell as a screen reader says it: column, row, what stands there, what is wrong, its part in the equation.
pub fn spoken(face: &Face, role: Option<&'static str>, lang: Lang) -> String {
    let (text, cell) = (texts(lang), face.cell);
    let mut parts = match cell.table {
        Table::T4 => vec![cell.label().replace('·', text.separator)],
        _ => vec![
            fill(text.cell_column, &[("name", cell.column_spec().label)]),
            fill(text.cell_row, &[("name", &cell.row_label())]),
        ],
    };
    parts.push(match face.state {
        State::Ambiguous if face.readings > 0 => {
            format!("{}{}{}", shown(&face.raw), text.separator, count(text.cell_unsure, face.readings))
        }
        State::Ambiguous => format!("{}{}{}", shown(&face.raw), text.separator, text.cell_ambiguous),
        State::Missing => text.cell_missing.to_owned(),
        _ if face.raw.is_empty() => text.blank.to_owned(),
        _ => shown(&face.raw).into_owned(),
    });
    if face.problems.failing > 0 {
        parts.push(count(text.cell_fails, face.problems.failing));
    }
    if face.problems.flawed {
        parts.push(text.cell_flawed.to_owned());
    }
    if face.problems.noted {
        parts.push(text.cell_noted.to_owned());
    }
    if let Some(to) = face.change {
        parts.push(fill(text.cell_change, &[("to", &to.normalize().to_string())]));
    }
    if let Some(was) = &face.was {
        parts.push(fill(text.cell_changed, &[("was", &quoted(was.as_deref(), lang))]));
    }
    parts.extend(role.map(str::to_owned));
    parts.join(text.separator)
}

/// What a source says in a cell, for a sentence.
pub fn quoted(raw: Option<&str>, lang: Lang) -> String {
    let text = texts(lang);
    match raw {
        None => text.cell_missing.to_owned(),
        Some("") => text.blank.to_owned(),
        Some(raw) => format!("“{}”", shown(raw)),
    }
}

fn value(answer: &Answer, cell: CellId, lang: Lang) -> String {
    let text = texts(lang);
    let raw = shown(answer.cell(cell).and_then(|cell| cell.raw.as_deref()).unwrap_or_default().trim());
    match answer.state(cell) {
        State::Number(value) => value.to_string(),
        State::Blank if raw.is_empty() => text.blank_as_zero.to_owned(),
        State::Blank => fill(text.written, &[("raw", &raw)]),
        State::Malformed => format!("“{raw}”"),
        State::Ambiguous => answer.written(cell),
        State::Missing => text.cell_missing.to_owned(),
    }
}

/// How the cells of an equation are told from each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// They share a row: by column.
    ByColumn,
    /// They share a column: by row.
    ByRow,
    /// By their full name.
    Full,
}

impl Naming {
    fn of(equation: &Equation) -> Naming {
        let shared = |key: fn(CellId) -> (Table, u8)| {
            let mut keys = equation.cells().map(key);
            let first = keys.next();
            keys.all(|key| Some(key) == first)
        };
        if shared(|cell| (cell.table, cell.row)) {
            Naming::ByColumn
        } else if shared(|cell| (cell.table, cell.column)) {
            Naming::ByRow
        } else {
            Naming::Full
        }
    }

    fn name(self, cell: CellId) -> String {
        match self {
            Naming::ByColumn => cell.column_spec().label.to_owned(),
            Naming::ByRow => cell.row_label(),
            Naming::Full => cell.label(),
        }
    }
}

#[cfg(test)]
mod tests {
    use gouji::Audit;

    use super::*;
    use crate::answer::tests::{broken, report};

    fn answer(values: &[(&str, &str)]) -> Answer {
        Answer::of_audit(Audit::of(report(values)))
    }

    #[track_caller]
    fn check(answer: &Answer, cell: &str, nth: usize, zh: &str, en: &str) {
        let relation = answer.relations_of(cell.parse().expect("an id"))[nth];
        assert_eq!(line(answer, relation, Lang::Zh), zh);
        assert_eq!(line(answer, relation, Lang::En), en);
    }

    #[test]
    fn a_block_of_table_4_is_named_by_its_columns() {
        check(
            &broken(),
            "t4.direct.total",
            0,
            "结果维持 1 + 尚未审结 1 = 2 ≠ 总计 1，差 1",
            "结果维持 1 + 尚未审结 1 = 2 ≠ 总计 1, off by 1",
        );
    }

    #[test]
    fn a_column_of_table_3_is_named_by_its_rows_and_both_sides_are_sums() {
        let answer = answer(&[
            ("t3.received.natural", "5"),
            ("t3.carried_in.natural", "-"),
            ("t3.granted.natural", "3"),
            ("t3.total.natural", "3"),
            ("t3.carried_out.natural", "1"),
        ]);
        check(
            &answer,
            "t3.received.natural",
            1,
            "一、本年新收政府信息公开申请数量 5 ≠ 4 = （七）总计 3 + 四、结转下年度继续办理 1，差 1",
            "一、本年新收政府信息公开申请数量 5 ≠ 4 = （七）总计 3 + 四、结转下年度继续办理 1, off by 1",
        );
        check(
            &answer,
            "t3.granted.natural",
            1,
            "（一）予以公开 3 = （七）总计 3",
            "（一）予以公开 3 = （七）总计 3",
        );
    }

    #[test]
    fn a_blank_cell_is_said_to_count_as_zero() {
        let answer = answer(&[("t4.review.upheld", "-"), ("t4.review.corrected", "")]);
        let (equation, _) =
            &answer.relations[answer.relations_of("t4.review.total".parse().expect("an id"))[0]];
        let values: Vec<_> =
            terms(&answer, equation, &equation.left, Lang::Zh).into_iter().map(|term| term.value).collect();
        assert_eq!(values, ["填“-”，按 0 计", "空白，按 0 计", "0", "0"]);
    }

    #[test]
    fn a_cell_is_spoken_with_column_row_value_and_what_is_wrong() {
        let answer = answer(&[("t3.received.natural", "44"), ("t3.received.total", "45")]);
        let spoken = spoken(&answer.face("t3.received.total".parse().expect("an id")), None, Lang::Zh);
        assert_eq!(spoken, "总计列，一、本年新收政府信息公开申请数量行，45，不符 2 项，首选改法：改为 0");
    }

    #[test]
    fn the_difference_says_which_side_is_more() {
        let answer = broken();
        let relation = answer.entries[0].relation.expect("an equation");
        assert_eq!(difference(&answer, relation, Lang::Zh).as_deref(), Some("差 1：左边比右边多 1"));
        let (equation, _) = &answer.relations[relation];
        assert_eq!(place(equation, Lang::Zh), "行政诉讼（未经复议直接起诉）");
    }
}
