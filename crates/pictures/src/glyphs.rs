//! The first reader: a line of figures in, its glyphs one by one, each told by a small network of our own.
//!
//! The network is two layers over 24 × 16 shades of ink and two shapes; `training/train.py` made its weights with the features of this module,
//! through the example `features`.

use crate::image::Gray;

/// Rows and columns that a glyph is brought to.
const SIZE: (usize, usize) = (24, 16);
/// Inputs of the network: the shades, and how high and wide the glyph is beside the highest of its line.
pub const FEATURES: usize = SIZE.0 * SIZE.1 + 2;
/// What a glyph may be; the last is none of them: two that touch, half of one, a speck.
pub const CLASSES: [char; 15] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ',', '-', '/', '?'];

/// A glyph brought to the network's size.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// [`FEATURES`] numbers from 0 to 1.
    pub features: Vec<f32>,
    /// It was cut out of a piece that held several.
    pub is_cut: bool,
}

/// What was read of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// The least certain glyph's probability.
    pub(crate) confidence: f32,
    /// The same line with the least certain glyph read otherwise.
    pub(crate) other: Option<String>,
}

/// The weights.
#[derive(Debug)]
pub(crate) struct Network {
    hidden: Layer,
    out: Layer,
}

#[derive(Debug)]
struct Layer {
    inputs: usize,
    /// A row an output: a scale, a bias, and the weights as small integers.
    rows: Vec<(f32, f32, Vec<i8>)>,
}

const WEIGHTS: &[u8] = include_bytes!("../models/glyphs.bin");

impl Network {
    /// The network that is built in. None where its weights are damaged, which a test rules out.
    pub(crate) fn built_in() -> Option<Network> {
        Network::of(WEIGHTS)
    }

    /// Two layers, each: outputs and inputs as 32-bit numbers, then for each output a scale and a bias as floats and its weights as bytes.
    fn of(bytes: &[u8]) -> Option<Network> {
        let mut rest = bytes;
        let hidden = Layer::of(&mut rest)?;
        let out = Layer::of(&mut rest)?;
        let fits =
            hidden.inputs == FEATURES && out.inputs == hidden.rows.len() && out.rows.len() == CLASSES.len();
        (fits && rest.is_empty()).then_some(Network { hidden, out })
    }

    /// The probability of each class.
    fn tell(&self, features: &[f32]) -> Vec<f32> {
        let hidden: Vec<f32> = self.hidden.apply(features).map(|value| value.max(0.0)).collect();
        let out: Vec<f32> = self.out.apply(&hidden).collect();
        let most = out.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = out.iter().map(|value| (value - most).exp()).collect();
        let sum: f32 = shares.iter().sum();
        shares.into_iter().map(|share| share / sum).collect()
    }

    /// Reads a line.
    pub(crate) fn read(&self, line: &Gray) -> Reading {
        let mut reading = Reading { text: String::new(), confidence: 1.0, other: None };
        let glyphs = glyphs(line);
        if glyphs.is_empty() {
            reading.confidence = 0.0;
        }
        let mut other = String::new();
        for glyph in glyphs {
            let shares = self.tell(&glyph.features);
            let mut order: Vec<usize> = (0..CLASSES.len()).collect();
            order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]));
            // A cut may fall wrong.
            let confidence = if glyph.is_cut { shares[order[0]].min(0.9) } else { shares[order[0]] };
            if confidence < reading.confidence {
                reading.confidence = confidence;
                other = reading.text.clone();
                other.push(CLASSES[order[1]]);
            } else {
                other.push(CLASSES[order[0]]);
            }
            reading.text.push(CLASSES[order[0]]);
        }
        reading.other = Some(other).filter(|other| *other != reading.text);
        reading
    }
}

impl Layer {
    fn of(rest: &mut &[u8]) -> Option<Layer> {
        let mut take = |count: usize| {
            let (head, tail) = rest.split_at_checked(count)?;
            *rest = tail;
            Some(head)
        };
        let mut number = || take(4)?.try_into().ok();
        let outputs = u32::from_le_bytes(number()?) as usize;
        let inputs = u32::from_le_bytes(number()?) as usize;
        let mut row = || {
            let scale = f32::from_le_bytes(take(4)?.try_into().ok()?);
            let bias = f32::from_le_bytes(take(4)?.try_into().ok()?);
            let weights = take(inputs)?.iter().map(|&byte| byte as i8).collect();
            Some((scale, bias, weights))
        };
        let rows = (0..outputs).map(|_| row()).collect::<Option<_>>()?;
        Some(Layer { inputs, rows })
    }

    fn apply<'a>(&'a self, input: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
        self.rows.iter().map(move |(scale, bias, weights)| {
            let sum: f32 = weights.iter().zip(input).map(|(&weight, input)| f32::from(weight) * input).sum();
            sum * scale + bias
        })
    }
}

/// Splits a line into glyphs, left to right: at columns without ink, and wide pieces where they have the least.
pub fn glyphs(line: &Gray) -> Vec<Glyph> {
    let ink = Ink::of(line);
    let boxes = ink.boxes();
    let tallest = boxes.iter().map(|(_, _, top, bottom, _)| bottom - top).max().unwrap_or(1) as f32;
    let glyph = |&(left, right, top, bottom, is_cut): &Piece| {
        let mut features = ink.normal(left, right, top, bottom);
        features.push(((bottom - top) as f32 / tallest).min(1.0));
        features.push(((right - left) as f32 / tallest).min(2.0) / 2.0);
        Glyph { features, is_cut }
    };
    boxes.iter().map(glyph).collect()
}

