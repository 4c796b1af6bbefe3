//! The fixtures as figures: what `cargo run -p gouji-tests --bin fixtures` writes into `fixtures/`.
//!
//! The first five have the layout, the labels and the figures of the five seeds, with our own prose around them. Expected cells come
//! from the figures, expected findings are written here by hand; nothing is taken from what gouji answers.

pub mod beside;
mod published;
mod wild;

use gouji::Form::F2021;
use gouji::{CellId, Kind};
use serde_json::Number;

use crate::expected::{Expected, ExpectedFinding};
use crate::figures::Figures;
use crate::render::prose::Frame;
use crate::render::{
    Html, Layout, Numbering, Opening, Page, PipeLines, Quotes, Script, Spans, SplitHeaders, Style, Table2,
    Table3, Tabs, Telling, Thousands, Wrap, Zero, render,
};
use published::{as_seed_000, as_seed_000_mended, as_seed_001, as_seed_002, as_seed_003};

/// One report in a file, with what must come out.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The folder.
    pub name: &'static str,
    /// The document.
    pub text: String,
    /// Its kind: tells the file's extension.
    pub kind: Kind,
    /// What must come out.
    pub expected: Expected,
}

/// A fixture before it is written.
struct Plan {
    name: &'static str,
    note: &'static str,
    figures: Figures,
    layout: Layout,
    style: Style,
    frame: Frame,
    /// Replacements in the finished document: each must occur.
    damage: &'static [(&'static str, &'static str)],
    findings: Vec<ExpectedFinding>,
}

impl Plan {
    fn write(self) -> Fixture {
        let rendered = render(&self.figures, &self.layout, &self.style, &self.frame);
        let mut text = rendered.text;
        for (from, to) in self.damage {
            assert!(text.contains(from), "{}: {from} does not occur", self.name);
            text = text.replacen(from, to, 1);
        }
        let told = |id: &CellId| matches!(rendered.telling.get(id), Some(Telling::Told(_)));
        let expected = Expected {
            organ_contains: self.figures.organ.clone(),
            year: self.figures.year,
            forms: self
                .figures
                .forms
                .iter()
                .map(|(t, form)| (t.key().to_owned(), form.key().to_owned()))
                .collect(),
            cells: self
                .figures
                .non_zero()
                .filter(|(id, _)| told(id))
                .filter_map(|(id, value)| {
                    Some((id.to_string(), serde_json::from_str(&value.normalize().to_string()).ok()?))
                })
                .collect(),
            findings: self.findings,
            repairs_must_include: Vec::new(),
            claims_agree_at_least: Vec::new(),
            ambiguous: matches!(self.layout, Layout::PipeLines(PipeLines { dropped_blanks: true, .. })),
            note: self.note.to_owned(),
        };
        Fixture { name: self.name, text, kind: rendered.kind, expected }
    }
}

/// All fixtures.
pub fn fixtures() -> Vec<Fixture> {
    let plans = text_plans().into_iter().chain(html_plans()).chain(faulty_plans()).chain(wild::plans());
    plans.map(Plan::write).collect()
}

fn plan(name: &'static str, note: &'static str, figures: Figures, layout: Layout, style: Style) -> Plan {
    Plan { name, note, figures, layout, style, frame: Frame::PLAIN, damage: &[], findings: Vec::new() }
}

fn contradiction(rule: &str, cell: &str, left: i64, right: i64) -> ExpectedFinding {
    ExpectedFinding {
        must_include_cell: Some(cell.to_owned()),
        left_value: Some(Number::from(left)),
        right_value: Some(Number::from(right)),
        ..fault(rule, "error")
    }
}

fn fault(rule: &str, severity: &str) -> ExpectedFinding {
    ExpectedFinding { rule: rule.to_owned(), severity: severity.to_owned(), ..ExpectedFinding::default() }
}

