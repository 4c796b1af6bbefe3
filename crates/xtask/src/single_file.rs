//! In: the built page. Out: `gouji.html`, the page as one file that needs no server and no network.

use crate::{page, step, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const HELP: &str = " [FILE]
  Builds the page as one file that opens by double click, on a computer without a network too: target/gouji.html.";

pub fn run(args: &[String]) -> Result<()> {
    let out = match args {
        [] => default_path(),
        // Named from where one stands, not from the top of the checkout.
        [file] if !file.starts_with('-') => std::env::current_dir()?.join(file),
        _ => bail!("one file may be named:{HELP}"),
    };
    build(&page::build()?, &out)
}

/// Where it is made unless another place is named.
pub fn default_path() -> PathBuf {
    tools::target().join("gouji.html")
}

/// Puts what is in the folder of the built page into one file.
pub fn build(dist: &Path, out: &Path) -> Result<()> {
    step::timed("Putting the page into one file (seconds)", || {
        step::run(tools::command("node").arg("www/build/single-file.mjs").arg(dist).arg(out))
            .with_context(|| format!("{} was not made", out.display()))
    })
}
