//! One tag of HTML source in, its name, attributes and end out, told as the standard's tokenizer tells them.
//!
//! Most of a portal page's bytes are addresses, titles and scripts' handles that nobody here reads, and the parser makes a string of
//! each. So a tag is handed on with [`Kept`] attributes alone: the tree is that of the whole page without the others.

/// Whitespace between attributes.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// A tag from its `<` on. Its name is as the source has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) is_end: bool,
}

impl<'a> Tag<'a> {
    /// The tag at the start of `rest`, and where its attributes begin. None for comments, declarations and lone signs.
    pub(super) fn at(rest: &'a str) -> Option<(Tag<'a>, usize)> {
        let is_end = rest.starts_with("</");
        let start = if is_end { 2 } else { 1 };
        let tail = rest.as_bytes().get(start..)?;
        if !tail.first()?.is_ascii_alphabetic() {
            return None;
        }
        let length = tail.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let end = start + length.unwrap_or(tail.len());
        Some((Tag { name: &rest[start..end], is_end }, end))
    }
}

/// What follows a tag's name.
pub(super) enum Part<'a> {
    /// A name, and its value as the source has it, quotes included.
    Attribute { name: &'a str, value: Option<&'a str> },
    /// `>`, with the offset behind it.
    End { at: usize, closes_itself: bool },
    /// The source ends inside the tag, which is none then.
    Cut,
}

/// Attribute after attribute.
pub(super) struct Parts<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Parts<'a> {
    /// Those behind a tag's name, which ends at `at`.
    pub(super) fn behind(source: &'a str, at: usize) -> Parts<'a> {
        Parts { source, at }
    }

    pub(super) fn next(&mut self) -> Part<'a> {
        let bytes = self.source.as_bytes();
        let mut is_slash = false;
        loop {
            match bytes.get(self.at) {
                None => return Part::Cut,
                Some(b'>') => {
                    self.at += 1;
                    return Part::End { at: self.at, closes_itself: is_slash };
                }
                Some(b'/') => is_slash = true,
                Some(&byte) if is_space(byte) => is_slash = false,
                Some(_) => break,
            }
            self.at += 1;
        }
        // An equals sign in front belongs to the name.
        let start = self.at;
        self.at += 1;
        self.skip(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.source[start..self.at];
        let behind_name = self.at;
        self.skip(is_space);
        if bytes.get(self.at) != Some(&b'=') {
            self.at = behind_name;
            return Part::Attribute { name, value: None };
        }
        self.at += 1;
        self.skip(is_space);
        let start = self.at;
        match bytes.get(self.at) {
            Some(&quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.skip(|byte| byte != quote);
                if self.at == bytes.len() {
                    return Part::Cut;
                }
                self.at += 1;
            }
            Some(b'>') | None => return Part::Attribute { name, value: None },
            Some(_) => self.skip(|byte| !is_space(byte) && byte != b'>'),
        }
        Part::Attribute { name, value: Some(&self.source[start..self.at]) }
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        let rest = &self.source.as_bytes()[self.at..];
        self.at += rest.iter().position(|&byte| !skipped(byte)).unwrap_or(rest.len());
    }
}

/// Which attributes of a page are read, here or by the parser.
pub(super) struct Kept {
    /// A style sheet of the page says how something is laid out, so names of classes are read.
    sheet: bool,
    /// Drawings and formulas, out of which some attributes lead.
    foreign: bool,
}

impl Kept {
    /// Looks once through the page.
    pub(super) fn of(source: &str) -> Kept {
        let mut kept = Kept { sheet: false, foreign: false };
        let mut at = 0;
        while let Some(offset) = source[at..].find('<') {
            at += offset + 1;
            let opens = |name: &str| {
                let start = source.as_bytes().get(at..at + name.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            };
            kept.foreign |= opens("svg") || opens("math");
            if opens("style") {
                let length = source[at..].find("</").unwrap_or(source.len() - at);
                kept.sheet |= has_display(&source[at..at + length]);
                at += length;
            }
        }
        kept
    }

    /// Whether what stands in an element without markup is read. Inside a drawing it may be markup all the same.
    pub(super) fn reads(&self, raw: &str) -> bool {
        let is = |known: &str| raw.eq_ignore_ascii_case(known);
        if is("style") {
            self.sheet
        } else {
            self.foreign || !(is("script") || is("noscript") || is("iframe"))
        }
    }

    /// Whether an attribute of a tag is read.
    pub(super) fn keeps(&self, tag: &str, name: &str, value: Option<&str>) -> bool {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match name.len() {
            2 => self.sheet && is("id"),
            4 => is("type") || self.foreign && (is("size") || is("face")),
            5 => {
                is("style") && value.is_some_and(may_hide)
                    || self.sheet && is("class")
                    || is("width") && tag.eq_ignore_ascii_case("img")
                    || self.foreign && is("color")
            }
            6 => is("hidden") || is("height") && tag.eq_ignore_ascii_case("img"),
            7 => is("colspan") || is("rowspan"),
            8 => self.foreign && is("encoding"),
            12 => is("data-columns"),
            15 => is("data-candidates"),
            _ => false,
        }
    }
}

/// Whether a declaration of this value may lay out or hide an element: it names such a property, or spells its characters otherwise.
fn may_hide(value: &str) -> bool {
    has_display(value) || value.contains('&') || contains_ignoring_case(value, "mso-hide")
}

fn has_display(text: &str) -> bool {
    contains_ignoring_case(text, "display")
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Node};

