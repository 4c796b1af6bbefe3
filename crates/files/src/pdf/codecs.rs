//! Streams of fax machines and scanners to values: CCITT, JBIG2 and JPEG 2000, decoded by the `hayro` crates.
//!
//! What a picture unfolds to is known before it is decoded, or it is not decoded: sizes stand at its head, and what the decoders would make room
//! for besides is looked for in its parts. All of them are told to be strict, for what they would leave out of a damaged picture may be a figure.

use gouji::Error;
use hayro_ccitt::{DecodeSettings, EncodingMode};

use crate::limits::PICTURE_PIXELS;

/// The values of a picture, one a byte, row by row.
#[derive(Debug)]
pub(super) struct Samples {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Values a pixel.
    pub(super) components: usize,
    /// The highest value there may be.
    pub(super) most: u8,
    pub(super) values: Vec<u8>,
}

impl Samples {
    /// A picture of this size, black where its values are zero, if it is not too large.
    pub(super) fn new(width: usize, height: usize, components: usize, most: u8) -> Result<Samples, Error> {
        let length = count(width, height)? * components;
        Ok(Samples { width, height, components, most, values: vec![0; length] })
    }
}

/// The pixels of a picture that is not too large.
pub(super) fn count(width: usize, height: usize) -> Result<usize, Error> {
    match width.checked_mul(height) {
        Some(0) => Err(Error::Corrupt),
        Some(count) if count <= PICTURE_PIXELS => Ok(count),
        _ => Err(Error::TooLarge),
    }
}

/// How a fax was coded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fax {
    /// Below zero group 4, zero group 3, above group 3 with rows that tell only what is new.
    pub(super) k: i32,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) has_end: bool,
    pub(super) has_line_ends: bool,
    pub(super) is_aligned: bool,
    pub(super) black_is_one: bool,
}

/// Decodes CCITT, group 3 or 4.
pub(super) fn fax(data: &[u8], fax: Fax) -> Result<Samples, Error> {
    struct Rows {
        samples: Samples,
        done: usize,
        black: u8,
    }
    impl hayro_ccitt::Decoder for Rows {
        fn push_row(&mut self, changes: &[u32]) {
            let width = self.samples.width;
            let Some(row) = self.samples.values.chunks_exact_mut(width).nth(self.done) else { return };
            row.fill(1 - self.black);
            for span in changes.chunks(2) {
                let end = span.get(1).map_or(width, |&end| end as usize);
                if let Some(ink) = row.get_mut(span[0] as usize..end) {
                    ink.fill(self.black);
                }
            }
            self.done += 1;
        }
    }
    let samples = Samples::new(fax.columns, fax.rows, 1, 1)?;
    let side = |length: usize| u32::try_from(length).map_err(|_| Error::TooLarge);
    let settings = DecodeSettings {
        columns: side(fax.columns)?,
        rows: side(fax.rows)?,
        end_of_block: fax.has_end,
        end_of_line: fax.has_line_ends,
        rows_are_byte_aligned: fax.is_aligned,
        encoding: match fax.k {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            1.. => EncodingMode::Group3_2D,
        },
        strict: true,
    };
    let mut rows = Rows { samples, done: 0, black: fax.black_is_one.into() };
    hayro_ccitt::decode(data, &mut rows, &mut hayro_ccitt::DecoderContext::new(settings))
        .map_err(|_| Error::Corrupt)?;
    // A page that ends early was cut off.
    if rows.done < fax.rows { Err(Error::Corrupt) } else { Ok(rows.samples) }
}

