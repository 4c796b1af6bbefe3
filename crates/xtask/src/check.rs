//! In: files and options of `gouji check`. Out: what that command prints, and its exit status.

use crate::{step, tools};
use anyhow::Result;

pub const HELP: &str = " [--format text|json|ndjson] [--lang zh|en] FILE…
  Checks reports at the command line: builds `gouji` and runs `gouji check`.";

pub fn run(args: &[String]) -> Result<()> {
    let mut cargo = tools::command("cargo");
    // The files are named from where one stands, not from the top of the checkout.
    cargo.current_dir(std::env::current_dir()?);
    cargo.args(["run", "--quiet", "--release", "--package", "gouji-cli", "--", "check"]).args(args);
    step::run_as_verb(&mut cargo)
}
