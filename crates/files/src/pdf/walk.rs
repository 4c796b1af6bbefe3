//! How far the library goes to skip an object, step by step: comes in bytes, goes out the largest object, or `too_large` where all ways
//! together are longer than a file needs.
//!
//! Follows what `hayro-syntax` skips, leniently where it is lenient, because a damaged object is what makes it walk far.

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
}

impl Walk {
    pub(super) fn new(bytes: usize) -> Walk {
        let steps = bytes + limits::PDF_STEPS;
        Walk { steps, largest: 0, most_keys: 0, kids: 0, roots: 0, largest_list: 0, objects: 0, keys: 0 }
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
                self.object(bytes, at);
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
    fn object(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        self.keys = 0;
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
        let mut may_be_kids = false;
        loop {
            at = self.comments(bytes, at);
            let tail = bytes.get(at..)?;
            if tail.starts_with(b">>") {
                return Some(at + 2);
            }
            let end = self.skip(bytes, at, depth + 1, may_be_kids)?;
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
    fn comments(&mut self, bytes: &[u8], mut at: usize) -> usize {
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

/// Whether a name as it is written is `name`: each of its characters may stand as `#` and two digits.
fn is_name(written: &[u8], name: &[u8]) -> bool {
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
