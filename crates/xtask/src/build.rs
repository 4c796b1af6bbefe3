//! In: the checkout. Out: all that is given to others, in one folder with checksums: the page, the page as one file, the npm package, the
//! extension, the command line.

use crate::{extension, npm, page, setup, single_file, step, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

pub const HELP: &str = " [page|single-file|npm|extension|cli]… | --gather FOLDER
  Builds what is released, or the named parts of it, into target/gouji-VERSION: the page and the extension as zip, gouji.html and gouji-pictures.html, the npm package
  as npm packs it, the command line for this machine, and SHA256SUMS. Prints the folder. `--gather`
  builds nothing: it takes what was built elsewhere and stands below FOLDER.";

/// A part's name, and what makes it: names that files are released under, with the file or folder that each is made of.
type Part = (&'static str, fn(&str) -> Result<Vec<(String, PathBuf)>>);

const PARTS: &[Part] = &[
    ("page", |version| Ok(vec![(format!("gouji-page-{version}.zip"), page::build()?)])),
    ("single-file", |version| {
        let plain = single_file::default_path();
        single_file::build(&page::build()?, &plain)?;
        let with_pictures = (format!("gouji-pictures-{version}.html"), single_file::with_pictures(&plain));
        Ok(vec![(format!("gouji-{version}.html"), plain), with_pictures])
    }),
    ("npm", |version| {
        let package = npm::build()?;
        let folder = tools::target().join("npm");
        step::run(tools::command("npm").args(["pack", "--silent"]).arg(package).current_dir(&folder))?;
        let name = format!("gouji-{version}.tgz");
        let packed = folder.join(&name);
        Ok(vec![(name, packed)])
    }),
    ("extension", |version| {
        let folder = extension::build()?;
        let named = |browser: &str| (format!("gouji-{browser}-{version}.zip"), folder.join(browser));
        Ok(vec![named("chromium"), named("firefox")])
    }),
    ("cli", |version| {
        step::run(tools::command("cargo").args(["build", "--release", "--package", "gouji-cli"]))?;
        let end = std::env::consts::EXE_SUFFIX;
        let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
        let built = tools::target().join(format!("release/gouji{end}"));
        Ok(vec![(format!("gouji-{version}-{system}-{machine}{end}"), built)])
    }),
];

pub fn run(args: &[String]) -> Result<()> {
    let version = npm::version()?;
    let out = tools::target().join(format!("gouji-{version}"));
    let made = match args {
        [flag, folder] if flag == "--gather" => gathered(Path::new(folder))?,
        _ => built(args, &version)?,
    };
    pack(&out, &made)?;
    println!("{}", out.display());
    Ok(())
}

/// Builds the named parts, or all.
fn built(args: &[String], version: &str) -> Result<Vec<(String, PathBuf)>> {
    if let Some(unknown) = args.iter().find(|arg| !PARTS.iter().any(|part| part.0 == *arg)) {
        bail!("`{unknown}` is not one of the parts:{HELP}");
    }
    let mut made = Vec::new();
    for (_, make) in PARTS.iter().filter(|part| args.is_empty() || args.iter().any(|arg| arg == part.0)) {
        made.extend(make(version)?);
    }
    Ok(made)
}

/// All files below a folder by their names; the sums are made anew over all of them.
fn gathered(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut made = Vec::new();
    let list = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in list.flatten() {
        let (name, path) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
        if path.is_dir() {
            made.extend(gathered(&path)?);
        } else if name != "SHA256SUMS" {
            made.push((name, path));
        }
    }
    Ok(made)
}

/// Empties the folder and puts into it what was made.
fn pack(out: &Path, made: &[(String, PathBuf)]) -> Result<()> {
    if out.exists() {
        std::fs::remove_dir_all(out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    std::fs::create_dir_all(out)?;
    setup::npm_packages()?;
    let mut node = tools::command("node");
    node.arg("www/build/pack.mjs").arg(out);
    node.args(made.iter().map(|(name, path)| format!("{name}={}", path.display())));
    step::timed("Packing, with checksums", || step::run(&mut node))
}
