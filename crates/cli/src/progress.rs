//! How far a run is, on a terminal's standard error; nothing where that is no terminal, or where the answer goes to the same screen.

use std::io::{IsTerminal, stderr};

use gouji::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar, or nothing.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar up to `total` inputs; a counter where it is not known how many there are.
    pub fn new(total: Option<usize>, answer_on_screen: bool, lang: Lang) -> Progress {
        if answer_on_screen || !stderr().is_terminal() || total == Some(1) {
            return Progress(None);
        }
        let (unit, left) = match lang {
            Lang::Zh => ("份", "剩余"),
            Lang::En => ("inputs", "left"),
        };
        let template = match total {
            Some(_) => format!("{{wide_bar}} {{pos}}/{{len}} {unit}, {left} {{eta}}"),
            None => format!("{{spinner}} {{pos}} {unit}, {{per_sec}}"),
        };
        let bar = match total {
            Some(total) => ProgressBar::new(total as u64),
            None => ProgressBar::new_spinner(),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.set_draw_target(ProgressDrawTarget::stderr());
        Progress(Some(bar))
    }

    /// One input more.
    pub fn one(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Says a line on standard error, above the bar.
    pub fn say(&self, line: &str) {
        match &self.0 {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
