//! Where answers are written: beside the place, then moved there, and never over a report.
//!
//! Comes in: the name of an output and the inputs of the run. Goes out: an [`OutFile`] to write into; nothing under the name changes before
//! [`OutFile::finish`]. One function decides for every command what may be written over, by the file itself and not by its name, so that links lead nowhere.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gouji::Lang;
use same_file::Handle;
use tempfile::NamedTempFile;

use crate::output::{pick, plain};

/// An output that is not there yet under its name.
#[derive(Debug)]
pub enum OutFile {
    /// A file that takes its name when it is whole.
    Beside {
        /// What is written.
        file: NamedTempFile,
        /// Its name then.
        path: PathBuf,
        /// Whether a file of that name may go.
        force: bool,
    },
    /// A pipe or a device, which cannot be written beside.
    Direct(fs::File),
}

impl OutFile {
    /// Prepares to write `path`.
    ///
    /// # Errors
    ///
    /// Where it is one of the `inputs`, under whatever name; where it exists and `force` is not given; where its folder cannot be written.
    pub fn create(path: &Path, inputs: &Inputs, force: bool, lang: Lang) -> io::Result<OutFile> {
        is_no_input(path, inputs, lang)?;
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            let file = fs::OpenOptions::new().write(true).open(path);
            return Ok(OutFile::Direct(file.map_err(|error| named(path, &error))?));
        }
        if fs::symlink_metadata(path).is_ok() && !force {
            return Err(exists(path, lang));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gouji-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As any new file: the umask takes away what it must.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|error| named(folder, &error))?;
        Ok(OutFile::Beside { file, path: path.to_owned(), force })
    }

    /// Puts what was written under its name. A file that came to be there meanwhile is not overwritten either.
    pub fn finish(self, lang: Lang) -> io::Result<()> {
        match self {
            OutFile::Direct(mut file) => file.flush(),
            OutFile::Beside { file, path, force: true } => {
                file.persist(&path).map(|_| ()).map_err(|error| named(&path, &error.error))
            }
            OutFile::Beside { file, path, force: false } => {
                file.persist_noclobber(&path).map(|_| ()).map_err(|error| match error.error.kind() {
                    io::ErrorKind::AlreadyExists => exists(&path, lang),
                    _ => named(&path, &error.error),
                })
            }
        }
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            OutFile::Beside { file, .. } => file.write(bytes),
            OutFile::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            OutFile::Beside { file, .. } => file.flush(),
            OutFile::Direct(file) => file.flush(),
        }
    }
}

/// Sees that `path`, which is to be written, is none of the `inputs`, under whatever name; `-` is standard input.
///
/// # Errors
///
/// Where it is.
pub fn is_no_input(path: &Path, inputs: &Inputs, lang: Lang) -> io::Result<()> {
    let Ok(there) = Handle::from_path(path) else { return Ok(()) };
    if inputs.has(&there) {
        let message = pick(
            lang,
            "不能覆盖年报本身，请另取一个文件名",
            "the report itself is not overwritten: take another name",
        );
        return Err(refused(path, message));
    }
    Ok(())
}

/// Sees that standard output is no file that lines are read from: a run would read its own answers without end.
///
/// # Errors
///
/// Where it is.
pub fn screen_is_no_input(inputs: &Inputs, lang: Lang) -> io::Result<()> {
    let Ok(there) = Handle::stdout() else { return Ok(()) };
    let is_file = there.as_file().metadata().is_ok_and(|there| there.is_file());
    if is_file && inputs.has(&there) {
        let message =
            pick(lang, "不能写入正在读取的文件", "the file that is read is not written: take another name");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    Ok(())
}

/// What must not be written over: the files that a run reads, by what they are and not by their names.
#[derive(Debug)]
pub struct Inputs {
    paths: Vec<PathBuf>,
    /// Which paths lead to which file, once that is asked: a note for each of many inputs may not open them all again.
    known: OnceCell<HashMap<u64, Vec<usize>, Plain>>,
}

/// Hashes alike whenever it is asked.
type Plain = BuildHasherDefault<DefaultHasher>;

impl Inputs {
    /// The files of these names; `-` is standard input.
    pub fn of(paths: Vec<PathBuf>) -> Inputs {
        Inputs { paths, known: OnceCell::new() }
    }

    fn has(&self, file: &Handle) -> bool {
        let known = self.known.get_or_init(|| {
            let mut known: HashMap<u64, Vec<usize>, Plain> = HashMap::default();
            for (nth, path) in self.paths.iter().enumerate() {
                if let Ok(input) = opened(path) {
                    known.entry(Plain::default().hash_one(&input)).or_default().push(nth);
                }
            }
            known
        });
        let alike = known.get(&Plain::default().hash_one(file)).into_iter().flatten();
        alike.filter_map(|nth| opened(&self.paths[*nth]).ok()).any(|input| input == *file)
    }
}

fn opened(path: &Path) -> io::Result<Handle> {
    if path.as_os_str() == "-" { Handle::stdin() } else { Handle::from_path(path) }
}

fn exists(path: &Path, lang: Lang) -> io::Error {
    refused(
        path,
        pick(lang, "文件已经存在；确要覆盖请加 --force", "the file exists; add --force to overwrite it"),
    )
}

/// The error with the file that it is about.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", plain(&path.to_string_lossy())))
}

