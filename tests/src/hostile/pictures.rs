//! Pictures, and scans: large ones in few bytes, damaged ones, and rules and ink without end.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::Hostile;

/// A side of a picture of forty million pixels, the most that is looked at.
const SIDE: usize = 6324;

pub(super) const ALL: &[Hostile] = &[
    ("a png of 60,000 by 60,000", || png(60_000, 60_000, &[], |_, _| 255, 9)),
    ("a png with more rows than it says", || png(1000, 1, &[], |_, _| 255, 200_000)),
    ("a png of 40 Mpx of paper", || png(SIDE, SIDE, &[], |_, _| 255, SIDE)),
    ("a png of 40 Mpx of ink", || png(SIDE, SIDE, &[], |_, _| 0, SIDE)),
    ("a png of rules", || png(5000, 5000, &[], |x, y| if x % 8 == 0 || y % 8 == 0 { 0 } else { 255 }, 5000)),
    ("a png of boxes", || {
        png(
            5000,
            5000,
            &[],
            |x, y| if y % 20 == 0 || y % 20 == 18 || y % 20 < 18 && x % 4998 < 2 { 0 } else { 255 },
            5000,
        )
    }),
    ("a png of dots", || png(5000, 5000, &[], |x, y| if x % 2 == 0 && y % 2 == 0 { 0 } else { 255 }, 5000)),
    ("a png of noise", || png(4000, 4000, &[], noise, 4000)),
    ("a png of cells with noise in them", || {
        png(4000, 3000, &[], |x, y| if x % 200 < 2 || y % 100 < 2 { 0 } else { noise(x, y) }, 3000)
    }),
    ("a png one pixel high", || png(40_000_000, 1, &[], |x, _| if x % 9 == 0 { 0 } else { 255 }, 1)),
    ("a png whose colours unfold to 1 GB", || {
        let profile = [b"a\0\0".as_slice(), &compress_to_vec_zlib(&vec![0; 1 << 30], 1)].concat();
        png(500, 500, &[(b"iCCP", profile)], |_, _| 255, 500)
    }),
    ("a png cut off", || {
        let whole = png(2000, 2000, &[], noise, 2000);
        whole[..whole.len() / 2].to_vec()
    }),
    ("a JPEG of 65,500 by 65,500", || jpeg(65_500, 65_500)),
    ("a JPEG of 40 Mpx with nothing in it", || jpeg(SIDE as u16, SIDE as u16)),
    ("a bmp of 2 Gpx", || {
        let head = [b"BM".as_slice(), &[0; 8], &[54, 0, 0, 0, 40, 0, 0, 0]].concat();
        [&head[..], &[0, 0, 1, 0, 0, 128, 0, 0, 1, 0, 24, 0], &[0; 24]].concat()
    }),
    ("a webp of 16,383 by 16,383", || {
        let body =
            [b"WEBPVP8L".as_slice(), &[10, 0, 0, 0, 0x2f, 0xfe, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0]].concat();
        [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
    }),
    ("a scan of folded paper, 40 Mpx", || {
        scan(
            1,
            SIDE,
            SIDE,
            "/Filter/FlateDecode",
            &compress_to_vec_zlib(&vec![255; SIDE.div_ceil(8) * SIDE], 9),
        )
    }),
    ("a scan that unfolds to 1 GB", || {
        scan(1, 5000, 5000, "/Filter/FlateDecode", &compress_to_vec_zlib(&vec![255; 1 << 30], 1))
    }),
    ("a scan folded twice", || {
        let once = compress_to_vec_zlib(&vec![255; 1 << 30], 9);
        scan(1, 5000, 5000, "/Filter[/FlateDecode/FlateDecode]", &compress_to_vec_zlib(&once, 9))
    }),
    ("a fax of paper, 40 Mpx", || {
        scan(1, SIDE, SIDE, "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 6324>>", &[0xff; 1000])
    }),
    ("10 faxes of 4 Mpx", || {
        scan(10, 2000, 2000, "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000>>", &[0xff; 260])
    }),
    ("a scan in JBIG2 of one large letter", || {
        scan(1, 1000, 1000, "/Filter/JBIG2Decode", &letter(60_000, 60_000))
    }),
    ("a scan in JBIG2 of regions", || {
        let region =
            segment(2, 38, &[&60_000_u32.to_be_bytes()[..], &600_u32.to_be_bytes(), &[0; 18]].concat());
        scan(1, 1000, 1000, "/Filter/JBIG2Decode", &[page(1000, 1000), region.repeat(200)].concat())
    }),
    ("a scan in JPEG 2000 of small tiles", || {
        let word = u32::to_be_bytes;
        let sizes = [word(6000), word(6000), word(0), word(0), word(1), word(1), word(0), word(0)].concat();
        let head = [&[0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0][..], &sizes, &[0, 1, 7, 1, 1]].concat();
        let coding = [0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 1];
        let quantity = [0xff, 0x5c, 0, 19, 0x40, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8];
        scan(1, 6000, 6000, "/Filter/JPXDecode", &[&head[..], &coding, &quantity, &[0xff, 0xd9]].concat())
    }),
];

/// The same for every run.
fn noise(x: usize, y: usize) -> u8 {
    let mixed = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77);
    let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d);
    if mixed >> 16 & 3 == 0 { 0 } else { 255 }
}

