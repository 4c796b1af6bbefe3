//! Which edition of the form a table is of, told by what it shows: rows and columns that one edition alone has.

use super::{CellId, Form, Row, Table};

impl Form {
    /// All editions, the newest last.
    pub const ALL: &'static [Form] = &[
        Form::F2019,
        #[cfg(test)]
        Form::Made,
        Form::F2021,
    ];

    /// The edition of today.
    pub const NEWEST: Form = Form::ALL[Form::ALL.len() - 1];

    /// Whether the edition has this cell.
    pub fn has(self, cell: CellId) -> bool {
        cell.row_spec().columns(self).contains(&cell.column)
    }

    /// The edition of a table that shows these rows and columns, a column as often as it is named. Columns tell more than rows: these are
    /// sometimes kept from an older edition. What tells nothing is of the newest.
    pub(crate) fn shown(table: Table, columns: &[u8], rows: &[u8]) -> Form {
        let known = |form: Form| columns.iter().filter(|&&column| has_column(table, form, column)).count();
        let most = Form::ALL.iter().map(|&form| known(form)).max().unwrap_or_default();
        let likely: Vec<Form> = Form::ALL.iter().copied().filter(|&form| known(form) == most).collect();
        let newest = likely.last().copied().unwrap_or(Form::NEWEST);
        let tells = |&row: &u8| Form::ALL.iter().any(|&form| !table.rows()[row as usize].is_in(form));
        if likely.len() == Form::ALL.len() && !rows.iter().any(tells) {
            return newest;
        }
        likely.into_iter().rev().find(|&form| form.fits(table, rows)).unwrap_or(newest)
    }

    /// The newest edition that brought one of these rows; the oldest where none is new.
    pub(crate) fn brought(table: Table, rows: &[u8]) -> Form {
        let is_new = |form: &Form| rows.iter().any(|&row| form.is_new(&table.rows()[row as usize]));
        Form::ALL.iter().rev().copied().find(is_new).unwrap_or(Form::ALL[0])
    }

    /// Whether no edition before this one has the row.
    fn is_new(self, row: &Row) -> bool {
        row.is_in(self) && Form::ALL.iter().take_while(|&&form| form != self).all(|&form| !row.is_in(form))
    }

    /// Whether these rows speak for the edition: one is there that it brought, or it brought none and has them all.
    fn fits(self, table: Table, rows: &[u8]) -> bool {
        let spec = |row: u8| &table.rows()[row as usize];
        let is_first = Form::ALL.first() == Some(&self);
        if !is_first && table.rows().iter().any(|row| self.is_new(row)) {
            return rows.iter().any(|&row| self.is_new(spec(row)));
        }
        rows.iter().all(|&row| spec(row).is_in(self))
    }
}

