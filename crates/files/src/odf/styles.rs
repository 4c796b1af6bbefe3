//! Styles in, what a reader does not see and how lists are numbered out.

use std::collections::{BTreeMap, BTreeSet};

use gouji::Error;

use crate::numbering::{Abstract, Definitions, LEVELS, Level, Num};
use crate::xml::{Tag, Xml};

/// Styles that a style may be based on, one on the other: a circle ends here.
const MAX_BASES: usize = 32;

/// What styles say that matters here.
#[derive(Default)]
pub(super) struct Styles {
    /// By family and name.
    visible: BTreeMap<(String, String), Visible>,
    /// Those that hide what they are the styles of, by family: as many texts may have one that is based on many others, this is found out once.
    hidden: BTreeMap<String, BTreeSet<String>>,
    /// Lists by the name of their style. Headings have the one without a name.
    pub(super) lists: Definitions,
}

#[derive(Default)]
struct Visible {
    parent: Option<String>,
    /// Whether it is shown, where the style says so.
    shown: Option<bool>,
}

impl Styles {
    /// Reads the styles inside the element that was opened last.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.each(|tag, xml| match tag.name() {
            "style" | "default-style" => self.style(tag, xml),
            "list-style" => self.list(tag.id("name")?.unwrap_or_default(), xml),
            "outline-style" => self.list(String::new(), xml),
            _ => Ok(()),
        })
    }

    /// Finds out which styles hide something, when all are read.
    pub(super) fn settle(&mut self) {
        for ((family, name), style) in &self.visible {
            if !self.shows(family, style) {
                self.hidden.entry(family.clone()).or_default().insert(name.clone());
            }
        }
    }

    /// Whether a style, or the first that it is based on and that says something of it, shows what it is the style of.
    fn shows(&self, family: &str, style: &Visible) -> bool {
        let mut style = style;
        for _ in 0..MAX_BASES {
            let base = || {
                style.parent.as_ref().and_then(|name| self.visible.get(&(family.to_owned(), name.clone())))
            };
            match (style.shown, base()) {
                (Some(shown), _) => return shown,
                (None, Some(base)) => style = base,
                (None, None) => break,
            }
        }
        true
    }

    /// Whether text, or a table, of a style is hidden.
    pub(super) fn hides(&self, family: &str, name: Option<String>) -> bool {
        name.is_some_and(|name| self.hidden.get(family).is_some_and(|hidden| hidden.contains(&name)))
    }

    fn style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let name = tag.id("name")?.unwrap_or_default();
        let family = tag.id("family")?.unwrap_or_default();
        let mut visible = Visible { parent: tag.id("parent-style-name")?, shown: None };
        xml.each(|tag, _| {
            let display = tag.attribute("display");
            match (tag.name(), display.as_deref()) {
                ("text-properties", Some(display)) => visible.shown = Some(display != "none"),
                ("table-properties", Some(display)) => visible.shown = Some(display != "false"),
                _ => {}
            }
            Ok(())
        })?;
        // Most styles say nothing of this, and need not be kept.
        if matches!(family.as_str(), "text" | "paragraph" | "table" | "section") {
            self.lists.add()?;
            self.visible.insert((family, name), visible);
        }
        Ok(())
    }

    fn list(&mut self, name: String, xml: &mut Xml<'_>) -> Result<(), Error> {
        self.lists.add()?;
        let mut list = Abstract::default();
        let mut at = LEVELS;
        xml.each(|tag, _| {
            match tag.name() {
                "list-level-style-number" | "outline-level-style" => {
                    at = level_index(tag);
                    if let Some(slot) = list.levels.get_mut(at) {
                        *slot = level(tag, at);
                    }
                }
                "list-level-style-bullet" | "list-level-style-image" => {
                    at = level_index(tag);
                    if let Some(slot) = list.levels.get_mut(at) {
                        slot.format = "bullet".to_owned();
                    }
                }
                "list-level-label-alignment" => {
                    if let Some(slot) = list.levels.get_mut(at) {
                        slot.tight = tag.attribute("label-followed-by").as_deref() == Some("nothing");
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        self.lists.nums.insert(name.clone(), Num { abstract_id: name.clone(), ..Num::default() });
        self.lists.abstracts.insert(name, list);
        Ok(())
    }
}

fn level_index(tag: &Tag<'_>) -> usize {
    tag.number::<usize>("level").map_or(LEVELS, |level| level.saturating_sub(1))
}

/// A level with its number's pattern as docx has it.
fn level(tag: &Tag<'_>, index: usize) -> Level {
    let said = tag.attribute("num-format").unwrap_or_default();
    let format = format(&said);
    let text = tag.attribute("num-list-format").unwrap_or_else(|| {
        let shown = tag.number::<usize>("display-levels").unwrap_or(1).clamp(1, index + 1);
        let numbers: Vec<String> =
            (index + 2 - shown..=index + 1).map(|level| format!("%{level}%")).collect();
        let side = |name| tag.attribute(name).unwrap_or_default();
        format!("{}{}{}", side("num-prefix"), numbers.join("."), side("num-suffix"))
    });
    Level {
        start: tag.number("start-value").unwrap_or(1),
        format: if said.is_empty() { "none" } else { format }.to_owned(),
        text: pattern(&text),
        ..Level::default()
    }
}

/// `%1%` as docx has it, `%1`.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let digits = &rest[at + 1..];
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        out.push_str(&rest[..at + 1 + end]);
        rest = &digits[end..];
        if end > 0 {
            rest = rest.strip_prefix('%').unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out.chars().take(crate::numbering::MAX_LABEL).collect()
}

/// The name that docx has for a format, which OpenDocument shows by its first numbers.
fn format(said: &str) -> &'static str {
    match said.chars().next() {
        Some('一') => "chineseCounting",
        Some('壹') if said.contains('貳') || said.contains('參') => "ideographLegalTraditional",
        Some('壹') => "chineseLegalSimplified",
        Some('甲') => "ideographTraditional",
        Some('子') => "ideographZodiac",
        Some('①') => "decimalEnclosedCircle",
        Some('⑴') => "decimalEnclosedParen",
        Some('⒈') => "decimalEnclosedFullstop",
        Some('㊀') => "ideographEnclosedCircle",
        Some('１') => "decimalFullWidth",
        Some('A') => "upperLetter",
        Some('a') => "lowerLetter",
        Some('I') => "upperRoman",
        Some('i') => "lowerRoman",
        _ if said.starts_with("01") => "decimalZero",
        _ => "decimal",
    }
}
