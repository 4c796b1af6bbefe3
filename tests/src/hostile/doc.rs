//! Binary Word documents, made to cost time or memory: pieces, pages of formatting and lists by the thousand, over the same bytes.

use super::Hostile;
use crate::render::file::compound;

const LARGE: usize = 24 << 20;
const PAGE: usize = 512;
/// Parts by their place in the head.
const STYLES: usize = 1;
const CHARACTERS: usize = 12;
const PARAGRAPHS: usize = 13;
const PIECES: usize = 33;
const ANCHORS: usize = 40;
const BOXES: usize = 56;
const LISTS: usize = 73;
const LIST_USES: usize = 74;

pub(super) const ALL: &[Hostile] = &[
    ("doc of text", || doc(&text(b"9\0", LARGE), &[], 0)),
    ("doc of paragraphs", || doc(&text(b"9\0\r\0", 7 << 20), &[], 0)),
    ("doc of cells", || doc(&text(b"\x07\0", 7 << 20), &[], 0)),
    ("doc of fields", || doc(&text(b"\x13\0\x15\0", 7 << 20), &[], 0)),
    ("doc of pieces over the same text", || {
        let main = text(b"9\0", 2 << 20);
        let length = (main.len() / 2) as u32;
        doc_of(main, &[(PIECES, pieces((0..90_000).map(|_| length)))], 0)
    }),
    ("doc of pieces", || {
        let main = text(b"9\0", 2 << 20);
        doc_of(main, &[(PIECES, pieces((0..5_000_000).map(|_| 0)))], 0)
    }),
    ("doc of short runs", || runs(CHARACTERS, 5, &[0x3c, 0x08, 0])),
    ("doc of long runs", || runs(CHARACTERS, 5, &[0x3c, 0x08, 0].repeat(80))),
    ("doc of paragraphs with properties", || runs(PARAGRAPHS, 17, &[0x16, 0x24, 1].repeat(80))),
    ("doc of paragraphs with properties elsewhere", || {
        runs(PARAGRAPHS, 17, &[0x46, 0x66, 0, 0, 0, 0].repeat(40))
    }),
    ("doc of rows", || {
        let row = [&[0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xd6, 0x40, 1, 63][..], &[0; 318]].concat();
        let (main, list) = with_runs(PARAGRAPHS, 17, &row, b"\x07\0");
        doc(&main, &[(PARAGRAPHS, list)], 0)
    }),
    ("doc of lists", || {
        doc(
            &text(b"9\0", 4096),
            &[(LISTS, [&[0xff, 0xff][..], &[0; LARGE]].concat()), (LIST_USES, vec![0xff; LARGE])],
            0,
        )
    }),
    ("doc of styles", || {
        doc(
            &text(b"9\0", 4096),
            &[(
                STYLES,
                [
                    &[4, 0, 0xff, 0x0f, 10, 0][..],
                    &[14, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].repeat(LARGE / 16),
                ]
                .concat(),
            )],
            0,
        )
    }),
    ("doc of styles based on one another", || {
        let style = |at: u16| {
            let base = if at < 3999 { at + 1 } else { 0xfff };
            [&[14, 0, 0, 0][..], &(1 | base << 4).to_le_bytes(), &[0; 10]].concat()
        };
        let styles =
            [&[4, 0, 0xff, 0x0f, 10, 0][..], &(0..4000).flat_map(style).collect::<Vec<_>>()].concat();
        doc(&text(b"\r\0", 2 * 3_900_000), &[(STYLES, styles)], 0)
    }),
    ("doc of merged cells", || {
        // A row of 255 cells, and all of them merged over and over.
        let row = [&[0x08, 0xd6, 2, 2, 255][..], &[0; 512]].concat();
        let merges = [0x24, 0x56, 0, 255].repeat((65_000 - row.len()) / 4);
        let data = [&[0xe8, 0xfd][..], &row, &merges, &[0; 4096]].concat();
        let (main, list) = with_runs(PARAGRAPHS, 17, &[0x46, 0x66, 0, 0, 0, 0], b"\r\0");
        doc_with(main, &[(PARAGRAPHS, list)], 0, data)
    }),
    ("doc of text boxes and changes", || {
        let count = 20_000u32;
        let places: Vec<u8> = (0..=count).flat_map(u32::to_le_bytes).collect();
        let boxes: Vec<u8> =
            (0..count).flat_map(|at| [&[0; 14][..], &at.to_le_bytes(), &[0; 4]].concat()).collect();
        let main = text(b"9\0", 2 * 2_000_000);
        let pieces = [[1, 0, 0].repeat(100_000), pieces([2_000_000].into_iter())].concat();
        doc_of(main, &[(BOXES, [places, boxes].concat()), (PIECES, pieces)], count)
    }),
    ("doc of text boxes in text boxes", || {
        let count = 19_000u32;
        // Every other character is where a box stands, the others end its paragraph.
        let (main, list) = with_runs(CHARACTERS, 5, &[0x55, 0x08, 1], b"\x08\0\r\0");
        let characters = ((main.len() - 1024) / 2) as u32;
        let anchors: Vec<u8> = std::iter::once(0)
            .chain((0..count).map(|at| 2 + 2 * at))
            .chain([3 + 2 * count])
            .flat_map(u32::to_le_bytes)
            .chain((1..=count + 1).flat_map(|shape| [&shape.to_le_bytes()[..], &[0; 22]].concat()))
            .collect();
        let boxes: Vec<u8> = (0..=count)
            .map(|at| 2 * at)
            .flat_map(u32::to_le_bytes)
            .chain((1..=count).flat_map(|shape| [&[0; 14][..], &shape.to_le_bytes(), &[0; 4]].concat()))
            .collect();
        doc(&main, &[(CHARACTERS, list), (ANCHORS, anchors), (BOXES, boxes)], characters - 2)
    }),
    ("doc of streams over one another", || {
        const SECTOR: usize = 4096;
        let mut file = doc(&text(b"9\0", 60 << 20), &[], 0);
        // The directory stands behind the streams; each entry gets the first one's place and length.
        let at = file.windows(8).rposition(|window| window == b"R\0o\0o\0t\0").unwrap_or(SECTOR);
        let place: Vec<u8> = file[at + 128 + 116..at + 128 + 124].to_vec();
        (2..4).for_each(|entry| file[at + entry * 128 + 116..at + entry * 128 + 124].copy_from_slice(&place));
        file
    }),
    ("doc of text boxes", || {
        let count = 1_000_000u32;
        let places: Vec<u8> = (0..=count).flat_map(u32::to_le_bytes).collect();
        let anchors =
            [places.clone(), (0..count).flat_map(|at| [&at.to_le_bytes()[..], &[0; 22]].concat()).collect()]
                .concat();
        let boxes =
            [places, (0..count).flat_map(|at| [&[0; 14][..], &at.to_le_bytes(), &[0; 4]].concat()).collect()]
                .concat();
        doc(&text(b"\x08\0", 4_000_000), &[(ANCHORS, anchors), (BOXES, boxes)], count)
    }),
];

