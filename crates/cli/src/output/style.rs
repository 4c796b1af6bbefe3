//! The few colours. [`anstream`] leaves them out where standard output is no terminal or `NO_COLOR` is set.

use anstyle::{AnsiColor, Style};

/// A contradiction.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// A warning, or something left unchecked.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Nothing wrong.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Names and headings.
pub const STRONG: Style = Style::new().bold();
/// What may be skipped.
pub const DIM: Style = Style::new().dimmed();
