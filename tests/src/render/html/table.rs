//! One official table as HTML: cut or broken as the options ask, each cell with what tools put around its text.
//!
//! Comes in: a sheet and the options. Goes out: `table` elements.

use gouji::Table;

use super::{Boxes, Html, MISSING, Spans, Table2, Table3, Wrap, escape};
use crate::render::sheet::{Role, Sheet, Slot};

/// The tables that one official table becomes.
pub(super) fn parts(mut sheet: Sheet, table: Table, options: &Html) -> Vec<Sheet> {
    if options.blank_columns {
        // Between labels and figures, among the figures, at the end.
        let at: &[usize] = match table {
            Table::T2 => &[],
            Table::T3 => &[10, 4, 3],
            Table::T4 => &[15, 5, 0],
        };
        at.iter().for_each(|&at| insert_column(&mut sheet, at));
    }
    match (table, options.table_2, options.table_3) {
        (Table::T2, Table2::Small, _) => sheet.parts(),
        (Table::T3, _, Table3::Split { at, header }) => split(sheet, at, header),
        (Table::T3, _, Table3::HeaderAgain { at }) => {
            let columns = sheet.columns;
            let rows = split(sheet, at, true).into_iter().flat_map(|part| part.rows).collect();
            vec![Sheet { columns, rows }]
        }
        _ => vec![sheet],
    }
}

/// A column with nothing in it before the column `at`; cells that span the place get wider.
fn insert_column(sheet: &mut Sheet, at: usize) {
    // For each column, the rows that a cell above still covers, and which cell that is.
    let mut covered = vec![(0usize, 0usize); sheet.columns];
    let mut cells = 0;
    for row in &mut sheet.rows {
        let mut is_spanned = at > 0
            && covered.get(at).is_some_and(|&(rows, cell)| rows > 0 && covered[at - 1] == (rows, cell));
        let mut column = 0;
        let mut place = None;
        for (index, slot) in row.iter_mut().enumerate() {
            while covered.get(column).is_some_and(|(rows, _)| *rows > 0) {
                column += 1;
            }
            if column >= at {
                place = place.or(Some(index));
            }
            let end = column + slot.across;
            cells += 1;
            covered.iter_mut().take(end).skip(column).for_each(|column| *column = (slot.down, cells));
            if column < at && at < end {
                slot.across += 1;
                is_spanned = true;
            }
            column = end;
        }
        covered.iter_mut().for_each(|(rows, _)| *rows = rows.saturating_sub(1));
        if !is_spanned {
            let place = place.unwrap_or(row.len());
            row.insert(place, Slot { text: String::new(), role: Role::Head, across: 1, down: 1 });
        }
    }
    sheet.columns += 1;
}

/// Cuts table 3 before a row; cells that span the cut go on as empty cells.
fn split(mut sheet: Sheet, at: usize, header: bool) -> Vec<Sheet> {
    const HEADER: usize = 3;
    let cut = (HEADER + at).clamp(HEADER + 1, sheet.rows.len() - 1);
    let mut second = sheet.rows.split_off(cut);
    let mut open: Vec<Slot> = Vec::new();
    for (index, row) in sheet.rows.iter_mut().enumerate().skip(HEADER) {
        for slot in row.iter_mut().filter(|slot| index + slot.down > cut) {
            open.push(Slot { text: String::new(), down: index + slot.down - cut, ..slot.clone() });
            slot.down = cut - index;
        }
    }
    if let Some(first) = second.first_mut() {
        first.splice(0..0, open);
    }
    if header {
        second.splice(0..0, sheet.rows[..HEADER].iter().cloned());
    }
    let columns = sheet.columns;
    vec![sheet, Sheet { columns, rows: second }]
}

/// The style sheet of [`Boxes::Classes`].
pub(super) const SHEET: &str = "<style>.grid{display:table;width:100%} .grid-row {\n display : table-row;\n}\n.grid-cell,.grid-head{border:1px solid;display:table-cell}</style>";

/// Rows of boxes: nothing says what they span.
fn write_boxes(sheet: &Sheet, options: &Html) -> String {
    let [table, row, cell] = match options.boxes {
        Boxes::Classes => ["class=\"grid\"", "class=\"grid-row\"", "class=\"grid-cell\""],
        Boxes::Flex => ["class=\"sheet\"", "style=\"display:flex\"", "style=\"flex:1 1 auto\""],
        _ => [
            "style=\"display: table\"",
            "style=\"display:table-row\"",
            "style=\"padding:2px; display:table-cell;\"",
        ],
    };
    let mut out = format!("<div {table}>\n");
    for slots in &sheet.rows {
        let cells = slots.iter().map(|slot| format!("<div {cell}>{}</div>", write_text(slot, options)));
        out.push_str(&format!("<div {row}>{}</div>\n", cells.collect::<String>()));
    }
    out + "</div>\n"
}

