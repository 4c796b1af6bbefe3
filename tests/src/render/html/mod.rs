//! HTML layouts: the official tables as portals publish them, sound or sloppy, alone or inside a page.
//!
//! Comes in: figures. Goes out: HTML source. Every option is something that published reports do.

mod clipboard;
mod table;

use super::prose::{Frame, Opening, metadata, prose};
use super::sheet::sheet;
use super::{Style, sections};
use crate::dice::Dice;
use crate::figures::Figures;
use crate::portal;
pub use clipboard::{Clipboard, clipboard};

/// How the HTML is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Html {
    /// What is around the report.
    pub page: Page,
    /// Whether headers and labels are `th`.
    pub head_cells: bool,
    /// What is inside each cell.
    pub wrap: Wrap,
    /// Whether each digit of a figure is in a span of its own.
    pub split_digits: bool,
    /// Whether blank cells hold `&nbsp;`, and figures have one before them.
    pub nbsp: bool,
    /// Table 2 as one table or several.
    pub table_2: Table2,
    /// Table 3 as one table or two.
    pub table_3: Table3,
    /// How well `rowspan` and `colspan` are set.
    pub spans: Spans,
    /// Tables, or boxes laid out as tables.
    pub boxes: Boxes,
    /// Whether tables 3 and 4 have columns without anything in them.
    pub blank_columns: bool,
}

/// What is around the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Nothing: a fragment, as a clipboard holds it.
    Fragment,
    /// A page with nothing but the report.
    Document,
    /// A portal with menus, scripts, other tables and a footer.
    Portal,
}

/// What is inside each cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    /// The text.
    Bare,
    /// Paragraphs and fonts; headers broken in two lines are.
    Paragraphs,
    /// What a word processor makes of it.
    Word,
}

/// Table 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table2 {
    /// One table.
    One,
    /// One table a paragraph of article 20.
    Small,
}

/// Table 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table3 {
    /// One table.
    Whole,
    /// Cut in two before the row `at` below the header.
    Split {
        /// Rows of figures in the first part.
        at: usize,
        /// Whether the second part has the header again.
        header: bool,
    },
    /// One table, the header once more before the row `at`, as a converter leaves it of two pages.
    HeaderAgain {
        /// Rows of figures before it.
        at: usize,
    },
}

/// What tables are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boxes {
    /// `table`, `tr`, `td`.
    None,
    /// `div` with `display: table` and so on in the attribute.
    Table,
    /// The same by the page's style sheet.
    Classes,
    /// Flex rows.
    Flex,
}

/// How well spans are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spans {
    /// As they should be.
    Proper,
    /// `rowspan=0`: to the end of the group of rows.
    Zero,
    /// Larger than the table.
    Beyond,
    /// No cells where a row ends in blanks, up to [`MISSING`] of them.
    Missing,
    /// No cell of a header reaches down, so that its next line starts too far to the left.
    Flat,
    /// Every second label of table 3 spans one column less than it should, so that its figures stand to the left of their headers.
    Narrow,
    /// Every second label of table 3 spans one column too many.
    Wide,
    /// No label of table 3 spans more than one column.
    Single,
    /// Headings of table 3 reach one row too far down, and push the next row to the right.
    Tall,
    /// 三、本年度办理结果 ends some rows too early, so that what follows stands to the left.
    Short,
    /// Blank cells side by side are one.
    Merged,
    /// A blank cell below a blank one is one with it.
    MergedDown,
    /// No cell spans anything: blank cells stand where one spanned.
    Unmerged,
    /// No cell spans anything: its text is repeated where it did.
    Repeated,
}

/// Cells at the end of a row that may not be there.
pub const MISSING: usize = 2;

impl Html {
    /// The official tables and nothing else.
    pub const PLAIN: Html = Html {
        page: Page::Document,
        head_cells: false,
        wrap: Wrap::Bare,
        split_digits: false,
        nbsp: false,
        table_2: Table2::One,
        table_3: Table3::Whole,
        spans: Spans::Proper,
        boxes: Boxes::None,
        blank_columns: false,
    };

    /// Any options.
    pub fn any(dice: &mut Dice) -> Html {
        let at = 1 + dice.below(21) as usize;
        Html {
            page: dice.pick(&[Page::Document, Page::Fragment, Page::Portal]),
            head_cells: dice.once_in(3),
            wrap: dice.pick(&[Wrap::Bare, Wrap::Paragraphs, Wrap::Word]),
            split_digits: dice.once_in(3),
            nbsp: dice.once_in(3),
            table_2: dice.pick(&[Table2::One, Table2::One, Table2::Small]),
            table_3: match dice.below(8) {
                0..5 => Table3::Whole,
                7 => Table3::HeaderAgain { at },
                n => Table3::Split { at, header: n == 5 },
            },
            spans: dice.pick(&[
                Spans::Proper,
                Spans::Proper,
                Spans::Zero,
                Spans::Beyond,
                Spans::Missing,
                Spans::Flat,
                Spans::Narrow,
                Spans::Wide,
                Spans::Single,
                Spans::Tall,
                Spans::Short,
                Spans::Merged,
                Spans::MergedDown,
                Spans::Unmerged,
                Spans::Repeated,
            ]),
            boxes: Boxes::None,
            blank_columns: false,
        }
    }
}

