//! In: the library. Out: its tests run with the published `web_atoms`, as those have it who depend on the library: only this workspace's own builds
//! are patched (see Cargo.toml).

use crate::{npm, tools};
use anyhow::{Context, Result};
use std::process::Command;

/// What the manifest of the workspace says of it; a test holds it.
const PATCH: &str = "[patch.crates-io]\nweb_atoms = { path = \"crates/web_atoms\" }\n";

/// `cargo test` in a workspace of the library alone, without the patch.
pub fn tests() -> Result<Command> {
    let folder = tools::target().join("unpatched");
    let library = folder.join("crates/core");
    if library.exists() {
        std::fs::remove_dir_all(&library).with_context(|| format!("cannot remove {}", library.display()))?;
    }
    npm::copy_all(&tools::root().join("crates/core"), &library)?;
    let manifest = manifest(&tools::read(&tools::root().join("Cargo.toml"))?);
    npm::write(&folder.join("Cargo.toml"), &manifest)?;
    // The same versions of everything else; cargo adds the published crate by itself.
    npm::copy(&tools::root().join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let mut cargo = tools::command("cargo");
    cargo.current_dir(&folder).env("CARGO_TARGET_DIR", tools::target());
    // What stands beside the library in the checkout is tested there.
    cargo.args(["test", "--lib", "--features", "transfer,wire"]);
    Ok(cargo)
}

/// The workspace's manifest with one member and without the patch.
fn manifest(whole: &str) -> String {
    let is_list = |line: &&str| line.starts_with("members =") || line.starts_with("default-members =");
    let lines = whole.replace(PATCH, "");
    let kept: Vec<&str> =
        lines.lines().filter(|line| !is_list(line) && !line.starts_with("exclude =")).collect();
    kept.join("\n").replacen("[workspace]\n", "[workspace]\nmembers = [\"crates/core\"]\n", 1) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patch_is_left_out() -> Result<()> {
        let whole = tools::read(&tools::root().join("Cargo.toml"))?;
        assert!(whole.contains(PATCH));
        let manifest = manifest(&whole);
        assert!(!manifest.contains("patch") && manifest.contains("members = [\"crates/core\"]"));
        assert!(!manifest.contains("crates/wasm"));
        Ok(())
    }
}
