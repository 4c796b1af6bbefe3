//! The five documents from real portals, against figures read by hand. They are no part of the repository; where they are
//! not at hand the test says that it was skipped.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::harness::{run, skipped};

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let found = folder.join("expected.json").is_file();
    if !found {
        skipped("the seed documents are not beside the checkout (../shared/seeds)");
    }
    found.then_some(folder)
}

#[test]
fn every_seed_comes_out_as_it_was_read_by_hand() {
    let Some(folder) = seeds() else { return };
    let expected = fs::read_to_string(folder.join("expected.json")).expect("the figures can be read");
    let expected: Value = serde_json::from_str(&expected).expect("the figures are JSON");
    let rules = run(&folder, &["rules", "--format", "json"]);
    let rules: Value = serde_json::from_str(&rules.out).expect("the rules are JSON");
    let rules: BTreeSet<&str> =
        rules.as_array().into_iter().flatten().filter_map(|r| r["id"].as_str()).collect();

    let names = expected.as_object().into_iter().flatten().filter(|(_, report)| report.is_object());
    let mut problems = Vec::new();
    for (name, expected) in names {
        let run = run(&folder, &["check", "--format", "ndjson", name]);
        let object = run.objects().remove(0);
        let mut differences = differences(&object, expected, &rules);
        let source = fs::read_to_string(folder.join(name)).expect("a seed is UTF-8");
        differences.extend(misplaced(&object, &source));
        let is_error = |finding: &Value| finding["severity"] == "error";
        let status = i32::from(list(&expected["findings"]).iter().any(is_error));
        if run.status != status {
            differences.push(format!("exit status {} instead of {status}", run.status));
        }
        problems.extend(differences.into_iter().map(|difference| format!("{name}: {difference}")));
    }
    assert!(problems.is_empty(), "{} differences:\n{}", problems.len(), problems.join("\n"));
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn differences(object: &Value, expected: &Value, rules: &BTreeSet<&str>) -> Vec<String> {
    if object["error"].is_object() {
        return vec![format!("not read: {}", object["error"])];
    }
    let mut differences = Vec::new();
    let report = &object["report"];
    let organ = expected["organ_contains"].as_str().expect("every seed names its organ");
    if !report["organ"].as_str().is_some_and(|found| found.contains(organ)) {
        differences.push(format!("organ {} instead of {organ}", report["organ"]));
    }
    if report["year"] != expected["year"] {
        differences.push(format!("year {} instead of {}", report["year"], expected["year"]));
    }
    for (table, form) in expected["forms"].as_object().into_iter().flatten() {
        // Table 4 is the same in both editions; its three zeros in seed 003 do not tell them apart.
        let either = table == "t4" && expected["ambiguous"] == true && report["forms"][table].is_string();
        if &report["forms"][table] != form && !either {
            differences.push(format!("form of {table} {} instead of {form}", report["forms"][table]));
        }
    }
    let none = Map::new();
    let (found, wanted) =
        (report["cells"].as_object().unwrap_or(&none), expected["cells"].as_object().unwrap_or(&none));
    for (id, value) in wanted {
        let cell = found.get(id).map_or(&Value::Null, |cell| &cell["value"]);
        if cell.as_f64() != value.as_f64() {
            differences.push(format!("{id} is {cell} instead of {value}"));
        }
    }
    for (id, cell) in found.iter().filter(|(id, _)| !wanted.contains_key(*id)) {
        if cell["value"].as_f64().is_some_and(|value| value != 0.0) {
            differences.push(format!("{id} is {} instead of 0 or blank", cell["value"]));
        }
    }
    differences.extend(findings(list(&object["findings"]), list(&expected["findings"]), rules));
    differences
}

/// Errors and warnings against those expected, both ways; a rule that does not exist yet is not expected.
fn findings(found: &[Value], expected: &[Value], rules: &BTreeSet<&str>) -> Vec<String> {
    let agree = |finding: &Value, expected: &Value| {
        let cell = &expected["must_include_cell"];
        let value = |key: &str| expected[key].is_null() || finding["equation"][key] == expected[key];
        finding["rule"] == expected["rule"]
            && finding["severity"] == expected["severity"]
            && (cell.is_null() || list(&finding["cells"]).contains(cell))
            && value("left_value")
            && value("right_value")
    };
    let exists = |finding: &&Value| finding["rule"].as_str().is_some_and(|rule| rules.contains(rule));
    let expected: Vec<&Value> = expected.iter().filter(exists).collect();
    let found: Vec<&Value> = found.iter().filter(|finding| finding["severity"] != "info").collect();
    let missed = expected.iter().filter(|expected| !found.iter().any(|finding| agree(finding, expected)));
    let extra = found.iter().filter(|finding| !expected.iter().any(|expected| agree(finding, expected)));
    let missed = missed.map(|expected| format!("not found: {expected}"));
    missed
        .chain(extra.map(|finding| format!("false alarm: {} {}", finding["rule"], finding["message"])))
        .collect()
}

/// Cells whose place in the source does not hold the text that was read. A blank that left no trace has no place.
fn misplaced(object: &Value, source: &str) -> Vec<String> {
    let cells = object["report"]["cells"].as_object().into_iter().flatten();
    let offset = |cell: &Value, key: &str| cell["place"][key].as_u64().map(|offset| offset as usize);
    let mut misplaced = Vec::new();
    for (id, cell) in cells {
        let Some(raw) = cell["raw"].as_str().filter(|raw| !raw.is_empty()) else { continue };
        let words =
            offset(cell, "start").zip(offset(cell, "end")).and_then(|(start, end)| source.get(start..end));
        if words.map(str::trim) != Some(raw.trim()) {
            misplaced.push(format!("{id} reads {raw:?} and its place holds {words:?}"));
        }
    }
    misplaced
}
