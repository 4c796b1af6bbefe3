//! `prior.likeness`: how much of the prose stands in an earlier report of the organ as well.

use super::organ::{Likeness, likeness};
use crate::finding::{Both, Departure, Finding, Problem};
use crate::likeness::Sentences;
use crate::report::{Beside, Report};
use crate::rule::RuleId;
use crate::settings::Settings;

pub(super) fn findings(report: &Report, beside: Beside<'_>, settings: &Settings) -> Vec<Finding> {
    let mut earlier = beside.prior.into_iter().chain(beside.earlier.iter().copied()).peekable();
    if earlier.peek().is_none() {
        return Vec::new();
    }
    let own = Sentences::of(report);
    earlier.filter_map(|earlier| finding(report, &own, earlier, settings)).collect()
}

fn finding(report: &Report, own: &Sentences, earlier: &Report, settings: &Settings) -> Option<Finding> {
    let is_organs = likeness(report.organ.as_deref(), earlier.organ.as_deref()) != Likeness::Different;
    let (this, that) = (report.year?, earlier.year?);
    if !is_organs || that >= this {
        return None;
    }
    let theirs = Sentences::of(earlier);
    let share = own.share(&theirs).percent()?;
    if share <= settings.likeness() {
        return None;
    }
    let same = own.repeated(report, (&theirs, earlier));
    let sentences = same.len();
    let stands = Both {
        zh: format!("正文约 {share}% 与{that}年年报相同（共 {sentences} 句，数字和机关名称不同的也算）"),
        en: format!(
            "About {share} % of the prose stands in the report of {that} as well ({sentences} sentences, figures and the organ's name apart)"
        ),
    };
    let should = Both {
        zh: format!("超过 {}%，请核实是否沿用", settings.likeness()),
        en: format!("more than {} %: make sure that it is not taken over", settings.likeness()),
    };
    Some(Finding {
        rule: RuleId::PriorLikeness,
        severity: RuleId::PriorLikeness.severity(),
        problem: Problem::Form(Box::new(Departure { stands, should, change: None })),
        equation: None,
        cells: Vec::new(),
        quote: same.into_iter().map(|pair| pair.own).max_by_key(|quote| quote.text.len()),
    })
}
