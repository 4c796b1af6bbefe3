//! A pdf, or an OFD, as office programs print it: labels broken over lines, cells centred, table 3 over a page break with its header again.

use super::super::sheet::{Role, Sheet, Slot};
use super::super::text::wrapped;
use super::{Part, zip};

const WIDTH: f64 = 595.0;
const HEIGHT: f64 = 842.0;
const MARGIN: f64 = 50.0;
/// Space between a cell's text and its sides.
const PADDING: f64 = 3.0;
/// Font size and line height in tables.
const SIZE: f64 = 9.0;
const LEADING: f64 = 11.0;
/// The same in paragraphs.
const TEXT_SIZE: f64 = 14.0;
const TEXT_LEADING: f64 = 24.0;

/// The file, its tables with ruling lines or without.
pub(super) fn file(parts: &[Part], ruled: bool) -> Vec<u8> {
    printed(parts, ruled, false).file()
}

/// The same pages in an OFD, with ruling lines.
pub(super) fn ofd(parts: &[Part]) -> Vec<u8> {
    printed(parts, true, true).ofd()
}

fn printed(parts: &[Part], ruled: bool, is_ofd: bool) -> Printer {
    let mut printer = Printer { pages: vec![String::new()], y: MARGIN, ruled, is_ofd };
    for part in parts {
        match part {
            Part::Paragraph(text) => printer.paragraph(text),
            Part::Table(sheet) => printer.table(sheet),
        }
    }
    printer
}

struct Printer {
    /// Operators of each page.
    pages: Vec<String>,
    /// How far down the last page is full.
    y: f64,
    ruled: bool,
    is_ofd: bool,
}

impl Printer {
    fn paragraph(&mut self, text: &str) {
        let width = ((WIDTH - 2.0 * MARGIN) / TEXT_SIZE) as usize;
        for line in wrapped_whole_numbers(&text.replace(' ', "\u{a0}"), width) {
            self.reserve(TEXT_LEADING);
            self.text(MARGIN, self.y + TEXT_SIZE, TEXT_SIZE, &line);
            self.y += TEXT_LEADING;
        }
    }

    /// A new page where less than this is left.
    fn reserve(&mut self, height: f64) {
        if self.y + height > HEIGHT - MARGIN {
            self.pages.push(String::new());
            self.y = MARGIN;
        }
    }

    fn table(&mut self, sheet: &Sheet) {
        const HEADER: usize = 3;
        let is_table_3 = sheet.rows.len() > 20;
        let edges = edges(sheet, is_table_3);
        let placed = placed(sheet);
        let heights = heights(sheet, &placed, &edges);
        if !is_table_3 {
            self.reserve(heights.iter().sum());
        }
        let mut start = 0;
        while start < sheet.rows.len() {
            let header: f64 = if start == 0 { 0.0 } else { heights[..HEADER].iter().sum() };
            // At least the header and two rows.
            self.reserve(header + heights[start..].iter().take(HEADER + 2).sum::<f64>());
            if start > 0 {
                self.rows(&placed, &edges, &heights, 0..HEADER);
            }
            let room = HEIGHT - MARGIN - self.y;
            let mut end = start;
            let mut taken = 0.0;
            while end < sheet.rows.len() && taken + heights[end] <= room {
                taken += heights[end];
                end += 1;
            }
            let end = end.max(start + 1);
            self.rows(&placed, &edges, &heights, start..end);
            start = end;
        }
        self.y += TEXT_LEADING;
    }

