//! An xls (Excel 97 to 2003, and 5 to 95) in, HTML out.
//!
//! The workbook stream is a row of records: first the workbook's own (sheets, shared strings), then each sheet's.
//! Formulas are not read, only their last results.

use gouji::Error;

use super::records::{CONTINUE, Record, Records};
use super::strings::{self, Parts};
use super::{Sheet, number};
use crate::cfb::{Compound, u16_at, u32_at};
use crate::charset::Decoder;
use crate::limits;
use crate::page::{self, Tally};

const BOF: [u16; 4] = [0x809, 0x409, 0x209, 0x009];
const EOF: u16 = 0x0a;

/// What the workbook's own records say.
struct Workbook<'d> {
    /// Strings are in a code page (before Excel 97), not in Unicode.
    is_old: bool,
    code_page: u16,
    /// Offsets of the visible sheets.
    sheets: Vec<usize>,
    strings: Vec<String>,
    decoder: &'d Decoder,
}

/// Reads an xls.
pub(crate) fn html(bytes: &[u8], decoder: &Decoder) -> Result<String, Error> {
    let stream = Compound::open(bytes)?.stream(&["Workbook", "Book"])?.ok_or(Error::Corrupt)?;
    let workbook = workbook(&stream, decoder)?;
    let mut html = String::new();
    let mut tally = Tally::default();
    // Sheets that overlap, which no program writes, would have the same bytes read again and again.
    let mut records_left = stream.len() / 4;
    for &offset in workbook.sheets.iter().take(limits::SHEETS) {
        let records = Records::new(stream.get(offset..).ok_or(Error::Corrupt)?);
        workbook.sheet(records, &mut records_left, &mut tally)?.write(&mut html, &mut tally)?;
        page::bounded(&html)?;
    }
    Ok(html)
}

fn workbook<'d>(stream: &[u8], decoder: &'d Decoder) -> Result<Workbook<'d>, Error> {
    let mut records = Records::new(stream);
    let first = records.next().filter(|record| BOF.contains(&record.id)).ok_or(Error::Corrupt)?;
    let is_old = u16_at(first.data, 0) != Some(0x600);
    let mut workbook = Workbook { is_old, code_page: 0, sheets: Vec::new(), strings: Vec::new(), decoder };
    while let Some(Record { id, data }) = records.next() {
        match id {
            EOF => break,
            // FILEPASS. Excel protects workbooks it calls unprotected with a password of its own; that is rare and the same to us.
            0x2f => return Err(Error::Encrypted),
            0x42 => workbook.code_page = u16_at(data, 0).unwrap_or(0),
            // BOUNDSHEET: offset, visibility, kind (0 is a worksheet).
            0x85 => {
                if let (Some(offset), Some([state, 0])) = (u32_at(data, 0), data.get(4..6))
                    && state & 3 == 0
                {
                    workbook.sheets.push(offset as usize);
                }
            }
            // SST.
            0xfc => workbook.strings = Parts::new(data, records.continuations()?).table()?,
            _ => {}
        }
    }
    Ok(workbook)
}

