//! SARIF 2.1.0 (OASIS), what code hosts, editors and dashboards take: one run, its rules, one result a finding. Inputs that
//! could not be read are notifications of the invocation.
//!
//! Regions are of the decoded text: lines and columns in code points, offsets in characters, and bytes where the file is UTF-8. A docx,
//! a spreadsheet or a pdf has no such text: its results name the file and the cells.

use std::io::{self, Write};

use gouji::document::Span;
use gouji::{Finding, Lang, RuleId, Severity};
use serde::Serialize;
use serde_json::{Value, json};

use super::Writer;
use crate::check::Checked;

/// Bytes of the longest snippet.
const MOST_QUOTED: usize = 1_000;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

struct Sarif {
    lang: Lang,
    first: bool,
    /// Inputs that could not be read.
    notifications: Vec<Value>,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Sarif { lang, first: true, notifications: Vec::new() })
}

impl Writer for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = RuleId::ALL.into_iter().map(|rule| self.rule(rule)).collect();
        let driver = json!({
            "name": "gouji",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": self.language(),
            "rules": rules,
        });
        write!(
            out,
            "{{\"$schema\": \"{SCHEMA}\", \"version\": \"2.1.0\", \"runs\": [{{\n\"tool\": {{\"driver\": {driver}}},\n\
             \"columnKind\": \"unicodeCodePoints\",\n\"language\": \"{}\",\n\"results\": [",
            self.language(),
        )
    }

    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        match &checked.result {
            Err(trouble) => {
                let location = physical(checked, None).map(|physical| json!({"physicalLocation": physical}));
                self.notifications.push(json!({
                    "level": "error",
                    "descriptor": {"id": trouble.error().code()},
                    "message": {"text": trouble.message(self.lang)},
                    "locations": location.into_iter().collect::<Vec<_>>(),
                }));
            }
            Ok(audit) => {
                let lines = checked.text.as_deref().map(Lines::of);
                for finding in &audit.findings {
                    let separator = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
                    let result = self.result(checked, finding, lines.as_ref());
                    write!(out, "{separator}{}", super::json(&result)?)?;
                }
            }
        }
        out.flush()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let notifications = std::mem::take(&mut self.notifications);
        let invocation = json!({
            "executionSuccessful": notifications.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        writeln!(out, "\n],\n\"invocations\": [{invocation}]}}]}}")?;
        out.flush()
    }
}

/// A result; parts that are not there are left out, as the schema asks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Value,
    locations: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    properties: Value,
}

impl Sarif {
    const fn language(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en-US",
        }
    }

    fn rule(&self, rule: RuleId) -> Value {
        let explanation = rule.explain(self.lang);
        json!({
            "id": rule.as_str(),
            "shortDescription": {"text": explanation.title},
            "fullDescription": {"text": explanation.why},
            "help": {"text": format!("{}\n{}", explanation.why, explanation.source)},
        })
    }

    fn result(&self, checked: &Checked, finding: &Finding, lines: Option<&Lines<'_>>) -> SarifResult {
        let report = match &checked.result {
            Ok(audit) => &audit.report,
            Err(_) => return self.bare(finding),
        };
        let region =
            |span: Option<Span>| lines.zip(span).and_then(|(lines, span)| lines.region(span, checked));
        let quote = finding.quote.as_ref().and_then(|quote| region(quote.place.span));
        let cells: Vec<(String, Option<Value>)> = finding
            .cells
            .iter()
            .map(|id| {
                let place = report.cells.get(id).and_then(|cell| cell.place);
                (id.label(), region(place.and_then(|place| place.span)))
            })
            .collect();
        // The whole, which the other side is held against, is what a reader is led to.
        let whole = finding
            .main_cell()
            .and_then(|main| finding.cells.iter().position(|cell| *cell == main))
            .unwrap_or(0);
        let main = quote.or_else(|| cells.get(whole).and_then(|(_, region)| region.clone()));
        let logical: Vec<Value> = finding
            .cells
            .iter()
            .map(|id| json!({"fullyQualifiedName": id.to_string(), "name": id.label()}))
            .collect();
        let mut location = json!({});
        if let Some(physical) = physical(checked, main) {
            location["physicalLocation"] = physical;
        }
        if !logical.is_empty() {
            location["logicalLocations"] = logical.into();
        }
        let related = cells.iter().filter_map(|(label, region)| {
            let physical = physical(checked, Some(region.clone()?))?;
            Some(json!({"physicalLocation": physical, "message": {"text": label}}))
        });
        SarifResult {
            locations: if location == json!({}) { Vec::new() } else { vec![location] },
            related_locations: related.collect(),
            properties: json!({"organ": report.organ, "year": report.year}),
            ..self.bare(finding)
        }
    }

    fn bare(&self, finding: &Finding) -> SarifResult {
        SarifResult {
            rule_id: finding.rule.as_str(),
            rule_index: RuleId::ALL.iter().position(|rule| *rule == finding.rule),
            level: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            },
            message: json!({"text": finding.message(self.lang)}),
            locations: Vec::new(),
            related_locations: Vec::new(),
            properties: json!({}),
        }
    }
}

