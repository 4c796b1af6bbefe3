//! The fuzz functions on the stable toolchain: hostile documents, and mutated good ones.

use gouji_tests::corpus::{hostile, mutate};
use gouji_tests::dice::Dice;
use gouji_tests::figures::Figures;
use gouji_tests::render::file::{File, file, zip};
use gouji_tests::render::prose::Frame as Prose;
use gouji_tests::render::{Layout, Style};
use gouji_tests::{fuzz, made};

/// Mutations of each fixture. A debug build does a few hundred in some seconds.
const MUTATIONS: u64 = 12;

/// Hostile documents are this many times smaller than in `--release`: a debug build is slower by about as much.
const SCALE: usize = if cfg!(debug_assertions) { 4 } else { 1 };

#[test]
fn hostile_documents_are_survived() {
    for (name, document) in hostile(SCALE) {
        println!("{name}");
        fuzz::text(document.as_bytes());
        fuzz::html(document.as_bytes());
    }
}

#[test]
fn hostile_documents_around_a_report_are_survived() {
    let report = made::fixtures().swap_remove(0).text;
    for (name, document) in hostile(SCALE * 20) {
        println!("{name}");
        fuzz::text(format!("{document}\n{report}").as_bytes());
        fuzz::html(format!("{report}{document}").as_bytes());
    }
}

#[test]
fn mutated_reports_are_survived() {
    for fixture in made::fixtures() {
        for seed in 0..MUTATIONS {
            let document = mutate(fixture.text.as_bytes(), &mut Dice::seeded(seed));
            fuzz::text(&document);
            fuzz::html(&document);
        }
    }
}

#[test]
fn mutated_files_are_survived() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/files");
    let files = std::fs::read_dir(folder).expect("the fixtures are there").flatten();
    let mut paths: Vec<_> = files.map(|file| file.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    assert!(paths.len() >= 5, "a file of each kind");
    for path in paths {
        let good = std::fs::read(&path).expect("a fixture can be read");
        fuzz::file(&good);
        for seed in 0..MUTATIONS {
            println!("{} {seed}", path.display());
            fuzz::file(&mutate(&good, &mut Dice::seeded(seed)));
            fuzz::file(&good[..good.len() * seed as usize / MUTATIONS as usize]);
        }
    }
}

/// What the whole process may hold while it reads a mutation, in kB, the samples themselves and the tests beside it counted.
const MOST_MEMORY: u64 = 300 << 10;

/// Sets the process's peak back to what it holds now; elsewhere than on Linux there is none.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most that the process has held since, in kB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Fixtures and made bodies with changes at random, so many of each.
fn mutated_readers(times: u64) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/files");
    let frame = |name: &str| fuzz::FRAMES.iter().find(|(frame, _)| *frame == name).map(|(_, frame)| *frame);
    let mut samples: Vec<(String, Vec<u8>, fuzz::Frame)> = fuzz::seeds()
        .into_iter()
        .map(|(name, good)| (name.to_owned(), good, frame(name).expect("a frame")))
        .collect();
    for name in ["libreoffice-changes.doc", "libreoffice-changes.rtf", "libreoffice-changes.odt"] {
        let good = std::fs::read(folder.join(name)).expect("a fixture can be read");
        samples.push((name.to_owned(), good, <[u8]>::to_vec));
    }
    // A whole file of each kind, and a folder of them.
    let figures = Figures::consistent(&mut Dice::seeded(3));
    let made = |kind| file(&figures, kind, &Style::PLAIN, &Prose::PLAIN);
    for (name, layout) in Layout::all() {
        if let Layout::File(kind) = layout {
            samples.push((format!("made {name}"), made(kind), <[u8]>::to_vec));
        }
    }
    let folder = zip(&[("甲.doc", made(File::Doc)), ("乙.rtf", made(File::Rtf))]);
    samples.push(("made folder".to_owned(), folder, <[u8]>::to_vec));
    for (name, good, frame) in samples {
        let whole = frame(&good);
        assert!(
            gouji_files::open(&whole).is_ok() || gouji_files::folder::is_folder(&whole),
            "{name} is read"
        );
        fuzz::file(&whole);
        let (mut slowest, mut most) = (std::time::Duration::ZERO, 0);
        for seed in 0..times {
            let bytes = frame(&mutate(&good, &mut Dice::seeded(seed)));
            forget_peak();
            let start = std::time::Instant::now();
            fuzz::file(&bytes);
            slowest = slowest.max(start.elapsed());
            most = most.max(peak());
            assert!(most < MOST_MEMORY, "{name}, seed {seed}: {most} kB");
        }
        println!(
            "{name}: {times} mutations, the slowest {} ms, the process at most {} MB",
            slowest.as_millis(),
            most >> 10
        );
        assert!(cfg!(debug_assertions) || slowest.as_secs() < 2, "{name}: {slowest:?}");
    }
}

#[test]
fn mutated_bodies_are_survived() {
    mutated_readers(if cfg!(debug_assertions) { 40 } else { 400 });
}

/// `cargo test --release -p gouji-tests --test integration ten_thousand -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes, and belongs to a release build"]
fn ten_thousand_mutations_of_each_reader_are_survived() {
    mutated_readers(10_000);
}

#[test]
fn arbitrary_bytes_are_survived() {
    for seed in 0..200 {
        let mut dice = Dice::seeded(seed);
        let bytes: Vec<u8> = (0..dice.below(400)).map(|_| dice.below(256) as u8).collect();
        fuzz::text(&bytes);
        fuzz::html(&bytes);
        fuzz::file(&bytes);
        for (_, frame) in fuzz::FRAMES {
            fuzz::file(&frame(&bytes));
        }
    }
}