/// The whole report as HTML.
pub(super) fn document(figures: &Figures, options: &Html, style: &Style, frame: &Frame) -> String {
    let prose = prose(figures, frame);
    let mut body = String::new();
    let title = escape(&style.words(&prose.title));
    match frame.opening {
        Opening::Nothing => {}
        Opening::Title => body.push_str(&format!("<h1>{title}</h1>\n")),
        Opening::TitleAndDate => body.push_str(&format!(
            "<h1>{title}</h1>\n<div class=\"info\"><span>{}</span><span>{}</span></div>\n",
            style.words(&format!("发布日期：{}-01-18 10:36", figures.year + 1)),
            style.words("浏览次数："),
        )),
        Opening::Metadata => body.push_str(&metadata_table(figures, style)),
    }
    for text in &prose.preamble {
        body.push_str(&format!("<p>{}</p>\n", escape(&style.words(text))));
    }
    for (title, texts, table) in sections(figures, &prose) {
        body.push_str(&format!("<p><strong>{}</strong></p>\n", escape(&style.words(title))));
        for text in texts {
            body.push_str(&format!("<p>　　{}</p>\n", escape(&style.words(text))));
        }
        if let Some((table, sheet)) = table.and_then(|table| Some((table, sheet(table, figures, style)?))) {
            for part in table::parts(sheet, table, options) {
                body.push_str(&table::write(part, options));
            }
        }
    }
    if let Some(closing) = frame.closing {
        body.push_str(&format!("<div class=\"closing\">{}</div>\n", escape(&style.words(closing))));
    }
    match options.page {
        Page::Fragment => body,
        Page::Document => {
            let sheet = if options.boxes == Boxes::Classes { table::SHEET } else { "" };
            format!(
                "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>{title}</title>{sheet}</head>\n<body>\n{body}</body>\n</html>\n"
            )
        }
        Page::Portal => portal::page(&title, &body, figures.year),
    }
}

fn metadata_table(figures: &Figures, style: &Style) -> String {
    let mut out = String::from("<table class=\"meta\">\n");
    for row in metadata(figures) {
        let cells: String =
            row.iter().map(|text| format!("<td>{}</td>", escape(&style.words(text)))).collect();
        out.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    out.push_str("</table>\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Layout, render};
    use gouji::Form;

    #[track_caller]
    fn check(change: fn(&mut Html), expected: &str) {
        let mut figures = Figures::zero("清沅区", 2023, [Form::F2021; 3]);
        figures.set("t3.received.natural", 10);
        let mut options = Html::PLAIN;
        change(&mut options);
        let text = render(&figures, &Layout::Html(options), &Style::PLAIN, &Frame::PLAIN).text;
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }

    #[test]
    fn options_show_in_the_source() {
        check(|_| (), "<tr><td colspan=\"3\">一、本年新收政府信息公开申请数量</td><td>10</td><td>0</td>");
        check(|o| o.head_cells = true, "<th colspan=\"3\">一、本年新收政府信息公开申请数量</th><td>10</td>");
        check(|o| (o.split_digits, o.nbsp) = (true, true), "<td>&nbsp;<span>1</span><span>0</span></td>");
        check(|o| o.spans = Spans::Zero, "<td rowspan=\"0\">三、本年度办理结果</td>");
        check(
            |o| o.spans = Spans::Zero,
            "</tbody>\n<tbody>\n<tr><td colspan=\"3\">四、结转下年度继续办理</td>",
        );
        check(|o| o.spans = Spans::Missing, "<tr><td>行政许可</td><td>0</td></tr>");
        check(|o| o.spans = Spans::Beyond, "<td>行政许可</td><td colspan=\"16\">0</td>");
        check(
            |o| o.table_2 = Table2::Small,
            "</table>\n<table>\n<tbody>\n<tr><td colspan=\"4\">第二十条第（五）项</td>",
        );
    }

    #[test]
    fn a_cut_table_goes_on_with_empty_cells() {
        check(
            |o| o.table_3 = Table3::Split { at: 6, header: false },
            "<table>\n<tbody>\n<tr><td rowspan=\"18\"></td><td rowspan=\"6\"></td><td>3.危及“三安全一稳定”</td>",
        );
        check(
            |o| o.table_3 = Table3::Split { at: 6, header: true },
            "<td rowspan=\"4\">三、本年度办理结果</td>",
        );
    }
}