/// The file, and the region in it; nothing for standard input.
fn physical(checked: &Checked, region: Option<Value>) -> Option<Value> {
    let uri = uri(checked.input.name.as_deref()?);
    let mut physical = json!({"artifactLocation": {"uri": uri}});
    if let Some(region) = region {
        physical["region"] = region;
    }
    Some(physical)
}

/// A path as a URI reference: relative where the path is.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Bytes between two counts of characters.
const STEP: usize = 4096;

/// A text with the starts of its lines, and how many characters stand before each step: a place in a long text or line is found without
/// counting from its start.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    counts: Vec<usize>,
}

impl Lines<'_> {
    fn of(text: &str) -> Lines<'_> {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let steps = text.as_bytes().chunks(STEP).scan(0, |before, step| {
            *before += characters(step);
            Some(*before)
        });
        let counts = std::iter::once(0).chain(steps).collect();
        Lines { text, starts: std::iter::once(0).chain(ends).collect(), counts }
    }

    /// How many characters stand before a place; none inside a character.
    fn before(&self, offset: usize) -> Option<usize> {
        self.text.is_char_boundary(offset).then_some(())?;
        let step = offset / STEP;
        Some(self.counts.get(step)? + characters(self.text.as_bytes().get(step * STEP..offset)?))
    }

    /// Line and column, both from 1.
    fn position(&self, offset: usize) -> Option<(usize, usize)> {
        let line = self.starts.partition_point(|start| *start <= offset).checked_sub(1)?;
        Some((line + 1, self.before(offset)? - self.before(self.starts[line])? + 1))
    }

    fn region(&self, span: Span, checked: &Checked) -> Option<Value> {
        let (start_line, start_column) = self.position(span.start)?;
        let (end_line, end_column) = self.position(span.end)?;
        let (start, end) = (self.before(span.start)?, self.before(span.end)?);
        let quoted = self.text.get(span.start..span.end)?;
        let mut region = json!({
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": start,
            "charLength": end - start,
        });
        // Text that is not shown, a comment within a cell, would stand there for every finding.
        if quoted.len() <= MOST_QUOTED {
            region["snippet"] = json!({"text": quoted});
        }
        // Only there are the bytes of the text those of the file; a mark before them is the file's alone.
        if checked.input.encoding.as_deref() == Some("utf-8")
            && let Some(mark) =
                checked.input.bytes.checked_sub(self.text.len()).filter(|mark| [0, 3].contains(mark))
        {
            region["byteOffset"] = (span.start + mark).into();
            region["byteLength"] = (span.end - span.start).into();
        }
        Some(region)
    }
}

/// How many characters begin in bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uri_references() {
        assert_eq!(uri("年报/a b.html"), "%E5%B9%B4%E6%8A%A5/a%20b.html");
        assert_eq!(uri("/in/a.html"), "file:///in/a.html");
    }

    #[test]
    fn positions_count_from_one_in_code_points() {
        let lines = Lines::of("甲\n乙𠮷丙\n");
        assert_eq!(lines.position(0), Some((1, 1)));
        assert_eq!(lines.position(4), Some((2, 1)));
        assert_eq!(lines.position(11), Some((2, 3)));
        assert_eq!(lines.position(15), Some((3, 1)));
        assert_eq!(lines.position(5), None, "inside a character");
    }

    #[test]
    fn places_in_a_long_line_are_found() {
        let text = format!("甲\n{}", "乙a𠮷".repeat(1_000_000));
        let lines = Lines::of(&text);
        for n in (0..1_000_000).step_by(200) {
            let at = "甲\n".len() + n * "乙a𠮷".len() + "乙a".len();
            assert_eq!((lines.position(at), lines.before(at)), (Some((2, 3 * n + 3)), Some(3 * n + 4)));
        }
        assert_eq!(lines.before(text.len()), Some(3_000_002));
        assert_eq!(lines.before(text.len() + 1), None);
    }
}
