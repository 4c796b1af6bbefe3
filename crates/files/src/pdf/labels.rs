//! Which pieces of text are one label, where no line parts the rows.
//!
//! Lines below each other with one middle or one left side are a chain. A chain beside figures is cut so that the figures stand beside the
//! middle of their label, or beside its first or its last line, whichever fits the whole table best. Comes in: pieces of text and where
//! the figures stand. Goes out: a label for each row, and what is left over.

use super::continuation::is_numbered;
use super::stream::Budget;

/// A piece of text, or several below each other.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its middle from top to bottom.
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Part {
    pub(super) fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// The labels of rows.
pub(super) struct Labels {
    /// For each line of figures, its label; empty where there is none.
    pub(super) of_rows: Vec<String>,
    /// Labels that have no figures beside them.
    pub(super) others: Vec<Other>,
}

/// A label without figures: of a row whose cells are blank, or of several rows.
pub(super) struct Other {
    /// Where its first line stands.
    pub(super) top: f64,
    pub(super) text: String,
    /// Whether it stands where the labels of rows stand.
    pub(super) is_row: bool,
}

/// Lines farther apart than this, in font sizes, are of two cells.
const LEADING: f64 = 1.65;
/// How far the middles or the left sides of one cell's lines may differ, in font sizes.
const OFF: f64 = 0.4;
/// A label beside whose lines figures stand this far off, in lines, is not theirs.
const MAX_MISS: f64 = 0.75;
/// What a line without figures costs, in lines: a label is rather blank than far off its figures.
const SKIP: f64 = 0.3;
/// What each label without figures costs besides: its lines stay together where nothing parts them.
const PART: f64 = 0.01;
/// Lines of one label.
const MAX_LINES: usize = 12;
/// Pieces beyond this are no table.
pub(super) const MAX_PARTS: usize = 2000;

/// Pieces in chains, each from top to bottom.
fn chains(mut parts: Vec<Part>) -> Vec<Vec<Part>> {
    parts.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let mut chains: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        let goes_on = |chain: &&mut Vec<Part>| {
            let Some(last) = chain.last() else { return false };
            let (step, off) = (part.y - last.y, OFF * part.size);
            let is_below = step > 0.5 * part.size && step < LEADING * part.size;
            let is_aligned =
                (part.middle() - last.middle()).abs() < off || (part.left - last.left).abs() < off;
            is_below && is_aligned && (part.size - last.size).abs() < 0.1 * part.size
        };
        match chains.iter_mut().find(goes_on) {
            Some(chain) => chain.push(part),
            None => chains.push(vec![part]),
        }
    }
    chains
}

/// Pieces below each other as one.
pub(super) fn blocks(parts: Vec<Part>) -> Vec<Part> {
    chains(parts).iter().map(|chain| whole(chain)).collect()
}

fn whole(lines: &[Part]) -> Part {
    let fold = |pick: fn(&Part) -> f64, with: fn(f64, f64) -> f64, from: f64| {
        lines.iter().map(pick).fold(from, with)
    };
    let (top, bottom) = (fold(|p| p.y, f64::min, f64::INFINITY), fold(|p| p.y, f64::max, f64::NEG_INFINITY));
    Part {
        text: lines.iter().map(|line| line.text.as_str()).collect(),
        left: fold(|p| p.left, f64::min, f64::INFINITY),
        right: fold(|p| p.right, f64::max, f64::NEG_INFINITY),
        y: (top + bottom) / 2.0,
        size: fold(|p| p.size, f64::max, 0.0),
    }
}

/// Which of a label's lines its figures stand beside.
#[derive(Clone, Copy)]
enum Beside {
    Middle,
    First,
    Last,
}

