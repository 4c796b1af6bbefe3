//! The modules of a crate stand in one order, and each knows only those below it. ARCHITECTURE draws the library's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The library, from the bottom up. `lib.rs` stands above all of them.
const ORDER: [&str; 29] = [
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
    "tasks",
    "wire",
];

/// The other crates, from the bottom up. Modules between bars know each other: circles that were there when this was written. They may be taken apart,
/// and no module may join them.
const OTHERS: [(&str, &str); 3] = [
    (
        "files",
        "cfb crc limits matrix charset counting deflate numbering symbols page spans story sign foreign doc xml testing zip raster pictures mht opc sheets odf pdf \
         ofd rtf docx kinds sniff folder official settings write",
    ),
    (
        "cli",
        "locale input config deadline lines pool progress args|beside|check|notes|outfile|output|resume|tasks fix diff rules",
    ),
    (
        "app",
        "shared reading token edits lang pictures texts answer|batch|prior|source|state|summary|sums draft browser flow components|out app worker",
    ),
];

/// The text of every module, without its tests: those may look at what is made of it.
fn modules(of: &str) -> BTreeMap<String, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(of).join("src");
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
            let code = code.split("#[cfg(test)]\npub(crate) mod tests").next().unwrap_or_default();
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

/// Arrows that lead up or to the side, and how many there are in all. `order` gives a module its height.
fn wrong(of: &str, order: &[Vec<&str>]) -> (Vec<String>, usize) {
    let mut modules = modules(of);
    let top = ["lib", "main"].into_iter().find_map(|name| modules.remove(name)).expect("a crate");
    let root = at_root(&top);
    assert_eq!(
        modules.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        order.iter().flatten().copied().collect(),
        "every module of {of} has its place in the order"
    );
    let height = |module: &str| order.iter().position(|level| level.contains(&module));
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for (module, code) in &modules {
        for name in names(code) {
            let known = root.get(&name).unwrap_or(&name);
            arrows += 1;
            let beside = height(known) == height(module)
                && order.iter().any(|level| level.len() > 1 && level.contains(&known.as_str()));
            if known != module && height(known).is_some() && height(known) >= height(module) && !beside {
                wrong.push(format!("{of}: {module} -> {known} ({name})"));
            }
        }
    }
    (wrong, arrows)
}

#[test]
fn each_module_knows_only_those_below_it() {
    let (wrong, arrows) = wrong("core", &ORDER.map(|module| vec![module]));
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(arrows > 100, "the imports were not read");
}

#[test]
fn circles_of_the_other_crates_grow_no_larger() {
    for (of, order) in OTHERS {
        let order: Vec<Vec<&str>> =
            order.split_whitespace().map(|level| level.split('|').collect()).collect();
        let (wrong, arrows) = wrong(of, &order);
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(arrows > 20, "the imports of {of} were not read");
    }
}

#[test]
fn an_arrow_that_leads_up_is_seen() {
    let mut order = ORDER.map(|module| vec![module]);
    order.reverse();
    assert!(wrong("core", &order).0.len() > 20);
}

#[test]
fn the_order_is_drawn_in_the_architecture() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ARCHITECTURE.md");
    let text = fs::read_to_string(path).expect("ARCHITECTURE.md");
    let drawn = text.split("<!-- order -->").nth(1).expect("the order is drawn behind its mark");
    let drawn = drawn.split("```").nth(1).expect("a drawing");
    let words: Vec<&str> = drawn
        .split(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .filter(|word| ORDER.contains(word))
        .collect();
    assert_eq!(words, ORDER);
}

/// A new edition of the form is data in `form/`: nobody else names one. Core's tests have a made edition, in `form/edition.rs`.
#[test]
fn editions_of_the_form_are_named_where_they_are_data() {
    let mut named = Vec::new();
    for of in ["core", "files", "pictures", "opener", "viewer", "cli", "wasm", "app"] {
        for (module, code) in modules(of) {
            // Files of tests.
            let is_test = of == "files" && ["official", "testing"].contains(&&*module);
            if !is_test && (of, &*module) != ("core", "form") && code.contains("Form::F2") {
                named.push(format!("{of}/{module}"));
            }
        }
    }
    assert!(modules("core")["form"].contains("Form::F2"), "the place where they are");
    assert_eq!(named, [""; 0]);
}
