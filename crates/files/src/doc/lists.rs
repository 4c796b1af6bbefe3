//! The tables of lists in, definitions out.

use gouji::Error;

use crate::cfb::{u16_at, u32_at};
use crate::numbering::{Abstract, Definitions, LEVELS, Level, MAX_LABEL, Num};

/// Bytes of what is said of a list and of a use of one, before what varies.
const LIST: usize = 28;
const USE: usize = 16;
/// No style.
const NIL: u16 = 0xfff;

/// Reads the lists at `offset` of the table stream, behind which their levels stand, and the uses that paragraphs name.
pub(super) fn read(
    table: &[u8],
    offset: Option<usize>,
    uses: Option<&[u8]>,
    definitions: &mut Definitions,
) -> Result<(), Error> {
    let lists = offset.and_then(|offset| table.get(offset..));
    let (Some(lists), Some(uses)) = (lists, uses) else { return Ok(()) };
    let count = u16_at(lists, 0).unwrap_or(0) as usize;
    let heads = lists.get(2..).unwrap_or_default();
    let mut rest = heads.get(count * LIST..).unwrap_or_default();
    for head in heads.chunks_exact(LIST).take(count) {
        definitions.add()?;
        let id = u32_at(head, 0).unwrap_or(0);
        let is_simple = head[26] & 1 == 1;
        let mut list = Abstract::default();
        for index in 0..if is_simple { 1 } else { LEVELS } {
            let Some(level) = level(&mut rest) else { break };
            let style = u16_at(head, 8 + index * 2).filter(|style| *style != NIL);
            list.levels[index] = Level { style: style.map(|style| style.to_string()), ..level };
        }
        definitions.abstracts.insert(id.to_string(), list);
    }
    read_uses(uses, definitions)
}

fn read_uses(uses: &[u8], definitions: &mut Definitions) -> Result<(), Error> {
    let count = u32_at(uses, 0).unwrap_or(0) as usize;
    let heads = uses.get(4..).unwrap_or_default();
    let mut rest = count.checked_mul(USE).and_then(|length| heads.get(length..)).unwrap_or_default();
    for (index, head) in heads.chunks_exact(USE).take(count).enumerate() {
        definitions.add()?;
        let id = u32_at(head, 0).unwrap_or(0);
        let mut num = Num { abstract_id: id.to_string(), ..Num::default() };
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..head[12] {
            let (Some(start), Some(flags)) = (u32_at(rest, 0), u32_at(rest, 4)) else { break };
            rest = rest.get(8..).unwrap_or_default();
            let at = ((flags & 15) as usize).min(LEVELS - 1);
            let own = if flags & 0x20 != 0 { level(&mut rest) } else { None };
            if flags & 0x10 != 0 {
                num.starts[at] = Some(own.as_ref().map_or(start, |level| level.start));
            }
            num.levels[at] = own;
        }
        definitions.nums.insert((index + 1).to_string(), num);
    }
    Ok(())
}

/// Takes a level from the front.
fn level(rest: &mut &[u8]) -> Option<Level> {
    let bytes = *rest;
    let (format, flags, follows) = (*bytes.get(4)?, *bytes.get(5)?, *bytes.get(15)?);
    let properties = usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
    let text = LIST + properties;
    let length = u16_at(bytes, text)? as usize;
    let units = bytes.get(text + 2..text + 2 + length * 2)?;
    *rest = bytes.get(text + 2 + length * 2..)?;
    let units = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let mut pattern = String::new();
    for char in char::decode_utf16(units).flatten().take(MAX_LABEL) {
        match char as u32 {
            // A level's number.
            level @ 0..=8 => pattern.push_str(&format!("%{}", level + 1)),
            _ => pattern.push(char),
        }
    }
    Some(Level {
        start: u32_at(bytes, 0)?,
        format: name(format).to_owned(),
        text: pattern,
        tight: follows == 2,
        legal: flags & 4 != 0,
        restart: (flags & 8 != 0).then_some(usize::from(*bytes.get(26)?)),
        style: None,
    })
}

/// The name that docx has for a format.
fn name(format: u8) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        16 => "japaneseLegal",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        19 => "decimalFullWidth2",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 | 32 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        255 => "none",
        _ => "decimal",
    }
}
