//! A workbook stream in, its records out.

use gouji::Error;

use crate::cfb::u16_at;
use crate::limits;

/// What follows a record that is longer than 8 kB.
pub(super) const CONTINUE: u16 = 0x3c;

/// One record: its number and its bytes.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
}

/// Records one after the other. A stream that is cut off ends with its last whole record.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Records { rest: stream }
    }

    /// The bytes of the records that continue the last one; they are passed.
    pub(super) fn continuations(&mut self) -> Result<Vec<&'a [u8]>, Error> {
        let mut parts = Vec::new();
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            let Some(record) = self.next() else { break };
            if parts.len() == limits::XLS_PARTS {
                return Err(Error::TooLarge);
            }
            parts.push(record.data);
        }
        Ok(parts)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let id = u16_at(self.rest, 0)?;
        let end = 4 + u16_at(self.rest, 2)? as usize;
        let data = self.rest.get(4..end)?;
        self.rest = &self.rest[end..];
        Some(Record { id, data })
    }
}
