//! Tables as programs print or export them: drawn with strokes, under rulers, as data frames, as values between delimiters, in Markdown of
//! recognisers and language models.
//!
//! Comes in: a [`Sheet`]. Goes out: its text.

use super::sheet::{Role, Sheet, Slot};
use super::text::wrapped;

/// Ways to draw a table with strokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// `┌─┬─┐`, with the spans of the table, a cell's text in the middle of its height.
    Box,
    /// `+---+`, the same.
    Plus,
    /// `+---+` with a stroke above and below the header and at the end: every line is a row.
    Header,
}

/// Ways to tell columns by rulers or numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// A ruler above the rows and one below.
    Simple,
    /// Strokes, a ruler under the first row, blank lines between rows, labels over several lines.
    Multiline,
    /// A printed data frame, the text of spans in every place.
    Frame,
}

/// Columns of a terminal that a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

fn filled(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// A table drawn with strokes.
pub fn drawn(sheet: &Sheet, how: Drawn) -> String {
    if how == Drawn::Header {
        return header_only(sheet);
    }
    Canvas::of(sheet).lines(how)
}

/// The cells of a sheet in their places.
struct Canvas<'a> {
    /// The cell in each place: its row and column, and itself.
    owners: Vec<Vec<(usize, usize, Option<&'a Slot>)>>,
    widths: Vec<usize>,
}

/// The cell that covers a place of a grid: its row, its column, and what it holds.
type Owner<'s> = Option<(usize, usize, Option<&'s Slot>)>;

