//! `text.table`, `text.sum`, `text.percent`: claims of the narrative that do not agree.

use crate::equation::Outcome;
use crate::finding::{Finding, Problem};
use crate::narrative::Claim;
use crate::rule::{RuleId, Severity};

/// One finding for each claim that fails. The prose is not the form: what contradicts it is a warning.
pub(super) fn findings(claims: &[Claim]) -> impl Iterator<Item = Finding> {
    claims.iter().filter_map(|claim| {
        let Outcome::Fails(sums) = claim.outcome else { return None };
        let figure = claim.figure.text.clone();
        let problem = match claim.equation.rule {
            RuleId::TextSum => Problem::ClaimedSum { figure },
            RuleId::TextPercent => Problem::ClaimedPercent { figure },
            _ => Problem::Claimed { figure },
        };
        Some(Finding {
            rule: claim.equation.rule,
            severity: Severity::Warning,
            problem,
            equation: Some((claim.equation.clone(), sums)),
            cells: claim.equation.cells().collect(),
            quote: Some(claim.quote.clone()),
        })
    })
}
