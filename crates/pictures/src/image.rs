//! Pixels: colours to grey, sampling, resizing, flattening the light. Nothing here knows what a table is.

/// Pixels beyond which a picture is not looked at: an A4 page at 600 dpi has 35 million.
pub const MAX_PIXELS: usize = 40_000_000;

/// Pixels of all pictures of a report together. An A4 page at 200 dpi has four million; each takes a byte until all are read.
pub const MAX_ALL_PIXELS: usize = 240_000_000;

/// Whether a JPEG ends before its picture does. Decoders fill what is missing with one shade, and a cell of one shade is a blank one.
pub fn is_cut_off(jpeg: &[u8]) -> bool {
    let Some(mut rest) = jpeg.strip_prefix(b"\xff\xd8") else { return false };
    loop {
        // What is coded stands between the parts: there 0xff is followed by nothing, or by one of the marks that count.
        let is_mark = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
        let Some(at) = rest.windows(2).position(is_mark) else { return true };
        if rest[at + 1] == 0xd9 {
            return false;
        }
        let length =
            rest.get(at + 2..at + 4).map_or(0, |length| usize::from(length[0]) << 8 | usize::from(length[1]));
        match rest.get(at + 2 + length..) {
            Some(after) => rest = after,
            None => return true,
        }
    }
}

/// A grey picture, 0 black to 255 white, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gray {
    /// Columns of pixels.
    pub width: usize,
    /// Rows of pixels.
    pub height: usize,
    /// A byte a pixel.
    pub pixels: Vec<u8>,
}

impl Gray {
    /// A picture of one shade.
    pub fn new(width: usize, height: usize, shade: u8) -> Gray {
        Gray { width, height, pixels: vec![shade; width * height] }
    }

