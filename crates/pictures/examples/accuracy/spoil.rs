//! What screens, scanners and cameras do to a page.

use std::io::Cursor;
use std::path::Path;

use gouji_pictures::image::Gray;
use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, RgbImage};

use crate::figures::Dice;

/// How a picture came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A screenshot at 80 to 200 %, some with the coloured fringes of letters on a screen.
    Screenshot,
    /// The same as a JPEG of quality 40 to 75.
    Jpeg,
    /// A scan of 120 to 200 dpi: turned, noisy, with a red stamp over figures, a fold's shadow.
    Scan,
    /// A photo: in perspective, under uneven light.
    Photo,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Screenshot, Kind::Jpeg, Kind::Scan, Kind::Photo];

    pub const fn name(self) -> &'static str {
        match self {
            Kind::Screenshot => "screenshot",
            Kind::Jpeg => "jpeg",
            Kind::Scan => "scan",
            Kind::Photo => "photo",
        }
    }

    /// How much the browser enlarges the page.
    pub fn scale(self, dice: &mut Dice) -> f64 {
        match self {
            Kind::Screenshot => [0.8, 0.9, 1.0, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0][dice.of(9)],
            Kind::Jpeg => [1.0, 1.0, 1.25, 1.5, 2.0][dice.of(5)],
            Kind::Scan => dice.between(1.3, 2.1),
            Kind::Photo => dice.between(1.4, 2.2),
        }
    }
}

/// Colours as numbers.
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 3]>,
}

const PAPER: [f32; 3] = [255.0; 3];
const DESK: [f32; 3] = [96.0, 88.0, 80.0];

impl Picture {
    fn of(drawn: &RgbImage) -> Picture {
        let pixels = drawn.pixels().map(|pixel| pixel.0.map(f32::from)).collect();
        Picture { width: drawn.width() as usize, height: drawn.height() as usize, pixels }
    }

    pub fn image(&self) -> RgbImage {
        let byte = |value: f32| value.round().clamp(0.0, 255.0) as u8;
        let bytes = self.pixels.iter().flatten().map(|&value| byte(value)).collect();
        RgbImage::from_raw(self.width as u32, self.height as u32, bytes).unwrap_or_default()
    }

    pub fn gray(&self) -> Option<Gray> {
        Gray::of_bytes(self.width, self.height, 3, &self.image())
    }

    pub fn save(&self, path: &Path) -> image::ImageResult<()> {
        self.image().save(path)
    }

    fn sample(&self, x: f64, y: f64, beyond: [f32; 3]) -> [f32; 3] {
        if x < 0.0 || y < 0.0 || x > (self.width - 1) as f64 || y > (self.height - 1) as f64 {
            return beyond;
        }
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (fx, fy) = ((x - left as f64) as f32, (y - top as f64) as f32);
        std::array::from_fn(|colour| {
            let at = |x: usize, y: usize| self.pixels[y * self.width + x][colour];
            let upper = at(left, top) * (1.0 - fx) + at(right, top) * fx;
            let lower = at(left, bottom) * (1.0 - fx) + at(right, bottom) * fx;
            upper * (1.0 - fy) + lower * fy
        })
    }

    /// Each pixel from where `from` says.
    fn moved(
        &self,
        width: usize,
        height: usize,
        beyond: [f32; 3],
        from: impl Fn(f64, f64) -> (f64, f64),
    ) -> Picture {
        let place = |index: usize| from((index % width) as f64, (index / width) as f64);
        let pixels = (0..width * height).map(|index| {
            let (x, y) = place(index);
            self.sample(x, y, beyond)
        });
        Picture { width, height, pixels: pixels.collect() }
    }

    fn turned(&self, degrees: f64, beyond: [f32; 3]) -> Picture {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (width, height) = (self.width as f64, self.height as f64);
        let (wide, high) = (width * cos.abs() + height * sin.abs(), width * sin.abs() + height * cos.abs());
        self.moved(wide as usize, high as usize, beyond, |x, y| {
            let (x, y) = (x - wide / 2.0, y - high / 2.0);
            (x * cos + y * sin + width / 2.0, y * cos - x * sin + height / 2.0)
        })
    }

