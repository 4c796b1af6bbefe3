//! `cargo xtask accuracy pictures`: reports with known figures drawn by Chromium in many fonts, spoiled as screens, scanners and cameras do, read
//! again. Prints by kind how many tables were accepted and how many figures are sure and right, sure and wrong, and not sure.
//!
//! Arguments: `--rounds N` pages a font and kind (1), `--seed N`, `--only KIND`, `--font PART` of a name, `--fonts FOLDER` with more fonts,
//! `--fixtures FOLDER` for the small pictures of `tests/`, `--save FOLDER` for pictures with something wrong or refused, `--pages FILE…` real pictures to print what is read of each.

mod figures;
mod page;
mod spoil;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, process};

use gouji::report::Note;
use gouji::{CellId, Input, Severity, Table};
use gouji_pictures::image::Gray;
use gouji_pictures::{MODEL, Pages, Reader};

use figures::Dice;
use spoil::{Kind, Picture};

/// Fonts of figures, and whether the small network saw them in training.
const FONTS: [(&str, bool); 16] = [
    ("Noto Serif CJK SC", true),
    ("Noto Sans CJK SC", true),
    ("WenQuanYi Micro Hei", true),
    ("AR PL UMing CN", true),
    ("AR PL UKai CN", true),
    ("Liberation Serif", true),
    ("Liberation Sans", true),
    ("Liberation Mono", true),
    ("DejaVu Sans", true),
    ("DejaVu Sans Mono", true),
    ("Roboto", true),
    ("Carlito", false),
    ("Caladea", false),
    ("WenQuanYi Zen Hei", false),
    ("FreeSans", false),
    ("AR PL SungtiL GB", false),
];

/// What came out of the pictures of one kind.
#[derive(Default)]
struct Count {
    pictures: usize,
    tables: usize,
    accepted: usize,
    figures: usize,
    right: usize,
    wrong: usize,
    unsure: usize,
    /// Of those not sure, those whose figure is among the candidates.
    offered: usize,
    by_sums: usize,
    by_sums_wrong: usize,
    false_errors: usize,
    refused: BTreeMap<String, usize>,
    seconds: f64,
}

struct Arguments {
    rounds: u64,
    seed: u64,
    only: Option<String>,
    font: Option<String>,
    fonts: Vec<PathBuf>,
    save: Option<PathBuf>,
    fixtures: Option<PathBuf>,
    pages: Vec<PathBuf>,
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments {
        rounds: 1,
        seed: 1,
        only: None,
        font: None,
        fonts: Vec::new(),
        save: None,
        fixtures: None,
        pages: Vec::new(),
    };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--pages" {
            found.pages = words.by_ref().map(PathBuf::from).collect();
            break;
        }
        let value = words.next().ok_or_else(|| format!("{word} wants a value"))?;
        let number = || value.parse().map_err(|_| format!("{value} is no number"));
        match word.as_str() {
            "--rounds" => found.rounds = number()?,
            "--seed" => found.seed = number()?,
            "--only" => found.only = Some(value),
            "--font" => found.font = Some(value),
            "--fonts" => found.fonts.push(value.into()),
            "--fixtures" => found.fixtures = Some(value.into()),
            "--save" => found.save = Some(value.into()),
            _ => return Err(format!("{word} is no argument")),
        }
    }
    Ok(found)
}

#[expect(clippy::print_stdout, reason = "it prints the measure")]
fn main() {
    let result = arguments().and_then(|arguments| {
        if let Some(folder) = &arguments.fixtures {
            return fixtures(folder, &arguments.fonts);
        }
        let reader = Reader::new(MODEL).ok_or("the model is damaged")?;
        if arguments.pages.is_empty() {
            measure(&reader, &arguments)
        } else {
            show(&reader, &arguments.pages)
        }
    });
    match result {
        Ok(text) => println!("{text}"),
        Err(why) => {
            eprintln!("accuracy pictures: {why}");
            process::exit(1);
        }
    }
}

