//! The arguments, as contract.md lists them. What a value means is told where it is used.

use std::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use gouji::{Kind, Lang};
use gouji_files::{Format as FileFormat, kinds};

use crate::locale;
use crate::output::{self, Format};

/// Checks the figures of government information-disclosure annual reports (政府信息公开工作年度报告勾稽核对).
#[derive(Debug, Parser)]
#[command(name = "gouji", version, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check reports (核对年报)
    ///
    /// Exit status: 0 all inputs read and no error found; 1 an error found; 2 an input could not be read as a report
    /// (the others are checked and printed all the same).
    Check(Check),
    /// Write a report's tables with their sums mended (改正表内数字)
    ///
    /// Makes every repair that is the only one of its size, and lists what was changed and why. Exit status: 0 nothing in the tables
    /// contradicts itself any more; 1 something still does; 2 the report could not be read, or nothing was written.
    Fix(Fix),
    /// Say what two copies of one report differ in (比对两份)
    ///
    /// The page and its download, or the version before and the one after: cell by cell and sentence by sentence. Exit status: 0 nothing
    /// differs; 1 something does; 2 one of them could not be read.
    Diff(Diff),
    /// List every rule with its reason and its source (列出全部规则)
    Rules(Rules),
}

/// `gouji check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// How to print the answer
    #[arg(long, default_value = "text", value_parser = formats())]
    pub format: &'static Format,
    /// Write the answer into a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file of --output, and notes, if they exist; a report never
    #[arg(long)]
    pub force: bool,
    /// Write a review note on each report into this folder, as a text document (核对单, docx)
    #[arg(long, value_name = "DIR")]
    pub notes: Option<PathBuf>,
    /// Write what each report has to mend into this workbook, and how far that is (整改清单, xlsx); where FILE is such a list, go on with it
    #[arg(long, value_name = "FILE")]
    pub tasks: Option<PathBuf>,
    /// Go on with an interrupted run: inputs that have their line in FILE are left out, the others are added to it (ndjson only)
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub resume: Option<PathBuf>,
    /// Language of messages [default: from the locale]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// What the inputs are; told by their content by default
    #[arg(long, default_value = "auto", value_parser = input_kinds())]
    pub kind: KindArg,
    /// What the FILEs hold
    #[arg(long, value_enum, default_value_t = From::Files)]
    pub from: From,
    /// Last year's report of the same organ; more of them, for how much of the prose repeats; or a folder of many organs' reports, of
    /// which each report takes its own
    #[arg(long, value_name = "FILE")]
    pub prior: Vec<PathBuf>,
    /// What an office has set: rules that are off or count for less, days, thresholds (toml)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Reports (files or directories) of the organs whose figures the report adds up. Ends with the next option or --; where no
    /// other FILE is given, the last one is the report
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub members: Vec<PathBuf>,
    /// Inputs that are checked at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Seconds that reading one input may take; one that takes longer is answered as too large, and the others go on
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// Reports: files, directories (all documents in them), packed folders (zip), or - for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

impl Check {
    /// Settles what the grammar leaves open: which of `--members a b c` is the report, and what does not go together.
    pub fn settle(&mut self) -> Result<(), &'static str> {
        if self.files.is_empty() && self.members.len() > 1 {
            self.files.extend(self.members.pop());
        }
        if self.files.is_empty() {
            return Err("no report is given: name a FILE, a directory, or - for standard input");
        }
        if self.resume.is_some() && self.format.name != "ndjson" {
            return Err("--resume goes on with lines: it needs --format ndjson");
        }
        Ok(())
    }
}

/// What the inputs of a run are given as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// A report each
    Files,
    /// An object a line: `name`, and `text` or `base64`
    Ndjson,
    /// The pages of one report, a picture each, in this order; those of a directory by the numbers in their names
    Pages,
}

/// `gouji fix`.
#[derive(Debug, clap::Args)]
pub struct Fix {
    /// Write the tables into a file instead of standard output; never over the report
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// How to write the tables [default: as the name of OUT says, else csv]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// Where several repairs are equally small, take this one, as the list numbers them
    #[arg(long, value_name = "GROUP.NTH")]
    pub choose: Vec<Choice>,
    /// Where several repairs are equally small and none is chosen, take the likeliest
    #[arg(long)]
    pub likeliest: bool,
    /// Overwrite OUT if it exists
    #[arg(long)]
    pub force: bool,
    /// Language of the list [default: from the locale]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// What the input is
    #[arg(long, default_value = "auto", value_parser = input_kinds())]
    pub kind: KindArg,
    /// Seconds that reading the report may take
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// The report, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `gouji diff`.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// How to print the differences
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Language of messages [default: from the locale]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// What the inputs are
    #[arg(long, default_value = "auto", value_parser = input_kinds())]
    pub kind: KindArg,
    /// Seconds that reading one input may take
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// The first copy, or - for standard input
    #[arg(value_name = "FIRST")]
    pub first: PathBuf,
    /// The second copy
    #[arg(value_name = "SECOND")]
    pub second: PathBuf,
}

