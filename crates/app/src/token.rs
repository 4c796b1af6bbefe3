//! Names for requests. What is asked of a worker or read from a file carries one; an answer whose token nobody holds any more
//! changes nothing.

use std::cell::Cell;

/// Names one request. None is given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token(u32);

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

impl Token {
    /// A name that nothing had before.
    #[allow(clippy::new_without_default, reason = "a default would be the same each time")]
    pub fn new() -> Token {
        LAST.set(LAST.get().wrapping_add(1));
        Token(LAST.get())
    }
}

impl From<Token> for yew::virtual_dom::Key {
    fn from(token: Token) -> yew::virtual_dom::Key {
        token.0.into()
    }
}
