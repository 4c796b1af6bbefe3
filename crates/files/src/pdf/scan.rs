//! A look at a pdf's bytes before the library parses them: comes in a file, goes out the same file as a [`Source`] that it may be given, or
//! `too_large`.
//!
//! `hayro-syntax` parses an object anew each time that it is asked for, unfolds object streams without a limit, and walks the whole file where
//! its table of objects is damaged. So its walk is taken here first, with every step counted; what streams unfold to is counted without
//! being kept; and the source counts how often it is read from. All of it is linear in the file.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use gouji::Error;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::stream::HIDDEN;
use super::walk::{Walk, is_name, is_regular, is_space};
use crate::limits;

/// How a filter is written that is no other.
const FLATE: &[u8] = b"/FlateDecode";

/// A file that is safe to parse, and how often it may still be read from.
#[derive(Debug)]
pub(super) struct Source {
    bytes: Vec<u8>,
    /// What the library sees once all is spent: nothing that can be parsed. Never touched, so it takes no memory.
    nothing: OnceLock<Vec<u8>>,
    reads: AtomicUsize,
    /// What reading an object costs at most.
    largest: usize,
}

impl Source {
    /// Looks a file over. Pictures are never decoded, so their bytes are blanked: nothing is found in them by chance.
    pub(super) fn of(bytes: &[u8]) -> Result<Source, Error> {
        let mut bytes = bytes.to_vec();
        let mut walk = Walk::new(bytes.len());
        streams(&mut bytes, &mut walk)?;
        walk.file(&bytes)?;
        let largest = walk.largest.max(1);
        // Every page keeps its dictionaries, and one may be written down in the list of pages itself.
        let reads = (limits::PDF_PARSED_BYTES / largest).min(limits::PDF_KEYS / walk.most_keys.max(1));
        // Each trailer has its catalogue looked for, in a list of objects that is unfolded anew.
        let is_bounded = walk.kids < reads
            && largest <= limits::PDF_OBJECT_BYTES
            && walk.most_keys <= limits::PDF_DICTIONARY
            && !walk.is_wild
            && !(walk.has_lists && walk.is_veiled)
            && walk.roots <= limits::PDF_TRAILERS
            && walk.roots * walk.largest_list <= limits::PDF_TOTAL_BYTES;
        if !is_bounded {
            return Err(Error::TooLarge);
        }
        Ok(Source { bytes, nothing: OnceLock::new(), reads: AtomicUsize::new(reads), largest })
    }

    /// After opening, when nothing more is kept for each object that is read.
    pub(super) fn opened(&self) {
        if self.reads.load(Relaxed) > 0 {
            self.reads.store(limits::PDF_PARSED_BYTES / self.largest, Relaxed);
        }
    }

    /// Whether it was read from too often, so that what was found is not all.
    pub(super) fn is_spent(&self) -> bool {
        self.reads.load(Relaxed) == 0
    }
}

impl AsRef<[u8]> for Source {
    fn as_ref(&self) -> &[u8] {
        let left = self.reads.fetch_update(Relaxed, Relaxed, |left| Some(left.saturating_sub(1)));
        if left.is_ok_and(|left| left > 1) {
            return &self.bytes;
        }
        self.nothing.get_or_init(|| vec![0; self.bytes.len()])
    }
}

