//! `form.doubled`: a word, a phrase or a sentence twice in a row.
//!
//! A word of two characters is judged only where nothing can follow from it: 公开工作工作方案 may be 公开工作 and 工作方案. A text in which much is doubled
//! was printed or copied in two layers.

use std::ops::Range;

use super::{Paragraph, Words, both, rewrite};
use crate::finding::Finding;
use crate::rule::RuleId;
use crate::value::normal::is_han;

/// The longest phrase, in characters.
const LONGEST: usize = 16;

/// More of them in one report are the copy's.
const MOST: usize = 3;

/// What may follow a doubled word of two characters.
const BEHIND: &str = "，,。；：、！？)》的了和与及在等为是";

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    if !words.intact {
        return Vec::new();
    }
    let found: Vec<Finding> = words.sentences().flat_map(doubled).take(MOST + 1).collect();
    if found.len() > MOST { Vec::new() } else { found }
}

fn doubled(paragraph: &Paragraph<'_>) -> Vec<Finding> {
    let found = phrases(paragraph).into_iter().chain(sentences(&paragraph.text));
    let finding = |(once, whole): (Range<usize>, Range<usize>)| {
        let quote = paragraph.quote(whole);
        let once = paragraph.quote(once).text;
        let stands = both(format!("“{once}”连写了两次"), format!("“{once}” stands twice in a row"));
        let change = (quote.text.clone(), once);
        rewrite(RuleId::FormDoubled, stands, both("应只写一次", "it should stand once"), quote, change)
    };
    found.map(finding).collect()
}

/// Words and phrases: the first of the two and both, by bytes of the folded text.
fn phrases(paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let chars = &paragraph.view.chars;
    let mut found = Vec::new();
    let mut at = 0;
    let mut byte = 0;
    while at < chars.len() {
        let size = (2..=LONGEST.min((chars.len() - at) / 2)).rev().find(|&size| {
            chars[at..at + size] == chars[at + size..at + 2 * size] && is_doubled(chars, at, size)
        });
        let step = size.map_or(1, |size| 2 * size);
        let length: usize = chars[at..at + step].iter().map(|c| c.len_utf8()).sum();
        if size.is_some() {
            found.push((byte..byte + length / 2, byte..byte + length));
        }
        at += step;
        byte += length;
    }
    found
}

fn is_doubled(chars: &[char], at: usize, size: usize) -> bool {
    let word = &chars[at..at + size];
    let is_word = |c: &char| is_han(*c) || c.is_ascii_digit();
    // 一件一件, 逐条逐条; 多多多多.
    let counts = "一每逐两几个".contains(word[0]);
    // 2023年2023年.
    let fewest = if size >= 5 { 1 } else { 2 };
    if !word.iter().all(is_word)
        || word.iter().filter(|c| is_han(**c)).count() < fewest
        || word.iter().all(|c| *c == word[0])
    {
        return false;
    }
    match size {
        2 => !counts && chars.get(at + 2 * size).is_none_or(|c| BEHIND.contains(*c)),
        3 => !counts,
        _ => true,
    }
}

/// The same for sentences and clauses.
fn sentences(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for (ends, fewest) in [(&['。', '！', '？'][..], 8), (&['，', ',', '；'][..], 6)] {
        let mut before: Option<Range<usize>> = None;
        let mut start = 0;
        for (at, end) in text.match_indices(ends) {
            let part = start..at;
            let words = &text[part.clone()];
            let han = words.chars().filter(|c| is_han(*c)).count();
            let twice = before
                .as_ref()
                .is_some_and(|before| &text[before.clone()] == words && before.end + end.len() == part.start);
            // What stands twice between commas within a sentence that does as well is told once.
            if let Some(first) =
                before.filter(|_| twice && han >= fewest && !words.contains(['。', '！', '？']))
            {
                found.push((first.clone(), first.start..at));
            }
            before = Some(part);
            start = at + end.len();
        }
    }
    found
}