fn refused(path: &Path, message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, format!("{}: {message}", plain(&path.to_string_lossy())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, inputs: &[&Path], force: bool) -> io::Result<()> {
        let inputs = Inputs::of(inputs.iter().map(|input| input.to_path_buf()).collect());
        let mut out = OutFile::create(path, &inputs, force, Lang::En)?;
        out.write_all(b"answer")?;
        out.finish(Lang::En)
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn a_file_that_is_there_stays_unless_it_may_go() {
        let folder = folder();
        let path = folder.path().join("out.csv");
        write(&path, &[], false).expect("nothing is there");
        fs::write(&path, "mine").expect("written");
        assert!(write(&path, &[], false).is_err_and(|error| error.to_string().contains("--force")));
        assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
        write(&path, &[], true).expect("it may go");
        assert_eq!(fs::read_to_string(&path).expect("there"), "answer");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_breaks_off_changes_nothing() {
        let folder = folder();
        let path = folder.path().join("out.csv");
        fs::write(&path, "mine").expect("written");
        let mut out = OutFile::create(&path, &Inputs::of(Vec::new()), true, Lang::En).expect("it may go");
        out.write_all(b"half").expect("written");
        drop(out);
        assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_report_is_not_overwritten_under_any_of_its_names() {
        let folder = folder();
        let report = folder.path().join("report.html");
        fs::write(&report, "report").expect("written");
        let (hard, soft) = (folder.path().join("hard"), folder.path().join("soft"));
        fs::hard_link(&report, &hard).expect("a link");
        std::os::unix::fs::symlink(&report, &soft).expect("a link");
        for name in [&report, &hard, &soft] {
            for force in [false, true] {
                assert!(write(name, &[&report], force).is_err(), "{name:?} {force}");
            }
        }
        assert_eq!(fs::read_to_string(&report).expect("there"), "report");
    }

    #[test]
    fn every_note_is_told_from_every_input() {
        let folder = folder();
        let paths: Vec<PathBuf> = (0..200).map(|n| folder.path().join(format!("{n}.txt"))).collect();
        paths.iter().for_each(|path| fs::write(path, "report").expect("written"));
        let notes: Vec<PathBuf> = (0..200).map(|n| folder.path().join(format!("{n}.docx"))).collect();
        notes.iter().for_each(|path| fs::write(path, "note").expect("written"));
        let inputs = Inputs::of(paths.clone());
        assert!(notes.iter().all(|note| is_no_input(note, &inputs, Lang::En).is_ok()));
        assert!(paths.iter().all(|path| is_no_input(path, &inputs, Lang::En).is_err()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_what_it_leads_to_stays() {
        let folder = folder();
        let (other, link) = (folder.path().join("other"), folder.path().join("link"));
        fs::write(&other, "other").expect("written");
        std::os::unix::fs::symlink(&other, &link).expect("a link");
        assert!(write(&link, &[], false).is_err());
        write(&link, &[], true).expect("the link may go");
        assert_eq!(fs::read_to_string(&other).expect("there"), "other");
        assert_eq!(fs::read_to_string(&link).expect("there"), "answer");
    }
}
