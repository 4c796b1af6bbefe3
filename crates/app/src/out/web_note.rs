//! The review note as a web page in one file: the verdict with its counts, what was not checked, every finding with its
//! equation, the tables as the form prints them, and links from findings to cells and back.
//!
//! Comes in: an [`Answer`]. Goes out: HTML that asks for nothing and runs nothing: its own policy allows the one style sheet, which
//! is known by its hash, and no script. Findings have the names that the page's own links have, `f=` with rule and cell; cells
//! have their ids.

use std::collections::{BTreeMap, BTreeSet};

use gouji::equation::Side;
use gouji::form::layout::{Entry as Printed, Header, Layout, Line, Spot};
use gouji::report::State;
use gouji::{CellId, Equation, Form, Outcome, RuleId, Severity, Table};
use gouji_files::write::escape_html as escape;

use super::{kind, made_by, title};
use crate::answer::{Answer, Entry};
use crate::components::mixed;
use crate::lang::Lang;
use crate::summary::{self, numbered_title};
use crate::sums::{self, WrittenTerm};
use crate::texts::{Texts, count, fill, texts};

const STYLE: &str = include_str!("web_note.css");

/// The SHA-256 of [`STYLE`] as the page's policy names it; a test keeps them in step.
const STYLE_HASH: &str = "sha256-6totOkvawVM3hKrkduhW9j/kAXqe6GyLF/qqJc9H6Yo=";

/// So many cells of a finding that is no equation are named; of the others the number is said. Picked by gut feeling.
const CELLS_NAMED: usize = 12;

/// The note on `answer`.
pub fn web_note(answer: &Answer, lang: Lang) -> String {
    let text = texts(lang);
    let (shown, ignored): (Vec<_>, Vec<_>) =
        (0..answer.entries.len()).partition(|&index| !answer.entries[index].ignored);
    let drawn = answer.audit.report.forms.iter().flat_map(|(&table, &form)| table.cells(form)).collect();
    let mut note = Note { answer, lang, text, drawn, marks: BTreeMap::new(), rules: BTreeSet::new() };
    for (number, &index) in (1..).zip(shown.iter().chain(&ignored)) {
        note.mark(index, number);
    }
    let findings = note.findings(&shown, &ignored);
    let name = title(answer, lang);
    let year = answer.audit.report.year.map(|year| fill(text.year, &[("year", &year.to_string())]));
    let subject: Vec<String> = std::iter::once(name).chain(year).collect();
    let subject = subject.join(" ");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}{colon}{subject}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p lang=\"zh-CN\">{subject}</p>\n{verdict}{findings}{changed}{tables}{rules}\
         <p id=\"by\" class=\"soft\">{by}</p>\n</main>\n</body>\n</html>\n",
        tag = lang.tag(),
        title = text.note_title,
        colon = text.colon,
        subject = escape(&subject),
        verdict = note.verdict(),
        changed = note.changed(),
        tables = note.tables(),
        rules = note.rules(),
        by = made_by(lang),
    )
}

struct Note<'a> {
    answer: &'a Answer,
    lang: Lang,
    text: &'static Texts,
    /// The cells that have a place in the tables below.
    drawn: BTreeSet<CellId>,
    /// For each cell the findings that lead to it, by number: their signs and keys.
    marks: BTreeMap<CellId, Vec<(usize, &'static str, &'a str)>>,
    /// The rules of the findings.
    rules: BTreeSet<RuleId>,
}

impl<'a> Note<'a> {
    fn mark(&mut self, index: usize, number: usize) {
        let (answer, entry) = (self.answer, &self.answer.entries[index]);
        let Some(finding) = answer.finding(index) else { return };
        self.rules.insert(finding.rule);
        // A remark on the reading may be about half of a table; the table has its own signs for that.
        if finding.severity == Severity::Info {
            return;
        }
        let of_equation = finding.equation.iter().flat_map(|(equation, _)| equation.cells());
        let cells: BTreeSet<CellId> = finding.cells.iter().copied().chain(of_equation).collect();
        for cell in cells {
            self.marks.entry(cell).or_default().push((number, sign(finding.severity), &entry.key));
        }
    }

    /// A sentence with the Chinese in it marked as such.
    fn say(&self, sentence: &str) -> String {
        if self.lang != Lang::En {
            return escape(sentence);
        }
        let run = |(run, chinese)| match chinese {
            true => format!("<span lang=\"zh-CN\">{}</span>", escape(run)),
            false => escape(run),
        };
        mixed::runs(sentence).into_iter().map(run).collect()
    }

