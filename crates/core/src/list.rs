//! Many reports as tables: one line a report, or one line a finding, for a spreadsheet.
//!
//! Comes in: what became of each input. Goes out: fields under headings. How they are written is the caller's.

use std::borrow::Cow;

use crate::audit::Audit;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::plain::plain;
use crate::rule::Severity;
use crate::verdict::Verdict;
use crate::{Decimal, Error, Table};

/// A field of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Nothing.
    Blank,
}

impl Field {
    pub(crate) fn text(text: impl AsRef<str>) -> Field {
        Field::Text(plain(text.as_ref()))
    }

    fn known<T: Into<Decimal>>(value: Option<T>) -> Field {
        value.map_or(Field::Blank, |value| Field::Number(value.into()))
    }

    pub(crate) fn count(count: usize) -> Field {
        Field::Number(Decimal::from(count))
    }
}

/// The headings of [`report`] and [`unread`].
pub const fn report_heads(lang: Lang) -> [&'static str; 12] {
    match lang {
        Lang::Zh => [
            "文件",
            "机关",
            "年份",
            "结果",
            "矛盾",
            "提示",
            "说明",
            "读到的单元格",
            "应有的单元格",
            "核对的等式",
            "跳过的等式",
            "缺少的表格或未读原因",
        ],
        Lang::En => [
            "file",
            "organ",
            "year",
            "result",
            "contradictions",
            "warnings",
            "notes",
            "cells read",
            "cells expected",
            "equations checked",
            "equations skipped",
            "tables missing, or why not read",
        ],
    }
}

/// The line of a report that was read.
pub fn report(file: &str, audit: &Audit, lang: Lang) -> Vec<Field> {
    let coverage = &audit.coverage;
    let missing: Vec<&str> = Table::ALL
        .iter()
        .filter(|table| !audit.report.forms.contains_key(table))
        .map(|table| table.title())
        .collect();
    vec![
        Field::text(file),
        audit.report.organ.as_ref().map_or(Field::Blank, Field::text),
        Field::known(audit.report.year),
        Field::text(result(audit, lang)),
        Field::count(audit.count(Severity::Error)),
        Field::count(audit.count(Severity::Warning)),
        Field::count(audit.count(Severity::Info)),
        Field::count(coverage.cells_found),
        Field::count(coverage.cells_expected),
        Field::count(coverage.checked.len()),
        Field::count(coverage.skipped.len()),
        if missing.is_empty() { Field::Blank } else { Field::Text(missing.join("；")) },
    ]
}

/// The line of an input that was not read, with what to do about it.
pub fn unread(file: &str, message: &str, lang: Lang) -> Vec<Field> {
    let mut line = vec![Field::Blank; report_heads(lang).len()];
    line[0] = Field::text(file);
    line[3] = Field::text(not_read(lang));
    if let Some(last) = line.last_mut() {
        *last = Field::text(message);
    }
    line
}

/// How a report came out, in a word or two. That nothing was found is said only where something was checked.
pub fn result(audit: &Audit, lang: Lang) -> &'static str {
    match (audit.verdict(), lang) {
        (Verdict::Contradictions, lang) => Severity::Error.label(lang),
        (Verdict::Mismatches, lang) => Severity::Warning.label(lang),
        (Verdict::Unchecked, Lang::Zh) => "没有可核对的等式",
        (Verdict::Unchecked, Lang::En) => "nothing to check",
        (Verdict::Clean, Lang::Zh) => "未发现矛盾",
        (Verdict::Clean, Lang::En) => "no contradiction",
    }
}

/// How an input that could not be read came out.
pub const fn not_read(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "未能读取",
        Lang::En => "not read",
    }
}

/// The headings of [`told`] and [`untold`].
pub const fn told_heads(lang: Lang) -> [&'static str; 12] {
    match lang {
        Lang::Zh => [
            "文件",
            "机关",
            "年份",
            "级别",
            "规则",
            "内容",
            "建议改法",
            "左边",
            "右边",
            "差",
            "单元格",
            "原文",
        ],
        Lang::En => [
            "file",
            "organ",
            "year",
            "severity",
            "rule",
            "message",
            "proposed correction",
            "left",
            "right",
            "difference",
            "cells",
            "quote",
        ],
    }
}

/// So many cells of a finding are named in a line for people. Picked by gut feeling.
const CELLS_NAMED: usize = 12;

