//! The pages of formatting in, what is said of the text at a place out (FKP).
//!
//! A list of pages says from where in the main stream each page is about the text; a page of 512 bytes says the same of its runs. Both are looked up
//! when a place is asked for, and the last answer is kept: text is asked for in order.

use std::ops::Range;

use crate::cfb::{u16_at, u32_at};

const PAGE: usize = 512;

/// What is said of paragraphs, or of characters.
pub(super) struct Runs<'m> {
    main: &'m [u8],
    /// Places, and behind them numbers of pages.
    list: &'m [u8],
    is_of_paragraphs: bool,
    last: Option<Run<'m>>,
}

/// A run: for which places, in which style, with which properties.
#[derive(Clone, Debug)]
pub(super) struct Run<'m> {
    places: Range<u32>,
    /// The paragraph's style.
    pub(super) style: u16,
    pub(super) properties: &'m [u8],
}

impl<'m> Runs<'m> {
    pub(super) fn paragraphs(main: &'m [u8], list: &'m [u8]) -> Self {
        Runs { main, list, is_of_paragraphs: true, last: None }
    }

    pub(super) fn characters(main: &'m [u8], list: &'m [u8]) -> Self {
        Runs { main, list, is_of_paragraphs: false, last: None }
    }

    /// The run at a place, and whether it is another than at the last place asked for.
    pub(super) fn at(&mut self, place: u32) -> (Run<'m>, bool) {
        if let Some(last) = &self.last
            && last.places.contains(&place)
        {
            return (last.clone(), false);
        }
        let plain = Run { places: place..place.saturating_add(1), style: 0, properties: &[] };
        let run = self.find(place).unwrap_or(plain);
        self.last = Some(run.clone());
        (run, true)
    }

    fn find(&self, place: u32) -> Option<Run<'m>> {
        let pages = self.list.len().saturating_sub(4) / 8;
        let index = last_before(self.list, pages, place)?;
        let number = u32_at(self.list, (pages + 1) * 4 + index * 4)? as usize & 0x3f_ffff;
        let page = self.main.get(number * PAGE..(number + 1) * PAGE)?;
        let runs = usize::from(page[PAGE - 1]);
        let index = last_before(page, runs, place)?;
        let places = u32_at(page, index * 4)?..u32_at(page, index * 4 + 4)?;
        if !places.contains(&place) {
            return None;
        }
        let width = if self.is_of_paragraphs { 13 } else { 1 };
        let offset = usize::from(*page.get((runs + 1) * 4 + index * width)?) * 2;
        if offset == 0 {
            return Some(Run { places, style: 0, properties: &[] });
        }
        let length = usize::from(*page.get(offset)?);
        if !self.is_of_paragraphs {
            let properties = page.get(offset + 1..offset + 1 + length)?;
            return Some(Run { places, style: 0, properties });
        }
        // The length is counted in words, and stands in a second byte where the first is zero.
        let said = if length == 0 {
            let length = usize::from(*page.get(offset + 1)?) * 2;
            page.get(offset + 2..offset + 2 + length)?
        } else {
            page.get(offset + 1..offset + length * 2)?
        };
        Some(Run { places, style: u16_at(said, 0)?, properties: said.get(2..)? })
    }
}

/// Of the numbers at the start of a list, the index of the last that is not beyond `place`.
fn last_before(list: &[u8], count: usize, place: u32) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = (low + high) / 2;
        if u32_at(list, middle * 4)? <= place {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}
