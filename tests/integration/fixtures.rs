//! Whole reports in files: every fixture, and the seeds where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};

use gouji::{Audit, Error, Input, Kind, Lang, check};
use gouji_tests::expected::{Expected, findings_as_text};
use gouji_tests::{confront, made};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a report as a user's paste is read, and lists every departure from what is expected.
fn read(source: &str, expected: &Expected) -> (Option<Audit>, Vec<String>) {
    let input = Input::sniff(source);
    match check(input) {
        Err(error) => (None, vec![format!("not read: {error}")]),
        Ok(audit) => {
            let mut departures = expected.departures(&audit);
            departures.extend(confront::places(source, input.kind, &audit));
            (Some(audit), departures)
        }
    }
}

/// The folders of all fixtures with their report and what is expected. A folder with neither is something else.
fn all() -> Vec<(PathBuf, String, Expected)> {
    let folders = fs::read_dir(here().join("fixtures")).expect("there are fixtures");
    let mut folders: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let read = |folder: PathBuf| {
        let file = |name: &str| fs::read_to_string(folder.join(name)).ok();
        match (file("report.txt").or_else(|| file("report.html")), file("expected.json")) {
            (None, None) => None,
            (Some(_), None) if file("expected_error.json").is_some() => None,
            (Some(report), Some(expected)) => match serde_json::from_str(&expected) {
                Ok(expected) => Some((folder, report, expected)),
                Err(error) => panic!("{}: expected.json: {error}", folder.display()),
            },
            _ => panic!("{}: a fixture has a report and an expected.json", folder.display()),
        }
    };
    let all: Vec<_> = folders.into_iter().filter_map(read).collect();
    assert!(all.len() >= made::fixtures().len(), "only {} fixtures were found", all.len());
    all
}

#[test]
fn fixtures_come_out_as_expected() {
    let mut failures = Vec::new();
    for (folder, source, expected) in all() {
        let (_, departures) = read(&source, &expected);
        if !departures.is_empty() {
            failures.push(format!("{}:\n  {}", folder.display(), departures.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What must come out where nothing can be checked.
#[derive(serde::Deserialize)]
struct ExpectedError {
    code: String,
    near_miss: String,
}

#[test]
fn near_misses_are_refused_by_name() {
    let folders = fs::read_dir(here().join("fixtures")).expect("there are fixtures");
    let mut count = 0;
    for folder in folders.flatten().map(|entry| entry.path()) {
        let Ok(expected) = fs::read_to_string(folder.join("expected_error.json")) else { continue };
        let expected: ExpectedError =
            serde_json::from_str(&expected).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let file = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let source = file("report.txt").or_else(|| file("report.html")).expect("a report");
        let error = check(Input::sniff(&source)).err();
        let found = error.map(|error| match error {
            Error::NotAReport(near) => (error.code(), format!("{near:?}")),
            _ => (error.code(), String::new()),
        });
        assert_eq!(
            found,
            Some((expected.code.as_str(), expected.near_miss)),
            "{}: {:?}",
            folder.display(),
            error.map(|error| error.message(Lang::Zh))
        );
        count += 1;
    }
    assert!(count >= 6, "only {count} near misses were found");
}

#[test]
fn findings_of_fixtures_are_worded_as_in_their_snapshots() {
    let mut failures = Vec::new();
    for (folder, source, _) in all() {
        let findings = check(Input::sniff(&source))
            .map_or_else(|error| format!("not read: {error}\n"), |audit| findings_as_text(&audit));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let compare = || settings.bind(|| insta::assert_snapshot!("findings", findings));
        // All fixtures are compared before the test fails.
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(compare)).is_err() {
            failures.push(folder.display().to_string());
        }
    }
    assert!(failures.is_empty(), "findings differ from findings.snap in:\n{}", failures.join("\n"));
}

#[test]
fn made_fixtures_are_up_to_date() {
    for fixture in made::fixtures() {
        let name = if fixture.kind == Kind::Html { "report.html" } else { "report.txt" };
        let stored =
            fs::read_to_string(here().join("fixtures").join(fixture.name).join(name)).unwrap_or_default();
        assert!(stored == fixture.text, "{}: run `cargo run -p gouji-tests --bin fixtures`", fixture.name);
        assert_eq!(Input::sniff(&fixture.text).kind, fixture.kind, "{}", fixture.name);
    }
}

#[test]
fn seeds_come_out_as_expected() {
    let folder = here().join("../../shared/seeds");
    let Ok(expected) = fs::read_to_string(folder.join("expected.json")) else {
        gouji_tests::skipped("the seed reports are not on this machine");
        return;
    };
    let expected: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&expected).expect("the seeds' expected.json is JSON");
    let mut failures = Vec::new();
    for (name, expected) in expected.iter().filter(|(name, _)| name.ends_with(".txt")) {
        let known = [
            "organ_contains",
            "year",
            "forms",
            "cells",
            "findings",
            "repairs_must_include",
            "claims_agree_at_least",
            "ambiguous",
            "collapsed",
            "note",
        ];
        for part in expected.as_object().into_iter().flat_map(|object| object.keys()) {
            assert!(known.contains(&part.as_str()), "{name}: {part} is not tested");
        }
        let expected: Expected =
            serde_json::from_value(expected.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let source = fs::read_to_string(folder.join(name)).expect("a seed is a text");
        let (_, departures) = read(&source, &expected);
        if !departures.is_empty() {
            failures.push(format!("{name}:\n  {}", departures.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The harness itself: it must notice what it is there for.
#[test]
fn departures_are_noticed() {
    let text = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
        0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0";
    let expected: Expected = serde_json::from_str(
        r#"{"organ_contains": "清沅区", "year": 2023, "forms": {"t4": "2021", "t3": "2021"},
            "cells": {"t4.review.corrected": 2, "t4.review.total": 1},
            "findings": [{"rule": "t4.total", "severity": "error", "left_value": 3, "right_value": 1}],
            "repairs_must_include": [[{"cell": "t4.direct.total", "from": 1, "to": 3}]]}"#,
    )
    .expect("valid JSON");
    let (audit, departures) = read(text, &expected);
    assert!(audit.is_some());
    for part in [
        "the organ",
        "the year",
        "form of t3",
        "t4.review.corrected is",
        "t4.direct.upheld is",
        "not found",
        "found, not expected",
        "not proposed",
    ] {
        assert!(
            departures.iter().any(|departure| departure.contains(part)),
            "{part} is not among {departures:#?}"
        );
    }
}
