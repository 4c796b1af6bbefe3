//! The style sheet in, which styles hide their text and which are in lists out; the list of fonts in, those of symbols out.

use std::collections::BTreeMap;

use gouji::Error;

use super::sprm::{self, Sprms};
use crate::cfb::u16_at;
use crate::numbering::{Definitions, Style};
use crate::symbols::Symbols;

/// No style.
const NIL: u16 = 0xfff;

/// Where the name of a font stands in what is said of it.
const FONT_NAME: usize = 39;

/// The fonts of symbols, by their numbers.
pub(super) fn symbols(fonts: &[u8]) -> BTreeMap<u16, Symbols> {
    let mut found = BTreeMap::new();
    let mut rest = fonts.get(4..).unwrap_or_default();
    for number in 0..u16_at(fonts, 0).unwrap_or(0) {
        let Some((&length, after)) = rest.split_first() else { break };
        let Some((entry, after)) = after.split_at_checked(length.into()) else { break };
        rest = after;
        let units = entry.get(FONT_NAME..).unwrap_or_default().chunks_exact(2);
        let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).take_while(|&unit| unit != 0);
        let name: String = char::decode_utf16(units).flatten().collect();
        // The charset of symbols.
        let is_said = entry.get(3) == Some(&2);
        if let Some(font) = Symbols::of(&name).or_else(|| is_said.then_some(Symbols::Unknown)) {
            found.insert(number, font);
        }
    }
    found
}

/// Reads the styles into `definitions`.
pub(super) fn read(sheet: Option<&[u8]>, definitions: &mut Definitions) -> Result<(), Error> {
    let Some(sheet) = sheet else { return Ok(()) };
    let (Some(head), Some(fixed)) = (u16_at(sheet, 0), u16_at(sheet, 4)) else { return Ok(()) };
    let mut rest = sheet.get(2 + head as usize..).unwrap_or_default();
    definitions.default_style = Some("0".to_owned());
    for id in 0..NIL {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(entry) = rest.get(2..2 + length) else { break };
        rest = &rest[2 + length..];
        if let Some(style) = style(entry, fixed as usize) {
            definitions.add()?;
            definitions.styles.insert(id.to_string(), style);
        }
    }
    Ok(())
}

/// A style; none for an empty entry.
fn style(entry: &[u8], fixed: usize) -> Option<Style> {
    let (kind, base) = u16_at(entry, 2).map(|word| (word & 15, word >> 4))?;
    let count = u16_at(entry, 4)? & 15;
    let name = u16_at(entry, fixed)? as usize;
    let mut style = Style { base: (base != NIL).then(|| base.to_string()), ..Style::default() };
    let mut rest = entry.get(fixed + 2 + name * 2 + 2..)?;
    for index in 0..count {
        let length = u16_at(rest, 0)? as usize;
        let properties = rest.get(2..2 + length)?;
        match (kind, index) {
            // Of a paragraph's style: of the paragraph, behind the style's own number.
            (1, 0) => {
                for (id, operand) in Sprms(properties.get(2..).unwrap_or_default()) {
                    match id {
                        sprm::LIST => style.num = u16_at(operand, 0).map(|list| list.to_string()),
                        sprm::LIST_LEVEL => style.level = operand.first().map(|&level| level.into()),
                        _ => {}
                    }
                }
            }
            // Of its characters, and a style of characters.
            (1, 1) | (2, 0) => {
                let all = Sprms(properties).filter(|(id, _)| *id == sprm::HIDDEN);
                style.is_hidden = all.last().map(|(_, operand)| operand == [1]);
            }
            _ => {}
        }
        rest = rest.get(2 + length.next_multiple_of(2)..).unwrap_or_default();
    }
    Some(style)
}
