//! Strings of an xls: the shared table, which runs over several records, and single ones.

use gouji::Error;

use crate::cfb::{u16_at, u32_at};
use crate::limits;

/// Bytes that lie in several records, read as one.
pub(super) struct Parts<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(first: &'a [u8], more: Vec<&'a [u8]>) -> Self {
        let mut parts = vec![first];
        parts.extend(more);
        Parts { parts, part: 0, at: 0 }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at == self.parts.get(self.part)?.len() {
            self.part += 1;
            self.at = 0;
        }
        let byte = self.parts[self.part][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, index| Some(number | u32::from(self.byte()?) << (8 * index)))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let left = self.parts.get(self.part)?.len() - self.at;
            let step = left.min(count);
            self.at += step;
            count -= step;
            if count > 0 {
                self.part += 1;
                self.at = 0;
            }
        }
        Some(())
    }

    /// Characters of a string. Where a record ends among them, the next begins with how wide they are from there on.
    fn characters(&mut self, count: u32, mut wide: bool) -> Option<String> {
        let mut units = Vec::new();
        for _ in 0..count {
            if self.at == self.parts.get(self.part)?.len() {
                wide = self.byte()? & 1 != 0;
            }
            units.push(self.number(if wide { 2 } else { 1 })? as u16);
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A string with its formatting, which is passed over.
    fn string(&mut self) -> Option<String> {
        let count = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize * 4 } else { 0 };
        let phonetic = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(runs + phonetic)?;
        Some(text)
    }

    /// The shared table; what comes after damage is missing.
    pub(super) fn table(&mut self) -> Result<Vec<String>, Error> {
        let mut strings = Vec::new();
        let Some(count) = self.skip(4).and_then(|()| self.number(4)) else { return Ok(strings) };
        for _ in 0..count {
            let Some(string) = self.string() else { break };
            if strings.len() == limits::CELLS {
                return Err(Error::TooLarge);
            }
            strings.push(string);
        }
        Ok(strings)
    }
}

/// A string in one record, in Unicode: its length in `length` bytes, then its width, then its characters.
pub(super) fn unicode(data: &[u8], length: usize) -> Option<String> {
    let (count, rest) = counted(data, length)?;
    let (flags, rest) = rest.split_first()?;
    let units: Vec<u16> = if flags & 1 != 0 {
        rest.chunks_exact(2).take(count).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect()
    } else {
        rest.iter().take(count).map(|&byte| u16::from(byte)).collect()
    };
    (units.len() == count).then(|| String::from_utf16_lossy(&units))
}

/// The bytes of a string in one record of Excel 5 or 95, in the workbook's code page.
pub(super) fn bytes(data: &[u8], length: usize) -> Option<&[u8]> {
    let (count, rest) = counted(data, length)?;
    rest.get(..count)
}

fn counted(data: &[u8], length: usize) -> Option<(usize, &[u8])> {
    let count = match length {
        1 => *data.first()? as usize,
        2 => u16_at(data, 0)? as usize,
        _ => u32_at(data, 0)? as usize,
    };
    Some((count, data.get(length..)?))
}
