//! Reports beside each other as figures: what `fixtures/beside/` is written from. Expected findings are written by hand.

use gouji::Form::{F2019, F2021};
use serde::{Deserialize, Serialize};

use super::{contradiction, fault};
use crate::expected::ExpectedFinding;
use crate::figures::Figures;
use crate::render::prose::Frame;
use crate::render::{Layout, Style, render};

/// A report, the reports that stand beside it, and what must come out.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The folder.
    pub name: &'static str,
    /// Files by name: `report.txt`, and `prior.txt` or `member-1.txt` and on.
    pub files: Vec<(String, String)>,
    /// What must come out.
    pub expected: ExpectedBeside,
}

/// `expected.json` of such a folder.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ExpectedBeside {
    /// What is special about it.
    pub note: String,
    /// All findings of severity error and warning, and those of the rules `prior.…` and `group.…` of any severity.
    pub findings: Vec<ExpectedFinding>,
}

/// A report with a few cells that are not zero.
fn figures(organ: &str, year: u16, cells: &[(&str, i64)]) -> Figures {
    let mut figures = Figures::zero(organ, year, [F2021; 3]);
    for &(id, value) in cells {
        figures.set(id, value);
    }
    figures
}

/// Adds applications of natural persons, with their totals.
fn applied(mut figures: Figures, rows: &[(&str, i64)]) -> Figures {
    for &(row, value) in rows {
        figures.set(&format!("t3.{row}.natural"), value);
        figures.set(&format!("t3.{row}.total"), value);
    }
    figures
}

fn text(figures: &Figures) -> String {
    render(figures, &Layout::PipeRows, &Style::PLAIN, &Frame::PLAIN).text
}

fn beside(
    name: &'static str,
    note: &str,
    report: String,
    others: Vec<(&str, String)>,
    findings: Vec<ExpectedFinding>,
) -> Beside {
    let others = others.into_iter().map(|(name, text)| (name.to_owned(), text));
    let files = [("report.txt".to_owned(), report)].into_iter().chain(others).collect();
    Beside { name, files, expected: ExpectedBeside { note: note.to_owned(), findings } }
}

fn warning(rule: &str, cell: &str, left: i64, right: i64) -> ExpectedFinding {
    ExpectedFinding { severity: "warning".to_owned(), ..contradiction(rule, cell, left, right) }
}