impl<'a> Canvas<'a> {
    fn of(sheet: &'a Sheet) -> Canvas<'a> {
        let (n_rows, n_columns) = (sheet.rows.len(), sheet.columns);
        let mut owners: Vec<Vec<Owner<'_>>> = vec![vec![None; n_columns]; n_rows];
        for (row, slots) in sheet.rows.iter().enumerate() {
            for slot in slots {
                let Some(column) = owners[row].iter().position(Option::is_none) else { break };
                for owned in owners.iter_mut().skip(row).take(slot.down.max(1)) {
                    for place in owned.iter_mut().skip(column).take(slot.across.max(1)) {
                        *place = Some((row, column, Some(slot)));
                    }
                }
            }
        }
        let owners: Vec<Vec<_>> = owners
            .into_iter()
            .enumerate()
            .map(|(row, places)| {
                let blank = |(column, place): (usize, Option<_>)| place.unwrap_or((row, column, None));
                places.into_iter().enumerate().map(blank).collect()
            })
            .collect();
        let mut canvas = Canvas { owners, widths: vec![2; n_columns] };
        for row in 0..n_rows {
            for column in 0..n_columns {
                let (top, left, slot) = canvas.owners[row][column];
                let Some(slot) = slot.filter(|_| (top, left) == (row, column)) else { continue };
                let last = (left + slot.across.max(1)).min(n_columns) - 1;
                let missing = width(&slot.text).saturating_sub(canvas.inner(left, last));
                canvas.widths[last] += missing;
            }
        }
        canvas
    }

    /// Columns of the terminal between the strokes around columns `left` to `last`.
    fn inner(&self, left: usize, last: usize) -> usize {
        self.widths[left..=last].iter().sum::<usize>() + last - left
    }

    fn owner(&self, row: Option<usize>, column: Option<usize>) -> Option<(usize, usize)> {
        let (top, left, _) = self.owners.get(row?)?.get(column?)?;
        Some((*top, *left))
    }

    fn lines(&self, how: Drawn) -> String {
        let (n_rows, n_columns) = (self.owners.len(), self.widths.len());
        let mut out = String::new();
        for y in 0..=2 * n_rows {
            let (above, below) = (if y % 2 == 1 { Some(y / 2) } else { (y / 2).checked_sub(1) }, Some(y / 2));
            let mut column = 0;
            while column <= n_columns {
                let before = column.checked_sub(1);
                let [a, b, c, d] = [
                    self.owner(above, before),
                    self.owner(above, Some(column)),
                    self.owner(below, before),
                    self.owner(below, Some(column)),
                ];
                out.push(junction(how, [a != b, c != d, a != c, b != d]));
                if column == n_columns {
                    break;
                }
                let own = self
                    .owner(above, Some(column))
                    .filter(|own| Some(*own) == self.owner(below, Some(column)));
                let last = match own {
                    Some(own) => (column..n_columns)
                        .take_while(|&at| {
                            self.owner(above, Some(at)) == Some(own)
                                && self.owner(below, Some(at)) == Some(own)
                        })
                        .last()
                        .unwrap_or(column),
                    None => column,
                };
                let wide = self.inner(column, last);
                match own {
                    Some((top, left)) => {
                        let slot = self.owners[top][left].2;
                        let down =
                            (top..n_rows).take_while(|&row| self.owner(Some(row), Some(left)) == own).count();
                        let text = slot.map_or("", |slot| slot.text.as_str());
                        let is_middle = y == 2 * top + down && left == column;
                        out.push_str(&filled(if is_middle { text } else { "" }, wide));
                    }
                    None => out.push_str(&if how == Drawn::Box { "─" } else { "-" }.repeat(wide)),
                }
                column = last + 1;
            }
            out.push('\n');
        }
        out
    }
}

/// The stroke where four places meet, by the strokes up, down, to the left and to the right of it.
fn junction(how: Drawn, [up, down, left, right]: [bool; 4]) -> char {
    if how == Drawn::Plus {
        return match (up || down, left || right) {
            (true, false) => '|',
            (false, true) => '-',
            (false, false) => ' ',
            _ => '+',
        };
    }
    match (up, down, left, right) {
        (true, true, true, true) => '┼',
        (true, true, true, false) => '┤',
        (true, true, false, true) => '├',
        (true, false, true, true) => '┴',
        (false, true, true, true) => '┬',
        (true, false, true, false) => '┘',
        (true, false, false, true) => '└',
        (false, true, true, false) => '┐',
        (false, true, false, true) => '┌',
        (false, false, _, _) => '─',
        _ => '│',
    }
}

/// The texts of every place, and how wide each column is.
fn places(
    sheet: &Sheet,
    is_repeated: bool,
    measure: impl Fn(&str) -> usize,
) -> (Vec<Vec<String>>, Vec<usize>) {
    let mut sheet = sheet.clone();
    sheet.unmerge(is_repeated);
    let texts: Vec<Vec<String>> = sheet
        .rows
        .iter()
        .map(|row| {
            let mut texts: Vec<String> = row.iter().map(|slot| slot.text.clone()).collect();
            texts.resize(sheet.columns, String::new());
            texts
        })
        .collect();
    let wide = |column: usize| texts.iter().map(|row| measure(&row[column])).max().unwrap_or(0).max(2);
    let widths = (0..sheet.columns).map(wide).collect();
    (texts, widths)
}

/// Rows of the header: those without a figure before the first with one.
fn header_rows(sheet: &Sheet) -> usize {
    let has_figure = |row: &Vec<Slot>| row.iter().any(|slot| matches!(slot.role, Role::Figure(_)));
    sheet.rows.iter().position(has_figure).unwrap_or(0)
}

fn header_only(sheet: &Sheet) -> String {
    let (texts, widths) = places(sheet, false, width);
    let stroke =
        format!("+{}\n", widths.iter().map(|&wide| format!("{}+", "-".repeat(wide + 2))).collect::<String>());
    let mut out = stroke.clone();
    for (at, row) in texts.iter().enumerate() {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(text, &wide)| filled(text, wide)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if at + 1 == header_rows(sheet) {
            out.push_str(&stroke);
        }
    }
    out + &stroke
}

/// A table whose columns are told by rulers or numbers.
pub fn ruled(sheet: &Sheet, how: Ruled) -> String {
    match how {
        Ruled::Simple => simple(sheet),
        Ruled::Multiline => multiline(sheet),
        Ruled::Frame => frame(sheet),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let line = cells.collect::<Vec<_>>().join(" ");
    format!("  {}\n", line.trim_end())
}

fn simple(sheet: &Sheet) -> String {
    let (texts, widths) = places(sheet, false, width);
    let ruler = line(widths.iter().map(|&wide| "-".repeat(wide)));
    let rows = texts.iter().map(|row| line(row.iter().zip(&widths).map(|(text, &wide)| filled(text, wide))));
    format!("{ruler}{}{ruler}\n", rows.collect::<String>())
}

fn multiline(sheet: &Sheet) -> String {
    const WIDTH: usize = 14;
    let (texts, mut widths) = places(sheet, false, width);
    widths.iter_mut().for_each(|wide| *wide = (*wide).min(2 * WIDTH) + 1);
    let stroke = format!("  {}\n", "-".repeat(widths.iter().sum::<usize>() + widths.len() - 1));
    let ruler = line(widths.iter().map(|&wide| "-".repeat(wide)));
    let mut out = stroke.clone();
    for (at, row) in texts.iter().enumerate() {
        let cells: Vec<Vec<String>> = row.iter().map(|text| wrapped(text, WIDTH)).collect();
        for part in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let text = |(lines, &wide): (&Vec<String>, &usize)| {
                filled(lines.get(part).map_or("", String::as_str), wide)
            };
            out.push_str(&line(cells.iter().zip(&widths).map(text)));
        }
        match at {
            0 => out.push_str(&ruler),
            at if at + 1 < texts.len() => out.push('\n'),
            _ => {}
        }
    }
    format!("{out}{stroke}\n")
}

/// Widths count characters, as the library does unless told otherwise.
fn frame(sheet: &Sheet) -> String {
    let count = |text: &str| text.chars().count().max(3);
    let (texts, widths) = places(sheet, true, count);
    let index = texts.len().saturating_sub(1).to_string().len();
    let right = |text: &str, wide: usize| {
        format!("  {}{text}", " ".repeat(wide.saturating_sub(text.chars().count())))
    };
    let names: String = widths.iter().enumerate().map(|(at, &wide)| right(&at.to_string(), wide)).collect();
    let mut out = format!("{}{names}\n", " ".repeat(index));
    for (at, row) in texts.iter().enumerate() {
        let nothing = |text: &String| if text.is_empty() { "NaN".to_owned() } else { text.clone() };
        let cells: String =
            row.iter().zip(&widths).map(|(text, &wide)| right(&nothing(text), wide)).collect();
        out.push_str(&format!("{at:<index$}{cells}\n"));
    }
    out + "\n"
}

/// Rows of values between `delimiter`s, quoted where they must be.
pub fn delimited(sheet: &Sheet, delimiter: char) -> String {
    let (texts, _) = places(sheet, false, width);
    let rows = texts.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|text| value(text, delimiter)).collect();
        cells.join(&delimiter.to_string()) + "\n"
    });
    rows.collect()
}

