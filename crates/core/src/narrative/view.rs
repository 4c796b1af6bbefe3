//! A paragraph as it is compared: one width, one script, no spaces, no pinyin; every character knows its bytes.
//!
//! Comes in: the text of a paragraph. Goes out: a [`View`], whose ranges lead back to the text as written.

use std::ops::Range;

use crate::value::fold::fold;
use crate::value::normal::{is_han, is_invisible};

/// A paragraph, folded.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) chars: Vec<char>,
    /// The bytes of the text behind each character.
    bytes: Vec<(u32, u32)>,
}

impl View {
    pub(crate) fn of(text: &str) -> View {
        /// Characters that a view may be longer than half of its text has bytes.
        const ROOM: usize = 64;
        let mut view = View::default();
        for (start, c) in text.char_indices() {
            let bytes = (start as u32, (start + c.len_utf8()) as u32);
            match c {
                '，' | '：' | '；' | '。' | '！' | '？' | '、' | '《' | '》' | '〔' | '〕' | '%' =>
                {
                    view.push(c, bytes);
                }
                // Quotation marks change no figure.
                '“' | '”' | '"' | '‘' | '’' => {}
                ':' => view.push('：', bytes),
                ';' => view.push('；', bytes),
                '!'..='~' => view.push(c, bytes),
                '｡' => view.push('。', bytes),
                _ if c.is_whitespace() || is_invisible(c) => {}
                // One character may stand for eighteen; of many such, each stands for itself.
                _ if view.chars.len() > start / 2 + ROOM => view.push(c, bytes),
                _ => fold(c, |c| view.push(c, bytes)),
            }
        }
        if view.chars.contains(&'(') {
            view.drop_pinyin();
        }
        view
    }

    fn push(&mut self, c: char, bytes: (u32, u32)) {
        self.chars.push(c);
        self.bytes.push(bytes);
    }

    /// `數(shù)量` is what a broken converter leaves of 數量.
    fn drop_pinyin(&mut self) {
        const LONGEST: usize = 6;
        let mut keep = vec![true; self.chars.len()];
        for open in (1..self.chars.len()).filter(|&at| self.chars[at] == '(' && is_han(self.chars[at - 1])) {
            let inside = self.chars[open + 1..].iter().take(LONGEST + 1);
            let letters = inside.take_while(|c| c.is_lowercase() && !is_han(**c)).count();
            if (1..=LONGEST).contains(&letters) && self.chars.get(open + 1 + letters) == Some(&')') {
                keep[open..=open + 1 + letters].fill(false);
            }
        }
        let mut kept = keep.iter();
        self.chars.retain(|_| kept.next() == Some(&true));
        let mut kept = keep.iter();
        self.bytes.retain(|_| kept.next() == Some(&true));
    }

    /// The bytes of the text behind a range of characters.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.bytes.get(range.start).map_or(0, |bytes| bytes.0);
        let end =
            range.end.checked_sub(1).and_then(|last| self.bytes.get(last)).map_or(start, |bytes| bytes.1);
        start as usize..end.max(start) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_no_longer_than_its_text() {
        assert_eq!(View::of("\u{fdfa}").chars.len(), 18);
        let text = "\u{fdfa}".repeat(10_000);
        assert!(View::of(&text).chars.len() <= text.len() + 100);
    }

    #[test]
    fn a_range_leads_back_to_the_words_as_written() {
        for (text, folded, written) in [
            ("收到申請　３８ 件", "收到申请38件", "３８ 件"),
            ("數(shù)量38件", "数量38件", "38件"),
            ("共（含）38件", "共(含)38件", "38件"),
        ] {
            let view = View::of(text);
            assert_eq!(view.chars.iter().collect::<String>(), folded);
            let end = view.chars.len();
            assert_eq!(&text[view.bytes(end - 3..end)], written);
        }
    }
}
