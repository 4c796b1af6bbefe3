//! Reports beside each other: last year's, and a group's members.

use std::fs;
use std::path::Path;

use gouji::{Audit, Beside, Finding, Input, Lang, Report, RuleId, Severity};
use gouji_tests::dice::Dice;
use gouji_tests::figures::Figures;
use gouji_tests::made::beside::{self, ExpectedBeside};
use gouji_tests::render::prose::Frame;
use gouji_tests::render::{Html, Layout, Style, render};

/// Pairs that a property tries, in layouts by turns.
const PAIRS: u64 = if cfg!(debug_assertions) { 120 } else { 600 };

fn read(text: &str) -> Report {
    gouji::read(Input::sniff(text), 0).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Findings that a reader must act on, and what is said about the other reports.
fn counts(finding: &Finding) -> bool {
    let rule = finding.rule.as_str();
    // Made reports are alike, and say so.
    if finding.rule == RuleId::PriorLikeness {
        return false;
    }
    finding.severity > Severity::Info || rule.starts_with("prior.") || rule.starts_with("group.")
}

fn described(audit: &Audit) -> Vec<String> {
    let findings = audit.findings.iter().filter(|finding| counts(finding));
    findings.map(|finding| format!("{} {}", finding.rule, finding.message(Lang::Zh))).collect()
}

#[test]
fn fixtures_beside_each_other_come_out_as_expected() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/beside");
    let mut folders: Vec<_> =
        fs::read_dir(&here).expect("there are fixtures").flatten().map(|e| e.path()).collect();
    folders.sort();
    assert!(folders.len() >= beside::all().len());
    let mut failures = Vec::new();
    let mut wording = String::new();
    for folder in folders {
        let file = |name: &str| fs::read_to_string(folder.join(name)).ok();
        let report = read(&file("report.txt").expect("a report"));
        let prior = file("prior.txt").map(|text| read(&text));
        let members: Vec<Report> =
            (1..).map_while(|nth| file(&format!("member-{nth}.txt"))).map(|text| read(&text)).collect();
        let audit =
            Audit::beside(report, Beside { prior: prior.as_ref(), members: &members, ..Beside::default() });
        let expected = file("expected.json").expect("what is expected");
        let expected: ExpectedBeside = serde_json::from_str(&expected).expect("expected.json is JSON");
        let mut found: Vec<&Finding> = audit.findings.iter().filter(|finding| counts(finding)).collect();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for expected in &expected.findings {
            match found.iter().position(|finding| expected.matches(finding)) {
                Some(index) => drop(found.remove(index)),
                None => failures.push(format!("{name}: not found: {expected:?}")),
            }
        }
        failures.extend(
            found.iter().map(|finding| {
                format!("{name}: not expected: {} {}", finding.rule, finding.message(Lang::Zh))
            }),
        );
        let findings = audit.findings.iter().filter(|finding| counts(finding));
        wording += &format!("{name}\n");
        for finding in findings {
            wording +=
                &format!("  {} {}: {}\n", finding.severity.as_str(), finding.rule, finding.message(Lang::Zh));
            wording += &format!("    {}\n", finding.message(Lang::En));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(here.parent().expect("a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("beside", wording));
}

#[test]
fn made_fixtures_beside_each_other_are_up_to_date() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/beside");
    for fixture in beside::all() {
        for (name, text) in &fixture.files {
            let stored = fs::read_to_string(here.join(fixture.name).join(name)).unwrap_or_default();
            assert!(
                stored == *text,
                "{}/{name}: run `cargo run -p gouji-tests --bin fixtures`",
                fixture.name
            );
        }
    }
}

/// A report and its successor, each in a layout.
fn pair(seed: u64) -> (Figures, Figures, [String; 2]) {
    let mut dice = Dice::seeded(seed);
    let first = Figures::consistent(&mut dice);
    let next = first.successor(&mut dice);
    let texts = [&first, &next].map(|figures| {
        let layout = Layout::any(&mut dice);
        render(figures, &layout, &Style::any(&mut dice), &Frame::any(&mut dice)).text
    });
    (first, next, texts)
}

#[test]
fn a_report_and_its_successor_give_no_alarm() {
    let mut compared = 0;
    for seed in 0..PAIRS {
        let (_, _, [first, next]) = pair(seed);
        let (first, next) = (read(&first), read(&next));
        let audit = Audit::beside(next, Beside { prior: Some(&first), ..Beside::default() });
        let alarms: Vec<String> = audit
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| format!("{} {}", finding.rule, finding.message(Lang::Zh)))
            .collect();
        assert!(alarms.is_empty(), "seed {seed}: {alarms:#?}");
        let is_carry =
            |(equation, _): &&(gouji::Equation, gouji::Outcome)| equation.rule == RuleId::PriorCarry;
        compared += audit.coverage.checked.iter().filter(is_carry).count();
    }
    assert!(compared as u64 > PAIRS * 2, "only {compared} columns were compared");
}

#[test]
fn one_changed_carry_gives_exactly_that() {
    for seed in 0..PAIRS / 2 {
        let mut dice = Dice::seeded(seed);
        let mut first = Figures::consistent(&mut dice);
        let next = first.successor(&mut dice);
        let column = dice.below(7) as u8;
        let cell = |row: &str| format!("t3.{row}.{}", gouji::Table::T3.columns()[column as usize].key);
        let changed = cell("carried_out");
        let value = first.get(changed.parse().expect("an id")).unwrap_or_default();
        first.set(&changed, value + gouji::Decimal::from(1 + dice.below(30)));
        let [first, next] = [first, next].map(|figures| {
            read(&render(&figures, &Layout::Html(Html::PLAIN), &Style::PLAIN, &Frame::PLAIN).text)
        });
        let audit = Audit::beside(next, Beside { prior: Some(&first), ..Beside::default() });
        let found: Vec<_> = audit.findings.iter().filter(|finding| counts(finding)).collect();
        // A total that was left blank is the sum of its parts, so that it changes with them.
        let total = first.value("t3.carried_out.total".parse().expect("an id"));
        let both = column < 6 && total == Some(None);
        assert_eq!(found.len(), if both { 2 } else { 1 }, "seed {seed}: {:#?}", described(&audit));
        assert_eq!(found[0].rule, RuleId::PriorCarry);
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].cells[0].to_string(), cell("carried_in"));
    }
}

