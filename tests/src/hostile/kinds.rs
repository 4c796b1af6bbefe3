//! Rich text, OpenDocument, OFD and packed folders, made to cost time or memory.

use super::{Hostile, around, folded, package};
use crate::render::file::zip;

const LARGE: usize = 60 << 20;

pub(super) const ALL: &[Hostile] = &[
    ("rtf of groups", || rtf("{}")),
    ("rtf of words", || rtf("\\b")),
    ("rtf of characters", || rtf("\\u25991?")),
    ("rtf of bytes", || rtf("\\'ce\\'c4")),
    ("rtf of fonts that change", || rtf("\\f1 a\\f2 b")),
    ("rtf of one text", || rtf("9")),
    ("rtf of paragraphs", || rtf("9\\par ")),
    ("rtf of blank paragraphs", || rtf("\\par")),
    ("rtf of cells", || rtf("\\cell")),
    ("rtf of rows", || rtf("9\\cell\\row")),
    ("rtf of definitions", || rtf("\\trowd\\cellx9\\cellx99")),
    ("rtf of rows near the most", || {
        let row = format!(
            "\\trowd{}1\\cell\\row",
            (1..400).map(|at| format!("\\cellx{}", at * 99)).collect::<String>()
        );
        around("{\\rtf1 ", &row, row.len() * 1200, "}")
    }),
    ("rtf of edges that are all different", || {
        let row = |at: usize| {
            format!("\\trowd\\cellx{}\\cellx{} 1\\cell 2\\cell\\row", at * 50 + 50, at * 50 + 9000)
        };
        format!("{{\\rtf1 {}}}", (0..120_000).map(row).collect::<String>()).into_bytes()
    }),
    ("rtf of tables in tables", || {
        rtf("\\intbl\\itap99 9\\nestcell{\\*\\nesttableprops\\nestrow}\\itap1 9\\cell")
    }),
    ("rtf of numbers", || rtf("{\\listtext 9}\\par")),
    ("rtf of fonts", || {
        let fonts: String = (0..2_000_000).map(|at| format!("\\f{at}\\fcharset134")).collect();
        format!("{{\\rtf1{{\\fonttbl{fonts}}}}}").into_bytes()
    }),
    ("rtf of text boxes", || rtf("{\\shptxt 9\\par}")),
    ("rtf of pictures", || rtf("{\\pict 00}")),
    ("odt of paragraphs", || odt("<p>9</p>")),
    ("odt of blank paragraphs", || odt("<p/>")),
    ("odt of spaces", || odt("<p><s c='1000'/></p>")),
    ("odt of lists", || odt("<list style-name='a'><list-item><p>9</p></list-item></list>")),
    ("odt of lists in lists", || odt("<list><list-item>")),
    ("odt of tables", || odt("<table><table-row><table-cell><p>9</p></table-cell></table-row></table>")),
    ("odt of cells", || odt("<table><table-row><table-cell/></table-row></table>")),
    ("odt of cells that stand for many", || {
        odt(
            "<table><table-row number-rows-repeated='700'><table-cell number-columns-repeated='700'><p>9</p></table-cell></table-row></table>",
        )
    }),
    ("odt of one text", || {
        around(
            "<document office:mimetype=\"application/vnd.oasis.opendocument.text\"><text><p>",
            "9",
            LARGE,
            "</p></text></document>",
        )
    }),
    ("odt of styles", || {
        let styles: String = (0..1_000_000).map(|at| format!("<style name='{at}' family='text'/>")).collect();
        flat("text", &format!("<styles>{styles}</styles><text/>"))
    }),
    ("odt of styles based on one another", || {
        let name = |at: usize| format!("{}{at:05}", "s".repeat(1000));
        let style = |at: usize| {
            format!("<style name='{}' family='text' parent-style-name='{}'/>", name(at), name(at + 1))
        };
        let styles: String = (0..9_000).map(style).collect();
        let last = format!("<style name='a' family='text' parent-style-name='{}'/>", name(4_000));
        let spans = "<span style-name='a'/>".repeat(1_700_000);
        flat("text", &format!("<styles>{styles}{last}</styles><text><p>{spans}</p></text>"))
    }),
    ("odt of a long name of lists in lists", || {
        let name = "x".repeat(1000);
        let lists = "<list/>".repeat(3_900_000);
        flat("text", &format!("<text><list style-name='{name}'><list-item>{lists}</list-item></list></text>"))
    }),
    ("odt of styles of lists", || {
        let styles: String = (0..15_000)
            .map(|at| format!("<list-style name='{at}'><list-level-style-number level='1'/></list-style>"))
            .collect();
        let lists: String = (0..15_000)
            .map(|at| format!("<list style-name='{at}'><list-item><p>9</p></list-item></list>"))
            .collect();
        flat("text", &format!("<styles>{styles}</styles><text>{lists}</text>"))
    }),
    ("odt that unfolds", || folded("content.xml", 1)),
    ("ods of cells", || ods("<table-row><table-cell value-type='float' value='9'/></table-row>")),
    ("ods of far cells", || {
        ods(
            "<table-row number-rows-repeated='1000000'/><table-row><table-cell number-columns-repeated='16000'/><table-cell><p>9</p></table-cell></table-row>",
        )
    }),
    ("ods of cells that stand for many", || {
        ods(
            "<table-row number-rows-repeated='1000000'><table-cell number-columns-repeated='16000'><p>9</p></table-cell></table-row>",
        )
    }),
    ("ods of rows that stand for many", || {
        ods("<table-row number-rows-repeated='400000'><table-cell><p>9</p></table-cell></table-row>")
    }),
    ("ods of attributes of a row that stands for many", || {
        let attributes: String = (0..1_000_000).map(|at| format!("a{at}='' ")).collect();
        flat(
            "spreadsheet",
            &format!(
                "<spreadsheet><table><table-row {attributes} number-rows-repeated='200000'><table-cell><p>9</p></table-cell></table-row></table></spreadsheet>"
            ),
        )
    }),
    ("ods of spaces", || {
        let spaces = "<s c='1000'/>".repeat(3_000_000);
        flat(
            "spreadsheet",
            &format!(
                "<spreadsheet><table><table-row><table-cell><p>{spaces}</p></table-cell></table-row></table></spreadsheet>"
            ),
        )
    }),
    ("ods of merged cells", || {
        ods(
            "<table-row><table-cell number-rows-spanned='1000000' number-columns-spanned='16000'/></table-row>",
        )
    }),
    ("ods of hidden columns", || ods("<table-column visibility='collapse'/>")),
    ("ods of sheets", || {
        flat("spreadsheet", &format!("<spreadsheet>{}</spreadsheet>", "<table/>".repeat(LARGE / 20)))
    }),
    ("ofd of characters", || {
        ofd(&format!(
            "<TextObject Boundary='0 0 9 9' Size='4'><TextCode X='0' Y='4'>{}</TextCode></TextObject>",
            "9".repeat(LARGE)
        ))
    }),
    ("ofd of texts", || {
        ofd(&repeated(
            "<TextObject Boundary='9 9 9 9' Size='4'><TextCode X='0' Y='4'>9</TextCode></TextObject>",
        ))
    }),
    ("ofd of characters near the most", || {
        let line = |at: usize| {
            format!(
                "<TextObject Boundary='{} {} 9 9' Size='1'><TextCode X='0' Y='1'>9</TextCode></TextObject>",
                at % 200,
                at / 200 % 290
            )
        };
        ofd(&(0..390_000).map(line).collect::<String>())
    }),
    ("ofd of steps", || {
        ofd(&repeated(
            "<TextObject Boundary='9 9 9 9' Size='4'><TextCode X='0' Y='4' DeltaX='g 390000 1'>9</TextCode></TextObject>",
        ))
    }),
    ("ofd of lines", || {
        ofd(&repeated(
            "<PathObject Boundary='9 9 99 99'><AbbreviatedData>M 0 0 L 99 0</AbbreviatedData></PathObject>",
        ))
    }),
    ("ofd of lines that cross", || {
        let line = |at: usize| {
            format!(
                "<PathObject Boundary='0 {} 200 1'><AbbreviatedData>M 0 0 L 200 0</AbbreviatedData></PathObject><PathObject Boundary='{} 0 1 290'><AbbreviatedData>M 0 0 L 0 290</AbbreviatedData></PathObject>",
                at as f64 / 10.0,
                at as f64 / 10.0
            )
        };
        ofd(&(0..1900).map(line).collect::<String>())
    }),
    ("ofd of one path", || {
        ofd(&format!(
            "<PathObject Boundary='0 0 99 99'><AbbreviatedData>{}</AbbreviatedData></PathObject>",
            "L 9 9 ".repeat(LARGE / 6)
        ))
    }),
    ("ofd of pictures", || ofd(&repeated("<ImageObject Boundary='0 0 210 297'/>"))),
    ("ofd of pages", || {
        let pages = "<Page BaseLoc='p.xml'/>".repeat(250);
        ofd_of(&pages, &"<a/>".repeat(60_000))
    }),
    ("ofd of templates on pages among many members", || {
        let name = |at: usize| format!("{}{at:05}", "n".repeat(1000));
        let templates: String =
            (0..100).map(|at| format!("<TemplatePage ID='{at}' BaseLoc='{}'/>", name(90_000 + at))).collect();
        let heads: String = (0..100).map(|at| format!("<Template TemplateID='{at}'/>")).collect();
        let names: Vec<String> = (0..19_000).map(name).collect();
        let (root, page) =
            (b"<OFD><DocRoot>d.xml</DocRoot></OFD>".as_slice(), format!("<Page>{heads}<Content/></Page>"));
        let pages = "<Page BaseLoc='p.xml'/>".repeat(290);
        let document = format!("<Document>{templates}<Pages>{pages}</Pages></Document>");
        let own = [("OFD.xml", root), ("d.xml", document.as_bytes()), ("p.xml", page.as_bytes())];
        package(
            &own.into_iter().chain(names.iter().map(|name| (name.as_str(), &b""[..]))).collect::<Vec<_>>(),
        )
    }),
    ("ofd of a template with a long path", || {
        let page = format!("<Page>{}<Content/></Page>", "<Template TemplateID='1'/>".repeat(99));
        let path = "a/".repeat(10_000_000);
        let pages = "<Page BaseLoc='p.xml'/>".repeat(290);
        package(&[
            ("OFD.xml", b"<OFD><DocRoot>d.xml</DocRoot></OFD>"),
            (
                "d.xml",
                format!("<Document><TemplatePage ID='1' BaseLoc='{path}'/><Pages>{pages}</Pages></Document>")
                    .as_bytes(),
            ),
            ("p.xml", page.as_bytes()),
        ])
    }),
    ("folder of many documents beside a large file", || {
        let names: Vec<String> = (0..4_900).map(|at| format!("年报/{at}.txt")).collect();
        let large = noise(60 << 20);
        let documents = names.iter().map(|name| (name.as_str(), &b"x"[..]));
        zip(&std::iter::once(("a.bin", large.as_slice())).chain(documents).collect::<Vec<_>>())
    }),
    ("folder of documents over one another", || {
        let bytes = zip(&[("a.txt", noise(20 << 20).as_slice())]);
        let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap_or(0);
        let end = bytes.len() - 22;
        let mut entry = bytes[at..end].to_vec();
        entry[24..28].copy_from_slice(&1u32.to_le_bytes());
        let directory = entry.repeat(4_000);
        let mut tail = bytes[end..].to_vec();
        tail[12..16].copy_from_slice(&(directory.len() as u32).to_le_bytes());
        [&bytes[..at], &directory, &tail].concat()
    }),
    ("ofd that unfolds", || folded("OFD.xml", 1)),
    ("zip of documents that unfold", || folded("a.docx", 5_000)),
    ("zip in a zip", || {
        let inner = folded("a.docx", 1);
        package(&[("a.zip", &inner)])
    }),
];

