//! The resources of a document in, the shapes that its pages use again and again out (composite graphic units): objects as on a page.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gouji::Error;

use crate::limits;
use crate::xml::{Node, Tag, Xml};
use crate::zip::Archive;

/// The shapes that were read so far.
pub(super) struct Shapes {
    /// Their objects by their ids.
    known: BTreeMap<String, Rc<str>>,
    /// The parts that were read.
    read: BTreeSet<String>,
    /// Bytes of shapes that may still be painted.
    left: usize,
}

impl Shapes {
    pub(super) fn new() -> Shapes {
        Shapes { known: BTreeMap::new(), read: BTreeSet::new(), left: limits::UNPACKED_BYTES }
    }

    /// Reads a part of resources, once. One that is not there has no shapes.
    pub(super) fn read(&mut self, archive: &Archive<'_>, path: &str) -> Result<(), Error> {
        if !self.read.insert(path.to_owned()) {
            return Ok(());
        }
        let Some(source) = archive.text(path)? else { return Ok(()) };
        let mut xml = Xml::new(&source);
        loop {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "CompositeGraphicUnit" => {
                    let id = tag.id("ID")?.unwrap_or_default();
                    let inside = inside(&source, &mut xml)?;
                    if self.known.len() == limits::DEFINITIONS {
                        return Err(Error::TooLarge);
                    }
                    self.known.insert(id, inside.into());
                }
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// The shape that an object stands for; none where it is not known.
    pub(super) fn take(&mut self, tag: &Tag<'_>) -> Result<Option<Rc<str>>, Error> {
        let shape = tag.id("ResourceID")?.and_then(|id| self.known.get(&id)).cloned();
        let taken = shape.as_ref().map_or(0, |shape| shape.len());
        self.left = self.left.checked_sub(taken).ok_or(Error::TooLarge)?;
        Ok(shape)
    }
}

/// The source of what is inside the element that was opened last; its end is passed.
fn inside<'s>(source: &'s str, xml: &mut Xml<'_>) -> Result<&'s str, Error> {
    let (outside, start) = (xml.depth() - 1, xml.position());
    let mut end = start;
    while xml.depth() > outside {
        end = xml.position();
        if let Node::End = xml.next()? {
            break;
        }
    }
    source.get(start..end).ok_or(Error::Corrupt)
}
