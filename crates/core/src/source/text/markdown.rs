//! A text with tags in it to whether it is Markdown, whose lines count, or HTML, whose lines do not.

/// Markdown allows tags between its words, and whole tables. It starts with none, and has none around its paragraphs.
pub(in crate::source) fn looks_like_markdown(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let starts_with_tag = text.starts_with('<') && !starts_with(text, &["<table", "<html><body><table"]);
    if starts_with_tag || text.contains("&lt;t") || !text.contains('\n') {
        return false;
    }
    let is_marked = text.lines().any(|line| {
        let line = line.trim();
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        let is_heading = (1..=6).contains(&level)
            && line[level..].starts_with(|c: char| !c.is_ascii() || c == ' ' || c == '*');
        is_heading || is_rule(line)
    });
    let blocks = outside_of_tables(text);
    is_marked && blocks.head == 0 || blocks.tags == 0 && blocks.tables > 0
}

fn is_rule(line: &str) -> bool {
    line.len() >= 5
        && line.contains("--")
        && line.contains('|')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

fn starts_with(text: &str, tags: &[&str]) -> bool {
    tags.iter().any(|tag| text.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag)))
}

/// Tags that stand around paragraphs, outside of tables.
struct Blocks {
    tags: usize,
    /// Those of a page's head, with which it would be a page.
    head: usize,
    tables: usize,
}

fn outside_of_tables(text: &str) -> Blocks {
    let mut found = Blocks { tags: 0, head: 0, tables: 0 };
    let mut depth = 0usize;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at..];
        if starts_with(tag, &["<table"]) {
            depth += 1;
            found.tables += 1;
        } else if starts_with(tag, &["</table"]) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            found.tags += usize::from(starts_with(
                tag,
                &["<p", "<div", "<h1", "<h2", "<h3", "<li", "<br", "<tr", "<td"],
            ));
            found.head +=
                usize::from(starts_with(tag, &["<!doctype", "<head", "<meta", "<script", "<style", "<link"]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_with_tags_is_no_html() {
        for text in [
            "# 年报\n\n|甲<br>乙|丙|\n|---|---|\n|1|2|\n",
            "甲\n|甲<br>乙|丙|\n|---|---|\n|1|2|\n",
            "## 二、情况\n\n<div align=\"center\">\n<table><tr><td>1</td></tr></table>\n</div>\n",
            "二、情况\n\n<html><body><table><tr><td>1</td></tr></table></body></html>\n\n三、情况\n",
        ] {
            assert!(looks_like_markdown(text), "{text}");
        }
        for text in [
            "<p># 年报</p>\n<table><tr><td>1</td></tr></table>",
            "年报<br>一、总体情况<br>\n正文",
            "<html><head>\n<style>#甲 {}</style></head>\n# 乙",
            "年报\n<p>一、总体情况</p><table><tr><td>1</td></tr></table>",
        ] {
            assert!(!looks_like_markdown(text), "{text}");
        }
    }
}
