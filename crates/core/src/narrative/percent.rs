//! `text.percent`: shares, rates and growth against the figures that they are made of, within the rounding of the figure as written.
//!
//! Comes in: the figures of a paragraph and the claims that tie them to cells. Goes out: a claim where both figures are known. Cutting off is
//! as good as rounding. A share is called wrong only on a base that is certain: the whole of its list, or the one that the shares
//! beside it stand on. Growth whose base is not given is still tested: some whole number of last year must lead to it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::rule::RuleId;

use super::breakdown::with_carried_in;
use super::items::Item;
use super::lexicon::{Act, Meaning, Topic};
use super::lists;
use super::numbers::{Figure, Precision};
use super::reader::{Division, Reader};
use super::tokens::Kind;
use super::words::Page;

/// Figures before a percentage that are tried as its base.
const BASES: usize = 10;

/// What a percentage comes to, and whether that is what is written.
type Judged = (Decimal, bool);

/// The claims of a paragraph's percentages.
pub(super) fn claims(reader: &mut Reader<'_>, page: &Page<'_>, items: &[Item]) {
    let mut rates = Rates { reader, page, items, standing: Vec::new() };
    let share =
        |at: usize| if items[at].is_percent && items[at].words.share { rates.stands(at) } else { None };
    rates.standing = (0..items.len()).map(share).collect();
    let percents = (0..items.len()).filter(|&at| items[at].is_percent);
    let judged: Vec<(usize, Judged)> = percents.filter_map(|at| Some((at, rates.judge(at)?))).collect();
    for (at, (actual, holds)) in judged {
        let written = items[at].figure.value;
        reader.push_figures(page, &items[at], RuleId::TextPercent, (written, actual), holds);
    }
}

/// A part over a whole, in hundredths; rounded to the digits that `figure` has, and whether it rounds or cuts off to it.
fn hundredths(part: Decimal, whole: Decimal, figure: &Figure) -> Option<Judged> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let near = (exact - figure.value).abs() < Decimal::new(1, figure.decimals);
    let shown = exact.round_dp_with_strategy(figure.decimals, RoundingStrategy::MidpointAwayFromZero);
    Some((shown.normalize(), near))
}

/// The percentages of a paragraph.
struct Rates<'s> {
    reader: &'s Reader<'s>,
    page: &'s Page<'s>,
    items: &'s [Item],
    /// The base that each share stands on, where one fits, and what it comes to.
    standing: Vec<Option<(Decimal, Judged)>>,
}