fn text_plans() -> Vec<Plan> {
    let ascii = Style { ascii_punctuation: true, split_headers: SplitHeaders::Both, ..Style::PLAIN };
    let lines = |leading, dropped_blanks| Layout::PipeLines(PipeLines { leading, dropped_blanks });
    vec![
        Plan {
            frame: Frame { opening: Opening::Nothing, ..Frame::PLAIN },
            findings: vec![contradiction("t4.total", "t4.direct.total", 2, 1)],
            ..plan(
                "traditional-pinyin-lines",
                "As seed 000: traditional characters with pinyin in brackets, one cell a line.",
                as_seed_000(),
                lines(true, false),
                Style { script: Script::Pinyin, ..ascii },
            )
        },
        Plan {
            damage: &[
                ("（本列", "(本列"),
                ("第四项之和）", "第四项之和)"),
                ("商业 企业\t科研 机构", "商业企业\t科研机构"),
                ("（一） ", "(一) "),
                (
                    "（二） 部分公开（区分处理的，只计这一情形，不计其他情形）",
                    "(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)",
                ),
                ("（三） ", "(三) "),
                ("（四） ", "(四) "),
                ("（五） ", "(五) "),
                ("（六） ", "(六) "),
                ("（七） ", "(七) "),
                ("结果维持\t", "结果 维持\t"),
            ],
            ..plan(
                "tabs-lost",
                "As seed 001: tabs as a browser copies them, the last rows of table 3 without their leading tabs.",
                as_seed_001(),
                Layout::Tabs(Tabs::LostTabs),
                Style { spaced: true, split_headers: SplitHeaders::Both, ..Style::PLAIN },
            )
        },
        Plan {
            frame: Frame {
                opening: Opening::Nothing,
                contents: true,
                closing: Some("扫一扫用手机打开本页"),
                ..Frame::PLAIN
            },
            damage: &[("并逐件配发解读材料。", "废止或宣布失效13件,并逐件配发解读材料。")],
            findings: vec![ExpectedFinding {
                must_include_cell: Some("t2.normative.repealed".to_owned()),
                left_value: Some(Number::from(13)),
                right_value: Some(Number::from(4)),
                ..fault("text.table", "warning")
            }],
            ..plan(
                "pipe-lines",
                "As seed 002: one cell a line, pads at the end of a row.",
                as_seed_002(),
                lines(false, false),
                ascii,
            )
        },
        Plan {
            frame: Frame { opening: Opening::Metadata, last_section: false, ..Frame::PLAIN },
            damage: &[("\n+3 |", "\n3 |")],
            findings: vec![fault("structure.section", "warning")],
            ..plan(
                "dropped-blanks",
                "As seed 003: the 2019 form with blank cells dropped. The 2 of three rows stands in one of five columns.",
                as_seed_003(),
                lines(false, true),
                Style { split_headers: SplitHeaders::Table3, ..ascii },
            )
        },
        Plan {
            frame: Frame { opening: Opening::TitleAndDate, contents: true, ..Frame::PLAIN },
            damage: &[
                ("自然人 |", "自 然 人 |"),
                ("三、本年度办理结果", "三、 本年度办理结果"),
                ("(三)不予公开", "(三) 不予公开"),
                ("(四)无法提供", "(四) 无法提供"),
                ("(五)不予处理", "(五) 不予处理"),
                ("(六)其他处理", "(六) 其他处理"),
            ],
            ..plan(
                "pipe-rows-torn-header",
                "As seed 004: a row a line, all zero, the header of table 4 torn.",
                Figures::zero("白石镇人民政府", 2022, [F2021; 3]),
                Layout::PipeRows,
                Style { torn_header: true, ..ascii },
            )
        },
        Plan {
            frame: Frame { own_list: true, ..Frame::PLAIN },
            ..plan(
                "pipe-rows-strokes",
                "Zeros as strokes, circled numbers, full-width digits; section 一 has a list 一、二、三、 of its own.",
                as_seed_002(),
                Layout::PipeRows,
                Style {
                    zero: Zero::Dash,
                    numbering: Numbering::Circle,
                    wide_digits: true,
                    quotes: Quotes::Missing,
                    ..Style::PLAIN
                },
            )
        },
    ]
}

