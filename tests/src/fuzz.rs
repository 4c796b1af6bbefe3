//! What holds for any input at all: no panic, places inside the source, an answer that is JSON and no larger than it should be.
//!
//! Fuzz targets and the stable tests call the same functions. Time is not measured here; what is bounded is the answer.

use gouji::document::Place;
use gouji::{Audit, Input, Lang, Table, check, wire};

use gouji_files::charset::decode_legacy;
use gouji_files::folder;

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

/// Opens the bytes as a file of any kind, the files of a packed folder one by one, and reads what was opened.
///
/// # Panics
///
/// If anything does not hold.
pub fn file(bytes: &[u8]) {
    if folder::is_folder(bytes) {
        for entry in folder::entries(bytes, &decode_legacy).unwrap_or_default() {
            if let Ok(inner) = folder::read(std::io::Cursor::new(bytes), &entry)
                && !folder::is_folder(&inner)
            {
                file(&inner);
            }
        }
    }
    if let Ok(opened) = gouji_files::open(bytes) {
        assert!(opened.text.len() <= gouji_files::limits::TEXT_BYTES, "{} bytes of text", opened.text.len());
        holds(Input { text: &opened.text, kind: opened.kind });
    }
}

/// Puts bytes into a file.
pub type Frame = fn(&[u8]) -> Vec<u8>;

/// Readers whose files have a frame that bytes at random never have: the name of each, and what puts bytes into that frame.
pub const FRAMES: [(&str, Frame); 10] = [
    ("doc", doc),
    ("rtf", rtf),
    ("odt", odt),
    ("ods", ods),
    ("ofd", ofd),
    ("docx", docx),
    ("xlsx", xlsx),
    ("xls", xls),
    ("pdf", pdf),
    ("mht", mht),
];

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

/// The bytes as the page of an OFD, and as the shape that it may use.
pub fn ofd(bytes: &[u8]) -> Vec<u8> {
    let unit = [b"<CompositeGraphicUnit ID='7'>", bytes, b"</CompositeGraphicUnit>"].concat();
    zip(&[
        ("OFD.xml", &b"<OFD><DocRoot>d.xml</DocRoot></OFD>"[..]),
        (
            "d.xml",
            b"<Document><DocumentRes>r.xml</DocumentRes><Pages><Page BaseLoc='p.xml'/></Pages></Document>",
        ),
        ("r.xml", &unit),
        ("p.xml", bytes),
    ])
}

/// The bytes as the body of a document, as its styles and as its lists.
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    let link = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='x/{kind}' Target='{target}'/>")
    };
    let links = |links: &[String]| format!("<Relationships>{}</Relationships>", links.concat()).into_bytes();
    let part =
        |name: &str| [format!("<w:{name}>").as_bytes(), bytes, format!("</w:{name}>").as_bytes()].concat();
    zip(&[
        ("_rels/.rels", links(&[link(1, "officeDocument", "word/d.xml")])),
        (
            "word/_rels/d.xml.rels",
            links(&[link(1, "styles", "s.xml"), link(2, "numbering", "n.xml"), link(3, "aFChunk", "c.htm")]),
        ),
        ("word/d.xml", part("document")),
        ("word/s.xml", part("styles")),
        ("word/n.xml", part("numbering")),
        ("word/c.htm", bytes.to_vec()),
    ])
}

/// The bytes as the sheet of a workbook, and as its strings.
pub fn xlsx(bytes: &[u8]) -> Vec<u8> {
    let part = |name: &str| [format!("<{name}>").as_bytes(), bytes, format!("</{name}>").as_bytes()].concat();
    let links = "<Relationships><Relationship Id='1' Type='x/worksheet' Target='s.xml'/><Relationship Id='2' Type='x/sharedStrings' Target='t.xml'/></Relationships>";
    zip(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' r:id='1'/></sheets></workbook>".to_vec()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes().to_vec()),
        ("xl/s.xml", part("worksheet")),
        ("xl/t.xml", part("sst")),
    ])
}

