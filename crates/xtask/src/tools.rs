//! In: nothing. Out: which tools the build needs, in which version, and where they are.
//!
//! The one place of pinned versions: trunk's is here, wasm-bindgen's is that of the crate in Cargo.lock, those of
//! wasm-opt and the browser driver stand in tests/e2e/package.json. `setup` installs what is missing.

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TRUNK_VERSION: &str = "0.21.14";

/// The npm tools' package, and the folder that Node finds them from.
pub const NPM_PACKAGE: &str = "tests/e2e";

/// The package that compiles the command-line tool of wasm-bindgen, with a lock file of its own.
pub const BINDGEN: &str = "crates/xtask/bindgen";

/// The top of the checkout.
pub fn root() -> PathBuf {
    // Cargo sets this for `cargo xtask`; the other is for a binary that is started by hand.
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest = PathBuf::from(manifest);
    manifest.ancestors().nth(2).unwrap_or(&manifest).to_path_buf()
}

/// Where cargo puts what it builds, and we put what we install.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where the tools are installed: `bin` below it.
pub fn folder() -> PathBuf {
    target().join("tools")
}

/// A command that runs at the top of the checkout and finds our tools before others.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path());
    // Cargo tells `cargo xtask` about the package xtask; the commands below are about others.
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}

/// As `command`, for builds of WebAssembly.
pub fn wasm_command(program: &str) -> Command {
    let mut command = command(program);
    // Both would replace the flags in .cargo/config.toml, without which older browsers refuse the page.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    // Trunk takes `NO_COLOR=1` for a wrong value of its option --no-color.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

fn path() -> OsString {
    let ours = [folder().join("bin"), root().join(NPM_PACKAGE).join("node_modules/.bin")];
    let theirs = std::env::var_os("PATH").unwrap_or_default();
    let all = ours.into_iter().chain(std::env::split_paths(&theirs));
    std::env::join_paths(all).unwrap_or(theirs)
}

/// The version of wasm-bindgen that the page is compiled with: its command-line tool must have the same.
pub fn wasm_bindgen_version() -> Result<String> {
    let lock = root().join("Cargo.lock");
    let text = read(&lock)?;
    let after = text.split("name = \"wasm-bindgen\"\nversion = \"").nth(1);
    let version = after.and_then(|rest| rest.split('"').next());
    version.map(str::to_owned).with_context(|| format!("{} does not name wasm-bindgen", lock.display()))
}

pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_and_npm_agree_on_wasm_opt() -> Result<()> {
        let package = read(&root().join(NPM_PACKAGE).join("package.json"))?;
        let trunk = read(&root().join("Trunk.toml"))?;
        let major = package.split("\"binaryen\": \"").nth(1).and_then(|rest| rest.split('.').next());
        let major = major.context("package.json does not name binaryen")?;
        assert!(trunk.contains(&format!("wasm_opt = \"version_{major}\"")));
        Ok(())
    }

    #[test]
    fn wasm_bindgen_is_in_the_lock_file() -> Result<()> {
        assert!(wasm_bindgen_version()?.starts_with("0.2."));
        Ok(())
    }

    #[test]
    fn the_tool_of_wasm_bindgen_is_of_the_version_of_the_crate() -> Result<()> {
        let manifest = read(&root().join(BINDGEN).join("Cargo.toml"))?;
        let wanted = format!("wasm-bindgen-cli = {{ version = \"={}\"", wasm_bindgen_version()?);
        assert!(manifest.contains(&wanted), "{BINDGEN}/Cargo.toml does not name {wanted}");
        Ok(())
    }
}
