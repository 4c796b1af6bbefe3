//! The sentence that says what a finding is about, in Chinese or English.

use super::{Figure, Finding, LeftOut, Pairing, Problem, Role, Whose};
use crate::equation::Sums;
use crate::form::{CellId, SECTIONS, Table};
use crate::lang::Lang;
use crate::plain::{plain, shown};
use crate::report::Flaw;
use crate::rule::{READING, RuleId};
use rust_decimal::Decimal;

impl Finding {
    /// One sentence: what was found, what was expected, and where. What it quotes of a document is [`plain`].
    pub fn message(&self, lang: Lang) -> String {
        plain(&match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        })
    }

    fn zh(&self) -> String {
        let number = |n: u8| SECTIONS.get(n as usize - 1).map_or('？', |section| section.number);
        match &self.problem {
            Problem::Unequal | Problem::BlankTotal => self.equation_zh(),
            Problem::Flaw { flaw, raw } => {
                let raw = shown(raw);
                let what = match flaw {
                    Flaw::NotANumber => "不是数字",
                    Flaw::Negative => "是负数，这里只能填不小于零的数",
                    Flaw::Fraction => "带有小数，这里只能填整数",
                    Flaw::TrailingWords => "数字后面有多余的文字",
                };
                format!("“{}”填的是“{raw}”，{what}", self.cells_label())
            }
            Problem::SectionMissing { number: n } => {
                format!("缺少第{}部分“{}”", number(*n), SECTIONS[*n as usize - 1].title)
            }
            Problem::SectionOrder { number: n, after } => {
                format!("第{}部分排在了第{}部分之后，顺序与规定格式不同", number(*n), number(*after))
            }
            Problem::TableMissing { table } => {
                format!("没有读到“{}”的表格；若表格是图片，则无法读取和核对", table.title())
            }
            Problem::OtherYear { expected, found } => {
                format!("年份不一致：此处为{found}年，而报告年度为{expected}年")
            }
            Problem::Across { figures, blank } => self.across_zh(figures, *blank),
            Problem::Copied { prior, table, figures, stuck } => {
                let (what, stuck) =
                    (copied_zh(*table), if *stuck { "，其中有按上年数字必然变动的" } else { "" });
                format!("{what}与{}完全相同（{figures} 个数字{stuck}），疑似沿用上年内容", whose_zh(prior))
            }
            Problem::Pair { why, prior, year } => pair_zh(*why, prior, *year),
            Problem::LeftOut { members, counted } => {
                let member = |(whose, why): &(Whose, LeftOut)| {
                    format!("{}（{}）", name_zh(whose), why.label(Lang::Zh))
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{} 份年报未计入汇总：{}；已计入 {counted} 份", members.len(), members.join("、"))
            }
            Problem::NoAuthority { organ, figures } => format!(
                "{organ}没有规章制定权，“规章”一行却填有{}，请核对是否填错了行或列",
                authority_cells(figures, "、")
            ),
            Problem::PartOfYear => "统计期限不是一个完整年度（当年1月1日至12月31日）".to_owned(),
            Problem::NoSuchDay { month, day } => format!("日期有误：{month}月没有{day}日"),
            Problem::Claimed { figure } => {
                format!("正文写“{figure}”，表中{}为 {}", self.claimed_cells(Lang::Zh), self.right())
            }
            Problem::ClaimedSum { figure } => {
                format!("正文总数写“{figure}”，所列各项之和为 {}", self.right())
            }
            Problem::ClaimedPercent { figure } => {
                format!("正文写“{figure}”，按相关数字计算为 {}%", self.right())
            }
            Problem::Ambiguous { table, cells } => format!(
                "“{}”中有{cells}个单元格无法确定属于哪一列（复制时空白单元格被略去），未据此判错，请对照原表",
                table.title()
            ),
            Problem::Doubtful { table, apart: true, .. } => format!(
                "“{}”的数字与行、列对不上，表格在复制或转换时已经散开，未据此判错；请从原网页或原文件中复制整张表格，再核对一次",
                table.title()
            ),
            Problem::Doubtful { table, labels, apart: false } => format!(
                "“{}”中这些地方存疑：{}。按现有文字各数不相符，但也可能是复制时数字丢失、连写或错位所致，未据此判错，请对照原表",
                table.title(),
                labels.join("；")
            ),
            Problem::Unsure { table, labels } => format!(
                "“{}”是从图片读取的，这些单元格没有读准：{}。请先对照图片看这里，确定后再看其他；未据此判错",
                table.title(),
                labels.join("；")
            ),
            Problem::BySums { table, labels } => format!(
                "“{}”是从图片读取的，这些单元格两种读法不一致，按勾稽关系只有一种读法能使全部等式成立，已据此认定：{}",
                table.title(),
                labels.join("；")
            ),
            Problem::Counted { table } => {
                format!("“{}”的表头残缺，各数字按先后顺序对应到列", table.title())
            }
            Problem::FirstIsNatural => {
                "复制时空白单元格被略去；各行第一个数按“自然人”列理解，其余见无法确定的单元格".to_owned()
            }
            Problem::MissingRows { table, labels } => {
                format!("“{}”中没有读到这些行，未核对：{}", table.title(), labels.join("；"))
            }
            Problem::Several { titles } => format!(
                "内容中有{}份年报，目前核对的是其中一份：{}",
                titles.len(),
                list(titles, "未写明标题", "；")
            ),
            Problem::Form(departure) => {
                let source = written(self.rule, "；见");
                format!("{}；{}{source}", departure.stands.zh, departure.should.zh)
            }
            Problem::Fragment => "只有年报的一部分，未检查各部分标题是否齐全".to_owned(),
        }
    }

    fn en(&self) -> String {
        match &self.problem {
            Problem::Unequal | Problem::BlankTotal => self.equation_en(),
            Problem::Flaw { flaw, raw } => {
                let raw = shown(raw);
                let what = match flaw {
                    Flaw::NotANumber => "is not a number",
                    Flaw::Negative => "is negative, where only zero or more fits",
                    Flaw::Fraction => "has decimals, where only a whole number fits",
                    Flaw::TrailingWords => "has words after the number",
                };
                format!("“{}” holds “{raw}”, which {what}", self.cells_label())
            }
            Problem::SectionMissing { number } => {
                let section = &SECTIONS[*number as usize - 1];
                format!("Section {} “{}” is missing", section.number, section.title)
            }
            Problem::SectionOrder { number, after } => {
                format!("Section {number} stands after section {after}, against the form's order")
            }
            Problem::TableMissing { table } => format!(
                "The table of “{}” was not found; a table that is a picture cannot be read",
                table.title()
            ),
            Problem::OtherYear { expected, found } => {
                format!("Years differ: {found} here, while the report is on {expected}")
            }
            Problem::Across { figures, blank } => self.across_en(figures, *blank),
            Problem::Copied { prior, table, figures, stuck } => {
                let what = match table {
                    Some(table) => format!("The table of “{}” is", table.title()),
                    None => "Whole paragraphs are, but for the year,".to_owned(),
                };
                let stuck = if *stuck { ", one of which had to change" } else { "" };
                format!(
                    "{what} the same as in {}: {figures} figures{stuck}; probably copied from it",
                    whose_en(prior)
                )
            }
            Problem::Pair { why, prior, year } => pair_en(*why, prior, *year),
            Problem::LeftOut { members, counted } => {
                let member =
                    |(whose, why): &(Whose, LeftOut)| format!("{} ({})", name_en(whose), why.label(Lang::En));
                let members: Vec<String> = members.iter().map(member).collect();
                format!("Not added up: {}; {counted} added up", members.join(", "))
            }
            Problem::NoAuthority { organ, figures } => format!(
                "{organ} has no power to make regulations (规章), yet the row holds {}: check for a value in the wrong row or column",
                authority_cells(figures, ", ")
            ),
            Problem::PartOfYear => {
                "The period of the figures is not a whole year (1 January to 31 December)".to_owned()
            }
            Problem::NoSuchDay { month, day } => {
                const MONTHS: [&str; 12] = [
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December",
                ];
                let month = usize::from(*month).checked_sub(1).and_then(|month| MONTHS.get(month));
                format!("A date that does not exist: {} has no day {day}", month.unwrap_or(&"the month"))
            }
            Problem::Claimed { figure } => {
                format!(
                    "The prose says “{figure}”; in the tables {} is {}",
                    self.claimed_cells(Lang::En),
                    self.right()
                )
            }
            Problem::ClaimedSum { figure } => {
                format!(
                    "The prose gives “{figure}” as the whole; the parts it lists add up to {}",
                    self.right()
                )
            }
            Problem::ClaimedPercent { figure } => {
                format!("The prose says “{figure}”; from the figures it is {}%", self.right())
            }
            Problem::Ambiguous { table, cells } => format!(
                "The columns of {cells} cells of “{}” cannot be told, because blank cells were lost in copying; no error is reported for them: compare with the original",
                table.title()
            ),
            Problem::Doubtful { table, apart: true, .. } => format!(
                "Figures, rows and columns of “{}” do not go together: the table came apart in copying, and nothing is called wrong on it; copy the whole table from the original page or file and check again",
                table.title()
            ),
            Problem::Doubtful { table, labels, apart: false } => format!(
                "In doubt in “{}”: {}. The figures as they stand do not add up, but a figure lost, run together or moved in copying would explain it; no error is reported for them: compare with the original",
                table.title(),
                labels.join("; ")
            ),
            Problem::Unsure { table, labels } => format!(
                "“{}” was read from a picture, and these cells were not read for sure: {}. Look here first and compare with the picture; nothing is called wrong on them",
                table.title(),
                labels.join("; ")
            ),
            Problem::BySums { table, labels } => format!(
                "“{}” was read from a picture; on these cells the two readers differed, and only one reading makes every sum true, which was taken: {}",
                table.title(),
                labels.join("; ")
            ),
            Problem::Counted { table } => format!(
                "The header of “{}” is torn; figures were given to columns in their order",
                table.title()
            ),
            Problem::FirstIsNatural => {
                "Blank cells were lost in copying; the first figure of a row was taken for 自然人".to_owned()
            }
            Problem::MissingRows { table, labels } => format!(
                "These rows of “{}” were not found and not checked: {}",
                table.title(),
                labels.join("; ")
            ),
            Problem::Several { titles } => format!(
                "{} reports were given, and one of them is checked: {}",
                titles.len(),
                list(titles, "untitled", "; ")
            ),
            Problem::Form(departure) => {
                let source = written(self.rule, "; see ");
                format!("{}; {}{source}", departure.stands.en, departure.should.en)
            }
            Problem::Fragment => {
                "Only part of a report was given; its section titles were not checked".to_owned()
            }
        }
    }

    /// The right side's value.
    fn right(&self) -> String {
        self.equation.as_ref().map(|(_, sums)| sums.right.normalize().to_string()).unwrap_or_default()
    }

    /// The cells that a claim speaks of; of a long sum the first, and how many follow.
    fn claimed_cells(&self, lang: Lang) -> String {
        const SHOWN: usize = 2;
        let label = |cell: &CellId| format!("“{}”", cell.label());
        let shown: Vec<String> = self.cells.iter().take(SHOWN).map(label).collect();
        match (self.cells.len(), lang) {
            (count @ 3.., Lang::Zh) => format!("{}等{count}格之和", shown[0]),
            (count @ 3.., Lang::En) => format!("the sum of {count} cells from {} on", shown[0]),
            _ => shown.join(" + "),
        }
    }

    fn cells_label(&self) -> String {
        self.cells.first().map(|cell| cell.label()).unwrap_or_default()
    }

    /// The place of the equation in words, its total, and both sums.
    fn equation_zh(&self) -> String {
        let Some((equation, Sums { left, right })) = &self.equation else { return String::new() };
        let Some(total) = equation.right.terms.first().map(|term| term.cell) else {
            return format!("两边不相等：{left} 与 {right}");
        };
        let blank = self.problem == Problem::BlankTotal;
        let right = if blank { "空白".to_owned() } else { format!("{right}") };
        match equation.rule {
            RuleId::T3RowTotal => {
                format!("“{}”一行：各类申请人之和为 {left}，总计为{}{right}", total.row_label(), pad(blank))
            }
            RuleId::T3ResultTotal => format!(
                "“{}”一列：各项办理结果之和为 {left}，（七）总计为{}{right}",
                total.column_spec().label,
                pad(blank)
            ),
            RuleId::T3Balance => format!(
                "“{}”一列：本年新收加上年结转为 {left}，办理结果总计加结转下年度为 {right}",
                total.column_spec().label
            ),
            RuleId::T2InForce => format!(
                "“{}”一行：本年制发减本年废止为 {left}，现行有效件数却为{}{right}；若有制发后尚未施行的，请核实",
                total.row_label(),
                pad(blank)
            ),
            _ => format!(
                "{}：维持、纠正、其他、未审结之和为 {left}，总计为{}{right}",
                total.label().split('·').next().unwrap_or_default(),
                pad(blank)
            ),
        }
    }

    fn equation_en(&self) -> String {
        let Some((equation, Sums { left, right })) = &self.equation else { return String::new() };
        let Some(total) = equation.right.terms.first().map(|term| term.cell) else {
            return format!("Both sides differ: {left} and {right}");
        };
        let right = match self.problem {
            Problem::BlankTotal => "left blank".to_owned(),
            _ => format!("{right}"),
        };
        match equation.rule {
            RuleId::T3RowTotal => {
                format!("Row “{}”: applicants add up to {left}, the 总计 is {right}", total.row_label())
            }
            RuleId::T3ResultTotal => format!(
                "Column “{}”: outcomes add up to {left}, （七）总计 is {right}",
                total.column_spec().label
            ),
            RuleId::T3Balance => format!(
                "Column “{}”: received plus carried in is {left}, handled plus carried out is {right}",
                total.column_spec().label
            ),
            RuleId::T2InForce => format!(
                "Row “{}”: made less repealed this year is {left}, yet the documents in force are {right}; make sure that some are not in force yet",
                total.row_label()
            ),
            _ => format!(
                "{}: the results add up to {left}, the 总计 is {right}",
                total.label().split('·').next().unwrap_or_default()
            ),
        }
    }
}

