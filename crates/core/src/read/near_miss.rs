//! Texts that look like an annual report and are none that can be checked, told by their own title or shape.

use super::normal::simplify;
use super::number::is_place_holder;
use crate::document::{Block, Document};
use crate::error::NearMiss;
use crate::report::{Report, State};

/// Only the top of a document says what it is.
const TOP_BLOCKS: usize = 40;

/// What the document is, where it says that it is something else.
pub(super) fn by_title(document: &Document) -> Option<NearMiss> {
    document.title.iter().map(|title| title.as_str()).chain(top(document)).find_map(of_line)
}

/// What a document without any table of the form most likely is.
pub(super) fn by_content(document: &Document) -> NearMiss {
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
    let text: String = simplify(line).chars().filter(|c| !c.is_whitespace()).collect();
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
