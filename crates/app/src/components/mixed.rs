//! English sentences that quote Chinese labels: the Chinese runs are marked as such, for voices and for fonts.

use yew::prelude::*;

use crate::lang::Lang;

/// `sentence` in the page's language, with Chinese runs marked where that language is another.
pub fn view(sentence: &str, lang: Lang) -> Html {
    if lang != Lang::En {
        return html! { { sentence.to_owned() } };
    }
    runs(sentence)
        .into_iter()
        .map(|(run, chinese)| match chinese {
            true => html! { <span lang="zh-CN">{ run.to_owned() }</span> },
            false => html! { { run.to_owned() } },
        })
        .collect()
}

/// Runs of Chinese and of other characters in turn.
pub fn runs(sentence: &str) -> Vec<(&str, bool)> {
    let is_chinese = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}');
    let mut runs = Vec::new();
    let (mut start, mut chinese) = (0, None);
    for (at, c) in sentence.char_indices() {
        let now = is_chinese(c);
        match chinese {
            None => chinese = Some(now),
            Some(before) if before != now => {
                runs.push((&sentence[start..at], before));
                (start, chinese) = (at, Some(now));
            }
            Some(_) => {}
        }
    }
    if start < sentence.len() {
        runs.push((&sentence[start..], chinese.unwrap_or(false)));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn chinese_runs_are_told_apart() {
        assert_eq!(runs("Column “总计”: 2"), [("Column “", false), ("总计", true), ("”: 2", false)]);
        assert_eq!(runs("（七）总计"), [("（七）总计", true)]);
        assert!(runs("").is_empty());
    }
}
