//! Last year's report beside this one: `prior.carry`, `prior.valid`, `prior.copied`, and `prior.pair` on whether they belong together.
//!
//! A mismatched pair is reported, not compared. A blank counts as zero where the other side has a figure; where both are blank
//! nothing is compared.

use rust_decimal::Decimal;

use super::across::{judge, value};
use super::organ::{Likeness, likeness};
use super::tables::DOCUMENTS;
use crate::document::Place;
use crate::equation::{Equation, Side, Skip, Term};
use crate::finding::{Coverage, Finding, Pairing, Problem, Quote};
use crate::finding::{Figure, Role, Whose};
use crate::form::{CellId, Quantity, Table};
use crate::order;
use crate::report::{Prose, Report};
use crate::rule::{RuleId, Severity};

/// What a reader should know about the pair; nothing where it is plainly right.
fn pairing(report: &Report, prior: &Report) -> Option<Pairing> {
    if prior.forms.is_empty() {
        return Some(Pairing::Unread);
    }
    let likeness = likeness(report.organ.as_deref(), prior.organ.as_deref());
    if likeness == Likeness::Different {
        return Some(Pairing::OtherOrgan);
    }
    match (report.year, prior.year) {
        (Some(this), Some(last)) if this == last => Some(Pairing::SameYear),
        (Some(this), Some(last)) if this < last => Some(Pairing::Swapped),
        (Some(this), Some(last)) if this > last + 1 => Some(Pairing::Gap),
        (Some(_), Some(_)) => match likeness {
            Likeness::Alike => Some(Pairing::NamesDiffer),
            Likeness::Unknown => Some(Pairing::OrganUnknown),
            _ => None,
        },
        _ if likeness == Likeness::Unknown => Some(Pairing::Unidentified),
        _ => Some(Pairing::YearUnknown),
    }
}

/// Whether the figures of the two reports may be compared.
pub(super) fn is_pair(report: &Report, prior: &Report) -> bool {
    pairing(report, prior).is_none_or(Pairing::is_compared)
}

/// Everything that the two reports contradict each other on.
pub(super) fn findings(report: &Report, prior: &Report, coverage: &mut Coverage) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pairing = pairing(report, prior);
    if let Some(why) = pairing {
        findings.push(Finding {
            rule: RuleId::PriorPair,
            severity: Severity::Info,
            problem: Problem::Pair { why, prior: Whose::of(prior, Role::Prior), year: report.year },
            equation: None,
            cells: Vec::new(),
            quote: None,
        });
        if !why.is_compared() {
            return findings;
        }
    }
    carry(report, prior, coverage, &mut findings);
    valid(report, prior, coverage, &mut findings);
    for table in Table::ALL {
        findings.extend(copied_table(table, report, prior));
    }
    findings.extend(copied_prose(report, prior));
    findings
}

/// Last year's 结转下年度继续办理 = this year's 上年结转, each column.
fn carry(report: &Report, prior: &Report, coverage: &mut Coverage, findings: &mut Vec<Finding>) {
    let both = |table| report.forms.contains_key(&table) && prior.forms.contains_key(&table);
    let (Some(carried_in), Some(carried_out)) = (row("carried_in"), row("carried_out")) else { return };
    if !both(Table::T3) {
        return;
    }
    for column in 0..Table::T3.columns().len() as u8 {
        let cell = |row| CellId { table: Table::T3, row, column };
        let right = Side::sum([cell(carried_in)]);
        compare(RuleId::PriorCarry, Vec::new(), cell(carried_out), right, report, prior, coverage, findings);
    }
}

/// Last year's 现行有效 + 本年制发 − 本年废止 = this year's 现行有效, where both tables have these columns. A count in force
/// that was left blank last year claims nothing.
fn valid(report: &Report, prior: &Report, coverage: &mut Coverage, findings: &mut Vec<Finding>) {
    let counts = |report: &Report| report.forms.get(&Table::T2).is_some_and(|form| form.has(DOCUMENTS[0][2]));
    if !counts(report) || !counts(prior) {
        return;
    }
    for [made, repealed, valid] in DOCUMENTS {
        let change = vec![Term { cell: made, coefficient: 1 }, Term { cell: repealed, coefficient: -1 }];
        if value(prior, valid) == Some(None) {
            let left = Side { terms: change, constant: Decimal::ZERO };
            let equation = Equation::equal(RuleId::PriorValid, left, Side::sum([valid]));
            coverage.skipped.push((equation, Skip::Blank));
            continue;
        }
        let right = Side::sum([valid]);
        compare(RuleId::PriorValid, change, valid, right, report, prior, coverage, findings);
    }
}

