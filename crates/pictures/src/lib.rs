//! Pictures of the official tables in, their figures out, and why not where a picture is refused.
//!
//! The tables are fixed forms, so no general recogniser is needed: rules give the grid ([`lattice`], [`warp`], [`grid`]), the grid is held
//! against the form ([`form`], [`labels`]), and two readers that err in different ways read every figure ([`glyphs`], [`recogniser`]). Where
//! they agree a figure is sure. Prose is not read. Everything is a pure function of pixels. Start at [`Reader`].

mod assemble;
mod form;
pub mod glyphs;
mod grid;
mod html;
pub mod image;
mod labels;
mod lattice;
mod lines;
mod recogniser;
#[cfg(test)]
mod tests;
mod warp;

use gouji::{CellId, Form, NearMiss, Table};

use crate::image::Gray;

/// The second reader's model, for programs that carry it inside.
#[cfg(feature = "model")]
pub const MODEL: &[u8] = include_bytes!("../models/recogniser.onnx");

/// Both readers, ready.
#[derive(Debug)]
pub struct Reader {
    recogniser: recogniser::Recogniser,
    network: glyphs::Network,
}

/// What was found in pictures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// The tables that were accepted, those that a page's end had cut joined.
    pub tables: Vec<Found>,
    /// What was refused, by the picture's index: its tables are not those of the form, or cannot be read.
    pub refused: Vec<(usize, NearMiss)>,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which.
    pub table: Table,
    /// In which edition.
    pub form: Form,
    /// Its cells; those of rows that the pictures do not show are not among them.
    pub cells: Vec<Cell>,
}

/// A cell that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which.
    pub id: CellId,
    /// What it may say, the likeliest first; one where it is sure. An empty text is a blank cell.
    pub candidates: Vec<String>,
    /// Both readers say the same.
    pub sure: bool,
    /// Where it stands.
    pub place: Place,
}

/// Where a cell stands in the pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Index of the picture.
    pub page: usize,
    /// Its corners in pixels, clockwise from the upper left.
    pub outline: [(f32, f32); 4],
}

impl Cell {
    /// What it says, as far as is known.
    pub fn text(&self) -> &str {
        self.candidates.first().map_or("", String::as_str)
    }
}

impl Reader {
    /// Loads `model` (`models/recogniser.onnx`). None where it is damaged.
    pub fn new(model: &[u8]) -> Option<Reader> {
        let recogniser = recogniser::Recogniser::new(model.to_vec())?;
        Some(Reader { recogniser, network: glyphs::Network::built_in()? })
    }

    /// Reads pictures as the pages of one report. `progress` is told how many of how many figures of a table are read; by `false` it stops the
    /// work, and the answer is none.
    pub fn read(&self, pages: &[Gray], progress: &mut dyn FnMut(usize, usize) -> bool) -> Option<Pages> {
        assemble::read(&self.recogniser, &self.network, pages, progress)
    }
}

impl Pages {
    /// The tables as HTML that the library reads. An error where no table was accepted: the first reason.
    ///
    /// # Errors
    ///
    /// Why nothing was read, and what to do.
    pub fn html(&self) -> Result<String, NearMiss> {
        if self.tables.is_empty() {
            return Err(self.refused.first().map_or(NearMiss::NoRules, |(_, why)| *why));
        }
        Ok(html::html(self))
    }
}
