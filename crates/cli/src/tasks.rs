//! `--tasks FILE`: what each report has to mend, and how far that is, as a workbook that an office works on and gives back.
//!
//! Comes in: the workbook from before, where there is one, and what became of each input. Goes out: the workbook, with what was decided in it, what
//! is found no more, and what is new (`gouji::tasks`). Only a workbook with such a list is written over; anything else where that is asked for.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gouji::plain::plain;
use gouji::tasks::{self, Tasks as List, Unit};
use gouji::{Input, Lang, source};
use gouji_files::Format;
use gouji_files::write::Page;

use crate::check::Checked;
use crate::input;
use crate::outfile::{Inputs, OutFile};
use crate::output::{self, pick};

/// The list, and where it goes.
pub struct Tasks<'a> {
    path: PathBuf,
    inputs: &'a Inputs,
    /// The file is a workbook with a list from before, which is what may be written over.
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
    /// Where the file is there, is no workbook with a list, and may not go.
    pub fn open(path: &Path, inputs: &'a Inputs, force: bool, lang: Lang) -> io::Result<Tasks<'a>> {
        let before = path.exists().then(|| before(path)).flatten();
        let is_ours = before.as_ref().is_some_and(|(format, _)| *format == Format::Xlsx);
        if path.exists() && !is_ours && !force {
            let file = plain(&path.display().to_string());
            let why = match before {
                None => pick(
                    lang,
                    "不是整改清单，没有改动；换一个文件名，或用 --force 覆盖",
                    "holds no list of what is to be mended, and was left as it is; name another file, or use --force",
                ),
                Some(_) => pick(
                    lang,
                    "有整改清单，但不是 xlsx 工作簿，没有改动；换一个文件名，或用 --force 覆盖为工作簿",
                    "holds a list of what is to be mended, but is no xlsx workbook, and was left as it is; name another file, or use --force to put a workbook in its place",
                ),
            };
            return Err(io::Error::other(format!("{file}: {why}")));
        }
        let before = before.map(|(_, tasks)| tasks);
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

/// The list of a file, and what kind of file it is.
fn before(path: &Path) -> Option<(Format, Vec<tasks::Task>)> {
    let (told, fetched) = input::fetch(input::source_of(path));
    let opened = input::open(told, fetched.ok()?).opened.ok()?;
    let document = source::document(Input { text: &opened.text, kind: opened.kind }).ok()?;
    Some((opened.format, tasks::of_document(&document)?))
}
