//! The whole way: pictures of pages in, tables of the form out, each figure with what the two readers made of it.
//!
//! Every lattice is made upright, its grid held against the form, its labels read. A table is accepted only where the grid is the form's and every
//! label is nearest to its own. Its figures are read twice: where both readers say the same, the figure is sure.

use std::collections::{BTreeMap, BTreeSet};

use gouji::{CellId, Form, NearMiss};

use crate::form::{self, Label, Plan};
use crate::glyphs::Network;
use crate::grid::{self, Grid};
use crate::image::Gray;
use crate::labels;
use crate::lattice;
use crate::lines::{self, Ink};
use crate::recogniser::{Alphabet, Recogniser};
use crate::warp::{self, Upright};
use crate::{Cell, Found, Pages, Place};

/// Rules are darker than this on white paper; where nothing is found, lighter ones are tried.
const SHADES: [u8; 2] = [200, 235];
/// A figure less high than this, in pixels, is not read.
const MIN_HEIGHT: usize = 6;
/// Characters of a label that are read at first, and lines of it where these do not tell it from all others.
const BEGINNING: usize = 6;
const LABEL_LINES: usize = 2;

/// A table that was cut out of a page, or a part of one.
struct Piece {
    page: usize,
    upright: Upright,
    grid: Grid,
    /// The ways to take it that its labels leave: a part may be of both editions.
    plans: Vec<Plan>,
}

/// Reads pages. `progress` is told how many of how many lines are read, and stops the work by `false`.
pub(crate) fn read(
    recogniser: &Recogniser,
    network: &Network,
    pages: &[Gray],
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Pages> {
    let mut found = Pages::default();
    let mut pieces = Vec::new();
    for (page, picture) in pages.iter().enumerate() {
        for candidate in candidates(picture) {
            match candidate {
                Err(why) => found.refused.push((page, why)),
                Ok((upright, grid, plans)) => {
                    let reader =
                        &mut |lines: &[&Gray]| recogniser.read(lines, Alphabet::All, &mut |_| progress(0, 0));
                    let labels = Labels { upright: &upright, grid: &grid, reader, texts: BTreeMap::new() };
                    match labelled(labels, plans)? {
                        Err(why) => found.refused.push((page, why)),
                        Ok(plans) => pieces.push(Piece { page, upright, grid, plans }),
                    }
                }
            }
        }
        if pieces.iter().all(|piece| piece.page != page) && found.refused.iter().all(|(of, _)| *of != page) {
            found.refused.push((page, NearMiss::NoRules));
        }
    }
    let mut done = Vec::new();
    for group in joined(pieces, &mut found.refused) {
        done.extend(figures(recogniser, network, group, progress)?.map_err(|why| found.refused.push(why)));
    }
    found.tables = done;
    Some(found)
}

/// What may be a table in a picture: upright, with its grid and the ways to take it.
type Candidate = Result<(Upright, Grid, Vec<Plan>), NearMiss>;

fn candidates(picture: &Gray) -> Vec<Candidate> {
    let flat = picture.flattened();
    /// Pixels of tables that are made upright: a photo's table in each shade.
    const MOST_PIXELS: usize = 30_000_000;
    let mut best: Vec<Candidate> = Vec::new();
    let mut spent = 0;
    for shade in SHADES {
        let mut of = |lattice: lattice::Lattice| -> Option<Candidate> {
            let (left, top, right, bottom) = lattice.bounds;
            let pixels = (right - left) * (bottom - top);
            // The first is looked at, however large.
            if spent > 0 && spent + pixels > MOST_PIXELS {
                return None;
            }
            spent += pixels;
            let frame = lattice.frame(flat.width)?;
            let upright = warp::upright(&flat, &lattice, &frame)?;
            let grid = grid::find(&upright);
            // A box around a paragraph, a chart: too few places to be a table that was meant.
            const FEW: usize = 8;
            let grid = match grid {
                None => return Some(Err(NearMiss::OtherGrid)),
                Some(grid) if grid.cells.len() < FEW => return None,
                Some(grid) => grid,
            };
            let plans = form::plans(&grid);
            Some(if plans.is_empty() { Err(NearMiss::OtherGrid) } else { Ok((upright, grid, plans)) })
        };
        let found: Vec<Candidate> = lattice::lattices(&flat, shade).filter_map(&mut of).collect();
        let good = |found: &[Candidate]| found.iter().filter(|candidate| candidate.is_ok()).count();
        if best.is_empty() || good(&found) > good(&best) {
            best = found;
        }
        if !best.is_empty() && good(&best) == best.len() {
            break;
        }
    }
    best
}

/// What was read of the labels of a table.
struct Labels<'a> {
    upright: &'a Upright,
    grid: &'a Grid,
    /// Reads lines; no answer where the work was stopped.
    reader: &'a mut dyn FnMut(&[&Gray]) -> Option<Vec<crate::recogniser::Reading>>,
    /// By cells of the grid.
    texts: BTreeMap<usize, String>,
}

