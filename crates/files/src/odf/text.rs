//! The body of a text in, HTML out: paragraphs, lists, tables, text boxes.

use std::collections::{BTreeMap, BTreeSet};

use gouji::Error;

use super::styles::Styles;
use crate::limits;
use crate::numbering::{LEVELS, Lists, Numbered};
use crate::page::{self, Cell, Flow, Tally};
use crate::xml::{Node, Tag, Xml};

/// The most columns that a cell may take, as in docx.
const MAX_SPAN: u32 = 1000;

/// Reads the body, which was opened last.
pub(super) fn html(xml: &mut Xml<'_>, mut styles: Styles) -> Result<String, Error> {
    let lists = Lists::new(std::mem::take(&mut styles.lists));
    let mut body = Body {
        styles,
        lists,
        open: Vec::new(),
        last_of_style: BTreeMap::new(),
        instances: 0,
        nesting: 0,
        deletions: BTreeSet::new(),
        deleting: BTreeSet::new(),
        has_changes: false,
        tally: Tally::default(),
    };
    let mut flow = Flow::default();
    body.blocks(xml, &mut flow)?;
    Ok(flow.finish())
}

struct Body {
    styles: Styles,
    lists: Lists,
    /// The lists that are open, outermost first.
    open: Vec<List>,
    /// The last list of each style, and each list by its own name: those that go on count on.
    last_of_style: BTreeMap<String, String>,
    instances: usize,
    nesting: usize,
    /// The changes that are deletions, and those of them whose text stands here.
    deletions: BTreeSet<String>,
    deleting: BTreeSet<String>,
    /// Something was deleted in the row.
    has_changes: bool,
    tally: Tally,
}

/// A list that is open.
struct List {
    style: String,
    /// Which count it goes by.
    instance: String,
    /// The number that its next item has, where the item says so.
    start: Option<u32>,
    /// Whether the next paragraph is the first of its item.
    is_first: bool,
}

impl Body {
    /// Reads what stands inside the element that was opened last.
    fn blocks(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) => self.block(&tag, xml, flow)?,
                Node::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn block(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        match tag.name() {
            "p" | "h" => self.nested(|body| body.paragraph(tag, xml, flow)),
            "list" => self.nested(|body| body.list(tag, xml, flow)),
            "table" => {
                let table = self.nested(|body| body.table(xml))?;
                flow.push(&table)
            }
            "section" if self.is_hidden_section(tag) => xml.skip(),
            "image" => flow.push("<img>"),
            "tracked-changes" => self.read_changes(xml),
            "change-start" | "change-end" => self.mark(tag),
            name if is_unseen(name) => xml.skip(),
            _ => Ok(()),
        }
    }

    /// Reads which changes are deletions: what they took away stands there, or still in its place, between two marks.
    fn read_changes(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut region = None;
        xml.each(|tag, xml| {
            match tag.name() {
                "changed-region" => region = tag.id("id")?,
                "deletion" => {
                    self.deletions.extend(region.take());
                    xml.skip()?;
                }
                _ => {}
            }
            if self.deletions.len() > limits::DEFINITIONS { Err(Error::TooLarge) } else { Ok(()) }
        })
    }

    /// A change begins or ends.
    fn mark(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        if let Some(id) = tag.id("change-id")?.filter(|id| self.deletions.contains(id)) {
            self.has_changes = true;
            if tag.name() == "change-start" {
                self.deleting.insert(id);
            } else {
                self.deleting.remove(&id);
            }
        }
        Ok(())
    }

    fn is_hidden_section(&self, tag: &Tag<'_>) -> bool {
        matches!(tag.attribute("display").as_deref(), Some("none"))
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        // Paragraphs, lists and tables take turns: a table in a list in a cell is three.
        if self.nesting == limits::TABLE_DEPTH * 3 {
            return Err(Error::TooLarge);
        }
        self.nesting += 1;
        let result = read(self);
        self.nesting -= 1;
        result
    }

