//! A summary page in one file: a line an input, its findings under it, sorted by any column at a click.
//!
//! The page asks for nothing from anywhere, and its own policy lets nothing run but its one script, which is known by its hash. Where
//! a server's policy forbids that too, the page reads the same and only does not sort. Lines are written as they come; how many there
//! were is known last and stands first by the style sheet.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};
use std::sync::Arc;

use gouji::batch::{Batch, Summary};
use gouji::list::Field;
use gouji::{Audit, Finding, Lang, Severity, list};
use gouji_files::write::escape_html as escape;

use super::{Writer, pick, sums};
use crate::beside::Others;
use crate::check::Checked;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("sort.js");

/// The SHA-256 of [`STYLE`] and [`SCRIPT`] as the page's policy names them; a test keeps them in step.
const STYLE_HASH: &str = "sha256-V+z0h3DUTnAuh/aOYFx+dpP9kIe7YbEmE8GrtRLq56I=";
const SCRIPT_HASH: &str = "sha256-7OutHaCTCMcYC1Ht+GyVOiER2uEFk26yz/AvCxTIM+w=";

#[derive(Default)]
struct Html {
    lang: Lang,
    batch: Batch,
    others: Option<Arc<Others>>,
    /// What an office had set, for the whole run.
    settings: Vec<String>,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Html { lang, ..Html::default() })
}

impl Writer for Html {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let title = pick(
            lang,
            "政府信息公开工作年度报告核对结果",
            "Annual reports on information disclosure, checked",
        );
        let heads = [
            pick(lang, "文件", "File"),
            pick(lang, "机关", "Organ"),
            pick(lang, "年份", "Year"),
            pick(lang, "结果", "Result"),
            pick(lang, "矛盾", "Contradictions"),
            pick(lang, "提示", "Warnings"),
            pick(lang, "读到的单元格", "Cells read"),
            pick(lang, "核对的等式", "Equations checked"),
        ];
        let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
             </head>\n<body>\n<header><h1>{title}</h1></header>\n<table id=\"list\">\n<thead><tr>{heads}</tr></thead>\n",
            pick(lang, "zh-CN", "en"),
        )
    }

    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        self.others.get_or_insert_with(|| checked.others.clone());
        let name = match &checked.input.name {
            Some(name) => escape(name),
            None => pick(lang, "（标准输入）", "(standard input)").to_owned(),
        };
        let row = match &checked.result {
            Ok(audit) => {
                self.settings = audit.settings.lines(lang);
                read(&name, audit, lang)
            }
            Err(trouble) => {
                format!(
                    "<tr><td>{name}</td><td></td><td></td><td class=\"error\">{}</td><td class=\"n\"></td><td class=\"n\"></td><td class=\"n\"></td><td class=\"n\"></td></tr>\n\
                     <tr><td colspan=\"8\">{}</td></tr>\n",
                    list::not_read(lang),
                    escape(&trouble.message(lang)),
                )
            }
        };
        let remark = |remark: String| {
            format!("<tr><td colspan=\"8\" class=\"warning\">{}</td></tr>\n", escape(&remark))
        };
        let remarks: String =
            super::remarks(checked, &mut self.batch, lang).into_iter().map(remark).collect();
        writeln!(out, "<tbody>\n{row}{remarks}</tbody>")?;
        out.flush()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Html { batch, lang, settings, others } = self;
        super::add_earlier(batch, others.as_deref());
        let total = batch.total(*lang);
        writeln!(out, "</table>")?;
        let items = |lines: &[String]| -> String {
            lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect()
        };
        let lines: Vec<String> = batch.lines(*lang).into_iter().chain(super::hints(batch, *lang)).collect();
        if !lines.is_empty() {
            let title = pick(*lang, "问题种类", "Kinds of faults");
            writeln!(out, "<h2>{title}</h2><ul id=\"kinds\">{}</ul>", items(&lines))?;
        }
        for Summary { name, heads, lines } in batch.yearly(*lang) {
            let cell = |field: Field| match field {
                Field::Text(text) => format!("<td>{}</td>", escape(&text)),
                Field::Number(value) => number(value),
                Field::Blank => "<td></td>".to_owned(),
            };
            let row =
                |line: Vec<Field>| format!("<tr>{}</tr>\n", line.into_iter().map(cell).collect::<String>());
            let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
            let rows: String = lines.into_iter().map(row).collect();
            writeln!(
                out,
                "<h2>{name}</h2><table class=\"years\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            )?;
        }
        if !settings.is_empty() {
            let title = pick(*lang, "按设置核对：", "Checked as set:");
            writeln!(out, "<p>{title}</p><ul>{}</ul>", items(settings))?;
        }
        write!(out, "<p id=\"total\">{total}</p>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")?;
        out.flush()
    }
}