/// Looks at every stream: blanks pictures, and counts what the others unfold to, together and as lists of objects.
fn streams(bytes: &mut [u8], walk: &mut Walk) -> Result<(), Error> {
    const STREAM: &[u8] = b"stream";
    const END: &[u8] = b"endstream";
    let mut unfolded = Unfolded { is_locked: is_locked(bytes), ..Unfolded::default() };
    // Where the last keyword was, where its stream ends, and how far ends are looked for in all.
    let (mut at, mut end, mut apart, mut count) = (0, 0, 0, 0);
    while let Some(found) = find(&bytes[at..], STREAM) {
        let (before, keyword) = (at, at + found);
        let start = keyword + STREAM.len();
        at = start;
        if bytes[..keyword].ends_with(b"end") || !bytes.get(start).is_some_and(|&byte| is_space(byte)) {
            continue;
        }
        if end < start {
            end = find(&bytes[start..], END).map_or(bytes.len(), |found| start + found);
        }
        // Where lengths are wrong, the end is searched for.
        apart += end - start;
        if end == bytes.len() {
            walk.largest = walk.largest.max(end - start);
        }
        count += 1;
        if apart > bytes.len() * 2 || count > limits::PDF_STREAMS {
            return Err(Error::TooLarge);
        }
        let before = rfind(&bytes[before..keyword], b"obj").map_or(before, |obj| before + obj);
        let head = &bytes[before..keyword];
        if is_picture(head) {
            bytes[start + 1..end].fill(b'x');
            at = end;
            continue;
        }
        let data = &bytes[start..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // Each dictionary is walked in full once more, with all others.
        let exact = Walk::new(head.len()).filters(bytes, before, keyword);
        let filters = exact.as_ref().map(|(_, filters)| &bytes[filters.clone()]);
        let is_hidden = unfolded.is_locked && filters == Some(FLATE) && !may_be_list(head);
        let plain = unfolded.stream(head, filters, data, end - start)?;
        if let Some((at, filters)) = exact {
            walk.heads.insert(keyword, at);
            if is_hidden {
                bytes[filters].copy_from_slice(HIDDEN);
            }
        }
        if let Some(objects) = plain {
            walk.largest_list = walk.largest_list.max(objects.len());
            walk.objects(&objects)?;
        }
    }
    Ok(())
}

/// Whether a dictionary may be that of a list of objects, or of a table of them. Names may be written in many ways (`/Fi#72st`).
fn may_be_list(head: &[u8]) -> bool {
    head.contains(&b'#') || has_name(head, b"First") || has_name(head, b"W")
}

/// Whether a trailer may say that the file is encrypted.
fn is_locked(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&byte| byte == b'/') {
        rest = &rest[at..];
        let length = 1 + rest[1..].iter().take(32).take_while(|&&byte| is_regular(byte)).count();
        if is_name(&rest[..length], b"/Encrypt") {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// What the streams so far unfold to.
#[derive(Default)]
struct Unfolded {
    /// Whether streams are encrypted, so that nothing can be told of what they unfold to. What may hold objects is counted at its worst, and
    /// the filter of all others is hidden, for which the library would take them as lists of objects.
    is_locked: bool,
    all: usize,
    /// Of these, the tables of objects.
    tables: usize,
    /// Bytes that were read for it, and that more than one stream may claim.
    read: usize,
    /// Kept from stream to stream.
    state: Box<InflateState>,
    window: Vec<u8>,
}

/// What a stream unfolds to.
#[derive(Default)]
struct Plain {
    length: usize,
    /// Where they are wanted.
    bytes: Vec<u8>,
}

impl Unfolded {
    /// Counts a stream of so many bytes at the beginning of `data`. Gives the objects in it, where it may hold some.
    fn stream(
        &mut self,
        head: &[u8],
        filters: Option<&[u8]>,
        data: &[u8],
        length: usize,
    ) -> Result<Option<Vec<u8>>, Error> {
        /// What a folded byte unfolds to at most.
        const MOST: usize = 1032;
        // Names may be written in many ways (`/Fi#72st`), and filters may stand elsewhere.
        let is_open = head.contains(&b'#');
        let may_be = |key: &[u8]| is_open || has_name(head, key);
        let is_exact = filters.is_some();
        let filters = filters.unwrap_or(head);
        let count = |word: &[u8]| filters.windows(word.len()).filter(|window| *window == word).count();
        // A code of LZW stands for 4,096 bytes at most, a run for 128.
        self.all += length * (3641 * count(b"/LZW") + 64 * (count(b"/RunLength") + count(b"/RL")));
        let text;
        let is_kept = may_be(b"First");
        if self.is_locked && (may_be_list(head) || !is_exact || filters != FLATE) {
            self.all = self.all.saturating_add(length * MOST * count(b"/Fl"));
        }
        let data = match ascii(filters, &data[..length.min(data.len())]) {
            Some(bytes) => {
                if !is_exact {
                    self.unfold(data, count(b"/Fl"), false)?;
                }
                text = bytes;
                &text
            }
            None => data,
        };
        let plain = self.unfold(data, count(b"/Fl"), is_kept)?;
        if may_be(b"W") {
            self.tables += plain.length.max(length);
        }
        self.is_bounded()?;
        Ok(is_kept.then_some(plain.bytes))
    }

    fn is_bounded(&self) -> Result<(), Error> {
        let is_bounded = self.all <= limits::PDF_TOTAL_BYTES
            && self.tables <= limits::PDF_TABLE_BYTES
            && self.read <= limits::FILE_BYTES * 2;
        if is_bounded { Ok(()) } else { Err(Error::TooLarge) }
    }

    /// Counts what `data` begins with, if it is folded, so many times over.
    fn unfold(&mut self, data: &[u8], times: usize, is_kept: bool) -> Result<Plain, Error> {
        let mut plain = Plain::default();
        // Without its two bytes at the head it is read as well.
        let format = if is_zlib(data) { DataFormat::Zlib } else { DataFormat::Raw };
        let mut window = std::mem::take(&mut self.window);
        window.resize(32 << 10, 0);
        self.state.reset(format);
        let mut rest = data;
        let mut is_folded_again = times > 1;
        loop {
            let step = inflate(&mut self.state, rest, &mut window, MZFlush::None);
            rest = &rest[step.bytes_consumed..];
            is_folded_again |= plain.length == 0 && is_zlib(&window[..step.bytes_written]);
            plain.length += step.bytes_written;
            if is_kept || is_folded_again {
                plain.bytes.extend(&window[..step.bytes_written]);
            }
            self.all += step.bytes_written;
            self.read += step.bytes_consumed;
            if plain.length > limits::PDF_STREAM_BYTES {
                return Err(Error::TooLarge);
            }
            self.is_bounded()?;
            let is_stuck = step.bytes_consumed == 0 && step.bytes_written == 0;
            if !matches!(step.status, Ok(MZStatus::Ok)) || is_stuck {
                break;
            }
        }
        self.window = window;
        if is_folded_again {
            let inner = self.unfold(&plain.bytes, times.saturating_sub(1), is_kept)?;
            plain = if inner.length > 0 { inner } else { plain };
        }
        Ok(plain)
    }
}

fn is_zlib(data: &[u8]) -> bool {
    let Some(&[first, second]) = data.get(..2) else { return false };
    first & 0x0f == 8 && (u16::from(first) << 8 | u16::from(second)).is_multiple_of(31)
}

/// The bytes that are written as text, hexadecimal or to the base of 85; none where they are not.
fn ascii(head: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let is = |word: &[u8]| find(head, word).is_some();
    if is(b"/ASCIIHex") || is(b"/AHx") {
        let digits: Vec<u32> = data.iter().filter_map(|&byte| char::from(byte).to_digit(16)).collect();
        return Some(digits.chunks(2).map(|pair| (pair[0] << 4 | pair.get(1).unwrap_or(&0)) as u8).collect());
    }
    if !is(b"/ASCII85") && !is(b"/A85") {
        return None;
    }
    let mut bytes = Vec::new();
    let (mut word, mut length) = (0u32, 0);
    for &byte in data {
        match byte {
            b'z' if length == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                word = word.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                length += 1;
                if length == 5 {
                    bytes.extend(word.to_be_bytes());
                    (word, length) = (0, 0);
                }
            }
            _ => {}
        }
    }
    Some(bytes)
}

/// Whether the dictionary before a stream says that it is a picture. Nothing else is ever blanked.
fn is_picture(head: &[u8]) -> bool {
    let mut rest = head;
    while let Some(found) = find(rest, b"/Subtype") {
        rest = rest[found + b"/Subtype".len()..].trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b"/Image") {
            return !after.first().is_some_and(|&byte| is_regular(byte))
                && head.trim_ascii_end().ends_with(b">>");
        }
    }
    false
}

/// Whether a name stands in a dictionary.
fn has_name(head: &[u8], name: &[u8]) -> bool {
    let mut rest = head;
    while let Some(found) = rest.iter().position(|&byte| byte == b'/') {
        rest = &rest[found + 1..];
        if rest.strip_prefix(name).is_some_and(|after| !after.first().is_some_and(|&byte| is_regular(byte))) {
            return true;
        }
    }
    false
}

pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == first) {
        at += found;
        if bytes[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    (0..bytes.len()).rev().find(|&at| bytes[at..].starts_with(needle))
}