/// Gives the lines of figures their labels; none where they do not fit.
pub(super) fn assign(parts: Vec<Part>, rows: &[f64], budget: &mut Budget) -> Option<Labels> {
    let chains = chains(parts);
    // The label nearest to the figures is the row's: those before it are of several rows.
    let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); chains.len()];
    for (row, &y) in rows.iter().enumerate() {
        let reaches = |chain: &[Part]| {
            let (first, last) = (&chain[0], &chain[chain.len() - 1]);
            (first.y - MAX_MISS * first.size..=last.y + MAX_MISS * last.size).contains(&y)
        };
        let near = chains.iter().enumerate().filter(|(_, chain)| reaches(chain));
        let beside = near.max_by(|a, b| whole(a.1).right.total_cmp(&whole(b.1).right));
        if let Some((chain, _)) = beside {
            rows_of[chain].push(row);
        }
    }
    // Each line of a chain is tried with each of its rows.
    let tries = chains.iter().zip(&rows_of).map(|(chain, of)| chain.len() * of.len());
    if !Budget::spend(&mut budget.comparisons, tries.sum()) {
        return None;
    }
    let cut_all = |beside: Beside| {
        let cuts = chains.iter().zip(&rows_of).map(|(chain, of)| {
            let ys: Vec<f64> = of.iter().map(|&row| rows[row]).collect();
            cut(chain, &ys, beside)
        });
        let cuts: Vec<(f64, Vec<Block>)> = cuts.collect();
        (cuts.iter().map(|(cost, _)| cost).sum::<f64>(), cuts)
    };
    let all = [Beside::Middle, Beside::First, Beside::Last].map(cut_all);
    let (_, cuts) = all.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    if cuts.iter().any(|(cost, _)| !cost.is_finite()) {
        return None;
    }
    let mut labels = Labels { of_rows: vec![String::new(); rows.len()], others: Vec::new() };
    let mut places = Vec::new();
    let mut left_over = Vec::new();
    for ((chain, of), (_, blocks)) in chains.iter().zip(&rows_of).zip(cuts) {
        for block in blocks {
            let block_of = whole(&chain[block.from..block.to]);
            match block.row {
                Some(row) => {
                    places.push((block_of.left, block_of.middle()));
                    labels.of_rows[of[row]] = block_of.text;
                }
                None => left_over.push((chain[block.from].y, block_of)),
            }
        }
    }
    // Labels are centred or they begin at one side: what fewer places of theirs tell.
    let kinds = |of: fn(&(f64, f64)) -> f64| {
        let mut at: Vec<i64> = places.iter().map(|place| of(place).round() as i64).collect();
        at.sort_unstable();
        at.dedup();
        at.len()
    };
    let is_centred = kinds(|place| place.1) < kinds(|place| place.0);
    for (top, block) in left_over {
        let off = OFF * block.size;
        let is_row = places.iter().any(|(left, middle)| match is_centred {
            true => (middle - block.middle()).abs() < off,
            false => (left - block.left).abs() < off,
        });
        // A row of blank cells stands at its middle, as rows do; what heads several stands before them.
        let top = if is_row { block.y } else { top };
        labels.others.push(Other { top, text: block.text, is_row });
    }
    Some(labels)
}

/// Lines of a chain that are one label.
#[derive(Clone, Copy)]
struct Block {
    from: usize,
    to: usize,
    /// Which of the chain's rows it labels.
    row: Option<usize>,
}

/// Cuts a chain so that its rows stand beside their labels. The cost is in lines.
fn cut(chain: &[Part], rows: &[f64], beside: Beside) -> (f64, Vec<Block>) {
    let steps = chain.windows(2).map(|pair| pair[1].y - pair[0].y);
    let line = steps.fold(f64::INFINITY, f64::min).min(2.0 * chain[0].size);
    // From the end: the least cost from each line and row on, and where the first block ends.
    let (n, m) = (chain.len(), rows.len());
    let mut best = vec![vec![(f64::INFINITY, 0usize, false); m + 1]; n + 1];
    best[n][m] = (0.0, n, false);
    for from in (0..n).rev() {
        let most = n.min(from + MAX_LINES);
        // A number starts a label.
        let end = (from + 1..most).find(|&next| is_numbered(&chain[next].text)).unwrap_or(most);
        for row in (0..=m).rev() {
            let mut least = (f64::INFINITY, n, false);
            for to in from + 1..=end {
                let blank = SKIP * (to - from) as f64 + PART + best[to][row].0;
                if blank < least.0 {
                    least = (blank, to, false);
                }
                if let Some(&y) = rows.get(row) {
                    let (first, last) = (chain[from].y, chain[to - 1].y);
                    let at = match beside {
                        Beside::Middle => (first + last) / 2.0,
                        Beside::First => first,
                        Beside::Last => last,
                    };
                    let miss = (at - y).abs() / line;
                    if miss <= MAX_MISS && miss + best[to][row + 1].0 < least.0 {
                        least = (miss + best[to][row + 1].0, to, true);
                    }
                }
            }
            best[from][row] = least;
        }
    }
    let mut blocks = Vec::new();
    let (mut from, mut row) = (0, 0);
    while from < n && best[from][row].0.is_finite() {
        let (_, to, is_row) = best[from][row];
        blocks.push(Block { from, to, row: is_row.then_some(row) });
        row += usize::from(is_row);
        from = to;
    }
    (best[0][0].0, blocks)
}
