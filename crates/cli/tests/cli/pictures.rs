//! Pictures of tables on the command line.

use crate::harness::{folder, run, write};

const SCREENSHOT: &[u8] = include_bytes!("../../../pictures/tests/pictures/screenshot.png");
const PHOTO: &[u8] = include_bytes!("../../../pictures/tests/pictures/photo.jpg");

#[test]
fn a_picture_is_read_and_its_figures_are_judged() {
    let folder = folder("pictures");
    write(folder.join("截图.png"), SCREENSHOT);
    // What a file is, its name does not say.
    write(folder.join("照片.png"), PHOTO);
    let run = run(&folder, &["check", "--format", "ndjson", "截图.png", "照片.png"]);
    for object in run.objects() {
        assert_eq!(
            (&object["input"]["kind"], &object["report"]["forms"]["t4"]),
            (&"image".into(), &"2021".into())
        );
        let cells = object["report"]["cells"].as_object().expect("cells");
        assert_eq!(cells.len(), 15);
        let is = |id: &str, value: i64| cells[id]["value"] == value || cells[id]["sure"] == false;
        assert!(is("t4.review.corrected", 252) && is("t4.after_review.total", 103), "{cells:?}");
        let errors = object["findings"].as_array().expect("findings").iter();
        assert_eq!(errors.filter(|finding| finding["severity"] == "error").count(), 0);
    }
    assert_eq!(run.status, 0);
}

#[test]
fn a_picture_that_is_refused_says_why() {
    let folder = folder("pictures-refused");
    write(folder.join("a.png"), &SCREENSHOT[..SCREENSHOT.len() / 2]);
    write(folder.join("b.png"), include_bytes!("../../../pictures/tests/pictures/cut-2.png"));
    let run = run(&folder, &["check", "--format", "ndjson", "--lang", "en", "a.png", "b.png"]);
    let objects = run.objects();
    assert_eq!(objects[0]["error"]["code"], "corrupt");
    assert_eq!(objects[1]["error"]["code"], "not_a_report");
    assert!(
        objects[1]["error"]["message"].as_str().is_some_and(|said| said.contains("header")),
        "{objects:?}"
    );
}

#[test]
fn several_pictures_are_the_pages_of_one_report() {
    let folder = folder("pages");
    // Numbers count as such: by its letters page 10 would stand first.
    write(folder.join("页9.png"), include_bytes!("../../../pictures/tests/pictures/cut-1.png"));
    write(folder.join("页10.png"), include_bytes!("../../../pictures/tests/pictures/cut-2.png"));
    for (args, name) in [(&["页9.png", "页10.png"][..], "页9.png +1"), (&["."], "./页9.png +1")] {
        let run = run(&folder, &[&["check", "--from", "pages", "--format", "ndjson"], args].concat());
        let objects = run.objects();
        assert_eq!(objects.len(), 1);
        assert_eq!(
            (&objects[0]["input"]["name"], &objects[0]["input"]["kind"]),
            (&name.into(), &"image".into())
        );
        assert_eq!(objects[0]["report"]["cells"]["t4.review.total"]["value"], 395, "{objects:?}");
    }
    // One that is not there, and one that is no picture: nothing is passed over.
    write(folder.join("a.txt"), "年报");
    for (args, code, name) in [
        (["页9.png", "missing.png"], "corrupt", "missing.png"),
        (["页9.png", "a.txt"], "unsupported_format", "页9.png +1"),
    ] {
        let run = run(&folder, &[&["check", "--from", "pages", "--format", "ndjson"], &args[..]].concat());
        let objects = run.objects();
        assert_eq!(
            (&objects[0]["error"]["code"], &objects[0]["input"]["name"]),
            (&code.into(), &name.into())
        );
        assert_eq!(run.status, 2);
    }
}
