//! Bytes in, the tokens of rich text out.

/// The next piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol that is no letter.
    Symbol(u8),
    /// A byte written as two digits.
    Byte(u8),
    /// Characters as they are.
    Text(&'a [u8]),
}

/// Longer words are no control words.
const MAX_WORD: usize = 32;

/// Takes a file apart.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Tokens { rest: bytes }
    }

    /// Passes over bytes that are no rich text.
    pub(super) fn pass(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first == b'\'' {
            let digits = self.take(3).get(1..).unwrap_or_default();
            let digit = |index: usize| digits.get(index).and_then(|&digit| char::from(digit).to_digit(16));
            return match (digit(0), digit(1)) {
                (Some(high), Some(low)) => Some(Token::Byte((high * 16 + low) as u8)),
                _ => Some(Token::Symbol(b'\'')),
            };
        }
        let letters = self.rest.iter().take(MAX_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            self.take(1);
            return Some(Token::Symbol(first));
        }
        let word = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let sign = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits > 0 { std::str::from_utf8(self.take(sign + digits)).ok() } else { None };
        // One space belongs to the word.
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        Some(Token::Word(word, number.map(|number| number.parse().unwrap_or(0))))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are how the file was written.
        while let Some(b'\r' | b'\n' | b'\0') = self.rest.first() {
            self.take(1);
        }
        match self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => {
                let is_text = |byte: &&u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | b'\0');
                let length = self.rest.iter().take_while(is_text).count();
                Some(Token::Text(self.take(length)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn a_file_is_taken_apart() {
        let all: Vec<Token<'_>> = Tokens::new(b"{\\rtf1\\u-123 ?a\r\nb\\'d5\\'zz\\~\\*\\b}\\").collect();
        assert_eq!(
            all,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("u", Some(-123)),
                Token::Text(b"?a"),
                Token::Text(b"b"),
                Token::Byte(0xd5),
                Token::Symbol(b'\''),
                Token::Symbol(b'~'),
                Token::Symbol(b'*'),
                Token::Word("b", None),
                Token::Close,
            ]
        );
    }
}
