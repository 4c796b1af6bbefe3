//! The JSON Schema that users have is that of the types.

use std::fs;
use std::path::Path;

#[test]
fn the_schema_is_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(gouji_tests::SCHEMA);
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == gouji_tests::schema(),
        "{}: run `cargo run -p gouji-tests --bin fixtures`",
        gouji_tests::SCHEMA
    );
}

/// What the schema leaves open is no promise: what is known of a value by its name is said.
#[test]
fn what_has_few_values_names_them() {
    let schema: serde_json::Value = serde_json::from_str(&gouji_tests::schema()).expect("JSON");
    let words = |object: &str, field: &str| {
        let words = &schema["$defs"][object]["properties"][field]["enum"];
        words.as_array().into_iter().flatten().filter_map(|word| word.as_str()).collect::<Vec<_>>()
    };
    use gouji::verdict::Verdict::{Clean, Contradictions, Mismatches, Unchecked};
    let severities = [gouji::Severity::Error, gouji::Severity::Warning, gouji::Severity::Info];
    assert_eq!(words("FindingObject", "severity"), severities.map(|severity| severity.as_str()));
    assert_eq!(words("CauseObject", "severity"), severities.map(|severity| severity.as_str()));
    let verdicts = [Contradictions, Mismatches, Unchecked, Clean];
    assert_eq!(words("VerdictObject", "class"), verdicts.map(|verdict| verdict.as_str()));
    let relations = [gouji::Relation::Equal, gouji::Relation::AtLeast];
    assert_eq!(words("EquationObject", "relation"), relations.map(|relation| relation.as_str()));
}
