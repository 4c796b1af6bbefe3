//! The names that html5ever works with, in place of the published crate of this name. Two things differ, for the sake of
//! those who download the page:
//!
//! - The table of named characters (`&nbsp;`). As published it is a perfect hash of the 2,231 names and of all their
//!   beginnings, a tenth of the download. Here it is one text, sorted when the first name is asked for, so that beginnings are found by their place.
//! - Which names are known beforehand (`names.txt`): those that html5ever and scraper speak of, and attributes that are
//!   usual on the pages of portals. Any other name becomes an atom when it is met.

use std::sync::OnceLock;

#[allow(missing_docs)]
mod names {
    include!(concat!(env!("OUT_DIR"), "/names.rs"));
}

pub use names::*;

/// The characters that a name stands for, the second 0 where there is one, both 0 for the beginning of a name.
type Characters = (u32, u32);

/// Characters by their names, without the `&`: what html5ever asks for, after each letter that it reads.
pub static NAMED_ENTITIES: Named = Named(OnceLock::new());

/// The names in their order, taken apart when the first is asked for.
pub struct Named(OnceLock<Vec<Name>>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// Without its `;`.
    name: &'static str,
    characters: Characters,
    /// Whether it is a name without the `;` too.
    bare: bool,
}

impl Named {
    /// The characters of `name`, `(0, 0)` if longer names begin so, nothing if none does.
    pub fn get(&self, name: &str) -> Option<&Characters> {
        let names = self.0.get_or_init(unpack);
        let (bare, whole) = name.strip_suffix(';').map_or((name, false), |name| (name, true));
        let found = names.get(names.partition_point(|known| known.name < bare))?;
        if found.name == bare && (whole || found.bare) {
            return Some(&found.characters);
        }
        (!whole && found.name.starts_with(bare)).then_some(&(0, 0))
    }
}

fn unpack() -> Vec<Name> {
    let mut packed = include_bytes!(concat!(env!("OUT_DIR"), "/distances.bin")).iter();
    // Seven bits a byte, the lowest first, the highest bit set but in the last.
    let mut number = || {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = packed.next().copied().unwrap_or(0);
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    };
    let mut first = 0;
    let mut all = Vec::new();
    for names in include_str!(concat!(env!("OUT_DIR"), "/characters.txt")).split(' ') {
        let distance = number();
        first += distance / 2;
        let characters = (first, if distance % 2 == 1 { number() } else { 0 });
        for name in names.split(',') {
            let bare = name.strip_suffix('!');
            all.push(Name { name: bare.unwrap_or(name), characters, bare: bare.is_some() });
        }
    }
    all.sort_unstable();
    all
}

/// What a reference to U+0080 to U+009F means, by the HTML standard: the character of Windows-1252 in that place.
pub static C1_REPLACEMENTS: [Option<char>; 32] = {
    const CHARACTERS: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', //
        '\0', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let mut table = [None; 32];
    let mut at = 0;
    while at < 32 {
        if CHARACTERS[at] != '\0' {
            table[at] = Some(CHARACTERS[at]);
        }
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_name_and_every_beginning_is_found_and_nothing_else() {
        let mut wanted: BTreeMap<&str, Characters> = BTreeMap::from([("", (0, 0))]);
        for entity in &entities::ENTITIES {
            let name = &entity.entity[1..];
            for end in 1..name.len() {
                wanted.entry(&name[..end]).or_insert((0, 0));
            }
            let mut characters = entity.characters.chars().map(u32::from);
            wanted.insert(name, (characters.next().unwrap_or(0), characters.next().unwrap_or(0)));
        }
        assert!(wanted.len() > 9_000, "{}", wanted.len());
        for (name, characters) in &wanted {
            assert_eq!(NAMED_ENTITIES.get(name), Some(characters), "{name}");
            for more in ['!', ';', 'A', 'a', 'z', '~'] {
                let longer = format!("{name}{more}");
                assert_eq!(NAMED_ENTITIES.get(&longer), wanted.get(longer.as_str()), "{longer}");
            }
        }
    }

    #[test]
    fn what_portals_write_is_known() {
        let one = |name| NAMED_ENTITIES.get(name).and_then(|&(first, _)| char::from_u32(first));
        assert_eq!(
            [one("nbsp;"), one("nbsp"), one("emsp;"), one("ldquo;")],
            [Some('\u{a0}'), Some('\u{a0}'), Some('\u{2003}'), Some('“'),]
        );
        assert_eq!(C1_REPLACEMENTS[0x96 - 0x80], Some('–'));
    }
}
