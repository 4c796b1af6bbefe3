//! In: commands. Out: the same commands run so that one sees what happens: a heading, how long it may take, a sign of life
//! every half minute, how long it took.
//!
//! What is said goes to standard error, where cargo speaks too; standard output is left to the results.

use anyhow::{Context, Result, bail};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// The exit status of a command whose status is the verb's own: nothing more is to be said about it.
#[derive(Debug)]
pub struct Exit(pub u8);

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit status {}", self.0)
    }
}

impl std::error::Error for Exit {}

/// Says what begins now.
pub fn heading(text: &str) {
    eprintln!("\n== {text}");
}

/// Says what is not checked here, and why.
pub fn skipped(text: &str) {
    eprintln!("   skipped: {text}");
}

/// Runs `work` under a heading and says how long it took.
pub fn timed<T>(text: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    heading(text);
    let start = Instant::now();
    let result = work();
    let word = if result.is_ok() { "done" } else { "failed" };
    eprintln!("== {word} after {}", seconds(start.elapsed()));
    result
}

/// Runs a command, its output shown as it comes; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let alive = heartbeat(&name(command));
    let status = command.status().with_context(|| not_started(command))?;
    drop(alive);
    if !status.success() {
        bail!("`{}` failed ({status}); its own message is above", line(command));
    }
    Ok(())
}

/// Runs a command whose exit status is handed on as it is.
pub fn run_as_verb(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Exit(u8::try_from(code).unwrap_or(1)).into()),
        None => bail!("`{}` was stopped ({status})", line(command)),
    }
}

/// Runs a command, shows its output as it comes and gives every line of its standard output to `see`. True if it succeeded.
pub fn run_watched(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let alive = heartbeat(&name(command));
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| not_started(command))?;
    let output = child.stdout.take().context("no standard output to read")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        see(&line);
    }
    let status = child.wait()?;
    drop(alive);
    Ok(status.success())
}

/// What a command prints, if it starts and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// Speaks every half minute until it is dropped, so that a silent command is seen to be at work.
fn heartbeat(what: &str) -> Sender<()> {
    let (alive, ended) = channel();
    let (what, start) = (what.to_owned(), Instant::now());
    std::thread::spawn(move || {
        while ended.recv_timeout(Duration::from_secs(30)) == Err(RecvTimeoutError::Timeout) {
            eprintln!("   … {what} has been at work for {}", seconds(start.elapsed()));
        }
    });
    alive
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args().take(1));
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command) -> String {
    format!(
        "`{}` could not be started: is it installed and on PATH?",
        command.get_program().to_string_lossy()
    )
}
