//! Encrypted pdf files that anyone may open: comes in a file's bytes, go out the same with its streams in plain and no word of a key.
//!
//! So all that looks at the file afterwards sees what the library sees, and counts it as it is. Strings stay as they are: nothing
//! that is read of a pdf is one. The library does the decrypting, from a file made here in which all but the streams' bytes is ours.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji::Error;
use hayro_syntax::object::{ObjectIdentifier, Stream};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::scan::{Streams, find, is_picture};
use super::walk::{Walk, is_name, is_regular, is_space};
use crate::limits;

/// The key of a trailer that says how the file is encrypted.
const KEY: &[u8] = b"/Encrypt";

/// Decrypts the streams in their place, if the file is encrypted, and takes the word for it out.
///
/// # Errors
///
/// [`Error::Encrypted`] where a password is needed, [`Error::Corrupt`] where nothing says how, [`Error::TooLarge`] beyond the limits.
pub(super) fn unlock(bytes: &mut [u8]) -> Result<(), Error> {
    unlocked(bytes, Pictures::Locked).map(drop)
}

/// The same with the bytes of pictures. Says whether the file was encrypted: then its strings are.
///
/// # Errors
///
/// As [`unlock`].
#[cfg(feature = "scans")]
pub(super) fn unlock_all(bytes: &mut [u8]) -> Result<bool, Error> {
    unlocked(bytes, Pictures::Unlocked)
}

/// What becomes of the bytes of pictures.
#[derive(Clone, Copy, PartialEq)]
enum Pictures {
    Locked,
    #[cfg_attr(not(feature = "scans"), allow(dead_code))]
    Unlocked,
}

fn unlocked(bytes: &mut [u8], pictures: Pictures) -> Result<bool, Error> {
    let mut walk = Walk::new(bytes.len());
    let Some(lock) = lock(bytes, &mut walk)? else { return Ok(false) };
    let streams = locked(bytes, pictures)?;
    let (file, last) = file(bytes, &lock, &streams);
    let pdf = Pdf::new(file).map_err(of_library)?;
    for (&id, place) in streams.iter().filter(|&(&id, _)| id <= last) {
        let id = ObjectIdentifier::new(id.0, id.1);
        let plain = pdf.xref().get::<Stream<'_>>(id).map(|stream| stream.raw_data()).unwrap_or_default();
        let length = plain.len().min(place.len());
        let (text, rest) = bytes[place.clone()].split_at_mut(length);
        text.copy_from_slice(&plain[..length]);
        rest.fill(b' ');
    }
    Ok(true)
}

/// What an error of the library means.
pub(super) fn of_library(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Error::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Error::Corrupt,
    }
}

/// How a file is encrypted.
struct Lock {
    dictionary: Vec<u8>,
    /// The list that names the file, from which its key is made.
    id: Vec<u8>,
}

/// The last lock of a file. Blots out the key of every one.
fn lock(bytes: &mut [u8], walk: &mut Walk) -> Result<Option<Lock>, Error> {
    /// More than any lock takes.
    const MOST: usize = 16 << 10;
    let mut lock = None;
    let mut at = 0;
    while let Some(key) = next_name(bytes, at, KEY) {
        at = key.end;
        let value = walk.comments(bytes, key.end);
        let is_open = |byte: &u8| byte.is_ascii_digit() || *byte == b'<';
        if bytes.get(value).is_some_and(is_open) {
            bytes[key.start + 1] = b'X';
            lock = Some((key.start, value));
        }
    }
    let Some((key, value)) = lock else { return Ok(None) };
    let dictionary = dictionary(bytes, value, walk).ok_or(Error::Corrupt)?;
    // Beside it: both stand in the trailer.
    let after = next_name(bytes, key, b"/ID").map(|name| name.end);
    let before = last_name(&bytes[..key], b"/ID").map(|name| name.end);
    let id = [before, after].into_iter().flatten().min_by_key(|id| id.abs_diff(key));
    let id = id.and_then(|id| {
        let start = walk.comments(bytes, id);
        let end = walk.object(bytes, start).filter(|_| bytes[start] == b'[')?;
        Some(bytes[start..end].to_vec())
    });
    let lock = Lock { dictionary: bytes[dictionary].to_vec(), id: id.unwrap_or_else(|| b"[]".to_vec()) };
    if lock.dictionary.len() + lock.id.len() > MOST { Err(Error::TooLarge) } else { Ok(Some(lock)) }
}

