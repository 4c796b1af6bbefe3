//! In: nothing. Out: how long a check takes beside a bare HTML parse, natively and in Chromium, and what the page weighs.

use crate::{api, browser, page, setup, step, tools};
use anyhow::Result;

pub const HELP: &str = " [native|browser|size]…
  Times the check of one portal page against a bare parse of it, and prints the sizes of the page's WebAssembly.";

pub fn run(args: &[String]) -> Result<()> {
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    if wanted("native") {
        step::heading("Natively");
        let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "bench", "--"];
        let page = ["--page", "target/bench/page.html"];
        step::run(tools::command("cargo").args(cargo).args(page))?;
    }
    if wanted("browser") {
        api::build()?;
        let mut node = browser::node()?;
        step::heading("In Chromium");
        step::run(node.arg("tests/e2e/bench.mjs"))?;
    }
    if wanted("size") {
        let dist = page::build()?;
        setup::npm_packages()?;
        step::heading("Size of the page");
        step::run(tools::command("node").arg("tests/e2e/sizes.mjs").arg(dist))?;
    }
    Ok(())
}
