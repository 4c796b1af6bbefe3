//! How gouji does on what nobody here wrote: published documents, made reports that went through the converters and office
//! programs of others, and openings of published narratives.
//!
//! Comes in: the folder `shared` beside the checkout, with what a careful reader finds in each document (`shared/real/README.md` has the shapes).
//! Goes out: an [`Answer`] a document, a [`ProseScore`] over the narratives, and whether both are on target. Where the folder is absent there is nothing to
//! measure: [`shared`] is none, and whoever asks says so.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use gouji::report::State;
use gouji::{Audit, CellId, Decimal, Error, Finding, Form, Input, RuleId, Severity, Table, check};
use serde_json::Value;

use crate::figures::Figures;
use crate::render::text::tables;

/// Certain claims that must be drawn, of all.
const CLAIMS: f64 = 0.90;
/// Cells that must be read right, of those that can be told.
const CELLS: f64 = 0.97;
/// Years that must be known, of those that a text names.
const YEARS: f64 = 0.95;
/// Organs that must be known, of those that a text names.
const ORGANS: f64 = 0.85;

/// Layouts of `shared/cases` in which cells cannot be told at all or not yet, and why. A wrong value or a false alarm is still wrong.
const UNTOLD: &[(&str, &str)] = &[
    ("bs4_spaces", "all text on one line, blank cells gone"),
    ("pdftotext-", "labels and figures apart"),
    ("word_bs4", "blank cells gone"),
    ("docx2txt", "a cell a line, blank cells gone"),
    ("lo_xlsx_pdf", "columns on other pages, words cut off"),
    ("markitdown_pdf", "figures of two cells in one, labels apart"),
];

/// The folder `shared`, where it is at hand.
pub fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    folder.join("real/expected.json").is_file().then_some(folder)
}

/// What became of one document.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Its file's name.
    pub name: String,
    /// The code of the error, where it was refused.
    pub refused: Option<String>,
    /// Why its cells cannot be told, where they cannot.
    pub untold: Option<&'static str>,
    /// Cells that it has.
    pub cells: usize,
    /// Cells that were read right.
    pub right: usize,
    /// Cells that were read wrong.
    pub wrong: usize,
    /// Findings that are false, and facts about it that are.
    pub false_findings: usize,
    /// What it has wrong and was not found.
    pub missed: usize,
    /// What was measured beside the counts, one departure each.
    pub departures: Vec<String>,
}

impl Answer {
    /// The head of the columns that [`Answer::columns`] prints.
    pub const HEAD: &str = "document                         cells  right  wrong unknown   false missed";

    /// The answer as text.
    pub fn columns(&self) -> String {
        let unknown = self.cells.saturating_sub(self.right + self.wrong);
        let refused = self.refused.as_deref().map_or(String::new(), |code| format!("  refused: {code}"));
        let untold = self.untold.map_or(String::new(), |why| format!("  not to be told: {why}"));
        format!(
            "{:<31} {:>6} {:>6} {:>6} {:>7} {:>7} {:>6}{refused}{untold}",
            self.name, self.cells, self.right, self.wrong, unknown, self.false_findings, self.missed
        )
    }
}

/// What was measured on all documents.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// An answer each.
    pub answers: Vec<Answer>,
}

impl Documents {
    fn sum(&self, of: impl Fn(&Answer) -> usize) -> usize {
        self.answers.iter().map(of).sum()
    }

    /// The share of cells read right, over the documents that can be told.
    pub fn share_right(&self) -> f64 {
        let told = |of: fn(&Answer) -> usize| {
            self.sum(|answer| if answer.untold.is_none() { of(answer) } else { 0 })
        };
        share(told(|answer| answer.right), told(|answer| answer.cells))
    }

    /// Whether no value and no finding is wrong, and enough was read.
    pub fn on_target(&self) -> bool {
        self.sum(|a| a.wrong) == 0 && self.sum(|a| a.false_findings) == 0 && self.share_right() >= CELLS
    }

    /// The totals as text.
    pub fn lines(&self) -> String {
        let read = self.answers.iter().filter(|answer| answer.refused.is_none()).count();
        format!(
            "{} documents of others, {read} read: {} cells right, {} wrong, {} false findings, {} missed; of the cells that can be told {:.4} right{}",
            self.answers.len(),
            self.sum(|a| a.right),
            self.sum(|a| a.wrong),
            self.sum(|a| a.false_findings),
            self.sum(|a| a.missed),
            self.share_right(),
            if self.on_target() { "" } else { "  below target" },
        )
    }
}

