//! `gouji fix`: corrected tables beside a list of changes, and nothing destroyed.

use std::fs;

use serde_json::Value;

use crate::harness::{CONTRADICTION, clean, finish, folder, gouji, run, write};

/// Table 4 with a total left blank: no other cell could be meant.
fn blank_total() -> String {
    CONTRADICTION.replace("0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t", "0\t1\t0\t0\t1\t1\t0\t0\t1\t\t")
}

#[test]
fn the_only_repair_is_made_and_told() {
    let folder = folder("fix-only");
    write(folder.join("report.txt"), blank_total());
    for (file, head) in
        [("tables.html", "<table"), ("tables.csv", "\u{feff}四、政府信息公开行政复议、行政诉讼情况\r\n")]
    {
        let fixed = run(&folder, &["fix", "report.txt", "-o", file]);
        assert_eq!(fixed.status, 0, "{}{}", fixed.out, fixed.err);
        assert!(fixed.out.contains("改动 1 格"), "{}", fixed.out);
        assert!(
            fixed.out.contains("“行政诉讼（未经复议直接起诉）·总计”应为 2（现为 空白）：总计没有填写"),
            "{}",
            fixed.out
        );
        let written = fs::read_to_string(folder.join(file)).expect("the tables were written");
        assert!(written.contains(head), "{written}");
        assert_eq!(written.contains("改动说明"), file == "tables.html", "only a page has room for words");
    }
    assert_eq!(
        fs::read_to_string(folder.join("report.txt")).ok(),
        Some(blank_total()),
        "the report is as it was"
    );
    let again = run(&folder, &["check", "--format", "ndjson", "tables.html", "tables.csv"]).objects();
    let [html, _] = again.as_slice() else { panic!("two answers") };
    assert_eq!(html["report"]["cells"]["t4.direct.total"]["value"], 2);
    assert!(html["findings"].as_array().is_some_and(|all| all.iter().all(|f| f["severity"] != "error")));
}

#[test]
fn of_several_repairs_none_is_made_unless_one_is_chosen() {
    let folder = folder("fix-several");
    write(folder.join("report.txt"), CONTRADICTION);
    let last = |args: &[&str]| {
        let fixed = run(&folder, &[&["fix", "report.txt"], args].concat());
        let line = fixed.out.lines().last().unwrap_or_default().to_owned();
        (fixed.status, line, fixed.err)
    };
    let (status, line, list) = last(&[]);
    assert_eq!((status, line.as_str()), (1, "0,1,0,0,1,1,0,0,1,1,0,0,0,0,0"));
    for choice in
        ["--choose 1.1  “行政诉讼（未经复议直接起诉）·总计”由 1 改为 2", "--choose 1.3", "仍有 1 处矛盾"]
    {
        assert!(list.contains(choice), "{list}");
    }
    assert!(!list.contains("--choose 1.4"), "{list}");
    let (status, line, list) = last(&["--likeliest"]);
    assert_eq!((status, line.as_str()), (0, "0,1,0,0,1,1,0,0,1,2,0,0,0,0,0"));
    assert!(list.contains("这是其中之一"), "what was chosen is not called the only way: {list}");
    let (status, line, _) = last(&["--choose", "1.2"]);
    assert_eq!((status, line.as_str()), (0, "0,1,0,0,1,0,0,0,1,1,0,0,0,0,0"));
    for (choice, why) in
        [("1.4", "没有这样的改法"), ("2.1", "没有这样的改法"), ("1.0", "没有这样的改法"), ("x", "2.1")]
    {
        let (status, line, list) = last(&["--choose", choice]);
        assert_eq!((status, line.as_str()), (2, ""), "{choice}");
        assert!(list.contains(why), "{list}");
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = folder("fix-over");
    write(folder.join("report.txt"), blank_total());
    write(folder.join("other.csv"), "mine");
    for name in ["report.txt", "./report.txt"] {
        for force in [&[][..], &["--force"]] {
            let fixed = run(&folder, &[&["fix", "report.txt", "-o", name], force].concat());
            assert_eq!(fixed.status, 2);
            assert!(fixed.err.contains("不能覆盖年报本身"), "{}", fixed.err);
        }
    }
    assert_eq!(fs::read_to_string(folder.join("report.txt")).ok(), Some(blank_total()));
    let refused = run(&folder, &["fix", "report.txt", "-o", "other.csv"]);
    assert_eq!((refused.status, refused.err.contains("--force")), (2, true), "{}", refused.err);
    assert_eq!(fs::read_to_string(folder.join("other.csv")).ok().as_deref(), Some("mine"));
    assert_eq!(run(&folder, &["fix", "report.txt", "-o", "other.csv", "--force"]).status, 0);
    assert_ne!(fs::read_to_string(folder.join("other.csv")).ok().as_deref(), Some("mine"));
}

#[test]
fn what_is_right_or_no_report_is_said() {
    let folder = folder("fix-none");
    write(folder.join("letter.txt"), "各位同事：会议改到下周一。");
    let piped = finish(&mut gouji(&folder, ["fix", "-"]), clean().as_bytes());
    assert_eq!(piped.status, 0);
    assert!(
        piped.err.contains("没有改动") && piped.out.contains("0,1,0,0,1,1,0,0,1,2"),
        "{}{}",
        piped.err,
        piped.out
    );
    let unread = run(&folder, &["fix", "letter.txt", "-o", "out.csv"]);
    assert_eq!(unread.status, 2);
    assert!(!folder.join("out.csv").exists() && unread.err.contains("letter.txt"), "{}", unread.err);
}

#[test]
fn repairs_stand_beside_their_findings() {
    let folder = folder("fix-beside");
    write(folder.join("several.txt"), CONTRADICTION);
    write(folder.join("only.txt"), blank_total());
    let text = run(&folder, &["check", "only.txt"]).out;
    assert!(text.contains("    → “行政诉讼（未经复议直接起诉）·总计”应为 2（现为 空白）"), "{text}");
    let text = run(&folder, &["check", "several.txt"]).out;
    assert!(
        text.contains("    → 只改 1 格的办法有 3 种，是其中之一：\n      1. “行政诉讼（未经复议直接起诉）·总计”由 1 改为 2"),
        "{text}"
    );
    let object = run(&folder, &["check", "--format", "ndjson", "several.txt"]).objects().remove(0);
    let repairs = object["repairs"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(repairs.len(), 3);
    for (rank, repair) in (1..).zip(repairs) {
        let part = |key: &str| repair[key].clone();
        assert_eq!([part("rank"), part("group"), part("alternatives")], [rank, 1, 3].map(Value::from));
        assert_eq!(repair["resolves"], Value::from(vec!["f1"]));
    }
    assert_eq!(repairs[0]["changes"][0]["to"], 2);
    assert_eq!(object["unrepaired"], Value::Array(Vec::new()));
}
