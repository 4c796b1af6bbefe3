//! `passages/form.txt`: sentences that keep to the form, that depart from it, and that look as if they did.
//!
//! Comes in: the file. Goes out: a [`Row`] for each rule of form, over whole reports of which everything else is right. `{a|b}` in a line stands for as many
//! lines, `{}` for the report's year. Lines are `=` right, `+` wrong, `~` a trap; `@ key=value` holds for those behind it:
//!
//! - `organ`, `year`, `carried` (applications carried over);
//! - `section`: where the sentence is put: 0 the preamble, 1 to 6, `page` above the preamble; with `!` it stands there alone, with `#` it is the section's heading.

use std::collections::BTreeMap;
use std::path::Path;

use gouji::{CellId, Decimal, Finding, Form, Input, RuleId, Table, check};

use crate::dice::Dice;
use crate::figures::Figures;
use crate::render::text::{table, tables};

/// What should become of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It keeps to the form.
    Right,
    /// It departs from it.
    Wrong,
    /// It looks as if it did.
    Trap,
}

/// One passage in its report.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The line on which it stands.
    pub line: usize,
    /// The rule that it is about.
    pub rule: String,
    /// What should become of it.
    pub kind: Kind,
    /// The sentence.
    pub text: String,
    keys: BTreeMap<String, String>,
}

/// How one rule does.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its passages: right, wrong, traps.
    pub passages: [usize; 3],
    /// Wrong ones that were found.
    pub found: usize,
    /// Findings that are false.
    pub wrong: usize,
    /// The departures, one line each.
    pub departures: Vec<String>,
}

/// Wrong passages that must be found, of all.
const RECALL: f64 = 0.95;
/// Passages of each kind that a rule needs.
pub const FEWEST: usize = 12;

impl Row {
    /// The head of the columns that [`Row::columns`] prints.
    pub const HEAD: &str = "rule                right  wrong  traps   found   false";

    /// Whether nothing is called wrong that is right, and enough is found.
    pub fn on_target(&self) -> bool {
        self.wrong == 0 && self.found as f64 >= RECALL * self.passages[1] as f64
    }

    /// The row as text.
    pub fn columns(&self, rule: &str) -> String {
        let [right, wrong, traps] = self.passages;
        let note = if self.on_target() { "" } else { "  below target" };
        format!("{rule:<18} {right:>6} {wrong:>6} {traps:>6} {:>7} {:>7}{note}", self.found, self.wrong)
    }
}

/// All passages of the file.
pub fn passages() -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut rule = String::new();
    let mut keys = BTreeMap::new();
    for (line, text) in include_str!("../passages/form.txt").lines().enumerate() {
        let Some((mark, rest)) = text.split_once(' ') else { continue };
        let kind = match mark {
            "##" => {
                rest.clone_into(&mut rule);
                keys = BTreeMap::from([
                    ("organ".to_owned(), "云岭县教育局".to_owned()),
                    ("year".to_owned(), "2023".to_owned()),
                ]);
                continue;
            }
            "@" => {
                let pairs = rest.split(' ').filter_map(|pair| pair.split_once('='));
                keys.extend(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
                continue;
            }
            "=" => Kind::Right,
            "+" => Kind::Wrong,
            "~" => Kind::Trap,
            _ => continue,
        };
        for text in expand(rest) {
            passages.push(Passage {
                line: line + 1,
                rule: format!("form.{rule}"),
                kind,
                text,
                keys: keys.clone(),
            });
        }
    }
    passages
}

/// `{a|b}` as two texts, each further group as more.
fn expand(text: &str) -> Vec<String> {
    let group = text.match_indices('{').find_map(|(open, _)| {
        let close = open + text[open..].find('}')?;
        text[open..close].contains('|').then_some((open, close))
    });
    let Some((open, close)) = group else { return vec![text.to_owned()] };
    let ways = text[open + 1..close].split('|');
    ways.flat_map(|way| expand(&format!("{}{way}{}", &text[..open], &text[close + 1..]))).collect()
}