    fn list(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        let style = match (tag.id("style-name")?, self.open.last()) {
            (Some(style), _) => style,
            (None, Some(outer)) => outer.style.clone(),
            (None, None) => String::new(),
        };
        let named = tag.id("id")?;
        let continued = tag.id("continue-list")?;
        let goes_on = tag.attribute("continue-numbering").as_deref() == Some("true");
        let key = |kind: &str, name: &str| format!("{kind}:{name}");
        let known = match (self.open.last(), continued) {
            // A list inside a list counts with it, level by level.
            (Some(outer), _) if outer.style == style => Some(outer.instance.clone()),
            (_, Some(id)) => self.last_of_style.get(&key("id", &id)).cloned(),
            (_, None) if goes_on => self.last_of_style.get(&key("style", &style)).cloned(),
            _ => None,
        };
        let instance = match known {
            Some(instance) => instance,
            None => {
                self.instances += 1;
                if self.instances > limits::DEFINITIONS {
                    return Err(Error::TooLarge);
                }
                format!("{}#{style}", self.instances)
            }
        };
        self.last_of_style.insert(key("style", &style), instance.clone());
        if let Some(id) = named {
            self.last_of_style.insert(key("id", &id), instance.clone());
        }
        self.open.push(List { style, instance, start: None, is_first: false });
        let result = self.items(xml, flow);
        self.open.pop();
        result
    }

    fn items(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if matches!(tag.name(), "list-item" | "list-header") => {
                    let is_item = tag.name() == "list-item";
                    if let Some(list) = self.open.last_mut() {
                        list.is_first = is_item;
                        list.start = tag.number("start-value");
                    }
                    self.blocks(xml, flow)?;
                }
                Node::Open(tag) => self.block(&tag, xml, flow)?,
                Node::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// The number before a paragraph.
    fn number(&mut self, heading: Option<usize>) -> Option<String> {
        let depth = self.open.len();
        let numbered = match (self.open.last_mut(), heading) {
            (Some(list), _) => {
                if !std::mem::take(&mut list.is_first) {
                    return None;
                }
                Numbered {
                    level: Some(depth.min(LEVELS) - 1),
                    num: Some(list.style.clone()),
                    instance: Some(list.instance.clone()),
                    start: list.start.take(),
                    style: None,
                }
            }
            (None, Some(level)) => Numbered {
                level: Some(level.clamp(1, LEVELS) - 1),
                num: Some(String::new()),
                ..Numbered::default()
            },
            (None, None) => return None,
        };
        self.lists.label(&numbered)
    }

    fn paragraph(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        let is_header = tag.attribute("is-list-header").as_deref() == Some("true");
        let heading = (tag.name() == "h" && !is_header).then(|| tag.number("outline-level").unwrap_or(1));
        let is_hidden = self.styles.hides("paragraph", tag.id("style-name")?);
        // A box in the paragraph is no part of the list.
        let mut paragraph = Paragraph { at_gap: true, ..Paragraph::default() };
        self.inline(xml, &mut paragraph)?;
        if !self.deleting.is_empty() {
            // Its end is deleted.
            flow.joined(&paragraph.html)?;
        } else if !is_hidden {
            flow.paragraph(self.number(heading), paragraph.html.trim_end_matches(' '))?;
        }
        flow.push(&paragraph.boxes)
    }

    /// Reads what stands inside a paragraph's element that was opened last.
    fn inline(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) -> Result<(), Error> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let tag = match xml.next()? {
                Node::Text(text) => {
                    if self.deleting.is_empty() {
                        paragraph.push(&text)?;
                    }
                    continue;
                }
                Node::Open(tag) => tag,
                Node::End => break,
                Node::Close => continue,
            };
            match tag.name() {
                "change-start" | "change-end" => self.mark(&tag)?,
                "s" | "tab" | "line-break" | "image" if !self.deleting.is_empty() => {}
                "s" => {
                    let count = tag.number::<usize>("c").unwrap_or(1).min(1000);
                    paragraph.push_as_is(&" ".repeat(count))?;
                }
                "change" => self.has_changes = true,
                "tab" => paragraph.push_as_is("\t")?,
                "line-break" => paragraph.push_as_is("\n")?,
                "span" if self.styles.hides("text", tag.id("style-name")?) => xml.skip()?,
                "image" => paragraph.html.push_str("<img>"),
                "p" | "h" | "list" | "table" => {
                    let mut boxes = Flow::default();
                    let open = std::mem::take(&mut self.open);
                    self.block(&tag, xml, &mut boxes)?;
                    self.open = open;
                    paragraph.boxes.push_str(&boxes.finish());
                    page::bounded(&paragraph.boxes)?;
                }
                "hidden-text" if tag.attribute("is-hidden").as_deref() != Some("false") => xml.skip()?,
                name if is_unseen(name) => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml<'_>) -> Result<String, Error> {
        let mut rows = Vec::new();
        // A list outside the table is none in its cells.
        let open = std::mem::take(&mut self.open);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "table-row" => {
                    let times = repeated(&tag, "number-rows-repeated");
                    let is_hidden =
                        matches!(tag.attribute("visibility").as_deref(), Some("collapse" | "filter"));
                    self.tally.add_cells(1)?;
                    self.has_changes = !self.deleting.is_empty();
                    let row = self.row(xml)?;
                    // What was deleted stands elsewhere, and leaves its cells blank.
                    let is_gone = self.has_changes && row.iter().all(|cell| cell.html.trim().is_empty());
                    if !is_hidden && !is_gone {
                        self.tally.add_cells(times.saturating_sub(1).saturating_mul(row.len().max(1)))?;
                        let size: usize = row.iter().map(|cell| cell.html.len()).sum();
                        self.tally.add_text(times.saturating_sub(1).saturating_mul(size))?;
                        rows.extend(std::iter::repeat_n(row, times));
                    }
                }
                Node::Open(tag) if is_unseen(tag.name()) => xml.skip()?,
                Node::End => break,
                _ => {}
            }
        }
        self.open = open;
        let mut html = String::new();
        page::push_table(&mut html, &rows)?;
        Ok(html)
    }

    fn row(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Cell>, Error> {
        let mut row: Vec<Cell> = Vec::new();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "table-cell" => {
                    let times = repeated(&tag, "number-columns-repeated");
                    self.tally.add_cells(times)?;
                    let mut flow = Flow::in_cell();
                    let span = |name| tag.number(name).unwrap_or(1u32).clamp(1, MAX_SPAN);
                    let (col_span, row_span) = (span("number-columns-spanned"), span("number-rows-spanned"));
                    self.blocks(xml, &mut flow)?;
                    let cell = Cell { html: flow.finish(), col_span, row_span };
                    self.tally.add_text((times - 1).saturating_mul(cell.html.len()))?;
                    row.extend(std::iter::repeat_n(cell, times));
                }
                // What a merged cell covers holds nothing that is seen.
                Node::Open(tag) if tag.name() == "covered-table-cell" || is_unseen(tag.name()) => {
                    xml.skip()?
                }
                Node::End => break,
                _ => {}
            }
        }
        Ok(row)
    }
}

