//! The pages of a scanned pdf as pictures: comes in a file whose pages hold no text, go out the bytes of its pictures; where this build has the reader
//! of pictures, what is read of them.
//!
//! Only where every large picture of the file is a JPEG, as scanners with glass and telephones write them; those of fax machines (CCITT, JBIG2),
//! JPEG 2000 and unpacked pixels are not decoded, and a file with one of them is refused as a whole, so that no page is passed over. The order
//! is that of the file. That pages are turned is left to the reader: a table that lies on its side is refused.

use gouji::Error;

use super::scan::{Place, Streams, find, is_picture};
use super::unlock::unlock;
#[cfg(feature = "pictures")]
use crate::pictures;

/// A picture less wide than this is a stamp or a letterhead, no page.
const MIN_WIDTH: usize = 400;
/// A report has fewer pages.
const MAX_PAGES: usize = 60;

/// Reads a file in which [`super::html`] found pictures and no text.
#[cfg(feature = "pictures")]
pub(super) fn html(bytes: &[u8]) -> Result<String, Error> {
    let pages = pages(bytes)?;
    let decoded: Vec<_> = pages.iter().map(|page| pictures::decoded(page)).collect::<Result<_, _>>()?;
    pictures::pages(&decoded)
}

/// The JPEG of every page of such a file.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let mut bytes = bytes.to_vec();
    unlock(&mut bytes)?;
    let mut streams = Streams::default();
    let mut pages = Vec::new();
    while let Some(stream) = streams.next(&bytes)? {
        let head = &bytes[stream.head.clone()];
        if !is_picture(head) || number(head, b"/Width").is_some_and(|width| width < MIN_WIDTH) {
            continue;
        }
        pages.push(jpeg(&bytes, &stream).ok_or(Error::UnsupportedFormat)?.to_vec());
        if pages.len() > MAX_PAGES {
            return Err(Error::TooLarge);
        }
        streams.pass(&stream);
    }
    if pages.is_empty() { Err(Error::UnsupportedFormat) } else { Ok(pages) }
}

/// The bytes of a picture that is a JPEG and nothing around it.
fn jpeg<'a>(bytes: &'a [u8], stream: &Place) -> Option<&'a [u8]> {
    let data = &bytes[stream.data(bytes)];
    find(&bytes[stream.head.clone()], b"/DCTDecode")?;
    data.starts_with(b"\xff\xd8\xff").then_some(data)
}

/// The number behind a key.
fn number(head: &[u8], key: &[u8]) -> Option<usize> {
    let rest = head[find(head, key)? + key.len()..].trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}
