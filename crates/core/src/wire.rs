//! The contract's JSON, and the only place that knows it: core's types in, serialisable shapes out.
//!
//! Field order is the contract's; what is unknown is `null`, never left out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use serde_json::Number;

use crate::audit::Audit;
use crate::causes::Cause;
use crate::document::Place;
use crate::equation::Side;
use crate::finding::{Figure, Quote, Whose};
use crate::lang::Lang;
use crate::narrative::{Claim, Precision};
use crate::repair::{Certainty, Proposal};
use crate::report::State;
use crate::verdict::{Ledger, Ledgers};
use crate::{Decimal, Error, RuleId, Table};
use crate::{limits, plain, two_ways};

/// The version of the shape.
pub const SCHEMA: &str = "gouji/1";

/// What is known of an input before it is read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// A file name, or none.
    pub name: Option<String>,
    /// `html`, `text`, …
    pub kind: Option<&'static str>,
    /// The encoding of the bytes, lower case; none where the input was text already.
    pub encoding: Option<String>,
    /// Length in bytes.
    pub bytes: usize,
}

/// The contract's object for one input: an audit or an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Answer {
    /// The input was read.
    Audit(Box<AuditObject>),
    /// It was not.
    Error(ErrorObject),
}

/// An input that was read.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditObject {
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    input: Input,
    verdict: VerdictObject,
    report: ReportObject,
    findings: Vec<FindingObject>,
    repairs: Vec<RepairObject>,
    unrepaired: Vec<UnrepairedObject>,
    causes: Vec<CauseObject>,
    claims: Vec<ClaimObject>,
    coverage: CoverageObject,
    /// What an office had set, a sentence each; empty where it set nothing.
    settings: Vec<String>,
}

/// An input that was not read.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorObject {
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    input: Input,
    error: ErrorBody,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ErrorBody {
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["empty", "not_a_report", "unsupported_format", "corrupt", "too_large", "encrypted"])))]
    code: &'static str,
    message: Cow<'static, str>,
}

/// How the report came out, in the words of every surface.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct VerdictObject {
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["contradictions", "mismatches", "unchecked", "clean"])))]
    class: &'static str,
    headline: String,
    /// The ledgers in one line; empty where nothing was judged.
    ledgers: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ReportObject {
    title: Option<String>,
    organ: Option<String>,
    year: Option<u16>,
    forms: Forms,
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, CellObject>"))]
    cells: Cells,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Forms {
    t2: Option<&'static str>,
    t3: Option<&'static str>,
    t4: Option<&'static str>,
}

/// Cells by id, in the order of the form.
#[derive(Debug)]
struct Cells(Vec<(String, CellObject)>);

impl Serialize for Cells {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, cell)| (id, cell)))
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CellObject {
    value: Option<Number>,
    /// At most [`limits::RAW_CHARS`] characters.
    raw: Option<String>,
    /// False where a picture was read and the readers did not agree.
    sure: bool,
    place: Option<PlaceObject>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PlaceObject {
    block: usize,
    row: Option<u32>,
    column: Option<u32>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FindingObject {
    id: String,
    rule: &'static str,
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["error", "warning", "info"])))]
    severity: &'static str,
    /// What people call the severity.
    label: &'static str,
    message: String,
    equation: Option<EquationObject>,
    cells: Vec<String>,
    quote: Option<QuoteObject>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct EquationObject {
    /// `equal`, or `at_least` where the right side must be at least the left.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["equal", "at_least"])))]
    relation: &'static str,
    left: Vec<TermObject>,
    right: Vec<TermObject>,
    left_value: Number,
    right_value: Number,
    difference: Number,
    /// What each side holds beside its terms: a figure that stands in no cell.
    left_constant: Number,
    right_constant: Number,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TermObject {
    cell: String,
    coefficient: i32,
    value: Option<Number>,
    /// Whose cell it is; left out where it is this report's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<WhoseObject>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct WhoseObject {
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["prior", "member"])))]
    role: &'static str,
    name: Option<String>,
    year: Option<u16>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct QuoteObject {
    text: String,
    place: PlaceObject,
}

/// A figure of the prose, and what it was compared with.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClaimObject {
    rule: &'static str,
    quote: QuoteObject,
    figure: QuoteObject,
    value: Number,
    precision: PrecisionObject,
    cells: Vec<String>,
    left_value: Number,
    right_value: Option<Number>,
    agrees: Option<bool>,
}

/// The values that a figure can stand for: both bounds are its own value where it is exact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PrecisionObject {
    exact: bool,
    low: Number,
    high: Option<Number>,
}

