//! What leaves the page: the tables as they stand now, the findings as a review note, several files as a list.
//!
//! Comes in: an [`Answer`] or the lines of a list. Goes out: pages for [`gouji_files::write`], and text.

mod web_note;

pub use web_note::web_note;

use gouji::list::{Field as Told, told, told_heads};
use gouji::tasks::{Tasks, Unit};
use gouji::{Audit, CellId, Decimal, Form, RuleId, Settings, Severity, Table};
use gouji_files::write::note::{self, About, Names};
use gouji_files::write::{Block, Entry as Field, Page, Table as Written};

use crate::answer::{Answer, Decision, Entry};
use crate::batch::{Row as Listed, Status};
use crate::lang::Lang;
use crate::source::{Origin, Source};
use crate::state::State;
use crate::summary;
use crate::sums;
use crate::texts::{Texts, fill, texts};

/// One table as the form prints it, with its texts as they stand.
pub fn table(answer: &Answer, table: Table, form: Form) -> Page {
    Page::of(written(answer, table, form, Lang::Zh))
}

/// All tables under the report's title.
pub fn tables(answer: &Answer, lang: Lang) -> Page {
    let mut blocks = Vec::new();
    for (&table, &form) in &answer.audit.report.forms {
        blocks.push(Block::Heading(table.numbered_title()));
        blocks.push(Block::Table(written(answer, table, form, lang)));
    }
    Page { title: title(answer, lang), blocks }
}

fn written(answer: &Answer, table: Table, form: Form, lang: Lang) -> Written {
    Written::official(table, form, lang.core(), |cell| answer.written(cell))
}

fn title(answer: &Answer, lang: Lang) -> String {
    let report = &answer.audit.report;
    let text = texts(lang);
    report.title.clone().or_else(|| report.organ.clone()).unwrap_or_else(|| text.note_unnamed.to_owned())
}

/// A finding as a line of the note.
struct Row {
    kind: &'static str,
    rule: String,
    message: String,
    equation: String,
    difference: String,
    state: String,
}

fn rows(answer: &Answer, lang: Lang) -> Vec<Row> {
    let text = texts(lang);
    let row = |(index, entry): (usize, &Entry)| {
        let finding = answer.finding(index)?;
        let difference = finding.equation.as_ref().and_then(|(_, sums)| sums.left.checked_sub(sums.right));
        Some(Row {
            kind: kind(finding.severity, text),
            rule: lang.title(finding.rule),
            message: lang.message(finding),
            equation: entry.relation.map_or_else(String::new, |relation| sums::line(answer, relation, lang)),
            difference: difference.map_or_else(String::new, |by| by.abs().to_string()),
            state: state(answer, entry, lang),
        })
    };
    answer.entries.iter().enumerate().filter_map(row).collect()
}

const fn kind(severity: Severity, text: &Texts) -> &'static str {
    match severity {
        Severity::Error => text.group_error,
        Severity::Warning => text.group_warning,
        Severity::Info => text.group_info,
    }
}

/// The review note: the command line's, with what was decided and changed here.
pub fn note(answer: &Answer, source: &Source, today: String, lang: Lang) -> Page {
    let file = match &source.origin {
        Origin::File(name, _) => Some(name.to_string()),
        _ => None,
    };
    note_on(answer, file, today, lang)
}

fn note_on(answer: &Answer, file: Option<String>, today: String, lang: Lang) -> Page {
    let decided = answer.entries.iter().filter(|entry| entry.ignored);
    let about = About {
        file,
        date: Some(today),
        result: Some(summary::headline(answer, lang)),
        decided: decided.map(|entry| (entry.finding, state(answer, entry, lang))).collect(),
        changed: changed(answer, lang),
        mended: mended(answer, lang),
    };
    let blocks = note::blocks(&answer.audit, &about, lang.core()).into_iter();
    let mut blocks: Vec<Block> = blocks.map(|block| said(block, lang)).collect();
    let tables = note::tables(&answer.audit, &about, lang.core(), |cell| answer.written(cell));
    blocks.extend(tables.into_iter().map(|block| match block {
        Block::Paragraph(_) => said(block, lang),
        official => official,
    }));
    Page { title: lang.say(note::title(lang.core())), blocks }
}

/// What the library writes, in the language of the page. The official tables are not among it.
fn said(block: Block, lang: Lang) -> Block {
    match block {
        Block::Heading(text) => Block::Heading(lang.say(text)),
        Block::Paragraph(text) => Block::Paragraph(lang.say(text)),
        Block::Table(mut table) => {
            table
                .rows
                .iter_mut()
                .flatten()
                .for_each(|entry| entry.text = lang.say(std::mem::take(&mut entry.text)));
            Block::Table(table)
        }
    }
}

