//! Two copies of one report: the page and its download, the version before and the one after.
//!
//! Comes in: two [`Report`]s. Goes out: [`Differences`], cell by cell and sentence by sentence. Which copy is right is not for us to say.

use std::collections::BTreeMap;

use crate::finding::Quote;
use crate::form::CellId;
use crate::lang::Lang;
use crate::likeness::{Sentence, sentences};
use crate::order;
use crate::report::{Report, State};
use crate::value::normal::joined;

/// What two copies of a report differ in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Cells that hold something else, in the order of the form.
    pub cells: Vec<CellDifference>,
    /// Cells that one copy has or that were read in one copy alone: they could not be compared.
    pub uncompared: Vec<CellId>,
    /// Cells that were compared.
    pub compared: usize,
    /// Sentences that differ in figures or in the organ's name alone: as the first copy has them, and as the second.
    pub changed: Vec<(Quote, Quote)>,
    /// Sentences that only the first copy has.
    pub only_first: Vec<Quote>,
    /// Sentences that only the second copy has.
    pub only_second: Vec<Quote>,
    /// Sentences that both have.
    pub same: usize,
}

/// A cell that holds something else in each copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDifference {
    /// The cell.
    pub cell: CellId,
    /// What the first copy has there, empty where it is blank.
    pub first: String,
    /// What the second copy has there.
    pub second: String,
}

impl Differences {
    /// Whether the copies say the same, as far as both were read.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
            && self.changed.is_empty()
            && self.only_first.is_empty()
            && self.only_second.is_empty()
    }

    /// How much differs, and how much was compared; then what could not be compared, where there is such.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let Differences { cells, uncompared, compared, changed, only_first, only_second, same } = self;
        let sentences = changed.len() + only_first.len() + only_second.len();
        let mut lines = vec![match lang {
            Lang::Zh if self.is_empty() => format!("两份内容一致：比较了 {compared} 格、{same} 句"),
            Lang::Zh => {
                format!("{} 格不同（比较了 {compared} 格），{sentences} 句不同（{same} 句相同）", cells.len())
            }
            Lang::En if self.is_empty() => {
                format!("no difference in {compared} cells and {same} sentences")
            }
            Lang::En => format!(
                "{} of {compared} cells differ, {sentences} sentences differ ({same} are the same)",
                cells.len()
            ),
        }];
        if !uncompared.is_empty() {
            let count = uncompared.len();
            lines.push(match lang {
                Lang::Zh => format!("{count} 格只在一份中读到，没有比较"),
                Lang::En => format!("{count} cells were read in one copy alone, and not compared"),
            });
        }
        lines
    }
}

/// Compares two copies. White space, width and script of characters, and quotation marks are no difference, nor is `1,024` for `1024`; a blank cell and a
/// zero are one.
pub fn compare(first: &Report, second: &Report) -> Differences {
    let mut differences = Differences::default();
    for cell in order::set(first.cells.keys().chain(second.cells.keys()).copied()) {
        let (Some(one), Some(two)) = (written(first, cell), written(second, cell)) else {
            differences.uncompared.push(cell);
            continue;
        };
        differences.compared += 1;
        let is_same = match (first.value(cell), second.value(cell)) {
            (Some(one), Some(two)) => one == two,
            _ => joined(&one) == joined(&two),
        };
        if !is_same {
            differences.cells.push(CellDifference { cell, first: one, second: two });
        }
    }
    prose(first, second, &mut differences);
    differences
}

/// What stands in a cell; none where it is not known.
fn written(report: &Report, cell: CellId) -> Option<String> {
    let cell = report.cells.get(&cell)?;
    match cell.state {
        State::Ambiguous | State::Missing => None,
        State::Blank => Some(String::new()),
        State::Number(value) => {
            Some(cell.raw.as_deref().map_or_else(|| value.to_string(), |raw| raw.trim().to_owned()))
        }
        State::Malformed => Some(cell.raw.as_deref().unwrap_or_default().trim().to_owned()),
    }
}