impl Finding {
    /// Both numbers with their years, cells and organs.
    fn across_zh(&self, figures: &[Figure], blank: bool) -> String {
        let Some((equation, sums)) = &self.equation else { return String::new() };
        let cell = self.cells_label();
        let own = if blank { "为空白".to_owned() } else { format!("为 {}", sums.right.normalize()) };
        match (equation.rule, figures) {
            (RuleId::PriorCarry, [figure]) => format!(
                "{}“{}”为 {}，本年“{cell}”{own}，两者应当相等",
                whose_zh(&figure.report),
                figure.cell.label(),
                amount(figure, "空白"),
            ),
            (RuleId::PriorValid, [figure]) => format!(
                "{}“{}”为 {}，加本年制发、减本年废止后为 {}，本年“{cell}”{own}；若有文件到期失效或移交，请核实",
                whose_zh(&figure.report),
                figure.cell.label(),
                amount(figure, "空白"),
                sums.left.normalize(),
            ),
            _ => {
                let parts = parts(figures, name_zh);
                let parts =
                    if parts.is_empty() { String::new() } else { format!("（{}）", parts.join("，")) };
                format!("“{cell}”：所列单位之和为 {}{parts}，汇总年报{own}", sums.left.normalize())
            }
        }
    }

    fn across_en(&self, figures: &[Figure], blank: bool) -> String {
        let Some((equation, sums)) = &self.equation else { return String::new() };
        let cell = self.cells_label();
        let own = if blank { "is left blank".to_owned() } else { format!("is {}", sums.right.normalize()) };
        match (equation.rule, figures) {
            (RuleId::PriorCarry, [figure]) => format!(
                "“{}” is {} in {}, “{cell}” {own} in this one: they should be equal",
                figure.cell.label(),
                amount(figure, "blank"),
                whose_en(&figure.report),
            ),
            (RuleId::PriorValid, [figure]) => format!(
                "“{}” is {} in {}; with what was made and repealed since that is {}, “{cell}” {own} in this one: make sure that documents lapsed or were handed over",
                figure.cell.label(),
                amount(figure, "blank"),
                whose_en(&figure.report),
                sums.left.normalize(),
            ),
            _ => {
                let parts = parts(figures, name_en);
                let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
                format!(
                    "“{cell}”: the members add up to {}{parts}, the parent's {own}",
                    sums.left.normalize()
                )
            }
        }
    }
}