/// What was decided about a finding.
fn state(answer: &Answer, entry: &Entry, lang: Lang) -> String {
    let text = texts(lang);
    let clause = || {
        let finding = answer.audit.findings.get(entry.finding)?;
        if let Some((_, to)) = finding.change() {
            return Some(to.to_owned());
        }
        let (equation, _) = finding.equation.as_ref()?;
        sums::corrected(answer, answer.claim_of(equation)?)
    };
    match entry.decision {
        Some(Decision::Stands) => text.note_verified.to_owned(),
        Some(Decision::Prose) => fill(text.note_prose, &[("clause", &clause().unwrap_or_default())]),
        None if entry.ignored => text.note_ignored.to_owned(),
        None => String::new(),
    }
}

/// The cells that differ from the source, each with what it was and is.
fn changed(answer: &Answer, lang: Lang) -> Vec<String> {
    let change = |(cell, was): (&CellId, &Option<String>)| {
        let now = answer.cell(*cell).and_then(|cell| cell.raw.as_deref());
        let (cell, was, now) = (cell.label(), sums::quoted(was.as_deref(), lang), sums::quoted(now, lang));
        fill(texts(lang).said_changed, &[("cell", &cell), ("was", &was), ("now", &now)])
    };
    answer.was.iter().map(change).collect()
}

/// The contradictions of the source that the changes took away.
fn mended(answer: &Answer, lang: Lang) -> Vec<String> {
    if answer.was.is_empty() {
        return Vec::new();
    }
    let mut source = answer.audit.report.clone();
    for (&cell, was) in &answer.was {
        // What could not be read before was in no equation.
        match was {
            Some(was) => source.write(cell, was),
            None => drop(source.cells.remove(&cell)),
        }
    }
    let is_open = |before: &gouji::Finding| {
        answer.audit.findings.iter().any(|now| (now.rule, &now.cells) == (before.rule, &before.cells))
    };
    let before = Audit::of(source).findings.into_iter();
    let gone = before.filter(|before| before.severity == Severity::Error && !is_open(before));
    gone.map(|before| lang.message(&before)).collect()
}

/// By what a note was made: gouji's version, and the rules, which are those of the version and so many.
fn made_by(lang: Lang) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let rules = format!("{version}+{}", RuleId::ALL.len());
    fill(texts(lang).note_by, &[("version", version), ("rules", &rules)])
}

