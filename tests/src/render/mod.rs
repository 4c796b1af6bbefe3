//! The test renderer: figures in, a document as some tool leaves it out, with what a reader can still tell from it.
//!
//! A layout is one variant of [`Layout`] and one function in [`text`] or [`html`]. Later layouts are added there; the rest of the tests
//! takes them from [`Layout::all`].

pub mod file;
mod html;
pub mod printed;
pub mod prose;
pub mod sheet;
pub mod style;
mod telling;
pub mod text;
mod traditional;
mod twist;

use std::collections::BTreeMap;

use gouji::{CellId, Input, Kind, Table};

use crate::dice::Dice;
use crate::figures::Figures;
pub use file::File;
pub use file::file;
pub use html::{Boxes, Clipboard, Html, Page, Spans, Table2, Table3, Wrap};
pub use printed::{Drawn, Ruled};
use prose::Frame;
pub use prose::Opening;
pub use style::{Numbering, Quotes, Script, SplitHeaders, Style, Thousands, Zero};
pub use telling::Telling;
pub use twist::Twist;

/// How tables and prose stand in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One cell a line, with pipes.
    PipeLines(PipeLines),
    /// One row a line, with pipes.
    PipeRows,
    /// Tabs between cells, as a browser copies a table.
    Tabs(Tabs),
    /// A browser's plain text of a table: tabs between the cells that there are, nothing for what spans cover.
    Copied,
    /// The same where cells hold line breaks, which end the line inside the row.
    CopiedBroken,
    /// Chromium's plain text of a table whose cells hold paragraphs: one cell a line, blank lines between, blank cells gone.
    CellLines,
    /// The text that a pdf viewer copies.
    PdfText(PdfText),
    /// Markdown tables.
    Markdown,
    /// Markdown tables with the text of what spanned in each of its places.
    MarkdownRepeated,
    /// Drawn with strokes.
    Drawn(Drawn),
    /// Under rulers, or printed by a data frame.
    Ruled(Ruled),
    /// Values between delimiters.
    Csv(char),
    /// Markdown written from a data frame, by a recogniser, by a language model.
    MarkdownFrame,
    /// The same.
    MarkdownRecognised,
    /// The same.
    MarkdownModelled,
    /// One cell a line, blank cells as non-breaking spaces.
    Listed,
    /// One cell a line with its pipe, blank cells too, between pads.
    PipeCells,
    /// The whole page on one line, cells between spaces, blank ones gone. Not among [`Layout::all`]: figures with spaces in them are refused.
    OneLine,
    /// Prose broken at the width of a page, between tables as a pdf's text has them.
    Wrapped,
    /// HTML source.
    Html(Html),
    /// HTML source that went through something else.
    Twisted(Twist),
    /// What a program puts on the clipboard as HTML.
    Clipboard(Clipboard),
    /// A file, opened by `gouji-files`.
    File(File),
}

/// Variants of [`Layout::PdfText`]: page numbers and repeated headers stand between rows in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfText {
    /// Labels broken over lines, the figures of the row behind the last of them.
    Rows,
    /// The figures on a line of their own between the first line of a label and the rest, as they stand in the middle of the row.
    Between,
    /// Each cell on lines of its own.
    Cells,
}

/// Variants of [`Layout::PipeLines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PipeLines {
    /// Whether a line with a lone pipe stands before each row.
    pub leading: bool,
    /// Whether blank cells are gone, so that later figures of the row have moved up.
    pub dropped_blanks: bool,
}

/// Variants of [`Layout::Tabs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tabs {
    /// Every place of a spanned cell is kept.
    Whole,
    /// Labels of table 3 span one column less than they should, so figures begin in the third or the fourth column.
    Ragged,
    /// As before, and the last rows have lost their leading tabs.
    LostTabs,
    /// Word's plain text: what a cell covers to its right has no place, what it covers below has one.
    Word,
    /// Excel's plain text: every place kept, cells with line breaks in quotes.
    Excel,
}

/// A document, and what can be told from it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The document.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
    /// For each cell of the report, what a reader can tell.
    pub telling: BTreeMap<CellId, Telling>,
}

impl Rendered {
    /// The document as gouji's input, its kind known.
    pub fn input(&self) -> Input<'_> {
        Input { text: &self.text, kind: self.kind }
    }
}

