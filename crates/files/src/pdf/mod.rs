//! A pdf with a text layer to HTML: paragraphs in reading order, and tables rebuilt from ruling lines and positions.
//!
//! [`scan`] looks at the bytes first, after [`unlock`] has decrypted them; `hayro-syntax` reads the file's objects; [`content`] runs the operators of the pages, [`font`] turns codes to text,
//! [`rules`] and [`grid`] find the tables' cells, [`flow`] puts it in order. Nothing is drawn, and nothing is guessed: a
//! file whose letters cannot be told is an error, not a report full of gaps. Start at [`html`].

mod canvas;
mod cmap;
#[cfg(feature = "scans")]
mod codecs;
#[cfg(feature = "scans")]
mod colours;
mod columns;
mod content;
mod continuation;
mod encoding;
mod flow;
mod font;
mod geometry;
mod grid;
mod labels;
mod lines;
mod margins;
mod paragraphs;
mod path;
#[cfg(feature = "scans")]
pub(crate) mod pictures;
mod rules;
mod scan;
#[cfg(all(test, feature = "pictures"))]
mod scans;
mod sheets;
mod stream;
#[cfg(test)]
mod tests;
mod text;
mod unlock;
#[cfg(test)]
mod upstream;
mod walk;
mod write;

use std::sync::Arc;

use gouji::Error;
use hayro_syntax::Pdf;

use crate::charset::Decoder;
use crate::limits;
pub(crate) use canvas::{Canvas, Character};
use content::{Content, Fonts, Glyph};
use scan::Source;
use stream::Budget;

/// Fewer characters a page than this are a page number or a stamp, not text.
const MIN_GLYPHS_PER_PAGE: usize = 10;
/// Above one unreadable character in this many, figures may be among them.
const MAX_UNKNOWN_SHARE: usize = 33;

/// Rebuilds the text and the tables of a pdf as HTML. `decoder` reads fonts whose codes are GBK or Big5.
///
/// # Errors
///
/// [`Error::Encrypted`] where a password is needed, [`Error::UnsupportedFormat`] for a scanned file,
/// [`Error::Corrupt`] for a damaged one or one whose characters cannot be told, [`Error::Empty`] for blank pages,
/// [`Error::NotAReport`] for a sheet printed over pages side by side, [`Error::TooLarge`] beyond the limits.
pub(crate) fn html(bytes: &[u8], decoder: &Decoder) -> Result<String, Error> {
    match html_within(bytes, decoder, Budget::NEW) {
        #[cfg(feature = "pictures")]
        Err(Error::UnsupportedFormat) => pictures::html(bytes),
        read => read,
    }
}

fn html_within(bytes: &[u8], decoder: &Decoder, mut budget: Budget) -> Result<String, Error> {
    let source = Arc::new(Source::of(bytes)?);
    let opened = Pdf::new(source.clone());
    if source.is_spent() {
        return Err(Error::TooLarge);
    }
    let pdf = opened.map_err(unlock::of_library)?;
    if pdf.pages().len() > limits::PDF_PAGES {
        return Err(Error::TooLarge);
    }
    source.opened();
    let mut fonts = Fonts::new();
    let pages: Vec<Content> =
        pdf.pages().iter().map(|page| content::read(page, &mut fonts, &mut budget, decoder)).collect();
    budget.is_kept()?;
    if source.is_spent() {
        return Err(Error::TooLarge);
    }
    laid_out(pages, budget)
}

/// What stands on pages, in reading order.
fn laid_out(mut pages: Vec<Content>, mut budget: Budget) -> Result<String, Error> {
    pages.iter_mut().for_each(show_text_layer);
    is_readable(&pages)?;
    sheets::settle(&mut pages)?;
    let blocks = flow::blocks(pages, &mut budget);
    budget.is_kept()?;
    Ok(write::html(&blocks))
}

/// The text layer of a scanned page is painted invisibly. Elsewhere what cannot be seen is not read.
fn show_text_layer(page: &mut Content) {
    // A stamp or a page number may be painted over the picture.
    if page.glyphs.len() * 10 <= page.hidden.len() {
        page.glyphs.append(&mut page.hidden);
    }
}

fn is_readable(pages: &[Content]) -> Result<(), Error> {
    /// A page of text turned to outlines has one shape or more for each character.
    const OUTLINES: usize = 200;
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.text.trim().is_empty());
    let total = glyphs().count();
    if total < MIN_GLYPHS_PER_PAGE * pages.len().max(1) {
        let is_picture = pages.iter().any(|page| !page.images.is_empty() || page.n_shapes > OUTLINES);
        if is_picture {
            return Err(Error::UnsupportedFormat);
        }
        if total == 0 {
            return Err(Error::Empty);
        }
    }
    let unknown = glyphs().filter(|glyph: &&Glyph| glyph.text.contains('\u{fffd}')).count();
    if unknown * MAX_UNKNOWN_SHARE > total { Err(Error::Corrupt) } else { Ok(()) }
}