/// The dictionary that stands at a place, or elsewhere under the number that stands there.
fn dictionary(bytes: &[u8], at: usize, walk: &mut Walk) -> Option<Range<usize>> {
    let start = if bytes[at].is_ascii_digit() {
        let mut words = bytes[at..].split(|&byte| is_space(byte)).filter(|word| !word.is_empty());
        let (number, generation) = (words.next()?, words.next()?);
        let head = [number, b" ", generation, b" obj"].concat();
        if head.len() > 24 {
            return None;
        }
        let is_whole = |&at: &usize| !bytes[..at].last().is_some_and(u8::is_ascii_digit);
        let mut places = (0..bytes.len()).rev().filter(|&at| bytes[at..].starts_with(&head));
        walk.comments(bytes, places.find(is_whole)? + head.len())
    } else {
        at
    };
    bytes[start..].starts_with(b"<<").then(|| walk.object(bytes, start).map(|end| start..end))?
}

/// Where the encrypted bytes of every stream are: of an object that was changed, the last.
fn locked(bytes: &[u8], pictures: Pictures) -> Result<BTreeMap<(u32, i32), Range<usize>>, Error> {
    let mut places = BTreeMap::new();
    let mut streams = Streams::default();
    let mut all = 0;
    while let Some(stream) = streams.next(bytes)? {
        let head = &bytes[stream.head.clone()];
        let is_picture = is_picture(head);
        if is_picture {
            streams.pass(&stream);
        }
        if is_picture && pictures == Pictures::Locked {
            continue;
        }
        // Tables of objects are in plain, and a filter of its own means that the rest is not for it.
        if find(head, b"/XRef").is_some() || find(head, b"/Crypt").is_some() {
            continue;
        }
        let Some(id) = id_before(&bytes[..stream.head.start]) else { continue };
        let data = stream.data(bytes);
        if !is_picture {
            all += data.len();
        }
        if all > limits::PDF_LOCKED_BYTES {
            return Err(Error::TooLarge);
        }
        places.insert(id, data);
    }
    Ok(places)
}

/// The number and the generation at the end of some bytes.
pub(super) fn id_before(bytes: &[u8]) -> Option<(u32, i32)> {
    let number = |bytes: &[u8]| {
        let end = bytes.iter().rposition(|&byte| !is_space(byte))? + 1;
        let start = bytes[..end].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        let text = std::str::from_utf8(&bytes[start..end]).ok()?;
        Some((start, text.parse::<u32>().ok()?))
    };
    let (start, generation) = number(&bytes[bytes.len().saturating_sub(64)..])?;
    let start = bytes.len().saturating_sub(64) + start;
    let (_, id) = number(&bytes[start.saturating_sub(64)..start])?;
    (generation <= u16::MAX.into()).then_some((id, generation as i32))
}

/// A file of a catalogue, a blank page and these streams, and the last of them that it holds: numbers have an end.
fn file(bytes: &[u8], lock: &Lock, streams: &BTreeMap<(u32, i32), Range<usize>>) -> (Vec<u8>, (u32, i32)) {
    /// What readers take.
    const MOST_NUMBER: u32 = 8_388_607;
    let last = streams.keys().copied().filter(|id| id.0 < MOST_NUMBER).max().unwrap_or_default();
    let (root, pages, page) = (last.0 + 1, last.0 + 2, last.0 + 3);
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = b"xref\n".to_vec();
    let mut put = |(id, generation): (u32, i32), parts: &[&[u8]]| {
        table.extend(format!("{id} 1\n{:010} {generation:05} n \n", file.len()).into_bytes());
        file.extend(format!("{id} {generation} obj\n").into_bytes());
        parts.iter().for_each(|part| file.extend(*part));
        file.extend(b"\nendobj\n");
    };
    for (&id, place) in streams.range(..=last) {
        let head = format!("<</Length {}>>stream\n", place.len());
        put(id, &[head.as_bytes(), &bytes[place.clone()], b"\nendstream"]);
    }
    put((root, 0), &[format!("<</Type/Catalog/Pages {pages} 0 R>>").as_bytes()]);
    put((pages, 0), &[format!("<</Type/Pages/Count 1/Kids[{page} 0 R]>>").as_bytes()]);
    put((page, 0), &[format!("<</Type/Page/MediaBox[0 0 9 9]/Parent {pages} 0 R>>").as_bytes()]);
    let start = file.len();
    file.extend(table);
    file.extend(format!("trailer\n<</Size {}/Root {root} 0 R/ID ", page + 1).into_bytes());
    file.extend([&lock.id, KEY, b" ", &lock.dictionary].concat());
    file.extend(format!(">>\nstartxref\n{start}\n%%EOF").into_bytes());
    (file, last)
}

