//! In: the machine. Out: a Chromium to test in, with fonts that can show Chinese, a Firefox and a LibreOffice, installed by apt where it may be; and
//! Node, ready to drive it over the built page.

use crate::http::Server;
use crate::step::{output, run, timed};
use crate::tools::{self, command};
use crate::{page, setup};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// An existing Chromium or Chrome to use instead of the one that is found.
pub const VARIABLE: &str = "GOUJI_CHROMIUM";

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// An existing Firefox to use instead of the one that is found.
pub const FIREFOX_VARIABLE: &str = "GOUJI_FIREFOX";

const FIREFOX_NAMES: &[&str] =
    &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// The path of a Chromium that starts.
pub fn find_or_install() -> Result<String> {
    if let Ok(chosen) = std::env::var(VARIABLE) {
        return match path_of(&chosen) {
            Some(path) => Ok(path),
            None => bail!("{VARIABLE} names {chosen}, and that is no program"),
        };
    }
    if let (Some(path), true) = (find(), has_chinese_fonts()) {
        return Ok(path);
    }
    if !may_use_apt() {
        bail!(
            "the tests need Chromium or Chrome, and fonts with Chinese characters.\n  \
             Debian, Ubuntu: sudo apt-get update && sudo apt-get install -y {}\n  \
             elsewhere: install Chrome and Noto Sans CJK, and set {VARIABLE} to the browser's path if it is not found",
            PACKAGES.join(" ")
        );
    }
    apt("Chromium and Chinese fonts", "the tests run in them; 1 to 2 min", &PACKAGES)?;
    match find() {
        Some(path) => Ok(path),
        None => bail!("apt installed chromium, but none is on PATH; set {VARIABLE} to the browser's path"),
    }
}

/// The path of a Firefox, if there is one or apt may install it. The few tests that want it say that they were skipped
/// where there is none.
pub fn firefox() -> Option<String> {
    if let Ok(chosen) = std::env::var(FIREFOX_VARIABLE) {
        return path_of(&chosen);
    }
    let find = || FIREFOX_NAMES.iter().find_map(|name| path_of(name));
    if find().is_none() && may_use_apt() {
        apt("Firefox", "a few tests run in it; about 1 min", &["firefox-esr"]).ok();
    }
    find()
}

/// LibreOffice, if apt may install it where there is none: a few tests have it open what gouji writes, and say that they were skipped without it.
pub fn office() {
    if path_of("soffice").is_none() && may_use_apt() {
        let packages = ["libreoffice-calc-nogui", "libreoffice-writer-nogui"];
        apt("LibreOffice", "it opens what is written; about 1 min", &packages).ok();
    }
}

/// Installs packages of Debian's.
fn apt(what: &str, why: &str, packages: &[&str]) -> Result<()> {
    timed(&format!("Installing {what} with apt ({why})"), || {
        let apt = |args: &[&str]| run(command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(args));
        apt(&["update", "-q"])?;
        apt(&[&["install", "-y", "-q", "--no-install-recommends"], packages].concat())
    })
}

/// Node, told where Chromium is and where the page is served, with the API and the tests' own pages beside it.
pub fn node() -> Result<Command> {
    let chromium = find_or_install()?;
    setup::npm_packages()?;
    let mounts = vec![
        ("/", page::build()?),
        ("/wasm-api/", tools::target().join("wasm-api")),
        ("/e2e/", tools::root().join("tests/e2e")),
    ];
    office();
    let server = Server::bind(0, mounts)?;
    let address = format!("http://{}/", server.address()?);
    std::thread::spawn(move || server.answer());
    let mut node = command("node");
    node.env("GOUJI_URL", address).env(VARIABLE, chromium);
    if let Some(firefox) = firefox() {
        node.env(FIREFOX_VARIABLE, firefox);
    }
    Ok(node)
}

fn find() -> Option<String> {
    NAMES.iter().find_map(|name| path_of(name))
}

fn path_of(name: &str) -> Option<String> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut candidates = std::env::split_paths(&folders).map(|folder| folder.join(name));
    candidates.find(|path| path.is_file()).map(|path| path.to_string_lossy().into_owned())
}

/// Without them every Chinese character is the same empty box, and screenshots and line breaks prove nothing.
fn has_chinese_fonts() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    match output(command("fc-list").arg(":lang=zh")) {
        Some(fonts) => !fonts.is_empty(),
        None => Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
    }
}

fn may_use_apt() -> bool {
    cfg!(target_os = "linux") && Path::new("/etc/debian_version").exists() && is_root()
}

fn is_root() -> bool {
    output(command("id").arg("-u")).as_deref() == Some("0")
}