/// Sentences of the six sections. Before the first stands a page's menu, and behind the last its foot, which no download has: of the last section only what
/// stands before the first paragraph without a full stop counts.
fn prose(first: &Report, second: &Report, differences: &mut Differences) {
    let (one, two) = (told(first), told(second));
    let mut open: BTreeMap<u64, usize> = BTreeMap::new();
    for sentence in &two {
        *open.entry(sentence.exact).or_default() += 1;
    }
    let mut take = |sentence: &&Sentence| match open.get_mut(&sentence.exact) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let here: Vec<&Sentence> = one.iter().filter(&mut take).collect();
    differences.same = one.len() - here.len();
    // What is left over of the second copy, the later ones of equal sentences first.
    let mut there: Vec<&Sentence> = Vec::new();
    for sentence in two.iter().rev() {
        if let Some(left) = open.get_mut(&sentence.exact).filter(|left| **left > 0) {
            *left -= 1;
            there.push(sentence);
        }
    }
    // Those that differ in figures or in the organ's name alone, by what they say: the earliest is taken first, which is the last in its list.
    let mut like: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, sentence) in there.iter().enumerate() {
        like.entry(sentence.hash).or_default().push(at);
    }
    let mut there: Vec<Option<&Sentence>> = there.into_iter().map(Some).collect();
    for sentence in here {
        let Some(own) = sentence.quote(first) else { continue };
        let other = like.get_mut(&sentence.hash).and_then(Vec::pop);
        match other.and_then(|at| there.get_mut(at)?.take()) {
            Some(other) => differences.changed.extend(other.quote(second).map(|other| (own, other))),
            None => differences.only_first.push(own),
        }
    }
    let rest = there.into_iter().rev().flatten();
    differences.only_second.extend(rest.filter_map(|sentence| sentence.quote(second)));
}

fn told(report: &Report) -> Vec<Sentence> {
    let last = report.prose.iter().enumerate().filter(|(_, prose)| prose.section == 6);
    let foot = last
        .skip_while(|(_, prose)| prose.text.as_str().contains(['。', '｡']))
        .map(|(index, _)| index)
        .next();
    let mut all = sentences(report, |section| section > 0);
    all.retain(|sentence| foot.is_none_or(|foot| sentence.prose < foot));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, read};

    fn report(first: &str, figures: &str, foot: &str) -> Report {
        let text = format!(
            "首页 新闻 公开\n清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{first}\n四、政府信息公开行政复议、行政诉讼情况\n\
            行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            {figures}\n五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。\n{foot}"
        );
        read(Input::text(&text), 0).expect("a report")
    }

    const FIGURES: &str = "0\t1,024\t0\t0\t1024\t1\t0\t0\t1\t2\t0\t0\t0\t0\t0";

    #[test]
    fn a_copy_is_no_difference_however_it_is_set() {
        let page =
            report("全年主动公开 120 条，答复申请 7 件。“两微一端”运行平稳。", FIGURES, "上一篇\n打印本页");
        let download = report(
            "全年主动公开120条，答复申请7件。两微一端运行平稳。",
            &FIGURES.replace("1,024", "1024"),
            "",
        );
        let differences = compare(&page, &download);
        assert!(differences.is_empty(), "{differences:?}");
        assert_eq!((differences.compared, differences.uncompared.len(), differences.same), (15, 0, 4));
    }

    #[test]
    fn cells_and_sentences_that_differ_are_told() {
        let before = report("全年主动公开120条。新建了一个专栏。按月检查更新。", FIGURES, "");
        let after = report(
            "全年主动公开210条。按月检查更新。按月检查更新。",
            &FIGURES.replacen("0\t1,024", "3\t1,024", 1),
            "",
        );
        let differences = compare(&before, &after);
        let cells: Vec<(String, &str, &str)> = differences
            .cells
            .iter()
            .map(|d| (d.cell.to_string(), d.first.as_str(), d.second.as_str()))
            .collect();
        assert_eq!(cells, [("t4.review.upheld".to_owned(), "0", "3")]);
        let texts = |quotes: &[Quote]| quotes.iter().map(|quote| quote.text.clone()).collect::<Vec<_>>();
        let changed: Vec<(&str, &str)> =
            differences.changed.iter().map(|(one, two)| (one.text.as_str(), two.text.as_str())).collect();
        assert_eq!(changed, [("全年主动公开120条", "全年主动公开210条")]);
        assert_eq!(texts(&differences.only_first), ["新建了一个专栏"]);
        assert_eq!(texts(&differences.only_second), ["按月检查更新"]);
    }

    #[test]
    fn the_earliest_sentence_of_its_kind_is_the_other_side() {
        let before = report("公开了1件。公开了2件。公开了3件。", FIGURES, "");
        let after = report("公开了4件。公开了2件。公开了5件。公开了6件。", FIGURES, "");
        let differences = compare(&before, &after);
        let changed: Vec<(&str, &str)> =
            differences.changed.iter().map(|(one, two)| (one.text.as_str(), two.text.as_str())).collect();
        assert_eq!(changed, [("公开了1件", "公开了4件"), ("公开了3件", "公开了5件")]);
        let rest: Vec<&str> = differences.only_second.iter().map(|quote| quote.text.as_str()).collect();
        assert_eq!((differences.only_first.len(), rest), (0, vec!["公开了6件"]));
    }

    #[test]
    fn what_one_copy_alone_has_is_not_called_equal() {
        let whole = report("全年平稳。", FIGURES, "");
        let mut part = whole.clone();
        part.cells.retain(|cell, _| cell.to_string() != "t4.review.total");
        assert_eq!(compare(&whole, &part).uncompared.len(), 1);
    }
}