fn value(text: &str, delimiter: char) -> String {
    if text.contains([delimiter, '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Markdown of a data frame: the first row names the columns, nothing is `NaN`.
pub fn framed_markdown(sheet: &Sheet) -> String {
    let (texts, _) = places(sheet, false, width);
    let mut out = String::new();
    for (at, row) in texts.iter().enumerate() {
        let cells = row.iter().enumerate().map(|(column, text)| match text.as_str() {
            "" if at == 0 => format!("Unnamed: {column}"),
            "" => "NaN".to_owned(),
            text => text.to_owned(),
        });
        out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if at == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(row.len())));
        }
    }
    out
}

/// Markdown of a recogniser: true columns, labels broken with `<br>`, bold words, the table in two pieces.
pub fn recognised_markdown(sheet: &Sheet) -> String {
    const PIECE: usize = 14;
    let mut sheet = sheet.clone();
    sheet.unmerge(false);
    let rule = format!("|{}\n", "---|".repeat(sheet.columns));
    let mut out = String::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let cells = row.iter().map(|slot| match slot.role {
            Role::Figure(_) => slot.text.clone(),
            _ if slot.text.is_empty() => String::new(),
            Role::Group => format!("**{}**", slot.text),
            _ => wrapped(&slot.text, 12).join("<br>"),
        });
        if at == PIECE {
            out.push('\n');
        }
        out.push_str(&format!("|{}|\n", cells.collect::<Vec<_>>().join("|")));
        if at == 0 || at == PIECE {
            out.push_str(&rule);
        }
    }
    out
}

