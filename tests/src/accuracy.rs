//! How much of known reports is read and found right, layout by layout.
//!
//! Comes in: a number of reports a layout. Goes out: a [`Row`] a layout, and what its targets say. Reports come from seeds, so a run can
//! be repeated anywhere.

use std::collections::BTreeSet;

use gouji::report::Note;
use gouji::{Audit, CellId, Kind, Severity, check};

use crate::confront::{self, Score};
use crate::dice::Dice;
use crate::figures::{Figures, equation_key};
use crate::render::prose::Frame;
use crate::render::{Layout, Rendered, Style, Telling, render};

/// What was measured on one layout.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The layout's name.
    pub layout: &'static str,
    /// Reports made.
    pub inputs: usize,
    /// Reports that were read at all.
    pub read: usize,
    /// Cells that can be told, and those read right.
    pub cells: Score,
    /// Findings of severity error or warning on reports that add up.
    pub false_alarms: usize,
    /// Equations that were broken on purpose.
    pub violated: usize,
    /// Those of them that were found.
    pub found: usize,
    /// Those of them whose cells were said to be in doubt: where the places of figures are inferred, a reading that damage makes plausible may
    /// mend what the office broke, and then nobody can say which it is.
    pub doubted: usize,
    /// The first departures, for whoever mends the reader.
    pub examples: Vec<String>,
}

/// Of a hundred broken equations, so many may be in doubt instead of found: three are in the layout that has most, rounded up.
const MAX_DOUBTED: usize = 4;

impl Row {
    /// Whether everything was read, every broken equation was found or said to be in doubt, little of it in doubt, and nothing else was found.
    pub fn on_target(&self) -> bool {
        self.read == self.inputs
            && self.cells.right == self.cells.told
            && self.false_alarms == 0
            && self.found + self.doubted == self.violated
            && self.doubted <= self.violated * MAX_DOUBTED / 100
    }

    /// The head of the columns that [`Row::columns`] prints.
    pub const HEAD: &str = "layout                 inputs read           cells right of present  false alarms  violated found  doubted";

    /// The row as text.
    pub fn columns(&self) -> String {
        format!(
            "{:<22} {:>5} of {:<5}      {:>8} of {:<8}          {:>8}     {:>5} of {:<5}    {:>5} {}",
            self.layout,
            self.read,
            self.inputs,
            self.cells.right,
            self.cells.told,
            self.false_alarms,
            self.found,
            self.violated,
            self.doubted,
            if self.on_target() { "" } else { "below target" },
        )
    }
}

/// Measures every layout on `reports` reports.
pub fn measure(reports: u64) -> Vec<Row> {
    Layout::all().into_iter().map(|(name, layout)| measure_layout(name, &layout, reports)).collect()
}

/// What a seed makes.
pub(crate) struct Made {
    pub(crate) dice: Dice,
    pub(crate) figures: Figures,
    pub(crate) style: Style,
    pub(crate) frame: Frame,
}

/// The report of a seed.
pub(crate) fn made(seed: u64) -> Made {
    let mut dice = Dice::seeded(seed);
    let figures = Figures::consistent(&mut dice);
    // Every second report is written plainly, so that the layout itself is seen.
    let style = if seed.is_multiple_of(2) { Style::PLAIN } else { Style::any(&mut dice) };
    let frame = Frame::any(&mut dice);
    Made { dice, figures, style, frame }
}

/// Measures one layout.
pub fn measure_layout(name: &'static str, layout: &Layout, reports: u64) -> Row {
    let mut row = Row { layout: name, ..Row::default() };
    for seed in 0..reports {
        let Made { mut dice, mut figures, style, frame } = made(seed);
        let rendered = render(&figures, layout, &style, &frame);
        row.inputs += 1;
        match check(rendered.input()) {
            Err(error) => row.note(seed, vec![format!("not read: {error}")]),
            Ok(audit) => {
                row.read += 1;
                let (score, mut wrong) = confront::cells(&rendered, &audit);
                row.cells.told += score.told;
                row.cells.right += score.right;
                let alarms = confront::alarms(&audit);
                row.false_alarms += alarms.len();
                wrong.extend(alarms);
                row.note(seed, wrong);
            }
        }
        figures.slip(&mut dice);
        row.look_for_slip(seed, &figures, &render(&figures, layout, &style, &frame));
    }
    row
}

impl Row {
    /// Counts the broken equations whose cells can all be told, and those of them that were found.
    fn look_for_slip(&mut self, seed: u64, figures: &Figures, rendered: &Rendered) {
        let audit = check(rendered.input());
        let found = audit.as_ref().map(found).unwrap_or_default();
        let doubtful = audit.as_ref().map(doubtful).unwrap_or_default();
        for equation in figures.violated() {
            let told = |id| matches!(rendered.telling.get(&id), Some(Telling::Told(_)));
            if !equation.cells().all(told) {
                continue;
            }
            self.violated += 1;
            if found.contains(&equation_key(&equation)) {
                self.found += 1;
            } else if equation.cells().any(|id| doubtful.contains(&id)) {
                self.doubted += 1;
            } else {
                self.note(
                    seed,
                    vec![format!("not found: {} over {:?}", equation.rule, equation.right.terms)],
                );
            }
        }
    }

    fn note(&mut self, seed: u64, wrong: Vec<String>) {
        let room = 5usize.saturating_sub(self.examples.len());
        self.examples.extend(wrong.into_iter().take(room.min(2)).map(|text| format!("seed {seed}: {text}")));
    }
}

/// The equations that gouji says are broken.
pub fn found(audit: &Audit) -> BTreeSet<(gouji::RuleId, Vec<gouji::CellId>)> {
    let errors = audit.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter_map(|finding| Some(equation_key(&finding.equation.as_ref()?.0))).collect()
}

/// The cells that gouji says are in doubt.
fn doubtful(audit: &Audit) -> BTreeSet<CellId> {
    let said = audit.report.notes.iter().filter_map(|note| match note {
        Note::Doubtful { cells, .. } => Some(cells),
        _ => None,
    });
    said.flatten().copied().collect()
}

/// The document of a layout and a seed, to look at; with `slipped`, the one whose equations were broken.
pub fn example(name: &str, seed: u64, slipped: bool) -> Option<(String, Kind)> {
    let (_, layout) = Layout::all().into_iter().find(|(layout, _)| *layout == name)?;
    let Made { mut dice, mut figures, style, frame } = made(seed);
    if slipped {
        figures.slip(&mut dice);
    }
    let rendered = render(&figures, &layout, &style, &frame);
    Some((rendered.text, rendered.kind))
}
