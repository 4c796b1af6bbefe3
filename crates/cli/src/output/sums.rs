//! An equation that fails, written out: `1 + 0 + 0 + 1 = 2 ≠ 1`.

use gouji::equation::{Side, Sums, Term};
use gouji::finding::Figure;
use gouji::report::State;
use gouji::{Decimal, Equation, Finding, Lang, Report};

use super::pick;

/// A side of more terms than this is written without its zeros.
const ALL_TERMS: usize = 8;

/// Both sides as sums, and their difference; nothing for a finding that is no equation.
pub fn line(finding: &Finding, report: &Report, lang: Lang) -> Option<String> {
    let (equation, sums) = finding.equation.as_ref()?;
    let (left, left_zeros) = side(&equation.left, finding.problem.figures(), report, lang);
    let (right, right_zeros) = side(&equation.right, &[], report, lang);
    Some(written(equation, *sums, (left, left_zeros), (right, right_zeros), lang))
}

type Written = (String, usize);

fn written(equation: &Equation, sums: Sums, left: Written, right: Written, lang: Lang) -> String {
    let ((left, left_zeros), (right, right_zeros)) = (left, right);
    let (left_sum, right_sum) = (sums.left.normalize().to_string(), sums.right.normalize().to_string());
    // A single term is its own sum.
    let left = if left == left_sum { left } else { format!("{left} = {left_sum}") };
    let right = match single(&equation.right) || right == right_sum {
        true => right,
        false => format!("{right_sum} = {right}"),
    };
    let difference = sums.left.saturating_sub(sums.right).normalize();
    let zeros = match (left_zeros + right_zeros, lang) {
        (0, _) => String::new(),
        (zeros, Lang::Zh) => format!("；其余 {zeros} 项为 0"),
        (zeros, Lang::En) => format!("; the other {zeros} are 0"),
    };
    let (open, word, close) = match lang {
        Lang::Zh => ("（", "相差", "）"),
        Lang::En => (" (", "difference", ")"),
    };
    format!("{left} {} {right}{open}{word} {difference}{zeros}{close}", equation.relation.broken())
}

fn single(side: &Side) -> bool {
    side.terms.len() + usize::from(!side.constant.is_zero()) == 1
}

/// The terms of a side, and how many zeros were left out. Other reports' figures, of which the constant is made, come first.
fn side(side: &Side, figures: &[Figure], report: &Report, lang: Lang) -> Written {
    let mut parts: Vec<(bool, String)> = Vec::new();
    let mut zeros = 0;
    for figure in figures {
        match figure.value {
            Some(value) if !value.is_zero() => parts.push((false, value.normalize().to_string())),
            _ if figures.len() == 1 && side.terms.is_empty() => {}
            _ if figures.len() <= ALL_TERMS => parts.push((false, "0".to_owned())),
            _ => zeros += 1,
        }
    }
    for term in &side.terms {
        let shown = figure(*term, report, lang, single(side));
        if shown == "0" && side.terms.len() > ALL_TERMS {
            zeros += 1;
        } else {
            parts.push((term.coefficient < 0, shown));
        }
    }
    if figures.is_empty() && !side.constant.is_zero() || parts.is_empty() {
        parts.push((side.constant.is_sign_negative(), side.constant.abs().normalize().to_string()));
    }
    let mut text = String::new();
    for (index, (negative, part)) in parts.iter().enumerate() {
        text += match (index, negative) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        text += part;
    }
    (text, zeros)
}

/// The term without its sign. A blank counts as zero, and is called blank only where nothing stands beside it; `?` is a
/// figure whose column cannot be told.
fn figure(term: Term, report: &Report, lang: Lang, alone: bool) -> String {
    let state = report.cells.get(&term.cell).map(|cell| cell.state);
    let figure = match state {
        Some(State::Number(value)) if value < Decimal::ZERO && !alone => format!("({})", value.normalize()),
        Some(State::Number(value)) => value.normalize().to_string(),
        Some(State::Blank) if alone => pick(lang, "空白", "blank").to_owned(),
        Some(State::Blank) => "0".to_owned(),
        _ => "?".to_owned(),
    };
    match term.coefficient.unsigned_abs() {
        1 => figure,
        times => format!("{times}×{figure}"),
    }
}
