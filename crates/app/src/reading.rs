//! Reading a text, as a question and its answer that pass between the page and its worker as bytes. Plain Rust: no browser.
//!
//! Comes in: a [`Text`], as a [`Question`]. Goes out: a [`ReadReport`], a report or why there is none; or an [`Excerpt`], the
//! paragraphs and tables that are shown beside it. Each question stands for itself: nothing is kept between two.

use borsh::{BorshDeserialize, BorshSerialize};
use gouji::document::Block;
use gouji::tasks::Task;
use gouji::{Error, Input, Kind, Report};

use crate::shared::Shared;

/// Blocks that are shown at most: a portal page has a few hundred.
pub const MAX_BLOCKS: usize = 2000;

/// A text to read.
#[derive(Clone, Copy, Debug, BorshSerialize)]
pub struct Text<'a> {
    /// HTML source or plain text.
    pub text: &'a str,
    /// Which of the two.
    pub kind: Kind,
    /// The plain text that came with HTML, for when that holds no table.
    pub plain: Option<&'a str>,
    /// Which of several reports in it, counted from zero.
    pub nth: usize,
}

/// What can be asked about a text.
#[derive(Clone, Copy, Debug, BorshSerialize)]
pub enum Question<'a> {
    /// Its report: a [`ReadReport`].
    Report(Text<'a>),
    /// What it says, from about this block on: a [`Part`].
    Excerpt(Text<'a>, usize),
    /// What is to be mended, where it is a list of that: an [`Option`] of tasks.
    Tasks(Text<'a>),
}

/// A question as it arrives.
#[derive(BorshDeserialize)]
enum Asked {
    Report(Owned),
    Excerpt(Owned, usize),
    Tasks(Owned),
}

#[derive(BorshDeserialize)]
struct Owned {
    text: String,
    kind: Kind,
    plain: Option<String>,
    nth: usize,
}

impl Owned {
    fn text(&self) -> Text<'_> {
        Text { text: &self.text, kind: self.kind, plain: self.plain.as_deref(), nth: self.nth }
    }
}

/// What came of reading a text.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct ReadReport {
    /// The plain text took the place of the HTML.
    pub is_plain: bool,
    /// The report in it.
    pub report: Result<Report, Error>,
}

/// Blocks of a document.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// Which block of the document the first of them is.
    pub first: usize,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// How many blocks come after them.
    pub more: usize,
}

/// A [`Part`] that is shown. Cheap to clone; equal only to itself.
pub type Excerpt = Shared<Part>;

/// Answers a question; none where the bytes are no question.
pub fn answer(question: &[u8]) -> Option<Vec<u8>> {
    match borsh::from_slice(question).ok()? {
        Asked::Report(text) => borsh::to_vec(&read(text.text())).ok(),
        Asked::Tasks(text) => borsh::to_vec(&tasks(text.text())).ok(),
        Asked::Excerpt(text, first) => borsh::to_vec(&excerpt(text.text(), first)).ok(),
    }
}

/// Reads a text. Where the HTML of a paste holds no table and its plain text does, the plain text takes its place.
pub fn read(text: Text<'_>) -> ReadReport {
    let read = |text: &str, kind: Kind, nth: usize| gouji::read(Input { text, kind }, nth);
    let has_table =
        |report: &Result<Report, Error>| report.as_ref().is_ok_and(|report| !report.forms.is_empty());
    let report = read(text.text, text.kind, text.nth);
    if let Some(plain) = text.plain.filter(|_| !has_table(&report)) {
        let again = read(plain, Kind::sniff(plain), text.nth);
        if has_table(&again) {
            return ReadReport { is_plain: true, report: again };
        }
    }
    ReadReport { is_plain: false, report }
}

fn tasks(text: Text<'_>) -> Option<Vec<Task>> {
    let document = gouji::source::document(Input { text: text.text, kind: text.kind }).ok()?;
    gouji::tasks::of_document(&document)
}

/// What a text says; all of it where it is short.
fn excerpt(text: Text<'_>, first: usize) -> Part {
    let Ok(document) = gouji::source::document(Input { text: text.text, kind: text.kind }) else {
        return Part::default();
    };
    let n = document.blocks.len();
    let first = if n <= MAX_BLOCKS { 0 } else { first.min(n) };
    let blocks: Vec<Block> = document.blocks.into_iter().skip(first).take(MAX_BLOCKS).collect();
    Part { first, more: n - first - blocks.len(), blocks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sample;

    fn html(text: &str) -> Text<'_> {
        Text { text, kind: Kind::Html, plain: None, nth: 0 }
    }

    fn asked(question: Question<'_>) -> Vec<u8> {
        answer(&borsh::to_vec(&question).expect("bytes")).expect("an answer")
    }

    #[test]
    fn a_report_comes_back_as_it_was_read() {
        let text = html(Sample::Broken.html());
        let reading: ReadReport = borsh::from_slice(&asked(Question::Report(text))).expect("a reading");
        let (there, here) = (reading.report.expect("a report"), read(text).report.expect("a report"));
        assert_eq!(format!("{there:?}"), format!("{here:?}"));
        assert_eq!(there.cells.len(), 200);
        let refused: ReadReport =
            borsh::from_slice(&asked(Question::Report(html("床前明月光")))).expect("a reading");
        assert_eq!(
            refused.report.expect_err("no report"),
            read(html("床前明月光")).report.expect_err("no report")
        );
    }

    #[test]
    fn a_paste_whose_html_has_no_table_is_read_as_its_plain_text() {
        let plain = "<html><table><tr><td>结果维持<td>1</table></html>";
        let with = |html| Text { plain: Some(Sample::Clean.html()), ..self::html(html) };
        assert!(read(with("<p>政府信息公开</p>")).is_plain);
        assert!(!read(with(Sample::Clean.html())).is_plain);
        assert!(!read(Text { plain: Some(plain), ..html("<p>春眠不觉晓</p>") }).is_plain);
    }

    #[test]
    fn a_long_text_is_cut_where_it_begins_to_matter() {
        let long = "<p>链接</p>".repeat(MAX_BLOCKS + 500);
        let part = |first| -> Part {
            borsh::from_slice(&asked(Question::Excerpt(html(&long), first))).expect("a part")
        };
        let (start, end) = (part(100), part(MAX_BLOCKS));
        assert_eq!((start.first, start.blocks.len(), start.more), (100, MAX_BLOCKS, 400));
        assert_eq!((end.first, end.blocks.len(), end.more), (MAX_BLOCKS, 500, 0));
        let short: Part =
            borsh::from_slice(&asked(Question::Excerpt(html("<p>一<p>二"), 9))).expect("a part");
        assert_eq!((short.first, short.blocks.len()), (0, 2));
    }

    #[test]
    fn bytes_that_are_no_question_get_no_answer() {
        assert!(answer(&[9, 9, 9]).is_none());
    }
}
