//! In: arguments of the accuracy measurement. Out: what it prints: how much of known reports is read and found right.

use crate::{step, tools};
use anyhow::Result;

pub const HELP: &str = " [arguments]
  Measures on reports with known figures how many cells are read and how many slips are found.
  `real`: on documents of others. `form`: the rules of form, over passages of our own.
  `pictures`: tables drawn by Chromium in many fonts and spoiled as screens, scanners and cameras do; its arguments stand in
  crates/pictures/examples/accuracy/main.rs.";

pub fn run(args: &[String]) -> Result<()> {
    if let Some(("pictures", args)) = args.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        let package = ["--package", "gouji-pictures", "--features", "model", "--example", "accuracy", "--"];
        return step::run_as_verb(
            tools::command("cargo").args(["run", "--quiet", "--release"]).args(package).args(args),
        );
    }
    let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "accuracy", "--"];
    step::run_as_verb(tools::command("cargo").args(cargo).args(args))
}
