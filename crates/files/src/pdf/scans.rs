//! Scans, one for each way in which a page is coded: what is read of them is what is read of a JPEG of the same pixels. Streams that no encoder here
//! makes were made by `tests/scans/make.py`.

use std::io::Cursor;
use std::sync::LazyLock;

use gouji::Error;
use image::{DynamicImage, ImageFormat};
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;

use super::tests::{File, open};

const PICTURE: &[u8] = include_bytes!("../../../pictures/tests/pictures/screenshot.png");
const G3: &[u8] = include_bytes!("../../tests/scans/g3.bin");
const G3_2D: &[u8] = include_bytes!("../../tests/scans/g3-2d.bin");
const G4: &[u8] = include_bytes!("../../tests/scans/g4.bin");
const REGION: &[u8] = include_bytes!("../../tests/scans/region.jb2");
const GLOBALS: &[u8] = include_bytes!("../../tests/scans/globals.jb2");
const LETTERS: &[u8] = include_bytes!("../../tests/scans/letters.jb2");
const COLOURS_JP2: &[u8] = include_bytes!("../../tests/scans/colours.jp2");
const GREY_J2K: &[u8] = include_bytes!("../../tests/scans/grey.j2k");

/// The fax's size: twice the picture's.
const FAX: &str = "/Width 1800/Height 390";

/// The fax, a byte a pixel, as group 4 has it.
static FAX_PIXELS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let page = page(&format!("{FAX}/BitsPerComponent 1/ColorSpace/DeviceGray{}", ccitt("/K -1")), G4);
    page.into_luma8().into_raw()
});

fn picture() -> DynamicImage {
    image::load_from_memory(PICTURE).expect("a picture").into_rgb8().into()
}

fn ccitt(parameters: &str) -> String {
    format!("/Filter/CCITTFaxDecode/DecodeParms<</Columns 1800/Rows 390{parameters}>>")
}

/// A pdf of a page that is a picture.
fn scan(keys: &str, data: &[u8]) -> Vec<u8> {
    with_globals(&[], keys, data)
}

/// The same; object 8 is a stream beside it, where there is one.
fn with_globals(globals: &[u8], keys: &str, data: &[u8]) -> Vec<u8> {
    let mut file = File::new();
    assert_eq!(file.stream("", globals), 8);
    let scan = file.stream(&format!("/Subtype/Image{keys}"), data);
    file.page_with(&format!("/XObject<</I {scan} 0 R>>"), "q 600 0 0 130 0 0 cm /I Do Q\n");
    file.bytes()
}

/// The only page as a picture.
fn page(keys: &str, data: &[u8]) -> DynamicImage {
    page_of(&scan(keys, data))
}

#[track_caller]
fn page_of(pdf: &[u8]) -> DynamicImage {
    let pages = crate::scanned_pages(pdf).expect("pages");
    assert_eq!(pages.len(), 1);
    image::load_from_memory(&pages[0]).expect("a picture")
}

/// What is read of a JPEG of the same pixels.
fn as_jpeg(picture: &DynamicImage) -> String {
    let mut jpeg = Cursor::new(Vec::new());
    picture.write_to(&mut jpeg, ImageFormat::Jpeg).expect("a JPEG");
    let keys = format!(
        "/Width {}/Height {}/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
        picture.width(),
        picture.height()
    );
    let html = open(&scan(&keys, jpeg.get_ref())).expect("read");
    assert!(html.contains("<table>") && html.contains(">252<") && html.contains(">395<"), "{html}");
    html
}

fn zlib(data: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(data, 1)
}

/// Rows of bytes as png tells them, every way in turn.
fn told(rows: &[u8], row: usize, apart: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let at = |y: usize, x: Option<usize>| x.map_or(0, |x| rows[y * row + x]);
    for y in 0..rows.len() / row {
        let how = y % 5;
        out.push(how as u8);
        for x in 0..row {
            let left = at(y, x.checked_sub(apart));
            let (up, corner) =
                if y == 0 { (0, 0) } else { (at(y - 1, Some(x)), at(y - 1, x.checked_sub(apart))) };
            let paeth = {
                let guess = i32::from(left) + i32::from(up) - i32::from(corner);
                let [a, b, c] = [left, up, corner].map(|value| (guess - i32::from(value)).abs());
                if a <= b && a <= c {
                    left
                } else if b <= c {
                    up
                } else {
                    corner
                }
            };
            let mean = ((u16::from(left) + u16::from(up)) / 2) as u8;
            out.push(rows[y * row + x].wrapping_sub([0, left, up, mean, paeth][how]));
        }
    }
    out
}