/// A sentence names so many members at most; the equation has them all.
const MAX_PARTS: usize = 12;

/// Members with their figures, without those that add nothing.
fn parts(figures: &[Figure], name: fn(&Whose) -> String) -> Vec<String> {
    let adds = |figure: &&Figure| figure.value.is_some_and(|value| !value.is_zero());
    let parts =
        figures.iter().filter(adds).map(|figure| format!("{} {}", name(&figure.report), amount(figure, "")));
    let mut parts: Vec<String> = parts.collect();
    if parts.len() > MAX_PARTS {
        parts.truncate(MAX_PARTS);
        parts.push("…".to_owned());
    }
    parts
}

fn amount(figure: &Figure, blank: &str) -> String {
    figure.value.map_or_else(|| blank.to_owned(), |value| value.normalize().to_string())
}

fn copied_zh(table: Option<Table>) -> String {
    table.map_or_else(|| "除年份外，正文有整段文字".to_owned(), |table| format!("“{}”的表格", table.title()))
}

/// `上年（2022年）年报`.
fn whose_zh(whose: &Whose) -> String {
    whose.year.map_or_else(|| "上年年报".to_owned(), |year| format!("上年（{year}年）年报"))
}

fn whose_en(whose: &Whose) -> String {
    whose.year.map_or_else(|| "last year's report".to_owned(), |year| format!("last year's report ({year})"))
}

