//! Deflated bytes in, bytes out, never more than a limit; and the checksum that says whether they are what was packed.

use gouji::Error;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// Unpacks a raw deflate stream.
pub(crate) fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    decompress_to_vec_with_limit(packed, limit).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => Error::TooLarge,
        _ => Error::Corrupt,
    })
}

/// The CRC-32 of zip files.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| TABLE[((crc ^ u32::from(byte)) & 0xff) as usize] ^ (crc >> 8))
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_of_the_standard_example() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn unpacks_no_more_than_allowed() {
        let packed = miniz_oxide::deflate::compress_to_vec(&vec![0; 100_000], 6);
        assert_eq!(unpack(&packed, 100_000).map(|bytes| bytes.len()), Ok(100_000));
        assert_eq!(unpack(&packed, 99_999), Err(Error::TooLarge));
        assert_eq!(unpack(&packed[..packed.len() / 2], 100_000), Err(Error::Corrupt));
    }
}