fn has_column(table: Table, form: Form, column: u8) -> bool {
    table.rows().iter().any(|row| row.columns(form).contains(&column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::layout::{Entry, Layout};

    fn rows(table: Table, keys: &[&str]) -> Vec<u8> {
        (0..).zip(table.rows()).filter(|(_, row)| keys.contains(&row.key)).map(|(index, _)| index).collect()
    }

    fn columns(table: Table, keys: &[&str]) -> Vec<u8> {
        let index = |key: &&str| table.columns().iter().position(|column| column.key == *key);
        keys.iter().filter_map(index).map(|index| index as u8).collect()
    }

    #[test]
    fn columns_tell_then_rows() {
        let t2 = |keys: &[&str], own: &[&str]| {
            Form::shown(Table::T2, &columns(Table::T2, keys), &rows(Table::T2, own))
        };
        assert_eq!(t2(&["made", "repealed", "valid"], &[]), Form::F2021);
        assert_eq!(t2(&["made", "repealed", "valid"], &["procurement"]), Form::F2021, "a row that was kept");
        assert_eq!(t2(&["made", "published", "total"], &[]), Form::F2019);
        assert_eq!(t2(&["decisions"], &["other_services"]), Form::F2019);
        assert_eq!(t2(&[], &["regulations"]), Form::F2021);
    }

    #[test]
    fn rows_of_both_editions_are_the_newer() {
        let t3 = |keys: &[&str]| Form::shown(Table::T3, &[], &rows(Table::T3, keys));
        assert_eq!(t3(&["other"]), Form::F2019);
        assert_eq!(t3(&["other", "other.misc"]), Form::F2021);
        assert_eq!(t3(&["received"]), Form::F2021);
        assert_eq!(Form::shown(Table::T4, &[0, 1], &[0]), Form::F2021);
    }

    #[test]
    fn an_edition_has_its_own_cells() {
        let cell = CellId::at(Table::T2, "regulations", "valid");
        assert_eq!([Form::F2019, Form::F2021].map(|form| form.has(cell)), [false, true]);
    }

    /// A report on the made edition, which is data in this folder and nowhere else: read whole, judged, and its slip mended.
    #[test]
    fn a_new_edition_is_read_and_judged() {
        let made = CellId::at(Table::T3, "denied.trial", "natural");
        let ones = |wrong: bool| {
            page(Form::Made, |cell| match (cell.row_spec().key, cell.column_spec().key) {
                _ if cell.table != Table::T3 => "0",
                ("received" | "denied.trial" | "total", "natural" | "total") if wrong && cell == made => "3",
                ("received" | "denied.trial" | "total", "natural" | "total") => "1",
                _ => "0",
            })
        };
        let audit = crate::check(crate::Input::html(&ones(false))).expect("a report");
        assert_eq!(
            (audit.report.forms[&Table::T2], audit.report.forms[&Table::T3]),
            (Form::Made, Form::Made)
        );
        assert_eq!(audit.report.cells[&made].raw.as_deref(), Some("1"));
        for table in [Table::T2, Table::T3] {
            let unread: Vec<CellId> =
                table.cells(Form::Made).filter(|cell| !audit.report.cells.contains_key(cell)).collect();
            assert_eq!(unread, [], "{table:?}");
        }
        assert_eq!(audit.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), [""; 0]);
        let audit = crate::check(crate::Input::html(&ones(true))).expect("a report");
        let about = |finding: &&crate::Finding| finding.cells.contains(&made);
        assert_eq!(audit.findings.iter().filter(about).count(), 2, "its row, and its column");
        let changes: Vec<String> =
            audit.repairs[0].repairs[0].changes.iter().map(|change| change.cell.to_string()).collect();
        assert_eq!(changes, [made.to_string()]);
    }

    /// The form, filled in, as a page.
    fn page(form: Form, figure: impl Fn(CellId) -> &'static str) -> String {
        let mut html = String::from(
            "<h1>某县人民政府2020年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年工作平稳。</p>",
        );
        for table in Table::ALL {
            html += &format!("<p>{}</p><table>", table.numbered_title());
            let layout = Layout::of(table, form);
            for line in layout.head.iter().chain(layout.bodies.iter().flatten()) {
                html += "<tr>";
                for entry in line {
                    let (text, across, down) = match entry {
                        Entry::Header(header) => (&*header.text, header.col_span, header.row_span),
                        Entry::Cell(spot) => (figure(spot.cell), spot.col_span, 1),
                    };
                    html += &format!("<td colspan={across} rowspan={down}>{text}</td>");
                }
                html += "</tr>";
            }
            html += "</table>";
        }
        html + "<p>五、存在的主要问题及改进情况</p><p>无。</p><p>六、其他需要报告的事项</p><p>无。</p>"
    }

    /// Every edition that differs from the others is told by its own rows and columns.
    #[test]
    fn every_edition_is_told_by_itself() {
        for &form in Form::ALL {
            for table in [Table::T2, Table::T3] {
                let all: Vec<_> = table.cells(form).collect();
                let columns: Vec<u8> = all.iter().map(|cell| cell.column).collect();
                let rows: Vec<u8> = all.iter().map(|cell| cell.row).collect();
                assert_eq!(Form::shown(table, &columns, &rows), form, "{table:?}");
            }
        }
    }
}
