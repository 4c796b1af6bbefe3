//! What programs put on the clipboard as `text/html` when a report is selected and copied.
//!
//! Comes in: figures. Goes out: HTML with the marks, comments and remains that each program leaves. Chromium's is as recorded on this
//! machine; the others are written after published examples of what Word, WPS, LibreOffice, Excel, Safari and Firefox produce.

use super::super::prose::{Frame, Opening, prose};
use super::super::sheet::{Role, Sheet, Slot, sheet};
use super::super::text::{broken_words, wrapped};
use super::super::{Style, sections};
use super::escape;
use crate::figures::Figures;

/// A program that a report was copied in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// Word, with changes tracked in the text.
    Word,
    /// WPS Writer.
    Wps,
    /// LibreOffice Writer.
    Writer,
    /// Excel.
    Excel,
    /// WPS Spreadsheets.
    WpsSheet,
    /// LibreOffice Calc.
    Calc,
    /// Chromium, which writes the styles of what is selected into each top element.
    Chromium,
    /// Safari, which writes them into every element and marks its spaces.
    Safari,
    /// Firefox, which leaves the page as it is.
    Firefox,
}

/// The whole report as a program copies it.
pub fn clipboard(figures: &Figures, program: Clipboard, style: &Style, frame: &Frame) -> String {
    let prose = prose(figures, frame);
    let mut body = String::new();
    if !matches!(frame.opening, Opening::Nothing) {
        body.push_str(&program.paragraph(&style.words(&prose.title)));
    }
    for text in &prose.preamble {
        body.push_str(&program.paragraph(&style.words(text)));
    }
    for (title, texts, table) in sections(figures, &prose) {
        body.push_str(&program.paragraph(&style.words(title)));
        for text in texts {
            body.push_str(&program.paragraph(&style.words(text)));
        }
        if let Some(sheet) = table.and_then(|table| sheet(table, figures, style)) {
            body.push_str(&program.table(&sheet));
        }
    }
    if let Some(closing) = frame.closing {
        body.push_str(&program.paragraph(&style.words(closing)));
    }
    program.around(&body)
}

impl Clipboard {
    fn paragraph(self, text: &str) -> String {
        let text = escape(text);
        match self {
            Clipboard::Word => format!(
                "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;\n\
                 font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312'>{}<span lang=EN-US><o:p></o:p></span></span></p>\n\n",
                source_lines(&text)
            ),
            Clipboard::Wps => format!(
                "<p class=MsoNormal  style=\"text-indent:32.0000pt;mso-char-indent-count:2.0000;\" ><span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;\
                 mso-hansi-font-family:Calibri;font-size:16.0000pt;mso-font-kerning:1.0000pt;\" ><font face=\"仿宋_GB2312\" >{text}</font></span>\
                 <span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;font-size:16.0000pt;\" ><o:p></o:p></span></p>"
            ),
            Clipboard::Writer => format!(
                "<p style=\"line-height: 100%; margin-bottom: 0cm\"><font face=\"仿宋\"><font size=\"4\" style=\"font-size: 16pt\">\n{text}</font></font></p>\n"
            ),
            Clipboard::Excel => format!(
                " <tr height=19 style='height:14.25pt'>\n  <td colspan=15 height=19 class=xl65 style='height:14.25pt;mso-ignore:colspan'>{}</td>\n </tr>\n",
                source_lines(&text)
            ),
            Clipboard::WpsSheet => format!(
                "<tr height=\"24\" style='height:18.00pt;'><td class=\"et2\" colspan=\"15\" height=\"24\" width=\"960\" style='height:18.00pt;width:720.00pt;' x:str>{text}</td></tr>"
            ),
            Clipboard::Calc => format!(
                "\t<tr>\n\t\t<td colspan=15 height=\"17\" align=\"left\" valign=bottom><font face=\"宋体\">{text}</font></td>\n\t</tr>\n"
            ),
            Clipboard::Chromium => format!("<p style=\"{CHROMIUM}\">{text}</p>"),
            Clipboard::Safari => format!("<p style=\"{SAFARI}\">{SPACE}{text}</p>"),
            Clipboard::Firefox => format!("<p class=\"txt\" data-v-7ba5bd90=\"\">{text}</p>\n"),
        }
    }

