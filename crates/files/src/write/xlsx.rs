//! A page as a workbook (ECMA-376, SpreadsheetML): one sheet a table, with borders and merged cells. Plain numbers are
//! numbers, everything else is text as it stands: a blank stays blank, a stroke stays a stroke.

use super::checks::{Mark, marks};
use super::xml::escape;
use super::zip::archive;
use super::{At, Page, Table, is_number};

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Style 0 is the workbook's, 1 a cell in the middle, 2 a cell at the left, 3 the head of a list, 4 a check and 5 its words.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/><name val="SimSun"/></font><font><b/><sz val="11"/><name val="SimSun"/></font><font><i/><sz val="9"/><color rgb="FF666666"/><name val="SimSun"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right><top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment horizontal="left" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="left" vertical="center"/></xf></cellXfs></styleSheet>"#;

/// The height of a line of text, in points.
const LINE: u32 = 15;

/// Sheets with more characters in a row lie on their side when printed.
const UPRIGHT: u32 = 110;

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
    let mut names = String::new();
    for (index, table) in (1..).zip(&tables) {
        types.push_str(&format!(r#"<Override PartName="/xl/worksheets/sheet{index}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#));
        sheets.push_str(&format!(
            r#"<sheet name="{}" sheetId="{index}" r:id="sheet{index}"/>"#,
            name(table, index)
        ));
        relations.push_str(&format!(r#"<Relationship Id="sheet{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{index}.xml"/>"#));
        parts.push((format!("xl/worksheets/sheet{index}.xml"), sheet(table)));
        names.push_str(&printed(table, &name(table, index), index - 1));
    }
    types.push_str("</Types>");
    relations.push_str("</Relationships>");
    let names = match names.as_str() {
        "" => names,
        _ => format!("<definedNames>{names}</definedNames>"),
    };
    let workbook = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets>{names}<calcPr fullCalcOnLoad="1"/></workbook>"#
    );
    let mut members = vec![
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", RELATIONS.into()),
        ("xl/workbook.xml", workbook.into_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.into_bytes()),
        ("xl/styles.xml", STYLES.into()),
    ];
    members.extend(parts.iter().map(|(name, content)| (name.as_str(), content.clone().into_bytes())));
    archive(&members)
}

/// The number keeps two sheets of one name apart.
fn name(table: &Table, index: usize) -> String {
    let plain: String = table.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    let number = format!("{index} ");
    escape(&number.chars().chain(plain.chars()).take(MAX_NAME).collect::<String>())
}

/// What of a sheet goes on paper: of a table with checks the table; of a list the head on every page.
fn printed(table: &Table, sheet: &str, index: usize) -> String {
    let rows = table.positions();
    let columns = rows.first().map_or(0, Vec::len);
    let absolute = |line: usize, column: usize| {
        let place = place(line, column);
        let digits = place.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        format!("${}${}", &place[..digits], &place[digits..])
    };
    let (name, range) = match (table.is_list && table.head > 0, table.checks.is_empty()) {
        _ if columns == 0 => return String::new(),
        (true, _) => ("Titles", format!("$1:${}", table.head)),
        (_, false) => ("Area", format!("{}:{}", absolute(0, 0), absolute(rows.len() - 1, columns - 1))),
        _ => return String::new(),
    };
    format!(
        "<definedName name=\"_xlnm.Print_{name}\" localSheetId=\"{index}\">'{sheet}'!{range}</definedName>"
    )
}

fn sheet(table: &Table) -> String {
    let rows = table.positions();
    let columns = rows.first().map_or(0, Vec::len);
    let marks = marks(table, &rows);
    let checks = |line: usize| {
        let own = marks.iter().filter(|mark| mark.row == line);
        own.map(check).collect::<String>()
    };
    let heights = if table.is_list { Vec::new() } else { heights(table, &rows) };
    let mut cells = String::new();
    let mut merged = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        let height = heights
            .get(line)
            .map_or_else(String::new, |height| format!(" ht=\"{height}\" customHeight=\"1\""));
        cells.push_str(&format!("<row r=\"{}\"{height}>", line + 1));
        for (column, at) in row.iter().enumerate() {
            cell(table, line, column, *at, &mut cells);
            if let Some(entry) = at.entry().filter(|entry| entry.col_span > 1 || entry.row_span > 1) {
                let last_line = (line + entry.row_span.max(1) as usize).min(rows.len()) - 1;
                let last_column = column + entry.col_span.max(1) as usize - 1;
                let (first, last) = (place(line, column), place(last_line, last_column));
                merged.push(format!("<mergeCell ref=\"{first}:{last}\"/>"));
            }
        }
        cells.push_str(&checks(line));
        cells.push_str("</row>");
    }
    let last = marks.iter().map(|mark| mark.row + 1).max().unwrap_or(0);
    for line in rows.len()..last {
        cells.push_str(&format!("<row r=\"{}\">{}</row>", line + 1, checks(line)));
    }
    let column = |column: usize, width: u32| {
        format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", column + 1)
    };
    let mut widths: String = (0..columns).map(|at| column(at, width(table, at))).collect();
    if !marks.is_empty() {
        widths.push_str(&column(columns, 2));
        widths.push_str(&column(columns + 1, 20));
    }
    let widths = if widths.is_empty() { widths } else { format!("<cols>{widths}</cols>") };
    let merged = match merged.len() {
        0 => String::new(),
        n => format!("<mergeCells count=\"{n}\">{}</mergeCells>", merged.concat()),
    };
    let all: u32 = (0..columns).map(|at| width(table, at)).sum();
    let orientation = if all > UPRIGHT { "landscape" } else { "portrait" };
    let (view, filter) = match (table.is_list, table.head, columns.checked_sub(1)) {
        (true, head @ 1.., Some(last)) => (
            format!(
                "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{head}\" topLeftCell=\"{}\" activePane=\"bottomLeft\" \
                 state=\"frozen\"/></sheetView></sheetViews>",
                place(head, 0)
            ),
            format!("<autoFilter ref=\"{}:{}\"/>", place(head - 1, 0), place(rows.len().max(head) - 1, last)),
        ),
        _ => (String::new(), String::new()),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>{view}{widths}<sheetData>{cells}</sheetData>{filter}{merged}\
         <printOptions horizontalCentered=\"1\"/>\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"{orientation}\" fitToWidth=\"1\" fitToHeight=\"{}\"/></worksheet>",
        u8::from(!table.is_list),
    )
}

fn cell(table: &Table, line: usize, column: usize, at: At<'_>, out: &mut String) {
    let place = place(line, column);
    let style = match at.entry() {
        Some(entry) if table.is_list && entry.is_header => 3,
        Some(entry) if entry.is_left => 2,
        _ => 1,
    };
    out.push_str(&match at.entry() {
        Some(entry) if is_number(&entry.text) && !entry.is_header => {
            format!("<c r=\"{place}\" s=\"{style}\"><v>{}</v></c>", entry.text)
        }
        Some(entry) if !entry.text.is_empty() => format!(
            "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            text(&entry.text)
        ),
        _ => format!("<c r=\"{place}\" s=\"{style}\"/>"),
    });
}

fn check(mark: &Mark) -> String {
    let (place, shown) = (place(mark.row, mark.column), escape(&mark.text));
    match &mark.formula {
        Some(formula) => {
            format!("<c r=\"{place}\" s=\"4\" t=\"str\"><f>{}</f><v>{shown}</v></c>", escape(formula))
        }
        None => format!("<c r=\"{place}\" s=\"5\" t=\"inlineStr\"><is><t>{shown}</t></is></c>"),
    }
}

fn width(table: &Table, column: usize) -> u32 {
    table.widths.get(column).copied().unwrap_or(10).clamp(4, 60)
}

/// The height of each row in points, such that all texts are seen: spreadsheets find it by themselves only where nothing is merged.
fn heights(table: &Table, rows: &[Vec<At<'_>>]) -> Vec<u32> {
    let mut heights = vec![LINE + 4; rows.len()];
    let entries = || {
        rows.iter().enumerate().flat_map(|(line, row)| {
            row.iter().enumerate().filter_map(move |(column, at)| Some((line, column, at.entry()?)))
        })
    };
    // What spans several rows has its room from the others first.
    let single = entries().filter(|(.., entry)| entry.row_span <= 1);
    for (line, column, entry) in single.chain(entries().filter(|(.., entry)| entry.row_span > 1)) {
        let room: u32 = (column..column + entry.col_span.max(1) as usize).map(|at| width(table, at)).sum();
        let room = room.saturating_sub(1).max(1);
        let units: u32 = entry.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let wanted = units.div_ceil(room) * LINE + 4;
        let last = (line + entry.row_span.max(1) as usize).min(rows.len());
        let spanned = &mut heights[line..last];
        let lacking = wanted.saturating_sub(spanned.iter().sum()).div_ceil(spanned.len() as u32);
        spanned.iter_mut().for_each(|height| *height += lacking);
    }
    // The highest that Excel has.
    heights.into_iter().map(|height| height.min(409)).collect()
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
pub(super) fn place(line: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    format!("{}{}", String::from_utf8_lossy(&letters), line + 1)
}
