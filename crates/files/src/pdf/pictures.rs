//! The pages of a scanned pdf as pictures: comes in a file whose pages hold no text, go out its pictures, JPEGs as they are and all others unpacked;
//! where this build has the reader of pictures, what is read of them.
//!
//! A file with a large picture that is not unpacked here is refused as a whole, so that no page is passed over. The order is that of the file. That
//! pages are turned is left to the reader: a table that lies on its side is refused.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use gouji::Error;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, ObjectIdentifier, Stream};

use super::codecs::{self, Fax};
use super::colours::{self, Colours, Rows};
use super::scan::{Source, Streams, find, is_picture};
use super::stream;
use super::unlock::{id_before, of_library, unlock_all};
use crate::limits;
#[cfg(feature = "pictures")]
use crate::pictures;
use crate::raster::{MIN_WIDTH, Raster, is_jpeg};

/// Bytes that may follow the last row.
const PADDING: usize = 4096;

/// The picture of a page.
#[derive(Debug)]
enum Picture<'a> {
    /// A JPEG.
    Jpeg(Cow<'a, [u8]>),
    /// Any other, unpacked.
    Raster(Raster),
}

/// Reads a file in which [`super::html`] found pictures and no text.
#[cfg(feature = "pictures")]
pub(super) fn html(bytes: &[u8]) -> Result<String, Error> {
    let mut room = pictures::Room::default();
    let pages = each(bytes, |picture| {
        room.take(match picture {
            Picture::Jpeg(jpeg) => pictures::decoded(&jpeg)?,
            Picture::Raster(raster) => pictures::unpacked(&raster)?,
        })
    })?;
    pictures::pages(&pages)
}

/// The picture of every page of such a file: a JPEG as it stands there, any other as a png.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    each(bytes, |picture| match picture {
        Picture::Jpeg(jpeg) => Ok(jpeg.into_owned()),
        Picture::Raster(raster) => raster.png(),
    })
}

/// What is made of each picture, one after the other: unpacked they take much room.
fn each<T>(bytes: &[u8], mut take: impl FnMut(Picture<'_>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    let mut bytes = bytes.to_vec();
    let was_locked = unlock_all(&mut bytes)?;
    let source = Arc::new(Source::of(&bytes)?);
    let pdf = Pdf::new(source.clone()).map_err(of_library)?;
    let found = found(&bytes, &pdf)?;
    let mut pages = Vec::new();
    let mut pixels = 0;
    for Found { data, dict } in found {
        let data = &bytes[data];
        let picture = match dict {
            // Whatever its dictionary says: it says it itself.
            _ if is_jpeg(data) => Picture::Jpeg(Cow::Borrowed(data)),
            Some(dict) => picture(data, &dict, !was_locked)?,
            None => return Err(Error::UnsupportedFormat),
        };
        if let Picture::Raster(raster) = &picture {
            pixels += raster.width * raster.height;
        }
        if source.is_spent() || pages.len() == limits::PICTURES || pixels > limits::PICTURES_PIXELS {
            return Err(Error::TooLarge);
        }
        pages.push(take(picture)?);
    }
    if pages.is_empty() { Err(Error::UnsupportedFormat) } else { Ok(pages) }
}

/// A picture in a file, with its dictionary where the file's tables name it.
struct Found<'a> {
    data: Range<usize>,
    dict: Option<Dict<'a>>,
}