/// The pictures of `tests/pictures.rs`: table 4 on a screen, photographed, and on two pages.
fn fixtures(folder: &Path, fonts: &[PathBuf]) -> Result<String, String> {
    let browser = page::Browser::find(fonts)?;
    let said = |error: image::ImageError| error.to_string();
    for kind in [Kind::Screenshot, Kind::Photo] {
        let mut dice = Dice::new(4);
        let truth = figures::report(&mut dice);
        let html = page::html(&truth, &[Table::T4], "Noto Serif CJK SC", kind, &mut dice);
        let drawn = browser.draw(&html, if kind == Kind::Screenshot { 1.0 } else { 1.5 })?;
        let picture = spoil::spoil(&drawn, kind, &mut dice);
        let end = if kind == Kind::Screenshot { "png" } else { "jpg" };
        let grey = image::DynamicImage::ImageRgb8(picture.image()).to_luma8();
        grey.save(folder.join(format!("{}.{end}", kind.name()))).map_err(said)?;
        if kind == Kind::Screenshot {
            let is_rule = |y: &u32| {
                (0..grey.width()).filter(|&x| grey.get_pixel(x, *y).0[0] < 160).count() * 10
                    > grey.width() as usize * 8
            };
            let rules: Vec<u32> = (0..grey.height()).filter(is_rule).collect();
            let cut = *rules
                .iter()
                .rev()
                .find(|&&y| rules.last().is_some_and(|last| y + 10 < *last))
                .ok_or("no rules")?;
            let part = |from: u32, to: u32| {
                image::imageops::crop_imm(&grey, 0, from, grey.width(), to - from).to_image()
            };
            part(0, cut + 1).save(folder.join("cut-1.png")).map_err(said)?;
            part(cut, grey.height()).save(folder.join("cut-2.png")).map_err(said)?;
        }
        if kind == Kind::Photo {
            let cells = truth.iter().filter(|(id, _)| id.table == Table::T4).map(|(_, text)| text.as_str());
            return Ok(cells.collect::<Vec<_>>().join(" "));
        }
    }
    Ok(String::new())
}