/// Measures the documents whose names contain `only`.
pub fn documents(shared: &Path, only: &str) -> Documents {
    let mut answers = Vec::new();
    let expected = json(&shared.join("real/expected.json"));
    for (name, truth) in expected.as_object().into_iter().flatten() {
        if name.contains(only) {
            answers.push(published(&shared.join("real").join(name), name, truth));
        }
    }
    let cases = shared.join("cases");
    let names = std::fs::read_dir(&cases).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names.iter().filter_map(|name| name.strip_suffix(".json")).filter(|name| name.contains(only))
    {
        answers.push(made(&cases.join(name), name, &json(&cases.join(format!("{name}.json")))));
    }
    Documents { answers }
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What gouji answers to a file.
fn answer_to(path: &Path) -> Result<Audit, Error> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let opened = gouji_files::open(&bytes)?;
    check(Input { text: &opened.text, kind: opened.kind })
}

/// The truth's cells; none where a cell is blank or cannot be told.
fn truth_cells(truth: &Value) -> BTreeMap<CellId, Option<Decimal>> {
    let cells = truth["cells"].as_object().into_iter().flatten();
    let cells = cells.map(|(id, value)| {
        let id: CellId = id.parse().unwrap_or_else(|error| panic!("{id}: {error}"));
        let value = (!value.is_null()).then(|| value.to_string().parse().expect("a number"));
        (id, value)
    });
    cells.collect()
}

/// Compares cells. A blank and a zero say the same, and so does nothing where there was nothing to tell.
fn compare_cells(answer: &mut Answer, truth: &BTreeMap<CellId, Option<Decimal>>, audit: &Audit) {
    answer.cells = truth.len();
    for (id, &value) in truth {
        let cell = audit.report.cells.get(id);
        let read = match cell.map_or(State::Missing, |cell| cell.state) {
            State::Number(read) => Some(read),
            State::Blank => Some(Decimal::ZERO),
            State::Malformed | State::Ambiguous | State::Missing => None,
        };
        match (read, value) {
            (Some(read), value) if read == value.unwrap_or_default() => answer.right += 1,
            (None, None) => answer.right += 1,
            (Some(read), value) => {
                answer.wrong += 1;
                answer.departures.push(format!("{id} was read as {read}, it is {value:?}"));
            }
            (None, Some(_)) => {}
        }
    }
}

impl Answer {
    fn false_finding(&mut self, what: String) {
        self.false_findings += 1;
        self.departures.push(format!("false: {what}"));
    }
}

fn told(finding: &Finding) -> String {
    format!("{} {:?} {}", finding.rule, finding.severity, finding.message(gouji::Lang::Zh))
}

/// A case: a made report whose cells and broken equations are known.
fn made(path: &Path, name: &str, truth: &Value) -> Answer {
    let untold = UNTOLD.iter().find(|(prefix, _)| name.starts_with(prefix)).map(|(_, why)| *why);
    let mut answer = Answer { name: name.to_owned(), untold, ..Answer::default() };
    let cells = truth_cells(truth);
    let mut broken: BTreeSet<String> = truth["broken"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|key| key.as_str().map(str::to_owned))
        .collect();
    match answer_to(path) {
        Err(error) => {
            answer.refused = Some(error.code().to_owned());
            answer.cells = cells.len();
        }
        Ok(audit) => {
            compare_cells(&mut answer, &cells, &audit);
            if audit.report.year.is_some_and(|year| Some(u64::from(year)) != truth["year"].as_u64()) {
                answer.false_finding(format!("the year is {:?}", audit.report.year));
            }
            let mut found = BTreeSet::new();
            for finding in audit.findings.iter().filter(|finding| finding.severity > Severity::Info) {
                let key = equation_name(finding);
                if key.as_ref().is_some_and(|key| broken.contains(key)) {
                    found.extend(key);
                } else if !is_true_of(finding, &cells) {
                    answer.false_finding(told(finding));
                }
            }
            broken.retain(|key| !found.contains(key));
        }
    }
    answer.missed = broken.len();
    answer.departures.extend(broken.iter().map(|key| format!("not found: {key}")));
    answer
}

/// `t3.row-total granted`, as the cases name equations.
fn equation_name(finding: &Finding) -> Option<String> {
    let (equation, _) = finding.equation.as_ref()?;
    let cell = equation.cells().next()?;
    Some(match finding.rule {
        RuleId::T3RowTotal => format!("t3.row-total {}", cell.row_spec().key),
        RuleId::T3ResultTotal | RuleId::T3Balance => format!("{} {}", finding.rule, cell.column_spec().key),
        RuleId::T4Total => format!("t4.total {}", cell.to_string().split('.').nth(1)?),
        _ => return None,
    })
}

