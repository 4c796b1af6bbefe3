//! The main part of a document in, HTML out: paragraphs, runs, fields, text boxes, tracked changes.
//!
//! Elements that only wrap (links, content controls, insertions) are walked through without being named. Those that a
//! reader does not see are passed over, see [`is_unseen`].

use gouji::Error;

use crate::limits;
use crate::numbering::{Lists, Numbered};
use crate::page::{self, Flow, Tally};
use crate::spans::{Row, RowCell, VerticalMerge, rows_of_html};
use crate::symbols::Symbols;
use crate::xml::{Node, Tag, Xml};

/// Gives the page behind a link's id, for documents that hold pages.
type Chunk<'c> = &'c dyn Fn(&str) -> Result<String, Error>;

/// Reads `source`, the main part.
pub(super) fn html(source: &str, lists: Lists, chunk: Chunk<'_>) -> Result<String, Error> {
    let mut xml = Xml::new(source);
    let mut body = Body {
        lists,
        chunk,
        chunks: 0,
        fields: Vec::new(),
        chosen: Vec::new(),
        nesting: 0,
        tally: Tally::default(),
    };
    let mut flow = Flow::default();
    loop {
        match xml.next()? {
            Node::Open(tag) => body.block(&tag, &mut xml, &mut flow)?,
            Node::End => return Ok(flow.html),
            _ => {}
        }
    }
}

struct Body<'c> {
    lists: Lists,
    chunk: Chunk<'c>,
    chunks: usize,
    /// For each open field, whether its instruction is being read (and not yet its result).
    fields: Vec<bool>,
    /// For each depth, whether one of the alternatives there was taken.
    chosen: Vec<bool>,
    nesting: usize,
    tally: Tally,
}

#[derive(Default)]
struct Paragraph {
    html: String,
    numbered: Numbered,
    /// The paragraph's end was deleted or moved away.
    end_deleted: bool,
    /// Text boxes anchored in it.
    boxes: String,
}

/// Elements that a reader does not see, with all that is in them: deleted text, the other half of alternatives, field
/// instructions, earlier properties, the pronunciation above characters.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "rt"
            | "sdtPr"
            | "sdtEndPr"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
            | "tblPrEx"
            | "customXmlPr"
            | "smartTagPr"
            | "background"
            | "annotation"
            | "binData"
    ) || name.ends_with("PrChange")
}

