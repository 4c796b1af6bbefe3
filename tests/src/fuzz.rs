//! What holds for any input at all: no panic, places inside the source, an answer that is JSON and no larger than it should be.
//!
//! Fuzz targets and the stable tests call the same functions. Time is not measured here; what is bounded is the answer.

use gouji::document::Place;
use gouji::{Audit, Input, Lang, Table, check, wire};

use crate::render::file::{compound, zip};

/// No answer has more findings: fewer than two a cell of the largest report, and some about its structure.
const MOST_FINDINGS: usize = 600;

/// No report has more cells than all tables have in both editions together.
fn most_cells() -> usize {
    Table::ALL.into_iter().map(|table| table.rows().len() * table.columns().len()).sum()
}

/// Reads the bytes as plain text.
///
/// # Panics
///
/// If anything does not hold.
pub fn text(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    holds(Input::text(&source));
}

/// Reads the bytes as HTML.
///
/// # Panics
///
/// If anything does not hold.
pub fn html(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    holds(Input::html(&source));
}

/// Opens the bytes as a file of any kind, and reads what was opened.
///
/// # Panics
///
/// If anything does not hold.
pub fn file(bytes: &[u8]) {
    if let Ok(opened) = gouji_files::open(bytes) {
        assert!(opened.text.len() <= gouji_files::limits::TEXT_BYTES, "{} bytes of text", opened.text.len());
        holds(Input { text: &opened.text, kind: opened.kind });
    }
}

/// Puts bytes into a file.
pub type Frame = fn(&[u8]) -> Vec<u8>;

/// Readers whose files have a frame that bytes at random never have: the name of each, and what puts bytes into that frame.
pub const FRAMES: [(&str, Frame); 5] = [("doc", doc), ("rtf", rtf), ("odt", odt), ("ods", ods), ("ofd", ofd)];

/// The bytes as the two streams of a binary document, with a head that leads into them. The first two say where they are parted.
pub fn doc(bytes: &[u8]) -> Vec<u8> {
    let at =
        bytes.first_chunk().map_or(0, |two: &[u8; 2]| u16::from_le_bytes(*two) as usize).min(bytes.len());
    let (main, table) = bytes.split_at(at);
    let mut main = main.to_vec();
    main.resize(main.len().max(1024), 0);
    main[..4].copy_from_slice(&[0xec, 0xa5, 0xc1, 0]);
    // Neither locked nor with another stream of tables.
    main[11] = 0;
    compound(&[("WordDocument", main), ("0Table", table.to_vec()), ("Data", bytes.to_vec())], 512)
}

/// The bytes as the body of rich text.
pub fn rtf(bytes: &[u8]) -> Vec<u8> {
    let head = b"{\\rtf1\\ansicpg936{\\fonttbl{\\f0\\fcharset134 a;}}";
    [head, bytes, b"}"].concat()
}

fn flat(kind: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<office:document office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">");
    [head.as_bytes(), bytes, b"</office:document>"].concat()
}

/// The bytes as the styles and the body of an OpenDocument text.
pub fn odt(bytes: &[u8]) -> Vec<u8> {
    flat("text", bytes)
}

/// The same of a workbook.
pub fn ods(bytes: &[u8]) -> Vec<u8> {
    flat("spreadsheet", bytes)
}

/// The bytes as the page of an OFD.
pub fn ofd(bytes: &[u8]) -> Vec<u8> {
    zip(&[
        ("OFD.xml", &b"<OFD><DocRoot>d.xml</DocRoot></OFD>"[..]),
        ("d.xml", b"<Document><Pages><Page BaseLoc='p.xml'/></Pages></Document>"),
        ("p.xml", bytes),
    ])
}