/// Bytes that do not pack.
fn noise(count: usize) -> Vec<u8> {
    (0..count as u64)
        .map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8 ^ (at >> 7) as u8)
        .collect()
}

fn rtf(piece: &str) -> Vec<u8> {
    around("{\\rtf1\\ansicpg936 ", piece, LARGE, "}")
}

fn repeated(piece: &str) -> String {
    piece.repeat(LARGE / piece.len())
}

/// A file of XML with its type.
fn flat(kind: &str, body: &str) -> Vec<u8> {
    format!("<document office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">{body}</document>")
        .into_bytes()
}

fn odt(piece: &str) -> Vec<u8> {
    flat("text", &format!("<text>{}</text>", repeated(piece)))
}

fn ods(piece: &str) -> Vec<u8> {
    flat("spreadsheet", &format!("<spreadsheet><table>{}</table></spreadsheet>", repeated(piece)))
}

fn ofd(objects: &str) -> Vec<u8> {
    ofd_of("<Page BaseLoc='p.xml'/>", objects)
}

fn ofd_of(pages: &str, objects: &str) -> Vec<u8> {
    package(&[
        ("OFD.xml", b"<OFD><DocRoot>d.xml</DocRoot></OFD>"),
        ("d.xml", format!("<Document><Pages>{pages}</Pages></Document>").as_bytes()),
        ("p.xml", format!("<Page><Content>{objects}</Content></Page>").as_bytes()),
    ])
}