#[expect(clippy::too_many_arguments, reason = "both reports, both sides, and where the outcome goes")]
fn compare(
    rule: RuleId,
    terms: Vec<Term>,
    theirs: CellId,
    right: Side,
    report: &Report,
    prior: &Report,
    coverage: &mut Coverage,
    findings: &mut Vec<Finding>,
) {
    let known = value(prior, theirs);
    let constant = known.flatten().unwrap_or_default();
    let equation = Equation::equal(rule, Side { terms, constant }, right);
    let Some(value) = known else {
        coverage.skipped.push((equation, Skip::Elsewhere));
        return;
    };
    let figure = Figure { report: Whose::of(prior, Role::Prior), cell: theirs, value };
    findings.extend(judge(equation, vec![figure], report, coverage));
}

/// Enough figures of a table for their agreement to be no chance: so many, of so many sizes.
const COPIED_FIGURES: (usize, usize) = (5, 4);

/// The same for large figures: so many sizes of three and more digits.
const COPIED_LARGE: usize = 3;

/// The same where one of the figures could not stay: last year's own numbers say that it had to change.
const STUCK_FIGURES: usize = 3;

/// A table is taken over where every cell of it is known in both reports and equal, and one of these holds: it has at least
/// five figures of at least four sizes; it has three different figures of a hundred and more; it has at least three figures,
/// and one could not stay (what was carried over is not what was carried in; documents were made or repealed
/// and as many are in force; items were added to those of the year before). Totals, which follow from other figures, and counts
/// that may well stay (documents in force, items, cases pending) are no such figures.
fn copied_table(table: Table, report: &Report, prior: &Report) -> Option<Finding> {
    let form = *report.forms.get(&table)?;
    if table != Table::T4 && prior.forms.get(&table) != Some(&form) {
        return None;
    }
    let mut figures = Vec::new();
    for cell in table.cells(form) {
        let known = report.value(cell)?.unwrap_or_default();
        if prior.value(cell)?.unwrap_or_default() != known {
            return None;
        }
        if !known.is_zero() && is_flow(cell) {
            figures.push((cell, known));
        }
    }
    let number = |id: &str| {
        let cell: CellId = id.parse().ok()?;
        report.value(cell).map(Option::unwrap_or_default)
    };
    let differ = |left: &str, right: &str| number(left).zip(number(right)).is_some_and(|(l, r)| l != r);
    let not_zero = |id: &str| number(id).is_some_and(|value| !value.is_zero());
    // A cell that the edition does not have is not known.
    let stuck = match table {
        Table::T3 => differ("t3.carried_in.total", "t3.carried_out.total"),
        Table::T2 => {
            let documents = ["regulations", "normative"].iter().any(|row| {
                not_zero(&format!("t2.{row}.valid"))
                    && differ(&format!("t2.{row}.made"), &format!("t2.{row}.repealed"))
            });
            let mut items = ["licensing", "other_services", "punishment", "coercion", "fees"].iter();
            documents
                || items
                    .any(|row| not_zero(&format!("t2.{row}.prior")) && not_zero(&format!("t2.{row}.change")))
        }
        Table::T4 => false,
    };
    let sizes = order::set(figures.iter().map(|(_, value)| *value));
    let large = sizes.iter().filter(|size| **size >= Decimal::ONE_HUNDRED).count();
    let enough =
        figures.len() >= COPIED_FIGURES.0 && sizes.len() >= COPIED_FIGURES.1 || large >= COPIED_LARGE;
    if !(enough || stuck && figures.len() >= STUCK_FIGURES) {
        return None;
    }
    Some(Finding {
        rule: RuleId::PriorCopied,
        severity: Severity::Warning,
        problem: Problem::Copied {
            prior: Whose::of(prior, Role::Prior),
            table: Some(table),
            figures: figures.len(),
            stuck,
        },
        equation: None,
        cells: figures.into_iter().map(|(cell, _)| cell).collect(),
        quote: None,
    })
}