fn name_zh(whose: &Whose) -> String {
    match (&whose.name, whose.role) {
        (Some(name), _) => name.clone(),
        (None, Role::Prior) => "上年年报".to_owned(),
        (None, Role::Member(nth)) => format!("第{nth}份"),
    }
}

fn name_en(whose: &Whose) -> String {
    match (&whose.name, whose.role) {
        (Some(name), _) => name.clone(),
        (None, Role::Prior) => "last year's report".to_owned(),
        (None, Role::Member(nth)) => format!("report {nth}"),
    }
}

fn pair_zh(why: Pairing, prior: &Whose, year: Option<u16>) -> String {
    let name = name_zh(prior);
    let year_of = |year: Option<u16>| year.map_or_else(|| "年份不详".to_owned(), |year| format!("{year}年"));
    let (this, last) = (year_of(year), year_of(prior.year));
    match why {
        Pairing::Unread => format!("上年度年报（{name}）没有读到表格，未作比较"),
        Pairing::SameYear => format!("所选的上年度年报（{name}）与本报告同为{this}，不是上一年，未作比较"),
        Pairing::Swapped => format!("所选的上年度年报（{last}）晚于本报告（{this}），可能放反了，未作比较"),
        Pairing::Gap => format!("所选的上年度年报为{last}，本报告为{this}，中间隔了年份，未作比较"),
        Pairing::OtherOrgan => format!("所选的上年度年报是“{name}”的，与本报告不是同一机关，未作比较"),
        Pairing::Unidentified => "两份年报的机关和年份都无法对应，未作比较；请连同标题一起提供".to_owned(),
        Pairing::NamesDiffer => format!("上年度年报的机关名称为“{name}”，与本报告略有不同，已按同一机关比较"),
        Pairing::OrganUnknown => {
            format!("有一份年报没有读到机关名称，已按同一机关比较（{last}与{this}）")
        }
        Pairing::YearUnknown => format!("有一份年报没有读到年份（{last}与{this}），已按相邻两年比较"),
    }
}

