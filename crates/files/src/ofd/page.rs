//! A page's objects in, characters, paths and pictures on the canvas out. Millimetres from the upper left corner become points.

use gouji::Error;

use super::shapes::Shapes;
use crate::limits;
use crate::matrix::Matrix;
use crate::pdf::{Canvas, Character};
use crate::xml::{Node, Tag, Xml};

/// What a line is wide that says nothing of it, in millimetres.
const LINE_WIDTH: f64 = 0.353;

/// Shapes inside each other.
const MAX_SHAPES: usize = 8;

/// Above this share of a character's own width the gap behind it is no part of it.
const LOOSE: f64 = 1.3;

pub(super) fn points(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}

/// Numbers between blanks; none where they are fewer, or no numbers.
pub(super) fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let mut out = [0.0; N];
    let mut words = text.split_ascii_whitespace();
    for slot in &mut out {
        *slot = words.next()?.parse().ok().filter(|number: &f64| number.is_finite())?;
    }
    Some(out)
}

/// What a page says before its objects.
#[derive(Default)]
pub(super) struct Head {
    pub(super) area: Option<[f64; 4]>,
    /// The ids of its templates.
    pub(super) templates: Vec<String>,
    /// The paths of its own resources.
    pub(super) resources: Vec<String>,
}

impl Head {
    pub(super) fn read(source: &str) -> Result<Head, Error> {
        let mut head = Head::default();
        let mut xml = Xml::new(source);
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "PhysicalBox" => head.area = numbers(&xml.text()?),
                    "Template" if head.templates.len() < limits::CHUNKS => {
                        head.templates.extend(tag.id("TemplateID")?);
                    }
                    "PageRes" if head.resources.len() < limits::CHUNKS => {
                        head.resources.push(super::path(&mut xml)?);
                    }
                    "Content" => return Ok(head),
                    _ => {}
                },
                Node::End => return Ok(head),
                _ => {}
            }
        }
    }
}

/// Where an object's own coordinates lie on the page, as a matrix in millimetres.
#[derive(Clone, Copy)]
struct Place(Matrix);

impl Place {
    /// The page's own.
    const PAGE: Place = Place(Matrix::IDENTITY);

    /// An object's, inside of another.
    fn of(tag: &Tag<'_>, outer: Place) -> Place {
        let [x, y, ..] = boundary(tag);
        let own = tag.attribute("CTM").and_then(|text| numbers(&text)).map_or(Matrix::IDENTITY, Matrix);
        Place(own.then(outer.0.moved(x, y)))
    }

    fn vector(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.0.vector(x, y);
        (points(x), points(y))
    }

    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.0.point(x, y);
        (points(x), points(y))
    }

    fn scale(&self) -> f64 {
        self.0.scale()
    }
}

/// Left, top, width and height of an object.
fn boundary(tag: &Tag<'_>) -> [f64; 4] {
    tag.attribute("Boundary").and_then(|text| numbers(&text)).unwrap_or([0.0; 4])
}

/// Paints what stands on a page or a template.
pub(super) fn paint(source: &str, shapes: &mut Shapes, canvas: &mut Canvas) -> Result<(), Error> {
    objects(source, Place::PAGE, 0, shapes, canvas)
}

