//! The values of a picture in a pdf to pixels, by what its dictionary says of colours; and folded rows to values.

use gouji::Error;
use hayro_syntax::object::{Array, Dict, Object};

use super::codecs::{Samples, count};
use super::stream;
use crate::limits;
use crate::raster::Raster;

/// Bytes of a table of colours, folded and unfolded: it has 256 colours at most.
const TABLE_BYTES: usize = 1 << 20;

/// What the values of a picture stand for.
#[derive(Debug)]
pub(super) enum Colours {
    Gray,
    Rgb,
    /// Inks.
    Cmyk,
    /// Numbers of these.
    Indexed(Vec<[u8; 3]>),
}

impl Colours {
    /// The colours that a dictionary names. `has_strings`: strings of the file are in plain.
    pub(super) fn of(dict: &Dict<'_>, has_strings: bool) -> Result<Colours, Error> {
        if dict.get::<bool>("ImageMask") == Some(true) {
            // What is zero is painted.
            return Ok(Colours::Gray);
        }
        let space = dict.get::<Object<'_>>("ColorSpace").ok_or(Error::UnsupportedFormat)?;
        Colours::space(space, has_strings, true)
    }

    fn space(space: Object<'_>, has_strings: bool, may_be_indexed: bool) -> Result<Colours, Error> {
        let named = |name: &[u8]| match name {
            b"DeviceGray" | b"CalGray" | b"G" => Ok(Colours::Gray),
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Ok(Colours::Rgb),
            b"DeviceCMYK" | b"CMYK" => Ok(Colours::Cmyk),
            _ => Err(Error::UnsupportedFormat),
        };
        let array = match space {
            Object::Name(name) => return named(&name),
            Object::Array(array) => array,
            _ => return Err(Error::UnsupportedFormat),
        };
        let mut parts = array.iter::<Object<'_>>();
        let mut next = || parts.next().ok_or(Error::Corrupt);
        let name = next()?.into_name().ok_or(Error::Corrupt)?;
        match &*name {
            b"ICCBased" => {
                let profile = next()?.into_stream().ok_or(Error::Corrupt)?;
                match profile.dict().get::<u32>("N") {
                    Some(1) => Ok(Colours::Gray),
                    Some(3) => Ok(Colours::Rgb),
                    Some(4) => Ok(Colours::Cmyk),
                    _ => Err(Error::UnsupportedFormat),
                }
            }
            b"Indexed" | b"I" if may_be_indexed => {
                let base = Colours::space(next()?, has_strings, false)?;
                next()?;
                let table = match next()? {
                    Object::String(table) if has_strings => table.to_vec(),
                    Object::Stream(table) => stream::whole(&table, TABLE_BYTES)?,
                    _ => return Err(Error::UnsupportedFormat),
                };
                let colours = table.chunks_exact(base.components()).map(|values| base.pixel(values));
                Ok(Colours::Indexed(colours.collect()))
            }
            name => named(name),
        }
    }

    /// Values a pixel.
    pub(super) fn components(&self) -> usize {
        match self {
            Colours::Gray | Colours::Indexed(_) => 1,
            Colours::Rgb => 3,
            Colours::Cmyk => 4,
        }
    }

    /// Red, green and blue of values up to 255.
    fn pixel(&self, values: &[u8]) -> [u8; 3] {
        match *values {
            [cyan, magenta, yellow, black] => {
                [cyan, magenta, yellow].map(|ink| 255 - ink.saturating_add(black))
            }
            [red, green, blue] => [red, green, blue],
            _ => [values.first().copied().unwrap_or_default(); 3],
        }
    }
}

/// Whether a dictionary turns light and dark over. Anything else that it may do to values is not done.
pub(super) fn is_turned_over(dict: &Dict<'_>, colours: &Colours, most: u8) -> Result<bool, Error> {
    let Some(decode) = dict.get::<Array<'_>>("Decode") else { return Ok(false) };
    let values: Vec<f32> = decode.iter::<f32>().collect();
    let end = if matches!(colours, Colours::Indexed(_)) { f32::from(most) } else { 1.0 };
    let all = |pair: [f32; 2]| values == pair.repeat(colours.components());
    match (all([0.0, end]), all([end, 0.0])) {
        (true, _) => Ok(false),
        (_, true) => Ok(true),
        _ => Err(Error::UnsupportedFormat),
    }
}

