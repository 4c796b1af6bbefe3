//! How much of known reports is read and found right, layout by layout.
//!
//! Comes in: a number of reports a layout. Goes out: a [`Row`] a layout, and what its targets say. Reports come from seeds, so a run can
//! be repeated anywhere.

use std::collections::BTreeSet;

use gouji::{Audit, Kind, Severity, check};

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
    /// The first departures, for whoever mends the reader.
    pub examples: Vec<String>,
}

impl Row {
    /// Whether everything was read and found, and nothing else.
    pub fn on_target(&self) -> bool {
        self.read == self.inputs
            && self.cells.right == self.cells.told
            && self.false_alarms == 0
            && self.found == self.violated
    }

    /// The head of the columns that [`Row::columns`] prints.
    pub const HEAD: &str =
        "layout                 inputs read           cells right of present  false alarms  violated found";

    /// The row as text.
    pub fn columns(&self) -> String {
        format!(
            "{:<22} {:>5} of {:<5}      {:>8} of {:<8}          {:>8}     {:>5} of {:<5} {}",
            self.layout,
            self.read,
            self.inputs,
            self.cells.right,
            self.cells.told,
            self.false_alarms,
            self.found,
            self.violated,
            if self.on_target() { "" } else { "below target" },
        )
    }
}

/// Measures every layout on `reports` reports.
pub fn measure(reports: u64) -> Vec<Row> {
    Layout::all().into_iter().map(|(name, layout)| measure_layout(name, &layout, reports)).collect()
}

/// Measures one layout.
pub fn measure_layout(name: &'static str, layout: &Layout, reports: u64) -> Row {
    let mut row = Row { layout: name, ..Row::default() };
    for seed in 0..reports {
        let mut dice = Dice::seeded(seed);
        let mut figures = Figures::consistent(&mut dice);
        // Every second report is written plainly, so that the layout itself is seen.
        let style = if seed.is_multiple_of(2) { Style::PLAIN } else { Style::any(&mut dice) };
        let frame = Frame::any(&mut dice);
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
        let found = check(rendered.input()).map(|audit| found(&audit)).unwrap_or_default();
        for equation in figures.violated() {
            let told = |id| matches!(rendered.telling.get(&id), Some(Telling::Told(_)));
            if !equation.cells().all(told) {
                continue;
            }
            self.violated += 1;
            if found.contains(&equation_key(&equation)) {
                self.found += 1;
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

/// The document of a layout and a seed, to look at.
pub fn example(name: &str, seed: u64) -> Option<(String, Kind)> {
    let (_, layout) = Layout::all().into_iter().find(|(layout, _)| *layout == name)?;
    let mut dice = Dice::seeded(seed);
    let figures = Figures::consistent(&mut dice);
    let style = if seed.is_multiple_of(2) { Style::PLAIN } else { Style::any(&mut dice) };
    let rendered = render(&figures, &layout, &style, &Frame::any(&mut dice));
    Some((rendered.text, rendered.kind))
}
