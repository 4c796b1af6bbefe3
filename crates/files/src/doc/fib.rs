//! The head of the main stream in, where everything else stands out (FIB).

use std::ops::Range;

use gouji::Error;

use crate::cfb::{u16_at, u32_at};

/// The first version whose text may be Unicode: Word 97.
const WORD_97: u16 = 0xc0;
/// Where the list of parts begins, each with its offset and its length.
const PARTS: usize = 154;

/// Parts by their place in that list.
pub(super) const STYLES: usize = 1;
pub(super) const CHARACTERS: usize = 12;
pub(super) const PARAGRAPHS: usize = 13;
pub(super) const FONTS: usize = 15;
pub(super) const PIECES: usize = 33;
pub(super) const ANCHORS: usize = 40;
pub(super) const BOXES: usize = 56;
pub(super) const LISTS: usize = 73;
pub(super) const LIST_USES: usize = 74;

/// What the head says.
#[derive(Debug)]
pub(super) struct Fib {
    /// Which of two table streams counts.
    pub(super) is_table_1: bool,
    /// The characters of the body.
    pub(super) text: Range<u32>,
    /// The characters of text boxes.
    pub(super) boxes: Range<u32>,
}

impl Fib {
    pub(super) fn read(main: &[u8]) -> Result<Fib, Error> {
        let word = |at| u16_at(main, at).ok_or(Error::Corrupt);
        let count = |at| u32_at(main, at).ok_or(Error::Corrupt);
        // Word 6 and 95 have another head.
        if word(0)? != 0xa5ec || word(2)? < WORD_97 {
            return Err(Error::UnsupportedFormat);
        }
        let flags = word(10)?;
        if flags & 0x100 != 0 {
            return Err(Error::Encrypted);
        }
        let text = count(0x4c)?;
        // Footnotes, headers, comments and endnotes stand between.
        let mut start = text;
        for at in [0x50, 0x54, 0x58, 0x5c, 0x60] {
            start = start.checked_add(count(at)?).ok_or(Error::Corrupt)?;
        }
        let boxes = start..start.checked_add(count(0x64)?).ok_or(Error::Corrupt)?;
        Ok(Fib { is_table_1: flags & 0x200 != 0, text: 0..text, boxes })
    }

    /// Where a part begins in the table stream.
    pub(super) fn offset(&self, main: &[u8], index: usize) -> Option<usize> {
        let length = u32_at(main, PARTS + index * 8 + 4)?;
        (length > 0).then(|| u32_at(main, PARTS + index * 8)).flatten().map(|offset| offset as usize)
    }

    /// A part; none where there is none.
    pub(super) fn part<'t>(&self, main: &[u8], table: &'t [u8], index: usize) -> Option<&'t [u8]> {
        let offset = self.offset(main, index)?;
        let length = u32_at(main, PARTS + index * 8 + 4)? as usize;
        table.get(offset..offset.checked_add(length)?)
    }
}
