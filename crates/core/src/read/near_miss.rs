//! Texts that look like an annual report and are none that can be checked, told by their own title or shape.

use super::label::{self, Key};
use super::tables::{RawTable, Slot};
use crate::document::{Block, Document, Field, Grid};
use crate::error::NearMiss;
use crate::form::Table;
use crate::report::{Report, State};
use crate::value::normal::{self, simplify};
use crate::value::number::is_place_holder;

/// Only the top of a document says what it is.
const TOP_BLOCKS: usize = 40;

/// What the top of a document says of all its reports.
pub(super) struct Top {
    /// What the document is, where it says that it is something else.
    pub(super) by_title: Option<NearMiss>,
    /// What a document without any table of the form most likely is.
    pub(super) by_content: NearMiss,
}

impl Top {
    pub(super) fn of(document: &Document) -> Top {
        Top { by_title: by_title(document), by_content: by_content(document) }
    }
}

fn by_title(document: &Document) -> Option<NearMiss> {
    document.title.iter().map(|title| title.as_str()).chain(top(document)).find_map(of_line)
}

fn by_content(document: &Document) -> NearMiss {
    let says = |words: &[&str]| top(document).any(|line| words.iter().any(|word| line.contains(word)));
    if says(&[
        "主动公开文件数",
        "主动公开政府信息数",
        "依申请公开政府信息目录",
        "通过不同渠道和方式公开政府信息的情况",
    ]) {
        return NearMiss::OldForm;
    }
    let about_reports = says(&["信息公开", "信息公開"]) && says(&["年度报告", "年度報告", "年报"]);
    if about_reports && document.pictures > 0 { NearMiss::Pictures } else { NearMiss::Other }
}

/// Whether the tables were found and hold nothing but place-holders.
pub(super) fn is_template(report: &Report) -> bool {
    let filled = report.cells.values().any(|cell| matches!(cell.state, State::Number(_)));
    !filled && report.cells.values().any(|cell| cell.raw.as_deref().is_some_and(is_place_holder))
}

/// Whether the rows of table 3 stand in one run of text: a page whose cells lost what parted them.
pub(super) fn ran_together(blocks: &[Block]) -> bool {
    const MIN_BYTES: usize = 600;
    const MIN_LABELS: usize = 8;
    const MIN_LABEL: usize = 18;
    /// Table 3 has some thousand bytes, and whole reports have tens of thousands.
    const MOST_BYTES: usize = 1 << 20;
    let mut left = MOST_BYTES;
    blocks.iter().any(|block| {
        let Block::Paragraph(text) = block else { return false };
        if text.as_str().len() < MIN_BYTES {
            return false;
        }
        let text = &text.as_str()[..text.as_str().floor_char_boundary(left)];
        left -= text.len();
        let body = normal::letters(&simplify(text));
        let labels = Table::T3.rows().iter().map(|row| normal::label(row.label).body);
        labels.filter(|label| label.len() >= MIN_LABEL && body.contains(label)).count() >= MIN_LABELS
    })
}

