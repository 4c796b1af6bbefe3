//! `gouji check`: exit statuses, order, inputs of every sort, formats and languages.

use serde_json::Value;

use crate::harness::{CONTRADICTION, clean, clean_html, finish, folder, gouji, run, write};

#[test]
fn the_status_is_that_of_the_worst_input() {
    let folder = folder("status");
    write(folder.join("clean.txt"), clean());
    write(folder.join("wrong.txt"), CONTRADICTION);
    write(folder.join("letter.txt"), "各位同事：会议改到下周一。");
    let status = |args: &[&str]| run(&folder, &[&["check"], args].concat()).status;
    assert_eq!(status(&["clean.txt"]), 0);
    assert_eq!(status(&["clean.txt", "wrong.txt"]), 1);
    assert_eq!(status(&["wrong.txt", "letter.txt", "clean.txt"]), 2);
    assert_eq!(status(&["missing.txt"]), 2);
    assert_eq!(status(&["--format", "no-such-format", "clean.txt"]), 2);
}

#[test]
fn ndjson_has_one_line_for_each_input_in_their_order() {
    let folder = folder("ndjson");
    write(folder.join("b.txt"), CONTRADICTION);
    write(folder.join("a.html"), clean_html());
    let run = run(&folder, &["check", "--format", "ndjson", "b.txt", "missing.txt", "a.html", "b.txt"]);
    let objects = run.objects();
    let names: Vec<&str> = objects.iter().filter_map(|object| object["input"]["name"].as_str()).collect();
    assert_eq!(names, ["b.txt", "missing.txt", "a.html", "b.txt"]);
    assert!(objects.iter().all(|object| object["schema"] == "gouji/1"));
    assert_eq!(objects[0], objects[3], "the same input gives the same object");
    assert_eq!(objects[0]["findings"][0]["rule"], "t4.total");
    assert_eq!(objects[0]["findings"][0]["equation"]["difference"], 1);
    assert_eq!(objects[1]["error"]["code"], "corrupt");
    assert_eq!(objects[2]["input"]["kind"], "html");
    assert_eq!(objects[2]["report"]["cells"]["t4.direct.total"]["value"], 2);
    assert_eq!((run.status, run.err.as_str()), (2, ""));
}

#[test]
fn json_is_one_array_of_the_same_objects() {
    let folder = folder("json");
    write(folder.join("a.txt"), clean());
    write(folder.join("b.txt"), CONTRADICTION);
    let array = run(&folder, &["check", "--format", "json", "a.txt", "b.txt"]);
    let lines = run(&folder, &["check", "--format", "ndjson", "a.txt", "b.txt"]);
    let array: Value = serde_json::from_str(&array.out).expect("the output is JSON");
    assert_eq!(array, Value::Array(lines.objects()));
}

#[test]
fn standard_input_is_read_where_a_dash_stands() {
    let folder = folder("stdin");
    write(folder.join("clean.txt"), clean());
    let mut command = gouji(&folder, ["check", "--format", "ndjson", "clean.txt", "-"]);
    let run = finish(&mut command, CONTRADICTION.as_bytes());
    let objects = run.objects();
    assert_eq!(objects[0]["input"]["name"], "clean.txt");
    assert_eq!(objects[1]["input"]["name"], Value::Null);
    assert_eq!(objects[1]["input"]["bytes"], CONTRADICTION.len());
    assert_eq!(objects[1]["findings"][0]["rule"], "t4.total");
    assert_eq!(run.status, 1);
}

#[test]
fn a_directory_is_walked_by_name() {
    let folder = folder("directory");
    for name in
        ["c.txt", "a.HTM", "b/z.html", "b/a.txt", "notes.md", "a_files/logo.png", ".hidden.txt", "style.css"]
    {
        let content = if name.contains("TM") || name.contains("html") { clean_html() } else { clean() };
        write(folder.join("in").join(name), content);
    }
    std::fs::create_dir(folder.join("empty")).expect("the folder can be made");
    let named = run(&folder, &["check", "--format", "ndjson", "in", "in/notes.md", "empty"]);
    let objects = named.objects();
    let names: Vec<&str> = objects.iter().filter_map(|object| object["input"]["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "in/a.HTM",
            "in/a_files/logo.png",
            "in/b/a.txt",
            "in/b/z.html",
            "in/c.txt",
            "in/notes.md",
            "in/notes.md",
            "empty"
        ]
    );
    assert_eq!(objects[7]["error"]["code"], "empty");
    assert!(objects[2..7].iter().all(|object| object["error"].is_null()));
    assert_eq!(named.status, 2);
}

