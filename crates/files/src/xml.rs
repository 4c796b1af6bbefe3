//! A part of an office document in, its elements and text one after the other out.
//!
//! Names come without their prefix: the prefixes of the strict, the transitional and WPS's own documents differ. Nesting is
//! bounded, and a part that ends inside an element is damaged.

use std::borrow::Cow;

use gouji::Error;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::charset;
use crate::limits;

/// A file that is one part: its text, with its tags counted.
pub(crate) fn source(bytes: &[u8]) -> Result<String, Error> {
    let text = match charset::bom(bytes) {
        Some((label, _)) => charset::decode_unicode(label, bytes).ok_or(Error::Corrupt)?,
        None => String::from_utf8(bytes.to_vec()).map_err(|_| Error::Corrupt)?,
    };
    let marks = text.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count();
    if marks > limits::XML_MARKS { Err(Error::TooLarge) } else { Ok(text) }
}

/// A reader of one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

/// What comes next in a part.
pub(crate) enum Node<'a> {
    /// An element begins. An empty one is followed by its end.
    Open(Tag<'a>),
    /// The innermost element ends.
    Close,
    /// Text; one run of text may come in several.
    Text(Cow<'a, str>),
    /// The part is over.
    End,
}

/// The start of an element.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { reader, depth: 0 }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// How far the part was read, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    pub(crate) fn next(&mut self) -> Result<Node<'a>, Error> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| Error::Corrupt)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > limits::DEPTH {
                        return Err(Error::TooLarge);
                    }
                    Node::Open(Tag(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(char)) => Node::Text(char.to_string().into()),
                    _ => Node::Text(resolve_xml_entity(&reference.into_inner()).unwrap_or_default().into()),
                },
                Event::Eof if self.depth > 0 => return Err(Error::Corrupt),
                Event::Eof => Node::End,
                _ => continue,
            });
        }
    }

    /// The text of the element that was opened last; its end is passed.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Node::Text(part) if text.len() + part.len() > limits::TEXT_BYTES => {
                    return Err(Error::TooLarge);
                }
                Node::Text(part) => text.push_str(&part),
                Node::End => break,
                _ => {}
            }
        }
        Ok(text)
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// Hands every element inside the one that was opened last to `visit`, whatever its depth, and passes its end.
    pub(crate) fn each(
        &mut self,
        mut visit: impl FnMut(&Tag<'a>, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Node::Open(tag) => visit(&tag, self)?,
                Node::End => break,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute, named without its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().with_checks(false).flatten().find(|attribute| {
            let key = attribute.key.0;
            key.rsplit_once(':').map_or(key, |(_, local)| local) == name
        })?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.clone().into_owned(), Cow::into_owned))
    }

    /// The values of all attributes of a name, whatever their prefixes.
    pub(crate) fn attributes(&self, name: &str) -> Vec<String> {
        let mut all = self.0.attributes();
        let named = all.with_checks(false).flatten().filter(|attribute| {
            let key = attribute.key.0;
            key.rsplit_once(':').map_or(key, |(_, local)| local) == name
        });
        named.map(|attribute| attribute.value.into_owned()).collect()
    }

    /// An attribute by which something is found again.
    pub(crate) fn id(&self, name: &str) -> Result<Option<String>, Error> {
        let id = self.attribute(name);
        if id.as_ref().is_some_and(|id| id.len() > limits::ID_BYTES) { Err(Error::TooLarge) } else { Ok(id) }
    }

    /// An attribute that is a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property that is an element is on: it is unless it says that it is not.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
