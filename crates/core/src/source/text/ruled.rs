//! Tables whose columns are told by a ruler (`---- ----`, as pandoc and reStructuredText write them) or by the numbers above them
//! (a data frame as Python prints it) to grids with true columns.

use super::Budget;
use super::drawn::joined;
use super::lines::Line;
use super::marks;
use super::width::Measure;
use crate::document::{Field, Geometry, Grid, Text};

/// First column and the one after the last, of what stands in a column of the table.
type Extent = (usize, usize);

/// Lines between two strokes that are still a header.
const MAX_HEADER: usize = 8;

/// Columns of a table: the official ones have ten to fifteen.
const MAX_COLUMNS: usize = 200;

/// Strokes of a ruler without a space that are more than a dash.
const MIN_STROKE: usize = 10;

/// The table under a ruler that begins with the first of `lines`, and how many of them it takes.
pub(super) fn table(lines: &[Line], budget: &Budget) -> Option<(Grid, usize)> {
    let mut rulers =
        (0..lines.len().min(MAX_HEADER + 1)).filter_map(|at| Some((at, Ruler::of(lines[at].text)?)));
    let (first, opening) = rulers.next().filter(|(at, _)| *at <= 1)?;
    // A header is one line above its ruler, or several under a stroke.
    let (ruler_at, ruler, is_framed) = match opening.groups {
        1 if first == 0 => {
            let (at, ruler) = rulers.next().filter(|(_, ruler)| ruler.groups > 1)?;
            (at, ruler, true)
        }
        1 => return None,
        _ => (first, opening, false),
    };
    if first == 1 && lines[0].text.trim().is_empty() {
        return None;
    }
    if ruler.groups > MAX_COLUMNS {
        return None;
    }
    Measure::ALL.into_iter().find_map(|measure| {
        let extents = ruler.extents(lines[ruler_at].text, measure);
        let header: Vec<&Line> = match (is_framed, first) {
            (true, _) => lines[1..ruler_at].iter().collect(),
            (false, 1) => vec![&lines[0]],
            _ => Vec::new(),
        };
        let fits = |line: &Line| fits(line.text, &extents, measure);
        if !header.iter().all(|line| fits(line)) {
            return None;
        }
        let mut rows = Vec::new();
        if !header.is_empty() {
            rows.push(header);
        }
        let body = Body::of(&lines[ruler_at + 1..], &ruler, is_framed, budget, fits)?;
        rows.extend(body.rows);
        let cells = |row: &Vec<&Line>| {
            let cell = |&extent: &Extent| {
                let parts: Vec<Text> = row.iter().map(|line| part(line, extent, measure)).collect();
                joined(&parts)
            };
            fields(extents_apart(&extents).iter().map(cell))
        };
        let grid = Grid { rows: rows.iter().map(cells).collect(), geometry: Geometry::Spanned };
        (grid.rows.len() > 1).then_some((grid, ruler_at + 1 + body.n_lines))
    })
}

/// A line of dashes.
struct Ruler {
    groups: usize,
    stroke: char,
}

impl Ruler {
    fn of(line: &str) -> Option<Ruler> {
        let line = line.trim();
        let stroke = line.chars().next().filter(|c| matches!(c, '-' | '='))?;
        // Dashes with a column each are a row of zeros.
        let is_long = line.split_whitespace().any(|group| group.len() > 1);
        if line.len() < MIN_STROKE
            || !is_long
            || !line.bytes().all(|byte| byte == stroke as u8 || byte == b' ')
        {
            return None;
        }
        Some(Ruler { groups: line.split_whitespace().count(), stroke })
    }

    fn extents(&self, line: &str, measure: Measure) -> Vec<Extent> {
        line.split_whitespace()
            .map(|group| {
                let at = group.as_ptr() as usize - line.as_ptr() as usize;
                let start = measure.width(&line[..at]);
                (start, start + group.len())
            })
            .collect()
    }
}

/// The rows below a ruler.
struct Body<'a> {
    rows: Vec<Vec<&'a Line<'a>>>,
    n_lines: usize,
}

impl<'a> Body<'a> {
    /// Up to the stroke that closes the table, or to a blank line where none does. Where blank lines stand between the rows, a row may
    /// have several lines.
    fn of(
        lines: &'a [Line<'a>],
        ruler: &Ruler,
        is_framed: bool,
        budget: &Budget,
        fits: impl Fn(&Line) -> bool,
    ) -> Option<Body<'a>> {
        let is_blank = |line: &Line| line.text.trim().is_empty();
        let mut end = None;
        for (at, line) in lines.iter().enumerate() {
            if !budget.spend(line.text.len() + 1) {
                return None;
            }
            if let Some(closing) = Ruler::of(line.text) {
                let is_same = closing.groups == ruler.groups && closing.stroke == ruler.stroke;
                let is_last = ruler.stroke == '-' || lines.get(at + 1).is_none_or(is_blank);
                match is_same || closing.groups == 1 {
                    true if is_last => end = Some(at),
                    true => continue,
                    false => {}
                }
                break;
            }
            if !is_blank(line) && !fits(line) {
                break;
            }
        }
        let (body, n_lines) = match end {
            Some(end) => (&lines[..end], end + 1),
            None => {
                let end = lines.iter().position(is_blank).unwrap_or(lines.len());
                (&lines[..end], end)
            }
        };
        if !body.iter().filter(|line| Ruler::of(line.text).is_none()).all(&fits) {
            return None;
        }
        let has_gaps = is_framed || body.iter().any(is_blank);
        let mut rows: Vec<Vec<&Line>> = Vec::new();
        let mut is_new = true;
        for line in body.iter().filter(|line| Ruler::of(line.text).is_none()) {
            if is_blank(line) {
                is_new = true;
            } else if is_new || !has_gaps {
                rows.push(vec![line]);
                is_new = false;
            } else if let Some(row) = rows.last_mut() {
                row.push(line);
            }
        }
        Some(Body { rows, n_lines })
    }
}

