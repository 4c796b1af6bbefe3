//! Narratives made from known figures: sentences that agree with the tables or do not, among sentences that speak of no cell.
//!
//! Comes in: a seed. Goes out: a report with its tables, paragraphs around them, and every figure that contradicts them. The phrases
//! are written here, not taken from gouji's lexicon.

use std::collections::BTreeSet;

use gouji::document::Text;
use gouji::report::{Prose, Report};
use gouji::{Beside, CellId, Decimal, Form, RuleId, Table};

use crate::dice::Dice;
use crate::figures::Figures;
use crate::passages::report_of;

/// What was measured on made narratives.
#[derive(Clone, Debug, Default)]
pub struct Narratives {
    /// Reports made.
    pub reports: usize,
    /// Figures of cells that the narratives give, right or wrong.
    pub figures: usize,
    /// Those that were tied to a cell.
    pub claimed: usize,
    /// Contradictions that were written in.
    pub written: usize,
    /// Those of them that were found.
    pub found: usize,
    /// Warnings of `text.*`.
    pub warnings: usize,
    /// Those of them that name a contradiction that was written in.
    pub right: usize,
    /// The first departures.
    pub examples: Vec<String>,
}

impl Narratives {
    /// Warnings that are right, of all.
    pub fn precision(&self) -> f64 {
        share(self.right, self.warnings)
    }

    /// Contradictions that were found, of all.
    pub fn recall(&self) -> f64 {
        share(self.found, self.written)
    }

    /// No false warning, and nearly every contradiction found.
    pub fn on_target(&self) -> bool {
        self.warnings > 0 && self.right == self.warnings && self.recall() >= 0.99
    }