/// Decodes a page of JBIG2, with what it shares with others.
pub(super) fn jbig2(data: &[u8], globals: Option<&[u8]>) -> Result<Samples, Error> {
    struct Pixels(Vec<u8>);
    impl hayro_jbig2::Decoder for Pixels {
        fn push_pixel(&mut self, black: bool) {
            self.0.push(u8::from(!black));
        }
        fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
            self.0.resize(self.0.len() + chunk_count as usize * 8, u8::from(!black));
        }
        fn next_line(&mut self) {}
    }
    jbig2_is_bounded(data)?;
    globals.map_or(Ok(()), jbig2_is_bounded)?;
    let settings = hayro_jbig2::DecodeSettings { strict: true };
    let globals = globals.map(|globals| hayro_jbig2::Globals::new(globals, &settings)).transpose();
    let globals = globals.map_err(|_| Error::Corrupt)?;
    let page = hayro_jbig2::Page::new_embedded(data, globals.as_ref(), &settings);
    let page = page.map_err(|_| Error::Corrupt)?;
    let (width, height) = (page.width() as usize, page.height() as usize);
    let mut pixels = Pixels(Vec::with_capacity(count(width, height)?));
    page.decode(&mut pixels).map_err(|_| Error::Corrupt)?;
    if pixels.0.len() != width * height {
        return Err(Error::Corrupt);
    }
    Ok(Samples { width, height, components: 1, most: 1, values: pixels.0 })
}

/// Looks at the head of every segment: a region may be as large as a picture, all together as four, and nothing may stand there whose size its
/// head does not tell and whose bits do not cost as much time as they take room. Scanners write none of that.
fn jbig2_is_bounded(data: &[u8]) -> Result<(), Error> {
    const DICTIONARY: u8 = 0;
    const PATTERNS: [u8; 5] = [16, 20, 22, 23, 36];
    const REGIONS: [u8; 8] = [4, 6, 7, 38, 39, 40, 42, 43];
    const MOST_SEGMENTS: usize = 10_000;
    let mut rest = data;
    let mut all = 0;
    for _ in 0..MOST_SEGMENTS {
        if rest.is_empty() {
            return Ok(());
        }
        let number = take(&mut rest, 4)?;
        let flags = take(&mut rest, 1)? as u8;
        let refers = match take(&mut rest, 1)? {
            short if short >> 5 < 7 => short >> 5,
            long => {
                let count = (long & 0x1f) << 24 | take(&mut rest, 3)?;
                rest = rest.get((count + 1).div_ceil(8)..).ok_or(Error::Corrupt)?;
                count
            }
        };
        let each = if number <= 256 {
            1
        } else if number <= 65_536 {
            2
        } else {
            4
        };
        let page = if flags & 0x40 == 0 { 1 } else { 4 };
        rest = rest.get(refers * each + page..).ok_or(Error::Corrupt)?;
        let length = take(&mut rest, 4)?;
        let body = rest.get(..length).ok_or(Error::Corrupt)?;
        rest = &rest[length..];
        let kind = flags & 0x3f;
        // Letters coded by Huffman's way may be as large as they like.
        let is_endless =
            PATTERNS.contains(&kind) || kind == DICTIONARY && body.get(1).is_none_or(|flags| flags & 1 != 0);
        if is_endless {
            return Err(Error::UnsupportedFormat);
        }
        if REGIONS.contains(&kind) {
            let mut size = body;
            let (width, height) = (take(&mut size, 4)?, take(&mut size, 4)?);
            all += count(width, height)?;
        }
        if all > 4 * PICTURE_PIXELS {
            return Err(Error::TooLarge);
        }
    }
    Err(Error::TooLarge)
}

/// Decodes JPEG 2000: the file or what it holds.
pub(super) fn jpeg2000(data: &[u8]) -> Result<Samples, Error> {
    let settings = hayro_jpeg2000::DecodeSettings { strict: true, ..Default::default() };
    let image = hayro_jpeg2000::Image::new(data, &settings).map_err(|_| Error::Corrupt)?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    let alpha = usize::from(image.has_alpha());
    let colours = usize::from(image.color_space().num_channels());
    // Values are decoded four bytes wide, and more than once.
    count(width.saturating_mul(colours + alpha), height)?;
    jpeg2000_is_bounded(data)?;
    if !matches!(colours, 1 | 3 | 4) {
        return Err(Error::UnsupportedFormat);
    }
    let mut context = hayro_jpeg2000::DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|_| Error::Corrupt)?;
    let parts = decoded.components();
    let is_whole = |part: &hayro_jpeg2000::ComponentData| part.samples().len() == width * height;
    if parts.len() != colours + alpha || !parts.iter().all(is_whole) {
        return Err(Error::Corrupt);
    }
    let mut values = decoded.data_u8();
    if alpha == 1 {
        // What is transparent lies on white.
        let pixels = values.chunks_exact(colours + 1);
        let over = |pixel: &[u8]| {
            let (alpha, white) = (u32::from(pixel[colours]), if colours == 4 { 0 } else { 255 });
            let mix = move |&value: &u8| ((u32::from(value) * alpha + white * (255 - alpha)) / 255) as u8;
            pixel[..colours].iter().map(mix).collect::<Vec<u8>>()
        };
        values = pixels.flat_map(over).collect();
    }
    Ok(Samples { width, height, components: colours, most: 255, values })
}

