//! A report open in the page, as one value: its text, what was read of each report in it, and what a person did to them.
//! It moves as a whole: into the list, into the history, and back.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::answer::Ignored;
use crate::edits::{Overlay, applied};
use crate::reading::Excerpt;
use crate::source::{Origin, Read, Source};
use crate::state::Refusal;
use crate::token::Token;
use gouji::Report;

/// An open document.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// What is in the box, and which of its reports is looked at.
    pub source: Source,
    /// What is known of the reports in it that were looked at, by their place in it. None where the box is empty.
    pub sheets: BTreeMap<usize, Sheet>,
    /// Last year's report, by the request that brought it.
    pub prior: Option<Token>,
    /// Last year's report that the list has of it is not wanted.
    pub is_unpaired: bool,
    /// The request for last year's report that was made last.
    pub wanted: Option<Token>,
    /// The file of the list that it is.
    pub file: Option<Token>,
}

/// One report of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The request by which it is read. The same token is the same text.
    pub token: Token,
    /// What came of that.
    pub seen: Seen,
    /// What the source says around it, once that was to be shown.
    pub excerpt: Option<Excerpt>,
    /// Changed cells.
    pub changes: Rc<Overlay>,
    /// What the person does not want to see.
    pub ignored: Rc<BTreeSet<Ignored>>,
}

/// What came of reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// Nothing yet.
    Asked,
    /// A report.
    Read(Read),
    /// None, and why.
    Refused(Refusal),
    /// It was given up; the text is still there.
    Stopped,
}

impl Sheet {
    /// A report that is to be read.
    pub fn asked() -> Sheet {
        Sheet {
            token: Token::new(),
            seen: Seen::Asked,
            excerpt: None,
            changes: Rc::default(),
            ignored: Rc::default(),
        }
    }

    /// What was read.
    pub fn read(&self) -> Option<&Read> {
        match &self.seen {
            Seen::Read(read) => Some(read),
            _ => None,
        }
    }

    /// The report with its changes.
    pub fn report(&self) -> Option<Report> {
        Some(applied(self.read()?, &self.changes, None))
    }

    /// Whether a person did anything to it.
    pub fn has_work(&self) -> bool {
        !self.changes.is_empty() || !self.ignored.is_empty()
    }
}

impl Session {
    /// A text that nobody has looked at.
    pub fn new(source: Source) -> Session {
        let sheets = (!source.is_empty()).then(|| (source.nth, Sheet::asked()));
        let sheets = sheets.into_iter().collect();
        Session { source, sheets, prior: None, is_unpaired: false, wanted: None, file: None }
    }

    /// A text that was read already.
    pub fn of_read(source: Source, read: Read) -> Session {
        let mut session = Session::new(source);
        if let Some(sheet) = session.sheet_mut() {
            sheet.seen = Seen::Read(read);
        }
        session
    }

    /// An empty box.
    pub fn empty() -> Session {
        Session::new(Source::empty())
    }

    /// The report that is looked at.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(&self.source.nth)
    }

    /// The same, to be changed.
    pub fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.sheets.get_mut(&self.source.nth)
    }

    /// The request that is still to be answered.
    pub fn asked(&self) -> Option<Token> {
        self.sheet().filter(|sheet| sheet.seen == Seen::Asked).map(|sheet| sheet.token)
    }

    /// Asks anew for what was asked for when this was left: that request was given up.
    pub fn ask_again(&mut self) {
        if let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.seen == Seen::Asked) {
            sheet.token = Token::new();
        }
    }

    /// How many cells were changed, in all reports.
    pub fn changed(&self) -> usize {
        self.sheets.values().map(|sheet| sheet.changes.len()).sum()
    }

    /// Whether a person did anything to it that would be missed: changed cells, ignored findings, last year's report.
    pub fn has_work(&self) -> bool {
        self.prior.is_some() || self.sheets.values().any(Sheet::has_work)
    }

    /// Whether leaving the page would lose what a person made: changed cells, a text that was typed.
    pub fn is_unsaved(&self) -> bool {
        self.changed() > 0 || (self.source.origin == Origin::Typed && !self.source.is_empty())
    }

    /// Whether it would be missed if `next` took its place. Samples and the blank form are there again for a click.
    pub fn is_missed_for(&self, next: &Source) -> bool {
        let is_ours = matches!(self.source.origin, Origin::Sample(_) | Origin::Blank);
        self.has_work() || (!self.source.is_empty() && !is_ours && self.source.text != next.text)
    }
}
