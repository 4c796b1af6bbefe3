//! A rich text file in, HTML with its paragraphs and tables out, as a reader sees it: tracked changes accepted, hidden text left
//! out, the numbers of lists as the program wrote them.
//!
//! [`tokens`] takes the file apart, [`charsets`] says which characters its bytes are, [`state`] follows its groups, [`crate::story`]
//! puts paragraphs and tables together. Headers, footnotes and comments are not read. Written here because the kept crates read no tables.

mod charsets;
mod state;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use state::html;
