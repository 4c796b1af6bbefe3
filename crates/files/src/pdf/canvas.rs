//! Pages that another reader of printed pages fills, in points from their upper left corner: text, paths and pictures in, HTML out as of a pdf.

use gouji::Error;

use super::content::{Content, Glyph};
use super::geometry::{Area, Direction};
use super::path::Path;
use super::stream::Budget;
use crate::limits;

/// How far above the base line the middle of a character is, in font sizes.
const MIDDLE: f64 = 0.36;

/// Pages so far.
pub(crate) struct Canvas {
    pages: Vec<Content>,
    budget: Budget,
    n_strings: usize,
    path: Path,
}

/// A character to be painted.
pub(crate) struct Character {
    pub(crate) char: char,
    /// Where it begins on its base line.
    pub(crate) start: (f64, f64),
    /// How much room it takes, and in which direction.
    pub(crate) along: (f64, f64),
    /// From its foot to its head: its size.
    pub(crate) up: (f64, f64),
    /// It is not seen: the text layer of a scan.
    pub(crate) is_hidden: bool,
}

impl Canvas {
    pub(crate) fn new() -> Canvas {
        Canvas { pages: Vec::new(), budget: Budget::NEW, n_strings: 0, path: Path::default() }
    }

    /// Begins a page.
    pub(crate) fn page(&mut self, width: f64, height: f64) -> Result<(), Error> {
        if self.pages.len() == limits::PDF_PAGES {
            return Err(Error::TooLarge);
        }
        self.pages.push(Content { width, height, ..Content::default() });
        Ok(())
    }

    /// Begins a string: characters of one belong together.
    pub(crate) fn string(&mut self) {
        self.n_strings += 1;
    }

    /// Paints a character; beside the page nothing is seen.
    pub(crate) fn character(&mut self, character: &Character) -> Result<(), Error> {
        if !Budget::spend(&mut self.budget.glyphs, 1) {
            return Err(Error::TooLarge);
        }
        let Some(content) = self.pages.last_mut() else { return Ok(()) };
        let Character { char, start, along, up, is_hidden } = *character;
        let (x, y) = (start.0 + along.0 / 2.0 + up.0 * MIDDLE, start.1 + along.1 / 2.0 + up.1 * MIDDLE);
        let size = up.0.hypot(up.1);
        let page = Area { left: 0.0, top: 0.0, right: content.width, bottom: content.height };
        let Some(direction) = Direction::of(along) else { return Ok(()) };
        if !page.grown(1.0).contains(x, y) || !(0.5..2000.0).contains(&size) {
            return Ok(());
        }
        let glyph = Glyph {
            text: char.to_string(),
            x,
            y,
            advance: along.0.hypot(along.1),
            size,
            direction,
            string: self.n_strings,
            clip: (f64::NEG_INFINITY, f64::INFINITY),
        };
        let glyphs = if is_hidden { &mut content.hidden } else { &mut content.glyphs };
        glyphs.push(glyph);
        Ok(())
    }

    /// Begins a part of a path.
    pub(crate) fn start(&mut self, point: (f64, f64)) -> Result<(), Error> {
        self.path.start(point);
        self.spend()
    }

    /// A straight line to a point, or a curve.
    pub(crate) fn line(&mut self, end: (f64, f64), is_curve: bool) -> Result<(), Error> {
        if is_curve {
            self.path.curve(end);
        } else {
            self.path.line(end);
        }
        self.spend()
    }

    pub(crate) fn close(&mut self) {
        self.path.close();
    }

    /// Paints the path: its outline where it has a width, and what is inside.
    pub(crate) fn paint(&mut self, stroke: Option<f64>, is_filled: bool) {
        let path = std::mem::take(&mut self.path);
        if let Some(content) = self.pages.last_mut() {
            if let Some(width) = stroke {
                path.stroke(width, content);
            }
            if is_filled {
                path.fill(content);
            }
        }
    }

    /// A picture with these corners.
    pub(crate) fn image(&mut self, corners: [(f64, f64); 4]) -> Result<(), Error> {
        self.spend()?;
        if let Some(content) = self.pages.last_mut() {
            content.images.extend(Area::around(corners));
        }
        Ok(())
    }

    fn spend(&mut self) -> Result<(), Error> {
        if Budget::spend(&mut self.budget.operators, 1) { Ok(()) } else { Err(Error::TooLarge) }
    }

    /// The text and the tables of all pages.
    pub(crate) fn html(self) -> Result<String, Error> {
        super::laid_out(self.pages, self.budget)
    }
}
