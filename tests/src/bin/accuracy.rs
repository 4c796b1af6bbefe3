//! Measures on reports with known figures how much is read and found right, layout by layout, and how often a slip is undone, kind by kind.
//!
//! `accuracy [--small] [--reports N] [--examples] [--repairs]`, or `accuracy --show LAYOUT SEED` to print one of the documents; `--repairs`
//! leaves the layouts out. Ends with status 1 where a layout is below its target (all inputs read, all cells that can be told right, no
//! false alarm, all broken equations found), or a kind of slip (see `gouji_tests::mending`).

use std::process::ExitCode;

use gouji_tests::accuracy::{Row, example, measure_layout};
use gouji_tests::mending;
use gouji_tests::render::Layout;

const USAGE: &str = "accuracy [--small] [--reports N] [--examples] [--repairs] | accuracy --show LAYOUT SEED";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, layout, seed] = args.as_slice()
        && flag == "--show"
    {
        return show(layout, seed);
    }
    let mut reports = 200;
    let mut examples = false;
    let mut layouts = true;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--small" => reports = 10,
            "--examples" => examples = true,
            "--repairs" => layouts = false,
            "--reports" => match rest.next().and_then(|n| n.parse().ok()) {
                Some(n) => reports = n,
                None => return usage(),
            },
            _ => return usage(),
        }
    }
    let mut on_target = true;
    if layouts {
        println!("{}", Row::HEAD);
    }
    for (name, layout) in Layout::all().into_iter().filter(|_| layouts) {
        let row = measure_layout(name, &layout, reports);
        println!("{}", row.columns());
        if examples {
            row.examples.iter().for_each(|example| println!("    {example}"));
        }
        on_target &= row.on_target();
    }
    println!("{}", mending::Row::HEAD);
    for row in mending::measure(reports * 5) {
        println!("{}", row.columns());
        if examples {
            println!("    seeds {:?}", row.examples);
        }
        on_target &= row.on_target();
    }
    if on_target { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn show(layout: &str, seed: &str) -> ExitCode {
    match seed.parse().ok().and_then(|seed| example(layout, seed)) {
        Some((text, _)) => println!("{text}"),
        None => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}