#[test]
fn folded_pixels_are_read_as_a_jpeg_of_them() {
    const SIZE: &str = "/Width 900/Height 195";
    let rgb = picture();
    let grey = DynamicImage::from(rgb.to_luma8());
    let (rgb_bytes, grey_bytes) = (rgb.as_bytes(), grey.as_bytes());
    let flate = "/Filter/FlateDecode/BitsPerComponent 8";
    let parameters = |predictor: u32, colours: u32| {
        format!("/DecodeParms<</Predictor {predictor}/Columns 900/Colors {colours}>>")
    };
    let tiff: Vec<u8> = grey_bytes
        .chunks(900)
        .flat_map(|row| (0..900).map(|x| row[x].wrapping_sub(if x == 0 { 0 } else { row[x - 1] })))
        .collect();
    let inks: Vec<u8> =
        rgb_bytes.chunks(3).flat_map(|pixel| [255 - pixel[0], 255 - pixel[1], 255 - pixel[2], 0]).collect();
    let turned: Vec<u8> = grey_bytes.iter().map(|value| 255 - value).collect();
    let wide: Vec<u8> = grey_bytes.iter().flat_map(|&value| [value, 7]).collect();
    // Colour 255 - n is shade n.
    let palette: String = (0..=255).rev().map(|shade| format!("{shade:02x}").repeat(3)).collect();
    let shades: Vec<u8> = (0..=255).rev().collect();
    let cases: [(String, Vec<u8>, &DynamicImage); 12] = [
        ("/ColorSpace/DeviceGray/BitsPerComponent 8".into(), grey_bytes.to_vec(), &grey),
        (format!("/ColorSpace/DeviceGray{flate}"), zlib(grey_bytes), &grey),
        (format!("/ColorSpace[/ICCBased 8 0 R]{flate}"), zlib(grey_bytes), &grey),
        (format!("/ColorSpace/DeviceRGB{flate}"), zlib(rgb_bytes), &rgb),
        (
            format!("/ColorSpace[/CalRGB<<>>]{flate}{}", parameters(15, 3)),
            zlib(&told(rgb_bytes, 2700, 3)),
            &rgb,
        ),
        (
            format!("/ColorSpace/DeviceGray{flate}{}", parameters(12, 1)),
            zlib(&told(grey_bytes, 900, 1)),
            &grey,
        ),
        (format!("/ColorSpace/DeviceGray{flate}{}", parameters(2, 1)), zlib(&tiff), &grey),
        (format!("/ColorSpace/DeviceCMYK{flate}"), zlib(&inks), &rgb),
        (format!("/ColorSpace/DeviceGray/Decode[1 0]{flate}"), zlib(&turned), &grey),
        (
            "/ColorSpace/DeviceGray/BitsPerComponent 16/Filter[/FlateDecode]/DecodeParms[null]".into(),
            zlib(&wide),
            &grey,
        ),
        (format!("/ColorSpace[/Indexed/DeviceRGB 255<{palette}>]{flate}"), zlib(&turned), &grey),
        (format!("/ColorSpace[/Indexed[/ICCBased 8 0 R]255 9 0 R]{flate}"), zlib(&turned), &grey),
    ];
    for (keys, data, pixels) in cases {
        let mut file = File::new();
        assert_eq!(file.stream("/N 1", b"a profile"), 8);
        assert_eq!(file.stream("", &shades), 9);
        let scan = file.stream(&format!("/Subtype/Image{SIZE}{keys}"), &data);
        file.page_with(&format!("/XObject<</I {scan} 0 R>>"), "q 600 0 0 130 0 0 cm /I Do Q\n");
        let pdf = file.bytes();
        assert!(page_of(&pdf).to_rgb8() == pixels.to_rgb8(), "{keys}");
        // What is read of pixels is read of the same pixels again.
        if keys.contains("Predictor 15") {
            assert_eq!(open(&pdf).expect("read"), as_jpeg(pixels), "{keys}");
        }
    }
}