/// How often an element stands for itself.
fn repeated(tag: &Tag<'_>, name: &str) -> usize {
    tag.number::<usize>(name).unwrap_or(1).max(1)
}

/// A paragraph under construction.
#[derive(Default)]
struct Paragraph {
    html: String,
    boxes: String,
    /// Nothing stands before, or white space, so that more of it is not seen.
    at_gap: bool,
}

impl Paragraph {
    /// Adds text; white space of any length is one space.
    fn push(&mut self, text: &str) -> Result<(), Error> {
        let mut seen = String::with_capacity(text.len());
        for char in text.chars() {
            let is_gap = matches!(char, ' ' | '\t' | '\n' | '\r');
            if !is_gap {
                seen.push(char);
            } else if !self.at_gap {
                seen.push(' ');
            }
            self.at_gap = is_gap;
        }
        page::push_text(&mut self.html, &seen);
        page::bounded(&self.html)
    }

    fn push_as_is(&mut self, text: &str) -> Result<(), Error> {
        self.at_gap = false;
        page::push_text(&mut self.html, text);
        page::bounded(&self.html)
    }
}

/// Elements that a reader does not see in their place, with all that is in them.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "forms"
            | "note"
            | "annotation"
            | "ruby-text"
            | "number"
            | "title"
            | "desc"
            | "object"
            | "object-ole"
            | "event-listeners"
            | "tracked-change"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "hidden-paragraph"
            | "named-expressions"
            | "scripts"
            | "meta-field-info"
    ) || name.ends_with("-source") && name != "dde-source"
}
