//! `expected.json` beside a whole report: what must be read in it and found in it.
//!
//! Comes in: the JSON, the source and gouji's answer. Goes out: every departure as a sentence. The shape is that of the seeds:
//! `cells` lists every cell that is neither zero nor blank, `findings` everything of severity error or warning.

use std::collections::BTreeMap;

use gouji::repair::Change;
use gouji::report::State;
use gouji::{Audit, CellId, Decimal, Finding, Severity};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// What must come out for one report.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Expected {
    /// A part of the organ's name, simplified.
    pub organ_contains: String,
    /// The report year.
    pub year: u16,
    /// The edition of each table, by `t2`, `t3`, `t4`.
    pub forms: BTreeMap<String, String>,
    /// Cells that are neither zero nor blank. All other cells of the tables are zero or blank.
    pub cells: BTreeMap<String, Number>,
    /// All findings of severity error or warning.
    pub findings: Vec<ExpectedFinding>,
    /// Repairs that must be proposed, each with all its changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs_must_include: Vec<Vec<ExpectedChange>>,
    /// Cells that a figure of the prose must be compared with and agree with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims_agree_at_least: Vec<String>,
    /// Whether blank cells were dropped, so that cells that are not listed may be unknown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ambiguous: bool,
    /// What is special about the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A finding that must be there.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ExpectedFinding {
    /// Its rule.
    pub rule: String,
    /// `error` or `warning`.
    pub severity: String,
    /// A cell that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must_include_cell: Option<String>,
    /// The left side of its equation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_value: Option<Number>,
    /// The right side of its equation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_value: Option<Number>,
}

/// A new value for a cell.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ExpectedChange {
    /// The cell.
    pub cell: String,
    /// What stands there; null for a blank cell.
    pub from: Option<Number>,
    /// What belongs there.
    pub to: Number,
}

impl Expected {
    /// Every departure of `audit` from what is expected.
    pub fn departures(&self, audit: &Audit) -> Vec<String> {
        let report = &audit.report;
        let mut out = Vec::new();
        if !report.organ.as_deref().is_some_and(|organ| organ.contains(&self.organ_contains)) {
            out.push(format!("the organ is {:?}, expected {}", report.organ, self.organ_contains));
        }
        if report.year != Some(self.year) {
            out.push(format!("the year is {:?}, expected {}", report.year, self.year));
        }
        for table in gouji::Table::ALL {
            let expected = self.forms.get(table.key()).map(String::as_str);
            let found = report.forms.get(&table).map(|form| form.key());
            // Nothing but the title of its section tells the editions of table 4 apart.
            let either = table == gouji::Table::T4 && found.is_some() && expected.is_some();
            if found != expected && !either {
                out.push(format!("the form of {} is {found:?}, expected {expected:?}", table.key()));
            }
        }
        self.cell_departures(audit, &mut out);
        self.finding_departures(audit, &mut out);
        self.repair_departures(audit, &mut out);
        for cell in &self.claims_agree_at_least {
            let agrees = |claim: &gouji::Claim| {
                claim.outcome == gouji::Outcome::Holds
                    && claim.equation.cells().any(|id| id.to_string() == *cell)
            };
            if !audit.claims.iter().any(agrees) {
                out.push(format!("no figure of the prose agrees with {cell}"));
            }
        }
        out
    }

    fn cell_departures(&self, audit: &Audit, out: &mut Vec<String>) {
        let mut expected: BTreeMap<CellId, Decimal> = BTreeMap::new();
        for (id, value) in &self.cells {
            match (id.parse(), decimal(value)) {
                (Ok(id), Some(value)) => drop(expected.insert(id, value)),
                _ => out.push(format!("expected.json: {id}: {value} is no cell or no number")),
            }
        }
        for (&id, &value) in &expected {
            let state = audit.report.cells.get(&id).map(|cell| cell.state);
            if state != Some(State::Number(value)) {
                out.push(format!("{id} is {state:?}, expected {value}"));
            }
        }
        for (id, cell) in audit.report.cells.iter().filter(|(id, _)| !expected.contains_key(id)) {
            let zero = match cell.state {
                State::Number(value) => value.is_zero(),
                State::Blank => true,
                State::Ambiguous => self.ambiguous,
                State::Malformed | State::Missing => false,
            };
            if !zero {
                out.push(format!("{id} is {:?} ({:?}), expected zero or blank", cell.state, cell.raw));
            }
        }
    }

