//! Plain text to blocks: lines with tabs or pipes become grids, all others paragraphs.
//!
//! Copied tables come with one row a line (tabs from browsers, pipes from converters) or with one cell a line; which of
//! the two is told per run of such lines. No line is judged by what it says.

use crate::document::{Block, Document, Field, Geometry, Grid, Text};

/// Splits text into blocks, in order. Offsets in the blocks are bytes of `source`.
pub(super) fn document(source: &str) -> Document {
    let mut document = Document::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut offset = 0;
    while offset < source.len() {
        let start = offset;
        let rest = &source[start..];
        offset += line_length(rest);
        let line = source[start..offset].trim_end_matches(['\n', '\r']);
        if let Some(row) = fields(line, start) {
            if !is_rule(&row.fields) {
                rows.push(row);
            }
        } else if let Some(text) = paragraph(line, start) {
            flush(&mut document, &mut rows);
            document.blocks.push(Block::Paragraph(text));
        }
    }
    flush(&mut document, &mut rows);
    document
}

/// How long the first line is, with its end. A cell in quotes may hold line breaks, as spreadsheets copy it.
fn line_length(rest: &str) -> usize {
    /// Lines of a label in a narrow column.
    const MAX_LINES: usize = 12;
    let is_odd = |text: &str| text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    let mut length = first;
    let open = |line: &str| {
        let last = line.rsplit('\t').next().unwrap_or(line);
        last.starts_with('"') && is_odd(last)
    };
    if !open(&rest[..first]) {
        return first;
    }
    for line in lines.take(MAX_LINES) {
        length += line.len();
        let bare = line.trim_end();
        let closing = bare.rfind("\"\t").map(|at| at + 1);
        let closing = closing.or_else(|| bare.ends_with('"').then_some(bare.len()));
        if let Some(end) = closing.filter(|&end| is_odd(&line[..end]))
            && !open(&bare[end..])
        {
            return length;
        }
    }
    first
}

fn paragraph(line: &str, start: usize) -> Option<Text> {
    let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lead = trimmed.as_ptr() as usize - line.as_ptr() as usize;
    (!trimmed.is_empty()).then(|| Text::verbatim(trimmed, start + lead))
}

/// A line as fields.
struct Row {
    fields: Vec<Field>,
    /// The line starts with a pipe, which opens its first cell or closes a blank one.
    opened: bool,
    /// Its delimiters are pipes.
    piped: bool,
}

/// The fields of a line with delimiters; none for a line without. Tabs before a line's only text are an indent.
fn fields(line: &str, start: usize) -> Option<Row> {
    const PIPES: [char; 3] = ['|', '｜', '│'];
    let is_pipe = |c: char| PIPES.contains(&c);
    let blanks = |ends: Vec<usize>| {
        let blank = |(column, at)| field("", start + at, column);
        Row { fields: (0u32..).zip(ends).map(blank).collect(), opened: false, piped: line.contains(PIPES) }
    };
    let only = |delimiter: &dyn Fn(char) -> bool| line.chars().all(|c| delimiter(c) || c.is_whitespace());
    let mut opened = false;
    let inner = if line.contains(PIPES) {
        if only(&is_pipe) {
            // Blank cells only: each ends with its pipe.
            return Some(blanks(line.match_indices(PIPES).map(|(at, _)| at).collect()));
        }
        // A pipe at the end closes the last cell rather than opening a blank one.
        let open = line.trim_start();
        opened = open.starts_with(PIPES);
        let open = open.strip_prefix(PIPES).unwrap_or(open).trim_end();
        open.strip_suffix(PIPES).unwrap_or(open)
    } else if line.trim_start().contains('\t') {
        line
    } else if line.matches('\t').count() >= 2 && only(&|c| c == '\t') {
        let ends = line.match_indices('\t').map(|(at, _)| at).chain([line.len()]);
        return Some(blanks(ends.collect()));
    } else {
        return spaced_fields(line, start).map(|fields| Row { fields, opened: false, piped: false });
    };
    let mut at = start + (inner.as_ptr() as usize - line.as_ptr() as usize);
    let delimiters: &[char] = if line.contains(PIPES) { &PIPES } else { &['\t'] };
    let mut row = Vec::new();
    for part in inner.split_inclusive(delimiters) {
        let text = part.trim_end_matches(delimiters);
        let bare =
            text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|bare| bare.contains('\n'));
        let (text, lead) = bare.map_or((text, 0), |bare| (bare, 1));
        row.push(field(text, at + lead, row.len() as u32));
        at += part.len();
    }
    // `split_inclusive` drops what follows the last delimiter when it is empty: that is one more blank field.
    if inner.is_empty() || inner.ends_with(delimiters) {
        row.push(field("", at, row.len() as u32));
    }
    Some(Row { fields: row, opened, piped: line.contains(PIPES) })
}

