//! Offsets that count bytes of UTF-8 turned into offsets that count UTF-16 units, through one table made beforehand.

use gouji::Audit;
use gouji::document::Place;

/// What `place.start` and `place.end` count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offsets {
    /// Bytes of the input in UTF-8, as the contract has it.
    #[default]
    Utf8,
    /// UTF-16 units: `input.slice(start, end)` in JavaScript.
    Utf16,
}

/// Bytes between two entries of a [`Utf16Table`]: what a lookup walks at most.
const STEP: usize = 64;

/// UTF-16 units before every so many bytes of a text.
pub struct Utf16Table<'a> {
    text: &'a str,
    /// The entry at `n` is of the first character that starts at or after byte `n * STEP`: its byte, and the units before it.
    entries: Vec<(usize, usize)>,
}

impl<'a> Utf16Table<'a> {
    /// Walks the text once.
    pub fn new(text: &'a str) -> Self {
        let mut entries = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            if byte >= entries.len() * STEP {
                entries.push((byte, units));
            }
            units += c.len_utf16();
        }
        Utf16Table { text, entries }
    }

    /// UTF-16 units before `byte`; a byte inside a character counts as the character's start.
    pub fn offset(&self, byte: usize) -> usize {
        let after = self.entries.partition_point(|&(entry, _)| entry <= byte);
        let (start, units) = after.checked_sub(1).map_or((0, 0), |index| self.entries[index]);
        let rest = self.text.get(start..).unwrap_or_default();
        let before = rest.char_indices().take_while(|(at, c)| start + at + c.len_utf8() <= byte);
        units + before.map(|(_, c)| c.len_utf16()).sum::<usize>()
    }
}

/// Converts every place that an answer shows.
pub fn convert(audit: &mut Audit, table: &Utf16Table<'_>) {
    let cells = audit.report.cells.values_mut().filter_map(|cell| cell.place.as_mut());
    let quotes = audit.findings.iter_mut().filter_map(|finding| finding.quote.as_mut());
    let claims = audit.claims.iter_mut().flat_map(|claim| [&mut claim.quote, &mut claim.figure]);
    for Place { span, .. } in cells.chain(quotes.chain(claims).map(|quote| &mut quote.place)) {
        if let Some(span) = span {
            (span.start, span.end) = (table.offset(span.start), table.offset(span.end));
        }
    }
}
