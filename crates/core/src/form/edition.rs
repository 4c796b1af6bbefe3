//! Which edition of the form a table is of, told by what it shows: rows and columns that one edition alone has.

use super::{CellId, Form, Table};

impl Form {
    /// All editions, the newest last.
    pub const ALL: [Form; 2] = [Form::F2019, Form::F2021];

    /// The edition of today.
    pub const NEWEST: Form = Form::ALL[Form::ALL.len() - 1];

    /// Whether the edition has this cell.
    pub fn has(self, cell: CellId) -> bool {
        cell.row_spec().columns(cell.table, self).contains(&cell.column)
    }

    /// The edition of a table that shows these rows and columns, a column as often as it is named. Columns tell more than rows: these are sometimes kept from
    /// an older edition. What tells nothing is of the newest.
    pub(crate) fn shown(table: Table, columns: &[u8], rows: &[u8]) -> Form {
        let own = |form: Form| columns.iter().filter(|&&column| is_own_column(table, form, column)).count();
        let most = Form::ALL.into_iter().map(own).max().unwrap_or_default();
        let is_likely = |form: &Form| own(*form) == most;
        let has_row = |form: &Form| rows.iter().any(|&row| is_own_row(table, *form, row));
        let mut newest_first = Form::ALL.into_iter().rev().filter(is_likely);
        let newest = newest_first.clone().next().unwrap_or(Form::NEWEST);
        newest_first.find(has_row).unwrap_or(newest)
    }
}

fn has_column(table: Table, form: Form, column: u8) -> bool {
    table.rows().iter().any(|row| row.columns(table, form).contains(&column))
}

fn is_own_column(table: Table, form: Form, column: u8) -> bool {
    has_column(table, form, column)
        && Form::ALL.into_iter().all(|other| other == form || !has_column(table, other, column))
}

fn is_own_row(table: Table, form: Form, row: u8) -> bool {
    let has = |form: Form| !table.rows()[row as usize].columns(table, form).is_empty();
    has(form) && Form::ALL.into_iter().all(|other| other == form || !has(other))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(Form::ALL.map(|form| form.has(cell)), [false, true]);
    }

    /// Every edition that differs from the others is told by its own rows and columns.
    #[test]
    fn every_edition_is_told_by_itself() {
        for form in Form::ALL {
            for table in [Table::T2, Table::T3] {
                let all: Vec<_> = table.cells(form).collect();
                let columns: Vec<u8> = all.iter().map(|cell| cell.column).collect();
                let rows: Vec<u8> = all.iter().map(|cell| cell.row).collect();
                assert_eq!(Form::shown(table, &columns, &rows), form, "{table:?}");
            }
        }
    }
}