    fn blurred(mut self, width: f64) -> Picture {
        let weights: Vec<f32> =
            (-2i32..=2).map(|at| (-f64::from(at * at) / (2.0 * width * width)).exp() as f32).collect();
        let sum: f32 = weights.iter().sum();
        for along_x in [true, false] {
            let before = self.pixels.clone();
            for y in 0..self.height {
                for x in 0..self.width {
                    let mut mixed = [0.0; 3];
                    for (weight, step) in weights.iter().zip(-2i64..) {
                        let near =
                            |at: usize, end: usize| (at as i64 + step).clamp(0, end as i64 - 1) as usize;
                        let place = if along_x {
                            y * self.width + near(x, self.width)
                        } else {
                            near(y, self.height) * self.width + x
                        };
                        mixed
                            .iter_mut()
                            .zip(before[place])
                            .for_each(|(mixed, value)| *mixed += weight / sum * value);
                    }
                    self.pixels[y * self.width + x] = mixed;
                }
            }
        }
        self
    }

    fn changed(mut self, mut change: impl FnMut(usize, usize, [f32; 3]) -> [f32; 3]) -> Picture {
        for (index, pixel) in self.pixels.iter_mut().enumerate() {
            *pixel = change(index % self.width, index / self.width, *pixel);
        }
        self
    }

    fn jpeg(&self, quality: u8) -> Picture {
        let mut bytes = Vec::new();
        let written = self.image().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality));
        let read = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .ok()
            .and_then(|reader| reader.decode().ok());
        match (written, read) {
            (Ok(()), Some(picture)) => Picture::of(&picture.to_rgb8()),
            _ => Picture::of(&self.image()),
        }
    }
}

/// Spoils a page.
pub fn spoil(drawn: &RgbImage, kind: Kind, dice: &mut Dice) -> Picture {
    let picture = Picture::of(drawn);
    match kind {
        Kind::Screenshot | Kind::Jpeg => {
            let picture = if dice.of(2) == 0 { fringed(&picture) } else { picture };
            if kind == Kind::Jpeg { picture.jpeg(40 + dice.of(36) as u8) } else { picture }
        }
        Kind::Scan => scan(picture, dice),
        Kind::Photo => photo(picture, dice),
    }
}

/// Red a third of a pixel left, blue a third right, as letters on a screen are drawn by the thirds of its pixels.
fn fringed(picture: &Picture) -> Picture {
    let shifted = |by: f64| {
        picture.moved(picture.width, picture.height, PAPER, |x, y| {
            ((x + by).clamp(0.0, (picture.width - 1) as f64), y)
        })
    };
    let (left, right) = (shifted(-0.33), shifted(0.33));
    let mut out = shifted(0.0);
    for ((pixel, left), right) in out.pixels.iter_mut().zip(&left.pixels).zip(&right.pixels) {
        (pixel[0], pixel[2]) = (left[0], right[2]);
    }
    out
}

