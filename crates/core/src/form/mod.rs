//! The official forms as data: tables, rows, columns, and the id of every cell.
//!
//! Comes in: nothing. Goes out: constant tables that every later stage reads. A new year's form is new data here.
//! Recognising a form in a document is `read`'s work; what must add up is `rules`' work.
//!
//! Sources: 国办公开办函〔2019〕60号 (the 2019 form) and 国办公开办函〔2021〕30号 (the 2021 form).

mod cell_id;
mod data;
mod edition;
pub mod layout;

pub use cell_id::{CellId, ParseCellIdError};
pub use data::{SECTIONS, Section};

/// One of the three tables of the form, named by the number of its section (二, 三, 四).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Table {
    /// 主动公开政府信息情况.
    T2,
    /// 收到和处理政府信息公开申请情况.
    T3,
    /// 政府信息公开行政复议、行政诉讼情况.
    T4,
}

impl Table {
    /// The tables in the order of the form.
    pub const ALL: [Table; 3] = [Table::T2, Table::T3, Table::T4];

    /// The prefix of the table's cell ids: `t2`, `t3`, `t4`.
    pub const fn key(self) -> &'static str {
        match self {
            Table::T2 => "t2",
            Table::T3 => "t3",
            Table::T4 => "t4",
        }
    }

    /// The official title of the section that holds the table (2021 wording).
    pub const fn title(self) -> &'static str {
        match self {
            Table::T2 => "主动公开政府信息情况",
            Table::T3 => "收到和处理政府信息公开申请情况",
            Table::T4 => "政府信息公开行政复议、行政诉讼情况",
        }
    }

    /// The number of that section.
    pub const fn number(self) -> char {
        match self {
            Table::T2 => '二',
            Table::T3 => '三',
            Table::T4 => '四',
        }
    }

    /// The title with its number, as the form prints it: `三、收到和处理政府信息公开申请情况`.
    pub fn numbered_title(self) -> String {
        format!("{}、{}", self.number(), self.title())
    }

    /// Every row of the table in any form, in the order of the form.
    pub const fn rows(self) -> &'static [Row] {
        match self {
            Table::T2 => data::T2_ROWS,
            Table::T3 => data::T3_ROWS,
            Table::T4 => data::T4_ROWS,
        }
    }

    /// Every column of the table in any form, left to right.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Table::T2 => data::T2_COLUMNS,
            Table::T3 => data::T3_COLUMNS,
            Table::T4 => data::T4_COLUMNS,
        }
    }

    /// The cells that the table has in `form`, row by row.
    pub fn cells(self, form: Form) -> impl Iterator<Item = CellId> {
        self.rows().iter().enumerate().flat_map(move |(row, spec)| {
            spec.columns(form).iter().map(move |&column| CellId { table: self, row: row as u8, column })
        })
    }
}

/// An edition of the official form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Form {
    /// 国办公开办函〔2019〕60号, first used for report year 2019.
    F2019,
    /// Made up, for tests.
    #[cfg(test)]
    Made,
    /// 国办公开办函〔2021〕30号, from report year 2021 on.
    F2021,
}

/// How many editions there are.
pub(crate) const EDITIONS: usize = Form::ALL.len();

impl Form {
    /// The edition's year as the contract writes it.
    pub const fn key(self) -> &'static str {
        match self {
            Form::F2019 => "2019",
            #[cfg(test)]
            Form::Made => "2020",
            Form::F2021 => "2021",
        }
    }
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A whole number, zero or more (件).
    Count,
    /// A whole number with a sign (2019 form, 本年增/减).
    Change,
    /// A sum of money, zero or more, with decimals (万元 or 元).
    Amount,
}

/// A row of a table: its id, its label as printed, and where it is used.
#[derive(Debug)]
pub struct Row {
    /// The middle part of the cell id, for example `denied.third_party`.
    pub key: &'static str,
    /// The number before the label as the form prints it: `（一）`, `1.` or empty.
    pub number: &'static str,
    /// The label without its number.
    pub label: &'static str,
    /// The heading that the row stands under (table 3).
    pub group: Option<Group>,
    /// Columns by edition, in the order of [`Form::ALL`], as indices into [`Table::columns`]; empty where the edition lacks the row.
    pub editions: [&'static [u8]; EDITIONS],
}

impl Row {
    /// The row's columns in `form`, as indices into [`Table::columns`]; empty where the form lacks the row.
    pub const fn columns(&self, form: Form) -> &'static [u8] {
        self.editions[form as usize]
    }

    /// Whether `form` has the row.
    pub const fn is_in(&self, form: Form) -> bool {
        !self.columns(form).is_empty()
    }
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// The last part of the cell id, for example `natural`; in table 4 with its block (`direct.upheld`).
    pub key: &'static str,
    /// The label as the form prints it.
    pub label: &'static str,
    /// What its cells may hold.
    pub quantity: Quantity,
}

/// A heading of table 3 under which rows are numbered afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// 三、本年度办理结果, which holds （一） to （七）.
    Results,
    /// （三）不予公开.
    Denied,
    /// （四）无法提供.
    Unavailable,
    /// （五）不予处理.
    Rejected,
    /// （六）其他处理.
    Other,
}

impl Group {
    /// All headings, in the order of the form.
    pub const ALL: [Group; 5] =
        [Group::Results, Group::Denied, Group::Unavailable, Group::Rejected, Group::Other];

    /// The number and the label as the form prints them.
    pub const fn label(self) -> (&'static str, &'static str) {
        match self {
            Group::Results => ("三、", "本年度办理结果"),
            Group::Denied => ("（三）", "不予公开"),
            Group::Unavailable => ("（四）", "无法提供"),
            Group::Rejected => ("（五）", "不予处理"),
            Group::Other => ("（六）", "其他处理"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn forms_have_the_official_number_of_cells() {
        let count = |table: Table, form| table.cells(form).count();
        assert_eq!(count(Table::T2, Form::F2021), 10);
        assert_eq!(count(Table::T2, Form::F2019), 22);
        assert_eq!(count(Table::T3, Form::F2021), 25 * 7);
        assert_eq!(count(Table::T3, Form::F2019), 23 * 7);
        assert_eq!(count(Table::T4, Form::F2019), 15);
        assert_eq!(count(Table::T4, Form::F2021), 15);
    }

    #[test]
    fn ids_are_unique_and_read_back() {
        let mut seen = BTreeSet::new();
        for &form in Form::ALL {
            for id in Table::ALL.into_iter().flat_map(|table| table.cells(form)) {
                assert_eq!(id.to_string().parse(), Ok(id));
                seen.insert(id.to_string());
            }
        }
        assert!(seen.contains("t3.denied.third_party.natural"));
        assert!(seen.contains("t4.after_review.pending"));
        assert!(seen.contains("t2.procurement.amount"));
        assert!("t3.denied.natural".parse::<CellId>().is_err());
        assert!("t2.fees.made".parse::<CellId>().is_err());
    }
}
