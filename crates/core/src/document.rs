//! What a source becomes: blocks of text and tables in reading order, where every character knows its place.
//!
//! Nothing here knows what a cell means. Made by [`crate::source`], read by [`mod@crate::read`].

use std::ops::Range;

/// A decoded source, split into blocks.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The page's own title (HTML `<title>`), where it has one.
    pub title: Option<Text>,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// Pictures that are large enough to be a table, as far as the source says.
    pub pictures: usize,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Block {
    /// A paragraph or a heading, without line breaks.
    Paragraph(Text),
    /// A table, or lines that look like one.
    Table(Grid),
}

/// Rows of fields, and how far their positions can be trusted.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Grid {
    /// The rows, top to bottom.
    pub rows: Vec<Vec<Field>>,
    /// What a field's column means.
    pub geometry: Geometry,
}

/// What the rows and columns of a [`Grid`] are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Geometry {
    /// Rows and columns are those of the table, with merged cells resolved (HTML).
    Spanned,
    /// The same, but the columns were told from where the words stand on a page (a pdf without ruling lines).
    Aligned,
    /// Rows are those of the table; a column is only the count of fields before it, and blank fields may stand in for
    /// covered positions on either side (tabs).
    Flattened,
    /// The same, but what a row is short of is filled up at its end (pipes).
    Filled,
    /// Only the order of the fields is the table's (one cell a line).
    Stream,
    /// The same, and every cell has its field, blank ones too.
    Listed,
}

/// One field of a grid. Positions covered by a merged field hold no field of their own.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Field {
    /// The field's text; empty where it is blank.
    pub text: Text,
    /// Zero-based column of its left edge.
    pub column: u32,
    /// Columns that it spans, at least 1.
    pub col_span: u32,
    /// Rows that it spans, at least 1.
    pub row_span: u32,
}

/// A half-open range of bytes of the decoded source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// Where something stands: the block, the row and column in a table, the bytes in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Place {
    /// Zero-based index into [`Document::blocks`].
    pub block: usize,
    /// Zero-based row of a table.
    pub row: Option<u32>,
    /// Zero-based column of a table.
    pub column: Option<u32>,
    /// Bytes of the decoded source; none where the source has no text of its own (docx, xlsx, pdf).
    pub span: Option<Span>,
}

/// A run of text that remembers which bytes of the source its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Text {
    string: String,
    /// Runs in which text and source go byte by byte together, by rising offset in the text.
    runs: Vec<Run>,
    /// What it may say instead, where a picture was read and nobody can be sure of it.
    candidates: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
struct Run {
    /// Offset in the text where the run starts.
    at: usize,
    /// Offset in the source of that byte.
    source: usize,
    /// Bytes of source behind the run's last character: differs from the text's for a character reference.
    source_len: usize,
}

impl Text {
    /// Text that stands in the source byte by byte, starting at `source`.
    pub fn verbatim(string: &str, source: usize) -> Text {
        let mut text = Text::default();
        text.push(string, Some(Span { start: source, end: source + string.len() }));
        text
    }

    /// Adds `string`, which came from `source`; none for text that the source does not hold.
    pub fn push(&mut self, string: &str, source: Option<Span>) {
        if string.is_empty() {
            return;
        }
        // What the source does not hold stands behind what came before it, so that the places before stay what they are.
        let behind = || self.runs.last().map(|run| run.source + run.source_len);
        let source = source.or_else(|| behind().map(|end| Span { start: end, end }));
        if let Some(source) = source {
            self.runs.push(Run {
                at: self.string.len(),
                source: source.start,
                source_len: source.end - source.start,
            });
        }
        self.string.push_str(string);
    }

    /// Adds another text with its places.
    pub fn append(&mut self, other: &Text) {
        let at = self.string.len();
        self.runs.extend(other.runs.iter().map(|run| Run { at: run.at + at, ..*run }));
        self.string.push_str(&other.string);
    }

    /// Marks the text as not sure: it was read from a picture, and may say any of `candidates`, the likeliest first.
    pub fn doubt(&mut self, candidates: Vec<String>) {
        self.candidates = Some(candidates);
    }

    /// What the text may say where it is not sure; none where it is.
    pub fn candidates(&self) -> Option<&[String]> {
        self.candidates.as_deref()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.string.trim().is_empty()
    }

    /// The bytes of the source behind `range` of the text, from its first character to its last.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let start = self.locate(range.start)?.0;
        let end = if range.end > range.start { self.locate(range.end - 1)?.1 } else { start };
        Some(Span { start, end: end.max(start) })
    }

    /// The bytes of the source behind the text without its outer white space.
    pub fn trimmed_span(&self) -> Option<Span> {
        let trimmed = self.string.trim();
        let start = if trimmed.is_empty() { 0 } else { self.string.len() - self.string.trim_start().len() };
        self.span(start..start + trimmed.len())
    }

    /// Source offsets of the byte at `offset`: its own, and the one after it.
    fn locate(&self, offset: usize) -> Option<(usize, usize)> {
        let index = self.runs.partition_point(|run| run.at <= offset).checked_sub(1)?;
        let run = self.runs[index];
        let next = self.runs.get(index + 1).map_or(self.string.len(), |next| next.at);
        let inside = offset - run.at;
        // A character reference (&nbsp;) is longer in the source than in the text: take it whole.
        if run.source_len != next - run.at {
            return Some((run.source, run.source + run.source_len));
        }
        Some((run.source + inside, run.source + inside + 1))
    }

    /// The same text with its places led on: they were bytes of `outer`'s text and become bytes of `outer`'s source.
    pub fn through(&self, outer: &Text) -> Text {
        let mut text = Text::default();
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.string.len(), |next| next.at);
            let string = &self.string[run.at..end];
            if text.string.len() < run.at {
                text.string.push_str(&self.string[text.string.len()..run.at]);
            }
            if run.source_len == string.len() {
                let inner = outer.slice(run.source..run.source + run.source_len);
                text.runs.extend(inner.runs.iter().map(|inner| Run { at: inner.at + run.at, ..*inner }));
                text.string.push_str(string);
            } else {
                text.push(string, outer.span(run.source..run.source + run.source_len));
            }
        }
        text.string.push_str(&self.string[text.string.len()..]);
        text
    }

    /// The part of the text in `range`, with its places.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let mut part = Text::default();
        let mut at = range.start;
        while at < range.end {
            let index = self.runs.partition_point(|run| run.at <= at);
            let run = index.checked_sub(1).map(|index| self.runs[index]);
            let run_end = self.runs.get(index).map_or(self.string.len(), |next| next.at);
            let end = range.end.min(run_end);
            let source = run.map(|run| {
                if run.source_len == run_end - run.at {
                    Span { start: run.source + at - run.at, end: run.source + end - run.at }
                } else {
                    Span { start: run.source, end: run.source + run.source_len }
                }
            });
            part.push(&self.string[at..end], source);
            at = end;
        }
        part
    }
}
