//! An OFD (GB/T 33190, the Chinese fixed-layout format) in, HTML out: its pages are put on the canvas that the reader of pdf has, and read as one.
//!
//! The package leads from `OFD.xml` to documents and from these to pages and their templates; [`page`] reads what stands on one. Text is in Unicode by the
//! standard, so no font is read. Written here because no kept crate reads the format. Stamps and notes that were put on pages are not read.

mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gouji::Error;

use crate::limits;
use crate::opc::resolve;
use crate::pdf::Canvas;
use crate::xml::{Node, Tag, Xml};
use crate::zip::Archive;

/// Millimetres of a page without a size: A4.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// Reads an OFD.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    let archive = Archive::open(bytes)?;
    // The standard for locked packages adds these.
    let is_lock = |name: &str| ["encryptions.xml", "decryptseed.dat"].iter().any(|lock| name.ends_with(lock));
    if archive.names().any(|name| is_lock(&name.to_ascii_lowercase())) {
        return Err(Error::Encrypted);
    }
    let mut canvas = Canvas::new();
    for root in roots(&archive.text("OFD.xml")?.ok_or(Error::Corrupt)?)? {
        document(&archive, &resolve("", &root), &mut canvas)?;
    }
    canvas.html()
}

/// The paths of the package's documents.
fn roots(source: &str) -> Result<Vec<String>, Error> {
    let mut roots = Vec::new();
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "DocRoot" && roots.len() < limits::CHUNKS => {
                let root = xml.text()?.trim().to_owned();
                if root.len() > limits::ID_BYTES {
                    return Err(Error::TooLarge);
                }
                roots.push(root);
            }
            Node::End => return Ok(roots),
            _ => {}
        }
    }
}

/// What a document says of its pages.
#[derive(Default)]
struct Document {
    area: Option<[f64; 4]>,
    /// The paths of templates by their ids.
    templates: BTreeMap<String, String>,
    pages: Vec<String>,
}

fn document(archive: &Archive<'_>, path: &str, canvas: &mut Canvas) -> Result<(), Error> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let document = Document::read(&archive.text(path)?.ok_or(Error::Corrupt)?)?;
    for page in &document.pages {
        let source = archive.text(&resolve(folder, page))?.ok_or(Error::Corrupt)?;
        let head = page::Head::read(&source)?;
        let [_, _, width, height] = head.area.or(document.area).unwrap_or(A4);
        canvas.page(page::points(width), page::points(height))?;
        for id in &head.templates {
            let template = document.templates.get(id).map(|path| archive.text(&resolve(folder, path)));
            if let Some(source) = template.transpose()?.flatten() {
                page::paint(&source, canvas)?;
            }
        }
        page::paint(&source, canvas)?;
    }
    Ok(())
}

impl Document {
    fn read(source: &str) -> Result<Document, Error> {
        let mut document = Document::default();
        let mut xml = Xml::new(source);
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "PhysicalBox" => document.area = page::numbers(&xml.text()?),
                    "TemplatePage" if document.templates.len() < limits::PDF_PAGES => {
                        document.templates.insert(tag.id("ID")?.unwrap_or_default(), place(&tag)?);
                    }
                    "Page" if document.pages.len() > limits::PDF_PAGES => return Err(Error::TooLarge),
                    "Page" => document.pages.push(place(&tag)?),
                    // Entries of a table of contents name pages too.
                    "Outlines" | "Bookmarks" | "Actions" | "Permissions" => xml.skip()?,
                    _ => {}
                },
                Node::End => return Ok(document),
                _ => {}
            }
        }
    }
}

/// Each is looked up once for every page that names it.
fn place(tag: &Tag<'_>) -> Result<String, Error> {
    Ok(tag.id("BaseLoc")?.unwrap_or_default())
}
