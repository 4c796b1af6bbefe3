//! The review note (核对单) as a document that an office files: what was checked, what is wrong with its basis and the proposed
//! correction, what was decided and changed, who signs; then the tables.
//!
//! Comes in: an audit with what a person did to it. Goes out: a [`Page`]. The command line and the page write the same one.

use std::collections::{BTreeMap, BTreeSet};

use gouji::repair::Certainty;
use gouji::{Audit, Cause, CellId, Finding, Lang, RuleId, Severity, Table as Official, order};

use super::{Block, Entry, Page, Table};

/// What a note is made from, beside the audit.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The report's file, where it is one.
    pub file: Option<String>,
    /// The day of the check, as it is to be written.
    pub date: Option<String>,
    /// The result in a few words; the audit's headline where there is none.
    pub result: Option<String>,
    /// What was decided about findings: their indices, and the words.
    pub decided: Vec<(usize, String)>,
    /// Cells that were changed after reading: a sentence each.
    pub changed: Vec<String>,
    /// What was wrong before that and is so no more: a sentence each.
    pub mended: Vec<String>,
}

/// The note with the tables after it; `text` is what stands in a cell.
pub fn note(audit: &Audit, about: &About, lang: Lang, text: impl Fn(CellId) -> String) -> Page {
    let mut blocks = blocks(audit, about, lang);
    blocks.extend(tables(audit, about, lang, text));
    Page { title: title(lang).to_owned(), blocks }
}

/// The tables, each cell that a problem is about with the problem's number.
pub fn tables(audit: &Audit, about: &About, lang: Lang, text: impl Fn(CellId) -> String) -> Vec<Block> {
    let lines = lines(audit, about);
    let mut blocks = Vec::new();
    if !lines.is_empty() {
        blocks.push(paragraph(pick(
            lang,
            "表中标有 ≠ 或 ! 的单元格与上列问题有关，其后的数字是问题的序号（≠ 为数字矛盾，! 为需要核实）。",
            "A cell with ≠ or ! belongs to the problem above whose number follows (≠: figures contradict each other, !: to be looked into).",
        )));
    }
    for (&table, &form) in &audit.report.forms {
        let entry = |cell: CellId| Entry::new(text(cell)).marked(mark(cell, audit, &lines));
        blocks.push(Block::Heading(table.numbered_title()));
        blocks.push(Block::Table(Table::official(table, form, lang, entry)));
    }
    blocks
}

/// The signs and numbers of the problems that a cell belongs to: `≠1!3`.
fn mark(cell: CellId, audit: &Audit, lines: &[(&Cause, Option<&str>)]) -> String {
    let is_about = |finding: &&Finding| match &finding.equation {
        Some((equation, _)) => equation.cells().any(|of| of == cell),
        // What was taken over from last year names half a table.
        None => finding.rule != RuleId::PriorCopied && finding.cells.contains(&cell),
    };
    let mut mark = String::new();
    for (number, (cause, _)) in (1_usize..).zip(lines) {
        let told = cause.findings.iter().filter_map(|&at| audit.findings.get(at));
        let worst = told.filter(is_about).map(|finding| finding.severity).max();
        if let Some(severity) = worst {
            mark.push(if severity == Severity::Error { '≠' } else { '!' });
            mark.push_str(&number.to_string());
        }
    }
    mark
}

/// The problems in the order of their numbers, each with what was decided of it. What was decided stands last.
fn lines<'a>(audit: &'a Audit, about: &'a About) -> Vec<(&'a Cause, Option<&'a str>)> {
    let decision = |cause: &Cause| {
        let words = |at: &usize| about.decided.iter().find(|(of, _)| of == at).map(|(_, words)| &**words);
        let words: Option<Vec<&str>> = cause.findings.iter().map(words).collect();
        words?.first().copied()
    };
    let mut lines: Vec<_> = audit.causes.iter().map(|cause| (cause, decision(cause))).collect();
    order::sort_by_key(&mut lines, |(_, decision)| decision.is_some());
    lines
}

/// What the note is called.
pub const fn title(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "政府信息公开工作年度报告核对单",
        Lang::En => "Review note on a disclosure report",
    }
}

/// Bytes of the longest name that file systems take.
const NAME_BYTES: usize = 255;

