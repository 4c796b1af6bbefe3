//! Where one report ends and the next begins, in a document that holds several.

use std::ops::Range;

use super::identity::Identity;
use super::sections;
use super::tables::RawTable;
use crate::document::{Block, Document};
use crate::form::Table;

/// Runs of blocks with one report each; a single run for a document with one.
pub(super) fn split(document: &Document, tables: &[RawTable]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let repeated = repeated(tables);
    for pair in repeated.windows(2) {
        let (end, next) = (extent(pair[0]).end, extent(pair[1]).start);
        starts.push(beginning(document, end..next).unwrap_or(next));
    }
    let ends = starts[1..].iter().copied().chain([document.blocks.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The tables of the kind that stands there most often, without torn-off pieces.
fn repeated(tables: &[RawTable]) -> Vec<&RawTable> {
    let of_kind = |table: Table| {
        let fullest = tables.iter().filter(|raw| raw.table == table).map(RawTable::weight).max().unwrap_or(0);
        let whole = |raw: &&RawTable| raw.table == table && raw.weight() * 2 >= fullest && raw.weight() > 8;
        tables.iter().filter(whole).collect::<Vec<_>>()
    };
    let [two, three, four] = Table::ALL.map(of_kind);
    [three, four, two].into_iter().find(|tables| tables.len() > 1).unwrap_or_default()
}

/// The blocks that a table stands in.
fn extent(table: &RawTable) -> Range<usize> {
    let blocks = || table.rows.iter().flat_map(|row| &row.slots).map(|slot| slot.place.block);
    blocks().min().unwrap_or(0)..blocks().max().map_or(0, |last| last + 1)
}

/// The first block in `blocks` that opens a report: its title, or the first section there is before its tables.
fn beginning(document: &Document, blocks: Range<usize>) -> Option<usize> {
    let texts = |block: usize| -> Vec<&str> {
        match &document.blocks[block] {
            Block::Paragraph(text) => vec![text.as_str()],
            Block::Table(grid) => grid.rows.iter().flatten().map(|field| field.text.as_str()).collect(),
        }
    };
    let is_title = |block: &usize| texts(*block).into_iter().any(Identity::is_title);
    let opens = |block: &usize| {
        texts(*block).into_iter().filter_map(sections::candidate).any(|candidate| candidate.number <= 3)
    };
    blocks.clone().find(is_title).or_else(|| blocks.clone().find(opens))
}
