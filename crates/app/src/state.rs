//! The whole state of the page and every way in which it changes. Plain Rust: no browser, tested natively.
//!
//! What must happen outside follows from the state: a new [`State::revision`] asks for a check, a new [`Focus`] moves the
//! keyboard, a new [`Said`] is announced. `app.rs` does these things.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gouji::{Beside, CellId, Error, Kind, Report};
use gouji_files::Foreign;
use yew::{AttrValue, Reducible};

use crate::answer::{Answer, Ignored, With};
use crate::batch::{Batch, Status};
use crate::edits::{Edits, Overlay, says};
use crate::lang::Lang;
use crate::prior::Prior;
use crate::reading::Excerpt;
use crate::source::{Origin, Read, Sample, Source};
use crate::texts::{Texts, count, fill, texts};
use crate::{summary, sums};
use gouji::form::layout::{Layout, Step};

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The language of the page.
    pub lang: Lang,
    /// How the page looks.
    pub look: Look,
    /// What is in the box.
    pub source: Source,
    /// What was in it before, to go back to.
    pub before: Option<(Source, BTreeMap<usize, Edits>)>,
    /// Counts the texts to check.
    pub revision: u32,
    /// Whether the box is open; folded, only a line of it is left.
    pub input_open: bool,
    /// Something to say about the last input.
    pub notice: Option<Notice>,
    /// The file that is being read.
    pub reading: Option<Reading>,
    /// How far the check is.
    pub phase: Phase,
    /// What was read, before any change.
    pub read: Option<Read>,
    /// What the source says, once it was asked for to be shown.
    pub excerpt: Option<Excerpt>,
    /// Changes of the tables, for each report in the text.
    pub edits: BTreeMap<usize, Edits>,
    /// The cell that is being typed into.
    pub editing: Option<Editing>,
    /// What the person does not want to see.
    pub ignored: BTreeSet<Ignored>,
    /// Last year's report.
    pub prior: Option<Prior>,
    /// Why there is none.
    pub prior_refused: Option<Refusal>,
    /// Files that were given together.
    pub batch: Option<Batch>,
    /// The reports that this one adds up.
    pub members: Members,
    /// A finding that the page's address names.
    pub link: Option<String>,
    /// When a draft was stored on this computer, as the browser writes it; none where there is none.
    pub draft: Option<AttrValue>,
    /// Parts of the page that are open.
    pub open: BTreeSet<Panel>,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// Where the keyboard should be.
    pub focus: Focus,
    /// What was announced last.
    pub said: Said,
}

/// The reports that a report adds up. Equal only to themselves.
#[derive(Clone, Debug, Default)]
pub struct Members(pub Rc<[Report]>);

impl PartialEq for Members {
    fn eq(&self, other: &Members) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// How the page looks, apart from what the browser says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Text for those who see little.
    pub is_large: bool,
    /// Dark or light, against what the browser asks for.
    pub is_dark: Option<bool>,
}

/// A part of the page that opens and closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Panel {
    /// The help.
    Help,
    /// The source beside the tables.
    Source,
    /// The picture.
    Flow,
    /// Last year's report.
    Prior,
    /// The sums beside the tables.
    Sums,
}

/// A cell that is being typed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The cell.
    pub cell: CellId,
    /// What stands in it now.
    pub text: AttrValue,
    /// Typing began with a figure that takes the place of what was there: arrows lead on to the next cell.
    pub is_replacing: bool,
}

/// How far the check is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing to check.
    Idle,
    /// At it; the answer to the text before stays in view.
    Checking(Option<Answer>),
    /// Done.
    Checked(Answer),
    /// The text could not be read as a report.
    Failed(Refusal),
    /// The check was given up; the text is still there.
    Stopped,
}

/// Something to say about the last input, beside the box.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The clipboard was empty.
    NothingPasted,
    /// The clipboard held a picture.
    ImagePasted,
    /// What was there before can be brought back.
    Replaced,
    /// A file that cannot be read.
    File(AttrValue, Refusal),
    /// The finding that the address names is not there.
    UnknownLink,
    /// The tables could not be copied.
    NotCopied,
    /// The browser did not store the draft.
    NotStored,
}

/// A file that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Tells it from files chosen before.
    pub number: u32,
    /// Its name.
    pub name: AttrValue,
}

/// Why a file cannot be read, and what to do about it.
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
        let words = |lang, of| format!("{}{}", foreign.message(lang), texts(of).file_kinds_known).into();
        Refusal { zh: words(gouji::Lang::Zh, Lang::Zh), en: words(gouji::Lang::En, Lang::En) }
    }
}

