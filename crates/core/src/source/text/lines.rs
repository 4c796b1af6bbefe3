//! Lines of plain text, and the fields of those that have some: between tabs or pipes, or figures behind a short text.

use super::marks;
use crate::document::Field;

/// A line without its end, and where it stands in the source. A cell in quotes may hold line breaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Line<'_> {
    /// Where in the line `part` of it stands.
    pub(super) fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

/// The lines of a source.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut offset = 0;
    while offset < source.len() {
        let start = offset;
        offset += line_length(&source[start..]);
        let line = Line { text: source[start..offset].trim_end_matches(['\n', '\r']), start };
        match apart(&line) {
            Some(parts) => lines.extend(parts),
            None => lines.push(line),
        }
    }
    lines
}

/// A whole page on one line, its cells between spaces: words a line each, and figures in a row on one. A single figure between words
/// belongs to the words before it, as in `2023 年`, unless what follows is no unit.
fn apart<'a>(line: &Line<'a>) -> Option<Vec<Line<'a>>> {
    const MIN_BYTES: usize = 1500;
    /// Runs of figures that a page with tables has.
    const MIN_RUNS: usize = 10;
    const RUN: usize = 3;
    /// Figures of a row in which none is left out.
    const WHOLE: usize = 7;
    const UNITS: [char; 16] =
        ['年', '月', '日', '件', '条', '次', '项', '个', '份', '宗', '起', '人', '％', '%', '万', '元'];
    if line.text.len() < MIN_BYTES || line.text.contains(['\t', '|']) {
        return None;
    }
    let words: Vec<&str> = words(line.text).collect();
    // `1.` numbers the label behind it.
    let is_value = |word: &str| is_value(word) && !word.ends_with(['.', '．', ',']);
    let runs = words.chunk_by(|one, other| is_value(one) == is_value(other));
    let runs: Vec<usize> =
        runs.filter(|run| run.len() >= RUN && is_value(run[0])).map(<[&str]>::len).collect();
    if runs.len() < MIN_RUNS {
        return None;
    }
    // Where whole rows stand there, one with a few more figures has spaces inside of them: `7 474` is one figure or two.
    let count = |length: usize| runs.iter().filter(|&&run| run == length).count();
    let usual = runs.iter().copied().max_by_key(|&length| count(length)).unwrap_or(0);
    if usual >= WHOLE && runs.iter().any(|&run| run > usual && run <= 2 * usual) {
        return None;
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let (mut was_value, mut was_glued) = (false, false);
    for (at, word) in words.iter().enumerate() {
        let (start, value) = (line.offset(word), is_value(word));
        let end = start + word.len();
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_glue = value && !was_value && !is_value(next) && next.starts_with(UNITS);
        match parts.last_mut() {
            Some(part) if value && was_value || is_glue || was_glued => part.1 = end,
            _ => parts.push((start, end)),
        }
        (was_value, was_glued) = (value && !is_glue, is_glue);
    }
    Some(
        parts
            .into_iter()
            .map(|(from, to)| Line { text: &line.text[from..to], start: line.start + from })
            .collect(),
    )
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

/// A line as fields.
pub(super) struct Row {
    pub(super) fields: Vec<Field>,
    /// The line starts with a pipe, which opens its first cell or closes a blank one.
    pub(super) opened: bool,
    /// Its delimiters are pipes.
    pub(super) piped: bool,
    /// It is a space and the pipe that closes it: a cell without anything in it.
    pub(super) is_blank_cell: bool,
}

/// The fields of a line with delimiters; none for a line without. Tabs before a line's only text are an indent.
pub(super) fn fields(line: &str, start: usize) -> Option<Row> {
    const PIPES: [char; 3] = ['|', '｜', '│'];
    let is_pipe = |c: char| PIPES.contains(&c);
    let blanks = |ends: Vec<usize>| {
        let blank = |(column, at)| field("", start + at, column);
        let is_blank_cell = ends.len() == 1 && line.starts_with(char::is_whitespace);
        let fields = (0u32..).zip(ends).map(blank).collect();
        Row { fields, opened: false, piped: line.contains(PIPES), is_blank_cell }
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
        return spaced_fields(line, start).map(|fields| Row {
            fields,
            opened: false,
            piped: false,
            is_blank_cell: false,
        });
    };
    let mut at = start + (inner.as_ptr() as usize - line.as_ptr() as usize);
    let delimiters: &[char] = if line.contains(PIPES) { &PIPES } else { &['\t'] };
    let mut row = Vec::new();
    for part in parts(inner, delimiters) {
        let text = part.strip_suffix(delimiters).filter(|text| !text.ends_with('\\')).unwrap_or(part);
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
    Some(Row { fields: row, opened, piped: line.contains(PIPES), is_blank_cell: false })
}

/// What stands between delimiters, with the one that ends it. A backslash before a pipe makes a character of it.
fn parts<'a>(mut inner: &'a str, delimiters: &'a [char]) -> impl Iterator<Item = &'a str> {
    std::iter::from_fn(move || {
        let mut at = 0;
        let end = loop {
            match inner[at..].find(delimiters) {
                Some(found) if inner[..at + found].ends_with('\\') => at += found + 1,
                Some(found) => {
                    break at + found + inner[at + found..].chars().next().map_or(1, char::len_utf8);
                }
                None => break inner.len(),
            }
        };
        let (part, rest) = inner.split_at(end);
        inner = rest;
        (!part.is_empty()).then_some(part)
    })
}

pub(super) fn field(text: &str, at: usize, column: u32) -> Field {
    Field { text: marks::plain(text, at), column, col_span: 1, row_span: 1 }
}

/// The fields of a line without delimiters that can only be a table's: values behind a short text (as a pdf's text is
/// copied), or nothing but short words side by side (its header).
fn spaced_fields(line: &str, start: usize) -> Option<Vec<Field>> {
    const MAX_LABEL: usize = 60;
    const MAX_SHORT_LABEL: usize = 12;
    const MAX_WORD: usize = 8;
    let words: Vec<&str> = words(line).collect();
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

/// What stands between spaces. One that does not break holds a number together.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A figure with or without a unit, or a mark for none.
pub(super) fn is_value(word: &str) -> bool {
    if matches!(word, "/" | "-" | "—" | "－" | "／" | "无" | "無" | "——") {
        return true;
    }
    let rest = word.trim_start_matches(['+', '-', '−', '增', '减']);
    let tail = rest.trim_start_matches(|c| is_digit(c) || matches!(c, ',' | '.' | '，' | '．' | '\u{a0}'));
    tail.len() < rest.len()
        && rest.starts_with(is_digit)
        && matches!(tail, "" | "件" | "条" | "項" | "项" | "个" | "個" | "万元" | "萬元" | "元" | "万" | "萬")
}

/// The line of dashes under a Markdown header. One dash is a mark for nothing unless it is `below_header`.
pub(super) fn is_rule(row: &[Field], below_header: bool) -> bool {
    let shortest = if below_header { 1 } else { 2 };
    let dashes = |field: &Field| {
        let text = field.text.as_str().trim().trim_matches(':');
        text.len() >= shortest && text.bytes().all(|byte| byte == b'-')
    };
    row.len() > 1 && row.iter().all(dashes)
}

/// A stroke between the lines of a table: `----+----`.
pub(super) fn is_stroke(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && line.chars().all(|c| matches!(c, '-' | '+' | '=' | '|' | ' ' | '\u{2500}'..='\u{257f}'))
        && line.contains(['+', '─', '═', '┼', '━'])
        && (line.contains("--") || line.contains("==") || !line.is_ascii())
}