    /// Official words that lead to a cell of the tables below, if it is there.
    fn link(&self, cell: CellId, words: &str) -> String {
        match self.drawn.contains(&cell) {
            true => format!("<a href=\"#{cell}\" lang=\"zh-CN\">{}</a>", escape(words)),
            false => format!("<span lang=\"zh-CN\">{}</span>", escape(words)),
        }
    }

    fn verdict(&self) -> String {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let has_errors = answer.shown(Severity::Error) > 0;
        let mut html = format!(
            "<h2 id=\"result\">{}</h2>\n<p class=\"verdict{}\">{}</p>\n",
            text.note_result,
            if has_errors { " is-error" } else { "" },
            self.say(&summary::headline(answer, lang)),
        );
        let hint = match summary::verdict(answer) {
            summary::Verdict::Errors => text.group_error_hint,
            summary::Verdict::Nothing => text.verdict_nothing_why,
            _ => "",
        };
        if !hint.is_empty() {
            html += &format!("<p>{hint}</p>\n");
        }
        let counts = summary::counts(answer, lang).into_iter();
        let counts: String =
            counts.map(|(key, words)| format!("<li class=\"count-{key}\">{words}</li>")).collect();
        let gaps = summary::gaps(answer, lang);
        let gaps: String = gaps.iter().map(|gap| format!("<li>{}</li>\n", self.say(gap))).collect();
        html + &format!(
            "<ul class=\"counts\">{counts}</ul>\n<h2 id=\"gaps\">{}</h2>\n<ul class=\"gaps\">\n{gaps}</ul>\n",
            text.not_checked_title
        )
    }

