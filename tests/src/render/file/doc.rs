//! A binary Word document: one piece of text, pages of formatting, a definition at the end of every row. The least that Word opens has
//! more in it; what is here is where the format has it.

use super::super::sheet::Role;
use super::super::text::broken_words;
use super::Part;
use super::grid::{self, Place};

const SECTOR: usize = 512;
/// How wide a column is, in twips.
const COLUMN: usize = 700;
/// Where the text begins in the main stream.
const TEXT: usize = 1024;

/// The text with what is said of it.
#[derive(Default)]
struct Writer {
    text: Vec<u16>,
    /// Where paragraphs end, and their properties.
    paragraphs: Vec<(usize, Vec<u8>)>,
    /// Where runs end, and their properties.
    runs: Vec<(usize, Vec<u8>)>,
}

/// The file.
pub(super) fn file(parts: &[Part]) -> Vec<u8> {
    let mut writer = Writer::default();
    for part in parts {
        match part {
            Part::Paragraph(text) => {
                writer.run(text, &[]);
                // Deleted while changes are tracked, and hidden.
                writer.run("删去9", &[0x00, 0x08, 1]);
                writer.run("99", &[0x3c, 0x08, 1]);
                writer.end(13, &[]);
            }
            Part::Table(_) => writer.table(part),
        }
    }
    writer.file()
}

impl Writer {
    fn run(&mut self, text: &str, properties: &[u8]) {
        self.text.extend(text.encode_utf16());
        self.runs.push((self.text.len(), properties.to_vec()));
    }

    fn end(&mut self, mark: u16, properties: &[u8]) {
        self.text.push(mark);
        self.runs.push((self.text.len(), Vec::new()));
        self.paragraphs.push((self.text.len(), properties.to_vec()));
    }

    fn table(&mut self, part: &Part) {
        const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
        let Part::Table(sheet) = part else { return };
        for row in grid::rows(sheet) {
            // The right edge of each cell, and how it goes with others.
            let mut cells: Vec<(usize, u16)> = Vec::new();
            let mut column = 0;
            for place in &row {
                let (across, merge, text) = match place {
                    Place::Cell(slot) => {
                        if matches!(slot.role, Role::Figure(_)) {
                            self.run("9", &[0x00, 0x08, 1]);
                        }
                        (slot.across, if slot.down > 1 { 0x60 } else { 0 }, broken_words(&slot.text))
                    }
                    Place::Below(across) if *across > 0 => (*across, 0x20, Vec::new()),
                    _ => continue,
                };
                for (index, line) in text.iter().enumerate() {
                    if index > 0 {
                        self.end(13, &IN_TABLE);
                    }
                    self.run(line, &[]);
                }
                self.end(7, &IN_TABLE);
                column += across;
                cells.push((column * COLUMN, merge));
            }
            let mut row = vec![cells.len() as u8];
            for edge in std::iter::once(0).chain(cells.iter().map(|(edge, _)| *edge)) {
                row.extend((edge as i16).to_le_bytes());
            }
            for (_, merge) in &cells {
                row.extend(merge.to_le_bytes());
                row.extend([0; 18]);
            }
            let mut properties = [&IN_TABLE[..], &[0x17, 0x24, 1, 0x08, 0xd6]].concat();
            properties.extend((row.len() as u16 + 1).to_le_bytes());
            properties.extend(row);
            self.end(7, &properties);
        }
    }

