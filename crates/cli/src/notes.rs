//! `--notes DIR`: a review note (核对单) for each report, as a text document that an office files.
//!
//! Comes in: what became of an input. Goes out: a file in the folder, named after the input; never over a file that is there, unless `--force`.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gouji::{CellId, Lang};
use gouji_files::write::note::{About, Names, note};

use crate::check::Checked;
use crate::outfile::{self, Inputs, OutFile};

/// The folder, and what must not happen in it.
pub struct Notes<'a> {
    folder: PathBuf,
    inputs: &'a Inputs,
    force: bool,
    lang: Lang,
    names: Names,
}

impl<'a> Notes<'a> {
    /// Makes the folder, if it is not there.
    ///
    /// # Errors
    ///
    /// Where it cannot be made.
    pub fn open(folder: &Path, inputs: &'a Inputs, force: bool, lang: Lang) -> io::Result<Notes<'a>> {
        fs::create_dir_all(folder)?;
        Ok(Notes { folder: folder.to_owned(), inputs, force, lang, names: Names::default() })
    }

    /// Writes the note on a report; on what could not be read there is none.
    ///
    /// # Errors
    ///
    /// Where a note of that name is there already and may not go, or the folder cannot be written.
    pub fn write(&mut self, checked: &Checked) -> io::Result<()> {
        let Ok(audit) = &checked.result else { return Ok(()) };
        let about = About { file: Some(checked.name().to_owned()), ..About::default() };
        let raw = |cell: CellId| {
            let cell = audit.report.cells.get(&cell);
            cell.and_then(|cell| cell.raw.clone()).unwrap_or_default().trim().to_owned()
        };
        let name = self.names.of(checked.name(), self.lang);
        let path = self.folder.join(name);
        let mut file = OutFile::create(&path, self.inputs, self.force, self.lang)?;
        let written = file.write_all(&note(audit, &about, self.lang, raw).docx());
        written.map_err(|error| outfile::named(&path, &error))?;
        file.finish(self.lang)
    }
}