/// Whether nothing stands between the columns.
fn fits(line: &str, extents: &[Extent], measure: Measure) -> bool {
    let is_between = |column: usize| {
        let next = extents.partition_point(|&(start, _)| start <= column);
        next > 0 && next < extents.len() && column >= extents[next - 1].1
    };
    let first = extents.first().map_or(0, |extent| extent.0);
    measure.columns(line).all(|(column, _, c)| c.is_whitespace() || column >= first && !is_between(column))
}

/// Columns that reach to where the next one begins, and the last as far as it likes.
fn extents_apart(extents: &[Extent]) -> Vec<Extent> {
    let next = |at: usize| extents.get(at + 1).map_or(usize::MAX, |extent| extent.0);
    (0..extents.len()).map(|at| (extents[at].0, next(at))).collect()
}

/// What stands in a column of a line.
fn part(line: &Line, (start, end): Extent, measure: Measure) -> Text {
    let mut bytes: Option<(usize, usize)> = None;
    for (_, at, c) in measure.columns(line.text).filter(|&(column, _, _)| column >= start && column < end) {
        bytes = Some((bytes.map_or(at, |bytes| bytes.0), at + c.len_utf8()));
    }
    let text = bytes.map_or("", |(from, to)| line.text[from..to].trim());
    if text.is_empty() { Text::default() } else { marks::plain(text, line.start + line.offset(text)) }
}

fn fields(texts: impl Iterator<Item = Text>) -> Vec<Field> {
    (0..).zip(texts).map(|(column, text)| Field { text, column, col_span: 1, row_span: 1 }).collect()
}

/// A data frame as Python prints it. One that is wider than the screen goes on below: a backslash ends the names of its columns.
pub(super) fn frame(lines: &[Line], budget: &Budget) -> Option<(Grid, usize)> {
    /// No screen is so narrow that the form's tables have more.
    const MOST_PIECES: usize = 50;
    let (mut grid, mut n_lines) = piece(lines, budget)?;
    let mut head = 0;
    for _ in 1..MOST_PIECES {
        if !lines[head].text.trim_end().ends_with('\\') {
            break;
        }
        let Some(gap) = lines[n_lines..].iter().position(|line| !line.text.trim().is_empty()) else { break };
        head = n_lines + gap;
        let below = piece(&lines[head..], budget).filter(|(rest, _)| rest.rows.len() == grid.rows.len());
        let Some((rest, more)) = below else { break };
        for (row, rest) in grid.rows.iter_mut().zip(rest.rows) {
            let column = row.len() as u32;
            row.extend(rest.into_iter().map(|field| Field { column: field.column + column, ..field }));
        }
        n_lines = head + more;
    }
    Some((grid, n_lines))
}