/// Looks at every head of a codestream: tiles are no smaller than letters, and blocks and precincts, for each of which the decoder makes room, no
/// smaller than encoders make them.
fn jpeg2000_is_bounded(data: &[u8]) -> Result<(), Error> {
    const START: &[u8] = b"\xff\x4f\xff\x51";
    const SIZE: usize = 0xff51;
    const CODING: usize = 0xff52;
    const CODING_OF: usize = 0xff53;
    const PART: usize = 0xff90;
    const DATA: usize = 0xff93;
    const END: usize = 0xffd9;
    const MOST_TILES: usize = 1024;
    let start = super::scan::find(data, START).ok_or(Error::Corrupt)?;
    let mut rest = &data[start + 2..];
    // From where on the next part begins, once one began.
    let mut next: Option<&[u8]> = None;
    while let Ok(marker) = take(&mut rest, 2) {
        if marker == DATA {
            rest = next.take().ok_or(Error::Corrupt)?;
            continue;
        }
        // Behind the last part.
        if marker == END || !(0xff01..0xffff).contains(&marker) {
            break;
        }
        let at = rest;
        let length = take(&mut rest, 2)?;
        let body = at.get(2..length).ok_or(Error::Corrupt)?;
        rest = &at[length..];
        let mut body_rest = body;
        match marker {
            SIZE => {
                let mut words = [0; 8];
                take(&mut body_rest, 2)?;
                for word in &mut words {
                    *word = take(&mut body_rest, 4)?;
                }
                let [width, height, _, _, across, down, left, top] = words;
                let tiles =
                    |side: usize, tile: usize, from: usize| side.saturating_sub(from).div_ceil(tile.max(1));
                if tiles(width, across, left).saturating_mul(tiles(height, down, top)) > MOST_TILES {
                    return Err(Error::TooLarge);
                }
            }
            CODING => blocks(body, 1 + 4)?,
            // The number of the component takes two bytes where there are many, and those are refused.
            CODING_OF => blocks(&body[1.min(body.len())..], 1)?,
            PART => {
                take(&mut body_rest, 2)?;
                let whole = take(&mut body_rest, 4)?;
                // Of no length: up to the end.
                let whole = if whole == 0 { at.len() + 2 } else { whole };
                next = Some(at.get(whole.saturating_sub(2).max(length)..).unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(())
}

/// The part of a head that tells how large blocks and precincts are; `before` bytes stand before the number of levels.
fn blocks(body: &[u8], before: usize) -> Result<(), Error> {
    const OWN_PRECINCTS: u8 = 1;
    let [_levels, width, height] = *body.get(before..before + 3).ok_or(Error::Corrupt)? else {
        return Err(Error::Corrupt);
    };
    let precincts =
        if body[0] & OWN_PRECINCTS == 0 { &[][..] } else { body.get(before + 5..).unwrap_or_default() };
    // Exponents: a block has 256 pixels or more, a precinct 32 a side.
    let is_small = |&size: &u8| size & 15 < 5 || size >> 4 < 5;
    let smallest = usize::from(width & 15) + usize::from(height & 15) + 4;
    if smallest < 8 || precincts.iter().any(is_small) { Err(Error::UnsupportedFormat) } else { Ok(()) }
}

/// A number of so many bytes at the beginning.
fn take(rest: &mut &[u8], length: usize) -> Result<usize, Error> {
    let (number, after) = rest.split_at_checked(length).ok_or(Error::Corrupt)?;
    *rest = after;
    Ok(number.iter().fold(0, |value, &byte| value << 8 | usize::from(byte)))
}
