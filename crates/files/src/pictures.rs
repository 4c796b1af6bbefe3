//! A picture, or the pictures of pages, to HTML: decoded here, read by `gouji-pictures`.
//!
//! The reader is loaded once a program. Decoders are `image`'s for png, JPEG, WebP and BMP, within its limits of memory and ours of pixels.

use std::io::Cursor;
use std::sync::OnceLock;

use gouji::Error;
use gouji_pictures::image::{Gray, MAX_ALL_PIXELS, MAX_PIXELS, is_cut_off};
use gouji_pictures::{MODEL, Reader};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::limits;
use crate::raster::Raster;

// Builds without the reader of pictures have the same bounds.
const _: () = assert!(limits::PICTURE_PIXELS == MAX_PIXELS && limits::PICTURES_PIXELS == MAX_ALL_PIXELS);

/// Reads a picture.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    pages(&[decoded(bytes)?])
}

/// Reads files that are pictures as the pages of one report.
pub(crate) fn all(files: &[Vec<u8>]) -> Result<String, Error> {
    let mut room = Room::default();
    let decoded = files.iter().map(|bytes| decoded(bytes).and_then(|page| room.take(page)));
    pages(&decoded.collect::<Result<Vec<_>, _>>()?)
}

/// How many pixels there are so far.
#[derive(Debug, Default)]
pub(crate) struct Room(usize);

impl Room {
    /// The next page, if there is room for it.
    pub(crate) fn take(&mut self, page: Gray) -> Result<Gray, Error> {
        self.0 += page.pixels.len();
        if self.0 > limits::PICTURES_PIXELS { Err(Error::TooLarge) } else { Ok(page) }
    }
}

/// Reads pictures as the pages of one report.
pub(crate) fn pages(pages: &[Gray]) -> Result<String, Error> {
    static READER: OnceLock<Option<Reader>> = OnceLock::new();
    let reader = READER.get_or_init(|| Reader::new(MODEL)).as_ref().ok_or(Error::UnsupportedFormat)?;
    let read = reader.read(pages, &mut |_, _| true).ok_or(Error::Corrupt)?;
    read.html().map_err(Error::NotAReport)
}

/// Bytes that a decoder may take beside the pixels.
const SPARE: u64 = 4 << 20;

/// Decodes a picture, upright as its camera says.
pub(crate) fn decoded(bytes: &[u8]) -> Result<Gray, Error> {
    if is_cut_off(bytes) {
        return Err(Error::Corrupt);
    }
    // A small picture may bring a gigabyte of colours with it.
    let pixels =
        imagesize::blob_size(bytes).map_or(MAX_PIXELS, |size| size.width.saturating_mul(size.height));
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Error::Corrupt)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(8 * pixels.min(MAX_PIXELS) as u64 + SPARE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(error)?;
    let (width, height) = decoder.dimensions();
    if width as usize * height as usize > MAX_PIXELS {
        return Err(Error::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(error)?;
    picture.apply_orientation(orientation);
    gray(&picture).ok_or(Error::Corrupt)
}

/// The grey of a picture that was unpacked elsewhere.
pub(crate) fn unpacked(raster: &Raster) -> Result<Gray, Error> {
    Gray::of_bytes(raster.width, raster.height, raster.channels, &raster.pixels).ok_or(Error::Corrupt)
}

fn gray(picture: &DynamicImage) -> Option<Gray> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    match picture {
        DynamicImage::ImageLuma8(bytes) => Gray::of_bytes(width, height, 1, bytes),
        DynamicImage::ImageRgb8(bytes) => Gray::of_bytes(width, height, 3, bytes),
        DynamicImage::ImageRgba8(bytes) => Gray::of_bytes(width, height, 4, bytes),
        other => Gray::of_bytes(width, height, 4, &other.to_rgba8()),
    }
}

fn error(error: image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => Error::TooLarge,
        image::ImageError::Unsupported(_) => Error::UnsupportedFormat,
        _ => Error::Corrupt,
    }
}
