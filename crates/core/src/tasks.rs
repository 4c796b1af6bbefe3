//! What each report has to mend, cause by cause, and how far that is: a list that an office works through, by hand or in the page, and opens again.
//!
//! Comes in: the audits of a run, and a list from before, where there is one. Goes out: [`Task`]s, as lines of a table ([`heads`], [`Task::line`]) that a
//! workbook holds, and that [`of_document`] reads back whatever order its columns were put in. Nothing else keeps what was decided.

use std::collections::BTreeMap;

use crate::audit::Audit;
use crate::causes::Cause;
use crate::document::{Block, Document, Field as Cell};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::list::Field;
use crate::order;
use crate::plain::plain;
use crate::settings::Settings;

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Standing {
    /// To be mended.
    #[default]
    Open,
    /// Mended: said by hand, or the report shows it no more.
    Mended,
    /// Looked into: what is written stands.
    Checked,
}

impl Standing {
    /// All of them, in the order of the way.
    pub const ALL: [Standing; 3] = [Standing::Open, Standing::Mended, Standing::Checked];

    /// What it is called.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Standing::Open, Lang::Zh) => "待改",
            (Standing::Open, Lang::En) => "open",
            (Standing::Mended, Lang::Zh) => "已改",
            (Standing::Mended, Lang::En) => "mended",
            (Standing::Checked, Lang::Zh) => "已核实",
            (Standing::Checked, Lang::En) => "checked",
        }
    }

    /// What a label says, in either language; open where it says anything else.
    pub fn of_label(label: &str) -> Standing {
        let label = label.trim();
        let is = |standing: &Standing| {
            [Lang::Zh, Lang::En].iter().any(|lang| standing.label(*lang).eq_ignore_ascii_case(label))
        };
        Standing::ALL.into_iter().find(is).unwrap_or_default()
    }
}

/// How a task stands to the list from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Change {
    /// It is as it was, or there was no list.
    None,
    /// It was not there before.
    New,
    /// It was called mended, and is still found.
    Back,
    /// It was open, and is found no more.
    Gone,
}

impl Change {
    const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Change::None, _) => "",
            (Change::New, Lang::Zh) => "新发现",
            (Change::New, Lang::En) => "new",
            (Change::Back, Lang::Zh) => "标为已改，仍然存在",
            (Change::Back, Lang::En) => "called mended, still there",
            (Change::Gone, Lang::Zh) => "不再出现",
            (Change::Gone, Lang::En) => "found no more",
        }
    }
}

/// Something to mend in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Task {
    /// The file.
    pub file: String,
    /// Whose report it is, where that is known.
    pub organ: String,
    /// Its year.
    pub year: Option<u16>,
    /// How bad it is, in a word.
    pub kind: String,
    /// The rule, by its name.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    pub correction: String,
    /// How far it is.
    pub standing: Standing,
    /// How it stands to the list from before.
    pub change: Change,
    /// What somebody wrote beside it.
    pub remark: String,
    /// Names it within its report.
    pub key: String,
}

/// A report, by its organ and year, else by its file: a later version of it may have another name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Whose and of which year.
    Report(String, u16),
    /// The file's name.
    File(String),
}

impl Unit {
    /// The unit of a report.
    pub fn of(file: &str, organ: Option<&str>, year: Option<u16>) -> Unit {
        match (organ.filter(|organ| !organ.is_empty()), year) {
            (Some(organ), Some(year)) => Unit::Report(plain(organ), year),
            _ => Unit::File(plain(file)),
        }
    }
}

impl Task {
    /// The report that it is of.
    pub fn unit(&self) -> Unit {
        Unit::of(&self.file, Some(&self.organ), self.year)
    }

    /// Its line of the list.
    pub fn line(&self, lang: Lang) -> Vec<Field> {
        let text = |text: &str| if text.is_empty() { Field::Blank } else { Field::text(text) };
        vec![
            text(&self.file),
            text(&self.organ),
            self.year.map_or(Field::Blank, |year| Field::Number(year.into())),
            text(&self.kind),
            text(&self.rule),
            text(&self.message),
            text(&self.correction),
            text(self.standing.label(lang)),
            text(self.change.label(lang)),
            text(&self.remark),
            text(&self.key),
        ]
    }
}