/// The same as [`findings`] for people: severities, rules and cells by their names, and what would mend it. Nothing where nothing was
/// found.
pub fn told(file: &str, audit: &Audit, lang: Lang) -> Vec<Vec<Field>> {
    let line = |(index, finding): (usize, &Finding)| {
        let sums = finding.equation.as_ref().map(|(_, sums)| *sums);
        vec![
            Field::text(file),
            audit.report.organ.as_ref().map_or(Field::Blank, Field::text),
            Field::known(audit.report.year),
            Field::text(finding.severity.label(lang)),
            Field::text(finding.rule.explain(lang).title),
            Field::Text(finding.message(lang)),
            audit.correction(index, lang).map_or(Field::Blank, Field::Text),
            Field::known(sums.map(|sums| sums.left)),
            Field::known(sums.map(|sums| sums.right)),
            Field::known(sums.and_then(|sums| sums.left.checked_sub(sums.right))),
            if finding.cells.is_empty() { Field::Blank } else { Field::Text(cells(finding, lang)) },
            finding.quote.as_ref().map_or(Field::Blank, |quote| Field::text(quote.text.as_str())),
        ]
    };
    audit.findings.iter().enumerate().map(line).collect()
}

/// The cells of a finding by their names.
fn cells(finding: &Finding, lang: Lang) -> String {
    lang.some_cells(finding.cells.iter().map(|cell| cell.placed_label()), CELLS_NAMED)
}

/// The line of an input that was not read, among those of [`told`].
pub fn untold(file: &str, message: &str, lang: Lang) -> Vec<Field> {
    let mut line = vec![Field::Blank; told_heads(lang).len()];
    for (index, text) in [(0, file), (3, not_read(lang)), (5, message)] {
        line[index] = Field::text(text);
    }
    line
}

/// The headings of [`findings`] and [`failure`].
pub const fn finding_heads(lang: Lang) -> [&'static str; 11] {
    match lang {
        Lang::Zh => ["文件", "机关", "年份", "级别", "规则", "内容", "单元格", "左边", "右边", "差", "原文"],
        Lang::En => [
            "file",
            "organ",
            "year",
            "severity",
            "rule",
            "message",
            "cells",
            "left",
            "right",
            "difference",
            "quote",
        ],
    }
}

/// One line a finding; one line that says so where there is none. Severities are the contract's words, or `clean`.
pub fn findings(file: &str, audit: &Audit, lang: Lang) -> Vec<Vec<Field>> {
    let line = |severity: &str, rule: Field, message: String, rest: [Field; 5]| {
        let organ = audit.report.organ.as_ref().map_or(Field::Blank, Field::text);
        let head = [
            Field::text(file),
            organ,
            Field::known(audit.report.year),
            Field::text(severity),
            rule,
            Field::Text(message),
        ];
        head.into_iter().chain(rest).collect::<Vec<_>>()
    };
    if audit.findings.is_empty() {
        let blank = [(); 5].map(|()| Field::Blank);
        return vec![line("clean", Field::Blank, result(audit, lang).to_owned(), blank)];
    }
    let rest = |finding: &Finding| {
        let cells: Vec<String> = finding.cells.iter().map(ToString::to_string).collect();
        let sums = finding.equation.as_ref().map(|(_, sums)| *sums);
        [
            if cells.is_empty() { Field::Blank } else { Field::Text(cells.join(" ")) },
            Field::known(sums.map(|sums| sums.left)),
            Field::known(sums.map(|sums| sums.right)),
            Field::known(sums.and_then(|sums| sums.left.checked_sub(sums.right))),
            finding.quote.as_ref().map_or(Field::Blank, |quote| Field::text(quote.text.as_str())),
        ]
    };
    let lines = audit.findings.iter().map(|finding| {
        let rule = Field::text(finding.rule.as_str());
        line(finding.severity.as_str(), rule, finding.message(lang), rest(finding))
    });
    lines.collect()
}

/// The line of an input that was not read: its severity is `unread`, its rule the contract's code.
pub fn failure(file: &str, error: Error, message: &str, lang: Lang) -> Vec<Field> {
    let mut line = vec![Field::Blank; finding_heads(lang).len()];
    for (index, text) in [(0, file), (3, "unread"), (4, error.code()), (5, message)] {
        line[index] = Field::text(text);
    }
    line
}

