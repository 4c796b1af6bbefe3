//! The review note as a web page in one file: the verdict with its counts, what was not checked, every finding with its
//! equation, the tables as the form prints them, and links from findings to cells and back.
//!
//! Comes in: an [`Answer`]. Goes out: HTML that asks for nothing and runs nothing: its own policy allows the one style sheet, which
//! is known by its hash, and no script. Findings have the names that the page's own links have, `f=` with rule and cell; cells
//! have their ids.

use gouji::equation::Side;
use gouji::form::layout::{Entry as Printed, Layout, Line};
use gouji::report::State;
use gouji::{CellId, Equation, Finding, Form, Outcome, RuleId, Severity, Table};
use gouji_files::write::escape_html;

use super::{kind, made_by, title};
use crate::answer::{Answer, Entry};
use crate::components::mixed;
use crate::lang::Lang;
use crate::summary::{self, Verdict};
use crate::sums;
use crate::texts::{Texts, count, fill, texts};

const STYLE: &str = include_str!("web_note.css");

/// The SHA-256 of [`STYLE`] as the page's policy names it; a test keeps them in step.
const STYLE_HASH: &str = "sha256-WGl83G5Lx5xXUnNyF9C6zsnmwBtURoG2JRw0ew1yyj4=";

/// So many cells of a finding that is no equation are named; of the others the number is said. Picked by gut feeling.
const CELLS_NAMED: usize = 12;

/// The note on `answer`.
pub fn web_note(answer: &Answer, lang: Lang) -> String {
    let mut order = Vec::with_capacity(answer.entries.len());
    order.extend((0..answer.entries.len()).filter(|&index| !answer.entries[index].ignored));
    // Here by severity: each has its head.
    gouji::order::sort_by_key(&mut order, |&index| {
        std::cmp::Reverse(answer.finding(index).map(|finding| finding.severity))
    });
    let shown = order.len();
    order.extend((0..answer.entries.len()).filter(|&index| answer.entries[index].ignored));
    let mut note =
        Note { answer, lang, text: texts(lang), order, shown, out: String::with_capacity(1 << 16) };
    note.page();
    note.out
}

/// Writes into one string: `raw` what is markup, `put` what is not, `say` what may be Chinese among English.
struct Note<'a> {
    answer: &'a Answer,
    lang: Lang,
    text: &'static Texts,
    /// The findings by number, which is their place here and one more; those that are ignored stand last.
    order: Vec<usize>,
    /// How many are not ignored.
    shown: usize,
    out: String,
}

