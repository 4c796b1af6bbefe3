//! In: two libraries, Unicode's compatibility forms (NFKC) and the simplified forms of traditional characters. Out:
//! `folded.bin`, every character that either changes, with what stands in its place, for `src/value/fold.rs`.
//!
//! The libraries' own tables hold much that a single character never needs, and the page would download all of it.

// This runs when the library is built, and is no part of it.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Three columns, for what is alike compresses best side by side; of most numbers the distance to the one before.
    let (mut distances, mut lengths, mut folds) = (Vec::new(), Vec::new(), Vec::new());
    let (mut entries, mut last, mut last_folded) = (0, 0, 0);
    for c in '\0'..=char::MAX {
        let folded: Vec<char> = std::iter::once(c).nfkc().map(simplified).collect();
        if folded == [c] {
            continue;
        }
        push(&mut distances, u32::from(c) - last);
        push(&mut lengths, folded.len().try_into()?);
        for c in folded {
            let distance = i64::from(u32::from(c)) - i64::from(last_folded);
            push(&mut folds, u32::try_from(if distance < 0 { -2 * distance - 1 } else { 2 * distance })?);
            last_folded = u32::from(c);
        }
        last = u32::from(c);
        entries += 1;
    }
    let mut out = Vec::new();
    push(&mut out, entries);
    out.extend([distances, lengths, folds].concat());
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("folded.bin"), out)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// The simplified form of a character by itself: no neighbour makes a word of it.
fn simplified(c: char) -> char {
    match c {
        '\u{4e00}'..='\u{9fff}' => fast2s::convert(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c),
        _ => c,
    }
}

/// Seven bits a byte, the lowest first, the highest bit set but in the last.
fn push(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
