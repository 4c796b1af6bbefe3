//! Pixels of pictures in, a message for the page out: the tables in them as text, and where each cell stands; or why there is none.
//!
//! The page loads this in a worker (www/pictures.js), with the model of the second reader beside it, and only when a picture comes: the two weigh
//! more than the page. The worker has the browser's own decoders, so no picture is decoded here. Boundary only: how pictures are read is in
//! `gouji_pictures`.

use gouji::{Error, Lang, NearMiss};
use gouji_pictures::image::{Gray, MAX_ALL_PIXELS, MAX_PIXELS, is_cut_off};
use gouji_pictures::{Cell, Found, Pages, Reader};
use js_sys::{Array, Float32Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The readers, and the pictures that they are to read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Viewer {
    reader: Reader,
    pages: Vec<Gray>,
}

#[wasm_bindgen]
impl Viewer {
    /// Loads the model of the second reader; none where it is damaged.
    pub fn load(model: &[u8]) -> Option<Viewer> {
        Some(Viewer { reader: Reader::new(model)?, pages: Vec::new() })
    }

    /// A picture of this size comes next. Says whether that is not too large, alone or with those before it.
    pub fn begin(&mut self, width: usize, height: usize) -> bool {
        let before: usize = self.pages.iter().map(|page| page.width * page.height).sum();
        let fits = width.checked_mul(height).is_some_and(|pixels| {
            (1..=MAX_PIXELS).contains(&pixels) && before.saturating_add(pixels) <= MAX_ALL_PIXELS
        });
        if fits {
            let pixels = Vec::with_capacity(width * height);
            self.pages.push(Gray { width, height, pixels });
        }
        fits
    }

    /// Its next rows, four bytes a pixel. Rows that are no rows of it are passed over, and the picture is then not whole.
    pub fn rows(&mut self, rgba: &[u8]) {
        let Some(page) = self.pages.last_mut() else { return };
        let height = rgba.len() / 4 / page.width.max(1);
        let is_room = page.pixels.len() / page.width + height <= page.height;
        if let Some(rows) = Gray::of_bytes(page.width, height, 4, rgba).filter(|_| is_room) {
            page.pixels.extend(rows.pixels);
        }
    }

    /// Forgets the pictures.
    pub fn forget(&mut self) {
        self.pages.clear();
    }

    /// Reads the pictures as the pages of one report and forgets them. `progress` is told how many of how many figures of a table are read, 0 of 0
    /// while tables and labels are looked for.
    ///
    /// `{text, cells, places, sizes, refused}`: HTML; ids between spaces; nine numbers a cell, its page and four corners; two numbers a page; and
    /// `[page, message_zh, message_en]` for what was not read. Or `{message_zh, message_en}`.
    pub fn read(&mut self, progress: &Function) -> Object {
        let pages = std::mem::take(&mut self.pages);
        let is_whole = |page: &Gray| page.pixels.len() == page.width * page.height;
        if !pages.iter().all(is_whole) {
            return refusal(Error::Corrupt);
        }
        let mut tell = |done: usize, all: usize| {
            // A listener that fails hears no more, and the work goes on.
            let _ = progress.call2(&JsValue::NULL, &(done as f64).into(), &(all as f64).into());
            true
        };
        let Some(read) = self.reader.read(&pages, &mut tell) else { return refusal(Error::Corrupt) };
        match read.html() {
            Ok(text) => answer(&text, &read, &pages),
            Err(why) => refusal(Error::NotAReport(why)),
        }
    }
}

/// Why pictures were not looked at: `{message_zh, message_en}`. `page` is the picture at fault, counted from one, where there are several.
#[wasm_bindgen]
pub fn refused(problem: &str, page: Option<u32>) -> Object {
    let (zh, en) = match problem {
        "many" => (
            "一次最多读60张图片。请只选有三张表格的那几页。",
            "No more than 60 pictures are read at once. Choose only the pages with the three tables.",
        ),
        "large" => (
            "图片太大（一张不超过4000万像素，全部不超过2.4亿像素），没有读取。请只截取或只选表格所在的部分。",
            "The picture is too large (40 million pixels at most, 240 million for all together) and was not read. Take or choose only the part with the tables.",
        ),
        "browser" => (
            "这个浏览器版本太旧，不能在后台读取图片。请换用较新的 Edge、Chrome、Firefox 或 Safari，或打开原始文档，把表格复制后粘贴。",
            "This browser is too old to read pictures in the background. Use a newer Edge, Chrome, Firefox or Safari, or open the original document and copy its tables.",
        ),
        _ => (
            "浏览器打不开这张图片：格式不支持，或文件已损坏。请另存为 .png 或 .jpg，或截图后粘贴。",
            "The browser cannot open this picture: its format is not supported, or it is damaged. Save it as .png or .jpg, or paste a screenshot of it.",
        ),
    };
    let (nth_zh, nth_en) = page
        .map_or_else(Default::default, |page| (format!("第 {page} 张图片："), format!("Picture {page}: ")));
    said(&format!("{nth_zh}{zh}"), &format!("{nth_en}{en}"))
}

/// Pixels beyond which a picture is not looked at.
#[wasm_bindgen]
pub fn most_pixels() -> f64 {
    MAX_PIXELS as f64
}

/// The width and height that a picture's first bytes tell; nothing where they tell none, or where its last are missing.
#[wasm_bindgen]
pub fn size(bytes: &[u8]) -> Option<Vec<f64>> {
    let size = imagesize::blob_size(bytes).ok().filter(|_| !is_cut_off(bytes))?;
    Some(vec![size.width as f64, size.height as f64])
}

fn answer(text: &str, read: &Pages, pages: &[Gray]) -> Object {
    let cells = || read.tables.iter().flat_map(|Found { cells, .. }| cells);
    let ids: Vec<String> = cells().map(|cell| cell.id.to_string()).collect();
    let places: Vec<f32> = cells().flat_map(place).collect();
    let sizes: Vec<f32> = pages.iter().flat_map(|page| [page.width as f32, page.height as f32]).collect();
    let refused: Array = read.refused.iter().map(|(page, why)| JsValue::from(unread(*page, *why))).collect();
    message(&[
        ("text", text.into()),
        ("cells", ids.join(" ").into()),
        ("places", Float32Array::from(places.as_slice()).into()),
        ("sizes", Float32Array::from(sizes.as_slice()).into()),
        ("refused", refused.into()),
    ])
}

fn place(cell: &Cell) -> impl Iterator<Item = f32> {
    let corners = cell.place.outline.into_iter().flat_map(|(x, y)| [x, y]);
    std::iter::once(cell.place.page as f32).chain(corners)
}

fn unread(page: usize, why: NearMiss) -> Array {
    let says = |lang| JsValue::from(Error::NotAReport(why).message(lang));
    Array::of3(&(page as f64).into(), &says(Lang::Zh), &says(Lang::En))
}

fn refusal(error: Error) -> Object {
    said(error.message(Lang::Zh), error.message(Lang::En))
}

fn said(zh: &str, en: &str) -> Object {
    message(&[("message_zh", zh.into()), ("message_en", en.into())])
}

fn message(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Fails on a frozen object only.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
