//! A workbook: a sheet with one line an input, and a sheet with one line a finding. It is written at the end of the run, from lines
//! that are kept until then: a few hundred bytes an input.

use std::io::{self, Write};
use std::sync::Arc;

use gouji::Lang;
use gouji::batch::Batch;
use gouji::list;
use gouji_files::write::{Block, Entry, Page};

use super::{Writer, entries, pick, sheet};
use crate::beside::Others;
use crate::check::Checked;

struct Xlsx {
    lang: Lang,
    inputs: Vec<Vec<Entry>>,
    findings: Vec<Vec<Entry>>,
    batch: Batch,
    others: Option<Arc<Others>>,
    /// What is missing beside reports, a line each.
    remarks: Vec<String>,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Xlsx {
        lang,
        inputs: Vec::new(),
        findings: Vec::new(),
        batch: Batch::default(),
        others: None,
        remarks: Vec::new(),
    })
}

impl Writer for Xlsx {
    fn input(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        let (name, lang) = (checked.name(), self.lang);
        let (line, findings) = match &checked.result {
            Ok(audit) => (list::report(name, audit, lang), list::told(name, audit, lang)),
            Err(trouble) => {
                let message = trouble.message(lang);
                (list::unread(name, &message, lang), vec![list::untold(name, &message, lang)])
            }
        };
        self.others.get_or_insert_with(|| checked.others.clone());
        // What is given twice stands in the overview as well.
        super::take(checked, &mut self.batch);
        if let Some(missing) = super::missing(checked, lang) {
            self.remarks.push(format!("{name}{}{missing}", pick(lang, "：", ": ")));
        }
        self.inputs.push(entries(line));
        self.findings.extend(findings.into_iter().map(entries));
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
            pick(lang, "问题", "Findings"),
            &list::told_heads(lang),
            std::mem::take(&mut self.findings),
            &[28, 22, 7, 9, 22, 50, 40, 8, 8, 8, 36, 40],
        );
        let overview = sheet(
            pick(lang, "汇总", "Overview"),
            &[pick(lang, "问题种类、重复与雷同", "kinds of faults, what is given twice, what is alike")],
            std::iter::once(self.batch.total(lang))
                .chain(self.batch.lines(lang))
                .chain(super::hints(&self.batch, lang))
                .chain(std::mem::take(&mut self.remarks))
                .map(|line| vec![Entry::new(line).left()])
                .collect(),
            &[110],
        );
        let mut blocks = vec![Block::Table(inputs), Block::Table(findings), Block::Table(overview)];
        super::add_earlier(&mut self.batch, self.others.as_deref());
        for (name, heads, lines) in self.batch.tables(lang) {
            let lines = lines.into_iter().map(entries).collect();
            blocks.push(Block::Table(sheet(name, &heads, lines, &[36, 30, 12, 12, 12, 12][..heads.len()])));
        }
        let page = Page { title: title.to_owned(), blocks };
        out.write_all(&page.xlsx())?;
        out.flush()
    }
}
