//! Comma-separated values for a spreadsheet: one line a finding, one line for an input without any or that was not read.

use std::io::{self, Write};

use gouji::{Lang, list};

use super::Writer;
use crate::check::Checked;

struct Csv {
    lang: Lang,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Csv { lang })
}

impl Writer for Csv {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(list::csv_head(&list::finding_heads(self.lang)).as_bytes())
    }

    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        for line in lines(checked, self.lang) {
            out.write_all(list::csv_line(&line).as_bytes())?;
        }
        out.flush()
    }
}

/// The lines of one input.
pub fn lines(checked: &Checked, lang: Lang) -> Vec<Vec<list::Field>> {
    match &checked.result {
        Ok(audit) => list::findings(checked.name(), audit, lang),
        Err(trouble) => {
            vec![list::failure(checked.name(), trouble.error(), &trouble.message(lang), lang)]
        }
    }
}