/// Text as a spreadsheet takes it for text: one that would be run as a formula, in either width, gets an apostrophe. Signed numbers and
/// strokes for zero stay as they are. The one place that decides this for every writer of fields.
///
/// ```
/// use gouji::list::unformula;
/// assert_eq!(unformula("=SUM(A1)"), "'=SUM(A1)");
/// assert_eq!(unformula("-12"), "-12");
/// ```
pub fn unformula(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start_matches([' ', '\u{3000}', '\u{feff}']);
    let unsigned = begins.trim_start_matches(['+', '-', '＋', '－']);
    if unsigned.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c)) {
        return Cow::Borrowed(text);
    }
    let is_formula = text.starts_with(['\t', '\r', '\n'])
        || begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Lines as comma-separated values that Excel and WPS open as they are: a byte-order mark, since they take UTF-8 for the local
/// charset without it, and quotes where a field needs them.
pub fn csv_line(fields: &[Field]) -> String {
    let written = fields.iter().map(|field| match field {
        Field::Blank => String::new(),
        Field::Number(number) => number.normalize().to_string(),
        Field::Text(text) => {
            let text = unformula(text);
            match text.contains(['"', ',', '\n', '\r']) {
                true => format!("\"{}\"", text.replace('"', "\"\"")),
                false => text.into_owned(),
            }
        }
    });
    written.collect::<Vec<_>>().join(",") + "\r\n"
}

/// The first bytes of a file of [`csv_line`]s: the mark and the headings.
pub fn csv_head(heads: &[&str]) -> String {
    let fields: Vec<Field> = heads.iter().map(|head| Field::text(*head)).collect();
    format!("\u{feff}{}", csv_line(&fields))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, check};

    const TABLE_4: &str = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
        结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
        0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0";

    #[test]
    fn lines_stand_under_their_heads() {
        let audit = check(Input::text(TABLE_4)).expect("a table is read");
        for lang in [Lang::Zh, Lang::En] {
            assert_eq!(report("a", &audit, lang).len(), report_heads(lang).len());
            assert_eq!(unread("a", "b", lang).len(), report_heads(lang).len());
            assert_eq!(failure("a", Error::Empty, "b", lang).len(), finding_heads(lang).len());
            let findings = findings("a", &audit, lang);
            assert_eq!(findings.len(), audit.findings.len());
            assert!(findings.iter().all(|line| line.len() == finding_heads(lang).len()));
            assert_eq!(findings[0][4], Field::text("t4.total"));
            assert_eq!(findings[0][7..10], [2, 1, 1].map(|n| Field::Number(Decimal::from(n))));
            assert_eq!(report("a", &audit, lang)[4], Field::count(1));
            assert_eq!(untold("a", "b", lang).len(), told_heads(lang).len());
            let told = told("a", &audit, lang);
            assert!(told.iter().all(|line| line.len() == told_heads(lang).len()));
            assert_eq!(told[0][3], Field::text(Severity::Error.label(lang)));
            let words = format!("{:?}", told[0]);
            assert!(!words.contains("t4.") && words.contains("总计：1 → 2") || lang == Lang::En, "{words}");
        }
    }

    #[test]
    fn fields_are_quoted_and_no_formula_runs() {
        let line = [
            Field::text("甲，乙"),
            Field::text("a,b"),
            Field::Text("say \"no\"\nmore".to_owned()),
            Field::text("=1+1"),
            Field::Number(Decimal::new(-250, 2)),
            Field::Blank,
        ];
        assert_eq!(csv_line(&line), "甲，乙,\"a,b\",\"say \"\"no\"\"\nmore\",'=1+1,-2.5,\r\n");
        assert_eq!(Field::text("a\u{7}"), Field::Text("a ".to_owned()));
        assert_eq!(csv_head(&["文件", "年份"]), "\u{feff}文件,年份\r\n");
    }

    #[test]
    fn formulas_of_either_width_and_behind_spaces_are_text() {
        for text in
            ["=1", "+a1", "-1+2", "@a", "＝1", "＋a1", "－a1", "＠a", "\t=1", "\r=1", " =1", "\u{3000}＝1"]
        {
            assert_eq!(unformula(text), format!("'{text}"), "{text:?}");
        }
        for text in ["1", "a=1", "第1行", "", "-", "--", "+248", "-417", "-0.5", "＋2"] {
            assert_eq!(unformula(text), text);
        }
    }
}