/// A format for differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Readable in a terminal.
    Text,
    /// An object.
    Json,
}

/// A format for tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated values for a spreadsheet
    Csv,
    /// A web page with the official merged headers, and the list below the tables
    Html,
}

/// One of several repairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The group of findings, counted from one.
    pub group: usize,
    /// The repair, counted from one, the likeliest first.
    pub nth: usize,
}

impl FromStr for Choice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Choice, Self::Err> {
        let parts =
            text.split_once('.').and_then(|(group, nth)| Some((group.parse().ok()?, nth.parse().ok()?)));
        parts.map(|(group, nth)| Choice { group, nth }).ok_or("two numbers with a point between them, as 2.1")
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.group, self.nth)
    }
}

/// `gouji rules`.
#[derive(Debug, clap::Args)]
pub struct Rules {
    /// How to print them
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub format: RulesFormat,
    /// Language of the text format [default: from the locale]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
}

/// A format for the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// Readable in a terminal.
    Text,
    /// An array with both languages.
    Json,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 简体中文
    Zh,
    /// English
    En,
}

impl LangArg {
    /// The language chosen, or else the locale's.
    pub fn or_locale(chosen: Option<LangArg>) -> Lang {
        match chosen {
            Some(LangArg::Zh) => Lang::Zh,
            Some(LangArg::En) => Lang::En,
            None => locale::lang(|name| std::env::var(name).ok()),
        }
    }
}

/// What an input is; none where its content tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindArg(pub Option<FileFormat>);

impl KindArg {
    /// How to read the text of a file that was opened; none where the file is not of the kind asked for.
    pub fn of(self, format: FileFormat, told: Kind) -> Option<Kind> {
        match self.0 {
            None => Some(told),
            Some(wanted) => match Kind::of_word(wanted.as_str()) {
                Some(kind) => (!format.is_generated()).then_some(kind),
                None => format.is(wanted).then_some(told),
            },
        }
    }
}

/// Accepts `auto` and the names of [`kinds::KINDS`], and lists them in the help.
fn input_kinds() -> impl TypedValueParser<Value = KindArg> {
    let names = kinds::KINDS.iter().map(|known| known.name);
    PossibleValuesParser::new(["auto"].into_iter().chain(names))
        .map(|name| KindArg(FileFormat::of_word(&name)))
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or("a number of seconds")
}

/// Accepts the names of [`output::FORMATS`], and lists them in the help.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let values = output::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(values)
        .try_map(|name| output::FORMATS.iter().find(|format| format.name == name).ok_or("not a format"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent_and_every_format_is_accepted() {
        Args::command().debug_assert();
        for format in output::FORMATS {
            let args = Args::try_parse_from(["gouji", "check", "--format", format.name, "-"]);
            let Ok(Args { command: Command::Check(check) }) = args else { panic!("{}", format.name) };
            assert_eq!(check.format.name, format.name);
        }
    }

    fn settled(args: &[&str]) -> Result<Check, String> {
        let args = [&["gouji", "check"], args].concat();
        let parsed = Args::try_parse_from(args).map_err(|error| error.to_string())?;
        let Command::Check(mut check) = parsed.command else { return Err("another command".to_owned()) };
        check.settle()?;
        Ok(check)
    }

    #[test]
    fn members_and_the_report_are_told_apart() {
        let names =
            |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        for args in [
            &["parent", "--members", "a", "b"][..],
            &["--members", "a", "b", "--", "parent"],
            &["--members", "a", "b", "--format", "json", "parent"],
            &["--members", "a", "--members", "b", "--lang", "en", "parent"],
            &["--members", "a", "b", "parent"],
        ] {
            let check = settled(args).unwrap_or_else(|error| panic!("{args:?}: {error}"));
            assert_eq!(names(&check.members), ["a", "b"], "{args:?}");
            assert_eq!(names(&check.files), ["parent"], "{args:?}");
        }
        assert!(settled(&["--members", "a"]).is_err());
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        assert!(settled(&[]).is_err());
        assert!(settled(&["--resume", "out", "a"]).is_err());
        assert!(settled(&["--resume", "out", "--format", "ndjson", "-o", "b", "a"]).is_err());
        assert!(settled(&["--resume", "out", "--format", "ndjson", "a"]).is_ok());
        assert!(settled(&["--jobs", "0", "a"]).is_err());
    }
}
