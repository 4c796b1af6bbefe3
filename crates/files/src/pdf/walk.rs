//! How far the library goes to skip an object, step by step: comes in bytes, goes out the largest object, or `too_large` where all ways
//! together are longer than a file needs.
//!
//! Follows what `hayro-syntax` skips, leniently where it is lenient, because a damaged object is what makes it walk far.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji::Error;

use super::scan::find;
use crate::limits;

/// What the library gives up at.
const LIBRARY_DEPTH: usize = 512;

/// What was walked so far.
#[derive(Debug)]
pub(super) struct Walk {
    /// Steps that are left.
    steps: usize,
    /// The longest way through an object, in bytes.
    pub(super) largest: usize,
    /// The most names among the keys and values of one object.
    pub(super) most_keys: usize,
    /// Dictionaries in lists that may be lists of pages.
    pub(super) kids: usize,
    /// Dictionaries that may be a trailer.
    pub(super) roots: usize,
    /// The longest list of objects that is unfolded.
    pub(super) largest_list: usize,
    /// Objects that the file names.
    objects: usize,
    /// Names of the object that is walked.
    keys: usize,
    /// What the object that is walked says as a stream.
    head: Head,
    /// Where the dictionaries of streams begin, by where the keyword behind them stands, as their filters were counted.
    pub(super) heads: BTreeMap<usize, usize>,
    /// Whether there may be lists of objects: only the library unfolds them.
    pub(super) has_lists: bool,
    /// Whether a stream may unfold to more than was counted.
    pub(super) is_veiled: bool,
    /// Whether a predictor has rows without length, or without end.
    pub(super) is_wild: bool,
}

/// What a stream's dictionary says of it.
#[derive(Clone, Debug, Default)]
struct Head {
    /// Where its filters stand.
    filters: Option<Range<usize>>,
    is_list: bool,
    /// Whether its filters stand elsewhere, or twice.
    is_veiled: bool,
}

impl Walk {
    pub(super) fn new(bytes: usize) -> Walk {
        let steps = bytes + limits::PDF_STEPS;
        Walk {
            steps,
            largest: 0,
            most_keys: 0,
            kids: 0,
            roots: 0,
            largest_list: 0,
            objects: 0,
            keys: 0,
            head: Head::default(),
            heads: BTreeMap::new(),
            has_lists: false,
            is_veiled: false,
            is_wild: false,
        }
    }

    /// Where the dictionary between `start` and `end` begins, and where its filters stand, if it is one and ends there.
    pub(super) fn filters(
        &mut self,
        bytes: &[u8],
        start: usize,
        end: usize,
    ) -> Option<(usize, Range<usize>)> {
        let bytes = bytes.get(..end)?;
        let start = start + find(bytes.get(start..)?, b"<<")?;
        let after = self.object(bytes, start)?;
        let is_whole = self.comments(bytes, after) == end;
        is_whole.then(|| (start, self.head.filters.clone().unwrap_or(end..end)))
    }

    /// Takes note of a dictionary that a stream stands behind.
    fn stream(&mut self, bytes: &[u8], start: usize, end: usize) {
        let start = self.comments(bytes, start);
        let keyword = self.comments(bytes, end);
        if !bytes[keyword..].starts_with(b"stream") {
            return;
        }
        self.has_lists |= self.head.is_list;
        // The same bytes may be read in more than one way.
        let is_other = self.heads.get(&keyword).is_some_and(|&counted| counted != start);
        self.is_veiled |= self.head.is_veiled || is_other;
    }

    fn entry(&mut self, bytes: &[u8], key: &[u8], from: usize, to: usize) {
        let value = &bytes[from..to];
        if is_name(key, b"/Filter") || is_name(key, b"/F") {
            self.head.is_veiled |= self.head.filters.is_some() || !is_plain(value);
            self.head.filters = Some(from..to);
        }
        self.head.is_list |= is_name(key, b"/W") || is_name(value, b"/ObjStm");
    }

