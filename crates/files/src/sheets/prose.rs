//! Rows of a sheet to paragraphs and tables: sentences that stand alone in their rows are no cells of a table.
//!
//! Comes in: rows of cells, and how many texts each row has. Goes out: HTML.

use gouji::Error;

use crate::page::{self, Cell};

/// Longer texts are no label, even without a full stop. The longest label of a form has 37 characters.
const LONG: usize = 45;

/// Adds rows to HTML; paragraphs part the tables above and below them.
pub(super) fn push(html: &mut String, rows: Vec<Vec<Cell>>, n_texts: &[usize]) -> Result<(), Error> {
    let mut table: Vec<Vec<Cell>> = Vec::new();
    // Rows that the last paragraph reaches down into.
    let mut below = 0;
    for (index, row) in rows.into_iter().enumerate() {
        if below > 0 {
            below -= 1;
            continue;
        }
        let is_alone =
            |cell: &Cell| n_texts[index..].iter().take(cell.row_span as usize).all(|&count| count == 1);
        match row.iter().find(|cell| !cell.html.trim().is_empty()) {
            Some(cell) if is_alone(cell) && is_prose(&cell.html) => {
                close(html, &mut table)?;
                for paragraph in cell.html.split("<br>").filter(|text| !text.trim().is_empty()) {
                    html.push_str("<p>");
                    html.push_str(paragraph);
                    html.push_str("</p>\n");
                }
                page::bounded(html)?;
                below = cell.row_span as usize - 1;
            }
            _ => table.push(row),
        }
    }
    close(html, &mut table)
}

/// Writes the rows so far; nothing where they are none or blank.
fn close(html: &mut String, table: &mut Vec<Vec<Cell>>) -> Result<(), Error> {
    let table = std::mem::take(table);
    if table.iter().flatten().all(|cell| cell.html.is_empty()) {
        return Ok(());
    }
    page::push_table(html, &table)
}

fn is_prose(text: &str) -> bool {
    text.contains('。') || text.chars().count() > LONG
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use crate::sheets::xlsx;

    /// A workbook as offices fill it: titles and sentences in cells, merged across or not, above and below a table.
    fn report(is_merged: bool) -> String {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.write(0, 0, "一、总体情况").expect("a cell");
        let prose = "（一）今年收到申请3件。\n（二）办结3件。";
        if is_merged {
            sheet.merge_range(1, 0, 2, 3, prose, &plain).expect("cells");
        } else {
            sheet.write(1, 0, prose).expect("a cell");
        }
        for (row, texts) in
            [["项目", "甲", "乙"], ["一、本年新收", "", ""], ["二、上年结转", "1", "2"]].iter().enumerate()
        {
            for (column, text) in texts.iter().enumerate() {
                sheet.write(row as u32 + 3, column as u16, *text).expect("a cell");
            }
        }
        sheet.write(6, 0, "二、存在的问题").expect("a cell");
        sheet.write(7, 0, "问题是人手少。").expect("a cell");
        xlsx::html(&book.save_to_buffer().expect("a workbook")).expect("readable").replace('\n', "")
    }

    #[test]
    fn sentences_alone_in_their_rows_are_paragraphs() {
        for is_merged in [true, false] {
            let html = report(is_merged);
            assert!(html.contains("<p>（一）今年收到申请3件。</p><p>（二）办结3件。</p><table>"), "{html}");
            assert!(html.ends_with("</table><p>问题是人手少。</p>"), "{html}");
        }
    }

    #[test]
    fn a_label_whose_figures_are_blank_stays_in_its_table() {
        let html = report(false);
        let table = html.rsplit("<table>").next().unwrap_or_default();
        assert!(table.contains("<td>一、本年新收</td>") && table.contains("<td>二、上年结转</td>"), "{html}");
    }

    #[test]
    fn sentences_beside_other_cells_are_cells() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "说明").expect("a cell");
        sheet.write(0, 1, "这是一句话。").expect("a cell");
        let html = xlsx::html(&book.save_to_buffer().expect("a workbook")).expect("readable");
        assert!(!html.contains("<p>"), "{html}");
    }
}
