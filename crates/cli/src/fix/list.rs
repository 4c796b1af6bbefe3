//! What was changed and why, what was left, and what is still wrong: one line each.

use gouji::report::State;
use gouji::{Audit, Lang, Severity};

use super::Decision;
use super::tables::UNKNOWN;
use crate::output::{pick, plain};

/// The list of a run.
pub fn lines(audit: &Audit, decisions: &[Decision<'_>], mended: &Audit, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let made: Vec<_> = decisions.iter().filter_map(|decision| Some((decision, decision.made?))).collect();
    let cells: usize = made.iter().map(|(_, repair)| repair.changes.len()).sum();
    lines.push(match (audit.count(Severity::Error), cells, lang) {
        (0, ..) => pick(lang, "未发现矛盾，没有改动", "No contradiction, nothing changed").to_owned(),
        (_, 0, _) => pick(lang, "没有改动", "Nothing changed").to_owned(),
        (_, cells, Lang::Zh) => format!("改动 {cells} 格："),
        (_, 1, Lang::En) => "1 cell changed:".to_owned(),
        (_, cells, Lang::En) => format!("{cells} cells changed:"),
    });
    for (decision, repair) in made {
        lines.push(format!("  {}", repair.reason(decision.proposal.certainty, lang)));
        if repair.changes.len() > gouji::repair::WRITTEN_OUT {
            lines.extend(repair.changes.iter().map(|change| format!("    {}", change.phrase(lang))));
        }
    }
    let left: Vec<_> =
        decisions.iter().filter_map(|d| Some((d.group?, d.proposal)).filter(|_| d.made.is_none())).collect();
    if !left.is_empty() {
        lines.push(
            pick(
                lang,
                "未改动，因为有几种同样小的改法（用 --choose 选定一种，或用 --likeliest 取最可能的一种）：",
                "Not changed, because several repairs are equally small (--choose one, or take the likeliest with --likeliest):",
            )
            .to_owned(),
        );
    }
    for (group, proposal) in left {
        for (nth, repair) in (1..).zip(&proposal.repairs) {
            let reason = repair.reason(proposal.certainty, lang);
            lines.push(format!("  --choose {group}.{nth}  {reason}"));
        }
    }
    for proposal in decisions.iter().map(|decision| decision.proposal) {
        let Some(obstacle) = proposal.certainty.obstacle(lang) else { continue };
        lines.push(format!("{}{obstacle}", pick(lang, "未改动：", "Not changed: ")));
        let findings = proposal.findings.iter().filter_map(|&index| audit.findings.get(index));
        lines.extend(findings.map(|finding| format!("  {}", plain(&finding.message(lang)))));
    }
    let errors = mended.count(Severity::Error);
    if errors > 0 {
        let count = Severity::Error.count(errors, lang);
        lines.push(match lang {
            Lang::Zh => format!("表中仍有 {count}"),
            Lang::En => format!("{count} left in the tables"),
        });
    }
    let is_unknown = |state| matches!(state, State::Ambiguous | State::Missing);
    let unknown = mended.report.cells.values().filter(|cell| is_unknown(cell.state)).count();
    if unknown > 0 {
        lines.push(match lang {
            Lang::Zh => format!("{unknown} 个单元格没有读准，表中写作“{UNKNOWN}”"),
            Lang::En => format!("{unknown} cells could not be read; they are written as “{UNKNOWN}”"),
        });
    }
    lines
}
