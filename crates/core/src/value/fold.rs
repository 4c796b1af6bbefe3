//! What a character is compared as: in its usual width and form (Unicode's NFKC, one character at a time), and simplified.
//!
//! `build.rs` asks the libraries that know; only their answers come with the program.

use std::sync::OnceLock;

/// The block of the common Chinese characters, each of which stands for one.
const HAN: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;

struct Table {
    /// By their place in the block.
    han: Vec<char>,
    /// Characters that stand for others, in their order, with the place in `others` where theirs begin.
    changed: Vec<(char, usize)>,
    others: Vec<char>,
}

/// Hands to `push` what `c` is compared as.
pub(crate) fn fold(c: char, mut push: impl FnMut(char)) {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(unpack);
    let code = u32::from(c);
    if HAN.contains(&code) {
        return push(table.han.get((code - HAN.start()) as usize).copied().unwrap_or(c));
    }
    match table.changed.binary_search_by_key(&c, |entry| entry.0) {
        Ok(at) => {
            let start = table.changed[at].1;
            let end = table.changed.get(at + 1).map_or(table.others.len(), |next| next.1);
            table.others[start..end].iter().copied().for_each(push);
        }
        Err(_) => push(c),
    }
}

/// Reads what build.rs writes: how many entries there are; of each the distance from the last character; of each how many stand for it;
/// and the distance of every one of these from the last.
fn unpack() -> Table {
    let mut packed = include_bytes!(concat!(env!("OUT_DIR"), "/folded.bin")).iter();
    let numbers: Vec<u32> = std::iter::from_fn(|| number(&mut packed)).collect();
    let (entries, columns) = (numbers[0] as usize, &numbers[1..]);
    let (distances, columns) = columns.split_at(entries);
    let (lengths, folds) = columns.split_at(entries);
    let mut folds = folds.iter();
    let mut table =
        Table { han: HAN.filter_map(char::from_u32).collect(), changed: Vec::new(), others: Vec::new() };
    let (mut code, mut other) = (0, 0);
    for (distance, &length) in distances.iter().zip(lengths) {
        code += distance;
        let start = table.others.len();
        for zigzag in folds.by_ref().take(length as usize) {
            let step = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
            other = step.wrapping_add_unsigned(other).cast_unsigned();
            table.others.extend(char::from_u32(other));
        }
        if HAN.contains(&code) {
            if let Some(folded) = table.others.pop() {
                table.han[(code - HAN.start()) as usize] = folded;
            }
        } else if let Some(c) = char::from_u32(code) {
            table.changed.push((c, start));
        }
    }
    table
}

/// Seven bits a byte, the lowest first, the highest bit set but in the last.
fn number(packed: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..).step_by(7) {
        let byte = *packed.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_character_folds_as_the_libraries_say() {
        // Between blanks, so that no neighbour makes a word of it.
        let all: String = HAN.filter_map(char::from_u32).flat_map(|c| [c, ' ']).collect();
        let simplified: Vec<char> = fast2s::convert(&all).chars().step_by(2).collect();
        let simplify = |c: char| match u32::from(c) {
            code if HAN.contains(&code) => simplified[(code - HAN.start()) as usize],
            _ => c,
        };
        for c in '\0'..=char::MAX {
            let wanted: String = std::iter::once(c).nfkc().map(simplify).collect();
            let mut found = String::new();
            fold(c, |c| found.push(c));
            assert_eq!(found, wanted, "{:x}", u32::from(c));
        }
    }
}
