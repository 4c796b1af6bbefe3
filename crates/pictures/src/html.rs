//! Tables that were read in, the HTML that the library reads out: the form's layout with the figures in their cells.
//!
//! A cell in which the readers did not agree says so by `data-candidates`: what it may be, between spaces, the likeliest first. The library takes
//! such a cell for not sure. Titles of sections are not written: prose is not read, so the library is not to miss the sections that have no table. A row that the pictures do not show keeps its label and has no cells.

use std::fmt::Write;

use gouji::form::layout::{Entry, Layout};

use crate::{Cell, Found, Pages};

/// Writes the tables, in the order of the form.
pub(crate) fn html(pages: &Pages) -> String {
    let mut out = String::new();
    for found in &pages.tables {
        table(found, &mut out);
    }
    out
}

fn table(found: &Found, out: &mut String) {
    let layout = Layout::of(found.table, found.form);
    let cell = |id| found.cells.iter().find(|cell| cell.id == id);
    out.push_str("<table>");
    for line in layout.head.iter().chain(layout.bodies.iter().flatten()) {
        out.push_str("<tr>");
        for entry in line {
            match entry {
                Entry::Header(header) => {
                    // Writing to a string does not fail.
                    let _ = write!(
                        out,
                        "<th colspan={} rowspan={}>{}</th>",
                        header.col_span, header.row_span, header.text
                    );
                }
                Entry::Cell(spot) => {
                    if let Some(cell) = cell(spot.cell) {
                        field(cell, spot.col_span, out);
                    }
                }
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
}

/// Texts of cells are figures: nothing in them needs escaping.
fn field(cell: &Cell, col_span: u16, out: &mut String) {
    let _ = write!(out, "<td colspan={col_span}");
    if !cell.sure {
        let _ = write!(out, " data-candidates=\"{}\"", cell.candidates.join(" "));
    }
    let _ = write!(out, ">{}</td>", cell.text());
}
