//! Workbooks of old, made to cost time or memory: records by the million, and chains of sectors that run in circles.

use super::Hostile;

const LARGE: usize = 60 << 20;
const SECTOR: usize = 4096;

pub(super) const ALL: &[Hostile] = &[
    ("xls of strings", || book(&split(0xfc, &[&[0; 4][..], &[0xff; 4], &[0; LARGE]].concat()), &[])),
    ("xls of short strings", || {
        book(&split(0xfc, &[&[0; 4][..], &[0xff; 4], &[1, 0, 0, b'9'].repeat(LARGE / 4)].concat()), &[])
    }),
    ("xls of one blank text in many cells", || {
        let text = |head: &[u8], characters: usize| [head, &[1], &[0, 0x30].repeat(characters)].concat();
        let first = record(0xfc, &text(&[1, 0, 0, 0, 1, 0, 0, 0, 0xff, 0xff], 4000));
        let rest: Vec<u8> = (0..15).flat_map(|_| record(0x3c, &text(&[], 4000))).collect();
        let last = record(0x3c, &text(&[], 1535));
        let cell = |at: usize| {
            record(
                0xfd,
                &[((at / 250) as u16).to_le_bytes(), [(at % 250) as u8, 0], [0; 2], [0; 2], [0; 2]].concat(),
            )
        };
        book(&[first, rest, last].concat(), &(0..LARGE / 20).flat_map(cell).collect::<Vec<_>>())
    }),
    ("xls of records that go on", || {
        let head = record(0xfc, &[1, 0, 0, 0, 0xff, 0, 0, 0]);
        book(&[head, record(0x3c, &[]).repeat(LARGE / 4)].concat(), &[])
    }),
    ("xls of narrow strings", || {
        let string = [&[0x36, 0x1f, 0][..], &[0xff; 7990]].concat();
        let head = record(0xfc, &[0, 0, 0, 0, 0xff, 0xff, 0, 0]);
        book(&[head, record(0x3c, &string).repeat(LARGE / 8000)].concat(), &[])
    }),
    ("xls of small sectors in a circle", || {
        let mut bytes = file(&vec![0; LARGE]);
        // The stream is a small one, and the table of small sectors is what was its own.
        let directory = SECTOR;
        bytes[60..64].copy_from_slice(&2u32.to_le_bytes());
        bytes[directory + 116..directory + 124].copy_from_slice(&[1, 0, 0, 0, 0, 16, 0, 0]);
        bytes[directory + 128 + 116..directory + 128 + 124].copy_from_slice(&[0, 0, 0, 0, 0xa0, 15, 0, 0]);
        bytes
    }),
    ("xls of numbers", || book(&[], &numbers(LARGE / 18))),
    ("xls of blank records", || book(&[], &record(0x1, &[]).repeat(LARGE / 4))),
    ("xls of merged cells", || book(&[], &record(0xe5, &[0, 0, 0, 0, 9, 0, 0, 0, 9, 0]).repeat(LARGE / 14))),
    ("xls of hidden rows", || {
        let row =
            |at: usize| record(0x208, &[&(at as u16).to_le_bytes()[..], &[0; 10], &[0x20, 0, 0, 0]].concat());
        book(&[], &(0..LARGE / 20).flat_map(row).collect::<Vec<_>>())
    }),
    ("xls of hidden columns", || {
        let column = record(0x7d, &[0, 0, 0xff, 0xff, 0, 0, 0, 0, 1, 0, 0, 0]);
        book(&[], &[column.repeat(10_000), numbers(100_000)].concat())
    }),
    ("xls of sheets over one another", || {
        let sheets: Vec<u8> = (0..60_000).flat_map(|_| record(0x85, &[20, 0, 0, 0, 0, 0, 0, 0])).collect();
        book(&sheets, &numbers(LARGE / 36))
    }),
    ("xls of sectors in a circle", || {
        let mut bytes = file(&vec![0; LARGE]);
        // Every sector's next is the first of the stream.
        let table = bytes.len() - (LARGE / SECTOR + 3).div_ceil(SECTOR / 4) * SECTOR;
        bytes[table..].chunks_exact_mut(4).for_each(|next| next.copy_from_slice(&1u32.to_le_bytes()));
        bytes
    }),
];

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A record with what does not fit into it in records that go on.
fn split(id: u16, data: &[u8]) -> Vec<u8> {
    let ids = std::iter::once(id).chain(std::iter::repeat(0x3c));
    ids.zip(data.chunks(8_000)).flat_map(|(id, part)| record(id, part)).collect()
}

/// Cells with a number each, in different places.
fn numbers(count: usize) -> Vec<u8> {
    let number = |at: usize| {
        let place = [((at / 250) as u16).to_le_bytes(), ((at % 250) as u16).to_le_bytes()].concat();
        record(0x203, &[&place[..], &[0, 0], &1f64.to_le_bytes()].concat())
    };
    (0..count).flat_map(number).collect()
}

/// A workbook with one sheet and what stands before it.
fn book(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| record(0x809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0xa, &[]);
    let globals = [globals, &end].concat();
    let start = 20 + 12 + globals.len();
    let bound = record(0x85, &[&(start as u32).to_le_bytes()[..], &[0; 4]].concat());
    file(&[begin(5), bound, globals, begin(0x10), sheet.to_vec(), end].concat())
}

/// A compound file with this stream: a header, the directory, the stream, the table.
fn file(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR);
    let tables = (sectors + 2).div_ceil(SECTOR / 4 - 1);
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(SECTOR, 0xff);
    bytes[26..34].copy_from_slice(&[4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    bytes[44..52].copy_from_slice(&[(tables as u32).to_le_bytes(), 0u32.to_le_bytes()].concat());
    for at in 0..tables {
        let sector = (1 + sectors + at) as u32;
        bytes[76 + at * 4..80 + at * 4].copy_from_slice(&sector.to_le_bytes());
    }
    for (name, kind, start, size) in [("Root Entry", 5, u32::MAX, 0), ("Workbook", 2, 1, stream.len() as u32)]
    {
        let mut entry = vec![0; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = name.len() as u8 * 2 + 2;
        entry[66] = kind;
        entry[116..124].copy_from_slice(&[u32::to_le_bytes(start), size.to_le_bytes()].concat());
        bytes.extend(entry);
    }
    bytes.resize(SECTOR * 2, 0);
    bytes.extend(stream);
    bytes.resize(SECTOR * (2 + sectors), 0);
    let end = |at: usize| at == 0 || at >= sectors;
    let next = (0..tables * SECTOR / 4).map(|at| if end(at) { 0xffff_fffe } else { at as u32 + 1 });
    bytes.extend(next.flat_map(u32::to_le_bytes));
    bytes
}
