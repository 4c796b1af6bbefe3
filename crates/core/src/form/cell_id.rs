//! The canonical id of a cell, `t<table>.<row>.<column>`: the contract's name for every number of the form.

use std::fmt;
use std::str::FromStr;

use super::{Column, Group, Quantity, Row, Table};

/// The address of one cell of the official form; prints and parses as the contract's id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct CellId {
    /// The table.
    pub table: Table,
    /// Index into [`Table::rows`].
    pub row: u8,
    /// Index into [`Table::columns`].
    pub column: u8,
}

impl CellId {
    /// The cell of the row and the column with these keys. In a constant, a key that the form does not have is an error when compiling.
    ///
    /// # Panics
    ///
    /// If the form has no such row or column.
    ///
    /// ```
    /// use gouji::{CellId, Table};
    /// const UPHELD: CellId = CellId::at(Table::T4, "", "direct.upheld");
    /// assert_eq!("t4.direct.upheld".parse(), Ok(UPHELD));
    /// ```
    pub const fn at(table: Table, row: &str, column: &str) -> CellId {
        let (rows, columns) = (table.rows(), table.columns());
        let (mut r, mut c) = (0, 0);
        while !is_same(rows[r].key, row) {
            r += 1;
        }
        while !is_same(columns[c].key, column) {
            c += 1;
        }
        CellId { table, row: r as u8, column: c as u8 }
    }

    /// The row that the cell stands in.
    pub fn row_spec(self) -> &'static Row {
        &self.table.rows()[self.row as usize]
    }

    /// The column that the cell stands in.
    pub fn column_spec(self) -> &'static Column {
        &self.table.columns()[self.column as usize]
    }

    /// What the cell may hold.
    pub fn quantity(self) -> Quantity {
        self.column_spec().quantity
    }

    /// The cell's official name, for a sentence: row and column as the form prints them.
    pub fn label(self) -> String {
        match self.table {
            Table::T2 => {
                let label = self.column_spec().label;
                // The 2019 form calls these columns differently from the 2021 form; the row tells which.
                let label = match (self.row_spec().key, self.column_spec().key) {
                    ("procurement", "amount") => "采购总金额",
                    _ => label,
                };
                format!("{}·{label}", self.row_spec().label)
            }
            Table::T3 => format!("{}·{}", self.row_label(), self.column_spec().label),
            Table::T4 => {
                let block = match self.column / 5 {
                    0 => "行政复议",
                    1 => "行政诉讼（未经复议直接起诉）",
                    _ => "行政诉讼（复议后起诉）",
                };
                format!("{block}·{}", self.column_spec().label)
            }
        }
    }

    /// The name with its table, for lists over several tables: `表三 （一）予以公开·总计`.
    pub fn placed_label(self) -> String {
        format!("表{} {}", self.table.number(), self.label())
    }

    /// The row's name with its number and, where it needs one, its heading: `（三）不予公开 1.属于国家秘密`.
    pub fn row_label(self) -> String {
        let row = self.row_spec();
        // 部分公开 carries a filling instruction in brackets, which no sentence needs.
        let label = row.label.split('（').next().unwrap_or(row.label);
        match row.group {
            Some(group) if group != Group::Results => {
                let (number, heading) = group.label();
                format!("{number}{heading} {}{label}", row.number)
            }
            _ => format!("{}{label}", row.number),
        }
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column) = (self.row_spec().key, self.column_spec().key);
        match row {
            "" => write!(f, "{}.{column}", self.table.key()),
            _ => write!(f, "{}.{row}.{column}", self.table.key()),
        }
    }
}

impl fmt::Debug for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not the id of a cell in any edition of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCellIdError(String);

impl fmt::Display for ParseCellIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no cell of the form has the id {:?}", self.0)
    }
}

impl std::error::Error for ParseCellIdError {}

/// Equality that a constant may ask for.
const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

impl FromStr for CellId {
    type Err = ParseCellIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseCellIdError(text.to_owned());
        let (table, rest) = text.split_once('.').ok_or_else(error)?;
        let table = Table::ALL.into_iter().find(|candidate| candidate.key() == table).ok_or_else(error)?;
        for (row, spec) in table.rows().iter().enumerate() {
            let column = match spec.key {
                "" => Some(rest),
                key => rest.strip_prefix(key).and_then(|rest| rest.strip_prefix('.')),
            };
            let Some(column) = column else { continue };
            for &index in spec.editions.iter().copied().flatten() {
                if table.columns()[index as usize].key == column {
                    return Ok(CellId { table, row: row as u8, column: index });
                }
            }
        }
        Err(error())
    }
}
