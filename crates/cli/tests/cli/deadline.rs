//! An input that takes too long, and those beside it.

use crate::harness::{clean, finish, folder, gouji, run, write};

#[test]
fn what_takes_too_long_is_too_large_and_the_others_are_answered() {
    let folder = folder("deadline");
    for name in ["a.txt", "b.txt"] {
        write(folder.join(name), clean());
    }
    // Nothing is read in a microsecond.
    let late = ["check", "--timeout", "0.000001", "--format", "ndjson", "a.txt", "nothing.txt", "b.txt"];
    let late = run(&folder, &late);
    assert_eq!(late.status, 2);
    let codes: Vec<_> =
        late.objects().iter().map(|object| object["error"]["code"].as_str().map(str::to_owned)).collect();
    let expected = ["too_large", "corrupt", "too_large"].map(|code| Some(code.to_owned()));
    assert_eq!(codes, expected);
    assert!(late.out.contains("--timeout"), "{}", late.out);
    let prior = finish(&mut gouji(&folder, ["fix", "--timeout", "0.000001", "--lang", "en", "a.txt"]), b"");
    assert_eq!(prior.status, 2);
    assert!(prior.err.contains("--timeout"), "{}", prior.err);
    assert_eq!(run(&folder, &["check", "--timeout", "60", "a.txt", "b.txt"]).status, 0);
    assert_eq!(run(&folder, &["check", "--timeout", "-1", "a.txt"]).status, 2);
    assert!(run(&folder, &["check", "--help"]).out.contains("--timeout"));
}