#[test]
fn a_parent_is_the_sum_of_its_members() {
    for seed in 0..PAIRS / 4 {
        let mut dice = Dice::seeded(seed);
        let first = Figures::consistent(&mut dice);
        let mut members = vec![first.clone()];
        while members.len() < 4 {
            let mut member = Figures::consistent(&mut dice);
            (member.year, member.organ) = (first.year, format!("清沅区第{}局", members.len()));
            if member.forms == first.forms {
                members.push(member);
            }
        }
        members[0].organ = "清沅区第九局".to_owned();
        let mut parent = Figures::parent("南屏省人民政府", &members);
        let members: Vec<Report> = members
            .iter()
            .map(|figures| read(&render(figures, &Layout::PipeRows, &Style::PLAIN, &Frame::PLAIN).text))
            .collect();
        let judge = |parent: &Figures| {
            let report = read(&render(parent, &Layout::PipeRows, &Style::PLAIN, &Frame::PLAIN).text);
            Audit::beside(report, Beside { members: &members, ..Beside::default() })
        };
        let audit = judge(&parent);
        assert_eq!(described(&audit), Vec::<String>::new(), "seed {seed}");
        parent.set("t4.review.other", 987_654);
        let audit = judge(&parent);
        let sums: Vec<_> = audit.findings.iter().filter(|finding| finding.rule == RuleId::GroupSum).collect();
        assert_eq!(sums.len(), 1, "seed {seed}: {:#?}", described(&audit));
        assert_eq!(sums[0].cells[0].to_string(), "t4.review.other");
        // Of three of the four members the sum is too small, which says nothing.
        let three = Audit::beside(
            read(&render(&parent, &Layout::PipeRows, &Style::PLAIN, &Frame::PLAIN).text),
            Beside {
                members: &[members[0].clone(), members[1].clone(), Report::default()],
                ..Beside::default()
            },
        );
        assert!(three.findings.iter().all(|finding| finding.rule != RuleId::GroupSum));
        assert!(three.findings.iter().any(|finding| finding.rule == RuleId::GroupMembers));
    }
}

#[test]
fn the_json_says_whose_figure_a_term_is() {
    let mut dice = Dice::seeded(1);
    let mut first = Figures::consistent(&mut dice);
    let next = first.successor(&mut dice);
    first.set("t3.carried_out.natural", 4321);
    let texts =
        [&first, &next].map(|figures| render(figures, &Layout::PipeRows, &Style::PLAIN, &Frame::PLAIN).text);
    let audit = Audit::beside(read(&texts[1]), Beside { prior: Some(&read(&texts[0])), ..Beside::default() });
    let input = gouji::wire::Input { name: None, kind: None, encoding: None, bytes: 0 };
    let json = serde_json::to_value(gouji::wire::audit(input, &audit, Lang::En)).expect("an answer is JSON");
    let equation = &json["findings"][0]["equation"];
    let own = equation["right"][0]["value"].clone();
    assert_eq!(
        equation["left"][0],
        serde_json::json!({
            "cell": "t3.carried_out.natural",
            "coefficient": 1,
            "value": 4321,
            "report": {"role": "prior", "name": first.organ, "year": first.year},
        })
    );
    assert_eq!(equation["right"][0].get("report"), None);
    assert_eq!(equation["left_value"], 4321);
    assert_eq!(equation["right_value"], own);
    assert_eq!((&equation["left_constant"], &equation["right_constant"]), (&0.into(), &0.into()));
}