impl Labels<'_> {
    /// Reads what `part` leaves of the lines of these labels' cells. No answer where the work was stopped.
    fn read<'l>(
        &mut self,
        labels: impl Iterator<Item = &'l Label>,
        part: impl Fn(Vec<Gray>) -> Vec<Gray>,
    ) -> Option<()> {
        let cells: BTreeSet<usize> = labels.flat_map(|(cells, _)| cells.iter().copied()).collect();
        let cut =
            cells.into_iter().map(|cell| match lines::of(&self.upright.picture, &self.grid.cells[cell]) {
                Ink::Lines(lines) => (cell, part(lines)),
                Ink::None | Ink::Faint => (cell, Vec::new()),
            });
        let cut: Vec<(usize, Vec<Gray>)> = cut.collect();
        let lines: Vec<&Gray> = cut.iter().flat_map(|(_, lines)| lines).collect();
        let mut readings = (self.reader)(&lines)?.into_iter();
        for (cell, lines) in &cut {
            let text = readings.by_ref().take(lines.len()).map(|reading| reading.text).collect();
            self.texts.insert(*cell, text);
        }
        Some(())
    }

    /// Whether what was read of a label is nearer to it than to all others of its table.
    fn is_nearest(&self, plan: &Plan, (cells, label): &Label) -> bool {
        let text: String = cells.iter().filter_map(|cell| self.texts.get(cell)).map(String::as_str).collect();
        labels::is_nearest(&text, label, &form::vocabulary(plan.table))
    }
}

/// The plans whose every label is nearest to its own. Reading takes most of the time, and the beginnings of most labels tell them from all
/// others, so the rest is read of those alone that it is needed of.
fn labelled(mut labels: Labels<'_>, plans: Vec<Plan>) -> Option<Result<Vec<Plan>, NearMiss>> {
    labels.read(plans.iter().flat_map(|plan| &plan.labels), |lines| {
        let beginning = |line: Gray| line.crop(0, 0, line.width.min(inked(&line) * BEGINNING), line.height);
        lines.into_iter().take(1).map(beginning).collect()
    })?;
    let pairs = || plans.iter().flat_map(|plan| plan.labels.iter().map(move |label| (plan, label)));
    let doubtful: Vec<&Label> =
        pairs().filter(|(plan, label)| !labels.is_nearest(plan, label)).map(|(_, label)| label).collect();
    labels.read(doubtful.into_iter(), |lines| lines.into_iter().take(LABEL_LINES).collect())?;
    let fits = |plan: &Plan| plan.labels.iter().all(|label| labels.is_nearest(plan, label));
    let fitting: Vec<Plan> = plans.into_iter().filter(fits).collect();
    let one_table = fitting.windows(2).all(|pair| pair[0].table == pair[1].table);
    Some(if fitting.is_empty() || !one_table { Err(NearMiss::OtherLabels) } else { Ok(fitting) })
}

