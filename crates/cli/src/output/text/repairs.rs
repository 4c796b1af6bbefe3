//! Below a broken sum: which cell should hold what, or which of several repairs there are.

use gouji::repair::Proposal;
use gouji::{Audit, Lang};

use super::pick;
use crate::output::style::{DIM, GOOD};

/// The lines below the finding with this index. Findings that hang together share one list, which stands below the first of them.
pub fn lines(audit: &Audit, index: usize, lang: Lang) -> Vec<String> {
    let Some(proposal) = audit.repairs.iter().find(|proposal| proposal.findings.contains(&index)) else {
        return Vec::new();
    };
    match proposal.findings.first() {
        Some(&first) if first != index => {
            let rule = audit.findings[first].rule;
            vec![match lang {
                Lang::Zh => format!("{DIM}→ 改法见上面 {rule} 一处{DIM:#}"),
                Lang::En => format!("{DIM}→ mended together with {rule} above{DIM:#}"),
            }]
        }
        _ => listed(proposal, lang),
    }
}

fn listed(proposal: &Proposal, lang: Lang) -> Vec<String> {
    if let Some(obstacle) = proposal.certainty.obstacle(lang) {
        return vec![format!("{DIM}→ {obstacle}{DIM:#}")];
    }
    let reasons = proposal.repairs.iter().map(|repair| repair.reason(proposal.certainty, lang));
    match proposal.repairs.len() {
        1 => reasons.map(|reason| format!("{GOOD}→ {reason}{GOOD:#}")).collect(),
        _ => {
            let head = pick(lang, "→ 改法之一：", "→ one of these:");
            let items = (1..).zip(reasons).map(|(nth, reason)| format!("  {nth}. {reason}"));
            std::iter::once(head.to_owned()).chain(items).collect()
        }
    }
}
