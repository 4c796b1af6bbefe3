//! An OFD (GB/T 33190, the Chinese fixed-layout format) in, HTML out: its pages are put on the canvas that the reader of pdf has, and read as one.
//!
//! The package leads from `OFD.xml` to documents and from these to pages and their templates; [`page`] reads what stands on one, [`shapes`] what stands
//! on several. Text is in Unicode by the standard, so no font is read. Written here because no kept crate reads the format. Stamps, water marks and notes
//! that were put on pages are not read: they lie over what they were put on.

mod page;
mod shapes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gouji::Error;

use crate::limits;
use crate::opc::resolve;
use crate::pdf::Canvas;
use crate::xml::{Node, Tag, Xml};
use crate::zip::Archive;
use shapes::Shapes;

/// Millimetres of a page without a size: A4.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// What stands for a shape on a page.
const COMPOSITE: &str = "CompositeObject";

/// Reads an OFD.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    let archive = Archive::open(bytes)?;
    // The standard for locked packages adds these.
    let is_lock = |name: &str| ["encryptions.xml", "decryptseed.dat"].iter().any(|lock| name.ends_with(lock));
    if archive.names().any(|name| is_lock(&name.to_ascii_lowercase())) {
        return Err(Error::Encrypted);
    }
    let mut canvas = Canvas::new();
    for body in bodies(&archive.text("OFD.xml")?.ok_or(Error::Corrupt)?)? {
        let mut root = resolve("", &body.root);
        if let Some(version) = body.version {
            let path = resolve("", &version);
            let version =
                bodies(&archive.text(&path)?.ok_or(Error::Corrupt)?)?.pop().ok_or(Error::Corrupt)?;
            root = resolve(folder(&path), &version.root);
        }
        document(&archive, &root, &mut canvas)?;
    }
    canvas.html()
}

/// A document of the package.
#[derive(Default)]
struct Body {
    root: String,
    /// Which of its versions is shown, where it has several.
    version: Option<String>,
}

/// The package's documents, or the one of a version.
fn bodies(source: &str) -> Result<Vec<Body>, Error> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut version = None;
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "DocRoot" && bodies.len() < limits::CHUNKS => {
                bodies.push(Body { root: path(&mut xml)?, version: version.take() });
            }
            Node::Open(tag) if tag.name() == "DocBody" => version = None,
            Node::Open(tag) if tag.name() == "Version" && page::is(&tag, "Current", true) => {
                // They may stand before the root, or behind it.
                match bodies.last_mut() {
                    Some(body) => body.version = Some(place(&tag)?),
                    None => version = Some(place(&tag)?),
                }
            }
            Node::End => return Ok(bodies),
            _ => {}
        }
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a document says of its pages.
#[derive(Default)]
struct Document {
    area: Option<[f64; 4]>,
    /// The paths of templates by their ids.
    templates: BTreeMap<String, String>,
    pages: Vec<String>,
    /// The paths of resources that all pages share.
    resources: Vec<String>,
}

fn document(archive: &Archive<'_>, path: &str, canvas: &mut Canvas) -> Result<(), Error> {
    let folder = folder(path);
    let mut shapes = Shapes::new();
    let document = Document::read(&archive.text(path)?.ok_or(Error::Corrupt)?)?;
    for page in &document.pages {
        let source = archive.text(&resolve(folder, page))?.ok_or(Error::Corrupt)?;
        let head = page::Head::read(&source)?;
        let [_, _, width, height] = head.area.or(document.area).unwrap_or(A4);
        canvas.page(page::points(width), page::points(height))?;
        let mut sources = Vec::new();
        for id in &head.templates {
            let Some(path) = document.templates.get(id).map(|path| resolve(folder, path)) else { continue };
            sources.extend(archive.text(&path)?.map(|source| (path, source)));
        }
        sources.push((resolve(folder, page), source));
        for (path, source) in sources {
            if source.contains(COMPOSITE) {
                document.read_shapes(archive, &mut shapes, folder, &path, &source)?;
            }
            page::paint(&source, &mut shapes, canvas)?;
        }
    }
    Ok(())
}

impl Document {
    /// Reads the shapes that a page may use: the document's, and the page's own.
    fn read_shapes(
        &self,
        archive: &Archive<'_>,
        shapes: &mut Shapes,
        folder: &str,
        page: &str,
        source: &str,
    ) -> Result<(), Error> {
        for path in &self.resources {
            shapes.read(archive, &resolve(folder, path))?;
        }
        for path in page::Head::read(source)?.resources {
            // From the page's own folder by the standard; some count from the document's.
            shapes.read(archive, &resolve(self::folder(page), &path))?;
            shapes.read(archive, &resolve(folder, &path))?;
        }
        Ok(())
    }

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
                    "PublicRes" | "DocumentRes" if document.resources.len() < limits::CHUNKS => {
                        document.resources.push(path(&mut xml)?);
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

/// A path that stands in an element. Each is looked up once for every page that needs what it leads to.
fn path(xml: &mut Xml<'_>) -> Result<String, Error> {
    let path = xml.text()?.trim().to_owned();
    if path.len() > limits::ID_BYTES { Err(Error::TooLarge) } else { Ok(path) }
}

/// Each is looked up once for every page that names it.
fn place(tag: &Tag<'_>) -> Result<String, Error> {
    Ok(tag.id("BaseLoc")?.unwrap_or_default())
}
