//! In: nothing. Out: how long a check takes beside a bare HTML parse, natively and in Chromium, how long a person waits for
//! the page, and what the page weighs.

use crate::{api, browser, page, setup, step, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

pub const HELP: &str = " [native|browser|page|size [--by-crate]|hostile]…
  Times the check of one portal page against a bare parse of it, and what a person waits for in the page: its start,
  findings after a paste of 100 kB and of 2 MB and after a screenshot of table 3, a key in a cell. Prints what the page weighs, and with `--by-crate` whose code it is. `hostile` (only when named)
  prints the time and the memory that inputs made to cost some take, and fails beyond 2 s or 300 MB.";

/// The bytes of the portal pages that are pasted into the page.
const PASTED: [usize; 2] = [100_000, 2_000_000];

pub fn run(args: &[String]) -> Result<()> {
    const BY_CRATE: &str = "--by-crate";
    let parts = ["native", "browser", "page", "size", "hostile", BY_CRATE];
    if let Some(unknown) = args.iter().find(|arg| !parts.contains(&arg.as_str())) {
        bail!("`{unknown}` is not one of the parts:{HELP}");
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    if wanted("native") {
        step::heading("Natively");
        let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "bench", "--"];
        let page = ["--page", "target/bench/page.html"];
        step::run(tools::command("cargo").args(cargo).args(page))?;
        folder_of_reports()?;
    }
    if args.iter().any(|arg| arg == "hostile") {
        step::heading("Hostile input");
        let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "hostile"];
        step::run(tools::command("cargo").args(cargo))?;
    }
    if wanted("browser") {
        api::build()?;
        let mut node = browser::node()?;
        step::heading("In Chromium");
        step::run(node.arg("tests/e2e/bench.mjs"))?;
    }
    if wanted("page") {
        let pages = PASTED.map(portal_page).into_iter().collect::<Result<Vec<_>>>()?;
        let mut node = browser::node()?;
        step::heading("The page in Chromium");
        step::run(node.arg("tests/e2e/page-bench.mjs").args(pages))?;
    }
    if wanted("size") {
        let dist = page::build()?;
        setup::npm_packages()?;
        step::heading("Size of the page");
        step::run(tools::command("node").arg("tests/e2e/sizes.mjs").arg(dist))?;
        if args.iter().any(|arg| arg == BY_CRATE) {
            step::heading("What the page's module is made of");
            step::run(tools::command("node").arg("tests/e2e/by-crate.mjs").arg(api::named("gouji-app")?))?;
        }
    }
    Ok(())
}

/// So many reports are checked together, in less than so many seconds.
const BATCH: (usize, f64) = (500, 3.0);

/// The command line on a folder of reports, of every kind of file that is made.
fn folder_of_reports() -> Result<()> {
    step::heading("A folder of reports on the command line");
    let folder = tools::target().join("bench/batch");
    let cargo =
        ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "accuracy", "--", "make"];
    // Fifteen kinds of files each.
    step::run(tools::command("cargo").args(cargo).arg(&folder).arg("40"))?;
    let mut made: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    made.retain(|path| path.extension().is_some_and(|end| end != "json"));
    made.sort();
    if made.len() < BATCH.0 {
        bail!("only {} reports were made", made.len());
    }
    let build = ["build", "--quiet", "--release", "--package", "gouji-cli"];
    step::run(tools::command("cargo").args(build))?;
    let gouji = tools::target().join("release").join(format!("gouji{}", std::env::consts::EXE_SUFFIX));
    let start = std::time::Instant::now();
    // Reports with slips in them end with 1, which is no failure here.
    let mut run = tools::command(&gouji.to_string_lossy());
    run.args(["check", "--format", "html", "-o"])
        .arg(folder.join("all.html"))
        .arg("--force")
        .args(&made[..BATCH.0]);
    run.status().context("the command line did not start")?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{} reports: {seconds:.2} s, of {} s at most", BATCH.0, BATCH.1);
    if seconds > BATCH.1 {
        bail!("that is too long");
    }
    Ok(())
}

/// A page as portals serve them, of that many bytes.
fn portal_page(bytes: usize) -> Result<PathBuf> {
    let folder = tools::target().join("bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("portal-{bytes}.html"));
    let cargo = ["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "portal", "--"];
    let made = step::output(tools::command("cargo").args(cargo).arg(bytes.to_string()));
    std::fs::write(&path, made.context("the portal page could not be made")?)?;
    Ok(path)
}
