//! In: crates/wasm and crates/opener. Out: the JavaScript API and the readers of files in target/wasm-api, as modules for
//! browsers, made as the page is.

use crate::{setup, step, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// As in www/index.html: what Chromium 88 knows, and nothing later; and functions by their names, which puts those side by side that are alike.
const WASM_OPT: &str = "-O3 --mvp-features --enable-mutable-globals --enable-sign-ext --enable-bulk-memory \
    --enable-bulk-memory-opt --enable-nontrapping-float-to-int --reorder-functions-by-name";

/// Builds the JavaScript API.
pub fn build() -> Result<()> {
    setup::for_page()?;
    step::timed("Building the JavaScript API", || module("gouji-wasm").map(drop))
}

/// Builds both modules; gives the folder that they are in.
pub fn build_all() -> Result<PathBuf> {
    setup::for_page()?;
    step::timed("Building the JavaScript API and the readers of files", || {
        module("gouji-wasm")?;
        module("gouji-opener")
    })
}

/// Compiles one crate and makes the JavaScript beside it; what has not changed is left as it is.
fn module(package: &str) -> Result<PathBuf> {
    let out = tools::target().join("wasm-api");
    let name = package.replace('-', "_");
    let compiled = tools::target().join(format!("wasm32-unknown-unknown/wasm/{name}.wasm"));
    let optimised = out.join(format!("{name}_bg.wasm"));
    let cargo =
        ["build", "--package", package, "--lib", "--profile", "wasm", "--target", "wasm32-unknown-unknown"];
    step::run(tools::wasm_command("cargo").args(cargo))?;
    if is_newer(&optimised, &compiled) {
        return Ok(out);
    }
    let bound = out.join("unoptimised");
    step::run(
        tools::command("wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&bound).arg(&compiled),
    )?;
    for suffix in [".js", ".d.ts"] {
        let file = format!("{name}{suffix}");
        std::fs::copy(bound.join(&file), out.join(&file)).with_context(|| format!("no {file} was made"))?;
    }
    let unoptimised = bound.join(format!("{name}_bg.wasm"));
    step::run(
        tools::command("wasm-opt")
            .args(WASM_OPT.split_whitespace())
            .arg("-o")
            .arg(&optimised)
            .arg(&unoptimised),
    )?;
    Ok(out)
}

/// The reader of pictures for browsers that calculate with several numbers at once, which is several times as fast; gives the module. The JavaScript
/// beside it is the same as that of the other build, which trunk makes.
pub fn viewer_with_simd() -> Result<PathBuf> {
    let folder = tools::target().join("simd");
    let compiled = folder.join("wasm32-unknown-unknown/wasm/gouji_viewer.wasm");
    let optimised = folder.join("gouji-viewer-simd_bg.wasm");
    let mut cargo = tools::wasm_command("cargo");
    cargo.args(["build", "--package", "gouji-viewer", "--lib", "--profile", "wasm"]);
    // A folder of its own: other flags would have everything else compiled anew. They are added to those of .cargo/config.toml.
    cargo.args(["--target", "wasm32-unknown-unknown", "--target-dir"]).arg(&folder);
    cargo.args(["--config", "target.wasm32-unknown-unknown.rustflags=[\"-C\", \"target-feature=+simd128\"]"]);
    step::run(&mut cargo)?;
    if is_newer(&optimised, &compiled) {
        return Ok(optimised);
    }
    let bound = folder.join("unoptimised");
    let mut bindgen = tools::command("wasm-bindgen");
    // The name that trunk gives it: the JavaScript asks for its own name inside the module.
    bindgen.args(["--target", "no-modules", "--out-name", "gouji-viewer", "--out-dir"]);
    step::run(bindgen.arg(&bound).arg(&compiled))?;
    let mut optimise = tools::command("wasm-opt");
    // The compiler has made it fast; what is left to wasm-opt would take minutes.
    optimise
        .args(WASM_OPT.replacen("-O3", "-O1", 1).split_whitespace())
        .arg("--enable-simd")
        .arg("-o")
        .arg(&optimised);
    step::run(optimise.arg(bound.join("gouji-viewer_bg.wasm")))?;
    Ok(optimised)
}

/// The program of a crate as browsers get it, but that its functions keep their names.
pub fn named(package: &str) -> Result<PathBuf> {
    let out = tools::target().join("wasm-api/named");
    let cargo = ["build", "--package", package, "--profile", "wasm", "--target", "wasm32-unknown-unknown"];
    step::run(tools::wasm_command("cargo").args(cargo))?;
    let compiled = tools::target().join(format!("wasm32-unknown-unknown/wasm/{package}.wasm"));
    step::run(tools::command("wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&out).arg(compiled))?;
    let (bound, named) = (out.join(format!("{package}_bg.wasm")), out.join(format!("{package}.named.wasm")));
    let mut optimise = tools::command("wasm-opt");
    step::run(
        optimise.args(WASM_OPT.split_whitespace()).arg("--debuginfo").arg("-o").arg(&named).arg(bound),
    )?;
    Ok(named)
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |path: &Path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok();
    changed(made).zip(changed(source)).is_some_and(|(made, source)| made >= source)
}
