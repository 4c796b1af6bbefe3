//! Bytes of a file in, what kind of file it is out, told by its first bytes and its directory.
//!
//! Names are never asked: portals serve web pages as `.doc` and spreadsheets as `.xls`.

use gouji::Error;

use crate::foreign::Foreign;
use crate::zip::Archive;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Text,
    Mht,
    Docx,
    Xlsx,
    Xls,
    Pdf,
    Foreign(Foreign),
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// First bytes of kinds that are not read.
const MAGIC: [(&[u8], Foreign); 14] = [
    (b"\x89PNG\r\n\x1a\n", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF87a", Foreign::Picture),
    (b"GIF89a", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"{\\rtf", Foreign::Rtf),
    (b"Rar!\x1a\x07", Foreign::Packed),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Packed),
    (b"\x1f\x8b\x08", Foreign::Packed),
    (b"PK\x05\x06", Foreign::Packed),
    (b"\x7fELF", Foreign::Other),
    (b"MZ\x90\0", Foreign::Other),
    (b"\xdb\xa5\x2d\0", Foreign::OldWord),
];

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
        return zipped(&Archive::open(bytes)?);
    }
    if bytes.starts_with(OLE) {
        return compound(bytes);
    }
    if let Some((_, foreign)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Ok(Content::Foreign(*foreign));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || is_bitmap(bytes) {
        return Ok(Content::Foreign(Foreign::Picture));
    }
    // Readers allow anything before the mark of a pdf; mail servers do put lines there.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Content::Pdf);
    }
    if is_mime(start) {
        return Ok(Content::Mht);
    }
    let head = &bytes[..bytes.len().min(2048)];
    if head.windows(17).any(|window| window == b"<?mso-application") {
        return Ok(Content::Foreign(Foreign::OldWord));
    }
    Ok(Content::Text)
}

/// A zip file by its members.
fn zipped(archive: &Archive<'_>) -> Result<Content, Error> {
    let has = |prefix: &str| {
        archive.names().any(|name| name.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix)))
    };
    Ok(if has("word/") {
        Content::Docx
    } else if has("xl/workbook.bin") {
        Content::Foreign(Foreign::BinaryWorkbook)
    } else if has("xl/") {
        Content::Xlsx
    } else if has("ppt/") {
        Content::Foreign(Foreign::Slides)
    } else if has("OFD.xml") {
        Content::Foreign(Foreign::Ofd)
    } else if has("mimetype") && has("content.xml") {
        Content::Foreign(Foreign::OpenDocument)
    } else {
        Content::Foreign(Foreign::Packed)
    })
}

/// An OLE2 compound file by the names of its streams. The outer document's streams come before those of objects embedded
/// in it, so the first that is known decides.
///
/// Directory entries are 128 bytes at multiples of 128, wherever their sectors lie, so they are found without following
/// the allocation table: that works in a damaged file too.
fn compound(bytes: &[u8]) -> Result<Content, Error> {
    const STREAM: u8 = 2;
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
        if is("Workbook") || is("Book") {
            return Ok(Content::Xls);
        }
        if is("WordDocument") {
            return Ok(Content::Foreign(Foreign::OldWord));
        }
        if is("PowerPoint Document") {
            return Ok(Content::Foreign(Foreign::Slides));
        }
    }
    // Old WPS names its streams in its own ways; a damaged Word file loses its directory.
    Ok(Content::Foreign(Foreign::OldWord))
}

/// `BM` opens words too; the header's reserved fields are zero and its size is known.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) && matches!(bytes.get(14), Some(12..=124))
}

/// Whether a file opens with mail headers that announce a page.
fn is_mime(start: &[u8]) -> bool {
    let head = start[..start.len().min(4096)].to_ascii_lowercase();
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_header = name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    is_header && has(b"mime-version:") && (has(b"multipart/") || has(b"text/html"))
}
