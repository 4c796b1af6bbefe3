//! Running heads and page numbers off the pages, so that paragraphs and tables go on over a page break.
//!
//! A page number is dropped only where it stands alone in the upper or lower margin; a running head is kept once.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{ItemKind, Page};
use super::lines::Line;

/// The share of a page's height that is margin. A4 by the rules for official documents: 37 and 35 of 297 mm.
const MARGIN: f64 = 0.125;

/// Takes page numbers and repeated heads and feet out of the pages.
pub(super) fn strip(pages: &mut [Page]) {
    // On how many pages each stands, and on which last: a page may hold it more than once.
    let mut seen: BTreeMap<(String, i64), (usize, usize)> = BTreeMap::new();
    for (nth, page) in (1..).zip(pages.iter()) {
        for key in page.items.iter().filter_map(|item| key(&item.kind, page.height)) {
            let (count, last) = seen.entry(key).or_default();
            *count += usize::from(*last != nth);
            *last = nth;
        }
    }
    let often = pages.len().div_ceil(2).max(2);
    let mut kept: BTreeSet<(String, i64)> = BTreeSet::new();
    for page in pages {
        let height = page.height;
        let n_lines = page.items.len();
        page.items.retain(|item| {
            let Some(key) = key(&item.kind, height) else { return true };
            let ItemKind::Line(line) = &item.kind else { return true };
            if is_page_number(&line.text) && n_lines > 1 {
                return false;
            }
            if seen.get(&key).is_none_or(|&(count, _)| count < often) {
                return true;
            }
            kept.insert(key)
        });
    }
}

/// What makes two lines of the margins the same: their text without digits, and about the same height.
fn key(kind: &ItemKind, height: f64) -> Option<(String, i64)> {
    let ItemKind::Line(line) = kind else { return None };
    if !is_in_margin(line, height) {
        return None;
    }
    let text = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    Some((text, (line.area.top / 4.0) as i64))
}

/// Whether a line is a page number in the margin of a page.
pub(super) fn is_page_number_at(line: &Line, height: f64) -> bool {
    is_in_margin(line, height) && is_page_number(&line.text)
}

fn is_in_margin(line: &Line, height: f64) -> bool {
    line.area.bottom <= height * MARGIN || line.area.top >= height * (1.0 - MARGIN)
}

/// `- 3 -`, `3`, `第3页`, `第 3 页 共 5 页`, `3/5`, `Page 3 of 5`.
fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 4] = ["第", "页", "共", "頁"];
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let is_number = |token: &str| token.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    // A row of figures without a label: table 4 at the foot of a page.
    let is_row = tokens.windows(2).any(|pair| pair.iter().all(|token| is_number(token)))
        || tokens.len() > 3 && tokens.iter().all(|token| token.chars().all(|c| !c.is_alphabetic()));
    if is_row {
        return false;
    }
    let mut rest: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    for word in ["Page", "page", "of"] {
        rest = rest.replace(word, "");
    }
    let has_digit = rest.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_other =
        |c: char| !(c.is_ascii_digit() || ('０'..='９').contains(&c) || "-—–－―─·•/,，()（）~～".contains(c));
    has_digit && rest.chars().filter(char::is_ascii_digit).count() <= 6 && !rest.contains(is_other)
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers() {
        for text in ["- 3 -", "3", "—3—", "第3页", "第 3 页 共 5 页", "第3页/共5页", "3/5", "Page 3 of 5"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "- -", "3件", "2024年", "第三页", "12345678", "372 372", "— — 2 — 2"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
