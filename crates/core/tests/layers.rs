//! The library's modules stand in one order, and each knows only those below it. ARCHITECTURE draws the same order.

#![expect(clippy::disallowed_methods, reason = "the test reads the source, not the library")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up. `lib.rs` stands above all of them.
const ORDER: [&str; 28] = [
    "order",
    "limits",
    "lang",
    "plain",
    "error",
    "form",
    "document",
    "value",
    "rule",
    "settings",
    "report",
    "equation",
    "finding",
    "source",
    "read",
    "narrative",
    "likeness",
    "compare",
    "rules",
    "repair",
    "causes",
    "audit",
    "two_ways",
    "correction",
    "verdict",
    "list",
    "batch",
    "wire",
];

/// The text of every module, without its tests: those may look at what is made of it.
fn modules() -> BTreeMap<String, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![source.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            let inside = path.strip_prefix(&source).expect("a file of the source");
            let module = inside.components().next().expect("a name").as_os_str().to_string_lossy();
            let text = fs::read_to_string(&path).expect("a file");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            *modules.entry(module.trim_end_matches(".rs").to_owned()).or_default() +=
                &(code.collect::<Vec<_>>().join("\n") + "\n");
        }
    }
    modules
}

/// Names behind `crate::`, those of a list in braces one by one.
fn names(code: &str) -> BTreeSet<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{').and_then(|list| list.split('}').next()) {
            Some(list) => names.extend(list.split(',').map(|part| name(part.trim()))),
            None => drop(names.insert(name(rest))),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What `lib.rs` gives a name at the root, with the module that it is of.
fn at_root(lib: &str) -> BTreeMap<String, String> {
    let mut root = BTreeMap::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let Some((module, items)) = line.trim_end_matches(';').split_once("::") else { continue };
        for item in items.trim_matches(['{', '}']).split(", ") {
            root.insert(item.to_owned(), module.to_owned());
        }
    }
    root
}

#[test]
fn each_module_knows_only_those_below_it() {
    let mut modules = modules();
    let lib = modules.remove("lib").expect("lib.rs");
    let root = at_root(&lib);
    assert_eq!(
        modules.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        BTreeSet::from(ORDER),
        "every module has its place in the order"
    );
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (module, code) in &modules {
        for name in names(code) {
            let known = root.get(&name).unwrap_or(&name);
            arrows += 1;
            if known != module && place(known).is_some() && place(known) >= place(module) {
                wrong.push(format!("{module} -> {known} ({name})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(arrows > 100, "the imports were not read");
}

#[test]
fn the_order_is_drawn_in_the_architecture() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ARCHITECTURE.md");
    let text = fs::read_to_string(path).expect("ARCHITECTURE.md");
    let drawn = text.split("<!-- order -->").nth(1).expect("the order is drawn behind its mark");
    let drawn = drawn.split("```").nth(1).expect("a drawing");
    let words: Vec<&str> = drawn
        .split(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .filter(|word| ORDER.contains(word))
        .collect();
    assert_eq!(words, ORDER);
}
