//! What the page tells a person: an announcement, a notice, a refusal; and where it puts the keyboard.

use gouji::{CellId, Error};
use gouji_files::{Foreign, kinds};
use yew::AttrValue;

use crate::lang::Lang;
use crate::texts::{Texts, fill, texts};

/// Something to say about the last input.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The clipboard was empty.
    NothingPasted,
    /// The clipboard held a picture.
    ImagePasted,
    /// Another document came, with so many changed cells in the one before: it can be brought back.
    Replaced(usize),
    /// The box was emptied, with so many changed cells: it can be brought back.
    Cleared(usize),
    /// The list of files was closed, with so many changed cells in it: it can be brought back.
    Closed(usize),
    /// What was there before is back; what was there is a step away.
    Restored,
    /// A file that cannot be read.
    File(AttrValue, Refusal),
    /// The finding that the address names is not there.
    UnknownLink,
    /// The tables could not be copied.
    NotCopied,
    /// The browser did not store the draft.
    NotStored,
}

impl Notice {
    /// Whether it offers a way back.
    pub fn is_way_back(&self) -> bool {
        matches!(self, Notice::Replaced(_) | Notice::Cleared(_) | Notice::Closed(_))
    }
}

/// Why something cannot be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In Chinese.
    pub zh: AttrValue,
    /// In English.
    pub en: AttrValue,
}

impl Refusal {
    /// A text of the page.
    pub fn said(text: impl Fn(&Texts) -> &'static str) -> Refusal {
        Refusal { zh: text(texts(Lang::Zh)).into(), en: text(texts(Lang::En)).into() }
    }

    /// The words in `lang`.
    pub fn message(&self, lang: Lang) -> AttrValue {
        match lang {
            Lang::Zh => self.zh.clone(),
            Lang::Hant => lang.say(self.zh.as_str()).into(),
            Lang::En => self.en.clone(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal { zh: error.message(gouji::Lang::Zh).into(), en: error.message(gouji::Lang::En).into() }
    }
}

impl From<Foreign> for Refusal {
    fn from(foreign: Foreign) -> Refusal {
        let words = |lang, of| {
            let separator = if of == Lang::En { " " } else { "、" };
            let kinds = fill(texts(of).file_kinds_known, &[("kinds", &kinds::usual(separator, true))]);
            format!("{}{kinds}", foreign.message(lang)).into()
        };
        Refusal { zh: words(gouji::Lang::Zh, Lang::Zh), en: words(gouji::Lang::En, Lang::En) }
    }
}

/// What was done last, and whether one step back undoes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// What was done.
    pub words: AttrValue,
    /// Whether the way back is a step of the history.
    pub can_undo: bool,
}

/// Where the keyboard should be. A new number moves it there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Counts the moves.
    pub number: u32,
    /// Where to.
    pub target: Target,
}

/// A place for the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Where it is.
    Stay,
    /// The box.
    Input,
    /// The verdict.
    Verdict,
    /// A cell, with its whole equation in view where that fits.
    Cell(CellId),
    /// A cell that the keyboard moves on to.
    Grid(CellId),
    /// The list of files.
    Files,
    /// Last year's report.
    Prior,
    /// The button that takes a stopped check up again.
    CheckAgain,
    /// A finding in the list.
    Finding(usize),
    /// The lit equation in the list of a cell's equations.
    Relation,
}

/// The last announcement. A new number says it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Counts the announcements.
    pub number: u32,
    /// The words.
    pub words: AttrValue,
}
