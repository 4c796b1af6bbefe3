//! A Word document in, HTML with its paragraphs and tables out, as a reader sees them: tracked changes accepted, hidden
//! text left out, the numbers of lists written before their paragraphs.
//!
//! Headers, footers, footnotes and comments are not read, nor are pictures (each leaves an `<img>` behind, and [`pictures`] has them).
//! [`body`] reads the text, [`lists`] what makes the automatic numbers.

mod body;
mod lists;

use gouji::{Error, Kind};

use crate::charset::{self, Decoder};
use crate::limits;
use crate::mht;
use crate::numbering::Lists;
use crate::opc;
#[cfg(feature = "scans")]
use crate::raster::may_be_a_page;
#[cfg(feature = "scans")]
use crate::xml::{Node, Xml};
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

/// The pictures in the text of a docx, each once, in its order: png and JPEG that are no letters and no stamps. None where not just `count` are seen, as the
/// text says that was made of it, or where one is seen in part only: what is not seen is not read.
#[cfg(feature = "scans")]
pub(crate) fn pictures(bytes: &[u8], count: usize) -> Result<Vec<Vec<u8>>, Error> {
    let archive = Archive::open(bytes)?;
    let main = opc::main_part(&archive, "word/document.xml")?;
    let links = opc::relationships(&archive, &main)?;
    let source = archive.text(&main)?.ok_or(Error::Corrupt)?;
    let mut xml = Xml::new(&source);
    let mut names: Vec<&str> = Vec::new();
    let mut seen = 0;
    loop {
        let tag = match xml.next()? {
            Node::Open(tag) => tag,
            Node::End => break,
            _ => continue,
        };
        let id = match tag.name() {
            // Old programs are given the same picture once more.
            "Fallback" => {
                xml.skip()?;
                continue;
            }
            name if body::is_unseen(name) => {
                xml.skip()?;
                continue;
            }
            "srcRect" if ["l", "t", "r", "b"].iter().any(|side| is_cut(tag.attribute(side))) => {
                return Ok(Vec::new());
            }
            "blip" => tag.id("embed")?,
            "imagedata" => tag.id("id")?,
            _ => continue,
        };
        seen += 1;
        let link = id.and_then(|id| links.iter().find(|link| link.kind == "image" && link.id == id));
        if let Some(link) = link.filter(|link| !names.contains(&link.target.as_str())) {
            names.push(&link.target);
        }
        if names.len() > limits::PICTURES {
            return Err(Error::TooLarge);
        }
    }
    if seen != count {
        return Ok(Vec::new());
    }
    let mut pictures = Vec::new();
    for name in names {
        pictures.extend(archive.read(name)?.filter(|picture| may_be_a_page(picture)));
    }
    Ok(pictures)
}

/// Whether so much of a side is cut off that it can be seen, in thousandths of a hundredth.
#[cfg(feature = "scans")]
fn is_cut(side: Option<String>) -> bool {
    const LITTLE: i64 = 1000;
    side.is_some_and(|side| side.parse::<i64>().is_ok_and(|cut| cut > LITTLE))
}

#[cfg(test)]
mod tests;
