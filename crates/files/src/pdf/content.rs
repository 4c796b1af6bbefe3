//! A page's operators to what stands where: glyphs, ruling lines and pictures.
//!
//! Colours, clips and everything else that only changes how a page looks are passed over. Text is shown in [`super::text`],
//! paths become lines in [`super::path`].

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use super::font::Font;
use super::geometry::{Area, Direction, Rule};
use super::path::Path;
use super::stream::{self, Budget};
use super::text::Pen;
use crate::charset::Decoder;
use crate::matrix::Matrix;

/// Forms within forms. Producers nest two or three.
const MAX_DEPTH: usize = 12;
/// States that `q` keeps. The format's own limit is 28.
const MAX_STATES: usize = 512;

/// What stands on a page. Points, from the upper left corner as the page is shown.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Characters that are painted.
    pub(super) glyphs: Vec<Glyph>,
    /// Characters that are not: the text layer of a scanned page.
    pub(super) hidden: Vec<Glyph>,
    pub(super) horizontals: Vec<Rule>,
    pub(super) verticals: Vec<Rule>,
    pub(super) images: Vec<Area>,
    /// Painted paths that are no ruling lines: letters that were turned to outlines, drawings.
    pub(super) n_shapes: usize,
}

/// A character on the page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its text; U+FFFD where the file does not tell.
    pub(super) text: String,
    /// Its middle: half its advance along the line, about a third of its size above the base line.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How much room it takes along the line.
    pub(super) advance: f64,
    /// Font size on the page.
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// The string that it was shown with: characters of one string belong together.
    pub(super) string: usize,
    /// From where to where a clip lets its string be seen.
    pub(super) clip: (f64, f64),
}

/// Fonts that were read.
pub(super) type Fonts = BTreeMap<FontKey, Rc<Font>>;

/// What tells a font from others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FontKey {
    /// The object that it is.
    Object(u32, i32),
    /// Where the resources stand that it is written out in, and its name there.
    Written(usize, Vec<u8>),
}

/// Runs a page's operators.
pub(super) fn read(page: &Page<'_>, fonts: &mut Fonts, budget: &mut Budget, decoder: &Decoder) -> Content {
    let (width, height) = page.render_dimensions();
    let content = Content { width: width.into(), height: height.into(), ..Content::default() };
    let mut program = Vec::new();
    let contents = page.raw().get::<Object<'_>>("Contents");
    let streams = match contents {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    };
    for stream in streams {
        program.extend(stream::decode(&stream, budget).unwrap_or_default());
        program.push(b'\n');
    }
    let resources =
        Resources { fonts: page.resources().fonts.clone(), x_objects: page.resources().x_objects.clone() };
    let matrix = Matrix(page.initial_transform(true).as_coeffs());
    let mut run = Run { content, fonts, budget, decoder, depth: 0, n_strings: 0, pictures: BTreeSet::new() };
    run.program(&program, &resources, State::new(matrix));
    run.content
}

#[derive(Clone)]
pub(super) struct Resources<'a> {
    pub(super) fonts: Dict<'a>,
    x_objects: Dict<'a>,
}

/// What `q` keeps.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) line_width: f64,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_spacing: f64,
    pub(super) word_spacing: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) is_hidden: bool,
    /// From where to where text is seen.
    pub(super) clip: (f64, f64),
}

impl State {
    fn new(matrix: Matrix) -> State {
        State {
            matrix,
            line_width: 1.0,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_hidden: false,
            clip: (f64::NEG_INFINITY, f64::INFINITY),
        }
    }
}

/// The page so far, and what is left of the budget.
pub(super) struct Run<'r> {
    pub(super) content: Content,
    pub(super) fonts: &'r mut Fonts,
    pub(super) budget: &'r mut Budget,
    pub(super) decoder: &'r Decoder,
    depth: usize,
    pub(super) n_strings: usize,
    /// Objects that are pictures.
    pictures: BTreeSet<(u32, i32)>,
}

