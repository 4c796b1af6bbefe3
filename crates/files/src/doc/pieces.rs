//! The table of pieces and the main stream in, characters with where they stand out.

use std::ops::Range;
use std::rc::Rc;

use gouji::Error;

use crate::cfb::{u16_at, u32_at};
use crate::limits;

/// A stretch of the text.
#[derive(Clone, Debug)]
struct Piece {
    /// Its characters, counted from the document's first.
    characters: Range<u32>,
    /// Where it stands in the main stream.
    offset: usize,
    /// A byte a character, of Windows' Western code page.
    is_narrow: bool,
    /// Which changes of properties hold for all of it.
    changes: Option<u16>,
}

/// The text.
#[derive(Debug)]
pub(super) struct Pieces<'t> {
    main: &'t [u8],
    pieces: Vec<Piece>,
    /// Shared with whoever goes through the characters: text boxes may be many.
    changes: Rc<[&'t [u8]]>,
}

/// A character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character<'t> {
    /// Its place among all.
    pub(super) index: u32,
    /// Where it stands in the main stream.
    pub(super) offset: u32,
    pub(super) unit: u16,
    /// Properties of the whole piece.
    pub(super) changes: &'t [u8],
}

impl<'t> Pieces<'t> {
    pub(super) fn read(table: &'t [u8], main: &'t [u8]) -> Result<Self, Error> {
        let mut changes = Vec::new();
        let mut rest = table;
        loop {
            match rest.first() {
                Some(1) => {
                    let length = u16_at(rest, 1).ok_or(Error::Corrupt)? as usize;
                    if changes.len() == limits::DOC_PIECES {
                        return Err(Error::TooLarge);
                    }
                    changes.push(rest.get(3..3 + length).ok_or(Error::Corrupt)?);
                    rest = &rest[3 + length..];
                }
                Some(2) => break,
                _ => return Err(Error::Corrupt),
            }
        }
        let length = u32_at(rest, 1).ok_or(Error::Corrupt)? as usize;
        let list = rest.get(5..5usize.saturating_add(length)).ok_or(Error::Corrupt)?;
        let count = list.len().saturating_sub(4) / 12;
        if count > limits::DOC_PIECES {
            return Err(Error::TooLarge);
        }
        let mut pieces = Vec::with_capacity(count);
        let mut last = 0;
        for index in 0..count {
            let piece = Piece::read(list, count, index).ok_or(Error::Corrupt)?;
            if piece.characters.start != last || piece.characters.end < last {
                return Err(Error::Corrupt);
            }
            last = piece.characters.end;
            // Whoever asks for a range goes through all pieces in it.
            if !piece.characters.is_empty() {
                pieces.push(piece);
            }
        }
        Ok(Pieces { main, pieces, changes: changes.into() })
    }

    /// The characters of a range, in their order. What lies behind the end of the file is damage.
    pub(super) fn characters(
        &self,
        range: Range<u32>,
    ) -> impl Iterator<Item = Result<Character<'t>, Error>> + use<'t> {
        let first = self.pieces.partition_point(|piece| piece.characters.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.characters.start < range.end);
        let is_whole = self.pieces.last().is_some_and(|last| last.characters.end >= range.end);
        let pieces = self.pieces.get(first..end).unwrap_or_default().to_vec();
        let (main, changes) = (self.main, self.changes.clone());
        let missing = (!is_whole && !range.is_empty()).then_some(Err(Error::Corrupt));
        let characters = pieces.into_iter().flat_map(move |piece| {
            let width = if piece.is_narrow { 1 } else { 2 };
            let changes: &'t [u8] =
                piece.changes.and_then(|index| changes.get(index as usize).copied()).unwrap_or_default();
            let start = piece.characters.start.max(range.start);
            (start..piece.characters.end.min(range.end)).map(move |index| {
                let offset = piece.offset + (index - piece.characters.start) as usize * width;
                let unit = if piece.is_narrow {
                    main.get(offset).map(|&byte| western(byte))
                } else {
                    u16_at(main, offset)
                };
                let unit = unit.ok_or(Error::Corrupt)?;
                Ok(Character { index, offset: offset as u32, unit, changes })
            })
        });
        missing.into_iter().chain(characters)
    }
}

impl Piece {
    fn read(list: &[u8], count: usize, index: usize) -> Option<Piece> {
        let characters = u32_at(list, index * 4)?..u32_at(list, index * 4 + 4)?;
        let at = (count + 1) * 4 + index * 8;
        let place = u32_at(list, at + 2)?;
        let is_narrow = place & 0x4000_0000 != 0;
        let place = (place & 0x3fff_ffff) as usize;
        let change = u16_at(list, at + 6)?;
        Some(Piece {
            characters,
            offset: if is_narrow { place / 2 } else { place },
            is_narrow,
            changes: (change & 1 == 1).then_some(change >> 1),
        })
    }
}

/// A byte of Windows' Western code page.
fn western(byte: u8) -> u16 {
    const UPPER: [u16; 32] = [
        0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
        0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
    ];
    match byte {
        0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
        _ => u16::from(byte),
    }
}
