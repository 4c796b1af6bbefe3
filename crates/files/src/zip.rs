//! A zip file's directory in, its members out, unpacked within a budget.
//!
//! Written here rather than taken from the `zip` crate, which costs 76 kB more in the browser (it brings random numbers for
//! encryption) and does not bound what it unpacks. Members are found through the central directory, as the format demands. Large sizes are
//! read where they stand behind a name (zip64): programs that write as they go put all sizes there. Spanned archives are not read.

#![cfg_attr(not(feature = "documents"), allow(dead_code))]

use std::hash::{DefaultHasher, Hasher};

use gouji::Error;

use crate::limits;

/// The directory of a zip file.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    pub(crate) members: Vec<Member>,
    /// The members' places by what [`hash`] makes of their names: one is asked for as often as pages and templates name it.
    by_name: Vec<(u64, usize)>,
    /// Bytes that may still come out of it.
    budget: std::cell::Cell<usize>,
    /// Tags that may still be read.
    marks: std::cell::Cell<usize>,
}

/// What the directory says of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// The name's own bytes, where it is not in UTF-8.
    pub(crate) raw_name: Option<Vec<u8>>,
    flags: u16,
    method: u16,
    crc: u32,
    /// Bytes that it takes in the file.
    pub(crate) packed: usize,
    /// Bytes that it unpacks to, as the directory has it.
    pub(crate) size: usize,
    /// Where its own header stands, with its bytes behind it.
    pub(crate) header: usize,
}

const END_SIGNATURE: &[u8] = b"PK\x05\x06";
const ENTRY_SIGNATURE: &[u8] = b"PK\x01\x02";
const LOCAL_SIGNATURE: &[u8] = b"PK\x03\x04";

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        // The end record stands last, before a comment of at most 64 kB.
        let tail = bytes.len().saturating_sub(22 + 65_535);
        let end = bytes[tail..]
            .windows(END_SIGNATURE.len())
            .rposition(|window| window == END_SIGNATURE)
            .map(|at| tail + at)
            .ok_or(Error::Corrupt)?;
        let (end, size, offset) = directory(bytes, end)?;
        let start = end.checked_sub(size).ok_or(Error::Corrupt)?;
        // Bytes put before the archive move every offset.
        let shift = start.checked_sub(offset).ok_or(Error::Corrupt)?;
        let mut members = Vec::new();
        let mut at = start;
        while bytes.get(at..at + 4) == Some(ENTRY_SIGNATURE) {
            if members.len() == limits::MEMBERS {
                return Err(Error::TooLarge);
            }
            let name_len = u16_at(bytes, at + 28)? as usize;
            let name = bytes.get(at + 46..at + 46 + name_len).ok_or(Error::Corrupt)?;
            let extra_len = u16_at(bytes, at + 30)? as usize;
            let extra =
                bytes.get(at + 46 + name_len..at + 46 + name_len + extra_len).ok_or(Error::Corrupt)?;
            // In this order, each where its place says that it is elsewhere.
            let [size, packed, header] =
                large(extra, [at + 24, at + 20, at + 42].map(|at| u32_at(bytes, at)))?;
            members.push(Member {
                raw_name: std::str::from_utf8(name).is_err().then(|| name.to_vec()),
                // Some writers put backslashes or a leading slash.
                name: String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_owned(),
                flags: u16_at(bytes, at + 8)?,
                method: u16_at(bytes, at + 10)?,
                crc: u32_at(bytes, at + 16)?,
                packed,
                size,
                header: header.saturating_add(shift),
            });
            at += 46 + name_len + extra_len + u16_at(bytes, at + 32)? as usize;
        }
        let mut by_name: Vec<(u64, usize)> =
            members.iter().enumerate().map(|(index, member)| (hash(&member.name), index)).collect();
        by_name.sort_unstable();
        Ok(Archive {
            bytes,
            members,
            by_name,
            budget: std::cell::Cell::new(limits::UNPACKED_BYTES),
            marks: std::cell::Cell::new(limits::XML_MARKS),
        })
    }

    /// The names of all members.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// The bytes of a member that is stored as it is; none where it is packed or not there.
    pub(crate) fn stored(&self, name: &str) -> Option<&'a [u8]> {
        let member = self.members.iter().find(|member| member.name == name && member.method == 0)?;
        self.packed(member).ok()
    }

    /// A member's bytes as they stand in the file.
    fn packed(&self, member: &Member) -> Result<&'a [u8], Error> {
        let header = self.bytes.get(member.header..).ok_or(Error::Corrupt)?;
        let start = header_length(header)?;
        let end = start.checked_add(member.packed).ok_or(Error::Corrupt)?;
        header.get(start..end).ok_or(Error::Corrupt)
    }

    /// The content of the member of that name; none where there is no such member.
    #[cfg(feature = "documents")]
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let hash = hash(name);
        let first = self.by_name.partition_point(|(known, _)| *known < hash);
        let same = self.by_name[first..].iter().take_while(|(known, _)| *known == hash);
        let mut members = same.filter_map(|(_, index)| self.members.get(*index));
        let Some(member) = members.find(|member| member.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let content = member.unpack(self.packed(member)?, self.budget.get())?;
        spend(&self.budget, content.len())?;
        Ok(Some(content))
    }

    /// The member of that name as text, its tags counted: whoever asks reads them all.
    #[cfg(feature = "documents")]
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        let text = match crate::charset::bom(&bytes) {
            Some((label, _)) => {
                // Two bytes of UTF-16 become three at most, and for a while both are kept.
                spend(&self.budget, bytes.len().div_ceil(2) * 3)?;
                crate::charset::decode_unicode(label, &bytes).ok_or(Error::Corrupt)?
            }
            None => String::from_utf8(bytes).map_err(|_| Error::Corrupt)?,
        };
        spend(&self.marks, text.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count())?;
        Ok(Some(text))
    }
}

