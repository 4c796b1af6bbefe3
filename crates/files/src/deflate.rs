//! Deflated bytes in, bytes out, never more than a limit.

use gouji::Error;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// Unpacks a raw deflate stream.
pub(crate) fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    decompress_to_vec_with_limit(packed, limit).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => Error::TooLarge,
        _ => Error::Corrupt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacks_no_more_than_allowed() {
        let packed = miniz_oxide::deflate::compress_to_vec(&vec![0; 100_000], 6);
        assert_eq!(unpack(&packed, 100_000).map(|bytes| bytes.len()), Ok(100_000));
        assert_eq!(unpack(&packed, 99_999), Err(Error::TooLarge));
        assert_eq!(unpack(&packed[..packed.len() / 2], 100_000), Err(Error::Corrupt));
    }
}
