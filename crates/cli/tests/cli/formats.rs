//! `gouji check --format csv|xlsx|sarif|html`, and where the answer goes.

use std::fs;

use serde_json::Value;

use crate::harness::{CONTRADICTION, clean, clean_html, finish, folder, gouji, run, write};

/// Four inputs: one clean page, one with a contradiction, one that is no report, one that is missing; names that need care.
fn inputs(test: &str) -> (std::path::PathBuf, [&'static str; 4]) {
    let folder = folder(test);
    write(folder.join("好, \"年报\".html"), clean_html());
    write(folder.join("=wrong.txt"), CONTRADICTION);
    write(folder.join("letter <b>.txt"), "各位同事：会议改到下周一。");
    (folder, ["好, \"年报\".html", "=wrong.txt", "letter <b>.txt", "missing.txt"])
}

/// The records of a csv, read as RFC 4180 says.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        let record = records.last_mut().expect("a record");
        let field = record.last_mut().expect("a field");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted => assert_eq!(chars.peek(), Some(&'\n'), "lines end as Excel ends them"),
            '\n' if !quoted => records.push(vec![String::new()]),
            c => field.push(c),
        }
    }
    assert!(!quoted);
    assert_eq!(records.pop(), Some(vec![String::new()]), "the last line ends");
    records
}

#[test]
fn csv_has_a_line_for_each_finding_and_each_clean_input() {
    let (folder, names) = inputs("csv");
    let args = [&["check", "--lang", "en", "--format", "csv"], &names[..]].concat();
    let run = run(&folder, &args);
    let text = run.out.strip_prefix('\u{feff}').expect("a byte-order mark");
    let records = records(text);
    assert!(records.iter().all(|record| record.len() == 11), "{records:#?}");
    assert_eq!(records[0][..5], ["file", "organ", "year", "severity", "rule"]);
    let of = |name: &str| records.iter().filter(|record| record[0] == name).collect::<Vec<_>>();
    let page = of(names[0]);
    assert_eq!(page.len(), 1);
    let wrong = of("'=wrong.txt");
    assert_eq!((wrong[0][3].as_str(), wrong[0][4].as_str()), ("error", "t4.total"));
    assert_eq!(wrong[0][7..10], ["2", "1", "1"]);
    assert_eq!((of(names[2])[0][3].as_str(), of(names[2])[0][4].as_str()), ("unread", "not_a_report"));
    assert_eq!((of(names[3])[0][3].as_str(), of(names[3])[0][4].as_str()), ("unread", "corrupt"));
    assert_eq!(run.status, 2);
}

#[test]
fn sarif_has_the_structure_that_its_schema_requires() {
    let (folder, names) = inputs("sarif");
    let args = [&["check", "--lang", "en", "--format", "sarif"], &names[..]].concat();
    let log: Value = serde_json::from_str(&run(&folder, &args).out).expect("SARIF is JSON");
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "gouji");
    let rules = driver["rules"].as_array().expect("rules");
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"].is_string()));
    let results = runs[0]["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for result in results {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(["error", "warning", "note", "none"].contains(&result["level"].as_str().unwrap_or_default()));
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let related = result.get("relatedLocations").and_then(Value::as_array);
        for location in
            result["locations"].as_array().expect("locations").iter().chain(related.into_iter().flatten())
        {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte)), "{uri}");
        }
    }
    let wrong = results.iter().find(|result| result["ruleId"] == "t4.total").expect("the contradiction");
    assert_eq!(wrong["level"], "error");
    let location = &wrong["locations"][0];
    assert_eq!(location["physicalLocation"]["artifactLocation"]["uri"], "%3Dwrong.txt");
    assert_eq!(location["logicalLocations"].as_array().map(Vec::len), Some(5));
    let region = &location["physicalLocation"]["region"];
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    let (start, length) = (number("byteOffset"), number("byteLength"));
    assert_eq!(&CONTRADICTION[start..start + length], "1", "the total");
    assert_eq!(CONTRADICTION[..start].chars().count(), number("charOffset"));
    assert_eq!((number("startLine"), number("charLength")), (4, 1));
    let line = CONTRADICTION.lines().nth(3).expect("four lines");
    assert_eq!(line.chars().nth(number("startColumn") - 1), Some('1'));
    assert_eq!(wrong["relatedLocations"].as_array().map(Vec::len), Some(5));
    let invocation = &runs[0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let unread: Vec<_> = invocation["toolExecutionNotifications"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|notification| notification["descriptor"]["id"].as_str())
        .collect();
    assert_eq!(unread, ["not_a_report", "corrupt"]);
}

