//! Strings shown to glyphs with their places.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object};

use super::content::{FontKey, Glyph, Resources, Run, State};
use super::font::{Font, Shown};
use super::geometry::{Area, Direction};
use super::stream::Budget;
use crate::matrix::Matrix;

/// Where the pen of a text object is.
pub(super) struct Pen {
    matrix: Matrix,
    line: Matrix,
}

impl Pen {
    /// Where `BT` puts it.
    pub(super) const START: Pen = Pen { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };

    pub(super) fn set(&mut self, matrix: Matrix) {
        (self.matrix, self.line) = (matrix, matrix);
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.matrix = self.line;
    }
}

impl Run<'_> {
    /// The font of a name, read once.
    pub(super) fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let key = match resources.fonts.get_ref(name) {
            Some(ObjRef { obj_number, gen_number }) => FontKey::Object(obj_number, gen_number),
            None => FontKey::Written(resources.fonts.data().as_ptr() as usize, name.as_ref().to_vec()),
        };
        if let Some(font) = self.fonts.get(&key) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::read(&resources.fonts.get::<Dict<'_>>(name)?, self.budget));
        self.fonts.insert(key, font.clone());
        Some(font)
    }

    /// Strings, and numbers between them that move the pen back by thousandths of the font size.
    pub(super) fn texts(&mut self, operands: &[&Object<'_>], state: &State, pen: &mut Pen) {
        self.n_strings += 1;
        let start = self.content.glyphs.len();
        match operands.last() {
            Some(Object::String(string)) => self.text(string.as_bytes(), state, pen),
            Some(Object::Array(parts)) => self.parts(parts, state, pen),
            _ => {}
        }
        self.clip(start, state);
    }

    /// A text that a clip cuts off, as a cell of a sheet does, takes no more room than is seen of it, and is read whole. What is not seen
    /// at all is not read.
    fn clip(&mut self, start: usize, state: &State) {
        /// A character is seen where its middle is, up to rounding.
        const SLACK: f64 = 0.5;
        let (left, right) = (state.clip.0 - SLACK, state.clip.1 + SLACK);
        let string = &self.content.glyphs[start..];
        let is_seen = |glyph: &Glyph| glyph.x >= left && glyph.x <= right;
        if string.iter().all(is_seen) || string.iter().any(|glyph| glyph.direction != Direction::Right) {
            return;
        }
        let string = self.content.glyphs.split_off(start);
        let mut before = String::new();
        for mut glyph in string {
            if is_seen(&glyph) {
                glyph.text.insert_str(0, &std::mem::take(&mut before));
                self.content.glyphs.push(glyph);
            } else if self.content.glyphs.len() > start {
                if let Some(last) = self.content.glyphs.last_mut() {
                    last.text.push_str(&glyph.text);
                }
            } else {
                before.push_str(&glyph.text);
            }
        }
    }

    fn parts(&mut self, parts: &Array<'_>, state: &State, pen: &mut Pen) {
        let is_vertical = state.font.as_ref().is_some_and(|font| font.is_vertical);
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(string) => self.text(string.as_bytes(), state, pen),
                Object::Number(number) => {
                    let back = -number.as_f64() / 1000.0 * state.size;
                    pen.matrix = if is_vertical {
                        pen.matrix.moved(0.0, back)
                    } else {
                        pen.matrix.moved(back * state.stretch, 0.0)
                    };
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, bytes: &[u8], state: &State, pen: &mut Pen) {
        let Some(font) = state.font.clone() else { return };
        font.show(bytes, self.decoder, |shown| {
            let length = shown.text.as_ref().map_or(1, |text| text.chars().count());
            if !Budget::spend(&mut self.budget.glyphs, length.max(1)) {
                return false;
            }
            let extra = state.char_spacing + if shown.is_space { state.word_spacing } else { 0.0 };
            self.glyph(&shown, font.is_vertical, state, pen);
            pen.matrix = if font.is_vertical {
                pen.matrix.moved(0.0, -shown.advance * state.size + extra)
            } else {
                pen.matrix.moved((shown.advance * state.size + extra) * state.stretch, 0.0)
            };
            true
        });
    }

    fn glyph(&mut self, shown: &Shown, is_vertical: bool, state: &State, pen: &Pen) {
        /// How far above the base line the middle of a character is, in font sizes: between digits (0.34) and 汉字 (0.38).
        const MIDDLE: f64 = 0.36;
        /// How far beside the page text may begin, in points.
        const MAX_BESIDE: f64 = 5000.0;
        let size = state.size;
        let matrix = Matrix([size * state.stretch, 0.0, 0.0, size, 0.0, state.rise])
            .then(pen.matrix)
            .then(state.matrix);
        let along = matrix.vector(if is_vertical { 0.0 } else { 1.0 }, if is_vertical { -1.0 } else { 0.0 });
        let up = matrix.vector(0.0, 1.0);
        // In vertical text the pen stands above the middle of the character.
        let (x, y) =
            if is_vertical { matrix.point(0.0, -0.5) } else { matrix.point(shown.width / 2.0, MIDDLE) };
        let on_size = up.0.hypot(up.1);
        let page = Area { left: 0.0, top: 0.0, right: self.content.width, bottom: self.content.height };
        // What a clip hides beside the page is still of its string. Not a number is in no page.
        let (from, to) = state.clip;
        let is_cut = (x < from || x > to) && from.is_finite() && x.abs() < MAX_BESIDE;
        let inside = if is_cut { x.clamp(0.0, page.right) } else { x };
        if !page.grown(1.0).contains(inside, y) || !(0.5..2000.0).contains(&on_size) {
            return;
        }
        let Some(direction) = Direction::of(along) else { return };
        let text = match &shown.text {
            Some(text) => text.replace(['\u{200b}', '\u{feff}', '\u{ad}'], ""),
            None => String::from('\u{fffd}'),
        };
        if text.is_empty() {
            return;
        }
        let advance = shown.advance * along.0.hypot(along.1);
        let (string, clip) = (self.n_strings, state.clip);
        let glyph = Glyph { text, x, y, advance, size: on_size, direction, string, clip };
        if state.is_hidden {
            self.content.hidden.push(glyph);
        } else {
            self.content.glyphs.push(glyph);
        }
    }
}