    /// The measures as text.
    pub fn lines(&self) -> String {
        format!(
            "narratives             {} reports, {} of {} figures tied to their cells\ntext.*                 precision {:.4} ({} of {} warnings), recall {:.4} ({} of {} contradictions){}",
            self.reports,
            self.claimed,
            self.figures,
            self.precision(),
            self.right,
            self.warnings,
            self.recall(),
            self.found,
            self.written,
            if self.on_target() { "" } else { "  below target" },
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Measures `reports` made narratives.
pub fn measure(reports: u64) -> Narratives {
    let mut sum = Narratives::default();
    for seed in 0..reports {
        let made = made(seed);
        let claims = gouji::narrative::claims(&made.report, Beside::default());
        sum.reports += 1;
        sum.figures += made.figures.len();
        sum.written += made.figures.iter().filter(|figure| figure.wrong).count();
        let mut missed: Vec<&Told> = made.figures.iter().collect();
        let mut wrong = Vec::new();
        for claim in &claims {
            let at = missed.iter().position(|told| told.is_claimed_by(claim));
            let told = at.map(|at| missed.remove(at));
            sum.claimed += usize::from(told.is_some());
            if claim.agrees() != Some(false) {
                if told.is_some_and(|told| told.wrong) {
                    wrong.push(format!("called right: “{}”", claim.quote.text));
                }
                continue;
            }
            sum.warnings += 1;
            if told.is_some_and(|told| told.wrong) {
                sum.right += 1;
                sum.found += 1;
            } else {
                wrong.push(format!("false warning: “{}” {:?}", claim.quote.text, claim.equation));
            }
        }
        wrong.extend(missed.iter().map(|told| format!("missed: {told:?}")));
        let text: Vec<&str> = made.report.prose.iter().map(|prose| prose.text.as_str()).collect();
        let room = 24usize.saturating_sub(sum.examples.len());
        sum.examples.extend(
            wrong
                .into_iter()
                .take(room)
                .map(|wrong| format!("seed {seed}: {wrong}\n      {}", text.join("\n      "))),
        );
    }
    sum
}

/// The rows of 不予公开.
const DENIED: [&str; 8] = [
    "denied.state_secret",
    "denied.other_law",
    "denied.security_stability",
    "denied.third_party",
    "denied.internal_affairs",
    "denied.deliberative",
    "denied.enforcement_file",
    "denied.admin_query",
];

/// A made narrative with its report.
struct Made {
    report: Report,
    figures: Vec<Told>,
}

/// A figure that the narrative gives.
#[derive(Clone, Debug)]
struct Told {
    rule: RuleId,
    cells: BTreeSet<CellId>,
    /// As it stands in the text.
    written: String,
    wrong: bool,
}

impl Told {
    fn is_claimed_by(&self, claim: &gouji::Claim) -> bool {
        let cells: BTreeSet<CellId> = claim.equation.cells().collect();
        // A right figure may agree by another reading than the likeliest.
        claim.equation.rule == self.rule
            && claim.figure.text == self.written
            && (cells == self.cells || !self.wrong && !self.cells.is_disjoint(&cells))
    }
}

/// What writes a narrative.
struct Writer<'d> {
    dice: &'d mut Dice,
    figures: Figures,
    told: Vec<Told>,
    text: String,
    /// Whether a figure of the paragraph at hand may be wrong: one at most is.
    may_be_wrong: bool,
}

fn made(seed: u64) -> Made {
    let mut dice = Dice::seeded(seed ^ 0x6e61_7272);
    let mut figures = Figures::consistent(&mut dice);
    figures.forms = Table::ALL.into_iter().map(|table| (table, Form::F2021)).collect();
    let mut plain = Figures::consistent(&mut Dice::seeded(seed));
    while plain.forms.values().any(|form| *form != Form::F2021) {
        plain = Figures::consistent(&mut dice);
    }
    plain.organ = dice
        .pick(&[
            "清沅县人民政府",
            "云岭县教育局",
            "白石镇人民政府",
            "望溪市自然资源局",
            "青禾县人民政府办公室",
        ])
        .to_owned();
    for value in plain.values.values_mut() {
        *value = Some(value.unwrap_or_default());
    }
    let mut writer =
        Writer { dice: &mut dice, figures: plain, told: Vec::new(), text: String::new(), may_be_wrong: true };
    let mut paragraphs = Vec::new();
    let mut order: Vec<u32> = (0..9).collect();
    for at in (1..order.len()).rev() {
        let other = writer.dice.below(at as u32 + 1) as usize;
        order.swap(at, other);
    }
    for kind in order {
        writer.text.clear();
        writer.may_be_wrong = true;
        writer.paragraph(kind);
        paragraphs.push(std::mem::take(&mut writer.text));
    }
    let (figures, told) = (writer.figures, writer.told);
    let mut report = report_of(&figures);
    report.prose = paragraphs
        .into_iter()
        .enumerate()
        .map(|(block, text)| Prose { section: 1, text: Text::verbatim(&text, 0), block })
        .collect();
    Made { report, figures: told }
}

impl Writer<'_> {
    fn cell(&self, id: &str) -> CellId {
        let ids = [id.to_owned(), format!("t3.{id}.total")];
        ids.iter().find_map(|id| id.parse().ok()).unwrap_or_else(|| panic!("{id} is no cell"))
    }

    fn value(&self, ids: &[&str]) -> Decimal {
        ids.iter().map(|id| self.figures.get(self.cell(id)).unwrap_or_default()).sum()
    }

    fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        self.dice.pick(choices)
    }