/// Pieces that are one table, in their order, each taken in the one way that goes with the others. Fifteen columns of figures without names are a
/// table 4 only behind their names.
fn joined(pieces: Vec<Piece>, refused: &mut Vec<(usize, NearMiss)>) -> Vec<Vec<Piece>> {
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for mut piece in pieces {
        let is_bare = piece.plans.iter().all(|plan| plan.labels.is_empty());
        match groups.last_mut().and_then(|group| Some((common(group, &piece)?, group))) {
            Some((forms, group)) => {
                let keep = |piece: &mut Piece| piece.plans.retain(|plan| forms.contains(&plan.form));
                group.iter_mut().for_each(keep);
                keep(&mut piece);
                group.push(piece);
            }
            None if is_bare => refused.push((piece.page, NearMiss::OtherLabels)),
            None => groups.push(vec![piece]),
        }
    }
    groups.retain(|group| {
        let has_figures = group.iter().any(|piece| !piece.plan().figures.is_empty());
        if !has_figures {
            refused.push((group[0].page, NearMiss::OtherGrid));
        }
        has_figures
    });
    groups
}

/// The editions in which a piece goes on where a group ends.
fn common(group: &[Piece], piece: &Piece) -> Option<Vec<Form>> {
    let goes_on = |plan: &Plan| {
        group.iter().all(|other| {
            other.plans.iter().any(|other| {
                let has = |id: CellId| other.figures.iter().any(|(_, own)| *own == id);
                other.table == plan.table
                    && other.form == plan.form
                    && !plan.figures.iter().any(|(_, id)| has(*id))
            })
        })
    };
    let forms: Vec<Form> = piece.plans.iter().filter(|plan| goes_on(plan)).map(|plan| plan.form).collect();
    (!forms.is_empty()).then_some(forms)
}

impl Piece {
    /// The way to take it: of several the newer edition's.
    fn plan(&self) -> &Plan {
        &self.plans[0]
    }
}

/// A figure on its way: where it stands, and the lines of its cell.
struct Figure {
    id: CellId,
    place: Place,
    ink: Ink,
}

fn figures(
    recogniser: &Recogniser,
    network: &Network,
    group: Vec<Piece>,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Result<Found, (usize, NearMiss)>> {
    let (table, form) = (group[0].plan().table, group[0].plan().form);
    let figure = |piece: &Piece, &(cell, id): &(usize, CellId)| {
        let cell = &piece.grid.cells[cell];
        let corner = |x: usize, y: usize| {
            let (x, y) = piece.upright.back(x as f64, y as f64);
            (x as f32, y as f32)
        };
        let outline = [
            corner(cell.left, cell.top),
            corner(cell.right, cell.top),
            corner(cell.right, cell.bottom),
            corner(cell.left, cell.bottom),
        ];
        Figure {
            id,
            place: Place { page: piece.page, outline },
            ink: lines::of(&piece.upright.picture, cell),
        }
    };
    let mut figures: Vec<Figure> = Vec::new();
    for piece in &group {
        let mut own: Vec<Figure> = piece.plan().figures.iter().map(|of| figure(piece, of)).collect();
        settle_blanks(piece, &mut own);
        figures.append(&mut own);
    }
    let lines: Vec<&Gray> = figures
        .iter()
        .flat_map(|figure| match &figure.ink {
            Ink::Lines(lines) => lines.as_slice(),
            Ink::None | Ink::Faint => &[],
        })
        .collect();
    let mut heights: Vec<usize> = lines.iter().map(|line| inked(line)).collect();
    heights.sort_unstable();
    if heights.get(heights.len() / 2).is_some_and(|&height| height < MIN_HEIGHT) {
        return Some(Err((group[0].page, NearMiss::SmallPicture)));
    }
    let all = lines.len();
    let seconds = recogniser.read(&lines, Alphabet::Figures, &mut |done| progress(done, all))?;
    let mut seconds = seconds.into_iter();
    let cells = figures.iter().map(|figure| {
        let (candidates, sure) = match &figure.ink {
            Ink::None => (vec![String::new()], true),
            Ink::Faint => (vec![String::new()], false),
            Ink::Lines(lines) => {
                let readings: Vec<_> = lines
                    .iter()
                    .map(|line| (network.read(line), seconds.next().unwrap_or_default()))
                    .collect();
                decide(&readings)
            }
        };
        Cell { id: figure.id, candidates, sure, place: figure.place }
    });
    Some(Ok(Found { table, form, cells: cells.collect() }))
}

/// What is faint or small beside the ink of most figures of a piece is no ink.
fn settle_blanks(piece: &Piece, figures: &mut [Figure]) {
    /// Fewer figures than this say nothing of how ink looks.
    const MIN_FIGURES: usize = 5;
    let lines = || {
        figures.iter().filter_map(|figure| match &figure.ink {
            Ink::Lines(lines) => lines.first(),
            Ink::None | Ink::Faint => None,
        })
    };
    let median = |mut values: Vec<usize>| {
        values.sort_unstable();
        values.get(values.len() / 2).copied()
    };
    let dark = median(lines().map(|line| usize::from(lines::darkest(line))).collect());
    let height = median(lines().map(inked).collect());
    let (Some(dark), Some(height)) = (dark, height) else { return };
    if lines().count() < MIN_FIGURES {
        return;
    }
    let hand = lines::Hand { dark: dark as u8, height };
    for (figure, (cell, _)) in figures.iter_mut().zip(&piece.plan().figures) {
        if !matches!(figure.ink, Ink::None)
            && lines::is_blank(&piece.upright.picture, &piece.grid.cells[*cell], hand)
        {
            figure.ink = Ink::None;
        }
    }
}

/// How high a line's ink is, without the paper around it.
fn inked(line: &Gray) -> usize {
    line.height * 100 / 132
}

/// Below this neither reader is believed, even where both say the same.
const MIN_FIRST: f32 = 0.60;
const MIN_SECOND: f32 = 0.60;
/// Candidates that a person is shown.
const MAX_CANDIDATES: usize = 4;

/// What a cell may say, the likeliest first, and whether that is sure.
fn decide(readings: &[(crate::glyphs::Reading, crate::recogniser::Reading)]) -> (Vec<String>, bool) {
    let mut candidates: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if is_figure(&text) && !candidates.contains(&text) && candidates.len() < MAX_CANDIDATES {
            candidates.push(text);
        }
    };
    let sure = match readings {
        [(first, second)] => {
            let agree = first.text == second.text;
            let is_sure = agree
                && is_figure(&second.text)
                && first.confidence >= MIN_FIRST
                && second.confidence >= MIN_SECOND;
            add(second.text.clone());
            if !is_sure {
                add(first.text.clone());
                second.other.clone().map(&mut add);
                first.other.clone().map(&mut add);
            }
            is_sure
        }
        // A figure broken into lines: one behind the other.
        _ => {
            add(readings.iter().map(|(_, second)| second.text.as_str()).collect());
            add(readings.iter().map(|(first, _)| first.text.as_str()).collect());
            false
        }
    };
    if candidates.is_empty() {
        candidates.push(String::new());
    }
    (candidates, sure)
}