/// Whether a figure is counted afresh every year and follows from no other figure of its table.
fn is_flow(cell: CellId) -> bool {
    let column = cell.column_spec().key;
    match cell.table {
        Table::T2 => !["valid", "total", "prior"].contains(&column) && cell.quantity() != Quantity::Change,
        Table::T3 => column != "total" && !["total", "received"].contains(&cell.row_spec().key),
        Table::T4 => !column.ends_with("total") && !column.ends_with("pending"),
    }
}

/// Enough figures of paragraphs for their agreement to be no chance: so many, of so many sizes of two digits and more.
const COPIED_WORDS: (usize, usize) = (4, 3);

/// The narrative is taken over where whole paragraphs are the same word for word, but for the years in them, and hold at
/// least four figures of what happened in a year (件, 条, 次, 篇, 期, 份 …), at least three of them different and of two or more digits. How
/// many offices, columns or townships there are (个, 处, 家) may well stay, as may paragraphs without figures.
fn copied_prose(report: &Report, prior: &Report) -> Option<Finding> {
    let bare = |prose: &Prose| without_years(prose.text.as_str());
    let theirs = order::set(prior.prose.iter().filter(|prose| prose.section > 0).map(bare));
    let own = report.prose.iter().filter(|prose| prose.section > 0);
    let same: Vec<(&Prose, Vec<Decimal>)> = own
        .map(|prose| (prose, bare(prose)))
        .filter(|(_, bare)| theirs.binary_search(bare).is_ok())
        .map(|(prose, bare)| (prose, yearly_figures(&bare)))
        .filter(|(_, figures)| !figures.is_empty())
        .collect();
    let figures: Vec<Decimal> = same.iter().flat_map(|(_, figures)| figures.iter().copied()).collect();
    let sizes = order::set(figures.iter().copied().filter(|figure| *figure >= Decimal::TEN));
    if figures.len() < COPIED_WORDS.0 || sizes.len() < COPIED_WORDS.1 {
        return None;
    }
    let (first, _) = same.iter().max_by_key(|(_, figures)| figures.len())?;
    let place = Place { block: first.block, row: None, column: None, span: first.text.trimmed_span() };
    Some(Finding {
        rule: RuleId::PriorCopied,
        severity: Severity::Warning,
        problem: Problem::Copied {
            prior: Whose::of(prior, Role::Prior),
            table: None,
            figures: figures.len(),
            stuck: false,
        },
        equation: None,
        cells: Vec::new(),
        quote: Some(Quote { text: first.text.as_str().trim().to_owned(), place }),
    })
}

/// The text without white space, every year of this century as one sign.
fn without_years(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| at + end);
        let digits = &rest[at..end];
        out.push_str(&rest[..at]);
        out.push_str(if digits.len() == 4 && digits.starts_with("20") { "年份" } else { digits });
        rest = &rest[end..];
    }
    out + rest
}

/// Figures of what is counted afresh every year, by the unit behind them.
fn yearly_figures(text: &str) -> Vec<Decimal> {
    const UNITS: [&str; 9] = ["件", "条", "次", "人次", "篇", "期", "份", "起", "余次"];
    let mut figures = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let end = rest[at..].find(|c: char| !is_part(c)).map_or(rest.len(), |end| at + end);
        let (before, figure, after) = (&rest[..at], &rest[at..end], &rest[end..]);
        let after = after.trim_start_matches(['万', '余', '多']);
        let ordinal = before.ends_with(['第', '〔', '[', '（', '(']);
        if !ordinal && UNITS.iter().any(|unit| after.starts_with(unit)) {
            figures.extend(figure.replace(',', "").parse::<Decimal>().ok());
        }
        rest = &rest[end..];
    }
    figures
}

