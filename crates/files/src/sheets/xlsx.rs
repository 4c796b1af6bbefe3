//! An xlsx in, HTML out.

use gouji::Error;

use super::{NO_RESULT, Sheet, number};
use crate::limits;
use crate::opc::{self, Relationship};
use crate::page::{self, Tally};
use crate::xml::{Node, Tag, Xml};
use crate::zip::Archive;

/// The last row and column that a sheet has.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

/// Reads an xlsx.
pub(crate) fn html(bytes: &[u8]) -> Result<String, Error> {
    let book = Book::open(bytes)?;
    let mut html = String::new();
    let mut tally = Tally::default();
    for id in book.sheets.iter().flatten() {
        if let Some((_, sheet)) = book.sheet(id, &mut tally)? {
            sheet.write(&mut html, &mut tally)?;
            page::bounded(&html)?;
        }
    }
    Ok(html)
}

/// Whether [`html`] gives all that a workbook holds: there is one sheet, nothing in it is hidden but by a filter, and there are no pictures or
/// comments on it.
pub(crate) fn is_read_whole(bytes: &[u8]) -> Result<bool, Error> {
    let book = Book::open(bytes)?;
    let [Some(id)] = book.sheets.as_slice() else { return Ok(false) };
    let Some((path, sheet)) = book.sheet(id, &mut Tally::default())? else { return Ok(false) };
    let beside = opc::relationships(&book.archive, path)?;
    Ok(sheet.is_shown_whole() && beside.iter().all(|link| link.kind == "printerSettings"))
}

/// A workbook's parts.
struct Book<'a> {
    archive: Archive<'a>,
    links: Vec<Relationship>,
    strings: Vec<String>,
    /// The link ids of the first sheets in order; of a hidden one none.
    sheets: Vec<Option<String>>,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8]) -> Result<Book<'a>, Error> {
        let archive = Archive::open(bytes)?;
        let main = opc::main_part(&archive, "xl/workbook.xml")?;
        let workbook = archive.text(&main)?.ok_or(Error::Corrupt)?;
        let links = opc::relationships(&archive, &main)?;
        let shared = links.iter().find(|link| link.kind == "sharedStrings");
        let strings = match shared.map(|link| archive.text(&link.target)).transpose()?.flatten() {
            Some(source) => shared_strings(&source)?,
            None => Vec::new(),
        };
        Ok(Book { sheets: sheets(&workbook)?, archive, links, strings })
    }

    /// The path of a sheet and what is in it; none where there is no such link, or it leads to a chart.
    fn sheet(&self, id: &str, tally: &mut Tally) -> Result<Option<(&str, Sheet)>, Error> {
        let Some(link) = self.links.iter().find(|link| link.id == id && link.kind == "worksheet") else {
            return Ok(None);
        };
        let source = self.archive.text(&link.target)?.ok_or(Error::Corrupt)?;
        Ok(Some((&link.target, sheet(&source, &self.strings, tally)?)))
    }
}

fn sheets(workbook: &str) -> Result<Vec<Option<String>>, Error> {
    let mut ids = Vec::new();
    let mut n_shown = 0;
    let mut xml = Xml::new(workbook);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "sheet" && n_shown < limits::SHEETS => {
                let is_hidden = matches!(tag.attribute("state").as_deref(), Some("hidden" | "veryHidden"));
                n_shown += usize::from(!is_hidden);
                ids.push(tag.attribute("id").filter(|_| !is_hidden));
            }
            Node::End => return Ok(ids),
            _ => {}
        }
    }
}

