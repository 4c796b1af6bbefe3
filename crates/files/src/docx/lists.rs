//! The document's styles and lists in, the automatic number before each paragraph out: `一、`, `（二）`, `3.`.
//!
//! The numbers of labels are often typed by Word, not by people, and a label without its number is another label. Paragraphs
//! are asked for in order, as each counts. Levels of one abstract list share their counters whatever lists use it,
//! except where a list says that it starts anew.

use std::collections::{BTreeMap, BTreeSet};

use gouji::Error;

use super::counting;
use crate::limits;
use crate::xml::{Node, Tag, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// Characters of a number's pattern.
const MAX_LABEL: usize = 64;

/// Styles that a style may be based on, one on the other: a circle ends here.
const MAX_BASES: usize = 32;

/// What a paragraph says about its place in a list.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    pub(super) style: Option<String>,
    pub(super) num: Option<String>,
    pub(super) level: Option<usize>,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Lists {
    definitions: Definitions,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start has been used.
    started: BTreeSet<(String, usize)>,
}

/// What the parts of styles and numbering say.
#[derive(Default)]
struct Definitions {
    styles: BTreeMap<String, Style>,
    default_style: Option<String>,
    abstracts: BTreeMap<String, Abstract>,
    /// Abstract lists by the style that they are the list of.
    by_style: BTreeMap<String, String>,
    nums: BTreeMap<String, Num>,
    /// How many were read.
    count: usize,
}

#[derive(Default)]
struct Style {
    base: Option<String>,
    num: Option<String>,
    level: Option<usize>,
}

#[derive(Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The style whose list this stands for.
    num_style_link: Option<String>,
}

#[derive(Default)]
struct Num {
    abstract_id: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Nothing stands between number and text.
    tight: bool,
    /// All numbers in digits.
    legal: bool,
    /// Levels up to this one restart it; zero for never.
    restart: Option<usize>,
    style: Option<String>,
}

impl Lists {
    /// Reads the parts of styles and numbering; either may be empty.
    pub(super) fn new(styles: &str, numbering: &str) -> Result<Lists, Error> {
        let mut definitions = Definitions::default();
        read(styles, |tag, xml| definitions.read_style(tag, xml))?;
        read(numbering, |tag, xml| definitions.read_numbering(tag, xml))?;
        Ok(Lists { definitions, ..Lists::default() })
    }

    /// The number before the next paragraph, with the space after it; none for a paragraph outside lists.
    pub(super) fn label(&mut self, paragraph: &Numbered) -> Option<String> {
        let Lists { definitions, counters, started } = self;
        let (num_id, level) = definitions.place(paragraph)?;
        let num = definitions.nums.get(&num_id)?;
        let (abstract_id, list) = definitions.linked(num)?;
        let level_at = |index: usize| num.levels[index].as_ref().unwrap_or(&list.levels[index]);
        let counters = counters.entry(abstract_id).or_default();
        let own_start = num.starts[level].filter(|_| started.insert((num_id.clone(), level)));
        counters[level] = Some(match (own_start, counters[level]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => num.starts[level].unwrap_or(level_at(level).start),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            if level_at(deeper).restart.is_none_or(|restart| level < restart) {
                *counter = None;
            }
        }
        let shown = level_at(level);
        if matches!(shown.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut label = String::new();
        let mut chars = shown.text.chars().peekable();
        while let Some(char) = chars.next() {
            match chars.peek().and_then(|digit| digit.to_digit(10)) {
                Some(digit @ 1..=9) if char == '%' => {
                    chars.next();
                    let part = level_at(digit as usize - 1);
                    let count = *counters[digit as usize - 1].get_or_insert(part.start);
                    let format = if shown.legal { "decimal" } else { part.format.as_str() };
                    label.push_str(&counting::number(format, count));
                }
                _ => label.push(char),
            }
        }
        if !shown.tight && !label.is_empty() {
            label.push(' ');
        }
        (!label.is_empty()).then_some(label)
    }
}

impl Definitions {
    /// Counts a style or a list before it is read.
    fn add(&mut self) -> Result<(), Error> {
        self.count += 1;
        if self.count > limits::DEFINITIONS { Err(Error::TooLarge) } else { Ok(()) }
    }

    fn read_style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        if tag.name() != "style"
            || tag.attribute("type").is_some_and(|kind| kind != "paragraph" && kind != "numbering")
        {
            return Ok(());
        }
        self.add()?;
        let id = tag.id("styleId")?.unwrap_or_default();
        if matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on")) {
            self.default_style = Some(id.clone());
        }
        let mut style = Style::default();
        xml.each(|tag, xml| {
            match tag.name() {
                "basedOn" => style.base = tag.id("val")?,
                "numId" => style.num = tag.id("val")?,
                "ilvl" => style.level = tag.number("val"),
                name if name.ends_with("PrChange") => xml.skip()?,
                _ => {}
            }
            Ok(())
        })?;
        self.styles.insert(id, style);
        Ok(())
    }

