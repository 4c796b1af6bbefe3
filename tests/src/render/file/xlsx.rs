//! A workbook, written by `rust_xlsxwriter`.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::super::sheet::{Role, Sheet};
use super::super::text::broken_words;
use super::Part;

/// The file: a sheet for each table, or one sheet with its figures as text.
pub(super) fn file(parts: &[Part], as_text: bool) -> Vec<u8> {
    write(parts, as_text).unwrap_or_else(|error| panic!("{error}"))
}

fn write(parts: &[Part], as_text: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut sheet = Worksheet::new();
    let mut row = 0;
    for part in parts {
        match part {
            Part::Paragraph(text) => {
                sheet.write_string(row, 0, text)?;
                row += 1;
            }
            Part::Table(table) => {
                row += write_table(&mut sheet, row, table, as_text)? + 1;
                if !as_text {
                    book.push_worksheet(std::mem::take(&mut sheet));
                    row = 0;
                }
            }
        }
    }
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

/// Writes a table below a row; gives the rows that it takes.
fn write_table(out: &mut Worksheet, top: u32, table: &Sheet, as_text: bool) -> Result<u32, XlsxError> {
    let plain = Format::new();
    let mut covered = vec![0usize; table.columns];
    for (row, slots) in (top..).zip(&table.rows) {
        let mut column = 0;
        for slot in slots {
            while covered.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            let (right, down) = (column + slot.across, slot.down);
            covered.iter_mut().take(right).skip(column).for_each(|rows| *rows = down);
            let text = broken_words(&slot.text).join("\n");
            if slot.across * slot.down > 1 {
                let below = row + down as u32 - 1;
                out.merge_range(row, column as u16, below, right as u16 - 1, &text, &plain)?;
            }
            // A number as Excel keeps it, where the text is nothing but a number.
            let number =
                slot.text.parse::<f64>().ok().filter(|_| !as_text && matches!(slot.role, Role::Figure(_)));
            match number {
                Some(number) => drop(out.write_number_with_format(row, column as u16, number, &plain)?),
                None => drop(out.write_string_with_format(row, column as u16, &text, &plain)?),
            }
            column = right;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    Ok(table.rows.len() as u32)
}
