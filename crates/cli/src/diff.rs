//! `gouji diff`: what two copies of one report differ in: the page and its download, the version before and the one after.
//!
//! Comes in: two reports. Goes out: the cells and the sentences that differ, and how many are the same; as text or as an object.

use std::io::{self, Write};

use gouji::compare::{Differences, compare};
use gouji::finding::Quote;
use gouji::{Lang, Report};
use serde_json::{Value, json};

use crate::args::{Diff, DiffFormat, LangArg};
use crate::check::{self, Verdict};
use crate::input::source_of;
use crate::output::style::{DIM, ERROR, GOOD, STRONG, WARNING};
use crate::output::{pick, plain, shorten};

/// A sentence is cut after so many characters: about two lines.
const LENGTH: usize = 80;

/// Compares and prints. Clean: nothing differs; a contradiction: something does; unread: one could not be read.
pub fn run(arguments: &Diff) -> io::Result<Verdict> {
    let lang = LangArg::or_locale(arguments.lang);
    let mut reports = Vec::new();
    for path in [&arguments.first, &arguments.second] {
        let (input, read) = check::read(source_of(path), arguments.kind, arguments.timeout);
        match read {
            Ok((report, _)) => reports.push(report),
            Err(trouble) => {
                let name = input.name.unwrap_or_else(|| "-".to_owned());
                eprintln!("gouji: {}: {}", plain(&name), plain(&trouble.message(lang)));
            }
        }
    }
    let [first, second] = reports.as_slice() else { return Ok(Verdict::Unread) };
    let differences = compare(first, second);
    let names = [&arguments.first, &arguments.second].map(|path| path.display().to_string());
    let mut out = anstream::stdout().lock();
    match arguments.format {
        DiffFormat::Text => text(&names, [first, second], &differences, lang, &mut out)?,
        DiffFormat::Json => {
            writeln!(out, "{}", gouji::plain::escaped(&object(&names, &differences).to_string()))?
        }
    }
    out.flush()?;
    Ok(if differences.is_empty() { Verdict::Clean } else { Verdict::Contradiction })
}

fn text(
    names: &[String; 2],
    reports: [&Report; 2],
    differences: &Differences,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (sign, (name, report)) in ["−", "+"].iter().zip(names.iter().zip(reports)) {
        let title = report.title.as_deref().or(report.organ.as_deref()).unwrap_or_default();
        writeln!(out, "{sign} {STRONG}{}{STRONG:#}  {DIM}{}{DIM:#}", plain(name), plain(title))?;
    }
    let Differences { cells, changed, only_first, only_second, .. } = differences;
    for difference in cells {
        let shown = |text: &str| match text {
            "" => pick(lang, "空白", "blank").to_owned(),
            text => plain(&shorten(text, LENGTH)),
        };
        let label = difference.cell.placed_label();
        let (first, second) = (shown(&difference.first), shown(&difference.second));
        writeln!(out, "\n{label}{}{ERROR}{first} → {second}{ERROR:#}", pick(lang, "：", ": "))?;
    }
    let mut line = |sign: &str, quote: &Quote| {
        writeln!(out, "{WARNING}{sign}{WARNING:#} {}", plain(&shorten(&quote.text, LENGTH)))
    };
    for (first, second) in changed {
        line("\n−", first)?;
        line("+", second)?;
    }
    for quote in only_first {
        line("\n−", quote)?;
    }
    for quote in only_second {
        line("\n+", quote)?;
    }
    let style = if differences.is_empty() { GOOD } else { STRONG };
    let mut lines = differences.lines(lang).into_iter();
    writeln!(out, "\n{style}{}{style:#}", lines.next().unwrap_or_default())?;
    for line in lines {
        writeln!(out, "{WARNING}{line}{WARNING:#}")?;
    }
    Ok(())
}

fn object(names: &[String; 2], differences: &Differences) -> Value {
    let texts = |quotes: &[Quote]| quotes.iter().map(|quote| quote.text.clone()).collect::<Vec<_>>();
    let cells = differences.cells.iter().map(|difference| {
        json!({ "cell": difference.cell.to_string(), "first": difference.first, "second": difference.second })
    });
    let changed = differences
        .changed
        .iter()
        .map(|(first, second)| json!({ "first": first.text, "second": second.text }));
    json!({
        "schema": "gouji-diff/1",
        "first": names[0],
        "second": names[1],
        "cells": cells.collect::<Vec<_>>(),
        "cells_compared": differences.compared,
        "cells_uncompared": differences.uncompared.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "sentences": {
            "changed": changed.collect::<Vec<_>>(),
            "only_first": texts(&differences.only_first),
            "only_second": texts(&differences.only_second),
            "same": differences.same,
        },
    })
}