impl<'a> Note<'a> {
    fn entry(&self, place: usize) -> Option<&'a Entry> {
        self.answer.entries.get(*self.order.get(place)?)
    }

    fn nth(&self, place: usize) -> Option<&'a Finding> {
        self.answer.audit.findings.get(self.entry(place)?.finding)
    }

    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(&escape_html(text));
    }

    fn number(&mut self, n: usize) {
        self.raw(&n.to_string());
    }

    fn say(&mut self, sentence: &str) {
        if self.lang != Lang::En {
            return self.put(sentence);
        }
        for (run, chinese) in mixed::runs(sentence) {
            if chinese {
                self.official(run);
            } else {
                self.put(run);
            }
        }
    }

    fn official(&mut self, words: &str) {
        self.around("<span lang=\"zh-CN\">", words, "</span>");
    }

    /// Words that are said as they are, between two pieces of markup.
    fn around(&mut self, before: &str, words: &str, after: &str) {
        self.raw(before);
        self.put(words);
        self.raw(after);
    }

    fn soft(&mut self, words: &str) {
        self.raw("<p class=\"soft\">");
        self.say(words);
        self.raw("</p>\n");
    }

    /// Official words that lead to a cell of the tables below, if it is there.
    fn link(&mut self, cell: CellId, words: &str) {
        let form = self.answer.audit.report.forms.get(&cell.table);
        if form.is_some_and(|&form| cell.table.cells(form).any(|drawn| drawn == cell)) {
            self.around("<a href=\"#", &cell.to_string(), "\" lang=\"zh-CN\">");
            self.put(words);
            self.raw("</a>");
        } else {
            self.official(words);
        }
    }

    fn page(&mut self) {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let mut subject = title(answer, lang);
        if let Some(year) = answer.audit.report.year {
            subject.push(' ');
            subject.push_str(&fill(text.year, &[("year", &year.to_string())]));
        }
        self.around("<!DOCTYPE html>\n<html lang=\"", lang.tag(), "\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.around(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '",
            STYLE_HASH,
            "'; base-uri 'none'; form-action 'none'\">\n",
        );
        self.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        self.raw(text.note_title);
        self.around(text.colon, &subject, "</title>\n<style>");
        self.raw(STYLE);
        self.around("</style>\n</head>\n<body>\n<main>\n<h1>", text.note_title, "</h1>\n<p lang=\"zh-CN\">");
        self.around("", &subject, "</p>\n");
        if let Some(settings) = answer.audit.settings.sentence(lang.core()) {
            self.soft(&lang.say(settings));
        }
        self.verdict();
        self.findings();
        self.changed();
        self.tables();
        self.rules();
        self.around("<p id=\"by\" class=\"soft\">", &made_by(lang), "</p>\n</main>\n</body>\n</html>\n");
    }

    fn verdict(&mut self) {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let verdict = summary::verdict(answer);
        self.around("<h2 id=\"result\">", text.note_result, "</h2>\n");
        self.raw(match verdict {
            Verdict::Errors => "<p class=\"verdict is-error\">",
            _ => "<p class=\"verdict\">",
        });
        self.say(&summary::headline(answer, lang));
        self.raw("</p>\n");
        match verdict {
            Verdict::Errors => self.around("<p>", text.group_error_hint, "</p>\n"),
            Verdict::Nothing => self.around("<p>", text.verdict_nothing_why, "</p>\n"),
            _ => {}
        }
        self.raw("<ul class=\"counts\">");
        for (_, words, _) in summary::counts(answer, lang) {
            self.around("<li>", &words, "</li>");
        }
        self.around("</ul>\n<h2 id=\"gaps\">", text.not_checked_title, "</h2>\n");
        self.list(" class=\"gaps\"", &summary::gaps(answer, lang));
    }

    fn list(&mut self, class: &str, lines: &[String]) {
        self.raw("<ul");
        self.raw(class);
        self.raw(">\n");
        for line in lines {
            self.raw("<li>");
            self.say(line);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn findings(&mut self) {
        let text = self.text;
        self.around("<h2 id=\"findings\">", text.findings_title, "</h2>\n");
        if self.order.is_empty() {
            self.around("<p>", text.web_note_none, "</p>\n");
        }
        // Contradictions come first in the answer, so that a group ends where another begins.
        let mut title = "";
        for place in 0..self.order.len() {
            let is_ignored = place >= self.shown;
            let Some(finding) = self.nth(place) else { continue };
            let own = if is_ignored { text.note_ignored } else { kind(finding.severity, text) };
            if own != title {
                let n = match is_ignored {
                    true => self.order.len() - self.shown,
                    false => self.answer.shown(finding.severity),
                };
                self.raw(if title.is_empty() { "<h3>" } else { "</ol>\n<h3>" });
                match is_ignored {
                    true => self.put(&count(text.ignored_title, n)),
                    false => {
                        self.around("", own, text.colon);
                        self.number(n);
                    }
                }
                self.raw("</h3>\n<ol class=\"findings\">\n");
                title = own;
            }
            self.finding(place);
        }
        if !title.is_empty() {
            self.raw("</ol>\n");
        }
    }

    fn finding(&mut self, place: usize) {
        let (lang, text) = (self.lang, self.text);
        let (Some(entry), Some(finding)) = (self.entry(place), self.nth(place)) else { return };
        self.around("<li id=\"f=", &entry.key, "\">\n<h4");
        self.raw(if finding.severity == Severity::Error { " class=\"is-error\">" } else { ">" });
        self.number(place + 1);
        self.around(". ", sign(finding.severity), " ");
        self.say(&lang.message(finding));
        self.raw("</h4>\n");
        match entry.relation {
            Some(relation) => self.equation(relation),
            None if finding.cells.is_empty() => self.soft(text.no_cell),
            None => {
                self.around("<p>", text.prior_column_cell, text.colon);
                for (nth, &cell) in finding.cells.iter().take(CELLS_NAMED).enumerate() {
                    self.raw(if nth > 0 { text.semicolon } else { "" });
                    self.link(cell, &cell.label());
                }
                if finding.cells.len() > CELLS_NAMED {
                    self.put(&count(text.web_note_more, finding.cells.len() - CELLS_NAMED));
                }
                self.raw("</p>\n");
            }
        }
        if let Some(quote) = &finding.quote {
            self.around("<p>", text.quoted, text.colon);
            self.around("<q lang=\"zh-CN\">", &quote.text, "</q></p>\n");
        }
        self.around("<p class=\"soft\">", text.rule, text.colon);
        self.around("<a href=\"#rule=", finding.rule.as_str(), "\">");
        self.say(&lang.title(finding.rule));
        self.raw("</a></p>\n</li>\n");
    }

    fn equation(&mut self, relation: usize) {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let Some((equation, outcome)) = answer.relations.get(relation) else { return };
        let sums = answer.sums(relation);
        self.around("<p>", sums::sign(answer, relation), " ");
        self.around("", sums::status(answer, relation, lang), " ");
        self.say(&sums::place(equation, lang));
        self.raw("</p>\n");
        if matches!(outcome, Outcome::Fails(_)) && answer.is_unplaced(relation) {
            self.soft(text.every_reading);
        }
        self.raw("<div class=\"sides\">\n");
        self.side(equation, &equation.left, sums.map(|sums| sums.left.to_string()));
        self.side(equation, &equation.right, sums.map(|sums| sums.right.to_string()));
        self.raw("</div>\n");
        if let Some(words) = sums::difference(answer, relation, lang) {
            self.around("<p class=\"difference\">", &words, "</p>\n");
        }
    }

    /// A side with its terms and its sum; the terms that add nothing in one line after the others.
    fn side(&mut self, equation: &Equation, side: &Side, sum: Option<String>) {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        let right = side == &equation.right;
        let terms = sums::terms(answer, equation, side, lang);
        let fold = terms.len() > 7;
        let title = if right { text.right_side } else { text.left_side };
        self.around("<div class=\"side\">\n<p class=\"soft\">", title, "</p>\n<ul>\n");
        let mut folded = 0;
        for (nth, term) in terms.iter().enumerate() {
            if fold && term.is_zero {
                folded += 1;
                continue;
            }
            let sign = if right && nth == 0 && term.sign == '+' { "=" } else { &term.sign.to_string() };
            self.around("<li><span>", sign, "</span><span>");
            self.link(term.cell, &term.name);
            self.around("</span><span class=\"figure\">", &term.value, "</span></li>\n");
        }
        let figures = match right {
            true if side.constant.is_zero() => Vec::new(),
            true => vec![(text.figure_elsewhere.to_owned(), side.constant.to_string())],
            false => sums::figures(answer, equation, lang),
        };
        for (name, value) in &figures {
            self.raw("<li><span>+</span><span>");
            self.say(name);
            self.around("</span><span class=\"figure\">", value, "</span></li>\n");
        }
        self.raw("</ul>\n");
        if folded > 0 {
            self.around("<p class=\"soft\">", &count(text.zero_terms, folded), "");
            let mut before = text.colon;
            for term in terms.iter().filter(|term| term.is_zero) {
                self.raw(before);
                self.link(term.cell, &term.name);
                before = text.semicolon;
            }
            self.raw("</p>\n");
        }
        // A single term is its own sum.
        if let (Some(sum), true) = (sum, terms.len() + figures.len() > 1) {
            self.around("<p class=\"sum\"><span>", text.sum, "</span><span class=\"figure\">");
            self.around("", &sum, "</span></p>\n");
        }
        self.raw("</div>\n");
    }

    fn changed(&mut self) {
        let lines = super::changed(self.answer, self.lang);
        if !lines.is_empty() {
            self.around("<p>", self.text.note_changed, "</p>\n");
            self.list("", &lines);
        }
    }

    fn tables(&mut self) {
        let text = self.text;
        self.around("<h2 id=\"tables\">", text.tables_title, "</h2>\n");
        if !self.order.is_empty() || !self.answer.was.is_empty() {
            self.soft(text.web_note_legend);
        }
        for table in Table::ALL {
            if let Some(&form) = self.answer.audit.report.forms.get(&table) {
                self.table(table, form);
            } else {
                self.around("<h3 lang=\"zh-CN\">", &table.numbered_title(), "</h3>\n<p>");
                self.around("", text.table_not_found, "</p>\n");
            }
        }
    }

    fn table(&mut self, table: Table, form: Form) {
        let (layout, text) = (Layout::of(table, form), self.text);
        let title = table.numbered_title();
        let region = fill(text.table_region, &[("title", &title)]);
        self.around(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"",
            &region,
            "\">\n<table id=\"",
        );
        self.around("", table.key(), "\" lang=\"zh-CN\">\n<caption>");
        self.around("", &title, "<span class=\"soft\" lang=\"");
        self.around("", self.lang.tag(), "\">");
        match table {
            Table::T4 => self.put(text.both_editions),
            _ => self.put(&fill(text.edition, &[("year", form.key())])),
        }
        self.raw("</span></caption>\n");
        if !layout.head.is_empty() {
            self.raw("<thead>\n");
            self.lines(&layout.head, table);
            self.raw("</thead>\n");
        }
        for body in &layout.bodies {
            self.raw("<tbody>\n");
            self.lines(body, table);
            self.raw("</tbody>\n");
        }
        self.raw("</table>\n</div>\n");
    }

    fn lines(&mut self, lines: &[Line], table: Table) {
        for line in lines {
            self.raw("<tr>");
            for entry in line {
                match entry {
                    Printed::Header(header) => {
                        let is_left = table == Table::T3 && header.scope == Some("row");
                        self.raw(match header.scope {
                            None => "<td class=\"corner\"",
                            Some(_) if is_left => "<th class=\"left\" scope=\"",
                            Some(_) => "<th scope=\"",
                        });
                        if let Some(scope) = header.scope {
                            self.around("", scope, "\"");
                        }
                        self.span("colspan", header.col_span);
                        self.span("rowspan", header.row_span);
                        let end = if header.scope.is_some() { "</th>" } else { "</td>" };
                        self.around(">", &header.text, end);
                    }
                    Printed::Cell(spot) => self.cell(spot.cell, spot.col_span),
                }
            }
            self.raw("</tr>\n");
        }
    }

    fn span(&mut self, name: &str, n: u16) {
        if n > 1 {
            self.around(" ", name, "=\"");
            self.number(n.into());
            self.raw("\"");
        }
    }

    fn cell(&mut self, cell: CellId, columns: u16) {
        let (answer, text) = (self.answer, self.text);
        let problems = answer.problems_of(cell);
        self.around("<td id=\"", &cell.to_string(), "\"");
        self.span("colspan", columns);
        self.raw(match (problems.failing, problems.flawed) {
            (0, false) => ">",
            (0, true) => " class=\"flawed\">",
            _ => " class=\"fails\">",
        });
        match answer.state(cell) {
            State::Missing => self.put(text.legend_missing),
            _ => self.put(&answer.written(cell)),
        }
        for place in 0..self.order.len() {
            let (Some(entry), Some(finding)) = (self.entry(place), self.nth(place)) else { continue };
            let of_equation =
                finding.equation.as_ref().is_some_and(|(equation, _)| equation.cells().any(|of| of == cell));
            // A remark on the reading may be about half of a table; the table has its own signs for that.
            if finding.severity == Severity::Info || !(of_equation || finding.cells.contains(&cell)) {
                continue;
            }
            self.around(" <a class=\"mark\" href=\"#f=", &entry.key, "\">");
            self.raw(sign(finding.severity));
            self.number(place + 1);
            self.raw("</a>");
        }
        if let Some(was) = answer.was.get(&cell) {
            let was = was.as_deref().map(|was| if was.is_empty() { text.blank } else { was });
            let was = fill(text.was, &[("was", was.unwrap_or(text.cell_missing))]);
            self.around("<span class=\"was\" lang=\"", self.lang.tag(), "\">✎ ");
            self.around("", &was, "</span>");
        }
        self.raw("</td>");
    }

    fn rules(&mut self) {
        let (answer, lang, text) = (self.answer, self.lang, self.text);
        if self.order.is_empty() {
            return;
        }
        self.around("<h2 id=\"rules\">", text.web_note_rules, "</h2>\n");
        for rule in RuleId::ALL {
            if !answer.audit.findings.iter().any(|finding| finding.rule == rule) {
                continue;
            }
            self.around("<h3 id=\"rule=", rule.as_str(), "\">");
            self.say(&lang.title(rule));
            self.raw("</h3>\n<p>");
            self.say(&lang.why(rule));
            self.around("</p>\n<p class=\"soft\">", text.source, text.colon);
            match lang.source(rule) {
                Some(source) => self.official(source),
                None => self.put(text.own_rule),
            }
            self.raw("</p>\n");
        }
    }
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
        let html = web_note(&Answer::of_audit(Audit::of(hostile)), Lang::Zh);
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\u{202e}'), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    }
}