/// What the person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A finding, as an index into the answer's entries.
    Finding(usize),
    /// A cell with the equations that it is in.
    Cell {
        /// The cell.
        cell: CellId,
        /// Which of its equations is lit, as an index into the answer's relations.
        relation: Option<usize>,
        /// The finding to go back to.
        from: Option<usize>,
    },
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

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text in the box was edited.
    Typed(String),
    /// A paste that stands for a whole text.
    Pasted {
        /// Rich content.
        html: Option<String>,
        /// Plain text.
        text: Option<String>,
    },
    /// A paste without text.
    PastedNothing {
        /// There was a picture.
        image: bool,
    },
    /// A file was chosen, and reading it begins.
    Read {
        /// Tells it from files chosen before.
        number: u32,
        /// Its name.
        name: String,
    },
    /// A file was read.
    Opened {
        /// Which.
        number: u32,
        /// What is in it.
        source: Source,
    },
    /// A file could not be read.
    NotOpened {
        /// Which.
        number: u32,
        /// Why.
        refusal: Refusal,
    },
    /// The file that is being read is not wanted any more.
    StopReading,
    /// Another of several reports in the text, counted from zero.
    ChooseReport(usize),
    /// A sample was asked for.
    Open(Sample),
    /// The text of a revision was read; it may have been replaced by its plain form.
    Checked(u32, Source, Result<Read, Refusal>),
    /// What the source of a revision says.
    Excerpted(u32, Excerpt),
    /// The check that is going on is not wanted any more.
    StopChecking,
    /// The text is to be checked once more.
    CheckAgain,
    /// The text is to be read as this kind.
    ReadAs(Kind),
    /// Empty the box.
    Clear,
    /// Bring back what was in the box before.
    Restore,
    /// Open or fold the box.
    ShowInput(bool),
    /// Another language.
    Speak(Lang),
    /// A finding was chosen.
    ChooseFinding(usize),
    /// The finding after or before the chosen one.
    NextFinding {
        /// Before rather than after.
        back: bool,
    },
    /// A cell was activated.
    ChooseCell(CellId),
    /// One of the chosen cell's equations was chosen.
    ChooseRelation(usize),
    /// A cell is to be shown; the choice stays.
    ShowCell(CellId),
    /// One step back.
    Back,
    /// Typing into a cell begins, in place of what is there where a text is given.
    Edit(CellId, Option<String>),
    /// The text of the cell that is being typed into.
    Type(String),
    /// What was typed stands.
    Commit,
    /// What was typed is given up.
    Cancel,
    /// Figures for a cell and those right of it and below, as one step.
    Fill(CellId, Vec<Vec<String>>),
    /// Figures for cells, as one step: a repair.
    Write(Vec<(CellId, String)>),
    /// A cell, or all, as the source says.
    Revert(Option<CellId>),
    /// One step of changes back.
    Undo,
    /// One step of changes forth.
    Redo,
    /// Not to be shown any more.
    Ignore(Ignored),
    /// To be shown again; everything where nothing is named.
    Unignore(Option<usize>),
    /// A part of the page opens or closes.
    Toggle(Panel),
    /// The page looks otherwise.
    Look(Look),
    /// An empty form is to be filled in.
    FillBlank,
    /// Last year's report was read, or could not be.
    Prior(Box<Source>, Result<Read, Refusal>),
    /// Last year's report is not wanted any more.
    DropPrior,
    /// Last year's report and this year's change places.
    Swap,
    /// Several files were given; there may have been more of them.
    List(Vec<(u32, String)>, bool),
    /// How far one of several files is.
    Listed(u32, Box<Status>),
    /// One of several files is to be shown in full.
    OpenListed(u32),
    /// One of several files adds up the others, or none does.
    Parent(Option<u32>),
    /// The list of files is sorted by contradictions, or as they came.
    SortFiles(bool),
    /// The list of files is not wanted any more.
    CloseFiles,
    /// The address names a finding.
    Link(String),
    /// The tables were copied to the clipboard, or could not be.
    Copied(Option<AttrValue>),
    /// A link to a finding was copied, or could not be.
    LinkCopied(bool),
    /// A file was made.
    Downloaded(AttrValue),
    /// A draft was stored at this time, found, deleted (none), or could not be stored.
    Draft(Result<Option<AttrValue>, ()>),
    /// A stored draft is opened.
    OpenDraft(Box<Source>, Overlay),
}

