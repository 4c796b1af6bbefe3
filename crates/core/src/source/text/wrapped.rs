//! Lines that were broken at the width of a page to the sentences that they are.
//!
//! A line goes on where it is as wide as the page and ends no sentence, or ends with a comma, and what follows opens nothing of its own. The number of a page
//! between is passed over. Every character keeps its place.

use super::Placed;
use crate::document::{Block, Text};

/// The narrowest page and the widest, in columns of a terminal. Wider lines were not broken.
const PAGE: std::ops::RangeInclusive<usize> = 40..=200;

/// How much narrower than the page a full line may be: a long word or a mark goes to the next one.
const SLACK: usize = 7;

/// Lines that must be full for a width to be the page's.
const MIN_FULL: usize = 3;

/// Joins what belongs together.
pub(super) fn joined(placed: Vec<Placed>) -> Vec<Block> {
    let Some(page) = page(&placed) else { return placed.into_iter().map(|placed| placed.block).collect() };
    let mut blocks: Vec<Block> = Vec::new();
    // The last line of the paragraph before, where that goes on; how many numbers of pages stand behind it.
    let mut open: Option<usize> = None;
    let mut numbers: Vec<Block> = Vec::new();
    for Placed { block, line } in placed {
        let (Block::Paragraph(text), Some((at, width))) = (&block, line) else {
            open = None;
            blocks.append(&mut numbers);
            blocks.push(block);
            continue;
        };
        if open.is_some() && is_page_number(text.as_str()) {
            numbers.push(block);
            continue;
        }
        let follows = open.is_some_and(|before| !numbers.is_empty() || at == before + 1);
        let goes_on = page.contains(&width) || text.as_str().ends_with(['，', '、']);
        match blocks.last_mut() {
            Some(Block::Paragraph(before)) if follows && !opens(text.as_str()) => {
                numbers.clear();
                let last = before.as_str().chars().next_back().unwrap_or(' ');
                let first = text.as_str().chars().next().unwrap_or(' ');
                // A number is cut anywhere, a word between words.
                let is_number = last.is_ascii_digit() && first.is_ascii_digit();
                if last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() && !is_number {
                    before.push(" ", None);
                }
                before.append(text);
                open = (goes_on && !ends(text.as_str())).then_some(at);
            }
            _ => {
                blocks.append(&mut numbers);
                open = (goes_on && !ends(text.as_str())).then_some(at);
                blocks.push(block);
            }
        }
    }
    blocks.append(&mut numbers);
    blocks
}

/// The widths of full lines, where the text was broken at one: most of them have a mark of a sentence in them, which titles have not.
fn page(placed: &[Placed]) -> Option<std::ops::RangeInclusive<usize>> {
    let widest = placed.iter().filter_map(|placed| Some(placed.line?.1)).max()?;
    let full = widest.saturating_sub(SLACK)..=widest;
    let (mut n_full, mut n_marked) = (0, 0);
    for placed in placed.iter().filter(|placed| placed.line.is_some_and(|(_, width)| full.contains(&width))) {
        n_full += 1;
        let is_marked = |text: &Text| text.as_str().contains(['，', '。', '、', '；', '：', '“', ',']);
        n_marked += usize::from(matches!(&placed.block, Block::Paragraph(text) if is_marked(text)));
    }
    (PAGE.contains(&widest) && n_full >= MIN_FULL && n_marked * 2 > n_full).then_some(full)
}

/// Whether a line ends a sentence, or a list of the kind that goes on in lines.
fn ends(line: &str) -> bool {
    line.trim_end().ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '.', '|'])
}

/// Whether a line opens something: the number of a section or an item, a mark of a list.
fn opens(line: &str) -> bool {
    let line = line.trim_start_matches(['（', '(', '第']);
    let number = line.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    if number.len() < line.len() && number.starts_with(['、', '）', ')', '.', '．', '是']) {
        return true;
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = digits.len() < line.len()
        && digits
            .strip_prefix(['、', '.', '．', '）', ')'])
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    is_item || line.starts_with(['•', '·', '●', '■', '◆', '-', '—', '*', '①', '②', '③', '④', '⑤'])
}

/// `- 3 -`, `第 3 页`, `3 / 12`: the number of a page.
fn is_page_number(line: &str) -> bool {
    let bare = line
        .trim()
        .trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '－' | '第' | '页' | ' ' | '/' | '共'));
    !bare.is_empty()
        && bare.len() <= 9
        && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'/'))
        && bare.len() < line.trim().len()
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let blocks = document(source).expect("a document").blocks;
        let found: Vec<&str> = blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(text) => text.as_str(),
                Block::Table(_) => "表",
            })
            .collect();
        assert_eq!(found, expected);
    }

    const PAGE: &str = "甲区政府办公室2023年政府信息公开年报
一、总体情况
2023年，甲区政府办公室认真贯彻落实条例的各项要求，共收到
政府信息公开申请38件，答复35件，另有3件结转下年度继续办
理，没有因此被申请行政复议，也没有被提起行政诉讼，网站运
- 2 -
行平稳。
（一）主动公开。全年公开信息1024条，比上年有较多增加，受
到好评。
规章 1 0 3
";

    #[test]
    fn broken_lines_join_and_numbers_of_pages_fall_out() {
        check(
            PAGE,
            &[
                "甲区政府办公室2023年政府信息公开年报",
                "一、总体情况",
                "2023年，甲区政府办公室认真贯彻落实条例的各项要求，共收到政府信息公开申请38件，答复35件，另有3件结转下年度继续办理，没有因此被申请行政复议，也没有被提起行政诉讼，网站运行平稳。",
                "（一）主动公开。全年公开信息1024条，比上年有较多增加，受到好评。",
                "表",
            ],
        );
    }

    #[test]
    fn every_character_keeps_its_place() {
        let blocks = document(PAGE).expect("a document").blocks;
        let Block::Paragraph(text) = &blocks[2] else { panic!("a paragraph") };
        for (at, c) in text.as_str().char_indices() {
            let span = text.span(at..at + c.len_utf8()).expect("a place");
            assert_eq!(&PAGE[span.start..span.end], c.to_string());
        }
    }

    #[test]
    fn lines_that_were_not_broken_stay_apart() {
        // No page: the lines are as long as their sentences.
        let title = "甲区政府办公室二〇二三年政府信息公开工作年度报告";
        check(&[title; 4].join("\n"), &[title; 4]);
        let long = "正文，".repeat(60);
        check(&format!("{long}\n{long}\n{long}\n{long}"), &[long.as_str(); 4]);
    }
}
