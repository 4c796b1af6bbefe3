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
    /// The file is a workbook with nothing but a list from before, which is what may be written over.
    is_ours: bool,
    force: bool,
    lang: Lang,
    list: List,
    settings: Option<String>,
}

impl<'a> Tasks<'a> {
    /// Reads the list from before, if the file is there.
    ///
    /// # Errors
    ///
    /// Where the file is there, holds anything but a list, and may not go.
    pub fn open(path: &Path, inputs: &'a Inputs, force: bool, lang: Lang) -> io::Result<Tasks<'a>> {
        let before = path.exists().then(|| before(path)).flatten().unwrap_or_default();
        let is_ours = before.kind == Holds::OnlyList;
        if path.exists() && !is_ours && !force {
            let file = plain(&path.display().to_string());
            let why = match before.kind {
                Holds::NoList => pick(
                    lang,
                    "读不到整改清单（隐藏的行和列不读），没有改动；换一个文件名，或用 --force 覆盖",
                    "holds no list of what is to be mended (hidden rows and columns are not read), and was left as it is; name another file, or use --force",
                ),
                Holds::NoWorkbook => pick(
                    lang,
                    "有整改清单，但不是 xlsx 工作簿，没有改动；换一个文件名，或用 --force 覆盖为工作簿",
                    "holds a list of what is to be mended, but is no xlsx workbook, and was left as it is; name another file, or use --force to put a workbook in its place",
                ),
                Holds::More | Holds::OnlyList => pick(
                    lang,
                    "除整改清单外还有别的内容（工作表、标题、自己加的行列、批注、图片或隐藏的内容），写入会丢失，没有改动；请先另存一份，再用 --force 写入，处理状态和备注会保留",
                    "holds more than the list of what is to be mended (sheets, a title, rows or columns of your own, comments, pictures, or what is hidden), which would be lost, and was left as it is; keep a copy, then use --force: states and remarks stay",
                ),
            };
            return Err(io::Error::other(format!("{file}: {why}")));
        }
        let list = List::after(before.tasks);
        Ok(Tasks { path: path.to_owned(), inputs, is_ours, force, lang, list, settings: None })
    }

    /// Takes what a report has to mend. Of what could not be read nothing is known.
    pub fn add(&mut self, checked: &Checked) {
        if let Ok(audit) = &checked.result {
            let unit = Unit::of(checked.name(), audit.report.organ.as_deref(), audit.report.year);
            self.list.add(unit, tasks::of_audit(checked.name(), audit, self.lang));
            self.settings = audit.settings.sentence(self.lang);
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
        lines.extend(self.settings.map(|told| output::entries(vec![gouji::list::Field::Text(told)])));
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

/// What a file was that is there already.
#[derive(Default)]
struct Before {
    kind: Holds,
    tasks: Vec<tasks::Task>,
}

/// What it holds.
#[derive(Default, PartialEq, Eq)]
enum Holds {
    /// No list.
    #[default]
    NoList,
    /// A list, as a page or a text.
    NoWorkbook,
    /// A list, and what a workbook made of it would not have.
    More,
    /// Nothing but a list.
    OnlyList,
}

/// Reads it; none where it has no list.
fn before(path: &Path) -> Option<Before> {
    let (told, fetched) = input::fetch(input::source_of(path));
    let fetched = fetched.ok()?;
    let is_read_whole = fetched.bytes().is_some_and(gouji_files::is_workbook_read_whole);
    let opened = input::open(told, fetched).opened.ok()?;
    let document = source::document(Input { text: &opened.text, kind: opened.kind }).ok()?;
    let tasks = tasks::of_document(&document)?;
    let kind = match opened.format {
        Format::Xlsx if is_read_whole && tasks::is_only_list(&document) => Holds::OnlyList,
        Format::Xlsx => Holds::More,
        _ => Holds::NoWorkbook,
    };
    Some(Before { kind, tasks })
}