/// The bytes as the records of an old workbook, behind those that lead to its sheet.
pub fn xls(bytes: &[u8]) -> Vec<u8> {
    let begin = [&[0x09, 8, 8, 0, 0, 6, 5, 0][..], &[0; 4]].concat();
    let sheet = [&[0x85, 0, 8, 0][..], &24u32.to_le_bytes(), &[0, 0, 0, 0]].concat();
    compound(&[("Workbook", [&begin, &sheet, bytes, &[0x0a, 0, 0, 0]].concat())], 512)
}

/// The bytes as the operators of a page, and as the codes of its font.
pub fn pdf(bytes: &[u8]) -> Vec<u8> {
    let head = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/W[32 126 500]>>]>>\nendobj\n";
    let stream = |number: u8, more: &str| {
        let head = format!("{number} 0 obj\n<<{more}/Length {}>>\nstream\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream\nendobj\n"].concat()
    };
    let form = stream(4, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]");
    [&head[..], &form, &stream(6, ""), b"trailer<</Root 1 0 R>>\n%%EOF\n"].concat()
}

/// Unpacks bytes that are the picture of a page. The first says how it is coded; no figure is read, which would
/// take seconds.
///
/// # Panics
///
/// If anything does not hold.
pub fn scan(bytes: &[u8]) {
    const KEYS: [&str; 8] = [
        "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 640>>",
        "/Filter/CCITTFaxDecode/DecodeParms<</Columns 640>>",
        "/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns 640/EncodedByteAlign true>>",
        "/Filter/JBIG2Decode",
        "/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 5 0 R>>",
        "/Filter/JPXDecode",
        "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 640/BitsPerComponent 1>>",
        "",
    ];
    let Some((&coded, data)) = bytes.split_first() else { return };
    let keys = KEYS[usize::from(coded) % KEYS.len()];
    let stream = |number: u8, keys: &str| {
        let head = format!("{number} 0 obj\n<<{keys}/Length {}>>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    };
    let size = "/Type/XObject/Subtype/Image/Width 640/Height 480/BitsPerComponent 1/ColorSpace/DeviceGray";
    let head = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 4 0 R>>>>>>\nendobj\n";
    let picture = stream(4, &format!("{size}{keys}"));
    let file = [&head[..], &picture, &stream(5, ""), b"trailer<</Root 1 0 R>>\n%%EOF\n"].concat();
    for page in gouji_files::scanned_pages(&file).unwrap_or_default() {
        assert!(page.starts_with(b"\xff\xd8\xff") || page.starts_with(b"\x89PNG"), "a page is a picture");
    }
}

/// The bytes as the part of a saved page, behind the heads of it.
pub fn mht(bytes: &[u8]) -> Vec<u8> {
    let head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n";
    [&head[..], bytes, b"\r\n--b--\r\n"].concat()
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
        "<table:table table:style-name=\"t\"><table:table-column table:number-columns-repeated=\"3\"/><table:table-column table:visibility=\"collapse\"/>{}</table:table>",
        row(cell).repeat(4)
    );
    let styles = "<office:styles><style:style style:name=\"t\" style:family=\"text\" style:parent-style-name=\"u\"><style:text-properties text:display=\"none\"/></style:style><text:list-style style:name=\"l\"><text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二\" style:num-suffix=\"、\" text:display-levels=\"2\" text:start-value=\"3\"/></text:list-style></office:styles>";
    let list = "<text:list text:style-name=\"l\" xml:id=\"a\" text:continue-list=\"b\"><text:list-item text:start-value=\"4\"><text:p><text:span text:style-name=\"t\">甲</text:span>乙</text:p></text:list-item></text:list>";
    let ofd = "<Page><Area><PhysicalBox>0 0 210 297</PhysicalBox></Area><Content><Layer><TextObject Boundary=\"20 20 90 5\" Size=\"5\" CTM=\"1 0 0 1 0 0\" ReadDirection=\"90\"><TextCode X=\"0\" Y=\"4\" DeltaX=\"g 3 5 2.5\" DeltaY=\"0 1\">规章制发废止现行有效12</TextCode></TextObject><PathObject Boundary=\"9 9 99 99\" LineWidth=\"0.3\"><AbbreviatedData>M 0 0 L 90 0 C B 1 1 2 2 3 3 A 1 1 0 0 1 5 5</AbbreviatedData></PathObject><ImageObject Boundary=\"0 0 9 9\"/><CompositeObject Boundary=\"9 9 9 9\" CTM=\"2 0 0 2 1 1\" ResourceID=\"7\"/></Layer></Content></Page>";
    let rtf = "\\trowd\\trleft-9\\clvmgf\\cellx900\\clmrg\\cellx1800\\pard\\intbl\\itap2 a\\nestcell{\\*\\nesttableprops\\trowd\\cellx400\\nestrow}\\itap1{\\listtext 1.\\tab}\\'ce\\'c4\\u25991?\\cell{\\v x}{\\deleted y\\par}\\cell\\row{\\shp{\\*\\shpinst{\\shptxt z\\par}}}\\pard\\par\\bin3 abc";
    let docx = [
        "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/><w:rPr><w:vanish/></w:rPr></w:style><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>l</w:t><w:sym w:font=\"Symbol\" w:char=\"F031\"/><w:fldChar w:fldCharType=\"begin\"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>1</w:t><w:fldChar w:fldCharType=\"end\"/><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>",
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:ins><w:r><w:t>7</w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl><w:altChunk r:id=\"3\"/>",
    ];
    let xlsx = "<si><t>规章_x000D_</t><rPh><t>x</t></rPh></si><cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>1</t></is></c><c r=\"B9\"><f>A1</f><v>1.5</v></c></row><row hidden=\"1\"><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
    // Strings, a number in each of three ways, a formula with its text, merged cells, a hidden row and column.
    let record = |id: u8, data: &[u8]| {
        [&[id, if id < 0x7d || id == 0x7e { 2 } else { 0 }], &(data.len() as u16).to_le_bytes()[..], data]
            .concat()
    };
    let records = [
        record(0xfc, &[1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 0xc4, 0x89, 0xe0, 0x7a]),
        record(0x0a + 0xf3, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        record(0x7e, &[0, 0, 1, 0, 0, 0, 2, 0, 0x1c, 0]),
        record(0x03, &[[1, 0, 1, 0, 0, 0].as_slice(), &1.5f64.to_le_bytes()].concat()),
        record(0xbd, &[1, 0, 2, 0, 0, 0, 6, 0, 0, 0, 0, 0, 6, 0, 0, 0, 3, 0]),
        record(0x06, &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x07, &[1, 0, 0, b'7']),
        record(0xe5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0]),
        record(0x08, &[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        record(0x7d, &[4, 0, 5, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ]
    .concat();
    let pdf = "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><ffff><0000> endbfrange q 1 0 0 1 0 0 cm 0.5 w 50 50 m 500 50 l S 50 50 400 200 re S 50 100 m 450 100 l 250 50 m 250 250 l S BT /F 10 Tf 14 TL 1 0 0 1 60 120 Tm <89c47ae0> Tj 100 0 Td [<0031> -20 <0032>] TJ T* <0033> ' ET /X Do Q";
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
        ("docx", docx.concat().into_bytes()),
        ("xlsx", xlsx.as_bytes().to_vec()),
        ("xls", records),
        ("pdf", pdf.as_bytes().to_vec()),
        (
            "mht",
            "X: y\r\n\r\n<p>=E8=A7=84=E7=AB=A0</p>=\r\n<table><tr><td>1=20</td></tr></table>"
                .as_bytes()
                .to_vec(),
        ),
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
