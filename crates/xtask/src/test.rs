//! In: the checkout. Out: every check that a change must pass, in order, each under its heading, and one line that counts.
//!
//! All steps run even where one fails, so that one run shows everything that is wrong. What was left out is counted too: what cargo ignores,
//! what Node skips, and every line `skipped: …` of a test that misses what it is about.

use crate::{api, browser, deny, embed, page, setup, single_file, step, tools, unpatched};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

pub const HELP: &str = " [quick] [fmt|clippy|deny|js|unit|unpatched|doc|api|page|embed]…
  Runs the checks: formatting, lints, what is depended on, JavaScript, unit and property tests, documentation, the JavaScript API and the built page in
  Chromium. Naming some runs only those; `quick` is what answers within two minutes: formatting, JavaScript, native lints, and the tests of the
  library, the readers and the command line. The first time it also installs tools, which takes five to ten minutes.";

/// Runs only the specs whose names begin with one of these, comma by comma: for those at work on one.
const SPECS: &str = "GOUJI_SPECS";

/// A step's name, its heading, and what it runs.
type Step = (&'static str, &'static str, fn() -> Result<Tally>);

const STEPS: &[Step] = &[
    ("fmt", "Formatting", fmt),
    ("clippy", "Lints", clippy),
    ("deny", "Advisories, licences and sources of what is depended on", denied),
    ("js", "JavaScript: lints, format, types, and its pure modules in Node", js),
    ("unit", "Unit and property tests", unit),
    ("unpatched", "The library with the published web_atoms", unpatched),
    ("doc", "Documentation", doc),
    ("api", "The JavaScript API in Chromium", api_in_chromium),
    ("page", "The built page in Chromium", page_in_chromium),
    ("embed", "The npm package, editors' plugins and the extension in Node and Chromium", embedded),
];

/// The steps that need something built for browsers.
const BUILT: [&str; 3] = ["api", "page", "embed"];

/// What `quick` runs.
const QUICK: &[Step] = &[
    ("fmt", "Formatting", fmt),
    ("js", "JavaScript: lints, format, types, and its pure modules in Node", js),
    ("native", "Lints", clippy),
    ("library", "Tests of the library, the readers of files and the command line", library),
];

/// Tests that passed, failed and were left out; a check that is not made of tests counts as one.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

pub fn run(args: &[String]) -> Result<()> {
    let known = |name: &str| name == "quick" || STEPS.iter().any(|step| step.0 == name);
    if let Some(unknown) = args.iter().find(|arg| !known(arg)) {
        bail!("`{unknown}` is not one of the steps:{HELP}");
    }
    let named = |name: &str| args.iter().any(|arg| arg == name);
    let mut steps: Vec<&Step> = if named("quick") { QUICK.iter().collect() } else { Vec::new() };
    steps.extend(STEPS.iter().filter(|step| args.is_empty() || named(step.0)));
    let needs_build = |step: &&Step| BUILT.contains(&step.0);
    let (in_browser, browsers_only) = (steps.iter().any(needs_build), steps.iter().all(needs_build));
    setup::for_checks()?;
    if in_browser {
        setup::wasm_target()?;
    }
    let mut ahead = if in_browser && !browsers_only { Some(Ahead::start()?) } else { None };
    if in_browser {
        // A missing browser is said before, not after, ten minutes of building.
        browser::find_or_install()?;
    }
    let (start, mut total, mut failed_steps) = (Instant::now(), Tally::default(), Vec::new());
    for (name, heading, check) in steps {
        if BUILT.contains(name)
            && let Some(ahead) = ahead.take()
        {
            ahead.wait()?;
        }
        // A step that breaks off before its tests are counted, because nothing compiles for example, has failed once.
        let mut tally = Tally { failed: 1, ..Tally::default() };
        let result = step::timed(heading, || {
            tally = check()?;
            if tally.failed > 0 { bail!("{} failed, {} passed", tally.failed, tally.passed) } else { Ok(()) }
        });
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.skipped += tally.skipped;
        if let Err(error) = result {
            eprintln!("   {error:#}");
            failed_steps.push(*name);
        }
    }
    step::heading(&format!("All steps took {}", step::seconds(start.elapsed())));
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if failed_steps.is_empty() {
        return Ok(());
    }
    let again = if named("quick") { "quick".to_owned() } else { failed_steps.join(" ") };
    bail!("failed: {}. To repeat only these: cargo xtask test {again}", failed_steps.join(" "))
}

/// What browsers load, built beside the steps before: linking it takes minutes of one core, and cargo locks a profile, not the checkout. What it
/// prints goes into a file.
struct Ahead {
    child: Child,
    log: PathBuf,
}

impl Ahead {
    fn start() -> Result<Self> {
        let log = tools::target().join("ahead.log");
        std::fs::create_dir_all(tools::target())?;
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        step::heading(&format!("What browsers load is built beside the first steps: {}", log.display()));
        let this = std::env::current_exe().context("this program does not know where it is")?;
        let mut build = tools::command(&this.to_string_lossy());
        build.args(["build", "page", "single-file", "npm", "extension"]).stdin(Stdio::null());
        build.env("CARGO_MANIFEST_DIR", tools::root().join("crates/xtask"));
        build.stdout(file.try_clone()?).stderr(file);
        Ok(Ahead { child: build.spawn().context("the build did not start")?, log })
    }

    /// Waits until it has ended. Where it failed, that is shown, and the steps that need it will fail.
    fn wait(mut self) -> Result<()> {
        let ended = step::timed("Waiting for what browsers load", || Ok(self.child.wait()?))?;
        if !ended.success() {
            eprintln!("{}\n   the build beside the first steps failed", tools::read(&self.log)?);
        }
        Ok(())
    }
}

