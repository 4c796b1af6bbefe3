//! OpenDocument texts and workbooks: merged cells with what they cover, a deletion that is tracked, rows and cells that stand for many.

use super::super::sheet::Role;
use super::super::text::broken_words;
use super::grid::{self, Place};
use super::{Part, zip};

const ROOT: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2""#;

/// How a file holds its parts.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// In a package.
    Packed,
    /// In one piece of XML.
    Flat,
}

/// A text.
pub(super) fn text(parts: &[Part], form: Form) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(text) => format!("<text:p>{}</text:p>", escaped(text)),
            Part::Table(_) => table(part, false),
        })
        .collect();
    let deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>二、上年结转政府信息公开申请数量 9</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    file("text", &format!("<office:text>{deleted}{body}</office:text>"), form)
}

/// A workbook with a sheet for each table and what stands before it.
pub(super) fn sheet(parts: &[Part], form: Form) -> Vec<u8> {
    let mut sheets = vec![String::new()];
    for part in parts {
        let last = sheets.len() - 1;
        match part {
            Part::Paragraph(text) => sheets[last].push_str(&format!(
                "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
                escaped(text)
            )),
            Part::Table(_) => {
                sheets[last].push_str(&table(part, true));
                sheets.push(String::new());
            }
        }
    }
    // The rest of a sheet is one row that stands for a million.
    let rest = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let sheets: String =
        sheets.iter().map(|rows| format!("<table:table>{rows}{rest}</table:table>")).collect();
    file("spreadsheet", &format!("<office:spreadsheet>{sheets}</office:spreadsheet>"), form)
}

/// A table, or only its rows.
fn table(part: &Part, only_rows: bool) -> String {
    let Part::Table(sheet) = part else { return String::new() };
    let mut out = String::new();
    for row in grid::rows(sheet) {
        out.push_str("<table:table-row>");
        for place in row {
            let Place::Cell(slot) = place else {
                out.push_str("<table:covered-table-cell/>");
                continue;
            };
            let spans = format!(
                "table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                slot.across, slot.down
            );
            let paragraphs: String = broken_words(&slot.text)
                .iter()
                .map(|text| format!("<text:p>{}</text:p>", escaped(text)))
                .collect();
            let number = slot.text.parse::<f64>().ok();
            let value = match number.filter(|_| only_rows && matches!(slot.role, Role::Figure(_))) {
                Some(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
                None => String::new(),
            };
            out.push_str(&format!("<table:table-cell {spans} {value}>{paragraphs}</table:table-cell>"));
        }
        out.push_str("</table:table-row>");
    }
    if only_rows {
        return out;
    }
    format!(
        "<table:table><table:table-column table:number-columns-repeated=\"{}\"/>{out}</table:table>",
        sheet.columns
    )
}

/// Spaces in a row are said, or they would be one.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace(' ', "<text:s/>").replace('\n', "<text:line-break/>")
}

fn file(kind: &str, body: &str, form: Form) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let (root, says) = match form {
        Form::Packed => ("document-content", String::new()),
        Form::Flat => ("document", format!(" office:mimetype=\"{mimetype}\"")),
    };
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:{root} {ROOT}{says}><office:body>{body}</office:body></office:{root}>"
    );
    if let Form::Flat = form {
        return content.into_bytes();
    }
    let entry = |path: &str, kind: &str| {
        format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
    };
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">{}{}</manifest:manifest>",
        entry("/", &mimetype),
        entry("content.xml", "text/xml")
    );
    zip(&[("mimetype", &mimetype), ("content.xml", &content), ("META-INF/manifest.xml", &manifest)])
}