/// The headings of [`Task::line`].
pub const fn heads(lang: Lang) -> [&'static str; 11] {
    match lang {
        Lang::Zh => [
            "文件",
            "机关",
            "年份",
            "级别",
            "规则",
            "内容",
            "建议改法",
            "整改状态",
            "变化",
            "备注",
            "整改编号",
        ],
        Lang::En => [
            "file",
            "organ",
            "year",
            "severity",
            "rule",
            "message",
            "proposed correction",
            "standing",
            "change",
            "remark",
            "task",
        ],
    }
}

/// Columns of a workbook for [`Task::line`], in characters.
pub const WIDTHS: [u32; 11] = [28, 22, 7, 9, 22, 50, 40, 10, 14, 24, 34];

/// What a report has to mend: its causes, worst first.
pub fn of_audit(file: &str, audit: &Audit, lang: Lang) -> Vec<Task> {
    let task = |(cause, key): (&Cause, String)| {
        let at = *cause.findings.first()?;
        let finding = audit.findings.get(at)?;
        Some(Task {
            file: plain(file),
            organ: plain(audit.report.organ.as_deref().unwrap_or_default()),
            year: audit.report.year,
            kind: cause.severity.label(lang).to_owned(),
            rule: finding.rule.explain(lang).title.to_owned(),
            message: finding.message(lang),
            correction: audit.correction(at, lang).unwrap_or_default(),
            standing: Standing::Open,
            change: Change::None,
            remark: String::new(),
            key,
        })
    };
    audit.causes.iter().zip(keys(audit)).filter_map(task).collect()
}

/// Keys of what a report has to mend, in the order of its causes.
pub fn keys(audit: &Audit) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let key = |cause: &Cause| {
        let finding = cause.findings.first().and_then(|&at| audit.findings.get(at));
        let own = finding.map(key).unwrap_or_default();
        let nth = taken.entry(own.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *nth > 1 { format!("{own}~{nth}") } else { own }
    };
    audit.causes.iter().map(key).collect()
}

/// Characters of a quotation, else of the sentence, that name a finding without a cell.
const QUOTED: usize = 24;

/// The rule and the cell that stand for a finding; where there is none, the rule and the words, so that what is mended before it changes nothing.
fn key(finding: &Finding) -> String {
    if let Some(cell) = finding.main_cell() {
        return format!("{}@{cell}", finding.rule);
    }
    let words = finding.quote.as_ref().map_or_else(|| finding.message(Lang::Zh), |quote| quote.text.clone());
    let words: String = plain(&words).chars().filter(|c| !c.is_whitespace()).take(QUOTED).collect();
    format!("{}:{words}", finding.rule)
}

/// A list from before, and what is known of it now.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    /// The list from before, by unit and key; what was found again is taken.
    before: BTreeMap<(Unit, String), Task>,
    /// Units in the list from before, and whether they were read now.
    units: BTreeMap<Unit, bool>,
    now: Vec<Task>,
}

impl Tasks {
    /// Goes on with a list.
    pub fn after(before: Vec<Task>) -> Tasks {
        let units = before.iter().map(|task| (task.unit(), false)).collect();
        Tasks {
            before: before.into_iter().map(|task| ((task.unit(), task.key.clone()), task)).collect(),
            units,
            now: Vec::new(),
        }
    }

    /// What holds for a task of a report that is found now: how far it is, and how it stands to the list from before.
    pub fn standing(&self, unit: &Unit, key: &str) -> (Standing, Change) {
        match self.before.get(&(unit.clone(), key.to_owned())) {
            Some(before) if before.standing == Standing::Mended => (Standing::Open, Change::Back),
            Some(before) => (before.standing, Change::None),
            None if self.units.contains_key(unit) => (Standing::Open, Change::New),
            None => (Standing::Open, Change::None),
        }
    }

    /// Takes what a report has to mend now; what was decided before holds.
    pub fn add(&mut self, unit: Unit, found: Vec<Task>) {
        for mut task in found {
            (task.standing, task.change) = self.standing(&unit, &task.key);
            if let Some(before) = self.before.remove(&(unit.clone(), task.key.clone())) {
                task.remark = before.remark;
            }
            self.now.push(task);
        }
        if let Some(is_read) = self.units.get_mut(&unit) {
            *is_read = true;
        }
    }

