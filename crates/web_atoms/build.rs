//! In: `names.txt`, and HTML's list of named characters from the crate `entities`. Out: `names.rs`, names of elements,
//! attributes and namespaces as atoms; `characters.txt` and `distances.bin`, the named characters.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use string_cache_codegen::AtomType;

/// What html5ever calls the namespaces.
const NAMESPACES: [(&str, &str); 8] = [
    ("", ""),
    ("*", "*"),
    ("html", "http://www.w3.org/1999/xhtml"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
    ("xmlns", "http://www.w3.org/2000/xmlns/"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("svg", "http://www.w3.org/2000/svg"),
    ("mathml", "http://www.w3.org/1998/Math/MathML"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    names(&folder.join("names.rs"))?;
    characters(&folder)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=names.txt");
    Ok(())
}

fn names(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = Vec::new();
    AtomType::new("LocalName", "local_name!").atoms(include_str!("names.txt").lines()).write_to(&mut out)?;
    let prefixes = NAMESPACES.map(|(prefix, _)| prefix);
    AtomType::new("Prefix", "namespace_prefix!").atoms(prefixes).write_to(&mut out)?;
    let addresses = NAMESPACES.map(|(_, address)| address);
    AtomType::new("Namespace", "namespace_url!").atoms(addresses).write_to(&mut out)?;
    let mut code = String::from_utf8(out)?;
    code.push_str("/// The namespace that a prefix stands for.\n#[macro_export]\nmacro_rules! ns {\n");
    for (prefix, address) in NAMESPACES {
        writeln!(code, "({prefix}) => {{ $crate::namespace_url!({address:?}) }};")?;
    }
    code.push_str("}\n");
    Ok(std::fs::write(path, code)?)
}

/// By characters and not by names, for then characters are small distances. `characters.txt` has a field for each, its names
/// with a comma between them: without the `&`, which html5ever does not ask for, and without the `;`, but with `!` where a name
/// is known without it too. `distances.bin` has for each how far it is from the one before, twice, one more if a second
/// character follows, and that one.
fn characters(folder: &Path) -> Result<(), Box<dyn Error>> {
    let all: BTreeSet<&str> = entities::ENTITIES.iter().map(|entity| entity.entity).collect();
    let mut named: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for entity in &entities::ENTITIES {
        let Some(name) = entity.entity.strip_suffix(';') else { continue };
        let mark = if all.contains(name) { "!" } else { "" };
        named.entry(entity.characters).or_default().push(format!("{}{mark}", &name[1..]));
    }
    let names: Vec<String> = named.values().map(|names| names.join(",")).collect();
    let (mut distances, mut last) = (Vec::new(), 0);
    for characters in named.keys() {
        let mut characters = characters.chars().map(u32::from);
        let (first, second) = (characters.next().unwrap_or(0), characters.next());
        push(&mut distances, (first - last) * 2 + u32::from(second.is_some()));
        second.into_iter().for_each(|second| push(&mut distances, second));
        last = first;
    }
    std::fs::write(folder.join("characters.txt"), names.join(" "))?;
    Ok(std::fs::write(folder.join("distances.bin"), distances)?)
}

/// Seven bits a byte, the lowest first, the highest bit set but in the last.
fn push(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
