//! `gouji rules`: every rule with what it checks, why, and where it is set.

use std::io::{self, Write};

use gouji::{Lang, RuleId, wire};

use crate::args::{LangArg, Rules, RulesFormat};
use crate::output::style::{DIM, STRONG};

/// Prints all rules in the order in which findings are shown.
pub fn run(arguments: &Rules) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match arguments.format {
        RulesFormat::Text => text(LangArg::or_locale(arguments.lang), &mut out)?,
        RulesFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &wire::rules())?;
            writeln!(out)?;
        }
    }
    out.flush()
}

fn text(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let source_word = match lang {
        Lang::Zh => "依据：",
        Lang::En => "Source: ",
    };
    for (index, rule) in RuleId::ALL.into_iter().enumerate() {
        let explanation = rule.explain(lang);
        if index > 0 {
            writeln!(out)?;
        }
        let severity = rule.severity().label(lang);
        writeln!(out, "{STRONG}{rule}{STRONG:#}  {} {DIM}({severity}){DIM:#}", explanation.title)?;
        writeln!(out, "    {}", explanation.why)?;
        writeln!(out, "    {DIM}{source_word}{}{DIM:#}", explanation.source)?;
    }
    Ok(())
}
