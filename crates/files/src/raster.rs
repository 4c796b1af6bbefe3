//! Pictures in files: which may be pages; and the pixels of one that a file holds unpacked, and the same as a png for those who read pictures
//! elsewhere.

use gouji::Error;
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::crc::crc32;

/// A picture less wide than this is a stamp or a letterhead, no page.
pub(crate) const MIN_WIDTH: usize = 400;

/// Whether bytes begin as a JPEG does.
pub(crate) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff")
}

/// Whether a file is a png or a JPEG that may be a page.
pub(crate) fn may_be_a_page(bytes: &[u8]) -> bool {
    let is_known = bytes.starts_with(b"\x89PNG") || is_jpeg(bytes);
    // Of one that does not say how large it is, whoever reads it says what is wrong.
    is_known && imagesize::blob_size(bytes).map_or(true, |size| size.width >= MIN_WIDTH)
}

/// A picture of grey pixels, a byte each, or of colours, three bytes each: row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Columns of pixels.
    pub width: usize,
    /// Rows of pixels.
    pub height: usize,
    /// Bytes a pixel: one or three.
    pub channels: usize,
    /// The pixels.
    pub pixels: Vec<u8>,
}

impl Raster {
    /// A png of it.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] where its pixels are not as many as its size says.
    pub fn png(&self) -> Result<Vec<u8>, Error> {
        /// Most of a page is white: more effort saves little.
        const EFFORT: u8 = 1;
        let row = self.width.saturating_mul(self.channels);
        let is_whole = row > 0 && row.checked_mul(self.height) == Some(self.pixels.len());
        let (Ok(width), Ok(height), true) = (u32::try_from(self.width), u32::try_from(self.height), is_whole)
        else {
            return Err(Error::Corrupt);
        };
        let mut rows = Vec::with_capacity(self.pixels.len() + self.height);
        for pixels in self.pixels.chunks_exact(row) {
            // No filter.
            rows.push(0);
            rows.extend(pixels);
        }
        let colours = if self.channels == 3 { 2 } else { 0 };
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, colours, 0, 0, 0]].concat();
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in
            [(b"IHDR", head), (b"IDAT", compress_to_vec_zlib(&rows, EFFORT)), (b"IEND", Vec::new())]
        {
            let named = [name, data.as_slice()].concat();
            png.extend((data.len() as u32).to_be_bytes());
            png.extend(&named);
            png.extend(crc32(&named).to_be_bytes());
        }
        Ok(png)
    }
}
