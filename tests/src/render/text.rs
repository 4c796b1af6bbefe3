//! Plain-text layouts: pipes with one cell or one row a line, tabs, and what pdf viewers copy.
//!
//! Comes in: figures. Goes out: the text that a portal, a converter or a clipboard leaves of the report.

use gouji::Table;

use super::prose::{Frame, Opening, metadata, prose};
use super::sheet::{Role, Sheet, Slot, sheet};
use super::{Layout, PdfText, PipeLines, Style, Tabs, printed, sections};
use crate::figures::Figures;

/// The whole report as text.
pub(super) fn document(figures: &Figures, layout: &Layout, style: &Style, frame: &Frame) -> String {
    let prose = prose(figures, frame);
    // Pages copied with tabs have empty lines between their paragraphs.
    let gap = match layout {
        Layout::Tabs(_)
        | Layout::CellLines
        | Layout::Listed
        | Layout::Ruled(_)
        | Layout::MarkdownRecognised => "\n\n",
        Layout::OneLine => " ",
        _ => "\n",
    };
    let mut out = String::new();
    let mut paragraph = |text: &str| {
        match layout {
            Layout::Wrapped if !text.contains('\n') => out.push_str(&printed::broken_prose(text)),
            _ => out.push_str(text),
        }
        out.push_str(gap);
    };
    let is_headed = matches!(layout, Layout::MarkdownRecognised | Layout::MarkdownModelled);
    match frame.opening {
        Opening::Nothing => {}
        Opening::Title => paragraph(&style.words(&prose.title)),
        Opening::TitleAndDate => {
            paragraph(&style.words(&prose.title));
            paragraph(&style.words(&format!("- 发布日期：{}-01-18 10:36", figures.year + 1)));
            paragraph(&style.words("- 浏览次数："));
        }
        Opening::Metadata => {
            let rows = metadata(figures);
            let lines: Vec<String> =
                rows.iter().map(|row| style.words(&metadata_line(row, layout))).collect();
            paragraph(&lines.join("\n"));
        }
    }
    for text in &prose.preamble {
        paragraph(&style.words(text));
    }
    for (title, texts, table) in sections(figures, &prose) {
        let title = style.words(title);
        paragraph(&if is_headed { format!("## {title}") } else { title });
        for text in texts {
            paragraph(&style.words(text));
        }
        if let Some(mut sheet) = table.and_then(|table| sheet(table, figures, style)) {
            let text = match layout {
                Layout::PipeLines(options) => pipe_lines(&sheet, options),
                Layout::Tabs(Tabs::Whole) => tabs(&sheet),
                Layout::Tabs(Tabs::Word) => tabs_of_word(&sheet),
                Layout::Tabs(Tabs::Excel) => tabs(&quoted(sheet)),
                Layout::Tabs(tabs_) if table == Some(Table::T3) => tabs(&ragged(sheet, *tabs_)),
                Layout::Tabs(_) => tabs(&sheet),
                Layout::Copied => copied(&sheet),
                Layout::CopiedBroken => copied(&broken(sheet)),
                Layout::CellLines => cell_lines(&sheet),
                Layout::PdfText(kind) => pdf_text(&sheet, *kind),
                Layout::Markdown => markdown(&sheet),
                Layout::MarkdownRepeated => {
                    sheet.unmerge(true);
                    markdown(&sheet)
                }
                Layout::Drawn(how) => printed::drawn(&sheet, *how),
                Layout::Ruled(how) => printed::ruled(&sheet, *how),
                Layout::Csv(delimiter) => printed::delimited(&broken(sheet), *delimiter),
                Layout::MarkdownFrame => printed::framed_markdown(&sheet),
                Layout::MarkdownRecognised => printed::recognised_markdown(&sheet),
                Layout::MarkdownModelled => printed::modelled_markdown(&sheet),
                Layout::Listed => printed::listed(&sheet),
                Layout::PipeCells => printed::piped_cells(&sheet),
                Layout::OneLine => printed::words(&sheet),
                Layout::Wrapped => pdf_text(&sheet, PdfText::Rows),
                Layout::PipeRows
                | Layout::Html(_)
                | Layout::Twisted(_)
                | Layout::Clipboard(_)
                | Layout::File(_) => pipe_rows(&sheet),
            };
            paragraph(text.trim_end_matches('\n'));
        }
    }
    if let Some(closing) = frame.closing {
        paragraph(&style.words(closing));
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out
}

/// The three tables under their titles, with tabs, and nothing else: for prose that others wrote.
pub fn tables(figures: &Figures) -> String {
    let titles = [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ];
    let tables = titles.into_iter().zip(Table::ALL).filter(|(_, table)| figures.forms.contains_key(table));
    tables.map(|(title, of)| format!("{title}\n{}\n", table(figures, of))).collect()
}

/// One of them without its title.
pub fn table(figures: &Figures, table: Table) -> String {
    let sheet = sheet(table, figures, &Style::PLAIN);
    sheet.map_or_else(String::new, |sheet| tabs(&sheet).trim_end_matches('\n').to_owned())
}

fn metadata_line(row: &[String], layout: &Layout) -> String {
    match layout {
        Layout::Tabs(_) => row.join("\t"),
        Layout::OneLine | Layout::Wrapped | Layout::Csv(_) => row.join(" "),
        _ => format!("{} | {}", row.join(" | "), "|".repeat(6 - row.len())).trim_end().to_owned(),
    }
}

/// One cell a line, then as many pipes as the table has more columns than the row has cells.
fn pipe_lines(sheet: &Sheet, options: &PipeLines) -> String {
    let mut out = String::new();
    let mut pipes = 0;
    let flush = |out: &mut String, pipes: &mut usize| {
        if *pipes > 0 {
            out.push_str(&"|".repeat(std::mem::take(pipes)));
            out.push('\n');
        }
    };
    for row in &sheet.rows {
        flush(&mut out, &mut pipes);
        if options.leading {
            out.push_str("|\n");
        }
        let mut kept = 0;
        for slot in row {
            if !slot.text.is_empty() {
                flush(&mut out, &mut pipes);
                out.push_str(&slot.text);
                out.push_str(" |\n");
                kept += 1;
            } else if !options.dropped_blanks {
                pipes += 1;
                kept += 1;
            }
        }
        pipes += sheet.columns - kept;
    }
    // Without leading pipes the end of the last row is gone, too.
    if options.leading {
        flush(&mut out, &mut pipes);
    }
    out
}

/// One row a line, with the same pads.
fn pipe_rows(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        for slot in row {
            out.push_str(&slot.text);
            out.push_str(" | ");
        }
        let pads = if index + 1 == sheet.rows.len() { 0 } else { sheet.columns - row.len() };
        out.push_str(&"|".repeat(pads));
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// Tabs between the cells of a row, as browsers put a selection on the clipboard as text.
fn copied(sheet: &Sheet) -> String {
    let mut out = String::new();
    for row in &sheet.rows {
        let cells: Vec<&str> = row.iter().map(|slot| slot.text.as_str()).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// Characters that a column of labels is wide.
const LABEL_WIDTH: usize = 12;

/// Text in lines of `width` characters. A space inside a header (商业 企业) is where its column broke it.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in broken_words(text) {
        let chars: Vec<char> = word.chars().collect();
        lines.extend(chars.chunks(width).map(|line| line.iter().collect::<String>()));
    }
    lines
}

/// The parts of a header that a narrow column broke; a number keeps its label (1. 属于国家秘密).
pub(super) fn broken_words(text: &str) -> Vec<&str> {
    let is_number = text.starts_with(|c: char| "(（一二三四123456789①②③④⑤⑥⑦⑧".contains(c));
    if is_number { vec![text] } else { text.split(' ').filter(|word| !word.is_empty()).collect() }
}

/// Line breaks in labels and headers.
fn broken(mut sheet: Sheet) -> Sheet {
    for slot in sheet.rows.iter_mut().flatten().filter(|slot| !matches!(slot.role, Role::Figure(_))) {
        slot.text = wrapped(&slot.text, LABEL_WIDTH).join("\n");
    }
    sheet
}

/// The same as Excel writes it: a cell with line breaks stands in quotes, its own quotes doubled.
fn quoted(sheet: Sheet) -> Sheet {
    let mut sheet = broken(sheet);
    for slot in sheet.rows.iter_mut().flatten().filter(|slot| slot.text.contains('\n')) {
        slot.text = format!("\"{}\"", slot.text.replace('"', "\"\""));
    }
    sheet
}

/// A field for each cell that begins in the row and for each that goes on from above.
fn tabs_of_word(sheet: &Sheet) -> String {
    let mut out = String::new();
    // First column, width and rows left of the cells that go on below.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for row in &sheet.rows {
        let mut fields = Vec::new();
        let mut begun = Vec::new();
        let mut slots = row.iter();
        let mut column = 0;
        while column < sheet.columns {
            if let Some(&(_, across, _)) = open.iter().find(|(start, ..)| *start == column) {
                fields.push("");
                column += across;
            } else if let Some(slot) = slots.next() {
                fields.push(&slot.text);
                begun.push((column, slot.across, slot.down));
                column += slot.across;
            } else {
                break;
            }
        }
        open.extend(begun);
        open.iter_mut().for_each(|(_, _, left)| *left -= 1);
        open.retain(|&(_, _, left)| left > 0);
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    out
}

/// One cell a line and a blank line after each; nothing of blank cells.
fn cell_lines(sheet: &Sheet) -> String {
    let cells = sheet.rows.iter().flatten().filter(|slot| !slot.text.is_empty());
    // A header broken in two is two paragraphs.
    cells.map(|slot| broken_words(&slot.text).join("\n\n") + "\n\n").collect()
}

/// A table in a pdf's copied text: table 3 goes over page breaks, each with a page number and the header again.
fn pdf_text(sheet: &Sheet, kind: PdfText) -> String {
    const HEADER: usize = 3;
    const ROWS_A_PAGE: usize = 9;
    let is_table_3 = sheet.rows.len() > 20;
    let mut out = String::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        if is_table_3 && index > HEADER && (index - HEADER).is_multiple_of(ROWS_A_PAGE) {
            out.push_str(&format!("- {} -\n", 3 + index / ROWS_A_PAGE));
            sheet.rows[..HEADER].iter().for_each(|row| out.push_str(&pdf_row(row, kind)));
        }
        out.push_str(&pdf_row(row, kind));
    }
    out
}

fn pdf_row(row: &[Slot], kind: PdfText) -> String {
    const GROUP_WIDTH: usize = 5;
    let figures: Vec<&str> = row
        .iter()
        .filter(|slot| matches!(slot.role, Role::Figure(_)) && !slot.text.is_empty())
        .map(|slot| slot.text.as_str())
        .collect();
    let heads: Vec<Vec<String>> = row
        .iter()
        .filter(|slot| !matches!(slot.role, Role::Figure(_)))
        .map(|slot| match slot.role {
            Role::Results | Role::Group => wrapped(&slot.text, GROUP_WIDTH),
            _ => wrapped(&slot.text, LABEL_WIDTH),
        })
        .collect();
    let is_header = !row.iter().any(|slot| matches!(slot.role, Role::Figure(_)));
    let mut lines: Vec<String> = Vec::new();
    match kind {
        PdfText::Cells => {
            lines.extend(heads.into_iter().flatten());
            lines.extend(figures.iter().map(|&figure| figure.to_owned()));
        }
        // The words of a header side by side, if no cell has two lines.
        _ if is_header && heads.iter().all(|lines| lines.len() == 1) => lines.push(heads.concat().join(" ")),
        _ if is_header => lines.extend(heads.into_iter().flatten()),
        _ => {
            let (label, groups) = heads.split_last().map_or((Vec::new(), &[][..]), |(l, g)| (l.clone(), g));
            lines.extend(groups.iter().flatten().cloned());
            let figures = figures.join(" ");
            match (kind, label.as_slice()) {
                (PdfText::Between, [first, rest @ ..]) if !rest.is_empty() => {
                    lines.extend([first.clone(), figures]);
                    lines.extend(rest.iter().cloned());
                }
                (_, [rest @ .., last]) => {
                    lines.extend(rest.iter().cloned());
                    lines.push(format!("{last} {figures}"));
                }
                (_, []) => lines.push(figures),
            }
        }
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .map(|line| line + "\n")
        .collect()
}

/// Markdown: a pipe at either end, a rule under the first row, rows filled up with blank cells.
fn markdown(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let mut cells: Vec<&str> = row.iter().map(|slot| slot.text.as_str()).collect();
        cells.resize(sheet.columns.max(cells.len()), "");
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
    }
    out
}

/// Tabs between the columns of the grid; places that a span covers stay empty.
fn tabs(sheet: &Sheet) -> String {
    let mut covered = vec![0usize; sheet.columns];
    let mut out = String::new();
    for row in &sheet.rows {
        let mut fields = vec![""; sheet.columns];
        let mut column = 0;
        for slot in row {
            while column < sheet.columns && covered[column] > 0 {
                column += 1;
            }
            for rows in covered.iter_mut().skip(column).take(slot.across) {
                *rows = slot.down;
            }
            if let Some(field) = fields.get_mut(column) {
                *field = &slot.text;
            }
            column += slot.across;
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }
    out
}

/// Table 3 as a converter leaves it that counts every spanning label one column too narrow.
fn ragged(mut sheet: Sheet, tabs: Tabs) -> Sheet {
    if let [first, second, ..] = sheet.rows.as_mut_slice() {
        // 总计 stands beside 申请人情况, above the five organisations.
        if let Some(total) = second.pop() {
            first.push(Slot { down: 3, ..total });
        }
        first[0].across = 2;
        first[1].across = 6;
    }
    for row in sheet.rows.iter_mut().skip(3) {
        for slot in row.iter_mut().filter(|slot| slot.role == Role::Head && slot.across > 1) {
            slot.across -= 1;
        }
    }
    if tabs == Tabs::LostTabs {
        lose_tabs(&mut sheet);
    }
    sheet
}

/// The rows from the last sub-item on stand at the margin, as if no heading stood beside them.
fn lose_tabs(sheet: &mut Sheet) {
    let lost = sheet.rows.len() - 3;
    for (index, row) in sheet.rows.iter_mut().enumerate() {
        for slot in row.iter_mut().filter(|slot| matches!(slot.role, Role::Results | Role::Group)) {
            slot.down = slot.down.min(lost.saturating_sub(index).max(1));
        }
        for label in row.iter_mut().filter(|slot| index >= lost && slot.role == Role::Head) {
            label.across = 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Rendered, Zero, render};
    use gouji::Form;

    fn lines(layout: Layout, style: Style) -> Vec<String> {
        let mut figures = Figures::zero("清沅区", 2023, [Form::F2021; 3]);
        figures.set("t3.received.natural", 10);
        figures.set("t3.received.business", 2);
        figures.set("t3.received.total", 12);
        let Rendered { text, .. } = render(&figures, &layout, &style, &Frame::PLAIN);
        text.lines().map(str::to_owned).collect()
    }

    #[track_caller]
    fn check(layout: Layout, style: Style, from: &str, expected: &[&str]) {
        let lines = lines(layout, style);
        let at = lines.iter().position(|line| line.contains(from)).expect("the line is there");
        assert_eq!(&lines[at..at + expected.len()], expected);
    }

    #[test]
    fn layouts_are_those_of_the_seeds() {
        let label = "一、本年新收政府信息公开申请数量";
        let line = format!("{label} |");
        let lines = |leading, dropped_blanks| Layout::PipeLines(PipeLines { leading, dropped_blanks });
        let blank = Style { zero: Zero::Blank, ..Style::PLAIN };
        check(
            lines(true, false),
            Style::PLAIN,
            label,
            &[&line, "10 |", "2 |", "0 |", "0 |", "0 |", "0 |", "12 |", "||", "|"],
        );
        check(lines(false, true), blank, label, &[&line, "10 |", "2 |", "12 |", "||||||"]);
        check(lines(false, false), blank, label, &[&line, "10 |", "2 |", "||||", "12 |", "||"]);
        check(
            Layout::PipeRows,
            Style::PLAIN,
            label,
            &[&format!("{label} | 10 | 2 | 0 | 0 | 0 | 0 | 12 | ||")],
        );
        check(
            Layout::Tabs(Tabs::Ragged),
            Style::PLAIN,
            label,
            &[&format!("{label}\t\t10\t2\t0\t0\t0\t0\t12\t")],
        );
        check(
            Layout::Tabs(Tabs::Ragged),
            Style::PLAIN,
            "（七）总计",
            &["\t（七）总计\t0\t0\t0\t0\t0\t0\t0\t"],
        );
        check(
            Layout::Tabs(Tabs::LostTabs),
            Style::PLAIN,
            "3.其他",
            &["3.其他\t\t0\t0\t0\t0\t0\t0\t0\t", "（七）总计\t\t0\t0\t0\t0\t0\t0\t0\t"],
        );
        check(
            Layout::Tabs(Tabs::Ragged),
            Style::PLAIN,
            "2.重复申请",
            &["\t\t2.重复申请\t0\t0\t0\t0\t0\t0\t0"],
        );
    }
}
