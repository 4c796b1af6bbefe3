//! Values between commas, semicolons or tabs to a grid of true columns, and the lines of prose beside them to paragraphs.
//!
//! A reader of our own: the crates for it give values without the bytes that they came from, and every cell must lead back to its place.

use super::sheet;
use super::text::plain;
use crate::document::{Block, Document, Field, Geometry, Grid, Span, Text};

const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Records that are looked at to tell what a text is.
const MAX_RECORDS: usize = 600;

/// Bytes that are looked at for the same.
const LOOKED_AT: usize = 1 << 20;

/// Records of as many fields as their neighbours that make a table, and fields of all of them together.
const MIN_ROWS: usize = 3;
const MIN_FIELDS: usize = 15;

/// Splits values into blocks. Offsets in the blocks are bytes of `source`.
pub(super) fn document(source: &str) -> Document {
    let delimiter = DELIMITERS
        .into_iter()
        .max_by_key(|&delimiter| (longest(source, delimiter), delimiter == ','))
        .unwrap_or(',');
    let mut document = Document::default();
    let mut rows: Vec<Vec<Field>> = Vec::new();
    let flush = |rows: &mut Vec<Vec<Field>>, document: &mut Document| {
        let grid = Grid { rows: std::mem::take(rows), geometry: Geometry::Spanned };
        document.blocks.extend(sheet::blocks(grid));
    };
    for record in (Records { source, at: 0, delimiter }) {
        if record.is_prose() {
            flush(&mut rows, &mut document);
            let text = record.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            if !text.is_empty() {
                let at = text.as_ptr() as usize - source.as_ptr() as usize;
                document.blocks.push(Block::Paragraph(plain(text, at)));
            }
        } else {
            let fields = (0..).zip(record.fields).map(|(column, text)| Field {
                text,
                column,
                col_span: 1,
                row_span: 1,
            });
            rows.push(fields.collect());
        }
    }
    flush(&mut rows, &mut document);
    document
}

/// Whether a text is made of values between commas or semicolons. Lines that are copied with tabs or pipes are none.
pub(super) fn looks_like_csv(text: &str) -> bool {
    // Of a long text no more is looked at than tells.
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let may_be =
        |delimiter: &char| text.matches(*delimiter).take(MIN_FIELDS).count() >= MIN_FIELDS - MIN_ROWS;
    let delimiters: Vec<char> = [',', ';'].into_iter().filter(may_be).collect();
    if delimiters.is_empty()
        || text.lines().filter(|line| line.contains(['\t', '|'])).take(MIN_ROWS).count() == MIN_ROWS
    {
        return false;
    }
    delimiters.into_iter().any(|delimiter| longest(text, delimiter) >= MIN_FIELDS)
}

/// Fields of the largest run of records with as many fields each.
fn longest(source: &str, delimiter: char) -> usize {
    let source = &source[..source.floor_char_boundary(LOOKED_AT)];
    let (mut most, mut run, mut width) = (0, 0, 0);
    for record in (Records { source, at: 0, delimiter }).take(MAX_RECORDS) {
        let n_fields = if record.is_prose() || record.groups_digits() { 0 } else { record.fields.len() };
        run = if n_fields == width { run + 1 } else { 1 };
        width = n_fields;
        if width > 2 && run >= MIN_ROWS {
            most = most.max(run * width);
        }
    }
    most
}

/// A line, or several where a quoted field holds the breaks between them.
struct Record<'a> {
    text: &'a str,
    fields: Vec<Text>,
    delimiter: char,
}

impl Record<'_> {
    /// Whether the delimiters are the prose's own commas, or there are none.
    fn is_prose(&self) -> bool {
        let blank = self.fields.iter().filter(|field| field.is_blank()).count();
        self.fields.len() < 2 || blank == 0 && self.text.contains('。') && !self.text.starts_with('"')
    }

    /// Whether most commas stand inside of numbers: 10,438,784.
    fn groups_digits(&self) -> bool {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let inside = |at: &usize| {
            *at > 0 && is_digit(at - 1) && (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4)
        };
        let commas = self.text.match_indices(self.delimiter).map(|(at, _)| at);
        !self.text.contains('"') && commas.filter(inside).count() * 2 > self.fields.len() - 1
    }
}