    /// Walks the whole file as the library does where its table is damaged.
    pub(super) fn file(&mut self, bytes: &[u8]) -> Result<(), Error> {
        // Every object, wherever its table says that it begins.
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], b"obj") {
            at += found + 3;
            let before = bytes[..at - 3].last();
            if before.is_some_and(|&byte| is_space(byte) || byte.is_ascii_digit()) {
                self.objects += 1;
                if let Some(end) = self.object(bytes, at) {
                    self.stream(bytes, at, end);
                }
                self.is_bounded()?;
            }
        }
        self.tables(bytes)?;
        self.rest(bytes)
    }

    /// Walks the objects of an unfolded object stream: numbers of objects and their places, then the objects.
    pub(super) fn objects(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut at = 0;
        let mut numbers = 0;
        while let Some(&byte) = bytes.get(at) {
            if !byte.is_ascii_digit() && !is_space(byte) {
                break;
            }
            numbers +=
                usize::from(byte.is_ascii_digit() && !bytes.get(at + 1).is_some_and(u8::is_ascii_digit));
            at += 1;
        }
        self.objects += numbers / 2;
        // An object may begin within another, but not at the same place.
        while at < bytes.len() {
            let end = self.object(bytes, at);
            at = end.filter(|&end| end > at).unwrap_or_else(|| self.token(bytes, at));
            self.is_bounded()?;
        }
        Ok(())
    }

    /// The numbers of objects that plain tables have.
    fn tables(&mut self, bytes: &[u8]) -> Result<(), Error> {
        const ENTRY: usize = 20;
        let mut start = 0;
        while let Some(found) = find(&bytes[start..], b"xref") {
            start += found + 4;
            let mut at = start;
            while let Some((_, after)) = self.number(bytes, self.space(bytes, at))
                && let Some((count, after)) = self.number(bytes, self.space(bytes, after))
            {
                self.objects = self.objects.saturating_add(count);
                self.is_bounded()?;
                at = after.saturating_add(count.saturating_mul(ENTRY));
            }
        }
        Ok(())
    }

    /// What the library looks at between objects: dictionaries that may be a trailer, and numbers that may be an object's.
    fn rest(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let from = at;
            if byte.is_ascii_digit() {
                let second = self.comments(bytes, digits(bytes, at));
                self.comments(bytes, digits(bytes, second));
            } else if bytes[at..].starts_with(b"<<")
                && let Some(end) = self.object(bytes, at)
            {
                self.stream(bytes, at, end);
                at = end;
                continue;
            }
            at = self.token(bytes, at);
            self.is_bounded()?;
            debug_assert!(at > from);
        }
        Ok(())
    }

    fn is_bounded(&self) -> Result<(), Error> {
        let is_bounded = self.steps > 0 && self.objects <= limits::PDF_OBJECTS;
        if is_bounded { Ok(()) } else { Err(Error::TooLarge) }
    }

    /// The end of an object; none where it has none. How far it was looked for counts either way.
    pub(super) fn object(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.keys = 0;
        self.head = Head::default();
        let before = self.steps;
        let start = self.comments(bytes, at);
        let end = self.skip(bytes, start, 0, true);
        self.largest = self.largest.max(before - self.steps);
        self.most_keys = self.most_keys.max(self.keys);
        end
    }

    /// One object from its first byte, as deep as the library goes.
    fn skip(&mut self, bytes: &[u8], at: usize, depth: usize, may_be_kids: bool) -> Option<usize> {
        let tail = bytes.get(at..)?;
        match tail {
            [b'<', b'<', ..] if depth < LIBRARY_DEPTH => self.dictionary(bytes, at + 2, depth),
            [b'[', ..] if depth < LIBRARY_DEPTH => self.array(bytes, at + 1, depth, may_be_kids),
            [b'<', b'<', ..] | [b'[', ..] => None,
            [b'<', ..] => {
                let end = at
                    + 1
                    + tail[1..]
                        .iter()
                        .take_while(|&&byte| byte.is_ascii_hexdigit() || is_space(byte))
                        .count();
                self.go(at, end + 1).filter(|_| bytes.get(end) == Some(&b'>'))
            }
            [b'(', ..] => {
                let (mut depth, mut is_escaped) = (0usize, false);
                for (index, &byte) in tail.iter().enumerate() {
                    match byte {
                        _ if is_escaped => is_escaped = false,
                        b'\\' => is_escaped = true,
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        return self.go(at, at + index + 1);
                    }
                }
                self.go(at, bytes.len());
                None
            }
            [b'/', rest @ ..] => {
                self.keys += 1;
                self.go(at, at + 1 + rest.iter().take_while(|&&byte| is_regular(byte)).count())
            }
            _ => {
                let end = at + tail.iter().take_while(|&&byte| is_regular(byte)).count();
                self.go(at, end).filter(|&end| end > at)
            }
        }
    }

    fn dictionary(&mut self, bytes: &[u8], mut at: usize, depth: usize) -> Option<usize> {
        /// How long a row may be that the library makes of others; it divides by what they make together.
        const MOST: [(&[u8], u32); 3] =
            [(b"/Columns", 1_000_000), (b"/Colors", 15), (b"/BitsPerComponent", 16)];
        let is_within = |value: &[u8], most: u32| {
            let number = std::str::from_utf8(value).ok().and_then(|text| text.parse::<u32>().ok());
            number.is_some_and(|number| (1..=most).contains(&number))
        };
        let (mut has_predictor, mut is_wild, mut last): (bool, bool, &[u8]) = (false, false, b"");
        let mut may_be_kids = false;
        let mut key: &[u8] = b"";
        loop {
            at = self.comments(bytes, at);
            let tail = bytes.get(at..)?;
            if tail.starts_with(b">>") {
                self.is_wild |= has_predictor && is_wild;
                return Some(at + 2);
            }
            let end = self.skip(bytes, at, depth + 1, may_be_kids)?;
            let value = &bytes[at..end];
            has_predictor |= is_name(value, b"/Predictor");
            let after = bytes[end..].trim_ascii_start();
            let is_reference = after.first().is_some_and(u8::is_ascii_digit);
            is_wild |= MOST
                .iter()
                .any(|(key, most)| is_name(last, key) && (is_reference || !is_within(value, *most)));
            last = value;
            if depth == 0 {
                self.entry(bytes, key, at, end);
                key = if tail.starts_with(b"/") { &bytes[at..end] } else { b"" };
            }
            if tail.starts_with(b"/") {
                may_be_kids = is_name(&bytes[at..end], b"/Kids");
                self.roots += usize::from(is_name(&bytes[at..end], b"/Root"));
            }
            at = end;
        }
    }

    fn array(&mut self, bytes: &[u8], mut at: usize, depth: usize, may_be_kids: bool) -> Option<usize> {
        loop {
            at = self.comments(bytes, at);
            let tail = bytes.get(at..)?;
            if tail.starts_with(b"]") {
                return Some(at + 1);
            }
            self.kids += usize::from(may_be_kids && tail.starts_with(b"<<"));
            at = self.skip(bytes, at, depth + 1, false)?;
        }
    }

    /// Behind white space and comments.
    pub(super) fn comments(&mut self, bytes: &[u8], mut at: usize) -> usize {
        let start = at;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'%' {
                at += bytes[at..].iter().take_while(|&&byte| !matches!(byte, b'\r' | b'\n')).count();
            } else if is_space(byte) {
                at += 1;
            } else {
                break;
            }
        }
        self.go(start, at + 1);
        at
    }

    /// Behind a token and one space, or one byte on.
    fn token(&mut self, bytes: &[u8], at: usize) -> usize {
        let length = bytes[at..].iter().take_while(|&&byte| !is_space(byte)).count();
        self.go(at, at + length + 1);
        at + length.max(1)
    }

    fn space(&self, bytes: &[u8], at: usize) -> usize {
        at + bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| is_space(byte)).count()
    }

    fn number(&self, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
        let tail = bytes.get(at..)?;
        let length = tail.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&tail[..length]).ok()?;
        Some((text.parse().ok()?, at + length))
    }

    /// Takes the steps, and one for beginning; none where they are not left.
    fn go(&mut self, from: usize, to: usize) -> Option<usize> {
        self.steps = self.steps.saturating_sub(to - from + 1);
        (self.steps > 0).then_some(to)
    }
}