impl Body<'_> {
    /// Reads an element that stands where paragraphs and tables do.
    fn block(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        match tag.name() {
            "p" => self.paragraph(xml, flow),
            "tbl" => {
                let table = self.nested(|body| body.table(xml))?;
                flow.push(&table)
            }
            "altChunk" => {
                self.chunks += 1;
                if self.chunks > limits::CHUNKS {
                    return Err(Error::TooLarge);
                }
                flow.push(&(self.chunk)(&tag.attribute("id").unwrap_or_default())?)
            }
            name if is_unseen(name) => xml.skip(),
            "AlternateContent" | "Choice" | "Fallback" => self.alternative(tag, xml),
            _ => Ok(()),
        }
    }

    /// Of alternatives the first is read, the others passed over.
    fn alternative(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let depth = xml.depth();
        if tag.name() == "AlternateContent" {
            self.chosen.truncate(depth);
        } else {
            self.chosen.resize(self.chosen.len().max(depth), false);
            if std::mem::replace(&mut self.chosen[depth - 1], true) {
                xml.skip()?;
            }
        }
        Ok(())
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.nesting == limits::TABLE_DEPTH {
            return Err(Error::TooLarge);
        }
        self.nesting += 1;
        let result = read(self);
        self.nesting -= 1;
        result
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), Error> {
        let mut paragraph = Paragraph::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "pPr" => properties(xml, &mut paragraph)?,
                Node::Open(tag) if tag.name() == "r" => self.run(xml, &mut paragraph)?,
                Node::Open(tag) => self.inside_paragraph(&tag, xml, &mut paragraph)?,
                Node::End => break,
                _ => {}
            }
        }
        // A field whose instruction never ended would swallow the rest of the document.
        self.fields.iter_mut().for_each(|in_instruction| *in_instruction = false);
        if paragraph.end_deleted {
            flow.joined(&paragraph.html)?;
        } else {
            flow.paragraph(self.lists.label(&paragraph.numbered), &paragraph.html)?;
        }
        flow.push(&paragraph.boxes)
    }

    /// Reads an element inside a paragraph that is neither its properties nor a run.
    fn inside_paragraph(
        &mut self,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) -> Result<(), Error> {
        match tag.name() {
            "txbxContent" => {
                let text = self.nested(|body| body.text_box(xml))?;
                paragraph.boxes.push_str(&text);
                page::bounded(&paragraph.boxes)
            }
            name if is_unseen(name) => xml.skip(),
            "AlternateContent" | "Choice" | "Fallback" => self.alternative(tag, xml),
            "blip" | "imagedata" => {
                paragraph.html.push_str("<img>");
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn text_box(&mut self, xml: &mut Xml<'_>) -> Result<String, Error> {
        let mut flow = Flow::default();
        // The anchor's field is not the box's.
        let fields = std::mem::take(&mut self.fields);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) => self.block(&tag, xml, &mut flow)?,
                Node::End => break,
                _ => {}
            }
        }
        self.fields = fields;
        Ok(flow.html)
    }

    fn run(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) -> Result<(), Error> {
        let mut look = Look::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let tag = match xml.next()? {
                Node::Open(tag) => tag,
                Node::End => break,
                _ => continue,
            };
            let text = match tag.name() {
                "rPr" => {
                    look = Look::read(xml)?;
                    continue;
                }
                "fldChar" => {
                    match tag.attribute("fldCharType").as_deref() {
                        Some("begin") if self.fields.len() < limits::TABLE_DEPTH => self.fields.push(true),
                        Some("begin") => {}
                        Some("separate") => {
                            self.fields.iter_mut().last().into_iter().for_each(|field| *field = false)
                        }
                        _ => drop(self.fields.pop()),
                    }
                    continue;
                }
                "t" => match look.symbols {
                    Some(font) => xml.text()?.chars().map(|char| font.shown(char)).collect(),
                    None => xml.text()?,
                },
                "tab" | "ptab" => "\t".to_owned(),
                "br" | "cr" => "\n".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "sym" => symbol(&tag).map_or_else(String::new, String::from),
                _ => {
                    self.inside_paragraph(&tag, xml, paragraph)?;
                    continue;
                }
            };
            let is_hidden = look.is_hidden.unwrap_or_else(|| {
                let mut hides = |style: &Option<String>| self.lists.hides(style.as_deref());
                hides(&look.style) || hides(&paragraph.numbered.style)
            });
            if !is_hidden && !self.fields.contains(&true) {
                page::push_text(&mut paragraph.html, &text);
                page::bounded(&paragraph.html)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml<'_>) -> Result<String, Error> {
        let mut rows = Vec::new();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "tr" => {
                    self.tally.add_cells(1)?;
                    rows.extend(self.row(xml)?);
                }
                Node::Open(tag) if is_unseen(tag.name()) => xml.skip()?,
                Node::Open(tag) if matches!(tag.name(), "AlternateContent" | "Choice" | "Fallback") => {
                    self.alternative(&tag, xml)?;
                }
                Node::End => break,
                _ => {}
            }
        }
        let mut html = String::new();
        page::push_table(&mut html, &rows_of_html(rows))?;
        Ok(html)
    }

    /// Reads a row; none where the row was deleted or is hidden.
    fn row(&mut self, xml: &mut Xml<'_>) -> Result<Option<Row>, Error> {
        let mut row = Row::default();
        let mut gone = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "trPr" => xml.each(|tag, xml| {
                    match tag.name() {
                        "del" => gone = true,
                        "hidden" => gone = tag.is_on(),
                        "gridBefore" => row.before = tag.number("val").unwrap_or(0),
                        name if is_unseen(name) => xml.skip()?,
                        _ => {}
                    }
                    Ok(())
                })?,
                Node::Open(tag) if tag.name() == "tc" && !gone => {
                    self.tally.add_cells(1)?;
                    let cell = self.cell(xml)?;
                    row.cells.extend(cell);
                }
                Node::Open(tag) if is_unseen(tag.name()) || tag.name() == "tc" => xml.skip()?,
                Node::End => break,
                _ => {}
            }
        }
        Ok((!gone).then_some(row))
    }

    /// Reads a cell; none where the cell was deleted.
    fn cell(&mut self, xml: &mut Xml<'_>) -> Result<Option<RowCell>, Error> {
        let mut cell = RowCell { span: 1, ..RowCell::default() };
        let mut gone = false;
        let mut flow = Flow::in_cell();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Node::Open(tag) if tag.name() == "tcPr" => xml.each(|tag, xml| {
                    let continues = tag.attribute("val").as_deref() != Some("restart");
                    match tag.name() {
                        "gridSpan" => cell.span = tag.number("val").unwrap_or(1),
                        "vMerge" if continues => cell.vertical = VerticalMerge::Continue,
                        "vMerge" => cell.vertical = VerticalMerge::Restart,
                        "hMerge" => cell.joins_left = continues,
                        "cellDel" => gone = true,
                        name if is_unseen(name) => xml.skip()?,
                        _ => {}
                    }
                    Ok(())
                })?,
                Node::Open(tag) => self.block(&tag, xml, &mut flow)?,
                Node::End => break,
                _ => {}
            }
        }
        cell.html = flow.finish();
        Ok((!gone).then_some(cell))
    }
}

/// Reads a paragraph's properties: its style, its place in a list, and whether its end was deleted.
fn properties(xml: &mut Xml<'_>, paragraph: &mut Paragraph) -> Result<(), Error> {
    xml.each(|tag, xml| {
        match tag.name() {
            "pStyle" => paragraph.numbered.style = tag.id("val")?,
            "numId" => paragraph.numbered.num = tag.id("val")?,
            "ilvl" => paragraph.numbered.level = tag.number("val"),
            // In properties these stand for the paragraph's end.
            "del" | "moveFrom" => paragraph.end_deleted = true,
            name if is_unseen(name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    })
}

/// A character of a font of its own.
fn symbol(tag: &Tag<'_>) -> Option<char> {
    let char = char::from_u32(u32::from_str_radix(&tag.attribute("char")?, 16).ok()?)?;
    let font = tag.attribute("font").and_then(|name| Symbols::of(&name));
    Some(font.map_or(char, |font| font.shown(char)))
}

/// What the properties of a run say.
#[derive(Default)]
struct Look {
    /// Its own word on whether it is hidden.
    is_hidden: Option<bool>,
    style: Option<String>,
    symbols: Option<Symbols>,
}

impl Look {
    fn read(xml: &mut Xml<'_>) -> Result<Look, Error> {
        let mut look = Look::default();
        xml.each(|tag, xml| {
            match tag.name() {
                "vanish" => look.is_hidden = Some(tag.is_on()),
                "rStyle" => look.style = tag.id("val")?,
                // The font of letters and of private characters; Chinese ones have another.
                "rFonts" => look.symbols = tag.attribute("ascii").and_then(|name| Symbols::of(&name)),
                name if is_unseen(name) => xml.skip()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(look)
    }
}