#[test]
fn documents_of_other_kinds_in_a_directory_are_not_passed_over() {
    let folder = folder("foreign");
    write(folder.join("in/a.txt"), clean());
    write(folder.join("in/b.wps"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    write(folder.join("in/c.jpg"), b"\xff\xd8\xff\xe0");
    write(folder.join("in/page.html"), clean_html());
    write(folder.join("in/page_files/logo.png"), b"\x89PNG\r\n\x1a\n");
    write(folder.join("in/~$draft.docx"), b"");
    let run = run(&folder, &["check", "--format", "ndjson", "in"]);
    let objects = run.objects();
    let names: Vec<&str> = objects.iter().filter_map(|object| object["input"]["name"].as_str()).collect();
    assert_eq!(
        names,
        ["in/a.txt", "in/b.wps", "in/c.jpg", "in/page.html"],
        "a page's own pictures are part of it"
    );
    let unread: Vec<bool> = objects.iter().map(|object| object["error"].is_object()).collect();
    assert_eq!(unread, [false, true, true, false]);
    assert_eq!(run.status, 2);
}

#[test]
fn a_packed_folder_is_read_document_by_document() {
    let folder = folder("packed");
    let files = [
        ("县局/甲.txt", clean().into_bytes()),
        ("县局/乙.html", clean_html().into_bytes()),
        ("县局/丙.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("__MACOSX/县局/._甲.txt", vec![0]),
    ];
    let packed = gouji_files::write::archive(&files);
    write(folder.join("in/年报.zip"), &packed);
    write(folder.join("in/空.zip"), gouji_files::write::archive(&files[3..]));
    write(folder.join("in/文件.ZIP"), clean());
    let run = run(&folder, &["check", "--format", "ndjson", "in"]);
    let objects = run.objects();
    let said: Vec<(&str, &str)> = objects
        .iter()
        .map(|object| {
            let code = object["error"]["code"].as_str().unwrap_or("");
            (object["input"]["name"].as_str().unwrap_or(""), code)
        })
        .collect();
    assert_eq!(
        said,
        [
            ("in/年报.zip/县局/丙.png", "corrupt"),
            ("in/年报.zip/县局/乙.html", ""),
            ("in/年报.zip/县局/甲.txt", ""),
            ("in/文件.ZIP", ""),
            ("in/空.zip", "empty"),
        ]
    );
    // From a pipe it has no documents to be named by.
    let piped = finish(&mut gouji(&folder, ["check", "--format", "ndjson", "-"]), &packed);
    assert_eq!(piped.objects()[0]["error"]["code"], "unsupported_format");
}

#[test]
fn an_answer_is_written_over_nothing_that_was_not_named_for_it() {
    let folder = folder("overwrite");
    write(folder.join("a.txt"), clean());
    write(folder.join("notes.txt"), "mine");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    for args in [
        &["check", "a.txt", "-o", "a.txt"][..],
        &["check", "a.txt", "-o", "a.txt", "--force"],
        &["check", "a.txt", "-o", "./a.txt", "--force"],
        &["check", "a.txt", "--prior", "notes.txt", "-o", "notes.txt", "--force"],
        &["check", "a.txt", "-o", "notes.txt"],
        &["fix", "a.txt", "-o", "notes.txt"],
        &["fix", "a.txt", "-o", "a.txt", "--force"],
    ] {
        assert_eq!(run(&folder, args).status, 2, "{args:?}");
        assert_eq!((read("a.txt"), read("notes.txt")), (clean(), "mine".to_owned()), "{args:?}");
    }
    assert_eq!(run(&folder, &["check", "a.txt", "-o", "notes.txt", "--force"]).status, 0);
    assert_ne!(read("notes.txt"), "mine");
    // An answer in a folder of reports is no report, and does not stand in the way of the next.
    write(folder.join("in/a.txt"), clean());
    for force in [&[][..], &["--force"]] {
        let args = [&["check", "in", "--format", "html", "-o", "in/list.html"], force].concat();
        let run = run(&folder, &args);
        assert_eq!(run.status, 0, "{}", run.err);
    }
}

#[test]
fn what_cannot_be_read_has_its_code_and_says_what_to_do() {
    let folder = folder("unread");
    write(folder.join("cut.docx"), b"PK\x03\x04\x14\x00\x06\x00");
    write(
        folder.join("report.doc"),
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w/>",
    );
    write(folder.join("blank.txt"), " \n\u{feff}\n");
    write(folder.join("letter.txt"), "各位同事：会议改到下周一。");
    let names = ["cut.docx", "report.doc", "blank.txt", "letter.txt", "missing.txt"];
    let run = run(&folder, &[&["check", "--lang", "en", "--format", "ndjson"], &names[..]].concat());
    let errors: Vec<_> = run.objects().iter().map(|object| object["error"].clone()).collect();
    let codes: Vec<&str> = errors.iter().filter_map(|error| error["code"].as_str()).collect();
    assert_eq!(codes, ["corrupt", "unsupported_format", "empty", "not_a_report", "corrupt"]);
    assert!(errors[0]["message"].as_str().is_some_and(|message| message.contains("Download it again")));
    assert!(errors[1]["message"].as_str().is_some_and(|message| message.contains("Word Document (*.docx)")));
    assert!(errors[4]["message"].as_str().is_some_and(|message| message.contains("no such file")));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = folder("bom");
    write(folder.join("plain.txt"), clean());
    write(folder.join("marked.txt"), format!("\u{feff}{}", clean()));
    let objects = run(&folder, &["check", "--format", "ndjson", "plain.txt", "marked.txt"]).objects();
    assert_eq!(objects[0]["report"], objects[1]["report"], "places count from after the mark");
    assert_eq!(objects[1]["input"]["bytes"], clean().len() + 3);
    assert_eq!(objects[1]["input"]["encoding"], "utf-8");
}

#[test]
fn the_kind_can_be_said() {
    let folder = folder("kind");
    write(folder.join("page.html"), clean_html());
    let kind = |kind: &str| {
        let run = run(&folder, &["check", "--format", "ndjson", "--kind", kind, "page.html"]);
        run.objects()[0]["input"]["kind"].as_str().map(str::to_owned)
    };
    assert_eq!(kind("auto").as_deref(), Some("html"));
    assert_eq!(kind("html").as_deref(), Some("html"));
    assert_eq!(kind("text").as_deref(), Some("text"));
}

#[test]
fn text_shows_the_table_and_both_sides() {
    let folder = folder("text");
    write(folder.join("wrong.txt"), CONTRADICTION);
    let run = run(&folder, &["check", "wrong.txt", "missing.txt"]);
    assert!(run.out.starts_with("wrong.txt\n"), "{}", run.out);
    assert!(run.out.contains("1 处矛盾"), "{}", run.out);
    assert!(run.out.contains("尚未审结  总计"), "{}", run.out);
    assert!(run.out.contains("1 + 0 + 0 + 1 = 2 ≠ 1"), "{}", run.out);
    assert!(run.out.contains("\nmissing.txt\n  ✗ 未能读取 corrupt\n"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn the_language_is_chosen_or_the_locale_s() {
    let folder = folder("lang");
    write(folder.join("wrong.txt"), CONTRADICTION);
    let out = |args: &[&str], locale: &str| {
        let args = [&["check", "wrong.txt"], args].concat();
        let mut command = gouji(&folder, args);
        finish(command.env("LANG", locale), b"").out
    };
    assert!(out(&[], "zh_CN.UTF-8").contains("处矛盾"));
    assert!(out(&[], "").contains("处矛盾"));
    assert!(out(&[], "en_US.UTF-8").contains("1 contradiction"));
    assert!(out(&["--lang", "zh"], "en_US.UTF-8").contains("处矛盾"));
    assert!(out(&["--lang", "en"], "zh_CN.UTF-8").contains("1 contradiction"));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = folder("pipe");
    write(folder.join("wrong.txt"), CONTRADICTION);
    let names = vec!["wrong.txt"; 2000];
    for format in ["text", "json", "ndjson", "csv", "xlsx", "sarif", "html"] {
        let mut command =
            gouji(&folder, ["check", "--format", format].into_iter().chain(names.iter().copied()));
        let mut child = command.spawn().expect("gouji starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("gouji ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}