#[test]
fn faxes_are_read_as_a_jpeg_of_them() {
    let pixels = &*FAX_PIXELS;
    let expected = DynamicImage::from(image::GrayImage::from_raw(1800, 390, pixels.clone()).expect("whole"));
    let gray = format!("{FAX}/BitsPerComponent 1/ColorSpace/DeviceGray");
    let mask = format!("{FAX}/ImageMask true");
    let turned_bits: Vec<u8> = bits(pixels).iter().map(|byte| !byte).collect();
    let jbig2 = format!("{gray}/Filter/JBIG2Decode");
    let cases: [(String, &[u8]); 10] = [
        (format!("{gray}{}", ccitt("/K -1")), G4),
        (format!("{mask}{}", ccitt("/K -1")), G4),
        (format!("{gray}/Decode[1 0]{}", ccitt("/K -1/BlackIs1 true")), G4),
        (format!("{gray}{}", ccitt("")), G3),
        (format!("{gray}{}", ccitt("/K 4")), G3_2D),
        (jbig2.clone(), REGION),
        (format!("{jbig2}/DecodeParms<</JBIG2Globals 8 0 R>>"), LETTERS),
        (format!("{gray}/Filter/FlateDecode"), &zlib(&bits(pixels))),
        (
            format!("{FAX}/BitsPerComponent 1/ColorSpace[/Indexed/DeviceGray 1<ff00>]/Filter/FlateDecode"),
            &zlib(&turned_bits),
        ),
        (
            format!("{gray}/Filter[/FlateDecode/CCITTFaxDecode]/DecodeParms[null<</K -1/Columns 1800>>]"),
            &zlib(G4),
        ),
    ];
    for (keys, data) in cases {
        let pdf = with_globals(GLOBALS, &keys, data);
        assert!(page_of(&pdf).to_luma8().into_raw() == *pixels, "{keys}");
        if data == LETTERS {
            assert_eq!(figures(&open(&pdf).expect("read")), figures(&as_jpeg(&expected)), "{keys}");
        }
    }
}