/// Good bytes for each of [`FRAMES`], to be changed at random.
///
/// # Panics
///
/// If a fixture is not there.
pub fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let cell = "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\" office:value-type=\"float\" office:value=\"7\"><text:p>7<text:s text:c=\"3\"/><text:tab/></text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"2\"/>";
    let table = format!(
        "<table:table table:style-name=\"t\"><table:table-column table:number-columns-repeated=\"4\" table:visibility=\"collapse\"/>{}</table:table>",
        row(cell).repeat(4)
    );
    let styles = "<office:styles><style:style style:name=\"t\" style:family=\"text\" style:parent-style-name=\"u\"><style:text-properties text:display=\"none\"/></style:style><text:list-style style:name=\"l\"><text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二\" style:num-suffix=\"、\" text:display-levels=\"2\" text:start-value=\"3\"/></text:list-style></office:styles>";
    let list = "<text:list text:style-name=\"l\" xml:id=\"a\" text:continue-list=\"b\"><text:list-item text:start-value=\"4\"><text:p><text:span text:style-name=\"t\">甲</text:span>乙</text:p></text:list-item></text:list>";
    let ofd = "<Page><Area><PhysicalBox>0 0 210 297</PhysicalBox></Area><Content><Layer><TextObject Boundary=\"20 20 90 5\" Size=\"5\" CTM=\"1 0 0 1 0 0\" ReadDirection=\"90\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"g 3 5 2.5\" DeltaY=\"0 1\">规章12</TextCode></TextObject><PathObject Boundary=\"9 9 99 99\" LineWidth=\"0.3\"><AbbreviatedData>M 0 0 L 90 0 C B 1 1 2 2 3 3 A 1 1 0 0 1 5 5</AbbreviatedData></PathObject><ImageObject Boundary=\"0 0 9 9\"/></Layer></Content></Page>";
    let rtf = "\\trowd\\trleft-9\\clvmgf\\cellx900\\clmrg\\cellx1800\\pard\\intbl\\itap2 a\\nestcell{\\*\\nesttableprops\\trowd\\cellx400\\nestrow}\\itap1{\\listtext 1.\\tab}\\'ce\\'c4\\u25991?\\cell{\\v x}{\\deleted y\\par}\\cell\\row{\\shp{\\*\\shpinst{\\shptxt z\\par}}}\\pard\\par\\bin3 abc";
    vec![
        ("rtf", rtf.as_bytes().to_vec()),
        (
            "odt",
            format!("{styles}<office:body><office:text>{list}{table}</office:text></office:body>")
                .into_bytes(),
        ),
        (
            "ods",
            format!("{styles}<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>")
                .into_bytes(),
        ),
        ("ofd", ofd.as_bytes().to_vec()),
    ]
}

fn holds(input: Input<'_>) {
    let result = check(input);
    if let Ok(audit) = &result {
        for place in places(audit) {
            let Some(span) = place.span else { continue };
            assert!(input.text.get(span.start..span.end).is_some(), "{span:?} is no range of the source");
        }
        assert!(audit.report.cells.len() <= most_cells(), "{} cells", audit.report.cells.len());
        assert!(audit.findings.len() <= MOST_FINDINGS, "{} findings", audit.findings.len());
        assert!(audit.coverage.cells_found <= audit.coverage.cells_expected);
    }
    let about =
        wire::Input { name: None, kind: Some(input.kind.as_str()), encoding: None, bytes: input.text.len() };
    for lang in [Lang::Zh, Lang::En] {
        let json = serde_json::to_string(&wire::answer(about.clone(), &result, lang));
        let json = json.expect("an answer is always JSON");
        // Text of the source is quoted at most a few times, and never more than doubled by escapes.
        assert!(json.len() <= 400_000 + 8 * input.text.len(), "{} bytes of answer", json.len());
    }
}

fn places(audit: &Audit) -> impl Iterator<Item = Place> {
    let cells = audit.report.cells.values().filter_map(|cell| cell.place);
    let sections = audit.report.sections.iter().map(|section| section.place);
    let years = audit.report.years.iter().map(|year| year.place);
    let quotes = audit.findings.iter().filter_map(|finding| Some(finding.quote.as_ref()?.place));
    let claims = audit.claims.iter().flat_map(|claim| [claim.quote.place, claim.figure.place]);
    cells.chain(sections).chain(years).chain(quotes).chain(claims)
}