/// Left, right, top, bottom (the ends behind the last), and whether it was cut out of a wider piece.
type Piece = (usize, usize, usize, usize, bool);

/// A line as shares of ink.
struct Ink {
    width: usize,
    height: usize,
    shares: Vec<f32>,
}

/// From this share on a pixel is ink.
const IS_INK: f32 = 0.35;

impl Ink {
    fn of(line: &Gray) -> Ink {
        let mut shades = line.pixels.clone();
        shades.sort_unstable();
        let paper = f32::from(shades[shades.len() * 9 / 10]);
        let dark = f32::from(shades[3.min(shades.len() - 1)]);
        let span = (paper - dark).max(20.0);
        let shares = line.pixels.iter().map(|&shade| ((paper - f32::from(shade)) / span).clamp(0.0, 1.0));
        Ink { width: line.width, height: line.height, shares: shares.collect() }
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.shares[y * self.width + x]
    }

    /// The rows between which columns hold ink.
    fn rows(&self, left: usize, right: usize) -> Option<(usize, usize)> {
        let holds = |&y: &usize| (left..right).any(|x| self.at(x, y) > IS_INK);
        Some(((0..self.height).find(holds)?, (0..self.height).rfind(holds)? + 1))
    }

    fn boxes(&self) -> Vec<Piece> {
        let holds = |x: usize| (0..self.height).any(|y| self.at(x, y) > IS_INK);
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = None;
        for x in 0..=self.width {
            let is_on = x < self.width && holds(x);
            match (is_on, start) {
                (true, None) => start = Some(x),
                (false, Some(left)) => {
                    if let Some((top, bottom)) = self.rows(left, x) {
                        pieces.push((left, x, top, bottom, false));
                    }
                    start = None;
                }
                _ => {}
            }
        }
        let tallest = pieces.iter().map(|piece| piece.3 - piece.2).max().unwrap_or(0) as f32;
        pieces.into_iter().flat_map(|piece| self.cut(piece, tallest)).collect()
    }

    /// A piece wider than a digit is cut where its columns have the least ink.
    fn cut(&self, piece: Piece, tallest: f32) -> Vec<Piece> {
        /// The usual width of a digit, and the greatest, by its height.
        const USUAL: f32 = 0.62;
        const WIDEST: f32 = 0.85;
        let (left, right, top, bottom, _) = piece;
        let width = (right - left) as f32;
        let count = (width / (USUAL * tallest)).round().max(1.0);
        // A dash is wide and low.
        let is_low = ((bottom - top) as f32) < tallest * 0.4;
        if width <= WIDEST * tallest || count < 2.0 || is_low {
            return vec![piece];
        }
        let weight = |x: usize| (0..self.height).map(|y| self.at(x, y)).sum::<f32>();
        let mut edges = vec![left];
        for index in 1..count as usize {
            let middle = index as f32 * width / count;
            let reach = (0.22 * width / count).max(1.0);
            let from = left + (middle - reach).max(1.0) as usize;
            let to = (left + (middle + reach) as usize).min(right - 1);
            let least = (from..=to).min_by(|&a, &b| weight(a).total_cmp(&weight(b)));
            edges.extend(least);
        }
        edges.push(right);
        let part = |pair: &[usize]| {
            let (top, bottom) = self.rows(pair[0], pair[1])?;
            Some((pair[0], pair[1], top, bottom, true))
        };
        edges.windows(2).filter_map(part).collect()
    }

    /// A part brought to the network's size, its proportions kept, its darkest pixel 1.
    fn normal(&self, left: usize, right: usize, top: usize, bottom: usize) -> Vec<f32> {
        let (width, height) = (right - left, bottom - top);
        let shade = |share: &f32| (255.0 * (1.0 - share)) as u8;
        let rows = (top..bottom).flat_map(|y| &self.shares[y * self.width + left..y * self.width + right]);
        let part = Gray { width, height, pixels: rows.map(shade).collect() };
        let scale = (SIZE.0 as f32 / height as f32).min(SIZE.1 as f32 / width as f32);
        let brought = |length: usize, most: usize| ((length as f32 * scale).round() as usize).clamp(1, most);
        let (new_width, new_height) = (brought(width, SIZE.1), brought(height, SIZE.0));
        let small = part.resize(new_width, new_height);
        let (from_x, from_y) = ((SIZE.1 - new_width) / 2, (SIZE.0 - new_height) / 2);
        let mut out = vec![0f32; SIZE.0 * SIZE.1];
        for y in 0..new_height {
            for x in 0..new_width {
                out[(from_y + y) * SIZE.1 + from_x + x] = 1.0 - f32::from(small.at(x, y)) / 255.0;
            }
        }
        let most = out.iter().copied().fold(0f32, f32::max);
        if most > 0.0 {
            out.iter_mut().for_each(|share| *share /= most);
        }
        out
    }
}
