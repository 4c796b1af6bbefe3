//! A zip file's directory in, its members out, unpacked within a budget.
//!
//! Written here rather than taken from the `zip` crate, which costs 76 kB more in the browser (it brings random numbers for
//! encryption) and does not bound what it unpacks. Members are found through the central directory, as the format demands;
//! zip64 and spanned archives are not read: office documents are neither.

#![cfg_attr(not(feature = "documents"), allow(dead_code))]

use gouji::Error;

use crate::limits;

/// The directory of a zip file.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    pub(crate) members: Vec<Member>,
    /// Bytes that may still come out of it.
    budget: std::cell::Cell<usize>,
    /// Tags that may still be read.
    marks: std::cell::Cell<usize>,
}

/// What the directory says of a member.
pub(crate) struct Member {
    pub(crate) name: String,
    /// The name's own bytes, where it is not in UTF-8.
    pub(crate) raw_name: Option<Vec<u8>>,
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    /// Bytes that it unpacks to, as the directory has it.
    pub(crate) size: usize,
    header: usize,
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
        let size = u32_at(bytes, end + 12)? as usize;
        let offset = u32_at(bytes, end + 16)? as usize;
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
            members.push(Member {
                raw_name: std::str::from_utf8(name).is_err().then(|| name.to_vec()),
                // Some writers put backslashes or a leading slash.
                name: String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_owned(),
                flags: u16_at(bytes, at + 8)?,
                method: u16_at(bytes, at + 10)?,
                crc: u32_at(bytes, at + 16)?,
                packed: u32_at(bytes, at + 20)? as usize,
                size: u32_at(bytes, at + 24)? as usize,
                header: u32_at(bytes, at + 42)? as usize + shift,
            });
            at += 46 + name_len + u16_at(bytes, at + 30)? as usize + u16_at(bytes, at + 32)? as usize;
        }
        Ok(Archive {
            bytes,
            members,
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
        let header = member.header;
        if self.bytes.get(header..).and_then(|rest| rest.get(..4)) != Some(LOCAL_SIGNATURE) {
            return Err(Error::Corrupt);
        }
        let names = u16_at(self.bytes, header + 26)? as usize + u16_at(self.bytes, header + 28)? as usize;
        let start = header + 30 + names;
        self.bytes.get(start..start + member.packed).ok_or(Error::Corrupt)
    }

    /// The content of the member of that name; none where there is no such member.
    #[cfg(feature = "documents")]
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let member = self.members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        let Some(member) = member else { return Ok(None) };
        let content = self.content(member, self.budget.get())?;
        spend(&self.budget, content.len())?;
        Ok(Some(content))
    }

    /// A member's content, no longer than `limit`.
    #[cfg(feature = "documents")]
    pub(crate) fn content(&self, member: &Member, limit: usize) -> Result<Vec<u8>, Error> {
        if member.flags & 1 != 0 {
            return Err(Error::Encrypted);
        }
        let packed = self.packed(member)?;
        let content = match member.method {
            0 if packed.len() > limit => return Err(Error::TooLarge),
            0 => packed.to_vec(),
            8 => crate::deflate::unpack(packed, limit)?,
            _ => return Err(Error::UnsupportedFormat),
        };
        // A damaged byte could turn one figure into another.
        if crate::crc::crc32(&content) != member.crc {
            return Err(Error::Corrupt);
        }
        Ok(content)
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

/// Takes from what is left.
fn spend(left: &std::cell::Cell<usize>, taken: usize) -> Result<(), Error> {
    left.set(left.get().checked_sub(taken).ok_or(Error::TooLarge)?);
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Error> {
    let slice = at.checked_add(2).and_then(|end| bytes.get(at..end));
    slice.and_then(|slice| slice.try_into().ok()).map(u16::from_le_bytes).ok_or(Error::Corrupt)
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