const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

const SECTION_1: &str = "（一）主动公开。围绕重点领域做好信息发布，及时回应关切，方便群众查询办事。\n（二）依申请公开。畅通受理渠道，规范办理流程，做到事事有回音。\n（三）政府信息管理。落实先审后发，定期清理失效文件。\n（四）政府信息公开平台建设。改进网站检索，方便不同人群使用。\n（五）监督保障。组织业务培训，开展工作考核和社会评议，没有需要责任追究的情形。";

impl Passage {
    fn key(&self, key: &str) -> &str {
        self.keys.get(key).map_or("", String::as_str)
    }

    /// A whole report with the passage in it, its tables all zeros but for what is carried over.
    pub fn report(&self) -> String {
        let mut figures = Figures::zero(self.key("organ"), 2023, [Form::F2021; 3]);
        let carried = Decimal::from(self.key("carried").parse::<u32>().unwrap_or(0));
        for row in ["received", "carried_out"] {
            for column in ["natural", "total"] {
                figures.values.insert(CellId::at(Table::T3, row, column), Some(carried));
            }
        }
        self.report_on(&figures)
    }

    /// The same over other tables.
    fn report_on(&self, figures: &Figures) -> String {
        let (organ, year) = (self.key("organ"), self.key("year"));
        let passage = self.text.replace("{}", year).replace("\\n", "\n");
        let place = self.key("section");
        let mut headings = HEADINGS.map(str::to_owned);
        let preamble = format!(
            "根据《中华人民共和国政府信息公开条例》的规定编制本报告。所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
        );
        let mut sections = [
            preamble,
            SECTION_1.to_owned(),
            String::new(),
            String::new(),
            String::new(),
            "政策解读的形式还不够多样，下一步加强培训，改进服务。".to_owned(),
            "本年度没有收取信息处理费。".to_owned(),
        ];
        let mut page = String::new();
        match place.parse::<usize>() {
            Ok(section) => sections[section] = format!("{}\n{passage}", sections[section]).trim().to_owned(),
            Err(_) if place == "page" => page = format!("{passage}\n"),
            Err(_) => {
                let (section, mark) = place.split_at(1);
                let section: usize = section.parse().unwrap_or_default();
                match mark {
                    "#" => headings[section - 1] = passage,
                    _ => sections[section] = passage,
                }
            }
        }
        let tables = tables_apart(figures);
        let mut text = format!("{organ}{year}年政府信息公开工作年度报告\n{page}{}\n", sections[0]);
        for section in 1..=6 {
            text += &format!("{}\n{}\n", headings[section - 1], sections[section]);
            if let Some(table) = section.checked_sub(2).and_then(|table| tables.get(table)) {
                text += table;
                text += "\n";
            }
        }
        text
    }

    /// The rules of form that gouji says it departs from.
    fn told(&self, text: &str) -> Vec<(String, String)> {
        let audit =
            check(Input::text(text)).unwrap_or_else(|error| panic!("line {}: {error}\n{text}", self.line));
        let findings = audit.findings.iter().filter(|finding| finding.rule.as_str().starts_with("form."));
        findings.map(|finding| (finding.rule.to_string(), finding.message(gouji::Lang::Zh))).collect()
    }
}

/// The three tables, each as its text.
fn tables_apart(figures: &Figures) -> Vec<String> {
    Table::ALL.iter().map(|of| table(figures, *of)).collect()
}

/// Measures every rule.
pub fn measure() -> BTreeMap<String, Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for passage in passages() {
        let row = rows.entry(passage.rule.clone()).or_default();
        row.passages[passage.kind as usize] += 1;
        let told = passage.told(&passage.report());
        let is_found = told.iter().any(|(rule, _)| *rule == passage.rule);
        if passage.kind == Kind::Wrong {
            row.found += usize::from(is_found);
            if !is_found {
                row.departures.push(format!("line {}: not found: {}", passage.line, passage.text));
            }
        }
        for (rule, message) in
            told.iter().filter(|(rule, _)| passage.kind != Kind::Wrong || *rule != passage.rule)
        {
            row.wrong += 1;
            row.departures.push(format!("line {}: false: {rule} {message}: {}", passage.line, passage.text));
        }
    }
    rows
}

