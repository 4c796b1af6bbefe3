//! Random ways through the page against a simple model: what is in the box and in the list, and a stack of it.
//!
//! Whatever is done, in whatever order slow and failing answers come, after each action
//!
//! - the answer shown belongs to the text shown, with its changes;
//! - an answer that nobody asked for, or not any more, changes nothing;
//! - nothing is lost: what a person did is there, or a step back brings it back whole;
//!
//! and in the end nothing waits, and taking everything back leads to where it began. A failure names its seed.

use std::collections::{BTreeMap, BTreeSet};

use gouji::{Error, Kind, NearMiss, Report, RuleId};
use gouji_files::Format;

use super::tests::{after, cell};
use super::*;
use crate::answer::Ignored;
use crate::answer::tests::report;
use crate::batch::Status;
use crate::edits::Overlay;
use crate::source::Sample;
use crate::token::Token;

/// Numbers that look random (xorshift), the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        (!all.is_empty()).then(|| all[self.below(all.len())].clone())
    }
}

/// A document and what was done to it.
#[derive(Clone, Debug, PartialEq)]
struct Doc {
    text: String,
    nth: usize,
    work: BTreeMap<usize, (Overlay, BTreeSet<Ignored>)>,
    file: Option<Token>,
}

/// All that a person would miss.
#[derive(Clone, Debug, PartialEq)]
struct View {
    open: Doc,
    prior: Option<Token>,
    list: Option<(Token, Option<Token>, BTreeMap<Token, Doc>)>,
}

fn doc(session: &Session) -> Doc {
    let sheets = session.sheets.iter().filter(|(_, sheet)| sheet.has_work());
    Doc {
        text: session.source.text.to_string(),
        nth: session.source.nth,
        work: sheets
            .map(|(nth, sheet)| (*nth, ((*sheet.changes).clone(), (*sheet.ignored).clone())))
            .collect(),
        file: session.file,
    }
}

fn view(state: &State) -> View {
    let list = state.batch().map(|batch| {
        let left = batch.left.iter().filter(|(file, _)| state.desk.session.file != Some(**file));
        (batch.token, batch.parent, left.map(|(file, left)| (*file, doc(&left.session))).collect())
    });
    View { open: doc(&state.desk.session), prior: state.desk.session.prior, list }
}

/// Last year's report may have come while the document was away, or the one that was asked for after it.
fn is_same(expected: &View, found: &View) -> bool {
    let prior = expected.prior <= found.prior;
    prior && expected.open == found.open && lists_agree(expected, found)
}

/// A file that was only looked at may stand in the list or not.
fn lists_agree(expected: &View, found: &View) -> bool {
    let worked = |view: &View| {
        view.list.as_ref().map(|(token, parent, left)| {
            let left = left.iter().filter(|(_, doc)| !doc.work.is_empty());
            (*token, *parent, left.map(|(file, doc)| (*file, doc.clone())).collect::<Vec<_>>())
        })
    };
    worked(expected) == worked(found)
}

/// Every change and every finding set aside in a view, with the text that it belongs to.
fn work(view: &View) -> BTreeSet<String> {
    let left = view.list.iter().flat_map(|(_, _, left)| left.values());
    let docs = std::iter::once(&view.open).chain(left);
    docs.flat_map(|doc| doc.work.iter().map(move |work| format!("{} {work:?}", doc.text))).collect()
}

/// What a text reads as: its name stands in the title of its reports.
fn reading(text: &str, nth: usize) -> Result<Read, Refusal> {
    if text.contains('诗') {
        return Err(Error::NotAReport(NearMiss::Other).into());
    }
    let year = text.chars().find_map(|c| c.to_digit(10)).map_or(2020, |digit| 2020 + digit as u16);
    let values = [("t4.direct.upheld", "1"), ("t4.direct.total", "3"), ("t3.received.total", "2")];
    let (title, organ) = (Some(format!("{text}#{nth}")), Some("青槐县".to_owned()));
    Ok(Read::of(Report { title, organ, year: Some(year), ..report(&values) }))
}

struct Walk {
    state: State,
    dice: Dice,
    past: Vec<View>,
    future: Vec<View>,
    /// Requests that were made, answered or not.
    checks: Vec<(Token, Source)>,
    files: Vec<Token>,
    listed: Vec<Token>,
    priors: Vec<(Token, Source)>,
    prior_files: Vec<Token>,
    texts: usize,
}

impl Walk {
    fn new(seed: u64) -> Walk {
        Walk {
            state: State::default(),
            dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            past: Vec::new(),
            future: Vec::new(),
            checks: Vec::new(),
            files: Vec::new(),
            listed: Vec::new(),
            priors: Vec::new(),
            prior_files: Vec::new(),
            texts: 0,
        }
    }

