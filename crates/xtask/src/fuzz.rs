//! In: the names of fuzz targets and a number of seconds. Out: each target fed with anything for that long, with a bound on the time and the
//! memory of every single input.

use crate::{step, tools};
use anyhow::{Result, bail};

pub const HELP: &str = " [text|html|file|doc|rtf|odt|ods|ofd|docx|xlsx|xls|pdf|mht|scan]… [SECONDS]
  Fuzzes the readers, one target after the other, 60 s each by default. An input that takes more than 5 s or 512 MB fails, and is left in
  tests/fuzz/artifacts. Needs a nightly compiler and cargo-fuzz, and says so where they are missing.";

/// The targets, and the longest input of each.
const TARGETS: [(&str, u32); 14] = [
    ("text", 65_536),
    ("html", 65_536),
    ("file", 262_144),
    ("doc", 65_536),
    ("rtf", 65_536),
    ("odt", 65_536),
    ("ods", 65_536),
    ("ofd", 65_536),
    ("docx", 65_536),
    ("xlsx", 65_536),
    ("xls", 65_536),
    ("pdf", 65_536),
    ("mht", 65_536),
    ("scan", 65_536),
];

/// The bounds of one input: those of the `hostile` measurement, with room for what the sanitizer costs.
const BOUNDS: [&str; 2] = ["-timeout=5", "-rss_limit_mb=512"];

pub fn run(args: &[String]) -> Result<()> {
    let (seconds, names): (Vec<&String>, Vec<&String>) =
        args.iter().partition(|arg| arg.parse::<u32>().is_ok());
    let seconds = seconds.first().map_or("60", |seconds| seconds.as_str());
    if let Some(unknown) = names.iter().find(|name| !TARGETS.iter().any(|target| target.0 == **name)) {
        bail!("`{unknown}` is not one of the targets:{HELP}");
    }
    let fuzz = || {
        let mut cargo = tools::command("cargo");
        cargo.args(["+nightly", "fuzz"]).current_dir(tools::root().join("tests"));
        cargo
    };
    if step::output(fuzz().arg("--version")).is_none() {
        step::skipped(
            "fuzzing: it needs nightly (rustup toolchain install nightly) and cargo install --locked cargo-fuzz",
        );
        return Ok(());
    }
    for (name, longest) in
        TARGETS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|named| named == name))
    {
        step::heading(&format!("Fuzzing {name} for {seconds} s"));
        let options = [format!("-max_len={longest}"), format!("-max_total_time={seconds}")];
        step::run(fuzz().args(["run", name, "--"]).args(BOUNDS).args(options))?;
    }
    Ok(())
}
