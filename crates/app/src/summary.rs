//! What the top of the answer says: the verdict, the counts, and what was not read or not checked.

use gouji::equation::Skip;
use gouji::{Ledgers, Severity, Table};

use crate::answer::Answer;
use crate::lang::Lang;
use crate::texts::{count, fill, texts};

/// The answer in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Figures that cannot all be true.
    Errors,
    /// The only contradictions are ones that a person does not want to see.
    Ignored,
    /// The tables hold; the prose, another report or the form's structure does not agree with them.
    Warned,
    /// All that the form asks for was read and judged, and all of it holds.
    Clean,
    /// What was judged holds, but part of the report was not read or not judged.
    Partial,
    /// No equation was judged: no sign that anything is right.
    Nothing,
}

/// The verdict on a report.
pub fn verdict(answer: &Answer) -> Verdict {
    let (report, coverage) = (&answer.audit.report, &answer.audit.coverage);
    // Blank cells claim nothing, so an equation over blanks leaves no gap.
    let is_whole = report.forms.len() == Table::ALL.len()
        && coverage.cells_found == coverage.cells_expected
        && coverage.skipped.iter().all(|(_, why)| *why == Skip::Blank);
    if answer.shown(Severity::Error) > 0 {
        Verdict::Errors
    } else if answer.audit.count(Severity::Error) > 0 {
        Verdict::Ignored
    } else if coverage.checked.is_empty() {
        Verdict::Nothing
    } else if answer.shown(Severity::Warning) > 0 {
        Verdict::Warned
    } else if is_whole {
        Verdict::Clean
    } else {
        Verdict::Partial
    }
}

/// The verdict in one sentence.
pub fn headline(answer: &Answer, lang: Lang) -> String {
    let text = texts(lang);
    let coverage = &answer.audit.coverage;
    let over = |template| {
        let (equations, cells) = (coverage.checked.len().to_string(), coverage.cells_found.to_string());
        fill(template, &[("equations", &equations), ("cells", &cells)])
    };
    match verdict(answer) {
        Verdict::Errors | Verdict::Warned if answer.ignored() == 0 => {
            lang.say(answer.audit.headline(lang.core()))
        }
        Verdict::Errors => count(text.verdict_errors, answer.shown(Severity::Error)),
        Verdict::Warned => {
            format!(
                "{}{}",
                over(text.verdict_warned),
                count(text.verdict_warned_by, answer.shown(Severity::Warning))
            )
        }
        Verdict::Ignored => count(text.verdict_ignored, answer.ignored()),
        Verdict::Clean => over(text.verdict_clean),
        Verdict::Partial => over(text.verdict_partial),
        Verdict::Nothing => text.verdict_nothing.to_owned(),
    }
}

/// The ledgers of the equations (those that hold of those that were judged), what could not be judged, what a person set aside,
/// and how much was read: a name for each, and whether it has something open.
pub fn counts(answer: &Answer, lang: Lang) -> Vec<(&'static str, String, bool)> {
    let text = texts(lang);
    let coverage = &answer.audit.coverage;
    let ledgers = answer.audit.ledgers().all();
    let told = ledgers.into_iter().filter(|(name, ledger)| ledger.checked > 0 || *name == "tables");
    let mut counts: Vec<_> = told
        .map(|(name, ledger)| {
            let label = lang.say(Ledgers::label(name, lang.core()));
            let words = format!("{label} {}/{}", ledger.checked - ledger.failed, ledger.checked);
            (name, words, ledger.failed > 0)
        })
        .collect();
    let skipped = coverage.skipped.iter().filter(|(_, why)| *why != Skip::Blank).count();
    let read = fill(
        text.cells_read,
        &[("found", &coverage.cells_found.to_string()), ("expected", &coverage.cells_expected.to_string())],
    );
    counts.push(("cells", read, coverage.cells_found < coverage.cells_expected));
    let rest = [
        ("skipped", text.count_skipped, skipped),
        ("ignored", text.count_ignored, answer.ignored()),
        ("infos", text.infos_count, answer.shown(Severity::Info)),
    ];
    counts.extend(
        rest.into_iter()
            .filter(|(.., n)| *n > 0)
            .map(|(name, words, n)| (name, count(words, n), name == "skipped")),
    );
    counts
}