    fn findings(&self, shown: &[usize], ignored: &[usize]) -> String {
        let text = self.text;
        let mut html = format!("<h2 id=\"findings\">{}</h2>\n", text.findings_title);
        if self.answer.entries.is_empty() {
            html += &format!("<p>{}</p>\n", text.web_note_none);
        }
        let numbered: Vec<(usize, usize)> = (1..).zip(shown.iter().copied()).collect();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let of = |&&(_, index): &&(usize, usize)| {
                self.answer.finding(index).is_some_and(|finding| finding.severity == severity)
            };
            let group: Vec<_> = numbered.iter().filter(of).copied().collect();
            let title = format!("{}{}{}", kind(severity, text), text.colon, group.len());
            html += &self.group(&title, &group);
        }
        let ignored: Vec<_> = (shown.len() + 1..).zip(ignored.iter().copied()).collect();
        html + &self.group(&count(text.ignored_title, ignored.len()), &ignored)
    }

    fn group(&self, title: &str, group: &[(usize, usize)]) -> String {
        if group.is_empty() {
            return String::new();
        }
        let items: String = group.iter().map(|&(number, index)| self.finding(number, index)).collect();
        format!("<h3>{title}</h3>\n<ol class=\"findings\">\n{items}</ol>\n")
    }

    fn finding(&self, number: usize, index: usize) -> String {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let (Some(Entry { relation, key, .. }), Some(finding)) =
            (answer.entries.get(index), answer.finding(index))
        else {
            return String::new();
        };
        let class = if finding.severity == Severity::Error { " class=\"is-error\"" } else { "" };
        let mut html = format!(
            "<li id=\"f={key}\">\n<h4{class}>{number}. {} {}</h4>\n",
            sign(finding.severity),
            self.say(&lang.message(finding)),
        );
        match relation {
            Some(relation) => html += &self.equation(*relation),
            None if finding.cells.is_empty() => {
                html += &format!("<p class=\"soft\">{}</p>\n", text.no_cell);
            }
            None => {
                let links =
                    finding.cells.iter().take(CELLS_NAMED).map(|cell| self.link(*cell, &cell.label()));
                let links: Vec<String> = links.collect();
                html += &format!("<p>{}{}{}", text.prior_column_cell, text.colon, links.join(text.semicolon));
                if finding.cells.len() > CELLS_NAMED {
                    html += &count(text.web_note_more, finding.cells.len() - CELLS_NAMED);
                }
                html += "</p>\n";
            }
        }
        if let Some(quote) = &finding.quote {
            html += &format!(
                "<p>{}{}<q lang=\"zh-CN\">{}</q></p>\n",
                text.quoted,
                text.colon,
                escape(&quote.text)
            );
        }
        html + &format!(
            "<p class=\"soft\">{}{}<a href=\"#rule={}\">{}</a></p>\n</li>\n",
            text.rule,
            text.colon,
            finding.rule,
            self.say(&lang.title(finding.rule)),
        )
    }

    fn equation(&self, relation: usize) -> String {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let Some((equation, outcome)) = answer.relations.get(relation) else { return String::new() };
        let sums = answer.sums(relation);
        let mut html = format!(
            "<p>{} {} {}</p>\n",
            sums::sign(outcome),
            sums::status(outcome, lang),
            self.say(&sums::place(equation, lang)),
        );
        if matches!(outcome, Outcome::Fails(_))
            && equation.cells().any(|cell| answer.state(cell) == State::Ambiguous)
        {
            html += &format!("<p class=\"soft\">{}</p>\n", text.every_reading);
        }
        html += "<div class=\"sides\">\n";
        html += &self.side(equation, &equation.left, sums.map(|sums| sums.left.to_string()));
        html += &self.side(equation, &equation.right, sums.map(|sums| sums.right.to_string()));
        html += "</div>\n";
        match sums::difference(answer, relation, lang) {
            Some(words) => html + &format!("<p class=\"difference\">{words}</p>\n"),
            None => html,
        }
    }

    /// A side with its terms and its sum; the terms that add nothing in one line after the others.
    fn side(&self, equation: &Equation, side: &Side, sum: Option<String>) -> String {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let right = side == &equation.right;
        let terms = sums::terms(answer, equation, side, lang);
        let fold = terms.len() > 7;
        let (shown, folded): (Vec<_>, Vec<_>) = terms.iter().partition(|term| !fold || !term.is_zero);
        let line = |sign: char, name: &str, value: &str| {
            format!(
                "<li><span>{sign}</span><span>{name}</span><span class=\"figure\">{}</span></li>\n",
                escape(value)
            )
        };
        let mut lines = String::new();
        for (nth, term) in shown.iter().enumerate() {
            let sign = if right && nth == 0 && term.sign == '+' { '=' } else { term.sign };
            lines += &line(sign, &self.link(term.cell, &term.name), &term.value);
        }
        let figures = match right {
            true if side.constant.is_zero() => Vec::new(),
            true => vec![(text.figure_elsewhere.to_owned(), side.constant.to_string())],
            false => sums::figures(answer, equation, lang),
        };
        for (name, value) in &figures {
            lines += &line('+', &self.say(name), value);
        }
        let mut html = format!(
            "<div class=\"side\">\n<p class=\"soft\">{}</p>\n<ul>\n{lines}</ul>\n",
            if right { text.right_side } else { text.left_side },
        );
        if !folded.is_empty() {
            let link = |term: &&WrittenTerm| self.link(term.cell, &term.name);
            let links: Vec<String> = folded.iter().map(link).collect();
            html += &format!(
                "<p class=\"soft\">{}{}{}</p>\n",
                count(text.zero_terms, folded.len()),
                text.colon,
                links.join(text.semicolon)
            );
        }
        // A single term is its own sum.
        if let (Some(sum), true) = (sum, terms.len() + figures.len() > 1) {
            html += &format!(
                "<p class=\"sum\"><span>{}</span><span class=\"figure\">{sum}</span></p>\n",
                text.sum
            );
        }
        html + "</div>\n"
    }

    fn changed(&self) -> String {
        let lines = super::changed(self.answer, self.lang);
        if lines.is_empty() {
            return String::new();
        }
        let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", self.say(line))).collect();
        format!("<p>{}</p>\n<ul>\n{lines}</ul>\n", self.text.note_changed)
    }

    fn tables(&self) -> String {
        let text = self.text;
        let mut html = format!("<h2 id=\"tables\">{}</h2>\n", text.tables_title);
        if !self.marks.is_empty() || !self.answer.was.is_empty() {
            html += &format!("<p class=\"soft\">{}</p>\n", text.web_note_legend);
        }
        for table in Table::ALL {
            html += &match self.answer.audit.report.forms.get(&table) {
                Some(&form) => self.table(table, form),
                None => format!(
                    "<h3 lang=\"zh-CN\">{}</h3>\n<p>{}</p>\n",
                    numbered_title(table),
                    text.table_not_found
                ),
            };
        }
        html
    }

    fn table(&self, table: Table, form: Form) -> String {
        let (layout, text) = (Layout::of(table, form), self.text);
        let edition = match table {
            Table::T4 => text.both_editions.to_owned(),
            _ => fill(text.edition, &[("year", form.key())]),
        };
        let title = numbered_title(table);
        let line = |line: &Line| {
            let entries = line.iter().map(|entry| match entry {
                Printed::Header(header) => printed(header, table),
                Printed::Cell(spot) => self.cell(spot),
            });
            format!("<tr>{}</tr>\n", entries.collect::<String>())
        };
        let lines = |lines: &[Line]| lines.iter().map(line).collect::<String>();
        let head = match layout.head.is_empty() {
            true => String::new(),
            false => format!("<thead>\n{}</thead>\n", lines(&layout.head)),
        };
        let bodies: String =
            layout.bodies.iter().map(|body| format!("<tbody>\n{}</tbody>\n", lines(body))).collect();
        format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table id=\"{key}\" lang=\"zh-CN\">\n\
             <caption>{title}<span class=\"soft\" lang=\"{tag}\">{edition}</span></caption>\n{head}{bodies}</table>\n</div>\n",
            fill(text.table_region, &[("title", &title)]),
            key = table.key(),
            tag = self.lang.tag(),
        )
    }

    fn cell(&self, spot: &Spot) -> String {
        let (answer, text, cell) = (self.answer, self.text, spot.cell);
        let problems = answer.problems_of(cell);
        let class = match (problems.failing, problems.flawed) {
            (0, false) => "",
            (0, true) => " class=\"flawed\"",
            _ => " class=\"fails\"",
        };
        let value = match answer.state(cell) {
            State::Ambiguous => "？",
            State::Missing => text.legend_missing,
            _ => answer.cell(cell).and_then(|cell| cell.raw.as_deref()).unwrap_or_default().trim(),
        };
        let mut html = format!("<td id=\"{cell}\"{}{class}>{}", spans(spot.col_span, 1), escape(value));
        for (number, sign, key) in self.marks.get(&cell).into_iter().flatten() {
            html += &format!(" <a class=\"mark\" href=\"#f={key}\">{sign}{number}</a>");
        }
        if let Some(was) = answer.was.get(&cell) {
            let was = was.as_deref().map(|was| if was.is_empty() { text.blank } else { was });
            let was = fill(text.was, &[("was", was.unwrap_or(text.cell_missing))]);
            html += &format!("<span class=\"was\" lang=\"{}\">✎ {}</span>", self.lang.tag(), escape(&was));
        }
        html + "</td>"
    }

    fn rules(&self) -> String {
        if self.rules.is_empty() {
            return String::new();
        }
        let (lang, text) = (self.lang, self.text);
        let rule = |&rule: &RuleId| {
            let source = match lang.source(rule) {
                Some(source) => format!("<span lang=\"zh-CN\">{}</span>", escape(source)),
                None => text.own_rule.to_owned(),
            };
            format!(
                "<h3 id=\"rule={rule}\">{}</h3>\n<p>{}</p>\n<p class=\"soft\">{}{}{source}</p>\n",
                self.say(&lang.title(rule)),
                self.say(&lang.why(rule)),
                text.source,
                text.colon,
            )
        };
        let rules: String = self.rules.iter().map(rule).collect();
        format!("<h2 id=\"rules\">{}</h2>\n{rules}", text.web_note_rules)
    }
}