/// The large pictures of a file.
fn found<'a>(bytes: &[u8], pdf: &'a Pdf) -> Result<Vec<Found<'a>>, Error> {
    let mut pictures: Vec<(Option<ObjectIdentifier>, Found<'a>)> = Vec::new();
    // What says where another is seen through is no page.
    let mut masks = BTreeSet::new();
    let mut streams = Streams::default();
    while let Some(place) = streams.next(bytes)? {
        let head = &bytes[place.head.clone()];
        if !is_picture(head) {
            continue;
        }
        streams.pass(&place);
        let id = id_before(&bytes[..place.head.start]).map(|id| ObjectIdentifier::new(id.0, id.1));
        let stream = id.and_then(|id| pdf.xref().get::<Stream<'_>>(id));
        let dict = stream.map(|stream| stream.dict().clone());
        let said = dict.as_ref().and_then(|dict| dict.get::<usize>("Width"));
        if said.or_else(|| number(head, b"/Width")).is_some_and(|width| width < MIN_WIDTH) {
            continue;
        }
        if let Some(dict) = &dict {
            let named = ["SMask", "Mask"].into_iter().filter_map(|key| dict.get_ref(key));
            masks.extend(named.map(|id| (id.obj_number, id.gen_number)));
        }
        let mut data = place.data(bytes);
        let length = dict.as_ref().and_then(|dict| dict.get::<usize>("Length"));
        if let Some(end) = length.and_then(|length| data.start.checked_add(length)) {
            data.end = data.end.min(end);
        }
        pictures.push((id, Found { data, dict }));
        if pictures.len() > limits::PICTURES * 2 {
            return Err(Error::TooLarge);
        }
    }
    pictures.retain(|(id, _)| !id.is_some_and(|id| masks.contains(&(id.obj_number, id.gen_number))));
    Ok(pictures.into_iter().map(|(_, found)| found).collect())
}

/// Unpacks a picture: all filters but the last fold it once more.
fn picture<'a>(data: &'a [u8], dict: &Dict<'_>, has_strings: bool) -> Result<Picture<'a>, Error> {
    let width = dict.get::<usize>("Width").ok_or(Error::Corrupt)?;
    let height = dict.get::<usize>("Height").ok_or(Error::Corrupt)?;
    codecs::count(width, height)?;
    let filters = objects(dict, "Filter").into_iter().map(|filter| filter.into_name().ok_or(Error::Corrupt));
    let mut filters: Vec<_> = filters.collect::<Result<_, _>>()?;
    let last = filters.pop();
    let mut parameters = objects(dict, "DecodeParms").into_iter().map(Object::into_dict);
    let parameters = parameters.nth(filters.len()).flatten().unwrap_or_default();
    let mut data = Cow::Borrowed(data);
    for filter in filters {
        if !matches!(&*filter, b"FlateDecode" | b"Fl") {
            return Err(Error::UnsupportedFormat);
        }
        data = Cow::Owned(stream::inflate(&data, limits::FILE_BYTES)?);
    }
    match last.as_deref() {
        Some(b"DCTDecode" | b"DCT") if is_jpeg(&data) => return Ok(Picture::Jpeg(data)),
        Some(b"DCTDecode" | b"DCT") => return Err(Error::Corrupt),
        Some(b"JPXDecode") => return jpeg2000(&data, dict, has_strings),
        _ => {}
    }
    let colours = Colours::of(dict, has_strings)?;
    let samples = match last.as_deref() {
        None => rows(dict, &Dict::default(), width, height, &colours)?.samples(data.into_owned())?,
        Some(b"FlateDecode" | b"Fl") => {
            let rows = rows(dict, &parameters, width, height, &colours)?;
            rows.samples(stream::inflate(&data, rows.length()? + PADDING)?)?
        }
        Some(b"CCITTFaxDecode" | b"CCF") => codecs::fax(&data, fax(&parameters, height))?,
        Some(b"JBIG2Decode") => {
            let globals = parameters.get::<Stream<'_>>("JBIG2Globals");
            let globals = globals.map(|globals| stream::whole(&globals, limits::PDF_READ_BYTES));
            codecs::jbig2(&data, globals.transpose()?.as_deref())?
        }
        Some(_) => return Err(Error::UnsupportedFormat),
    };
    if (samples.width, samples.height) != (width, height) {
        return Err(Error::Corrupt);
    }
    let is_turned_over = colours::is_turned_over(dict, &colours, samples.most)?;
    Ok(Picture::Raster(colours::pixels(samples, &colours, is_turned_over)?))
}

/// Unpacks JPEG 2000, whose colours are its own; numbers of colours that stand elsewhere are not.
fn jpeg2000(data: &[u8], dict: &Dict<'_>, has_strings: bool) -> Result<Picture<'static>, Error> {
    let samples = codecs::jpeg2000(data)?;
    let said = dict.get::<Object<'_>>("ColorSpace").map(|_| Colours::of(dict, has_strings));
    let colours = match samples.components {
        1 => Colours::Gray,
        3 => Colours::Rgb,
        _ => Colours::Cmyk,
    };
    let is_so = said
        .transpose()?
        .is_none_or(|said| !matches!(said, Colours::Indexed(_)) && said.components() == samples.components);
    if !is_so {
        return Err(Error::UnsupportedFormat);
    }
    Ok(Picture::Raster(colours::pixels(samples, &colours, false)?))
}

/// How the rows of a picture stand in its bytes.
fn rows(
    dict: &Dict<'_>,
    parameters: &Dict<'_>,
    width: usize,
    height: usize,
    colours: &Colours,
) -> Result<Rows, Error> {
    let is_mask = dict.get::<bool>("ImageMask") == Some(true);
    let bits = dict.get::<usize>("BitsPerComponent").unwrap_or(if is_mask { 1 } else { 8 });
    let predictor = parameters.get::<usize>("Predictor").unwrap_or(1);
    let rows = Rows { width, height, components: colours.components(), bits, predictor };
    let said = |key: &str, otherwise: usize| parameters.get::<usize>(key).unwrap_or(otherwise);
    // Rows that were told as if they were others.
    let is_same = said("Columns", 1) == width
        && said("Colors", 1) == rows.components
        && said("BitsPerComponent", 8) == bits;
    if predictor > 1 && !is_same { Err(Error::UnsupportedFormat) } else { Ok(rows) }
}

/// How a fax was coded.
fn fax(parameters: &Dict<'_>, rows: usize) -> Fax {
    let is = |key: &str, otherwise: bool| parameters.get::<bool>(key).unwrap_or(otherwise);
    Fax {
        k: parameters.get::<i32>("K").unwrap_or(0),
        columns: parameters.get::<usize>("Columns").unwrap_or(1728),
        rows,
        has_end: is("EndOfBlock", true),
        has_line_ends: is("EndOfLine", false),
        is_aligned: is("EncodedByteAlign", false),
        black_is_one: is("BlackIs1", false),
    }
}

/// What stands under a key, alone or in a list.
fn objects<'a>(dict: &Dict<'a>, key: &str) -> Vec<Object<'a>> {
    /// Filters one after the other.
    const MOST: usize = 8;
    match dict.get::<Object<'_>>(key) {
        Some(Object::Array(array)) => array.iter::<Object<'_>>().take(MOST).collect(),
        other => other.into_iter().collect(),
    }
}

/// The number behind a key.
fn number(head: &[u8], key: &[u8]) -> Option<usize> {
    let rest = head[find(head, key)? + key.len()..].trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}
