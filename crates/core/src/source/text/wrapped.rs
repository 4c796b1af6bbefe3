//! Lines that were broken at the width of a page to the sentences that they are.
//!
//! A line goes on where it is as wide as the page and ends no sentence, and what follows opens nothing of its own. The number of a page
//! between is passed over. Every character keeps its place.

use super::Placed;
use crate::document::Block;

/// The narrowest page and the widest, in columns of a terminal. Wider lines were not broken.
const PAGE: std::ops::RangeInclusive<usize> = 40..=200;

/// How much narrower than the page a full line may be: a long word or a mark goes to the next one.
const SLACK: usize = 7;

/// Lines that must be full for a width to be the page's.
const MIN_FULL: usize = 2;

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
        let is_full = page.contains(&width);
        match blocks.last_mut() {
            Some(Block::Paragraph(before)) if follows && !opens(text.as_str()) => {
                numbers.clear();
                let last = before.as_str().chars().next_back().unwrap_or(' ');
                if last.is_ascii_alphanumeric() && text.as_str().starts_with(|c: char| c.is_ascii_alphanumeric()) {
                    before.push(" ", None);
                }
                before.append(text);
                open = (is_full && !ends(text.as_str())).then_some(at);
            }
            _ => {
                blocks.append(&mut numbers);
                open = (is_full && !ends(text.as_str())).then_some(at);
                blocks.push(block);
            }
        }
    }
    blocks.append(&mut numbers);
    blocks
}

/// The widths of full lines, where the text was broken at one.
fn page(placed: &[Placed]) -> Option<std::ops::RangeInclusive<usize>> {
    let mut widths: Vec<usize> = placed.iter().filter_map(|placed| Some(placed.line?.1)).collect();
    widths.sort_unstable();
    let widest = *widths.last()?;
    let full = widest.saturating_sub(SLACK)..=widest;
    let n_full = widths.iter().filter(|width| full.contains(width)).count();
    (PAGE.contains(&widest) && n_full >= MIN_FULL).then_some(full)
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
        && digits.strip_prefix(['、', '.', '．', '）', ')']).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    is_item || line.starts_with(['•', '·', '●', '■', '◆', '-', '—', '*', '①', '②', '③', '④', '⑤'])
}

/// `- 3 -`, `第 3 页`, `3 / 12`: the number of a page.
fn is_page_number(line: &str) -> bool {
    let bare = line.trim().trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '－' | '第' | '页' | ' ' | '/' | '共'));
    !bare.is_empty() && bare.len() <= 9 && bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'/'))
        && bare.len() < line.trim().len()
}
