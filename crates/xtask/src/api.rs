//! In: crates/wasm. Out: the JavaScript API in target/wasm-api, as a module for browsers, made as the page is.

use crate::{setup, step, tools};
use anyhow::Result;

/// As in www/index.html: what Chromium 88 knows, and nothing later.
const WASM_OPT: &str = "-O3 --mvp-features --enable-mutable-globals --enable-sign-ext --enable-bulk-memory \
    --enable-bulk-memory-opt --enable-nontrapping-float-to-int";

pub fn build() -> Result<()> {
    setup::for_page()?;
    let out = tools::target().join("wasm-api");
    let compiled = tools::target().join("wasm32-unknown-unknown/wasm/gouji_wasm.wasm");
    let module = out.join("gouji_wasm_bg.wasm");
    step::timed("Building the JavaScript API", || {
        let cargo = [
            "build",
            "--package",
            "gouji-wasm",
            "--lib",
            "--profile",
            "wasm",
            "--target",
            "wasm32-unknown-unknown",
        ];
        step::run(tools::wasm_command("cargo").args(cargo))?;
        step::run(
            tools::command("wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&out).arg(&compiled),
        )?;
        step::run(
            tools::command("wasm-opt").args(WASM_OPT.split_whitespace()).arg("-o").arg(&module).arg(&module),
        )
    })
}
