//! In: `names.txt`, and HTML's list of named characters from the crate `entities`. Out: `names.rs`, names of elements,
//! attributes and namespaces as atoms; `characters.txt`, the named characters sorted by name.

use std::collections::BTreeMap;
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
    characters(&folder.join("characters.txt"))?;
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

fn characters(path: &Path) -> Result<(), Box<dyn Error>> {
    // html5ever asks for names without their `&`.
    let named: BTreeMap<_, _> =
        entities::ENTITIES.iter().map(|entity| (&entity.entity[1..], entity.characters)).collect();
    let mut text = String::new();
    for (name, characters) in named {
        write!(text, "{name}={characters}\0")?;
    }
    Ok(std::fs::write(path, text)?)
}