/// A grey png with `rows` rows in it, whatever height it says.
fn png(
    width: usize,
    height: usize,
    more: &[(&[u8; 4], Vec<u8>)],
    shade: fn(usize, usize) -> u8,
    rows: usize,
) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..rows {
        pixels.push(0);
        pixels.extend((0..width).map(|x| shade(x, y)));
    }
    let side = |length: usize| (length as u32).to_be_bytes();
    let head = [&side(width)[..], &side(height), &[8, 0, 0, 0, 0]].concat();
    let first = [(b"IHDR", head)];
    let last = [(b"IDAT", compress_to_vec_zlib(&pixels, 1)), (b"IEND", Vec::new())];
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in first.iter().chain(more).chain(&last) {
        let named = [name.as_slice(), data].concat();
        png.extend((data.len() as u32).to_be_bytes());
        png.extend(&named);
        png.extend(crc32fast::hash(&named).to_be_bytes());
    }
    png
}

/// A JPEG of one colour that ends behind its head.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let [w, h] = [width, height].map(u16::to_be_bytes);
    let quantity = [&[0xff, 0xdb, 0, 67, 0][..], &[1; 64]].concat();
    let frame = [0xff, 0xc0, 0, 11, 8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0];
    let table = |class: u8| [&[0xff, 0xc4, 0, 20, class, 1][..], &[0; 15], &[0]].concat();
    let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0];
    [&[0xff, 0xd8][..], &quantity, &frame, &table(0), &table(0x10), &scan, &[0xff, 0xd9]].concat()
}

/// A pdf of so many pages, each a picture of one bit a pixel.
fn scan(pages: usize, width: usize, height: usize, keys: &str, data: &[u8]) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 3 + 3 * page)).collect();
    let mut file = format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count {pages}/Kids[{kids}]>>\nendobj\n").into_bytes();
    for page in 0..pages {
        let (own, picture, program) = (3 + 3 * page, 4 + 3 * page, 5 + 3 * page);
        file.extend(format!("{own} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {program} 0 R/Resources<</XObject<</X {picture} 0 R>>>>>>\nendobj\n").into_bytes());
        file.extend(format!("{picture} 0 obj\n<</Subtype/Image/Width {width}/Height {height}/BitsPerComponent 1/ColorSpace/DeviceGray{keys}/Length {}>>\nstream\n", data.len()).into_bytes());
        file.extend(data);
        file.extend(b"\nendstream\nendobj\n");
        file.extend(format!("{program} 0 obj\n<</Length 31>>\nstream\nq 595 0 0 842 0 0 cm /X Do Q    \nendstream\nendobj\n").into_bytes());
    }
    file.extend(b"trailer<</Root 1 0 R>>\n%%EOF\n");
    file
}

/// A segment of JBIG2.
fn segment(number: u32, kind: u8, data: &[u8]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &[kind, 0, 1], &(data.len() as u32).to_be_bytes(), data].concat()
}

fn page(width: u32, height: u32) -> Vec<u8> {
    segment(1, 48, &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[0; 11]].concat())
}

/// A page and a dictionary of a letter of this size, coded by nothing but ones.
fn letter(width: u32, height: u32) -> Vec<u8> {
    let counts = [1_u32.to_be_bytes(), 1_u32.to_be_bytes()].concat();
    let bits = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let body = [&[0, 0, 3, 0xff, 0xfd, 0xff, 2, 0xfe, 0xfe, 0xfe][..], &counts, &bits, &[0xff; 64]].concat();
    [page(1000, 1000), segment(0, 0, &body)].concat()
}