/// Writes a report.
pub fn render(figures: &Figures, layout: &Layout, style: &Style, frame: &Frame) -> Rendered {
    let telling = telling::telling(figures, layout, style);
    let (text, kind) = match layout {
        Layout::Html(options) => (html::document(figures, options, style, frame), Kind::Html),
        Layout::Twisted(twist) => {
            let text = twist.of(&html::document(figures, &Html::PLAIN, style, frame));
            // Whoever has such a source does not know what it is.
            let kind = Kind::sniff(&text);
            (text, kind)
        }
        Layout::Clipboard(program) => (html::clipboard(figures, *program, style, frame), Kind::Html),
        Layout::File(file) => (file::opened(figures, *file, style, frame), Kind::Html),
        Layout::Csv('\t') => (text::document(figures, layout, style, frame), Kind::Csv),
        _ => {
            let text = text::document(figures, layout, style, frame);
            let kind = Kind::sniff(&text);
            (text, kind)
        }
    };
    Rendered { text, kind, telling }
}

impl Layout {
    /// Every layout by its name, in its variants that matter to a reader.
    pub fn all() -> Vec<(&'static str, Layout)> {
        let lines = |leading, dropped_blanks| Layout::PipeLines(PipeLines { leading, dropped_blanks });
        let html = |change: fn(&mut Html)| {
            let mut options = Html::PLAIN;
            change(&mut options);
            Layout::Html(options)
        };
        vec![
            ("pipe-lines", lines(false, false)),
            ("pipe-lines-leading", lines(true, false)),
            ("pipe-lines-dropped", lines(false, true)),
            ("pipe-rows", Layout::PipeRows),
            ("tabs", Layout::Tabs(Tabs::Whole)),
            ("tabs-ragged", Layout::Tabs(Tabs::Ragged)),
            ("tabs-lost", Layout::Tabs(Tabs::LostTabs)),
            ("tabs-word", Layout::Tabs(Tabs::Word)),
            ("tabs-excel", Layout::Tabs(Tabs::Excel)),
            ("copied", Layout::Copied),
            ("copied-broken", Layout::CopiedBroken),
            ("cell-lines", Layout::CellLines),
            ("pdf-text-rows", Layout::PdfText(PdfText::Rows)),
            ("pdf-text-between", Layout::PdfText(PdfText::Between)),
            ("pdf-text-cells", Layout::PdfText(PdfText::Cells)),
            ("markdown", Layout::Markdown),
            ("markdown-repeated", Layout::MarkdownRepeated),
            ("markdown-frame", Layout::MarkdownFrame),
            ("markdown-recognised", Layout::MarkdownRecognised),
            ("markdown-modelled", Layout::MarkdownModelled),
            ("drawn-box", Layout::Drawn(Drawn::Box)),
            ("drawn-plus", Layout::Drawn(Drawn::Plus)),
            ("drawn-header", Layout::Drawn(Drawn::Header)),
            ("ruled", Layout::Ruled(Ruled::Simple)),
            ("ruled-multiline", Layout::Ruled(Ruled::Multiline)),
            ("ruled-frame", Layout::Ruled(Ruled::Frame)),
            ("csv", Layout::Csv(',')),
            ("csv-semicolon", Layout::Csv(';')),
            ("tsv", Layout::Csv('\t')),
            ("listed", Layout::Listed),
            ("pipe-cells", Layout::PipeCells),
            ("wrapped", Layout::Wrapped),
            ("html", Layout::Html(Html::PLAIN)),
            ("html-th", html(|o| o.head_cells = true)),
            ("html-portal", html(|o| o.page = Page::Portal)),
            ("html-word", html(|o| (o.wrap, o.split_digits, o.nbsp) = (Wrap::Word, true, true))),
            ("html-small-tables", html(|o| o.table_2 = Table2::Small)),
            ("html-split-header", html(|o| o.table_3 = Table3::Split { at: 12, header: true })),
            ("html-split", html(|o| o.table_3 = Table3::Split { at: 7, header: false })),
            ("html-header-again", html(|o| o.table_3 = Table3::HeaderAgain { at: 12 })),
            ("html-rowspan-zero", html(|o| o.spans = Spans::Zero)),
            ("html-spans-beyond", html(|o| o.spans = Spans::Beyond)),
            ("html-missing-cells", html(|o| o.spans = Spans::Missing)),
            ("html-flat-header", html(|o| o.spans = Spans::Flat)),
            ("html-narrow-labels", html(|o| o.spans = Spans::Narrow)),
            ("html-wide-labels", html(|o| o.spans = Spans::Wide)),
            ("html-single-labels", html(|o| o.spans = Spans::Single)),
            ("html-tall-groups", html(|o| o.spans = Spans::Tall)),
            ("html-short-results", html(|o| o.spans = Spans::Short)),
            ("html-merged-blanks", html(|o| o.spans = Spans::Merged)),
            ("html-merged-down", html(|o| o.spans = Spans::MergedDown)),
            ("html-unmerged", html(|o| o.spans = Spans::Unmerged)),
            ("html-repeated", html(|o| o.spans = Spans::Repeated)),
            (
                "html-repeated-again",
                html(|o| (o.spans, o.table_3) = (Spans::Repeated, Table3::HeaderAgain { at: 12 })),
            ),
            ("html-escaped", Layout::Twisted(Twist::Escaped)),
            ("html-unclosed", Layout::Twisted(Twist::Unclosed)),
            ("html-hidden-rows", Layout::Twisted(Twist::HiddenRows)),
            ("html-blank-edges", Layout::Twisted(Twist::BlankEdges)),
            ("html-one-table", Layout::Twisted(Twist::OneTable)),
            ("html-layout-table", Layout::Twisted(Twist::LayoutTable)),
            ("html-twice", Layout::Twisted(Twist::Twice)),
            ("html-hidden-class", Layout::Twisted(Twist::HiddenClass)),
            ("html-view-source", Layout::Twisted(Twist::ViewSource)),
            ("html-blank-columns", html(|o| o.blank_columns = true)),
            ("html-div-table", html(|o| o.boxes = Boxes::Table)),
            ("html-div-classes", html(|o| o.boxes = Boxes::Classes)),
            ("html-div-flex", html(|o| o.boxes = Boxes::Flex)),
            ("clipboard-word", Layout::Clipboard(Clipboard::Word)),
            ("clipboard-wps", Layout::Clipboard(Clipboard::Wps)),
            ("clipboard-writer", Layout::Clipboard(Clipboard::Writer)),
            ("clipboard-excel", Layout::Clipboard(Clipboard::Excel)),
            ("clipboard-wps-sheet", Layout::Clipboard(Clipboard::WpsSheet)),
            ("clipboard-calc", Layout::Clipboard(Clipboard::Calc)),
            ("clipboard-chromium", Layout::Clipboard(Clipboard::Chromium)),
            ("clipboard-safari", Layout::Clipboard(Clipboard::Safari)),
            ("clipboard-firefox", Layout::Clipboard(Clipboard::Firefox)),
            ("docx", Layout::File(File::Docx)),
            ("docx-lists", Layout::File(File::DocxLists)),
            ("xlsx", Layout::File(File::Xlsx)),
            ("xlsx-text", Layout::File(File::XlsxText)),
            ("pdf", Layout::File(File::Pdf)),
            ("pdf-unruled", Layout::File(File::PdfUnruled)),
            ("ofd", Layout::File(File::Ofd)),
            ("doc", Layout::File(File::Doc)),
            ("rtf", Layout::File(File::Rtf)),
            ("odt", Layout::File(File::Odt)),
            ("ods", Layout::File(File::Ods)),
            ("xls", Layout::File(File::Xls)),
            ("docx-strict", Layout::File(File::DocxStrict)),
            ("xlsx-strict", Layout::File(File::XlsxStrict)),
            ("docm", Layout::File(File::Docm)),
            ("xlsm", Layout::File(File::Xlsm)),
            ("fodt", Layout::File(File::Fodt)),
            ("fods", Layout::File(File::Fods)),
            ("mht", Layout::File(File::Mht)),
        ]
    }

