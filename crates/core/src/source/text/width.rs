//! Lines to the columns of a terminal, in which a Chinese character is two wide: where the strokes and spaces of a printed table stand.

/// How programs count the width of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Chinese characters take two columns.
    Narrow,
    /// And so do strokes, quotes and circled numbers, as terminals set to Chinese count.
    Wide,
    /// Every character takes one.
    Count,
}

impl Measure {
    pub(super) const ALL: [Measure; 3] = [Measure::Narrow, Measure::Wide, Measure::Count];

    /// Columns that `c` takes.
    pub(super) fn of(self, c: char) -> usize {
        match c {
            '\0'..='\u{7e}' => 1,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{300}'..='\u{36f}' => 0,
            _ if self == Measure::Count => 1,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{303e}'
            | '\u{3041}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3fffd}' => 2,
            '\u{2010}'..='\u{203b}' | '\u{2460}'..='\u{25ff}' | '\u{b7}' | '\u{d7}'
                if self == Measure::Wide =>
            {
                2
            }
            _ => 1,
        }
    }

    /// Columns that `text` takes.
    pub(super) fn width(self, text: &str) -> usize {
        text.chars().map(|c| self.of(c)).sum()
    }

    /// The characters of a line with the column in which each begins.
    pub(super) fn columns(self, line: &str) -> impl Iterator<Item = (usize, usize, char)> + '_ {
        line.char_indices().scan(0, move |column, (at, c)| {
            let begins = *column;
            *column += self.of(c);
            Some((begins, at, c))
        })
    }
}
