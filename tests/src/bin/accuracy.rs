//! Measures on reports with known figures how much is read and found right, layout by layout, and how often a slip is undone, kind by kind.
//!
//! `accuracy [--small] [--reports N] [--examples] [--only layouts|repairs|narratives] [--layout LAYOUT]`, or
//! `accuracy --show LAYOUT SEED [slipped]` to print one of the documents, or `accuracy make|read FOLDER` for what other programs make of them. Ends with status 1 where a layout is below its target (all inputs read, all cells that can be told right, no
//! false alarm, all broken equations found, or a few said to be in doubt), or a kind of slip (see `gouji_tests::mending`), or narratives (no false warning of `text.*`, 99 of
//! 100 contradictions found).

use std::path::Path;
use std::process::ExitCode;

use gouji_tests::accuracy::{Row, example, measure_layout};
use gouji_tests::form;
use gouji_tests::mending;
use gouji_tests::narratives::measure as measure_narratives;
use gouji_tests::others::{self, Answer};
use gouji_tests::real;
use gouji_tests::render::Layout;

const USAGE: &str = "accuracy [--small] [--reports N] [--examples] [--only layouts|repairs|narratives] [--layout LAYOUT] | accuracy --show LAYOUT SEED [slipped] | accuracy real [--examples] [--only PART] | accuracy form [--examples] | accuracy make FOLDER REPORTS | accuracy read FOLDER";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--show", layout, seed] => return show(layout, seed, false),
        ["--show", layout, seed, "slipped"] => return show(layout, seed, true),
        ["make", folder, reports] => return make(folder, reports),
        ["read", folder] => return read(folder),
        _ => {}
    }
    if args.first().is_some_and(|arg| arg == "real") {
        return real(&args[1..]);
    }
    if args.first().is_some_and(|arg| arg == "form") {
        return form(args.iter().any(|arg| arg == "--examples"));
    }
    let mut reports = 200;
    let mut examples = false;
    let mut only = None;
    let mut layouts = Layout::all();
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--small" => reports = 10,
            "--examples" => examples = true,
            "--only" => match rest.next().map(String::as_str) {
                Some(part @ ("layouts" | "repairs" | "narratives")) => only = Some(part),
                _ => return usage(),
            },
            "--layout" => {
                only = Some("layouts");
                layouts.retain(|(name, _)| rest.as_slice().first() == Some(&String::from(*name)));
                if layouts.is_empty() || rest.next().is_none() {
                    return usage();
                }
            }
            "--reports" => match rest.next().and_then(|n| n.parse().ok()) {
                Some(n) => reports = n,
                None => return usage(),
            },
            _ => return usage(),
        }
    }
    let wanted = |part| only.is_none_or(|only| only == part);
    let mut on_target = true;
    if wanted("layouts") {
        println!("{}", Row::HEAD);
    }
    for (name, layout) in layouts.into_iter().filter(|_| wanted("layouts")) {
        let row = measure_layout(name, &layout, reports);
        println!("{}", row.columns());
        if examples {
            row.examples.iter().for_each(|example| println!("    {example}"));
        }
        on_target &= row.on_target();
    }
    if wanted("repairs") {
        println!("{}", mending::Row::HEAD);
        for row in mending::measure(reports * 5) {
            println!("{}", row.columns());
            if examples {
                println!("    seeds {:?}", row.examples);
            }
            on_target &= row.on_target();
        }
    }
    if wanted("narratives") {
        let narratives = measure_narratives(reports * 5);
        println!("{}", narratives.lines());
        if examples {
            narratives.examples.iter().for_each(|example| println!("    {example}"));
        }
        on_target &= narratives.on_target();
    }
    if on_target { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The rules of form, over passages. `--examples` prints every departure.
fn form(examples: bool) -> ExitCode {
    let rows = form::measure();
    println!("{}", form::Row::HEAD);
    for (rule, row) in &rows {
        println!("{}", row.columns(rule));
        if examples {
            row.departures.iter().for_each(|departure| println!("    {departure}"));
        }
    }
    let (reports, departures) = form::one_fault_each(1_000);
    println!("{reports} made reports with one fault each: {} told right", reports - departures.len());
    if examples {
        departures.iter().for_each(|departure| println!("    {departure}"));
    }
    if rows.values().all(form::Row::on_target) && form::enough(reports, &departures) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What nobody here wrote. `--examples` prints every departure, `--only PART` keeps the documents and texts whose names contain it.
fn real(args: &[String]) -> ExitCode {
    let (mut examples, mut only) = (false, "");
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match (arg.as_str(), rest.as_slice()) {
            ("--examples", _) => examples = true,
            ("--only", [part, ..]) => {
                only = part;
                rest.next();
            }
            _ => return usage(),
        }
    }
    let Some(shared) = real::shared() else {
        println!(
            "skipped: the documents of others are not on this machine (../shared/real, ../shared/cases)"
        );
        println!("0 passed, 0 failed, 1 skipped");
        return ExitCode::SUCCESS;
    };
    let documents = real::documents(&shared, only);
    println!("{}", real::Answer::HEAD);
    for answer in &documents.answers {
        println!("{}", answer.columns());
        if examples {
            answer.departures.iter().for_each(|departure| println!("    {departure}"));
        }
    }
    let prose = real::prose(&shared, only);
    if examples {
        prose.departures.iter().for_each(|departure| println!("{departure}"));
    }
    println!("{}\n{}", documents.lines(), prose.lines());
    if documents.on_target() && prose.on_target() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Leaves made reports in a folder, for other programs.
fn make(folder: &str, reports: &str) -> ExitCode {
    let Ok(reports) = reports.parse() else { return usage() };
    match others::make(Path::new(folder), reports) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(folder, &error),
    }
}

/// Reads what other programs made of them.
fn read(folder: &str) -> ExitCode {
    let answers = match others::read(Path::new(folder)) {
        Ok(answers) => answers,
        Err(error) => return failed(folder, &error),
    };
    let (mut told, mut right, mut whole) = (0, 0, 0);
    for Answer { name, cells, departures } in &answers {
        (told, right) = (told + cells.told, right + cells.right);
        whole += usize::from(departures.is_empty());
        if !departures.is_empty() {
            println!("{name}: {} of {} cells", cells.right, cells.told);
            departures.iter().for_each(|departure| println!("    {departure}"));
        }
    }
    println!("{} files, {whole} without a departure; {right} of {told} cells", answers.len());
    if whole == answers.len() && whole > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failed(folder: &str, error: &std::io::Error) -> ExitCode {
    eprintln!("{folder}: {error}");
    ExitCode::from(2)
}

fn show(layout: &str, seed: &str, slipped: bool) -> ExitCode {
    match seed.parse().ok().and_then(|seed| example(layout, seed, slipped)) {
        Some((text, _)) => println!("{text}"),
        None => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}
