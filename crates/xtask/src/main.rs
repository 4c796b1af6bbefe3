//! In: `cargo xtask <verb> …`. Out: the verb's module run. Everything a newcomer or CI runs starts here.
//!
//! One file per verb; `tools` has the pinned versions, `step` runs commands visibly, `page` and `api` build what the
//! browser loads, `http` serves it on loopback.

mod accuracy;
mod api;
mod bench;
mod browser;
mod build;
mod check;
mod deny;
mod embed;
mod examples;
mod extension;
mod fuzz;
mod http;
mod mutants;
mod npm;
mod page;
mod screenshots;
mod serve;
mod setup;
mod single_file;
mod step;
mod test;
mod tools;
mod unpatched;

use std::process::ExitCode;

/// A verb: its name, its help, what it runs with the arguments after its name.
type Verb = (&'static str, &'static str, fn(&[String]) -> anyhow::Result<()>);

const VERBS: &[Verb] = &[
    ("serve", serve::HELP, serve::run),
    ("test", test::HELP, test::run),
    ("build", build::HELP, build::run),
    ("single-file", single_file::HELP, single_file::run),
    ("check", check::HELP, check::run),
    ("bench", bench::HELP, bench::run),
    ("accuracy", accuracy::HELP, accuracy::run),
    ("fuzz", fuzz::HELP, fuzz::run),
    ("mutants", mutants::HELP, mutants::run),
    ("screenshots", screenshots::HELP, screenshots::run),
    ("npm", npm::HELP, npm::run),
    ("extension", extension::HELP, extension::run),
    ("setup", setup::HELP, setup::run),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let name = args.first().map(String::as_str).unwrap_or("--help");
    if matches!(name, "help" | "--help" | "-h") {
        println!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some((_, verb_help, run)) = VERBS.iter().find(|verb| verb.0 == name) else {
        eprintln!("`{name}` is not one of the verbs.\n\n{}", help());
        return ExitCode::from(2);
    };
    // `check` and `accuracy` hand their arguments on, `--help` among them.
    let passes_through = matches!(name, "check" | "accuracy");
    if !passes_through && args.iter().any(|arg| arg == "--help" || arg == "-h") {
        println!("cargo xtask {name}{verb_help}");
        return ExitCode::SUCCESS;
    }
    match run(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => match error.downcast_ref::<step::Exit>() {
            Some(exit) => ExitCode::from(exit.0),
            None => {
                eprintln!("\ncargo xtask {name}: {error:#}");
                ExitCode::FAILURE
            }
        },
    }
}

fn help() -> String {
    let verbs: String =
        VERBS.iter().map(|(name, help, _)| format!("\n  {name}{}", help.replace('\n', "\n    "))).collect();
    format!("cargo xtask <verb> [arguments]\n{verbs}\n\nTools are installed into target/tools, once.")
}
