//! Time and peak memory of every hostile input, each in a process of its own, and the code of the answer.
//!
//! `hostile [WORD…]`: inputs whose names hold one of the words, else all. Ends with 1 where one is beyond the bounds. The time is
//! the processor's, so that what else the machine does counts little. What a child takes is read from `/proc`, so this runs on Linux only.

use std::io::Cursor;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use gouji::{Error, Input, Lang, wire};
use gouji_files::{charset, folder};
use gouji_tests::hostile;

/// What an input may take.
const MOST_TIME: Duration = Duration::from_secs(2);
const MOST_MEMORY: u64 = 300 << 10;

/// When a child is ended that goes far beyond.
const END_TIME: Duration = Duration::from_secs(15);
const END_MEMORY: u64 = 4 << 20;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name] = args.as_slice()
        && flag == "--one"
    {
        return one(name);
    }
    println!("{:<44} {:>9} {:>8} {:>8}  answer", "input", "bytes", "ms", "MB");
    let chosen = hostile::all()
        .filter(|(name, _)| args.is_empty() || args.iter().any(|word| name.contains(word.as_str())));
    let (mut inputs, mut beyond) = (0, 0);
    for (name, _) in chosen {
        let Measured { answer, time, peak } = measured(name);
        let is_beyond = time > MOST_TIME || peak > MOST_MEMORY;
        inputs += 1;
        beyond += usize::from(is_beyond);
        let (bytes, code) = answer.split_once(' ').unwrap_or(("", &answer));
        let mark = if is_beyond { "  BEYOND" } else { "" };
        println!("{name:<44} {bytes:>9} {:>8} {:>8}  {code}{mark}", time.as_millis(), peak >> 10);
    }
    println!("{inputs} inputs, {beyond} beyond {} ms or {} MB", MOST_TIME.as_millis(), MOST_MEMORY >> 10);
    if beyond == 0 && inputs > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a child process took, in time and kB.
struct Measured {
    answer: String,
    time: Duration,
    peak: u64,
}

fn measured(name: &str) -> Measured {
    let failed = |answer: &str| Measured { answer: answer.to_owned(), time: Duration::MAX, peak: 0 };
    let spawned = std::env::current_exe()
        .and_then(|program| Command::new(program).args(["--one", name]).stdout(Stdio::piped()).spawn());
    let Ok(mut child) = spawned else { return failed("not started") };
    let id = child.id().to_string();
    let mut peak = 0;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if worked(&id) > END_TIME || peak > END_MEMORY => {
                let time = worked(&id);
                return match end(&mut child) {
                    Ok(()) => Measured { answer: " ended".to_owned(), time, peak },
                    Err(error) => failed(&error.to_string()),
                };
            }
            Ok(None) => {}
            Err(error) => return failed(&error.to_string()),
        }
        peak = peak.max(peak_of(&id));
        std::thread::sleep(Duration::from_millis(5));
    }
    let said = child.wait_with_output().ok().and_then(|output| String::from_utf8(output.stdout).ok());
    let said = said.unwrap_or_default();
    let mut words = said.split_whitespace();
    let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
    let (Some(bytes), Some(time), Some(peak)) = (number(), number(), number()) else {
        return failed(" crashed");
    };
    let code = words.next().unwrap_or_default();
    Measured { answer: format!("{bytes} {code}"), time: Duration::from_millis(time), peak }
}

fn end(child: &mut Child) -> std::io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

/// The most memory that a process had, in kB.
fn peak_of(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// How long the processor has worked for a process.
fn worked(process: &str) -> Duration {
    /// How often a second the kernel counts.
    const TICKS: u64 = 100;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the program's name, which may hold anything, the own time is the twelfth and the system's the next.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS)
}

/// Answers one input as the command does, and prints bytes, milliseconds, kB and the answer's code.
fn one(name: &str) -> ExitCode {
    let Some((_, bytes)) = hostile::all().find(|(known, _)| *known == name) else {
        return ExitCode::FAILURE;
    };
    let bytes = bytes();
    // What making the input took is not counted: this sets the peak back to what is held now.
    if let Err(error) = std::fs::write("/proc/self/clear_refs", "5") {
        eprintln!("the making of the input is counted, too: {error}");
    }
    let before = worked("self");
    let code = answer(&bytes).err().map_or("read", Error::code);
    let time = worked("self").saturating_sub(before).as_millis();
    println!("{} {time} {} {code}", bytes.len(), peak_of("self"));
    ExitCode::SUCCESS
}

/// The answer to a file; of a packed folder those to all that is in it, and the first that was refused.
fn answer(bytes: &[u8]) -> Result<(), Error> {
    if !folder::is_folder(bytes) {
        return answer_one(bytes);
    }
    let entries = folder::entries(bytes, &charset::decode_legacy)?;
    let read = |entry| folder::read(Cursor::new(bytes), entry).and_then(|bytes| answer_one(&bytes));
    entries.iter().map(read).fold(Ok(()), Result::and)
}

fn answer_one(bytes: &[u8]) -> Result<(), Error> {
    let opened = gouji_files::open(bytes)?;
    let audit = gouji::check(Input { text: &opened.text, kind: opened.kind })?;
    let input = wire::Input { name: None, kind: None, encoding: None, bytes: bytes.len() };
    let json = serde_json::to_string(&wire::audit(input, &audit, Lang::Zh)).map_err(|_| Error::Corrupt)?;
    // The answer itself is no longer than a page can show.
    if json.len() > gouji::source::MAX_BYTES { Err(Error::TooLarge) } else { Ok(()) }
}
