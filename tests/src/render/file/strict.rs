//! An office document in its strict variant (ISO/IEC 29500): the same parts under other names of their vocabularies.

use miniz_oxide::inflate::decompress_to_vec;

use super::zip;

/// The names of vocabularies, transitional and strict.
const NAMES: [(&str, &str); 4] = [
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
];

/// The strict variant of a file.
pub(super) fn strict(file: &[u8]) -> Vec<u8> {
    let members: Vec<(String, String)> = members(file)
        .into_iter()
        .map(|(name, content)| {
            let text = String::from_utf8_lossy(&content).into_owned();
            (name, NAMES.iter().fold(text, |text, (usual, strict)| text.replace(usual, strict)))
        })
        .collect();
    let members: Vec<(&str, &String)> =
        members.iter().map(|(name, content)| (name.as_str(), content)).collect();
    zip(&members)
}

/// The members of a zip file that we made, unpacked.
fn members(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([file[at], file[at + 1]]));
    let u32_at = |at: usize| u16_at(at) + (u16_at(at + 2) << 16);
    let mut out = Vec::new();
    let mut entry = u32_at(file.len() - 22 + 16);
    while file[entry..].starts_with(b"PK\x01\x02") {
        let (method, size) = (u16_at(entry + 10), u32_at(entry + 20));
        let (name, header) = (u16_at(entry + 28), u32_at(entry + 42));
        let start = header + 30 + u16_at(header + 26) + u16_at(header + 28);
        let packed = &file[start..start + size];
        let content = if method == 0 { packed.to_vec() } else { decompress_to_vec(packed).expect("ours") };
        out.push((String::from_utf8_lossy(&file[entry + 46..entry + 46 + name]).into_owned(), content));
        entry += 46 + name + u16_at(entry + 30) + u16_at(entry + 32);
    }
    out
}