/// The names of a run's notes.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
    /// How many notes have a stem.
    counts: BTreeMap<String, usize>,
}

impl Names {
    /// The name of the note on a file: `青槐县2023.html` → `青槐县2023-核对单.docx`. A second one of that name gets a number. A long name is
    /// cut where a file system would refuse it.
    pub fn of(&mut self, file: &str, lang: Lang) -> String {
        // What comes from a line of ndjson may be an address.
        let last = file.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| if stem.is_empty() { last } else { stem });
        let safe = |c: char| if "/\\:*?\"<>|".contains(c) { '_' } else { c };
        let stem: String = gouji::plain::plain(stem).trim().chars().map(safe).take(100).collect();
        let stem = if stem.is_empty() || stem == "-" { "report".to_owned() } else { stem };
        let word = pick(lang, "核对单", "review-note");
        let count = self.counts.entry(stem.clone()).or_default();
        loop {
            *count += 1;
            let end = if *count == 1 { format!("-{word}.docx") } else { format!("-{word}-{count}.docx") };
            let name = format!("{}{end}", &stem[..stem.floor_char_boundary(NAME_BYTES - end.len())]);
            // Another stem's name may end so.
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// The note without the tables.
pub fn blocks(audit: &Audit, about: &About, lang: Lang) -> Vec<Block> {
    let report = &audit.report;
    let mut blocks = vec![Block::Table(head(audit, about, lang))];
    if audit.causes.is_empty() {
        blocks.push(paragraph(pick(lang, "没有需要处理的问题。", "There is nothing to be dealt with.")));
    } else {
        blocks.push(Block::Table(problems(audit, about, lang)));
    }
    if !about.changed.is_empty() {
        blocks.push(paragraph(pick(
            lang,
            "核对中作的修改（上面按修改后的表格核对）：",
            "Changed during the check (the above is of the changed tables):",
        )));
        blocks.extend(about.changed.iter().map(|line| paragraph(line)));
        if !about.mended.is_empty() {
            blocks.push(paragraph(pick(
                lang,
                "修改前的问题，修改后已不存在：",
                "Wrong before these changes, and no more:",
            )));
            blocks.extend(about.mended.iter().map(|line| paragraph(line)));
        }
    }
    let infos: Vec<String> = audit
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Info)
        .map(|finding| finding.message(lang))
        .collect();
    let unread = report.forms.len() < Official::ALL.len();
    if !infos.is_empty() || unread {
        blocks.push(paragraph(pick(lang, "读取情况：", "On the reading:")));
        for table in Official::ALL.into_iter().filter(|table| !report.forms.contains_key(table)) {
            let absent = pick(lang, "没有读到", "was not read");
            blocks.push(paragraph(&format!("{}：{absent}", table.numbered_title())));
        }
        blocks.extend(infos.iter().map(|line| paragraph(line)));
    }
    blocks.push(paragraph(&made_by(lang)));
    blocks.push(paragraph(pick(
        lang,
        "填报人：＿＿＿＿＿＿＿＿　复核人：＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日",
        "Compiled by: ________    Reviewed by: ________    Date: ________",
    )));
    blocks
}

/// Unit, year, file, day, result: two columns of names and values.
fn head(audit: &Audit, about: &About, lang: Lang) -> Table {
    let report = &audit.report;
    let unnamed = pick(lang, "（未写明机关）", "(no organ named)");
    let unit = report.organ.as_deref().or(report.title.as_deref()).unwrap_or(unnamed);
    let year = report.year.map_or_else(|| "—".to_owned(), |year| year.to_string());
    let result = about.result.clone().unwrap_or_else(|| audit.headline(lang));
    let coverage = &audit.coverage;
    let read = format!("{} / {}", coverage.cells_found, coverage.cells_expected);
    let mut pairs = vec![
        (pick(lang, "单位", "Organ"), unit.to_owned()),
        (pick(lang, "年度", "Year"), year),
        (pick(lang, "文件", "File"), about.file.clone().unwrap_or_else(|| "—".to_owned())),
        (pick(lang, "核对日期", "Checked on"), about.date.clone().unwrap_or_else(|| "—".to_owned())),
        (pick(lang, "核对结果", "Result"), result),
        (
            pick(lang, "核对范围", "Scope"),
            format!("{} · {} {read}", audit.ledgers().line(lang), pick(lang, "读到单元格", "cells read")),
        ),
    ];
    // What an office set is said by every note that was made under it.
    let settings = audit.settings.lines(lang);
    if !settings.is_empty() {
        pairs.push((pick(lang, "核对设置", "Settings"), settings.join(pick(lang, "；", "; "))));
        pairs.push(("", String::new()));
    }
    let row = |pairs: &[(&str, String)]| {
        let fields = pairs
            .iter()
            .flat_map(|(name, value)| [Entry::new(*name).header(), Entry::new(value.as_str()).left()]);
        fields.collect::<Vec<_>>()
    };
    Table {
        name: pick(lang, "核对对象", "Report").to_owned(),
        head: 0,
        rows: pairs.chunks(2).map(row).collect(),
        widths: vec![10, 40, 10, 30],
        ..Table::default()
    }
}

/// A line a cause: 问题 / 依据 / 建议改法 / 处理.
fn problems(audit: &Audit, about: &About, lang: Lang) -> Table {
    let heads = match lang {
        Lang::Zh => ["序号", "问题", "依据", "建议改法", "处理"],
        Lang::En => ["No.", "Problem", "Basis", "Proposed correction", "Decision"],
    };
    let row = |(number, (cause, decision)): (usize, (&Cause, Option<&str>))| {
        let told = || cause.findings.iter().filter_map(|&at| audit.findings.get(at));
        let problem: Vec<String> = told().map(|finding| finding.message(lang)).collect();
        let mut basis: Vec<String> = told()
            .map(|finding| {
                let rule = finding.rule.explain(lang);
                match rule.source {
                    "gouji" => rule.title.to_owned(),
                    source => format!("{}（{source}）", rule.title),
                }
            })
            .collect();
        basis.dedup();
        vec![
            Entry::new(number.to_string()),
            Entry::new(problem.join(pick(lang, "；", "; "))).left(),
            Entry::new(basis.join(pick(lang, "；", "; "))).left(),
            Entry::new(correction(audit, cause, lang)).left(),
            Entry::new(decision.unwrap_or_default()),
        ]
    };
    let head = heads.map(|head| Entry::new(head).header()).to_vec();
    Table {
        name: pick(lang, "问题", "Problems").to_owned(),
        head: 1,
        rows: std::iter::once(head).chain((1..).zip(lines(audit, about)).map(row)).collect(),
        widths: vec![5, 32, 30, 30, 11],
        ..Table::default()
    }
}

/// What would mend a cause, and how sure that is.
fn correction(audit: &Audit, cause: &Cause, lang: Lang) -> String {
    let proposal = cause.proposal.and_then(|at| audit.repairs.get(at));
    let Some((proposal, first)) = proposal.and_then(|proposal| Some((proposal, proposal.repairs.first()?)))
    else {
        let words = cause.findings.first().and_then(|&at| audit.correction(at, lang));
        return words.unwrap_or_default();
    };
    match proposal.certainty {
        // Several are as small: each is named, none is called the right one.
        Certainty::OneOf { .. } => {
            let ways: Vec<String> =
                proposal.repairs.iter().map(|repair| repair.proposed(proposal.certainty, lang)).collect();
            format!(
                "{}{}",
                pick(lang, "任选其一，请对照台账：", "One of these; compare with your records: "),
                ways.join(pick(lang, "；或", "; or "))
            )
        }
        certainty => first.reason(certainty, lang),
    }
}

fn made_by(lang: Lang) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match lang {
        Lang::Zh => format!("由勾稽 {version} 核对。结果供填报人员复核，不代表任何机关。"),
        Lang::En => format!(
            "Checked by gouji {version}, for the people who compile the report; it speaks for no authority."
        ),
    }
}

const fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::{Form, Report};

    fn audit() -> Audit {
        let mut report = Report::blank(Form::F2021);
        let ids: Vec<CellId> = report.cells.keys().copied().collect();
        ids.into_iter().for_each(|id| report.write(id, "0"));
        for (id, text) in [("t4.direct.upheld", "1"), ("t4.direct.pending", "1"), ("t4.direct.total", "1")] {
            report.write(id.parse().expect("a cell"), text);
        }
        report.organ = Some("青槐县人民政府".to_owned());
        report.year = Some(2023);
        Audit::of(report)
    }

    #[test]
    fn names_keep_notes_apart() {
        let mut names = Names::default();
        let mut of = |file: &str| names.of(file, Lang::Zh);
        assert_eq!(of("https://a.cn/b/年报.html"), "年报-核对单.docx");
        assert_eq!(of("甲/年报.docx"), "年报-核对单-2.docx");
        assert_eq!(of("年报-核对单-3.docx"), "年报-核对单-3-核对单.docx");
        assert_eq!(of("年报.pdf"), "年报-核对单-3.docx");
        // Cut to the same: both are there, and no name is longer than a file system takes.
        let long = "龘".repeat(100);
        let names = [of(&long), of(&format!("{long}甲"))];
        assert!(names[0] != names[1] && names.iter().all(|name| name.len() <= NAME_BYTES), "{names:?}");
        // As many as a run has, each found at once.
        (0..100_000).for_each(|_| drop(of("同名.html")));
        assert_eq!(of("同名.html"), "同名-核对单-100001.docx");
    }

    #[test]
    fn a_note_has_unit_problem_basis_correction_and_tables() {
        let audit = audit();
        let about =
            About {
                file: Some("年报.docx".into()), date: Some("2024年1月5日".into()), ..About::default()
            };
        let text = note(&audit, &about, Lang::Zh, |_| "0".to_owned()).tab_separated();
        for words in [
            "青槐县人民政府",
            "2023",
            "年报.docx",
            "2024年1月5日",
            "依据",
            "建议改法",
            "任选其一",
            "改为 2",
            "复核人",
            "一、本年新收政府信息公开申请数量",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn the_tables_show_which_cells_a_problem_is_about_by_its_number() {
        let audit = audit();
        let page = note(&audit, &About::default(), Lang::Zh, |_| "0".to_owned());
        let table = page.tables().last().expect("table 4");
        let marked: Vec<usize> =
            (0..15).filter(|&at| table.rows[3].get(at).is_some_and(|entry| entry.mark == "≠1")).collect();
        assert_eq!(marked, [5, 6, 7, 8, 9], "the block that does not add up, and no other cell");
        let all: usize =
            page.tables().flat_map(|table| table.rows.iter().flatten()).map(|e| e.mark.len()).sum();
        assert_eq!(all, 5 * "≠1".len());
        // Not by colour alone, on paper and in the document.
        let html = page.html_bare();
        assert_eq!(html.matches("class=\"marked\">0<sup>≠1</sup></td>").count(), 5, "{html}");
        assert!(!html.contains("style="), "{html}");
        let docx = String::from_utf8_lossy(&page.docx()).into_owned();
        assert_eq!(docx.matches("<w:vertAlign w:val=\"superscript\"/>").count(), 5);
        assert!(page.tab_separated().contains("其后的数字是问题的序号"));
    }

    #[test]
    fn nothing_is_marked_where_nothing_is_wrong() {
        let mut report = audit().report;
        report.write("t4.direct.total".parse().expect("a cell"), "2");
        let page = note(&Audit::of(report), &About::default(), Lang::En, |_| String::new());
        assert!(
            page.tables().flat_map(|table| table.rows.iter().flatten()).all(|entry| entry.mark.is_empty())
        );
        assert!(!page.tab_separated().contains('≠'), "{}", page.tab_separated());
    }

    #[test]
    fn what_was_decided_and_changed_is_in_it() {
        let audit = audit();
        let about = About {
            decided: audit.causes[0].findings.iter().map(|&at| (at, "已核实，不改".to_owned())).collect(),
            changed: vec!["某格：1 改为 2".to_owned()],
            mended: vec!["某行不平".to_owned()],
            ..About::default()
        };
        let text = note(&audit, &about, Lang::Zh, |_| String::new()).tab_separated();
        assert!(text.contains("已核实，不改") && text.contains("某格：1 改为 2"), "{text}");
        assert!(text.contains("已不存在：\r\n某行不平"), "{text}");
        let english = note(&audit, &about, Lang::En, |_| String::new()).tab_separated();
        assert!(english.contains("Proposed correction"), "{english}");
    }
}