/// What of a frame fits the screen: the names of its columns end where their values end, and its rows are numbered.
fn piece(lines: &[Line], budget: &Budget) -> Option<(Grid, usize)> {
    const MOST: usize = 200_000;
    const MAX_FILLED: usize = 2;
    let header = lines.first()?;
    let number = |line: &Line| {
        let end = line.text.find(char::is_whitespace)?;
        let number: usize = line.text[..end].parse().ok()?;
        Some((number, end))
    };
    if !header.text.starts_with(' ')
        || lines.get(1).is_none_or(|line| number(line).is_none_or(|(n, _)| n != 0))
    {
        return None;
    }
    let is_cut =
        |line: &Line| line.text.starts_with("..") && line.text.trim_start_matches('.').starts_with(' ');
    let mut next = 0;
    let is_row = |line: &&Line| {
        let numbered = number(line).filter(|&(n, _)| n == next || n > next && next > 0);
        next = numbered.map_or(next, |(n, _)| n + 1);
        numbered.is_some() || is_cut(line)
    };
    let n_rows = lines[1..].iter().take(MOST).take_while(is_row).count();
    let rows = &lines[1..=n_rows];
    let head = header.text.trim_end().trim_end_matches('\\').trim_end();
    let names = head.split("  ").map(str::trim).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    if names.len() > MAX_COLUMNS || !budget.spend(n_rows) {
        return None;
    }
    [Measure::Count, Measure::Narrow, Measure::Wide].into_iter().find_map(|measure| {
        // Numbers above columns are filled up to the longest of them.
        let behind: Vec<usize> = rows.iter().flat_map(|line| ends(line.text, measure)).collect();
        let end = |name: &&str| {
            let end = measure.width(&head[..header.offset(name) + name.len()]);
            let near = behind.iter().copied().filter(|&found| (end..=end + MAX_FILLED).contains(&found));
            near.max().unwrap_or(end)
        };
        let ends: Vec<usize> = names.iter().map(end).collect();
        let width = rows.iter().filter_map(|line| Some(number(line)?.1)).max()?;
        let starts = std::iter::once(width).chain(ends.iter().copied());
        let extents: Vec<Extent> = starts.zip(ends.iter().copied()).collect();
        let is_apart = |line: &Line| {
            let in_gap = |column: usize| column == width || ends.contains(&column);
            measure.columns(line.text).all(|(column, _, c)| c.is_whitespace() || !in_gap(column))
                && measure.width(line.text.trim_end()) <= ends.last().copied().unwrap_or(0)
        };
        if ends.len() < 2 || !rows.iter().filter(|line| !is_cut(line)).all(is_apart) {
            return None;
        }
        // What is cut out of the middle leaves columns that stand elsewhere: only words are kept of such rows.
        let is_torn = names.contains(&"...");
        let named = names.iter().all(|name| name.parse::<usize>().is_ok() || *name == "...");
        let table =
            (if named { None } else { Some(header) }).into_iter().chain(rows).filter(|line| !is_cut(line));
        let cells = table.map(|line| {
            let texts = extents.iter().map(|&extent| part(line, extent, measure));
            let is_figure = |text: &Text| text.as_str().bytes().all(|byte| byte.is_ascii_digit());
            fields(texts.filter(|text| !(is_torn && is_figure(text))))
        });
        Some((Grid { rows: cells.collect(), geometry: Geometry::Spanned }, n_rows + 1))
    })
}

/// Where the cells of a frame's line end: two spaces stand between them.
fn ends(line: &str, measure: Measure) -> Vec<usize> {
    let cells = line.split("  ").map(str::trim_end).filter(|cell| !cell.trim().is_empty());
    cells
        .map(|cell| measure.width(&line[..cell.as_ptr() as usize + cell.len() - line.as_ptr() as usize]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[track_caller]
    fn check(found: Option<(Grid, usize)>, n_lines: usize, expected: &[&str]) {
        let (grid, taken) = found.expect("a table");
        let row =
            |row: &Vec<Field>| row.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("¦");
        let rows: Vec<String> = grid.rows.iter().map(row).collect();
        assert_eq!(
            (rows.iter().map(String::as_str).collect::<Vec<_>>(), taken),
            (expected.to_vec(), n_lines)
        );
    }

    #[test]
    fn a_frame_of_any_number_of_pieces_is_read() {
        let source = "   0    1  \\\n0  甲  1\n".repeat(22_000) + "一、总体情况\n";
        let (grid, _) = frame(&lines(&source), &Budget::default()).expect("a table");
        assert_eq!(grid.rows[0].len(), 100);
    }

    #[test]
    fn a_header_over_its_ruler() {
        let source = "  信息内容   件数\n  ---------- ------\n  规章       3\n  其他            \n\n后文\n";
        check(table(&lines(source), &Budget::default()), 4, &["信息内容¦件数", "规章¦3", "其他¦"]);
    }

    #[test]
    fn rows_of_several_lines_between_strokes() {
        let source = "----------------\n信息内容   件数\n---------- -----\n规章       3\n\n行政规范性 4\n文件\n----------------\n";
        check(
            table(&lines(source), &Budget::default()),
            8,
            &["信息内容¦件数", "规章¦3", "行政规范性\n文件¦4"],
        );
    }

    #[test]
    fn rulers_of_equal_signs() {
        let source =
            "==========  ====\n信息内容    件数\n==========  ====\n规章           3\n==========  ====\n\n";
        check(table(&lines(source), &Budget::default()), 5, &["信息内容¦件数", "规章¦3"]);
    }

    #[test]
    fn a_line_across_the_columns_is_no_row() {
        assert!(table(&lines("---- ------\n甲乙丙丁戊己庚\n---- ------\n"), &Budget::default()).is_none());
        assert!(table(&lines("------------\n正文。\n------------\n"), &Budget::default()).is_none());
    }

    #[test]
    fn a_data_frame() {
        let source = "       0    1\n0   信息内容   件数\n1     规章    3\n2  规范性文件  NaN\n\n";
        check(frame(&lines(source), &Budget::default()), 4, &["信息内容¦件数", "规章¦3", "规范性文件¦NaN"]);
        assert!(frame(&lines("  说明\n0 件\n"), &Budget::default()).is_none());
    }

    #[test]
    fn a_frame_that_was_cut_keeps_no_figures() {
        let source = "      0  ...    9\n0    规章  ...   12\n..  ...  ...  ...\n7    其他  ...    3\n";
        check(frame(&lines(source), &Budget::default()), 4, &["规章¦...", "其他¦..."]);
    }
}
