//! In: the built page. Out: `gouji.html`, the page as one file that needs no server and no network, and `gouji-pictures.html`, the same with the
//! reader of pictures in it, which weighs more than all the rest.

use crate::{page, step, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const HELP: &str = " [FILE]
  Builds the page as one file that opens by double click, on a computer without a network too: target/gouji.html; and beside it
  the same with the reader of pictures in it, target/gouji-pictures.html. Prints what each weighs.";

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

/// Where the edition with the reader of pictures is made: beside the other.
pub fn with_pictures(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-pictures.html"))
}

/// Puts what is in the folder of the built page into one file, and once more with the reader of pictures.
pub fn build(dist: &Path, out: &Path) -> Result<()> {
    step::timed("Putting the page into one file (seconds)", || {
        let mut node = tools::command("node");
        node.arg("www/build/single-file.mjs").arg(dist).arg(out).arg(with_pictures(out));
        step::run(&mut node).with_context(|| format!("{} was not made", out.display()))
    })
}