/// The records of a source.
struct Records<'a> {
    source: &'a str,
    at: usize,
    delimiter: char,
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.at >= self.source.len() {
            return None;
        }
        let start = self.at;
        let mut fields = Vec::new();
        let end = loop {
            let (text, end) = self.field(self.at);
            fields.push(text);
            match self.source[end..].chars().next() {
                Some(c) if c == self.delimiter => self.at = end + c.len_utf8(),
                _ => break end,
            }
        };
        let rest = &self.source[end..];
        self.at = end
            + ["\r\n", "\n", "\r"]
                .into_iter()
                .find(|&line_end| rest.starts_with(line_end))
                .map_or(0, str::len);
        Some(Record { text: &self.source[start..end], fields, delimiter: self.delimiter })
    }
}

impl Records<'_> {
    /// The field at `start`, and where it ends.
    fn field(&self, start: usize) -> (Text, usize) {
        let rest = &self.source[start..];
        match rest.strip_prefix('"').and_then(|inner| self.quoted(inner, start + 1)) {
            Some(quoted) => quoted,
            None => {
                let end = rest.find([self.delimiter, '\n', '\r']).unwrap_or(rest.len());
                (plain(&rest[..end], start), start + end)
            }
        }
    }

    /// What stands in quotes from `at` on; none where no quote closes them in front of a delimiter.
    fn quoted(&self, inner: &str, at: usize) -> Option<(Text, usize)> {
        /// Bytes of a cell: a quote that never closes shall not take the file.
        const MAX_CELL: usize = 40_000;
        let mut text = Text::default();
        let mut from = 0;
        loop {
            let quote = from + inner.get(from..)?.find('"').filter(|&found| from + found <= MAX_CELL)?;
            let after = &inner[quote + 1..];
            if !after.starts_with('"') {
                text.push(&inner[from..quote], Some(Span { start: at + from, end: at + quote }));
                let closes = after.is_empty() || after.starts_with([self.delimiter, '\n', '\r']);
                return closes.then_some((text, at + quote + 1));
            }
            // Two quotes are one.
            text.push(&inner[from..=quote], Some(Span { start: at + from, end: at + quote + 1 }));
            from = quote + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let mut found = Vec::new();
        for block in document(source).blocks {
            match block {
                Block::Paragraph(text) => found.push(text.as_str().to_owned()),
                Block::Table(grid) => found.extend(
                    grid.rows
                        .iter()
                        .map(|row| row.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("¦")),
                ),
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn quotes_hold_delimiters_breaks_and_quotes() {
        check(
            "名称,一,二\r\n\"规章\n（\"\"现行\"\"）\",\"1,024\",\r\n其他,2,3",
            &["名称¦一¦二", "规章\n（\"现行\"）¦1,024¦", "其他¦2¦3"],
        );
        check("甲;;乙\n丙;1;2\n丁;3;4\n", &["甲¦¦乙", "丙¦1¦2", "丁¦3¦4"]);
        check("甲\t\t乙\n丙\t1\t2\n丁\t3\t4\n", &["甲¦¦乙", "丙¦1¦2", "丁¦3¦4"]);
        check("\"甲,1,2\n乙,3,4\n丙,5,6\n", &["\"甲¦1¦2", "乙¦3¦4", "丙¦5¦6"]);
    }

    #[test]
    fn prose_between_the_rows_is_paragraphs() {
        check(
            "甲区2023年年报\n为此,我区收到申请1,024件。\n二、情况,,\n规章,1,2\n全年收到申请38件，按时答复。没有收费。,,\n其他,3,4\n",
            &[
                "甲区2023年年报",
                "为此,我区收到申请1,024件。",
                "二、情况¦¦",
                "规章¦1¦2",
                "全年收到申请38件，按时答复。没有收费。",
                "其他¦3¦4",
            ],
        );
    }

    #[test]
    fn fields_know_their_bytes() {
        let source = "甲,\"二\"\"三\",4\n乙,5,6\n";
        let Block::Table(grid) = &document(source).blocks[0] else { panic!("a table") };
        let span = grid.rows[0][1].text.trimmed_span().expect("a place");
        assert_eq!(&source[span.start..span.end], "二\"\"三");
        let span = grid.rows[1][2].text.trimmed_span().expect("a place");
        assert_eq!(&source[span.start..span.end], "6");
    }

    #[test]
    fn csv_is_told_from_text() {
        let row = "一、本年新收,1,0,0,0,0,0,1\n";
        assert!(looks_like_csv(&row.repeat(3)));
        assert!(looks_like_csv(&row.replace(',', ";").repeat(3)));
        for text in [
            row.repeat(2),
            row.replace(',', "\t").repeat(9),
            row.replace(',', "|").repeat(9),
            "收到,办理,答复了申请。\n".repeat(9),
            "许可 1,234,567 2,345,678 3,456,789\n".repeat(9),
        ] {
            assert!(!looks_like_csv(&text), "{text}");
        }
    }
}
