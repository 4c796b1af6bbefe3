//! In: the built page. Out: pictures of it in target/screenshots: wide, narrow, dark.

use crate::{browser, step, tools};
use anyhow::Result;

pub const HELP: &str = "
  Takes pictures of the page in Chromium: wide, 320 pixels narrow, and dark, into target/screenshots.";

pub fn run(args: &[String]) -> Result<()> {
    let mut node = browser::node()?;
    let out = tools::target().join("screenshots");
    step::timed("Taking screenshots", || step::run(node.arg("tests/e2e/screenshots.mjs").arg(out).args(args)))
}
