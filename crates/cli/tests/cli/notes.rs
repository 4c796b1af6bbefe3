//! `--notes DIR`: a review note for each report that was read, and nothing written over.

use std::fs;

use crate::harness::{CONTRADICTION, clean, folder, run, write};

/// The words of a note.
fn words(bytes: &[u8]) -> String {
    let opened = gouji_files::open(bytes).expect("a docx");
    opened.text
}

#[test]
fn each_report_gets_its_note_and_what_is_none_gets_none() {
    let folder = folder("notes");
    write(folder.join("in/甲县.txt"), CONTRADICTION);
    write(folder.join("in/乙县.txt"), clean());
    write(folder.join("in/诗.txt"), "床前明月光");
    write(folder.join("in/b/甲县.txt"), clean());
    let done = run(&folder, &["check", "--lang", "zh", "--notes", "out", "in"]);
    assert_eq!(done.status, 2, "{}", done.err);
    let mut names: Vec<String> = fs::read_dir(folder.join("out"))
        .expect("the folder was made")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["乙县-核对单.docx", "甲县-核对单-2.docx", "甲县-核对单.docx"]);
    let notes: Vec<String> =
        names.iter().map(|name| words(&fs::read(folder.join("out").join(name)).expect("a note"))).collect();
    assert!(notes[0].contains("没有需要处理的问题"), "{}", notes[0]);
    let broken = notes.iter().filter(|note| note.contains("改为 2") && note.contains("建议改法")).count();
    assert_eq!(broken, 1);
    assert!(notes.iter().all(|note| note.contains("复核人") && note.contains("结果维持")));
}

#[test]
fn a_note_that_is_there_stays_unless_it_may_go() {
    let folder = folder("notes-again");
    write(folder.join("甲.txt"), CONTRADICTION);
    write(folder.join("out/甲-review-note.docx"), "mine");
    let done = run(&folder, &["check", "--lang", "en", "--notes", "out", "甲.txt"]);
    assert_eq!(done.status, 2);
    assert!(done.err.contains("--force"), "{}", done.err);
    assert_eq!(fs::read(folder.join("out/甲-review-note.docx")).expect("a file"), b"mine");
    let done = run(&folder, &["check", "--lang", "en", "--force", "--notes", "out", "甲.txt"]);
    assert_eq!(done.status, 1, "{}", done.err);
    assert!(
        words(&fs::read(folder.join("out/甲-review-note.docx")).expect("a note"))
            .contains("Proposed correction")
    );
}

#[test]
fn names_that_turn_the_writing_are_written_as_they_read() {
    let folder = folder("notes-turned");
    write(folder.join("甲\u{202e}cod.\u{2066}\u{200f}.txt"), clean());
    let done = run(&folder, &["check", "--lang", "zh", "--notes", "out", "."]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(
        folder.join("out/甲 cod.-核对单.docx").is_file(),
        "{:?}",
        fs::read_dir(folder.join("out")).map(Vec::from_iter)
    );
}

#[test]
fn a_note_that_cannot_be_written_is_named_and_the_others_go_on() {
    let folder = folder("notes-long");
    // As long as a file's name may be: 250 bytes, and more with what is added.
    let long = "清".repeat(82);
    write(folder.join(format!("in/a{long}.txt")), clean());
    write(folder.join(format!("in/b/a{long}.txt")), clean());
    write(folder.join("in/c.txt"), clean());
    write(folder.join("in/d.txt"), clean());
    write(folder.join("out/c-核对单.docx/在"), "a folder of that name");
    let done = run(&folder, &["check", "--lang", "zh", "--force", "--notes", "out", "in"]);
    assert_eq!(done.status, 2, "{}", done.err);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.err.contains("in/c.txt") && done.err.contains("out/c-核对单.docx"), "{}", done.err);
    assert!(folder.join("out/d-核对单.docx").is_file(), "the next is written");
    let names = fs::read_dir(folder.join("out")).expect("the folder was made").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    assert_eq!(names.filter(|name| name.starts_with("a清")).count(), 2);
    for object in ["c.txt", "d.txt"] {
        assert!(done.out.contains(object), "{}", done.out);
    }
}
