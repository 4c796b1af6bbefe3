//! The READMEs list the rules that there are: `rule.rs` is where a rule is entered, and a list that forgets one fails here.

#![expect(clippy::disallowed_methods, reason = "the test reads the source, not the library")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gouji::{Lang, RuleId, Severity};

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of the table of rules, by their ids, each in its cells.
fn rows(text: &str) -> BTreeMap<String, Vec<String>> {
    let cells = |line: &str| line.split(" | ").map(|cell| cell.trim_matches(['|', ' ']).to_owned()).collect();
    let rows = text.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let row: Vec<String> = cells(line);
        (row[0].trim_matches('`').to_owned(), row)
    });
    rows.collect()
}

#[test]
fn the_english_readme_lists_every_rule_with_its_severity() {
    let rows = rows(&read("README.md"));
    for rule in RuleId::ALL {
        let row = rows.get(rule.as_str()).unwrap_or_else(|| panic!("README.md has no line for {rule}"));
        let severity = match rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        };
        assert!(row.last().is_some_and(|cell| cell.starts_with(severity)), "{rule} is a {severity}: {row:?}");
    }
}

#[test]
fn the_chinese_readme_lists_every_rule_as_it_is() {
    let text = read("README.zh-CN.md");
    for rule in RuleId::ALL {
        let explanation = rule.explain(Lang::Zh);
        let line = format!("| `{rule}` | {} | {} |", explanation.title, rule.severity().label(Lang::Zh));
        assert!(text.contains(&line), "README.zh-CN.md has no line\n{line}");
    }
}