    fn one(&mut self, choices: &[&'static str]) {
        let choice = self.pick(choices);
        self.say(choice);
    }

    /// Writes a figure of cells, now and then a wrong one; `unit` follows it.
    fn figure(&mut self, ids: &[&str], unit: &str) {
        let value = self.value(ids);
        let wrong = self.may_be_wrong && self.dice.once_in(5);
        let value = if wrong {
            self.may_be_wrong = false;
            // Far enough from every other reading of the same words.
            value + Decimal::from(40_000 + self.dice.below(900))
        } else {
            value
        };
        let written = self.number(value);
        let cells = ids.iter().map(|id| self.cell(id)).collect();
        self.told.push(Told { rule: RuleId::TextTable, cells, written: written.clone(), wrong });
        self.say(&written);
        self.say(unit);
    }

    /// A number as people write it.
    fn number(&mut self, value: Decimal) -> String {
        let plain = value.normalize().to_string();
        match self.dice.below(8) {
            0 => plain
                .chars()
                .map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c))
                .collect(),
            1 if plain.len() > 3 => {
                let (head, tail) = plain.split_at(plain.len() - 3);
                format!("{head},{tail}")
            }
            2 if (2..10).contains(&value.try_into().unwrap_or(0u32)) => "零一两三四五六七八九"
                .chars()
                .nth(value.try_into().unwrap_or(0usize))
                .map_or(plain, String::from),
            3 => match value.try_into().unwrap_or(0u32) {
                value @ 11..100 => chinese(value),
                _ => plain,
            },
            _ => plain,
        }
    }

    fn other(&mut self) -> u32 {
        2 + self.dice.figure()
    }

    fn paragraph(&mut self, kind: u32) {
        let item = self.pick(&["（一）", "（二）", "一是", "", "2."]);
        match kind {
            0 => self.applications(item),
            1 => self.documents(),
            2 => self.disputes(),
            3 => self.decisions(),
            4 => self.breakdown(),
            5 => self.outcomes(),
            _ => self.trap(),
        }
    }

    fn applications(&mut self, item: &str) {
        self.say(item);
        self.one(&[
            "依申请公开方面。",
            "依申请公开情况：",
            "政府信息依申请公开。",
            "依申请公开工作规范有序。",
            "",
        ]);
        if self.dice.below(3) == 0 {
            self.one(&[
                "畅通渠道，完善台账，",
                "坚持依法依规、便民高效，",
                "严格落实登记、审查、答复各环节要求。",
            ]);
        }
        let when = self.figures.year;
        let when = match self.dice.below(4) {
            0 => format!("{when}年，"),
            1 => "全年".to_owned(),
            2 => format!("{when}年度，"),
            _ => "本年度".to_owned(),
        };
        self.say(&when);
        self.one(&["共", "累计", "总共", ""]);
        match self.dice.below(4) {
            0 => {
                self.one(&[
                    "收到政府信息公开申请",
                    "受理信息公开申请",
                    "接到依申请公开申请",
                    "新收政府信息公开申请",
                    "新受理依申请公开件",
                    "收到政府信息申请公开件",
                    "接到依申请公开事项",
                ]);
                let unit = self.pick(&["件", "件", "份", "宗"]);
                self.figure(&["received"], unit);
                if self.dice.below(4) == 0 {
                    self.one(&["，其中自然人", "，自然人提出的", "（其中自然人申请"]);
                    let open = self.text.contains('（') && self.text.ends_with("其中自然人申请");
                    self.figure(&["t3.received.natural"], unit);
                    self.say(if open { "）" } else { "" });
                }
            }
            1 => {
                self.one(&["收到", "受理", "登记受理"]);
                self.figure(&["received"], "件");
                self.one(&["政府信息公开申请", "依申请公开", "信息公开申请"]);
            }
            2 => {
                self.one(&[
                    "收到群众提交的政府信息公开申请",
                    "收到公民、法人和其他组织的政府信息公开申请",
                    "通过网络、信函等渠道收到政府信息公开申请",
                ]);
                self.figure(&["received"], "件");
            }
            _ => {
                self.one(&["新收到政府信息公开申请", "收到政府信息公开申请数量为"]);
                self.figure(&["received"], "件");
            }
        }
        if self.dice.below(2) == 0 {
            let before = self.figures.year - 1;
            match self.dice.below(2) {
                0 => self.one(&[
                    "，上年结转",
                    "，上年度结转",
                    "，另有上年结转申请",
                    "，上一年度转来",
                    "，由上年结转的信件",
                ]),
                _ => self.say(&format!("，{before}年结转")),
            }
            self.figure(&["carried_in"], "件");
        }
        if self.dice.below(3) != 0 {
            self.one(&["，办结", "，已办结", "，按时答复", "；全年办结申请", "，依法答复"]);
            self.figure(&["total"], "件");
        }
        if self.dice.below(2) == 0 {
            let after = self.figures.year + 1;
            match self.dice.below(4) {
                0 => {
                    self.one(&[
                        "，结转下年度继续办理",
                        "，结转下年度",
                        "，结转至下一年度办理",
                        "，顺延到下年度答复",
                        "，转下一年度",
                    ]);
                    self.figure(&["carried_out"], "件");
                }
                1 => {
                    self.say(&format!("，结转至{after}年"));
                    self.figure(&["carried_out"], "件");
                }
                2 => {
                    self.say("，除");
                    self.figure(&["carried_out"], "件结转下一年度外，都已按时答复");
                }
                _ => {
                    self.say("，");
                    self.figure(&["carried_out"], "件结转下年度办理");
                }
            }
        }
        self.say("。");
    }

    fn documents(&mut self) {
        self.one(&["加强文件管理，", "政府信息管理方面，", "强化全生命周期管理。", ""]);
        self.one(&[
            "全年制发行政规范性文件",
            "本年新制定规范性文件",
            "出台行政规范性文件",
            "制定印发规范性文件",
        ]);
        let unit = self.pick(&["件", "份"]);
        self.figure(&["t2.normative.made"], unit);
        if self.dice.below(3) == 0 {
            self.one(&["、规章", "，制定规章"]);
            self.figure(&["t2.regulations.made"], unit);
            self.one(&["，废止规章", "，宣布失效规章"]);
            self.figure(&["t2.regulations.repealed"], unit);
            self.say("、行政规范性文件");
            self.figure(&["t2.normative.repealed"], unit);
            self.say("。");
            return;
        }
        if self.dice.below(2) == 0 {
            self.one(&["，废止", "、废止", "，宣布失效", "，废止或宣布失效"]);
            self.figure(&["t2.normative.repealed"], unit);
        }
        if self.dice.below(2) == 0 {
            self.one(&["，现行有效", "，截至年底现行有效规范性文件", "，目前现行有效"]);
            self.figure(&["t2.normative.valid"], unit);
        }
        self.say("。");
    }

    fn disputes(&mut self) {
        self.one(&["因政府信息公开", "监督保障方面，因政府信息公开工作", "全年因信息公开"]);
        let lawsuits = ["t4.direct.total", "t4.after_review.total"];
        match self.dice.below(4) {
            3 => {
                let blocks = ["t4.review.total", "t4.direct.total", "t4.after_review.total"];
                self.one(&["引发行政复议、行政诉讼案件共", "引起的行政复议和行政诉讼案件合计"]);
                self.figure(&blocks, "件");
                self.one(&["，维持的", "，其中结果维持"]);
                self.figure(&["t4.review.upheld", "t4.direct.upheld", "t4.after_review.upheld"], "件");
            }
            0 => {
                self.one(&["被申请行政复议", "引发行政复议案件", "引起的行政复议"]);
                self.figure(&["t4.review.total"], "件");
                self.one(&["，被提起行政诉讼", "、行政诉讼", "，发生行政诉讼案件"]);
                self.figure(&lawsuits, "件");
            }
            1 => {
                self.one(&["引发行政复议", "发生行政复议案件"]);
                self.figure(&["t4.review.total"], "起");
                self.one(&["，其中维持", "（其中结果维持"]);
                let open = self.text.ends_with("（其中结果维持");
                self.figure(&["t4.review.upheld"], "起");
                self.one(&["、纠正", "，被纠正"]);
                self.figure(&["t4.review.corrected"], if open { "起）" } else { "起" });
            }
            _ => {
                self.one(&["未经复议直接起诉", "发生未经复议直接起诉"]);
                self.figure(&["t4.direct.total"], "件");
                self.one(&["，复议后起诉", "、复议后起诉"]);
                self.figure(&["t4.after_review.total"], "件");
            }
        }
        self.say("。");
    }

    fn decisions(&mut self) {
        self.one(&["全年", "", "执法部门依法履职，"]);
        self.one(&["作出行政许可决定", "共作出行政许可决定"]);
        self.figure(&["t2.licensing.decisions"], "件");
        self.one(&["、行政处罚决定", "，作出行政处罚决定"]);
        self.figure(&["t2.punishment.decisions"], "件");
        self.say("。");
    }

    /// A whole with its parts, closed by the last of them where it is wrong. A list may hold another, or be followed by other counts
    /// or by a second classification of the same whole.
    fn breakdown(&mut self) {
        let parts: Vec<u32> = (0..2 + self.dice.below(4)).map(|_| self.other()).collect();
        let wrong = self.may_be_wrong && self.dice.below(3) == 0;
        let total: u32 = parts.iter().sum();
        let whole = if wrong { total + 1 + self.dice.below(5) } else { total };
        let written = whole.to_string();
        self.told.push(Told {
            rule: RuleId::TextSum,
            cells: BTreeSet::new(),
            written: written.clone(),
            wrong,
        });
        self.one(&["全年主动公开政府信息", "通过网站发布各类信息", "共发布政务信息"]);
        let shape = self.dice.below(6);
        let (open, close) = if shape == 0 { ("（", "）") } else { ("，", "") };
        self.say(&format!("{written}条{open}"));
        self.one(&["其中", "其中，", "包括"]);
        let names = ["概况类信息", "政务动态", "财政信息", "重点领域信息", "通知公告"];
        let closed = wrong || self.dice.below(2) == 0;
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            let name = if last && closed { "其他信息" } else { names[at % names.len()] };
            let mark = match (last, at % 2) {
                (true, _) => close,
                (_, 0) => "、",
                _ => "，",
            };
            self.say(&format!("{name}{part}条"));
            if shape == 1 && at == 0 {
                // A part of a part.
                self.say(&format!("（图片{}条、文字{}条）", part / 2, part - part / 2));
            }
            self.say(mark);
        }
        match shape {
            2 => {
                let (more, visits) = (100 + self.other(), 100 + self.other());
                self.say(&format!("，政策解读{more}条，回应关切{visits}次。"));
            }
            3 => {
                let more = 100 + self.other();
                self.say(&format!("；答复网民留言{more}条。"));
            }
            4 => {
                let part = total / 3;
                self.say(&format!("，文字类{}条、音视频类{}条。", total - part, part));
            }
            _ => self.say("。"),
        }
    }

    fn outcomes(&mut self) {
        self.one(&[
            "政府信息公开申请办理结果为：",
            "全年答复的政府信息公开申请中，",
            "在已办结的依申请公开申请中，",
        ]);
        self.one(&["予以公开", "同意公开", "属于已主动公开范围"]);
        self.figure(&["granted"], "件");
        self.say("，部分公开");
        self.figure(&["partial"], "件");
        if self.dice.below(2) == 0 {
            self.one(&["，本机关不掌握相关政府信息", "，不属于本机关掌握"]);
            self.figure(&["unavailable.not_held"], "件");
        }
        if self.dice.below(3) == 0 {
            self.one(&["，以“属于国家秘密”等理由不予公开", "，因属于过程性信息等原因不予公开"]);
            self.figure(&DENIED, "件");
        }
        if self.dice.below(2) == 0 {
            self.one(&["，重复申请", "，属于重复申请"]);
            self.figure(&["rejected.repeat"], "件");
        }
        self.say("。");
    }

    /// Sentences with figures of which none is a cell's.
    fn trap(&mut self) {
        let (a, b) = (self.other(), self.other());
        let year = self.figures.year;
        // A cell's own figure, by chance.
        let same = self.value(&["received"]).normalize();
        let text = match self.dice.below(40) {
            0 => format!("办理人大代表建议{a}件、政协提案{b}件，办结率100%。"),
            1 => format!("12345热线全年受理诉求{a}件，办结{a}件，办结率99.6%。"),
            2 => format!("县长信箱收到来信{a}件，已全部回复，回复率100%。"),
            3 => format!("组织政务公开培训{a}次，参训{b}人次。"),
            4 => format!("通过网站公开行政许可信息{a}条、行政处罚信息{b}条。"),
            5 => format!("{}年共收到政府信息公开申请{a}件，办结{b}件。", year - 1),
            6 => format!("上年度收到政府信息公开申请{a}件。"),
            7 => format!("下一步，计划制定行政规范性文件{a}件，办结申请{b}件。"),
            8 => format!("微信公众号发布信息{a}条，粉丝{b}人，同比增长23.5%。"),
            9 => format!("发布规范性文件解读材料{a}篇，图解{b}个。"),
            10 => format!(
                "全年产生公文{}件，其中主动公开文件{a}件、依申请公开文件{b}件、不公开文件2件。",
                a + b + 2
            ),
            11 => format!("收到征地类申请{a}件、房屋类申请{b}件。"),
            12 => format!("全省收到政府信息公开申请{a}件。"),
            13 => format!("上半年收到政府信息公开申请{a}件。"),
            14 => format!("配合上级机关协查政府信息公开申请{a}件。"),
            15 => format!("梳理行政许可事项{a}项，公布权责清单{b}项。"),
            16 => format!("按照国办公开办函〔2021〕30号要求，联系电话0571-8800{a}，邮编310000。"),
            17 => format!("通过电子邮件收到申请{a}件，通过信函收到申请{b}件。"),
            18 => format!("自条例施行以来累计受理政府信息公开申请{a}件。"),
            19 => format!("召开新闻发布会{a}场，回应热点{b}个，政策咨询{same}件。"),
            20 => format!("审理民事诉讼案件{a}件，调解{b}件。"),
            21 => format!("清理规范性文件{}件，其中继续有效{a}件、修改{b}件。", a + b),
            22 => format!("政务大厅办理事项{a}件，好评率99.9%。"),
            23 => format!("接待来访{a}批{b}人次，受理信访件{same}件，办结{b}件。"),
            24 => format!("更新目录{a}条，公开依申请公开指南{b}份。"),
            25 => format!("全年公开行政处罚{a}条，与去年基本持平。"),
            26 => format!("依申请公开栏目访问量{a}次，政务微博阅读量{b}万次。"),
            27 => format!("县政府办公室转我局政府信息公开申请{a}件。"),
            28 => format!("上级部门转来信息公开申请{a}件。"),
            29 => format!("更新权责清单，其中行政许可{a}项、行政处罚{b}项。"),
            30 => format!("公开核准施工许可证{a}条、排水许可证{b}条。"),
            31 => format!("受理网络问政{same}件，答复{same}件。"),
            32 => format!("全年公开以本机关名义印发的文件{a}件，解读{b}件。"),
            33 => format!("受理群众各类申请{same}件，化解争议纠纷{b}件。"),
            34 => format!("发出补正告知书{a}件，催办提示{b}次。"),
            // One posting is sent out in several ways, and 其中 names only some.
            35 => format!("政务新媒体公开信息{a}条，其中微博{}条、抖音{b}条、其他渠道5条。", a + 9),
            36 => format!("制作解读材料{a}件，其中文字{a}件、图表{b}件、视频2件。"),
            37 => format!("公开信息{}条，其中财政预决算{a}条，其他财政信息{b}条。", a + b + 3),
            38 => format!("公开信息{}条，其中业务信息{a}条，培训3场，其他信息{b}条。", a + b + 8),
            _ => format!("领导信箱办理群众留言{a}条，平均答复时间{b}个工作日。"),
        };
        let claims_sum = ["全年产生公文", "清理规范性文件"].iter().any(|start| text.starts_with(start));
        if claims_sum {
            let written: String =
                text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            self.told.push(Told { rule: RuleId::TextSum, cells: BTreeSet::new(), written, wrong: false });
        }
        self.say(&text);
    }
}

fn chinese(value: u32) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let (tens, ones) = (value / 10, value % 10);
    let mut out = String::new();
    if tens > 1 {
        out.push(digits[tens as usize]);
    }
    out.push('十');
    if ones > 0 {
        out.push(digits[ones as usize]);
    }
    out
}