/// What is read, whether it is sure or not: a JPEG has a little more noise.
fn figures(html: &str) -> String {
    let mut parts = html.split(" data-candidates=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once('"')).fold(first, |text, (_, after)| text + after)
}

/// A byte a pixel to a bit a pixel.
fn bits(pixels: &[u8]) -> Vec<u8> {
    let byte =
        |eight: &[u8]| eight.iter().enumerate().fold(0, |byte, (at, value)| byte | (value & 1) << (7 - at));
    pixels.chunks(1800).flat_map(|row| row.chunks(8).map(byte)).collect()
}

#[test]
fn jpeg_2000_is_read_as_a_jpeg_of_it() {
    for (keys, data) in [
        ("/Width 900/Height 195/ColorSpace/DeviceRGB/Filter/JPXDecode", COLOURS_JP2),
        ("/Width 1800/Height 390/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/JPXDecode", GREY_J2K),
    ] {
        let pdf = scan(keys, data);
        assert_eq!(open(&pdf).expect("read"), as_jpeg(&page_of(&pdf)), "{keys}");
    }
}

#[test]
fn what_is_not_unpacked_is_refused_and_no_page_is_passed_over() {
    let gray = "/Width 900/Height 195/BitsPerComponent 8/ColorSpace/DeviceGray";
    let whole = zlib(picture().to_luma8().as_raw());
    let fax = format!("{FAX}/BitsPerComponent 1/ColorSpace/DeviceGray");
    let huge = "/Width 9000/Height 9000/BitsPerComponent 1/ColorSpace/DeviceGray";
    let jbig2 = format!("{fax}/Filter/JBIG2Decode");
    let mut large_region = REGION.to_vec();
    // The size of the page, and that of the region in it.
    let at = [11, 11 + 19 + 11].map(|at| at..at + 8);
    at.into_iter().for_each(|at| large_region[at].copy_from_slice(&[0, 0, 0xea, 0, 0, 0, 0xea, 0]));
    let mut huffman = GLOBALS.to_vec();
    huffman[12] = 1;
    let mut many_tiles = GREY_J2K.to_vec();
    // Behind two markers, the length, what is needed of a decoder, and four numbers.
    many_tiles[24..32].copy_from_slice(&[0, 0, 0, 8, 0, 0, 0, 8]);
    let cases: [(String, &[u8], Error); 15] = [
        (format!("{gray}/Filter/LZWDecode"), &whole, Error::UnsupportedFormat),
        (format!("{gray}/Filter/FlateDecode/Decode[0 .5]"), &whole, Error::UnsupportedFormat),
        (
            gray.replace("/DeviceGray", "[/Separation/Spot/DeviceGray 8 0 R]") + "/Filter/FlateDecode",
            &whole,
            Error::UnsupportedFormat,
        ),
        (format!("{gray}/Filter/FlateDecode"), &whole[..whole.len() / 2], Error::Corrupt),
        (gray.to_owned(), &[0; 999], Error::Corrupt),
        (format!("{fax}{}", ccitt("/K -1")), &G4[..G4.len() / 2], Error::Corrupt),
        (format!("{fax}{}", ccitt("")), &G3[..G3.len() / 2], Error::Corrupt),
        (jbig2.clone(), &REGION[..REGION.len() - 9], Error::Corrupt),
        (jbig2.clone(), LETTERS, Error::Corrupt),
        (jbig2, &large_region, Error::TooLarge),
        (
            format!("{fax}/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 8 0 R>>"),
            LETTERS,
            Error::UnsupportedFormat,
        ),
        (
            "/Width 900/Height 195/Filter/JPXDecode".into(),
            &COLOURS_JP2[..COLOURS_JP2.len() / 2],
            Error::Corrupt,
        ),
        (format!("{FAX}/Filter/JPXDecode"), &many_tiles, Error::TooLarge),
        (format!("{huge}{}", ccitt("/K -1")), G4, Error::TooLarge),
        (format!("{huge}/Filter/FlateDecode"), &zlib(&[0; 99_999]), Error::TooLarge),
    ];
    for (keys, data, expected) in cases {
        let pdf = with_globals(&huffman, &keys, data);
        assert_eq!(crate::scanned_pages(&pdf), Err(expected), "{keys}");
        assert_eq!(open(&pdf), Err(expected), "{keys}");
    }
    // One page that is read and one that is not.
    let mut file = File::new();
    for filter in ["FlateDecode", "LZWDecode"] {
        let scan = file.stream(&format!("/Subtype/Image{gray}/Filter/{filter}"), &whole);
        file.page_with(&format!("/XObject<</I {scan} 0 R>>"), "q 600 0 0 130 0 0 cm /I Do Q\n");
    }
    assert_eq!(open(&file.bytes()), Err(Error::UnsupportedFormat));
}

/// Where a picture is seen through, and what is too narrow for a page, is no page.
#[test]
fn masks_and_stamps_are_no_pages() {
    let gray = "/Subtype/Image/Height 195/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
    let data = zlib(picture().to_luma8().as_raw());
    let mut file = File::new();
    let mask = file.stream(&format!("{gray}/Width 900"), &data);
    let width = file.add("900");
    // A width that stands elsewhere is no small one.
    let scan = file.stream(&format!("{gray}/Width {width} 0 R/SMask {mask} 0 R"), &data);
    let stamp = file.stream(&format!("{gray}/Width 399"), &data);
    let names = format!("/XObject<</I {scan} 0 R/S {stamp} 0 R>>");
    file.page_with(&names, "q 600 0 0 130 0 0 cm /I Do /S Do Q\n");
    assert_eq!(page_of(&file.bytes()).to_luma8(), picture().to_luma8());
}

proptest! {
    /// A damaged stream is an error or a picture of the size that was said, and nothing panics.
    #[test]
    fn damaged_streams_never_panic(
        which in 0..8_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        kept in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let fax = format!("{FAX}/BitsPerComponent 1/ColorSpace/DeviceGray");
        let jbig2 = format!("{fax}/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 8 0 R>>");
        let (keys, data) = [
            (format!("{fax}{}", ccitt("/K -1")), G4),
            (format!("{fax}{}", ccitt("")), G3),
            (format!("{fax}{}", ccitt("/K 4")), G3_2D),
            (jbig2.clone(), REGION),
            (jbig2.clone(), LETTERS),
            (jbig2, GLOBALS),
            (format!("{FAX}/Filter/JPXDecode"), COLOURS_JP2),
            (format!("{FAX}/Filter/JPXDecode"), GREY_J2K),
        ][which].clone();
        let mut data = data.to_vec();
        for (at, value) in changes {
            let at = at.index(data.len());
            data[at] = value;
        }
        if is_cut {
            data.truncate(kept.index(data.len()));
        }
        // What is shared is damaged too, where it is what is looked at.
        let (globals, data) = if which == 5 { (data.as_slice(), LETTERS) } else { (GLOBALS, data.as_slice()) };
        let _ = crate::scanned_pages(&with_globals(globals, &keys, data));
    }
}