fn field(text: &str, at: usize, column: u32) -> Field {
    Field { text: Text::verbatim(text, at), column, col_span: 1, row_span: 1 }
}

/// The fields of a line without delimiters that can only be a table's: values behind a short text (as a pdf's text is
/// copied), or nothing but short words side by side (its header).
fn spaced_fields(line: &str, start: usize) -> Option<Vec<Field>> {
    const MAX_LABEL: usize = 60;
    const MAX_SHORT_LABEL: usize = 12;
    const MAX_WORD: usize = 8;
    // A space that does not break holds a number together.
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty()).collect();
    // `- 3 -` is the number of a page.
    if let [dash @ ("-" | "—" | "–"), _, end] = words[..]
        && dash == end
    {
        return None;
    }
    let values = words.iter().rev().take_while(|word| is_value(word)).count();
    let offset = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    let labels = &words[..words.len() - values];
    let label = match (labels.first(), labels.last()) {
        (Some(first), Some(last)) => &line[offset(first)..offset(last) + last.len()],
        _ => "",
    };
    let length = label.chars().count();
    let plain = |text: &str| !text.contains(['，', '。', '；', '：', ',', ';', ':', '、']);
    let parts: Vec<&str> = match values {
        0 => {
            let short =
                |word: &&str| word.chars().count() <= MAX_WORD && plain(word) && !word.contains(is_digit);
            (words.len() >= 4 && words.iter().all(short)).then_some(words)?
        }
        1 if length > MAX_SHORT_LABEL || length == 0 || !plain(label) || label.contains(is_digit) => {
            return None;
        }
        1.. if length > MAX_LABEL || label.contains('。') => return None,
        // `(四) 无` is the start of a label.
        1 if label.chars().filter(|c| c.is_alphabetic()).count() < 2 => return None,
        _ => (!label.is_empty())
            .then_some(label)
            .into_iter()
            .chain(words[labels.len()..].iter().copied())
            .collect(),
    };
    let fields = (0u32..).zip(parts).map(|(column, part)| field(part, start + offset(part), column));
    Some(fields.collect())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A figure with or without a unit, or a mark for none.
fn is_value(word: &str) -> bool {
    if matches!(word, "/" | "-" | "—" | "－" | "／" | "无" | "無" | "——") {
        return true;
    }
    let rest = word.trim_start_matches(['+', '-', '−', '增', '减']);
    let tail = rest.trim_start_matches(|c| is_digit(c) || matches!(c, ',' | '.' | '，' | '．' | '\u{a0}'));
    tail.len() < rest.len()
        && rest.starts_with(is_digit)
        && matches!(tail, "" | "件" | "条" | "項" | "项" | "个" | "個" | "万元" | "萬元" | "元" | "万" | "萬")
}

/// The line of dashes under a Markdown header.
fn is_rule(row: &[Field]) -> bool {
    let dashes = |field: &Field| {
        let text = field.text.as_str().trim().trim_matches(':');
        text.len() >= 2 && text.bytes().all(|byte| byte == b'-')
    };
    row.len() > 1 && row.iter().all(dashes)
}

