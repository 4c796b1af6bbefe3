//! Section titles: which line is one, and which of several candidates is the section's.
//!
//! A title counts at the start of a line: preambles repeat all six in one sentence, and section 一 may have its own
//! 一、二、三、 list, so of all candidates for a number the one nearest to the official title is taken.

use crate::form::SECTIONS;
use crate::value::normal;

/// Lines longer than this are sentences.
const MAX_TITLE: usize = 40;

/// How near a title with another number must be to the official one.
const RENUMBERED: f64 = 0.8;

/// A line that may be the title of a section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// 1 to 6.
    pub(super) number: u8,
    /// 0 to 1: how near it is to the official title.
    pub(super) score: f64,
    /// It carries another number than the form gives it.
    pub(super) is_renumbered: bool,
}

/// Tells whether a line is a section's title.
pub(super) fn candidate(line: &str) -> Option<Candidate> {
    // Most lines of a page are menu entries and sentences: they are told by their length.
    let bytes = line.trim().len();
    if !(9..=MAX_TITLE * 6).contains(&bytes) {
        return None;
    }
    let text = normal::joined(line);
    let length = text.chars().count();
    if !(3..=MAX_TITLE).contains(&length) || text.ends_with(['。', ';', '；']) {
        return None;
    }
    let similarity = |index: usize, title: &str| {
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        strsim::normalized_levenshtein(&bare(title), &bare(SECTIONS[index].title))
    };
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if let Some(index) = SECTIONS.iter().position(|section| section.number == first) {
        let title = rest.trim_start_matches(['、', '.', ',', '．', '，', ':', '：']);
        let marked = SECTIONS[index].marks.iter().any(|mark| title.contains(mark));
        if title.len() == rest.len() {
            return None;
        }
        // Whose own parts are numbered before the tables begins again at 一.
        let score = similarity(index, title);
        let other = (0..6).filter(|&other| other != index).map(|other| (other, similarity(other, title)));
        let other = other.max_by(|left, right| left.1.total_cmp(&right.1));
        return match other.filter(|&(_, other)| other >= RENUMBERED && other > score) {
            Some((other, score)) => {
                Some(Candidate { number: other as u8 + 1, score: score - 0.02, is_renumbered: true })
            }
            None => marked.then_some(Candidate { number: index as u8 + 1, score, is_renumbered: false }),
        };
    }
    // A title whose number is drawn by a list or a style sheet. On a portal's page hundreds of lines come here: most share too few
    // characters with any title.
    let bits = normal::bits(text.chars());
    let shares = |index: usize, has: &dyn Fn(char) -> bool| {
        SECTIONS[index].title.chars().filter(|&c| has(c)).count() * 10 >= length * 8
    };
    let may_be = |&index: &usize| {
        shares(index, &|c| bits & normal::bits([c]) != 0) && shares(index, &|c| text.contains(c))
    };
    let best = (0..6).filter(may_be).map(|index| (index, similarity(index, &text)));
    let (index, score) = best.max_by(|left, right| left.1.total_cmp(&right.1))?;
    (score >= 0.8).then_some(Candidate { number: index as u8 + 1, score: score - 0.05, is_renumbered: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_their_variants() {
        for (line, number) in [
            ("一、总体情况", 1),
            ("一、總體情況", 1),
            ("二、主动公开政府信息情况", 2),
            ("三、收到和处理政府信息公开申请情况", 3),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
            ("五、存在的主要问题及改进措施", 5),
            ("六．其他需要报告的事项", 6),
            ("主动公开政府信息情况", 2),
        ] {
            assert_eq!(candidate(line).map(|found| found.number), Some(number), "{line}");
        }
    }

    #[test]
    fn titles_under_another_number() {
        for (line, number) in [
            ("一、主动公开政府信息情况", 2),
            ("二、收到和处理政府信息公开申请情况", 3),
            ("三、政府信息公开行政复议、行政诉讼情况", 4),
            ("五、其他需要报告的事项", 6),
        ] {
            let found = candidate(line).map(|found| (found.number, found.is_renumbered));
            assert_eq!(found, Some((number, true)), "{line}");
        }
        for line in ["二、工作机制保障", "三、主动公开工作情况", "五、政府信息管理", "六、平台建设"]
        {
            assert_eq!(candidate(line), None, "{line}");
        }
    }

    #[test]
    fn sentences_and_rows_are_no_titles() {
        for line in [
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "三、本年度办理结果",
            "四、结转下年度继续办理",
            "一是主动公开。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
        ] {
            assert_eq!(candidate(line), None, "{line}");
        }
    }
}