/// A main stream with its head and text.
fn text(piece: &[u8], bytes: usize) -> Vec<u8> {
    [vec![0; 1024], piece.repeat(bytes / piece.len())].concat()
}

/// A list of pieces of these lengths, all from the start of the text.
fn pieces(lengths: impl Iterator<Item = u32> + Clone) -> Vec<u8> {
    let mut at = 0u32;
    let mut out: Vec<u8> = at.to_le_bytes().to_vec();
    for length in lengths.clone() {
        at = at.saturating_add(length);
        out.extend(at.to_le_bytes());
    }
    for _ in lengths {
        out.extend([0, 0, 0, 4, 0, 0, 0, 0]);
    }
    [&[2][..], &(out.len() as u32).to_le_bytes(), &out].concat()
}

/// A document of one piece.
fn doc(main: &[u8], parts: &[(usize, Vec<u8>)], boxes: u32) -> Vec<u8> {
    doc_of(main.to_vec(), parts, boxes)
}

fn doc_of(main: Vec<u8>, parts: &[(usize, Vec<u8>)], boxes: u32) -> Vec<u8> {
    doc_with(main, parts, boxes, vec![0xff; 70_000])
}

/// A document of one piece where none is given, with what is said elsewhere.
fn doc_with(mut main: Vec<u8>, parts: &[(usize, Vec<u8>)], boxes: u32, data: Vec<u8>) -> Vec<u8> {
    let characters = ((main.len() - 1024) / 2) as u32;
    let mut parts = parts.to_vec();
    if parts.iter().all(|(index, _)| *index != PIECES) {
        parts.push((PIECES, pieces([characters].into_iter())));
    }
    let length = characters - boxes;
    let mut table = Vec::new();
    for (index, part) in &parts {
        let at = 154 + index * 8;
        main[at..at + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
        main[at + 4..at + 8].copy_from_slice(&(part.len() as u32).to_le_bytes());
        table.extend(part);
    }
    main[..4].copy_from_slice(&[0xec, 0xa5, 0xc1, 0]);
    main[0x4c..0x50].copy_from_slice(&length.to_le_bytes());
    main[0x64..0x68].copy_from_slice(&boxes.to_le_bytes());
    compound(&[("WordDocument", main), ("0Table", table), ("Data", data)], 4096)
}

fn runs(part: usize, width: usize, properties: &[u8]) -> Vec<u8> {
    let (main, list) = with_runs(part, width, properties, b"9\0\r\0");
    doc(&main, &[(part, list)], 0)
}

/// A text and pages that say the same of each two characters of it, over and over.
fn with_runs(part: usize, width: usize, properties: &[u8], piece: &[u8]) -> (Vec<u8>, Vec<u8>) {
    const BYTES: usize = 3 << 19;
    let mut main = text(piece, BYTES);
    let mut list = (Vec::new(), Vec::new());
    let count = (PAGE - 8 - properties.len()) / width;
    let step = piece.len();
    for page in 0..BYTES / (count * step) {
        let first = 1024 + page * count * step;
        let mut bytes = vec![0; PAGE];
        for run in 0..=count {
            bytes[run * 4..run * 4 + 4].copy_from_slice(&((first + run * step) as u32).to_le_bytes());
        }
        let at = (PAGE - 1 - properties.len() - 4) / 2 * 2;
        let block = if part == PARAGRAPHS {
            [&[0, (properties.len() / 2 + 1) as u8, 0, 0][..], properties].concat()
        } else {
            [&[properties.len() as u8][..], properties].concat()
        };
        bytes[at..at + block.len().min(PAGE - 1 - at)]
            .copy_from_slice(&block[..block.len().min(PAGE - 1 - at)]);
        for run in 0..count {
            bytes[(count + 1) * 4 + run * if part == PARAGRAPHS { 13 } else { 1 }] = (at / 2) as u8;
        }
        bytes[PAGE - 1] = count as u8;
        main.resize(main.len().next_multiple_of(PAGE), 0);
        list.0.extend((first as u32).to_le_bytes());
        list.1.extend(((main.len() / PAGE) as u32).to_le_bytes());
        main.extend(bytes);
    }
    list.0.extend(u32::MAX.to_le_bytes());
    ([main].concat(), [list.0, list.1].concat())
}
