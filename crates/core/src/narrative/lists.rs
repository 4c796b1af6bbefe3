//! Lists of parts in a paragraph: where one begins, which figures are in it, and which may be its whole.
//!
//! Comes in: the paragraph's [`Item`]s. Goes out: [`List`]s, in their order. A list is opened by a word (其中, 包括, 分别为), a bracket
//! or a colon behind its whole, or made by its parts, where they divide applications or cases as the tables do. Nothing is added up here.

use super::items::Item;
use super::lexicon::{Act, Meaning, Topic};
use super::reader::Division;
use super::tokens::Kind;
use super::words::Page;

/// Figures before a list that may be its whole: 其中 may look back over siblings of the last one.
const WHOLES: usize = 8;

/// Parts, and what they may be parts of, as places among the items.
#[derive(Debug)]
pub(super) struct List {
    /// The nearest first.
    pub(super) wholes: Vec<usize>,
    pub(super) parts: Vec<usize>,
    pub(super) opening: Opening,
    /// Whether a figure of another kind stands between the parts: 发布会3场 among 条.
    pub(super) is_mixed: bool,
}

/// What a list is opened by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// 其中, 包括, a bracket, a colon.
    Part,
    /// 分别为.
    Closed,
    /// What its parts are.
    Kind,
}

/// The lists that a word, a bracket or a colon opens.
pub(super) fn opened(page: &Page<'_>, items: &[Item]) -> Vec<List> {
    let list = |at| {
        let opening = opening(page, items, at)?;
        let (parts, is_mixed) = parts(page, items, at, |_| true);
        let home = home(items, at);
        let most = if home == items[at].group { WHOLES } else { 1 };
        let wholes = before(items, at).filter(|&whole| items[whole].group == home).take(most).collect();
        Some(List { wholes, parts, opening, is_mixed })
    };
    (1..items.len()).filter_map(list).collect()
}

/// The lists that their parts make: 收到申请75件，自然人72件、企业3件. Figures that are `taken` are in another list.
pub(super) fn of_kinds(page: &Page<'_>, items: &[Item], taken: &[bool]) -> Vec<List> {
    let mut lists = Vec::new();
    let mut at = 1;
    while at < items.len() {
        let kind = items[at].kind;
        let is_kind = !matches!(kind, Division::Unknown | Division::Carried);
        if !is_kind || taken[at] || items[at].is_percent || !items[at].plain {
            at += 1;
            continue;
        }
        let goes_on = |item: &Item| {
            let carried = kind != Division::Case
                && (item.kind == Division::Carried || item.words.acts.contains(&Act::Open));
            item.kind == kind || carried || item.words.rest
        };
        let (parts, is_mixed) = parts(page, items, at, goes_on);
        let is_whole = |whole: &usize| {
            let item = &items[*whole];
            let around = item.group == items[at].group || item.group == items[at].outer;
            around
                && match kind {
                    Division::Case => is_cases(item),
                    Division::Channel => {
                        *whole + 1 == at && item.kind == Division::Unknown || item.is_applications()
                    }
                    _ => item.is_applications(),
                }
        };
        const NEAREST: usize = 4;
        let wholes = before(items, at).filter(is_whole).take(NEAREST).collect();
        at = parts.last().map_or(at, |last| *last) + 1;
        lists.push(List { wholes, parts, opening: Opening::Kind, is_mixed });
    }
    lists
}

/// Whether reviews or lawsuits are counted, whatever became of them.
fn is_cases(item: &Item) -> bool {
    let cases = [Topic::Review, Topic::Lawsuit, Topic::Direct, Topic::AfterReview];
    item.kind == Division::Unknown && item.words.nouns.last().is_some_and(|noun| cases.contains(noun))
}

/// Figures before one that may be wholes: in its sentence or the one before, under the same item number, exact and with a unit.
fn before(items: &[Item], at: usize) -> impl Iterator<Item = usize> + '_ {
    let here = &items[at];
    let near = |item: &Item| item.scope == here.scope && item.sentence + 1 >= here.sentence;
    (0..at).rev().take_while(move |&at| near(&items[at])).filter(move |&at| {
        let item = &items[at];
        !item.is_percent && item.plain && !item.figure.unit.is_empty() && item.kind != Division::Carried
    })
}

/// The brackets in which the whole of a list stands: the first figure in brackets has it outside of them.
fn home(items: &[Item], at: usize) -> usize {
    let is_first = items[..at].iter().all(|item| item.group != items[at].group);
    if is_first { items[at].outer } else { items[at].group }
}

/// The figures from `at` on that stand side by side and `go on` its list, and whether one between them does not belong.
fn parts(page: &Page<'_>, items: &[Item], at: usize, goes_on: impl Fn(&Item) -> bool) -> (Vec<usize>, bool) {
    let first = &items[at];
    let mut parts = vec![at];
    let mut is_mixed = !first.plain;
    for (next, item) in items.iter().enumerate().skip(at + 1) {
        let ends = item.sentence != first.sentence
            || item.scope != first.scope
            || item.group == first.outer && first.group != 0;
        if ends {
            break;
        }
        if item.group != first.group || item.is_percent {
            continue;
        }
        if opening(page, items, next).is_some() || !goes_on(item) {
            break;
        }
        if item.plain {
            parts.push(next);
        } else {
            is_mixed = true;
        }
    }
    (parts, is_mixed)
}

/// What opens a list with the item at `at` as its first part.
pub(super) fn opening(page: &Page<'_>, items: &[Item], at: usize) -> Option<Opening> {
    let last = items.get(at.checked_sub(1)?)?;
    let item = &items[at];
    let between = page.tokens.get(last.end..item.token)?;
    // What stands in brackets that are closed again says nothing about what comes behind them.
    let closed = between.iter().rposition(|token| token.kind == Kind::Mark(')')).map_or(0, |at| at + 1);
    let between = &between[closed..];
    let word = between.iter().rev().find_map(|token| match token.meaning()? {
        Meaning::Part => Some(Opening::Part),
        Meaning::Closed => Some(Opening::Closed),
        _ => None,
    });
    let bracket = item.group != last.group
        && item.outer == last.group
        && home(items, at) == item.outer
        && item.group != 0;
    let colon = between.first().is_some_and(|token| token.kind == Kind::Mark('：')) && closed == 0;
    word.or((bracket || colon).then_some(Opening::Part))
}