/// The line of a report that was read, and its findings under it.
fn read(name: &str, audit: &Audit, lang: Lang) -> String {
    let report = &audit.report;
    let coverage = &audit.coverage;
    let (errors, warnings) = (audit.count(Severity::Error), audit.count(Severity::Warning));
    let class = match (errors, coverage.checked.is_empty()) {
        (0, true) => "warning",
        (0, false) => "clean",
        _ => "error",
    };
    let (found, expected) = (coverage.cells_found, coverage.cells_expected);
    let mut html = format!(
        "<tr><td>{name}</td><td>{}</td><td>{}</td><td class=\"{class}\">{}</td>{}{}\
         <td class=\"n\" data-sort=\"{found}\">{found}/{expected}</td>{}</tr>\n",
        escape(report.organ.as_deref().unwrap_or_default()),
        report.year.map(|year| year.to_string()).unwrap_or_default(),
        list::result(audit, lang),
        number(errors),
        number(warnings),
        number(coverage.checked.len()),
    );
    if audit.findings.is_empty() {
        return html;
    }
    let count = |severity| match audit.count(severity) {
        0 => None,
        count => Some(severity.count(count, lang)),
    };
    let counts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(count).collect();
    let open = if errors + warnings > 0 { " open" } else { "" };
    let _ = writeln!(
        html,
        "<tr><td colspan=\"8\"><details{open}><summary>{}</summary><ul>",
        counts.join(pick(lang, "，", ", "))
    );
    for cause in &audit.causes {
        html += "<li>";
        if let Some(correction) = cause.findings.first().and_then(|&at| audit.correction(at, lang)) {
            let label = pick(lang, "建议改法：", "Proposed correction: ");
            let _ = write!(html, "<p class=\"change\">{label}{}</p>", escape(&correction));
        }
        html += "<ul>";
        for finding in cause.findings.iter().filter_map(|&at| audit.findings.get(at)) {
            html += &item(finding, audit, lang);
        }
        html += "</ul></li>\n";
    }
    // What belongs to no cause is a remark on the reading.
    for finding in audit.findings.iter().filter(|finding| finding.severity == Severity::Info) {
        html += &item(finding, audit, lang);
    }
    html + "</ul></details></td></tr>\n"
}

fn item(finding: &Finding, audit: &Audit, lang: Lang) -> String {
    let mut html = format!(
        "<li><span class=\"{}\">{}</span> <span class=\"rule\">{}</span> {}",
        finding.severity.as_str(),
        finding.severity.label(lang),
        escape(finding.rule.explain(lang).title),
        escape(&finding.message(lang)),
    );
    if let Some(sums) = sums::line(finding, &audit.report, lang) {
        let _ = write!(html, "<br><span class=\"sum\">{}</span>", escape(&sums));
    }
    if let Some(quote) = &finding.quote {
        let _ = write!(html, "<br><q>{}</q>", escape(&super::shorten(&quote.text, QUOTE_LENGTH)));
    }
    html + "</li>\n"
}

/// A quoted passage is cut after so many characters.
const QUOTE_LENGTH: usize = 160;

fn number(value: impl Display) -> String {
    format!("<td class=\"n\">{value}</td>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_knows_the_script_and_the_style() {
        let hash = |text: &str| {
            format!("sha256-{}", base64::prelude::BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
        };
        assert_eq!(hash(STYLE), STYLE_HASH);
        assert_eq!(hash(SCRIPT), SCRIPT_HASH);
    }
}