    /// Rows of a table, and the parts of cells that reach into them.
    fn rows(&mut self, placed: &[Placed<'_>], edges: &[f64], heights: &[f64], rows: std::ops::Range<usize>) {
        let top = self.y;
        let y = |row: usize| top + heights[rows.start..row].iter().sum::<f64>();
        for cell in placed {
            let (from, to) = (cell.row.max(rows.start), (cell.row + cell.slot.down).min(rows.end));
            if from >= to {
                continue;
            }
            let (left, right) = (edges[cell.column], edges[cell.column + cell.slot.across]);
            let (upper, lower) = (y(from), y(to));
            if self.ruled {
                self.ruling(left, upper, right, upper);
                self.ruling(left, lower, right, lower);
                self.ruling(left, upper, left, lower);
                self.ruling(right, upper, right, lower);
            }
            // The text of a cell that a page break cuts stands in its first part.
            if cell.row >= rows.start {
                let lines = lines(cell.slot, right - left);
                let first = (upper + lower - LEADING * lines.len() as f64) / 2.0;
                for (index, line) in lines.iter().enumerate() {
                    // A figure too wide for its cell is shrunk to fit, as spreadsheets do.
                    let shrunk = ((right - left - 2.0 * PADDING) / width(line)).min(1.0);
                    let x = (left + right - width(line) * shrunk) / 2.0;
                    let y = first + LEADING * index as f64 + SIZE * (1.0 + shrunk) / 2.0;
                    self.text(x, y, SIZE * shrunk, line);
                }
            }
        }
        self.y = y(rows.end);
    }

    fn ruling(&mut self, left: f64, top: f64, right: f64, bottom: f64) {
        if self.is_ofd {
            let [left, top, right, bottom] = [left, top, right, bottom].map(millimetres);
            return self.operators(&format!(
                "<ofd:PathObject Boundary=\"{left:.3} {top:.3} 200 200\" LineWidth=\"0.25\"><ofd:AbbreviatedData>M 0 0 L {:.3} {:.3}</ofd:AbbreviatedData></ofd:PathObject>",
                right - left,
                bottom - top
            ));
        }
        let (top, bottom) = (HEIGHT - top, HEIGHT - bottom);
        self.operators(&format!("{left:.2} {top:.2} m {right:.2} {bottom:.2} l S\n"));
    }

    fn text(&mut self, x: f64, y: f64, size: f64, text: &str) {
        if self.is_ofd {
            return self.text_object(x, y, size, text);
        }
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        self.operators(&format!("BT /F {size} Tf {x:.2} {:.2} Td <{codes}> Tj ET\n", HEIGHT - y));
    }

    /// Text of an OFD: its box, and in it the first character and the steps to the others.
    fn text_object(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let step =
            |char: char| millimetres(size) * if char.is_ascii() || char == '\u{a0}' { 0.5 } else { 1.0 };
        let steps: Vec<String> = text.chars().map(|char| format!("{:.4}", step(char))).collect();
        let steps = match steps.as_slice() {
            [first, rest @ ..] if rest.iter().all(|step| step == first) => {
                format!("g {} {first}", rest.len())
            }
            _ => steps[..steps.len().saturating_sub(1)].join(" "),
        };
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let (x, y, size) = (millimetres(x), millimetres(y), millimetres(size));
        self.operators(&format!(
            "<ofd:TextObject Boundary=\"{x:.3} {:.3} 200 {size:.3}\" Font=\"3\" Size=\"{size:.3}\"><ofd:TextCode X=\"0\" Y=\"{size:.3}\" DeltaX=\"{steps}\">{text}</ofd:TextCode></ofd:TextObject>",
            y - size
        ));
    }

    fn operators(&mut self, operators: &str) {
        if let Some(page) = self.pages.last_mut() {
            page.push_str(operators);
        }
    }

    fn ofd(mut self) -> Vec<u8> {
        const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
        const SPACE: &str = r#"xmlns:ofd="http://www.ofdspec.org/2016""#;
        let count = self.pages.len();
        let mut members = vec![(
            "OFD.xml".to_owned(),
            format!(
                "{XML}<ofd:OFD {SPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            ),
        )];
        let pages: String = (0..count)
            .map(|page| format!("<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{page}/Content.xml\"/>", page + 10))
            .collect();
        let size = format!("0 0 {:.3} {:.3}", millimetres(WIDTH), millimetres(HEIGHT));
        members.push((
            "Doc_0/Document.xml".to_owned(),
            format!("{XML}<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"),
        ));
        for page in 0..count {
            self.pages.swap(page, count - 1);
            self.text(285.0, HEIGHT - 30.0, 10.0, &format!("- {} -", page + 1));
            self.pages.swap(page, count - 1);
            members.push((
                format!("Doc_0/Pages/Page_{page}/Content.xml"),
                format!("{XML}<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID=\"5\">{}</ofd:Layer></ofd:Content></ofd:Page>", self.pages[page]),
            ));
        }
        let members: Vec<(&str, &String)> =
            members.iter().map(|(name, content)| (name.as_str(), content)).collect();
        zip(&members)
    }

    fn file(mut self) -> Vec<u8> {
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let codes: String =
                format!("- {} -", index + 1).bytes().map(|byte| format!("{byte:04x}")).collect();
            page.push_str(&format!("BT /F 10 Tf 285 30 Td <{codes}> Tj ET\n"));
        }
        let stream = |content: &str| format!("<</Length {}>>stream\n{content}\nendstream", content.len());
        let kids: String = (0..count).map(|page| format!("{} 0 R ", 6 + 2 * page)).collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"),
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[4 0 R]>>".to_owned(),
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/W[32 126 500 160 160 500]>>".to_owned(),
            stream("1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><ffff><0000> endbfrange"),
        ];
        for (index, page) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
                7 + 2 * index
            ));
            objects.push(stream(page));
        }
        let mut out = String::from("%PDF-1.4\n");
        let mut table = String::from("0000000000 65535 f \n");
        for (index, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", out.len()));
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
        }
        let size = objects.len() + 1;
        let start = out.len();
        out.push_str(&format!(
            "xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        ));
        out.into_bytes()
    }
}