/// Whether as many of the reports with one fault each were told right as the rules promise.
pub fn enough(reports: usize, departures: &[String]) -> bool {
    departures.len() as f64 <= (1.0 - RECALL) * reports as f64
}

/// So many made reports with one fault each: tables that add up, of figures drawn anew, and one sentence that departs from the form. What was not found,
/// or found beside it, a line each; how many were made.
pub fn one_fault_each(reports: u64) -> (usize, Vec<String>) {
    // Where applications carried over matter, the tables are the passage's own.
    let wrong: Vec<Passage> = passages()
        .into_iter()
        .filter(|passage| passage.kind == Kind::Wrong && passage.key("carried").is_empty())
        .collect();
    let mut departures = Vec::new();
    for seed in 0..reports {
        let mut dice = Dice::seeded(seed);
        let passage = &wrong[dice.below(wrong.len() as u32) as usize];
        let mut figures = Figures::consistent(&mut dice);
        while figures.forms.values().any(|form| *form != Form::F2021) {
            figures = Figures::consistent(&mut dice);
        }
        let text = passage.report_on(&figures);
        let audit = check(Input::text(&text)).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        let errors = audit.count(gouji::Severity::Error);
        let mut rules: Vec<String> = passage.told(&text).into_iter().map(|(rule, _)| rule).collect();
        rules.dedup();
        if errors > 0 || rules != [passage.rule.as_str()] {
            departures.push(format!(
                "seed {seed}, line {}: {rules:?}, {errors} errors: {}",
                passage.line, passage.text
            ));
        }
    }
    (reports as usize, departures)
}

/// What the rules of form say of documents that nobody here wrote, by name: each rule once a finding, with the words that it quotes.
pub fn of_others(shared: &Path) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    let mut add = |name: String, source: Input<'_>| {
        if let Ok(audit) = check(source) {
            let told = audit.findings.iter().filter(|finding| is_of_form(finding.rule));
            let told: Vec<String> = told.map(said).collect();
            if !told.is_empty() {
                all.insert(name, told);
            }
        }
    };
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/app/samples");
    for folder in ["real", "seeds", "cases"].map(|folder| shared.join(folder)).into_iter().chain([samples]) {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if name.ends_with(".json") || name.ends_with(".jsonl") || name == "README.md" {
                continue;
            }
            if let Ok(opened) = gouji_files::open(&bytes) {
                add(name, Input { text: &opened.text, kind: opened.kind });
            }
        }
    }
    let prose = std::fs::read_to_string(shared.join("real/prose.jsonl")).unwrap_or_default();
    for line in prose.lines() {
        let truth: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let word = |key: &str| truth[key].as_str().unwrap_or_default().to_owned();
        let year = truth["year"].as_u64().unwrap_or(2024);
        let figures = Figures::zero("", year as u16, [Form::F2021; 3]);
        let text = word("text");
        let section = if text.contains("总体情况") { "" } else { "一、总体情况\n" };
        let head = format!("{}{year}年政府信息公开工作年度报告\n{section}{text}", word("organ"));
        // An opening is no whole section: sections 五 and 六 are left out, and nothing is missed in it.
        add(word("id"), Input::text(&format!("{head}\n{}", tables(&figures))));
    }
    all
}

fn is_of_form(rule: RuleId) -> bool {
    rule == RuleId::T2InForce || rule.as_str().starts_with("form.")
}

fn said(finding: &Finding) -> String {
    let quote = finding.quote.as_ref().map_or("", |quote| quote.text.as_str());
    format!("{} {} {quote}", finding.rule, finding.severity.as_str())
}
