//! Who reports, and on which year.
//!
//! Comes in: the lines of a document in their order, then its narrative. Goes out: the report's title, its organ, its year, and the years
//! that are evidence. A title says most; then the period of the figures, what stands around the report (`whose.rs`), and the years that
//! its sentences open with (`years.rs`). Where sources disagree, the answer is that it is not known.

pub(crate) mod name;
mod title;
mod whose;
mod years;

use crate::document::{Field, Place};
use crate::limits;
use crate::report::{Prose, YearMention, YearSource};
use crate::value::normal::joined;
use title::{Stands, Title};

/// What the lines of a document say about the report as a whole.
#[derive(Debug, Default)]
pub(super) struct Identity {
    titles: Vec<(Title, Place)>,
    period: Vec<YearMention>,
    /// Organs named in the masthead, with what names them.
    masthead: Vec<whose::Named>,
    /// The last short lines, simplified: a title may be broken over them.
    recent: Vec<String>,
    /// How many lines were asked for a title and a period.
    asked: usize,
    /// Whether the report's sections have begun: titles behind are other reports'.
    begun: bool,
}

/// What is known of the report as a whole.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) title: Option<String>,
    pub(super) organ: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) years: Vec<YearMention>,
}

/// Lines longer than this many bytes are no title; of the period only paragraphs that are twice as long speak.
const MAX_LINE: usize = 3000;

/// Lines longer than this many bytes are sentences.
const MAX_SHORT: usize = 150;

impl Identity {
    /// Looks at one line. `place` is where it stands; a line of the page's head has none worth showing.
    pub(super) fn line(&mut self, line: &str, place: Place) {
        if self.asked == limits::NAMED_LINES {
            return;
        }
        let is_short = line.len() <= MAX_SHORT && !self.begun;
        let may_label = !self.begun && whose::may_label(line);
        if line.len() > MAX_LINE || !is_short && !may_label && !may_name(line) {
            return;
        }
        let text = joined(line);
        if text.is_empty() {
            return;
        }
        if may_label {
            self.masthead.extend(whose::labelled(&text));
        }
        let before: Vec<&str> = self.recent.iter().map(String::as_str).collect();
        let named_year = |before: &&str| years::years(before).next().is_some();
        if may_name(line) || is_short && before.iter().any(named_year) {
            self.asked += 1;
            let found = find_title(&text, &before);
            let found_period = self.period.is_empty().then(|| find_period(&text, &before, place)).flatten();
            let found = found.filter(|_| !self.begun || self.titles.is_empty());
            self.titles.extend(found.map(|title| (title, place)));
            self.period.extend(found_period.into_iter().flatten());
        }
        let below_title =
            before.last().is_some_and(|before| title::find(before).is_some_and(|title| title.at_end));
        if let Some((Title { organ: organ @ None, .. }, _)) =
            self.titles.last_mut().filter(|_| is_short && below_title && name::is_full(&text))
        {
            *organ = Some(text.clone());
        }
        if self.recent.len() == 2 {
            self.recent.remove(0);
        }
        self.recent.push(text);
    }

    /// Looks at one row of a table: its fields, and what stands behind a label.
    pub(super) fn row(&mut self, fields: &[Field], place: Place) {
        // 清 沅 县 教 育 局: spaced out, and no row at all.
        let is_spaced = |field: &Field| field.text.as_str().trim().chars().count() <= 1;
        if !self.begun && fields.len() > 3 && fields.iter().all(is_spaced) {
            let line: String = fields.iter().map(|field| field.text.as_str()).collect();
            return self.line(&line, place);
        }
        for (at, field) in fields.iter().enumerate() {
            let text = field.text.as_str();
            let place = Place { column: Some(field.column), span: field.text.trimmed_span(), ..place };
            if !self.begun && whose::is_label(text) {
                let value = fields[at + 1..].iter().find(|field| !field.text.is_blank());
                let line = value.map(|value| format!("{}:{}", joined(text), joined(value.text.as_str())));
                self.masthead.extend(line.and_then(|line| whose::labelled(&line)));
            } else if may_name(text) || !self.begun && fields.len() == 1 {
                self.line(text, place);
            }
        }
    }

    /// Tells that a section of the report has begun.
    pub(super) fn begin(&mut self) {
        self.begun = true;
    }

    /// Whether a line is a report's title.
    pub(super) fn is_title(line: &str) -> bool {
        may_name(line) && line.len() <= MAX_LINE && title::find(&joined(line)).is_some()
    }

    /// Whether a title was found.
    pub(super) fn has_title(&self) -> bool {
        !self.titles.is_empty()
    }

    /// Whether every year that the document names for its own lies before `year`.
    pub(super) fn is_before(&self, year: u16) -> bool {
        self.titles
            .iter()
            .map(|(title, _)| title.year)
            .chain(self.period.iter().map(|mention| mention.year))
            .all(|named| named < year)
    }

