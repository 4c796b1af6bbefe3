//! In: arguments of the accuracy measurement. Out: what it prints: how much of known reports is read and found right.

use crate::{step, tools};
use anyhow::Result;

pub const HELP: &str = " [arguments]
  Measures on reports with known figures how many cells are read and how many slips are found.
  `real`: on documents of others. `form`: the rules of form, over passages of our own.";

pub fn run(args: &[String]) -> Result<()> {
    let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "accuracy", "--"];
    step::run_as_verb(tools::command("cargo").args(cargo).args(args))
}