    fn text(&mut self) -> String {
        self.texts += 1;
        let kind = ["年报", "年报", "年报", "诗"][self.dice.below(4)];
        format!("{kind}{}.{}", self.dice.below(4), self.texts)
    }

    /// What a person does next.
    fn act(&mut self) -> Action {
        let cells = ["t4.direct.total", "t3.received.total", "t4.review.total"];
        let id = cell(cells[self.dice.below(cells.len())]);
        let figure = self.dice.below(4).to_string();
        match self.dice.below(30) {
            0..=2 => {
                let text = Some(self.text());
                DocumentAction::Pasted { html: None, text }.into()
            }
            3 => DocumentAction::Typed(self.text()).into(),
            4 => DocumentAction::Typed(String::new()).into(),
            5 => DocumentAction::Open(Sample::Clean).into(),
            6 => DocumentAction::FillBlank.into(),
            7 => DocumentAction::ChooseReport(self.dice.below(3)).into(),
            8 => DocumentAction::ReadAs([Kind::Html, Kind::Text][self.dice.below(2)]).into(),
            9 => DocumentAction::Clear.into(),
            10 => DocumentAction::Restore.into(),
            11 | 12 => DocumentAction::Undo.into(),
            13 => DocumentAction::Redo.into(),
            14 | 15 => CellAction::Write(vec![(id, figure)]).into(),
            16 => CellAction::Edit(id, Some(figure)).into(),
            17 => [CellAction::Commit, CellAction::Cancel, CellAction::Revert(None)][self.dice.below(3)]
                .clone()
                .into(),
            18 => CellAction::Ignore(Ignored::Kind(RuleId::T4Total)).into(),
            19 => CellAction::Unignore([None, Some(0)][self.dice.below(2)]).into(),
            20 => {
                self.files.push(Token::new());
                FileAction::Read(self.files[self.files.len() - 1], "年报.docx".into()).into()
            }
            21 => {
                let numbers: Vec<Token> = (0..=self.dice.below(3)).map(|_| Token::new()).collect();
                self.listed.extend(&numbers);
                FileAction::List(numbers.into_iter().map(|number| (number, "年报".into())).collect(), false)
                    .into()
            }
            22..=24 => match self.file() {
                Some(file) => FileAction::OpenListed(file).into(),
                None => FileAction::Stop.into(),
            },
            25 => FileAction::Parent(self.file()).into(),
            26 => [FileAction::Close, FileAction::Sort(true), FileAction::Stop][self.dice.below(3)]
                .clone()
                .into(),
            27 => {
                self.prior_files.push(Token::new());
                PriorAction::Open(self.prior_files[self.prior_files.len() - 1], "去年.docx".into()).into()
            }
            28 => PriorAction::Text(Box::new(Source::pasted(None, Some(self.text())))).into(),
            _ => {
                [PriorAction::Drop, PriorAction::Swap, PriorAction::Accept][self.dice.below(3)].clone().into()
            }
        }
    }

    fn file(&mut self) -> Option<Token> {
        let batch = self.state.batch().cloned()?;
        self.dice.one_of(&batch.files).map(|file| file.number)
    }

    /// Notes what is asked now.
    fn listen(&mut self) {
        if let Some(token) = self.state.desk.session.asked()
            && self.checks.iter().all(|(other, _)| *other != token)
        {
            self.checks.push((token, self.state.source().clone()));
        }
        if let Some((token, source)) = self.state.prior_asked()
            && self.priors.iter().all(|(other, _)| *other != token)
        {
            self.priors.push((token, source.clone()));
        }
    }

    fn read_file(&mut self) -> Result<Source, Refusal> {
        if self.dice.below(4) == 0 {
            return Err(Error::Corrupt.into());
        }
        Ok(Source::file(self.text(), Kind::Text, "年报".into(), Format::Docx))
    }

    /// What a worker or a file says, perhaps long after anybody wants to know.
    fn answer(&mut self) -> Option<Action> {
        Some(match self.dice.below(5) {
            0 => {
                let (token, source) = self.dice.one_of(&self.checks)?;
                let result = reading(&source.text, source.nth);
                CheckAction::Checked(token, source, result).into()
            }
            1 => {
                let token = self.dice.one_of(&self.files)?;
                FileAction::Opened(token, self.read_file()).into()
            }
            2 => {
                let token = self.dice.one_of(&self.listed)?;
                let status = match self.read_file() {
                    Ok(source) => {
                        let result = reading(&source.text, 0);
                        Status::of(source, result)
                    }
                    Err(refusal) => Status::Refused(refusal),
                };
                FileAction::Listed(vec![(token, status)]).into()
            }
            3 => {
                let (token, source) = self.dice.one_of(&self.priors)?;
                let result = reading(&source.text, 0);
                PriorAction::Checked(token, Box::new(source), result).into()
            }
            _ => {
                let token = self.dice.one_of(&self.prior_files)?;
                PriorAction::Opened(token, self.read_file()).into()
            }
        })
    }

