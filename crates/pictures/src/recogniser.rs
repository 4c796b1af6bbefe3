//! The second reader: a line of text in, its characters out, told by PP-OCRv4's recogniser cut to the form's characters.
//!
//! The network sees a line 48 pixels high and says for every 8 pixels which character stands there; repeats are one, and blanks part them (CTC).
//! `training/cut.py` made the model out of a published package; its licence and what was changed stand in `models/`.

use std::collections::BTreeMap;

use rten::{Model, ModelOptions, OpRegistry};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::image::Gray;

/// The model, for who does not load it from elsewhere.
pub const CHARACTERS: &str = include_str!("../models/characters.txt");

const HEIGHT: usize = 48;
/// A longer line is no figure and no label in one line.
const MAX_WIDTH: usize = 1600;
/// Lines that go through the network at once.
const BATCH: usize = 8;

/// The recogniser, ready to read.
pub(crate) struct Recogniser {
    model: Model,
    /// What each class stands for; the first is none.
    classes: Vec<char>,
}

impl std::fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recogniser").field("classes", &self.classes.len()).finish_non_exhaustive()
    }
}

/// What was read of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// The least certain character's probability.
    pub(crate) confidence: f32,
    /// The same line with its least certain character read otherwise.
    pub(crate) other: Option<String>,
}

/// What may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// Every character of the form.
    All,
    /// Digits and what stands between or for them.
    Figures,
}

const FIGURES: &str = "0123456789-/.,";

impl Recogniser {
    /// Loads the model; none where it is damaged.
    pub(crate) fn new(model: Vec<u8>) -> Option<Recogniser> {
        let model = ModelOptions::with_ops(operators()).load(model).ok()?;
        let mut classes = vec!['\0'];
        classes.extend(CHARACTERS.lines().filter_map(|line| line.chars().next()));
        classes.push(' ');
        Some(Recogniser { model, classes })
    }

    /// Reads lines, those that are alike to the last pixel once: of a screenshot's figures that is one of five. `before` is told how many are done
    /// before each batch, and stops the work by `false`: then there is no answer. Nor is there one where the network fails, which it does not.
    pub(crate) fn read(
        &self,
        lines: &[&Gray],
        alphabet: Alphabet,
        before: &mut dyn FnMut(usize) -> bool,
    ) -> Option<Vec<Reading>> {
        let wide = |line: &&Gray| {
            ((line.width * HEIGHT).div_ceil(line.height).div_ceil(16) * 16).clamp(HEIGHT, MAX_WIDTH)
        };
        let widths: Vec<usize> = lines.iter().map(wide).collect();
        let mut alike: BTreeMap<(usize, &[u8]), Vec<usize>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            alike.entry((line.width, &line.pixels)).or_default().push(index);
        }
        let mut order: Vec<Vec<usize>> = alike.into_values().collect();
        order.sort_by_key(|alike| widths[alike[0]]);
        let mut readings = vec![Reading::default(); lines.len()];
        let (mut start, mut done) = (0, 0);
        while start < order.len() {
            if !before(done) {
                return None;
            }
            let width = |alike: &[usize]| widths[alike[0]];
            let most = width(&order[start]) + 16;
            let count = order[start..].iter().take(BATCH).take_while(|alike| width(alike) <= most).count();
            let batch = &order[start..start + count];
            let widest = batch.iter().map(|alike| width(alike)).max()?;
            let input = tensor(&batch.iter().map(|alike| lines[alike[0]]).collect::<Vec<_>>(), widest);
            let output = self.model.run_one(input.view().into(), None).ok()?;
            let output: NdTensor<f32, 3> = output.try_into().ok()?;
            let [_, steps, classes] = output.shape();
            for (row, alike) in batch.iter().enumerate() {
                let share = |step: usize, class: usize| output[[row, step, class]];
                let reading = self.decode(&share, steps, classes.min(self.classes.len()), alphabet);
                alike.iter().for_each(|&index| readings[index] = reading.clone());
                done += alike.len();
            }
            start += count;
        }
        Some(readings)
    }

    fn decode(
        &self,
        share: &dyn Fn(usize, usize) -> f32,
        steps: usize,
        count: usize,
        alphabet: Alphabet,
    ) -> Reading {
        let may =
            |class: usize| class == 0 || alphabet == Alphabet::All || FIGURES.contains(self.classes[class]);
        let (mut text, mut other) = (String::new(), String::new());
        let (mut confidence, mut last) = (1f32, 0);
        for step in 0..steps {
            let (mut best, mut second) = ((0, f32::MIN), (0, f32::MIN));
            for class in (0..count).filter(|&class| may(class)) {
                let value = share(step, class);
                if value > best.1 {
                    (best, second) = ((class, value), best);
                } else if value > second.1 {
                    second = (class, value);
                }
            }
            let starts = best.0 != 0 && best.0 != last;
            let is_weaker = best.1 < confidence && (starts || best.0 == 0);
            if is_weaker {
                confidence = best.1;
                other.clone_from(&text);
                // Instead of this character another one, or one instead of a gap, or none.
                if second.0 != 0 && second.0 != last {
                    other.push(self.classes[second.0]);
                }
            }
            if starts {
                text.push(self.classes[best.0]);
                if !is_weaker {
                    other.push(self.classes[best.0]);
                }
            }
            last = best.0;
        }
        let text = text.trim().to_owned();
        let other = Some(other.trim().to_owned()).filter(|other| !other.is_empty() && *other != text);
        let confidence = if text.is_empty() { 0.0 } else { confidence };
        Reading { text, confidence, other }
    }
}

