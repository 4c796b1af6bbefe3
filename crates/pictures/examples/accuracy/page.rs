//! A report's figures to a web page, and a web page to a picture: drawn by Chromium without a window.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use gouji::form::layout::{Entry, Layout};
use gouji::{CellId, Form, Table};
use image::RgbImage;

use crate::figures::Dice;
use crate::spoil::Kind;

/// Tables as a page.
pub fn html(
    truth: &BTreeMap<CellId, String>,
    tables: &[Table],
    font: &str,
    kind: Kind,
    dice: &mut Dice,
) -> String {
    let size = 12 + dice.of(5);
    let rule = match kind {
        Kind::Scan | Kind::Screenshot => ["#000", "#333", "#888", "#999"][dice.of(4)],
        _ => ["#000", "#222", "#555"][dice.of(3)],
    };
    let pad = 2 + dice.of(5);
    let width = WIDTH - 24;
    let mut out = format!(
        "<!doctype html><meta charset=utf-8><style>body{{margin:12px;width:{width}px;font:{size}px/1.3 '{font}','Noto Serif CJK SC';\
         background:#fff;color:#000}}table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid {rule};padding:{pad}px 3px;\
         text-align:center;font-weight:normal}}p{{margin:8px 0}}</style>"
    );
    for &table in tables {
        let layout = Layout::of(table, Form::F2021);
        let _ = write!(out, "<p>{}</p><table>", table.numbered_title());
        for line in layout.head.iter().chain(layout.bodies.iter().flatten()) {
            out.push_str("<tr>");
            for entry in line {
                let _ = match entry {
                    Entry::Header(header) => {
                        write!(
                            out,
                            "<th colspan={} rowspan={}>{}</th>",
                            header.col_span, header.row_span, header.text
                        )
                    }
                    Entry::Cell(spot) => {
                        let text = truth.get(&spot.cell).map_or("", String::as_str);
                        write!(out, "<td colspan={}>{text}</td>", spot.col_span)
                    }
                };
            }
            out.push_str("</tr>");
        }
        out.push_str("</table>");
    }
    out
}

/// Pixels of the page's width before it is enlarged.
const WIDTH: usize = 900;

/// A browser that draws pages with the fonts of the system and of given folders.
pub struct Browser {
    program: String,
    work: PathBuf,
    fonts: PathBuf,
}

impl Browser {
    /// Finds Chromium.
    pub fn find(folders: &[PathBuf]) -> Result<Browser, String> {
        let runs = |program: &&&str| {
            Command::new(**program)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok()
        };
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let program = names.iter().find(runs).ok_or("Chromium is not installed")?;
        let work = env::temp_dir().join(format!("gouji-pictures-{}", std::process::id()));
        fs::create_dir_all(&work).map_err(|error| error.to_string())?;
        let mut list = "<?xml version=\"1.0\"?><fontconfig><include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>".to_owned();
        for folder in folders {
            let _ = write!(list, "<dir>{}</dir>", folder.display());
        }
        list.push_str("</fontconfig>");
        let fonts = work.join("fonts.conf");
        fs::write(&fonts, list).map_err(|error| error.to_string())?;
        Ok(Browser { program: (*program).to_owned(), work, fonts })
    }

    /// Whether a font is here: else another would be drawn in its place.
    pub fn has(&self, font: &str) -> bool {
        let told = Command::new("fc-match")
            .args(["-f", "%{family}", font])
            .env("FONTCONFIG_FILE", &self.fonts)
            .output();
        told.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).split(',').any(|family| family == font))
    }

    /// Draws a page, enlarged by `scale`, and cuts off the empty paper below.
    pub fn draw(&self, html: &str, scale: f64) -> Result<RgbImage, String> {
        let (page, shot) = (self.work.join("page.html"), self.work.join("page.png"));
        fs::write(&page, html).map_err(|error| error.to_string())?;
        let status = Command::new(&self.program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
            .arg(format!("--force-device-scale-factor={scale}"))
            .arg(format!("--window-size={WIDTH},2400"))
            .arg(format!("--screenshot={}", shot.display()))
            .arg(format!("file://{}", page.display()))
            .env("FONTCONFIG_FILE", &self.fonts)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.map_err(|error| error.to_string())?;
        let picture = image::open(&shot).map_err(|error| error.to_string())?.to_rgb8();
        let is_blank =
            |y: u32| (0..picture.width()).all(|x| picture.get_pixel(x, y).0.iter().all(|&shade| shade > 250));
        let last = (0..picture.height()).rev().find(|&y| !is_blank(y)).unwrap_or(0);
        let height = (last + 30).min(picture.height());
        Ok(image::imageops::crop_imm(&picture, 0, 0, picture.width(), height).to_image())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What is left in the folder for temporary files is in nobody's way.
        let _ = fs::remove_dir_all(&self.work);
    }
}