/// Markdown of a language model: every row of table 3 a table with a header of its own making, table 4 as a table for each block.
pub fn modelled_markdown(sheet: &Sheet) -> String {
    let table = |names: &[&str], rows: &[Vec<&str>]| {
        let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        let rule = format!("|{}\n", "---|".repeat(names.len()));
        format!("{}{rule}{}\n", row(names), rows.iter().map(|cells| row(cells)).collect::<String>())
    };
    let figures = |row: &[Slot]| -> Vec<String> {
        row.iter().filter(|slot| matches!(slot.role, Role::Figure(_))).map(|slot| slot.text.clone()).collect()
    };
    let mut out = String::new();
    let whole = sheet.rows.last().map(|row| figures(row)).unwrap_or_default();
    if whole.len() == 15 {
        const NAMES: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let blocks = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"];
        for (block, figures) in blocks.iter().zip(whole.chunks(5)) {
            let cells = figures.iter().map(String::as_str).collect();
            out.push_str(&format!("### {block}\n{}", table(&NAMES, &[cells])));
        }
        return out;
    }
    for row in &sheet.rows {
        let figures = figures(row);
        let labels = row.iter().filter(|slot| !matches!(slot.role, Role::Figure(_)) && !slot.text.is_empty());
        let labels: Vec<&str> = labels.map(|slot| slot.text.as_str()).collect();
        match (figures.len(), labels.as_slice()) {
            (7, [groups @ .., label]) => {
                groups.iter().for_each(|group| out.push_str(&format!("### {group}\n")));
                let names = ["类别", "数据1", "数据2", "数据3", "数据4", "数据5", "数据6", "总计"];
                let cells = std::iter::once(*label).chain(figures.iter().map(String::as_str)).collect();
                out.push_str(&table(&names, &[cells]));
            }
            (0, _) if sheet.rows.len() > 20 => {}
            _ => {
                let cells: Vec<&str> = row.iter().map(|slot| slot.text.as_str()).collect();
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
    }
    out
}

/// One cell a line; a blank one holds a non-breaking space.
pub fn listed(sheet: &Sheet) -> String {
    let line = |slot: &Slot| {
        if slot.text.is_empty() { "\u{a0}\n\n".to_owned() } else { format!("{}\n\n", slot.text) }
    };
    sheet.rows.iter().flatten().map(line).collect()
}

/// One cell a line, each with its pipe, blank ones too; pads of the converter between the rows, as many as it likes.
pub fn piped_cells(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        row.iter().for_each(|slot| out.push_str(&format!("{} |\n", slot.text)));
        out.push_str(&"|".repeat(at * 7 % 5));
        out.push_str(if at * 7 % 5 > 0 { "\n" } else { "" });
    }
    out
}

/// Cells between spaces, nothing of blank ones.
pub fn words(sheet: &Sheet) -> String {
    let texts = sheet.rows.iter().flatten().map(|slot| slot.text.as_str()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

/// Prose in lines of a page's width, with the number of a page now and then.
pub fn broken_prose(text: &str) -> String {
    const WIDTH: usize = 30;
    const LINES: usize = 9;
    let chars: Vec<char> = text.chars().collect();
    let lines: Vec<String> = chars.chunks(WIDTH).map(|line| line.iter().collect()).collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        if at + 1 < lines.len() {
            out.push('\n');
            if at % LINES == LINES - 1 {
                out.push_str("- 3 -\n");
            }
        }
    }
    out
}
