//! A workbook of Excel 97, which is what WPS writes as .et too: records of strings, numbers and merged cells, a sheet for each table.

use std::collections::BTreeMap;

use super::super::sheet::Role;
use super::super::text::broken_words;
use super::grid::{self, Place};
use super::{Part, compound};

/// Bytes of a record; what is longer goes on in the next.
const MAX_RECORD: usize = 8000;

/// The format of every cell.
const FORMAT: u16 = 15;

/// A sheet's records, and where the next row stands.
#[derive(Default)]
struct Sheet {
    cells: Vec<u8>,
    merged: Vec<[u16; 4]>,
    rows: u16,
}

/// Strings, each kept once.
#[derive(Default)]
struct Strings {
    known: BTreeMap<String, u32>,
    all: Vec<String>,
}

/// The file.
pub(super) fn file(parts: &[Part]) -> Vec<u8> {
    let mut strings = Strings::default();
    let mut sheets = vec![Sheet::default()];
    for part in parts {
        let Some(sheet) = sheets.last_mut() else { break };
        match part {
            Part::Paragraph(text) => {
                sheet.text(0, text, &mut strings);
                sheet.rows += 1;
            }
            Part::Table(_) => {
                sheet.table(part, &mut strings);
                sheets.push(Sheet::default());
            }
        }
    }
    let table = strings.table();
    // Records of the book, with room for where each sheet begins.
    let bound = |index: usize, at: usize| {
        let name = format!("Sheet{}", index + 1);
        let mut data = (at as u32).to_le_bytes().to_vec();
        data.extend([0, 0, name.len() as u8, 0]);
        data.extend(name.bytes());
        record(0x85, &data)
    };
    // A font, and the formats that cells name: readers that look at them ask for all.
    let font = [&[200, 0, 0, 0, 0xff, 0x7f, 0x90, 1, 0, 0, 0, 0, 0, 0, 5, 0][..], b"Arial"].concat();
    let formats = record(0xe0, &[0; 20]).repeat(usize::from(FORMAT) + 1);
    let head =
        [record(0x809, &begins(5)), record(0x42, &1200u16.to_le_bytes()), record(0x31, &font), formats]
            .concat();
    let bounds: usize = (0..sheets.len()).map(|index| bound(index, 0).len()).sum();
    let end = record(0x0a, &[]);
    let mut at = head.len() + bounds + table.len() + end.len();
    let mut book = head;
    let bodies: Vec<Vec<u8>> = sheets.iter().map(Sheet::records).collect();
    for (index, body) in bodies.iter().enumerate() {
        book.extend(bound(index, at));
        at += body.len();
    }
    book.extend(table);
    book.extend(end);
    book.extend(bodies.concat());
    compound(&[("Workbook", book)], 512)
}

impl Sheet {
    fn text(&mut self, column: u16, text: &str, strings: &mut Strings) {
        let index = strings.index(text);
        self.cells.extend(record(0xfd, &[place(self.rows, column), index.to_le_bytes().to_vec()].concat()));
    }

    fn number(&mut self, column: u16, value: f64) {
        // Whole numbers in 30 bits, as Excel keeps them, others in eight bytes.
        let whole = value as i32;
        let (id, data) = if f64::from(whole) == value && whole.abs() < 1 << 28 {
            (0x27e, ((whole << 2 | 2) as u32).to_le_bytes().to_vec())
        } else {
            (0x203, value.to_le_bytes().to_vec())
        };
        self.cells.extend(record(id, &[place(self.rows, column), data].concat()));
    }

    fn table(&mut self, part: &Part, strings: &mut Strings) {
        let Part::Table(sheet) = part else { return };
        for row in grid::rows(sheet) {
            for (column, place) in row.iter().enumerate() {
                let (Place::Cell(slot), column) = (place, column as u16) else { continue };
                let number = slot.text.parse::<f64>().ok().filter(|_| matches!(slot.role, Role::Figure(_)));
                match number {
                    Some(number) => self.number(column, number),
                    None if slot.text.is_empty() => {}
                    None => self.text(column, &broken_words(&slot.text).join("\n"), strings),
                }
                if slot.across * slot.down > 1 {
                    let (down, across) = (slot.down as u16 - 1, slot.across as u16 - 1);
                    self.merged.push([self.rows, self.rows + down, column, column + across]);
                }
            }
            self.rows += 1;
        }
    }

    fn records(&self) -> Vec<u8> {
        let mut merged = (self.merged.len() as u16).to_le_bytes().to_vec();
        merged.extend(self.merged.iter().flatten().flat_map(|place| place.to_le_bytes()));
        // How far the sheet reaches: LibreOffice passes over what stands before this.
        let size = [u32::from(self.rows), 1 << 24].into_iter().flat_map(u32::to_le_bytes);
        let size: Vec<u8> = [0; 4].into_iter().chain(size).chain([0; 2]).collect();
        let begins = [record(0x809, &begins(0x10)), record(0x200, &size)].concat();
        [begins, self.cells.clone(), record(0xe5, &merged), record(0x0a, &[])].concat()
    }
}

impl Strings {
    fn index(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.known.get(text) {
            return index;
        }
        let index = self.all.len() as u32;
        self.known.insert(text.to_owned(), index);
        self.all.push(text.to_owned());
        index
    }

    /// The table of strings: in two bytes a character, or in one where all are Latin.
    fn table(&self) -> Vec<u8> {
        let count = (self.all.len() as u32).to_le_bytes();
        let mut records = vec![[count, count].concat()];
        for text in &self.all {
            let units: Vec<u16> = text.encode_utf16().collect();
            let is_wide = units.iter().any(|&unit| unit > 0xff);
            let mut string = (units.len() as u16).to_le_bytes().to_vec();
            string.push(u8::from(is_wide));
            string.extend(
                units
                    .iter()
                    .flat_map(|unit| if is_wide { unit.to_le_bytes().to_vec() } else { vec![*unit as u8] }),
            );
            match records.last_mut() {
                Some(last) if last.len() + string.len() <= MAX_RECORD => last.extend(string),
                _ => records.push(string),
            }
        }
        let id = |index: usize| if index == 0 { 0xfc } else { 0x3c };
        records.iter().enumerate().flat_map(|(index, data)| record(id(index), data)).collect()
    }
}

/// What the book, or a sheet of it, begins with.
fn begins(kind: u16) -> Vec<u8> {
    [0x600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0].into_iter().flat_map(u16::to_le_bytes).collect()
}

/// Row, column and format of a cell.
fn place(row: u16, column: u16) -> Vec<u8> {
    [row, column, FORMAT].into_iter().flat_map(u16::to_le_bytes).collect()
}

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}