impl Workbook<'_> {
    fn sheet(&self, mut records: Records<'_>, left: &mut usize, tally: &mut Tally) -> Result<Sheet, Error> {
        let mut sheet = Sheet::default();
        // Charts inside a sheet are nested.
        let mut depth = 0usize;
        // The cell of the formula whose text comes in the next record.
        let mut pending = None;
        while let Some(Record { id, data }) = records.next() {
            *left = left.checked_sub(1).ok_or(Error::Corrupt)?;
            match id {
                _ if BOF.contains(&id) => depth += 1,
                EOF if depth <= 1 => return Ok(sheet),
                EOF => depth -= 1,
                _ if depth > 1 || id == CONTINUE => {}
                // STRING: the text of a formula.
                0x207 => {
                    if let Some((row, column)) = pending.take() {
                        // Long text goes on in further records, in the same width.
                        let mut whole = data.to_vec();
                        for part in records.continuations()? {
                            whole.extend_from_slice(part.get(1..).unwrap_or_default());
                        }
                        sheet.set(row, column, self.string(&whole, 2)?, tally)?;
                    }
                }
                // MERGEDCELLS: a count, then first and last row, first and last column of each.
                0xe5 => {
                    for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
                        let at = |index| u16_at(range, index).map_or(0, u32::from);
                        sheet.merge((at(0), at(2)), (at(4), at(6)), tally)?;
                    }
                }
                // ROW, whose flags say whether it is hidden.
                0x208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                    sheet.hide_row(u16_at(data, 0).map_or(u32::MAX, u32::from));
                }
                // COLINFO.
                0x7d if data.get(8).is_some_and(|flags| flags & 1 != 0) => {
                    if let (Some(first), Some(last)) = (u16_at(data, 0), u16_at(data, 2)) {
                        sheet.hide_columns(u32::from(first)..=u32::from(last));
                    }
                }
                _ => pending = self.cell(id, data, &mut sheet, tally)?.or(pending),
            }
        }
        // The stream ended inside the sheet: what is missing would pass for blank.
        Err(Error::Corrupt)
    }

    /// Reads a record of one cell or several; gives the place of a formula whose text is still to come.
    fn cell(
        &self,
        id: u16,
        data: &[u8],
        sheet: &mut Sheet,
        tally: &mut Tally,
    ) -> Result<Option<(u32, u32)>, Error> {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(None) };
        let (row, column) = (u32::from(row), u32::from(column));
        // After the place and the format's index.
        let rest = data.get(6..).unwrap_or_default();
        let text = match id {
            // NUMBER.
            0x203 => number(f64_at(rest).ok_or(Error::Corrupt)?),
            // RK.
            0x27e => number(rk(u32_at(rest, 0).ok_or(Error::Corrupt)?)),
            // MULRK: a row of formats and numbers, and the last column.
            0xbd => {
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (column, pair) in (column..).zip(numbers.chunks_exact(6)) {
                    sheet.set(row, column, number(rk(u32_at(pair, 2).ok_or(Error::Corrupt)?)), tally)?;
                }
                return Ok(None);
            }
            // LABELSST. A string that is not there is damage; a blank would pass for zero.
            0xfd => {
                let index = u32_at(rest, 0).ok_or(Error::Corrupt)? as usize;
                self.strings.get(index).ok_or(Error::Corrupt)?.clone()
            }
            // LABEL and RSTRING.
            0x204 | 0xd6 => self.string(rest, 2)?,
            // BOOLERR.
            0x205 => match rest {
                [value, 0, ..] => if *value == 0 { "FALSE" } else { "TRUE" }.to_owned(),
                [code, _, ..] => error_name(*code).to_owned(),
                _ => return Err(Error::Corrupt),
            },
            // FORMULA: its result is a number, or says what else it is.
            0x06 | 0x206 | 0x406 => match rest {
                [0, _, _, _, _, _, 0xff, 0xff, ..] => return Ok(Some((row, column))),
                [1, _, value, _, _, _, 0xff, 0xff, ..] => {
                    if *value == 0 { "FALSE" } else { "TRUE" }.to_owned()
                }
                [2, _, code, _, _, _, 0xff, 0xff, ..] => error_name(*code).to_owned(),
                [3, _, _, _, _, _, 0xff, 0xff, ..] => return Ok(None),
                _ => number(f64_at(rest).ok_or(Error::Corrupt)?),
            },
            _ => return Ok(None),
        };
        sheet.set(row, column, text, tally)?;
        Ok(None)
    }

    /// A string in one record.
    fn string(&self, data: &[u8], length: usize) -> Result<String, Error> {
        if !self.is_old {
            return strings::unicode(data, length).ok_or(Error::Corrupt);
        }
        let bytes = strings::bytes(data, length).ok_or(Error::Corrupt)?;
        let label = if self.code_page == 950 { "big5" } else { "gb18030" };
        Ok(if bytes.is_ascii() {
            String::from_utf8_lossy(bytes).into_owned()
        } else {
            (self.decoder)(label, bytes).ok_or(Error::UnsupportedFormat)?
        })
    }
}

fn f64_at(data: &[u8]) -> Option<f64> {
    data.get(..8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in 30 bits: whole or the upper half of a fraction, and perhaps a hundred times as large.
fn rk(bits: u32) -> f64 {
    let value =
        if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
