//! An OpenDocument text or workbook in, HTML out, as a reader sees it: packed (odt, ods) or as one file of XML (fodt, fods).
//!
//! [`styles`] reads what is hidden and how lists are numbered, [`text`] the body of a text, [`sheet`] the tables of a workbook.
//! Deleted text stands apart from the body and is not read; nor are headers, footnotes and comments.

mod sheet;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use gouji::Error;

use crate::xml::{self, Node, Xml};
use crate::zip::Archive;
use styles::Styles;

/// Reads an OpenDocument file.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    let mut styles = Styles::default();
    if !bytes.starts_with(b"PK") {
        return part(&xml::source(bytes)?, &mut styles)?.ok_or(Error::Corrupt);
    }
    let archive = Archive::open(bytes)?;
    // Newer programs lock the whole package, older ones each member of it.
    let has = |name: &str| archive.names().any(|member| member == name);
    let manifest = archive.read("META-INF/manifest.xml")?.unwrap_or_default();
    let word = b"encryption-data";
    if has("encrypted-package") || manifest.windows(word.len()).any(|window| window == word) {
        return Err(Error::Encrypted);
    }
    if let Some(source) = archive.text("styles.xml")? {
        part(&source, &mut styles)?;
    }
    part(&archive.text("content.xml")?.ok_or(Error::Corrupt)?, &mut styles)?.ok_or(Error::Corrupt)
}

/// Reads a part: its styles, and its body where it has one.
fn part(source: &str, styles: &mut Styles) -> Result<Option<String>, Error> {
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "styles" | "automatic-styles" => styles.read(&mut xml)?,
                "master-styles" | "meta" | "settings" | "scripts" | "font-face-decls" => xml.skip()?,
                // The body's child of this name, not the namespace's other elements: those lie deeper.
                "text" => {
                    styles.settle();
                    return text::html(&mut xml, std::mem::take(styles)).map(Some);
                }
                "spreadsheet" => {
                    styles.settle();
                    return sheet::html(&mut xml, styles).map(Some);
                }
                "presentation" | "drawing" | "chart" | "image" | "database" => {
                    return Err(Error::UnsupportedFormat);
                }
                _ => {}
            },
            Node::End => return Ok(None),
            _ => {}
        }
    }
}