    fn table(self, sheet: &Sheet) -> String {
        let (open, close) = match self {
            Clipboard::Word => (
                "<div align=center>\n\n<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse;mso-table-layout-alt:fixed;border:none;mso-border-alt:\n solid windowtext .5pt;mso-padding-alt:0cm 5.4pt 0cm 5.4pt;mso-border-insideh:\n .5pt solid windowtext'>\n".to_owned(),
                // A row that holds nothing but the widths of the columns.
                format!(
                    " <![if !supportMisalignedColumns]>\n <tr height=0>\n{} </tr>\n <![endif]>\n</table>\n\n</div>\n\n",
                    "  <td width=52 style='border:none'></td>\n".repeat(sheet.columns)
                ),
            ),
            Clipboard::Wps => (
                "<div align=center ><table class=MsoTableGrid  border=1  cellspacing=0  style=\"border-collapse:collapse;width:468.2500pt;mso-table-layout-alt:fixed;\nborder:none;mso-border-left-alt:0.5000pt solid windowtext;mso-padding-alt:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;\" >".to_owned(),
                "</table></div>".to_owned(),
            ),
            Clipboard::Writer => (
                format!(
                    "<table width=\"642\" cellpadding=\"4\" cellspacing=\"0\">\n{}",
                    "\t<col width=\"56\"/>\n\n".repeat(sheet.columns)
                ),
                "</table>\n".to_owned(),
            ),
            Clipboard::Excel | Clipboard::WpsSheet | Clipboard::Calc => Default::default(),
            Clipboard::Chromium => {
                (format!("<table border=\"1\" style=\"{CHROMIUM}\"><tbody>"), "</tbody></table>".to_owned())
            }
            Clipboard::Safari => (
                format!("<table style=\"caret-color: rgb(0, 0, 0); {SAFARI}\"><tbody>"),
                "</tbody></table>".to_owned(),
            ),
            Clipboard::Firefox => {
                ("<table class=\"tab\" data-v-7ba5bd90=\"\"><tbody>".to_owned(), "</tbody></table>\n".to_owned())
            }
        };
        let rows = sheet.rows.iter().enumerate().map(|(index, row)| self.row(index, row));
        open + &rows.collect::<String>() + &close
    }

    fn row(self, index: usize, row: &[Slot]) -> String {
        let cells: String = row.iter().map(|slot| self.cell(slot)).collect();
        match self {
            Clipboard::Word => {
                let first = if index == 0 { ";mso-yfti-firstrow:yes" } else { "" };
                format!(" <tr style='mso-yfti-irow:{index}{first};height:22.7pt'>\n{cells} </tr>\n")
            }
            Clipboard::Wps => format!("<tr style=\"height:22.7000pt;\" >{cells}</tr>"),
            Clipboard::Excel => {
                format!(" <tr height=19 style='mso-height-source:userset;height:14.25pt'>\n{cells} </tr>\n")
            }
            Clipboard::WpsSheet => format!("<tr height=\"24\" style='height:18.00pt;'>{cells}</tr>"),
            Clipboard::Writer => format!("\t<tr valign=\"top\">\n{cells}\t</tr>\n"),
            Clipboard::Calc => format!("\t<tr>\n{cells}\t</tr>\n"),
            Clipboard::Chromium | Clipboard::Safari | Clipboard::Firefox => format!("<tr>{cells}</tr>"),
        }
    }

