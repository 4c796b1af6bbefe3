//! In: `deny.toml` and the lock file. Out: whether advisories, licences or sources of what we depend on speak against it.
//!
//! cargo-deny takes minutes to compile, so it is not installed here; where it is missing, or where the database of advisories cannot be
//! had, that is said, and counts as skipped.

use crate::test::Tally;
use crate::{step, tools};
use anyhow::Result;

/// Runs what can be run.
pub fn run() -> Result<Tally> {
    let deny = || {
        let mut cargo = tools::command("cargo");
        cargo.args(["deny", "--log-level", "warn"]);
        cargo
    };
    if step::output(deny().arg("--version")).is_none() {
        step::skipped(
            "advisories, licences, bans and sources: cargo-deny is not installed (cargo install --locked cargo-deny)",
        );
        return Ok(Tally { skipped: 2, ..Tally::default() });
    }
    step::run(deny().args(["check", "licenses", "bans", "sources"]))?;
    if step::output(deny().arg("fetch")).is_none() {
        step::skipped("advisories: their database cannot be had from here");
        return Ok(Tally { passed: 1, skipped: 1, ..Tally::default() });
    }
    step::run(deny().args(["check", "--disable-fetch", "advisories"]))?;
    Ok(Tally { passed: 2, ..Tally::default() })
}
