//! Lines of figures in, the features of their glyphs out, for `training/train.py`: so training and reading see the same.
//!
//! Standard input: for each line its width and height as 16-bit numbers, then its shades. Standard output: for each line the count of its glyphs
//! as a 16-bit number, then for each glyph whether it was cut out of a wider piece, and its features, a byte each.

use std::io::{self, BufWriter, Read, Write};

use gouji_pictures::glyphs::glyphs;
use gouji_pictures::image::Gray;

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut rest = bytes.as_slice();
    while let Some((head, tail)) = rest.split_at_checked(4) {
        let number = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let (width, height) = (number(0), number(2));
        let Some((pixels, tail)) = tail.split_at_checked(width * height) else {
            return Err(io::Error::other("a line is cut off"));
        };
        rest = tail;
        let glyphs = glyphs(&Gray { width, height, pixels: pixels.to_vec() });
        out.write_all(&(glyphs.len() as u16).to_le_bytes())?;
        for glyph in glyphs {
            out.write_all(&[u8::from(glyph.is_cut)])?;
            let features: Vec<u8> = glyph.features.iter().map(|share| (share * 255.0 + 0.5) as u8).collect();
            out.write_all(&features)?;
        }
    }
    out.flush()
}