    fn cell(self, slot: &Slot) -> String {
        let text = escape(&slot.text);
        let is_figure = matches!(slot.role, Role::Figure(_));
        let is_number = is_figure && slot.text.parse::<f64>().is_ok();
        let spans = |quote: &str| {
            let span = |name, count| match count {
                1 => String::new(),
                _ => format!(" {name}={quote}{count}{quote}"),
            };
            span("colspan", slot.across) + &span("rowspan", slot.down)
        };
        match self {
            Clipboard::Word => {
                let text = match (is_figure, text.is_empty()) {
                    (_, true) => "<o:p>&nbsp;</o:p>".to_owned(),
                    // What was deleted stays beside what was inserted while changes are tracked.
                    (true, _) if is_number => format!(
                        "<del cite=\"mailto:%E5%8A%9E%E5%85%AC%E5%AE%A4\" datetime=\"2024-01-08T09:12\">9</del><ins cite=\"mailto:%E5%8A%9E%E5%85%AC%E5%AE%A4\"\n  datetime=\"2024-01-08T09:12\">{text}</ins><o:p></o:p>"
                    ),
                    _ => format!(
                        "<w:sdt DocPart=\"DefaultPlaceholder\" Text=\"t\" ID=\"1731\">{}<w:sdtPr></w:sdtPr></w:sdt><span lang=EN-US><o:p></o:p></span>",
                        source_lines(&text)
                    ),
                };
                format!(
                    "  <td width=64{} style='width:47.8pt;border:solid windowtext 1.0pt;\n  mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:22.7pt'>\n  \
                     <p class=MsoNormal align=center style='text-align:center'><span lang=EN-US\n  style='font-size:10.5pt;mso-bidi-font-size:11.0pt'>{text}</span></p>\n  </td>\n",
                    spans("")
                )
            }
            Clipboard::Wps => format!(
                "<td width=80  valign=center {} style=\"width:60.0000pt;padding:0.0000pt 5.4000pt 0.0000pt 5.4000pt ;border-left:1.0000pt solid windowtext;\" >\
                 <p class=MsoNormal  align=center  style=\"text-align:center;\" ><span style=\"mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;mso-font-kerning:1.0000pt;\" >{text}</span>\
                 <span style=\"mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;\" ><o:p></o:p></span></p></td>",
                spans(" ")
            ),
            Clipboard::Writer => {
                let value =
                    if is_number { format!(" sdval=\"{text}\" sdnum=\"2052;\"") } else { String::new() };
                let text = if text.is_empty() { "<br/>\n\n".to_owned() } else { text };
                format!(
                    "\t\t<td{} width=\"49\"{value} style=\"border: 1px solid #000000; padding: 0.1cm\"><p align=\"center\" style=\"orphans: 2; widows: 2\">\n\t\t\t{text}</p>\n\t\t</td>\n",
                    spans("\"")
                )
            }
            Clipboard::Excel => {
                let value = match (text.is_empty(), is_number) {
                    (true, _) => "&nbsp;".to_owned(),
                    // Excel keeps the padding of number formats as spaces.
                    (_, true) => format!(
                        "<span style='mso-spacerun:yes'>&nbsp;</span>{text}<span style='mso-spacerun:yes'>&nbsp;</span>"
                    ),
                    _ => wrapped(&text, 16).join("<br>\n    "),
                };
                let align = if is_number { " align=right" } else { "" };
                format!(
                    "  <td{} height=19 class=xl66{align} width=72 style='height:14.25pt;border-top:none;width:54pt'>{value}</td>\n",
                    spans("")
                )
            }
            Clipboard::WpsSheet => {
                let kind = if is_number {
                    " x:num"
                } else if text.is_empty() {
                    ""
                } else {
                    " x:str"
                };
                format!(
                    "<td class=\"et3\"{} style='border-left:.5pt solid windowtext;'{kind}>{text}</td>",
                    spans("\"")
                )
            }
            Clipboard::Calc => {
                let value =
                    if is_number { format!(" sdval=\"{text}\" sdnum=\"2052;\"") } else { String::new() };
                let text = if text.is_empty() { "<br>".to_owned() } else { text };
                format!(
                    "\t\t<td style=\"border-top: 1px solid #000000\"{} align=\"center\" valign=middle{value}><font face=\"宋体\" color=\"#000000\">{text}</font></td>\n",
                    spans("")
                )
            }
            Clipboard::Chromium => {
                let text = broken_words(&text).join("</p><p align=\"center\" style=\"text-align: center;\">");
                format!(
                    "<td{} style=\"border: 1px solid black;\"><p align=\"center\" style=\"text-align: center;\">{text}</p></td>",
                    spans("\"")
                )
            }
            Clipboard::Safari => {
                format!(
                    "<td{} style=\"border: 1px solid black;\"><span style=\"{SAFARI}\">{text}</span>{SPACE}</td>",
                    spans("\"")
                )
            }
            Clipboard::Firefox => format!(
                "<td{} class=\"c\" data-v-7ba5bd90=\"\">{}</td>",
                spans("\""),
                broken_words(&text).join("<br>")
            ),
        }
    }

