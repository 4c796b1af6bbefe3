//! In: www/embed, npm/, the compiled modules. Out: the npm package in target/npm/gouji, ready to publish.

use crate::{api, step, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const HELP: &str = "
  Builds the npm package: the JavaScript API, the element <gouji-checker>, embed.html for frames and the plugins for
  editors, with their types. Prints the folder, from which `npm publish` would take it.";

pub fn run(_: &[String]) -> Result<()> {
    println!("{}", build()?.display());
    Ok(())
}

/// Where the package is.
pub fn folder() -> PathBuf {
    tools::target().join("npm/gouji")
}

/// Builds the package; gives its folder.
pub fn build() -> Result<PathBuf> {
    let modules = api::build_all()?;
    let package = folder();
    step::timed("Putting the npm package together", || {
        if package.exists() {
            std::fs::remove_dir_all(&package)
                .with_context(|| format!("cannot remove {}", package.display()))?;
        }
        let dist = package.join("dist");
        copy_all(&tools::root().join("www/embed"), &dist)?;
        for file in [
            "gouji_wasm.js",
            "gouji_wasm.d.ts",
            "gouji_wasm_bg.wasm",
            "gouji_opener.js",
            "gouji_opener_bg.wasm",
        ] {
            copy(&modules.join(file), &dist.join(file))?;
        }
        copy_all(&tools::root().join("npm"), &package)?;
        for file in ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
            copy(&tools::root().join(file), &package.join(file))?;
        }
        let manifest = package.join("package.json");
        let text = tools::read(&manifest)?;
        let marked = text.replacen("\"version\": \"0.0.0\"", &format!("\"version\": \"{}\"", version()?), 1);
        write(&manifest, &marked)?;
        let mut versioned = tools::command("node");
        step::run(versioned.arg("npm/build/version.mjs").arg(&package).arg(version()?))?;
        // Single files: what cannot load others from a frame without an origin, or is put into foreign pages.
        step::run(tools::command("node").arg("npm/build/single.mjs").arg(&dist))?;
        std::fs::remove_dir_all(package.join("build")).context("npm/build was not copied")?;
        Ok(())
    })?;
    Ok(package)
}

/// The version of all crates.
pub fn version() -> Result<String> {
    let manifest = tools::read(&tools::root().join("Cargo.toml"))?;
    let after = manifest.split("[workspace.package]\nversion = \"").nth(1);
    let version = after.and_then(|rest| rest.split('"').next());
    version.map(str::to_owned).context("Cargo.toml has no version")
}

/// Copies a folder with all that is in it.
pub fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        bail!("{} is no folder", from.display());
    }
    std::fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Copies one file.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to).map(drop).with_context(|| format!("cannot copy {}", from.display()))
}

/// Writes one file.
pub fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