impl Drop for Ahead {
    /// Where the tests broke off before they waited for it.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn fmt() -> Result<Tally> {
    setup::for_checks()?;
    let formatted = one(step::run(tools::command("cargo").args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` puts it right"))?;
    // A merge that went wrong in a document fails nothing else.
    let marks = ["grep", "-nIE", r"^(<<<<<<<|>>>>>>>)( |$)"];
    match tools::command("git").args(marks).status().ok().and_then(|status| status.code()) {
        Some(0) => bail!("marks of a conflict stand in the lines above"),
        Some(1) => Ok(Tally { passed: formatted.passed + 1, ..formatted }),
        _ => {
            step::skipped("marks of conflicts: this is no checkout of git");
            Ok(Tally { skipped: 1, ..formatted })
        }
    }
}

/// Natively: nothing in the crates is compiled for WebAssembly alone, and what browsers load is built for it besides.
fn clippy() -> Result<Tally> {
    setup::for_checks()?;
    let native = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    one(step::run(tools::command("cargo").args(native)))
}

fn denied() -> Result<Tally> {
    deny::run()
}

/// The tools' own programs are in `node_modules/.bin` of this package.
const JS_PACKAGE: &str = "tests/js";

fn js() -> Result<Tally> {
    // The types of the harness are those of the browser's driver.
    setup::npm_packages()?;
    setup::npm_package(
        JS_PACKAGE,
        "Installing the linter, the formatter and the types' checker with npm (seconds)",
    )?;
    let bin = tools::root().join(JS_PACKAGE).join("node_modules/.bin");
    let program = |name: &str| tools::command(&bin.join(name).to_string_lossy());
    let checked = one(step::run(program("biome").args(["ci", "--error-on-warnings", "--colors=off"]))
        .context("`tests/js/node_modules/.bin/biome check --write` puts the format right"))?;
    let typed = one(step::run(program("tsc").args(["--project", "."])))?;
    let folder = tools::root().join(JS_PACKAGE);
    let names = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.file_name());
    let mut tests: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    tests.retain(|name| name.ends_with(".test.mjs"));
    tests.sort();
    let mut node = tools::command("node");
    node.args(node_test()).args(tests.iter().map(|name| Path::new(JS_PACKAGE).join(name)));
    let tested = count(&mut node)?;
    Ok(Tally { passed: tested.passed + checked.passed + typed.passed, ..tested })
}

fn unit() -> Result<Tally> {
    browser::office();
    count(tools::command("cargo").args(["test", "--workspace", "--no-fail-fast"]))
}

fn unpatched() -> Result<Tally> {
    count(&mut unpatched::tests()?)
}

fn library() -> Result<Tally> {
    let packages = ["-p", "gouji", "-p", "gouji-files", "-p", "gouji-cli"];
    count(
        tools::command("cargo").args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]).args(packages),
    )
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
    count(node.args(node_test()).args(specs))
}

/// A file of tests a core: one that waits for a page leaves the core to the other. Node's own default is one core less.
pub fn node_test() -> [String; 3] {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    ["--test".into(), "--test-reporter=spec".into(), format!("--test-concurrency={cores}")]
}

/// Leaves the specs that are asked for, where some are.
pub fn only_wanted(specs: &mut Vec<String>) {
    if let Ok(wanted) = std::env::var(SPECS) {
        specs.retain(|name| wanted.split(',').any(|part| name.starts_with(part)));
    }
}

fn one(result: Result<()>) -> Result<Tally> {
    result.map(|()| Tally { passed: 1, ..Tally::default() })
}

/// Adds up the closing lines of `cargo test` and `node --test`.
fn count(command: &mut Command) -> Result<Tally> {
    let mut lines = Lines::default();
    let succeeded = step::run_watched(command, |line| lines.add(line))?;
    let mut tally = lines.tally;
    if !succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// How a test begins the line in which it says that it missed what it is about.
const SKIPPED: &str = "skipped: ";

/// What was printed so far.
#[derive(Default)]
struct Lines {
    tally: Tally,
    /// Tests that said so since the last closing line. Cargo will count them among those that passed.
    missed: u32,
}

impl Lines {
    fn add(&mut self, line: &str) {
        if line.rsplit(" ... ").next().is_some_and(|said| said.starts_with(SKIPPED)) {
            self.missed += 1;
            return;
        }
        let tally = &mut self.tally;
        let number = |word: &str| word.parse::<u32>().unwrap_or(0);
        let words: Vec<&str> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            ["test", "result:", _, passed, "passed", failed, "failed", ignored, "ignored", ..] => {
                let missed = std::mem::take(&mut self.missed);
                tally.passed += number(passed).saturating_sub(missed);
                tally.failed += number(failed);
                tally.skipped += number(ignored) + missed;
            }
            ["ℹ", "pass", passed] => tally.passed += number(passed),
            ["ℹ", "fail", failed] => tally.failed += number(failed),
            ["ℹ", "skipped" | "todo", skipped] => tally.skipped += number(skipped),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> (u32, u32, u32) {
        let mut all = Lines::default();
        lines.iter().for_each(|line| all.add(line));
        (all.tally.passed, all.tally.failed, all.tally.skipped)
    }

    #[test]
    fn closing_lines_are_added_up() {
        let cargo =
            "test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let lines = [cargo, "ℹ pass 3", "ℹ fail 2", "ℹ skipped 4", "test parses ... ok"];
        assert_eq!(counted(&lines), (15, 3, 6));
    }

    #[test]
    fn a_test_that_missed_what_it_is_about_did_not_pass() {
        let result = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        let lines = ["skipped: no seeds", "test seeds ... skipped: no seeds", result, result];
        assert_eq!(counted(&lines), (4, 0, 2));
    }
}
