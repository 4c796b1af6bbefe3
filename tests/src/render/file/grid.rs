//! A table as rows that name every place: where a cell begins, what one covers to its right and what it covers below.

use super::super::sheet::{Sheet, Slot};

/// A place of a row.
pub(super) enum Place<'a> {
    /// A cell begins.
    Cell(&'a Slot),
    /// Covered by the cell to its left, which begins in this row.
    Right,
    /// Covered by a cell that began in a row above; so wide, where it is the first place of it.
    Below(usize),
}

/// The rows of a table.
pub(super) fn rows(sheet: &Sheet) -> Vec<Vec<Place<'_>>> {
    // For each column, the rows left of the cell that covers it from above, and how wide that is at its first column.
    let mut open: Vec<(usize, usize)> = vec![(0, 0); sheet.columns];
    sheet
        .rows
        .iter()
        .map(|row| {
            let mut places = Vec::new();
            let mut slots = row.iter();
            while places.len() < sheet.columns {
                let column = places.len();
                if open[column].0 > 0 {
                    open[column].0 -= 1;
                    places.push(Place::Below(open[column].1));
                    continue;
                }
                let Some(slot) = slots.next() else { break };
                places.push(Place::Cell(slot));
                places.extend((1..slot.across).map(|_| Place::Right));
                for (index, covered) in open.iter_mut().skip(column).take(slot.across).enumerate() {
                    *covered = (slot.down - 1, if index == 0 { slot.across } else { 0 });
                }
            }
            places
        })
        .collect()
}
