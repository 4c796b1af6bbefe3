//! A workbook: a sheet with one line an input, and a sheet with one line a finding. It is written at the end of the run, from lines
//! that are kept until then: a few hundred bytes an input.

use std::io::{self, Write};

use gouji::list::{self, Field};
use gouji::{Lang, Severity};
use gouji_files::write::{Block, Entry, Page, Table};

use super::{Writer, csv, pick};
use crate::check::Checked;

struct Xlsx {
    lang: Lang,
    inputs: Vec<Vec<Entry>>,
    findings: Vec<Vec<Entry>>,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Xlsx { lang, inputs: Vec::new(), findings: Vec::new() })
}

impl Writer for Xlsx {
    fn input(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        let line = match &checked.result {
            Ok(audit) => list::report(checked.name(), audit, self.lang),
            Err(trouble) => list::unread(checked.name(), &trouble.message(self.lang), self.lang),
        };
        self.inputs.push(line.into_iter().map(entry).collect());
        let is_bare = checked.result.as_ref().is_ok_and(|audit| audit.findings.is_empty());
        if !is_bare {
            let lines = csv::lines(checked, self.lang).into_iter();
            self.findings.extend(lines.map(|line| line.into_iter().map(entry).collect::<Vec<_>>()));
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let title = pick(lang, "核对结果", "Checked reports");
        let inputs = sheet(
            pick(lang, "年报", "Reports"),
            &list::report_heads(lang),
            std::mem::take(&mut self.inputs),
            &[30, 24, 8, 14, 8, 8, 8, 10, 10, 10, 10, 40],
        );
        let findings = sheet(
            Severity::Error.label(lang),
            &list::finding_heads(lang),
            std::mem::take(&mut self.findings),
            &[30, 24, 8, 10, 18, 60, 40, 10, 10, 10, 40],
        );
        let page =
            Page { title: title.to_owned(), blocks: vec![Block::Table(inputs), Block::Table(findings)] };
        out.write_all(&page.xlsx())?;
        out.flush()
    }
}

fn sheet(name: &str, heads: &[&str], lines: Vec<Vec<Entry>>, widths: &[u32]) -> Table {
    let heads = heads.iter().map(|head| Entry::new(*head).header().left()).collect();
    Table {
        name: name.to_owned(),
        head: 1,
        rows: std::iter::once(heads).chain(lines).collect(),
        widths: widths.to_vec(),
    }
}

fn entry(field: Field) -> Entry {
    match field {
        Field::Text(text) => Entry::new(text).left(),
        Field::Number(number) => Entry::new(number.normalize().to_string()),
        Field::Blank => Entry::new(""),
    }
}
