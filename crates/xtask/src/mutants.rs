//! In: the name of a part of the code. Out: that part changed in one place after the other, and which changes no test sees.
//!
//! Takes hours for everything and minutes for a part, so it is no step of the tests. What survived and why it may stands in tests/README.md.

use crate::{step, tools};
use anyhow::{Result, bail};

pub const HELP: &str = " [equation|rules|repair|fit|narrative|state]…
  Changes the code of these parts, or of all, in one place after the other, and lists the changes that no test notices (cargo-mutants; says so
  where it is missing). Reports go to target/mutants. A part takes from ten minutes to some hours.";

/// A part's name, its package, its files, and the tests that must see a change of it.
type Part = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const PARTS: &[Part] = &[
    ("equation", "gouji", &["crates/core/src/equation.rs"], &["--lib"]),
    ("rules", "gouji", &["crates/core/src/rules/*.rs", "crates/core/src/audit.rs"], &["--lib"]),
    ("repair", "gouji", &["crates/core/src/repair/*.rs"], &["--lib"]),
    ("fit", "gouji", &["crates/core/src/read/fit.rs"], &["--lib"]),
    ("narrative", "gouji", &["crates/core/src/narrative/*.rs"], &["--lib"]),
    ("state", "gouji-app", &["crates/app/src/state/*.rs"], &["--bins"]),
];

/// Seconds after which a change that makes a test run on counts as noticed.
const TIMEOUT: &str = "120";

pub fn run(args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| !PARTS.iter().any(|part| part.0 == *arg)) {
        bail!("`{unknown}` is not one of the parts:{HELP}");
    }
    let mutants = || {
        let mut cargo = tools::command("cargo");
        cargo.arg("mutants");
        cargo
    };
    if step::output(mutants().arg("--version")).is_none() {
        step::skipped("cargo-mutants is not installed (cargo install --locked cargo-mutants)");
        return Ok(());
    }
    for (name, package, files, tests) in
        PARTS.iter().filter(|part| args.is_empty() || args.iter().any(|arg| arg == part.0))
    {
        step::heading(&format!("Changing {name}"));
        let mut cargo = mutants();
        cargo.args([
            "--package",
            package,
            "--jobs",
            "1",
            "--timeout",
            TIMEOUT,
            "--colors",
            "never",
            "--output",
        ]);
        cargo.arg(tools::target().join("mutants").join(name));
        cargo.args(files.iter().flat_map(|file| ["--file", file]));
        // Nothing is optimised or debugged: most of the time is compiling.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
        step::run_as_verb(cargo.arg("--").args(*tests))?;
    }
    Ok(())
}
