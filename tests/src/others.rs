//! Made reports that went through other programs: how much of each file is read right.
//!
//! [`make`] leaves made reports in a folder, as files of each layout and as JSON; converters and libraries make further files of them, and
//! [`read`] compares every file whose name begins with a layout and a seed, `docx-12.pandoc.odt`, with the figures of that seed.
//! `tests/others/` has the scripts. No program of others is needed to build or to test gouji.

use std::path::{Path, PathBuf};

use gouji::{Input, check};

use crate::accuracy::made;
use crate::confront;
use crate::render::file::{file, told};
use crate::render::{Layout, render};

/// Leaves the reports of the first seeds in a folder: `LAYOUT-SEED.EXTENSION` for each kind of file, and `SEED.json`.
pub fn make(folder: &Path, reports: u64) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for seed in 0..reports {
        let made = made(seed);
        for (name, layout) in Layout::all() {
            let Layout::File(kind) = layout else { continue };
            let bytes = file(&made.figures, kind, &made.style, &made.frame);
            std::fs::write(folder.join(format!("{name}-{seed}.{}", kind.extension())), bytes)?;
        }
        let told = told(&made.figures, &made.style, &made.frame);
        std::fs::write(folder.join(format!("{seed}.json")), told.to_string())?;
    }
    Ok(())
}

/// What became of one file.
pub struct Answer {
    /// Its name.
    pub name: String,
    /// Cells that can be told, and those read right.
    pub cells: confront::Score,
    /// Every departure: cells read wrong, false findings, the code where it was refused.
    pub departures: Vec<String>,
}

/// Reads every file of a folder whose name says what it was made of.
pub fn read(folder: &Path) -> std::io::Result<Vec<Answer>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths.iter().filter_map(|path| answer(path)).collect())
}

fn answer(path: &Path) -> Option<Answer> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let (layout, seed) = name.split_once('.')?.0.rsplit_once('-')?;
    let (_, layout) = Layout::all().into_iter().find(|(known, _)| *known == layout)?;
    let made = made(seed.parse().ok()?);
    let rendered = render(&made.figures, &layout, &made.style, &made.frame);
    let opened = std::fs::read(path).ok().map(|bytes| gouji_files::open(&bytes))?;
    let audit = opened
        .map(|opened| opened.named(&name))
        .and_then(|opened| check(Input { text: &opened.text, kind: opened.kind }));
    Some(match audit {
        Ok(audit) => {
            let (cells, mut departures) = confront::cells(&rendered, &audit);
            departures.extend(confront::alarms(&audit));
            Answer { name, cells, departures }
        }
        Err(error) => {
            let told = confront::cells(&rendered, &gouji::Audit::of(Default::default())).0.told;
            Answer {
                name,
                cells: confront::Score { told, right: 0 },
                departures: vec![format!("refused: {error}")],
            }
        }
    })
}
