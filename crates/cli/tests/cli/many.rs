//! Thousands of reports: order under many threads, runs that go on, objects in lines.

use std::fs;
use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use crate::harness::{CONTRADICTION, clean, clean_html, finish, folder, gouji, run, write};

#[test]
fn the_order_is_that_of_the_names_however_many_work() {
    let folder = folder("order");
    for number in 0..120 {
        let mut text = if number % 3 == 0 { CONTRADICTION.to_owned() } else { clean() };
        // Some take far longer than others.
        if number % 10 == 0 {
            text = format!("{}\n{text}", "本机关按时公开。".repeat(20_000));
        }
        write(folder.join(format!("in/{:03}.txt", 119 - number)), text);
    }
    let one = run(&folder, &["check", "--format", "ndjson", "--jobs", "1", "in"]);
    let names: Vec<String> = one
        .objects()
        .iter()
        .filter_map(|object| object["input"]["name"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(names, (0..120).map(|number| format!("in/{number:03}.txt")).collect::<Vec<_>>());
    for jobs in ["2", "8"] {
        let many = run(&folder, &["check", "--format", "ndjson", "--jobs", jobs, "in"]);
        assert!(many.out == one.out, "{jobs} jobs print the same");
        assert_eq!(many.status, 1);
    }
}

#[test]
fn an_interrupted_run_goes_on() {
    let folder = folder("resume");
    for number in 0..9 {
        write(
            folder.join(format!("in/{number}.txt")),
            if number == 1 { CONTRADICTION.to_owned() } else { clean() },
        );
    }
    let resume = ["check", "--format", "ndjson", "--resume", "out.ndjson", "in"];
    let out = || fs::read_to_string(folder.join("out.ndjson")).expect("the file is there");
    let whole = run(&folder, &["check", "--format", "ndjson", "in"]);
    let first = run(&folder, &resume);
    assert_eq!((first.status, first.out.as_str()), (1, ""));
    assert!(out() == whole.out, "from nothing, all is done");
    // An interruption leaves some lines and a torn one.
    let lines: Vec<&str> = whole.out.split_inclusive('\n').collect();
    let torn = format!("{}{}", lines[..4].concat(), &lines[4][..100]);
    write(folder.join("out.ndjson"), &torn);
    let second = run(&folder, &resume);
    assert_eq!(second.status, 1, "the contradiction is in a line that was there");
    assert!(out() == whole.out, "the rest is added in order");
    // What has its line is not read again.
    write(folder.join("in/3.txt"), "各位同事：会议改到下周一。");
    assert_eq!(run(&folder, &resume).status, 1);
    assert!(out() == whole.out);
    // Another file is not ours to cut.
    write(folder.join("out.ndjson"), "my notes");
    let refused = run(&folder, &resume);
    assert_eq!((refused.status, out().as_str()), (2, "my notes"), "{}", refused.err);
}

#[test]
fn objects_in_lines_give_objects_in_lines() {
    let folder = folder("lines");
    let html = {
        use base64::Engine as _;
        base64::prelude::BASE64_STANDARD.encode(clean_html())
    };
    let lines = [
        json!({"name": "a", "text": CONTRADICTION}).to_string(),
        json!({"name": "b.html", "base64": html, "fetched": "2024-02-01"}).to_string(),
        "{\"name\": \"torn\", \"te".to_owned(),
        String::new(),
        json!({"text": clean()}).to_string(),
        json!({"name": "empty"}).to_string(),
        json!({"name": "no base64", "base64": "%%%"}).to_string(),
        json!({"name": "letter", "text": "各位同事：会议改到下周一。"}).to_string(),
    ];
    let input = lines.join("\n");
    let mut command =
        gouji(&folder, ["check", "--from", "ndjson", "--format", "ndjson", "--lang", "en", "-"]);
    let answer = finish(&mut command, input.as_bytes());
    let objects = answer.objects();
    let row = |object: &Value| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        (text(&object["input"]["name"]), text(&object["error"]["code"]))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        objects.iter().map(row).collect::<Vec<_>>(),
        [
            (some("a"), None),
            (some("b.html"), None),
            (None, some("corrupt")),
            (None, None),
            (some("empty"), some("corrupt")),
            (some("no base64"), some("corrupt")),
            (some("letter"), some("not_a_report")),
        ]
    );
    assert!(objects[2]["error"]["message"].as_str().is_some_and(|message| message.starts_with("Line 3 ")));
    assert_eq!(objects[0]["findings"][0]["rule"], "t4.total");
    assert_eq!(objects[0]["input"]["bytes"], CONTRADICTION.len());
    assert_eq!(objects[1]["input"]["kind"], "html");
    assert_eq!(answer.status, 2);
    // The same lines in a file, in another format.
    write(folder.join("lines.ndjson"), &input);
    let csv = run(&folder, &["check", "--from", "ndjson", "--format", "csv", "--lang", "en", "lines.ndjson"]);
    assert_eq!(csv.out.lines().filter(|line| line.contains("unread")).count(), 4, "{}", csv.out);
}

#[test]
fn a_line_is_answered_before_the_next_is_given() {
    let folder = folder("flush");
    let mut command = gouji(&folder, ["check", "--from", "ndjson", "--format", "ndjson", "-"]);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().expect("gouji starts");
    let mut input = child.stdin.take().expect("its input is ours");
    let mut output = BufReader::new(child.stdout.take().expect("its output is ours"));
    for name in ["a", "b", "c"] {
        writeln!(input, "{}", json!({"name": name, "text": clean()})).expect("gouji reads");
        let mut line = String::new();
        output.read_line(&mut line).expect("gouji answers");
        let object: Value = serde_json::from_str(&line).expect("a line is an object");
        assert_eq!(object["input"]["name"], name);
    }
    drop(input);
    assert!(child.wait().expect("gouji ends").success());
}

#[test]
fn a_run_does_not_write_what_it_reads() {
    let folder = folder("reads-itself");
    let lines = json!({"name": "a", "text": clean()}).to_string() + "\n";
    let file = || fs::read_to_string(folder.join("out.ndjson")).expect("the file is there");
    // Lines of an earlier run may be read as such; they must not grow while they are.
    let earlier = json!({"schema": "gouji/1", "input": {"name": "a"}, "findings": []}).to_string() + "\n";
    for content in [lines, earlier] {
        write(folder.join("out.ndjson"), &content);
        fs::create_dir_all(folder.join("in")).expect("a folder");
        let _ = fs::hard_link(folder.join("out.ndjson"), folder.join("in/a.txt"));
        for inputs in [
            &["--from", "ndjson", "out.ndjson"][..],
            &["--prior", "out.ndjson", "b"],
            &["--members", "in", "--", "b"],
        ] {
            let done =
                run(&folder, &[&["check", "--format", "ndjson", "--resume", "out.ndjson"], inputs].concat());
            assert_eq!((done.status, file() == content), (2, true), "{inputs:?} {}", done.err);
        }
    }
}
