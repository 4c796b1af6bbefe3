//! Reports made to cost time: sentences of nothing but figures, titles line by line, many tables whose blank cells were dropped.

use gouji::form::{Form, Table};

use super::{FULL, Hostile};

pub(super) const ALL: &[Hostile] = &[
    ("prose of shares", || report(&|at| format!("公开{}件占{}.3%", 7 + at * 3, at % 90), 99, 2_000)),
    ("prose of one long list", || closed("，", 2_000)),
    ("prose of lists in lists", || closed("，其中", 2_000)),
    ("prose of growth", || {
        report(&|at| format!("发布信息{}条，同比增长{}.3%", 700 + at, at % 90), 99, 2_000)
    }),
    ("prose of long numerals", || {
        sections(&format!("收到申请{}件。\n", "一千二百三十四万".repeat(80_000)).repeat(10))
    }),
    ("prose of names put together", || {
        sections(&format!("收到申请38件，{}。\n", "政府信息公开".repeat(1_000)).repeat(1_100))
    }),
    ("prose of characters that stand for many", || {
        sections(&format!("收到申请38件，{}收到申请38件。\n", "\u{fdfa}".repeat(FULL / 3 - 400)))
    }),
    ("prose of years in clauses without end", || untitled(&format!("{}。\n", "2023年甲，".repeat(150_000)))),
    ("prose of words that may lead to a name", || {
        ["政府信息公开。", &"由".repeat(2_000_000), "。\n"].concat().into_bytes()
    }),
    ("prose of days that do not exist", || sections(&format!("{}。\n", "2月31日，".repeat(150_000)))),
    ("rows before the one that they are not", || {
        let head = "三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\t总计\n\
                    一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n（三）不予公开\n";
        let rows = "1.甲乙丙丁词\t5\n".repeat(50_000);
        [head, &rows, "1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"].concat().into_bytes()
    }),
    ("frames that go on below", || {
        ("   0    1  \\\n0  甲  1\n".repeat(22_000) + "一、总体情况\n").into_bytes()
    }),
    // Paragraphs as long as the rules of form read.
    ("prose of empty brackets", || paragraphs("甲()", "")),
    ("prose of days without figures", || paragraphs("年月日", "")),
    ("prose of masks", || paragraphs("X", "")),
    ("prose of masked days", || paragraphs("X月X日", "")),
    ("prose of one word", || paragraphs("甲", "")),
    ("prose of letters and digits", || paragraphs("a1", "")),
    ("prose of one share", || paragraphs("占10%，", "")),
    ("prose of parts joined", || paragraphs("和甲", "本年报共六个部分：总体情况")),
    ("prose of parts named", || paragraphs("总体情况和", "本年报共六个部分：")),
    ("paragraphs of characters that stand for many", || {
        sections(&format!("收到申请38件，{}。\n", "\u{fdfa}".repeat(60_000)).repeat(100))
    }),
    ("a cell of characters that stand for many", || {
        format!("<table><tr><td>予以公开<td>{}</table>", "\u{fdfa}".repeat(FULL / 3 - 400)).into_bytes()
    }),
    ("spaces that do not break", || format!("甲{}乙", "\u{a0}\u{3000}".repeat(FULL / 5)).into_bytes()),
    ("reports in one csv", || {
        let row = |(label, at): (&str, usize)| {
            let figures: Vec<String> = (0..7).map(|column| (at * column).to_string()).collect();
            format!("{label},{}\n", figures.join(","))
        };
        let rows = Table::T3.rows().iter().map(|row| row.label).zip(1..).map(row);
        let report = format!("第三部分,收到和处理政府信息公开申请情况\n{}", rows.collect::<String>());
        report.repeat(700).into_bytes()
    }),
    ("lines of titles", || lines("甲县人民政府办公室关于2023年政府信息公开工作情况的年度报告（2022年度）")),
    ("lines of titles and periods", || {
        lines("本报告所列数据的统计期限为2023年1月1日至2023年12月31日止，2022年政府信息公开年度报告")
    }),
    ("tables whose blanks were dropped", || (0..300).map(table).collect::<String>().into_bytes()),
];

/// A report of paragraphs that repeat a word.
fn paragraphs(word: &str, before: &str) -> Vec<u8> {
    const BYTES: usize = 59_000;
    let paragraph = format!("{before}{}。\n", word.repeat(BYTES / word.len()));
    sections(&paragraph.repeat((FULL - BYTES) / paragraph.len()))
}

/// A report with so many paragraphs of so many parts.
fn report(part: &dyn Fn(usize) -> String, parts: usize, paragraphs: usize) -> Vec<u8> {
    let parts: Vec<String> = (0..parts).map(part).collect();
    sections(&format!("收到申请100000000件，{}。\n", parts.join("，")).repeat(paragraphs))
}

/// A report whose every paragraph is a list that names all its parts and does not add up.
fn closed(joint: &str, paragraphs: usize) -> Vec<u8> {
    let parts: Vec<String> = (0..197).map(|at| format!("甲类{}条", 7 + at * 3)).collect();
    let paragraph = format!("发布信息99991条，其中{}，其他5条。\n", parts.join(joint));
    sections(&paragraph.repeat(paragraphs))
}

fn sections(prose: &str) -> Vec<u8> {
    ["甲县2023年政府信息公开工作年度报告\n".as_bytes(), &untitled(prose)].concat()
}

fn untitled(prose: &str) -> Vec<u8> {
    format!(
        "一、总体情况\n{prose}二、主动公开政府信息情况\n\
         三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n\
         五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    )
    .into_bytes()
}

/// As many lines as are read.
fn lines(line: &str) -> Vec<u8> {
    let line = format!("{line}\n");
    line.repeat((FULL / line.len()).min(190_000)).into_bytes()
}

/// Table 3 with whole totals and three figures in every other row.
fn table(nth: usize) -> String {
    let mut html = format!(
        "<p>甲{nth}县2023年政府信息公开工作年度报告<p>三、收到和处理政府信息公开申请情况<p>申请人情况<p>自然人"
    );
    for row in Table::T3.rows().iter().filter(|row| row.is_in(Form::F2021)) {
        let figures = match row.key {
            "received" | "total" => vec![100, 100, 100, 100, 100, 100, 600 + nth],
            "carried_in" | "carried_out" => vec![0; 7],
            _ => vec![3, 2, 1],
        };
        html.push_str(&format!("<p>{}", row.label));
        html.extend(figures.iter().map(|figure| format!("<p>{figure}")));
    }
    html + "\n"
}
