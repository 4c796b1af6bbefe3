//! The rules of form: over passages of our own, and over documents that nobody here wrote.

use std::collections::BTreeMap;

use gouji_tests::form::{FEWEST, measure, of_others};

#[test]
fn nothing_right_is_called_wrong_and_what_is_wrong_is_found() {
    let rows = measure();
    let ids: Vec<&str> =
        gouji::RuleId::ALL.iter().map(|rule| rule.as_str()).filter(|id| id.starts_with("form.")).collect();
    for id in ids {
        let row = rows.get(id).unwrap_or_else(|| panic!("no passage for {id}"));
        assert!(row.passages.iter().all(|count| *count >= FEWEST), "{id} has {:?} passages", row.passages);
        assert!(row.on_target(), "{id}: {:#?}", row.departures);
    }
}

/// What a careful reader finds in them, by hand. Of anything else a finding would be false.
const OTHERS: [(&str, &[&str]); 2] = [
    // Governments that do not speak of all of 工作考核, 社会评议 and 责任追究.
    ("000_cf57d6717fb9c4da.txt", &["form.government info "]),
    ("shuyang-2025.md", &["form.government info "]),
];

#[test]
fn documents_of_others_are_called_what_they_are() {
    let Some(shared) = gouji_tests::real::shared() else {
        println!("skipped: the documents of others are not on this machine");
        return;
    };
    let expected: BTreeMap<String, Vec<String>> = OTHERS
        .iter()
        .map(|(name, told)| (name.to_string(), told.iter().map(|told| told.to_string()).collect()))
        .collect();
    assert_eq!(of_others(&shared), expected);
}