/// What was not read or not checked, and why.
pub fn gaps(answer: &Answer, lang: Lang) -> Vec<String> {
    let text = texts(lang);
    let forms = &answer.audit.report.forms;
    let mut gaps: Vec<String> = Table::ALL
        .into_iter()
        .filter(|table| !forms.contains_key(table))
        .map(|table| format!("{}{}{}", table.numbered_title(), text.colon, text.table_absent))
        .collect();
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for (_, why) in &answer.audit.coverage.skipped {
        let why = lang.skip(*why);
        match reasons.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, n)) => *n += 1,
            None => reasons.push((why, 1)),
        }
    }
    gaps.extend(
        reasons
            .into_iter()
            .map(|(why, n)| fill(text.skipped_because, &[("n", &n.to_string()), ("why", &why)])),
    );
    if forms.contains_key(&Table::T2) {
        gaps.push(text.table_2_no_equation.to_owned());
    }
    if answer.audit.coverage.claims_found == 0 {
        gaps.push(text.prose_not_checked.to_owned());
    }
    gaps
}

/// The verdict and the counts in one breath, for the live region.
pub fn spoken(answer: &Answer, nth: usize, lang: Lang) -> String {
    let text = texts(lang);
    let coverage = &answer.audit.coverage;
    let mut parts: Vec<String> =
        answer.titles().map(|titles| ordinal(titles, nth, lang)).into_iter().collect();
    parts.push(headline(answer, lang));
    if !matches!(verdict(answer), Verdict::Clean | Verdict::Partial | Verdict::Warned) {
        parts.push(count(text.equations_checked, coverage.checked.len()));
    }
    if !coverage.skipped.is_empty() {
        parts.push(count(text.skipped_spoken, coverage.skipped.len()));
    }
    let warnings = answer.shown(Severity::Warning);
    if warnings > 0 {
        parts.push(count(text.warnings_count, warnings));
    }
    parts.join(text.separator)
}

/// What one of several reports is called.
pub fn ordinal(titles: &[Option<String>], nth: usize, lang: Lang) -> String {
    let text = texts(lang);
    let title = titles.get(nth).and_then(Option::as_deref).unwrap_or(text.untitled);
    fill(text.nth_report, &[("n", &(nth + 1).to_string()), ("title", title)])
}

#[cfg(test)]
mod tests {
    use gouji::Audit;
    use gouji::report::Report;

    use super::*;
    use crate::answer::tests::{broken, report};

    #[test]
    fn contradictions_are_counted_first() {
        assert_eq!(headline(&broken(), Lang::Zh), "1 处矛盾");
        assert_eq!(headline(&broken(), Lang::En), "1 contradiction");
    }

    #[test]
    fn a_clean_report_says_over_how_much() {
        let answer = Answer::of_audit(Audit::of(report(&[])));
        assert_eq!(headline(&answer, Lang::Zh), "在 44 个等式、200 个单元格中没有发现矛盾");
    }

    #[test]
    fn what_contradicts_the_tables_is_part_of_the_verdict() {
        let last = Report {
            organ: Some("甲县".into()),
            year: Some(2022),
            ..report(&[("t3.carried_out.total", "4")])
        };
        let now = Report { organ: Some("甲县".into()), ..report(&[]) };
        let beside = gouji::Beside { prior: Some(&last), ..gouji::Beside::default() };
        let answer = Answer::of_audit(Audit::beside(now, beside));
        let n = answer.shown(Severity::Warning);
        assert!(n > 0);
        assert_eq!(verdict(&answer), Verdict::Warned);
        assert_eq!(headline(&answer, Lang::Zh), format!("表内相符；与上年 {n} 处不一致"));
    }

    #[test]
    fn a_report_without_equations_is_never_clean() {
        let answer = Answer::of_audit(Audit::of(Report::default()));
        assert_eq!(verdict(&answer), Verdict::Nothing);
        assert_eq!(gaps(&answer, Lang::Zh).len(), 4);
    }

    #[test]
    fn skipped_equations_are_counted_by_reason() {
        let mut blank = report(&[]);
        for id in Table::T4.cells(gouji::Form::F2021) {
            if let Some(cell) = blank.cells.get_mut(&id) {
                cell.state = gouji::report::State::Blank;
            }
        }
        let answer = Answer::of_audit(Audit::of(blank));
        assert_eq!(gaps(&answer, Lang::Zh)[0], "3 个等式未核对：各单元格均为空白");
        assert_eq!(verdict(&answer), Verdict::Clean);
    }

    #[test]
    fn half_a_report_is_not_called_clean() {
        let mut half = report(&[]);
        half.forms.remove(&Table::T4);
        half.cells.retain(|id, _| id.table != Table::T4);
        let answer = Answer::of_audit(Audit::of(half));
        assert_eq!(verdict(&answer), Verdict::Partial);
        assert_eq!(gaps(&answer, Lang::Zh)[0], "四、政府信息公开行政复议、行政诉讼情况：没有读到表格");
    }
}
