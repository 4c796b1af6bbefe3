//! A zip file's directory in, its members out, unpacked within a budget.
//!
//! Written here rather than taken from the `zip` crate, which costs 76 kB more in the browser (it brings random numbers for
//! encryption) and does not bound what it unpacks. Members are found through the central directory, as the format demands;
//! zip64 and spanned archives are not read: office documents are neither.

use gouji::Error;

use crate::limits;

/// The directory of a zip file.
pub(crate) struct Archive<'a> {
    #[cfg_attr(not(any(feature = "docx", feature = "sheets")), allow(dead_code))]
    bytes: &'a [u8],
    members: Vec<Member>,
    #[cfg(any(feature = "docx", feature = "sheets"))]
    budget: std::cell::Cell<usize>,
}

#[cfg_attr(not(any(feature = "docx", feature = "sheets")), allow(dead_code))]
struct Member {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    header: usize,
}

const END_SIGNATURE: &[u8] = b"PK\x05\x06";
const ENTRY_SIGNATURE: &[u8] = b"PK\x01\x02";
#[cfg(any(feature = "docx", feature = "sheets"))]
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
                // Some writers put backslashes or a leading slash.
                name: String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_owned(),
                flags: u16_at(bytes, at + 8)?,
                method: u16_at(bytes, at + 10)?,
                crc: u32_at(bytes, at + 16)?,
                packed: u32_at(bytes, at + 20)? as usize,
                header: u32_at(bytes, at + 42)? as usize + shift,
            });
            at += 46 + name_len + u16_at(bytes, at + 30)? as usize + u16_at(bytes, at + 32)? as usize;
        }
        Ok(Archive {
            bytes,
            members,
            #[cfg(any(feature = "docx", feature = "sheets"))]
            budget: std::cell::Cell::new(limits::UNPACKED_BYTES),
        })
    }

    /// The names of all members.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// The content of the member of that name; none where there is no such member.
    #[cfg(any(feature = "docx", feature = "sheets"))]
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(member) = self.members.iter().find(|member| member.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if member.flags & 1 != 0 {
            return Err(Error::Encrypted);
        }
        let header = member.header;
        if self.bytes.get(header..).and_then(|rest| rest.get(..4)) != Some(LOCAL_SIGNATURE) {
            return Err(Error::Corrupt);
        }
        let names = u16_at(self.bytes, header + 26)? as usize + u16_at(self.bytes, header + 28)? as usize;
        let start = header + 30 + names;
        let packed = self.bytes.get(start..start + member.packed).ok_or(Error::Corrupt)?;
        let limit = self.budget.get();
        let content = match member.method {
            0 if packed.len() > limit => return Err(Error::TooLarge),
            0 => packed.to_vec(),
            8 => crate::deflate::unpack(packed, limit)?,
            _ => return Err(Error::UnsupportedFormat),
        };
        self.budget.set(limit - content.len());
        // A damaged byte could turn one figure into another.
        if crate::deflate::crc32(&content) != member.crc {
            return Err(Error::Corrupt);
        }
        Ok(Some(content))
    }

    /// The member of that name as text.
    #[cfg(any(feature = "docx", feature = "sheets"))]
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        let text = match crate::charset::bom(&bytes) {
            Some((label, _)) => crate::charset::decode_unicode(label, &bytes).ok_or(Error::Corrupt)?,
            None => String::from_utf8(bytes).map_err(|_| Error::Corrupt)?,
        };
        Ok(Some(text))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Error> {
    let slice = at.checked_add(2).and_then(|end| bytes.get(at..end));
    slice.and_then(|slice| slice.try_into().ok()).map(u16::from_le_bytes).ok_or(Error::Corrupt)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let slice = at.checked_add(4).and_then(|end| bytes.get(at..end));
    slice.and_then(|slice| slice.try_into().ok()).map(u32::from_le_bytes).ok_or(Error::Corrupt)
}
