//! Times the check of one portal page beside a bare parse of the same page, in the same run, and prints the ratio.
//!
//! `bench [--json] [--rounds N] [--bytes N] [--page FILE]`. `--page` leaves the portal page in a file, for other measurements of the
//! same page. For files, opening them is timed apart from checking what was opened. Both are run in turn, so that whatever slows the machine slows both; medians are compared.

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gouji::repair::proposals;
use gouji::{Audit, Input, Kind, check};
use gouji_tests::dice::Dice;
use gouji_tests::figures::Figures;
use gouji_tests::portal;
use gouji_tests::render::file::file;
use gouji_tests::render::prose::Frame;
use gouji_tests::render::{Layout, Style, render};

/// The whole check of a portal page may take this many times a bare parse of it.
const AIM: f64 = 1.5;

/// A table that is wrong everywhere is given up within this time.
const AIM_REPAIR: Duration = Duration::from_millis(50);

/// What was measured on one document.
struct Measured {
    name: &'static str,
    bytes: usize,
    check: Duration,
    /// For HTML only: html5ever's parse into scraper's tree.
    parse: Option<Duration>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |flag: &str, default: usize| {
        let at = args.iter().position(|arg| arg == flag);
        at.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(default)
    };
    let rounds = value("--rounds", 200).max(1);
    let page = portal::sized(value("--bytes", 100_000), 3);
    let file = args.iter().position(|arg| arg == "--page").and_then(|at| args.get(at + 1));
    if let Some(Err(error)) = file.map(|file| write(Path::new(file), &page)) {
        eprintln!("the page could not be written: {error}");
        return ExitCode::FAILURE;
    }
    let linked = portal::linked(value("--bytes", 100_000), 3);
    let pages = [("portal", &page), ("portal-links", &linked)];
    let mut measured: Vec<_> =
        pages.iter().map(|(name, page)| measure(name, page, Kind::Html, rounds)).collect();
    let figures = Figures::consistent(&mut Dice::seeded(3));
    for (name, layout) in Layout::all() {
        let document = render(&figures, &layout, &Style::PLAIN, &Frame::PLAIN);
        if document.kind == Kind::Text {
            measured.push(measure(name, &document.text, document.kind, rounds));
        }
    }
    if args.iter().any(|arg| arg == "--json") {
        println!("{}", json(&measured));
    } else {
        print_table(&measured, rounds);
        print_files(rounds);
        print_repairs(measured.first().map_or(Duration::ZERO, |portal| portal.check));
    }
    ExitCode::SUCCESS
}

fn write(file: &Path, page: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(file, page)
}

