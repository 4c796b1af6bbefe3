//! In: www/, the crates, Trunk.toml. Out: the page in dist/, built in release mode, or left as it is where nothing changed.

use crate::{api, setup, step, tools};
use anyhow::{Context, Result};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// What the page is made of. Samples are compiled in from tests/fixtures.
const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo",
    "www",
    "crates/app",
    "crates/core",
    "crates/files",
    "crates/opener",
    "crates/pictures/src",
    "crates/pictures/models",
    "crates/viewer",
    "crates/web_atoms",
    "tests/fixtures",
    "tests/e2e/package-lock.json",
];

/// Builds the page; gives the folder that it is in.
pub fn build() -> Result<PathBuf> {
    let dist = tools::root().join("dist");
    let stamp_file = tools::target().join("page.stamp");
    let stamp = stamp();
    if dist.join("index.html").exists()
        && std::fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp)
    {
        return Ok(dist);
    }
    setup::for_page()?;
    step::timed("Building the page (the first time 1 to 3 min, after a change less)", || {
        // Trunk works offline, so that it never waits for a network that is not there; this step may use it.
        step::run(tools::wasm_command("cargo").args(["fetch", "--target", "wasm32-unknown-unknown"]))?;
        let simd = api::viewer_with_simd()?;
        step::run(tools::wasm_command("trunk").env("GOUJI_SIMD", simd).args([
            "build",
            "--release",
            "--offline",
        ]))
    })?;
    std::fs::write(&stamp_file, stamp).with_context(|| format!("cannot write {}", stamp_file.display()))?;
    Ok(dist)
}

/// Differs whenever a source's name, length or time of change differs. Running trunk to find that nothing is to be done
/// takes several seconds, most of them in wasm-opt.
fn stamp() -> String {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        add(&tools::root().join(source), &mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(meta) = std::fs::metadata(path) else {
        return;
    };
    if meta.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut below: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        below.sort();
        below.iter().for_each(|path| add(path, hasher));
    } else {
        (path, meta.len(), meta.modified().ok()).hash(hasher);
    }
}