/// Whether a warning is true of the figures that the report was made of: a wrong claim on purpose, or regulations of an organ that makes none.
fn is_true_of(finding: &Finding, cells: &BTreeMap<CellId, Option<Decimal>>) -> bool {
    if finding.rule == RuleId::T2Authority {
        return finding
            .cells
            .iter()
            .any(|id| cells.get(id).copied().flatten().is_some_and(|value| !value.is_zero()));
    }
    let Some((equation, _)) = finding.equation.as_ref().filter(|_| finding.rule == RuleId::TextTable) else {
        return false;
    };
    let outcome = equation.confront(&|id| Some(cells.get(&id).copied().flatten().unwrap_or_default()));
    matches!(outcome, gouji::Outcome::Fails(_))
}

/// A published document.
fn published(path: &Path, name: &str, truth: &Value) -> Answer {
    let mut answer = Answer { name: name.to_owned(), ..Answer::default() };
    let refuse = truth["refuse"] == Value::Bool(true);
    let audit = match answer_to(path) {
        Err(error) => {
            answer.refused = Some(error.code().to_owned());
            if !refuse {
                answer.false_finding(format!("refused: {error}"));
            }
            answer.cells = truth_cells(truth).len();
            return answer;
        }
        Ok(audit) => audit,
    };
    if refuse {
        answer.false_finding("read, though nothing can be told".to_owned());
    }
    compare_cells(&mut answer, &truth_cells(truth), &audit);
    if audit.report.year.map(u64::from) != truth["year"].as_u64() && !truth["year"].is_null() {
        answer.false_finding(format!("the year is {:?}", audit.report.year));
    }
    if let (Some(organ), Some(expected)) = (&audit.report.organ, truth["organ"].as_str()) {
        let names = expected.split([' ', '(', ')']).filter(|name| name.chars().count() > 3);
        // The source's own slip of the pen (沐 for 沭) is no other organ.
        let plain = |text: &str| text.replace('沐', "沭");
        if !names
            .into_iter()
            .any(|name| plain(name).contains(&plain(organ)) || plain(organ).contains(&plain(name)))
        {
            answer.false_finding(format!("the organ is {organ}, not {expected}"));
        }
    }
    let must_not: Vec<&str> =
        truth["must_not"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut wanted: Vec<&Value> = truth["findings"].as_array().into_iter().flatten().collect();
    let may: Vec<&Value> = truth["may"].as_array().into_iter().flatten().collect();
    for finding in &audit.findings {
        let rule = finding.rule.to_string();
        let is = |expected: &Value| {
            expected["rule"] == rule.as_str()
                && expected["figure"].as_str().is_none_or(|figure| told(finding).contains(figure))
        };
        let forbidden = must_not.iter().any(|pattern| {
            let (named, figure) =
                pattern.split_once(' ').map_or((*pattern, None), |(rule, word)| (rule, Some(word)));
            let matches = named.strip_suffix('*').map_or(named == rule, |family| rule.starts_with(family));
            matches
                && figure
                    .is_none_or(|figure| figure.parse::<u32>().is_err() || told(finding).contains(figure))
        });
        if let Some(at) = wanted.iter().position(|expected| is(expected)) {
            wanted.remove(at);
        } else if may.iter().any(|expected| is(expected))
            || truth["findings"].as_array().into_iter().flatten().any(is)
        {
            // One cause may be several findings.
        } else if finding.severity > Severity::Info || forbidden {
            answer.false_finding(told(finding));
        }
    }
    answer.missed = wanted.len();
    answer.departures.extend(wanted.iter().map(|expected| format!("not found: {expected}")));
    answer
}

/// What was measured on openings of published narratives.
#[derive(Clone, Debug, Default)]
pub struct ProseScore {
    /// Texts.
    pub texts: usize,
    /// Figures that a careful reader would compare.
    pub certain: usize,
    /// Those of them that were tied to their cells.
    pub drawn: usize,
    /// Figures tied to cells that they do not speak of.
    pub wrong: usize,
    /// Those of them that speak of no cell at all.
    pub traps: usize,
    /// Breakdowns, and those that were drawn.
    pub sums: (usize, usize),
    /// Shares, and those that were drawn.
    pub percents: (usize, usize),
    /// Lists and shares that are right and were called wrong.
    pub false_sums: usize,
    /// Texts that name their year, those whose year is known, and years that are wrong.
    pub years: (usize, usize, usize),
    /// The same of organs.
    pub organs: (usize, usize, usize),
    /// Every departure, with its text's id.
    pub departures: Vec<String>,
}

impl ProseScore {
    /// Whether nothing is wrong and enough is drawn.
    pub fn on_target(&self) -> bool {
        self.wrong == 0
            && self.false_sums == 0
            && share(self.drawn, self.certain) >= CLAIMS
            && share(self.years.1, self.years.0) >= YEARS
            && share(self.organs.1, self.organs.0) >= ORGANS
            && self.years.2 + self.organs.2 == 0
    }

    /// The measures as text.
    pub fn lines(&self) -> String {
        format!(
            "{} openings of published narratives: {} of {} certain claims drawn ({:.3}), {} wrong ties, {} of them traps; {} of {} sums and {} of {} shares drawn, {} falsely called wrong\nyears: {} of {} known ({:.3}), {} wrong; organs: {} of {} known ({:.3}), {} wrong{}",
            self.texts,
            self.drawn,
            self.certain,
            share(self.drawn, self.certain),
            self.wrong,
            self.traps,
            self.sums.1,
            self.sums.0,
            self.percents.1,
            self.percents.0,
            self.false_sums,
            self.years.1,
            self.years.0,
            share(self.years.1, self.years.0),
            self.years.2,
            self.organs.1,
            self.organs.0,
            share(self.organs.1, self.organs.0),
            self.organs.2,
            if self.on_target() { "" } else { "  below target" },
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Measures the texts of `prose.jsonl` whose ids contain `only`.
pub fn prose(shared: &Path, only: &str) -> ProseScore {
    let text = std::fs::read_to_string(shared.join("real/prose.jsonl")).unwrap_or_default();
    let mut score = ProseScore::default();
    for line in text.lines() {
        let truth: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        if truth["id"].as_str().is_some_and(|id| id.contains(only)) {
            score.add(&truth);
        }
    }
    score
}

/// Whole tables that add up, every figure above 70,000 and no two totals alike: no prose states them, so that every tie shows as a claim.
fn figures_that_no_prose_states(year: u16) -> Figures {
    let mut figures = Figures::zero("", year, [Form::F2021; 3]);
    let cells: Vec<CellId> = figures.values.keys().copied().collect();
    for (at, id) in cells.iter().enumerate() {
        figures.values.insert(*id, Some(Decimal::from(70_003 + 17 * at * at)));
    }
    let sum =
        |figures: &Figures, ids: &[CellId]| ids.iter().filter_map(|id| figures.get(*id)).sum::<Decimal>();
    for block in ["review", "direct", "after_review"] {
        let parts = ["upheld", "corrected", "other", "pending"].map(|key| id(&format!("t4.{block}.{key}")));
        let total = sum(&figures, &parts);
        figures.set(&format!("t4.{block}.total"), total);
    }
    let row = |key: &str, column: u8| CellId { column, ..id(&format!("t3.{key}.natural")) };
    let outcomes: Vec<CellId> = Table::T3
        .cells(Form::F2021)
        .filter(|id| {
            id.column == 0 && !["received", "carried_in", "total", "carried_out"].contains(&id.row_spec().key)
        })
        .collect();
    for column in 0..6 {
        let outcomes: Vec<CellId> = outcomes.iter().map(|id| CellId { column, ..*id }).collect();
        let total = sum(&figures, &outcomes);
        figures.values.insert(row("total", column), Some(total));
        let received = total + sum(&figures, &[row("carried_out", column)])
            - sum(&figures, &[row("carried_in", column)]);
        figures.values.insert(row("received", column), Some(received));
    }
    for total in cells.iter().filter(|id| id.table == Table::T3 && id.column == 6) {
        let parts: Vec<CellId> = (0..6).map(|column| CellId { column, ..*total }).collect();
        let value = sum(&figures, &parts);
        figures.values.insert(*total, Some(value));
    }
    figures
}

fn id(text: &str) -> CellId {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A figure that a careful reader labelled.
struct Label {
    quote: Range<usize>,
    figure: Range<usize>,
    /// The sets of cells whose sum it may state; none for a trap.
    cells: Vec<BTreeSet<CellId>>,
    certain: bool,
    is_trap: bool,
}

impl Label {
    fn of(value: &Value, text: &str, is_trap: bool) -> Label {
        let (quote, figure) = (value["quote"].as_str().unwrap_or(""), value["figure"].as_str().unwrap_or(""));
        let start = text.find(quote).unwrap_or_else(|| panic!("{quote} is not in the text"));
        // The figure is the last one of its words, unless they go on behind it.
        let at = start + quote.rfind(figure).unwrap_or(0);
        let alternatives = value["cells"].as_array().into_iter().flatten();
        let cells = alternatives.map(|cells| {
            let ids = cells.as_array().into_iter().flatten().filter_map(Value::as_str);
            // `t3.other` is a row of the form of 2019 alone.
            ids.filter_map(|id| id.parse().ok()).collect()
        });
        Label {
            quote: start..start + quote.len(),
            figure: at..at + figure.len(),
            cells: cells.collect(),
            certain: value["certain"] == Value::Bool(true),
            is_trap,
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl ProseScore {
    /// A text under a title with its organ and year, as it was published, and without: what is not said may cost claims, never a wrong one.
    fn add(&mut self, truth: &Value) {
        self.texts += 1;
        let name = truth["id"].as_str().unwrap_or("?").to_owned();
        let text = truth["text"].as_str().unwrap_or("");
        let year = truth["year"].as_u64().unwrap_or(2024) as u16;
        let tables = tables(&figures_that_no_prose_states(year));
        let section = if text.contains("总体情况") { "" } else { "一、总体情况\n" };
        let title = format!("{}{year}年政府信息公开工作年度报告\n", truth["organ"].as_str().unwrap_or(""));
        for heading in [format!("{title}{section}"), section.to_owned()] {
            let is_titled = heading.len() > section.len();
            match check(Input::text(&format!("{heading}{text}\n{tables}"))) {
                Ok(audit) => {
                    self.claims(truth, &name, text, &audit, heading.len(), is_titled);
                    if !is_titled {
                        self.identity(truth, &name, text, year, &audit);
                    }
                }
                Err(error) => {
                    self.wrong += 1;
                    self.departures.push(format!("{name}: refused: {error}"));
                }
            }
        }
    }

    /// What is drawn is counted where there is a title, what is wrong is counted once.
    fn claims(&mut self, truth: &Value, name: &str, text: &str, audit: &Audit, skip: usize, is_titled: bool) {
        let labels = |key: &str, is_trap| {
            let all = truth[key].as_array().into_iter().flatten();
            all.map(|value| Label::of(value, text, is_trap)).collect::<Vec<_>>()
        };
        let claims = labels("claims", false);
        let all: Vec<&Label> = claims.iter().collect();
        let traps = labels("traps", true);
        let all: Vec<&Label> = all.into_iter().chain(&traps).collect();
        let mut drawn = vec![false; claims.len()];
        let departures = &mut self.departures;
        let mut note = |what: String| {
            let what = format!("{name}: {what}");
            let is_new = !departures.contains(&what);
            if is_new {
                departures.push(what);
            }
            is_new
        };
        for claim in audit.claims.iter() {
            let Some(span) = claim.figure.place.span else { continue };
            let Some(start) = span.start.checked_sub(skip) else { continue };
            let span = start..span.end - skip;
            if claim.equation.rule != RuleId::TextTable {
                continue;
            }
            let cells: BTreeSet<CellId> = claim.equation.cells().collect();
            let mut right = false;
            for (at, label) in claims.iter().enumerate() {
                let is_word =
                    claim.value.is_zero() && overlap(&label.quote, &span) || overlap(&label.figure, &span);
                let covers = |alternative: &BTreeSet<CellId>| {
                    *alternative == cells
                        || claim.value.is_zero() && !alternative.is_empty() && alternative.is_subset(&cells)
                };
                if is_word && label.cells.iter().any(covers) {
                    right = true;
                    drawn[at] = true;
                }
            }
            if !right {
                let trap = all.iter().any(|label| label.is_trap && overlap(&label.figure, &span));
                let ids: Vec<String> = cells.iter().map(ToString::to_string).collect();
                let what = if trap { " of a trap" } else { "" };
                if note(format!("wrong tie{what}: “{}” to {}", claim.quote.text, ids.join("+"))) {
                    self.wrong += 1;
                    self.traps += usize::from(trap);
                }
            }
        }
        for (at, label) in claims.iter().enumerate().filter(|(_, label)| label.certain) {
            self.certain += usize::from(is_titled);
            self.drawn += usize::from(is_titled && drawn[at]);
            if is_titled && !drawn[at] {
                note(format!(
                    "not drawn: “{}” {:?}",
                    &text[label.quote.clone()],
                    &truth["claims"][at]["cells"].to_string()
                ));
            }
        }
        let mut sums = (0, 0);
        let mut percents = (0, 0);
        let mut false_sums = 0;
        for (key, rule, tally) in
            [("sums", RuleId::TextSum, &mut sums), ("percents", RuleId::TextPercent, &mut percents)]
        {
            let labels: Vec<&Value> = truth[key].as_array().into_iter().flatten().collect();
            let said: Vec<_> = audit.claims.iter().filter(|claim| claim.equation.rule == rule).collect();
            for label in &labels {
                let figure = label[if key == "sums" { "whole" } else { "figure" }].as_str().unwrap_or("");
                tally.0 += usize::from(is_titled);
                let is_drawn = said.iter().any(|claim| {
                    figure.starts_with(&claim.figure.text) || claim.figure.text.starts_with(figure)
                });
                tally.1 += usize::from(is_titled && is_drawn);
                if is_titled && !is_drawn {
                    note(format!("{key} not drawn: {}", label["quote"]));
                }
            }
            for claim in said.iter().filter(|claim| claim.agrees() == Some(false)) {
                let label = labels.iter().find(|label| {
                    let figure = label[if key == "sums" { "whole" } else { "figure" }].as_str().unwrap_or("");
                    figure.starts_with(&claim.figure.text) || claim.figure.text.starts_with(figure)
                });
                let really = label.is_some_and(|label| {
                    label["adds_up"] == Value::Bool(false) && label["closed"] == Value::Bool(true)
                        || label["note"].as_str().is_some_and(|note| {
                            ["mismatch", "finding", "contradiction"].iter().any(|word| note.contains(word))
                        })
                });
                let against = claim.equation.right.constant;
                if !really
                    && note(format!("false {key}: “{}” {} against {against}", claim.quote.text, claim.value))
                {
                    false_sums += 1;
                }
            }
        }
        self.sums = (self.sums.0 + sums.0, self.sums.1 + sums.1);
        self.percents = (self.percents.0 + percents.0, self.percents.1 + percents.1);
        self.false_sums += false_sums;
    }

    fn identity(&mut self, truth: &Value, name: &str, text: &str, year: u16, audit: &Audit) {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let text = bare(text);
        self.years.0 += usize::from(text.contains(&format!("{year}年")));
        match audit.report.year {
            Some(read) if read == year => self.years.1 += usize::from(text.contains(&format!("{year}年"))),
            Some(read) => {
                self.years.2 += 1;
                self.departures.push(format!("{name}: the year is {read}, not {year}"));
            }
            None if text.contains(&format!("{year}年")) => {
                self.departures.push(format!("{name}: the year {year} is not known"));
            }
            None => {}
        }
        let organ = bare(truth["organ"].as_str().unwrap_or("").split(['(', '（']).next().unwrap_or(""));
        // A name in the title of another paper says nothing of whose report it is.
        let mut is_title = false;
        let said: String = text
            .chars()
            .filter(|&c| {
                is_title = c == '《' || is_title && c != '》';
                !is_title
            })
            .collect();
        let is_named = said.contains(&organ);
        self.organs.0 += usize::from(is_named);
        match audit.report.organ.as_deref().map(bare) {
            Some(read) if organ.ends_with(&read) || read.ends_with(&organ) || is_short_for(&read, &organ) => {
                self.organs.1 += usize::from(is_named);
            }
            Some(read) => {
                self.organs.2 += 1;
                self.departures.push(format!("{name}: the organ is {read}, not {organ}"));
            }
            None if is_named => self.departures.push(format!("{name}: the organ {organ} is not known")),
            None => {}
        }
    }
}

/// Whether one name is the other with characters left out, from its place on: 清沅县科委 for 清沅县科学技术委员会.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    short.chars().take(3).eq(name.chars().take(3)) && short.chars().all(|c| rest.any(|next| next == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_under_prose_add_up_and_are_read() {
        let figures = figures_that_no_prose_states(2024);
        assert!(figures.violated().is_empty(), "{:?}", figures.violated());
        assert!(
            figures.values.values().all(|value| value.is_some_and(|value| value > Decimal::from(70_000)))
        );
        let source = tables(&figures);
        let audit = check(Input::text(&source)).expect("tables are a report");
        assert_eq!(audit.coverage.cells_found, 200);
        for (id, value) in &figures.values {
            assert_eq!(audit.report.value(*id), Some(*value), "{id}");
        }
    }
}
