//! Members to a zip file, stored as they are: what is written is a few tens of kilobytes, or as many notes.

use crate::crc::crc32;

/// A zip file of `members`, name and content.
pub fn archive(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in members {
        let offset = out.len() as u32;
        // Version 2.0, names in UTF-8, stored, at the earliest date that there is: the same input gives the same bytes.
        let mut common = Vec::new();
        for field in [20_u16, 0x800, 0, 0, 0x21] {
            common.extend(field.to_le_bytes());
        }
        let len = content.len() as u32;
        for field in [crc32(content), len, len] {
            common.extend(field.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());

        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(content);

        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, start) = (members.len() as u16, out.len() as u32);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}
