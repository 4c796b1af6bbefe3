//! Readable in a terminal: what each input is, how much of it was read, and every finding with its figures.

mod columns;
mod excerpt;
mod repairs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::Style;
use columns::{Field, align};
use gouji::batch::Batch;
use gouji::finding::LeftOut;
use gouji::{Audit, Finding, Lang, Report, Severity, Table, Verdict, list};

use super::style::{DIM, ERROR, GOOD, STRONG, WARNING};
use super::sums;
use super::{pick, plain, shorten};
use crate::check::Checked;

/// A quoted passage is cut after so many characters: about two lines.
const QUOTE_LENGTH: usize = 80;

/// More inputs than this are listed once more at the end, a line each.
const UNLISTED: usize = 2;

struct Text {
    lang: Lang,
    /// A line for each input, for the list at the end.
    list: Vec<Vec<Field>>,
    /// All of them together.
    batch: Batch,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn super::Writer> {
    Box::new(Text { lang, list: Vec::new(), batch: Batch::default() })
}

impl super::Writer for Text {
    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        if !self.list.is_empty() {
            writeln!(out)?;
        }
        self.list.push(listed(checked, self.lang));
        out.write_all(render(checked, self.lang).as_bytes())?;
        for remark in super::remarks(checked, &mut self.batch, self.lang) {
            writeln!(out, "  {WARNING}{}{WARNING:#}", plain(&remark))?;
        }
        out.flush()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let lines = std::mem::take(&mut self.list);
        if lines.len() > UNLISTED {
            writeln!(out, "\n{STRONG}{}{STRONG:#}", pick(self.lang, "汇总", "Summary"))?;
            for line in align(&lines) {
                writeln!(out, "  {line}")?;
            }
            writeln!(out, "\n{STRONG}{}{STRONG:#}", self.batch.total(self.lang))?;
            for line in self.batch.lines(self.lang).into_iter().chain(super::hints(&self.batch, self.lang)) {
                writeln!(out, "  {}", plain(&line))?;
            }
        }
        out.flush()
    }
}

/// The input in one line: how many contradictions, how much of it was read, and what it is.
fn listed(checked: &Checked, lang: Lang) -> Vec<Field> {
    let name = Field::whole(checked.name(), Style::new());
    let Ok(audit) = &checked.result else { return vec![name, Field::new(list::not_read(lang), ERROR)] };
    let severity = |severity: Severity, style| match audit.count(severity) {
        0 => Field::new("", style),
        count => Field::new(&severity.count(count, lang), style),
    };
    let (errors, warnings) = (audit.count(Severity::Error), audit.count(Severity::Warning));
    let first = match (errors + warnings, audit.coverage.checked.is_empty()) {
        (0, true) => Field::new(list::result(audit, lang), WARNING),
        (0, false) => Field::new(list::result(audit, lang), GOOD),
        _ => severity(Severity::Error, ERROR),
    };
    let cells = format!("{}/{}", audit.coverage.cells_found, audit.coverage.cells_expected);
    let year = audit.report.year.map(|year| year.to_string()).unwrap_or_default();
    let organ = audit.report.organ.as_deref().unwrap_or_default();
    vec![
        name,
        first,
        severity(Severity::Warning, WARNING),
        Field::new(&cells, DIM),
        Field::new(&year, DIM),
        Field::new(organ, DIM),
    ]
}

/// The reports whose figures this one adds up: which they are, and which were left out and why.
fn members(checked: &Checked, audit: &Audit, lang: Lang) -> Vec<String> {
    let members = checked.others.members(audit);
    if members.is_empty() {
        return Vec::new();
    }
    let row = |(file, report, why): (&str, &Report, Option<LeftOut>)| {
        let status = match why {
            None => Field::new(pick(lang, "已计入", "added up"), GOOD),
            Some(why) => {
                Field::whole(&format!("{}{}", pick(lang, "未计入：", "left out: "), why.label(lang)), WARNING)
            }
        };
        let year = report.year.map(|year| year.to_string()).unwrap_or_default();
        let organ = report.organ.as_deref().unwrap_or_default();
        vec![
            Field::whole(file, DIM),
            Field::new(organ, Style::new()),
            Field::new(&year, Style::new()),
            status,
        ]
    };
    let rows: Vec<Vec<Field>> = members.into_iter().map(row).collect();
    let head = format!("  {DIM}{}{DIM:#}", pick(lang, "所列单位：", "Members:"));
    std::iter::once(head).chain(align(&rows).into_iter().map(|line| format!("    {line}"))).collect()
}

/// One input, ending with a line break.
fn render(checked: &Checked, lang: Lang) -> String {
    let name = checked.input.name.as_deref().unwrap_or(pick(lang, "（标准输入）", "(standard input)"));
    let mut lines = vec![format!("{STRONG}{}{STRONG:#}", plain(name))];
    match &checked.result {
        Ok(audit) => {
            judged(audit, lang, &mut lines);
            lines.extend(members(checked, audit, lang));
        }
        Err(trouble) => {
            let word = pick(lang, "未能读取", "not read");
            let code = trouble.error().code();
            lines.push(format!("  {ERROR}✗ {word}{ERROR:#} {DIM}{code}{DIM:#}"));
            lines.push(format!("    {}", plain(&trouble.message(lang))));
        }
    }
    lines.join("\n") + "\n"
}

