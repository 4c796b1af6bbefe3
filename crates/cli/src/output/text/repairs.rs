//! Below a broken sum: which cell should hold what, or which of several repairs there are; below a figure of the prose that is not the
//! table's: the one or the other.

use gouji::repair::{Certainty, Proposal, Repair};
use gouji::{Audit, Lang};

use crate::output::style::{DIM, GOOD};

/// The lines below the finding with this index. Findings that hang together share one list, which stands below the first of them.
pub fn lines(audit: &Audit, index: usize, lang: Lang) -> Vec<String> {
    let Some(proposal) = audit.repairs.iter().find(|proposal| proposal.findings.contains(&index)) else {
        return two_ways(audit, index, lang).into_iter().collect();
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

/// None where a repair that stands elsewhere mends the prose's figure as well.
fn two_ways(audit: &Audit, index: usize, lang: Lang) -> Option<String> {
    let cause = audit.causes.iter().find(|cause| cause.findings.contains(&index))?;
    let ways = audit.two_ways(audit.findings.get(index).filter(|_| cause.proposal.is_none())?)?;
    Some(format!("{GOOD}→ {}{GOOD:#}", ways.line(lang)))
}

fn listed(proposal: &Proposal, lang: Lang) -> Vec<String> {
    if let Some(obstacle) = proposal.certainty.obstacle(lang) {
        return vec![format!("{DIM}→ {obstacle}{DIM:#}")];
    }
    match proposal.repairs.as_slice() {
        [repair] => vec![format!("{GOOD}→ {}{GOOD:#}", repair.reason(proposal.certainty, lang))],
        repairs => {
            let repair = |repair: &Repair| repair.proposed(proposal.certainty, lang);
            let items = (1..).zip(repairs).map(|(nth, item)| format!("  {nth}. {}", repair(item)));
            std::iter::once(heading(proposal, lang)).chain(items).collect()
        }
    }
}

/// What stands above several repairs: how many there are, of which the likeliest are listed.
fn heading(proposal: &Proposal, lang: Lang) -> String {
    let cells = proposal.repairs.first().map_or(0, |repair| repair.changes.len());
    let ways = match proposal.certainty {
        Certainty::OneOf { ways } => ways,
        _ => None,
    };
    match (ways, lang) {
        (Some(ways), Lang::Zh) => format!("→ 只改 {cells} 格的办法有 {ways} 种，是其中之一："),
        (None, Lang::Zh) => format!("→ 只改 {cells} 格的办法不止这几种，是其中之一："),
        (Some(ways), Lang::En) => format!("→ one of {ways} ways that change as few cells ({cells}):"),
        (None, Lang::En) => format!("→ one of these or of others that change as few cells ({cells}):"),
    }
}