/// All folders of `fixtures/beside/`.
pub fn all() -> Vec<Beside> {
    let organ = "清沅区人民政府";
    let last = applied(
        figures(organ, 2022, &[("t2.normative.made", 3), ("t2.normative.valid", 18)]),
        &[("received", 45), ("granted", 30), ("unavailable.not_held", 11), ("total", 41), ("carried_out", 4)],
    );
    let this = |carried_in: i64, valid: i64| {
        applied(
            figures(
                organ,
                2023,
                &[("t2.normative.made", 2), ("t2.normative.repealed", 9), ("t2.normative.valid", valid)],
            ),
            &[
                ("received", 38 - carried_in),
                ("carried_in", carried_in),
                ("granted", 24),
                ("partial", 14),
                ("total", 38),
            ],
        )
    };
    let prior = |figures: &Figures| vec![("prior.txt", text(figures))];
    let mut blank = this(0, 11);
    blank.blank_zeros(|cell| cell.row_spec().key == "carried_in");
    let mut copied = last.clone();
    copied.year = 2023;
    let pair = |why| vec![fault(why, "info")];
    vec![
        beside(
            "right",
            "Last year's figures go over into this year's.",
            text(&this(4, 11)),
            prior(&last),
            Vec::new(),
        ),
        beside(
            "carry",
            "Four applications were carried over, three came in.",
            text(&this(3, 11)),
            prior(&last),
            vec![
                warning("prior.carry", "t3.carried_in.natural", 4, 3),
                warning("prior.carry", "t3.carried_in.total", 4, 3),
            ],
        ),
        beside(
            "carry-blank",
            "Four applications were carried over, and the row was left blank.",
            text(&blank),
            prior(&last),
            vec![
                warning("prior.carry", "t3.carried_in.natural", 4, 0),
                warning("prior.carry", "t3.carried_in.total", 4, 0),
            ],
        ),
        beside(
            "valid",
            "18 + 2 − 9 documents are 11, not 18.",
            text(&this(4, 18)),
            prior(&last),
            vec![warning("prior.valid", "t2.normative.valid", 11, 18)],
        ),
        beside(
            "copied",
            "Last year's report with its year changed: four were carried out and none came in.",
            text(&copied),
            prior(&last),
            vec![
                warning("prior.carry", "t3.carried_in.natural", 4, 0),
                warning("prior.carry", "t3.carried_in.total", 4, 0),
                warning("prior.valid", "t2.normative.valid", 21, 18),
                fault("prior.copied", "warning"),
                fault("prior.copied", "warning"),
            ],
        ),
        beside(
            "zeros",
            "Two years without an application: nothing was taken over.",
            text(&Figures::zero(organ, 2023, [F2021; 3])),
            prior(&Figures::zero(organ, 2022, [F2021; 3])),
            Vec::new(),
        ),
        beside(
            "forms-differ",
            "Last year's table 2 is of the 2019 form: no count in force to go on from.",
            text(&this(0, 11)),
            prior(&Figures::zero(organ, 2022, [F2019; 3])),
            Vec::new(),
        ),
        beside(
            "office",
            "The office reports for its government, under the city's name: compared, and said.",
            text(&this(3, 11)),
            prior(&Figures { organ: "长泽市清沅区人民政府办公室".to_owned(), ..last.clone() }),
            vec![
                warning("prior.carry", "t3.carried_in.natural", 4, 3),
                warning("prior.carry", "t3.carried_in.total", 4, 3),
                fault("prior.pair", "info"),
            ],
        ),
        beside(
            "same-year",
            "Two reports on one year.",
            text(&this(3, 11)),
            prior(&Figures { year: 2023, ..last.clone() }),
            pair("prior.pair"),
        ),
        beside(
            "swapped",
            "This year's report was given as last year's.",
            text(&last),
            prior(&this(3, 11)),
            pair("prior.pair"),
        ),
        beside(
            "gap",
            "Two years lie between.",
            text(&this(3, 11)),
            prior(&Figures { year: 2021, ..last.clone() }),
            pair("prior.pair"),
        ),
        beside(
            "other-organ",
            "Another district's report.",
            text(&this(3, 11)),
            prior(&Figures { organ: "青禾区人民政府".to_owned(), ..last.clone() }),
            pair("prior.pair"),
        ),
        group(
            "group",
            "Three members; one application too many in the parent's report.",
            1,
            &[],
            vec![
                warning("group.sum", "t3.received.natural", 21, 22),
                warning("group.sum", "t3.received.total", 21, 22),
                warning("group.sum", "t3.carried_out.natural", 0, 1),
                warning("group.sum", "t3.carried_out.total", 0, 1),
            ],
        ),
        group("group-right", "Three members that add up.", 0, &[], Vec::new()),
        group(
            "group-gap",
            "One member is on another year: the others' sum is not too large, so nothing is called wrong.",
            0,
            &[2],
            vec![fault("group.members", "info")],
        ),
    ]
}

/// Three bureaus and their district, which carries `more` applications over than they do; members in `early` are on the year before.
fn group(
    name: &'static str,
    note: &str,
    more: i64,
    early: &[usize],
    findings: Vec<ExpectedFinding>,
) -> Beside {
    let members: Vec<Figures> = [("教育局", 4), ("民政局", 7), ("卫生健康局", 10)]
        .into_iter()
        .map(|(bureau, granted)| {
            let organ = format!("清沅区{bureau}");
            applied(
                figures(&organ, 2023, &[("t2.licensing.decisions", granted * 100)]),
                &[("received", granted), ("granted", granted), ("total", granted)],
            )
        })
        .collect();
    let mut parent = Figures::parent("清沅区人民政府", &members);
    if more > 0 {
        parent = applied(parent, &[("received", 21 + more), ("carried_out", more)]);
    }
    let written = members.into_iter().enumerate().map(|(index, mut member)| {
        if early.contains(&index) {
            member.year -= 1;
        }
        (format!("member-{}.txt", index + 1), text(&member))
    });
    let mut fixture = beside(name, note, text(&parent), Vec::new(), findings);
    fixture.files.extend(written);
    fixture
}