fn html_plans() -> Vec<Plan> {
    let html = |options: Html| Layout::Html(options);
    vec![
        Plan {
            frame: Frame { opening: Opening::TitleAndDate, contents: true, ..Frame::PLAIN },
            findings: vec![contradiction("t4.total", "t4.direct.total", 2, 1)],
            ..plan(
                "html-portal",
                "The figures of seed 000 in a portal's page: menus with the names of table 2's rows, two other tables, scripts.",
                as_seed_000(),
                html(Html { page: Page::Portal, head_cells: true, wrap: Wrap::Paragraphs, ..Html::PLAIN }),
                Style { split_headers: SplitHeaders::Both, thousands: Thousands::Comma, ..Style::PLAIN },
            )
        },
        plan(
            "html-word",
            "As a word processor saves it: digits split over spans, non-breaking spaces, blanks for zeros, the 2019 form.",
            as_seed_003(),
            html(Html { wrap: Wrap::Word, split_digits: true, nbsp: true, ..Html::PLAIN }),
            Style::PLAIN,
        ),
        plan(
            "html-fragment",
            "What a clipboard holds: tables without a page around them, table 2 in four tables, traditional characters.",
            as_seed_001(),
            html(Html {
                page: Page::Fragment,
                table_2: Table2::Small,
                wrap: Wrap::Paragraphs,
                ..Html::PLAIN
            }),
            Style { script: Script::Traditional, quotes: Quotes::Corner, ..Style::PLAIN },
        ),
        plan(
            "html-split-header",
            "Table 3 cut in two inside （三）不予公开, the header repeated.",
            as_seed_002(),
            html(Html { table_3: Table3::Split { at: 7, header: true }, ..Html::PLAIN }),
            Style { zero: Zero::Slash, ..Style::PLAIN },
        ),
        plan(
            "html-split-headless",
            "Table 3 cut in two before （四）无法提供, no header over the second part.",
            as_seed_001(),
            html(Html { table_3: Table3::Split { at: 12, header: false }, wrap: Wrap::Word, ..Html::PLAIN }),
            Style { numbering: Numbering::WideDot, ..Style::PLAIN },
        ),
        plan(
            "html-rowspan-zero",
            "rowspan=0 for 三、本年度办理结果: to the end of its group of rows.",
            as_seed_000_mended(),
            html(Html { spans: Spans::Zero, ..Html::PLAIN }),
            Style { zero: Zero::Hyphen, numbering: Numbering::WideBracket, ..Style::PLAIN },
        ),
        plan(
            "html-spans-beyond",
            "Spans that reach beyond the table, below and to the right.",
            as_seed_001(),
            html(Html { spans: Spans::Beyond, head_cells: true, ..Html::PLAIN }),
            Style::PLAIN,
        ),
    ]
}

fn faulty_plans() -> Vec<Plan> {
    let mut balance = as_seed_002();
    balance.set("t3.carried_out.natural", 7);
    let mut blank_total = as_seed_001();
    blank_total.set("t2.licensing.decisions", -3);
    if let Ok(id) = "t3.granted.total".parse() {
        blank_total.values.insert(id, None);
    }
    vec![
        Plan {
            findings: vec![
                contradiction("t3.row-total", "t3.carried_out.total", 7, 1),
                contradiction("t3.balance", "t3.carried_out.natural", 3, 9),
                fault("year.mismatch", "warning"),
            ],
            damage: &[("2024年12月31日", "2023年12月31日")],
            ..plan(
                "html-balance",
                "A mistyped figure breaks a row and a column; the period ends in another year.",
                balance,
                Layout::Html(Html::PLAIN),
                Style::PLAIN,
            )
        },
        Plan {
            findings: vec![
                contradiction("t3.row-total", "t3.granted.total", 4, 0),
                contradiction("t3.result-total", "t3.granted.total", 23, 27),
                ExpectedFinding {
                    must_include_cell: Some("t2.licensing.decisions".to_owned()),
                    ..fault("cell.format", "error")
                },
            ],
            ..plan(
                "html-blank-total",
                "A total left blank, and a negative count.",
                blank_total,
                Layout::Html(Html::PLAIN),
                Style::PLAIN,
            )
        },
    ]
}
