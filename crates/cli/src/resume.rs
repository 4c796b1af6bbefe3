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
    #[serde(default)]
    findings: Vec<Finding>,
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
            let line: Line = serde_json::from_slice(&bytes).map_err(|_| foreign(path))?;
            whole += length as u64;
            verdict = verdict.max(line.verdict());
            if let Some(name) = line.input.name {
                *names.entry(name).or_default() += 1;
            }
        }
        // A file of one line without an end may be anything: only what begins like a line of ours is cut.
        let begun: &[u8] = br#"{"schema":"gouji/"#;
        if !bytes.is_empty() && !bytes.starts_with(&begun[..begun.len().min(bytes.len())]) {
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
    fn verdict(&self) -> Verdict {
        if self.error.is_some() {
            Verdict::Unread
        } else if self.findings.iter().any(|finding| finding.severity == "error") {
            Verdict::Contradiction
        } else {
            Verdict::Clean
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
