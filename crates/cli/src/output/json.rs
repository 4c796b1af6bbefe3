//! An array with the contract's object for each input, one a line.

use std::io::{self, Write};

use gouji::Lang;

use super::{Writer, object};
use crate::check::Checked;

struct Json {
    lang: Lang,
    first: bool,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Json { lang, first: true })
}

impl Writer for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        let separator = if std::mem::take(&mut self.first) { "\n" } else { ",\n" };
        write!(out, "{separator}{}", object(checked, self.lang)?)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")?;
        out.flush()
    }
}