impl Default for State {
    fn default() -> State {
        State {
            lang: Lang::Zh,
            look: Look::default(),
            source: Source::empty(),
            before: None,
            revision: 0,
            input_open: true,
            notice: None,
            reading: None,
            phase: Phase::Idle,
            read: None,
            excerpt: None,
            edits: BTreeMap::new(),
            editing: None,
            ignored: BTreeSet::new(),
            prior: None,
            prior_refused: None,
            batch: None,
            members: Members::default(),
            link: None,
            draft: None,
            open: BTreeSet::new(),
            choice: None,
            focus: Focus { number: 0, target: Target::Stay },
            said: Said { number: 0, words: AttrValue::default() },
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.act(action);
        Rc::new(next)
    }
}

impl State {
    /// The answer in view, if only to the text before.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.phase {
            Phase::Checked(answer) | Phase::Checking(Some(answer)) => Some(answer),
            _ => None,
        }
    }

    /// The equation that is lit, as an index into the answer's relations.
    pub fn lit(&self) -> Option<usize> {
        match self.choice? {
            Choice::Finding(index) => self.answer()?.entries.get(index)?.relation,
            Choice::Cell { relation, .. } => relation,
        }
    }

    /// The chosen finding, or the one that the chosen cell was reached from.
    pub fn finding(&self) -> Option<usize> {
        match self.choice? {
            Choice::Finding(index) => Some(index),
            Choice::Cell { from, .. } => from,
        }
    }

    /// The changes of the report that is shown.
    pub fn changes(&self) -> Option<&Edits> {
        self.edits.get(&self.source.nth)
    }

    /// Whether a part of the page is open.
    pub fn is_open(&self, panel: Panel) -> bool {
        self.open.contains(&panel)
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Typed(text) => {
                let before = self.source.clone();
                self.source = Source::sniffed(text, Origin::Typed);
                // A text that was read against its looks is still read so after an edit.
                if before.kind != before.looks_like && self.source.looks_like == before.looks_like {
                    self.source.kind = before.kind;
                }
                self.source.nth = before.nth;
                self.recheck();
            }
            Action::Pasted { html, text } => self.replace(Source::pasted(html, text)),
            Action::PastedNothing { image } => {
                let text = texts(self.lang);
                self.say(if image { text.image_pasted } else { text.nothing_pasted });
                self.notice = Some(if image { Notice::ImagePasted } else { Notice::NothingPasted });
            }
            Action::Read { number, name } => {
                self.notice = None;
                self.say(fill(texts(self.lang).reading, &[("name", &name)]));
                self.reading = Some(Reading { number, name: name.into() });
            }
            Action::Opened { number, source } => {
                if self.is_reading(number) {
                    self.replace(source);
                }
            }
            Action::NotOpened { number, refusal } => {
                if self.is_reading(number)
                    && let Some(reading) = self.reading.take()
                {
                    self.say(refusal.message(self.lang));
                    self.notice = Some(Notice::File(reading.name, refusal));
                }
            }
            Action::StopReading => {
                self.reading = None;
                self.say(texts(self.lang).said_stopped);
                self.go(if self.input_open { Target::Input } else { Target::Verdict });
            }
            Action::ChooseReport(nth) => {
                self.source.nth = nth;
                self.recheck();
            }
            Action::Open(sample) => self.replace(Source::sample(sample)),
            Action::FillBlank => self.replace(Source::blank()),
            Action::Checked(revision, source, result) => {
                if self.checking() == Some(revision) {
                    self.settle(source, result);
                }
            }
            Action::Excerpted(revision, excerpt) => {
                if revision == self.revision {
                    self.excerpt = Some(excerpt);
                }
            }
            Action::StopChecking => {
                if matches!(self.phase, Phase::Checking(_)) {
                    self.phase = Phase::Stopped;
                    self.say(texts(self.lang).stopped);
                    self.go(Target::CheckAgain);
                }
            }
            Action::CheckAgain => self.recheck(),
            Action::ReadAs(kind) => {
                self.source.kind = kind;
                self.recheck();
            }
            Action::Clear => {
                if !self.source.is_empty() {
                    let source = std::mem::replace(&mut self.source, Source::empty());
                    self.before = Some((source, std::mem::take(&mut self.edits)));
                }
                self.reading = None;
                self.members = Members::default();
                self.ignored.clear();
                self.recheck();
                self.input_open = true;
                self.say(texts(self.lang).said_cleared);
                self.go(Target::Input);
            }
            Action::Restore => {
                if let Some((before, edits)) = self.before.take() {
                    let now = std::mem::replace(&mut self.source, before);
                    let edits = std::mem::replace(&mut self.edits, edits);
                    self.before = Some((now, edits)).filter(|(now, _)| !now.is_empty());
                    self.recheck();
                    self.say(texts(self.lang).said_restored);
                }
            }
            Action::ShowInput(open) => {
                self.input_open = open;
                if open {
                    self.go(Target::Input);
                }
            }
            Action::Speak(lang) => self.lang = lang,
            Action::Look(look) => self.look = look,
            Action::Toggle(panel) => {
                if !self.open.remove(&panel) {
                    self.open.insert(panel);
                    if panel == Panel::Prior {
                        self.go(Target::Prior);
                    }
                }
            }
            Action::ChooseFinding(index) => self.choose_finding(index),
            Action::NextFinding { back } => self.next_finding(back),
            Action::ChooseCell(cell) => self.choose_cell(cell),
            Action::ChooseRelation(index) => {
                if let Some(Choice::Cell { relation, .. }) = &mut self.choice {
                    *relation = Some(index);
                    let words =
                        self.answer().map_or_else(String::new, |answer| sums::line(answer, index, self.lang));
                    self.say(words);
                }
            }
            Action::ShowCell(cell) => self.go(Target::Cell(cell)),
            Action::Back => self.back(),
            Action::Edit(cell, text) => self.edit(cell, text),
            Action::Type(text) => {
                if let Some(editing) = &mut self.editing {
                    editing.text = text.into();
                    self.judge();
                }
            }
            Action::Commit => self.commit(),
            Action::Cancel => {
                if self.editing.take().is_some() {
                    self.judge();
                }
            }
            Action::Fill(cell, rows) => self.fill(cell, &rows),
            Action::Write(changes) => {
                let n = changes.len();
                let cell = changes.first().map(|(cell, _)| *cell);
                if self.write(changes) {
                    self.say(self.with_verdict(count(texts(self.lang).said_applied, n)));
                    self.go(cell.map_or(Target::Stay, Target::Grid));
                }
            }
            Action::Revert(cell) => {
                let done = self.edits.get_mut(&self.source.nth).is_some_and(|edits| edits.revert(cell));
                if done {
                    self.judge();
                    self.say(self.with_verdict(texts(self.lang).said_reverted.to_owned()));
                    self.go(cell.map_or(Target::Verdict, Target::Grid));
                }
            }
            Action::Undo => self.step(Edits::undo, |text| (text.said_undone, text.nothing_to_undo)),
            Action::Redo => self.step(Edits::redo, |text| (text.said_redone, text.nothing_to_redo)),
            Action::Ignore(ignored) => {
                self.ignored.insert(ignored);
                self.choice = None;
                self.judge();
                self.say(self.with_verdict(texts(self.lang).said_ignored.to_owned()));
                self.go(Target::Verdict);
            }
            Action::Unignore(index) => {
                self.unignore(index);
                self.judge();
                self.say(texts(self.lang).said_unignored);
                self.go(Target::Verdict);
            }
            Action::Prior(source, result) => match result {
                Ok(read) => {
                    self.prior = Some(Prior { source: *source, read });
                    self.prior_refused = None;
                    self.open.insert(Panel::Prior);
                    self.judge();
                    self.say(self.with_verdict(texts(self.lang).said_prior.to_owned()));
                    self.go(Target::Prior);
                }
                Err(refusal) => {
                    self.say(refusal.message(self.lang));
                    self.prior_refused = Some(refusal);
                }
            },
            Action::DropPrior => {
                self.prior = None;
                self.judge();
                self.say(texts(self.lang).said_prior_removed);
                self.go(Target::Prior);
            }
            Action::Swap => {
                if let (Some(prior), Some(read)) = (self.prior.take(), self.read.clone()) {
                    let now = self.source.clone();
                    self.replace(prior.source);
                    self.prior = Some(Prior { source: now, read });
                }
            }
            Action::List(files, is_cut) => {
                self.reading = None;
                self.say(count(texts(self.lang).files_title, files.len()));
                self.batch = Some(Batch::of(files, is_cut));
                self.go(Target::Files);
            }
            Action::Listed(number, status) => self.listed(number, *status),
            Action::OpenListed(number) => self.open_listed(number),
            Action::Parent(number) => {
                if let Some(batch) = &mut self.batch {
                    batch.parent = number;
                    if let Some(shown) = batch.shown {
                        self.members = Members(batch.members_of(shown).into());
                        self.judge();
                    }
                }
            }
            Action::SortFiles(by_errors) => {
                if let Some(batch) = &mut self.batch {
                    batch.by_errors = by_errors;
                }
            }
            Action::CloseFiles => {
                self.batch = None;
                self.go(if self.answer().is_some() { Target::Verdict } else { Target::Input });
            }
            Action::Link(key) => {
                self.link = Some(key);
                self.follow_link();
            }
            Action::Copied(name) => {
                let text = texts(self.lang);
                match name {
                    Some(name) => self.say(fill(text.copied, &[("name", &name)])),
                    None => {
                        self.say(text.copy_failed);
                        self.notice = Some(Notice::NotCopied);
                    }
                }
            }
            Action::LinkCopied(true) => self.say(texts(self.lang).said_link_copied),
            Action::LinkCopied(false) => {
                self.say(texts(self.lang).copy_failed);
                self.notice = Some(Notice::NotCopied);
            }
            Action::Downloaded(name) => self.say(fill(texts(self.lang).said_downloaded, &[("name", &name)])),
            Action::Draft(Ok(time)) => {
                if time.is_none() && self.draft.is_some() {
                    self.say(texts(self.lang).draft_deleted);
                }
                self.draft = time;
            }
            Action::Draft(Err(())) => {
                self.say(texts(self.lang).draft_failed);
                self.notice = Some(Notice::NotStored);
            }
            Action::OpenDraft(source, overlay) => {
                self.replace(*source);
                self.edits.insert(self.source.nth, Edits::restored(overlay));
            }
        }
    }

    /// The text that is being checked; its number changes with it.
    pub fn checking(&self) -> Option<u32> {
        matches!(self.phase, Phase::Checking(_)).then_some(self.revision)
    }

    /// The source that is to be shown and was not asked for yet, and where its report begins.
    pub fn unshown(&self) -> Option<usize> {
        let read = self.read.as_ref().filter(|_| self.excerpt.is_none() && self.is_open(Panel::Source))?;
        matches!(self.phase, Phase::Checked(_)).then_some(())?;
        let cells = read.cells.values().filter_map(|cell| Some(cell.place?.block));
        let sections = read.sections.iter().map(|section| section.place.block);
        // A little of what stands before it; a long menu must not use up the blocks that are shown.
        Some(cells.chain(sections).min().unwrap_or(0).saturating_sub(50))
    }

    fn is_reading(&self, number: u32) -> bool {
        self.reading.as_ref().is_some_and(|reading| reading.number == number)
    }

    /// Puts a whole new text in the box.
    fn replace(&mut self, source: Source) {
        self.reading = None;
        let before = std::mem::replace(&mut self.source, source);
        let edits = std::mem::take(&mut self.edits);
        let is_changed = edits.values().any(|edits| !edits.overlay().is_empty());
        let is_own = matches!(before.origin, Origin::Sample(_) | Origin::Blank) && !is_changed;
        let is_lost = !before.is_empty() && !is_own && (is_changed || before.text != self.source.text);
        if is_lost {
            self.before = Some((before, edits));
        }
        self.members = Members::default();
        self.ignored.clear();
        if let Some(batch) = &mut self.batch {
            batch.shown = None;
        }
        self.recheck();
        // A long text in an open box takes longer to lay out than to check.
        self.input_open = self.source.is_empty();
        self.notice = is_lost.then_some(Notice::Replaced);
        if !self.source.is_empty() {
            self.say(texts(self.lang).checking);
        }
    }

    fn recheck(&mut self) {
        self.revision += 1;
        self.notice = None;
        self.choice = None;
        self.editing = None;
        self.phase = match std::mem::replace(&mut self.phase, Phase::Idle) {
            _ if self.source.is_empty() => Phase::Idle,
            Phase::Checked(answer) | Phase::Checking(Some(answer)) => Phase::Checking(Some(answer)),
            _ => Phase::Checking(None),
        };
    }

    fn settle(&mut self, source: Source, result: Result<Read, Refusal>) {
        self.source = source;
        self.excerpt = None;
        let typed = self.source.origin == Origin::Typed;
        match result {
            Ok(read) => {
                self.read = Some(read);
                let answer = self.judged();
                if let Some(answer) = answer {
                    self.say(summary::spoken(&answer, self.source.nth, self.lang));
                    self.phase = Phase::Checked(answer);
                }
                if !typed {
                    self.input_open = false;
                    self.go(Target::Verdict);
                }
                self.follow_link();
            }
            Err(refusal) => {
                self.say(refusal.message(self.lang));
                self.read = None;
                self.phase = Phase::Failed(refusal);
                self.input_open = true;
                if !typed {
                    self.go(Target::Input);
                }
            }
        }
    }

    /// The answer to what was read, with all changes.
    fn judged(&self) -> Option<Answer> {
        let read = self.read.as_ref()?;
        let none = Edits::default();
        let edits = self.changes().unwrap_or(&none);
        let typing = self.editing.as_ref().map(|editing| (editing.cell, editing.text.as_str()));
        let report = edits.applied(read, typing);
        let was = |cell: &CellId| (*cell, says(read, *cell).map(str::to_owned));
        let was = edits.overlay().keys().filter(|cell| read.cells.contains_key(cell)).map(was).collect();
        let prior = self.prior.as_ref().map(|prior| &*prior.read);
        let beside = Beside { prior, members: &self.members.0 };
        Some(Answer::judged(report, was, With { beside, ignored: Some(&self.ignored) }))
    }

    /// Judges again after a change; what the person looks at stays in view.
    fn judge(&mut self) {
        let Some(answer) = self.judged() else { return };
        self.choice = self.choice.and_then(|choice| self.carried_over(choice, &answer));
        if matches!(self.phase, Phase::Checked(_)) {
            self.phase = Phase::Checked(answer);
        }
    }

    /// The same choice in a new answer. An equation that holds now stays in view, by its cell.
    fn carried_over(&self, choice: Choice, next: &Answer) -> Option<Choice> {
        let now = self.answer()?;
        let relation = |index: usize| {
            let (equation, _) = now.relations.get(index)?;
            next.relations.iter().position(|(candidate, _)| candidate == equation)
        };
        let finding = |index: usize| next.entry_named(&now.entries.get(index)?.key);
        match choice {
            Choice::Finding(index) => match (finding(index), now.finding(index)?.cells.first()) {
                (Some(index), _) => Some(Choice::Finding(index)),
                (None, Some(&cell)) => {
                    let relation = now.entries.get(index)?.relation.and_then(relation);
                    Some(Choice::Cell { cell, relation, from: None })
                }
                (None, None) => None,
            },
            Choice::Cell { cell, relation: lit, from } => {
                Some(Choice::Cell { cell, relation: lit.and_then(relation), from: from.and_then(finding) })
            }
        }
    }

    fn edit(&mut self, cell: CellId, text: Option<String>) {
        let Some(answer) = self.answer().cloned() else { return };
        if !matches!(self.phase, Phase::Checked(_)) || !answer.audit.report.cells.contains_key(&cell) {
            return;
        }
        // The next figure came before the field had the keyboard.
        if let (Some(editing), Some(more)) = (&mut self.editing, &text)
            && editing.cell == cell
        {
            let text = format!("{}{more}", editing.text);
            return self.act(Action::Type(text));
        }
        let is_replacing = text.is_some();
        let raw = || answer.cell(cell).and_then(|cell| cell.raw.clone()).unwrap_or_default();
        let text = text.unwrap_or_else(raw).into();
        self.editing = Some(Editing { cell, text, is_replacing });
        if is_replacing {
            self.judge();
        }
    }

    fn commit(&mut self) {
        let Some(Editing { cell, text, .. }) = self.editing.take() else { return };
        let was = self.text_of(cell);
        if self.write(vec![(cell, text.to_string())]) {
            let words = texts(self.lang);
            let shown =
                |text: &str| if text.is_empty() { words.blank.to_owned() } else { format!("“{text}”") };
            let said = fill(
                words.said_changed,
                &[("cell", &cell.label()), ("was", &shown(&was)), ("now", &shown(text.trim()))],
            );
            self.say(self.with_verdict(said));
        } else {
            self.judge();
        }
    }

    /// The text of a cell with all steps done so far, without what is being typed.
    fn text_of(&self, cell: CellId) -> String {
        let changed = self.changes().and_then(|edits| edits.overlay().get(&cell));
        let source = || says(self.read.as_ref()?, cell).map(str::to_owned);
        changed.cloned().or_else(source).unwrap_or_default()
    }

    fn fill(&mut self, cell: CellId, rows: &[Vec<String>]) {
        let Some(form) = self.answer().and_then(|answer| answer.audit.report.forms.get(&cell.table)) else {
            return;
        };
        let layout = Layout::of(cell.table, *form);
        let mut changes = Vec::new();
        let mut line = Some(cell);
        for row in rows {
            let mut at = line;
            for text in row {
                let Some(cell) = at else { break };
                changes.push((cell, text.clone()));
                at = layout.step(cell, Step::Right);
            }
            line = line.and_then(|cell| layout.step(cell, Step::Down));
        }
        self.act(Action::Write(changes));
    }

    /// One step of changes; says whether anything changed.
    fn write(&mut self, changes: Vec<(CellId, String)>) -> bool {
        let Some(read) = self.read.clone() else { return false };
        let done = self.edits.entry(self.source.nth).or_default().write(&read, changes);
        if done {
            self.judge();
        }
        done
    }

    fn step(
        &mut self,
        walk: fn(&mut Edits) -> Option<CellId>,
        words: fn(&Texts) -> (&'static str, &'static str),
    ) {
        let (done, nothing) = words(texts(self.lang));
        match self.edits.get_mut(&self.source.nth).and_then(walk) {
            Some(cell) => {
                self.editing = None;
                self.judge();
                let now = self.text_of(cell);
                let text = texts(self.lang);
                let now = if now.is_empty() { text.blank.to_owned() } else { now };
                let said = [done.to_owned(), cell.label(), now].join(text.separator);
                self.say(self.with_verdict(said));
                self.go(Target::Grid(cell));
            }
            None => self.say(nothing),
        }
    }

    /// What was done, and how it stands now.
    fn with_verdict(&self, done: String) -> String {
        match self.answer() {
            Some(answer) => {
                format!("{done}{}{}", texts(self.lang).stop, summary::headline(answer, self.lang))
            }
            None => done,
        }
    }

    fn unignore(&mut self, index: Option<usize>) {
        let Some(index) = index else { return self.ignored.clear() };
        let Some(answer) = self.answer().cloned() else { return };
        let (Some(entry), Some(finding)) = (answer.entries.get(index), answer.finding(index)) else { return };
        self.ignored.remove(&Ignored::One(entry.key.clone()));
        if self.ignored.remove(&Ignored::Kind(finding.rule)) {
            // The others of its kind stay ignored, one by one.
            for (other, entry) in answer.entries.iter().enumerate() {
                if other != index && answer.finding(other).is_some_and(|facts| facts.rule == finding.rule) {
                    self.ignored.insert(Ignored::One(entry.key.clone()));
                }
            }
        }
    }

    fn listed(&mut self, number: u32, status: Status) {
        let Some(batch) = &mut self.batch else { return };
        let was_done = batch.done() == batch.files.len();
        batch.set(number, status);
        let (done, n) = (batch.done(), batch.files.len());
        if done == n && !was_done {
            let broken =
                |status: &Status| matches!(status, Status::Read(_, _, figures) if figures.errors > 0);
            let failed = |status: &Status| matches!(status, Status::Refused(_));
            let of = |wanted: &dyn Fn(&Status) -> bool| {
                batch.files.iter().filter(|file| wanted(&file.status)).count().to_string()
            };
            let (broken, failed) = (of(&broken), of(&failed));
            let said = [("n", n.to_string()), ("broken", broken), ("failed", failed)];
            let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.say(fill(texts(self.lang).files_done, &said));
        }
    }

    fn open_listed(&mut self, number: u32) {
        let Some(batch) = &mut self.batch else { return };
        // Changes stay with their file while others are looked at.
        let kept = batch.shown.take();
        if let Some(shown) = kept.and_then(|shown| batch.files.iter_mut().find(|file| file.number == shown)) {
            shown.edits = std::mem::take(&mut self.edits);
        }
        let members = batch.members_of(number);
        let Some((Status::Read(source, read, _), edits)) =
            batch.file(number).map(|file| (file.status.clone(), file.edits.clone()))
        else {
            return;
        };
        if kept.is_some() {
            self.source = Source::empty();
        }
        self.replace(source.clone());
        self.edits = edits;
        self.members = Members(members.into());
        if let Some(batch) = &mut self.batch {
            batch.shown = Some(number);
        }
        self.settle(source, Ok(read));
    }

    fn follow_link(&mut self) {
        let (Some(key), Phase::Checked(answer)) = (self.link.clone(), &self.phase) else { return };
        self.link = None;
        match answer.entry_named(&key) {
            Some(index) => self.choose_finding(index),
            None => {
                self.say(texts(self.lang).unknown_link);
                self.notice = Some(Notice::UnknownLink);
            }
        }
    }

    fn next_finding(&mut self, back: bool) {
        let Some(answer) = self.answer() else { return self.say(texts(self.lang).said_no_findings) };
        let shown: Vec<usize> =
            (0..answer.entries.len()).filter(|&index| !answer.entries[index].ignored).collect();
        let here = self.finding().and_then(|index| shown.iter().position(|&shown| shown == index));
        let n = shown.len();
        match (n, here, back) {
            (0, _, _) => self.say(texts(self.lang).said_no_findings),
            (_, None, false) => self.choose_finding(shown[0]),
            (n, None, true) => self.choose_finding(shown[n - 1]),
            (n, Some(at), false) => self.choose_finding(shown[(at + 1) % n]),
            (n, Some(at), true) => self.choose_finding(shown[(at + n - 1) % n]),
        }
    }

    fn choose_finding(&mut self, index: usize) {
        let Some(answer) = self.answer().cloned() else { return };
        let Some(finding) = answer.finding(index) else { return };
        self.choice = Some(Choice::Finding(index));
        let cell = finding.cells.iter().find(|cell| answer.cell(**cell).is_some());
        self.go(cell.map_or(Target::Finding(index), |&cell| Target::Cell(cell)));
        let (i, n) = ((index + 1).to_string(), answer.entries.len().to_string());
        let message = self.lang.message(finding);
        self.say(fill(texts(self.lang).said_chosen, &[("i", &i), ("n", &n), ("message", &message)]));
    }

    fn choose_cell(&mut self, cell: CellId) {
        let Some(answer) = self.answer().cloned() else { return };
        let relations = answer.relations_of(cell);
        let fails = |relation: &usize| answer.relations.get(*relation).is_some_and(is_failing);
        let relation = self
            .lit()
            .filter(|lit| relations.contains(lit))
            .or_else(|| relations.iter().copied().find(fails))
            .or_else(|| relations.first().copied());
        self.choice = Some(Choice::Cell { cell, relation, from: self.finding() });
        self.say(sums::cell_summary(&answer, cell, self.lang));
        if relations.len() > 1 {
            self.go(Target::Relation);
        }
    }

    fn back(&mut self) {
        match self.choice {
            Some(Choice::Cell { cell, from, .. }) => {
                self.choice = from.map(Choice::Finding);
                self.go(Target::Cell(cell));
            }
            Some(Choice::Finding(index)) => {
                self.choice = None;
                self.go(Target::Finding(index));
            }
            None => return,
        }
        self.say(texts(self.lang).said_closed);
    }

    fn go(&mut self, target: Target) {
        self.focus = Focus { number: self.focus.number + 1, target };
    }

    fn say(&mut self, words: impl Into<AttrValue>) {
        self.said = Said { number: self.said.number + 1, words: words.into() };
    }
}

