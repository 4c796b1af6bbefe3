//! HTML source to blocks: paragraphs, and tables with merged cells resolved as browsers do.
//!
//! The tree is `scraper`'s (html5ever repairs it as browsers do). Nothing is rendered or run: scripts, styles and hidden
//! elements are passed over. A table that holds tables is a layout, so its cells are paragraphs.

mod boxes;
mod marks;
mod spans;
mod tags;
mod tree;

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use crate::Error;
use crate::document::{Block, Document, Geometry, Grid, Text};
use boxes::{Boxes, Role};
use spans::RawCell;

/// Whether a text is HTML source: it has tags that a report's page has, as they are or escaped.
pub(super) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 18] = [
        "html",
        "!doctype html",
        "table",
        "td",
        "tr",
        "p>",
        "p ",
        "div",
        "span",
        "body",
        "head",
        "meta",
        "h1",
        "h2",
        "img",
        "br",
        "font",
        "a href",
    ];
    const MAX_LOOKED_AT: usize = 2000;
    let is_tag = |rest: &[u8]| {
        TAGS.iter()
            .any(|tag| rest.len() >= tag.len() && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes()))
    };
    ["<", "&lt;"].into_iter().any(|open| {
        let places = text.match_indices(open).take(MAX_LOOKED_AT);
        places.into_iter().any(|(at, _)| is_tag(&text.as_bytes()[at + open.len()..]))
    })
}

/// Splits HTML source into blocks. Offsets in the blocks are bytes of `source`.
///
/// # Errors
///
/// [`Error::TooLarge`] where a page has more parts than are read.
pub(super) fn document(source: &str) -> Result<Document, Error> {
    let document = blocks(source)?;
    let has_table = document.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if has_table && !(source.contains("&lt;td") || source.contains("&lt;TD")) {
        return Ok(document);
    }
    // A content manager that escapes twice shows the page's own source as text, and a browser's view of the source has a table
    // with its lines: read that source.
    match escaped(&document) {
        Some(outer) if looks_like_html(outer.as_str()) => {
            drop(document);
            Ok(through(blocks(outer.as_str())?, &outer))
        }
        _ => Ok(document),
    }
}

/// The blocks of HTML that stands in a text of another kind.
pub(super) fn inside(outer: &Text) -> Result<Vec<Block>, Error> {
    Ok(through(blocks(outer.as_str())?, outer).blocks)
}

/// The same blocks with their places led on to the source of `outer`.
fn through(mut inner: Document, outer: &Text) -> Document {
    for block in &mut inner.blocks {
        match block {
            Block::Paragraph(text) => *text = text.through(outer),
            Block::Table(grid) => {
                for field in grid.rows.iter_mut().flatten() {
                    field.text = field.text.through(outer);
                }
            }
        }
    }
    inner
}

/// All text of a page that shows tags as text.
fn escaped(document: &Document) -> Option<Text> {
    let mut all = Text::default();
    for block in &document.blocks {
        let (paragraph, fields) = match block {
            Block::Paragraph(text) => (Some(text), None),
            Block::Table(grid) => (None, Some(grid.rows.iter().flatten().map(|field| &field.text))),
        };
        for text in paragraph.into_iter().chain(fields.into_iter().flatten()) {
            all.append(text);
            all.push("\n", None);
        }
    }
    let lower = all.as_str().to_ascii_lowercase();
    (lower.contains("<td") && lower.contains("<tr")).then_some(all)
}

fn blocks(source: &str) -> Result<Document, Error> {
    let html = tree::parse(&marks::insert(source)?)?;
    let boxes = boxes::Boxes::of(&html);
    let layouts = layout_tables(&html, &boxes);
    let mut walk = Walk { layouts, boxes, ..Walk::default() };
    let mut skipped: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if skipped.is_some() {
                    continue;
                }
                match node.value() {
                    Node::Text(text) => marks::decode(text, walk.text()),
                    Node::Element(element) if is_hidden(element) || walk.boxes.hides(node.id()) => {
                        skipped = Some(node.id());
                    }
                    Node::Element(element) => walk.open(element, node.id()),
                    _ => {}
                }
            }
            Edge::Close(node) => {
                if skipped.is_none() {
                    if let Node::Element(element) = node.value() {
                        walk.close(node.id(), element);
                    }
                } else if skipped == Some(node.id()) {
                    skipped = None;
                }
            }
        }
    }
    walk.flush();
    Ok(walk.document)
}

/// Tables that hold other tables.
fn layout_tables(html: &Html, boxes: &Boxes) -> HashSet<NodeId> {
    let mut layouts = HashSet::new();
    for node in html.tree.nodes() {
        let is_table = |node: &NodeRef<'_, Node>| boxes.role(node.id(), node.value()) == Some(Role::Table);
        if is_table(&node) {
            layouts.extend(node.ancestors().find(is_table).map(|outer| outer.id()));
        }
    }
    layouts
}