/// A cell and where it begins.
struct Placed<'a> {
    slot: &'a Slot,
    row: usize,
    column: usize,
}

fn placed(sheet: &Sheet) -> Vec<Placed<'_>> {
    let mut placed = Vec::new();
    let mut covered = vec![0usize; sheet.columns];
    for (row, slots) in sheet.rows.iter().enumerate() {
        let mut column = 0;
        for slot in slots {
            while covered.get(column).is_some_and(|&rows| rows > 0) {
                column += 1;
            }
            placed.push(Placed { slot, row, column });
            covered.iter_mut().take(column + slot.across).skip(column).for_each(|rows| *rows = slot.down);
            column += slot.across;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    placed
}

/// Left edges of the columns, and the right edge of the last.
fn edges(sheet: &Sheet, is_table_3: bool) -> Vec<f64> {
    let widths: Vec<f64> = if is_table_3 {
        [36.0, 52.0, 134.0].into_iter().chain([39.0; 7]).collect()
    } else {
        vec![(WIDTH - 2.0 * MARGIN) / sheet.columns as f64; sheet.columns]
    };
    std::iter::once(0.0)
        .chain(widths)
        .scan(MARGIN, |x, width| {
            *x += width;
            Some(*x)
        })
        .collect()
}

fn heights(sheet: &Sheet, placed: &[Placed<'_>], edges: &[f64]) -> Vec<f64> {
    let mut heights = vec![LEADING + 2.0 * PADDING; sheet.rows.len()];
    for cell in placed.iter().filter(|cell| cell.slot.down == 1) {
        let width = edges[cell.column + cell.slot.across] - edges[cell.column];
        let needed = LEADING * lines(cell.slot, width).len() as f64 + 2.0 * PADDING;
        heights[cell.row] = heights[cell.row].max(needed);
    }
    heights
}

/// The lines of a cell's text; a figure is never broken.
fn lines(slot: &Slot, width: f64) -> Vec<String> {
    if matches!(slot.role, Role::Figure(_)) {
        return Some(slot.text.clone()).filter(|text| !text.is_empty()).into_iter().collect();
    }
    wrapped(&slot.text, ((width - 2.0 * PADDING) / SIZE) as usize)
}

/// Text in lines of at most `width` characters, no number broken, as every program breaks them.
fn wrapped_whole_numbers(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(digits.max(first.len_utf8()));
        if line.chars().count() + word.chars().count() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(word);
        rest = after;
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

fn millimetres(points: f64) -> f64 {
    points * 25.4 / 72.0
}

fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() || c == '\u{a0}' { SIZE / 2.0 } else { SIZE }).sum()
}