    fn around(self, body: &str) -> String {
        let body = match self {
            Clipboard::Excel => format!(
                "<table border=0 cellpadding=0 cellspacing=0 width=1080 style='border-collapse:\n collapse;width:810pt'>\n<!--StartFragment-->\n <col width=72 span=15 style='width:54pt'>\n{body} \
                 <![if supportMisalignedColumns]>\n <tr height=0 style='display:none'>\n{} </tr>\n <![endif]>\n<!--EndFragment-->\n</table>\n",
                "  <td width=72 style='width:54pt'></td>\n".repeat(15)
            ),
            Clipboard::WpsSheet => format!(
                "<table width=\"1080\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style='width:810.00pt;border-collapse:collapse;table-layout:fixed;'>\n<!--StartFragment--><col width=\"72\" span=\"15\" style='width:54.00pt;'/>\n{body}<!--EndFragment-->\n</table>"
            ),
            Clipboard::Calc => format!(
                "<table cellspacing=\"0\" border=\"0\">\n\t<colgroup span=\"15\" width=\"85\"></colgroup>\n{body}</table>\n<!-- ************************************************************************** -->\n"
            ),
            Clipboard::Chromium | Clipboard::Safari | Clipboard::Firefox => body.to_owned(),
            Clipboard::Word | Clipboard::Wps | Clipboard::Writer => {
                format!("<!--StartFragment-->{body}<!--EndFragment-->")
            }
        };
        let office =
            "xmlns:v=\"urn:schemas-microsoft-com:vml\"\nxmlns:o=\"urn:schemas-microsoft-com:office:office\"";
        match self {
            Clipboard::Chromium => format!("<meta charset='utf-8'>{body}"),
            Clipboard::Safari => format!("<meta charset=\"UTF-8\">{body}"),
            Clipboard::Firefox => body,
            Clipboard::Word => format!(
                "<html {office}\nxmlns:w=\"urn:schemas-microsoft-com:office:word\"\nxmlns=\"http://www.w3.org/TR/REC-html40\">\n\n<head>\n<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n\
                 <meta name=ProgId content=Word.Document>\n<meta name=Generator content=\"Microsoft Word 15\">\n<link rel=File-List href=\"file:///C:/clip_filelist.xml\">\n\
                 <!--[if gte mso 9]><xml>\n <w:WordDocument>\n  <w:View>Normal</w:View>\n  <w:TrackRevisions/>\n </w:WordDocument>\n</xml><![endif]-->\n\
                 <style>\n<!--\n p.MsoNormal, li.MsoNormal\n\t{{mso-style-unhide:no;\n\tmargin:0cm;}}\n-->\n</style>\n\
                 <!--[if gte mso 10]>\n<style>\n table.MsoNormalTable\n\t{{mso-style-name:普通表格;}}\n</style>\n<![endif]-->\n</head>\n\n\
                 <body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>\n{body}\n</body>\n\n</html>\n"
            ),
            Clipboard::Wps => format!(
                "<html {office} xmlns:w=\"urn:schemas-microsoft-com:office:word\" xmlns=\"http://www.w3.org/TR/REC-html40\"><head><meta http-equiv=Content-Type  content=\"text/html; charset=utf-8\" >\
                 <meta name=ProgId  content=Word.Document ><meta name=Generator  content=\"Microsoft Word 14\" ><title></title>\
                 <!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>办公室</o:Author></o:DocumentProperties></xml><![endif]-->\
                 <style>\n@font-face{{\nfont-family:\"Times New Roman\";\n}}\n\np.MsoNormal{{\nmso-style-name:正文;\nmargin:0pt;\n}}\n\nspan.msoIns{{\nmso-style-type:export-only;\n}}\n</style></head>\
                 <body style=\"tab-interval:21pt;text-justify-trim:punctuation;\" ><div class=\"Section0\"  style=\"layout-grid:15.6000pt;\" >{body}</div></body></html>"
            ),
            Clipboard::Writer => format!(
                "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n\t<title></title>\n\
                 \t<meta name=\"generator\" content=\"LibreOffice 7.4.7.2 (Linux)\"/>\n\t<style type=\"text/css\">\n\t\t@page {{ size: 21cm 29.7cm; margin: 2cm }}\n\t\tp {{ margin-bottom: 0.25cm }}\n\t</style>\n</head>\n\
                 <body lang=\"zh-CN\" link=\"#000080\" vlink=\"#800000\" dir=\"ltr\">{body}</body>\n</html>"
            ),
            Clipboard::Excel => format!(
                "<html {office}\nxmlns:x=\"urn:schemas-microsoft-com:office:excel\"\nxmlns=\"http://www.w3.org/TR/REC-html40\">\n\n<head>\n<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n\
                 <meta name=ProgId content=Excel.Sheet>\n<meta name=Generator content=\"Microsoft Excel 15\">\n<style>\n<!--table\n\t{{mso-displayed-decimal-separator:\"\\.\";\n\tmso-displayed-thousand-separator:\"\\,\";}}\n\
                 .xl65\n\t{{mso-number-format:\"\\@\";}}\n.xl66\n\t{{border:.5pt solid windowtext;}}\nruby\n\t{{ruby-align:left;}}\nrt\n\t{{color:windowtext;\n\tdisplay:none;}}\n-->\n</style>\n</head>\n\n\
                 <body link=\"#0563C1\" vlink=\"#954F72\">\n\n{body}\n</body>\n\n</html>\n"
            ),
            Clipboard::WpsSheet => format!(
                "<html {office}\nxmlns:x=\"urn:schemas-microsoft-com:office:excel\"\nxmlns=\"http://www.w3.org/TR/REC-html40\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n\
                 <meta name=\"ProgId\" content=\"Excel.Sheet\"/>\n<meta name=\"Generator\" content=\"WPS Office ET\"/>\n<style>\n<!-- .font0\n\t{{color:#000000;\n\tfont-size:11.0pt;}}\n.et2\n\t{{mso-number-format:General;}}\n -->\n</style>\n</head>\n<body>{body}</body>\n</html>"
            ),
            Clipboard::Calc => format!(
                "<!DOCTYPE html>\n\n<html>\n<head>\n\t\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n\t<title></title>\n\t<meta name=\"generator\" content=\"LibreOffice 7.4.7.2 (Linux)\"/>\n\
                 \t<style type=\"text/css\">\n\t\tbody,div,table,thead,tbody,tfoot,tr,th,td,p {{ font-family:\"宋体\"; font-size:small }}\n\t\tcomment {{ display:none;  }} \n\t</style>\n\t\n</head>\n\n<body>\n{body}</body>\n\n</html>\n"
            ),
        }
    }
}

const CHROMIUM: &str = "color: rgb(0, 0, 0); font-family: &quot;Times New Roman&quot;; font-size: medium; font-style: normal; orphans: 2; text-align: start; white-space: normal; text-decoration-style: initial;";
const SAFARI: &str =
    "caret-color: rgb(0, 0, 0); color: rgb(0, 0, 0); font-family: -webkit-standard; text-decoration: none;";
const SPACE: &str = "<span class=\"Apple-converted-space\">&nbsp;</span>";

/// Long text as Word and Excel write it: broken over lines of the source, which says nothing.
fn source_lines(text: &str) -> String {
    const WIDTH: usize = 40;
    let mut out = String::new();
    for (index, c) in text.chars().enumerate() {
        out.push(c);
        // Never inside a character reference.
        if index % WIDTH == WIDTH - 1 && !text.contains('&') {
            out.push_str("\n  ");
        }
    }
    out
}
