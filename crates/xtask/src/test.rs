//! In: the checkout. Out: every check that a change must pass, in order, each under its heading, and one line that counts.
//!
//! All steps run even where one fails, so that one run shows everything that is wrong.

use crate::{api, browser, deny, embed, page, setup, single_file, step, tools};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

pub const HELP: &str = " [fmt|clippy|deny|unit|doc|api|page|embed]…
  Runs the checks: formatting, lints, what is depended on, unit and property tests, documentation, the JavaScript API and the built page in
  Chromium. Naming some runs only those. The first time it also installs tools, which takes five to ten minutes.";

/// Runs only the specs whose names begin with one of these, comma by comma: for those at work on one.
const SPECS: &str = "GOUJI_SPECS";

/// A step's name, its heading, and what it runs.
type Step = (&'static str, &'static str, fn() -> Result<Tally>);

const STEPS: &[Step] = &[
    ("fmt", "Formatting", fmt),
    ("clippy", "Lints, natively and for WebAssembly", clippy),
    ("deny", "Advisories, licences and sources of what is depended on", denied),
    ("unit", "Unit and property tests", unit),
    ("doc", "Documentation", doc),
    ("api", "The JavaScript API in Chromium", api_in_chromium),
    ("page", "The built page in Chromium", page_in_chromium),
    ("embed", "The npm package, editors' plugins and the extension in Node and Chromium", embedded),
];

/// Tests that passed and failed; a check that is not made of tests counts as one.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    passed: u32,
    failed: u32,
}

pub fn run(args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| !STEPS.iter().any(|step| step.0 == *arg)) {
        bail!("`{unknown}` is not one of the steps:{HELP}");
    }
    let wanted = |name: &str| args.is_empty() || args.iter().any(|arg| arg == name);
    if wanted("api") || wanted("page") || wanted("embed") {
        // A missing browser is said before, not after, ten minutes of building.
        browser::find_or_install()?;
    }
    let (start, mut total, mut failed_steps) = (Instant::now(), Tally::default(), Vec::new());
    for (name, heading, check) in STEPS.iter().filter(|step| wanted(step.0)) {
        // A step that breaks off before its tests are counted, because nothing compiles for example, has failed once.
        let mut tally = Tally { passed: 0, failed: 1 };
        let result = step::timed(heading, || {
            tally = check()?;
            if tally.failed > 0 { bail!("{} failed, {} passed", tally.failed, tally.passed) } else { Ok(()) }
        });
        total.passed += tally.passed;
        total.failed += tally.failed;
        if let Err(error) = result {
            eprintln!("   {error:#}");
            failed_steps.push(*name);
        }
    }
    step::heading(&format!("All steps took {}", step::seconds(start.elapsed())));
    println!("{} passed, {} failed", total.passed, total.failed);
    if failed_steps.is_empty() {
        return Ok(());
    }
    bail!("failed: {0}. To repeat only these: cargo xtask test {0}", failed_steps.join(" "))
}

fn fmt() -> Result<Tally> {
    setup::for_checks()?;
    one(step::run(tools::command("cargo").args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` puts it right"))
}

fn clippy() -> Result<Tally> {
    setup::for_checks()?;
    setup::wasm_target()?;
    let native = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    step::run(tools::command("cargo").args(native))?;
    let wasm = [
        "clippy",
        "-p",
        "gouji-app",
        "-p",
        "gouji-opener",
        "-p",
        "gouji-wasm",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ];
    one(step::run(tools::wasm_command("cargo").args(wasm)))
}

fn denied() -> Result<Tally> {
    deny::run().map(|passed| Tally { passed, failed: 0 })
}

fn unit() -> Result<Tally> {
    count(tools::command("cargo").args(["test", "--workspace", "--no-fail-fast"]))
}

fn doc() -> Result<Tally> {
    let args = ["doc", "--no-deps", "--package", "gouji", "--all-features"];
    one(step::run(tools::command("cargo").env("RUSTDOCFLAGS", "-D warnings").args(args)))
}

fn api_in_chromium() -> Result<Tally> {
    api::build()?;
    in_chromium(|name| name.starts_with("wasm"))
}

fn page_in_chromium() -> Result<Tally> {
    single_file::build(&page::build()?, &single_file::default_path())?;
    in_chromium(|name| !name.starts_with("wasm"))
}

fn embedded() -> Result<Tally> {
    count(&mut embed::tests()?)
}

/// Runs the specs in tests/e2e whose names are `chosen`.
fn in_chromium(chosen: fn(&str) -> bool) -> Result<Tally> {
    let folder = tools::root().join("tests/e2e");
    let names =
        std::fs::read_dir(&folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut specs: Vec<String> = names.filter(|name| name.ends_with(".spec.mjs") && chosen(name)).collect();
    specs.sort();
    only_wanted(&mut specs);
    if specs.is_empty() {
        bail!("no spec for this in {}", folder.display());
    }
    let specs = specs.iter().map(|name| Path::new("tests/e2e").join(name));
    let mut node = browser::node()?;
    node.env("GOUJI_SINGLE_FILE", single_file::default_path());
    count(node.args(["--test", "--test-reporter=spec"]).args(specs))
}

/// Leaves the specs that are asked for, where some are.
pub fn only_wanted(specs: &mut Vec<String>) {
    if let Ok(wanted) = std::env::var(SPECS) {
        specs.retain(|name| wanted.split(',').any(|part| name.starts_with(part)));
    }
}

fn one(result: Result<()>) -> Result<Tally> {
    result.map(|()| Tally { passed: 1, failed: 0 })
}

/// Adds up the closing lines of `cargo test` and `node --test`.
fn count(command: &mut Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let succeeded = step::run_watched(command, |line| tally.add(line))?;
    if !succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

impl Tally {
    fn add(&mut self, line: &str) {
        let words: Vec<&str> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            ["test", "result:", _, passed, "passed", failed, "failed", ..] => {
                self.passed += passed.parse().unwrap_or(0);
                self.failed += failed.parse().unwrap_or(0);
            }
            ["ℹ", "pass", passed] => self.passed += passed.parse().unwrap_or(0),
            ["ℹ", "fail", failed] => self.failed += failed.parse().unwrap_or(0),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut tally = Tally::default();
        tally.add(
            "test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        tally.add("ℹ pass 3");
        tally.add("ℹ fail 2");
        tally.add("test parses ... ok");
        assert_eq!((tally.passed, tally.failed), (15, 3));
    }
}
