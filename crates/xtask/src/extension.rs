//! In: www/extension, the npm package. Out: the browser extension in target/extension, for Chromium and for Firefox.

use crate::{npm, step, tools};
use anyhow::Result;
use std::path::PathBuf;

pub const HELP: &str = "
  Builds the browser extension for Chromium and for Firefox: two folders that can be loaded as they are. Prints the
  folder that both are in.";

pub fn run(_: &[String]) -> Result<()> {
    println!("{}", build()?.display());
    Ok(())
}

/// Builds both; gives the folder that they are in.
pub fn build() -> Result<PathBuf> {
    let package = npm::build()?;
    let out = tools::target().join("extension");
    step::timed("Putting the extension together", || {
        let mut node = tools::command("node");
        node.arg("npm/build/extension.mjs").arg(package.join("dist")).arg(npm::version()?).arg(&out);
        step::run(&mut node)
    })?;
    Ok(out)
}
