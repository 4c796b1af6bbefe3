//! Doubt before accusing: damaged tables accuse nobody and give no wrong number, undamaged ones hide no slip.

use std::collections::BTreeMap;

use gouji::report::{Ground, State};
use gouji::{Audit, Severity, Table, check};
use gouji_tests::accuracy::found;
use gouji_tests::confront::alarms;
use gouji_tests::damage::Damage;
use gouji_tests::dice::Dice;
use gouji_tests::figures::{Figures, equation_key};
use gouji_tests::render::prose::Frame;
use gouji_tests::render::{Layout, Rendered, Style, Telling, Zero, render};

/// Layouts that the damages know how to damage.
const LAYOUTS: [&str; 9] = [
    "pipe-rows",
    "tabs",
    "copied",
    "markdown",
    "cell-lines",
    "pipe-lines-dropped",
    "pdf-text-rows",
    "pdf-text-between",
    "pdf-text-cells",
];
/// Reports a layout and a damage.
const SEEDS: u64 = 60;

fn layout(name: &str) -> Layout {
    Layout::all().into_iter().find(|(layout, _)| *layout == name).expect("a layout").1
}

/// Every number that the report does not have.
fn wrong(figures: &Figures, rendered: &Rendered, audit: &Audit) -> Vec<String> {
    let known = audit.report.cells.iter().filter_map(|(&id, cell)| match cell.state {
        State::Number(value) => Some((id, value)),
        State::Blank => Some((id, gouji::Decimal::ZERO)),
        _ => None,
    });
    // What rests on the convention on 自然人 is said to be a guess.
    let is_guess = |id| rendered.telling.get(&id) == Some(&Telling::Lost);
    let wrong = known.filter(|&(id, value)| figures.get(id).unwrap_or_default() != value && !is_guess(id));
    wrong.map(|(id, value)| format!("{id} was read as {value}, it is {:?}", figures.get(id))).collect()
}

/// Whether nothing in the rows of table 2 shows the damage, and no equation tells: what stands there may as well be the report's.
fn leaves_no_trace(name: &str, damage: Damage, style: &Style) -> bool {
    match damage {
        Damage::LosesFigures | Damage::MovesDown | Damage::Splits => true,
        Damage::LosesFirst | Damage::LosesMiddle | Damage::LosesLast | Damage::Joins => {
            // A pad on a line of its own looks like a blank cell.
            style.zero == Zero::Blank || name == "pipe-lines-dropped"
        }
        _ => false,
    }
}

#[test]
fn damaged_tables_accuse_nobody_and_give_no_wrong_number() {
    let seeds = std::env::var("GOUJI_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    let mut departures: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut damaged = 0;
    for name in LAYOUTS {
        for damage in Damage::ALL {
            for seed in 0..seeds {
                let mut dice = Dice::seeded(seed);
                let figures = Figures::consistent(&mut dice);
                let style = match seed % 3 {
                    2 => Style { zero: Zero::Blank, ..Style::PLAIN },
                    _ => Style::PLAIN,
                };
                let rendered = render(&figures, &layout(name), &style, &Frame::PLAIN);
                let table = if seed % 4 == 3 { Table::T2 } else { Table::T3 };
                if table == Table::T2 && leaves_no_trace(name, damage, &style) {
                    continue;
                }
                let Some(text) = damage.of(&rendered.text, table, &mut dice) else { continue };
                let Ok(audit) = check(gouji::Input { text: &text, kind: rendered.kind }) else { continue };
                damaged += 1;
                let mut told = alarms(&audit);
                told.extend(wrong(&figures, &rendered, &audit));
                let unknown = audit.report.cells.iter().any(|(id, cell)| {
                    id.table == table && matches!(cell.state, State::Ambiguous | State::Missing)
                });
                if unknown
                    && !audit.findings.iter().any(|finding| finding.rule.as_str().starts_with("table."))
                {
                    told.push("cells are unknown, and nothing says so".to_owned());
                }
                if !told.is_empty() {
                    let kind = format!(
                        "{name} {damage:?} {table:?} {}",
                        if style.zero == Zero::Blank { "blank" } else { "zeros" }
                    );
                    let entry =
                        departures.entry(kind).or_insert_with(|| (0, format!("seed {seed}: {told:#?}")));
                    entry.0 += 1;
                }
            }
        }
    }
    let lines: Vec<String> =
        departures.iter().map(|(kind, (count, first))| format!("{count} × {kind}: {first}")).collect();
    assert!(lines.is_empty(), "of {damaged} damaged texts:\n{}", lines.join("\n"));
}

#[test]
fn slips_in_undamaged_tables_are_found() {
    let certain = ["html", "docx", "xlsx", "markdown", "pipe-rows", "tabs", "cell-lines", "pdf-text-rows"];
    for name in certain {
        for seed in 0..40 {
            let mut dice = Dice::seeded(seed);
            let mut figures = Figures::consistent(&mut dice);
            // A table that writes all its zeros leaves nothing to infer.
            figures.values.values_mut().for_each(|value| *value = Some(value.unwrap_or_default()));
            for _ in 0..=seed % 2 {
                let slip = figures.slip(&mut dice);
                figures.values.insert(slip.cell, Some(slip.to.unwrap_or_default()));
            }
            let rendered = render(&figures, &layout(name), &Style::PLAIN, &Frame::PLAIN);
            let audit = check(rendered.input()).unwrap_or_else(|error| panic!("{name} {seed}: {error}"));
            let found = found(&audit);
            for equation in figures.violated() {
                assert!(
                    found.contains(&equation_key(&equation)),
                    "{name} {seed}: {equation:?}\n{}",
                    rendered.text
                );
            }
            let grounds = &audit.coverage.grounds;
            assert!(grounds.values().all(|&ground| ground != Ground::Inferred), "{name} {seed}: {grounds:?}");
            let doubts = audit.findings.iter().filter(|finding| finding.rule == gouji::RuleId::TableDoubtful);
            assert_eq!(doubts.count(), 0, "{name} {seed}");
        }
    }
}

#[test]
fn doubt_is_never_more_than_a_note() {
    for seed in 0..20 {
        let mut dice = Dice::seeded(seed);
        let figures = Figures::consistent(&mut dice);
        let rendered = render(&figures, &layout("pdf-text-cells"), &Style::PLAIN, &Frame::PLAIN);
        let Some(text) = Damage::LosesLast.of(&rendered.text, Table::T3, &mut dice) else { continue };
        let audit = check(gouji::Input { text: &text, kind: rendered.kind }).expect("a report");
        for finding in audit.findings.iter().filter(|finding| finding.rule == gouji::RuleId::TableDoubtful) {
            assert_eq!(finding.severity, Severity::Info);
            assert!(finding.quote.is_some() && !finding.cells.is_empty());
        }
    }
}