fn flush(document: &mut Document, rows: &mut Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    let filled = |row: &Row| row.fields.iter().filter(|field| !field.text.is_blank()).count();
    let lines = rows.iter().filter(|row| filled(row) > 0).count();
    let wide = rows.iter().filter(|row| filled(row) > 1).count();
    // One cell a line never puts two on one; a quarter leaves room for a stray line between.
    let piped = rows.iter().filter(|row| row.piped).count();
    let geometry = match wide * 4 >= lines.max(1) {
        true if piped * 2 > rows.len() => Geometry::Filled,
        true => Geometry::Flattened,
        false => Geometry::Stream,
    };
    // Where some lines do without a pipe at the start, a pipe there closes a blank cell.
    let all_open = rows.iter().all(|row| row.opened || filled(row) == 0);
    let rows = std::mem::take(rows).into_iter().map(|row| match row.fields.first() {
        Some(first) if row.opened && !all_open => {
            let at = first.text.span(0..0).map_or(0, |span| span.start);
            let shifted = row.fields.into_iter().map(|field| Field { column: field.column + 1, ..field });
            [field("", at, 0)].into_iter().chain(shifted).collect()
        }
        _ => row.fields,
    });
    document.blocks.push(Block::Table(Grid { rows: rows.collect(), geometry }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks one a line: paragraphs as they are, rows with `¦` between fields, the geometry before them.
    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let mut found = Vec::new();
        for block in document(source).blocks {
            match block {
                Block::Paragraph(text) => found.push(text.as_str().to_owned()),
                Block::Table(grid) => {
                    found.push(format!("{:?}", grid.geometry));
                    for row in grid.rows {
                        let fields: Vec<_> = row.iter().map(|f| f.text.as_str().trim()).collect();
                        found.push(fields.join("¦"));
                    }
                }
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn tabs_keep_blank_fields() {
        check("题目\n\t\t自然人\t总计\n甲\t\t1\t\n", &["题目", "Flattened", "¦¦自然人¦总计", "甲¦¦1¦"]);
    }

    #[test]
    fn a_cell_in_quotes_holds_line_breaks() {
        check(
            "\"2.其他法律\r\n\"\"行政法规\"\"\n禁止\"\t\"1\n2\"\t3\n甲\t4\n",
            &["Flattened", "2.其他法律\r\n\"\"行政法规\"\"\n禁止¦1\n2¦3", "甲¦4"],
        );
        // A quote that never closes is one.
        check("\"甲\t1\n乙\t2\n", &["Flattened", "\"甲¦1", "乙¦2"]);
        check("\"公开是\n常态\n", &["\"公开是", "常态"]);
    }

    #[test]
    fn pipes_with_one_row_a_line() {
        check("| 规章 | 0 | | 2 |\n|---|:--:|\n| a | b |\n", &["Filled", "规章¦0¦¦2", "a¦b"]);
        // Without pipes at the start of some lines, one there closes a blank cell.
        check("规章 | 0 | 2 |\n | 1 | |\n", &["Filled", "规章¦0¦2", "¦1¦"]);
    }

    #[test]
    fn pipes_with_one_cell_a_line() {
        check("|\n规章 |\n0 |\n|||\n尾", &["Stream", "", "规章", "0", "¦¦", "尾"]);
    }

    #[test]
    fn values_behind_a_label_need_no_delimiter() {
        check(
            "一、本年新收 政府信息公开申请数量 27 0 - 27\n",
            &["Flattened", "一、本年新收 政府信息公开申请数量¦27¦0¦-¦27"],
        );
        check("0 1 0 0 1\n行政许可 14407\n", &["Flattened", "0¦1¦0¦0¦1", "行政许可¦14407"]);
        check("结果维持 结果纠正 其他结果 总计", &["Flattened", "结果维持¦结果纠正¦其他结果¦总计"]);
        check("甲区办公室 2023 年政府信息公开", &["甲区办公室 2023 年政府信息公开"]);
        check("本年共收到申请，计 27", &["本年共收到申请，计 27"]);
    }

    #[test]
    fn an_indent_makes_no_table() {
        check("\t一、总体情况  \r\n\n  正文。", &["一、总体情况", "正文。"]);
    }

    #[test]
    fn fields_know_their_bytes() {
        let source = "前\n规章 |１２| 3 |";
        let Block::Table(grid) = &document(source).blocks[1] else { panic!("a table") };
        let at = |index: usize| {
            let span = grid.rows[0][index].text.trimmed_span().expect("a place");
            &source[span.start..span.end]
        };
        assert_eq!((at(0), at(1), at(2)), ("规章", "１２", "3"));
    }
}