/// Where the directory ends, how long it is and where it begins, from the record at the file's end or the larger one before it.
fn directory(bytes: &[u8], end: usize) -> Result<(usize, usize, usize), Error> {
    let (size, offset) = (u32_at(bytes, end + 12)?, u32_at(bytes, end + 16)?);
    let locator = end.checked_sub(20).filter(|&at| bytes.get(at..at + 4) == Some(b"PK\x06\x07"));
    let Some(locator) = locator.filter(|_| size == u32::MAX || offset == u32::MAX) else {
        return Ok((end, size as usize, offset as usize));
    };
    // The record stands before its locator, and has its length in it.
    let record = u64_at(bytes, locator + 8)?;
    if bytes.get(record..).and_then(|rest| rest.get(..4)) != Some(b"PK\x06\x06") {
        return Err(Error::Corrupt);
    }
    Ok((record, u64_at(bytes, record + 40)?, u64_at(bytes, record + 48)?))
}

/// Sizes and places of a member, those that are too large for their place from what stands behind its name.
fn large(extra: &[u8], values: [Result<u32, Error>; 3]) -> Result<[usize; 3], Error> {
    const ZIP64: u32 = 1;
    let mut fields = extra;
    let mut wide: &[u8] = &[];
    while let (Ok(id), Ok(length)) = (u16_at(fields, 0), u16_at(fields, 2)) {
        let Some((field, rest)) = fields[4..].split_at_checked(length as usize) else { break };
        if u32::from(id) == ZIP64 {
            wide = field;
        }
        fields = rest;
    }
    let mut at = 0;
    let mut out = [0; 3];
    for (slot, value) in out.iter_mut().zip(values) {
        let value = value?;
        *slot = value as usize;
        if value == u32::MAX && !wide.is_empty() {
            *slot = u64_at(wide, at)?;
            at += 8;
        }
    }
    Ok(out)
}

/// Bytes of the header in front of a member, whose first 30 these are.
pub(crate) const HEADER: usize = 30;

/// How long that header is with the names behind it.
pub(crate) fn header_length(header: &[u8]) -> Result<usize, Error> {
    if !header.starts_with(LOCAL_SIGNATURE) {
        return Err(Error::Corrupt);
    }
    Ok(HEADER + u16_at(header, 26)? as usize + u16_at(header, 28)? as usize)
}

#[cfg(feature = "documents")]
impl Member {
    /// Its content out of its bytes in the file, no longer than `limit`.
    pub(crate) fn unpack(&self, packed: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
        if self.flags & 1 != 0 {
            return Err(Error::Encrypted);
        }
        let content = match self.method {
            0 if packed.len() > limit => return Err(Error::TooLarge),
            0 => packed.to_vec(),
            8 => crate::deflate::unpack(packed, limit)?,
            _ => return Err(Error::UnsupportedFormat),
        };
        // A damaged byte could turn one figure into another.
        if crate::crc::crc32(&content) != self.crc { Err(Error::Corrupt) } else { Ok(content) }
    }
}