    fn finding_departures(&self, audit: &Audit, out: &mut Vec<String>) {
        let mut found: Vec<&Finding> =
            audit.findings.iter().filter(|finding| finding.severity > Severity::Info).collect();
        for expected in &self.findings {
            match found.iter().position(|finding| expected.matches(finding)) {
                Some(index) => drop(found.remove(index)),
                None => out.push(format!("not found: {expected:?}")),
            }
        }
        out.extend(found.iter().map(|finding| {
            format!("found, not expected: {} {}", finding.rule, finding.message(gouji::Lang::Zh))
        }));
    }
}

impl Expected {
    fn repair_departures(&self, audit: &Audit, out: &mut Vec<String>) {
        let proposed = |expected: &Vec<ExpectedChange>| {
            let repairs = audit.repairs.iter().flat_map(|proposal| &proposal.repairs);
            repairs.into_iter().any(|repair| {
                let changes = &repair.changes;
                changes.len() == expected.len()
                    && expected.iter().all(|e| changes.iter().any(|c| e.matches(c)))
            })
        };
        let missed = self.repairs_must_include.iter().filter(|expected| !proposed(expected));
        out.extend(missed.map(|expected| format!("not proposed: {expected:?}")));
    }
}

impl ExpectedChange {
    fn matches(&self, change: &Change) -> bool {
        change.cell.to_string() == self.cell
            && change.from == self.from.as_ref().and_then(decimal)
            && Some(change.to) == decimal(&self.to)
    }
}

impl ExpectedFinding {
    /// Whether a finding is this one.
    pub fn matches(&self, finding: &Finding) -> bool {
        let side = |expected: &Option<Number>, pick: fn(&gouji::Sums) -> Decimal| match expected {
            None => true,
            Some(value) => finding.equation.as_ref().map(|(_, sums)| pick(sums)) == decimal(value),
        };
        let cell = |id: &String| finding.cells.iter().any(|cell| cell.to_string() == *id);
        finding.rule.as_str() == self.rule
            && finding.severity.as_str() == self.severity
            && self.must_include_cell.as_ref().is_none_or(cell)
            && side(&self.left_value, |sums| sums.left)
            && side(&self.right_value, |sums| sums.right)
    }
}

fn decimal(number: &Number) -> Option<Decimal> {
    number.to_string().parse().ok()
}

/// Findings as text, for a snapshot.
pub fn findings_as_text(audit: &Audit) -> String {
    let mut out = String::new();
    for finding in &audit.findings {
        let message = finding.message(gouji::Lang::Zh);
        out.push_str(&format!("{} {}: {message}\n", finding.severity.as_str(), finding.rule));
        if let Some((equation, sums)) = &finding.equation {
            let cells = |side: &gouji::equation::Side| -> String {
                let value = |id| match audit.report.value(id) {
                    Some(Some(value)) => value.to_string(),
                    Some(None) => "blank".to_owned(),
                    None => "?".to_owned(),
                };
                let terms = side.terms.iter().map(|term| (term.cell, value(term.cell)));
                let shown = terms
                    .filter(|(_, value)| side.terms.len() == 1 || !["0", "blank"].contains(&value.as_str()));
                let shown = shown.map(|(id, value)| format!("{id}={value}")).collect::<Vec<_>>().join(" + ");
                // A figure of the prose stands in no cell.
                if side.terms.is_empty() { "prose".to_owned() } else { shown }
            };
            out.push_str(&format!(
                "  {} = {}\n  {} = {}\n",
                sums.left,
                cells(&equation.left),
                sums.right,
                cells(&equation.right)
            ));
        }
        if let Some(quote) = &finding.quote {
            out.push_str(&format!("  “{}”\n", quote.text));
        }
    }
    if out.is_empty() { "no findings\n".to_owned() } else { out }
}