/// A whole solution.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RepairObject {
    changes: Vec<ChangeObject>,
    resolves: Vec<String>,
    reason: String,
    /// The same without the changes: which slip it undoes, and how sure it is.
    why: String,
    rank: usize,
    /// Repairs with the same number stand for each other; one of each group mends everything.
    group: usize,
    /// How many repairs of this size the group has: 1 if this is the only one, null if they were not all counted.
    alternatives: Option<usize>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ChangeObject {
    cell: String,
    from: Option<Number>,
    to: Number,
}

/// Findings for which no repair can be given.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct UnrepairedObject {
    findings: Vec<String>,
    why: &'static str,
}

/// Findings that one correction mends.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CauseObject {
    id: String,
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["error", "warning", "info"])))]
    severity: &'static str,
    findings: Vec<String>,
    /// Index into `repairs` of the best one.
    repair: Option<usize>,
    /// How many repairs are as small; null where there is none or they were not all counted.
    alternatives: Option<usize>,
    /// What a person can choose between where there is no repair; null where nothing is known.
    ways_out: Option<WaysOutObject>,
}

/// The prose against the tables: the one is to be changed or the other.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct WaysOutObject {
    /// Both figures, and that either may be wrong; null where only the text can be.
    lead: Option<String>,
    /// The change of the table, where one cell holds the figure.
    table: Option<TableWayObject>,
    /// The change of the text, where what should stand there is known.
    text: Option<TextWayObject>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TableWayObject {
    /// In words, as on a button.
    label: String,
    cell: String,
    from: Number,
    to: Number,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TextWayObject {
    /// In words, as on a button.
    label: String,
    from: String,
    to: String,
    /// Where `from` stands; null where it is to be looked up.
    place: Option<PlaceObject>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CoverageObject {
    cells_expected: usize,
    cells_found: usize,
    equations_checked: usize,
    equations_skipped: Vec<SkippedObject>,
    claims_found: usize,
    /// By the key of a table.
    grounds: BTreeMap<&'static str, &'static str>,
    ledgers: LedgersObject,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LedgersObject {
    tables: LedgerObject,
    text: LedgerObject,
    prior: LedgerObject,
    group: LedgerObject,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LedgerObject {
    checked: usize,
    failed: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SkippedObject {
    rule: &'static str,
    cells: Vec<String>,
    why: &'static str,
}

/// A rule as `gouji rules --format json` lists it.
#[derive(Debug, Serialize)]
pub struct RuleObject {
    id: &'static str,
    severity: &'static str,
    title: BTreeMap<&'static str, &'static str>,
    explanation: BTreeMap<&'static str, &'static str>,
    source: &'static str,
}

/// The contract's object for one input.
pub fn answer(input: Input, result: &Result<Audit, Error>, lang: Lang) -> Answer {
    match result {
        Ok(result) => audit(input, result, lang),
        Err(error) => unread(input, *error, error.message(lang)),
    }
}

/// The contract's object for an input that was read.
pub fn audit(input: Input, audit: &Audit, lang: Lang) -> Answer {
    Answer::Audit(Box::new(AuditObject {
        schema: SCHEMA,
        input,
        verdict: verdict(audit, lang),
        report: report(audit),
        findings: findings(audit, lang),
        repairs: repairs(audit, lang),
        unrepaired: unrepaired(audit, lang),
        causes: causes(audit, lang),
        claims: claims(audit),
        coverage: coverage(audit, lang),
        settings: audit.settings.lines(lang),
    }))
}

/// The contract's object for an input that was not read, where the caller can say better than [`Error::message`] what to
/// do next.
pub fn unread(input: Input, error: Error, message: impl Into<Cow<'static, str>>) -> Answer {
    let error = ErrorBody { code: error.code(), message: message.into() };
    Answer::Error(ErrorObject { schema: SCHEMA, input, error })
}

/// The JSON Schema of [`Answer`], of this version. More fields may come; what a field is, stays (`docs/stability.md`).
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Answer>().to_value()
}

/// All rules with their explanations in both languages.
pub fn rules() -> Vec<RuleObject> {
    RuleId::ALL
        .into_iter()
        .map(|rule| {
            let (zh, en) = (rule.explain(Lang::Zh), rule.explain(Lang::En));
            RuleObject {
                id: rule.as_str(),
                severity: rule.severity().as_str(),
                title: BTreeMap::from([("zh", zh.title), ("en", en.title)]),
                explanation: BTreeMap::from([("zh", zh.why), ("en", en.why)]),
                source: zh.source,
            }
        })
        .collect()
}

fn verdict(audit: &Audit, lang: Lang) -> VerdictObject {
    VerdictObject {
        class: audit.verdict().as_str(),
        headline: audit.headline(lang),
        ledgers: audit.ledgers().line(lang),
    }
}

fn report(audit: &Audit) -> ReportObject {
    let report = &audit.report;
    let form = |table: Table| report.forms.get(&table).map(|form| form.key());
    let cells = report.cells.iter().map(|(id, cell)| {
        let value = match cell.state {
            State::Number(value) => Some(number(value)),
            _ => None,
        };
        let place = cell.place.map(place);
        (
            id.to_string(),
            CellObject {
                value,
                raw: cell.raw.as_deref().map(|raw| plain::first(raw, limits::RAW_CHARS).to_owned()),
                sure: report.is_sure(*id),
                place,
            },
        )
    });
    ReportObject {
        title: report.title.clone(),
        organ: report.organ.clone(),
        year: report.year,
        forms: Forms { t2: form(Table::T2), t3: form(Table::T3), t4: form(Table::T4) },
        cells: Cells(cells.collect()),
    }
}

fn findings(audit: &Audit, lang: Lang) -> Vec<FindingObject> {
    let value = |cell| audit.report.value(cell).flatten().map(number);
    let side = |side: &Side, figures: &[Figure]| {
        let own = side.terms.iter().map(|term| TermObject {
            cell: term.cell.to_string(),
            coefficient: term.coefficient,
            value: value(term.cell),
            report: None,
        });
        figures.iter().map(elsewhere).chain(own).collect()
    };
    // What other reports' figures add up to is told by their terms.
    let constant = |side: &Side, figures: &[Figure]| {
        let told: Decimal = figures.iter().filter_map(|figure| figure.value).sum();
        number(side.constant.saturating_sub(told))
    };
    (1..)
        .zip(&audit.findings)
        .map(|(index, finding)| FindingObject {
            id: finding_id(index),
            rule: finding.rule.as_str(),
            severity: finding.severity.as_str(),
            label: finding.severity.label(lang),
            message: finding.message(lang),
            equation: finding.equation.as_ref().map(|(equation, sums)| {
                let figures = finding.problem.figures();
                EquationObject {
                    relation: equation.relation.as_str(),
                    left: side(&equation.left, figures),
                    right: side(&equation.right, &[]),
                    left_value: number(sums.left),
                    right_value: number(sums.right),
                    difference: number(sums.left.saturating_sub(sums.right)),
                    left_constant: constant(&equation.left, figures),
                    right_constant: constant(&equation.right, &[]),
                }
            }),
            cells: finding.cells.iter().map(ToString::to_string).collect(),
            quote: finding.quote.as_ref().map(quote),
        })
        .collect()
}

/// The id of the finding with this index, counted from one.
fn finding_id(number: usize) -> String {
    format!("f{number}")
}

fn finding_ids(proposal: &Proposal) -> Vec<String> {
    proposal.findings.iter().map(|index| finding_id(index + 1)).collect()
}

fn repairs(audit: &Audit, lang: Lang) -> Vec<RepairObject> {
    let mut repairs = Vec::new();
    let groups = audit.repairs.iter().filter(|proposal| !proposal.repairs.is_empty());
    for (group, proposal) in (1..).zip(groups) {
        for (rank, repair) in (1..).zip(&proposal.repairs) {
            let changes = repair.changes.iter().map(|change| ChangeObject {
                cell: change.cell.to_string(),
                from: change.from.map(number),
                to: number(change.to),
            });
            repairs.push(RepairObject {
                changes: changes.collect(),
                resolves: finding_ids(proposal),
                reason: repair.reason(proposal.certainty, lang),
                why: repair.why(proposal.certainty, lang),
                rank,
                group,
                alternatives: match proposal.certainty {
                    Certainty::OneOf { ways } => ways,
                    _ => Some(1),
                },
            });
        }
    }
    repairs
}

fn unrepaired(audit: &Audit, lang: Lang) -> Vec<UnrepairedObject> {
    let unrepaired = |proposal: &Proposal| {
        let why = proposal.certainty.obstacle(lang)?;
        Some(UnrepairedObject { findings: finding_ids(proposal), why })
    };
    audit.repairs.iter().filter_map(unrepaired).collect()
}

fn causes(audit: &Audit, lang: Lang) -> Vec<CauseObject> {
    // The best repair of a proposal stands behind all repairs of the proposals before it.
    let first_of = |index: usize| audit.repairs[..index].iter().map(|proposal| proposal.repairs.len()).sum();
    let object = |(number, cause): (usize, &Cause)| CauseObject {
        id: format!("c{number}"),
        severity: cause.severity.as_str(),
        findings: cause.findings.iter().map(|index| finding_id(index + 1)).collect(),
        repair: cause.proposal.map(first_of),
        alternatives: cause.alternatives,
        ways_out: cause.proposal.is_none().then(|| ways_out(audit, cause, lang)).flatten(),
    };
    (1..).zip(&audit.causes).map(object).collect()
}

fn ways_out(audit: &Audit, cause: &Cause, lang: Lang) -> Option<WaysOutObject> {
    let told = || cause.findings.iter().filter_map(|&at| audit.findings.get(at));
    if let Some(ways) = told().find_map(|finding| audit.two_ways(finding)) {
        let table = ways.cell.map(|cell| TableWayObject {
            label: ways.table_to(lang),
            cell: cell.to_string(),
            from: number(ways.table),
            to: number(ways.prose),
        });
        let text = ways.figure.map(|at| TextWayObject {
            label: ways.prose_to(lang),
            from: ways.prose.to_string(),
            to: ways.table.to_string(),
            place: Some(place(at)),
        });
        return Some(WaysOutObject { lead: Some(ways.lead(lang)), table, text });
    }
    let (finding, (from, to)) = told().find_map(|finding| Some((finding, finding.change()?)))?;
    let text = TextWayObject {
        label: two_ways::text_to(to, lang),
        from: from.to_owned(),
        to: to.to_owned(),
        place: finding.quote.as_ref().filter(|quote| quote.text == from).map(|quote| place(quote.place)),
    };
    Some(WaysOutObject { lead: None, table: None, text: Some(text) })
}

/// A figure of another report, as a term.
fn elsewhere(figure: &Figure) -> TermObject {
    let Whose { role, name, year } = &figure.report;
    TermObject {
        cell: figure.cell.to_string(),
        coefficient: 1,
        value: figure.value.map(number),
        report: Some(WhoseObject { role: role.as_str(), name: name.clone(), year: *year }),
    }
}

fn claims(audit: &Audit) -> Vec<ClaimObject> {
    let object = |claim: &Claim| {
        let precision = match claim.precision {
            Precision::Exact => {
                PrecisionObject { exact: true, low: number(claim.value), high: Some(number(claim.value)) }
            }
            Precision::Approximate { low, high } => {
                PrecisionObject { exact: false, low: number(low), high: high.map(number) }
            }
        };
        ClaimObject {
            rule: claim.equation.rule.as_str(),
            quote: quote(&claim.quote),
            figure: quote(&claim.figure),
            value: number(claim.value),
            precision,
            cells: claim.equation.cells().map(|cell| cell.to_string()).collect(),
            left_value: number(claim.equation.left.constant),
            right_value: claim.right(&audit.report).map(number),
            agrees: claim.agrees(),
        }
    };
    audit.claims.iter().map(object).collect()
}

fn quote(quote: &Quote) -> QuoteObject {
    QuoteObject { text: plain::first(&quote.text, limits::RAW_CHARS).to_owned(), place: place(quote.place) }
}

fn coverage(audit: &Audit, lang: Lang) -> CoverageObject {
    let coverage = &audit.coverage;
    CoverageObject {
        cells_expected: coverage.cells_expected,
        cells_found: coverage.cells_found,
        equations_checked: coverage.checked.len(),
        equations_skipped: coverage
            .skipped
            .iter()
            .map(|(equation, skip)| SkippedObject {
                rule: equation.rule.as_str(),
                cells: equation.cells().map(|cell| cell.to_string()).collect(),
                why: skip.message(lang),
            })
            .collect(),
        claims_found: coverage.claims_found,
        ledgers: ledgers(audit),
        grounds: coverage.grounds.iter().map(|(table, ground)| (table.key(), ground.as_str())).collect(),
    }
}

fn ledgers(audit: &Audit) -> LedgersObject {
    let object = |ledger: Ledger| LedgerObject { checked: ledger.checked, failed: ledger.failed };
    let Ledgers { tables, text, prior, group } = audit.ledgers();
    LedgersObject { tables: object(tables), text: object(text), prior: object(prior), group: object(group) }
}

fn place(place: Place) -> PlaceObject {
    PlaceObject {
        block: place.block,
        row: place.row,
        column: place.column,
        start: place.span.map(|span| span.start),
        end: place.span.map(|span| span.end),
    }
}

/// A JSON number without loss: whole numbers as such, decimals as the shortest double that reads back.
fn number(value: Decimal) -> Number {
    let value = value.normalize();
    if value.is_integer()
        && let Some(whole) = value.to_i64()
    {
        return Number::from(whole);
    }
    // To fifteen digits both are exact, so the quotient is the nearest double. Reading the digits anew would bring tables of 10 kB.
    let double = value.mantissa() as f64 / 10_f64.powi(value.scale().cast_signed());
    Number::from_f64(double).unwrap_or_else(|| Number::from(0))
}