/// Whether a text is a figure as people write them in the form, or what they write for none.
fn is_figure(text: &str) -> bool {
    if ["-", "--", "/"].contains(&text) {
        return true;
    }
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        body.split_once('.').map_or((body, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
    let leads = whole.len() > 1 && whole.starts_with('0');
    groups.iter().all(|group| digits(group)) && grouped && !leads && fraction.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(first: (&str, f32), second: (&str, f32)) -> (Vec<String>, bool) {
        let reading = |(text, confidence): (&str, f32)| (text.to_owned(), confidence);
        let (text, confidence) = reading(first);
        let glyphs = crate::glyphs::Reading { text, confidence, other: None };
        let (text, confidence) = reading(second);
        decide(&[(glyphs, crate::recogniser::Reading { text, confidence, other: None })])
    }

    #[test]
    fn a_figure_is_sure_where_both_readers_say_it() {
        assert_eq!(decided(("12", 0.9), ("12", 0.9)), (vec!["12".to_owned()], true));
        assert_eq!(decided(("12", 0.9), ("17", 0.9)), (vec!["17".to_owned(), "12".to_owned()], false));
        assert!(!decided(("12", 0.2), ("12", 0.9)).1);
        // What nobody writes is not sure, though both say it.
        assert!(!decided(("012", 0.9), ("012", 0.9)).1);
        assert_eq!(decided(("?", 0.9), ("", 0.0)), (vec![String::new()], false));
    }

    #[test]
    fn figures_are_told_from_what_nobody_writes() {
        assert!(["0", "12", "1,234", "-5", "12.50", "/", "-"].into_iter().all(is_figure));
        assert!(!["", "01", "1,23", "1.", "1-2", "?", "1/2"].into_iter().any(is_figure));
    }
}