/// Lines as one tensor: 48 high, brought to −1 to 1, white behind their ends, the same for each of three colours.
fn tensor(lines: &[&Gray], width: usize) -> NdTensor<f32, 4> {
    const COLOURS: usize = 3;
    let mut values = vec![1f32; lines.len() * COLOURS * HEIGHT * width];
    for (index, line) in lines.iter().enumerate() {
        let own =
            ((line.width * HEIGHT) as f32 / line.height as f32).round().clamp(1.0, width as f32) as usize;
        let brought = line.resize(own, HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..own {
                let value = f32::from(brought.at(x, y)) / 127.5 - 1.0;
                for colour in 0..COLOURS {
                    values[((index * COLOURS + colour) * HEIGHT + y) * width + x] = value;
                }
            }
        }
    }
    NdTensor::from_data([lines.len(), COLOURS, HEIGHT, width], values)
}

/// The operators of the model, and no others: in a browser the rest would be 340 kB to download.
fn operators() -> OpRegistry {
    rten::op_registry!(
        Add,
        AveragePool,
        BatchNormalization,
        Cast,
        Clip,
        Concat,
        Conv,
        Div,
        GlobalAveragePool,
        HardSigmoid,
        MatMul,
        Mul,
        Pow,
        ReduceMean,
        Relu,
        Reshape,
        Shape,
        Sigmoid,
        Slice,
        Softmax,
        Sqrt,
        Squeeze,
        Sub,
        Transpose
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_read_once() {
        let model = include_bytes!("../models/recogniser.onnx");
        let recogniser = Recogniser::new(model.to_vec()).expect("the model");
        let stroke = |at: usize| {
            let mut line = Gray::new(30, 26, 255);
            (4..22).for_each(|y| line.pixels[y * 30 + at..y * 30 + at + 2].fill(0));
            line
        };
        let read = |lines: &[Gray]| {
            let mut told = Vec::new();
            let lines: Vec<&Gray> = lines.iter().collect();
            let readings = recogniser.read(&lines, Alphabet::Figures, &mut |done| {
                told.push(done);
                true
            });
            (told, readings.expect("nobody stops it"))
        };
        let (told, readings) = read(&vec![stroke(12); 100]);
        assert_eq!((told, readings.len()), (vec![0], 100));
        assert!(readings.iter().all(|reading| *reading == readings[0] && !reading.text.is_empty()));
        // What differs in one column of pixels is read for itself.
        let (told, readings) = read(&(5..5 + 2 * BATCH).map(stroke).collect::<Vec<_>>());
        assert_eq!((told, readings.len()), (vec![0, BATCH], 2 * BATCH));
    }
}