fn judged(audit: &Audit, lang: Lang, lines: &mut Vec<String>) {
    lines.push(format!("  {}", headline(&audit.report, lang)));
    lines.push(format!("  {}", verdict(audit, lang)));
    lines.push(format!("  {}", coverage(audit, lang)));
    let settings = audit.settings.lines(lang);
    if !settings.is_empty() {
        let settings = settings.join(pick(lang, "；", "; "));
        lines.push(format!("  {DIM}{}{settings}{DIM:#}", pick(lang, "按设置：", "as set: ")));
    }
    let (notes, problems): (Vec<_>, Vec<_>) =
        audit.findings.iter().enumerate().partition(|(_, finding)| finding.severity == Severity::Info);
    for (index, finding) in problems {
        lines.push(String::new());
        self::finding(finding, &audit.report, lang, lines);
        lines.extend(repairs::lines(audit, index, lang).into_iter().map(|line| format!("    {line}")));
    }
    if !notes.is_empty() || !audit.coverage.skipped.is_empty() {
        lines.push(String::new());
    }
    for (_, note) in notes {
        self::finding(note, &audit.report, lang, lines);
    }
    lines.extend(skipped(audit, lang));
}

/// The organ, the year and the editions of the form.
fn headline(report: &Report, lang: Lang) -> String {
    let unknown = || pick(lang, "机关未知", "organ unknown").to_owned();
    let organ = report.organ.as_deref().map_or_else(unknown, plain);
    let year = match (report.year, lang) {
        (Some(year), Lang::Zh) => format!("{year}年"),
        (Some(year), Lang::En) => year.to_string(),
        (None, lang) => pick(lang, "年度未知", "year unknown").to_owned(),
    };
    let forms = Table::ALL.map(|table| {
        let form = report.forms.get(&table).map(|form| form.key());
        match (lang, form) {
            (Lang::Zh, Some(form)) => format!("表{}（{form}年版）", table.number()),
            (Lang::Zh, None) => format!("表{}（未读到）", table.number()),
            (Lang::En, Some(form)) => format!("table {} ({form} form)", &table.key()[1..]),
            (Lang::En, None) => format!("table {} (not found)", &table.key()[1..]),
        }
    });
    format!("{organ} · {year} · {}", forms.join(pick(lang, "、", ", ")))
}

/// How it came out, in the colour of the worst.
fn verdict(audit: &Audit, lang: Lang) -> String {
    let style = match audit.verdict() {
        Verdict::Contradictions => ERROR,
        Verdict::Mismatches | Verdict::Unchecked => WARNING,
        Verdict::Clean => GOOD,
    };
    let warnings = match (audit.verdict(), audit.count(Severity::Warning)) {
        (Verdict::Contradictions, 1..) => {
            let warnings = Severity::Warning.count(audit.count(Severity::Warning), lang);
            format!("{}{WARNING}{warnings}{WARNING:#}", pick(lang, "，", ", "))
        }
        _ => String::new(),
    };
    format!("{style}{}{style:#}{warnings}", audit.headline(lang))
}

/// How much was read, and how many equations hold of those that were judged.
fn coverage(audit: &Audit, lang: Lang) -> String {
    let coverage = &audit.coverage;
    let (found, expected) = (coverage.cells_found, coverage.cells_expected);
    let style = if found < expected { WARNING } else { DIM };
    let skipped = coverage.skipped.len();
    let cells = match lang {
        Lang::Zh => format!("读到 {found}/{expected} 个单元格"),
        Lang::En => format!("{found} of {expected} cells read"),
    };
    let equations = match (audit.ledgers().line(lang), lang) {
        (line, Lang::Zh) if line.is_empty() => format!("；跳过 {skipped} 个等式"),
        (line, Lang::En) if line.is_empty() => format!("; {skipped} equations skipped"),
        (line, Lang::Zh) => format!("；相符 {line}；跳过 {skipped} 个等式"),
        (line, Lang::En) => format!("; hold: {line}; {skipped} equations skipped"),
    };
    format!("{style}{cells}{style:#}{DIM}{equations}{DIM:#}")
}

/// The sentence, its table region, its equation and its quotation.
fn finding(finding: &Finding, report: &Report, lang: Lang, lines: &mut Vec<String>) {
    let (style, sign): (Style, char) = match finding.severity {
        Severity::Error => (ERROR, '✗'),
        Severity::Warning => (WARNING, '!'),
        Severity::Info => (DIM, 'i'),
    };
    let word = finding.severity.label(lang);
    let (rule, message) = (finding.rule, plain(&finding.message(lang)));
    lines.push(format!("  {style}{sign} {word}{style:#} {DIM}{rule}{DIM:#}  {message}"));
    if finding.severity > Severity::Info {
        lines.extend(excerpt::lines(finding, report, lang).into_iter().map(|line| format!("      {line}")));
    }
    if let Some(sums) = sums::line(finding, report, lang) {
        lines.push(format!("    {style}{sums}{style:#}"));
    }
    if let Some(quote) = &finding.quote {
        lines.push(format!("    {DIM}“{}”{DIM:#}", shorten(&quote.text, QUOTE_LENGTH)));
    }
}

/// Equations that were not judged, counted by reason, in the order in which the reasons first come up.
fn skipped(audit: &Audit, lang: Lang) -> Option<String> {
    let mut order: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in &audit.coverage.skipped {
        let why = why.message(lang);
        if !order.contains(&why) {
            order.push(why);
        }
        *counts.entry(why).or_default() += 1;
    }
    let mut text = String::new();
    for why in order {
        let separator = if text.is_empty() { "" } else { pick(lang, "；", "; ") };
        let _ = write!(text, "{separator}{why} ×{}", counts[why]);
    }
    let intro = pick(lang, "跳过的等式：", "Equations skipped: ");
    (!text.is_empty()).then(|| format!("  {DIM}{intro}{text}{DIM:#}"))
}

#[cfg(test)]
mod tests;
