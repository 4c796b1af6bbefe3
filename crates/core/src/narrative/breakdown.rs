//! `text.sum`: a figure of the narrative and the parts that it is broken down into.
//!
//! Comes in: the figures of a paragraph and the claims that tie them to cells. Goes out: a claim for each list whose whole is reached,
//! and for each that is closed (其他N件 at its end, 分别为, 三类, everything that the form has) and does not add up.
//!
//! A list ends where its whole is reached: what follows is another count. 其中 leaves open whether all parts are named, and a posting may
//! be in several of them, so an open list is never called wrong. Nor is a closed one where another reading of the same figures adds up (`doubts`).

use rust_decimal::Decimal;

use crate::rule::RuleId;

use super::items::Item;
use super::lexicon::{Act, Meaning};
use super::lists::{self, List, Opening};
use super::reader::{Division, Reader};
use super::words::Page;

/// A breakdown needs this many parts.
pub(super) const FEWEST: usize = 2;

/// A list as it was judged.
struct Judged {
    whole: usize,
    /// The whole, what was carried in with it where that belongs to it.
    total: Decimal,
    sum: Decimal,
    parts: Vec<usize>,
    holds: bool,
}

/// The claims of a paragraph's breakdowns.
pub(super) fn claims(reader: &mut Reader<'_>, page: &Page<'_>, items: &[Item]) {
    if items.iter().filter(|item| !item.is_percent).count() <= FEWEST {
        return;
    }
    let mut taken = vec![false; items.len()];
    let sums = Sums { reader, page, items };
    let mut judged: Vec<Judged> = Vec::new();
    let mut is_opened = vec![false; items.len()];
    for list in lists::opened(page, items) {
        list.parts.iter().for_each(|&part| is_opened[part] = true);
        judged.extend(sums.reached(&list).or_else(|| sums.closed(&list)));
    }
    judged.iter().for_each(|judged| judged.parts.iter().for_each(|&part| taken[part] = true));
    for list in lists::of_kinds(page, items, &taken) {
        // What an opened list leaves open stays open.
        let closed = || if is_opened[*list.parts.first()?] { None } else { sums.closed(&list) };
        judged.extend(sums.reached(&list).or_else(closed));
    }
    judged.extend((0..items.len()).filter_map(|at| sums.balance(at).or_else(|| sums.in_all(at))));
    for judged in judged {
        let whole = &items[judged.whole];
        reader.push_figures(page, whole, RuleId::TextSum, (judged.total, judged.sum), judged.holds);
    }
}

/// What a whole comes to: itself, or with what was carried in, said before its parts or in the table.
pub(super) fn with_carried_in(
    reader: &Reader<'_>,
    items: &[Item],
    whole: usize,
    first: usize,
) -> Vec<Decimal> {
    let here = &items[whole];
    let value = here.figure.value;
    let carried = items[..first].iter().enumerate().filter(|&(at, item)| {
        let near = item.scope == here.scope && item.sentence.abs_diff(here.sentence) <= 1;
        at != whole && near && item.carried_in() && item.plain
    });
    let mut totals = vec![value];
    if here.is_applications() {
        totals.extend(carried.map(|(_, item)| value.saturating_add(item.figure.value)));
        totals.push(value.saturating_add(reader.carried_in()));
    }
    totals
}

fn is_came_in(act: &Act) -> bool {
    matches!(act, Act::Received | Act::New | Act::Accepted)
}

/// What adds up.
pub(super) struct Sums<'s> {
    pub(super) reader: &'s Reader<'s>,
    pub(super) page: &'s Page<'s>,
    pub(super) items: &'s [Item],
}