/// Where a name stands next, however it is written.
fn next_name(bytes: &[u8], mut at: usize, name: &[u8]) -> Option<Range<usize>> {
    loop {
        at += bytes[at..].iter().position(|&byte| byte == b'/')?;
        if let Some(end) = name_at(bytes, at, name) {
            return Some(at..end);
        }
        at += 1;
    }
}

/// Where a name stands last.
fn last_name(bytes: &[u8], name: &[u8]) -> Option<Range<usize>> {
    let mut slashes = (0..bytes.len()).rev().filter(|&at| bytes[at] == b'/');
    slashes.find_map(|at| name_at(bytes, at, name).map(|end| at..end))
}

/// Where a name that begins at a place ends, if it is that one.
fn name_at(bytes: &[u8], at: usize, name: &[u8]) -> Option<usize> {
    // Three bytes a character at most.
    let length =
        1 + bytes[at + 1..].iter().take(name.len() * 3).take_while(|&&byte| is_regular(byte)).count();
    is_name(&bytes[at..at + length], name).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_found_wherever_it_stands_and_blotted_out() {
        let found = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            let mut walk = Walk::new(bytes.len());
            let lock = lock(&mut bytes, &mut walk).expect("small");
            let is_blotted = next_name(&bytes, 0, KEY).is_none();
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
            lock.map(|lock| (text(lock.dictionary), text(lock.id), is_blotted))
        };
        let expected = |dictionary: &str, id: &str| Some((dictionary.to_owned(), id.to_owned(), true));
        assert_eq!(found("<</Encrypt<</V 1>>/ID[<aa>]>>"), expected("<</V 1>>", "[<aa>]"));
        assert_eq!(found("/ID(x) <</ID [(a)(b)] /#45ncrypt %c\n<<>>>>"), expected("<<>>", "[(a)(b)]"));
        assert_eq!(found("17 0 obj<<>>7 0 obj <</V 2>> <</Encrypt 7 0 R>>"), expected("<</V 2>>", "[]"));
        // The last one counts, and all are blotted out.
        assert_eq!(found("<</Encrypt<</V 1>>>><</Encrypt<</V 2>>>>"), expected("<</V 2>>", "[]"));
        assert_eq!(found("<</EncryptMetadata true>> (/Encrypt)"), None);
    }

    #[test]
    fn streams_of_objects_are_found_with_their_numbers() {
        let found = |text: &str| {
            locked(text.as_bytes(), Pictures::Locked).expect("few").into_iter().collect::<Vec<_>>()
        };
        let text = "1 0 obj<<>>stream\nab\nendstream 12 3 obj <<>> stream\r\ncd\nendstream";
        assert_eq!(found(text), [((1, 0), 18..21), ((12, 3), 53..56)]);
        // An object that was changed, a table, a filter of its own, a picture.
        assert_eq!(
            found("1 0 obj<<>>stream\na\nendstream 1 0 obj<<>>stream\nb\nendstream"),
            [((1, 0), 48..50)]
        );
        for head in ["/Type/XRef", "/Filter[/Crypt]", "/Subtype/Image"] {
            assert_eq!(found(&format!("1 0 obj<<{head}>>stream\na\nendstream")), [], "{head}");
        }
    }
}