fn printed(header: &Header, table: Table) -> String {
    let spans = spans(header.col_span, header.row_span);
    let words = escape(&header.text);
    match header.scope {
        Some(scope) => {
            let class = if table == Table::T3 && scope == "row" { " class=\"left\"" } else { "" };
            format!("<th scope=\"{scope}\"{spans}{class}>{words}</th>")
        }
        None => format!("<td class=\"corner\"{spans}>{words}</td>"),
    }
}

fn spans(columns: u16, rows: u16) -> String {
    let span = |name: &str, n: u16| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
    span("colspan", columns) + &span("rowspan", rows)
}

const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "≠",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use gouji::Audit;
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::answer::tests::{broken, report};

    #[test]
    fn the_policy_knows_the_style() {
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn findings_and_cells_lead_to_each_other() {
        for lang in Lang::ALL {
            let html = web_note(&broken(), lang);
            for words in [
                "id=\"f=t4.total@t4.direct.total\"",
                "href=\"#t4.direct.upheld\"",
                "<td id=\"t4.direct.total\" class=\"fails\">1 <a class=\"mark\" href=\"#f=t4.total@t4.direct.total\">≠1</a></td>",
                "id=\"rule=t4.total\"",
            ] {
                assert!(html.contains(words), "{words} in {html}");
            }
            for count in summary::counts(&broken(), lang) {
                assert!(html.contains(&count.1), "{}", count.1);
            }
        }
    }

    #[test]
    fn the_tables_in_it_are_read_back_as_they_were() {
        let read = gouji::check(gouji::Input::html(&web_note(&broken(), Lang::Zh))).expect("a report");
        assert_eq!(read.report.forms.len(), 3);
        assert_eq!(read.report.cells.len(), 200);
    }

    #[test]
    fn what_stands_in_a_cell_or_a_title_is_only_text() {
        let mut hostile = report(&[("t3.received.total", "<script>alert(1)</script>")]);
        hostile.organ = Some("</title><img src=x onerror=alert(1)>\u{202e}".to_owned());
        let html = web_note(&Answer::of(Audit::of(hostile)), Lang::Zh);
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\u{202e}'), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }
}
