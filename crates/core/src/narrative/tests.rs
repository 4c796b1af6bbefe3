//! Every word of the lexicon in its sentence, and the traps that real reports set.

use std::collections::BTreeMap;

use super::lexicon::GROUPS;
use super::*;
use crate::document::Text;
use crate::equation::Side;
use crate::form::{CellId, Form, Table};
use crate::report::{Cell, Prose, State};

/// Rows of the report that the sentences of the lexicon are about: table 3 as 自然人, 商业企业, 科研机构, 法律服务机构, 总计.
const APPLICATIONS: [(&str, u32); 25] = [
    ("received", 90),
    ("carried_in", 8),
    ("granted", 20),
    ("partial", 7),
    ("denied.state_secret", 1),
    ("denied.other_law", 2),
    ("denied.security_stability", 1),
    ("denied.third_party", 3),
    ("denied.internal_affairs", 4),
    ("denied.deliberative", 5),
    ("denied.enforcement_file", 6),
    ("denied.admin_query", 2),
    ("unavailable.not_held", 9),
    ("unavailable.needs_creation", 3),
    ("unavailable.unclear", 2),
    ("rejected.petition", 4),
    ("rejected.repeat", 3),
    ("rejected.publication", 1),
    ("rejected.excessive", 2),
    ("rejected.reissue", 1),
    ("other.no_correction", 5),
    ("other.no_payment", 1),
    ("other.misc", 6),
    ("total", 88),
    ("carried_out", 10),
];

const OTHERS: [(&str, &str); 25] = [
    ("t2.regulations.made", "2"),
    ("t2.regulations.repealed", "1"),
    ("t2.regulations.valid", "16"),
    ("t2.normative.made", "17"),
    ("t2.normative.repealed", "4"),
    ("t2.normative.valid", "138"),
    ("t2.licensing.decisions", "520"),
    ("t2.punishment.decisions", "310"),
    ("t2.coercion.decisions", "21"),
    ("t2.fees.amount", "785.4"),
    ("t4.review.upheld", "6"),
    ("t4.review.corrected", "3"),
    ("t4.review.other", "1"),
    ("t4.review.pending", "2"),
    ("t4.review.total", "12"),
    ("t4.direct.upheld", "4"),
    ("t4.direct.corrected", "1"),
    ("t4.direct.other", "2"),
    ("t4.direct.pending", "3"),
    ("t4.direct.total", "10"),
    ("t4.after_review.upheld", "2"),
    ("t4.after_review.corrected", "1"),
    ("t4.after_review.other", "0"),
    ("t4.after_review.pending", "1"),
    ("t4.after_review.total", "4"),
];

pub(super) fn report(organ: &str) -> Report {
    let mut cells = BTreeMap::new();
    let mut set = |id: &str, value: Decimal| {
        let id: CellId = id.parse().expect("a cell");
        cells.insert(id, Cell { raw: None, state: State::Number(value), flaw: None, place: None });
    };
    for table in Table::ALL {
        table.cells(Form::F2021).for_each(|id| set(&id.to_string(), Decimal::ZERO));
    }
    for (row, value) in APPLICATIONS {
        set(&format!("t3.{row}.natural"), value.into());
        set(&format!("t3.{row}.total"), value.into());
    }
    for (column, value) in [("natural", 75), ("business", 12), ("research", 1), ("legal_service", 2)] {
        set(&format!("t3.received.{column}"), value.into());
    }
    for (id, value) in OTHERS {
        set(id, value.parse().expect("a decimal"));
    }
    Report {
        organ: Some(organ.to_owned()),
        year: Some(2023),
        forms: Table::ALL.into_iter().map(|table| (table, Form::F2021)).collect(),
        cells,
        ..Report::default()
    }
}