fn scan(picture: Picture, dice: &mut Dice) -> Picture {
    let (width, height) = (picture.width as f64, picture.height as f64);
    let has_stamp = dice.of(2) == 0;
    let (x0, y0, radius) = (dice.between(0.3, 0.9) * width, dice.between(0.2, 0.9) * height, width * 0.11);
    let picture = picture.changed(|x, y, pixel| {
        let (dx, dy) = (x as f64 - x0, y as f64 - y0);
        let away = (dx * dx + dy * dy).sqrt();
        let is_ring = (away - radius).abs() < radius * 0.05;
        let is_star = away < radius * 0.35 * (0.6 + 0.4 * (5.0 * dy.atan2(dx)).cos());
        if has_stamp && (is_ring || is_star) {
            // Ink on ink: what is black stays black.
            [pixel[0] * 0.9, pixel[1] * 0.28, pixel[2] * 0.25]
        } else {
            pixel
        }
    });
    let turned = picture.turned(dice.between(-2.0, 2.0), PAPER).blurred(dice.between(0.35, 0.75));
    let fold = dice.between(0.1, 0.9) * turned.width as f64;
    let depth = if dice.of(2) == 0 { dice.between(20.0, 90.0) } else { 0.0 };
    let (ink, noise) = (dice.between(10.0, 35.0), dice.between(2.0, 9.0));
    let grain: Vec<f32> = (0..turned.width * turned.height).map(|_| (dice.normal() * noise) as f32).collect();
    let specks: Vec<f32> = (0..turned.width * turned.height).map(|_| dice.share() as f32).collect();
    let wide = turned.width;
    let spoiled = turned.changed(|x, y, pixel| {
        let shadow = depth * (-((x as f64 - fold) / 25.0).powi(2)).exp();
        let place = y * wide + x;
        match specks[place] {
            speck if speck < 0.0004 => [30.0; 3],
            speck if speck > 0.9996 => [250.0; 3],
            _ => pixel.map(|value| value * 0.88 + ink as f32 - shadow as f32 + grain[place]),
        }
    });
    spoiled.jpeg(75 + dice.of(15) as u8)
}

fn photo(picture: Picture, dice: &mut Dice) -> Picture {
    let (width, height) = (picture.width as f64, picture.height as f64);
    let edge = (width * 0.05, height * 0.05);
    let (wide, high) = (width + 2.0 * edge.0, height + 2.0 * edge.1);
    // A corner of the paper each, moved a little; between them the map is even.
    let mut corner =
        |x: f64, y: f64| (x + dice.between(-0.025, 0.025) * wide, y + dice.between(-0.025, 0.025) * high);
    let (tl, tr, bl, br) = (corner(0.0, 0.0), corner(wide, 0.0), corner(0.0, high), corner(wide, high));
    let map = perspective([tl, tr, bl, br], wide, high);
    let moved = picture.moved(wide as usize, high as usize, DESK, |x, y| {
        let (u, v) = map(x, y);
        (u - edge.0, v - edge.1)
    });
    let turned = moved.turned(dice.between(-2.0, 2.0), DESK).blurred(dice.between(0.5, 1.0));
    let way = dice.between(0.0, std::f64::consts::TAU);
    let noise = dice.between(2.0, 7.0);
    let grain: Vec<f32> = (0..turned.width * turned.height).map(|_| (dice.normal() * noise) as f32).collect();
    let (w, h) = (turned.width, turned.height);
    let lit = turned.changed(|x, y, pixel| {
        let (x, y, place) = (x as f64 / w as f64, y as f64 / h as f64, y * w + x);
        let light = (0.80 + 0.25 * (x * way.cos() + y * way.sin())).clamp(0.45, 1.05) as f32;
        let tint = [1.0, 0.97, 0.90];
        std::array::from_fn(|colour| pixel[colour] * light * tint[colour] + grain[place])
    });
    lit.jpeg(60 + dice.of(25) as u8)
}

/// The map of the unit's rectangle onto four corners, by its projective form.
fn perspective([tl, tr, bl, br]: [(f64, f64); 4], wide: f64, high: f64) -> impl Fn(f64, f64) -> (f64, f64) {
    let (dx1, dx2, dx3) = (tr.0 - br.0, bl.0 - br.0, tl.0 - tr.0 + br.0 - bl.0);
    let (dy1, dy2, dy3) = (tr.1 - br.1, bl.1 - br.1, tl.1 - tr.1 + br.1 - bl.1);
    let det = dx1 * dy2 - dx2 * dy1;
    let g = (dx3 * dy2 - dx2 * dy3) / det;
    let h = (dx1 * dy3 - dx3 * dy1) / det;
    move |x, y| {
        let (u, v) = (x / wide, y / high);
        let depth = g * u + h * v + 1.0;
        let of = |tl: f64, tr: f64, bl: f64| ((tr - tl + g * tr) * u + (bl - tl + h * bl) * v + tl) / depth;
        (of(tl.0, tr.0, bl.0), of(tl.1, tr.1, bl.1))
    }
}