impl Sums<'_> {
    pub(super) fn value(&self, at: usize) -> Decimal {
        self.items[at].figure.value
    }

    pub(super) fn sum(&self, parts: &[usize]) -> Decimal {
        parts.iter().fold(Decimal::ZERO, |sum, &part| sum.saturating_add(self.value(part)))
    }

    pub(super) fn is_carried(&self, at: usize) -> bool {
        self.items[at].kind == Division::Carried
    }

    /// Whether a part is counted in what its whole is counted in; the measure words of applications change freely.
    fn fits(&self, whole: usize, part: usize) -> bool {
        let free =
            |item: &Item| matches!(item.figure.unit, "件" | "份" | "宗" | "起" | "例" | "条" | "项" | "个");
        let (whole, item) = (&self.items[whole], &self.items[part]);
        item.counts(self.page, whole.figure.unit)
            || whole.is_applications()
                && free(whole)
                && free(item)
                && (item.kind != Division::Unknown || item.words.rest)
    }

    fn totals(&self, whole: usize, first: usize) -> Vec<Decimal> {
        with_carried_in(self.reader, self.items, whole, first)
    }

    /// The first parts of a list that make up its whole. 其中 behind siblings may speak of all of them, and then the whole list does.
    fn reached(&self, list: &List) -> Option<Judged> {
        let (&first, &nearest) = (list.parts.first()?, list.wholes.first()?);
        let all = list.parts.len();
        let unit = self.items[nearest].figure.unit;
        let mut sum = Decimal::ZERO;
        let siblings = list.wholes.iter().take_while(|&&whole| self.items[whole].figure.unit == unit);
        let together = siblings.map(|&whole| {
            sum = sum.saturating_add(self.value(whole));
            sum
        });
        let together: Vec<Decimal> = together.skip(1).collect();
        self.made_up(list, nearest, &together, all).or_else(|| {
            list.wholes.iter().find_map(|&whole| {
                let totals = self.totals(whole, first);
                (FEWEST..=all).rev().find_map(|end| self.made_up(list, whole, &totals, end))
            })
        })
    }

    /// Whether the parts up to `end` make up one of the totals, with what was carried over or without.
    fn made_up(&self, list: &List, whole: usize, totals: &[Decimal], end: usize) -> Option<Judged> {
        let parts = list.parts.get(..end)?.iter().copied();
        let parts: Vec<usize> = parts.filter(|&part| self.fits(whole, part)).collect();
        let without: Vec<usize> = parts.iter().copied().filter(|&part| !self.is_carried(part)).collect();
        let sums = [&parts, &without].into_iter().filter(|parts| parts.len() >= FEWEST);
        let sum = sums.map(|parts| self.sum(parts)).find(|sum| totals.contains(sum))?;
        Some(Judged { whole, total: sum, sum, parts, holds: true })
    }

    /// A list that is closed and whose whole is not reached, where nothing else explains it.
    fn closed(&self, list: &List) -> Option<Judged> {
        let &whole = list.wholes.first()?;
        let parts = &list.parts[..self.closing(list, whole)?];
        let same_unit = |&part: &usize| self.items[part].counts(self.page, self.items[whole].figure.unit);
        if list.is_mixed
            || !self.is_beside(list, whole)
            || parts.len() < FEWEST
            || !parts.iter().all(same_unit)
        {
            return None;
        }
        let (total, sum) = (self.value(whole), self.sum(parts));
        let is_certain = !self.is_doubtful(whole, parts, sum);
        is_certain.then(|| Judged { whole, total, sum, parts: parts.to_vec(), holds: false })
    }

    /// Whether no other figure stands between a list and its whole, but what was carried in and what brackets hold.
    fn is_beside(&self, list: &List, whole: usize) -> bool {
        let Some(&first) = list.parts.first() else { return false };
        let (here, part) = (&self.items[whole], &self.items[first]);
        self.items[whole + 1..first].iter().all(|item| {
            let elsewhere = item.group != here.group && item.group != part.group;
            item.is_percent || elsewhere || item.kind == Division::Carried
        })
    }

    /// How many parts a list has, if it says that it names them all or has more than its whole can have.
    fn closing(&self, list: &List, whole: usize) -> Option<usize> {
        let items = self.items;
        let kind = items[*list.parts.first()?].kind;
        let run = list.parts.iter().take_while(|&&part| items[part].kind == kind).count();
        let has = |names: &[&str]| {
            let said = |name: &&str| {
                list.parts[..run].iter().any(|&part| {
                    let words = &items[part].words;
                    let mut rows = words.rows.iter().chain(&words.cases);
                    rows.any(|rows| rows.first() == Some(name)) || words.columns.contains(name)
                })
            };
            names.iter().all(said)
        };
        let acts = &items[whole].words.acts;
        let came_in = items[whole].is_applications() && acts.iter().any(is_came_in);
        // An application comes from one applicant and in one way.
        let above = || list.opening == Opening::Part && self.sum(&list.parts[..run]) > self.value(whole);
        let all = match kind {
            Division::Applicant => came_in && (has(&["natural", "other_org"]) || above()),
            Division::Channel => came_in && (run > FEWEST && list.opening == Opening::Kind || above()),
            Division::Case => has(&["upheld", "corrected", "other", "pending"]),
            Division::Outcome => {
                let answered = items[whole].is_applications() && acts.contains(&Act::Answered);
                answered && has(&["granted", "partial", "denied", "unavailable", "rejected", "other"])
            }
            _ => false,
        };
        if all {
            return Some(run);
        }
        let rest = list.parts.iter().position(|&part| self.is_rest(whole, part));
        if let Some(rest) = rest {
            let outcomes = list.parts[..=rest].iter().any(|&part| items[part].kind == Division::Outcome);
            return (!outcomes && list.opening != Opening::Kind).then_some(rest + 1);
        }
        if list.opening == Opening::Closed {
            return self.respectively(list, whole);
        }
        // 四类信息100条，其中 and four parts.
        let kinds = whole.checked_sub(1).map(|at| &items[at])?;
        let counted = kinds.figure.unit == "类" && kinds.sentence == items[whole].sentence;
        let length = list.parts.len();
        (counted
            && length > FEWEST
            && kinds.figure.value == Decimal::from(length)
            && list.opening == Opening::Part)
            .then_some(length)
    }

    /// The parts behind 分别为, which are joined in one way, right behind their whole.
    fn respectively(&self, list: &List, whole: usize) -> Option<usize> {
        let (items, page) = (self.items, self.page);
        let first = *list.parts.first()?;
        let lead = page.text(items[whole].end..items[first].token);
        if !matches!(lead.as_str(), "，分别为" | "，分别是" | "分别为" | "分别是") {
            return None;
        }
        let joint = |at: usize| page.text(items[at - 1].end..items[at].token).chars().next();
        let second = *list.parts.get(1)?;
        let run = list.parts.iter().skip(1).take_while(|&&part| joint(part) == joint(second)).count();
        let behind = page.text(items[*list.parts.get(run)?].end..page.tokens.len());
        (run + 1 == list.parts.len() && behind.starts_with('。')).then_some(run + 1)
    }

    /// Whether a part is all that remains: 其他, 其他信息, 其他渠道, but not 其他财政信息.
    fn is_rest(&self, whole: usize, part: usize) -> bool {
        const GENERAL: [&str; 24] = [
            "应主动公开",
            "主动公开",
            "政府信息",
            "政务信息",
            "信息",
            "政府",
            "政务",
            "公开",
            "发布",
            "各类",
            "类别",
            "类型",
            "类",
            "渠道",
            "方式",
            "途径",
            "形式",
            "情况",
            "事项",
            "内容",
            "方面",
            "的",
            "共",
            "为",
        ];
        let (item, page) = (&self.items[part], self.page);
        let is_rest = |token: &super::tokens::Token| token.meaning() == Some(Meaning::Rest);
        let Some(at) = page.tokens[item.lead.clone()].iter().position(is_rest) else { return false };
        let at = item.lead.start + at;
        let joins = |meaning| {
            matches!(meaning, Some(Meaning::And | Meaning::Filler | Meaning::Part | Meaning::Through))
        };
        if !page.tokens[item.lead.start..at].iter().all(|token| joins(token.meaning())) {
            return false;
        }
        let name = page.text(at + 1..item.token) + &page.text(item.token + 1..item.end);
        let mut name = name.as_str();
        while let Some(rest) = GENERAL.iter().find_map(|word| name.strip_prefix(word)) {
            name = rest;
        }
        let counted = &self.items[whole];
        let counted = page.text(counted.lead.clone()) + &page.text(counted.token + 1..counted.end);
        name.is_empty() || name.chars().count() > 1 && counted.ends_with(name)
    }

    /// 收到75件，答复72件，结转下年度3件: what came in is what was answered and what goes on.
    fn balance(&self, whole: usize) -> Option<Judged> {
        let items = self.items;
        let here = &items[whole];
        if here.is_percent
            || !here.plain
            || !here.is_applications()
            || !here.words.acts.iter().any(is_came_in)
        {
            return None;
        }
        let near = (whole + 1..items.len()).filter(|&at| {
            let item = &items[at];
            item.scope == here.scope && item.sentence <= here.sentence + 1 && item.plain && !item.is_percent
        });
        let near: Vec<usize> = near.collect();
        let answered = |at: &&usize| {
            let item = &items[**at];
            item.is_applications()
                && item.words.acts.iter().any(|act| matches!(act, Act::Answered | Act::Handled))
        };
        let open = |at: &&usize| {
            let item = &items[**at];
            item.words.acts.contains(&Act::Open) || item.kind == Division::Carried && !item.words.before
        };
        let (&answered, &open) = (near.iter().find(answered)?, near.iter().find(open)?);
        let sum = self.sum(&[answered, open]);
        let holds = self.totals(whole, items.len()).contains(&sum);
        holds.then(|| Judged { whole, total: sum, sum, parts: vec![answered, open], holds })
    }

    /// 网站500条、微信300条，共计800条.
    fn in_all(&self, whole: usize) -> Option<Judged> {
        const IN_ALL: [&str; 8] = ["共", "共计", "合计", "总计", "总共", "合计为", "共有", "累计"];
        let here = &self.items[whole];
        let says_so = || IN_ALL.contains(&self.page.text(here.lead.clone()).as_str());
        if here.is_percent || !here.plain || here.figure.unit.is_empty() || !says_so() {
            return None;
        }
        let mut parts: Vec<usize> = Vec::new();
        for (at, item) in self.items[..whole].iter().enumerate().rev() {
            if item.group != here.group || item.is_percent {
                continue;
            }
            if item.sentence != here.sentence || !item.plain || !item.counts(self.page, here.figure.unit) {
                break;
            }
            parts.push(at);
            let sum = self.sum(&parts);
            if parts.len() >= FEWEST && sum == here.figure.value {
                return Some(Judged { whole, total: sum, sum, parts, holds: true });
            }
        }
        None
    }
}
