//! Text as labels are compared: one width, one script, no spaces, no punctuation, no pinyin left by a converter.
//!
//! Only for comparing. What is shown to a reader is always the text as it stands.

use super::fold::fold;

/// A label: the number before it, and its bare characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Normal {
    /// The number of an item (`3` of `3.其他`), where an Arabic one stands before the label.
    pub(crate) number: Option<u8>,
    /// Whether a number of any style stands before the label: headers of columns have none.
    pub(crate) is_numbered: bool,
    /// Whether that number has a mark that only a label's has: `3.` `（3）` `③`, but not the `3` of `3件`.
    pub(crate) is_marked: bool,
    /// Letters, digits and Chinese characters, simplified.
    pub(crate) body: String,
}

/// One width and one script; spaces and punctuation stay.
pub(crate) fn simplify(text: &str) -> String {
    simplified(text.chars(), text.len())
}

/// The same without white space.
pub(crate) fn joined(text: &str) -> String {
    let mut joined = simplify(text);
    joined.retain(|c| !c.is_whitespace());
    joined
}

/// Some of a text's characters, of which `length` is the text's length in bytes. One character may stand for eighteen: a text of such
/// is no label, and they stand for themselves beyond its length.
fn simplified(chars: impl Iterator<Item = char>, length: usize) -> String {
    const ROOM: usize = 64;
    let mut out = String::with_capacity(length);
    for c in chars {
        match c {
            _ if out.len() > length + ROOM => out.push(c),
            '\u{20}'..='\u{7e}' => out.push(c),
            _ if is_invisible(c) => {}
            '、' | '。' | '《' | '》' | '“' | '”' => out.push(c),
            _ => fold(c, |c| out.push(c)),
        }
    }
    without_pinyin(out)
}

/// The label in `text`.
pub(crate) fn label(text: &str) -> Normal {
    // Pinyin in brackets may be broken over lines, too.
    let mut joined = text.chars().filter(|c| !c.is_whitespace()).peekable();
    let starts_circled = joined.peek().copied().is_some_and(is_circled);
    let simple = simplified(joined, text.len());
    let (number, body) = strip_number(&simple);
    Normal {
        number,
        is_numbered: body.len() < simple.len(),
        is_marked: simple[..simple.len() - body.len()].contains(|c: char| !is_numeral(c)) || starts_circled,
        body: letters(body),
    }
}

/// A bit for each character, by its code modulo 128: texts that share few bits share few characters.
pub(crate) fn bits(chars: impl IntoIterator<Item = char>) -> u128 {
    chars.into_iter().fold(0, |bits, c| bits | 1 << (u32::from(c) % 128))
}

/// The letters, digits and Chinese characters of a text.
pub(crate) fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().filter(|&c| is_han(c) || c.is_alphanumeric()));
    out
}

/// Zero-width characters, soft hyphens, byte-order marks, and marks of direction: the calculator of Windows puts such around what is copied from it. The
/// one that turns digits about is none of them: what stands behind it is read otherwise than it is written.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}')
}

/// Bytes within which a bracket of pinyin closes: the longest syllables have six letters.
const MAX_PINYIN: usize = 64;

/// `數(shù)量` is what a broken converter leaves of 數量: pinyin in brackets behind a character.
fn without_pinyin(text: String) -> String {
    if !text.contains('(') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find('(') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        match pinyin_end(before, after) {
            Some(close) => rest = &after[close + 1..],
            None => {
                out.push('(');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether a text has such a bracket, with an opening one of the usual width.
pub(crate) fn has_pinyin(text: &str) -> bool {
    text.match_indices('(').any(|(open, _)| pinyin_end(&text[..open], &text[open..]).is_some())
}

/// Where in `after`, which opens it, such a bracket closes.
fn pinyin_end(before: &str, after: &str) -> Option<usize> {
    let near = &after[..after.floor_char_boundary(MAX_PINYIN)];
    near.find(')').filter(|&close| {
        let inside = &after[1..close];
        let letters = inside.chars().count();
        (1..=6).contains(&letters)
            && inside.chars().all(|c| c.is_lowercase() && c.is_alphabetic() && !is_han(c))
            && before.chars().next_back().is_some_and(is_han)
    })
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Takes the item number off a label: `一、` `(一)` `1.` `1、` `(1)` and a bare `1` before a character (from ①).
fn strip_number(text: &str) -> (Option<u8>, &str) {
    let (digits, rest) = match text.strip_prefix('(') {
        Some(inside) => match inside.split_once(')') {
            Some((digits, rest)) => (digits, rest),
            None => return (None, text),
        },
        None => {
            let end = text.find(|c: char| !is_numeral(c)).unwrap_or(text.len());
            (&text[..end], &text[end..])
        }
    };
    if digits.is_empty() || digits.chars().count() > 3 || !digits.chars().all(is_numeral) {
        return (None, text);
    }
    let number = digits.parse().ok();
    let bracketed = text.starts_with('(');
    let marked = rest.trim_start_matches(['.', '、', ',', ')', ':', '．', '。']);
    let bare = number.is_some() && rest.chars().next().is_some_and(is_han);
    if bracketed || marked.len() < rest.len() || bare { (number, marked) } else { (None, text) }
}

/// ① and its like.
pub(crate) fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{2776}'..='\u{2793}')
}

/// Whether a character can be part of an item's number.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, number: Option<u8>, body: &str) {
        let found = label(text);
        assert_eq!((found.number, found.body.as_str()), (number, body));
    }

    #[test]
    fn numbering_in_any_style() {
        for text in ["3. 其他", "3．其他", "3、其他", "(3) 其他", "（3）其他", "③其他", "３.其他", "⒊其他"]
        {
            check(text, Some(3), "其他");
        }
        check("一、本年新收", None, "本年新收");
        check("（七）总 计", None, "总计");
        check("二〇二三", None, "二〇二三");
        check("2023年", None, "2023年");
    }

    #[test]
    fn characters_that_stand_for_many_do_not_make_a_text_long() {
        let wide = "\u{fdfa}";
        assert_eq!(simplify(wide).chars().count(), 18);
        for count in [10, 1_000, 100_000] {
            let text = wide.repeat(count);
            assert!(simplify(&text).len() <= 2 * text.len() + 128, "{count}");
        }
    }

    #[test]
    fn width_script_quotes_and_pinyin() {
        check("3.危及“三安全一穩(wěn)定”", Some(3), "危及三安全一稳定");
        check("法律服務(wù)機構(gòu)", None, "法律服务机构");
        check("部分公开（区分处理的）", None, "部分公开区分处理的");
        check("⾃然⼈", None, "自然人");
        check("後於製發乾", None, "后于制发干");
        check("結(jié)轉(zh\nuǎn)下年度", None, "结转下年度");
        check("商业\u{3000}企业\u{200b}", None, "商业企业");
    }
}