/// Elements that a reader never sees.
fn is_hidden(element: &Element) -> bool {
    match element.name() {
        "script" | "style" | "template" | "noscript" | "select" | "iframe" | "object" | "svg" => return true,
        // Struck out, or deleted while Word tracked changes: `<del>9</del><ins>13</ins>` is 13.
        "del" | "s" | "strike" => return true,
        _ => {}
    }
    let hides = |declaration: &str| {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let starts = |word: &str| {
            value.trim_start().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        match name.trim() {
            name if name.eq_ignore_ascii_case("display") => starts("none"),
            name if name.eq_ignore_ascii_case("mso-hide") => starts("all"),
            _ => false,
        }
    };
    element.attrs().any(|(name, value)| match name {
        "hidden" => true,
        "style" => value.split(';').any(hides),
        _ => false,
    })
}

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    /// Rows by row group: `rowspan="0"` ends with its group.
    groups: Vec<Vec<Vec<RawCell>>>,
    /// The text of the open cell.
    cell: Option<RawCell>,
    /// Made of boxes, which have no spans: its columns are only counts.
    is_boxes: bool,
    /// Its columns were told from where words stand, as whoever made the page says.
    is_aligned: bool,
}

#[derive(Default)]
struct Walk {
    document: Document,
    layouts: HashSet<NodeId>,
    boxes: Boxes,
    paragraph: Text,
    table: Option<OpenTable>,
    title: Option<Text>,
    in_title: bool,
}

impl Walk {
    /// Where text goes now.
    fn text(&mut self) -> &mut Text {
        if self.in_title {
            return self.title.get_or_insert_default();
        }
        match &mut self.table {
            Some(OpenTable { cell: Some(cell), .. }) => &mut cell.text,
            _ => &mut self.paragraph,
        }
    }

    fn open(&mut self, element: &Element, id: NodeId) {
        match (self.boxes.role_of(id, element), &mut self.table) {
            (Some(Role::Table), _) if self.layouts.contains(&id) => self.flush(),
            (Some(Role::Table), _) => {
                self.flush();
                self.table = Some(OpenTable {
                    is_boxes: element.name() != "table",
                    is_aligned: element.attr("data-columns") == Some("aligned"),
                    ..OpenTable::default()
                });
            }
            (Some(Role::Group), Some(table)) => table.groups.push(Vec::new()),
            (Some(Role::Row), Some(table)) => match table.groups.last_mut() {
                Some(group) => group.push(Vec::new()),
                None => table.groups.push(vec![Vec::new()]),
            },
            // A cell inside a cell is a box inside it.
            (Some(Role::Cell), Some(table)) if table.cell.is_none() => {
                table.cell = Some(RawCell::new(id, element))
            }
            (None, _) => match element.name() {
                "title" => self.in_title = self.title.is_none(),
                "br" => self.break_line(),
                "img" => self.document.pictures += usize::from(boxes::is_picture(element)),
                name if is_block(name) => self.break_line(),
                _ => {}
            },
            _ => self.break_line(),
        }
    }

    fn close(&mut self, id: NodeId, element: &Element) {
        match (self.boxes.role_of(id, element), &mut self.table) {
            (Some(Role::Table), Some(_)) if !self.layouts.contains(&id) => {
                self.close_table();
                // Text that was put before the table by the parser (foster parenting) belongs before what follows.
                self.flush();
            }
            (Some(Role::Cell), Some(OpenTable { cell, groups, .. }))
                if cell.as_ref().is_some_and(|cell| cell.id == id) =>
            {
                let row = groups.last_mut().and_then(|group| group.last_mut());
                if let (Some(cell), Some(row)) = (cell.take(), row) {
                    row.push(cell);
                }
            }
            (None, _) if element.name() == "title" => {
                self.in_title = false;
                self.document.title = self.title.clone();
            }
            (None, _) if !is_block(element.name()) => {}
            _ => self.break_line(),
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let rows = spans::resolve(table.groups);
        if !rows.is_empty() {
            let geometry = match (table.is_boxes, table.is_aligned) {
                (true, _) => Geometry::Flattened,
                (false, true) => Geometry::Aligned,
                (false, false) => Geometry::Spanned,
            };
            self.document.blocks.push(Block::Table(Grid { rows, geometry }));
        }
    }

    /// A line break: inside a cell it stays one, outside it ends the paragraph.
    fn break_line(&mut self) {
        match &mut self.table {
            Some(OpenTable { cell: Some(cell), .. }) => cell.text.push("\n", None),
            _ => self.flush(),
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if !text.is_blank() {
            self.document.blocks.push(Block::Paragraph(text));
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "blockquote"
            | "pre"
            | "form"
            | "fieldset"
            | "figure"
            | "figcaption"
            | "hr"
            | "address"
            | "center"
            | "caption"
            | "option"
            | "summary"
            | "details"
            | "table"
            | "tr"
            | "td"
            | "th"
    )
}

#[cfg(test)]
mod tests;
