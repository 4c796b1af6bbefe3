//! Bytes of a file in, what kind of file it is out, told by its first bytes and its directory.
//!
//! Names are never asked: portals serve web pages as `.doc` and spreadsheets as `.xls`.

use gouji::Error;

use crate::foreign::{self, Foreign};
use crate::kinds::{Format, KINDS, Known, Shape};
use crate::mht;
use crate::sign::Sign;
use crate::zip::Archive;

/// What a file holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    Text,
    Mht,
    /// A kind whose text is made.
    Known(&'static Known),
    Foreign(Foreign),
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// All kinds with their signs. Those that are not read come first: a binary workbook has what a workbook has.
fn signs() -> impl Iterator<Item = (Content, &'static [Sign])> {
    let foreign = foreign::signs().map(|(foreign, signs)| (Content::Foreign(foreign), signs));
    foreign.chain(KINDS.iter().map(|known| (Content::Known(known), known.signs)))
}

/// The first kind one of whose signs is there.
fn told(is_there: &mut dyn FnMut(&Sign) -> bool) -> Option<Content> {
    signs().find(|(_, signs)| signs.iter().any(&mut *is_there)).map(|(content, _)| content)
}

/// Tells what a file is.
///
/// # Errors
///
/// Empty, encrypted, or a container whose directory is damaged.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, Error> {
    let start = bytes.trim_ascii_start();
    if start.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(zipped(&Archive::open(bytes)?));
    }
    if bytes.starts_with(OLE) {
        return compound(bytes);
    }
    let told = told(&mut |sign| match sign {
        Sign::Head(head) => start.starts_with(head),
        Sign::Within(length, word) => {
            bytes[..bytes.len().min(*length)].windows(word.len()).any(|window| window == *word)
        }
        _ => false,
    });
    if let Some(content) = told {
        return Ok(content);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || is_bitmap(bytes) {
        return Ok(Content::Known(Format::Image.known()));
    }
    Ok(if mht::is_mime(start) { Content::Mht } else { Content::Text })
}

/// What a file is that [`crate::open`] refused as unsupported; none where it is of a kind that gouji reads.
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match content(bytes) {
        Ok(Content::Foreign(foreign)) => Some(foreign),
        Ok(Content::Known(known)) if known.reader.is_none() && known.shape == Shape::Picture => {
            Some(Foreign::Picture)
        }
        // A build without the readers does not know more of such a file.
        Ok(Content::Known(known)) if known.reader.is_none() => None,
        // Printed pages are read where they have text: refused, they are pictures.
        Ok(Content::Known(known)) if known.shape == Shape::Pages => Some(Foreign::ScannedPdf),
        // Word's before 97 are in the same container.
        Ok(Content::Known(known)) if known.format == Format::Doc => Some(Foreign::OldWord),
        _ => None,
    }
}

/// A zip file by its members; one of no known kind is a folder.
fn zipped(archive: &Archive<'_>) -> Content {
    const PARTS: [&str; 3] = [".xml", ".rels", ".bin"];
    let told = told(&mut |sign| match sign {
        Sign::Member(member) => archive.names().any(|name| {
            let begins = name.get(..member.len()).is_some_and(|start| start.eq_ignore_ascii_case(member));
            begins && PARTS.iter().any(|end| name.len() >= end.len() && name.ends_with(end))
        }),
        Sign::Mimetype(kind) => {
            archive.stored("mimetype").is_some_and(|said| said.starts_with(kind.as_bytes()))
        }
        _ => false,
    });
    // Some writers pack the type with the rest; which of two such a file is, its reader finds out.
    let is_open = || archive.names().any(|name| name == "content.xml");
    let odt = || is_open().then_some(Content::Known(Format::Odt.known()));
    told.or_else(odt).unwrap_or(Content::Foreign(Foreign::Folder))
}

/// An OLE2 compound file by the names of its streams. The outer document's streams come before those of objects embedded
/// in it, so the first that is known decides.
///
/// Directory entries are 128 bytes at multiples of 128, wherever their sectors lie, so they are found without following
/// the allocation table: that works in a damaged file too.
fn compound(bytes: &[u8]) -> Result<Content, Error> {
    const STREAM: u8 = 2;
    let mut is_works = false;
    for entry in bytes.chunks_exact(128).skip(4) {
        let length = u16::from_le_bytes([entry[64], entry[65]]) as usize;
        if entry[66] != STREAM || !(4..=64).contains(&length) {
            continue;
        }
        let is = |name: &str| {
            name.len() * 2 + 2 == length
                && name
                    .bytes()
                    .zip(entry.chunks_exact(2))
                    .all(|(byte, unit)| unit[1] == 0 && unit[0].eq_ignore_ascii_case(&byte))
        };
        if is("EncryptedPackage") || is("EncryptionInfo") {
            return Err(Error::Encrypted);
        }
        if let Some(content) = told(&mut |sign| matches!(sign, Sign::Stream(name) if is(name))) {
            return Ok(content);
        }
        // Objects inside other documents have such a stream too.
        is_works |= is("CONTENTS");
    }
    if is_works {
        return Ok(Content::Foreign(Foreign::Works));
    }
    // Cut off before its directory.
    let word = |at: usize| bytes.get(at..at + 4).map(|word| [word[0], word[1], word[2], word[3]]);
    let (shift, first) = (word(30).map_or(9, |word| word[0].min(12)), word(48).map_or(0, u32::from_le_bytes));
    if (u64::from(first) + 1) << shift >= bytes.len() as u64 {
        return Err(Error::Corrupt);
    }
    // Old WPS names its streams in its own ways.
    Ok(Content::Foreign(Foreign::OldWord))
}

/// `BM` opens words too; the header's reserved fields are zero and its size is known.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) && matches!(bytes.get(14), Some(12..=124))
}
