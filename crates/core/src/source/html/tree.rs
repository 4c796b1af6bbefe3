//! HTML source in, its tree out, no larger and no deeper than is read.
//!
//! What a page costs is known only while it is parsed: the parser passes over end tags that close nothing, and opens anew whatever was
//! closed by the way. So the source is handed to it piece by piece, and after each piece the tree that has come of it is looked at.

use html5ever::tendril::TendrilSink as _;
use scraper::{Html, HtmlTreeSink};

use crate::Error;
use crate::limits;

/// Bytes of a piece, up to the next tag: little enough that none makes much of what is open.
const PIECE: usize = 1024;

/// Parses marked source.
///
/// # Errors
///
/// [`Error::TooLarge`] for a tree above the [`limits`], before it is whole.
pub(super) fn parse(source: &str) -> Result<Html, Error> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut size = Size::default();
    let mut rest = source;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_end(rest));
        rest = after;
        parser.process(piece.into());
        let tags = piece.bytes().filter(|&byte| byte == b'<').count();
        size.grow(&parser.tokenizer.sink.sink.0.borrow(), tags)?;
    }
    Ok(parser.finish())
}

fn piece_end(rest: &str) -> usize {
    let tag = rest.bytes().skip(PIECE).position(|byte| byte == b'<');
    tag.map_or(rest.len(), |at| PIECE + at)
}

/// How large a tree has become.
#[derive(Default)]
struct Size {
    nodes: usize,
    /// The depth of its deepest node. What is open now may not be seen in the newest nodes, so this does not shrink.
    depth: usize,
    steps: usize,
}

impl Size {
    /// Looks at what some tags have added.
    fn grow(&mut self, html: &Html, tags: usize) -> Result<(), Error> {
        let nodes = html.tree.nodes();
        let new = nodes.len() - self.nodes;
        self.nodes = nodes.len();
        self.steps += tags * self.depth;
        for node in nodes.rev().take(new) {
            let depth = node.ancestors().take(limits::PAGE_DEPTH + 1).count();
            self.depth = self.depth.max(depth);
            self.steps += depth;
            if self.nodes > limits::NODES
                || self.depth > limits::PAGE_DEPTH
                || self.steps > limits::PAGE_STEPS
            {
                return Err(Error::TooLarge);
            }
        }
        if self.steps > limits::PAGE_STEPS { Err(Error::TooLarge) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, is_read: bool) {
        assert_eq!(parse(source).err(), (!is_read).then_some(Error::TooLarge));
    }

    /// A page of pieces with different attributes: those alike are not all kept.
    fn numbered(head: &str, tail: &str, times: usize) -> String {
        (0..times).map(|at| format!("{head}{at}{tail}")).collect()
    }

    #[test]
    fn what_grows_deep_in_any_way_is_refused() {
        for piece in [
            "<div>",
            "<div></x>",
            "<span></y>",
            "<span><div></span></div>",
            "<ul><li></ol>",
            "<table><tr><td></x>",
        ] {
            check(&piece.repeat(100), true);
            check(&piece.repeat(10_000), false);
        }
        check(&numbered("<p>1<b id=", "></x>", 500), true);
        check(&numbered("<b id=", "></x>", 10_000), false);
        check(&format!("{}{}", numbered("<b id=", "></x>", 2_000), "</div><!--1-->".repeat(200_000)), false);
    }

    #[test]
    fn what_a_parser_adds_is_counted() {
        let open = format!("<p>{}", numbered("<b id=", ">", 300));
        check(&format!("{open}{}", "<p>1</p>".repeat(100)), true);
        check(&format!("{open}{}", "<p>1</p>".repeat(20_000)), false);
        check(&format!("{open}{}", "<table><tr><td>1</table>".repeat(100)), true);
        check(&format!("{open}{}", "<table></x>".repeat(5_000)), true);
    }

    #[test]
    fn pieces_make_the_tree_that_the_whole_makes() {
        let page = "<p title='1<2'>甲&amp;乙\r\n<b>丙<p>丁<!-- < --><script>if (a < b) {}</script>&lt;td<table>戊<tr><td>1</table>";
        let page = page.repeat(50);
        assert_eq!(parse(&page).map(|html| html.html()), Ok(Html::parse_document(&page).html()));
    }
}