    /// Whether somebody waits for this answer.
    fn is_wanted(&self, action: &Action) -> bool {
        let state = &self.state;
        match action {
            Action::Check(CheckAction::Checked(token, ..)) => state.desk.session.asked() == Some(*token),
            Action::File(FileAction::Opened(token, _)) => {
                state.reading.as_ref().is_some_and(|reading| reading.number == *token)
            }
            Action::File(FileAction::Listed(told)) => told
                .iter()
                .any(|(token, _)| state.statuses.get(token).is_some_and(|status| !status.is_done())),
            Action::Prior(PriorAction::Checked(token, ..)) => {
                matches!(state.priors.get(token), Some(PriorSeen::Asked(_)))
            }
            Action::Prior(PriorAction::Opened(token, _)) => {
                matches!(state.priors.get(token), Some(PriorSeen::Opening(_)))
            }
            _ => true,
        }
    }

    fn step(&mut self, action: Action, at: &str) {
        if std::env::var("GOUJI_SAY").is_ok() {
            println!("{at}: {action:?}");
        }
        let (before, is_wanted) = (view(&self.state), self.is_wanted(&action));
        let steps = self.state.history.len();
        // The field loses the keyboard first.
        let goes_on =
            matches!(action, Action::Cell(CellAction::Edit(..) | CellAction::Cancel | CellAction::Commit));
        let walks = matches!(
            action,
            Action::Document(DocumentAction::Undo | DocumentAction::Redo | DocumentAction::Restore)
        );
        if self.state.editing.is_some() && !goes_on && is_wanted && (walks || self.dice.below(2) == 0) {
            self.step(CellAction::Commit.into(), at);
            return self.step(action, at);
        }
        let next = after(self.state.clone(), [action.clone()]);
        if !is_wanted {
            assert_eq!(next, self.state, "{at}: {action:?} came too late");
            return;
        }
        self.state = next;
        let now = view(&self.state);
        match &action {
            Action::Document(DocumentAction::Undo) => self.walked(false, before, &now, at),
            Action::Document(DocumentAction::Redo) => self.walked(true, before, &now, at),
            Action::Document(DocumentAction::Restore) => self.restored(before, &now, at),
            _ => self.changed(before, &now, steps, &action, at),
        }
        self.belongs(at, &action);
        self.listen();
    }

    fn walked(&mut self, forth: bool, before: View, now: &View, at: &str) {
        let (from, to) =
            if forth { (&mut self.future, &mut self.past) } else { (&mut self.past, &mut self.future) };
        match from.pop() {
            Some(expected) => {
                assert!(is_same(&expected, now), "{at}: {forth} led to\n{now:#?}\nand not to\n{expected:#?}");
                to.push(before);
            }
            None => assert_eq!(before, *now, "{at}: there was nothing to walk over"),
        }
    }

    fn restored(&mut self, before: View, now: &View, at: &str) {
        let mut nearer = before;
        while self.past.len() > self.state.history.len() {
            self.future.push(nearer);
            nearer = self.past.pop().expect("a step");
        }
        assert!(is_same(&nearer, now), "{at}: restored\n{now:#?}\nand not\n{nearer:#?}");
    }

    /// What is a step leads back to what was; of what is none, nothing is missing.
    fn changed(&mut self, before: View, now: &View, steps: usize, action: &Action, at: &str) {
        // What is being typed would be a step more.
        let mut back = after(self.state.clone(), [CellAction::Cancel.into()]);
        let mut between = Vec::new();
        for _ in steps..self.state.history.len() {
            back = after(back, [DocumentAction::Undo.into()]);
            between.push(view(&back));
        }
        if let Some(there) = between.pop() {
            assert!(
                is_same(&before, &there),
                "{at}: {action:?} taken back leads to\n{there:#?}\nand not to\n{before:#?}"
            );
            self.past.push(before);
            self.past.extend(between.into_iter().rev());
            self.future.clear();
            return;
        }
        let missing: Vec<_> = work(&before).difference(&work(now)).cloned().collect();
        assert!(missing.is_empty(), "{at}: {action:?} lost {missing:?}");
        assert!(
            before.prior.is_none() || before.prior == now.prior,
            "{at}: {action:?} lost last year's report"
        );
    }

