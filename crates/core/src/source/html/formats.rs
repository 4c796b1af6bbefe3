//! Elements of formatting that are open, as the parser keeps them: what it opens anew costs as much as what the page has.
//!
//! `<b>` that is closed by the way, with its paragraph, is opened anew in the next. Of those alike the parser keeps three, and those of a
//! cell end with it.

use super::marks::{lower, tag_name};

/// Words may be inside of so many of them and be a page as it comes.
const MANY: usize = 4;

/// Of elements alike so many are kept.
const MOST_ALIKE: usize = 3;

#[derive(Default)]
pub(super) struct Formats<'a> {
    /// The tags of the open ones.
    open: Vec<&'a str>,
    /// Those that were open outside of each table that is open.
    outside: Vec<Vec<&'a str>>,
}

impl<'a> Formats<'a> {
    /// Takes note of a tag.
    pub(super) fn tag(&mut self, tag: &'a str) {
        let Some((name, closes)) = tag_name(tag) else { return };
        let (name, length) = lower(name);
        match (&name[..length], closes) {
            (b"table", false) => self.outside.push(self.open.clone()),
            (b"table", true) => self.open = self.outside.pop().unwrap_or_default(),
            (b"td" | b"th" | b"caption", _) if !self.outside.is_empty() => self.open.clear(),
            (name, true) if is_format(name) => {
                let last = self.open.iter().rposition(|open| names(open, name));
                last.map(|at| self.open.remove(at));
            }
            (name, false) if is_format(name) => {
                // A link closes the one before.
                if name == b"a" {
                    self.open.retain(|open| !names(open, name));
                }
                if self.open.iter().filter(|open| **open == tag).count() < MOST_ALIKE {
                    self.open.push(tag);
                }
            }
            _ => {}
        }
    }

    /// How many more than usual the parser may open anew for a run of text.
    pub(super) fn reopened(&self) -> usize {
        self.open.len().saturating_sub(MANY)
    }
}

fn names(tag: &str, name: &[u8]) -> bool {
    tag_name(tag).is_some_and(|(found, _)| found.as_bytes().eq_ignore_ascii_case(name))
}

/// Elements that the parser opens anew behind whatever closed them by the way.
fn is_format(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"b"
            | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}
