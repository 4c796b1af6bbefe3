//! In: the npm package, the extension, the command line. Out: their tests in tests/embed, run in Node and Chromium with the editors
//! and bundlers that they are for.

use crate::test::node_test;
use crate::{browser, extension, npm, setup, step, tools};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// The package that names the editors and bundlers.
pub const PACKAGE: &str = "tests/embed";

/// `node --test` over the specs, with everything that they need built.
pub fn tests() -> Result<Command> {
    let chromium = browser::find_or_install()?;
    setup::npm_package(
        PACKAGE,
        "Installing the editors and bundlers of tests/embed with npm (half a minute)",
    )?;
    let extension = extension::build()?;
    step::run(tools::command("cargo").args(["build", "--package", "gouji-cli"]))?;
    let folder = tools::root().join(PACKAGE);
    let names = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut specs: Vec<String> = names.filter(|name| name.ends_with(".spec.mjs")).collect();
    specs.sort();
    crate::test::only_wanted(&mut specs);
    if specs.is_empty() {
        bail!("no spec in {}", folder.display());
    }
    let mut node = tools::command("node");
    node.env("GOUJI_NPM", npm::folder()).env("GOUJI_EXTENSION", extension);
    node.env("GOUJI_CLI", tools::target().join("debug/gouji")).env(browser::VARIABLE, chromium);
    node.args(node_test());
    node.args(specs.iter().map(|name| Path::new(PACKAGE).join(name)));
    Ok(node)
}