    /// Any layout, the HTML ones with any options.
    pub fn any(dice: &mut Dice) -> Layout {
        let all = Layout::all();
        let (_, layout) = dice.pick(&all);
        match layout {
            Layout::Html(_) if dice.once_in(2) => Layout::Html(Html::any(dice)),
            layout => layout,
        }
    }
}

impl Frame {
    /// Any surroundings of a whole report.
    pub fn any(dice: &mut Dice) -> Frame {
        Frame {
            opening: dice.pick(&[Opening::Title, Opening::Nothing, Opening::TitleAndDate, Opening::Metadata]),
            last_section: true,
            own_list: dice.once_in(4),
            contents: dice.once_in(3),
            closing: dice.pick(&[None, Some("扫一扫用手机打开本页"), Some("打印本页 关闭窗口")]),
        }
    }
}

/// The tables of a report in their order, with the paragraphs that stand around them, for the layouts to write.
fn sections<'a>(
    figures: &'a Figures,
    prose: &'a prose::Prose,
) -> impl Iterator<Item = (&'a str, &'a [String], Option<Table>)> {
    prose.titles.iter().zip(&prose.sections).enumerate().map(|(index, (title, paragraphs))| {
        let table = match index {
            1 => Some(Table::T2),
            2 => Some(Table::T3),
            3 => Some(Table::T4),
            _ => None,
        };
        (title.as_str(), paragraphs.as_slice(), table.filter(|table| figures.forms.contains_key(table)))
    })
}
