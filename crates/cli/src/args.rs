//! The arguments, as contract.md lists them. What a value means is told where it is used.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use gouji::{Kind, Lang};
use gouji_files::Format as FileFormat;

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
    /// List every rule with its reason and its source (列出全部规则)
    Rules(Rules),
}

/// `gouji check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// How to print the answer
    #[arg(long, default_value = "text", value_parser = formats())]
    pub format: &'static Format,
    /// Language of messages [default: from the locale]
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// What the inputs are
    #[arg(long, value_enum, default_value_t = KindArg::Auto)]
    pub kind: KindArg,
    /// Reports: files, directories (all web pages, texts, docx, xlsx, xls and pdf in them), or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
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

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Told by content
    Auto,
    /// HTML source
    Html,
    /// Plain text
    Text,
    /// A Word document
    Docx,
    /// A workbook of Excel or WPS, xlsx or xls
    Xlsx,
    /// A pdf
    Pdf,
}

impl KindArg {
    /// How to read the text of a file that was opened; none where the file is not of the kind asked for.
    pub fn of(self, format: FileFormat, told: Kind) -> Option<Kind> {
        let is = |formats: &[FileFormat]| formats.contains(&format).then_some(told);
        match self {
            KindArg::Auto => Some(told),
            KindArg::Html => (!format.is_generated()).then_some(Kind::Html),
            KindArg::Text => (!format.is_generated()).then_some(Kind::Text),
            KindArg::Docx => is(&[FileFormat::Docx]),
            KindArg::Xlsx => is(&[FileFormat::Xlsx, FileFormat::Xls]),
            KindArg::Pdf => is(&[FileFormat::Pdf]),
        }
    }
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

    #[test]
    fn formats_to_come_are_refused_today() {
        assert!(Args::try_parse_from(["gouji", "check", "--format", "sarif", "-"]).is_err());
        assert!(Args::try_parse_from(["gouji", "check"]).is_err());
    }
}
