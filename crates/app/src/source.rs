//! What is to be checked: the text in the box, where it came from, and how it is read. The samples are here too.

use gouji::{Error, Form, Kind, Report};
use gouji_files::Format;
use yew::AttrValue;

use crate::pictures::Pictures;
use crate::reading::{self, ReadReport};
use crate::shared::Shared;
use crate::state::Refusal;

/// A report as it was read. Cheap to clone; equal only to itself.
pub type Read = Shared<Report>;

/// A text to check.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The text: HTML source or plain text.
    pub text: AttrValue,
    /// How it is read.
    pub kind: Kind,
    /// What it looks like, whatever it is read as.
    pub looks_like: Kind,
    /// The plain text that came with a rich paste, for when the HTML holds no table.
    pub plain: Option<AttrValue>,
    /// Where it came from.
    pub origin: Origin,
    /// Which of several reports in it is checked, counted from zero.
    pub nth: usize,
    /// How many characters the text has.
    pub characters: usize,
    /// The pictures that it was read from.
    pub pictures: Option<Pictures>,
    /// Bytes of its longest line; zero where the whole is too long anyway, or too short for a long line.
    pub widest: usize,
}

/// Where a text came from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The keyboard.
    Typed,
    /// The clipboard, as plain text.
    PastedText,
    /// The clipboard, as rich content.
    PastedHtml,
    /// A sample of ours.
    Sample(Sample),
    /// A file of this name and kind.
    File(AttrValue, Format),
    /// The form with nothing filled in.
    Blank,
    /// A draft that was stored on this computer.
    Draft,
}

/// The samples that come with the page. Their figures are made up, and so are organs and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// 2021 form, one contradiction in table 4.
    Broken,
    /// 2021 form, consistent.
    Clean,
    /// 2019 form.
    Form2019,
}

impl Sample {
    /// All samples, in the order shown.
    pub const ALL: [Sample; 3] = [Sample::Broken, Sample::Clean, Sample::Form2019];

    /// Its HTML source.
    pub const fn html(self) -> &'static str {
        match self {
            Sample::Broken => include_str!("../samples/contradictions-2021.html"),
            Sample::Clean => include_str!("../samples/clean-2021.html"),
            Sample::Form2019 => include_str!("../samples/report-2019.html"),
        }
    }
}

impl Source {
    fn of(text: AttrValue, kind: Kind, origin: Origin) -> Source {
        // All bytes but those that go on with a character.
        let characters = text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        let is_asked = (LONG_LINE..=LONG).contains(&text.len());
        let widest = if is_asked { text.split('\n').map(str::len).max().unwrap_or(0) } else { 0 };
        Source {
            text,
            kind,
            looks_like: kind,
            plain: None,
            origin,
            nth: 0,
            characters,
            pictures: None,
            widest,
        }
    }

    /// A text whose kind is told from its content.
    pub fn sniffed(text: impl Into<AttrValue>, origin: Origin) -> Source {
        let text = text.into();
        let kind = Kind::sniff(&text);
        Source::of(text, kind, origin)
    }

    /// What was read out of a file.
    pub fn file(text: String, kind: Kind, name: AttrValue, format: Format) -> Source {
        Source::of(text.into(), kind, Origin::File(name, format))
    }

    /// What a paste brought: the HTML where there is some, unless the plain text beside it is HTML source (copied from an
    /// editor that colours it).
    pub fn pasted(html: Option<String>, plain: Option<String>) -> Source {
        let is_source = |text: &String| Kind::sniff(text) == Kind::Html;
        match (html, plain) {
            (Some(html), plain) if !plain.as_ref().is_some_and(is_source) => Source {
                plain: plain.map(AttrValue::from),
                ..Source::of(html.into(), Kind::Html, Origin::PastedHtml)
            },
            (_, plain) => Source::sniffed(plain.unwrap_or_default(), Origin::PastedText),
        }
    }

    /// The same text with tables behind it that were read from pictures in it.
    pub fn with_tables(self, read: Source) -> Source {
        let text = [self.text.as_str(), read.text.as_str()].concat();
        Source { pictures: read.pictures, ..Source::of(text.into(), self.kind, self.origin) }
    }

    /// A sample.
    pub fn sample(sample: Sample) -> Source {
        Source::of(AttrValue::from(sample.html()), Kind::Html, Origin::Sample(sample))
    }

    /// Nothing.
    pub fn empty() -> Source {
        Source::sniffed("", Origin::Typed)
    }

    /// The form with nothing filled in.
    pub fn blank() -> Source {
        Source { origin: Origin::Blank, ..Source::empty() }
    }

    /// Whether there is nothing at all, not even white space.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.origin != Origin::Blank
    }

    /// Whether it is so long that a field to type into would keep the browser busy for seconds.
    pub fn is_long(&self) -> bool {
        self.text.len() > LONG || self.widest > LONG_LINE
    }

    /// What a reader is asked; none where there is nothing to read.
    pub fn text(&self) -> Option<reading::Text<'_>> {
        let plain = self.plain.as_deref();
        let text = reading::Text { text: &self.text, kind: self.kind, plain, nth: self.nth };
        (self.origin != Origin::Blank).then_some(text)
    }

    /// The source as it was read: the plain text of a paste may have taken the place of its HTML.
    pub fn settled(self, reading: ReadReport) -> (Source, Result<Read, Refusal>) {
        let source = match self.plain.clone().filter(|_| reading.is_plain) {
            Some(plain) => Source { nth: self.nth, ..Source::sniffed(plain, Origin::PastedText) },
            None => self,
        };
        (source, reading.report.map(Read::of).map_err(Refusal::from))
    }

    /// Reads the text here and now.
    pub fn read(self) -> (Source, Result<Read, Refusal>) {
        match self.text().map(reading::read) {
            Some(reading) => self.settled(reading),
            None => (self, Ok(Read::of(Report::blank(Form::NEWEST)))),
        }
    }

    /// Refused without being read: more than a reader takes.
    pub fn too_large(&self) -> Option<Refusal> {
        (self.text.len() > gouji::source::MAX_BYTES).then(|| Error::TooLarge.into())
    }
}

/// Bytes of text beyond which the box does not show it. Chromium needs a tenth of a second to lay out as much Chinese prose where the machine
/// does much else, and no report has as much.
const LONG: usize = 100_000;

/// The same of one line, which is laid out as a whole and takes twice as long.
const LONG_LINE: usize = 50_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_content_is_preferred_to_plain_text() {
        let source = Source::pasted(Some("<table><tr><td>1</table>".into()), Some("1".into()));
        assert_eq!((source.kind, source.origin), (Kind::Html, Origin::PastedHtml));
        assert_eq!(source.plain.as_deref(), Some("1"));
    }

    #[test]
    fn html_source_copied_from_an_editor_is_read_as_html() {
        let source = "<html><body><table><tr><td>1</td></tr></table></body></html>";
        let source = Source::pasted(Some("<span>&lt;table&gt;</span>".into()), Some(source.into()));
        assert_eq!((source.kind, source.origin), (Kind::Html, Origin::PastedText));
        assert!(source.text.starts_with("<html>"));
    }

    #[test]
    fn plain_text_alone_is_told_from_its_content() {
        assert_eq!(Source::pasted(None, Some("总计 1".into())).kind, Kind::Text);
        assert!(Source::pasted(None, None).is_empty());
    }
}
