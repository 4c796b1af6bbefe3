//! What Markdown writes around words, taken off: marks of headings and lists, `**`, `<br>`, backslashes. Every character keeps its place.

use crate::document::{Span, Text};

/// The words of a line or a cell that stands at `at` of the source.
pub(in crate::source) fn plain(text: &str, at: usize) -> Text {
    if !text.contains(['*', '\\', '<', '&', '_']) {
        return Text::verbatim(text, at);
    }
    let mut out = Text::default();
    let mut from = 0;
    let mut rest = 0;
    let mut is_open = false;
    while let Some(found) = text[rest..].find(['*', '\\', '<', '&', '_']) {
        let here = rest + found;
        let Some((length, shown)) = mark(&text[here..], &mut is_open) else {
            rest = here + 1;
            continue;
        };
        push(&mut out, text, from..here, at);
        out.push(shown, Some(Span { start: at + here, end: at + here + length }));
        (from, rest) = (here + length, here + length);
        // An escaped mark is none.
        if text[here..].starts_with('\\') {
            let next = text[from..].chars().next().map_or(0, char::len_utf8);
            push(&mut out, text, from..from + next, at);
            (from, rest) = (from + next, from + next);
        }
    }
    push(&mut out, text, from..text.len(), at);
    out
}

fn push(out: &mut Text, text: &str, range: std::ops::Range<usize>, at: usize) {
    let span = Span { start: at + range.start, end: at + range.end };
    out.push(&text[range], Some(span));
}

/// The mark that `text` starts with: its length, and what is shown for it. `is_open` says whether bold words have begun.
fn mark(text: &str, is_open: &mut bool) -> Option<(usize, &'static str)> {
    for bold in ["**", "__"] {
        let Some(rest) = text.strip_prefix(bold) else { continue };
        // A row of stars stands for a figure in a template.
        let is_pair = match *is_open {
            true => true,
            false => rest.find(bold).is_some_and(|end| {
                rest[..end].contains(|c: char| c.is_alphanumeric() || matches!(c, '-' | '—' | '/'))
            }),
        };
        if !is_pair || rest.starts_with(['*', '_']) {
            return None;
        }
        *is_open = !*is_open;
        return Some((bold.len(), ""));
    }
    if let Some(rest) = text.strip_prefix('\\') {
        return rest.starts_with(|c: char| c.is_ascii_punctuation()).then_some((1, ""));
    }
    let lower: String = text.chars().take(6).map(|c| c.to_ascii_lowercase()).collect();
    for (tag, shown) in
        [("<br>", "\n"), ("<br/>", "\n"), ("<br />", "\n"), ("&nbsp;", "\u{a0}"), ("&lt;", "<")]
    {
        if lower.starts_with(tag) {
            return Some((tag.len(), shown));
        }
    }
    None
}

/// How long the mark of a heading, a list or a quotation before a line's words is.
pub(super) fn lead(line: &str) -> usize {
    let mut rest = line;
    while let Some(quoted) = rest.strip_prefix("> ") {
        rest = quoted.trim_start();
    }
    let words = |text: &str| text.trim_start().starts_with(|c: char| !c.is_ascii() || c == '*' || c == '\\');
    let heading = rest.trim_start_matches('#');
    let level = rest.len() - heading.len();
    if (1..=6).contains(&level) && (heading.starts_with([' ', '\u{3000}', '\u{a0}']) || words(heading)) {
        rest = heading.trim_start();
    }
    for bullet in ["- ", "* ", "+ "] {
        // `- 3 -` is the number of a page, `- 3` a figure.
        if let Some(item) = rest.strip_prefix(bullet).filter(|item| words(item)) {
            rest = item.trim_start();
            break;
        }
    }
    line.len() - rest.len()
}

/// Whether a line opens or closes a block of code.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let marks = line.trim_start_matches('`');
    let ticks = line.len() - marks.len();
    (3..=8).contains(&ticks) && marks.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ')
        || line.len() >= 3 && line.bytes().all(|byte| byte == b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = plain(text, 10);
        assert_eq!(found.as_str(), expected);
        // Every character leads to the bytes that it came from.
        for (at, c) in found.as_str().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let span = found.span(at..at + c.len_utf8()).expect("a place");
            assert_eq!(&text[span.start - 10..span.end - 10], c.to_string(), "{text}");
        }
    }

    #[test]
    fn marks_are_taken_off_and_places_kept() {
        check("**（三）不予**<br>1\\.属于国家秘密", "（三）不予\n1.属于国家秘密");
        check("**38**", "38");
        check("__总计__<BR/>", "总计\n");
        check("&nbsp;", "\u{a0}");
        check("甲\\|乙", "甲|乙");
    }

    #[test]
    fn stars_that_stand_for_a_figure_stay() {
        for text in ["**", "****", "__", "2 * 3", "a_b", "<5", "R&D"] {
            check(text, text);
        }
    }

    #[test]
    fn marks_before_a_line() {
        for (line, words) in [
            ("## 一、总体情况", "一、总体情况"),
            ("#一、总体情况", "一、总体情况"),
            ("- （一）主动公开。", "（一）主动公开。"),
            ("> ### **标题**", "**标题**"),
            ("- 2 -", "- 2 -"),
            ("-3", "-3"),
            ("#1", "#1"),
        ] {
            assert_eq!(&line[lead(line)..], words);
        }
    }
}
