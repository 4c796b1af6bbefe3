//! The fuzz functions on the stable toolchain: hostile documents, and mutated good ones.

use gouji_tests::corpus::{hostile, mutate};
use gouji_tests::dice::Dice;
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

#[test]
fn arbitrary_bytes_are_survived() {
    for seed in 0..200 {
        let mut dice = Dice::seeded(seed);
        let bytes: Vec<u8> = (0..dice.below(400)).map(|_| dice.below(256) as u8).collect();
        fuzz::text(&bytes);
        fuzz::html(&bytes);
        fuzz::file(&bytes);
    }
}
