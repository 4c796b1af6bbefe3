//! An interrupted run that goes on (`--resume FILE`): the lines that are there stay, what has none is checked and added.
//!
//! Lines are written in the order of the inputs, each flushed when it is whole, so that an interruption leaves at most one torn line
//! at the end: that one is cut off. An input is known by its name; a name that was given twice has two lines. Inputs without a name
//! are checked again. What changed in a file since its line was written is not noticed: to check it again, take its line out.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;

use crate::check::Verdict;
use crate::input::Source;

/// A line of ours is shorter: an answer takes about 100 kB.
const LINE_BYTES: u64 = 64 << 20;

/// How each of them begins.
const BEGUN: &[u8] = br#"{"schema":"gouji/"#;

/// What an earlier run left.
pub struct Earlier {
    /// The file, at its end, to write on.
    pub file: File,
    /// The worst of its lines.
    pub verdict: Verdict,
    /// How often each name has a line that no input was matched with yet.
    names: HashMap<String, usize>,
}

/// What is looked at of a line.
#[derive(Deserialize)]
struct Line {
    input: Input,
    error: Option<serde::de::IgnoredAny>,
    findings: Option<Vec<Finding>>,
}

#[derive(Deserialize)]
struct Input {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Finding {
    severity: String,
}

impl Earlier {
    /// Reads the lines of `path`; a file that is not there is an empty one. A line in the middle that is none of ours is an
    /// error: the file is something else.
    pub fn open(path: &Path) -> io::Result<Earlier> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut reader = BufReader::new(&file);
        let mut names: HashMap<String, usize> = HashMap::new();
        let mut verdict = Verdict::Clean;
        let mut whole = 0;
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let length = Read::take(&mut reader, LINE_BYTES).read_until(b'\n', &mut bytes)?;
            if length as u64 == LINE_BYTES {
                return Err(foreign(path));
            }
            if bytes.last() != Some(&b'\n') {
                break;
            }
            let line: Option<Line> =
                if bytes.starts_with(BEGUN) { serde_json::from_slice(&bytes).ok() } else { None };
            let line = line.ok_or_else(|| foreign(path))?;
            whole += length as u64;
            verdict = verdict.max(line.verdict().ok_or_else(|| foreign(path))?);
            if let Some(name) = line.input.name {
                *names.entry(name).or_default() += 1;
            }
        }
        // A file of one line without an end may be anything: only what begins like a line of ours is cut.
        if !bytes.is_empty() && !bytes.starts_with(&BEGUN[..BEGUN.len().min(bytes.len())]) {
            return Err(foreign(path));
        }
        file.set_len(whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Earlier { file, verdict, names })
    }

    /// Whether an input has its line; each line answers for one input.
    pub fn has(names: &mut HashMap<String, usize>, source: &Source) -> bool {
        let Some(left) = source.name().and_then(|name| names.get_mut(name.as_ref())) else { return false };
        let has = *left > 0;
        *left -= usize::from(has);
        has
    }

    /// The names that have lines.
    pub fn names(&mut self) -> HashMap<String, usize> {
        std::mem::take(&mut self.names)
    }
}

impl Line {
    /// What it says of its input; none where it says nothing.
    fn verdict(&self) -> Option<Verdict> {
        match (&self.error, &self.findings) {
            (Some(_), _) => Some(Verdict::Unread),
            (None, Some(findings)) => {
                let is_wrong = findings.iter().any(|finding| finding.severity == "error");
                Some(if is_wrong { Verdict::Contradiction } else { Verdict::Clean })
            }
            (None, None) => None,
        }
    }
}

fn foreign(path: &Path) -> io::Error {
    let message =
        format!("{} does not hold the lines of an earlier run; it was left as it is", path.display());
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_none_of_ours_are_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.ndjson");
        let ours = r#"{"schema":"gouji/1","input":{"name":"a"},"findings":[{"severity":"error"}]}"#;
        for (line, verdict) in [
            (ours, Some(Verdict::Contradiction)),
            (&ours.replace("error", "info"), Some(Verdict::Clean)),
            (&ours.replace(r#""findings":[{"severity":"error"}]"#, r#""error":{}"#), Some(Verdict::Unread)),
            // Millions of such lines would be as many names.
            (&ours.replace(r#","findings":[{"severity":"error"}]"#, ""), None),
            (&ours.replace(r#""schema":"gouji/1","#, ""), None),
        ] {
            std::fs::write(&path, format!("{line}\n")).expect("written");
            assert_eq!(Earlier::open(&path).ok().map(|earlier| earlier.verdict), verdict, "{line}");
            assert_eq!(std::fs::read_to_string(&path).expect("there"), format!("{line}\n"));
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_read_to_its_end_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.ndjson");
        let file = File::create(&path).expect("a file");
        // As long as no answer is; it takes no room on the disk.
        file.set_len(LINE_BYTES * 16).expect("a length");
        let error = Earlier::open(&path).err().expect("no line of ours");
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert_eq!(file.metadata().expect("there").len(), LINE_BYTES * 16);
        file.set_len(LINE_BYTES).expect("a length");
        assert!(Earlier::open(&path).is_err());
    }
}
