//! In: `deny.toml` and the lock file. Out: whether advisories, licences or sources of what we depend on speak against it.
//!
//! cargo-deny takes minutes to compile, so it is not installed here; where it is missing, or where the database of advisories cannot be
//! had, that is said, and counts neither as passed nor as failed.

use crate::{step, tools};
use anyhow::Result;

/// Runs what can be run. Gives the number of checks that ran.
pub fn run() -> Result<u32> {
    let deny = || {
        let mut cargo = tools::command("cargo");
        cargo.args(["deny", "--log-level", "warn"]);
        cargo
    };
    if step::output(deny().arg("--version")).is_none() {
        step::skipped(
            "advisories, licences, bans and sources: cargo-deny is not installed (cargo install --locked cargo-deny)",
        );
        return Ok(0);
    }
    step::run(deny().args(["check", "licenses", "bans", "sources"]))?;
    if step::output(deny().arg("fetch")).is_none() {
        step::skipped("advisories: their database cannot be had from here");
        return Ok(1);
    }
    step::run(deny().args(["check", "--disable-fetch", "advisories"]))?;
    Ok(2)
}
