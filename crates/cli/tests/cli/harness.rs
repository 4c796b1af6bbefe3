//! Runs the built binary in a folder of the test's own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Table 4 of a report, its second block not adding up.
pub const CONTRADICTION: &str = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
    结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
    0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0\n";

/// The same table with nothing wrong.
pub fn clean() -> String {
    CONTRADICTION.replace("0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t", "0\t1\t0\t0\t1\t1\t0\t0\t1\t2\t")
}

/// Says that a test missed what it is about. Past the capture of `cargo test`, which would hide it; `cargo xtask test` counts these lines.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stdout(), "skipped: {why}");
}

/// The clean table as HTML source.
pub fn clean_html() -> String {
    let figures = clean().lines().last().map(|line| line.replace('\t', "</td><td>")).unwrap_or_default();
    let results = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>";
    format!(
        "<!DOCTYPE html><html><body><table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>\
         <tr>{}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>\
         <tr>{results}{results}</tr><tr><td>{figures}</td></tr></table></body></html>",
        results.replace("<td>", "<td rowspan=2>")
    )
}

/// A new, empty folder, named after the test.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Writes a file, and the folders above it.
pub fn write(path: PathBuf, content: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
    fs::write(path, content).expect("the file can be written");
}

/// A run of `gouji`.
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Standard output as one object a line.
    pub fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }
}

/// A command in `folder`, with a Chinese locale and no terminal.
pub fn gouji(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.current_dir(folder).args(args);
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs `gouji` in `folder`.
pub fn run(folder: &Path, args: &[&str]) -> Run {
    finish(&mut gouji(folder, args), b"")
}

/// Runs a command to its end, with `input` on its standard input.
pub fn finish(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("gouji starts");
    // An early end of the child closes its input; what it printed says why.
    let _ = child.stdin.take().expect("its input is ours").write_all(input);
    let output = child.wait_with_output().expect("gouji ends");
    Run {
        status: output.status.code().expect("gouji is not killed"),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}
