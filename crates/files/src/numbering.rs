//! What a document says of its lists in, the automatic number before each paragraph out: `一、`, `（二）`, `3.`.
//!
//! The numbers of labels are often typed by the program, not by people, and a label without its number is another label. Paragraphs
//! are asked for in order, as each counts. Levels of one abstract list share their counters whatever lists use it,
//! except where a list says that it starts anew. The words and names are those of docx; the readers of other kinds translate theirs.

use std::collections::{BTreeMap, BTreeSet};

use gouji::Error;

use crate::counting;
use crate::limits;

/// Levels of a list.
pub(crate) const LEVELS: usize = 9;

/// Characters of a number's pattern.
pub(crate) const MAX_LABEL: usize = 64;

/// Styles that a style may be based on, one on the other: a circle ends here.
const MAX_BASES: usize = 32;

/// What a paragraph says about its place in a list.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    pub(crate) style: Option<String>,
    pub(crate) num: Option<String>,
    pub(crate) level: Option<usize>,
    /// What it counts with, where that is not all that its abstract list numbers.
    pub(crate) instance: Option<String>,
    /// Its own number.
    pub(crate) start: Option<u32>,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(crate) struct Lists {
    definitions: Definitions,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start has been used.
    started: BTreeSet<(String, usize)>,
    /// The list that each style gives its paragraphs, once it was asked for: many may have one that is based on many others.
    of_styles: BTreeMap<String, Option<(String, Option<usize>)>>,
    /// Whether each style hides its text, likewise.
    hidden: BTreeMap<String, bool>,
}

/// What a document says of its styles and lists.
#[derive(Default)]
pub(crate) struct Definitions {
    pub(crate) styles: BTreeMap<String, Style>,
    pub(crate) default_style: Option<String>,
    pub(crate) abstracts: BTreeMap<String, Abstract>,
    /// Abstract lists by the style that they are the list of.
    pub(crate) by_style: BTreeMap<String, String>,
    pub(crate) nums: BTreeMap<String, Num>,
    /// How many were read.
    count: usize,
}

#[derive(Default)]
pub(crate) struct Style {
    pub(crate) base: Option<String>,
    pub(crate) num: Option<String>,
    pub(crate) level: Option<usize>,
    /// Whether its text is hidden, where it says so.
    pub(crate) is_hidden: Option<bool>,
}

#[derive(Default)]
pub(crate) struct Abstract {
    pub(crate) levels: [Level; LEVELS],
    /// The style whose list this stands for.
    pub(crate) num_style_link: Option<String>,
}

#[derive(Default)]
pub(crate) struct Num {
    pub(crate) abstract_id: String,
    pub(crate) starts: [Option<u32>; LEVELS],
    pub(crate) levels: [Option<Level>; LEVELS],
}

#[derive(Clone, Default)]
pub(crate) struct Level {
    pub(crate) start: u32,
    pub(crate) format: String,
    pub(crate) text: String,
    /// Nothing stands between number and text.
    pub(crate) tight: bool,
    /// All numbers in digits.
    pub(crate) legal: bool,
    /// Levels up to this one restart it; zero for never.
    pub(crate) restart: Option<usize>,
    pub(crate) style: Option<String>,
}

impl Lists {
    /// Lists that have counted nothing yet.
    pub(crate) fn new(definitions: Definitions) -> Lists {
        Lists { definitions, ..Lists::default() }
    }

    /// Whether a style, or one that it is based on, hides its text.
    pub(crate) fn hides(&mut self, style: Option<&str>) -> bool {
        let styles = &self.definitions.styles;
        let Some((id, first)) = style.and_then(|id| styles.get_key_value(id)) else { return false };
        if let Some(&known) = self.hidden.get(id) {
            return known;
        }
        let bases =
            std::iter::successors(Some(first), |style| style.base.as_ref().and_then(|base| styles.get(base)));
        let hides = bases.take(MAX_BASES).find_map(|style| style.is_hidden).unwrap_or(false);
        self.hidden.insert(id.clone(), hides);
        hides
    }

    /// The number before the next paragraph, with the space after it; none for a paragraph outside lists.
    pub(crate) fn label(&mut self, paragraph: &Numbered) -> Option<String> {
        let (num_id, level) = self.place(paragraph)?;
        let Lists { definitions, counters, started, .. } = self;
        let num = definitions.nums.get(&num_id)?;
        let (abstract_id, list) = definitions.linked(num)?;
        let level_at = |index: usize| num.levels[index].as_ref().unwrap_or(&list.levels[index]);
        let counters = counters.entry(paragraph.instance.clone().unwrap_or(abstract_id)).or_default();
        let list_start = num.starts[level].filter(|_| started.insert((num_id.clone(), level)));
        let own_start = paragraph.start.or(list_start);
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

    /// The list and level of a paragraph, its own or its style's.
    fn place(&mut self, paragraph: &Numbered) -> Option<(String, usize)> {
        let (num, level) = match &paragraph.num {
            Some(num) => (num.clone(), None),
            None => {
                let style = paragraph.style.as_ref().or(self.definitions.default_style.as_ref())?;
                match self.of_styles.get(style) {
                    Some(known) => known.clone(),
                    // Of a style that is not there nothing is kept.
                    None if !self.definitions.styles.contains_key(style) => None,
                    None => {
                        let found = self.definitions.of_style(style);
                        self.of_styles.insert(style.clone(), found.clone());
                        found
                    }
                }?
            }
        };
        // List 0 takes a paragraph out of its style's list.
        (num != "0").then(|| (num, paragraph.level.or(level).unwrap_or(0).min(LEVELS - 1)))
    }
}

impl Definitions {
    /// Counts a style or a list before it is read.
    pub(crate) fn add(&mut self) -> Result<(), Error> {
        self.count += 1;
        if self.count > limits::DEFINITIONS { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// The list and level that a style, or one that it is based on, gives its paragraphs.
    fn of_style(&self, style: &String) -> Option<(String, Option<usize>)> {
        let mut style_id = Some(style);
        for _ in 0..MAX_BASES {
            let (id, style) = self.styles.get_key_value(style_id?)?;
            if let Some(num) = &style.num {
                // In a style, the level is the one that names the style.
                let list = self.nums.get(num).and_then(|num| self.linked(num));
                let named = list.and_then(|(_, list)| {
                    list.levels.iter().position(|level| level.style.as_ref() == Some(id))
                });
                return Some((num.clone(), named.or(style.level)));
            }
            style_id = style.base.as_ref();
        }
        None
    }

    /// The abstract list behind a list, through the style that it may stand for.
    fn linked(&self, num: &Num) -> Option<(String, &Abstract)> {
        let list = self.abstracts.get(&num.abstract_id)?;
        let through = list.num_style_link.as_ref().and_then(|style| self.by_style.get(style));
        let through = through.and_then(|id| self.abstracts.get_key_value(id));
        Some(through.map_or((num.abstract_id.clone(), list), |(id, list)| (id.clone(), list)))
    }
}