/// Writes one table.
pub(super) fn write(mut sheet: Sheet, options: &Html) -> String {
    if options.boxes != Boxes::None {
        return write_boxes(&sheet, options);
    }
    let groups = break_spans(&mut sheet, options);
    let attributes = match options.wrap {
        Wrap::Bare => "",
        Wrap::Paragraphs => " border=\"1\" cellspacing=\"0\" cellpadding=\"0\" align=\"center\"",
        Wrap::Word => {
            " class=\"MsoNormalTable\" border=0 cellspacing=0 style='border-collapse:collapse;mso-padding-alt:0cm 5.4pt'"
        }
    };
    let mut out = format!("<table{attributes}>\n<tbody>\n");
    for (index, row) in sheet.rows.iter().enumerate() {
        if index > 0 && groups.contains(&index) {
            out.push_str("</tbody>\n<tbody>\n");
        }
        out.push_str("<tr>");
        for slot in row {
            out.push_str(&write_cell(slot, options));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// Sets spans wrong as the options ask; gives the rows before which a new group of rows begins.
fn break_spans(sheet: &mut Sheet, options: &Html) -> Vec<usize> {
    let mut groups = Vec::new();
    let rows = sheet.rows.iter_mut();
    match options.spans {
        Spans::Proper => {}
        Spans::Zero | Spans::Beyond => {
            for (index, row) in rows.enumerate() {
                for slot in row.iter_mut().filter(|slot| slot.role == Role::Results) {
                    // A group of rows ends such a span: 四、结转下年度继续办理 stands outside of it.
                    groups.extend([index, index + slot.down]);
                    slot.down = if options.spans == Spans::Zero { 0 } else { 99 };
                }
                if let Some(last) = row.last_mut().filter(|_| options.spans == Spans::Beyond) {
                    last.across += if last.across > 1 { 13 } else { 0 };
                }
            }
        }
        Spans::Flat => {
            // The header's first cell is a label's, which no reader needs.
            let header = rows.take_while(|row| row.iter().all(|slot| slot.role == Role::Head));
            header.flat_map(|row| row.iter_mut()).for_each(|slot| slot.down = 1);
        }
        Spans::Narrow | Spans::Wide | Spans::Single => {
            let figures = |row: &&mut Vec<Slot>| {
                row.iter().filter(|slot| matches!(slot.role, Role::Figure(_))).count() == 7
            };
            for (index, row) in rows.filter(figures).enumerate() {
                let label = row.iter_mut().rfind(|slot| slot.role == Role::Head);
                let Some(label) = label.filter(|label| label.across > 1) else { continue };
                label.across = match options.spans {
                    Spans::Single => 1,
                    _ if index % 2 == 0 => label.across,
                    Spans::Wide => label.across + 1,
                    _ => label.across - 1,
                };
            }
        }
        Spans::Tall | Spans::Short => {
            let wanted = if options.spans == Spans::Tall { Role::Group } else { Role::Results };
            for slot in rows.flat_map(|row| row.iter_mut()).filter(|slot| slot.role == wanted) {
                slot.down =
                    if wanted == Role::Group { slot.down + 1 } else { slot.down.saturating_sub(3).max(1) };
            }
        }
        Spans::Merged => rows.for_each(|row| {
            row.dedup_by(|next, slot| {
                let is_one = is_blank(slot) && is_blank(next);
                slot.across += if is_one { next.across } else { 0 };
                is_one
            });
        }),
        Spans::MergedDown => merge_down(sheet),
        Spans::Unmerged | Spans::Repeated => sheet.unmerge(options.spans == Spans::Repeated),
        Spans::Missing => {
            for row in rows {
                for _ in 0..MISSING {
                    if row.last().is_some_and(is_blank) {
                        row.pop();
                    }
                }
                if let Some(last) = row.last_mut().filter(|slot| matches!(slot.role, Role::Figure(_))) {
                    last.across = 1;
                }
            }
        }
    }
    groups
}

fn is_blank(slot: &Slot) -> bool {
    matches!(slot.role, Role::Figure(_)) && slot.text.is_empty()
}

/// A blank figure in every second column takes the place of the one below it, where that is blank too.
fn merge_down(sheet: &mut Sheet) {
    for index in 1..sheet.rows.len() {
        let (above, below) = sheet.rows.split_at_mut(index);
        let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) else { continue };
        below.retain(|slot| {
            let column = |slot: &Slot| match slot.role {
                Role::Figure(id) if id.column % 2 == 0 => Some((id.table, id.column)),
                _ => None,
            };
            let over = above.iter_mut().find(|over| column(over).is_some() && column(over) == column(slot));
            match over {
                Some(over)
                    if is_blank(over) && is_blank(slot) && over.down == 1 && over.across == slot.across =>
                {
                    over.down = 2;
                    false
                }
                _ => true,
            }
        });
    }
}

fn write_cell(slot: &Slot, options: &Html) -> String {
    let name = if options.head_cells && !matches!(slot.role, Role::Figure(_)) { "th" } else { "td" };
    let mut attributes = String::new();
    if slot.down != 1 {
        attributes.push_str(&format!(" rowspan=\"{}\"", slot.down));
    }
    if slot.across != 1 {
        attributes.push_str(&format!(" colspan=\"{}\"", slot.across));
    }
    let text = write_text(slot, options);
    match options.wrap {
        Wrap::Bare => format!("<{name}{attributes}>{text}</{name}>"),
        Wrap::Paragraphs => {
            let text = text.replace(' ', "</font></p>\n<p align=\"center\"><font face=\"宋体\">");
            format!(
                "<{name}{attributes}>\n<p align=\"center\"><font face=\"宋体\">{text}</font></p>\n</{name}>"
            )
        }
        Wrap::Word => format!(
            "<{name} width=64 valign=top{attributes} style='width:47.8pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>\
             <p class=MsoNormal align=center style='text-align:center;line-height:20.0pt'><span lang=EN-US style='font-size:10.5pt;\
             font-family:仿宋_GB2312;mso-hansi-font-family:Calibri'>{text}<o:p></o:p></span></p></{name}>\n"
        ),
    }
}

fn write_text(slot: &Slot, options: &Html) -> String {
    let is_figure = matches!(slot.role, Role::Figure(_));
    let text = match is_figure && options.split_digits {
        true => slot.text.chars().map(|c| format!("<span>{}</span>", escape(&c.to_string()))).collect(),
        false => escape(&slot.text),
    };
    match options.nbsp && (is_figure || text.is_empty()) {
        true => format!("&nbsp;{text}"),
        false => text,
    }
}
