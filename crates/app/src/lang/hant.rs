//! Simplified sentences to traditional ones, for the sentences of the page and the library: a table of the characters that
//! they use, and no more. What is quoted in “ ” stays as it is: labels of the form, words of a document.

/// Each simplified character followed by its traditional one, for every character of ours that differs.
const CHARS: &str = "";

/// Words in which a character goes another way than in [`CHARS`]; the longest first where they begin alike.
const WORDS: &[(&str, &str)] = &[];

/// `zh` in traditional characters.
pub fn convert(zh: &str) -> String {
    let mut out = String::with_capacity(zh.len());
    let mut rest = zh;
    let mut quoted = 0_u32;
    while let Some(c) = rest.chars().next() {
        match c {
            '“' => quoted += 1,
            '”' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let word = WORDS.iter().find(|(word, _)| quoted == 0 && rest.starts_with(word));
        let len = match word {
            Some((word, traditional)) => {
                out.push_str(traditional);
                word.len()
            }
            None => {
                out.push(if quoted == 0 { traditional(c) } else { c });
                c.len_utf8()
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    out
}

fn traditional(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let mut pairs = CHARS.chars();
    while let (Some(simple), Some(traditional)) = (pairs.next(), pairs.next()) {
        if simple == c {
            return traditional;
        }
    }
    c
}
