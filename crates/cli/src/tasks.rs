//! `--tasks FILE`: what each report has to mend, and how far that is, as a workbook that an office works on and gives back.
//!
//! Comes in: the workbook from before, where there is one, and what became of each input. Goes out: the workbook, with what was decided in it, what
//! is found no more, and what is new (`gouji::tasks`). Another file is never written over.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gouji::plain::plain;
use gouji::tasks::{self, Tasks as List, Unit};
use gouji::{Input, Lang, source};
use gouji_files::write::Page;

use crate::check::Checked;
use crate::input;
use crate::outfile::{Inputs, OutFile};
use crate::output::{self, pick};

/// The list, and where it goes.
pub struct Tasks<'a> {
    path: PathBuf,
    inputs: &'a Inputs,
    /// The file holds a list from before, which is what may be written over.
    is_ours: bool,
    force: bool,
    lang: Lang,
    list: List,
    settings: Vec<String>,
}

impl<'a> Tasks<'a> {
    /// Reads the list from before, if the file is there.
    ///
    /// # Errors
    ///
    /// Where the file is there and holds no list, and may not go.
    pub fn open(path: &Path, inputs: &'a Inputs, force: bool, lang: Lang) -> io::Result<Tasks<'a>> {
        let before = path.exists().then(|| before(path)).flatten();
        if path.exists() && before.is_none() && !force {
            let file = plain(&path.display().to_string());
            let why = pick(
                lang,
                "不是整改清单，没有改动；换一个文件名，或用 --force 覆盖",
                "holds no list of what is to be mended, and was left as it is; name another file, or use --force",
            );
            return Err(io::Error::other(format!("{file}: {why}")));
        }
        let is_ours = before.is_some();
        let list = List::after(before.unwrap_or_default());
        Ok(Tasks { path: path.to_owned(), inputs, is_ours, force, lang, list, settings: Vec::new() })
    }

    /// Takes what a report has to mend. Of what could not be read nothing is known.
    pub fn add(&mut self, checked: &Checked) {
        if let Ok(audit) = &checked.result {
            let unit = Unit::of(checked.name(), audit.report.organ.as_deref(), audit.report.year);
            self.list.add(unit, tasks::of_audit(checked.name(), audit, self.lang));
            self.settings = audit.settings.lines(self.lang);
        }
    }

    /// Writes the workbook, and says how much is in it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        let lang = self.lang;
        let all = self.list.all();
        let mut lines: Vec<_> = all.iter().map(|task| output::entries(task.line(lang))).collect();
        if !self.settings.is_empty() {
            let told = self.settings.join(pick(lang, "；", "; "));
            lines.push(output::entries(vec![gouji::list::Field::Text(format!(
                "{}{told}",
                pick(lang, "核对设置：", "Checked as set: ")
            ))]));
        }
        let table =
            output::sheet(pick(lang, "整改清单", "To mend"), &tasks::heads(lang), lines, &tasks::WIDTHS);
        let mut file = OutFile::create(&self.path, self.inputs, self.force || self.is_ours, lang)?;
        file.write_all(&Page::of(table).xlsx())?;
        file.finish(lang)?;
        eprintln!(
            "gouji: {}: {}",
            plain(&self.path.display().to_string()),
            tasks::total(tasks::count(&all), lang)
        );
        Ok(())
    }
}

fn before(path: &Path) -> Option<Vec<tasks::Task>> {
    let (told, fetched) = input::fetch(input::source_of(path));
    let opened = input::open(told, fetched.ok()?).opened.ok()?;
    let document = source::document(Input { text: &opened.text, kind: opened.kind }).ok()?;
    tasks::of_document(&document)
}
