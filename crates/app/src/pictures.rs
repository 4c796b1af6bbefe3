//! The pictures that a document was read from, and where each cell stands in them. Plain Rust: the pictures themselves are handles that only
//! `crate::browser` looks into.

use std::collections::BTreeMap;

use gouji::CellId;
use web_sys::Blob;

use crate::lang::Lang;
use crate::shared::Shared;

/// Pictures of a report. Cheap to clone; equal only to themselves.
pub type Pictures = Shared<Shown>;

/// What [`Pictures`] hold.
#[derive(Debug, Default)]
pub struct Shown {
    /// The pictures, in their order.
    pub pages: Vec<Page>,
    /// Where the cells stand that were read.
    pub places: BTreeMap<CellId, Place>,
    /// Tables and pictures of which nothing was read.
    pub refused: Vec<Refused>,
}

/// A picture.
#[derive(Debug)]
pub struct Page {
    /// The picture as the browser has it.
    pub picture: Blob,
    /// Its size in pixels.
    pub width: f32,
    /// Its size in pixels.
    pub height: f32,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// In which picture.
    pub page: usize,
    /// Its corners in pixels, clockwise from the upper left.
    pub outline: [(f32, f32); 4],
}

/// Something in a picture that was not read.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// In which picture.
    pub page: usize,
    /// Why, and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// An upright part of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its upper left corner.
    pub left: f32,
    /// Its upper left corner.
    pub top: f32,
    /// Its size.
    pub width: f32,
    /// Its size.
    pub height: f32,
}

impl Part {
    /// As the box of a drawing over it.
    pub fn view_box(self) -> String {
        [self.left, self.top, self.width, self.height].map(|value| (value as u32).to_string()).join(" ")
    }

    /// The size at which it is drawn: its own, unless that is wider than `most`.
    pub fn drawn(self, most: f32) -> (u32, u32) {
        let scale = (most / self.width).min(1.0);
        ((self.width * scale).max(1.0) as u32, (self.height * scale).max(1.0) as u32)
    }
}

impl Refused {
    /// Why, in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en.clone(),
            Lang::Zh | Lang::Hant => lang.say(self.zh.as_str()),
        }
    }
}

/// The pictures that a page without a table holds itself, in base64: where its tables may be. Those with an address are not asked for.
pub fn held(html: &str) -> Vec<&str> {
    /// Less is a letter, an arrow or a line.
    const LEAST: usize = 3000;
    let has = |tag: &str| html.contains(tag);
    if has("<table") || has("<TABLE") {
        return Vec::new();
    }
    let pictures = html.split("data:image/").skip(1).filter_map(|rest| {
        let rest =
            rest.strip_prefix("png").or_else(|| rest.strip_prefix("jpeg"))?.strip_prefix(";base64,")?;
        let end = rest.find(['"', '\'', ')']).unwrap_or(rest.len());
        (end >= LEAST).then_some(&rest[..end])
    });
    pictures.collect()
}

impl Shown {
    /// The pictures in which cells stand.
    pub fn with_cells(&self) -> Vec<usize> {
        let is_there = |page: &usize| self.places.values().any(|place| place.page == *page);
        let end = self.places.values().map(|place| place.page + 1).max().unwrap_or(0);
        (0..end).filter(is_there).collect()
    }

    /// The cell at a point of a picture.
    pub fn cell_at(&self, page: usize, x: f32, y: f32) -> Option<CellId> {
        let here = |(_, place): &(&CellId, &Place)| place.page == page && place.holds(x, y);
        self.places.iter().find(here).map(|(cell, _)| *cell)
    }

    /// A picture as a whole.
    pub fn whole(&self, page: usize) -> Option<(&Page, Part)> {
        let page = self.pages.get(page)?;
        Some((page, Part { left: 0.0, top: 0.0, width: page.width, height: page.height }))
    }

    /// The part of a picture that a cell takes, with a margin of a third of its height for what its neighbours say of it.
    pub fn around(&self, cell: CellId) -> Option<(&Page, Part)> {
        let place = self.places.get(&cell)?;
        let page = self.pages.get(place.page)?;
        let (xs, ys) = (place.outline.map(|(x, _)| x), place.outline.map(|(_, y)| y));
        let ends = |values: [f32; 4]| (least(values), -least(values.map(|value| -value)));
        let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
        let margin = (bottom - top) / 3.0;
        let (left, top) = ((left - margin).max(0.0), (top - margin).max(0.0));
        let (right, bottom) = ((right + margin).min(page.width), (bottom + margin).min(page.height));
        (right - left >= 1.0 && bottom - top >= 1.0)
            .then_some((page, Part { left, top, width: right - left, height: bottom - top }))
    }
}

fn least(values: [f32; 4]) -> f32 {
    values.into_iter().fold(f32::INFINITY, f32::min)
}

impl Place {
    /// Its corners as a drawing has them.
    pub fn points(&self) -> String {
        self.outline.map(|(x, y)| format!("{},{}", x as i32, y as i32)).join(" ")
    }

    /// Whether a point lies in it: on the same side of all four edges.
    fn holds(&self, x: f32, y: f32) -> bool {
        let corners = self.outline;
        let side = |at: usize| {
            let ((x1, y1), (x2, y2)) = (corners[at], corners[(at + 1) % 4]);
            (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        };
        let sides = [0, 1, 2, 3].map(side);
        sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    #[test]
    fn pictures_that_a_page_holds_are_taken_where_it_has_no_table() {
        let large = "A".repeat(4000);
        let page = format!(
            "<p>年报<img src=\"data:image/png;base64,{large}\"><img src='data:image/jpeg;base64,{large}'><img src=\"https://a.cn/b.png\"><img src=\"data:image/png;base64,iVBO\"><img src=\"data:image/svg+xml;base64,{large}\">"
        );
        assert_eq!(held(&page), [large.as_str(), large.as_str()]);
        assert!(held(&format!("{page}<table>")).is_empty());
    }

    #[test]
    fn a_point_of_a_leaning_picture_leads_to_its_cell() {
        let place = |left: f32| Place {
            page: 1,
            outline: [(left, 10.0), (left + 20.0, 12.0), (left + 18.0, 32.0), (left - 2.0, 30.0)],
        };
        let places = [(cell("t4.direct.upheld"), place(10.0)), (cell("t4.direct.total"), place(30.0))];
        let shown = Shown { places: places.into_iter().collect(), ..Shown::default() };
        assert_eq!(shown.cell_at(1, 20.0, 20.0), Some(cell("t4.direct.upheld")));
        assert_eq!(shown.cell_at(1, 40.0, 20.0), Some(cell("t4.direct.total")));
        // Above the line that leads down to the right, in the other picture, and outside.
        assert_eq!(shown.cell_at(1, 28.0, 10.5), None);
        assert_eq!(shown.cell_at(0, 20.0, 20.0), None);
        assert_eq!(shown.cell_at(1, 20.0, 50.0), None);
        assert_eq!(shown.with_cells(), [1]);
    }

    #[test]
    fn why_nothing_was_read_is_said_in_every_language() {
        let refused = Refused { page: 0, zh: "图片太小".into(), en: "too small".into() };
        assert_eq!(Lang::ALL.map(|lang| refused.message(lang)), ["图片太小", "圖片太小", "too small"]);
    }
}