    /// A picture from pixels with `channels` bytes each: 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha. What is transparent is
    /// white. Red ink, a stamp or a mark of a pen, counts as the paper under it: what is black under it stays black. None where the bytes are
    /// not as many as the size says.
    pub fn of_bytes(width: usize, height: usize, channels: usize, bytes: &[u8]) -> Option<Gray> {
        let count = width.checked_mul(height)?;
        if count == 0 || count > MAX_PIXELS || !(1..=4).contains(&channels) {
            return None;
        }
        if bytes.len() != count.checked_mul(channels)? {
            return None;
        }
        let alpha = |value: u8, alpha: u8| {
            let (value, alpha) = (u32::from(value), u32::from(alpha));
            ((value * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        let pixels = bytes.chunks_exact(channels).map(|pixel| match *pixel {
            [grey, over] => alpha(grey, over),
            [red, green, blue] => shade(red, green, blue),
            [red, green, blue, over] => shade(alpha(red, over), alpha(green, over), alpha(blue, over)),
            _ => pixel[0],
        });
        Some(Gray { width, height, pixels: pixels.collect() })
    }

    /// The shade at a place inside.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    /// The shade between pixels; outside, that of the nearest.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        let x = x.clamp(0.0, (self.width - 1) as f32);
        let y = y.clamp(0.0, (self.height - 1) as f32);
        let (left, top) = (x as usize, y as usize);
        let (right, bottom) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let (fx, fy) = (x - left as f32, y - top as f32);
        let mix = |row| f32::from(self.at(left, row)) * (1.0 - fx) + f32::from(self.at(right, row)) * fx;
        mix(top) * (1.0 - fy) + mix(bottom) * fy
    }

    /// The part from `(left, top)` to before `(right, bottom)`, which lie inside.
    pub fn crop(&self, left: usize, top: usize, right: usize, bottom: usize) -> Gray {
        let rows = (top..bottom).flat_map(|y| &self.pixels[y * self.width + left..y * self.width + right]);
        Gray { width: right - left, height: bottom - top, pixels: rows.copied().collect() }
    }

    /// The same in another size: averaged where it shrinks, between pixels where it grows.
    pub fn resize(&self, width: usize, height: usize) -> Gray {
        let (sx, sy) = (self.width as f32 / width as f32, self.height as f32 / height as f32);
        let steps = |scale: f32| if scale > 1.0 { (scale * 2.0).ceil() as usize } else { 1 };
        let (kx, ky) = (steps(sx), steps(sy));
        let mut out = Gray::new(width, height, 255);
        for y in 0..height {
            for x in 0..width {
                let mut sum = 0.0;
                for j in 0..ky {
                    for i in 0..kx {
                        let at = |place: usize, step: usize, steps: usize, scale: f32| {
                            (place as f32 + (step as f32 + 0.5) / steps as f32) * scale - 0.5
                        };
                        sum += self.sample(at(x, i, kx, sx), at(y, j, ky, sy));
                    }
                }
                out.pixels[y * width + x] = (sum / (kx * ky) as f32 + 0.5) as u8;
            }
        }
        out
    }

    /// The same turned by a quarter, clockwise.
    pub fn turned(&self) -> Gray {
        let mut out = Gray::new(self.height, self.width, 255);
        for y in 0..self.height {
            for x in 0..self.width {
                out.pixels[x * self.height + self.height - 1 - y] = self.at(x, y);
            }
        }
        out
    }

    /// The same under even light: each pixel against the paper around it.
    pub fn flattened(&self) -> Gray {
        let block = (self.width.max(self.height) / 40).clamp(16, 64);
        let paper = self.paper(block);
        let mut out = Gray::new(self.width, self.height, 255);
        for y in 0..self.height {
            for x in 0..self.width {
                let at = |place: usize| (place as f32 + 0.5) / block as f32 - 0.5;
                let light = paper.sample(at(x), at(y)).max(1.0);
                out.pixels[y * self.width + x] = (f32::from(self.at(x, y)) * 255.0 / light).min(255.0) as u8;
            }
        }
        out
    }

    /// The shade of the paper in each block: that of its lightest quarter.
    fn paper(&self, block: usize) -> Gray {
        /// Darker than this nothing is paper.
        const DARKEST: usize = 30;
        let mut out = Gray::new(self.width.div_ceil(block), self.height.div_ceil(block), 255);
        for row in 0..out.height {
            for column in 0..out.width {
                let mut counts = [0usize; 256];
                let bottom = ((row + 1) * block).min(self.height);
                let right = ((column + 1) * block).min(self.width);
                for y in row * block..bottom {
                    for x in column * block..right {
                        counts[usize::from(self.at(x, y))] += 1;
                    }
                }
                let all: usize = counts.iter().sum();
                let mut lighter = 0;
                let paper = (DARKEST..256).rev().find(|&shade| {
                    lighter += counts[shade];
                    lighter * 4 >= all
                });
                out.pixels[row * out.width + column] = paper.unwrap_or(DARKEST) as u8;
            }
        }
        out
    }
}

/// Brightness, but for red, which is taken for the paper that it was put on.
fn shade(red: u8, green: u8, blue: u8) -> u8 {
    let luma = (u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8;
    // Fringes of letters on a screen are less red than a stamp; between the two it goes over by and by.
    const FRINGE: u32 = 50;
    const STAMP: u32 = 90;
    let over = u32::from(red).saturating_sub(u32::from(green.max(blue)));
    let share = over.clamp(FRINGE, STAMP) - FRINGE;
    let whole = STAMP - FRINGE;
    ((luma * (whole - share) + u32::from(red) * share) / whole) as u8
}

/// The shade that parts ink from paper best (Otsu).
pub(crate) fn threshold(pixels: &[u8]) -> u8 {
    let mut counts = [0f64; 256];
    for &pixel in pixels {
        counts[usize::from(pixel)] += 1.0;
    }
    let all = pixels.len() as f64;
    let sum: f64 = counts.iter().zip(0..).map(|(count, shade)| count * f64::from(shade)).sum();
    let (mut below, mut sum_below, mut best) = (0.0, 0.0, (-1.0, 128));
    for (&count, shade) in counts.iter().zip(0..=255u8) {
        below += count;
        let above = all - below;
        if below == 0.0 {
            continue;
        }
        if above <= 0.0 {
            break;
        }
        sum_below += f64::from(shade) * count;
        let apart = sum_below / below - (sum - sum_below) / above;
        let parted = below * above * apart * apart;
        if parted > best.0 {
            best = (parted, shade);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_red_stamp_is_paper_and_black_under_it_is_ink() {
        let grey = |pixel: [u8; 3]| Gray::of_bytes(1, 1, 3, &pixel).expect("a pixel").at(0, 0);
        assert!(grey([230, 60, 50]) > 200);
        assert!(grey([60, 10, 10]) < 80);
        assert_eq!(grey([120, 120, 120]), 120);
    }

    #[test]
    fn bytes_that_are_no_picture_are_none() {
        assert_eq!(Gray::of_bytes(2, 2, 3, &[0; 11]), None);
        assert_eq!(Gray::of_bytes(0, 2, 3, &[]), None);
        assert_eq!(Gray::of_bytes(usize::MAX, 2, 3, &[0; 12]), None);
        assert_eq!(Gray::of_bytes(1, 1, 4, &[0, 0, 0, 0]).map(|g| g.at(0, 0)), Some(255));
    }

    #[test]
    fn a_jpeg_without_its_end_is_told() {
        let whole = include_bytes!("../tests/pictures/photo.jpg");
        assert!(
            !is_cut_off(whole)
                && is_cut_off(&whole[..whole.len() - 2])
                && is_cut_off(&whole[..whole.len() / 2])
        );
        // Telephones put a film behind it; of another kind nothing is known.
        assert!(!is_cut_off(&[&whole[..], b"\xff\xda"].concat()) && !is_cut_off(b"BM"));
    }

    #[test]
    fn a_shadow_is_no_ink() {
        let mut picture = Gray::new(200, 100, 220);
        for y in 0..100 {
            for x in 0..200 {
                picture.pixels[y * 200 + x] = 220 - (x / 2) as u8;
            }
        }
        picture.pixels[50 * 200 + 100] = 20;
        let flat = picture.flattened();
        assert!(flat.at(100, 50) < 60);
        assert!(flat.at(150, 50) > 220 && flat.at(20, 20) > 220);
    }
}