    /// The whole list: what is found now, then what was found before and is not any more, and what was not looked at.
    pub fn all(self) -> Vec<Task> {
        let mut all = self.now;
        for ((unit, _), mut task) in self.before {
            let is_read = self.units.get(&unit) == Some(&true);
            if is_read && task.standing == Standing::Open {
                (task.standing, task.change) = (Standing::Mended, Change::Gone);
            } else {
                task.change = Change::None;
            }
            all.push(task);
        }
        order::sort_by_key(&mut all, |task| task.unit());
        all
    }
}

/// Whether a text can hold a list: the name of the last column stands in it.
pub fn looks_like(text: &str) -> bool {
    text.contains(heads(Lang::Zh)[10]) && text.contains(heads(Lang::Zh)[7])
        || text.contains("standing") && text.contains("proposed correction")
}

/// The tasks of a list that was written before, from its table; none where a document has none.
pub fn of_document(document: &Document) -> Option<Vec<Task>> {
    let grids = document.blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    grids.into_iter().find_map(|grid| of_rows(&grid.rows))
}

/// Whether a document holds a list and nothing else, so that a list made of its tasks can stand in its place: no other table, no title, no
/// column or line that somebody added.
pub fn is_only_list(document: &Document) -> bool {
    let is_told = |text: &str| text.is_empty() || Settings::is_sentence(text);
    let is_ours = |block: &&Block| matches!(block, Block::Paragraph(text) if is_told(text.as_str().trim()));
    let mut blocks = document.blocks.iter().filter(|block| !is_ours(block));
    let (Some(Block::Table(grid)), None) = (blocks.next(), blocks.next()) else { return false };
    let Some((0, columns)) = columns(&grid.rows) else { return false };
    let is_ours = |row: &Vec<Cell>| {
        let mut filled = row.iter().filter(|cell| !text(cell).is_empty()).peekable();
        match filled.peek() {
            Some(first) if Settings::is_sentence(&text(first)) => filled.count() == 1,
            Some(_) => {
                field(row, columns[10]).is_some_and(|key| !key.is_empty())
                    && filled.all(|cell| columns.contains(&Some(cell.column)))
            }
            None => true,
        }
    };
    grid.rows.iter().all(is_ours)
}

/// Where the headings stand, and the columns under them.
fn columns(rows: &[Vec<Cell>]) -> Option<(usize, [Option<u32>; 11])> {
    rows.iter().enumerate().take(MOST_BEFORE).find_map(|(at, row)| {
        [Lang::Zh, Lang::En].into_iter().find_map(|lang| {
            let column = |head: &str| row.iter().find(|cell| text(cell) == head).map(|cell| cell.column);
            let columns = heads(lang).map(column);
            // Without these a line says of nothing how far it is.
            (columns[7].is_some() && columns[10].is_some()).then_some((at, columns))
        })
    })
}

fn text(cell: &Cell) -> String {
    cell.text.as_str().trim().to_owned()
}

/// What stands in a column of a row.
fn field(row: &[Cell], column: Option<u32>) -> Option<String> {
    row.iter().find(|cell| Some(cell.column) == column).map(|cell| unquoted(&text(cell)).to_owned())
}

fn of_rows(rows: &[Vec<Cell>]) -> Option<Vec<Task>> {
    let (at, columns) = columns(rows)?;
    let task = |row: &Vec<Cell>| {
        let known = |nth: usize| field(row, columns[nth]).unwrap_or_default();
        let key = Some(known(10)).filter(|key| !key.is_empty())?;
        Some(Task {
            file: known(0),
            organ: known(1),
            year: known(2).parse().ok(),
            kind: known(3),
            rule: known(4),
            message: known(5),
            correction: known(6),
            standing: Standing::of_label(&known(7)),
            change: Change::None,
            remark: known(9),
            key,
        })
    };
    Some(rows[at + 1..].iter().filter_map(task).collect())
}

/// Rows above the headings that are looked at: somebody may have put a title there.
const MOST_BEFORE: usize = 5;

/// The apostrophe that keeps a text from being run as a formula.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// How many tasks are open, mended and checked.
pub fn count<'t>(tasks: impl IntoIterator<Item = &'t Task>) -> [usize; 3] {
    let mut counts = [0; 3];
    for task in tasks {
        counts[task.standing as usize] += 1;
    }
    counts
}

