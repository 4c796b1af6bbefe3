//! What speaks against calling a list wrong: other readings of the same figures, and what may have been lost.
//!
//! Comes in: a closed list that does not add up. Goes out: whether anything but an error explains it. Doubt before accusing.

use rust_decimal::Decimal;

use crate::equation::Outcome;

use super::breakdown::{FEWEST, Sums};
use super::reader::Division;

impl Sums<'_> {
    /// Whether a list that is closed and does not add up may be right all the same, or was told of already.
    pub(super) fn is_doubtful(&self, whole: usize, parts: &[usize], sum: Decimal) -> bool {
        self.adds_up_otherwise(whole, parts, sum)
            || self.is_counted_twice(whole, parts, sum)
            || self.is_two_lists(parts)
            || self.lost_a_figure(whole, parts)
            || self.table_explains(whole, parts, sum)
    }

    /// Whether some of the figures at hand add up in another way: a part broken down beside it, a second classification, a figure that
    /// stands outside.
    fn adds_up_otherwise(&self, whole: usize, parts: &[usize], sum: Decimal) -> bool {
        let total = self.value(whole);
        if parts.iter().any(|&part| self.value(part) > total) {
            return true;
        }
        // Each run is one longer than the one before.
        let runs = |from: usize, target: Decimal| {
            let mut sum = Decimal::ZERO;
            let mut sums = parts.get(from..).unwrap_or_default().iter().map(|&part| {
                sum = sum.saturating_add(self.value(part));
                sum
            });
            sums.nth(FEWEST - 2);
            sums.any(|sum| sum == target)
        };
        let nested = (0..parts.len()).any(|at| {
            runs(at, total) || !self.value(parts[at]).is_zero() && runs(at + 1, self.value(parts[at]))
        });
        let missing = (total - sum).abs();
        let here = &self.items[whole];
        let outside = self.items.iter().enumerate().any(|(at, item)| {
            let near = item.scope == here.scope && item.sentence.abs_diff(here.sentence) <= 1;
            let (first, last) = (parts.first().copied().unwrap_or(at), parts.last().copied().unwrap_or(at));
            // A part of a part is no other count.
            let inner = (first..=last).contains(&at) && item.group != self.items[first].group;
            let other = at != whole && !inner && (!parts.contains(&at) || self.is_carried(at));
            near && other
                && !item.is_percent
                && item.figure.unit == here.figure.unit
                && item.figure.value == missing
        });
        nested || outside
    }

    /// Whether a part is named by the channel that it went out by.
    fn is_by_channel(&self, part: usize) -> bool {
        const CHANNELS: [&str; 14] = [
            "网站",
            "微信",
            "微博",
            "公众号",
            "抖音",
            "头条",
            "媒体",
            "平台",
            "渠道",
            "方式",
            "途径",
            "客户端",
            "APP",
            "专栏",
        ];
        let item = &self.items[part];
        let name = self.page.text(item.lead.start..item.end);
        item.kind == Division::Channel || CHANNELS.iter().any(|channel| name.contains(channel))
    }

    /// Whether parts above their whole may overlap: what is sent out by one channel is sent out by another too.
    fn is_counted_twice(&self, whole: usize, parts: &[usize], sum: Decimal) -> bool {
        sum > self.value(whole)
            && !self.items[whole].is_applications()
            && parts.iter().any(|&part| self.is_by_channel(part))
    }

    /// Whether the figures may be of two lists, a sibling of the whole or a second classification among them: some are channels and
    /// some are not, or only some are parted by ；.
    fn is_two_lists(&self, parts: &[usize]) -> bool {
        let channels = parts.iter().filter(|&&part| self.is_by_channel(part)).count();
        let parted = parts
            .windows(2)
            .filter(|pair| self.page.text(self.items[pair[0]].end..self.items[pair[1]].token).contains('；'));
        let parted = parted.count();
        channels != 0 && channels != parts.len() || parted != 0 && parted + 1 != parts.len()
    }

    /// Whether a unit stands between the parts without its figure: 企业资质条、许可证76条.
    fn lost_a_figure(&self, whole: usize, parts: &[usize]) -> bool {
        let unit = self.items[whole].figure.unit;
        let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return false };
        self.items[first..=last].windows(2).any(|pair| {
            let between = self.page.text(pair[0].end..pair[1].token);
            ["、", "，", "；"].iter().any(|mark| between.contains(&format!("{unit}{mark}")))
        })
    }

    /// Whether a figure that is not the table's is told already, and the sum only follows from it.
    fn table_explains(&self, whole: usize, parts: &[usize], sum: Decimal) -> bool {
        let total = self.value(whole);
        let mut agrees = false;
        let mut fails = false;
        let mut adds_up = false;
        for &at in parts.iter().chain([&whole]) {
            let Some(tie) = self.reader.tie(self.page, &self.items[at]) else { continue };
            agrees |= tie.agrees() == Some(true);
            if let Outcome::Fails(sums) = &tie.outcome {
                fails = true;
                let table = sums.right;
                adds_up |= if at == whole { table == sum } else { sum - self.value(at) + table == total };
            }
        }
        fails && (agrees || adds_up)
    }
}
