//! What published reports do, one fixture a habit: ../shared/form.md, 'Seen in the wild'. Organs, sentences and figures are invented.

use gouji::Decimal;
use gouji::Form::{F2019, F2021};

use super::{ExpectedFinding, Number, Plan, fault, plan};
use crate::figures::Figures;
use crate::render::prose::Frame;
use crate::render::{
    Clipboard, Drawn, File, Html, Layout, Numbering, Opening, PipeLines, Ruled, Style, Wrap, Zero,
};

/// A small report of the 2021 form in which everything adds up.
fn small(organ: &str, year: u16) -> Figures {
    let mut figures = Figures::zero(organ, year, [F2021; 3]);
    for (id, value) in [
        ("t2.normative.made", 3),
        ("t2.normative.repealed", 1),
        ("t2.normative.valid", 26),
        ("t2.licensing.decisions", 1284),
        ("t2.punishment.decisions", 97),
        ("t3.received.natural", 14),
        ("t3.received.business", 2),
        ("t3.received.total", 16),
        ("t3.carried_in.natural", 1),
        ("t3.carried_in.total", 1),
        ("t3.granted.natural", 9),
        ("t3.granted.business", 2),
        ("t3.granted.total", 11),
        ("t3.partial.natural", 2),
        ("t3.partial.total", 2),
        ("t3.unavailable.not_held.natural", 3),
        ("t3.unavailable.not_held.total", 3),
        ("t3.total.natural", 14),
        ("t3.total.business", 2),
        ("t3.total.total", 16),
        ("t3.carried_out.natural", 1),
        ("t3.carried_out.total", 1),
        ("t4.review.upheld", 1),
        ("t4.review.total", 1),
    ] {
        figures.set(id, value);
    }
    figures
}

/// The same in the 2019 form.
fn small_2019(organ: &str, year: u16) -> Figures {
    let mut figures = Figures::zero(organ, year, [F2019; 3]);
    let new = small(organ, year);
    let both: Vec<_> = new.non_zero().filter(|(id, _)| id.table != gouji::Table::T2).collect();
    for (id, value) in both {
        figures.set(&id.to_string(), value);
    }
    for (id, value) in [
        ("t2.normative.made", 3),
        ("t2.normative.published", 3),
        ("t2.normative.total", 26),
        ("t2.licensing.prior", 318),
        ("t2.licensing.change", -417),
        ("t2.licensing.decisions", 1284),
        ("t2.punishment.prior", 40),
        ("t2.punishment.change", -3),
        ("t2.punishment.decisions", 97),
        ("t2.procurement.projects", 1),
    ] {
        figures.set(id, value);
    }
    figures.set("t2.procurement.amount", Decimal::new(37, 2));
    figures
}

/// The habits in the order of the list.
pub(super) fn plans() -> Vec<Plan> {
    forms()
        .into_iter()
        .chain(texts())
        .chain(values())
        .chain(clipboards())
        .chain(printed())
        .chain(workbooks())
        .collect()
}

fn forms() -> Vec<Plan> {
    vec![
        plan(
            "forms-2019-in-2022",
            "A report on 2022 with the three tables of the 2019 form.",
            small_2019("石桥镇人民政府", 2022),
            Layout::PipeRows,
            Style::PLAIN,
        ),
        Plan {
            damage: &[(
                "按照《中华人民共和国政府信息公开条例》的规定",
                "按照《中华人民共和国政府信息公开条例》和国办公开办函〔2019〕60号文件规定的格式",
            )],
            ..plan(
                "forms-2019-notice",
                "Tables of the 2021 form under a preamble that names the notice of 2019.",
                small("南圃县财政局", 2023),
                Layout::Html(Html::PLAIN),
                Style::PLAIN,
            )
        },
    ]
}

fn texts() -> Vec<Plan> {
    // The last cell of a table in this layout cannot be told from nothing where it is blank.
    let mut padded = small("柳岸区水利局", 2023);
    padded.set("t2.fees.amount", 5);
    vec![
        plan(
            "pads-and-blanks",
            "One cell a line with pads at the end of a row, zeros blank: a blank value looks like a pad.",
            padded,
            Layout::PipeLines(PipeLines { leading: false, dropped_blanks: false }),
            Style { zero: Zero::Blank, ..Style::PLAIN },
        ),
        plan(
            "numbers-restart",
            "The number of a sub-item restarts in each group, the group's label stands rows above.",
            small("北渡街道办事处", 2022),
            Layout::Html(Html { wrap: Wrap::Word, ..Html::PLAIN }),
            Style { numbering: Numbering::Bracket, ..Style::PLAIN },
        ),
        Plan {
            damage: &[
                ("本年增/减", "本年增/减（较上一年增加的填正数，减少的填负数，如-8）"),
                ("采购总金额", "采购总金额（保留2位小数，如15.20）"),
                (
                    "一、本年新收政府信息公开申请数量",
                    "一、本年新收政府信息公开申请数量（1月1日至12月31日收到的，1件填1）",
                ),
                ("1.属于国家秘密", "1.属于国家秘密（条例第14条，没有的填0）"),
            ],
            ..plan(
                "labels-with-digits",
                "The instructions for filling in stand inside the labels, with figures of their own.",
                small_2019("青坪乡人民政府", 2020),
                Layout::Html(Html::PLAIN),
                Style::PLAIN,
            )
        },
        Plan {
            damage: &[
                ("本年制发件数", "本年发件数"),
                ("现行有效件数", "现行有效件"),
                ("2023年1月1日", "20231月1日"),
                ("按照《", "按照国办公开办函〔202130号和《"),
            ],
            ..plan(
                "characters-lost",
                "An extractor lost single characters of headers and dates.",
                small("东浦区教育局", 2023),
                Layout::PipeRows,
                Style::PLAIN,
            )
        },
        Plan {
            frame: Frame { opening: Opening::Metadata, contents: true, own_list: true, ..Frame::PLAIN },
            ..plan(
                "around-the-report",
                "A metadata table before the report, a preamble that repeats the titles of all sections, a list 一、二、三、 of section 一.",
                small("临川开发区管理委员会", 2024),
                Layout::Html(Html { page: crate::render::Page::Portal, ..Html::PLAIN }),
                Style::PLAIN,
            )
        },
    ]
}