    fn read_numbering(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        match tag.name() {
            "abstractNum" => {
                self.add()?;
                let id = tag.id("abstractNumId")?.unwrap_or_default();
                let mut list = Abstract::default();
                xml.each(|tag, xml| {
                    match tag.name() {
                        "lvl" => {
                            let (index, level) = read_level(tag, xml)?;
                            if let Some(slot) = list.levels.get_mut(index) {
                                *slot = level;
                            }
                        }
                        "styleLink" => {
                            self.by_style.insert(tag.id("val")?.unwrap_or_default(), id.clone());
                        }
                        "numStyleLink" => list.num_style_link = tag.id("val")?,
                        _ => {}
                    }
                    Ok(())
                })?;
                self.abstracts.insert(id, list);
            }
            "num" => {
                self.add()?;
                let id = tag.id("numId")?.unwrap_or_default();
                let mut num = Num::default();
                let mut at = 0;
                xml.each(|tag, xml| {
                    match tag.name() {
                        "abstractNumId" => num.abstract_id = tag.id("val")?.unwrap_or_default(),
                        "lvlOverride" => at = tag.number("ilvl").unwrap_or(0).min(LEVELS - 1),
                        "startOverride" => num.starts[at] = tag.number("val"),
                        "lvl" => num.levels[at] = Some(read_level(tag, xml)?.1),
                        _ => {}
                    }
                    Ok(())
                })?;
                self.nums.insert(id, num);
            }
            _ => {}
        }
        Ok(())
    }

    /// The list and level of a paragraph, its own or its style's.
    fn place(&self, paragraph: &Numbered) -> Option<(String, usize)> {
        let mut num = paragraph.num.clone();
        let mut level = paragraph.level;
        let mut style_id = paragraph.style.as_ref().or(self.default_style.as_ref());
        for _ in 0..MAX_BASES {
            let Some((id, style)) = style_id.and_then(|id| self.styles.get_key_value(id)) else { break };
            if num.is_none() && style.num.is_some() {
                num.clone_from(&style.num);
                // In a style, the level is the one that names the style.
                let list = num.as_ref().and_then(|num| self.nums.get(num)).and_then(|num| self.linked(num));
                let named = list.and_then(|(_, list)| {
                    list.levels.iter().position(|level| level.style.as_ref() == Some(id))
                });
                level = level.or(named).or(style.level);
            }
            if num.is_some() {
                break;
            }
            style_id = style.base.as_ref();
        }
        // List 0 takes a paragraph out of its style's list.
        let num = num.filter(|num| num != "0")?;
        Some((num, level.unwrap_or(0).min(LEVELS - 1)))
    }

    /// The abstract list behind a list, through the style that it may stand for.
    fn linked(&self, num: &Num) -> Option<(String, &Abstract)> {
        let list = self.abstracts.get(&num.abstract_id)?;
        let through = list.num_style_link.as_ref().and_then(|style| self.by_style.get(style));
        let through = through.and_then(|id| self.abstracts.get_key_value(id));
        Some(through.map_or((num.abstract_id.clone(), list), |(id, list)| (id.clone(), list)))
    }
}

fn read(
    source: &str,
    mut visit: impl FnMut(&Tag<'_>, &mut Xml<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) => visit(&tag, &mut xml)?,
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn read_level(tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(usize, Level), Error> {
    let index = tag.number("ilvl").unwrap_or(0);
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    xml.each(|tag, _| {
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.format = tag.attribute("val").unwrap_or_default(),
            "lvlText" => {
                level.text = tag.attribute("val").unwrap_or_default().chars().take(MAX_LABEL).collect();
            }
            "suff" => level.tight = tag.attribute("val").as_deref() == Some("nothing"),
            "isLgl" => level.legal = tag.is_on(),
            "lvlRestart" => level.restart = tag.number("val"),
            "pStyle" => level.style = tag.id("val")?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((index, level))
}
