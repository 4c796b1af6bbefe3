//! A Word document in, HTML with its paragraphs and tables out, as a reader sees them: tracked changes accepted, hidden
//! text left out, the numbers of lists written before their paragraphs.
//!
//! Headers, footers, footnotes and comments are not read, nor are pictures (each leaves an `<img>` behind).
//! [`body`] reads the text, [`lists`] what makes the automatic numbers.

mod body;
mod lists;

use gouji::{Error, Kind};

use crate::charset::{self, Decoder};
use crate::limits;
use crate::mht;
use crate::numbering::Lists;
use crate::opc;
use crate::zip::Archive;

/// Reads a docx.
pub(crate) fn html(bytes: &[u8], decoder: &Decoder) -> Result<String, Error> {
    let archive = Archive::open(bytes)?;
    let main = opc::main_part(&archive, "word/document.xml")?;
    let links = opc::relationships(&archive, &main)?;
    let part = |kind: &str| match links.iter().find(|link| link.kind == kind) {
        Some(link) => archive.text(&link.target),
        None => Ok(None),
    };
    let styles = part("styles")?.unwrap_or_default();
    let numbering = part("numbering")?.unwrap_or_default();
    let source = archive.text(&main)?.ok_or(Error::Corrupt)?;
    // Some web editors put the whole page into the document as it is; only pages are taken, so this cannot recur.
    let chunk = |id: &str| -> Result<String, Error> {
        let Some(link) = links.iter().find(|link| link.id == id) else { return Ok(String::new()) };
        let bytes = archive.read(&link.target)?.unwrap_or_default();
        let (body, charset) = match mht::is_mime(bytes.trim_ascii_start()) {
            true => mht::page(&bytes).map(|page| (page.body, page.charset))?,
            false => (bytes, None),
        };
        match charset::decode(&body, charset.as_deref(), decoder) {
            Ok((_, text)) if text.len() > limits::TEXT_BYTES => Err(Error::TooLarge),
            Ok((_, text)) if Kind::sniff(&text) == Kind::Html => Ok(text),
            // Another document, or nothing.
            _ => Ok(String::new()),
        }
    };
    body::html(&source, Lists::new(lists::definitions(&styles, &numbering)?), &chunk)
}

#[cfg(test)]
mod tests;