fn shared_strings(source: &str) -> Result<Vec<String>, Error> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "si" && strings.len() < limits::CELLS => {
                strings.push(rich_text(&mut xml)?);
            }
            Node::Open(tag) if tag.name() == "si" => return Err(Error::TooLarge),
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of a string item, without the pronunciation that East Asian versions keep beside it.
fn rich_text(xml: &mut Xml<'_>) -> Result<String, Error> {
    let mut text = String::new();
    xml.each(|tag, xml| {
        match tag.name() {
            "t" => text.push_str(&unescape(&xml.text()?)),
            "rPh" => xml.skip()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(text)
}

/// Characters that XML cannot hold are written `_x000D_`.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let char = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let end = at + if char.is_some() { 7 } else { 2 };
        out.push_str(&rest[..at]);
        match char {
            Some(char) => out.push(char),
            None => out.push_str("_x"),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn sheet(source: &str, strings: &[String], tally: &mut Tally) -> Result<Sheet, Error> {
    let mut sheet = Sheet::default();
    let mut xml = Xml::new(source);
    // Where the next row and cell are that do not say it themselves.
    let (mut next_row, mut next_column) = (0, 0);
    let mut filtered = None;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "col" if is_hidden(&tag) => {
                    let (first, last) =
                        (tag.number("min").unwrap_or(1u32), tag.number("max").unwrap_or(0u32));
                    sheet.hide_columns(first.saturating_sub(1)..=last.saturating_sub(1));
                }
                "row" => {
                    let row: Option<u32> = tag.number("r");
                    next_row = row.map_or(next_row, |row| row.clamp(1, MAX_ROW) - 1);
                    next_column = 0;
                    if is_hidden(&tag) {
                        sheet.hide_row(next_row);
                    }
                    next_row += 1;
                }
                "c" => {
                    let place = tag.attribute("r").and_then(|name| place(&name));
                    let (row, column) = place.unwrap_or((next_row.saturating_sub(1), next_column));
                    next_column = column + 1;
                    if let Some(text) = cell(&tag, &mut xml, strings)? {
                        sheet.set(row, column, text, tally)?;
                    }
                }
                "mergeCell" => {
                    if let Some((first, last)) = range(&tag) {
                        sheet.merge((first.0, last.0), (first.1, last.1), tally)?;
                    }
                }
                "autoFilter" => filtered = range(&tag),
                // What a filter hides is there all the same: somebody looked for the rest.
                "filterColumn" => {
                    if let Some((first, last)) = filtered {
                        sheet.show_rows(first.0..=last.0);
                    }
                }
                _ => {}
            },
            Node::End => return Ok(sheet),
            _ => {}
        }
    }
}

/// Whether a row or column is hidden.
fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"))
}

/// A cell's text; none for a blank one.
fn cell(tag: &Tag<'_>, xml: &mut Xml<'_>, strings: &[String]) -> Result<Option<String>, Error> {
    let kind = tag.attribute("t").unwrap_or_default();
    let mut value: Option<String> = None;
    let mut inline = String::new();
    let mut has_formula = false;
    xml.each(|tag, xml| {
        match tag.name() {
            "v" => value = Some(xml.text()?),
            "f" => has_formula = true,
            "is" => inline = rich_text(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    let Some(value) = value else {
        return Ok(if has_formula {
            Some(NO_RESULT.to_owned())
        } else {
            Some(inline).filter(|text| !text.is_empty())
        });
    };
    Ok(Some(match kind.as_str() {
        "s" if value.trim().is_empty() => return Ok(None),
        // A string that is not there is damage; a blank would pass for zero.
        "s" => value
            .trim()
            .parse()
            .ok()
            .and_then(|index: usize| strings.get(index))
            .ok_or(Error::Corrupt)?
            .clone(),
        "str" => unescape(&value),
        "inlineStr" => inline,
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "e" | "d" => value,
        _ if value.trim().is_empty() && has_formula => NO_RESULT.to_owned(),
        _ => value.trim().parse().map_or(value, number),
    }))
}

/// The first and the last cell of what an element is about.
fn range(tag: &Tag<'_>) -> Option<((u32, u32), (u32, u32))> {
    let range = tag.attribute("ref")?;
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    Some((place(first)?, place(last)?))
}

/// Row and column of a name such as `AB12`, zero-based.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0u32;
    for letter in name[..digits].bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    let row: u32 = name[digits..].parse().ok()?;
    ((1..=MAX_ROW).contains(&row) && (1..=MAX_COLUMN).contains(&column)).then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::{place, unescape};

    #[test]
    fn names_of_cells() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        for name in ["", "A", "1", "A0", "XFE1", "ZZZZZZZZZ1", "A99999999999", "啊1"] {
            assert_eq!(place(name), None, "{name}");
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        assert_eq!(unescape("a_x000D_b_x_c_xZZZZ_x0041_"), "a\rb_x_c_xZZZZA_x".replace("A_x", "A"));
        assert_eq!(unescape("_x啊啊_x"), "_x啊啊_x");
    }
}
