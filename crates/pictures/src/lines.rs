//! A cell of an upright table in, its lines of text out: each cut out with a little paper around it.

use crate::grid::Box;
use crate::image::{Gray, threshold};

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(crate) enum Ink {
    /// Paper, without doubt.
    None,
    /// Something too faint or too small to be read.
    Faint,
    /// Lines of text, top to bottom.
    Lines(Vec<Gray>),
}

/// Lighter than this nothing in a cell is ink, on paper that is white.
const FAINT: u8 = 190;
/// Lighter than this nothing is even a trace of it.
const TRACE: u8 = 222;

/// What ink looks like in a table: how dark it is, and how high its figures are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hand {
    pub(crate) dark: u8,
    pub(crate) height: usize,
}

/// Whether a cell in which something faint or small was seen is blank beside what ink looks like elsewhere: nothing in it is half as dark but
/// specks, far smaller than the smallest figure.
pub(crate) fn is_blank(table: &Gray, cell: &Box, hand: Hand) -> bool {
    let Some(inside) = inside(table, cell) else { return false };
    let ink = 255 - ((255 - u16::from(hand.dark)) * 45 / 100) as u8;
    let speck = (hand.height * hand.height * 3 / 100).max(3);
    pieces(&inside, ink).iter().all(|piece| piece.len() <= speck)
}

/// The cell without its rules.
fn inside(table: &Gray, cell: &Box) -> Option<Gray> {
    let rule = 2 + if table.width > 1100 { 2 } else { 1 };
    if cell.right < cell.left + 2 * rule + 4 || cell.bottom < cell.top + 2 * rule + 4 {
        return None;
    }
    let mut inside =
        table.crop(cell.left + rule, cell.top + rule, cell.right - rule + 1, cell.bottom - rule + 1);
    let ink = ink_below(&inside, darkest(&inside));
    clear_edges(&mut inside, ink.min(TRACE));
    Some(inside)
}

/// The fourth darkest shade, so that a speck does not decide.
pub(crate) fn darkest(picture: &Gray) -> u8 {
    let mut shades = picture.pixels.clone();
    let at = 3.min(shades.len() - 1);
    *shades.select_nth_unstable(at).1
}
/// Paper above and below a line, and left and right, in hundredths of its height. Measured: 30 and 120 read two figures of a hundred less.
const AROUND: (usize, usize) = (16, 25);

/// Cuts out the lines of a cell.
pub(crate) fn of(table: &Gray, cell: &Box) -> Ink {
    let Some(inside) = inside(table, cell) else { return Ink::Faint };
    let dark = darkest(&inside);
    if dark > TRACE {
        return Ink::None;
    }
    if dark > FAINT {
        return Ink::Faint;
    }
    let ink = ink_below(&inside, dark);
    let inside = without_specks(inside, ink);
    let lines = split(&inside, ink);
    if lines.is_empty() { Ink::Faint } else { Ink::Lines(lines) }
}

fn ink_below(picture: &Gray, darkest: u8) -> u8 {
    let middle = (u16::from(darkest) + 255) / 2;
    (u16::from(threshold(&picture.pixels)) + 1).max(middle).clamp(100, 215) as u8
}

/// What is left of rules along the edges: rows and columns of pixels that are nearly all dark.
fn clear_edges(picture: &mut Gray, ink: u8) {
    const DEEP: usize = 4;
    let (width, height) = (picture.width, picture.height);
    for deep in 0..DEEP {
        if deep < height / 4 {
            for y in [deep, height - 1 - deep] {
                let dark = (0..width).filter(|&x| picture.at(x, y) < ink).count();
                if dark * 10 > width * 7 {
                    picture.pixels[y * width..(y + 1) * width].fill(255);
                }
            }
        }
        if deep < width / 4 {
            for x in [deep, width - 1 - deep] {
                let dark = (0..height).filter(|&y| picture.at(x, y) < ink).count();
                if dark * 10 > height * 7 {
                    (0..height).for_each(|y| picture.pixels[y * width + x] = 255);
                }
            }
        }
    }
}

/// Pieces of dark pixels, as their places.
pub(crate) fn pieces(picture: &Gray, ink: u8) -> Vec<Vec<usize>> {
    let (width, height) = (picture.width, picture.height);
    let mut seen = vec![false; width * height];
    let mut all = Vec::new();
    for start in 0..width * height {
        if seen[start] || picture.pixels[start] >= ink {
            continue;
        }
        seen[start] = true;
        let mut piece = vec![start];
        let mut next = 0;
        while let Some(&place) = piece.get(next) {
            next += 1;
            let (x, y) = (place % width, place / width);
            for near_y in y.saturating_sub(1)..(y + 2).min(height) {
                for near_x in x.saturating_sub(1)..(x + 2).min(width) {
                    let near = near_y * width + near_x;
                    if !seen[near] && picture.pixels[near] < ink {
                        seen[near] = true;
                        piece.push(near);
                    }
                }
            }
        }
        all.push(piece);
    }
    all
}

