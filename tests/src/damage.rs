//! What copying does to a table of text: figures lost, run together, split or moved, labels and columns gone.
//!
//! Comes in: a rendered text. Goes out: the same with one damage in table 2 or 3. Nothing is right or wrong here: what must come of it is the
//! tests' to say.

use std::ops::Range;

use gouji::Table;

use crate::dice::Dice;

/// What happens to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The first figure of a row is gone.
    LosesFirst,
    /// A figure in the middle of a row is gone.
    LosesMiddle,
    /// The last figure of a row is gone.
    LosesLast,
    /// Two figures of a row are one.
    Joins,
    /// A figure of two digits or more is two.
    Splits,
    /// A row's figures stand behind those of the next row, under its label.
    MovesDown,
    /// A label is gone, its figures are there.
    LosesLabel,
    /// A label is there, its figures are gone.
    LosesFigures,
    /// The same figure of every row is gone.
    LosesColumn,
    /// The figures of a few rows come after all their labels.
    Interleaves,
}

impl Damage {
    /// Every damage.
    pub const ALL: [Damage; 10] = [
        Damage::LosesFirst,
        Damage::LosesMiddle,
        Damage::LosesLast,
        Damage::Joins,
        Damage::Splits,
        Damage::MovesDown,
        Damage::LosesLabel,
        Damage::LosesFigures,
        Damage::LosesColumn,
        Damage::Interleaves,
    ];

    /// The text after it; none where there is no room for it.
    pub fn of(self, text: &str, table: Table, dice: &mut Dice) -> Option<String> {
        let rows = rows(text, table);
        let wide: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].figures.len() > 1).collect();
        let at = (!wide.is_empty()).then(|| dice.pick(&wide))?;
        let row = &rows[at];
        let last = row.figures.len() - 1;
        let mut out = text.to_owned();
        match self {
            Damage::LosesFirst => out.replace_range(row.lost(0), ""),
            Damage::LosesMiddle => {
                let middle = (last > 1).then(|| 1 + dice.below(last as u32 - 1) as usize)?;
                out.replace_range(row.lost(middle), "");
            }
            Damage::LosesLast => out.replace_range(row.lost(last), ""),
            Damage::Joins => {
                let first = dice.below(last as u32) as usize;
                out.replace_range(row.figures[first].end..row.figures[first + 1].start, "");
            }
            Damage::Splits => {
                // Of six figures it would make a row that nothing tells from a whole one.
                (row.figures.len() != 6).then_some(())?;
                let long: Vec<usize> = (0..=last).filter(|&figure| row.figures[figure].len() > 1).collect();
                let long = (!long.is_empty()).then(|| dice.pick(&long))?;
                let between = text[row.figures[0].end..row.figures[1].start].to_owned();
                out.insert_str(row.figures[long].start + 1, &between);
            }
            Damage::MovesDown => {
                let next = rows.get(at + 1).filter(|next| !next.figures.is_empty())?;
                let between = &text[row.figures[0].end..row.figures[1].start];
                let moved = format!("{between}{}", &text[row.all()]);
                out.insert_str(next.all().end, &moved);
                out.replace_range(row.all(), "");
            }
            Damage::LosesLabel => out.replace_range(row.label.clone(), ""),
            Damage::LosesFigures => out.replace_range(row.all(), ""),
            Damage::LosesColumn => {
                let column = dice.below(7) as usize;
                for row in rows.iter().rev().filter(|row| row.figures.len() == 7) {
                    out.replace_range(row.lost(column), "");
                }
            }
            Damage::Interleaves => {
                let run = rows.get(at..at + 3).filter(|run| run.iter().all(|row| row.figures.len() > 1))?;
                let figures: Vec<&str> = run.iter().map(|row| &text[row.all()]).collect();
                out.insert_str(run[2].all().end, &format!("\n{}\n", figures.join("\n")));
                run.iter().rev().for_each(|row| out.replace_range(row.all(), ""));
            }
        }
        (out != text).then_some(out)
    }
}

/// A row as it stands in the text.
#[derive(Debug)]
struct Row {
    label: Range<usize>,
    figures: Vec<Range<usize>>,
}

impl Row {
    fn all(&self) -> Range<usize> {
        match (self.figures.first(), self.figures.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => self.label.end..self.label.end,
        }
    }

    /// A figure with what parts it from its neighbour.
    fn lost(&self, at: usize) -> Range<usize> {
        match self.figures.get(at + 1) {
            Some(next) => self.figures[at].start..next.start,
            None => self.figures[at - 1].end..self.figures[at].end,
        }
    }
}

/// The rows of a table: a label, and the figures up to the next words.
fn rows(text: &str, table: Table) -> Vec<Row> {
    const PARTS: [char; 4] = ['|', '\t', '\n', ' '];
    let (first, ends): (&str, &[&str]) = match table {
        Table::T2 => ("信息内容", &["\n三、"]),
        _ => ("一、本年新收", &["\n四、政府信息公开行政复议", "\n四、因政府信息公开"]),
    };
    let start = text.find(first).unwrap_or(text.len());
    let end = ends.iter().filter_map(|end| text[start..].find(end)).min();
    let end = end.map_or(text.len(), |end| start + end);
    let mut rows: Vec<Row> = Vec::new();
    let mut at = start;
    for field in text[start..end].split_inclusive(PARTS) {
        let word = field.trim_end_matches(PARTS);
        let range = at..at + word.len();
        at += field.len();
        if word.is_empty() {
            continue;
        }
        match rows.last_mut() {
            Some(row) if word.bytes().all(|byte| byte.is_ascii_digit()) => row.figures.push(range),
            _ => rows.push(Row { label: range, figures: Vec::new() }),
        }
    }
    // The number of a page stands between dashes.
    rows.retain(|row| &text[row.label.clone()] != "-");
    rows
}
