//! What is to be checked: the text in the box, where it came from, and how it is read. The samples are here too.

use gouji::{Error, Input, Kind, check_nth};
use gouji_files::Format;
use yew::AttrValue;

use crate::answer::Answer;

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

    /// Whether there is nothing at all, not even white space.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Checks the text. Where the HTML of a paste holds no table and its plain text does, the plain text takes its place.
    pub fn check(self) -> (Source, Result<Answer, Error>) {
        let read = |source: &Source| check_nth(Input { text: &source.text, kind: source.kind }, source.nth);
        let has_table = |result: &Result<gouji::Audit, Error>| {
            result.as_ref().is_ok_and(|audit| !audit.report.forms.is_empty())
        };
        let result = read(&self);
        if let Some(plain) = self.plain.clone().filter(|_| !has_table(&result)) {
            let plain = Source { nth: self.nth, ..Source::sniffed(plain, Origin::PastedText) };
            let again = read(&plain);
            if has_table(&again) {
                return (plain, again.map(Answer::of));
            }
        }
        (self, result.map(Answer::of))
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
