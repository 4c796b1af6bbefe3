//! A document in, a [`Report`] out: which text is which cell of the form.
//!
//! Forms are recognised per table from their own labels, never from the year. Nothing is guessed: a cell whose column
//! cannot be told is said to be ambiguous, a row that was not found is said to be missing.

mod cells;
mod doubt;
mod fit;
mod ground;
mod identity;
mod label;
mod near_miss;
mod parts;
mod sections;
mod tables;

use std::ops::Range;

use crate::document::{Block, Document, Place};
use crate::error::{Error, NearMiss};
use crate::order;
use crate::plain::plain;
use crate::report::{Note, Prose, Report, SectionTitle};
use fit::Steps;
pub(crate) use identity::name::PROVINCES;
use identity::{Identity, Known};
use near_miss::Top;
use tables::{Collector, RawTable};

/// A page with fewer section titles than this and no table is no report.
const MIN_SECTIONS: usize = 3;

/// Recognises a report in a document: the first, or a later one of several that stand one after the other.
///
/// # Errors
///
/// [`Error::NotAReport`] where there is neither a table of the form nor a report's sections.
pub fn report(document: &Document, nth: usize) -> Result<Report, Error> {
    let whole = Scan::of(document, 0..document.blocks.len());
    let parts = parts::split(document, &whole.tables);
    let (top, steps) = (Top::of(document), Steps::default());
    if parts.len() == 1 {
        return whole.report(document, &top, &steps);
    }
    let read = |blocks| Scan::of(document, blocks).report(document, &top, &steps).ok();
    let reports: Vec<Report> = parts.into_iter().filter_map(read).collect();
    let values = |report: &Report| report.cells.values().map(|cell| cell.state).collect::<Vec<_>>();
    if reports.windows(2).all(|pair| values(&pair[0]) == values(&pair[1])) {
        // The same report twice on a page is one report.
        return reports.into_iter().next().ok_or(Error::NotAReport(NearMiss::Other));
    }
    let titles = reports.iter().map(|report| report.title.clone().or_else(|| report.organ.clone())).collect();
    let count = reports.len();
    let chosen = reports.into_iter().nth(nth.min(count - 1));
    let mut report = chosen.ok_or(Error::NotAReport(NearMiss::Other))?;
    report.notes.push(Note::Several { titles });
    Ok(report)
}

/// What one pass over a run of blocks finds.
struct Scan {
    blocks: Range<usize>,
    tables: Vec<RawTable>,
    identity: Identity,
    titles: Vec<(sections::Candidate, SectionTitle)>,
    prose: Vec<Prose>,
}

impl Scan {
    fn of(document: &Document, blocks: Range<usize>) -> Scan {
        let mut collector = Collector::default();
        let mut identity = Identity::default();
        let mut titles = Vec::new();
        let mut prose = Vec::new();
        if let Some(title) = document.title.as_ref().filter(|_| blocks.start == 0) {
            identity.line(title.as_str(), Place { block: 0, row: None, column: None, span: None });
        }
        for (block, content) in blocks.clone().zip(&document.blocks[blocks.clone()]) {
            match content {
                // A blank cell of a table that came one cell a line.
                Block::Paragraph(text) if text.is_blank() => collector.paragraph(block, text),
                Block::Paragraph(text) => {
                    let place = Place { block, row: None, column: None, span: text.trimmed_span() };
                    identity.line(text.as_str(), place);
                    if let Some(found) = title(text.as_str(), place) {
                        collector.section(found.0.number);
                        titles.push(found);
                        identity.begin();
                    } else {
                        collector.paragraph(block, text);
                        prose.push(Prose { section: 0, text: text.clone(), block });
                    }
                }
                Block::Table(grid) => {
                    for (row, fields) in (0u32..).zip(&grid.rows) {
                        identity.row(fields, Place { block, row: Some(row), column: None, span: None });
                    }
                    collector.grid(block, grid, |field, place| {
                        let found = title(field.text.as_str(), place);
                        titles.extend(found.clone());
                        found.map(|(candidate, _)| candidate.number)
                    });
                    if !titles.is_empty() {
                        identity.begin();
                    }
                }
            }
        }
        Scan { blocks, tables: collector.finish(), identity, titles, prose }
    }

    fn report(self, document: &Document, top: &Top, steps: &Steps) -> Result<Report, Error> {
        let Scan { blocks, tables, identity, titles, prose } = self;
        // A document may hold hundreds of reports: none looks at the blocks of the others.
        let own = &document.blocks[blocks.clone()];
        if near_miss::side_by_side(blocks.zip(own), &tables) {
            return Err(Error::NotAReport(NearMiss::SideBySide));
        }
        let mut report = Report { prose, ..Report::default() };
        cells::fill(&mut report, tables, steps);
        if titles.iter().filter(|(candidate, _)| candidate.is_renumbered).count() > 1 {
            report.notes.push(Note::OwnNumbers);
        }
        report.sections = best_titles(titles);
        for prose in &mut report.prose {
            let mut before = report.sections.iter().filter(|section| section.place.block < prose.block);
            prose.section = before.next_back().map_or(0, |section| section.number);
        }
        // A menu beside a report may link to a notice: a title is only asked where there is no report to see.
        let is_other =
            report.forms.is_empty() || top.by_title == Some(NearMiss::SchoolYear) && !identity.has_title();
        if let Some(near_miss) = top.by_title.filter(|_| is_other) {
            return Err(Error::NotAReport(near_miss));
        }
        if near_miss::is_template(&report) {
            return Err(Error::NotAReport(NearMiss::Template));
        }
        if report.forms.is_empty() && near_miss::ran_together(own) {
            return Err(Error::NotAReport(NearMiss::RunTogether));
        }
        // Reports of before 2019 have sections of nearly the same titles.
        let is_old = top.by_content == NearMiss::OldForm && identity.is_before(2019);
        if report.forms.is_empty() && is_old {
            return Err(Error::NotAReport(NearMiss::OldForm));
        }
        if report.forms.is_empty() && (report.sections.len() < MIN_SECTIONS || document.pictures > 0) {
            return Err(Error::NotAReport(top.by_content));
        }
        let Known { title, organ, year, years } = identity.finish(&report.prose);
        // Names, shown and compared alone: what turns the direction of writing is no part of them.
        let name = |text: Option<String>| text.map(|text| plain(&text).trim().to_owned());
        (report.title, report.organ, report.year, report.years) = (name(title), name(organ), year, years);
        if report.sections.len() <= 1 && report.title.is_none() && report.years.is_empty() {
            report.notes.push(Note::Fragment);
        }
        Ok(report)
    }
}

fn title(line: &str, place: Place) -> Option<(sections::Candidate, SectionTitle)> {
    let candidate = sections::candidate(line)?;
    let text = line.trim().to_owned();
    Some((candidate, SectionTitle { number: candidate.number, text, place }))
}

/// For each section the candidate nearest to its official title, in the order of the document.
fn best_titles(candidates: Vec<(sections::Candidate, SectionTitle)>) -> Vec<SectionTitle> {
    let mut best: [Option<(f64, SectionTitle)>; 6] = Default::default();
    for (candidate, title) in candidates {
        let slot = &mut best[candidate.number as usize - 1];
        if slot.as_ref().is_none_or(|(score, _)| candidate.score > *score) {
            *slot = Some((candidate.score, title));
        }
    }
    let mut titles: Vec<SectionTitle> = best.into_iter().flatten().map(|(_, title)| title).collect();
    order::sort_by_key(&mut titles, |title| (title.place.block, title.place.row));
    titles
}

#[cfg(test)]
mod tests;
