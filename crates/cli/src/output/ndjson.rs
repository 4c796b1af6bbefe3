//! The contract's object for each input, one a line, each sent off before the next input is read.

use std::io::{self, Write};

use gouji::Lang;

use super::{Writer, object};
use crate::check::Checked;

struct Ndjson {
    lang: Lang,
}

/// Makes the writer.
pub fn writer(lang: Lang) -> Box<dyn Writer> {
    Box::new(Ndjson { lang })
}

impl Writer for Ndjson {
    fn input(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", object(checked, self.lang)?)?;
        out.flush()
    }
}
