//! The faults of `hayro-syntax` that `docs/upstream.md` tells of, each with its smallest file: what we answer, and, when asked, what the
//! library takes by itself.
//!
//! `cargo test --release -p gouji-files upstream -- --ignored --nocapture` prints the latter: of a file, and of one twice as long. A version
//! that needs no more than twice the time for it has mended the fault, and what we do instead may go.

use std::time::{Duration, Instant};

use gouji::Error;
use hayro_syntax::Pdf;

use crate::open;

/// A fault, and a file that shows it, so many pieces long.
type Fault = (&'static str, usize, fn(usize) -> Vec<u8>);

const FAULTS: [Fault; 2] = [
    ("a dictionary that pages share", 300, |count| {
        let names: String = (0..count * 20).map(|at| format!("/a{at} 0")).collect();
        let kids: String = (9..9 + count).map(|at| format!("{at} 0 R ")).collect();
        let pages: String =
            (9..9 + count).map(|at| format!("{at} 0 obj<</Resources 5 0 R>>endobj ")).collect();
        without_table(&format!(
            "2 0 obj<</Type/Pages/Kids[{kids}]>>endobj 5 0 obj<</ExtGState<<{names}>>>>endobj {pages}"
        ))
    }),
    ("a list of objects that unfolds", 32 << 20, |count| listed(count)),
];

fn without_table(text: &str) -> Vec<u8> {
    let head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]>>endobj ";
    [head, text, " trailer<</Root 1 0 R>>"].concat().into_bytes()
}

/// A page in a list of objects, with so many zeros behind it, folded.
fn listed(zeros: usize) -> Vec<u8> {
    let mut data = b"10 0 <</Type/Page/Parent 2 0 R>> ".to_vec();
    data.resize(zeros, 0);
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&data, 1);
    let mut bytes =
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[10 0 R]>>endobj "
            .to_vec();
    let head =
        format!("9 0 obj<</Type/ObjStm/N 1/First 5/Length {}/Filter/FlateDecode>>stream\n", data.len());
    let places = [9, 52, bytes.len() as u32];
    bytes.extend([head.as_bytes(), &data, b"\nendstream endobj "].concat());
    let start = bytes.len() as u32;
    let entry = |kind: u8, place: u32| [&[kind][..], &place.to_be_bytes(), &[0]].concat();
    let mut table = [entry(0, 0), entry(1, places[0]), entry(1, places[1]), entry(0, 0).repeat(6)].concat();
    table.extend([entry(1, places[2]), entry(2, 9)].concat());
    let head = format!("11 0 obj<</Type/XRef/W[1 4 1]/Size 11/Root 1 0 R/Length {}>>stream\n", table.len());
    let tail = format!("\nendstream endobj\nstartxref\n{start}\n%%EOF");
    bytes.extend([head.as_bytes(), &table, tail.as_bytes()].concat());
    bytes
}

#[test]
fn what_the_library_does_not_bound_is_refused_before() {
    for (name, count, file) in FAULTS {
        assert_eq!(open(&file(count * 3)).err(), Some(Error::TooLarge), "{name}");
    }
}

#[test]
#[ignore = "measures the library, not us"]
fn what_the_library_takes_by_itself() {
    for (name, count, file) in FAULTS {
        let took = [1, 2].map(|times| {
            let bytes = file(count * times);
            let length = bytes.len();
            let start = Instant::now();
            let pages = Pdf::new(bytes).map(|pdf| pdf.pages().len());
            (length, start.elapsed(), pages.is_ok())
        });
        let [(length, once, _), (_, twice, is_read)] = took;
        println!(
            "{name}: {length} bytes {} ms, twice as many {} ms{}",
            once.as_millis(),
            twice.as_millis(),
            if is_read { "" } else { ", not read" }
        );
        assert!(twice < Duration::from_secs(120), "{name}");
    }
}
