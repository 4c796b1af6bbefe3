//! Several files at once: how far each is, and one line of figures for each. Nothing here reads a file.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gouji::{Report, Severity, order};
use yew::AttrValue;

use crate::answer::{Answer, With};
use crate::edits::Edits;
use crate::source::{Read, Source};
use crate::state::Refusal;

/// Files beyond this number are not read, and that is said. A county has fewer than a hundred reports.
pub const MAX_FILES: usize = 500;

/// The files that were given together, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The files.
    pub files: Vec<Listed>,
    /// More were given than are read.
    pub is_cut: bool,
    /// Most contradictions first.
    pub by_errors: bool,
    /// The file that adds up the others.
    pub parent: Option<u32>,
    /// The file that is shown in full.
    pub shown: Option<u32>,
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Tells it from others of the same name.
    pub number: u32,
    /// Its name.
    pub name: AttrValue,
    /// How far it is.
    pub status: Status,
    /// What was changed in its tables when another file was opened.
    pub edits: BTreeMap<usize, Edits>,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Not begun.
    Waiting,
    /// At it.
    Reading,
    /// Read and judged.
    Read(Source, Read, Figures),
    /// Not read.
    Refused(Refusal),
}

/// The line of a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Contradictions.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Cells that were read.
    pub found: usize,
    /// Cells that its tables have.
    pub expected: usize,
}

impl Status {
    /// Judges what came of a file.
    pub fn of(source: Source, result: Result<Read, Refusal>) -> Status {
        match result {
            Err(refusal) => Status::Refused(refusal),
            Ok(read) => {
                let answer = Answer::judged((*read).clone(), Default::default(), With::default());
                let coverage = &answer.audit.coverage;
                let figures = Figures {
                    errors: answer.audit.count(Severity::Error),
                    warnings: answer.audit.count(Severity::Warning),
                    found: coverage.cells_found,
                    expected: coverage.cells_expected,
                };
                Status::Read(source, read, figures)
            }
        }
    }

    /// Whether nothing more will happen to it.
    pub fn is_done(&self) -> bool {
        matches!(self, Status::Read(..) | Status::Refused(_))
    }
}

impl Batch {
    /// Files that wait to be read.
    pub fn of(files: Vec<(u32, String)>, is_cut: bool) -> Batch {
        let files = files.into_iter().map(|(number, name)| Listed {
            number,
            name: name.into(),
            status: Status::Waiting,
            edits: BTreeMap::new(),
        });
        Batch { files: files.collect(), is_cut, by_errors: false, parent: None, shown: None }
    }

    /// The file with this number.
    pub fn file(&self, number: u32) -> Option<&Listed> {
        self.files.iter().find(|file| file.number == number)
    }

    /// Notes how far a file is; a file that is not in the list is not wanted any more.
    pub fn set(&mut self, number: u32, status: Status) {
        if let Some(file) = self.files.iter_mut().find(|file| file.number == number) {
            file.status = status;
        }
    }

    /// Files with which nothing more will happen.
    pub fn done(&self) -> usize {
        self.files.iter().filter(|file| file.status.is_done()).count()
    }

    /// The files in the order shown.
    pub fn sorted(&self) -> Vec<&Listed> {
        let mut files: Vec<&Listed> = self.files.iter().collect();
        if self.by_errors {
            order::sort_by_key(&mut files, |file| match &file.status {
                Status::Read(_, _, figures) => (0, Reverse(figures.errors), Reverse(figures.warnings)),
                Status::Refused(_) => (1, Reverse(0), Reverse(0)),
                Status::Waiting | Status::Reading => (2, Reverse(0), Reverse(0)),
            });
        }
        files
    }

    /// The reports that the file `number` adds up: all others, where it is the parent.
    pub fn members_of(&self, number: u32) -> Vec<Report> {
        if self.parent != Some(number) {
            return Vec::new();
        }
        let others = self.files.iter().filter(|file| file.number != number);
        others
            .filter_map(|file| match &file.status {
                Status::Read(_, read, _) => Some((**read).clone()),
                _ => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use gouji::Error;

    use super::*;
    use crate::source::Sample;

    fn read(sample: Sample) -> Status {
        let (source, result) = Source::sample(sample).read();
        Status::of(source, result)
    }

    #[test]
    fn files_sort_by_contradictions_and_those_not_read_come_last() {
        let names = ["甲", "乙", "丙", "丁"];
        let mut batch = Batch::of((0..).zip(names.map(str::to_owned)).collect(), false);
        batch.set(0, read(Sample::Clean));
        batch.set(1, Status::Refused(Error::Corrupt.into()));
        batch.set(3, read(Sample::Broken));
        batch.set(9, Status::Reading);
        assert_eq!((batch.done(), batch.files.len()), (3, 4));
        batch.by_errors = true;
        let order: Vec<u32> = batch.sorted().into_iter().map(|file| file.number).collect();
        assert_eq!(order, [3, 0, 1, 2]);
    }

    #[test]
    fn the_parent_has_all_others_that_were_read_as_members() {
        let mut batch = Batch::of(vec![(1, "甲".into()), (2, "乙".into()), (3, "丙".into())], false);
        batch.set(1, read(Sample::Clean));
        batch.set(2, read(Sample::Broken));
        batch.parent = Some(1);
        assert_eq!(batch.members_of(1).len(), 1);
        assert!(batch.members_of(2).is_empty());
    }
}