fn values() -> Vec<Plan> {
    let mut fee = small("西郊市场监督管理局", 2023);
    fee.set("t2.fees.amount", Decimal::new(12_345_678, 6));
    vec![
        Plan {
            damage: &[("<td>-3</td>", "<td>减3</td>"), ("<td>318</td>", "<td>?318</td>")],
            ..plan(
                "values-signs",
                "减3, -417, 0.37万元, and a non-breaking space that became ?.",
                small_2019("花坞镇人民政府", 2021),
                Layout::Html(Html::PLAIN),
                Style::PLAIN,
            )
        },
        plan(
            "values-fee",
            "A fee with six decimals; zeros blank.",
            fee,
            Layout::Html(Html { nbsp: true, ..Html::PLAIN }),
            Style { zero: Zero::Blank, ..Style::PLAIN },
        ),
    ]
}

/// Clipboards of programs that were not at hand: made after published examples, not recorded.
fn clipboards() -> Vec<Plan> {
    let clipboard = |name, note, organ, program, zero| {
        plan(name, note, small(organ, 2024), Layout::Clipboard(program), Style { zero, ..Style::PLAIN })
    };
    vec![
        clipboard(
            "clipboard-word",
            "Synthesized: Word's clipboard with mso styles, conditional comments, o:p and tracked changes.",
            "松峰县卫生健康局",
            Clipboard::Word,
            Zero::Digit,
        ),
        clipboard(
            "clipboard-wps",
            "Synthesized: the clipboard of WPS Writer.",
            "石门街道办事处",
            Clipboard::Wps,
            Zero::Blank,
        ),
        clipboard(
            "clipboard-excel",
            "Synthesized: Excel's clipboard.",
            "长堤区统计局",
            Clipboard::Excel,
            Zero::Digit,
        ),
    ]
}

/// What converters, recognisers, language models and browsers for terminals print.
fn printed() -> Vec<Plan> {
    let printed = |name, note, organ, layout, zero| {
        plan(name, note, small(organ, 2024), layout, Style { zero, ..Style::PLAIN })
    };
    vec![
        printed(
            "markdown-modelled",
            "Markdown of a language model: every row of table 3 a table of its own under 数据1 … 总计, table 4 in three.",
            "南坪县农业农村局",
            Layout::MarkdownModelled,
            Zero::Digit,
        ),
        printed(
            "markdown-recognised",
            "Markdown of a recogniser: headings behind #, <br> in labels, bold words, table 3 in two pieces.",
            "北桥镇人民政府",
            Layout::MarkdownRecognised,
            Zero::Blank,
        ),
        printed(
            "drawn-box",
            "Tables drawn with box characters, spanning labels in the middle of their height.",
            "沙河区水务局",
            Layout::Drawn(Drawn::Box),
            Zero::Blank,
        ),
        printed(
            "ruled-frame",
            "Data frames as Python prints them.",
            "长岭市审计局",
            Layout::Ruled(Ruled::Frame),
            Zero::Digit,
        ),
        printed(
            "csv-prose",
            "Values between commas, labels with line breaks in quotes, prose in lines between.",
            "云台区统计局",
            Layout::Csv(','),
            Zero::Blank,
        ),
    ]
}

/// Workbooks whose sentences stand in cells, each with one that contradicts its table.
fn workbooks() -> Vec<Plan> {
    let claim = |cell: &str, said: i64, counted: i64| ExpectedFinding {
        must_include_cell: Some(cell.to_owned()),
        left_value: Some(Number::from(said)),
        right_value: Some(Number::from(counted)),
        ..fault("text.table", "warning")
    };
    vec![
        Plan {
            damage: &[("年内制发行政规范性文件3件", "年内制发行政规范性文件5件，年末现行有效26件")],
            findings: vec![claim("t2.normative.made", 5, 3)],
            ..plan(
                "xlsx-prose",
                "A workbook with a sheet for each table and sentences in the cells above it, one of them wrong; as gouji-files reads it.",
                small("枫桥县水利局", 2024),
                Layout::File(File::Xlsx),
                Style::PLAIN,
            )
        },
        Plan {
            damage: &[("部分公开2件", "部分公开4件")],
            findings: vec![claim("t3.partial.total", 4, 2)],
            ..plan(
                "xlsx-prose-one-sheet",
                "The same in one sheet with figures as text and blank cells for zeros, another sentence wrong.",
                small("青石区财政局", 2024),
                Layout::File(File::XlsxText),
                Style { zero: Zero::Blank, ..Style::PLAIN },
            )
        },
    ]
}
