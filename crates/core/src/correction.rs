//! What would mend a finding, as short as a column of a table wants it.
//!
//! Comes in: an [`Audit`] and one of its findings. Goes out: a phrase in Chinese or English.

use crate::audit::Audit;
use crate::lang::Lang;
use crate::repair::Certainty;

impl Audit {
    /// What would mend the cause that the finding at `index` belongs to, as short as a column of a table wants it: the change, or all
    /// changes that are as small; for a figure of the prose the table's or the prose's; where nothing is known, to look it up. None where
    /// there is nothing to mend.
    pub fn correction(&self, index: usize, lang: Lang) -> Option<String> {
        let cause = self.causes.iter().find(|cause| cause.findings.contains(&index))?;
        let or = match lang {
            Lang::Zh => "；或 ",
            Lang::En => "; or ",
        };
        if let Some(proposal) = cause.proposal.and_then(|at| self.repairs.get(at)) {
            let ways: Vec<String> = proposal.repairs.iter().map(|repair| repair.short(lang)).collect();
            let ways = ways.join(or);
            return Some(match (proposal.certainty, lang) {
                // None of several is called the right one.
                (Certainty::OneOf { .. }, Lang::Zh) => format!("任选其一，请对照台账：{ways}"),
                (Certainty::OneOf { .. }, Lang::En) => {
                    format!("one of these, compare with your records: {ways}")
                }
                _ => ways,
            });
        }
        let told = || cause.findings.iter().filter_map(|&at| self.findings.get(at));
        if let Some((from, to)) = told().find_map(|finding| finding.change()) {
            return Some(match lang {
                Lang::Zh => format!("正文：{from} → {to}"),
                Lang::En => format!("the text: {from} → {to}"),
            });
        }
        let two_ways = told().filter_map(|finding| self.two_ways(finding)).next();
        Some(two_ways.map(|ways| ways.line(lang)).unwrap_or_else(|| {
            let look = match lang {
                Lang::Zh => "请对照台账核实",
                Lang::En => "compare with your records",
            };
            look.to_owned()
        }))
    }
}