impl Run<'_> {
    fn program(&mut self, program: &[u8], resources: &Resources<'_>, state: State) {
        let mut state = state;
        let mut kept: Vec<State> = Vec::new();
        let mut pen = Pen::START;
        let mut path = Path::default();
        let mut is_clip = false;
        let mut instructions = UntypedIter::new(program);
        while let Some(instruction) = instructions.next() {
            if !Budget::spend(&mut self.budget.operators, 1) || self.budget.is_kept().is_err() {
                return;
            }
            let operands: Vec<&Object<'_>> = instruction.operands().collect();
            let numbers = Numbers::of(&operands);
            match &**instruction.operator {
                b"q" if kept.len() < MAX_STATES => kept.push(state.clone()),
                b"Q" => state = kept.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(matrix) = numbers.all() {
                        state.matrix = Matrix(matrix).then(state.matrix);
                    }
                }
                b"w" => state.line_width = numbers.at(0),
                b"m" => path.start(state.matrix.point(numbers.at(0), numbers.at(1))),
                b"l" => path.line(state.matrix.point(numbers.at(0), numbers.at(1))),
                b"c" => path.curve(state.matrix.point(numbers.at(4), numbers.at(5))),
                b"v" | b"y" => path.curve(state.matrix.point(numbers.at(2), numbers.at(3))),
                b"h" => path.close(),
                b"re" => {
                    let [x, y, width, height] = [0, 1, 2, 3].map(|index| numbers.at(index));
                    path.start(state.matrix.point(x, y));
                    path.line(state.matrix.point(x + width, y));
                    path.line(state.matrix.point(x + width, y + height));
                    path.line(state.matrix.point(x, y + height));
                    path.close();
                }
                b"W" | b"W*" => is_clip = true,
                b"n" => {
                    if let (true, Some(area)) = (std::mem::take(&mut is_clip), path.rectangle()) {
                        state.clip = (state.clip.0.max(area.left), state.clip.1.min(area.right));
                    }
                    path = Path::default();
                }
                operator @ (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") => {
                    if matches!(operator, b"s" | b"b" | b"b*") {
                        path.close();
                    }
                    let path = std::mem::take(&mut path);
                    if !matches!(operator, b"f" | b"F" | b"f*") {
                        path.stroke(state.line_width * state.matrix.scale(), &mut self.content);
                    }
                    if !matches!(operator, b"S" | b"s") {
                        path.fill(&mut self.content);
                    }
                }
                b"BT" => pen = Pen::START,
                b"Tf" => {
                    state.size = numbers.last();
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = self.font(resources, name);
                    }
                }
                b"Tc" => state.char_spacing = numbers.at(0),
                b"Tw" => state.word_spacing = numbers.at(0),
                b"Tz" => state.stretch = numbers.at(0) / 100.0,
                b"TL" => state.leading = numbers.at(0),
                b"Ts" => state.rise = numbers.at(0),
                // 3 paints nothing, 7 only clips.
                b"Tr" => state.is_hidden = matches!(numbers.at(0) as i32, 3 | 7),
                b"Td" => pen.next_line(numbers.at(0), numbers.at(1)),
                b"TD" => {
                    state.leading = -numbers.at(1);
                    pen.next_line(numbers.at(0), numbers.at(1));
                }
                b"Tm" => {
                    if let Some(matrix) = numbers.all() {
                        pen.set(Matrix(matrix));
                    }
                }
                b"T*" => pen.next_line(0.0, -state.leading),
                b"Tj" | b"TJ" => self.texts(&operands, &state, &mut pen),
                b"'" => {
                    pen.next_line(0.0, -state.leading);
                    self.texts(&operands, &state, &mut pen);
                }
                b"\"" => {
                    (state.word_spacing, state.char_spacing) = (numbers.at(0), numbers.at(1));
                    pen.next_line(0.0, -state.leading);
                    self.texts(&operands, &state, &mut pen);
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.x_object(resources, name, &state);
                    }
                }
                b"BI" => self.image(&state),
                _ => {}
            }
        }
    }

    fn x_object(&mut self, resources: &Resources<'_>, name: &Name<'_>, state: &State) {
        /// What finding an object costs, in operators.
        const COST: usize = 100;
        let id = resources.x_objects.get_ref(name).map(|id| (id.obj_number, id.gen_number));
        if id.is_some_and(|id| self.pictures.contains(&id)) {
            return self.image(state);
        }
        if !Budget::spend(&mut self.budget.operators, COST) {
            return;
        }
        let Some(stream) = resources.x_objects.get::<Stream<'_>>(name) else { return };
        match stream.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => {
                self.pictures.extend(id);
                self.image(state);
            }
            Some(b"Form") if self.depth < MAX_DEPTH => self.form(&stream, resources, state),
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, state: &State) {
        let Some(program) = stream::decode(stream, self.budget) else { return };
        let dict = stream.dict();
        let resources = match dict.get::<Dict<'_>>("Resources") {
            Some(own) => Resources {
                fonts: own.get::<Dict<'_>>("Font").unwrap_or_default(),
                x_objects: own.get::<Dict<'_>>("XObject").unwrap_or_default(),
            },
            // Old files leave a form's resources to the page.
            None => outer.clone(),
        };
        // Dictionaries are read anew each time.
        let read = dict.data().len() + resources.fonts.data().len() + resources.x_objects.data().len();
        if !Budget::spend(&mut self.budget.bytes, read) {
            return;
        }
        let mut state = state.clone();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
            let mut values = matrix.iter::<f32>().map(f64::from);
            let mut next = || values.next().unwrap_or(0.0);
            let matrix = Matrix([next(), next(), next(), next(), next(), next()]);
            state.matrix = matrix.then(state.matrix);
        }
        self.depth += 1;
        self.program(&program, &resources, state);
        self.depth -= 1;
    }

    /// A picture fills the unit square.
    fn image(&mut self, state: &State) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        self.content.images.extend(Area::around(corners.map(|(x, y)| state.matrix.point(x, y))));
    }
}

/// The numbers among an operator's operands.
struct Numbers {
    values: [f64; 6],
    count: usize,
}

impl Numbers {
    fn of(operands: &[&Object<'_>]) -> Numbers {
        let mut numbers = Numbers { values: [0.0; 6], count: 0 };
        for operand in operands {
            if let (Object::Number(number), Some(slot)) = (operand, numbers.values.get_mut(numbers.count)) {
                *slot = number.as_f64();
                numbers.count += 1;
            }
        }
        numbers
    }

    /// Zero where there is none.
    fn at(&self, index: usize) -> f64 {
        self.values[index]
    }

    fn last(&self) -> f64 {
        self.count.checked_sub(1).map_or(0.0, |index| self.values[index])
    }

    fn all(&self) -> Option<[f64; 6]> {
        (self.count == 6).then_some(self.values)
    }
}