/// Files of each kind, ours and those of LibreOffice and Chromium: how long they take to open, and to check what was opened. In those of
/// LibreOffice each cell has a figure of its own, so that no sum is right: checking them is the search for repairs, up to its limit.
fn print_files(rounds: usize) {
    const FILES: [&str; 10] = [
        "libreoffice.docx",
        "libreoffice.xlsx",
        "libreoffice.xls",
        "libreoffice.doc",
        "libreoffice.rtf",
        "libreoffice.odt",
        "libreoffice.ods",
        "pdf-chromium.pdf",
        "pdf-libreoffice.pdf",
        "made-report.ofd",
    ];
    println!("{:<20} {:>8} {:>12} {:>12} {:>8}", "file", "bytes", "open", "check", "ratio");
    let figures = Figures::consistent(&mut Dice::seeded(3));
    // One of every layout that is a file, and text files as they are.
    let made = Layout::all().into_iter().filter_map(|(name, layout)| {
        let bytes = match layout {
            Layout::File(kind) => file(&figures, kind, &Style::PLAIN, &Frame::PLAIN),
            Layout::Csv(_) => render(&figures, &layout, &Style::PLAIN, &Frame::PLAIN).text.into_bytes(),
            _ => return None,
        };
        Some((format!("made {name}"), bytes))
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/files");
    let fixtures =
        FILES.into_iter().filter_map(|name| Some((name.to_owned(), std::fs::read(folder.join(name)).ok()?)));
    for (name, bytes) in made.chain(fixtures) {
        let Ok(opened) = gouji_files::open(&bytes) else { continue };
        let (mut opens, mut checks) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            opens.push(time(|| drop(black_box(gouji_files::open(black_box(&bytes))))));
            let input = Input { text: &opened.text, kind: opened.kind };
            checks.push(time(|| drop(black_box(check(black_box(input))))));
        }
        let seconds = |times| median(times).unwrap_or_default().as_secs_f64();
        let (open, check) = (seconds(opens), seconds(checks));
        println!(
            "{name:<20} {:>8} {:>9.0} µs {:>9.0} µs {:>8.2}",
            bytes.len(),
            open * 1e6,
            check * 1e6,
            open / check
        );
    }
}

/// What finding the repairs takes, on many reports each, beside the check of the portal page; and whether a hopeless table is given up in time.
fn print_repairs(check: Duration) {
    const REPORTS: u64 = 200;
    println!(
        "{:<20} {:>8} {:>12} {:>12} {:>12} {:>10}",
        "wrong cells", "reports", "median", "slowest", "of a check", "given up"
    );
    for wrong in [0, 1, 2, 3, 40] {
        let (mut times, mut given_up) = (Vec::new(), 0);
        for seed in 0..REPORTS {
            let mut dice = Dice::seeded(seed);
            let mut figures = Figures::consistent(&mut dice);
            let mut cells: Vec<_> = (0..wrong).map(|_| figures.slip(&mut dice).cell).collect();
            cells.sort_unstable();
            cells.dedup();
            let audit = Audit::of(figures.report());
            given_up += usize::from(audit.repairs.iter().any(|proposal| proposal.repairs.is_empty()));
            let search = || proposals(black_box(&audit.report), &audit.coverage, &audit.findings, &[]);
            // The best of a few: what else the machine does is no part of it.
            times.extend((0..5).map(|_| time(|| drop(black_box(search())))).min());
        }
        let slowest = times.iter().max().copied().unwrap_or_default();
        let median = median(times).unwrap_or_default();
        println!(
            "{:<20} {REPORTS:>8} {:>9.1} µs {:>9.1} µs {:>12.3} {given_up:>10}",
            wrong,
            median.as_secs_f64() * 1e6,
            slowest.as_secs_f64() * 1e6,
            median.as_secs_f64() / check.as_secs_f64(),
        );
    }
    println!("aim: no repair takes longer than {} ms", AIM_REPAIR.as_millis());
}

fn measure(name: &'static str, text: &str, kind: Kind, rounds: usize) -> Measured {
    let input = Input { text, kind };
    let mut checks = Vec::with_capacity(rounds);
    let mut parses = Vec::new();
    for round in 0..rounds + rounds / 10 + 3 {
        let check_time = time(|| drop(black_box(check(black_box(input)))));
        let parse_time = (kind == Kind::Html)
            .then(|| time(|| drop(black_box(scraper::Html::parse_document(black_box(text))))));
        // The first rounds warm caches and the allocator up.
        if round >= rounds / 10 + 3 {
            checks.push(check_time);
            parses.extend(parse_time);
        }
    }
    Measured { name, bytes: text.len(), check: median(checks).unwrap_or_default(), parse: median(parses) }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

fn ratio(measured: &Measured) -> Option<f64> {
    Some(measured.check.as_secs_f64() / measured.parse?.as_secs_f64())
}

fn print_table(measured: &[Measured], rounds: usize) {
    println!(
        "medians of {rounds} rounds\n{:<20} {:>8} {:>12} {:>12} {:>8}",
        "document", "bytes", "check", "bare parse", "ratio"
    );
    for row in measured {
        let microseconds = |time: Duration| format!("{:.0} µs", time.as_secs_f64() * 1e6);
        println!(
            "{:<20} {:>8} {:>12} {:>12} {:>8}",
            row.name,
            row.bytes,
            microseconds(row.check),
            row.parse.map_or_else(String::new, microseconds),
            ratio(row).map_or_else(String::new, |ratio| format!("{ratio:.2}")),
        );
    }
    println!("aim: the check of a portal page within {AIM} × its bare parse");
}

fn json(measured: &[Measured]) -> serde_json::Value {
    let row = |row: &Measured| {
        serde_json::json!({
            "document": row.name,
            "bytes": row.bytes,
            "check_us": row.check.as_secs_f64() * 1e6,
            "parse_us": row.parse.map(|parse| parse.as_secs_f64() * 1e6),
            "ratio": ratio(row),
        })
    };
    serde_json::json!({ "aim": AIM, "documents": measured.iter().map(row).collect::<Vec<_>>() })
}