/// Whether figures of two reports stand in one row: twice as many as the form has, or under the names of two years. The blocks are
/// the report's own, each with its number.
pub(super) fn side_by_side<'a>(
    mut blocks: impl Iterator<Item = (usize, &'a Block)>,
    tables: &[RawTable],
) -> bool {
    const MIN_ROWS: usize = 4;
    let columns = Table::T3.columns().len();
    let is_double = |table: &RawTable| {
        let occupied = |slots: &[Slot]| slots.iter().filter(|slot| slot.is_occupied()).count();
        let figures: Vec<usize> =
            table.rows.iter().map(|row| occupied(&row.slots)).filter(|&figures| figures > 0).collect();
        let double = figures.iter().filter(|&&figures| figures >= 2 * columns).count();
        table.table == Table::T3 && double >= MIN_ROWS && double * 2 > figures.len()
    };
    let compares = |grid: &Grid| {
        const HEADER: usize = 4;
        let names_years = |row: &Vec<Field>| {
            let mut years: Vec<u16> =
                row.iter().filter_map(|field| year_alone(field.text.as_str())).collect();
            years.dedup();
            years.len() > 1
        };
        let is_row = |row: &&Vec<Field>| {
            let label = row.iter().find(|field| !field.text.is_blank());
            label.is_some_and(|field| {
                let keys = label::keys(&normal::label(field.text.as_str()), true);
                keys.iter().any(|key| matches!(key, Key::Row(..)))
            })
        };
        grid.rows.iter().take(HEADER).any(names_years) && grid.rows.iter().filter(is_row).count() >= MIN_ROWS
    };
    // A report may compare years in a table beside its own.
    let is_only = |at: usize| {
        let places = tables.iter().filter(|raw| raw.table == Table::T3).flat_map(|raw| &raw.rows);
        places.flat_map(|row| &row.slots).all(|slot| slot.place.block == at)
    };
    tables.iter().any(is_double)
        || blocks.any(|(at, block)| matches!(block, Block::Table(grid) if compares(grid) && is_only(at)))
}

/// The year of a text that names one and little else: 2023年度数据.
fn year_alone(text: &str) -> Option<u16> {
    const MAX_REST: usize = 8;
    let text = text.trim();
    let rest = text.get(4..)?;
    let year = text.get(..4)?.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let is_rest = rest.chars().count() <= MAX_REST && !rest.starts_with(|c: char| c.is_ascii_digit());
    (is_rest && (rest.is_empty() || rest.starts_with('年'))).then_some(year)
}

fn top(document: &Document) -> impl Iterator<Item = &str> {
    document.blocks.iter().take(TOP_BLOCKS).flat_map(|block| {
        let texts: Vec<&str> = match block {
            Block::Paragraph(text) => vec![text.as_str()],
            Block::Table(grid) => {
                grid.rows.iter().take(TOP_BLOCKS).flatten().map(|field| field.text.as_str()).collect()
            }
        };
        texts
    })
}

/// A line that is a title: short, and about disclosure.
fn of_line(line: &str) -> Option<NearMiss> {
    const MAX_TITLE: usize = 60;
    if line.len() > MAX_TITLE * 4 || !(line.contains("公开") || line.contains("公開")) {
        return None;
    }
    let text = normal::joined(line);
    if text.chars().count() > MAX_TITLE || text.contains('。') || !text.contains("信息公开") {
        return None;
    }
    let about_report = text.contains("年度报告") || text.contains("年报");
    if text.contains("学年") && about_report {
        return Some(NearMiss::SchoolYear);
    }
    // The title of a notice ends with its kind; a report that cites one goes on.
    if about_report
        && text.ends_with("通知")
        && ["编制", "编报", "报送", "做好", "印发", "公布"].iter().any(|word| text.contains(word))
        && !text.contains('《')
    {
        return Some(NearMiss::Notice);
    }
    let part = ["上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "季度统计"]
        .iter()
        .any(|word| text.contains(word));
    (part && !about_report && ["统计", "情况", "报告", "报表"].iter().any(|word| text.contains(word)))
        .then_some(NearMiss::PartOfYear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_other_papers() {
        for (line, expected) in [
            ("甲大学2022-2023学年信息公开工作年度报告", Some(NearMiss::SchoolYear)),
            ("关于做好2023年政府信息公开工作年度报告编制工作的通知", Some(NearMiss::Notice)),
            ("乙县2023年上半年政府信息公开工作情况统计表", Some(NearMiss::PartOfYear)),
            ("丙县人民政府2023年政府信息公开工作年度报告", None),
            ("根据《关于做好2019年度政府信息公开工作年度报告编制工作的通知》要求", None),
        ] {
            assert_eq!(of_line(line), expected, "{line}");
        }
    }
}