    use super::super::{marks, tree};
    use crate::document::Text;

    /// Elements that the parser opens anew, as many as have different attributes: they say nothing of what a reader sees.
    const FORMATTING: [&str; 5] = ["b", "a", "font", "i", "nobr"];

    /// What a tree holds of texts, elements and the attributes that are read.
    fn content(html: &Html) -> Vec<String> {
        let mut content = Vec::new();
        for node in html.tree.nodes() {
            let path: Vec<&str> = node
                .ancestors()
                .filter_map(|node| Some(node.value().as_element()?.name()))
                .filter(|name| !FORMATTING.contains(name))
                .collect();
            match node.value() {
                Node::Text(_) if path.iter().any(|name| ["script", "iframe", "noscript"].contains(name)) => {}
                Node::Text(text) => {
                    let mut plain = Text::default();
                    marks::decode(text, &mut plain);
                    content.extend(
                        plain
                            .as_str()
                            .chars()
                            .filter(|c| !c.is_whitespace())
                            .map(|c| format!("{c} in {path:?}")),
                    );
                }
                Node::Element(element) if !FORMATTING.contains(&element.name()) => {
                    let read = [
                        "style",
                        "class",
                        "id",
                        "colspan",
                        "rowspan",
                        "hidden",
                        "data-columns",
                        "data-candidates",
                        "type",
                    ];
                    let attributes: Vec<_> = read.iter().map(|name| element.attr(name)).collect();
                    content.push(format!("{} {attributes:?} in {path:?}", element.name()));
                }
                _ => {}
            }
        }
        content
    }

    /// The order of the parser's own making of nodes is not that of the page; what stands where is compared.
    fn check(page: &str) -> Result<(), TestCaseError> {
        // Styles and classes are read where a sheet lays something out.
        let page = format!("<style>.x{{display:none}}</style>{page}");
        let marked = marks::insert(&page).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let parsed = tree::parse(&marked).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let (mut found, mut expected) = (content(&parsed), content(&Html::parse_document(&page)));
        found.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(found, expected, "{}", page);
        Ok(())
    }

    #[test]
    fn tags_end_where_browsers_end_them() {
        for page in [
            "<p a=b\"c>1</p>2",
            "<p a='>'>1<p a=\">\" b>2",
            "<p a= '>' hidden>1",
            "<p/hidden/>1<td colspan=2 colspan=3>2",
            "<p =\"hidden>1\">2",
            "<p a=>1<p a=/>2",
            "<a_b>1</a_b x='>'>2",
            "1<p a=\"x>2",
            "1<!-->2<!--->3<!-- --!>4<!-- > -- -->5<!--6",
            "1</>2</ >3<!x>4<?y>5< z>6",
            "<svg><path/><text>1</text></svg>2<svg><font color=red>3",
            "<script><!-- <script>1</script> <p>2 --></script>3",
            "<script><!--<script></script><p</script>>1",
            "<script><!--><script></script>2</script>3",
            "<script><!-- <scripts></script>2<title>a</titles>b</title>3",
            "<script><!--<script></script></script x='>'>2<script>--></script>3",
            "<script>if (a<b) '<td>'</script>1<textarea><p>2</textarea>3<noscript><p>4</noscript>5",
            "<P HIDDEN STYLE='Display:none'>1<TD ROWSPAN=2>2",
        ] {
            check(page).expect(page);
        }
    }

    proptest! {
        #[test]
        fn a_page_without_what_nobody_reads_is_the_same_page(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<p", "<td", "<tr", "<table", "<div", "<b", "<a", "<img", "<input", "<svg", "<li", "</p", "</div", "</table", "</td",
                    "</b", ">", ">", ">", ">", "/>", " ", " ", "=", "\"", "'", "/", " hidden", " colspan=2", " rowspan='3'", " class=x",
                    " style=\"display:none\"", " href='/a?b=1&c'", " title=\"1>2\"", " type=hidden", " onclick=go(1)", "<!--", "-->",
                    "<script>", "<script>", "</script>", "</script", "1", "2", "甲", "&amp;", "<", "\n",
                ]),
                0..40,
            )
        ) {
            let page = pieces.concat();
            // A script in a drawing is markup to browsers. Where it holds signs of tags, tags are told apart otherwise than here; no page does.
            let holds_tags = |script: &str| script.split("</script").next().is_some_and(|inside| inside.contains('<'));
            let drawing = page.find("<svg").map_or("", |at| &page[at..]);
            prop_assume!(!drawing.split("<script>").skip(1).any(holds_tags));
            check(&page)?;
        }
    }
}
