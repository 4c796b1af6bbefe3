//! Parts of a report, and more than one report at once.

use std::collections::BTreeSet;

use gouji::report::{Note, State};
use gouji::{Input, Kind, Table, check};
use gouji_tests::dice::Dice;
use gouji_tests::figures::Figures;
use gouji_tests::render::prose::Frame;
use gouji_tests::render::{Layout, Rendered, Style, Telling, render};
use gouji_tests::{confront, made};

/// Layouts that a selection out of the middle of a document leaves as they are.
const LAYOUTS: [&str; 5] = ["tabs", "copied", "pipe-rows", "markdown", "html-small-tables"];

fn rendered(name: &str, seed: u64) -> Rendered {
    let (_, layout) = Layout::all().into_iter().find(|(layout, _)| *layout == name).expect("a layout");
    render(&Figures::consistent(&mut Dice::seeded(seed)), &layout, &Style::PLAIN, &Frame::PLAIN)
}

/// What stands between the title of section 三 and that of section 四.
fn table_3(text: &str) -> &str {
    let title = "三、收到和处理政府信息公开申请情况";
    let start = text.rfind(title).expect("the title of section 三") + title.len();
    let end = text[start..].find("五、存在的主要问题").map(|end| start + end).expect("section 五");
    let end = text[start..end].rfind("四、").map_or(end, |title| start + title);
    &text[start..end]
}

#[test]
fn only_table_3() {
    for name in LAYOUTS {
        for seed in 0..5 {
            let mut rendered = rendered(name, seed);
            rendered.text = table_3(&rendered.text).to_owned();
            rendered.telling.retain(|id, _| id.table == Table::T3);
            let audit = check(rendered.input()).unwrap_or_else(|error| panic!("{name} {seed}: {error}"));
            assert_eq!(audit.report.forms.keys().collect::<Vec<_>>(), [&Table::T3], "{name} {seed}");
            let (score, wrong) = confront::cells(&rendered, &audit);
            assert!(score.told > 100 && wrong.is_empty(), "{name} {seed}: {wrong:#?}");
            assert_eq!(confront::alarms(&audit), [""; 0], "{name} {seed}");
        }
    }
}

#[test]
fn a_report_twice_on_a_page_is_one() {
    let fixture = made::fixtures().into_iter().find(|fixture| fixture.name == "forms-2019-in-2022");
    let fixture = fixture.expect("the fixture");
    let twice = format!("{0}\n{0}", fixture.text);
    let audit = check(Input { text: &twice, kind: fixture.kind }).expect("a report");
    assert!(!audit.report.notes.iter().any(|note| matches!(note, Note::Several { .. })));
    assert_eq!(fixture.expected.departures(&audit), [""; 0]);
}

#[test]
fn of_two_reports_on_a_page_the_first_is_checked_and_the_other_named() {
    let fixtures = made::fixtures();
    let of = |name| fixtures.iter().find(|fixture| fixture.name == name).expect("the fixture");
    let (first, second) = (of("forms-2019-in-2022"), of("characters-lost"));
    assert_eq!((first.kind, second.kind), (Kind::Text, Kind::Text));
    let both = format!("{}\n{}", first.text, second.text);
    let audit = check(Input { text: &both, kind: Kind::Text }).expect("a report");
    assert_eq!(first.expected.departures(&audit), [""; 0]);
    let titles = audit.report.notes.iter().find_map(|note| match note {
        Note::Several { titles } => Some(titles),
        _ => None,
    });
    let titles = titles.expect("it is told that there are two");
    assert!(titles[0].as_deref().is_some_and(|title| title.contains("石桥镇")), "{titles:?}");
    assert!(titles[1].as_deref().is_some_and(|title| title.contains("东浦区")), "{titles:?}");
}

/// A label followed by too few numbers is damage, not zeros.
#[test]
fn a_torn_row_is_not_filled_with_zeros() {
    let fixtures = made::fixtures();
    let whole = fixtures.iter().find(|fixture| fixture.name == "characters-lost").expect("the fixture");
    let (row, torn) = ("2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||", "2.重复申请 | 0 | 0 | 0");
    assert!(whole.text.contains(row));
    let text = whole.text.replace(row, torn);
    let audit = check(Input { text: &text, kind: whole.kind }).expect("a report");
    let of_row = |id: &gouji::CellId| id.to_string().starts_with("t3.rejected.repeat.");
    let read = audit.report.cells.iter().filter(|(id, _)| of_row(id));
    let numbers = read.filter(|(_, cell)| matches!(cell.state, State::Number(_) | State::Blank)).count();
    assert!(numbers <= 3, "{numbers} of 3 figures were read");
    let told: BTreeSet<_> = audit.findings.iter().flat_map(|finding| &finding.cells).collect();
    assert!(told.iter().any(|id| of_row(id)), "{:#?}", audit.findings);
}

/// What the tellings of the layouts above promise.
#[test]
fn whole_tables_can_be_told() {
    for name in LAYOUTS {
        let telling = rendered(name, 0).telling;
        assert!(
            telling.values().filter(|telling| matches!(telling, Telling::Told(_))).count() > 150,
            "{name}"
        );
    }
}
