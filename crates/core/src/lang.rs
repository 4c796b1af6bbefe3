//! The languages in which gouji speaks to people. Official labels stay Chinese in either.

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// What is said of each of several cells, in one line: at most `most` of them, and how many there are in all.
    pub(crate) fn some_cells(self, said: impl ExactSizeIterator<Item = String>, most: usize) -> String {
        let cells = said.len();
        let some: Vec<String> = said.take(most).collect();
        match self {
            Lang::Zh if cells > most => format!("{}；……共 {cells} 格", some.join("；")),
            Lang::En if cells > most => format!("{}; … {cells} cells in all", some.join("; ")),
            Lang::Zh => some.join("；"),
            Lang::En => some.join("; "),
        }
    }
}