fn is_failing((_, outcome): &(gouji::Equation, gouji::Outcome)) -> bool {
    matches!(outcome, gouji::Outcome::Fails(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::read as read_of;

    fn broken() -> Read {
        read_of(&[("t4.direct.upheld", "1"), ("t4.direct.pending", "1"), ("t4.direct.total", "1")])
    }

    fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
        let state = actions.into_iter().fold(Rc::new(state), |state, action| state.reduce(action));
        (*state).clone()
    }

    fn cell(id: &str) -> CellId {
        id.parse().expect("a cell of the form")
    }

    /// A pasted report with one contradiction, checked.
    fn checked() -> State {
        let pasted = after(State::default(), [Action::Pasted { html: None, text: Some("年报".into()) }]);
        let done = Action::Checked(pasted.revision, pasted.source.clone(), Ok(broken()));
        after(pasted, [done])
    }

    #[test]
    fn a_paste_is_checked_and_the_verdict_gets_the_keyboard() {
        let state = checked();
        assert!(matches!(state.phase, Phase::Checked(_)));
        assert_eq!(state.focus.target, Target::Verdict);
        assert!(!state.input_open);
        assert!(state.said.words.starts_with("1 处矛盾"), "{}", state.said.words);
    }

    #[test]
    fn typing_keeps_the_keyboard_in_the_box_and_the_old_answer_in_view() {
        let state = after(checked(), [Action::Typed("年报二".into())]);
        assert!(matches!(state.phase, Phase::Checking(Some(_))));
        let done = Action::Checked(state.revision, state.source.clone(), Ok(broken()));
        let moves = state.focus.number;
        assert_eq!(after(state, [done]).focus.number, moves);
    }

    #[test]
    fn the_answer_to_an_older_text_is_dropped() {
        let state = after(State::default(), [Action::Typed("甲".into()), Action::Typed("乙".into())]);
        let old = Action::Checked(
            state.revision - 1,
            Source::empty(),
            Err(Error::NotAReport(gouji::NearMiss::Other).into()),
        );
        assert_eq!(after(state.clone(), [old]), state);
    }

    #[test]
    fn a_stopped_check_leaves_the_text_and_no_verdict_and_its_answer_comes_too_late() {
        let pasted = after(checked(), [Action::Pasted { html: None, text: Some("另一份年报".into()) }]);
        let late = Action::Checked(pasted.revision, pasted.source.clone(), Ok(broken()));
        let stopped = after(pasted, [Action::StopChecking, late]);
        assert_eq!((stopped.phase.clone(), stopped.checking()), (Phase::Stopped, None));
        assert_eq!((stopped.source.text.as_str(), stopped.focus.target), ("另一份年报", Target::CheckAgain));
        assert!(stopped.answer().is_none());
        let again = after(stopped.clone(), [Action::CheckAgain]);
        assert!(again.checking() > stopped.checking());
        let done = Action::Checked(again.revision, again.source.clone(), Ok(broken()));
        assert!(after(again, [done]).answer().is_some());
        assert_eq!(after(stopped.clone(), [Action::StopChecking]), stopped);
    }

    #[test]
    fn bad_input_stays_in_the_open_box() {
        let state = after(State::default(), [Action::Pasted { html: None, text: Some("床前明月光".into()) }]);
        let failed = Action::Checked(
            state.revision,
            state.source.clone(),
            Err(Error::NotAReport(gouji::NearMiss::Other).into()),
        );
        let state = after(state, [failed]);
        assert_eq!(state.phase, Phase::Failed(Error::NotAReport(gouji::NearMiss::Other).into()));
        assert_eq!(state.source.text, "床前明月光");
        assert!(state.input_open);
    }

    #[test]
    fn what_was_replaced_or_cleared_comes_back() {
        let state = after(checked(), [Action::Pasted { html: None, text: Some("另一份".into()) }]);
        assert_eq!(state.notice, Some(Notice::Replaced));
        let state = after(state, [Action::Restore]);
        assert_eq!(state.source.text, "年报");
        let state = after(state, [Action::Clear]);
        assert_eq!((state.source.text.as_str(), &state.phase), ("", &Phase::Idle));
        assert_eq!(after(state, [Action::Restore]).source.text, "年报");
    }

    #[test]
    fn a_picture_on_the_clipboard_changes_nothing_but_the_notice() {
        let state = after(checked(), [Action::PastedNothing { image: true }]);
        assert_eq!(state.notice, Some(Notice::ImagePasted));
        assert!(matches!(state.phase, Phase::Checked(_)));
    }

    #[test]
    fn choosing_a_finding_lights_its_equation_and_goes_to_its_first_cell() {
        let state = after(checked(), [Action::ChooseFinding(0)]);
        assert_eq!(state.focus.target, Target::Cell(cell("t4.direct.upheld")));
        let answer = state.answer().expect("an answer");
        let lit = state.lit().expect("an equation");
        assert!(answer.roles(lit).contains_key(&cell("t4.direct.total")));
    }

    #[test]
    fn a_cell_in_several_equations_lists_them_and_escape_returns_step_by_step() {
        let state = after(checked(), [Action::ChooseFinding(0), Action::ChooseCell(cell("t3.total.total"))]);
        assert_eq!(state.focus.target, Target::Relation);
        assert_eq!(state.finding(), Some(0));
        let state = after(state, [Action::Back]);
        assert_eq!(state.choice, Some(Choice::Finding(0)));
        assert_eq!(state.focus.target, Target::Cell(cell("t3.total.total")));
        let state = after(state, [Action::Back]);
        assert_eq!((state.choice, state.focus.target), (None, Target::Finding(0)));
    }

    #[test]
    fn a_cell_in_one_equation_lights_it_and_keeps_the_keyboard() {
        let state = after(checked(), [Action::ChooseFinding(0)]);
        let moves = state.focus.number;
        let state = after(state, [Action::ChooseCell(cell("t4.review.total"))]);
        assert_eq!(state.focus.number, moves);
        assert!(state.lit().is_some());
        let state = after(state, [Action::ChooseCell(cell("t2.fees.amount"))]);
        assert_eq!(state.lit(), None);
    }

    #[test]
    fn f8_goes_round_all_findings() {
        let state = checked();
        let n = state.answer().expect("an answer").entries.len();
        let forward = (0..n).map(|_| Action::NextFinding { back: false });
        let state = after(state, forward);
        assert_eq!(state.finding(), Some(n - 1));
        let state = after(state, [Action::NextFinding { back: false }]);
        assert_eq!(state.finding(), Some(0));
        assert_eq!(after(state, [Action::NextFinding { back: true }]).finding(), Some(n - 1));
    }

    #[test]
    fn the_way_of_reading_survives_an_edit() {
        let html = "<html><table><tr><td>1</td></tr></table></html>";
        let state = after(State::default(), [Action::Typed(html.into()), Action::ReadAs(Kind::Text)]);
        let state = after(state, [Action::Typed(format!("{html} "))]);
        assert_eq!(state.source.kind, Kind::Text);
    }

    fn read(number: u32) -> Action {
        Action::Read { number, name: "年报.docx".into() }
    }

    fn opened(number: u32, text: &str) -> Action {
        let source = Source::file(text.into(), Kind::Html, "年报.docx".into(), gouji_files::Format::Docx);
        Action::Opened { number, source }
    }

    #[test]
    fn a_file_takes_its_place_once_it_is_read_and_a_refused_one_changes_nothing() {
        let state = after(checked(), [read(1)]);
        assert!(matches!(state.phase, Phase::Checked(_)));
        let refused = Action::NotOpened { number: 1, refusal: Error::Encrypted.into() };
        let kept = after(state.clone(), [refused]);
        assert_eq!((kept.source.text.as_str(), &kept.reading), ("年报", &None));
        assert_eq!(kept.notice, Some(Notice::File("年报.docx".into(), Error::Encrypted.into())));
        let state = after(state, [opened(1, "<p>年报")]);
        assert_eq!((state.source.text.as_str(), &state.notice), ("<p>年报", &Some(Notice::Replaced)));
    }

    #[test]
    fn a_file_that_was_given_up_comes_too_late() {
        let stopped = after(checked(), [read(1), Action::StopReading, opened(1, "旧")]);
        assert_eq!(stopped.source.text, "年报");
        let second = after(checked(), [read(1), read(2), opened(1, "旧"), opened(2, "新")]);
        assert_eq!(second.source.text, "新");
        let pasted = Action::Pasted { html: None, text: Some("粘贴".into()) };
        assert_eq!(after(checked(), [read(1), pasted, opened(1, "旧")]).source.text, "粘贴");
    }

    #[test]
    fn another_of_several_reports_is_checked_and_stays_chosen_after_an_edit() {
        let state = after(checked(), [Action::ChooseReport(1)]);
        assert_eq!((state.source.nth, state.revision), (1, checked().revision + 1));
        assert_eq!(after(state.clone(), [Action::Typed("年报 ".into())]).source.nth, 1);
        assert_eq!(after(state, [Action::Pasted { html: None, text: Some("新".into()) }]).source.nth, 0);
    }

    fn raw(state: &State, id: &str) -> String {
        state.answer().and_then(|answer| answer.cell(cell(id))?.raw.clone()).unwrap_or_default()
    }

    #[test]
    fn what_is_typed_is_judged_at_once_and_stands_when_it_is_confirmed() {
        let total = cell("t4.direct.total");
        let state = after(checked(), [Action::Edit(total, Some("2".into()))]);
        assert_eq!(state.answer().map(|answer| answer.shown(gouji::Severity::Error)), Some(0));
        let given_up = after(state.clone(), [Action::Cancel]);
        assert_eq!(raw(&given_up, "t4.direct.total"), "1");
        let state = after(state, [Action::Commit, Action::Commit]);
        assert_eq!((raw(&state, "t4.direct.total").as_str(), &state.editing), ("2", &None));
        assert!(state.said.words.contains("“1” 改为 “2”"), "{}", state.said.words);
        let state = after(state, [Action::Undo]);
        assert_eq!(raw(&state, "t4.direct.total"), "1");
        assert_eq!(raw(&after(state, [Action::Redo]), "t4.direct.total"), "2");
    }

    #[test]
    fn a_figure_that_comes_before_the_field_has_the_keyboard_is_not_lost() {
        let total = cell("t3.received.total");
        let typed = ["1", "2", "3"].map(|figure| Action::Edit(total, Some(figure.into())));
        let state = after(after(checked(), typed), [Action::Commit]);
        assert_eq!(raw(&state, "t3.received.total"), "123");
    }

    #[test]
    fn a_mended_equation_stays_in_view_as_one_that_holds() {
        let state = after(checked(), [Action::ChooseFinding(0)]);
        let lit = state.lit();
        let state = after(state, [Action::Write(vec![(cell("t4.direct.total"), "2".into())])]);
        assert!(matches!(state.choice, Some(Choice::Cell { relation, .. }) if relation == lit));
        assert_eq!(state.finding(), None);
    }

    #[test]
    fn a_replaced_report_comes_back_with_its_changes() {
        let state = after(checked(), [Action::Write(vec![(cell("t4.direct.total"), "2".into())])]);
        let state = after(state, [Action::Pasted { html: None, text: Some("另一份".into()) }]);
        assert!(state.edits.is_empty());
        assert_eq!(after(state, [Action::Restore]).edits[&0].overlay().len(), 1);
    }

    #[test]
    fn what_is_ignored_is_counted_left_out_of_f8_and_restored_alone() {
        let ignored = Ignored::Kind(gouji::RuleId::T4Total);
        let two = after(checked(), [Action::Write(vec![(cell("t4.review.total"), "5".into())])]);
        let state = after(two, [Action::Ignore(ignored)]);
        assert_eq!(state.answer().map(|answer| answer.ignored()), Some(2));
        assert_eq!(
            after(state.clone(), [Action::NextFinding { back: false }]).finding(),
            Some(2),
            "the first that is shown"
        );
        let state = after(state, [Action::Unignore(Some(0))]);
        assert_eq!(state.answer().map(|answer| answer.ignored()), Some(1));
        assert_eq!(after(state.clone(), [Action::NextFinding { back: false }]).finding(), Some(0));
        let state = after(state, [Action::Unignore(None)]);
        assert_eq!(state.answer().map(|answer| answer.ignored()), Some(0));
    }

    #[test]
    fn a_link_is_followed_as_soon_as_there_is_an_answer() {
        let link = || Action::Link("t4.total@t4.direct.total".into());
        let pasted =
            after(State::default(), [link(), Action::Pasted { html: None, text: Some("年报".into()) }]);
        let done = Action::Checked(pasted.revision, pasted.source.clone(), Ok(broken()));
        assert_eq!(after(pasted, [done]).finding(), Some(0));
        let unknown = after(checked(), [Action::Link("t3.balance@t3.total.total".into())]);
        assert_eq!(unknown.notice, Some(Notice::UnknownLink));
    }

    #[test]
    fn several_files_are_listed_and_each_opens_in_full() {
        let read = |status| Action::Listed(1, Box::new(status));
        let (source, result) = Source::sample(Sample::Broken).read();
        let list = Action::List(vec![(1, "甲.html".into()), (2, "乙.html".into())], false);
        let state = after(State::default(), [list, read(Status::of(source, result))]);
        assert!(state.answer().is_none(), "nothing is shown unasked");
        let refused = Action::Listed(2, Box::new(Status::Refused(Error::Corrupt.into())));
        let state = after(state, [refused]);
        assert_eq!(state.said.words, "2 个文件已读完，其中 1 个有矛盾，1 个没有读成");
        let state = after(state, [Action::OpenListed(1)]);
        assert_eq!(state.answer().map(|answer| answer.shown(gouji::Severity::Error)), Some(1));
        assert_eq!(state.batch.as_ref().and_then(|batch| batch.shown), Some(1));
        // What was changed in one stays with it while another is looked at.
        let (source, result) = Source::sample(Sample::Clean).read();
        let other = Action::Listed(2, Box::new(Status::of(source, result)));
        let change = Action::Write(vec![(cell("t4.direct.total"), "2".into())]);
        let state = after(state, [change, other, Action::OpenListed(2)]);
        assert!(state.edits.is_empty());
        let state = after(state, [Action::OpenListed(1)]);
        assert_eq!(raw(&state, "t4.direct.total"), "2");
    }
}
