//! Bytes in, single properties out (sprm): a number that says which and how long, and its operand.

use crate::cfb::u16_at;

// What is read of all that there are. Paragraphs:
pub(super) const STYLE: u16 = 0x4600;
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ROW_END: u16 = 0x2417;
pub(super) const TABLE_LEVEL: u16 = 0x6649;
pub(super) const INNER_CELL_END: u16 = 0x244b;
pub(super) const INNER_ROW_END: u16 = 0x244c;
pub(super) const LIST_LEVEL: u16 = 0x260a;
pub(super) const LIST: u16 = 0x460b;
pub(super) const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
// Characters:
pub(super) const CHARACTER_STYLE: u16 = 0x4a30;
pub(super) const HIDDEN: u16 = 0x083c;
pub(super) const DELETED: u16 = 0x0800;
pub(super) const SPECIAL: u16 = 0x0855;
pub(super) const SYMBOL: u16 = 0x6a09;
pub(super) const FONT: u16 = 0x4a4f;
// Tables:
pub(super) const ROW: u16 = 0xd608;
pub(super) const MERGE_DOWN: u16 = 0xd62b;
pub(super) const MERGE_ACROSS: u16 = 0x5624;
pub(super) const TABS: u16 = 0xc615;

/// The properties of a list of them.
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let id = u16_at(self.0, 0)?;
        let rest = self.0.get(2..)?;
        let length = match id >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => variable(id, rest)?,
        };
        let operand = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some((id, operand))
    }
}

/// The length of an operand that says it itself.
fn variable(id: u16, rest: &[u8]) -> Option<usize> {
    match (id, rest.first()?) {
        (ROW, _) => Some(u16_at(rest, 0)? as usize + 1),
        (TABS, 255) => {
            let deleted = 2 + usize::from(*rest.get(1)?) * 4;
            Some(deleted + 1 + usize::from(*rest.get(deleted)?) * 3)
        }
        (_, length) => Some(usize::from(*length) + 1),
    }
}