/// What is read of pictures that somebody has, as pages of one report.
fn show(reader: &Reader, files: &[PathBuf]) -> Result<String, String> {
    let pages = files
        .iter()
        .map(|file| {
            let picture =
                image::open(file).map_err(|error| format!("{}: {error}", file.display()))?.to_rgb8();
            let (width, height) = (picture.width() as usize, picture.height() as usize);
            Gray::of_bytes(width, height, 3, &picture).ok_or_else(|| "no picture".to_owned())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let read = reader.read(&pages, &mut |_, _| true).ok_or("stopped")?;
    let mut out = Vec::new();
    for found in &read.tables {
        let cells = found.cells.iter().map(|cell| {
            let sign = if cell.sure { "" } else { "?" };
            format!("{}{sign}={}", cell.id, cell.candidates.join("|"))
        });
        out.push(format!("{:?} {:?}: {}", found.table, found.form, cells.collect::<Vec<_>>().join(" ")));
    }
    out.extend(read.refused.iter().map(|(page, why)| format!("page {page} refused: {why:?}")));
    Ok(out.join("\n"))
}

fn measure(reader: &Reader, arguments: &Arguments) -> Result<String, String> {
    let browser = page::Browser::find(&arguments.fonts)?;
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    let (mut absent, mut lines) = (Vec::new(), Vec::new());
    if let Some(folder) = &arguments.save {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    for (index, (font, trained)) in FONTS.into_iter().enumerate() {
        if arguments.font.as_ref().is_some_and(|part| !font.contains(part.as_str())) {
            continue;
        }
        if !browser.has(font) {
            absent.push(font);
            continue;
        }
        for round in 0..arguments.rounds {
            for kind in Kind::ALL {
                if arguments.only.as_ref().is_some_and(|only| kind.name() != only) {
                    continue;
                }
                let seed = arguments.seed * 1_000_003 + round * 1009 + index as u64 * 17 + kind as u64;
                let mut dice = Dice::new(seed);
                let truth = figures::report(&mut dice);
                let drawn = browser
                    .draw(&page::html(&truth, &Table::ALL, font, kind, &mut dice), kind.scale(&mut dice))?;
                let picture = spoil::spoil(&drawn, kind, &mut dice);
                let started = Instant::now();
                let read = picture.gray().and_then(|gray| reader.read(&[gray], &mut |_, _| true));
                let read = read.ok_or("stopped")?;
                let count = counts.entry(kind).or_default();
                count.seconds += started.elapsed().as_secs_f64();
                let name = format!("{}-{}-{round}", kind.name(), font.replace(' ', "_"));
                let told = compare(&truth, &read, count, if trained { "" } else { " (never trained on)" });
                if !told.is_empty() {
                    save(arguments.save.as_ref(), &name, &picture);
                    lines.extend(told.into_iter().map(|line| format!("  {name}: {line}")));
                }
            }
        }
    }
    lines.push(table(&counts));
    if !absent.is_empty() {
        lines.push(format!("fonts that are not here: {}", absent.join(", ")));
    }
    Ok(lines.join("\n"))
}

fn save(folder: Option<&PathBuf>, name: &str, picture: &Picture) {
    if let Some(folder) = folder {
        // Only to look at.
        let _ = picture.save(&folder.join(format!("{name}.png")));
    }
}

/// Counts what was read of a report, and says what went wrong.
fn compare(truth: &BTreeMap<CellId, String>, read: &Pages, count: &mut Count, font: &str) -> Vec<String> {
    let mut told = Vec::new();
    count.pictures += 1;
    count.tables += Table::ALL.len();
    count.accepted += read.tables.len();
    for (_, why) in &read.refused {
        *count.refused.entry(format!("{why:?}")).or_default() += 1;
        told.push(format!("refused {why:?}"));
    }
    for cell in read.tables.iter().flat_map(|found| &found.cells) {
        let expected = truth.get(&cell.id).map_or("", String::as_str);
        count.figures += 1;
        match (cell.sure, cell.text() == expected) {
            (true, true) => count.right += 1,
            (true, false) => {
                count.wrong += 1;
                told.push(format!("SURE AND WRONG {} {expected:?} read {:?}{font}", cell.id, cell.text()));
            }
            (false, _) => {
                count.unsure += 1;
                let is_offered = cell.candidates.iter().any(|text| text == expected);
                count.offered += usize::from(is_offered);
                told.push(format!("not sure {} {expected:?} {:?}{font}", cell.id, cell.candidates));
            }
        }
    }
    if let Ok(html) = read.html() {
        match gouji::check(Input::html(&html)) {
            Err(error) => told.push(format!("NOT READ {error}")),
            Ok(audit) => {
                let errors = audit.count(Severity::Error);
                count.false_errors += errors;
                if errors > 0 {
                    told.push(format!("FALSE ERRORS {errors}"));
                }
                for note in &audit.report.notes {
                    let Note::BySums { cells, .. } = note else { continue };
                    for id in cells {
                        count.by_sums += 1;
                        let taken = audit.report.cells[id].raw.as_deref().unwrap_or_default();
                        let expected = truth.get(id).map_or("", String::as_str);
                        let is_wrong = taken != expected && !(taken.is_empty() && expected == "0");
                        count.by_sums_wrong += usize::from(is_wrong);
                        if is_wrong {
                            told.push(format!("WRONG BY SUMS {id} {expected:?} taken {taken:?}"));
                        }
                    }
                }
            }
        }
    }
    told
}

fn table(counts: &BTreeMap<Kind, Count>) -> String {
    let mut lines = vec![
        "kind        pictures  accepted  figures  sure+right  sure+wrong  not sure  offered  by sums  wrong  false errors  s/picture  refused".to_owned(),
    ];
    let mut all = (0, 0);
    for (kind, count) in counts {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        all = (all.0 + count.figures, all.1 + count.wrong);
        lines.push(format!(
            "{:<11} {:>8} {:>8.1}% {:>8} {:>10.2}% {:>11} {:>9} {:>8} {:>8} {:>6} {:>13} {:>10.1}  {}",
            kind.name(),
            count.pictures,
            share(count.accepted, count.tables),
            count.figures,
            share(count.right, count.figures),
            count.wrong,
            count.unsure,
            count.offered,
            count.by_sums,
            count.by_sums_wrong,
            count.false_errors,
            count.seconds / count.pictures.max(1) as f64,
            count.refused.iter().map(|(why, times)| format!("{why} {times}")).collect::<Vec<_>>().join(", "),
        ));
    }
    lines.push(format!("in all {} figures, {} sure and wrong", all.0, all.1));
    lines.join("\n")
}