impl Rates<'_> {
    fn judge(&self, at: usize) -> Option<Judged> {
        let item = &self.items[at];
        let words = &item.words;
        if item.figure.precision != Precision::Exact {
            return None;
        }
        if words.share {
            self.share(at)
        } else if words.rate {
            self.rate(at)
        } else {
            self.growth(at)
        }
    }

    fn value(&self, at: usize) -> Decimal {
        self.items[at].figure.value
    }

    /// The figures before a percentage in its sentence, the nearest first.
    fn counted(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let here = &self.items[at];
        let beside = |item: &Item| item.group == here.group || item.group == here.outer;
        let before = self.items[..at].iter().enumerate().rev();
        let before =
            before.take_while(|(_, item)| item.sentence == here.sentence && item.scope == here.scope);
        before.filter(move |(_, item)| !item.is_percent && beside(item)).map(|(at, _)| at)
    }

    /// Whether nothing but commas, brackets and words that `fit` stands between a figure and what is said of it.
    fn is_direct(&self, part: usize, at: usize, fit: impl Fn(Meaning) -> bool) -> bool {
        let between = self.page.tokens.get(self.items[part].end..self.items[at].token);
        between.is_some_and(|tokens| {
            tokens.iter().all(|token| match token.kind {
                Kind::Mark(mark) => matches!(mark, '，' | '(' | ')'),
                Kind::Word(meaning) => fit(meaning),
                Kind::Year(_) => true,
                _ => false,
            })
        })
    }

    /// The figure that a share is a part's, if it follows it.
    fn part(&self, at: usize) -> Option<usize> {
        let part = self.counted(at).next()?;
        (self.items[part].plain && !self.items[part].figure.unit.is_empty()).then_some(part)
    }

    /// Figures that a part may be a share of, the nearest first, and what they come to.
    fn bases(&self, part: usize) -> Vec<(usize, Decimal)> {
        let here = &self.items[part];
        let is_base = |&at: &usize| {
            let item = &self.items[at];
            item.scope == here.scope
                && !item.is_percent
                && item.plain
                && item.figure.unit == here.figure.unit
                && item.figure.value >= here.figure.value
        };
        let bases = (0..part).rev().filter(is_base).take(BASES);
        let carried = |at: usize| {
            with_carried_in(self.reader, self.items, at, part).into_iter().map(move |total| (at, total))
        };
        bases.flat_map(carried).filter(|(_, total)| !total.is_zero()).collect()
    }

    /// The base that a share stands on, where one fits.
    fn stands(&self, at: usize) -> Option<(Decimal, Judged)> {
        let part = self.part(at)?;
        let judge = |(_, base)| {
            let judged = hundredths(self.value(part), base, &self.items[at].figure)?;
            judged.1.then_some((base, judged))
        };
        self.bases(part).into_iter().find_map(judge)
    }

    fn share(&self, at: usize) -> Option<Judged> {
        if let Some((_, judged)) = self.standing[at].or_else(|| self.standing_together(at)) {
            return Some(judged);
        }
        let part = self.part(at)?;
        let is_bare = self.page.text(self.items[part].end..self.items[at].token);
        let is_bare = is_bare.trim_start_matches(['，', '(']);
        if !matches!(
            is_bare,
            "占" | "占比"
                | "占比为"
                | "占比达"
                | "占总数"
                | "占总数的"
                | "占申请总数的"
                | "占申请总量的"
                | "占总量的"
        ) {
            return None;
        }
        let base = self.base_of_siblings(at).or_else(|| self.only_base(part))?;
        hundredths(self.value(part), base, &self.items[at].figure)
    }

    /// 予以公开5件、部分公开3件，占80%: the share of both.
    fn standing_together(&self, at: usize) -> Option<(Decimal, Judged)> {
        const MOST: usize = 4;
        let last = self.part(at)?;
        let unit = self.items[last].figure.unit;
        let parts = self
            .counted(at)
            .take(MOST)
            .take_while(|&part| self.items[part].plain && self.items[part].figure.unit == unit);
        let mut sum = Decimal::ZERO;
        let mut together = parts.map(|part| {
            sum = sum.saturating_add(self.value(part));
            (part, sum)
        });
        together.next();
        together.find_map(|(first, sum)| {
            self.bases(first).into_iter().filter(|(_, base)| *base >= sum).find_map(|(_, base)| {
                let judged = hundredths(sum, base, &self.items[at].figure)?;
                judged.1.then_some((base, judged))
            })
        })
    }

    /// The base that the shares before and behind stand on, two at least and every one that stands on any.
    fn base_of_siblings(&self, at: usize) -> Option<Decimal> {
        let here = &self.items[at];
        let is_sibling = |&other: &usize| {
            let item = &self.items[other];
            other != at
                && item.is_percent
                && item.words.share
                && item.sentence == here.sentence
                && item.group == here.group
        };
        let siblings: Vec<Decimal> = (0..self.items.len())
            .filter(is_sibling)
            .filter_map(|other| Some(self.standing[other]?.0))
            .collect();
        let (&first, others) = siblings.split_first()?;
        (!others.is_empty() && others.iter().all(|base| *base == first)).then_some(first)
    }

    /// The one whole that an opened list has before it, if no other figure can be meant.
    fn only_base(&self, part: usize) -> Option<Decimal> {
        let bases = self.bases(part);
        let &(whole, base) = bases.first()?;
        if bases.iter().any(|(other, _)| *other != whole) {
            return None;
        }
        let opened = (whole + 1..=part).find(|&at| lists::opening(self.page, self.items, at).is_some())?;
        let known = self.items[whole].is_applications() && self.items[part].kind != Division::Unknown;
        let first = opened == whole + 1 && self.items[opened].group == self.items[part].group;
        (first && known && self.reader.tie(self.page, &self.items[part]).is_some()).then_some(base)
    }

    fn rate(&self, at: usize) -> Option<Judged> {
        let item = &self.items[at];
        let figure = &item.figure;
        let last = self.counted(at).find(|&at| self.items[at].kind != Division::Carried)?;
        let unit = self.items[last].figure.unit;
        // 受理45件，办结45件，办结率100%.
        let answered = self.items[last].plain
            && self.items[last].words.acts.iter().any(|act| matches!(act, Act::Answered | Act::Handled));
        let wholes = self.counted(at).skip_while(|&at| at != last).skip(1);
        let wholes = wholes.filter(|&at| self.items[at].plain && self.items[at].figure.unit == unit);
        let near = wholes
            .take(2)
            .filter_map(|whole| hundredths(self.value(last), self.value(whole), figure))
            .find(|judged| judged.1);
        if let Some(judged) = near.filter(|_| answered) {
            return Some(judged);
        }
        let text = self.page.text(self.items[last].end..item.token);
        if figure.value == Decimal::ONE_HUNDRED {
            // 收到1件，已全部答复，办结率100%: all of them is a hundred of a hundred.
            let all = ["均", "全部", "都已"].iter().any(|word| text.contains(word));
            let open = self
                .counted(at)
                .any(|at| self.items[at].kind == Division::Carried && !self.items[at].words.before);
            return (all && self.items[last].plain && !open).then_some((figure.value, true));
        }
        self.rate_in_table(at, last)
    }

    /// A rate of applications by the table.
    fn rate_in_table(&self, at: usize, last: usize) -> Option<Judged> {
        let (item, counted) = (&self.items[at], &self.items[last]);
        let agrees = self.reader.tie(self.page, counted)?.agrees() == Some(true);
        let words = &item.words;
        let bare = !words.gap && !words.foreign && !words.foreign_act;
        if !agrees || !bare || counted.words.nouns.iter().any(|noun| *noun != Topic::Applications) {
            return None;
        }
        let [received, carried_in, total] =
            ["received", "carried_in", "total"].map(|row| self.reader.row(row));
        let (received, carried_in, total) = (received?, carried_in?, total?);
        let rates = [(total, received + carried_in), (total, received), (total - carried_in, received)];
        let rates: Vec<_> =
            rates.iter().filter_map(|&(part, whole)| hundredths(part, whole, &item.figure)).collect();
        // 按时办结率 is another: what was answered late is in no cell.
        let in_time = ["按时", "按期", "及时", "期限"]
            .iter()
            .any(|word| self.page.text(item.lead.clone()).contains(word));
        rates.iter().find(|(_, near)| *near).or(rates.first().filter(|_| !in_time)).copied()
    }

    /// Growth over last year: its figure in the text, the difference in the text, last year's report, or any whole number.
    fn growth(&self, at: usize) -> Option<Judged> {
        let series = self.series(at);
        let first = &self.items[series.start];
        let words = &first.words;
        let figure = &self.items[at].figure;
        // 分别 is done to no figure alone; here it hands a percentage to each. 时间 alone is a noun that nothing counts.
        let lead = &self.page.tokens[first.lead.clone()];
        let acts = words.foreign_act && !self.page.text(first.lead.clone()).contains("分别");
        let framed = lead.iter().any(|token| token.meaning() == Some(Meaning::Close));
        let clean = !words.gap && !words.foreign && !acts && !framed && !words.rate && words.up != words.down;
        if !clean {
            return None;
        }
        let of_count = |&at: &usize| {
            let item = &self.items[at];
            let counts = matches!(
                item.figure.unit,
                "件" | "起"
                    | "宗"
                    | "份"
                    | "例"
                    | "项"
                    | "条"
                    | "个"
                    | "次"
                    | "件次"
                    | "条次"
                    | "部"
                    | "篇"
                    | "期"
                    | "场"
            );
            item.plain && counts && !item.figure.value.is_zero()
        };
        let subjects: Vec<usize> = self.counted(series.start).filter(of_count).collect();
        // 分别增长16%和128%: as many figures before as percentages.
        let length = series.len();
        if length > 1 {
            let subject = *subjects.get(length - 1 - (at - series.start))?;
            return self.by_any_year(subject, words.up, figure).filter(|judged| judged.1);
        }
        let &nearest = subjects.first()?;
        let judged = self.grown(nearest, at, words.up)?;
        if judged.1 {
            return Some(judged);
        }
        let comparing = |meaning| {
            matches!(
                meaning,
                Meaning::Than
                    | Meaning::YearBefore
                    | Meaning::ThisYear
                    | Meaning::Up
                    | Meaning::Down
                    | Meaning::Filler
                    | Meaning::Cumulative
            )
        };
        let others = subjects[1..].iter().filter_map(|&other| self.by_any_year(other, words.up, figure));
        if let Some(judged) = others.into_iter().find(|judged| judged.1) {
            return Some(judged);
        }
        let tied = self.reader.tie(self.page, &self.items[nearest]).is_some();
        let follows = self.counted(at).all(|other| other <= nearest || !self.items[other].plain);
        let compared = nearest + 1..at;
        let is_direct = compared.is_empty() && self.is_direct(nearest, at, comparing)
            || !compared.is_empty() && compared.clone().all(|at| !self.items[at].plain);
        (follows && is_direct && (tied || subjects.len() == 1)).then_some(judged)
    }

    /// The percentages that one word governs: 分别增长16%和128%.
    fn series(&self, at: usize) -> std::ops::Range<usize> {
        let joins = |at: &usize| {
            let item = &self.items[*at];
            let before = &self.items[*at - 1];
            let between = self.page.tokens.get(before.end..item.token);
            before.is_percent
                && item.is_percent
                && between
                    .is_some_and(|tokens| tokens.iter().all(|token| token.meaning() == Some(Meaning::And)))
        };
        let mut start = at;
        while start > 0 && joins(&start) {
            start -= 1;
        }
        let mut end = at + 1;
        while end < self.items.len() && joins(&end) {
            end += 1;
        }
        start..end
    }

    /// The growth of a figure by what is known of last year, or else of any whole number.
    fn grown(&self, new: usize, at: usize, up: bool) -> Option<Judged> {
        let here = &self.items[new];
        let value = here.figure.value;
        let figure = &self.items[at].figure;
        let mut olds: Vec<Decimal> = Vec::new();
        // 比上年的40件增长15%, 较上年增加6件，增长15%; 上年40件，今年46件.
        for other in self.counted(at).filter(|&other| other + 1 >= new && other != new) {
            let item = &self.items[other];
            if item.figure.unit != here.figure.unit {
                continue;
            }
            if other > new && item.words.up != item.words.down {
                let change = item.figure.value;
                olds.push(if item.words.up { value - change } else { value + change });
            } else if item.words.before && item.kind != Division::Carried {
                olds.push(item.figure.value);
            }
        }
        if let Some(prior) = self.reader.prior
            && let Some(tie) = self.reader.tie(self.page, here)
        {
            olds.extend(tie.right(prior));
        }
        let change = |old: Decimal| hundredths(if up { value - old } else { old - value }, old, figure);
        let rates: Vec<Judged> = olds.into_iter().filter_map(change).collect();
        if let Some(&first) = rates.first() {
            return rates.iter().find(|(_, near)| *near).copied().or(Some(first));
        }
        self.by_any_year(new, up, figure)
    }

    /// new / (1 ± x%) must be near a whole number.
    fn by_any_year(&self, new: usize, up: bool, figure: &Figure) -> Option<Judged> {
        let value = self.value(new);
        let factor = figure.value.checked_div(Decimal::ONE_HUNDRED)?;
        let factor = if up { Decimal::ONE + factor } else { Decimal::ONE - factor };
        let old = value.checked_div(factor)?.floor();
        let tried = [old, old + Decimal::ONE, old - Decimal::ONE];
        let change = |old: Decimal| hundredths(if up { value - old } else { old - value }, old, figure);
        let rates: Vec<_> = tried.into_iter().filter(|old| *old > Decimal::ZERO).filter_map(change).collect();
        let nearest = |rate: &&Judged| (rate.0 - figure.value).abs();
        rates.iter().find(|(_, near)| *near).or_else(|| rates.iter().min_by_key(nearest)).copied()
    }
}
