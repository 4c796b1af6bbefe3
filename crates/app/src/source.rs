//! What is to be checked: the text in the box, where it came from, and how it is read. The samples are here too.

use std::rc::Rc;

use gouji::document::Document;
use gouji::{Error, Form, Input, Kind, Report};
use gouji_files::Format;
use yew::AttrValue;

/// A text as it was read. Equal only to itself.
#[derive(Debug)]
pub struct Read {
    /// Its paragraphs and tables.
    pub document: Document,
    /// The report in it.
    pub report: Report,
}

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

impl PartialEq for Read {
    fn eq(&self, other: &Read) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Source {
    /// A text whose kind is told from its content.
    pub fn sniffed(text: impl Into<AttrValue>, origin: Origin) -> Source {
        let text = text.into();
        let kind = Kind::sniff(&text);
        Source { text, kind, looks_like: kind, plain: None, origin, nth: 0 }
    }

    /// What was read out of a file.
    pub fn file(text: String, kind: Kind, name: AttrValue, format: Format) -> Source {
        let origin = Origin::File(name, format);
        Source { text: text.into(), kind, looks_like: kind, plain: None, origin, nth: 0 }
    }

    /// What a paste brought: the HTML where there is some, unless the plain text beside it is HTML source (copied from an
    /// editor that colours it).
    pub fn pasted(html: Option<String>, plain: Option<String>) -> Source {
        let is_source = |text: &String| Kind::sniff(text) == Kind::Html;
        match (html, plain) {
            (Some(html), plain) if !plain.as_ref().is_some_and(is_source) => Source {
                text: html.into(),
                kind: Kind::Html,
                looks_like: Kind::Html,
                plain: plain.map(AttrValue::from),
                origin: Origin::PastedHtml,
                nth: 0,
            },
            (_, plain) => Source::sniffed(plain.unwrap_or_default(), Origin::PastedText),
        }
    }

    /// A sample.
    pub fn sample(sample: Sample) -> Source {
        let text = AttrValue::from(sample.html());
        Source {
            text,
            kind: Kind::Html,
            looks_like: Kind::Html,
            plain: None,
            origin: Origin::Sample(sample),
            nth: 0,
        }
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

    /// Reads the text. Where the HTML of a paste holds no table and its plain text does, the plain text takes its place.
    pub fn read(self) -> (Source, Result<Rc<Read>, Error>) {
        let result = self.read_as_it_is();
        let has_table =
            |result: &Result<Read, Error>| result.as_ref().is_ok_and(|read| !read.report.forms.is_empty());
        if let Some(plain) = self.plain.clone().filter(|_| !has_table(&result)) {
            let plain = Source { nth: self.nth, ..Source::sniffed(plain, Origin::PastedText) };
            let again = plain.read_as_it_is();
            if has_table(&again) {
                return (plain, again.map(Rc::new));
            }
        }
        (self, result.map(Rc::new))
    }

    fn read_as_it_is(&self) -> Result<Read, Error> {
        if self.origin == Origin::Blank {
            return Ok(Read { document: Document::default(), report: Report::blank(Form::F2021) });
        }
        let document = gouji::source::document(Input { text: &self.text, kind: self.kind })?;
        let report = gouji::read::report(&document, self.nth)?;
        Ok(Read { document, report })
    }
}

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
