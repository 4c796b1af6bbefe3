//! A page as a workbook (ECMA-376, SpreadsheetML): one sheet a table, with borders and merged cells. Plain numbers are
//! numbers, everything else is text as it stands: a blank stays blank, a stroke stays a stroke.

use super::xml::escape;
use super::zip::archive;
use super::{Page, Table, is_number};

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Style 0 is the workbook's, 1 a cell in the middle, 2 a cell at the left.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right><top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="left" vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>"#;

/// Characters that the name of a sheet may have, by Excel's own limit.
const MAX_NAME: usize = 31;

/// Characters that a cell may have, by Excel's own limit, in units of UTF-16.
const MAX_TEXT: usize = 32_767;

/// The bytes of the workbook.
pub(super) fn workbook(page: &Page) -> Vec<u8> {
    let tables: Vec<&Table> = page.tables().collect();
    let mut types = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#.to_owned();
    let mut sheets = String::new();
    let mut relations = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#.to_owned();
    let mut parts = Vec::new();
    for (index, table) in (1..).zip(&tables) {
        types.push_str(&format!(r#"<Override PartName="/xl/worksheets/sheet{index}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#));
        sheets.push_str(&format!(
            r#"<sheet name="{}" sheetId="{index}" r:id="sheet{index}"/>"#,
            name(table, index)
        ));
        relations.push_str(&format!(r#"<Relationship Id="sheet{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{index}.xml"/>"#));
        parts.push((format!("xl/worksheets/sheet{index}.xml"), sheet(table)));
    }
    types.push_str("</Types>");
    relations.push_str("</Relationships>");
    let workbook = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
    );
    let mut members = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", STYLES.to_owned()),
    ];
    members.extend(parts.iter().map(|(name, content)| (name.as_str(), content.clone())));
    archive(&members)
}

/// The number keeps two sheets of one name apart.
fn name(table: &Table, index: usize) -> String {
    let plain: String = table.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    let number = format!("{index} ");
    escape(&number.chars().chain(plain.chars()).take(MAX_NAME).collect::<String>())
}

fn sheet(table: &Table) -> String {
    let rows = table.positions();
    let mut cells = String::new();
    let mut merged = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        cells.push_str(&format!("<row r=\"{}\">", line + 1));
        for (column, at) in row.iter().enumerate() {
            let place = place(line, column);
            let style = if at.entry().is_some_and(|entry| entry.is_left) { 2 } else { 1 };
            match at.entry() {
                Some(entry) if is_number(&entry.text) && !entry.is_header => {
                    cells.push_str(&format!("<c r=\"{place}\" s=\"{style}\"><v>{}</v></c>", entry.text));
                }
                Some(entry) if !entry.text.is_empty() => cells.push_str(&format!(
                    "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    text(&entry.text)
                )),
                _ => cells.push_str(&format!("<c r=\"{place}\" s=\"{style}\"/>")),
            }
            if let Some(entry) = at.entry().filter(|entry| entry.col_span > 1 || entry.row_span > 1) {
                let last_line = (line + entry.row_span.max(1) as usize).min(rows.len()) - 1;
                let last_column = column + entry.col_span.max(1) as usize - 1;
                merged.push(format!("<mergeCell ref=\"{place}:{}\"/>", self::place(last_line, last_column)));
            }
        }
        cells.push_str("</row>");
    }
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| table.widths.get(column).copied().unwrap_or(10).clamp(4, 60);
    let widths: String = (0..columns)
        .map(|column| {
            format!(
                "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>",
                column + 1,
                width(column)
            )
        })
        .collect();
    let widths = if widths.is_empty() { widths } else { format!("<cols>{widths}</cols>") };
    let merged = match merged.len() {
        0 => String::new(),
        n => format!("<mergeCells count=\"{n}\">{}</mergeCells>", merged.concat()),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{widths}\
         <sheetData>{cells}</sheetData>{merged}</worksheet>"
    )
}

/// Text of a cell: what Excel holds of it, and none of it taken for one of its own escapes (`_x003D_`).
fn text(text: &str) -> String {
    let units = text.chars().scan(0, |sum, c| {
        *sum += c.len_utf16();
        (*sum <= MAX_TEXT).then_some(c)
    });
    let kept: String = units.collect();
    let mut out = String::with_capacity(kept.len());
    let mut rest = kept.as_str();
    while let Some(at) = rest.find("_x") {
        let is_escape = rest
            .as_bytes()
            .get(at + 2..at + 7)
            .is_some_and(|next| next[..4].iter().all(u8::is_ascii_hexdigit) && next[4] == b'_');
        out.push_str(&rest[..at]);
        out.push_str(if is_escape { "_x005F_x" } else { "_x" });
        rest = &rest[at + 2..];
    }
    out.push_str(rest);
    escape(&out)
}

/// `A1`.
fn place(line: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", String::from_utf8_lossy(&letters), line + 1)
}