/// Paints the objects of a page, or of a shape that stands inside so many others.
fn objects(
    source: &str,
    outer: Place,
    depth: usize,
    shapes: &mut Shapes,
    canvas: &mut Canvas,
) -> Result<(), Error> {
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) => {
                let is_seen = !is(&tag, "Visible", false);
                match tag.name() {
                    "TextObject" if is_seen => text(&tag, outer, &mut xml, canvas)?,
                    "PathObject" if is_seen => path(&tag, outer, &mut xml, canvas)?,
                    "ImageObject" if is_seen => {
                        picture(&tag, outer, canvas)?;
                        xml.skip()?;
                    }
                    "CompositeObject" if is_seen => {
                        match shapes.take(&tag)? {
                            Some(shape) if depth < MAX_SHAPES => {
                                objects(&shape, Place::of(&tag, outer), depth + 1, shapes, canvas)?;
                            }
                            // What is not there leaves its place behind.
                            _ => picture(&tag, outer, canvas)?,
                        }
                        xml.skip()?;
                    }
                    "TextObject" | "PathObject" | "ImageObject" | "CompositeObject" => xml.skip()?,
                    _ => {}
                }
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn picture(tag: &Tag<'_>, outer: Place, canvas: &mut Canvas) -> Result<(), Error> {
    let [left, top, width, height] = boundary(tag);
    let (right, bottom) = (left + width, top + height);
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
    canvas.image(corners.map(|(x, y)| outer.point(x, y)))
}

/// Whether an attribute is there and says so.
pub(super) fn is(tag: &Tag<'_>, name: &str, value: bool) -> bool {
    let words = if value { ["true", "1"] } else { ["false", "0"] };
    tag.attribute(name).is_some_and(|said| words.contains(&said.trim()))
}

fn text(tag: &Tag<'_>, outer: Place, xml: &mut Xml<'_>, canvas: &mut Canvas) -> Result<(), Error> {
    let place = Place::of(tag, outer);
    let number = |name, usual| tag.number(name).filter(|number: &f64| number.is_finite()).unwrap_or(usual);
    let (size, stretch) = (number("Size", 0.0), number("HScale", 1.0));
    // Directions are counted in quarter turns, clockwise.
    let turned = |name| turns(number(name, 0.0));
    let (reading, facing) = (turned("ReadDirection"), turned("CharDirection"));
    let is_hidden = is(tag, "Fill", false) && !is(tag, "Stroke", true) || number("Alpha", 255.0) == 0.0;
    let style = Style { place, size, stretch, reading, facing, is_hidden };
    canvas.string();
    let mut at = (0.0, 0.0);
    xml.each(|tag, xml| {
        match tag.name() {
            "TextCode" => {
                at = (tag.number("X").unwrap_or(at.0), tag.number("Y").unwrap_or(at.1));
                let text = xml.text()?;
                let most = text.chars().count();
                let deltas = |name| tag.attribute(name).map_or_else(Vec::new, |said| deltas(&said, most));
                at = style.line(&text, at, &deltas("DeltaX"), &deltas("DeltaY"), canvas)?;
            }
            "Clips" => xml.skip()?,
            _ => {}
        }
        Ok(())
    })
}

/// How the text of an object is shown.
struct Style {
    place: Place,
    size: f64,
    stretch: f64,
    reading: (f64, f64),
    facing: (f64, f64),
    is_hidden: bool,
}

impl Style {
    /// Shows a line, and gives where the next would begin.
    fn line(
        &self,
        text: &str,
        start: (f64, f64),
        across: &[f64],
        down: &[f64],
        canvas: &mut Canvas,
    ) -> Result<(f64, f64), Error> {
        let mut at = start;
        for (index, char) in text.chars().filter(|char| !matches!(char, '\r' | '\n')).enumerate() {
            let own = self.size * self.stretch * width(char);
            let step = (across.get(index).copied().unwrap_or(0.0), down.get(index).copied().unwrap_or(0.0));
            let has_step = index < across.len().max(down.len());
            // Without a word on it the next stands behind this one.
            let step = if has_step { step } else { (self.reading.0 * own, self.reading.1 * own) };
            let along = step.0 * self.reading.0 + step.1 * self.reading.1;
            let room = if along > 0.0 && along <= own * LOOSE { along } else { own };
            // Characters face along the line, or are turned in it: text from top to bottom stands upright.
            let faces_along = self.facing == (1.0, 0.0);
            let up =
                if faces_along { (self.reading.1, -self.reading.0) } else { (self.facing.1, -self.facing.0) };
            canvas.character(&Character {
                char,
                start: self.place.point(at.0, at.1),
                along: self.place.vector(self.reading.0 * room, self.reading.1 * room),
                up: self.place.vector(up.0 * self.size, up.1 * self.size),
                is_hidden: self.is_hidden,
            })?;
            at = (at.0 + step.0, at.1 + step.1);
        }
        Ok(at)
    }
}

/// The direction after quarter turns, for an angle.
fn turns(angle: f64) -> (f64, f64) {
    match angle.rem_euclid(360.0) as i32 {
        45..135 => (0.0, 1.0),
        135..225 => (-1.0, 0.0),
        225..315 => (0.0, -1.0),
        _ => (1.0, 0.0),
    }
}

/// A character's width in font sizes, as in most Chinese fonts: the file does not say it.
fn width(char: char) -> f64 {
    if char.is_ascii() || ('\u{a0}'..'\u{2000}').contains(&char) { 0.5 } else { 1.0 }
}

/// Steps from character to character, for so many at most; `g 3 1.5` is three of 1.5.
fn deltas(text: &str, most: usize) -> Vec<f64> {
    let mut out = Vec::new();
    let mut words = text.split_ascii_whitespace();
    let number = |word: Option<&str>| {
        let number = word.and_then(|word| word.parse::<f64>().ok());
        number.filter(|number| number.is_finite()).unwrap_or(0.0)
    };
    while let Some(word) = words.next()
        && out.len() < most
    {
        if word == "g" {
            let count = number(words.next()).clamp(0.0, (most - out.len()) as f64) as usize;
            out.extend(std::iter::repeat_n(number(words.next()), count));
        } else {
            out.push(number(Some(word)));
        }
    }
    out
}

fn path(tag: &Tag<'_>, outer: Place, xml: &mut Xml<'_>, canvas: &mut Canvas) -> Result<(), Error> {
    let place = Place::of(tag, outer);
    let width = tag.number("LineWidth").unwrap_or(LINE_WIDTH);
    let stroke = (!is(tag, "Stroke", false)).then(|| points(width) * place.scale());
    let is_filled = is(tag, "Fill", true);
    let mut data = String::new();
    xml.each(|tag, xml| {
        match tag.name() {
            "AbbreviatedData" => data = xml.text()?,
            // What is clipped off is a path too.
            "Clips" => xml.skip()?,
            _ => {}
        }
        Ok(())
    })?;
    let mut words = data.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let mut next = || words.next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0);
        // How many numbers stand before the end of the part.
        let passed = match word {
            "Q" => 2,
            "B" => 4,
            "A" => 5,
            _ => 0,
        };
        match word {
            "S" | "M" => {
                let (x, y) = (next(), next());
                canvas.start(place.point(x, y))?;
            }
            "L" | "Q" | "B" | "A" => {
                for _ in 0..passed {
                    next();
                }
                let (x, y) = (next(), next());
                canvas.line(place.point(x, y), passed > 0)?;
            }
            "C" => canvas.close(),
            _ => {}
        }
    }
    canvas.paint(stroke, is_filled);
    Ok(())
}