fn pair_en(why: Pairing, prior: &Whose, year: Option<u16>) -> String {
    let name = name_en(prior);
    let year_of = |year: Option<u16>| year.map_or_else(|| "no year".to_owned(), |year| year.to_string());
    let (this, last) = (year_of(year), year_of(prior.year));
    match why {
        Pairing::Unread => format!("No table was read in last year's report ({name}); not compared"),
        Pairing::SameYear => {
            format!("The report given as last year's ({name}) is on {this} as well; not compared")
        }
        Pairing::Swapped => {
            format!(
                "The report given as last year's ({last}) is later than this one ({this}): swapped, perhaps; not compared"
            )
        }
        Pairing::Gap => {
            format!(
                "The report given as last year's is on {last}, this one on {this}: years lie between; not compared"
            )
        }
        Pairing::OtherOrgan => {
            format!("The report given as last year's is “{name}”'s, another organ's; not compared")
        }
        Pairing::Unidentified => {
            "Neither organs nor years can be compared; not compared: give the titles too".to_owned()
        }
        Pairing::NamesDiffer => format!(
            "Last year's report names the organ “{name}”, a little differently; compared as one organ's"
        ),
        Pairing::OrganUnknown => {
            format!("One of the reports names no organ; compared as one organ's ({last} and {this})")
        }
        Pairing::YearUnknown => {
            format!("One of the reports names no year ({last}, {this}); compared as two years running")
        }
    }
}

/// `本年制发件数 2、现行有效件数 5`.
fn authority_cells(figures: &[(CellId, Decimal)], separator: &str) -> String {
    let cells =
        figures.iter().map(|(cell, value)| format!("{} {}", cell.column_spec().label, value.normalize()));
    cells.collect::<Vec<_>>().join(separator)
}

fn list(titles: &[Option<String>], unknown: &str, separator: &str) -> String {
    let titles: Vec<&str> = titles.iter().map(|title| title.as_deref().unwrap_or(unknown)).collect();
    titles.join(separator)
}

/// A space between a Chinese word and a figure; none between two words.
const fn pad(blank: bool) -> &'static str {
    if blank { "" } else { " " }
}

/// Where it is written, where that is not in the report itself.
fn written(rule: RuleId, see: &str) -> String {
    match rule.explain(Lang::Zh).source {
        READING => String::new(),
        source => format!("{see}{source}"),
    }
}
