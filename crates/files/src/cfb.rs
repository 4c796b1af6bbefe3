//! An OLE2 compound file in, its streams out.
//!
//! No sector stands twice in a chain, and all chains together are no longer than the file, so circles end and streams do not share their bytes.
//! Written here because the kept crate reads through a cursor and refuses what Word and Excel open.

use std::cell::{Cell, OnceCell};

use gouji::Error;

/// A chain's end, and what stands for no sector.
const LAST: u32 = 0xffff_fffa;

/// Streams smaller than this lie in the mini stream.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;

/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    directory: Vec<u8>,
    mini: OnceCell<Mini>,
    /// Bytes of chains that may still be read.
    left: Cell<usize>,
}

/// The stream that small streams lie in, and their allocation table.
struct Mini {
    bytes: Vec<u8>,
    fat: Vec<u32>,
}

impl<'a> Compound<'a> {
    /// Reads the allocation table and the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let shift = u16_at(bytes, 30).ok_or(Error::Corrupt)?;
        let sector = match shift {
            9 | 12 => 1usize << shift,
            _ => return Err(Error::Corrupt),
        };
        let mut file = Compound {
            bytes,
            sector,
            fat: Vec::new(),
            directory: Vec::new(),
            mini: OnceCell::new(),
            left: Cell::new(bytes.len()),
        };
        file.read_fat()?;
        file.directory = file.chain(u32_at(bytes, 48).ok_or(Error::Corrupt)?)?;
        Ok(file)
    }

    /// The first stream of one of these names, in their order; none where there is none.
    pub(crate) fn stream(&self, names: &[&str]) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = names.iter().find_map(|name| self.find(name)) else { return Ok(None) };
        let size = u32_at(entry, 120).ok_or(Error::Corrupt)? as usize;
        let start = u32_at(entry, 116).ok_or(Error::Corrupt)?;
        let mut stream = if size < MINI_CUTOFF {
            let Mini { bytes, fat } = self.mini()?;
            follow(start, fat, |index| bytes.get(index * MINI_SECTOR..(index + 1) * MINI_SECTOR))?
        } else {
            self.chain(start)?
        };
        if stream.len() < size {
            return Err(Error::Corrupt);
        }
        stream.truncate(size);
        Ok(Some(stream))
    }

    fn mini(&self) -> Result<&Mini, Error> {
        if let Some(mini) = self.mini.get() {
            return Ok(mini);
        }
        let root = self.entries().next().ok_or(Error::Corrupt)?;
        let bytes = self.chain(u32_at(root, 116).ok_or(Error::Corrupt)?)?;
        let fat = units(&self.chain(u32_at(self.bytes, 60).ok_or(Error::Corrupt)?)?);
        Ok(self.mini.get_or_init(|| Mini { bytes, fat }))
    }

    fn entries(&self) -> impl Iterator<Item = &[u8]> {
        self.directory.chunks_exact(ENTRY)
    }

    /// The entry of a stream: of the document itself where its tree is whole, else the first of that name.
    fn find(&self, name: &str) -> Option<&[u8]> {
        let is = |entry: &&[u8]| entry[66] == 2 && name_is(entry, name);
        self.own().into_iter().find(is).or_else(|| self.entries().find(is))
    }

    /// What lies in the outermost folder, and not in objects inside of the document.
    fn own(&self) -> Vec<&[u8]> {
        let entry = |index: u32| self.directory.chunks_exact(ENTRY).nth(index as usize);
        let child = self.entries().next().and_then(|root| u32_at(root, 76));
        let mut open: Vec<u32> = child.into_iter().collect();
        let mut own = Vec::new();
        // A folder has few entries; one of a circle is never left.
        for _ in 0..self.directory.len() / ENTRY {
            let Some(index) = open.pop() else { break };
            let Some(found) = entry(index) else { continue };
            own.push(found);
            open.extend([68, 72].into_iter().filter_map(|at| u32_at(found, at)).filter(|&next| next < LAST));
        }
        own
    }

    fn sector_at(&self, index: usize) -> Option<&[u8]> {
        // The header takes the place of a sector before the first.
        let start = index.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The allocation table: its sectors are listed in the header, and then in sectors of their own.
    fn read_fat(&mut self) -> Result<(), Error> {
        let mut list = units(self.bytes.get(76..512).ok_or(Error::Corrupt)?);
        let mut next = u32_at(self.bytes, 68).ok_or(Error::Corrupt)?;
        let sectors = self.bytes.len() / self.sector + 1;
        for _ in 0..sectors {
            if next >= LAST {
                break;
            }
            let mut more = units(self.sector_at(next as usize).ok_or(Error::Corrupt)?);
            next = more.pop().ok_or(Error::Corrupt)?;
            list.extend(more);
        }
        let listed = list.into_iter().filter(|&index| index < LAST).take(sectors);
        let mut fat = Vec::new();
        for index in listed {
            fat.extend(units(self.sector_at(index as usize).ok_or(Error::Corrupt)?));
            // What lies beyond the end of the file is not allocated to anything.
            if fat.len() >= sectors {
                break;
            }
        }
        fat.truncate(sectors);
        self.fat = fat;
        Ok(())
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Error> {
        let chain = follow(start, &self.fat, |index| self.sector_at(index))?;
        self.left.set(self.left.get().checked_sub(chain.len()).ok_or(Error::Corrupt)?);
        Ok(chain)
    }
}

/// Joins the sectors of a chain.
fn follow<'s>(start: u32, fat: &[u32], sector: impl Fn(usize) -> Option<&'s [u8]>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut index = start;
    let mut seen = vec![false; fat.len()];
    while index < LAST {
        let is_again = seen.get_mut(index as usize).map(|seen| std::mem::replace(seen, true));
        if is_again != Some(false) {
            return Err(Error::Corrupt);
        }
        out.extend_from_slice(sector(index as usize).ok_or(Error::Corrupt)?);
        index = fat[index as usize];
    }
    Ok(out)
}

fn name_is(entry: &[u8], name: &str) -> bool {
    u16_at(entry, 64).is_some_and(|length| length as usize == name.len() * 2 + 2)
        && name
            .bytes()
            .zip(entry.chunks_exact(2))
            .all(|(byte, unit)| unit[1] == 0 && unit[0].eq_ignore_ascii_case(&byte))
}

fn units(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]])).collect()
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::follow;
    use gouji::Error;

    fn chain(fat: &[u32]) -> Result<usize, Error> {
        follow(0, fat, |_| Some(&[7; 64])).map(|bytes| bytes.len())
    }

    #[test]
    fn a_circle_is_left_at_once() {
        assert_eq!(chain(&[1, 2, u32::MAX]), Ok(3 * 64));
        assert_eq!(chain(&[1, 2, 1, u32::MAX]), Err(Error::Corrupt));
        assert_eq!(chain(&[9]), Err(Error::Corrupt));
        // Each round would have taken another 64 bytes.
        let mut many = vec![0; 16 << 20];
        many[0] = 0;
        assert_eq!(chain(&many), Err(Error::Corrupt));
    }
}
