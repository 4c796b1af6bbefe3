//! In: the built page. Out: pictures of it in target/screenshots: wide, narrow, dark.

use crate::http::Server;
use crate::{browser, page, setup, step, tools};
use anyhow::Result;

pub const HELP: &str = "
  Takes pictures of the page in Chromium: wide, 320 pixels narrow, and dark, into target/screenshots.";

pub fn run(args: &[String]) -> Result<()> {
    let chromium = browser::find_or_install()?;
    let dist = page::build()?;
    setup::npm_packages()?;
    let server = Server::bind(0, vec![("/", dist)])?;
    let address = format!("http://{}/", server.address()?);
    std::thread::spawn(move || server.answer());
    let out = tools::target().join("screenshots");
    step::timed("Taking screenshots", || {
        step::run(
            crate::test::node(&chromium, &address)
                .arg("tests/e2e/screenshots.mjs")
                .arg(&out)
                .args(args),
        )
    })
}