/// The findings as comma-separated values, with a mark by which Excel knows UTF-8.
pub fn note_csv(answer: &Answer, lang: Lang) -> String {
    let text = texts(lang);
    let mut lines = vec![
        [
            text.note_column_kind,
            text.note_column_rule,
            text.note_column_message,
            text.note_column_equation,
            text.note_column_difference,
            text.note_column_state,
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    lines.extend(set(&answer.audit.settings, lang).map(|settings| vec![settings]));
    lines.extend(rows(answer, lang).into_iter().map(|row| {
        vec![row.kind.to_owned(), row.rule, row.message, row.equation, row.difference, row.state.to_owned()]
    }));
    csv(&lines)
}

/// The answer in the contract's JSON.
pub fn json(answer: &Answer, source: &Source, lang: Lang) -> String {
    let (name, kind) = match &source.origin {
        Origin::File(name, format) => (Some(name.to_string()), format.as_str()),
        _ => (None, source.kind.as_str()),
    };
    let input = gouji::wire::Input { name, kind: Some(kind), encoding: None, bytes: source.text.len() };
    // Fails for keys that are no text; there are none.
    let json = serde_json::to_string_pretty(&gouji::wire::audit(input, &answer.audit, lang.core()));
    gouji::plain::escaped(&json.unwrap_or_default()).into_owned()
}

/// What an office had set, in a sentence; none where it set nothing.
fn set(settings: &Settings, lang: Lang) -> Option<String> {
    settings.sentence(lang.core()).map(|sentence| lang.say(sentence))
}

/// The list of several files: a line each, and one that says what an office had set.
pub fn list(rows: &[Listed], settings: &Settings, lang: Lang) -> Vec<Vec<String>> {
    let text = texts(lang);
    let mut lines = vec![
        [
            text.files_column_file,
            text.files_column_report,
            text.files_column_year,
            text.files_column_errors,
            text.files_column_warnings,
            text.files_column_read,
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for file in rows {
        let mut line = vec![file.name.to_string()];
        match &file.status {
            Status::Read(_, read, figures) => {
                let report = &**read;
                line.push(report.organ.clone().or_else(|| report.title.clone()).unwrap_or_default());
                line.push(report.year.map_or_else(String::new, |year| year.to_string()));
                line.push(figures.errors.to_string());
                line.push(figures.warnings.to_string());
                line.push(format!("{} / {}", figures.found, figures.expected));
            }
            Status::Refused(refusal) => {
                line.push(refusal.message(lang).to_string());
                line.resize(6, String::new());
            }
            Status::Waiting | Status::Reading => line.resize(6, String::new()),
        }
        lines.push(line);
    }
    lines.extend(set(settings, lang).map(|settings| {
        let mut line = vec![settings];
        line.resize(6, String::new());
        line
    }));
    lines
}

/// The same as a page with one table.
pub fn list_page(rows: &[Listed], settings: &Settings, lang: Lang) -> Page {
    let mut lines = list(rows, settings, lang).into_iter();
    let head = lines.next().unwrap_or_default().into_iter().map(|text| Field::new(text).header()).collect();
    let rows = lines.map(|line| line.into_iter().map(|text| Field::new(text).left()).collect());
    Page::of(Written {
        name: texts(lang).file_list.to_owned(),
        head: 1,
        rows: std::iter::once(head).chain(rows).collect(),
        widths: vec![36, 36, 8, 8, 8, 14],
        is_list: true,
        ..Written::default()
    })
}

/// What is made of all reports of a list, one after the other, so that the page can answer in between.
pub enum Gathered {
    /// The list, with a second table of what was found in each.
    Found(Vec<Vec<Field>>),
    /// A review note on each, in a zip, with the names that are taken.
    Notes(Names, Vec<(String, Vec<u8>)>),
    /// What is to be mended.
    Tasks(Box<Tasks>),
    /// What a leader reads, as a workbook or a page.
    Summary(Box<gouji::batch::Batch>),
}

impl Gathered {
    /// Takes a report.
    pub fn add(&mut self, file: &str, answer: &Answer, today: &str, lang: Lang) {
        match self {
            Gathered::Found(lines) => {
                let found = told(file, &answer.audit, lang.core()).into_iter();
                lines.extend(
                    found.map(|line| line.into_iter().map(|field| entry(field, lang)).collect::<Vec<_>>()),
                );
            }
            Gathered::Notes(names, notes) => {
                let name = names.of(file, lang.core());
                notes.push((name, note_on(answer, Some(file.to_owned()), today.to_owned(), lang).docx()));
            }
            Gathered::Tasks(tasks) => {
                let report = &answer.audit.report;
                let unit = Unit::of(file, report.organ.as_deref(), report.year);
                tasks.add(unit, gouji::tasks::of_audit(file, &answer.audit, lang.core()));
            }
            Gathered::Summary(batch) => drop(batch.add(file, &answer.audit)),
        }
    }

    /// Takes a file that was not read.
    pub fn add_unread(&mut self) {
        if let Gathered::Summary(batch) = self {
            batch.add_unread();
        }
    }

    /// The file.
    pub fn bytes(self, ending: &str, rows: &[Listed], state: &State) -> Vec<u8> {
        let (lang, text) = (state.lang, texts(state.lang));
        let settings = state.settings().cloned().unwrap_or_default();
        let page = match self {
            Gathered::Notes(_, notes) => {
                let members: Vec<(&str, Vec<u8>)> = notes
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .zip(notes.iter().map(|(_, file)| file.clone()))
                    .collect();
                return gouji_files::write::archive(&members);
            }
            Gathered::Found(lines) => {
                let mut page = list_page(rows, &settings, lang);
                let widths = vec![28, 22, 7, 9, 22, 50, 40, 8, 8, 8, 36, 40];
                page.blocks.push(Block::Table(table_of(
                    text.files_findings,
                    &told_heads(lang.core()),
                    lines,
                    widths,
                    lang,
                )));
                page
            }
            Gathered::Tasks(tasks) => {
                let lang = lang.exchanged();
                let mut all = tasks.all();
                state.decide(&mut all);
                let lines = all
                    .iter()
                    .map(|task| task.line(lang.core()).into_iter().map(|field| entry(field, lang)).collect());
                let mut lines: Vec<Vec<Field>> = lines.collect();
                lines.extend(set(&settings, lang).map(|settings| vec![Field::new(settings).left()]));
                let heads = gouji::tasks::heads(lang.core());
                Page::of(table_of(text.file_tasks, &heads, lines, gouji::tasks::WIDTHS.to_vec(), lang))
            }
            Gathered::Summary(batch) => summary_page(&batch, &settings, lang),
        };
        if ending == "html" { page.html().into_bytes() } else { page.xlsx() }
    }
}

fn entry(field: Told, lang: Lang) -> Field {
    match field {
        Told::Text(text) => Field::new(lang.say(text)).left(),
        Told::Number(number) => Field::new(number.normalize().to_string()),
        Told::Blank => Field::new(""),
    }
}

fn table_of(name: &str, heads: &[&str], lines: Vec<Vec<Field>>, widths: Vec<u32>, lang: Lang) -> Written {
    let head = heads.iter().map(|head| Field::new(lang.say(*head)).header()).collect();
    Written {
        name: lang.say(name),
        head: 1,
        rows: std::iter::once(head).chain(lines).collect(),
        widths,
        is_list: true,
        ..Written::default()
    }
}

/// All reports as one, for who has to answer for them: how many came out how, by kind of fault, by unit against last year.
fn summary_page(batch: &gouji::batch::Batch, settings: &Settings, lang: Lang) -> Page {
    let mut told = vec![lang.say(batch.total(lang.core()))];
    told.extend(set(settings, lang));
    let mut blocks: Vec<Block> = told.iter().cloned().map(Block::Paragraph).collect();
    for gouji::batch::Summary { name, heads, lines } in batch.tables(lang.core()) {
        blocks.push(Block::Heading(lang.say(name)));
        let lines = lines
            .into_iter()
            .map(|line| line.into_iter().map(|field| entry(field, lang)).collect())
            .collect();
        let widths = if heads.len() == 4 {
            vec![10, 40, 10, 10]
        } else {
            std::iter::once(36).chain(vec![12; heads.len() - 1]).collect()
        };
        blocks.push(Block::Table(table_of(name, &heads, lines, widths, lang)));
    }
    told.extend(batch.remarks(lang.core()).into_iter().map(|line| lang.say(line)));
    let lines: Vec<Vec<Field>> = told.into_iter().map(|line| vec![Field::new(line).left()]).collect();
    let name = texts(lang).summary_remarks;
    blocks.push(Block::Heading(name.to_owned()));
    blocks.push(Block::Table(table_of(name, &[name], lines, vec![110], lang)));
    Page { title: texts(lang).summary_title.to_owned(), blocks }
}

/// Lines as comma-separated values (RFC 4180).
pub fn csv(lines: &[Vec<String>]) -> String {
    let field = |text: &String| {
        // A field that a spreadsheet would take for a formula is text to us.
        let text = if text.starts_with(['=', '+', '@', '-']) && text.parse::<Decimal>().is_err() {
            format!("'{text}")
        } else {
            text.clone()
        };
        match text.contains(['"', ',', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    };
    let line = |line: &Vec<String>| line.iter().map(field).collect::<Vec<_>>().join(",");
    format!("\u{feff}{}\r\n", lines.iter().map(line).collect::<Vec<_>>().join("\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::broken;

    #[test]
    fn tables_go_out_as_the_form_prints_them_and_as_they_were_written() {
        let page = tables(&broken(), Lang::Zh);
        let text = page.tab_separated();
        let row = text.lines().find(|line| line.starts_with("一、本年新收")).expect("a row");
        assert_eq!(row, "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0");
        let html = page.html();
        let read = gouji::check(gouji::Input::html(&html)).expect("a report");
        assert_eq!(read.report.cells.len(), 200);
        assert_eq!(read.count(Severity::Error), 1);
    }

    #[test]
    fn the_note_has_every_finding_with_its_equation() {
        let note = note(&broken(), &Source::empty(), "2024年1月5日".to_owned(), Lang::Zh).tab_separated();
        assert!(note.contains("之和为 2，总计为 1") && note.contains("建议改法"), "{note}");
        assert!(note.contains("核对结果\t1 处矛盾"), "{note}");
    }

    #[test]
    fn the_note_says_what_was_wrong_before_it_was_mended() {
        let total = "t4.direct.total".parse().expect("a cell");
        let mut report = broken().audit.report.clone();
        report.write(total, "2");
        let was = [(total, Some("1".to_owned()))].into();
        let answer = Answer::judged(report, was, Default::default());
        let note = note(&answer, &Source::empty(), String::new(), Lang::Zh).tab_separated();
        let mended = note.split("修改前的问题").nth(1).expect("what was wrong before");
        assert!(mended.contains("之和为 2，总计为 1"), "{note}");
    }

    #[test]
    fn a_list_of_what_is_to_be_mended_is_read_again_whatever_the_language() {
        for lang in Lang::ALL {
            let mut list = Gathered::Tasks(Box::default());
            list.add("甲.html", &broken(), "", lang);
            let mut state = State::default();
            state.lang = lang;
            let page = String::from_utf8(list.bytes("html", &[], &state)).expect("text");
            assert!(gouji::tasks::looks_like(&page), "{lang:?}");
            let document = gouji::source::document(gouji::Input::html(&page)).expect("a page");
            let tasks = gouji::tasks::of_document(&document).expect("a list");
            assert_eq!(tasks.len(), broken().audit.causes.len(), "{lang:?}");
        }
    }

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let line = ["a,b", "say \"x\"", "=1+1", "-5", ""].map(str::to_owned).to_vec();
        assert_eq!(csv(&[line]), "\u{feff}\"a,b\",\"say \"\"x\"\"\",'=1+1,-5,\r\n");
    }
}
