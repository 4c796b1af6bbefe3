//! A binary Word document (Word 97 to 2003, WPS) in, HTML with its paragraphs and tables out, as a reader sees it: tracked changes
//! accepted, hidden text left out, the numbers of lists written before their paragraphs.
//!
//! [`fib`] is the document's head, [`pieces`] its text, [`runs`] what is said of stretches of it, as [`sprm`]s; [`styles`] (with the fonts) and [`lists`]
//! are what paragraphs refer to. [`body`] puts it together. Headers, footnotes and comments are not read.
//!
//! Written here rather than taken from `office_oxide`, which reads such files well: in a browser it costs 507 kB, ten times as much, with readers
//! of all other kinds that cannot be left out, and it does not bound what a file may make of itself.

mod body;
mod fib;
mod lists;
mod pieces;
mod runs;
mod sprm;
mod styles;
#[cfg(test)]
mod tests;

use gouji::Error;

use crate::cfb::Compound;
use crate::numbering::{Definitions, Lists};
use fib::Fib;
use runs::Runs;

/// Reads a doc.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    let file = Compound::open(bytes)?;
    let main = file.stream(&["WordDocument"])?.ok_or(Error::Corrupt)?;
    let fib = Fib::read(&main)?;
    let table = file.stream(&[if fib.is_table_1 { "1Table" } else { "0Table" }])?.ok_or(Error::Corrupt)?;
    let data = file.stream(&["Data"])?.unwrap_or_default();
    drop(file);
    let part = |index| fib.part(&main, &table, index);
    let mut definitions = Definitions::default();
    styles::read(part(fib::STYLES), &mut definitions)?;
    lists::read(&table, fib.offset(&main, fib::LISTS), part(fib::LIST_USES), &mut definitions)?;
    let text = pieces::Pieces::read(part(fib::PIECES).ok_or(Error::Corrupt)?, &main)?;
    let body = body::Body::new(
        text,
        body::Properties {
            paragraphs: Runs::paragraphs(&main, part(fib::PARAGRAPHS).unwrap_or_default()),
            characters: Runs::characters(&main, part(fib::CHARACTERS).unwrap_or_default()),
            data: &data,
            symbols: styles::symbols(part(fib::FONTS).unwrap_or_default()),
        },
        body::Boxes::read(&fib, part(fib::ANCHORS), part(fib::BOXES)),
        Lists::new(definitions),
    );
    body.html(fib.text)
}
