//! `gouji check --prior` and `--members`: reports beside each other.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{clean, folder, run, write};

/// A folder of the fixtures of reports beside each other, copied into one of the test's own.
fn fixture(test: &str, name: &str) -> PathBuf {
    let folder = folder(test);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/beside").join(name);
    for file in fs::read_dir(from).expect("a fixture").flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).expect("a fixture can be copied");
    }
    folder
}

/// The rules of an answer's findings, but for those of the prose: these fixtures have hardly any, and that is always the same.
fn rules(object: &Value) -> Vec<&str> {
    object["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|finding| finding["rule"].as_str())
        .filter(|rule| !rule.starts_with("form.") && *rule != "prior.likeness")
        .collect()
}

#[test]
fn last_year_s_figures_are_terms_that_say_whose_they_are() {
    let folder = fixture("prior", "carry");
    let run = run(&folder, &["check", "--format", "ndjson", "--prior", "prior.txt", "report.txt"]);
    let object = run.objects().remove(0);
    assert_eq!(rules(&object), ["prior.carry", "prior.carry"]);
    let equation = &object["findings"][0]["equation"];
    assert_eq!(equation["left"][0]["cell"], "t3.carried_out.natural");
    assert_eq!(equation["left"][0]["report"]["role"], "prior");
    assert_eq!(equation["left"][0]["report"]["year"], 2022);
    assert_eq!((&equation["left_value"], &equation["right_value"]), (&4.into(), &3.into()));
    assert_eq!(equation["right"][0]["report"], Value::Null);
    assert_eq!(run.status, 0, "a warning does not change the status");
}

#[test]
fn both_numbers_and_the_year_are_in_the_text() {
    let folder = fixture("prior-text", "carry");
    let run = run(&folder, &["check", "report.txt", "--prior", "prior.txt", "--lang", "zh"]);
    assert!(run.out.contains("提示 prior.carry  上年（2022年）年报"), "{}", run.out);
    assert!(run.out.contains("    4 ≠ 3（相差 1）"), "{}", run.out);
    assert!(run.out.contains("表内相符；与上年 2 处不一致"), "{}", run.out);
}

#[test]
fn a_wrong_pair_is_said_and_not_compared() {
    for name in ["same-year", "swapped", "gap", "other-organ"] {
        let folder = fixture(&format!("pair-{name}"), name);
        let run = run(&folder, &["check", "--format", "ndjson", "report.txt", "--prior", "prior.txt"]);
        assert_eq!(rules(&run.objects()[0]), ["prior.pair"], "{name}");
        assert_eq!(run.objects()[0]["findings"][0]["severity"], "info", "{name}");
        assert_eq!(run.status, 0);
    }
}

#[test]
fn a_prior_report_that_cannot_be_read_is_said_and_the_rest_is_checked() {
    let folder = fixture("prior-unread", "right");
    let run =
        run(&folder, &["check", "--format", "ndjson", "--lang", "en", "report.txt", "--prior", "none.txt"]);
    assert_eq!(rules(&run.objects()[0]), ["prior.pair"]);
    assert!(run.err.contains("none.txt: There is no such file"), "{}", run.err);
    assert_eq!(run.status, 2);
}

#[test]
fn members_are_added_up_whatever_the_order_of_the_arguments() {
    let folder = fixture("members", "group");
    let members = ["member-1.txt", "member-2.txt", "member-3.txt"];
    let ndjson = ["check", "--format", "ndjson"];
    for args in [
        [&ndjson[..], &["report.txt", "--members"], &members].concat(),
        [&ndjson[..], &["--members"], &members, &["--", "report.txt"]].concat(),
        [&ndjson[..], &["--members"], &members, &["report.txt"]].concat(),
    ] {
        let run = run(&folder, &args);
        let objects = run.objects();
        assert_eq!(objects.len(), 1, "{args:?}");
        assert_eq!(rules(&objects[0]), ["group.sum"; 4], "{args:?}");
        let left = objects[0]["findings"][0]["equation"]["left"].as_array().expect("three members");
        let values: Vec<_> = left.iter().map(|term| term["value"].as_i64().unwrap_or(-1)).collect();
        assert_eq!(values, [4, 7, 10]);
        assert!(left.iter().all(|term| term["report"]["role"] == "member"));
    }
}

#[test]
fn who_was_left_out_is_listed() {
    let folder = fixture("left-out", "group-gap");
    write(folder.join("members/letter.txt"), "各位同事：会议改到下周一。");
    for file in ["member-1.txt", "member-2.txt", "member-3.txt"] {
        fs::rename(folder.join(file), folder.join("members").join(file)).expect("a file can be moved");
    }
    let run = run(&folder, &["check", "--lang", "en", "report.txt", "--members", "members"]);
    let line =
        |name: &str| run.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
    assert!(line("members/member-1.txt").ends_with("added up"), "{}", run.out);
    assert!(line("members/member-3.txt").ends_with("left out: another year"), "{}", run.out);
    assert!(line("members/letter.txt").ends_with("left out: no table was read"), "{}", run.out);
    assert!(run.err.contains("members/letter.txt: "), "{}", run.err);
    assert_eq!(run.status, 2);
}

#[test]
fn several_reports_are_listed_at_the_end() {
    let folder = folder("summary");
    for name in ["a.txt", "b.txt", "c.txt"] {
        write(folder.join(name), clean());
    }
    let two = run(&folder, &["check", "a.txt", "b.txt"]);
    assert!(!two.out.contains("汇总"), "{}", two.out);
    let three = run(&folder, &["check", "a.txt", "missing.txt", "c.txt"]);
    let summary = three.out.split("汇总\n").nth(1).expect("a list");
    let (list, total) = summary.split_once("\n\n").expect("the total");
    assert!(total.starts_with("共 3 份："), "{total}");
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["a.txt", "missing.txt", "c.txt"]);
    assert!(list.contains("未能读取"), "{list}");
}