/// The counts in a sentence.
pub fn total([open, mended, checked]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            format!("整改清单共 {} 项：待改 {open}，已改 {mended}，已核实 {checked}", open + mended + checked)
        }
        Lang::En => {
            format!("{} to mend: {open} open, {mended} mended, {checked} checked", open + mended + checked)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, check, source};

    fn audit(upheld: u8, second: u8) -> Audit {
        let text = format!(
            "清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n四、政府信息公开行政复议、行政诉讼情况\n\
            行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            {upheld}\t1\t0\t0\t1\t{second}\t0\t0\t1\t2\t0\t0\t0\t0\t0"
        );
        check(Input::text(&text)).expect("a report")
    }

    fn unit() -> Unit {
        Unit::Report("清沅县人民政府".to_owned(), 2023)
    }

    fn sums(tasks: &[Task]) -> Vec<(&str, Standing, Change)> {
        let sums = tasks.iter().filter(|task| task.key.starts_with("t4"));
        sums.map(|task| (task.key.as_str(), task.standing, task.change)).collect()
    }

    /// As a workbook gives it back.
    fn written(tasks: &[Task], lang: Lang) -> Vec<Task> {
        let mut html = format!("<table><tr><th>{}</tr>", heads(lang).join("<th>"));
        for task in tasks {
            let fields = task.line(lang).into_iter().map(|field| match field {
                Field::Text(text) => text,
                Field::Number(number) => number.to_string(),
                Field::Blank => String::new(),
            });
            html += &format!("<tr><td>{}</tr>", fields.collect::<Vec<_>>().join("<td>"));
        }
        assert!(looks_like(&html));
        let document = source::document(Input::html(&format!("{html}</table>"))).expect("a table");
        of_document(&document).expect("a list")
    }

    #[test]
    fn what_was_decided_comes_back_with_the_list() {
        for lang in [Lang::Zh, Lang::En] {
            let mut found = of_audit("甲.docx", &audit(1, 2), lang);
            assert_eq!(found.iter().filter(|task| task.key.starts_with("t4")).count(), 2, "{found:#?}");
            (found[0].standing, found[0].remark) = (Standing::Checked, "有台账".to_owned());
            assert_eq!(written(&found, lang), found);
        }
    }

    #[test]
    fn a_later_version_of_a_report_says_what_became_of_each_task() {
        let (first, second) = ("t4.total@t4.review.total", "t4.total@t4.direct.total");
        let before = of_audit("甲.docx", &audit(1, 2), Lang::Zh);
        assert_eq!(
            sums(&before),
            [(first, Standing::Open, Change::None), (second, Standing::Open, Change::None)]
        );
        // The first was mended in the report; the second was only called so.
        let mut before = before;
        before.iter_mut().filter(|task| task.key == second).for_each(|task| task.standing = Standing::Mended);
        let mut tasks = Tasks::after(before);
        tasks.add(unit(), of_audit("甲（改）.docx", &audit(0, 2), Lang::Zh));
        let all = tasks.all();
        assert_eq!(
            sums(&all),
            [(second, Standing::Open, Change::Back), (first, Standing::Mended, Change::Gone)]
        );
    }

    #[test]
    fn what_is_new_is_told_and_what_was_not_read_stays() {
        let mut before = of_audit("甲.docx", &audit(0, 2), Lang::Zh);
        before.iter_mut().for_each(|task| task.standing = Standing::Checked);
        let elsewhere = Task { organ: "别处".to_owned(), ..before[0].clone() };
        let mut tasks = Tasks::after([before, vec![elsewhere.clone()]].concat());
        tasks.add(unit(), of_audit("甲.docx", &audit(1, 2), Lang::Zh));
        let all = tasks.all();
        let (second, first) = ("t4.total@t4.direct.total", "t4.total@t4.review.total");
        let own: Vec<Task> = all.iter().filter(|task| task.organ != "别处").cloned().collect();
        assert!(sums(&own).contains(&(second, Standing::Checked, Change::None)), "{:?}", sums(&own));
        assert!(sums(&own).contains(&(first, Standing::Open, Change::New)), "{:?}", sums(&own));
        assert!(all.contains(&elsewhere));
    }

    #[test]
    fn a_document_without_a_list_is_none() {
        let document = source::document(Input::html("<table><tr><td>整改<td>状态</table>")).expect("a table");
        assert_eq!(of_document(&document), None);
    }
}