/// Whether what filters make of a stream is counted: their names stand in the dictionary, and text is turned to bytes before all else.
fn is_plain(value: &[u8]) -> bool {
    const TEXT: [&[u8]; 5] = [b"ASCIIHexDecode", b"AHx", b"ASCII85Decode", b"A85", b"Crypt"];
    const FOLDED: [&[u8]; 2] = [b"FlateDecode", b"Fl"];
    // The library leaves pictures alone.
    const PICTURES: [&[u8]; 6] =
        [b"DCTDecode", b"DCT", b"CCITTFaxDecode", b"CCF", b"JPXDecode", b"JBIG2Decode"];
    // No filters at all: a file elsewhere.
    if value.starts_with(b"(") || value.starts_with(b"<") {
        return true;
    }
    let value = value.strip_prefix(b"[").and_then(|value| value.strip_suffix(b"]")).unwrap_or(value);
    let mut parts = value.split(|&byte| byte == b'/').map(<[u8]>::trim_ascii);
    if parts.next().is_some_and(|before| !before.is_empty()) {
        return false;
    }
    let names: Vec<&[u8]> = parts.collect();
    let is_written_out = |name: &&[u8]| name.iter().all(u8::is_ascii_alphanumeric);
    names.iter().all(is_written_out)
        && match names[..] {
            [] | [_] => true,
            _ if names.iter().any(|name| PICTURES.contains(name)) => true,
            [first, second] => TEXT.contains(&first) || FOLDED.contains(&first) && FOLDED.contains(&second),
            _ => false,
        }
}

/// Whether a name as it is written is `name`: each of its characters may stand as `#` and two digits.
pub(super) fn is_name(written: &[u8], name: &[u8]) -> bool {
    let mut rest = written;
    name.iter().all(|&expected| {
        let (byte, after) = match rest {
            [b'#', high, low, after @ ..] => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(16);
                ((digit(high) << 4 | digit(low)) as u8, after)
            }
            [byte, after @ ..] => (*byte, after),
            [] => return false,
        };
        rest = after;
        byte == expected
    }) && rest.is_empty()
}

/// Behind the digits that begin here.
fn digits(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}