/// The index of a row of table 3.
fn row(key: &str) -> Option<u8> {
    (0u8..).zip(Table::T3.rows()).find(|(_, row)| row.key == key).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Audit;
    use crate::document::Text;
    use crate::form::Form;
    use crate::report::Beside;
    use crate::report::{Cell, Note, State};

    fn cell(state: State) -> Cell {
        Cell { raw: None, state, flaw: None, place: None }
    }

    /// A report of one organ in the 2021 form with zeros in all cells but those given.
    fn report(year: u16, cells: &[(&str, i64)]) -> Report {
        let mut report =
            Report { organ: Some("清沅区人民政府".to_owned()), year: Some(year), ..Report::default() };
        for table in Table::ALL {
            report.forms.insert(table, Form::F2021);
            let zeros = table.cells(Form::F2021).map(|id| (id, cell(State::Number(Decimal::ZERO))));
            report.cells.extend(zeros);
        }
        for &(id, value) in cells {
            set(&mut report, id, State::Number(Decimal::from(value)));
        }
        report
    }

    fn set(report: &mut Report, id: &str, state: State) {
        report.cells.insert(id.parse().expect("an id of the form"), cell(state));
    }

    fn rules(this: &Report, prior: &Report) -> Vec<&'static str> {
        let audit = Audit::beside(this.clone(), Beside { prior: Some(prior), ..Beside::default() });
        let rules = audit.findings.iter().map(|finding| finding.rule.as_str());
        rules.filter(|rule| rule.starts_with("prior.")).collect()
    }

    const CARRIED: [(&str, i64); 2] = [("t3.carried_out.natural", 4), ("t3.carried_out.total", 4)];

    #[test]
    fn a_figure_is_compared_with_a_blank_and_a_blank_with_nothing() {
        let prior = report(2022, &CARRIED);
        let mut this = report(2023, &[]);
        assert_eq!(rules(&this, &prior), ["prior.carry", "prior.carry"]);
        set(&mut this, "t3.carried_in.natural", State::Blank);
        assert_eq!(rules(&this, &prior), ["prior.carry", "prior.carry"], "left blank beside four");
        let mut silent = report(2022, &[]);
        for id in ["t3.carried_out.natural", "t3.carried_out.total"] {
            set(&mut silent, id, State::Blank);
        }
        assert!(rules(&this, &silent).is_empty(), "both blank");
    }

    #[test]
    fn what_cannot_be_told_accuses_nobody() {
        let this = report(2023, &[]);
        for state in [State::Ambiguous, State::Missing, State::Malformed] {
            let mut prior = report(2022, &CARRIED);
            set(&mut prior, "t3.carried_out.natural", state);
            assert_eq!(rules(&this, &prior), ["prior.carry"], "{state:?}: only the total is known");
            let mut this = this.clone();
            set(&mut this, "t3.carried_in.total", state);
            assert!(rules(&this, &prior).is_empty(), "{state:?}");
        }
        // A total left blank beside its parts, and columns that rest on a convention.
        let mut prior = report(2022, &CARRIED);
        set(&mut prior, "t3.carried_out.total", State::Blank);
        assert_eq!(rules(&this, &prior), ["prior.carry"; 2], "the parts are known, and their sum");
        prior.notes.push(Note::FirstIsNatural);
        assert!(rules(&this, &prior).is_empty());
        let equations =
            Audit::beside(this, Beside { prior: Some(&prior), ..Beside::default() }).coverage.skipped;
        assert_eq!(equations.iter().filter(|(_, why)| *why == Skip::Elsewhere).count(), 7);
    }

    #[test]
    fn documents_in_force_go_on_from_last_year_s() {
        let of = |year, made, repealed, valid| {
            let cells = [("made", made), ("repealed", repealed), ("valid", valid)];
            let cells = cells.map(|(column, value)| (format!("t2.normative.{column}"), value));
            report(year, &cells.each_ref().map(|(id, value)| (id.as_str(), *value)))
        };
        let mut prior = of(2022, 3, 0, 18);
        assert!(rules(&of(2023, 2, 9, 11), &prior).is_empty());
        assert_eq!(rules(&of(2023, 2, 9, 18), &prior), ["prior.valid"]);
        set(&mut prior, "t2.normative.valid", State::Blank);
        assert!(rules(&of(2023, 2, 9, 18), &prior).is_empty(), "a count left blank claims nothing");
        prior.forms.insert(Table::T2, Form::F2019);
        assert!(rules(&of(2023, 2, 9, 18), &prior).is_empty(), "the 2019 form has no such count");
    }

    #[test]
    fn only_what_cannot_be_chance_is_called_copied() {
        let copied = |cells: &[(&str, i64)]| {
            let found = rules(&report(2023, cells), &report(2022, cells));
            found.iter().filter(|rule| **rule == "prior.copied").count()
        };
        assert_eq!(copied(&[]), 0, "all zero");
        let few = [("t3.received.natural", 12), ("t3.granted.natural", 7), ("t3.partial.natural", 5)];
        assert_eq!(copied(&few), 0, "small figures may be equal");
        let stuck = [
            ("t3.received.natural", 5),
            ("t3.granted.natural", 2),
            ("t3.partial.natural", 2),
            ("t3.carried_out.natural", 1),
            ("t3.carried_out.total", 1),
        ];
        assert_eq!(copied(&stuck), 1, "one was carried out and none came in");
        let many = [
            ("t3.granted.natural", 41),
            ("t3.partial.natural", 7),
            ("t3.rejected.repeat.natural", 7),
            ("t3.unavailable.not_held.natural", 23),
            ("t3.granted.business", 6),
        ];
        assert_eq!(copied(&many), 1);
        assert_eq!(copied(&many[..4]), 0);
        let large = [
            ("t2.licensing.decisions", 14407),
            ("t2.punishment.decisions", 2457),
            ("t2.coercion.decisions", 369),
        ];
        assert_eq!(copied(&large), 1);
        assert_eq!(copied(&large[..2]), 0);
        let stock = [("t2.normative.valid", 238), ("t2.regulations.valid", 117), ("t2.fees.amount", 785)];
        assert_eq!(copied(&stock), 0, "documents stay in force");
        let mut unread = report(2022, &many);
        set(&mut unread, "t3.received.natural", State::Ambiguous);
        assert!(!rules(&report(2023, &many), &unread).contains(&"prior.copied"));
    }

    #[test]
    fn paragraphs_are_copied_where_their_yearly_figures_are() {
        let with = |year: u16, text: &str| {
            let mut report = report(year, &[]);
            let text = Text::verbatim(&text.replace("{}", &year.to_string()), 0);
            report.prose.push(Prose { section: 1, text, block: 3 });
            report
        };
        let copied = |last: &str, this: &str| rules(&with(2023, this), &with(2022, last));
        let text = "{}年主动公开信息 1,203 条，更新栏目326次，办理来信45件，编发简报9期。";
        assert_eq!(copied(text, text), ["prior.copied"]);
        assert!(copied(text, &text.replace("45", "46")).is_empty(), "a figure differs");
        let offices =
            "{}年全区12个镇、213个村设立查阅点36处，覆盖118家单位，第15条和〔{}〕23件文件照常执行。";
        assert!(copied(offices, offices).is_empty(), "what may well stay");
        let plain = "{}年，本机关持续推进公开工作，制度不断完善，成效明显。";
        assert!(copied(plain, plain).is_empty(), "no figures");
    }

    #[test]
    fn a_wrong_pair_is_said_and_not_compared() {
        let this = report(2023, &[]);
        let pair = |change: fn(&mut Report)| {
            let mut prior = report(2022, &CARRIED);
            change(&mut prior);
            (pairing(&this, &prior), rules(&this, &prior).contains(&"prior.carry"))
        };
        let name = |prior: &mut Report, name: &str| prior.organ = Some(name.to_owned());
        assert_eq!(pair(|_| {}), (None, true));
        assert_eq!(pair(|prior| prior.year = Some(2023)), (Some(Pairing::SameYear), false));
        assert_eq!(pair(|prior| prior.year = Some(2024)), (Some(Pairing::Swapped), false));
        assert_eq!(pair(|prior| prior.year = Some(2020)), (Some(Pairing::Gap), false));
        assert_eq!(pair(|prior| prior.year = None), (Some(Pairing::YearUnknown), true));
        assert_eq!(pair(|prior| prior.organ = None), (Some(Pairing::OrganUnknown), true));
        assert_eq!(
            pair(|prior| (prior.organ, prior.year) = (None, None)),
            (Some(Pairing::Unidentified), false)
        );
        assert_eq!(pair(|prior| *prior = Report::default()), (Some(Pairing::Unread), false));
        let other = {
            let mut prior = report(2022, &CARRIED);
            name(&mut prior, "青禾区人民政府");
            pairing(&this, &prior)
        };
        assert_eq!(other, Some(Pairing::OtherOrgan));
    }
}