    fn file(self) -> Vec<u8> {
        let mut main = vec![0; TEXT];
        main.extend(self.text.iter().flat_map(|unit| unit.to_le_bytes()));
        let length = self.text.len();
        let paragraphs = pages(&mut main, &self.paragraphs, true);
        let runs = pages(&mut main, &self.runs, false);
        let mut pieces = vec![2, 16, 0, 0, 0];
        for word in [0, length as u32] {
            pieces.extend(word.to_le_bytes());
        }
        pieces.extend([0, 0]);
        pieces.extend((TEXT as u32).to_le_bytes());
        pieces.extend([0, 0]);
        let mut table = Vec::new();
        for (index, part) in [(12, runs), (13, paragraphs), (33, pieces)] {
            let at = 154 + index * 8;
            main[at..at + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
            main[at + 4..at + 8].copy_from_slice(&(part.len() as u32).to_le_bytes());
            table.extend(part);
        }
        main[..4].copy_from_slice(&[0xec, 0xa5, 0xc1, 0]);
        main[0x4c..0x50].copy_from_slice(&(length as u32).to_le_bytes());
        compound(&[("WordDocument", main), ("0Table", table)], SECTOR)
    }
}

/// Adds pages of formatting to the main stream; gives the list of them.
fn pages(main: &mut Vec<u8>, all: &[(usize, Vec<u8>)], of_paragraphs: bool) -> Vec<u8> {
    let place = |index: usize| (TEXT + index * 2) as u32;
    let mut firsts = Vec::new();
    let mut numbers = Vec::new();
    let (mut at, mut start) = (0, 0);
    while at < all.len() {
        main.resize(main.len().next_multiple_of(SECTOR), 0);
        // Entries from the front, properties from the back, as many as fit.
        let width = if of_paragraphs { 17 } else { 5 };
        let mut page = vec![0; SECTOR];
        let (mut taken, mut back) = (0, SECTOR - 2);
        let mut offsets = Vec::new();
        while let Some((_, properties)) = all.get(at + taken) {
            let block = if of_paragraphs {
                // The style, and the length in words.
                let mut block = [&[0, 0][..], properties].concat();
                block.resize(block.len().next_multiple_of(2), 0);
                [&[0, (block.len() / 2) as u8][..], &block].concat()
            } else {
                let mut block = [&[properties.len() as u8][..], properties].concat();
                block.resize(block.len().next_multiple_of(2), 0);
                block
            };
            let front = 4 + (taken + 1) * width + 2;
            if back < front + block.len() {
                break;
            }
            back = (back - block.len()) / 2 * 2;
            page[back..back + block.len()].copy_from_slice(&block);
            offsets.push((back / 2) as u8);
            taken += 1;
        }
        let ends = all[at..at + taken].iter().map(|(end, _)| *end);
        for (index, end) in std::iter::once(start).chain(ends).enumerate() {
            page[index * 4..index * 4 + 4].copy_from_slice(&place(end).to_le_bytes());
        }
        let step = if of_paragraphs { 13 } else { 1 };
        for (index, offset) in offsets.iter().enumerate() {
            page[(taken + 1) * 4 + index * step] = *offset;
        }
        page[SECTOR - 1] = taken as u8;
        firsts.push(start);
        numbers.push((main.len() / SECTOR) as u32);
        main.extend(page);
        start = all[at + taken - 1].0;
        at += taken;
    }
    let places = firsts.into_iter().chain([start]).map(place);
    places.chain(numbers).flat_map(u32::to_le_bytes).collect()
}

/// An OLE2 compound file with these streams, its sectors of 512 bytes or of 4096.
pub(crate) fn compound(streams: &[(&str, Vec<u8>)], sector: usize) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    let mut sectors = Vec::new();
    let mut directory: Vec<u8> = Vec::new();
    let mut chain: Vec<u32> = Vec::new();
    let mut entry = |name: &str, kind: u8, child: u32, right: u32, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([u32::MAX, right, child].iter().flat_map(|word| word.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        directory.extend(entry);
    };
    entry("Root Entry", 5, 1, u32::MAX, END, 0);
    for (index, (name, content)) in streams.iter().enumerate() {
        let mut content = content.clone();
        content.resize(content.len().max(4096).next_multiple_of(sector), 0);
        let first = chain.len() as u32;
        let right = if index + 1 < streams.len() { index as u32 + 2 } else { u32::MAX };
        entry(name, 2, u32::MAX, right, first, content.len());
        let count = (content.len() / sector) as u32;
        chain.extend((1..count).map(|next| first + next).chain([END]));
        sectors.extend(content);
    }
    directory.resize(directory.len().next_multiple_of(sector), 0);
    let start = chain.len() as u32;
    chain.push(END);
    sectors.extend(directory);
    // The allocation table has a place for its own sectors.
    let mut tables = 1;
    while tables * sector / 4 < chain.len() + tables {
        tables += 1;
    }
    let first_table = chain.len() as u32;
    chain.extend(std::iter::repeat_n(0xffff_fffd, tables));
    chain.resize(tables * sector / 4, u32::MAX);
    sectors.extend(chain.iter().flat_map(|next| next.to_le_bytes()));
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.resize(24, 0);
    for word in [0x3eu16, 3, 0xfffe, sector.trailing_zeros() as u16, 6] {
        out.extend(word.to_le_bytes());
    }
    out.resize(44, 0);
    for word in [tables as u32, start, 0, 4096, END, 0, END, 0] {
        out.extend(word.to_le_bytes());
    }
    out.extend((0..tables as u32).flat_map(|index| (first_table + index).to_le_bytes()));
    out.resize(512, 0xff);
    out.resize(sector, 0);
    out.extend(sectors);
    out
}
