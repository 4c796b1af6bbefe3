//! `gouji`: reports in, findings out, at the command line.
//!
//! Comes in: arguments. Goes out: what [`check`], [`fix`], [`diff`] or [`rules`] prints, and the contract's exit status. Start at [`args::Args`].
//! Files, standard input and the locale are this crate's; what a report says is the library's.

mod args;
mod beside;
mod check;
mod config;
mod deadline;
mod diff;
mod fix;
mod input;
mod lines;
mod locale;
mod notes;
mod outfile;
mod output;
mod pool;
mod progress;
mod resume;
mod rules;
mod tasks;

use std::io;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::args::{Args, Command};
use crate::check::Verdict;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return refuse(&error),
    };
    let result = match args.command {
        Command::Check(mut arguments) => {
            if let Err(message) = arguments.settle() {
                return refuse(&Args::command().error(ErrorKind::MissingRequiredArgument, message));
            }
            check::run(&arguments)
        }
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments).map(|()| Verdict::Clean),
    };
    match result {
        Ok(verdict) => ExitCode::from(verdict.status()),
        // Nobody reads any more (`gouji … | head`): nothing to say, and nobody to say it to.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji: {}", output::plain(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

/// Prints what was asked for instead of a run, or what is wrong with the arguments: they are repeated there, and may hold anything.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    for line in error.render().to_string().lines() {
        eprintln!("{}", output::plain(line));
    }
    ExitCode::from(2)
}