    fn belongs(&self, at: &str, action: &Action) {
        let state = &self.state;
        let Phase::Checked(answer) = &state.phase else { return };
        if state.source().origin != crate::source::Origin::Blank && !state.source().text.starts_with('<') {
            let title = format!("{}#{}", state.source().text, state.source().nth);
            assert_eq!(answer.audit.report.title.as_ref(), Some(&title), "{at}: {action:?}");
        }
        let sheet = state.desk.session.sheet().expect("a report");
        assert!(answer.was.keys().eq(sheet.changes.keys()), "{at}: {action:?}: other changes are judged");
        let is_ignored = sheet.ignored.contains(&Ignored::Kind(RuleId::T4Total));
        let shown = answer
            .entries
            .iter()
            .filter(|entry| !entry.ignored && answer.audit.findings[entry.finding].rule == RuleId::T4Total);
        assert!(!is_ignored || shown.count() == 0, "{at}: {action:?}");
        if sheet.ignored.is_empty() {
            assert_eq!(answer.ignored(), 0, "{at}: {action:?} hides what nobody set aside");
        }
    }

    /// Answers all that is asked, until nothing is.
    fn settle(&mut self, at: &str) {
        for _ in 0..50 {
            self.listen();
            let state = &self.state;
            let check = state.desk.session.asked().map(|token| {
                let source = state.source().clone();
                let result = reading(&source.text, source.nth);
                CheckAction::Checked(token, source, result).into()
            });
            let file = state.reading.as_ref().map(|reading| reading.number);
            let listed = state.statuses.iter().find(|(_, status)| !status.is_done()).map(|(token, _)| *token);
            let prior = state.prior_asked().map(|(token, source)| {
                let result = reading(&source.text, 0);
                PriorAction::Checked(token, Box::new(source.clone()), result).into()
            });
            let opening = state
                .desk
                .session
                .wanted
                .filter(|token| matches!(state.priors.get(token), Some(PriorSeen::Opening(_))));
            let refusal = || Refusal::from(Error::Corrupt);
            let action = check
                .or(file.map(|token| FileAction::Opened(token, Err(refusal())).into()))
                .or(listed.map(|token| FileAction::Listed(vec![(token, Status::Refused(refusal()))]).into()))
                .or(prior)
                .or(opening.map(|token| PriorAction::Opened(token, Err(refusal())).into()));
            match action {
                Some(action) => self.step(action, at),
                None => break,
            }
        }
        let waits = matches!(self.state.phase, Phase::Checking(_))
            || self.state.reading.is_some()
            || self.state.rows().iter().any(|row| !row.status.is_done())
            || matches!(self.state.prior_wanted(), Some(PriorSeen::Asked(_) | PriorSeen::Opening(_)));
        assert!(!waits, "{at}: something waits for ever: {:#?}", self.state.phase);
    }
}

fn walk(seed: u64, steps: usize) {
    let mut walk = Walk::new(seed);
    let start = view(&walk.state);
    for nth in 0..steps {
        let at = format!("seed {seed}, action {nth}");
        let action = if walk.dice.below(5) < 2 { walk.answer() } else { None };
        let action = action.unwrap_or_else(|| walk.act());
        walk.step(action, &at);
    }
    let at = format!("seed {seed}, in the end");
    walk.settle(&at);
    if walk.state.editing.is_some() {
        walk.step(CellAction::Commit.into(), &at);
    }
    let first = walk.past.first().cloned();
    while walk.state.history.last().is_some() {
        walk.step(DocumentAction::Undo.into(), &at);
        walk.settle(&at);
    }
    assert!(walk.past.is_empty(), "{at}: {} steps are not taken back", walk.past.len());
    let first = first.unwrap_or_else(|| view(&walk.state));
    assert!(is_same(&first, &view(&walk.state)), "{at}: the start is not the start");
    // The first step keeps what was there when it was made; only what nobody made can lie before it.
    assert!(work(&first).is_empty() || first != start, "{at}");
}

#[test]
fn whatever_is_done_nothing_is_lost_nothing_is_stale_and_nothing_waits() {
    // A judgement takes milliseconds without optimisation: more walks are for who has the time.
    let walks = std::env::var("GOUJI_WALKS").ok().and_then(|walks| walks.parse().ok()).unwrap_or(25);
    for seed in 1..=walks {
        walk(seed, 45);
    }
}