/// Left, top, right, bottom of a piece, all inside.
pub(crate) fn bounds(piece: &[usize], width: usize) -> (usize, usize, usize, usize) {
    piece.iter().fold((usize::MAX, usize::MAX, 0, 0), |(left, top, right, bottom), &place| {
        let (x, y) = (place % width, place / width);
        (left.min(x), top.min(y), right.max(x), bottom.max(y))
    })
}

/// The same without pieces far smaller than the largest and away from all others.
fn without_specks(mut picture: Gray, ink: u8) -> Gray {
    /// Pairs of a speck and a piece beyond which a cell is noise: cleaned or not, nothing can be read in it.
    const MOST_PAIRS: usize = 1_000_000;
    let (width, height) = (picture.width, picture.height);
    let pieces = pieces(&picture, ink);
    let largest = pieces.iter().map(Vec::len).max().unwrap_or(0);
    let least = (largest / 25).max(3);
    let (large, small): (Vec<_>, Vec<_>) = pieces.iter().partition(|piece| piece.len() >= least);
    if large.len() * small.len() > MOST_PAIRS {
        return picture;
    }
    let kept: Vec<_> = large.into_iter().map(|piece| bounds(piece, width)).collect();
    for piece in small {
        let (left, top, right, bottom) = bounds(piece, width);
        let is_near = |other: &(usize, usize, usize, usize)| {
            left <= other.2 + 3 && other.0 <= right + 3 && top <= other.3 + 3 && other.1 <= bottom + 3
        };
        if kept.iter().any(is_near) {
            continue;
        }
        for y in top.saturating_sub(1)..(bottom + 2).min(height) {
            let row = y * width;
            picture.pixels[row + left.saturating_sub(1)..row + (right + 2).min(width)].fill(255);
        }
    }
    picture
}

/// Splits where rows of pixels are empty, and joins what is only a piece of a line.
fn split(picture: &Gray, ink: u8) -> Vec<Gray> {
    let (width, height) = (picture.width, picture.height);
    let count = |y: usize| (0..width).filter(|&x| picture.at(x, y) < ink).count();
    let counts: Vec<usize> = (0..height).map(count).collect();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for y in 0..=height {
        let is_on = counts.get(y).is_some_and(|&count| count > 0);
        match (is_on, start) {
            (true, None) => start = Some(y),
            (false, Some(from)) => {
                spans.push((from, y));
                start = None;
            }
            _ => {}
        }
    }
    let tallest = spans.iter().map(|span| span.1 - span.0).max().unwrap_or(0);
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for span in spans {
        let Some(last) = lines.last_mut() else {
            lines.push(span);
            continue;
        };
        let (gap, joined) = (span.0 - last.1, span.1 - last.0);
        let is_small = |(from, to): (usize, usize)| (to - from) * 2 < tallest.max(1);
        let fits = joined <= tallest * 13 / 10;
        if gap <= 1 || gap <= 2 && joined <= tallest * 2 || (is_small(span) || is_small(*last)) && fits {
            last.1 = span.1;
        } else {
            lines.push(span);
        }
    }
    let cut = |(top, bottom): (usize, usize)| {
        let columns = || (0..width).filter(|&x| (top..bottom).any(|y| picture.at(x, y) < ink));
        let (left, right) = (columns().next()?, columns().next_back()?);
        let dark: usize = counts[top..bottom].iter().sum();
        if bottom - top < 2 || dark < 4 {
            return None;
        }
        let tall = bottom - top;
        let (pad_y, pad_x) = ((tall * AROUND.0 / 100).max(2), (tall * AROUND.1 / 100).max(2));
        let mut line = Gray::new(right + 1 - left + 2 * pad_x, tall + 2 * pad_y, 255);
        for y in 0..line.height {
            for x in 0..line.width {
                let from = |at: usize, start: usize, pad: usize, end: usize| {
                    (at + start).checked_sub(pad).filter(|&at| at < end)
                };
                let (Some(from_x), Some(from_y)) = (from(x, left, pad_x, width), from(y, top, pad_y, height))
                else {
                    continue;
                };
                if from_y + 1 >= top && from_y < bottom + 1 {
                    line.pixels[y * line.width + x] = picture.at(from_x, from_y);
                }
            }
        }
        Some(line)
    };
    lines.into_iter().filter_map(cut).collect()
}
