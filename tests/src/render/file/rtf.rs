//! Rich text as Word and WPS write it: cells by their right edges, merged ones marked in every row, characters in GBK or Unicode by turns,
//! deletions that are tracked.

use super::super::sheet::Role;
use super::super::text::broken_words;
use super::Part;
use super::grid::{self, Place};

/// How wide a column is, in twips.
const COLUMN: usize = 800;

/// The file.
pub(super) fn file(parts: &[Part]) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Paragraph(text) => {
                format!("\\pard\\plain {{{}}}{{\\v 99}}{{\\deleted {}}}\\par\n", run(text), run("删去9"))
            }
            Part::Table(_) => table(part),
        })
        .collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset134 SimSun;}}}}{{\\*\\generator tests;}}\n{body}}}"
    )
    .into_bytes()
}

fn table(part: &Part) -> String {
    let Part::Table(sheet) = part else { return String::new() };
    let mut out = String::new();
    for (index, row) in grid::rows(sheet).iter().enumerate() {
        // Every second row's edges are out of true, as programs round them.
        let off = if index % 2 == 0 { 0 } else { 7 };
        let (mut shape, mut cells) = (String::new(), String::new());
        let mut column = 0;
        for place in row {
            let (across, marks, text) = match place {
                Place::Cell(slot) => {
                    let lines: Vec<String> = broken_words(&slot.text).iter().map(|line| run(line)).collect();
                    let deleted = if matches!(slot.role, Role::Figure(_)) { "{\\deleted 9}" } else { "" };
                    let marks = if slot.down > 1 { "\\clvmgf" } else { "" };
                    (slot.across, marks, format!("{deleted}{}", lines.join("\\par ")))
                }
                Place::Below(across) if *across > 0 => (*across, "\\clvmrg", String::new()),
                _ => continue,
            };
            column += across;
            shape.push_str(&format!("{marks}\\cellx{}", column * COLUMN + off));
            cells.push_str(&format!("\\pard\\intbl {text}\\cell\n"));
        }
        out.push_str(&format!("\\trowd\\trleft{off}{shape}\n{cells}\\row\n"));
    }
    out
}

/// Text in Unicode, each character with what stands for it elsewhere.
fn run(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '\\' | '{' | '}' => out.extend(['\\', char]),
            ' '..='~' => out.push(char),
            _ => char.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                out.push_str(&format!("\\u{}\\'3f", *unit as i16));
            }),
        }
    }
    out
}
