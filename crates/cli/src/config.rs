//! `--config FILE`: what an office has set (`gouji_files::settings`), as toml.
//!
//! Comes in: a file. Goes out: [`Settings`]; or what is wrong with the file, where, and what to write instead.

use std::io::{self, Read as _};
use std::path::Path;

use gouji::plain::plain;
use gouji::{Lang, Settings};
use gouji_files::settings;

/// Reads the file.
///
/// # Errors
///
/// Where it cannot be read, is no toml, or sets what there is not.
pub fn read(path: &Path, lang: Lang) -> io::Result<Settings> {
    let file = plain(&path.display().to_string());
    let wrong = |what: String| io::Error::other(format!("{file}: {what}"));
    let mut text = String::new();
    let opened = std::fs::File::open(path).map_err(|error| wrong(error.to_string()))?;
    // One byte more, by which one that is too long is told.
    let taken = opened.take(settings::MAX_BYTES as u64 + 1).read_to_string(&mut text);
    taken.map_err(|error| wrong(error.to_string()))?;
    settings::settings(&text).map(|(settings, _)| settings).map_err(|error| wrong(error.message(lang)))
}
