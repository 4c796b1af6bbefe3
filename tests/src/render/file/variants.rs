//! Variants of office documents: strict (ISO/IEC 29500), where the same parts stand under other names of their vocabularies, and with macros
//! (.docm, .xlsm), where the types of the parts are others and a compound file lies beside them.

use miniz_oxide::inflate::decompress_to_vec;

use super::{compound, zip};

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

/// The types of the main parts, without macros and with them.
const MAIN: [(&str, &str); 2] = [
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ),
];

/// A file with macros, which an office's template brings along.
pub(super) fn macros(file: &[u8]) -> Vec<u8> {
    let bin = r#"<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>"#;
    let link = r#"<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>"#;
    let mut members = members(file);
    let mut folder = "word";
    for (name, content) in &mut members {
        let mut text = String::from_utf8_lossy(content).into_owned();
        match name.as_str() {
            "[Content_Types].xml" => {
                assert!(MAIN.iter().any(|(usual, _)| text.contains(usual)), "the main part has a type");
                text = MAIN.iter().fold(text, |text, (usual, macros)| text.replace(usual, macros));
                text = text.replacen("<Default ", &format!("{bin}<Default "), 1);
            }
            "word/_rels/document.xml.rels" | "xl/_rels/workbook.xml.rels" => {
                folder = if name.starts_with("xl/") { "xl" } else { "word" };
                text = text.replace("</Relationships>", link);
            }
            _ => {}
        }
        *content = text.into_bytes();
    }
    let project = compound(&[("PROJECT", b"ID=\"{0}\"\r\nModule=Sums\r\n".repeat(200))], 512);
    members.push((format!("{folder}/vbaProject.bin"), project));
    let members: Vec<(&str, &Vec<u8>)> =
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