#[test]
fn a_byte_order_mark_moves_the_bytes_and_not_the_characters() {
    let folder = folder("sarif-mark");
    write(folder.join("marked.txt"), format!("\u{feff}{CONTRADICTION}"));
    let log = run(&folder, &["check", "--format", "sarif", "marked.txt"]).out;
    let log: Value = serde_json::from_str(&log).expect("SARIF is JSON");
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let at = CONTRADICTION
        .find("\t2\t")
        .map_or_else(|| CONTRADICTION.rfind("\t0\t0\t0\t0\t0"), Some)
        .expect("the total");
    assert_eq!(region["byteOffset"], at - 1 + 3);
    assert_eq!(region["charOffset"], CONTRADICTION[..at - 1].chars().count());
}

#[test]
fn html_is_one_file_that_asks_for_nothing() {
    let (folder, names) = inputs("html");
    for (lang, total) in [("zh", "共 4 份：1 份有矛盾"), ("en", "4 inputs: 1 with contradictions")] {
        let args = [&["check", "--lang", lang, "--format", "html"], &names[..]].concat();
        let page = run(&folder, &args).out;
        assert!(page.contains(total), "{page}");
        assert!(page.contains("1 + 0 + 0 + 1 = 2 ≠ 1"), "the equation is written out");
        assert!(
            page.contains("1 → 2") && !page.contains("t4.direct") && !page.contains("t4.total"),
            "{page}"
        );
        assert!(page.contains("letter &lt;b&gt;.txt") && !page.contains("<b>"));
        assert!(page.contains("好, &quot;年报&quot;.html"));
        assert_eq!(page.matches("<tbody>").count(), 4);
        assert!(page.contains("default-src 'none'"));
        for asks in ["http:", "https:", " src=", " href=", "@import", "url(", " style=", " onclick"] {
            assert!(!page.contains(asks), "{asks} in the page");
        }
    }
}

#[test]
fn xlsx_is_a_workbook_that_opens() {
    let (folder, names) = inputs("xlsx");
    let args = [&["check", "--format", "xlsx", "-o", "list.xlsx"], &names[..]].concat();
    let result = run(&folder, &args);
    assert_eq!((result.status, result.out.as_str()), (2, ""));
    let bytes = fs::read(folder.join("list.xlsx")).expect("the file is there");
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let opened = gouji_files::open(&bytes).expect("our own reader opens it");
    assert_eq!(opened.format, gouji_files::Format::Xlsx);
    for text in [
        "矛盾",
        "=wrong.txt",
        "第四部分：各项合计",
        "任选其一，请对照台账：表四 行政诉讼（未经复议直接起诉）·",
        "：1 → 2",
        "letter",
        "missing.txt",
    ] {
        assert!(opened.text.contains(text), "{text}: {}", opened.text);
    }
    let raw = String::from_utf8_lossy(&bytes);
    for part in ["<autoFilter ref=\"A1:L5\"/>", "state=\"frozen\"", "Print_Titles"] {
        assert!(raw.contains(part), "{part}");
    }
    for id in ["t4.total", "t4.direct.upheld", "unread", "not_a_report", ">error<"] {
        assert!(!opened.text.contains(id), "{id}: {}", opened.text);
    }
}

#[test]
fn the_answer_goes_where_it_is_sent() {
    let folder = folder("output");
    write(folder.join("a.txt"), clean());
    for format in ["text", "json", "ndjson", "csv", "sarif", "html"] {
        let screen = run(&folder, &["check", "--format", format, "a.txt"]);
        let file = run(&folder, &["check", "--format", format, "--force", "--output", "out", "a.txt"]);
        let written = fs::read_to_string(folder.join("out")).expect("the file is there");
        assert_eq!((written, file.out.as_str()), (screen.out, ""), "{format}");
        assert_eq!(file.err, "", "no bar where there is no terminal");
    }
    let forced = finish(gouji(&folder, ["check", "a.txt", "-o", "plain"]).env("CLICOLOR_FORCE", "1"), b"");
    assert_eq!(forced.status, 0);
    let plain = fs::read_to_string(folder.join("plain")).expect("the file is there");
    assert!(!plain.contains('\u{1b}'), "no colours in a file");
}
