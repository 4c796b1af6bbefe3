//! What the reports of a list have to mend: how far each is, decided here or in a list that was opened again.
//!
//! What is found says what there is to mend; only what was decided is kept, and only in the list that a person takes along.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji::tasks::{Change, Standing, Task, Tasks, Unit};
use yew::AttrValue;

use super::{Notice, Refusal, State, StepKind, Target};
use crate::batch::{Row, Status};
use crate::texts::{count, texts};

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The list that was opened.
    pub name: Option<AttrValue>,
    /// What it says.
    pub before: Vec<Task>,
    /// What was decided since.
    pub now: BTreeMap<(Unit, String), Task>,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskAction {
    /// A list from before was opened, or is none.
    Read(AttrValue, Result<Vec<Task>, Refusal>),
    /// How far a task is.
    Stand(Box<Task>),
}

impl State {
    pub(super) fn act_on_tasks(&mut self, action: TaskAction) {
        match action {
            TaskAction::Read(name, result) => {
                self.reading.take_if(|reading| reading.name == name);
                match result {
                    Ok(before) => {
                        self.commit();
                        self.step(StepKind::Other);
                        let n = before.len();
                        let ledger = Ledger { name: Some(name), before, now: BTreeMap::new() };
                        self.desk.ledger = Rc::new(ledger);
                        self.notice = None;
                        self.say(count(texts(self.lang).said_tasks, n));
                        if self.batch().is_some() {
                            self.go(Target::Files);
                        }
                    }
                    Err(refusal) => {
                        self.say(refusal.message(self.lang));
                        self.notice = Some(Notice::File(name, refusal));
                    }
                }
            }
            TaskAction::Stand(task) => {
                self.commit();
                self.step(StepKind::Other);
                let key = (task.unit(), task.key.clone());
                Rc::make_mut(&mut self.desk.ledger).now.insert(key, *task);
            }
        }
    }

    /// Tasks of files of the list, by how far they are: open, mended, checked.
    pub fn standing_of(&self, rows: &[Row]) -> Vec<[usize; 3]> {
        let before = Tasks::after(self.desk.ledger.before.clone());
        let is_new = self.desk.ledger.before.is_empty() && self.desk.ledger.now.is_empty();
        let of = |row: &Row| {
            let mut counts = [0; 3];
            if let Status::Read(_, read, figures) = &row.status {
                // Nothing was decided yet.
                if is_new {
                    counts[Standing::Open as usize] = figures.tasks.len();
                    return counts;
                }
                let unit = Unit::of(&row.name, read.organ.as_deref(), read.year);
                for key in figures.tasks.iter() {
                    counts[self.standing(&before, &unit, key).0 as usize] += 1;
                }
            }
            counts
        };
        rows.iter().map(of).collect()
    }

    fn standing(&self, before: &Tasks, unit: &Unit, key: &str) -> (Standing, Change) {
        match self.desk.ledger.now.get(&(unit.clone(), key.to_owned())) {
            Some(task) => (task.standing, Change::None),
            None => before.standing(unit, key),
        }
    }

    /// What a file of the list has to mend, and how far that is.
    pub fn tasks_of(&self, row: &Row) -> Vec<Task> {
        let Some(answer) = self.listed_answer(row) else { return Vec::new() };
        let mut tasks = Tasks::after(self.desk.ledger.before.clone());
        let found = gouji::tasks::of_audit(&row.name, &answer.audit, self.lang.core());
        let Status::Read(_, read, _) = &row.status else { return Vec::new() };
        let unit = Unit::of(&row.name, read.organ.as_deref(), read.year);
        tasks.add(unit.clone(), found);
        let mut all = tasks.all();
        all.retain(|task| task.unit() == unit);
        self.decide(&mut all);
        all
    }

    /// Puts what was decided here over what is known from before.
    pub fn decide(&self, tasks: &mut [Task]) {
        for task in tasks {
            if let Some(decided) = self.desk.ledger.now.get(&(task.unit(), task.key.clone())) {
                (task.standing, task.change) = (decided.standing, Change::None);
            }
        }
    }
}