/// Of names that differ in their case the same.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    hasher.finish()
}

/// Takes from what is left.
fn spend(left: &std::cell::Cell<usize>, taken: usize) -> Result<(), Error> {
    left.set(left.get().checked_sub(taken).ok_or(Error::TooLarge)?);
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Error> {
    let slice = at.checked_add(2).and_then(|end| bytes.get(at..end));
    slice.and_then(|slice| slice.try_into().ok()).map(u16::from_le_bytes).ok_or(Error::Corrupt)
}

/// A number that may be larger than anything here is.
fn u64_at(bytes: &[u8], at: usize) -> Result<usize, Error> {
    let (low, high) = (u32_at(bytes, at)?, u32_at(bytes, at.saturating_add(4))?);
    if high == 0 { Ok(low as usize) } else { Err(Error::TooLarge) }
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let slice = at.checked_add(4).and_then(|end| bytes.get(at..end));
    slice.and_then(|slice| slice.try_into().ok()).map(u32::from_le_bytes).ok_or(Error::Corrupt)
}

#[cfg(all(test, feature = "documents"))]
mod tests {
    use super::*;
    use crate::testing::zip;

    #[track_caller]
    fn check(content: &[u8], times: usize, expected: Option<Error>) {
        let bytes = zip(&[("a", content)]);
        let archive = Archive::open(&bytes).expect("an archive");
        let read = (0..times).find_map(|_| archive.text("a").err());
        assert_eq!(read, expected, "{} bytes, {times} times", content.len());
    }

    fn wide(text: &str) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    /// A directory whose sizes all stand behind the names, as programs write it that do not know how long a file becomes; and its end
    /// record with the larger one before it.
    #[test]
    fn large_sizes_are_read_from_behind_the_name() {
        let bytes = zip(&[("a", b"one"), ("b", b"two")]);
        let end = bytes.len() - 22;
        let start = u32_at(&bytes, end + 16).expect("an offset") as usize;
        let mut out = bytes[..start].to_vec();
        for entry in [&bytes[start..start + 47], &bytes[start + 47..end]] {
            let mut entry = entry.to_vec();
            let wide: Vec<u8> = [24, 20, 42]
                .into_iter()
                .flat_map(|at| {
                    let value = u32_at(&entry, at).expect("a number");
                    entry[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
                    u64::from(value).to_le_bytes()
                })
                .collect();
            // Another field stands before it.
            entry[30..32].copy_from_slice(&(4 + 2 + 4 + 24u16).to_le_bytes());
            out.extend(entry);
            out.extend([0x55, 0x54, 2, 0, 7, 7, 1, 0, 24, 0]);
            out.extend(wide);
        }
        let size = (out.len() - start) as u64;
        let record = out.len() as u64;
        out.extend(b"PK\x06\x06");
        out.extend(44u64.to_le_bytes());
        out.resize(out.len() + 28, 0);
        out.extend([size, start as u64].into_iter().flat_map(u64::to_le_bytes));
        out.extend(b"PK\x06\x07\0\0\0\0");
        out.extend(record.to_le_bytes());
        out.extend(1u32.to_le_bytes());
        out.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff");
        out.extend([0xff; 8]);
        out.extend([0, 0]);
        let archive = Archive::open(&out).expect("an archive");
        let text = |name: &str| archive.text(name).expect("readable").unwrap_or_default();
        assert_eq!((text("a").as_str(), text("b").as_str()), ("one", "two"));
        // Larger than there is memory for.
        let at = out.iter().rposition(|byte| *byte == 24).expect("a field") + 2;
        out[at + 4] = 1;
        assert_eq!(Archive::open(&out).err(), Some(Error::TooLarge));
    }

    #[test]
    fn what_is_decoded_counts_as_what_is_unpacked() {
        let text = vec![b'a'; limits::UNPACKED_BYTES / 2];
        check(&text, 2, None);
        check(&text, 3, Some(Error::TooLarge));
        check(&wide(&"a".repeat(limits::UNPACKED_BYTES / 8)), 1, None);
        check(&wide(&"a".repeat(limits::UNPACKED_BYTES / 4)), 1, Some(Error::TooLarge));
    }

    #[test]
    fn tags_are_counted_each_time_that_a_part_is_read() {
        let tags = "<a/>&lt;".repeat(limits::XML_MARKS / 16);
        check(tags.as_bytes(), 8, None);
        check(tags.as_bytes(), 9, Some(Error::TooLarge));
    }
}
