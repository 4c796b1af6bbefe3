//! `gouji rules`: every rule, in either form.

use std::path::Path;

use serde_json::Value;

use crate::harness::run;

#[test]
fn both_forms_list_the_same_rules() {
    let here = Path::new(".");
    let list = run(here, &["rules", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.out).expect("the output is JSON");
    let list = list.as_array().expect("the output is an array");
    assert!(list.iter().any(|rule| rule["id"] == "t3.balance"));
    for (lang, heading) in [("zh", "依据："), ("en", "Source: ")] {
        let text = run(here, &["rules", "--lang", lang]);
        assert_eq!(text.status, 0);
        assert_eq!(text.out.matches(heading).count(), list.len());
        for rule in list {
            for part in [&rule["id"], &rule["title"][lang], &rule["explanation"][lang], &rule["source"]] {
                assert!(text.out.contains(part.as_str().expect("a rule is made of words")), "{part}");
            }
        }
    }
}