/// The claims of a text as `cells=value`, `!` behind those that do not agree and `?` behind those that were not judged.
pub(super) fn read(organ: &str, text: &str) -> String {
    let mut report = report(organ);
    let lines = text.lines().enumerate();
    report.prose =
        lines.map(|(block, line)| Prose { section: 1, text: Text::verbatim(line, 0), block }).collect();
    let claims = claims(&report, Beside::default());
    let shown = claims.iter().map(|claim| {
        let mark = match claim.outcome {
            Outcome::Holds => "",
            Outcome::Fails(_) => "!",
            Outcome::Skipped(_) => "?",
        };
        format!("{}={}{mark}", side(&claim.equation.right), claim.value.normalize())
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn side(side: &Side) -> String {
    let ids: Vec<String> = side.terms.iter().map(|term| term.cell.to_string()).collect();
    match ids.as_slice() {
        [] => side.constant.normalize().to_string(),
        [first, .., last] if ids.len() > 2 => format!("{first}..{last}"),
        ids => ids.join("+"),
    }
}

#[track_caller]
fn check(text: &str, claims: &str) {
    assert_eq!(read("清沅县人民政府", text), claims, "{text}");
}

#[test]
fn growth_is_judged_by_last_year_s_report_where_it_is_given() {
    // 90 were received this year: 20 % over 75.
    let text = "全年收到政府信息公开申请90件，同比增长20%。";
    let mut this = report("清沅县人民政府");
    this.prose = vec![Prose { section: 1, text: Text::verbatim(text, 0), block: 0 }];
    let growth = |received: Option<i64>| {
        let prior = received.map(|received| {
            let mut prior = report("清沅县人民政府");
            let id = "t3.received.total".parse().expect("a cell of the form");
            prior.cells.get_mut(&id).expect("a cell of the report").state = State::Number(received.into());
            prior
        });
        let claims = claims(&this, Beside { prior: prior.as_ref(), ..Beside::default() });
        let growth = claims.iter().find(|claim| claim.equation.rule == crate::RuleId::TextPercent);
        growth.map(|claim| (claim.agrees(), claim.equation.right.constant.normalize().to_string()))
    };
    assert_eq!(growth(None), Some((Some(true), "20".to_owned())));
    assert_eq!(growth(Some(75)), Some((Some(true), "20".to_owned())));
    assert_eq!(growth(Some(60)), Some((Some(false), "50".to_owned())));
}

#[test]
fn every_word_says_what_its_group_says() {
    let mut wrong = Vec::new();
    for group in GROUPS.iter().filter(|group| group.claims != "?") {
        for word in group.words() {
            let text = group.says.replace("{}", word);
            let found = read("清沅县人民政府", &text);
            if found != group.claims {
                wrong.push(format!("{text}\n    {found:?}, expected {:?}", group.claims));
            }
        }
    }
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_word_stands_in_two_groups() {
    let mut words: Vec<&str> = GROUPS.iter().flat_map(|group| group.words()).collect();
    words.sort_unstable();
    let twice: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn a_breakdown_is_judged_where_its_wording_closes_it() {
    check("全年主动公开信息100条，其中政策20条、动态70条、其他信息15条。", "105=100!");
    check("全年主动公开信息100条，分别为20条、70条。", "90=100!");
    check("全年主动公开三类信息100条，其中政策20条、动态60条、公告10条。", "90=100!");
    // 其中 leaves open whether all are named, and one posting may be in several of them.
    check("全年主动公开信息100条，其中政策20条、动态90条。", "");
    check("全年主动公开信息100条，其中政策20条、动态70条。", "");
}

#[test]
fn a_list_ends_where_its_whole_is_reached() {
    check("全年发布信息100条，其中政策20条、动态80条，解读30条，热点5次。", "100=100");
    check("全年发布信息100条，其中政策20、动态80；回复留言30条。", "100=100");
    check("全年发布信息100条，其中网站70条（政策20条、动态50条）、微信30条。", "100=100 70=70");
}

#[test]
fn prose_is_read_until_its_figures_are_too_many() {
    let list = (0..99).map(|at| format!("甲类{}条", 700 + at * 3)).collect::<Vec<_>>().join("、");
    let paragraph = format!("全年发布信息9999991条，其中{list}。");
    let last = "全年主动公开信息100条，分别为20条、70条。";
    for (times, claims) in [(50, "90=100!"), (limits::FIGURES / 100 + 2, "")] {
        check(&format!("{}{last}", format!("{paragraph}\n").repeat(times)), claims);
    }
}

#[test]
fn lists_of_many_parts_are_added_up_in_every_run() {
    // A part broken down beside it: 90 is 20, 30 and 40 behind it.
    check("全年发布信息100条，其中政策90条、动态20条、解读30条、公告40条、其他信息15条。", "");
    check("全年发布信息100条，其中政策90条、动态21条、解读30条、公告40条、其他信息15条。", "196=100!");
}

#[test]
fn shares_are_measured_on_the_base_of_those_beside() {
    check("全年发布信息80条，其中政策20条，占25%；动态40条，占50%；公告8条，占12%。", "25=25 50=50 10=12!");
}
