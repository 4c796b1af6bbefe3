//! A look at a pdf's bytes before the library parses them: comes in a file, goes out the same file as a [`Source`] that it may be given, or
//! `too_large`.
//!
//! `hayro-syntax` parses an object anew each time that it is asked for, unfolds object streams without a limit, and walks the whole file where
//! its table of objects is damaged. So its walk is taken here first, with every step counted; what streams unfold to is counted without
//! being kept; and the source counts how often it is read from. All of it is linear in the file.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use gouji::Error;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::unlock::unlock;
use super::walk::{Walk, is_regular, is_space};
use crate::limits;

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
        unlock(&mut bytes)?;
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

/// A stream in a file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// From the keyword before its dictionary on, or from the stream before it where there is none.
    pub(super) head: Range<usize>,
    /// From behind the keyword to the next end of a stream.
    pub(super) body: Range<usize>,
}

impl Place {
    /// The bytes behind the line of the keyword.
    pub(super) fn data(&self, bytes: &[u8]) -> Range<usize> {
        let body = &bytes[self.body.clone()];
        let data = body.strip_prefix(b"\r").unwrap_or(body);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        self.body.end - data.len()..self.body.end
    }
}

/// Finds one stream after the other.
#[derive(Debug, Default)]
pub(super) struct Streams {
    /// Where the last keyword ended, and where its stream ends.
    at: usize,
    end: usize,
    /// How far ends were looked for in all.
    apart: usize,
    count: usize,
}

impl Streams {
    pub(super) fn next(&mut self, bytes: &[u8]) -> Result<Option<Place>, Error> {
        const STREAM: &[u8] = b"stream";
        const END: &[u8] = b"endstream";
        while let Some(found) = find(&bytes[self.at..], STREAM) {
            let (before, keyword) = (self.at, self.at + found);
            let start = keyword + STREAM.len();
            self.at = start;
            if bytes[..keyword].ends_with(b"end") || !bytes.get(start).is_some_and(|&byte| is_space(byte)) {
                continue;
            }
            if self.end < start {
                self.end = find(&bytes[start..], END).map_or(bytes.len(), |found| start + found);
            }
            // Where lengths are wrong, the end is searched for.
            self.apart += self.end - start;
            self.count += 1;
            if self.apart > bytes.len() * 2 || self.count > limits::PDF_STREAMS {
                return Err(Error::TooLarge);
            }
            let before = rfind(&bytes[before..keyword], b"obj").map_or(before, |obj| before + obj);
            return Ok(Some(Place { head: before..keyword, body: start..self.end }));
        }
        Ok(None)
    }

    /// Goes on behind a stream: nothing in it is looked at.
    pub(super) fn pass(&mut self, stream: &Place) {
        self.at = stream.body.end;
    }
}

/// Looks at every stream: blanks pictures, and counts what the others unfold to, together and as lists of objects.
fn streams(bytes: &mut [u8], walk: &mut Walk) -> Result<(), Error> {
    let mut unfolded = Unfolded::default();
    let mut streams = Streams::default();
    while let Some(stream) = streams.next(bytes)? {
        if stream.body.end == bytes.len() {
            walk.largest = walk.largest.max(stream.body.len());
        }
        let Range { start, end: keyword } = stream.head;
        let head = &bytes[start..keyword];
        if is_picture(head) {
            bytes[stream.body.start + 1..stream.body.end].fill(b'x');
            streams.pass(&stream);
            continue;
        }
        // Each dictionary is walked in full once more, with all others.
        let exact = Walk::new(head.len()).filters(bytes, start, keyword);
        let filters = exact.as_ref().map(|(_, filters)| &bytes[filters.clone()]);
        let data = &bytes[stream.data(bytes).start..];
        let plain = unfolded.stream(head, filters, data, stream.body.len())?;
        if let Some((at, _)) = exact {
            walk.heads.insert(keyword, at);
        }
        if let Some(objects) = plain {
            walk.largest_list = walk.largest_list.max(objects.len());
            walk.objects(&objects)?;
        }
    }
    Ok(())
}

/// What the streams so far unfold to.
#[derive(Default)]
struct Unfolded {
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
pub(super) fn is_picture(head: &[u8]) -> bool {
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