/// The pixels that values stand for.
pub(super) fn pixels(samples: Samples, colours: &Colours, is_turned_over: bool) -> Result<Raster, Error> {
    let Samples { width, height, components, most, mut values } = samples;
    if components != colours.components() {
        return Err(Error::Corrupt);
    }
    if is_turned_over {
        values.iter_mut().for_each(|value| *value = most - *value);
    }
    if most < 255 && !matches!(colours, Colours::Indexed(_)) {
        let step = 255 / most;
        values.iter_mut().for_each(|value| *value *= step);
    }
    let (channels, pixels) = match colours {
        Colours::Gray => (1, values),
        Colours::Rgb => (3, values),
        Colours::Cmyk => (3, values.chunks_exact(4).flat_map(|inks| colours.pixel(inks)).collect()),
        Colours::Indexed(table) => {
            let mut pixels = Vec::with_capacity(values.len() * 3);
            for &value in &values {
                pixels.extend(table.get(usize::from(value)).ok_or(Error::Corrupt)?);
            }
            (3, pixels)
        }
    };
    Ok(Raster { width, height, channels, pixels })
}

/// How rows were folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) components: usize,
    /// Bits a value.
    pub(super) bits: usize,
    /// How each row was told by what stands before it: 1 not at all, 2 as tiff does, 10 and above as png does.
    pub(super) predictor: usize,
}

impl Rows {
    /// Bytes of a row, and those before it that tell how it was folded.
    fn row(&self) -> Result<(usize, usize), Error> {
        if !matches!(self.bits, 1 | 2 | 4 | 8 | 16) {
            return Err(Error::UnsupportedFormat);
        }
        count(self.width, self.height)?;
        Ok(((self.width * self.components * self.bits).div_ceil(8), usize::from(self.predictor >= 10)))
    }

    /// Bytes of all rows.
    pub(super) fn length(&self) -> Result<usize, Error> {
        let (row, before) = self.row()?;
        let length = (row + before) * self.height;
        if length > limits::PDF_READ_BYTES { Err(Error::TooLarge) } else { Ok(length) }
    }

    /// The values in the rows.
    pub(super) fn samples(&self, mut data: Vec<u8>) -> Result<Samples, Error> {
        let (row, _) = self.row()?;
        if data.len() < self.length()? {
            // Cut off.
            return Err(Error::Corrupt);
        }
        // Values stand so many bytes apart from those of the pixel before.
        let apart = (self.components * self.bits).div_ceil(8);
        match self.predictor {
            0 | 1 => {}
            2 if self.bits == 8 => {
                for row in data.chunks_exact_mut(row) {
                    for at in apart..row.len() {
                        row[at] = row[at].wrapping_add(row[at - apart]);
                    }
                }
            }
            10.. => data = unfolded(&data, row, self.height, apart)?,
            _ => return Err(Error::UnsupportedFormat),
        }
        let most = if self.bits >= 8 { 255 } else { (1 << self.bits) - 1 };
        let mut samples = Samples::new(self.width, self.height, self.components, most)?;
        let values_of_row = self.width * self.components;
        for (row, values) in data.chunks_exact(row).zip(samples.values.chunks_exact_mut(values_of_row)) {
            for (at, value) in values.iter_mut().enumerate() {
                *value = match self.bits {
                    8 => row[at],
                    // The upper half is enough.
                    16 => row[at * 2],
                    bits => row[at * bits / 8] >> (8 - bits - at * bits % 8) & most,
                };
            }
        }
        Ok(samples)
    }
}

/// Rows of which each begins with how png tells it.
fn unfolded(data: &[u8], row: usize, height: usize, apart: usize) -> Result<Vec<u8>, Error> {
    let mut out = vec![0_u8; row * height];
    for (nth, told) in data.chunks_exact(row + 1).take(height).enumerate() {
        let (before, here) = out.split_at_mut(nth * row);
        let above = before.rchunks_exact(row).next();
        let here = &mut here[..row];
        for (at, &byte) in told[1..].iter().enumerate() {
            let left = if at < apart { 0 } else { here[at - apart] };
            let up = above.map_or(0, |above| above[at]);
            let corner = above.filter(|_| at >= apart).map_or(0, |above| above[at - apart]);
            let told_by = match told[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => nearest(left, up, corner),
                _ => return Err(Error::Corrupt),
            };
            here[at] = byte.wrapping_add(told_by);
        }
    }
    Ok(out)
}

/// Paeth's choice.
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let away = |value: u8| (guess - i16::from(value)).abs();
    [left, up, corner].into_iter().min_by_key(|&value| away(value)).unwrap_or(left)
}
