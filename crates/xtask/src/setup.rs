//! In: what a verb is about to do. Out: the tools for it, installed where they are missing.
//!
//! Everything goes into folders that git ignores, target/tools and node_modules, but for rustup's components and (see
//! `browser`) Debian's packages. A tool on PATH in the pinned version is used as it is.

use crate::step::{heading, output, run as run_step, timed};
use crate::tools::{self, NPM_PACKAGE, TRUNK_VERSION, command};
use anyhow::{Context, Result, bail};

pub const HELP: &str = "
  Installs what `serve` and `test` need and is not there: trunk, wasm-bindgen, wasm-opt, the browser driver, and on
  Debian as root Chromium with Chinese fonts, Firefox and LibreOffice. Both verbs do this by themselves.";

pub fn run(_: &[String]) -> Result<()> {
    for_page()?;
    for_checks()?;
    let chromium = crate::browser::find_or_install()?;
    let firefox = crate::browser::firefox().unwrap_or("none; the tests in it are skipped".into());
    crate::browser::office();
    heading("Everything is installed");
    let tools = tools::folder().join("bin");
    eprintln!("   trunk, wasm-bindgen: {}\n   browsers: {chromium}; Firefox: {firefox}", tools.display());
    Ok(())
}

/// For building the page or the JavaScript API.
pub fn for_page() -> Result<()> {
    wasm_target()?;
    npm_packages()?;
    let wasm_bindgen = tools::wasm_bindgen_version()?;
    let missing_trunk = !has("trunk", TRUNK_VERSION);
    let missing_bindgen = !has("wasm-bindgen", &wasm_bindgen);
    if missing_trunk || missing_bindgen {
        eprintln!(
            "\nThe page's build tools are compiled once, into {}. Five to seven minutes on two cores.\n\
             (With cargo-binstall: `cargo binstall trunk@{TRUNK_VERSION} wasm-bindgen-cli@{wasm_bindgen}` takes seconds.)",
            tools::folder().display()
        );
    }
    if missing_bindgen {
        timed(
            &format!(
                "Installing wasm-bindgen {wasm_bindgen} (makes the JavaScript beside the WebAssembly; 2 to 3 min)"
            ),
            || cargo_install(&["--path", tools::BINDGEN]),
        )?;
    }
    if missing_trunk {
        timed(&format!("Installing trunk {TRUNK_VERSION} (puts the page together; 3 to 5 min)"), || {
            cargo_install(&["trunk", "--version", TRUNK_VERSION, "--no-default-features"])
        })?;
    }
    let builds = tools::target().join("tools-build");
    if builds.exists() {
        // More than a gigabyte, of use only to the installation that has just ended.
        std::fs::remove_dir_all(&builds).with_context(|| format!("cannot remove {}", builds.display()))?;
    }
    Ok(())
}

/// For `cargo fmt` and `cargo clippy`.
pub fn for_checks() -> Result<()> {
    for (component, verb) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(command("cargo").args([verb, "--version"])).is_none() {
            timed(&format!("Installing {component} with rustup (seconds)"), || {
                run_step(command("rustup").args(["component", "add", component])).with_context(|| {
                    format!("`cargo {verb}` is needed: install {component} as you installed Rust")
                })
            })?;
        }
    }
    Ok(())
}

/// For everything that Node runs: wasm-opt and the browser driver.
pub fn npm_packages() -> Result<()> {
    npm_package(
        NPM_PACKAGE,
        "Installing wasm-opt (makes the page smaller) and the browser driver with npm (seconds)",
    )
}

/// What a package.json below the checkout names.
pub fn npm_package(folder: &str, heading: &str) -> Result<()> {
    let package = tools::root().join(folder);
    let version = output(command("node").arg("--version"))
        .context("Node 20 or newer is needed and `node` is not on PATH")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("Node 20 or newer is needed; `node --version` says {version}");
    }
    // npm leaves a copy of the lock file among what it installed.
    let changed = |file: &str| std::fs::metadata(package.join(file)).and_then(|meta| meta.modified());
    if let (Ok(wanted), Ok(installed)) =
        (changed("package-lock.json"), changed("node_modules/.package-lock.json"))
        && installed >= wanted
    {
        return Ok(());
    }
    timed(heading, || {
        run_step(command("npm").current_dir(package).args([
            "ci",
            // No package runs a script of its own on this machine.
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]))
    })
}

pub fn wasm_target() -> Result<()> {
    let args = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    let installed =
        output(command("rustc").args(args)).is_some_and(|folder| std::path::Path::new(&folder).is_dir());
    if installed {
        return Ok(());
    }
    timed("Installing Rust's WebAssembly target with rustup (the page is compiled to it; seconds)", || {
        run_step(command("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
            .context("the target wasm32-unknown-unknown is needed: install it as you installed Rust")
    })
}

fn has(tool: &str, version: &str) -> bool {
    output(command(tool).arg("--version")).is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// Installs a tool with the versions of a lock file, and with no others: a build of whatever is newest today is nobody's test.
fn cargo_install(source: &[&str]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.arg("install").args(source).args(["--locked", "--debug"]).arg("--root").arg(tools::folder());
    cargo.env("CARGO_TARGET_DIR", tools::target().join("tools-build"));
    // Compiling them takes longer than they ever run: no debug symbols, no optimisation.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_INCREMENTAL", "false");
    run_step(&mut cargo)
}
