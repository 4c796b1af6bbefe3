//! The style sheet in, which styles hide their text and which are in lists out.

use std::collections::BTreeSet;

use gouji::Error;

use super::sprm::{self, Sprms};
use crate::cfb::u16_at;
use crate::numbering::{Definitions, Style};

/// No style.
const NIL: u16 = 0xfff;

/// Reads the styles into `definitions`; gives those that hide their text.
pub(super) fn read(sheet: Option<&[u8]>, definitions: &mut Definitions) -> Result<BTreeSet<u16>, Error> {
    let mut hidden = BTreeSet::new();
    let Some(sheet) = sheet else { return Ok(hidden) };
    let (Some(head), Some(fixed)) = (u16_at(sheet, 0), u16_at(sheet, 4)) else { return Ok(hidden) };
    let mut rest = sheet.get(2 + head as usize..).unwrap_or_default();
    definitions.default_style = Some("0".to_owned());
    for id in 0..NIL {
        let Some(length) = u16_at(rest, 0).map(usize::from) else { break };
        let Some(entry) = rest.get(2..2 + length) else { break };
        rest = &rest[2 + length..];
        if let Some((style, is_hidden)) = style(entry, fixed as usize) {
            definitions.add()?;
            definitions.styles.insert(id.to_string(), style);
            if is_hidden {
                hidden.insert(id);
            }
        }
    }
    Ok(hidden)
}

/// A style, and whether it hides its text; none for an empty entry.
fn style(entry: &[u8], fixed: usize) -> Option<(Style, bool)> {
    let (kind, base) = u16_at(entry, 2).map(|word| (word & 15, word >> 4))?;
    let count = u16_at(entry, 4)? & 15;
    let name = u16_at(entry, fixed)? as usize;
    let mut style = Style { base: (base != NIL).then(|| base.to_string()), ..Style::default() };
    let mut is_hidden = false;
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
                is_hidden = all.last().is_some_and(|(_, operand)| operand == [1]);
            }
            _ => {}
        }
        rest = rest.get(2 + length.next_multiple_of(2)..).unwrap_or_default();
    }
    Some((style, is_hidden))
}
