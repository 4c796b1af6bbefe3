//! The report around its tables: title, preamble, six titled sections. All sentences are our own.
//!
//! Comes in: figures. Goes out: paragraphs, whose figures are those of the tables. Layouts put them in place.

use gouji::{CellId, Decimal, Form, Table};

use crate::figures::Figures;

/// What stands before, between and after the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What stands before the preamble.
    pub opening: Opening,
    /// Whether section 六 is there.
    pub last_section: bool,
    /// Whether section 一 has a list of its own that is numbered 一、二、三、.
    pub own_list: bool,
    /// Whether the preamble names all six sections in a sentence.
    pub contents: bool,
    /// A line that the portal leaves under the report.
    pub closing: Option<&'static str>,
}

/// What stands before the preamble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nothing: the selection began below the title.
    Nothing,
    /// The title.
    Title,
    /// The title, and the date and the counter of the page.
    TitleAndDate,
    /// The portal's table of 索引号, 发布机构, 名称 and so on.
    Metadata,
}

impl Frame {
    /// A whole report and nothing else.
    pub const PLAIN: Frame = Frame {
        opening: Opening::Title,
        last_section: true,
        own_list: false,
        contents: false,
        closing: None,
    };
}

/// The paragraphs of a report.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The title.
    pub title: String,
    /// Everything before section 一.
    pub preamble: Vec<String>,
    /// Titles of the sections, with their numbers.
    pub titles: Vec<String>,
    /// Paragraphs of each section; those of 二, 三 and 四 are empty, their tables stand there.
    pub sections: Vec<Vec<String>>,
}

/// Writes the prose of a report.
pub fn prose(figures: &Figures, frame: &Frame) -> Prose {
    let (organ, year) = (&figures.organ, figures.year);
    let cell = |id: &str| -> Decimal {
        let id: Option<CellId> = id.parse().ok();
        id.and_then(|id| figures.get(id)).unwrap_or_default()
    };
    let mut preamble = vec![format!(
        "按照《中华人民共和国政府信息公开条例》的规定，现公布{organ}{year}年政府信息公开工作年度报告。报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    )];
    if frame.contents {
        preamble.push(
            "报告分为总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分，如有疑问可来电询问。"
                .to_owned(),
        );
    }
    let t4_2019 = figures.forms.get(&Table::T4) == Some(&Form::F2019);
    let titles = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        if t4_2019 {
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
        } else {
            "四、政府信息公开行政复议、行政诉讼情况"
        },
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ];
    let disputes = cell("t4.review.total") + cell("t4.direct.total") + cell("t4.after_review.total");
    let overview = [
        format!(
            "主动公开方面。{year}年本机关通过网站和公开栏及时更新各类栏目，年内制发行政规范性文件{}件，并逐件配发解读材料。",
            cell("t2.normative.made")
        ),
        format!(
            "依申请公开方面。全年新收政府信息公开申请{}件，办结{}件，其中予以公开{}件、部分公开{}件，结转下年度继续办理{}件；涉及行政复议和行政诉讼的共{}件。",
            cell("t3.received.total"),
            cell("t3.total.total"),
            cell("t3.granted.total"),
            cell("t3.partial.total"),
            cell("t3.carried_out.total"),
            disputes.normalize(),
        ),
        "信息管理与平台方面。公文办理时同步确定公开属性，网站栏目按月检查，失效链接当天修复。".to_owned(),
        "监督保障方面。本年组织业务培训2次，参加人员60余人次，社会评议结果良好。".to_owned(),
    ];
    let numbers = if frame.own_list {
        ["一、", "二、", "三、", "四、"]
    } else {
        ["（一）", "（二）", "（三）", "（四）"]
    };
    let mut first = vec![format!("{year}年，本机关把公开透明贯穿于日常工作，各项任务按计划完成。")];
    first.extend(numbers.iter().zip(&overview).map(|(number, text)| format!("{number}{text}")));
    let mut sections = vec![
        first,
        Vec::new(),
        Vec::new(),
        Vec::new(),
        vec![
            "一年来还有两点不足：一是解读形式偏少，图表和短片不多；二是部分栏目更新不够均匀。".to_owned(),
            "今后将从三方面着手：增加图文解读，按季度通报栏目更新情况，加强对经办人员的训练。".to_owned(),
        ],
        vec![format!("{year}年本机关没有收取政府信息公开信息处理费，也没有其他需要报告的事项。")],
    ];
    let mut titles: Vec<String> = titles.map(str::to_owned).into();
    if !frame.last_section {
        titles.pop();
        sections.pop();
    }
    Prose {
        title: format!("{organ}{year}年政府信息公开工作年度报告"), preamble, titles, sections
    }
}

/// The portal's table about the document: names and values, a row of pairs each.
pub fn metadata(figures: &Figures) -> Vec<Vec<String>> {
    let year = figures.year + 1;
    let owned = |row: &[&str]| row.iter().map(|&text| text.to_owned()).collect();
    vec![
        owned(&["索 引 号", &format!("20517733-8-12/{year}-0118003"), "发布机构", &figures.organ]),
        owned(&["公开目录", "政府信息公开年度报告", "发布日期", &format!("{year}-01-18 10:36")]),
        owned(&["名 称", &format!("{}{}年政府信息公开工作年度报告", figures.organ, figures.year)]),
        owned(&["时 效", "有效", "主题分类", "综合政务", "文 号", ""]),
    ]
}