    /// What is known, with the report's narrative.
    pub(super) fn finish(self, prose: &[Prose]) -> Known {
        let from = self.period.first().map(|mention| mention.year);
        let chosen = self.chosen(from);
        let mut known = Known::default();
        if let Some((title, place)) = chosen {
            known.title = Some(title.text.clone());
            let quote = title.text.clone();
            known.years.push(YearMention {
                year: title.year,
                source: YearSource::Title,
                quote,
                place: *place,
            });
        }
        let stated = known.years.first().map(|mention| mention.year).or(from);
        known.year = stated.or_else(|| years::of_narrative(looking_back(prose).iter().map(String::as_str)));
        let titled = chosen.map(|(title, _)| {
            let same = self.titles.iter().map(|(title, _)| title).filter(|other| other.year == title.year);
            title.organ.clone().or_else(|| same.filter_map(|title| title.organ.clone()).next())
        });
        let beside = self.titles.iter().filter_map(|(title, _)| title.beside.clone());
        let named = self.masthead.iter().cloned().chain(beside.map(whose::Named::beside));
        known.organ = match titled.flatten() {
            Some(organ) if !name::is_bare(&organ) => Some(organ),
            part => whose::organ(part, named.collect(), prose),
        };
        known.years.extend(self.period);
        known
    }

    /// The title: one that stands alone before the sections; of several, one of the year of the figures.
    fn chosen(&self, period: Option<u16>) -> Option<&(Title, Place)> {
        let of = |stands: Stands| self.titles.iter().filter(move |(title, _)| title.stands == stands);
        let pool: Vec<_> = of(Stands::Alone).chain(of(Stands::Announced)).collect();
        let fits = pool.iter().find(|(title, _)| Some(title.year) == period);
        fits.or(pool.first()).copied()
    }
}

/// Whether a text can name a year: most cells and menu entries cannot.
fn may_name(line: &str) -> bool {
    line.len() > 8
        && (line.contains(['2', '２']) && (line.contains('年') || line.contains("公"))
            || is_chinese_year(line))
}

fn is_chinese_year(line: &str) -> bool {
    line.contains('年')
        && ["二〇", "二○", "二零", "二O", "二Ｏ", "二0"].iter().any(|digits| line.contains(digits))
}

/// The title in a line, or in it and the lines before it.
fn find_title(text: &str, before: &[&str]) -> Option<Title> {
    const MAX_PART: usize = 120;
    let joined = |count: usize| {
        let parts = &before[before.len().checked_sub(count)?..];
        let are_parts = parts
            .iter()
            .chain([&text])
            .all(|part| part.len() <= MAX_PART && !part.contains(['。', ',', '>']));
        are_parts.then(|| parts.concat() + text)
    };
    let over_lines = || {
        let titles = (1..=2).filter_map(joined).filter_map(|line| title::find(&line));
        let whole = |title: &Title| {
            title.stands == Stands::Alone && title.at_start && title.at_end && title.text.len() > text.len()
        };
        let mut titles: Vec<Title> = titles.filter(whole).collect();
        let at = titles.iter().position(|title| title.organ.is_some()).unwrap_or(0);
        (at < titles.len()).then(|| titles.swap_remove(at))
    };
    let Some(mut title) = title::find(text) else { return over_lines() };
    if title.organ.is_none() && title.at_start {
        title.organ = before
            .last()
            .filter(|before| {
                name::is_full(before) || name::is_titular(before) && name::ends_like_organ(before)
            })
            .map(|name| (*name).to_owned());
    }
    Some(title)
}

/// The period in a line, or in it and the end of the line before it.
fn find_period(text: &str, before: &[&str], place: Place) -> Option<Vec<YearMention>> {
    let torn =
        before.last().filter(|before| before.contains("年1月1日")).map(|before| format!("{before}{text}"));
    let lines = [Some(text), torn.as_deref()];
    lines.into_iter().flatten().find_map(|text| {
        let period = years::period(text)?;
        let quote = &text[period.words.clone()];
        let mention = |year, source| YearMention { year, source, quote: quote.to_owned(), place };
        let last = period.to.map(|year| mention(year, YearSource::PeriodEnd));
        Some([mention(period.from, YearSource::PeriodStart)].into_iter().chain(last).collect())
    })
}

/// The paragraphs of the narrative that look back, as they are compared.
fn looking_back(prose: &[Prose]) -> Vec<String> {
    let back = prose.iter().filter(|prose| prose.section != 5 && may_name(prose.text.as_str()));
    back.map(|prose| joined(prose.text.as_str())).collect()
}

#[cfg(test)]
mod tests;
