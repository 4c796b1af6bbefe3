//! Columns that line up in a terminal, where a Chinese character takes two places.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::output::{plain, shorten};

/// A field is cut after so many characters.
const FIELD_LENGTH: usize = 24;

/// A wider field stands out, and does not move those of the other rows: a name of a file may have 4,000 characters.
const MAX_WIDTH: usize = 80;

/// A field with its style, which takes no place.
#[derive(Clone, Debug)]
pub struct Field {
    text: String,
    style: Style,
}

impl Field {
    /// A field without control characters.
    pub fn new(text: &str, style: Style) -> Field {
        Field { text: shorten(text, FIELD_LENGTH), style }
    }

    /// The same without a limit: names of files are copied from here.
    pub fn whole(text: &str, style: Style) -> Field {
        Field { text: plain(text), style }
    }

    fn width(&self) -> usize {
        self.text.width()
    }
}

/// The rows as lines: the first column to the left, the others to the right, two spaces between.
pub fn align(rows: &[Vec<Field>]) -> Vec<String> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(Field::width).max().unwrap_or(0);
    let widths: Vec<usize> = (0..n_columns).map(|column| width(column).min(MAX_WIDTH)).collect();
    let line = |row: &Vec<Field>| {
        let fields = row.iter().zip(&widths).enumerate().map(|(index, (field, width))| {
            let (style, text) = (field.style, &field.text);
            let gap = " ".repeat(width.saturating_sub(field.width()));
            if index == 0 {
                format!("{style}{text}{style:#}{gap}")
            } else {
                format!("{gap}{style}{text}{style:#}")
            }
        });
        fields.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_places() {
        let row = |texts: [&str; 3]| texts.map(|text| Field::new(text, Style::new())).to_vec();
        let lines = align(&[row(["", "自然人", "总计"]), row(["予以公开", "1", "12"])]);
        assert_eq!(lines, ["          自然人  总计", "予以公开       1    12"]);
    }

    #[test]
    fn a_name_without_end_moves_no_other_row() {
        let row = |name: &str| vec![Field::whole(name, Style::new()), Field::new("1", Style::new())];
        let lines = align(&[row(&"长".repeat(4_000)), row("短")]);
        assert_eq!(lines[1].width(), MAX_WIDTH + 3);
    }
}
